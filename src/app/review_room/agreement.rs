//! How far the coders of a round agree: a line a code, theme, component or transcript; and beside the one in view its table
//! of two by two, every measure with its source, and what to know before trusting it.

use std::sync::Arc;

use eframe::egui::{
    Align, Align2, FontId, Frame, Grid, Layout, Margin, Panel, RichText, ScrollArea, Sense, Stroke, Ui, Vec2,
    WidgetInfo,
};

use super::ReviewRoom;
use crate::{
    agreement::{Agreement, Asked, Flag, Measure, Pair, Row, Rule, Score, Subject, Unit},
    app::{
        look::{Tokens, icons, strong, tokens},
        session::{Ask, Desk},
        widgets::{empty, quiet_text, section, strong_text, wrapped},
    },
    operations::counted,
    study::{Approach, Id, Round, Study},
};

/// What is listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum List {
    #[default]
    Codes,
    Below,
    Themes,
    Components,
    Transcripts,
}

impl List {
    const ALL: [(List, &'static str); 5] = [
        (List::Codes, "Codes"),
        (List::Below, "With codes below"),
        (List::Themes, "Themes"),
        (List::Components, "COM-B"),
        (List::Transcripts, "Transcripts"),
    ];
}

/// What the page remembers.
#[derive(Default)]
pub struct AgreementPage {
    unit: Option<Unit>,
    rule: Option<Rule>,
    moderators: bool,
    list: List,
    chosen: Option<Subject>,
    /// The answer, for what it was asked, and as of which revision.
    answer: Option<(Question, Result<Arc<Agreement>, String>)>,
    /// What is being worked out now.
    asking: Option<Question>,
}

/// What an answer is for.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub revision: u64,
    pub round: Id<Round>,
    pub asked: Asked,
}

impl ReviewRoom {
    /// The question whose answer the page waits for and nobody works out yet.
    pub fn wants_agreement(&mut self, study: &Study, revision: u64) -> Option<Question> {
        let round = self.round_in(study).filter(|round| !round.is_blind_now())?;
        let page = &mut self.agreement;
        let mut asked = Asked::of_round(study, round);
        asked.unit = page.unit.unwrap_or(asked.unit);
        asked.rule = page.rule.unwrap_or(asked.rule);
        asked.moderators = page.moderators;
        asked.gamma = None;
        let question = Question { revision, round: round.id, asked };
        let answered = page.answer.as_ref().is_some_and(|(of, _)| *of == question);
        if answered || page.asking.as_ref() == Some(&question) {
            return None;
        }
        page.asking = Some(question.clone());
        Some(question)
    }

    /// Takes an answer.
    pub fn set_agreement(&mut self, question: Question, answer: Result<Arc<Agreement>, String>) {
        if self.agreement.asking.as_ref() == Some(&question) {
            self.agreement.asking = None;
        }
        self.agreement.answer = Some((question, answer));
    }
}

/// The columns of figures (points), after the name.
const WIDE: f32 = 62.0;
/// The room of alpha with its interval.
const WIDEST: f32 = 128.0;

pub fn show(room: &mut ReviewRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    Frame::new().inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
        options(&mut room.agreement, ui);
        ui.add_space(Tokens::SMALL_GAP);
        let answer = match &room.agreement.answer {
            Some((_, Ok(answer))) => answer.clone(),
            Some((_, Err(why))) => {
                empty(ui, "Nothing to compare", why);
                return;
            }
            None => {
                ui.label(quiet_text(ui, "Working it out…"));
                return;
            }
        };
        if desk.study.details().approach == Approach::Reflexive {
            wrapped(
                ui,
                "This is a reflexive study: where two people read differently is something to talk about, and no coefficient is computed. (Study settings say how the study counts.)",
            );
        } else {
            headline(ui, &answer);
        }
        if !answer.missing.is_empty() {
            let missing = counted(answer.missing.len(), "transcript");
            let words: Vec<String> = answer
                .missing
                .iter()
                .map(|one| {
                    let coder = desk.study.get(one.coder).map_or("", |coder| coder.name.as_str());
                    let title = desk.study.get(one.transcript).map_or("", |transcript| transcript.title.as_str());
                    format!("{coder}, {title}: {}", one.why)
                })
                .collect();
            let told = format!("{missing} missing for a coder, and counted for nothing");
            ui.label(quiet_text(ui, told)).on_hover_text(words.join("\n"));
        }
        ui.add_space(Tokens::SMALL_GAP);
        let chosen = room.agreement.chosen.as_ref().and_then(|subject| answer.row(subject)).cloned();
        if let Some(row) = &chosen {
            let side = Frame::new().inner_margin(Margin { left: 14, ..Margin::ZERO });
            Panel::right("measures").default_size(380.0).size_range(300.0..=560.0).frame(side).show(ui, |ui| {
                details(ui, desk, &answer, row);
            });
        }
        list(room, ui, desk, &answer);
    });
}

