//! A code as a row on a card or in the tray: marked, dragged with all that is marked, moved by keys.

use eframe::egui::{
    Align, Button, DragAndDrop, Key, Layout, Modifiers, Popup, Response, ScrollArea, SetOpenCommand, Ui,
};

use super::{Naming, ThemesRoom, Wanted, marks::themes_on, placing, steps};
use crate::{
    app::{
        look::{paint, tokens},
        session::{Ask, Desk},
        transcript::DraggedCode,
        widgets::{Row, count, dragged_name, drop_line, elided, released, swatch},
    },
    operations::{self, counted},
    study::{Board, Code, Id, Placed, Theme},
};

/// Where a code's row stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub board: Id<Board>,
    /// The card that holds it, and the place on it; none in the tray.
    pub card: Option<(&'a Theme, usize)>,
    /// The rows that Shift marks through.
    pub order: &'a [Id<Code>],
}

/// A code on a card or in the tray.
pub(super) fn show(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>, code: &Code, place: Place<'_>) {
    let marked = room.marks.codes.contains(&code.id);
    let response = ui
        .push_id((place.board.uuid(), code.id.uuid()), |ui| {
            Row { name: &code.name, chosen: marked, indent: 0.0 }.show(ui, |ui| {
                swatch(ui, desk.study.code_colour(code.id).map_or(tokens(ui.ctx()).quiet, paint));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    count(ui, desk.counts.own(code.id).map_or(0, |spread| spread.codings));
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| elided(ui, code.name.as_str()));
                });
            })
        })
        .inner;
    let holder = place.card.map(|(theme, _)| theme.id);
    if room.wants_keys == Some(Wanted::Code(code.id))
        && room.board_in(desk.study).is_some_and(|one| one.id == place.board)
    {
        room.wants_keys = None;
        response.request_focus();
        response.scroll_to_me(None);
    }
    if response.clicked() {
        room.marks.click_code(ui, code.id, place.order);
        room.look_at(code.id, holder);
    }
    dragging(room, ui, desk, code, place, &response);
    if response.has_focus() {
        by_key(room, ui, desk, code, place);
    }
    response.context_menu(|ui| menu(room, ui, desk, code, place));
    let asked = response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::F10));
    let popup = Popup::menu(&response).id(response.id.with("menu by key"));
    popup.open_memory(asked.then_some(SetOpenCommand::Toggle)).show(|ui| menu(room, ui, desk, code, place));
    if !DragAndDrop::has_any_payload(ui.ctx()) {
        response.on_hover_text(format!("{}\n{}", desk.study.code_path(code.id).join(" › "), code.brief));
    }
}

fn dragging(room: &mut ThemesRoom, ui: &Ui, desk: &mut Desk<'_>, code: &Code, place: Place<'_>, response: &Response) {
    if response.drag_started() && desk.writable {
        if !room.marks.codes.contains(&code.id) {
            room.marks.click_code(ui, code.id, place.order);
        }
        DragAndDrop::set_payload(ui.ctx(), DraggedCode(code.id.uuid().as_u128()));
    }
    if response.dragged() {
        let along = room.marks.codes_with(desk.study, place.board, code.id).len();
        dragged_name(ui, &if along > 1 { counted(along, "code") } else { code.name.clone() });
    }
    let Some((theme, at)) = place.card else { return };
    let lower = ui.ctx().pointer_interact_pos().is_some_and(|pointer| pointer.y > response.rect.center().y);
    if response.dnd_hover_payload::<DraggedCode>().is_some() {
        room.over_card = true;
        drop_line(ui, response.rect, if lower { response.rect.bottom() } else { response.rect.top() });
    }
    if let Some(dragged) = released::<DraggedCode>(response) {
        let codes = room.marks.codes_with(desk.study, place.board, dragged_code(&dragged));
        let position = at + usize::from(lower);
        desk.plan(|study, stamp| operations::assign_codes(study, stamp, &codes, theme.id, position));
    }
}

/// The code that a drag is of.
pub(super) fn dragged_code(dragged: &DraggedCode) -> Id<Code> {
    Id::from_uuid(uuid::Uuid::from_u128(dragged.0))
}

/// Alt and arrows move it, with all that is marked; Delete takes off the board. (Space is a click, and marks as one.)
fn by_key(room: &mut ThemesRoom, ui: &Ui, desk: &mut Desk<'_>, code: &Code, place: Place<'_>) {
    if !desk.writable {
        return;
    }
    let codes = room.marks.codes_with(desk.study, place.board, code.id);
    if let Some((theme, position)) =
        steps::pressed(ui).and_then(|key| steps::code_step(desk.study, place.board, code.id, key))
    {
        desk.plan_quietly(|study, stamp| operations::assign_codes(study, stamp, &codes, theme, position));
        room.wants_keys = Some(Wanted::Code(code.id));
        room.look_at(code.id, Some(theme));
    }
    if place.card.is_some() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Delete)) {
        desk.plan(|study, stamp| operations::release_codes(study, stamp, place.board, &codes));
    }
}

fn menu(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>, code: &Code, place: Place<'_>) {
    let codes = room.marks.codes_with(desk.study, place.board, code.id);
    for_several(room, ui, desk, place.board, &codes);
    if ui.button("Show in the codebook").clicked() {
        desk.asks.push(Ask::Show(code.id.key()));
        ui.close();
    }
}

/// What can be done with some codes: into a theme, into a framework, into a new theme, off the board.
pub(super) fn for_several(
    room: &mut ThemesRoom,
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    board: Id<Board>,
    codes: &[Id<Code>],
) {
    ui.add_enabled_ui(desk.writable && !codes.is_empty(), |ui| {
        ui.menu_button("Put into", |ui| {
            ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
                for target in themes_on(desk.study, board) {
                    let indent = if target.parent.is_some() { "    " } else { "" };
                    if ui.button(format!("{indent}{}", target.name)).clicked() {
                        desk.plan(|study, stamp| operations::assign_codes(study, stamp, codes, target.id, usize::MAX));
                        ui.close();
                    }
                }
            });
        });
        let subjects: Vec<Placed> = codes.iter().map(|&code| Placed::Code(code)).collect();
        placing::place_menu(ui, desk, &subjects);
        if ui.button("New theme of them…").clicked() {
            room.naming = Some(Naming { board, under: None, codes: codes.to_vec(), name: String::new() });
            ui.close();
        }
        let on_it = codes.iter().any(|&code| super::marks::holder_of(desk.study, board, code).is_some());
        if ui.add_enabled(on_it, Button::new("Take off the board")).clicked() {
            desk.plan(|study, stamp| operations::release_codes(study, stamp, board, codes));
            ui.close();
        }
    });
}
