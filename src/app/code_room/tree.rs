//! The code tree: in the order people gave it, with counts; click attaches to selected words, drag moves or attaches.

use std::collections::HashSet;

use eframe::egui::{
    Align, DragAndDrop, Id as WidgetId, Key, Layout, Modifiers, RichText, Role, ScrollArea, Sense, TextEdit, Ui, Vec2,
    WidgetInfo,
};

use super::{CodeRoom, Dock};
use crate::{
    app::{
        commands::Command,
        drafts::Field,
        look::{Tokens, icons, paint, tokens},
        session::{Ask, Desk},
        shell::{Finder, Overlay},
        transcript::{DraggedCode, DraggedWords},
        widgets::{
            Row, count, dragged_name, drop_line, elided, empty, icon_button, key_cap, released, strong_text, swatch,
        },
    },
    operations::{self, CodePlace},
    study::{Code, CodeStatus, Id, Study},
};

/// What the tree remembers.
#[derive(Default)]
pub struct TreeState {
    closed: HashSet<Id<Code>>,
    pub filter: String,
    pub renaming: Option<Id<Code>>,
    /// A new code being named, and under what.
    pub naming: Option<(Option<Id<Code>>, String)>,
    reveal: Option<Id<Code>>,
}

impl TreeState {
    /// Opens the way to a code and scrolls to it.
    pub fn reveal(&mut self, study: &Study, code: Id<Code>) {
        let mut above = study.get(code).and_then(|code| code.parent);
        for _ in 0..64 {
            let Some(id) = above else { break };
            self.closed.remove(&id);
            above = study.get(id).and_then(|code| code.parent);
        }
        self.reveal = Some(code);
    }
}

/// Where a dragged code would land on a row.
#[derive(Clone, Copy, PartialEq)]
enum Landing {
    Before,
    Into,
    After,
}

/// Draws the tree; gives the code under the pointer.
pub fn show(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>) -> Option<Id<Code>> {
    ui.horizontal(|ui| {
        ui.label(strong_text("Codes"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if desk.writable && icon_button(ui, icons::ADD, Command::NewCode.entry().name).clicked() {
                desk.run(Command::NewCode);
            }
            let filter = TextEdit::singleline(&mut room.tree.filter).hint_text("Filter").desired_width(f32::INFINITY);
            let response = ui.add(filter);
            response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Filter codes"));
            if response.has_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
                room.tree.filter.clear();
            }
        });
    });
    ui.add_space(2.0);
    naming_field(room, ui, desk);
    if desk.study.codes().len() == 0 {
        empty(
            ui,
            "No codes yet",
            "Select words in a transcript and press Enter: type a name, and Tab makes it a code. Or press N.",
        );
        return None;
    }
    let rows = visible(desk.study, &room.tree);
    let mut hovered = None;
    let mut scroll = ScrollArea::vertical().auto_shrink([false, false]);
    if let Some(code) = room.tree.reveal.take()
        && let Some(at) = rows.iter().position(|&(_, row, _)| row.id == code)
    {
        let wanted = at as f32 * (Tokens::ROW + 1.0);
        let offset = (wanted - ui.available_height() / 2.0).max(0.0);
        let last: f32 = ui.data(|data| data.get_temp(WidgetId::unique("tree offset"))).unwrap_or_default();
        if wanted < last || wanted > last + ui.available_height() - Tokens::ROW {
            scroll = scroll.vertical_scroll_offset(offset);
        }
    }
    ui.spacing_mut().item_spacing.y = 1.0;
    let output = scroll.show_rows(ui, Tokens::ROW, rows.len() + 1, |ui, range| {
        for at in range {
            match rows.get(at) {
                Some(&(depth, code, has_children)) => {
                    if row(room, ui, desk, depth, code, has_children) {
                        hovered = Some(code.id);
                    }
                }
                None => last_place(ui, desk),
            }
        }
    });
    ui.data_mut(|data| data.insert_temp(WidgetId::unique("tree offset"), output.state.clamped_offset().y));
    hovered
}

/// Below the last row: dropping here moves to the end of the top level.
fn last_place(ui: &mut Ui, desk: &mut Desk<'_>) {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), Tokens::ROW), Sense::hover());
    if response.dnd_hover_payload::<DraggedCode>().is_some() {
        drop_line(ui, rect, rect.top() + 2.0);
    }
    if let Some(dragged) = released::<DraggedCode>(&response) {
        let code = Id::from_uuid(uuid::Uuid::from_u128(dragged.0));
        desk.plan(|study, stamp| operations::move_codes(study, stamp, &[code], CodePlace::last_under(None)));
    }
}

