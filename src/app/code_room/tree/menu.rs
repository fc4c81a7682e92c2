//! What the right button offers on a code, and on several that are marked.

use eframe::egui::{Role, Sense, Ui, Vec2, WidgetInfo};

use super::{CodeRoom, sort_buttons};
use crate::{
    app::{
        code_room::Dock,
        look::{paint, tokens},
        session::{Ask, Desk},
        shell::{Finder, Overlay},
    },
    operations,
    study::{Anchor, Code, Coder, Id, MemoKind},
};

pub(super) fn show(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>, code: &Code) {
    ui.set_min_width(200.0);
    if room.tree.marked.len() > 1 && room.tree.marked.contains(&code.id) {
        let codes = room.tree.together(desk.study, code.id);
        ui.add_enabled_ui(desk.writable, |ui| for_several(ui, desk, &codes));
        return;
    }
    room.chosen = Some(code.id);
    if ui.button("Show quotations").clicked() {
        room.dock = Some(Dock::Quotations);
        ui.close();
    }
    if ui.button("Show only these codings").clicked() {
        room.shown.wanted.codes = vec![code.id];
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
        colours(ui, desk, code);
        if let Some(me) = desk.me {
            pins(ui, desk, me, code);
        }
        if ui.button("Write a memo on it").clicked() {
            desk.asks.push(Ask::WriteMemo(MemoKind::Analytic, Some(Anchor::Record(code.id.key()))));
            ui.close();
        }
        if desk.study.codes_under(Some(code.id)).len() > 1 {
            ui.menu_button("Sort the codes under it", |ui| sort_buttons(ui, desk, Some(code.id), "By"));
        }
        ui.separator();
        if ui.button("Merge into…").clicked() {
            desk.asks.push(Ask::Overlay(Overlay::Merge(vec![code.id], Finder::default(), None)));
            ui.close();
        }
        let split =
            ui.button("Split…").on_hover_text("Tick the quotations that belong to a new code, then recode them");
        if split.clicked() {
            room.dock = Some(Dock::Quotations);
            room.retrieval.any = false;
            room.retrieval.wanted.with_below = false;
            room.retrieval.splitting = true;
            ui.close();
        }
        if ui.button("Remove…").clicked() {
            desk.asks.push(Ask::Overlay(Overlay::RemoveCodes(vec![code.id])));
            ui.close();
        }
    });
}

/// What can be done to several codes at once.
pub(super) fn for_several(ui: &mut Ui, desk: &mut Desk<'_>, codes: &[Id<Code>]) {
    if ui.button("Merge into…").clicked() {
        desk.asks.push(Ask::Overlay(Overlay::Merge(codes.to_vec(), Finder::default(), None)));
        ui.close();
    }
    if ui.button("Move to the top").clicked() {
        let top = operations::CodePlace::last_under(None);
        desk.plan(|study, stamp| operations::move_codes(study, stamp, codes, top));
        ui.close();
    }
    if ui.button("Remove…").clicked() {
        desk.asks.push(Ask::Overlay(Overlay::RemoveCodes(codes.to_vec())));
        ui.close();
    }
}

fn colours(ui: &mut Ui, desk: &mut Desk<'_>, code: &Code) {
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
}

fn pins(ui: &mut Ui, desk: &mut Desk<'_>, me: Id<Coder>, code: &Code) {
    ui.menu_button("Pin to key", |ui| {
        for key in 1..=9_u8 {
            let taken = desk.study.get(me).and_then(|me| me.pins.get(&key)).and_then(|id| desk.study.get(*id));
            let name = taken
                .map_or_else(|| key.to_string(), |taken| format!("{key}  ({})", operations::elide(&taken.name, 24)));
            if ui.button(name).clicked() {
                let unpin = taken.is_some_and(|taken| taken.id == code.id);
                let target = (!unpin).then_some(code.id);
                desk.plan(|study, stamp| operations::pin_code(study, stamp, me, key, target));
                ui.close();
            }
        }
    });
}
