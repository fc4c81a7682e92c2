//! One line of the agreement page in full: tables of two by two, every measure with its source, and what to know first.

use eframe::egui::{Align, Grid, Layout, RichText, ScrollArea, Ui, Vec2};

use super::{Chosen, Gamma, about, list::grouped, short, sure};
use crate::{
    agreement::{Agreement, Flag, InTranscript, Measure, Pair, Row, Score, Subject, Unit},
    app::{
        look::{Tokens, icons, tokens},
        review_room::ReviewRoom,
        session::{Ask, Desk},
        widgets::{quiet_text, section, strong_text, wrapped},
    },
    study::{Id, Transcript},
};

/// Whether an answer has a line.
pub(super) fn is_there(answer: &Agreement, line: &Chosen) -> bool {
    match line {
        Chosen::Row(subject) => answer.row(subject).is_some(),
        Chosen::Transcript(id) => answer.compared().any(|one| one.transcript == *id),
    }
}

/// The line in view.
pub(super) fn show(room: &mut ReviewRoom, ui: &mut Ui, desk: &mut Desk<'_>, answer: &Agreement) {
    match room.agreement.chosen.clone() {
        Some(Chosen::Row(subject)) => {
            if let Some(row) = answer.row(&subject) {
                of_row(ui, desk, answer, row);
            }
        }
        Some(Chosen::Transcript(id)) => {
            if let Some(one) = answer.compared().find(|one| one.transcript == id) {
                of_transcript(room, ui, desk, answer, one);
            }
        }
        None => {}
    }
}

fn initials(desk: &Desk<'_>, answer: &Agreement, place: usize) -> String {
    let coder = answer.asked.coders.get(place).and_then(|&id| desk.study.get(id));
    coder.map_or_else(|| "–".to_owned(), |coder| coder.initials.clone())
}

/// A name, and a button on its right that leads to what it names.
fn heading(ui: &mut Ui, name: &str, button: Option<&str>) -> bool {
    let mut clicked = false;
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            clicked = button.is_some_and(|words| ui.small_button(words).clicked());
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                crate::app::widgets::elided(ui, strong_text(name));
            });
        });
    });
    clicked
}

fn of_row(ui: &mut Ui, desk: &mut Desk<'_>, answer: &Agreement, row: &Row) {
    let names: Vec<&str> =
        answer.asked.coders.iter().filter_map(|&id| desk.study.get(id)).map(|it| it.name.as_str()).collect();
    let entry = match row.subject {
        Subject::Code(code) | Subject::CodeAndBelow(code) => Some(code),
        _ => None,
    };
    if heading(ui, &row.subject.name(desk.study), entry.map(|_| "Its entry"))
        && let Some(code) = entry
    {
        desk.asks.push(Ask::Show(code.key()));
    }
    ScrollArea::vertical().id_salt("row").auto_shrink([false, false]).show(ui, |ui| {
        for flag in &row.flags {
            let words = Flag::sentence(*flag, &names);
            let words = RichText::new(format!("{} {words}", icons::WARNING)).size(Tokens::SMALL);
            wrapped(ui, words.color(tokens(ui.ctx()).warning));
        }
        pairs(ui, desk, answer, &row.pairs);
        measures(ui, &row.scores);
        if !row.elsewhere.is_empty() {
            section(ui, "What other programs would print");
            for other in &row.elsewhere {
                let value = other.value.map_or_else(|_| "–".to_owned(), short);
                wrapped(ui, format!("{}, {}: {value}", other.program, other.called));
                wrapped(ui, quiet_text(ui, other.why));
                ui.add_space(2.0);
            }
        }
    });
}

/// All codes in one transcript, and gamma of it where somebody wants to know.
fn of_transcript(room: &mut ReviewRoom, ui: &mut Ui, desk: &mut Desk<'_>, answer: &Agreement, one: &InTranscript) {
    let title = desk.study.get(one.transcript).map_or("", |transcript| transcript.title.as_str());
    if heading(ui, title, Some("Read it")) {
        desk.asks.push(Ask::Show(one.transcript.key()));
    }
    ScrollArea::vertical().id_salt("transcript").auto_shrink([false, false]).show(ui, |ui| {
        ui.label(quiet_text(ui, "All codes together"));
        pairs(ui, desk, answer, &one.pairs);
        if answer.asked.coefficients {
            gamma(room, ui, desk, one.transcript);
        }
        measures(ui, &one.scores);
    });
}