/// The rows that show: depth, code, whether it has codes under it.
fn visible<'a>(study: &'a Study, tree: &TreeState) -> Vec<(usize, &'a Code, bool)> {
    let all = study.code_tree();
    let filter = tree.filter.trim().to_lowercase();
    let matches = |code: &Code| {
        let words = [&code.name, &code.brief].into_iter().chain(&code.aliases);
        words.into_iter().any(|word| word.to_lowercase().contains(&filter))
    };
    let kept: HashSet<Id<Code>> = if filter.is_empty() {
        HashSet::new()
    } else {
        let mut kept = HashSet::new();
        for (_, code) in all.iter().filter(|(_, code)| matches(code)) {
            let mut next = Some(code.id);
            while let Some(id) = next.filter(|id| kept.insert(*id)) {
                next = study.get(id).and_then(|code| code.parent);
            }
        }
        kept
    };
    let mut rows = Vec::new();
    let mut hidden_below: Option<usize> = None;
    for (at, &(depth, code)) in all.iter().enumerate() {
        if hidden_below.is_some_and(|limit| depth > limit) {
            continue;
        }
        hidden_below = None;
        if !filter.is_empty() && !kept.contains(&code.id) {
            continue;
        }
        let has_children = all.get(at + 1).is_some_and(|(next, _)| *next > depth);
        if filter.is_empty() && has_children && tree.closed.contains(&code.id) {
            hidden_below = Some(depth);
        }
        rows.push((depth, code, has_children));
    }
    rows
}

fn naming_field(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let Some((parent, mut name)) = room.tree.naming.take() else { return };
    let under = desk.study.get_opt(parent).map_or("at the top".to_owned(), |code| format!("under {}", code.name));
    let response =
        ui.add(TextEdit::singleline(&mut name).hint_text(format!("New code {under}")).desired_width(f32::INFINITY));
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Name of the new code"));
    let entered = ui.input(|input| input.key_pressed(Key::Enter));
    if response.lost_focus() {
        if entered && !name.trim().is_empty() {
            desk.plan(|study, stamp| {
                operations::add_code(study, stamp, &name, CodePlace::last_under(parent)).map(|(_, entry)| entry)
            });
        }
    } else {
        response.request_focus();
        room.tree.naming = Some((parent, name));
    }
}

fn row(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>, depth: usize, code: &Code, has_children: bool) -> bool {
    let chosen = room.chosen == Some(code.id);
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
            count(ui, spread.map_or(0, |spread| spread.codings));
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
        touched.widget_info(|| WidgetInfo::labeled(Role::Button, true, if closed { "Open" } else { "Close" }));
        let font = eframe::egui::FontId::proportional(Tokens::SMALL);
        ui.painter().text(arrow.center(), eframe::egui::Align2::CENTER_CENTER, icon, font, tokens(ui.ctx()).quiet);
        if touched.clicked() && !room.tree.closed.remove(&code.id) {
            room.tree.closed.insert(code.id);
        }
    }
    keys_on_row(room, ui, desk, &response, code, has_children, closed);
    if response.clicked() {
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
        dragged_name(ui, &code.name);
    }
    dropping(ui, desk, &response, code);
    response.context_menu(|ui| menu(room, ui, desk, code));
    let hovered = response.hovered() && !DragAndDrop::has_any_payload(ui.ctx());
    response.on_hover_ui(|ui| {
        ui.set_max_width(320.0);
        ui.label(strong_text(desk.study.code_path(code.id).join(" › ")));
        if !code.brief.is_empty() {
            ui.label(&code.brief);
        }
        if let Some(spread) = spread {
            let words = format!(
                "{} codings · {} speakers · {} groups, moderators left out",
                spread.codings,
                spread.speakers.len(),
                spread.groups.len()
            );
            ui.label(crate::app::widgets::quiet_text(ui, words));
        }
    });
    hovered
}

fn keys_on_row(
    room: &mut CodeRoom,
    ui: &Ui,
    desk: &mut Desk<'_>,
    response: &eframe::egui::Response,
    code: &Code,
    has_children: bool,
    closed: bool,
) {
    if !response.has_focus() {
        return;
    }
    ui.input_mut(|input| {
        if has_children && closed && input.consume_key(Modifiers::NONE, Key::ArrowRight) {
            room.tree.closed.remove(&code.id);
        }
        if has_children && !closed && input.consume_key(Modifiers::NONE, Key::ArrowLeft) {
            room.tree.closed.insert(code.id);
        }
    });
    if room.chosen != Some(code.id) {
        room.chosen = Some(code.id);
    }
    if desk.writable && ui.input(|input| input.key_pressed(Key::F2)) {
        room.tree.renaming = Some(code.id);
    }
}

fn renaming_row(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>, code: &Code) {
    let response = desk.drafts.field(ui, code.id.key(), Field::Name, &code.name, ("Name of the code", "Name", 1));
    let first: bool =
        ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or(response.id.with("asked"), true), false));
    if first {
        response.request_focus();
    } else if response.lost_focus() || !response.has_focus() {
        desk.drafts.finish();
        room.tree.renaming = None;
        ui.data_mut(|data| data.remove::<bool>(response.id.with("asked")));
    }
}

