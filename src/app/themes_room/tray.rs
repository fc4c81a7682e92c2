//! Codes that no theme of the board holds yet; codes dropped here leave their theme.

use std::collections::HashSet;

use eframe::egui::{Color32, Frame, Role, ScrollArea, Stroke, TextEdit, Ui, WidgetInfo};

use super::{ThemesRoom, chips, marks::codes_on};
use crate::{
    app::{
        look::{Tokens, tokens},
        session::Desk,
        transcript::DraggedCode,
        widgets::{elided, quiet_text, strong_text},
    },
    operations::{self, counted},
    study::{Code, CodeStatus, Id},
    text::folded,
};

pub fn show(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let Some(board) = room.board_in(desk.study) else {
        ui.label(strong_text("Codes"));
        ui.label(quiet_text(ui, "Begin a board to group them."));
        return;
    };
    let held: HashSet<Id<Code>> = codes_on(desk.study, board.id).into_iter().collect();
    let filter = folded(room.tray_filter.trim());
    let tree = desk.study.code_tree();
    let tree: Vec<&Code> =
        tree.iter().map(|(_, code)| *code).filter(|code| code.status != CodeStatus::Retired).collect();
    let loose: Vec<&Code> = tree.iter().copied().filter(|code| !held.contains(&code.id)).collect();
    let fits = |code: &&Code| {
        let words = [&code.name, &code.brief].into_iter().chain(&code.aliases);
        words.into_iter().any(|words| folded(words).contains(&filter))
    };
    let rows: Vec<&Code> = loose.iter().copied().filter(fits).collect();
    let order: Vec<Id<Code>> = rows.iter().map(|code| code.id).collect();
    ui.label(strong_text("Not yet in a theme"));
    let said = match (loose.len(), rows.len()) {
        (0, _) => format!("All {} are on the board.", counted(tree.len(), "code")),
        (all, shown) if shown < all => format!("{shown} of {all} shown"),
        (all, _) => format!("{all} of {}", counted(tree.len(), "code")),
    };
    ui.label(quiet_text(ui, said));
    let response = ui.add(TextEdit::singleline(&mut room.tray_filter).hint_text("Filter").desired_width(f32::INFINITY));
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Filter codes"));
    ui.add_space(Tokens::SMALL_GAP);
    let foot = if desk.writable { 84.0 } else { 0.0 };
    // The place to drop codes shows itself while something is dragged over it, and no sooner.
    let resting = &mut ui.visuals_mut().widgets.inactive;
    (resting.bg_fill, resting.bg_stroke) = (Color32::TRANSPARENT, Stroke::NONE);
    let (_, dropped) = ui.dnd_drop_zone::<DraggedCode, ()>(Frame::new(), |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        let scroll = ScrollArea::vertical().auto_shrink([false, false]).max_height(ui.available_height() - foot);
        scroll.show_rows(ui, Tokens::ROW, rows.len(), |ui, range| {
            for code in range.filter_map(|at| rows.get(at)) {
                chips::show(room, ui, desk, code, chips::Place { board: board.id, card: None, order: &order });
            }
        });
    });
    if let Some(dragged) = dropped {
        let codes = room.marks.codes_with(desk.study, board.id, chips::dragged_code(&dragged));
        desk.plan(|study, stamp| operations::release_codes(study, stamp, board.id, &codes));
    }
    if desk.writable {
        marked(room, ui, desk, board.id);
    }
}

/// What is marked, and what can be done with it; how to mark, while nothing is.
fn marked(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>, board: Id<crate::study::Board>) {
    ui.separator();
    let codes = room.marks.codes_in_order(desk.study, board);
    if codes.is_empty() {
        ui.add(
            eframe::egui::Label::new(quiet_text(
                ui,
                "Drag codes onto a theme. Ctrl and Shift mark several; Alt and arrows move them.",
            ))
            .wrap(),
        );
        return;
    }
    ui.horizontal(|ui| {
        let name = match codes.as_slice() {
            [only] => desk.study.get(*only).map_or_else(String::new, |code| code.name.clone()),
            several => format!("{} marked", counted(several.len(), "code")),
        };
        elided(ui, eframe::egui::RichText::new(name).size(Tokens::SMALL).color(tokens(ui.ctx()).quiet));
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.menu_button("Do with them", |ui| chips::for_several(room, ui, desk, board, &codes));
        if ui.small_button("Clear").clicked() {
            room.marks.clear();
        }
    });
}
