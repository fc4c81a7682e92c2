//! The lines of the agreement page: a code, a theme, a component or a transcript each.

use eframe::egui::{Align, Align2, FontId, Layout, RichText, ScrollArea, Sense, Stroke, Ui, Vec2, WidgetInfo};

use super::{Chosen, List, figure, sure};
use crate::{
    agreement::{Agreement, Measure, Pair, Row, Subject},
    app::{
        look::{Tokens, icons, strong, tokens},
        review_room::ReviewRoom,
        session::Desk,
        widgets::quiet_text,
    },
};

/// The columns of figures (points), after the name.
const WIDE: f32 = 62.0;
/// The room of alpha with its interval.
const WIDEST: f32 = 128.0;
/// From this width on (points) every figure stands beside the names.
const ROOMY: f32 = 700.0;

fn of_pairs(row: &Row) -> (u64, u64, u64) {
    let sum = |of: fn(&Pair) -> u64| row.pairs.iter().map(of).sum();
    (sum(|pair| pair.table.both), sum(|pair| pair.table.first), sum(|pair| pair.table.second))
}

/// The list of the page's kind.
pub(super) fn show(room: &mut ReviewRoom, ui: &mut Ui, desk: &mut Desk<'_>, answer: &Agreement) {
    let names: Vec<&str> =
        answer.asked.coders.iter().filter_map(|&id| desk.study.get(id)).map(|coder| coder.initials.as_str()).collect();
    let (first, second) = (names.first().copied().unwrap_or("A"), names.get(1).copied().unwrap_or("B"));
    if room.agreement.list == List::Transcripts {
        transcripts(room, ui, desk, answer);
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
    // Where there is little room, names come before figures that the details have too.
    let roomy = ui.available_width() > ROOMY;
    let mut headings: Vec<(String, f32)> = Vec::new();
    if numbers {
        headings.push(("α  [95 %]".into(), WIDEST));
        headings.push(("F1⁺".into(), WIDE));
        if roomy {
            headings.push(("κ".into(), WIDE));
            headings.push(("%".into(), WIDE));
        }
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
                let mut more = vec![row.score(Measure::PositiveAgreement)];
                if roomy {
                    more.extend([kappa, row.score(Measure::PercentAgreement)]);
                }
                cells.extend(more.into_iter().map(|score| score.map_or_else(|| "–".into(), figure)));
            }
            cells.extend([both, one, other].map(grouped));
            let chosen = room.agreement.chosen == Some(Chosen::Row(row.subject.clone()));
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
        choose(room, Chosen::Row(subject));
    }
}

/// Shows a line's details; once more, no longer.
fn choose(room: &mut ReviewRoom, line: Chosen) {
    room.agreement.chosen = (room.agreement.chosen.as_ref() != Some(&line)).then_some(line);
}

/// 12345 as "12 345".
pub(super) fn grouped(count: u64) -> String {
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

fn transcripts(room: &mut ReviewRoom, ui: &mut Ui, desk: &Desk<'_>, answer: &Agreement) {
    let numbers = answer.asked.coefficients;
    let mut headings: Vec<(String, f32)> = Vec::new();
    if numbers {
        headings.extend(["Alpha", "Kappa", "F1 (half)"].map(|name| (name.to_owned(), WIDE)));
    }
    headings.push(("Passages".into(), WIDE + 20.0));
    header(ui, &headings);
    let mut clicked = None;
    ScrollArea::vertical().auto_shrink([false, false]).id_salt("agreement of transcripts").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for one in answer.compared() {
            let title = desk.study.get(one.transcript).map_or("", |transcript| transcript.title.as_str());
            let of = |measure: Measure| one.scores.iter().find(|score| score.measure == measure);
            let passages: Vec<String> =
                one.pairs.iter().map(|pair| format!("{} / {}", pair.spans.first, pair.spans.second)).collect();
            let mut cells = Vec::new();
            if numbers {
                let scores = [of(Measure::PooledAlpha), of(Measure::PooledKappa), of(Measure::SpanF1Share)];
                cells.extend(scores.map(|score| score.map_or_else(|| "–".into(), figure)));
            }
            cells.push(passages.join(", "));
            let chosen = room.agreement.chosen == Some(Chosen::Transcript(one.transcript));
            if line(ui, (title, title), chosen, false, &headings, &cells) {
                clicked = Some(one.transcript);
            }
        }
    });
    if let Some(transcript) = clicked {
        choose(room, Chosen::Transcript(transcript));
    }
}
