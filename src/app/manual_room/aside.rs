//! Beside the pages: what to look at before they are handed over, each with a way to it; who is quoted how often; what a
//! checklist still asks of the authors.

use std::collections::BTreeMap;

use eframe::egui::{
    Align, CollapsingHeader, CursorIcon, Layout, Rect, Response, RichText, Role, ScrollArea, Sense, Ui, UiBuilder,
    Vec2, WidgetInfo,
};

use super::{answering::Answering, quotation_list, setting::SetPages};
use crate::{
    app::{
        look::{Tokens, icons, strong, tokens},
        session::{Ask, Desk},
        widgets::{elided, quiet_text, section, wrapped},
    },
    operations::counted,
    report::{Balance, Concern, ConcernKind},
    study::{Code, Decision, Verdict},
};

/// Of one kind, this many are listed.
const LISTED: usize = 60;

/// The kinds of concern in the order in which they are told, each with its heading.
const KINDS: [(ConcernKind, &str); 5] = [
    (ConcernKind::Unresolved, "Not settled between you"),
    (ConcernKind::Name, "Names in quotations"),
    (ConcernKind::SmallCell, "Who may be recognised"),
    (ConcernKind::NoDefinition, "Codes without a definition"),
    (ConcernKind::NoExample, "Codes without an example"),
];

pub fn show(set: &SetPages, ui: &mut Ui, desk: &mut Desk<'_>, (answering, sought): (&mut Answering, &mut String)) {
    ScrollArea::vertical().id_salt("before printing").auto_shrink([false, false]).show(ui, |ui| {
        if !set.answers.is_empty() {
            answering.show(ui, desk, (set.wanted.printing.checklist(), &set.answers));
        }
        if !set.quotations.is_empty() {
            ui.add_space(Tokens::SMALL_GAP);
            quotation_list::show(ui, desk, sought, &set.quotations);
        }
        if let Some(balance) = &set.balance {
            voices(ui, balance);
        }
        if set.wanted.printing.document.output().is_some_and(has_checks) {
            section(ui, "Before you print");
            concerns(ui, desk, &set.concerns);
        }
        ui.add_space(Tokens::GAP);
    });
}

/// Whether a document has anything to be checked.
fn has_checks(output: crate::report::Output) -> bool {
    matches!(output, crate::report::Output::Manual | crate::report::Output::Quotes)
}

fn concerns(ui: &mut Ui, desk: &mut Desk<'_>, concerns: &[Concern]) {
    let tokens = tokens(ui.ctx());
    if concerns.is_empty() {
        ui.label(RichText::new(format!("{} Nothing to look at", icons::SAVED)).color(tokens.good));
        return;
    }
    for (kind, name) in KINDS {
        let of: Vec<&Concern> = concerns.iter().filter(|one| one.kind == kind).collect();
        if of.is_empty() {
            continue;
        }
        let heading = RichText::new(format!("{name} ({})", of.len())).family(strong());
        CollapsingHeader::new(heading).id_salt(name).default_open(of.len() <= 12).show(ui, |ui| {
            for one in of.iter().take(LISTED) {
                if jump(ui, &one.sentence, &leads_to(one)).clicked() {
                    desk.asks.push(way_to(one));
                }
            }
            if of.len() > LISTED {
                ui.label(quiet_text(ui, format!("and {} more", of.len() - LISTED)));
            }
        });
    }
}

/// Where a concern is put right: its words in the transcript, else where its record is shown.
fn way_to(concern: &Concern) -> Ask {
    match concern.passage {
        Some((transcript, span)) => Ask::ShowWords(transcript, span),
        None => Ask::Show(concern.record),
    }
}

fn leads_to(concern: &Concern) -> String {
    let record = concern.record;
    let place = if concern.passage.is_some() {
        "Go to the words in the transcript"
    } else if record.id_of::<Code>().is_some() {
        "Go to the code"
    } else if record.id_of::<Verdict>().is_some() || record.id_of::<Decision>().is_some() {
        "Go to the Review room"
    } else {
        "Go there"
    };
    place.to_owned()
}