fn dropping(ui: &Ui, desk: &mut Desk<'_>, response: &eframe::egui::Response, code: &Code) {
    let landing = || {
        let pointer = ui.ctx().pointer_interact_pos()?;
        let part = (pointer.y - response.rect.top()) / response.rect.height();
        Some(match part {
            part if part < 0.28 => Landing::Before,
            part if part > 0.78 => Landing::After,
            _ => Landing::Into,
        })
    };
    if response.dnd_hover_payload::<DraggedCode>().is_some_and(|dragged| dragged.0 != code.id.uuid().as_u128()) {
        match landing() {
            Some(Landing::Before) => drop_line(ui, response.rect, response.rect.top()),
            Some(Landing::After) => drop_line(ui, response.rect, response.rect.bottom()),
            _ => {
                let stroke = eframe::egui::Stroke::new(2.0, tokens(ui.ctx()).accent);
                ui.painter().rect_stroke(response.rect, 5.0, stroke, eframe::egui::StrokeKind::Inside);
            }
        }
    }
    if response.dnd_hover_payload::<DraggedWords>().is_some() {
        let stroke = eframe::egui::Stroke::new(2.0, tokens(ui.ctx()).accent);
        ui.painter().rect_stroke(response.rect, 5.0, stroke, eframe::egui::StrokeKind::Inside);
    }
    if released::<DraggedWords>(response).is_some() && desk.writable {
        desk.asks.push(Ask::Attach(code.id));
    }
    let Some(dragged) = released::<DraggedCode>(response) else { return };
    let moved = Id::from_uuid(uuid::Uuid::from_u128(dragged.0));
    let Some(landing) = landing().filter(|_| moved != code.id) else { return };
    let siblings = desk.study.codes_under(code.parent);
    let at = siblings.iter().position(|one| one.id == code.id).unwrap_or_default();
    let to = match landing {
        Landing::Before => CodePlace { parent: code.parent, position: at },
        Landing::After => CodePlace { parent: code.parent, position: at + 1 },
        Landing::Into => CodePlace::last_under(Some(code.id)),
    };
    desk.plan(|study, stamp| operations::move_codes(study, stamp, &[moved], to));
}

fn menu(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>, code: &Code) {
    room.chosen = Some(code.id);
    ui.set_min_width(200.0);
    if ui.button("Show quotations").clicked() {
        room.dock = Some(Dock::Quotations);
        ui.close();
    }
    ui.separator();
    ui.add_enabled_ui(desk.writable, |ui| {
        if ui.button("New code under it…").clicked() {
            room.tree.naming = Some((Some(code.id), String::new()));
            ui.close();
        }
        if ui.button("Rename").clicked() {
            room.tree.renaming = Some(code.id);
            ui.close();
        }
        ui.menu_button("Colour", |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.set_max_width(168.0);
                for &colour in operations::code_colours() {
                    let (rect, response) = ui.allocate_exact_size(Vec2::splat(22.0), Sense::click());
                    ui.painter().rect_filled(rect.shrink(2.0), 4.0, tokens(ui.ctx()).mark(paint(colour)));
                    response.widget_info(|| WidgetInfo::labeled(Role::ColorWell, true, colour.to_string()));
                    if response.clicked() {
                        let after = Code { colour: Some(colour), ..code.clone() };
                        desk.plan_quietly(|study, stamp| operations::edit_code(study, stamp, after));
                        ui.close();
                    }
                }
            });
            if code.parent.is_some() && ui.button("As the code above").clicked() {
                let after = Code { colour: None, ..code.clone() };
                desk.plan_quietly(|study, stamp| operations::edit_code(study, stamp, after));
                ui.close();
            }
        });
        if let Some(me) = desk.me {
            ui.menu_button("Pin to key", |ui| {
                for key in 1..=9_u8 {
                    let taken = desk.study.get(me).and_then(|me| me.pins.get(&key)).and_then(|id| desk.study.get(*id));
                    let name = taken.map_or_else(
                        || key.to_string(),
                        |taken| format!("{key}  ({})", operations::elide(&taken.name, 24)),
                    );
                    if ui.button(name).clicked() {
                        let unpin = taken.is_some_and(|taken| taken.id == code.id);
                        let target = (!unpin).then_some(code.id);
                        desk.plan(|study, stamp| operations::pin_code(study, stamp, me, key, target));
                        ui.close();
                    }
                }
            });
        }
        if ui.button("Merge into…").clicked() {
            desk.asks.push(Ask::Overlay(Overlay::Merge(vec![code.id], Finder::default(), None)));
            ui.close();
        }
        ui.separator();
        if ui.button("Remove…").clicked() {
            desk.asks.push(Ask::Overlay(Overlay::RemoveCode(code.id)));
            ui.close();
        }
    });
}
