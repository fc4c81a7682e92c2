//! One code of the tree: its name, colour, counts and key; what a click, a drag and the keys on it do.

use eframe::egui::{
    Align, DragAndDrop, Key, Layout, Modifiers, Popup, RichText, Role, Sense, SetOpenCommand, TextEdit, Ui, Vec2,
    WidgetInfo,
    text::{CCursor, CCursorRange},
};

use super::{COLUMN, CodeRoom, TreeRow, menu, moving};
use crate::{
    app::{
        drafts::Field,
        look::{Tokens, icons, paint, tokens},
        session::{Ask, Desk},
        transcript::DraggedCode,
        widgets::{Row, count, dragged_name, elided, key_cap, quiet_text, strong_text, swatch, wrapped},
    },
    operations::counted,
    study::{Code, CodeStatus, Id},
};

/// Draws a row; true where the pointer is on it.
pub(super) fn show(
    room: &mut CodeRoom,
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    rows: &[TreeRow<'_>],
    (depth, code, has_children): TreeRow<'_>,
) -> bool {
    let marked = room.tree.marked.contains(&code.id);
    let chosen = room.chosen == Some(code.id) || marked;
    if room.tree.renaming == Some(code.id) {
        renaming_row(room, ui, desk, code);
        return false;
    }
    let indent = depth as f32 * 14.0;
    let pinned = desk
        .me
        .and_then(|id| desk.study.get(id))
        .and_then(|me| me.pins.iter().find(|(_, pin)| **pin == code.id).map(|(key, _)| *key));
    let spread = desk.counts.with_below(code.id);
    let colour = desk.study.code_colour(code.id).map(paint);
    let closed = room.tree.closed.contains(&code.id);
    let response = Row { name: &code.name, chosen, indent: indent + 14.0 }.show(ui, |ui| {
        swatch(ui, colour.unwrap_or(tokens(ui.ctx()).quiet));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            numbers(ui, room.tree.columns, spread);
            if let Some(key) = pinned {
                key_cap(ui, &key.to_string());
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let name = RichText::new(&code.name);
                elided(
                    ui,
                    match code.status {
                        CodeStatus::Active => name,
                        CodeStatus::Proposed => name.italics(),
                        CodeStatus::Retired => name.strikethrough().color(tokens(ui.ctx()).quiet),
                    },
                );
            });
        });
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::TreeItem);
        node.set_level(depth + 1);
        if has_children {
            node.set_expanded(!closed);
        }
    });
    if has_children {
        let mut arrow = response.rect;
        arrow.min.x += indent;
        arrow.set_width(20.0);
        let icon = if closed { icons::CLOSED } else { icons::OPENED };
        let touched = ui.interact(arrow, response.id.with("arrow"), Sense::click());
        let name = format!("{} {}", if closed { "Open" } else { "Close" }, code.name);
        touched.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        let font = eframe::egui::FontId::proportional(Tokens::SMALL);
        ui.painter().text(arrow.center(), eframe::egui::Align2::CENTER_CENTER, icon, font, tokens(ui.ctx()).quiet);
        if touched.clicked() && !room.tree.closed.remove(&code.id) {
            room.tree.closed.insert(code.id);
        }
    }
    if room.tree.landing.is_none() || room.chosen == Some(code.id) {
        room.tree.landing = Some(response.id);
    }
    keys_on_row(room, ui, desk, rows, &response, (depth, code, has_children));
    if response.clicked() && !moving::marking(room, ui, rows, code.id) {
        let only_look = ui.input(|input| input.modifiers.alt);
        if !only_look && desk.writable && room.selection().is_some() {
            desk.asks.push(Ask::Attach(code.id));
        }
        room.chosen = Some(code.id);
    }
    if response.double_clicked() && room.selection().is_none() && desk.writable {
        room.tree.renaming = Some(code.id);
    }
    if response.drag_started() && desk.writable {
        DragAndDrop::set_payload(ui.ctx(), DraggedCode(code.id.uuid().as_u128()));
    }
    if response.dragged() {
        let along = room.tree.together(desk.study, code.id).len();
        let name = if along > 1 { counted(along, "code") } else { code.name.clone() };
        dragged_name(ui, &name);
    }
    moving::dropping(room, ui, desk, &response, code);
    response.context_menu(|ui| menu::show(room, ui, desk, code));
    // The same by key, beside the row.
    let asked = response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::F10));
    let by_key = Popup::menu(&response).id(response.id.with("menu by key"));
    by_key.open_memory(asked.then_some(SetOpenCommand::Toggle)).show(|ui| menu::show(room, ui, desk, code));
    let hovered = response.hovered() && !DragAndDrop::has_any_payload(ui.ctx());
    response.on_hover_ui(|ui| {
        ui.set_max_width(320.0);
        wrapped(ui, strong_text(desk.study.code_path(code.id).join(" › ")));
        if !code.brief.is_empty() {
            wrapped(ui, &code.brief);
        }
        counts_in_words(ui, desk, code.id, has_children);
    });
    hovered
}

