//! What drags and keys do to a code's place in the tree.

use eframe::egui::{EventFilter, Key, Modifiers, Response, Stroke, StrokeKind, Ui};

use super::{CodeRoom, TreeRow};
use crate::{
    app::{
        look::tokens,
        session::{Ask, Desk},
        transcript::{DraggedCode, DraggedWords},
        widgets::{drop_line, released},
    },
    operations::{self, CodePlace},
    study::{Code, Id, Study},
};

/// Where a dragged code would land on a row.
#[derive(Clone, Copy, PartialEq)]
enum Landing {
    Before,
    Into,
    After,
}

/// A click with Ctrl marks or unmarks a code, one with Shift all from the chosen one on. True where the click was that.
pub(super) fn marking(room: &mut CodeRoom, ui: &Ui, rows: &[TreeRow<'_>], code: Id<Code>) -> bool {
    let held = ui.input(|input| input.modifiers);
    if held.command {
        // The first one marked takes the one chosen before along, as lists everywhere do.
        if room.tree.marked.is_empty() {
            room.tree.marked.extend(room.chosen.filter(|&chosen| chosen != code));
        }
        if !room.tree.marked.remove(&code) {
            room.tree.marked.insert(code);
        }
        true
    } else if held.shift {
        let at = |id: Id<Code>| rows.iter().position(|(_, row, _)| row.id == id);
        if let (Some(from), Some(to)) = (room.chosen.and_then(at).or(at(code)), at(code)) {
            let between = rows.iter().take(from.max(to) + 1).skip(from.min(to));
            room.tree.marked = between.map(|(_, row, _)| row.id).collect();
        }
        true
    } else {
        room.tree.marked.clear();
        false
    }
}

/// What keys do on a row that has the keyboard. Arrows go up and down, open and close, to the parent and the first child;
/// with Alt they move the code, or all that are marked: up and down among its neighbours, right under the one above, left
/// beside its parent. Ctrl+Space marks; Shift with up and down marks from row to row.
pub(super) fn by_key(
    room: &mut CodeRoom,
    ui: &Ui,
    desk: &mut Desk<'_>,
    (row, rows): (&Response, &[TreeRow<'_>]),
    (_, code, has_children): TreeRow<'_>,
) {
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(row.id, filter));
    if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Space)) {
        if !room.tree.marked.remove(&code.id) {
            room.tree.marked.insert(code.id);
        }
        room.tree.again = Some(code.id);
    }
    let arrows = [Key::ArrowUp, Key::ArrowDown, Key::ArrowLeft, Key::ArrowRight, Key::Home, Key::End];
    let pressed = |held| arrows.into_iter().find(|&key| ui.input_mut(|input| input.consume_key(held, key)));
    if let Some(to) =
        pressed(Modifiers::ALT).filter(|_| desk.writable).and_then(|key| place_by_key(desk.study, code, key))
    {
        let codes = room.tree.together(desk.study, code.id);
        desk.plan_quietly(|study, stamp| operations::move_codes(study, stamp, &codes, to));
        room.tree.go(desk.study, code.id);
    }
    let (up, down) = (Key::ArrowUp, Key::ArrowDown);
    let drawn_out = [up, down].into_iter().find(|&key| ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, key)));
    if let Some(key) = drawn_out {
        draw_out(room, desk, rows, code.id, key == down);
        return;
    }
    let Some(key) = pressed(Modifiers::NONE) else { return };
    room.tree.anchor = None;
    let at = rows.iter().position(|(_, one, _)| one.id == code.id).unwrap_or_default();
    let closed = room.tree.closed.contains(&code.id);
    let go = match key {
        Key::ArrowRight if has_children && closed => {
            room.tree.closed.remove(&code.id);
            None
        }
        Key::ArrowLeft if has_children && !closed => {
            room.tree.closed.insert(code.id);
            None
        }
        Key::ArrowRight => rows.get(at + 1).filter(|_| has_children).map(|(_, one, _)| one.id),
        Key::ArrowLeft => code.parent,
        Key::ArrowUp => at.checked_sub(1).and_then(|at| rows.get(at)).map(|(_, one, _)| one.id),
        Key::ArrowDown => rows.get(at + 1).map(|(_, one, _)| one.id),
        Key::Home => rows.first().map(|(_, one, _)| one.id),
        _ => rows.last().map(|(_, one, _)| one.id),
    };
    if let Some(code) = go {
        room.tree.go(desk.study, code);
    }
}

