//! One disagreement: what the first coder has, what is agreed, what the second coder has; and the ways to agree.

use eframe::egui::{Align, Button, Frame, Layout, Margin, RichText, ScrollArea, Stroke, TextEdit, Ui, Vec2};

use super::{ReviewRoom, rounds::date, worklist};
use crate::{
    app::{
        commands::Command,
        keymap::key_text,
        look::{Tokens, icons, paint, strong, tokens},
        session::{Ask, Desk},
        transcript::{Piece, Words},
        widgets::{elided, icon_button, key_cap, quiet_text, strong_text, swatch, wrapped},
    },
    operations::{self, Resolution},
    review::{Disagreement, Ledger, Stretch},
    study::{Coder, Coding, Decision, Id, Outcome, Study, Transcript},
    text::{Span, words_around},
};

/// Draws the three columns and the buttons; gives what was decided by a click.
pub fn show(room: &mut ReviewRoom, ui: &mut Ui, desk: &mut Desk<'_>, one: &Disagreement) -> Option<Resolution> {
    let (first, second) = room.round_in(desk.study).and_then(|round| room.pair(round))?;
    let initials = worklist::initials(room, desk.study);
    let ledger = Ledger::of(desk.study);
    let decision = ledger.decision_on(&one.matter(None)).cloned();
    let mut wanted = None;
    Frame::new().inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
        ui.horizontal(|ui| {
            let title = worklist::name(one.difference, (&initials.0, &initials.1));
            ui.label(RichText::new(title).family(strong()).size(Tokens::LARGE));
            ui.label(quiet_text(ui, desk.study.attribution(one.transcript, one.span.start)));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                for (command, icon) in [(Command::NextItem, icons::OPENED), (Command::PreviousItem, icons::UP)] {
                    if icon_button(ui, icon, command.entry().name).clicked() {
                        desk.run(command);
                    }
                }
            });
        });
        let height = (ui.available_height() * 0.42).clamp(120.0, 260.0);
        ui.columns(3, |columns| {
            if let [left, middle, right] = columns {
                coder(left, desk, one, first, &one.first, height);
                consensus(middle, desk, one, (first, second), decision.as_ref(), height);
                coder(right, desk, one, second, &one.second, height);
            }
        });
        ui.add_space(Tokens::SMALL_GAP);
        ui.add_enabled_ui(desk.writable, |ui| {
            wanted = buttons(room, ui, desk, one);
            reason(room, ui, desk, decision.as_ref());
        });
    });
    wanted
}

fn card(ui: &mut Ui, salt: &str, edge: eframe::egui::Color32, height: f32, contents: impl FnOnce(&mut Ui)) {
    let frame = Frame::new().fill(tokens(ui.ctx()).card).stroke(Stroke::new(1.0, edge)).corner_radius(6);
    frame.inner_margin(Margin::symmetric(10, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ScrollArea::vertical()
            .id_salt(salt)
            .auto_shrink([false, false])
            .max_height(height)
            .min_scrolled_height(height)
            .show(ui, |ui| contents(ui));
    });
}

fn coder(ui: &mut Ui, desk: &Desk<'_>, one: &Disagreement, coder: Id<Coder>, has: &[Stretch], height: f32) {
    let study = desk.study;
    let Some(who) = study.get(coder) else { return };
    let tokens = tokens(ui.ctx());
    let salt = format!("has {}", who.id);
    card(ui, &salt, tokens.line, height, |ui| {
        ui.horizontal(|ui| {
            swatch(ui, paint(who.colour));
            elided(ui, strong_text(&who.name));
        });
        if has.is_empty() {
            ui.label(quiet_text(ui, "Has nothing here"));
        }
        for stretch in has {
            code(ui, study, stretch.code, stretch.codings.first().copied());
            said(ui, study, one.transcript, one.span, stretch.span);
            for coding in stretch.codings.iter().filter_map(|&id| study.get(id)).filter(|it| !it.memo.is_empty()) {
                wrapped(ui, quiet_text(ui, format!("{} {}", icons::MEMO, coding.memo)));
            }
        }
    });
}

/// A code with its path on the hover, and what was said of valence and level.
fn code(ui: &mut Ui, study: &Study, code: Id<crate::study::Code>, coding: Option<Id<Coding>>) {
    let tokens = tokens(ui.ctx());
    ui.horizontal(|ui| {
        swatch(ui, study.code_colour(code).map_or(tokens.quiet, paint));
        let name = study.get(code).map_or("", |code| code.name.as_str());
        elided(ui, name).on_hover_ui(|ui| {
            ui.set_max_width(340.0);
            ui.label(strong_text(study.code_path(code).join(" › ")));
            if let Some(code) = study.get(code) {
                for words in [&code.brief, &code.full, &code.when_to_use, &code.when_not_to_use] {
                    if !words.is_empty() {
                        wrapped(ui, words);
                    }
                }
            }
        });
    });
    if let Some(coding) = study.get_opt(coding) {
        let marks = [coding.valence.map(|valence| valence.word()), coding.level.map(|level| level.word())];
        let marks: Vec<&str> = marks.into_iter().flatten().collect();
        if !marks.is_empty() {
            ui.label(quiet_text(ui, marks.join(" · ")));
        }
    }
}

