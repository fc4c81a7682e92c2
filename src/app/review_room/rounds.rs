//! The rounds: how far each coder is, what closing does, what the differences point at.

use eframe::egui::{Align, Layout, ProgressBar, RichText, ScrollArea, Ui, Vec2};
use jiff::Timestamp;

use super::ReviewRoom;
use crate::{
    app::{
        commands::Command,
        look::{Tokens, icons, tokens},
        session::{Ask, Desk},
        shell::Overlay,
        widgets::{Row, elided, icon_button, quiet_text, section, strong_text, wrapped},
    },
    operations::{self, counted},
    review::{self, Differences, Ledger, Same, per_code, pointer},
    study::Round,
};

pub fn show(room: &mut ReviewRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    ui.horizontal(|ui| {
        ui.label(strong_text("Rounds"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if desk.writable && icon_button(ui, icons::ADD, Command::NewRound.entry().name).clicked() {
                desk.run(Command::NewRound);
            }
        });
    });
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        let shown = room.round_in(desk.study).map(|round| round.id);
        for round in desk.study.rounds_in_order() {
            let row = Row { name: &round.name, chosen: shown == Some(round.id), indent: 0.0 };
            let response = row.show(ui, |ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.label(quiet_text(ui, if round.closed.is_some() { "closed" } else { "open" }));
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| elided(ui, round.name.as_str()));
                });
            });
            if response.clicked() {
                room.round = Some(round.id);
                room.current = None;
            }
        }
        let Some(round) = room.round_in(desk.study).cloned() else { return };
        about(ui, desk, &round);
        progress(ui, desk, &round);
        closing(ui, desk, &round);
        if let Some(differences) = room.differences(desk.study, desk.revision) {
            reconciled(room, ui, desk, &differences);
            pointers(room, ui, desk, &differences);
        }
    });
}

fn about(ui: &mut Ui, desk: &Desk<'_>, round: &Round) {
    let mut words = vec![counted(round.transcripts.len(), "transcript")];
    words.push(if round.blind { "blind".into() } else { "open to each other".into() });
    words.extend(desk.study.get_opt(round.codebook).map(|version| version.name.clone()));
    wrapped(ui, quiet_text(ui, words.join(" · ")));
    let when = match round.closed {
        Some(closed) => format!("{} to {}", date(round.opened), date(closed)),
        None => format!("Since {}", date(round.opened)),
    };
    ui.label(quiet_text(ui, when));
    if let Some(drawn) = round.drawn {
        let how = if drawn.per_group { ", from each group" } else { "" };
        wrapped(ui, quiet_text(ui, format!("Drawn from {} with the seed {}{how}", drawn.among, drawn.seed)));
    }
}

/// How far each coder is. It counts no codings, so it may be seen while the round is blind.
fn progress(ui: &mut Ui, desk: &Desk<'_>, round: &Round) {
    section(ui, "Who has finished what");
    for one in operations::progress(round) {
        let name = desk.study.get(one.coder).map_or("", |coder| coder.name.as_str());
        let (done, all) = (one.finished(), one.transcripts.len());
        ui.horizontal(|ui| {
            ui.label(name);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(quiet_text(ui, format!("{done} of {all}")));
            });
        });
        let bar = ProgressBar::new(done as f32 / all.max(1) as f32).desired_height(5.0);
        let titles: Vec<String> = one
            .transcripts
            .iter()
            .filter_map(|(id, finished)| {
                let title = &desk.study.get(*id)?.title;
                let state = finished.map_or_else(|| "not finished".to_owned(), |at| format!("finished {}", date(at)));
                Some(format!("{title}: {state}"))
            })
            .collect();
        ui.add(bar.fill(tokens(ui.ctx()).accent)).on_hover_text(titles.join("\n"));
        ui.add_space(Tokens::SMALL_GAP);
    }
}

