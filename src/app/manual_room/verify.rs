//! The quotations of a manuscript held against the transcripts: which are exact, which were changed and how, which nobody
//! said; each with the way to its place.

use std::{path::PathBuf, sync::Arc};

use eframe::egui::{
    Align, Color32, CornerRadius, Frame, Layout, Margin, Pos2, Rect, RichText, ScrollArea, Stroke, Ui, UiBuilder, Vec2,
};

use super::{ManualRoom, Printing, aside::jump};
use crate::{
    analysis::verify::{Attribution, Change, ChangeKind, CheckedQuotation, Finding, LooseKind, Verification},
    app::{
        commands::Command,
        look::{Tokens, icons, strong, tokens},
        session::{Ask, Desk},
        transcript::{Piece, Words},
        widgets::{empty, main_button, quiet_text, section, wrapped},
    },
    operations::counted,
    report::{self, faults, in_a_sentence, source, tree::Document},
    study::Study,
};

/// A manuscript that was verified.
#[derive(Clone, Debug, PartialEq)]
pub struct Verified {
    pub path: PathBuf,
    /// The file's name.
    pub name: String,
    /// Of the study then.
    pub revision: u64,
    pub found: Verification,
}

impl Verified {
    /// The report as a document.
    pub fn report(&self, study: &Study, printing: &Printing) -> Document {
        let mut document = report::verification(study, &self.name, &self.found);
        document.page = printing.page;
        if let Some(language) = &printing.language {
            document.language.clone_from(language);
            document.words = report::tree::Words::of_language(language);
        }
        document
    }
}

/// Which quotations are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum List {
    /// Those that want their author, and lead-ins without a quotation.
    #[default]
    Wrong,
    All,
    Of(Finding),
    /// Those whose attribution names somebody else, is missing, or may be of several people.
    Misattributed,
    Unattributed,
    Incomplete,
}

impl List {
    fn holds(self, one: &CheckedQuotation) -> bool {
        match self {
            List::Wrong => one.is_wrong(),
            List::All => true,
            List::Of(finding) => one.finding == finding,
            List::Misattributed => one.attribution == Attribution::Wrong,
            List::Unattributed => one.attribution == Attribution::Missing,
            List::Incomplete => one.attribution == Attribution::Incomplete,
        }
    }
}

/// What the page remembers.
#[derive(Default)]
pub struct VerifyPage {
    pub verified: Option<Arc<Verified>>,
    /// Goes up with each verification.
    pub number: u64,
    pub list: List,
    /// The report as it prints is shown instead of the list.
    pub as_printed: bool,
    /// How tall each card was drawn (points), for those out of sight.
    heights: Vec<f32>,
}

impl VerifyPage {
    /// Takes what was found.
    pub fn take(&mut self, verified: Verified) {
        self.list = if verified.found.is_wrong() { List::Wrong } else { List::All };
        self.verified = Some(Arc::new(verified));
        self.number += 1;
        self.heights.clear();
    }
}

/// The findings with the words for them, in the order in which they are told.
const FINDINGS: [(Finding, &str); 6] = [
    (Finding::Exact, "Exact"),
    (Finding::Editorial, "Edited, every change marked"),
    (Finding::Altered, "Altered without a mark"),
    (Finding::NotFound, "Said by nobody"),
    (Finding::Term, "Terms, too short to be held against anything"),
    (Finding::Cited, "From the literature"),
];

/// The left side: which manuscript, what was found.
pub fn side(room: &mut ManualRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    ui.add_space(Tokens::SMALL_GAP);
    let command = Command::VerifyManuscript;
    let Some(verified) = room.verify.verified.clone() else {
        let words = "Word, OpenDocument, PDF, Markdown or text. It is read, never changed.";
        ui.label(quiet_text(ui, words));
        return;
    };
    if main_button(ui, "Another manuscript…", true).on_hover_text(command.entry().help).clicked() {
        desk.run(command);
    }
    section(ui, "Manuscript");
    wrapped(ui, verified.name.as_str());
    ui.horizontal_wrapped(|ui| {
        if ui.button("Verify again").clicked() {
            desk.asks.push(Ask::Verify(verified.path.clone()));
        }
        if ui.button("Export report…").clicked() {
            desk.asks.push(Ask::ExportVerification);
        }
    });
    if verified.revision != desk.revision {
        let words = RichText::new("The study has changed since.").color(tokens(ui.ctx()).warning);
        ui.label(words);
    }
    section(ui, "Listed are");
    let found = &verified.found;
    let wrong = found.quotations.iter().filter(|one| one.is_wrong()).count() + found.loose.len();
    let page = &mut room.verify;
    let before = page.list;
    ui.radio_value(&mut page.list, List::Wrong, format!("What needs attention ({wrong})"));
    ui.radio_value(&mut page.list, List::All, format!("All quotations ({})", found.quotations.len()));
    for (finding, name) in FINDINGS {
        let count = found.count(finding);
        if count > 0 {
            ui.radio_value(&mut page.list, List::Of(finding), format!("{name} ({count})"));
        }
    }
    let attributions = [
        (List::Misattributed, "Attributed to somebody else"),
        (List::Unattributed, "Without an attribution"),
        (List::Incomplete, "Attribution that may be of several people"),
    ];
    for (list, name) in attributions {
        let count = found.quotations.iter().filter(|one| list.holds(one)).count();
        if count > 0 {
            ui.radio_value(&mut page.list, list, format!("{name} ({count})"));
        }
    }
    if page.list != before {
        page.heights.clear();
    }
}