/// The words in question, those that somebody has coded lit.
fn said(ui: &mut Ui, study: &Study, transcript: Id<Transcript>, all: Span, coded: Span) {
    let tokens = tokens(ui.ctx());
    let text = study.text(transcript);
    let turn = study.get(transcript).and_then(|one| one.turn_at(all.start)).map_or(all, |(_, turn)| turn.span);
    let bounds = Span { start: turn.start.min(all.start), end: turn.end.max(all.end) };
    let (before, after) = words_around(text, all, bounds, 60);
    let part = |start: usize, end: usize| text.get(start..end.max(start)).unwrap_or_default();
    let pieces = [
        Piece::new(&before, tokens.quiet),
        Piece::new(part(all.start, coded.start), tokens.quiet),
        Piece { text: part(coded.start, coded.end), ink: tokens.text, ground: tokens.chosen },
        Piece::new(part(coded.end, all.end), tokens.quiet),
        Piece::new(&after, tokens.quiet),
    ];
    ui.add(Words::new(&pieces, Tokens::BODY));
    ui.add_space(Tokens::SMALL_GAP);
}

fn consensus(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    one: &Disagreement,
    (first, second): (Id<Coder>, Id<Coder>),
    decision: Option<&Decision>,
    height: f32,
) {
    let tokens = tokens(ui.ctx());
    let edge = if decision.is_some_and(|it| it.outcome != Outcome::Later) { tokens.good } else { tokens.outline };
    card(ui, "consensus", edge, height, |ui| {
        ui.horizontal(|ui| {
            ui.label(strong_text("Consensus"));
            if let Some(decision) = decision {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if desk.writable && icon_button(ui, icons::UNDO, "Open it again").clicked() {
                        desk.plan(|study, stamp| operations::undecide(study, stamp, decision.id));
                    }
                });
            }
        });
        let Some(decision) = decision else {
            ui.label(quiet_text(ui, "Not decided yet"));
            return;
        };
        let name = |coder| desk.study.get(coder).map_or("", |coder: &Coder| coder.name.as_str());
        wrapped(ui, operations::outcome_told(decision.outcome, Some((name(first), name(second)))));
        for coding in decision.consensus.iter().filter_map(|&id| desk.study.get(id)) {
            code(ui, desk.study, coding.code, Some(coding.id));
            said(ui, desk.study, coding.transcript, one.span, coding.span);
        }
        if !decision.reason.is_empty() {
            wrapped(ui, RichText::new(format!("“{}”", decision.reason)));
        }
        let by = desk.study.get(decision.by).map_or("", |coder| coder.name.as_str());
        ui.label(quiet_text(ui, format!("{by}, {}", date(decision.at))));
        for code in decision.codes.iter().filter_map(|&id| desk.study.get(id)) {
            let name = format!("Mended the entry of {}", operations::elide(&code.name, 30));
            if ui.small_button(name).clicked() {
                desk.asks.push(Ask::Show(code.id.key()));
            }
        }
    });
}

fn buttons(room: &mut ReviewRoom, ui: &mut Ui, desk: &mut Desk<'_>, one: &Disagreement) -> Option<Resolution> {
    let (first, second) = worklist::initials(room, desk.study);
    let mut wanted = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(6.0, 6.0);
        let offer = |ui: &mut Ui, command: Command, name: String, can: bool| {
            let response = ui.add_enabled(can, Button::new(RichText::new(&name)).min_size(Vec2::new(0.0, 26.0)));
            key_cap(ui, &key_text(ui.ctx(), command));
            ui.add_space(6.0);
            response.on_hover_text(command.entry().help).clicked()
        };
        if offer(ui, Command::TakeFirst, format!("Take {first}’s"), !one.first.is_empty()) {
            wanted = Some(Resolution::First);
        }
        if offer(ui, Command::TakeSecond, format!("Take {second}’s"), !one.second.is_empty()) {
            wanted = Some(Resolution::Second);
        }
        let both = !one.first.is_empty() && !one.second.is_empty();
        if offer(ui, Command::TakeBoth, "Both".into(), both) {
            wanted = Some(Resolution::Both);
        }
        if offer(ui, Command::TakeNeither, "Neither".into(), true) {
            wanted = Some(Resolution::Neither);
        }
        let selected = room.selected();
        if offer(ui, Command::TakeWords, "These words".into(), selected.is_some()) {
            wanted = selected.map(Resolution::Words);
        }
        if offer(ui, Command::TakeCode, "Another code…".into(), true) {
            desk.run(Command::TakeCode);
        }
        if offer(ui, Command::DiscussLater, "Discuss later".into(), true) {
            wanted = Some(Resolution::Later);
        }
        if offer(ui, Command::MendCode, "Mend the entry…".into(), true) {
            desk.run(Command::MendCode);
        }
    });
    wanted
}

/// The reason: written before deciding, or after, and kept either way.
fn reason(room: &mut ReviewRoom, ui: &mut Ui, desk: &mut Desk<'_>, decision: Option<&Decision>) {
    if room.reason.0 != room.current {
        let words = decision.map_or_else(String::new, |decision| decision.reason.clone());
        room.reason = (room.current.clone(), words);
    }
    ui.horizontal(|ui| {
        ui.label(quiet_text(ui, "Reason"));
        key_cap(ui, &key_text(ui.ctx(), Command::DecisionReason));
        let hint = "Why; kept with the decision";
        let edit = TextEdit::singleline(&mut room.reason.1).hint_text(hint).desired_width(f32::INFINITY);
        let response = ui.add(edit);
        response.widget_info(|| {
            eframe::egui::WidgetInfo::labeled(eframe::egui::Role::TextInput, true, "Reason for the decision")
        });
        if std::mem::take(&mut room.wants_reason) {
            response.request_focus();
        }
        if response.lost_focus()
            && let Some(decision) = decision
            && room.reason.1.trim() != decision.reason
        {
            let (id, words) = (decision.id, room.reason.1.clone());
            desk.plan_quietly(|study, stamp| operations::give_reason(study, stamp, id, &words));
        }
    });
}