fn keys_on_row(
    room: &mut CodeRoom,
    ui: &Ui,
    desk: &mut Desk<'_>,
    rows: &[TreeRow<'_>],
    response: &eframe::egui::Response,
    row: TreeRow<'_>,
) {
    let code = row.1;
    if room.tree.wants_keys == Some(code.id) {
        room.tree.wants_keys = None;
        response.request_focus();
    }
    if !response.has_focus() {
        return;
    }
    if room.chosen != Some(code.id) {
        room.chosen = Some(code.id);
    }
    moving::by_key(room, ui, desk, (response, rows), row);
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        room.view.focus();
    }
}

fn renaming_row(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>, code: &Code) {
    let before = ui.memory(|memory| memory.focused());
    let response = desk.drafts.field(ui, code.id.key(), Field::Name, &code.name, ("Name of the code", "Name", 1));
    let first: bool =
        ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or(response.id.with("asked"), true), false));
    if first {
        room.tree.back_to_row = !room.has_keys(before);
        response.request_focus();
        // The whole name, so that typing replaces it.
        let mut state = TextEdit::load_state(ui.ctx(), response.id).unwrap_or_default();
        let whole = CCursorRange::two(CCursor::new(0), CCursor::new(code.name.chars().count()));
        state.cursor.set_char_range(Some(whole));
        state.store(ui.ctx(), response.id);
    } else if response.lost_focus() || !response.has_focus() {
        desk.drafts.finish();
        room.tree.renaming = None;
        let ended = ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::Escape));
        if std::mem::take(&mut room.tree.back_to_row) && ended {
            room.tree.wants_keys = Some(code.id);
        }
        ui.data_mut(|data| data.remove::<bool>(response.id.with("asked")));
    }
}

/// The numbers at the right end: codings, and where wanted speakers and groups; all without moderators' words.
fn numbers(ui: &mut Ui, columns: bool, spread: Option<&crate::analysis::Spread>) {
    let codings = spread.map_or(0, |spread| spread.codings);
    if !columns {
        count(ui, codings);
        return;
    }
    let all =
        [spread.map_or(0, |spread| spread.groups.len()), spread.map_or(0, |spread| spread.speakers.len()), codings];
    for number in all {
        let size = Vec2::new(COLUMN + 8.0, Tokens::ROW);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            ui.set_min_size(size);
            count(ui, number);
        });
    }
}

fn counts_in_words(ui: &mut Ui, desk: &Desk<'_>, code: Id<Code>, has_children: bool) {
    let told = |spread: &crate::analysis::Spread| {
        format!(
            "{} · {} · {}",
            counted(spread.codings, "coding"),
            counted(spread.speakers.len(), "speaker"),
            counted(spread.groups.len(), "group")
        )
    };
    let (own, all) = (desk.counts.own(code), desk.counts.with_below(code));
    if let Some(all) = all {
        let lead = if has_children { "With the codes below: " } else { "" };
        ui.label(quiet_text(ui, format!("{lead}{}", told(all))));
    }
    if has_children {
        ui.label(quiet_text(ui, format!("By itself: {}", own.map_or("0 codings".to_owned(), told))));
    }
    ui.label(quiet_text(ui, "Moderators’ words are left out"));
}