/// A sentence that leads somewhere when it is clicked.
pub fn jump(ui: &mut Ui, sentence: &str, tip: &str) -> Response {
    let tokens = tokens(ui.ctx());
    let wide = ui.available_width();
    let start = ui.cursor().min;
    // What lies under the words is drawn before they are, once their height is known.
    let ground = ui.painter().add(eframe::egui::Shape::Noop);
    let inner = Rect::from_min_size(start + Vec2::new(0.0, 2.0), Vec2::new(wide - 20.0, 10_000.0));
    let mut row = ui.new_child(UiBuilder::new().max_rect(inner).layout(Layout::top_down(Align::Min)));
    wrapped(&mut row, sentence);
    let rect = Rect::from_min_size(start, Vec2::new(wide, row.min_rect().height() + 4.0));
    let response = ui.allocate_rect(rect, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, sentence));
    if response.hovered() || response.has_focus() {
        let fill = eframe::egui::Shape::rect_filled(rect.expand2(Vec2::new(4.0, 0.0)), Tokens::RADIUS, tokens.hover);
        ui.painter().set(ground, fill);
    }
    let arrow = rect.right_center() - Vec2::new(9.0, 0.0);
    let font = eframe::egui::FontId::proportional(Tokens::SMALL);
    ui.painter().text(arrow, eframe::egui::Align2::CENTER_CENTER, icons::GO, font, tokens.quiet);
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(tip)
}

/// Who is quoted how often, group by group.
fn voices(ui: &mut Ui, balance: &Balance) {
    let tokens = tokens(ui.ctx());
    section(ui, "Who is quoted how often");
    let all: usize = balance.voices.iter().map(|voice| voice.quotations).sum();
    let quoted = balance.voices.iter().filter(|voice| voice.quotations > 0).count();
    let line = format!("{} by {quoted} of {}", counted(all, "quotation"), counted(balance.voices.len(), "participant"));
    ui.label(quiet_text(ui, line));
    if let Some(loudest) = balance.loudest() {
        let words = format!(
            "{} ({}) supplies more than a quarter: readers may ask whether the theme is shared.",
            loudest.participant, loudest.group
        );
        wrapped(ui, RichText::new(words).color(tokens.warning));
    }
    let most = balance.voices.iter().map(|voice| voice.quotations).max().unwrap_or(0).max(1);
    let mut groups: Vec<&str> = Vec::new();
    let mut sums: BTreeMap<&str, usize> = BTreeMap::new();
    for voice in &balance.voices {
        if !groups.contains(&voice.group.as_str()) {
            groups.push(&voice.group);
        }
        *sums.entry(&voice.group).or_default() += voice.quotations;
    }
    for group in groups {
        ui.add_space(Tokens::SMALL_GAP);
        let sum = sums.get(group).copied().unwrap_or(0);
        line_of(ui, (group, true), sum, 100.0 * sum as f64 / all.max(1) as f64, None);
        for voice in balance.voices.iter().filter(|voice| voice.group == group) {
            let [share, _] = balance.shares(voice);
            let part = voice.quotations as f32 / most as f32;
            line_of(ui, (&voice.participant, false), voice.quotations, share, Some(part));
        }
    }
}

/// A line of the balance: a name, a number with its share, and under them a bar as long as the part (0 to 1) says.
fn line_of(ui: &mut Ui, (name, heading): (&str, bool), count: usize, share: f64, part: Option<f32>) {
    let tokens = tokens(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 22.0), Sense::hover());
    let told = format!("{name}: {}, {share:.0} %", counted(count, "quotation"));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &told));
    if let Some(part) = part {
        let whole = Rect::from_min_size(rect.left_bottom() - Vec2::new(0.0, 3.0), Vec2::new(rect.width(), 3.0));
        ui.painter().rect_filled(whole, 1.5, tokens.frame);
        let bar = Rect::from_min_size(whole.min, Vec2::new(rect.width() * part.clamp(0.0, 1.0), 3.0));
        ui.painter().rect_filled(bar, 1.5, tokens.accent);
    }
    let inner = rect.with_max_y(rect.bottom() - 3.0);
    let mut row = ui.new_child(UiBuilder::new().max_rect(inner).layout(Layout::right_to_left(Align::Center)));
    let quiet = count == 0;
    let number = RichText::new(format!("{count} · {share:.0} %")).size(Tokens::SMALL);
    row.label(if quiet { number.color(tokens.quiet) } else { number });
    let words = RichText::new(name);
    let words = if heading { words.family(strong()) } else { words };
    let words = if quiet { words.color(tokens.quiet) } else { words };
    row.with_layout(Layout::left_to_right(Align::Center), |ui| elided(ui, words));
}