fn options(page: &mut AgreementPage, ui: &mut Ui) {
    ui.horizontal_wrapped(|ui| {
        for (list, name) in List::ALL {
            ui.selectable_value(&mut page.list, list, name);
        }
        ui.separator();
        let units = [
            (Unit::Character, "by character"),
            (Unit::Word, "by word"),
            (Unit::Sentence, "by sentence"),
            (Unit::Turn, "by turn"),
            (Unit::Document, "by transcript"),
        ];
        let unit = page.unit.unwrap_or(Unit::Character);
        let shown = units.iter().find(|(one, _)| *one == unit).map_or("", |(_, name)| name);
        ui.menu_button(shown, |ui| {
            for (one, name) in units {
                if ui.selectable_label(one == unit, name).clicked() {
                    page.unit = Some(one);
                    ui.close();
                }
            }
        })
        .response
        .on_hover_text("What is counted");
        if unit != Unit::Character {
            let rule = page.rule.unwrap_or(Rule::AnyOverlap);
            let rules = [(Rule::AnyOverlap, "any overlap"), (Rule::Majority, "more than half")];
            for (one, name) in rules {
                if ui.selectable_label(rule == one, name).on_hover_text("When a unit counts as coded").clicked() {
                    page.rule = Some(one);
                }
            }
        }
        ui.checkbox(&mut page.moderators, "with moderators’ words");
    });
}

/// All codes together.
fn headline(ui: &mut Ui, answer: &Agreement) {
    let wanted = [
        Measure::PooledAlpha,
        Measure::PooledKappa,
        Measure::MicroPositive,
        Measure::SpanF1Share,
        Measure::SpanF1AnyOverlap,
    ];
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 22.0;
        for score in wanted.iter().filter_map(|&measure| answer.pooled_score(measure)) {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.label(RichText::new(figure(score)).family(strong()).size(Tokens::TITLE));
                ui.label(quiet_text(ui, score.measure.title())).on_hover_text(about(score));
            });
        }
    });
    let (block, drawn) = answer.drawn;
    ui.label(quiet_text(
        ui,
        format!(
            "Over all codes; intervals from {} draws of {drawn} {}, seed {}",
            answer.asked.draws,
            match block {
                crate::agreement::Block::Transcript => "transcripts",
                crate::agreement::Block::Turn => "turns, since there are few transcripts",
            },
            answer.asked.seed
        ),
    ));
}

/// ".62", or a dash where there is no value.
fn figure(score: &Score) -> String {
    score.value.map_or_else(|_| "–".to_owned(), short)
}

fn short(value: f64) -> String {
    let text = format!("{value:.2}");
    match text.strip_prefix("0.") {
        Some(rest) => format!(".{rest}"),
        None => text.strip_prefix("-0.").map_or(text.clone(), |rest| format!("−.{rest}")),
    }
}

fn about(score: &Score) -> String {
    let mut words = format!("{}\n{}", score.measure.title(), score.measure.source());
    if let Err(why) = score.value {
        words.push_str(&format!("\nNo value: {why}"));
    }
    words
}

/// A figure with its interval.
fn sure(score: Option<&Score>) -> String {
    let Some(score) = score else { return "–".into() };
    match score.interval {
        Some(interval) => format!("{}  [{}, {}]", figure(score), short(interval.low), short(interval.high)),
        None => figure(score),
    }
}

fn of_pairs(row: &Row) -> (u64, u64, u64) {
    let sum = |of: fn(&Pair) -> u64| row.pairs.iter().map(of).sum();
    (sum(|pair| pair.table.both), sum(|pair| pair.table.first), sum(|pair| pair.table.second))
}

