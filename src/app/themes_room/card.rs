//! A sub-theme as a card.

use eframe::egui::{Color32, Frame, Margin, Response, RichText, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2, pos2};

use super::{DraggedTheme, ThemesRoom, board::Orders, column};
use crate::{
    app::{
        look::{Tokens, strong, tokens},
        session::Desk,
        transcript::DraggedCode,
        widgets::{quiet_text, released, wrapped},
    },
    operations::ThemePlace,
    study::{Placed, Theme, Valence},
};

pub(super) fn show(
    room: &mut ThemesRoom,
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    (subtheme, at): (&Theme, usize),
    orders: &Orders,
) {
    let tokens = tokens(ui.ctx());
    let chosen = room.chosen == Some(subtheme.id) && room.code.is_none();
    let marked = room.marks.themes.contains(&subtheme.id);
    let builder = UiBuilder::new().id_salt(subtheme.id.uuid()).sense(Sense::click_and_drag());
    let scope = ui.scope_builder(builder, |ui| {
        let lit = chosen || marked || ui.response().contains_pointer();
        let edge = if lit { tokens.accent } else { tokens.line };
        let fill = if marked && room.marks.themes.len() > 1 { tokens.chosen } else { tokens.card };
        let frame =
            Frame::new().fill(fill).stroke(Stroke::new(1.0, edge)).corner_radius(7).inner_margin(Margin::same(8));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 4.0;
            let mark = subtheme.note_mark.map_or(String::new(), |mark| mark.symbol().to_string());
            wrapped(ui, RichText::new(format!("{}{mark}", subtheme.name)).family(strong()));
            about(ui, desk, subtheme);
            column::codes(room, ui, desk, subtheme, orders);
        });
    });
    let response = scope.response;
    column::acted_on(room, ui, desk, subtheme, &response, orders);
    dropped(room, ui, desk, (subtheme, at), &response);
}

fn about(ui: &mut Ui, desk: &Desk<'_>, subtheme: &Theme) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        match subtheme.valence {
            Some(valence) => {
                valence_box(ui, Some(valence));
                ui.label(quiet_text(ui, Valence::word(valence)));
            }
            None => {
                let words = RichText::new("No valence yet").size(Tokens::SMALL);
                ui.label(words.color(tokens(ui.ctx()).warning));
            }
        }
        let numbers: Vec<String> = desk.study.intervention_numbers(subtheme.id).iter().map(usize::to_string).collect();
        if !numbers.is_empty() {
            ui.label(quiet_text(ui, format!("· interventions {}", numbers.join(", "))));
        }
        let places = column::places(desk.study, Placed::Theme(subtheme.id));
        if !places.is_empty() {
            ui.label(quiet_text(ui, format!("· {}", places.join(", "))));
        }
    });
}

/// What falls on a card: codes go in; a sub-theme goes before or after it, as the pointer has it.
fn dropped(room: &mut ThemesRoom, ui: &Ui, desk: &mut Desk<'_>, (subtheme, at): (&Theme, usize), response: &Response) {
    let lower = ui.ctx().pointer_interact_pos().is_some_and(|pointer| pointer.y > response.rect.center().y);
    let code = response.dnd_hover_payload::<DraggedCode>().is_some();
    if code {
        column::outline(ui, response);
    }
    let is_subtheme = |id| desk.study.get(id).is_some_and(|moved: &Theme| moved.parent.is_some());
    let theme = response.dnd_hover_payload::<DraggedTheme>().is_some_and(|dragged| is_subtheme(dragged.0));
    if theme {
        column::landing(ui, response, lower);
    }
    room.over_card |= code || theme;
    column::codes_dropped(room, desk, subtheme, response);
    // A theme that is dragged goes beside the column on which it falls; that is not this card's.
    let ours = eframe::egui::DragAndDrop::payload::<DraggedTheme>(ui.ctx()).is_some_and(|one| is_subtheme(one.0));
    let Some(dragged) = ours.then(|| released::<DraggedTheme>(response)).flatten() else { return };
    if dragged.0 == subtheme.id {
        return;
    }
    let place = ThemePlace { board: subtheme.board, parent: subtheme.parent, position: at + usize::from(lower) };
    let themes = room.marks.themes_with(desk.study, dragged.0);
    column::put(ui, desk, &themes, place);
}

/// The fill that the figure gives a valence: grey, white, hatched.
pub fn valence_box(ui: &mut Ui, valence: Option<Valence>) -> Response {
    let tokens = tokens(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(Vec2::new(18.0, 11.0), Sense::hover());
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let (paper, grey) = (Color32::WHITE, Color32::from_gray(0xBF));
    painter.rect_filled(rect, 2.0, if valence == Some(Valence::Barrier) { grey } else { paper });
    if valence == Some(Valence::Both) {
        for step in 0..8 {
            let x = rect.left() + step as f32 * 4.0;
            let ends = [pos2(x - 11.0, rect.bottom()), pos2(x, rect.top())];
            painter.line_segment(ends, Stroke::new(1.4, Color32::from_gray(0x7F)));
        }
    }
    ui.painter().rect_stroke(rect, 2.0, Stroke::new(1.0, tokens.outline), StrokeKind::Inside);
    response
}