/// Gamma is drawn when it is asked for: it takes from a moment to a minute.
fn gamma(room: &mut ReviewRoom, ui: &mut Ui, desk: &Desk<'_>, transcript: Id<Transcript>) {
    section(ui, "Gamma");
    let (drawn, again) = match room.gamma(desk.study, desk.revision, transcript) {
        Some(Gamma::Drawing) => {
            ui.label(quiet_text(
                ui,
                "Being drawn; Cancel in the bar below stops it, and what is known by then is shown.",
            ));
            return;
        }
        Some(Gamma::Drawn(drawn)) => (Some(drawn.clone()), true),
        Some(Gamma::Refused(why)) => {
            wrapped(ui, why.clone());
            (None, true)
        }
        None => (None, false),
    };
    if let Some(drawn) = &drawn {
        let of = |measure: Measure| drawn.scores.iter().filter(move |score| score.measure == measure).cloned();
        let scores: Vec<Score> = of(Measure::Gamma).chain(of(Measure::GammaDisorder)).collect();
        measures_grid(ui, "gamma", &scores);
        if let Some((samples, precise)) = drawn.gamma_samples {
            let enough =
                if precise { "to within 5 % of the expected disorder" } else { "too few for 5 %: read it as rough" };
            let seed = drawn_seed(room, desk, transcript);
            ui.label(quiet_text(ui, format!("From {samples} invented codings, {enough}; seed {seed}")));
        }
    } else {
        let words = "Where units are and what they are, at once, also where they overlap. It is compared with invented codings, so it takes a while.";
        wrapped(ui, quiet_text(ui, words));
    }
    let name = if again { "Draw gamma again" } else { "Draw gamma" };
    if drawn.is_none() && ui.button(name).clicked() {
        room.agreement.gamma_wanted = Some(transcript);
    }
}

fn drawn_seed(room: &ReviewRoom, desk: &Desk<'_>, transcript: Id<Transcript>) -> u64 {
    room.of_gamma(desk.study, desk.revision, transcript).map_or(0, |question| question.asked.seed)
}

/// The table of two by two of each pair of coders, and their passages.
fn pairs(ui: &mut Ui, desk: &Desk<'_>, answer: &Agreement, pairs: &[Pair]) {
    for pair in pairs {
        let (first, second) = (initials(desk, answer, pair.first), initials(desk, answer, pair.second));
        section(ui, &format!("{first} and {second}, {}", unit_name(answer.asked.unit)));
        two_by_two(ui, pair, (&first, &second));
        let spans = pair.spans;
        ui.label(quiet_text(
            ui,
            format!(
                "Passages: {} by {first}, {} by {second}; {} the same, {} overlapping",
                spans.first, spans.second, spans.exact, spans.overlapping
            ),
        ));
    }
}

fn measures(ui: &mut Ui, scores: &[Score]) {
    if !scores.is_empty() {
        section(ui, "Measures");
        measures_grid(ui, "measures", scores);
    }
}

fn measures_grid(ui: &mut Ui, id: &str, scores: &[Score]) {
    Grid::new(id).num_columns(2).spacing([12.0, 3.0]).striped(true).show(ui, |ui| {
        for score in scores {
            ui.label(score.measure.title()).on_hover_text(about(score));
            let text = match score.value {
                Ok(_) => sure(Some(score)),
                Err(why) => format!("– ({why})"),
            };
            ui.add(eframe::egui::Label::new(RichText::new(text).size(Tokens::SMALL)).wrap());
            ui.end_row();
        }
    });
}

fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Character => "characters",
        Unit::Word => "words",
        Unit::Sentence => "sentences",
        Unit::Turn => "turns",
        Unit::Document => "transcripts",
    }
}

fn two_by_two(ui: &mut Ui, pair: &Pair, (first, second): (&str, &str)) {
    let table = pair.table;
    Grid::new(("two by two", pair.first, pair.second)).num_columns(3).spacing([18.0, 2.0]).show(ui, |ui| {
        let right = |ui: &mut Ui, text: RichText| {
            let size = Vec2::new(78.0, Tokens::LARGE_GAP);
            ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
                ui.set_min_size(size);
                ui.label(text);
            });
        };
        let (coded, not) = (quiet_text(ui, format!("{second} coded")), quiet_text(ui, format!("{second} not")));
        ui.label("");
        right(ui, coded);
        right(ui, not);
        ui.end_row();
        ui.label(quiet_text(ui, format!("{first} coded")));
        right(ui, grouped(table.both).into());
        right(ui, grouped(table.first).into());
        ui.end_row();
        ui.label(quiet_text(ui, format!("{first} not")));
        right(ui, grouped(table.second).into());
        right(ui, grouped(table.neither).into());
        ui.end_row();
    });
}