/// The bar above the list or the pages.
pub fn bar(page: &mut VerifyPage, ui: &mut Ui) {
    ui.horizontal(|ui| {
        ui.selectable_value(&mut page.as_printed, false, "Quotations");
        ui.selectable_value(&mut page.as_printed, true, "Report as it prints");
    });
}

/// The list of quotations.
pub fn list(room: &mut ManualRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let Some(verified) = room.verify.verified.clone() else {
        empty(
            ui,
            "Hold a manuscript against its transcripts",
            "Every quotation in it is looked for in what was said: words left out or changed without a mark, somebody else’s name after it, a lead-in whose quotation is gone. Nothing leaves this computer.",
        );
        ui.vertical_centered(|ui| {
            if main_button(ui, "Choose a manuscript…", true).clicked() {
                desk.run(Command::VerifyManuscript);
            }
        });
        return;
    };
    let page = &mut room.verify;
    let found = &verified.found;
    let shown: Vec<&CheckedQuotation> = found.quotations.iter().filter(|one| page.list.holds(one)).collect();
    page.heights.resize(shown.len(), 0.0);
    ScrollArea::vertical().id_salt("verified").auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin::symmetric(16, 10)).show(ui, |ui| {
            let wide = ui.available_width().min(760.0);
            ui.set_max_width(wide);
            wrapped(ui, RichText::new(in_a_sentence(found)).family(strong()));
            ui.add_space(Tokens::GAP);
            for (one, height) in shown.iter().zip(&mut page.heights) {
                let top = ui.cursor().min;
                let place = Rect::from_min_size(top, Vec2::new(wide, *height));
                // What is out of sight takes its room and is not drawn.
                if *height > 0.0 && !ui.is_rect_visible(place) {
                    ui.allocate_rect(place, eframe::egui::Sense::hover());
                    continue;
                }
                card(ui, desk, one, wide);
                *height = ui.cursor().min.y - top.y - ui.spacing().item_spacing.y;
            }
            if page.list != List::All && page.list != List::Wrong {
                return;
            }
            for one in &found.loose {
                let what = match one.kind {
                    LooseKind::LeadIn => "Leads to a quotation that does not follow",
                    LooseKind::Unclosed => "Opens a quotation that is never closed",
                };
                framed(ui, wide, tokens(ui.ctx()).warning, |ui| {
                    head(ui, icons::WARNING, tokens(ui.ctx()).warning, what, one.paragraph);
                    wrapped(ui, one.words.as_str());
                });
            }
            if shown.is_empty() && found.loose.is_empty() {
                let words = format!("{} Nothing here", icons::SAVED);
                ui.label(RichText::new(words).color(tokens(ui.ctx()).good));
            }
        });
    });
}

/// A card with an edge of a colour.
fn framed(ui: &mut Ui, wide: f32, edge: Color32, contents: impl FnOnce(&mut Ui)) {
    let tokens = tokens(ui.ctx());
    let frame = Frame::new().fill(tokens.card).stroke(Stroke::new(1.0, tokens.line)).corner_radius(Tokens::RADIUS);
    let drawn = frame.inner_margin(Margin { left: 14, right: 12, top: 8, bottom: 8 }).show(ui, |ui| {
        ui.set_width(wide - 28.0);
        contents(ui);
    });
    let rect = drawn.response.rect;
    let strip = Rect::from_min_max(rect.min, Pos2::new(rect.left() + 4.0, rect.bottom()));
    let corners = CornerRadius { nw: Tokens::RADIUS, sw: Tokens::RADIUS, ..CornerRadius::ZERO };
    ui.painter().rect_filled(strip, corners, edge);
}

fn head(ui: &mut Ui, icon: &str, ink: Color32, words: &str, paragraph: usize) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(icon).color(ink));
        ui.label(RichText::new(words).family(strong()));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(quiet_text(ui, format!("paragraph {}", paragraph + 1)));
        });
    });
}

