//! A board: a column a theme, a card a sub-theme, a row a code; all of it can be dragged.

use eframe::egui::{Frame, Key, Margin, Role, ScrollArea, Stroke, TextEdit, Ui, UiBuilder, Vec2, WidgetInfo};

use super::{DraggedTheme, Naming, ThemesRoom, chips, column, marks};
use crate::{
    app::{
        commands::Command,
        look::{Tokens, icons, tokens},
        session::Desk,
        transcript::DraggedCode,
        widgets::{empty, main_button, quiet_text, released, strong_text, wrapped},
    },
    operations::{self, ThemePlace, counted},
    study::{Board, Code, Id, Theme},
};

/// How wide a column is (points).
pub(super) const COLUMN: f32 = 236.0;

/// What the rows of a board need to know of the whole of it: the order in which Shift marks.
pub(super) struct Orders {
    pub codes: Vec<Id<Code>>,
    pub themes: Vec<Id<Theme>>,
}

/// Where there is no board yet.
pub(super) fn none_yet(ui: &mut Ui, desk: &mut Desk<'_>) {
    empty(
        ui,
        "No themes yet",
        "A board groups codes into sub-themes and themes. Moving a card there never moves a code in the codebook.",
    );
    ui.vertical_centered(|ui| {
        if desk.writable && main_button(ui, "Begin a board", true).clicked() {
            desk.plan(|study, stamp| operations::add_board(study, stamp, "Themes").map(|(_, entry)| entry));
        }
    });
}

pub(super) fn show(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>, board: &Board) {
    if room.beside.is_some() {
        wrapped(ui, strong_text(&board.name));
        ui.add_space(Tokens::SMALL_GAP);
    }
    let themes = desk.study.themes_under(board.id, None);
    let orders = Orders {
        codes: marks::codes_on(desk.study, board.id),
        themes: marks::themes_on(desk.study, board.id).iter().map(|theme| theme.id).collect(),
    };
    if themes.is_empty() {
        empty(
            ui,
            "An empty board",
            "Make a theme, then drag codes onto it. Or mark codes at the left, with Ctrl or Shift, and make a theme of them.",
        );
        ui.vertical_centered(|ui| {
            if desk.writable && main_button(ui, "New theme", true).clicked() {
                desk.run(Command::NewTheme);
            }
        });
    }
    ScrollArea::both().auto_shrink([false, false]).id_salt(board.id.uuid()).show(ui, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            for (at, theme) in themes.iter().enumerate() {
                column::show(room, ui, desk, (theme, at), &orders);
            }
            if desk.writable {
                last(room, ui, desk, board, themes.is_empty());
            }
        });
    });
}

/// Beside the last column: what is dropped here becomes a theme; a new theme is named here.
fn last(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>, board: &Board, alone: bool) {
    let is_here = |naming: &Naming| naming.board == board.id && naming.under.is_none();
    let naming = room.naming.as_ref().is_some_and(is_here);
    let dragging = eframe::egui::DragAndDrop::has_payload_of_type::<DraggedCode>(ui.ctx())
        || eframe::egui::DragAndDrop::has_payload_of_type::<DraggedTheme>(ui.ctx());
    if !naming && !dragging && alone {
        return;
    }
    let tokens = tokens(ui.ctx());
    let edge = if dragging { tokens.outline } else { tokens.line };
    let scope = ui.scope_builder(UiBuilder::new().id_salt("a theme of its own"), |ui| {
        let frame = Frame::new().stroke(Stroke::new(1.0, edge)).corner_radius(10).inner_margin(Margin::same(8));
        frame.show(ui, |ui| {
            ui.vertical(|ui| {
                ui.set_width(if naming || dragging { COLUMN - 60.0 } else { 130.0 });
                if naming {
                    name_field(room, ui, desk, "Name of the theme");
                } else if dragging {
                    ui.add_space(Tokens::GAP);
                    wrapped(ui, quiet_text(ui, "Drop here: a theme of its own"));
                    ui.allocate_space(Vec2::new(1.0, 60.0));
                } else {
                    let button = eframe::egui::Button::new(quiet_text(ui, format!("{} Theme", icons::ADD)));
                    let response = ui.add(button.frame_when_inactive(false));
                    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "New theme, here"));
                    if response.clicked() {
                        room.naming =
                            Some(Naming { board: board.id, under: None, codes: Vec::new(), name: String::new() });
                    }
                }
            });
        });
    });
    let place = scope.response;
    if let Some(dragged) = released::<DraggedCode>(&place) {
        let codes = room.marks.codes_with(desk.study, board.id, chips::dragged_code(&dragged));
        room.naming = Some(Naming { board: board.id, under: None, codes, name: String::new() });
    }
    if let Some(dragged) = released::<DraggedTheme>(&place) {
        let themes = room.marks.themes_with(desk.study, dragged.0);
        let to = ThemePlace::last_under(board.id, None);
        column::put(ui, desk, &themes, to);
    }
}

/// The field in which a theme or sub-theme is named; Enter makes it, Escape leaves it.
pub(super) fn name_field(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>, label: &str) {
    let Some(mut naming) = room.naming.take() else { return };
    let response = ui.add(TextEdit::singleline(&mut naming.name).hint_text(label).desired_width(f32::INFINITY));
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, label));
    if !naming.codes.is_empty() {
        wrapped(ui, quiet_text(ui, format!("with {}", counted(naming.codes.len(), "code"))));
    }
    if response.lost_focus() {
        if ui.input(|input| input.key_pressed(Key::Enter)) && !naming.name.trim().is_empty() {
            let place = ThemePlace::last_under(naming.board, naming.under);
            desk.plan(|study, stamp| {
                operations::add_theme(study, stamp, &naming.name, place, &naming.codes).map(|(_, entry)| entry)
            });
            room.marks.clear();
        }
        return;
    }
    if !response.has_focus() {
        response.request_focus();
        response.scroll_to_me(None);
    }
    room.naming = Some(naming);
}