fn list(room: &mut ReviewRoom, ui: &mut Ui, desk: &mut Desk<'_>, answer: &Agreement) {
    let names: Vec<&str> =
        answer.asked.coders.iter().filter_map(|&id| desk.study.get(id)).map(|coder| coder.initials.as_str()).collect();
    let (first, second) = (names.first().copied().unwrap_or("A"), names.get(1).copied().unwrap_or("B"));
    if room.agreement.list == List::Transcripts {
        transcripts(ui, desk, answer);
        return;
    }
    let rows: Vec<&Row> = match room.agreement.list {
        List::Codes => answer.codes.iter().filter(|row| row.is_used()).collect(),
        List::Below => answer.subtrees.iter().filter(|row| row.is_used()).collect(),
        List::Themes => answer.themes.iter().collect(),
        List::Components => answer.components.iter().collect(),
        List::Transcripts => Vec::new(),
    };
    let numbers = answer.asked.coefficients;
    let mut headings: Vec<(String, f32)> = Vec::new();
    if numbers {
        headings.push(("α  [95 %]".into(), WIDEST));
        headings.push(("F1⁺".into(), WIDE));
        headings.push(("κ".into(), WIDE));
        headings.push(("%".into(), WIDE));
    }
    headings.push(("Both".into(), WIDE));
    headings.push((format!("Only {first}"), WIDE));
    headings.push((format!("Only {second}"), WIDE));
    header(ui, &headings);
    if rows.is_empty() {
        ui.label(quiet_text(ui, "Neither coder has anything here."));
        return;
    }
    let mut clicked = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    let scroll = ScrollArea::vertical().auto_shrink([false, false]).id_salt("agreement");
    scroll.show_rows(ui, Tokens::ROW, rows.len(), |ui, range| {
        for row in range.filter_map(|at| rows.get(at)) {
            let (both, one, other) = of_pairs(row);
            let mut cells = Vec::new();
            if numbers {
                cells.push(sure(row.score(Measure::KrippAlpha)));
                let kappa = row.score(Measure::CohenKappa).or(row.score(Measure::FleissKappa));
                let more = [row.score(Measure::PositiveAgreement), kappa, row.score(Measure::PercentAgreement)];
                cells.extend(more.map(|score| score.map_or_else(|| "–".into(), figure)));
            }
            cells.extend([both, one, other].map(|count| grouped(count)));
            let chosen = room.agreement.chosen.as_ref() == Some(&row.subject);
            let name = match &row.subject {
                Subject::Code(code) => desk.study.get(*code).map_or_else(String::new, |code| code.name.clone()),
                subject => subject.name(desk.study),
            };
            if line(ui, (&name, &row.subject.name(desk.study)), chosen, !row.flags.is_empty(), &headings, &cells) {
                clicked = Some(row.subject.clone());
            }
        }
    });
    if let Some(subject) = clicked {
        room.agreement.chosen = (room.agreement.chosen.as_ref() != Some(&subject)).then_some(subject);
    }
}

/// 12345 as "12 345".
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{202F}');
        }
        out.push(digit);
    }
    out
}

fn header(ui: &mut Ui, headings: &[(String, f32)]) {
    let (place, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), Tokens::ROW), Sense::hover());
    let (font, ink) = (FontId::new(Tokens::SMALL, strong()), tokens(ui.ctx()).quiet);
    let mut right = place.right() - 10.0;
    for (name, wide) in headings.iter().rev() {
        let at = eframe::egui::pos2(right, place.center().y);
        ui.painter().text(at, Align2::RIGHT_CENTER, name, font.clone(), ink);
        right -= wide;
    }
    ui.painter().hline(place.x_range(), place.bottom(), Stroke::new(1.0, tokens(ui.ctx()).line));
}

/// One line of the table: a name, a mark where there is something to know, figures from the right.
fn line(
    ui: &mut Ui,
    (name, path): (&str, &str),
    chosen: bool,
    flagged: bool,
    headings: &[(String, f32)],
    cells: &[String],
) -> bool {
    let (place, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), Tokens::ROW), Sense::click());
    let said: Vec<String> =
        headings.iter().zip(cells).map(|((heading, _), cell)| format!("{heading} {cell}")).collect();
    let said = format!("{path}: {}", said.join(", "));
    response.widget_info(|| WidgetInfo::selected(eframe::egui::Role::Button, true, chosen, &said));
    let tokens = tokens(ui.ctx());
    if ui.is_rect_visible(place) {
        let fill = match (chosen, response.hovered()) {
            (true, _) => tokens.chosen,
            (_, true) => tokens.hover,
            _ => eframe::egui::Color32::TRANSPARENT,
        };
        ui.painter().rect_filled(place, 4.0, fill);
        if response.has_focus() {
            ui.painter().rect_stroke(place, 4.0, Stroke::new(1.5, tokens.accent), eframe::egui::StrokeKind::Inside);
        }
        let font = FontId::proportional(Tokens::BODY);
        let mut right = place.right() - 10.0;
        for ((_, wide), cell) in headings.iter().zip(cells).rev() {
            let at = eframe::egui::pos2(right, place.center().y);
            ui.painter().text(at, Align2::RIGHT_CENTER, cell, font.clone(), tokens.text);
            right -= wide;
        }
        let room = eframe::egui::Rect::from_min_max(
            place.min + Vec2::new(6.0, 0.0),
            eframe::egui::pos2(right, place.bottom()),
        );
        let builder = eframe::egui::UiBuilder::new().max_rect(room).layout(Layout::left_to_right(Align::Center));
        let mut inner = ui.new_child(builder);
        if flagged {
            inner.label(RichText::new(icons::WARNING).size(Tokens::SMALL).color(tokens.warning));
        }
        crate::app::widgets::elided(&mut inner, name);
    }
    response.on_hover_text(path).clicked()
}

