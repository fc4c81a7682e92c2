//! The second researcher's review: going through codings, codes, themes and placements, saying what one thinks of each; and
//! the author's answers. No number comes of it.

use eframe::egui::{Align, CentralPanel, Frame, Layout, Margin, Panel, RichText, ScrollArea, TextEdit, Ui, WidgetInfo};

use super::{ReviewRoom, rounds::date};
use crate::{
    analysis,
    app::{
        look::{Tokens, icons, strong, tokens},
        session::{Ask, Desk},
        transcript::{Piece, Words},
        widgets::{Row, elided, empty, quiet_text, section, strong_text, wrapped},
    },
    operations::{self, VerdictState, anchor_in_words, counted, elide, state_of},
    study::{Anchor, Code, Coding, Id, Key, Kind, Opinion, Placed, Placement, Study, Theme, Verdict},
};

/// What is gone through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum List {
    /// Whatever waits for an answer.
    #[default]
    Open,
    Codings,
    Codes,
    Themes,
    Placements,
}

impl List {
    const ALL: [(List, &'static str); 5] = [
        (List::Open, "Open items"),
        (List::Codings, "Codings"),
        (List::Codes, "Codes"),
        (List::Themes, "Themes"),
        (List::Placements, "Placements"),
    ];
}

/// What the page remembers.
#[derive(Default)]
pub struct VerdictsPage {
    list: List,
    chosen: Option<Key>,
    /// What is being written on what is chosen.
    words: (Option<Key>, String),
    /// The reason for an answer, and to which verdict.
    reason: (Option<Id<Verdict>>, String),
    /// Only what nobody has said anything on.
    unseen: bool,
}

impl VerdictsPage {
    /// Shows what a verdict is on, among what waits for an answer.
    pub fn show_subject(&mut self, subject: Key) {
        (self.list, self.chosen, self.unseen) = (List::Open, Some(subject), false);
    }
}

const OPINIONS: [(Opinion, &str); 5] = [
    (Opinion::Agree, "Agree"),
    (Opinion::Disagree, "Disagree"),
    (Opinion::Unsure, "Unsure"),
    (Opinion::Proposal, "Propose"),
    (Opinion::Comment, "Comment"),
];

fn opinion_name(opinion: Opinion) -> &'static str {
    match opinion {
        Opinion::Agree => "agrees",
        Opinion::Disagree => "disagrees",
        Opinion::Unsure => "is unsure",
        Opinion::Proposal => "proposes",
        Opinion::Comment => "comments",
    }
}

fn state_mark(state: VerdictState) -> (&'static str, &'static str) {
    match state {
        VerdictState::Open => ("○", "open"),
        VerdictState::Taken => (icons::DONE, "taken up"),
        VerdictState::Kept => (icons::LOCKED, "kept"),
        VerdictState::Agreed => (icons::DONE, "agreed"),
    }
}

/// What there is to go through, in the study's order.
fn subjects(study: &Study, list: List) -> Vec<Key> {
    match list {
        List::Open => {
            let open =
                operations::verdicts_by_state(study).into_iter().filter(|(state, _)| *state == VerdictState::Open);
            let mut keys: Vec<Key> = Vec::new();
            open.for_each(|(_, verdict)| {
                if !keys.contains(&verdict.subject) {
                    keys.push(verdict.subject);
                }
            });
            keys
        }
        List::Codings => {
            let transcripts = study.transcripts_in_order();
            transcripts.iter().flat_map(|one| study.codings_of(one.id)).map(|coding| coding.id.key()).collect()
        }
        List::Codes => study.code_tree().into_iter().map(|(_, code)| code.id.key()).collect(),
        List::Themes => {
            let boards = study.boards_in_order();
            let Some(board) = boards.last() else { return Vec::new() };
            let mut keys = Vec::new();
            for theme in study.themes_under(board.id, None) {
                keys.push(theme.id.key());
                keys.extend(study.themes_under(board.id, Some(theme.id)).into_iter().map(|one| one.id.key()));
            }
            keys
        }
        List::Placements => study.placements().map(|placement| placement.id.key()).collect(),
    }
}

/// What a subject is called in one line.
fn name(study: &Study, key: Key) -> String {
    if let Some(placement) = key.id_of::<Placement>().and_then(|id| study.get(id)) {
        let what = match placement.subject {
            Placed::Theme(theme) => study.get(theme).map_or("", |theme| theme.name.as_str()),
            Placed::Code(code) => study.get(code).map_or("", |code| code.name.as_str()),
        };
        return format!("{what} in {}", element(study, &placement.element));
    }
    anchor_in_words(study, &Anchor::Record(key)).unwrap_or_default().replace('*', "")
}

fn element(study: &Study, id: &str) -> String {
    let known = crate::framework::ElementId::new(id);
    study.frameworks().element(&known).map_or_else(|| id.to_owned(), |element| element.name.clone())
}