fn closing(ui: &mut Ui, desk: &mut Desk<'_>, round: &Round) {
    if !desk.writable {
        return;
    }
    ui.add_space(Tokens::SMALL_GAP);
    ui.horizontal_wrapped(|ui| {
        if round.closed.is_some() {
            if ui.small_button("Open it again").on_hover_text("To go on coding in it").clicked() {
                let id = round.id;
                desk.plan(|study, stamp| operations::reopen_round(study, stamp, id));
            }
        } else if ui.small_button("Close the round…").on_hover_text("Then everything is shown and compared").clicked()
        {
            desk.asks.push(Ask::Overlay(Overlay::CloseRound(round.id)));
        }
        if ui.small_button("Copy for a coder…").clicked() {
            desk.run(Command::CopyForCoder);
        }
    });
}

/// How far the reconciliation is, and what counts as the same words.
fn reconciled(room: &mut ReviewRoom, ui: &mut Ui, desk: &mut Desk<'_>, differences: &Differences) {
    section(ui, "Reconciliation");
    let progress = Ledger::of(desk.study).progress(differences);
    let all = differences.differing.len();
    ui.horizontal(|ui| {
        ui.label(format!("{} decided", progress.decided));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(quiet_text(ui, format!("of {all} differences")));
        });
    });
    let bar = ProgressBar::new(progress.decided as f32 / all.max(1) as f32).desired_height(5.0);
    ui.add(bar.fill(tokens(ui.ctx()).good));
    let mut words = vec![format!("{} open", progress.open)];
    if progress.later > 0 {
        words.push(format!("{} to discuss", progress.later));
    }
    ui.label(quiet_text(ui, words.join(" · ")));
    ui.label(quiet_text(ui, format!("{} alike, {} of them in the consensus", progress.alike, progress.alike_taken)));
    if desk.writable && progress.alike_taken < progress.alike {
        let button = ui.small_button("Accept what is alike…");
        if button.on_hover_text(Command::AcceptAlike.entry().help).clicked() {
            desk.run(Command::AcceptAlike);
        }
    }
    section(ui, "The same words are");
    for (same, name) in
        [(Same::Exact, "exactly the same"), (Same::Share(0.5), "half of what both mark"), (Same::Any, "any overlap")]
    {
        if ui.radio(room.same == same, name).clicked() {
            room.same = same;
        }
    }
}

/// What codes' disagreements say of the codebook.
fn pointers(room: &mut ReviewRoom, ui: &mut Ui, desk: &mut Desk<'_>, differences: &Differences) {
    let counts = per_code(differences);
    let mut told: Vec<_> = counts
        .iter()
        .filter_map(|(&code, counts)| Some((counts.differing(), code, pointer(desk.study, code, counts)?)))
        .collect();
    told.sort_by_key(|(count, code, _)| (std::cmp::Reverse(*count), *code));
    if told.is_empty() {
        return;
    }
    section(ui, "What this says of the codebook");
    for (_, code, words) in told.into_iter().take(8) {
        ui.add_space(2.0);
        wrapped(ui, RichText::new(words.replace('*', "")).size(Tokens::SMALL));
        ui.horizontal(|ui| {
            ui.spacing_mut().button_padding = Vec2::new(4.0, 0.0);
            if ui.small_button("List them").clicked() {
                room.sieve.codes = vec![code];
            }
            if ui.small_button("Its entry").on_hover_text("Definition and rules in the codebook").clicked() {
                desk.asks.push(Ask::Show(code.key()));
            }
        });
    }
}

/// "3 Oct 2026", in this machine's time zone.
pub fn date(at: Timestamp) -> String {
    at.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %b %Y").to_string()
}

/// The rule in a sentence, and how many it would take: for the preview of accepting what is alike.
pub fn alike(
    study: &crate::study::Study,
    differences: &Differences,
    round: &Round,
    rule: Same,
) -> (Vec<operations::Alike>, String, String) {
    let taken = review::alike_by(differences, rule, Some(round.id), &Ledger::of(study));
    let (rule, preview) = review::alike_in_words(rule, &taken);
    (taken, rule, preview)
}