fn transcripts(ui: &mut Ui, desk: &Desk<'_>, answer: &Agreement) {
    let headings: Vec<(String, f32)> =
        [("Alpha", WIDE), ("Kappa", WIDE), ("F1 (half)", WIDE), ("Passages", WIDE + 20.0)]
            .map(|(name, wide)| (name.to_owned(), wide))
            .into();
    header(ui, &headings);
    for one in answer.compared() {
        let title = desk.study.get(one.transcript).map_or("", |transcript| transcript.title.as_str());
        let of = |measure: Measure| one.scores.iter().find(|score| score.measure == measure);
        let passages: Vec<String> =
            one.pairs.iter().map(|pair| format!("{} / {}", pair.spans.first, pair.spans.second)).collect();
        let scores = [of(Measure::PooledAlpha), of(Measure::PooledKappa), of(Measure::SpanF1Share)];
        let mut cells: Vec<String> = scores.map(|score| score.map_or_else(|| "–".into(), figure)).into();
        cells.push(passages.join(", "));
        line(ui, (title, title), false, false, &headings, &cells);
    }
}

/// One row in full.
fn details(ui: &mut Ui, desk: &mut Desk<'_>, answer: &Agreement, row: &Row) {
    let coder = |place: usize| answer.asked.coders.get(place).and_then(|&id| desk.study.get(id));
    let initials = |place: usize| coder(place).map_or_else(|| "–".to_owned(), |coder| coder.initials.clone());
    let names: Vec<&str> =
        answer.asked.coders.iter().filter_map(|&id| desk.study.get(id)).map(|it| it.name.as_str()).collect();
    ui.horizontal(|ui| {
        let name = row.subject.name(desk.study);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Subject::Code(code) | Subject::CodeAndBelow(code) = row.subject
                && ui.small_button("Its entry").clicked()
            {
                desk.asks.push(Ask::Show(code.key()));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                crate::app::widgets::elided(ui, strong_text(name));
            });
        });
    });
    ScrollArea::vertical().id_salt("row").auto_shrink([false, false]).show(ui, |ui| {
        for flag in &row.flags {
            let words = Flag::sentence(*flag, &names);
            wrapped(
                ui,
                RichText::new(format!("{} {words}", icons::WARNING))
                    .size(Tokens::SMALL)
                    .color(tokens(ui.ctx()).warning),
            );
        }
        for pair in &row.pairs {
            section(
                ui,
                &format!("{} and {}, {}", initials(pair.first), initials(pair.second), unit_name(answer.asked.unit)),
            );
            two_by_two(ui, pair, (&initials(pair.first), &initials(pair.second)));
            let spans = pair.spans;
            ui.label(quiet_text(
                ui,
                format!(
                    "Passages: {} by {}, {} by {}; {} the same, {} overlapping",
                    spans.first,
                    initials(pair.first),
                    spans.second,
                    initials(pair.second),
                    spans.exact,
                    spans.overlapping
                ),
            ));
        }
        if row.scores.is_empty() {
            return;
        }
        section(ui, "Measures");
        Grid::new("measures").num_columns(2).spacing([12.0, 3.0]).striped(true).show(ui, |ui| {
            for score in &row.scores {
                ui.label(score.measure.title()).on_hover_text(about(score));
                let text = match score.value {
                    Ok(_) => sure(Some(score)),
                    Err(why) => format!("– ({why})"),
                };
                ui.add(eframe::egui::Label::new(RichText::new(text).size(Tokens::SMALL)).wrap());
                ui.end_row();
            }
        });
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