/// What is said of a quotation in its head: sign, colour, words.
fn verdict(ui: &Ui, one: &CheckedQuotation) -> (&'static str, Color32, String) {
    let tokens = tokens(ui.ctx());
    if one.is_wrong() {
        let words = faults(one).join(", ");
        let mut letters = words.chars();
        let first: String = letters.next().map(|letter| letter.to_uppercase().collect()).unwrap_or_default();
        return (icons::WARNING, tokens.error, first + letters.as_str());
    }
    match one.finding {
        Finding::Exact if one.punctuation_differs => {
            (icons::SAVED, tokens.good, "Exact; punctuation or capitals differ".into())
        }
        Finding::Exact => (icons::SAVED, tokens.good, "Exact".into()),
        Finding::Editorial => (icons::EDIT, tokens.accent, "Edited, every change marked".into()),
        Finding::Term => (icons::ABOUT, tokens.quiet, "A term".into()),
        Finding::Cited => (icons::ABOUT, tokens.quiet, "From the literature".into()),
        Finding::Altered | Finding::NotFound => (icons::WARNING, tokens.error, String::new()),
    }
}

fn card(ui: &mut Ui, desk: &mut Desk<'_>, one: &CheckedQuotation, wide: f32) {
    let (icon, ink, words) = verdict(ui, one);
    framed(ui, wide, ink, |ui| {
        head(ui, icon, ink, &words, one.paragraph);
        let changed = one.changes.iter().any(|change| change.kind != ChangeKind::Same);
        if changed && one.place.is_some() {
            word_by_word(ui, one);
        } else {
            wrapped(ui, format!("“{}”", one.words.trim()));
        }
        let stated = match (&one.attribution, one.stated.is_empty()) {
            (Attribution::NotAsked, true) => None,
            (_, true) => Some("No attribution".to_owned()),
            (Attribution::Incomplete, false) => Some(format!("Attributed to {}: may be of several people", one.stated)),
            (_, false) => Some(format!("Attributed to {}", one.stated)),
        };
        if let Some(stated) = stated {
            wrapped(ui, quiet_text(ui, stated));
        }
        if let Some(place) = &one.place {
            let from = format!("Said by {}", source(desk.study, place));
            if jump(ui, &from, "Go to these words in the transcript").clicked() {
                desk.asks.push(Ask::ShowWords(place.transcript, place.span));
            }
        }
    });
    ui.add_space(Tokens::SMALL_GAP);
}

/// Words that were put in, in the brackets that mark them.
fn put_in(change: &Change) -> String {
    if change.marked { format!("+[{}]", change.printed) } else { format!("+{}", change.printed) }
}

/// The words with what was left out and what was put in, on a ground of their colour and with a sign, so that colour is
/// never alone.
fn word_by_word(ui: &mut Ui, one: &CheckedQuotation) {
    let tokens = tokens(ui.ctx());
    let mut texts: Vec<(String, ChangeKind, bool)> = Vec::new();
    for change in &one.changes {
        let space = if texts.is_empty() { "" } else { " " };
        match change.kind {
            ChangeKind::Same => texts.push((format!("{space}{}", change.printed), ChangeKind::Same, false)),
            ChangeKind::LeftOut => {
                texts.push((space.to_owned(), ChangeKind::Same, false));
                texts.push((format!("−{}", change.said), ChangeKind::LeftOut, change.marked));
            }
            ChangeKind::Inserted => {
                texts.push((space.to_owned(), ChangeKind::Same, false));
                texts.push((put_in(change), ChangeKind::Inserted, change.marked));
            }
            ChangeKind::Replaced => {
                texts.push((space.to_owned(), ChangeKind::Same, false));
                texts.push((format!("−{}", change.said), ChangeKind::LeftOut, change.marked));
                texts.push((" ".to_owned(), ChangeKind::Same, false));
                texts.push((put_in(change), ChangeKind::Inserted, change.marked));
            }
        }
    }
    let wash = |ink: Color32| tokens.card.lerp_to_gamma(ink, if tokens.dark { 0.28 } else { 0.16 });
    let pieces: Vec<Piece<'_>> = texts
        .iter()
        .filter(|(text, ..)| !text.is_empty())
        .map(|(text, kind, marked)| {
            let ground = match kind {
                ChangeKind::Same | ChangeKind::Replaced => Color32::TRANSPARENT,
                _ if *marked => wash(tokens.accent),
                ChangeKind::LeftOut => wash(tokens.error),
                ChangeKind::Inserted => wash(tokens.warning),
            };
            Piece { ground, ..Piece::new(text, tokens.text) }
        })
        .collect();
    let inner = ui.available_rect_before_wrap();
    let mut row = ui.new_child(UiBuilder::new().max_rect(inner));
    row.add(Words::new(&pieces, Tokens::BODY));
    ui.advance_cursor_after_rect(row.min_rect());
    let unmarked = one.changes.iter().filter(|change| change.kind != ChangeKind::Same && !change.marked).count();
    if unmarked > 0 {
        let words = format!("{} without a mark. − left out, + put in.", counted(unmarked, "change"));
        ui.label(quiet_text(ui, words));
    }
}
