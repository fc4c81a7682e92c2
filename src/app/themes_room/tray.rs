//! Codes that no theme of the board holds yet; codes dropped here leave their theme.

use std::collections::HashSet;

use eframe::egui::{DragAndDrop, Frame, Role, ScrollArea, TextEdit, Ui, WidgetInfo};

use super::ThemesRoom;
use crate::{
    app::{
        look::{Tokens, paint, tokens},
        session::Desk,
        transcript::DraggedCode,
        widgets::{Row, count, dragged_name, elided, quiet_text, strong_text, swatch},
    },
    operations,
    study::{Code, Id},
};

pub fn show(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let Some(board) = room.board_in(desk.study) else {
        ui.label(strong_text("Codes"));
        ui.label(quiet_text(ui, "Begin a board to group them."));
        return;
    };
    let held: HashSet<Id<Code>> = desk
        .study
        .themes()
        .filter(|theme| theme.board == board.id)
        .flat_map(|theme| theme.codes.iter().copied())
        .collect();
    let filter = room.tray_filter.trim().to_lowercase();
    let tree = desk.study.code_tree();
    let rows: Vec<_> = tree
        .iter()
        .filter(|(_, code)| !held.contains(&code.id) && code.name.to_lowercase().contains(&filter))
        .collect();
    ui.label(strong_text("Not yet in a theme"));
    ui.label(quiet_text(ui, format!("{} of {} codes. Drag them onto a theme.", rows.len(), tree.len())));
    let response = ui.add(TextEdit::singleline(&mut room.tray_filter).hint_text("Filter").desired_width(f32::INFINITY));
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Filter codes"));
    ui.add_space(Tokens::SMALL_GAP);
    let (_, dropped) = ui.dnd_drop_zone::<DraggedCode, ()>(Frame::new(), |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        let scroll = ScrollArea::vertical().auto_shrink([false, false]);
        scroll.show_rows(ui, Tokens::ROW, rows.len(), |ui, range| {
            for (_, code) in range.filter_map(|at| rows.get(at)) {
                let response = Row { name: &code.name, chosen: false, indent: 0.0 }.show(ui, |ui| {
                    swatch(ui, desk.study.code_colour(code.id).map_or(tokens(ui.ctx()).quiet, paint));
                    ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
                        count(ui, desk.counts.own(code.id).map_or(0, |spread| spread.codings));
                        ui.with_layout(eframe::egui::Layout::left_to_right(eframe::egui::Align::Center), |ui| {
                            elided(ui, code.name.as_str())
                        });
                    });
                });
                if response.drag_started() && desk.writable {
                    DragAndDrop::set_payload(ui.ctx(), DraggedCode(code.id.uuid().as_u128()));
                }
                if response.dragged() {
                    dragged_name(ui, &code.name);
                }
                response.context_menu(|ui| super::board::put_into_menu(ui, desk, board.id, code.id));
                let path = desk.study.code_path(code.id).join(" › ");
                response.on_hover_text(format!("{path}\n{}", code.brief));
            }
        });
    });
    if let Some(code) = dropped {
        let code = Id::from_uuid(uuid::Uuid::from_u128(code.0));
        desk.plan(|study, stamp| operations::release_codes(study, stamp, board.id, &[code]));
    }
}