fn verdicts_on(study: &Study, key: Key) -> Vec<&Verdict> {
    let mut verdicts: Vec<&Verdict> = study.referring::<Verdict>(key).filter(|one| one.subject == key).collect();
    verdicts.sort_by_key(|verdict| (verdict.created, verdict.id));
    verdicts
}

pub fn show(room: &mut ReviewRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let tokens = tokens(ui.ctx());
    let side = Frame::new().fill(tokens.panel).inner_margin(Margin::symmetric(8, 6));
    Panel::left("reviewed").default_size(380.0).size_range(260.0..=560.0).frame(side).show(ui, |ui| {
        list(&mut room.verdicts, ui, desk);
    });
    let page = Frame::new().fill(tokens.page).inner_margin(Margin::symmetric(18, 12));
    CentralPanel::no_frame().frame(page).show(ui, |ui| {
        let chosen = room.verdicts.chosen.filter(|key| desk.study.record(*key).is_some());
        let Some(key) = chosen else {
            empty(
                ui,
                "A second researcher’s word",
                "Go through codings, codes, themes and placements, and say of each what you think: agree, disagree, unsure, or a proposal. Whoever made it answers, takes the proposal up or keeps it, and says why.",
            );
            return;
        };
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.set_max_width(720.0);
            subject(ui, desk, key);
            said(&mut room.verdicts, ui, desk, key);
            if desk.writable {
                say(&mut room.verdicts, ui, desk, key);
            }
        });
    });
}

fn list(page: &mut VerdictsPage, ui: &mut Ui, desk: &mut Desk<'_>) {
    ui.horizontal_wrapped(|ui| {
        for (list, name) in List::ALL {
            ui.selectable_value(&mut page.list, list, RichText::new(name).size(Tokens::SMALL));
        }
    });
    let mut keys = subjects(desk.study, page.list);
    if page.list != List::Open {
        ui.checkbox(&mut page.unseen, RichText::new("Only what nobody has spoken of").size(Tokens::SMALL));
        if page.unseen {
            keys.retain(|&key| verdicts_on(desk.study, key).is_empty());
        }
    }
    ui.label(quiet_text(ui, counted(keys.len(), "item")));
    if keys.is_empty() {
        let words = if page.list == List::Open { "Nothing waits for an answer." } else { "There is nothing here." };
        ui.label(quiet_text(ui, words));
        return;
    }
    ui.spacing_mut().item_spacing.y = 1.0;
    let scroll = ScrollArea::vertical().auto_shrink([false, false]).id_salt(("verdicts", page.list as u8));
    scroll.show_rows(ui, Tokens::ROW, keys.len(), |ui, rows| {
        for &key in rows.filter_map(|at| keys.get(at)) {
            let name = name(desk.study, key);
            let row = Row { name: &name, chosen: page.chosen == Some(key), indent: 0.0 };
            let response = row.show(ui, |ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    for verdict in verdicts_on(desk.study, key).into_iter().rev() {
                        let (mark, word) = state_mark(state_of(verdict));
                        ui.label(quiet_text(ui, mark)).on_hover_text(word);
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| elided(ui, name.as_str()));
                });
            });
            if response.clicked() {
                page.chosen = Some(key);
            }
        }
    });
}

/// What is reviewed, with what one needs to see to judge it.
fn subject(ui: &mut Ui, desk: &mut Desk<'_>, key: Key) {
    let study = desk.study;
    let tokens = tokens(ui.ctx());
    ui.horizontal(|ui| {
        let noun = key.kind.noun();
        ui.label(quiet_text(ui, noun));
        if key.kind != Kind::Placement && ui.small_button("Show it in its place").clicked() {
            desk.asks.push(Ask::Show(key));
        }
    });
    let heading = |ui: &mut Ui, words: &str| {
        wrapped(ui, RichText::new(words).family(strong()).size(Tokens::TITLE));
    };
    if let Some(coding) = key.id_of::<Coding>().and_then(|id| study.get(id)) {
        heading(ui, &study.code_path(coding.code).join(" › "));
        if let Some(quotation) = analysis::quotation(study, coding) {
            let pieces = [
                Piece::new(&quotation.before, tokens.quiet),
                Piece { text: &quotation.words, ink: tokens.text, ground: tokens.chosen },
                Piece::new(&quotation.after, tokens.quiet),
            ];
            ui.add(Words::new(&pieces, Tokens::LARGE));
            let by = study.get(coding.coder).map_or("", |coder| coder.name.as_str());
            ui.label(quiet_text(ui, format!("{} · coded by {by}", quotation.attribution)));
        }
        if let Some(code) = study.get(coding.code) {
            rules(ui, code);
        }
    } else if let Some(code) = key.id_of::<Code>().and_then(|id| study.get(id)) {
        heading(ui, &study.code_path(code.id).join(" › "));
        rules(ui, code);
    } else if let Some(theme) = key.id_of::<Theme>().and_then(|id| study.get(id)) {
        heading(ui, &theme.name);
        wrapped(ui, &theme.definition);
        for code in theme.codes.iter().filter_map(|&id| study.get(id)) {
            ui.label(quiet_text(ui, format!("· {}", code.name)));
        }
    } else if let Some(placement) = key.id_of::<Placement>().and_then(|id| study.get(id)) {
        heading(ui, &name(study, key));
        wrapped(ui, if placement.rationale.is_empty() { "No reason given" } else { &placement.rationale });
    }
}