/// Shift with an arrow marks from where it began to the next row.
fn draw_out(room: &mut CodeRoom, desk: &Desk<'_>, rows: &[TreeRow<'_>], code: Id<Code>, down: bool) {
    let at = |id: Id<Code>| rows.iter().position(|(_, row, _)| row.id == id);
    let Some(here) = at(code) else { return };
    let anchor = *room.tree.anchor.get_or_insert(code);
    let next = if down { Some(here + 1) } else { here.checked_sub(1) };
    let Some((next, row)) = next.and_then(|next| Some((next, rows.get(next)?.1))) else { return };
    let from = at(anchor).unwrap_or(here);
    let between = rows.iter().take(from.max(next) + 1).skip(from.min(next));
    room.tree.marked = between.map(|(_, row, _)| row.id).collect();
    room.tree.go(desk.study, row.id);
    room.tree.again = Some(row.id);
}

fn place_by_key(study: &Study, code: &Code, key: Key) -> Option<CodePlace> {
    let siblings = study.codes_under(code.parent);
    let at = siblings.iter().position(|one| one.id == code.id)?;
    match key {
        Key::ArrowUp => Some(CodePlace { parent: code.parent, position: at.checked_sub(1)? }),
        Key::ArrowDown => Some(CodePlace { parent: code.parent, position: at + 2 }).filter(|_| at + 1 < siblings.len()),
        Key::ArrowRight => {
            let above = siblings.get(at.checked_sub(1)?)?;
            Some(CodePlace::last_under(Some(above.id)))
        }
        _ => {
            let parent = study.get(code.parent?)?;
            let beside = study.codes_under(parent.parent).iter().position(|one| one.id == parent.id)?;
            Some(CodePlace { parent: parent.parent, position: beside + 1 })
        }
    }
}

/// What is dragged over a row shows where it would land, and lands.
pub(super) fn dropping(room: &CodeRoom, ui: &Ui, desk: &mut Desk<'_>, response: &Response, code: &Code) {
    let landing = || {
        let pointer = ui.ctx().pointer_interact_pos()?;
        let part = (pointer.y - response.rect.top()) / response.rect.height();
        Some(match part {
            part if part < 0.28 => Landing::Before,
            part if part > 0.78 => Landing::After,
            _ => Landing::Into,
        })
    };
    let outline = || {
        let stroke = Stroke::new(2.0, tokens(ui.ctx()).accent);
        ui.painter().rect_stroke(response.rect, 5.0, stroke, StrokeKind::Inside);
    };
    if response.dnd_hover_payload::<DraggedCode>().is_some_and(|dragged| dragged.0 != code.id.uuid().as_u128()) {
        match landing() {
            Some(Landing::Before) => drop_line(ui, response.rect, response.rect.top()),
            Some(Landing::After) => drop_line(ui, response.rect, response.rect.bottom()),
            _ => outline(),
        }
    }
    if response.dnd_hover_payload::<DraggedWords>().is_some() {
        outline();
    }
    if released::<DraggedWords>(response).is_some() && desk.writable {
        desk.asks.push(Ask::Attach(code.id));
    }
    let Some(dragged) = released::<DraggedCode>(response) else { return };
    let moved = room.tree.together(desk.study, Id::from_uuid(uuid::Uuid::from_u128(dragged.0)));
    let Some(landing) = landing().filter(|_| !moved.contains(&code.id)) else { return };
    let siblings = desk.study.codes_under(code.parent);
    let at = siblings.iter().position(|one| one.id == code.id).unwrap_or_default();
    let to = match landing {
        Landing::Before => CodePlace { parent: code.parent, position: at },
        Landing::After => CodePlace { parent: code.parent, position: at + 1 },
        Landing::Into => CodePlace::last_under(Some(code.id)),
    };
    desk.plan(|study, stamp| operations::move_codes(study, stamp, &moved, to));
}