fn rules(ui: &mut Ui, code: &Code) {
    let parts = [
        ("Definition", if code.full.is_empty() { &code.brief } else { &code.full }),
        ("When to use", &code.when_to_use),
        ("When not to use", &code.when_not_to_use),
    ];
    for (name, words) in parts {
        if !words.is_empty() {
            section(ui, name);
            wrapped(ui, words);
        }
    }
}

/// What was said of it, and answered.
fn said(page: &mut VerdictsPage, ui: &mut Ui, desk: &mut Desk<'_>, key: Key) {
    let study = desk.study;
    for verdict in verdicts_on(study, key) {
        let tokens = tokens(ui.ctx());
        let state = state_of(verdict);
        ui.add_space(Tokens::GAP);
        let frame = Frame::new().fill(tokens.card).stroke(eframe::egui::Stroke::new(1.0, tokens.line)).corner_radius(6);
        frame.inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let who = study.get(verdict.reviewer).map_or("", |coder| coder.name.as_str());
            ui.horizontal(|ui| {
                ui.label(strong_text(format!("{who} {}", opinion_name(verdict.opinion))));
                ui.label(quiet_text(ui, date(verdict.created)));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let (mark, word) = state_mark(state);
                    ui.label(quiet_text(ui, format!("{mark} {word}")));
                });
            });
            if !verdict.text.is_empty() {
                wrapped(ui, &verdict.text);
            }
            if let Some(answer) = &verdict.answer {
                let by = study.get(answer.by).map_or("", |coder| coder.name.as_str());
                let word = if answer.taken { "took it up" } else { "kept it" };
                let reason = if answer.reason.is_empty() { String::new() } else { format!(": {}", answer.reason) };
                wrapped(ui, RichText::new(format!("{by} {word}{reason}")).color(tokens.accent));
            }
            if !desk.writable {
                return;
            }
            let (id, mine) = (verdict.id, desk.me == Some(verdict.reviewer));
            ui.horizontal_wrapped(|ui| {
                if state == VerdictState::Open && !mine {
                    answer(page, ui, desk, id);
                }
                if verdict.answer.is_some() && ui.small_button("Open it again").clicked() {
                    desk.plan(|study, stamp| operations::reopen_verdict(study, stamp, id));
                }
                if mine && ui.small_button("Take it back").clicked() {
                    desk.plan(|study, stamp| operations::withdraw_verdict(study, stamp, id));
                }
            });
        });
    }
}

fn answer(page: &mut VerdictsPage, ui: &mut Ui, desk: &mut Desk<'_>, verdict: Id<Verdict>) {
    if page.reason.0 != Some(verdict) {
        page.reason = (Some(verdict), String::new());
    }
    let edit = TextEdit::singleline(&mut page.reason.1).hint_text("Your reason").desired_width(300.0);
    let field = ui.add(edit);
    field.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::TextInput, true, "Reason for the answer"));
    let reason = page.reason.1.clone();
    if ui.button("Take it up").clicked() {
        desk.plan(|study, stamp| operations::take_up(study, stamp, verdict, &reason, None));
        page.reason.1.clear();
    }
    if ui.button("Keep it as it is").on_hover_text("Needs a reason").clicked() {
        desk.plan(|study, stamp| operations::keep(study, stamp, verdict, &reason));
        page.reason.1.clear();
    }
}

/// A word of one's own.
fn say(page: &mut VerdictsPage, ui: &mut Ui, desk: &mut Desk<'_>, key: Key) {
    if page.words.0 != Some(key) {
        page.words = (Some(key), String::new());
    }
    section(ui, "Your word");
    let hint = "What you think, or propose";
    let edit = TextEdit::multiline(&mut page.words.1).hint_text(hint).desired_rows(2).desired_width(f32::INFINITY);
    let field = ui.add(edit);
    field.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::MultilineTextInput, true, "Your word on it"));
    ui.horizontal_wrapped(|ui| {
        for (opinion, name) in OPINIONS {
            if ui.button(name).clicked() {
                let words = page.words.1.clone();
                desk.plan_quietly(|study, stamp| {
                    operations::give_verdict(study, stamp, key, opinion, &words).map(|(_, entry)| entry)
                });
                page.words.1.clear();
            }
        }
    });
    let open = elide(&name(desk.study, key), 40);
    ui.label(quiet_text(ui, format!("Kept with your name on {open}")));
}
