//! The board: a column a theme, a card a sub-theme, a chip a code; all of it can be dragged.

use eframe::egui::{
    Align, Button, DragAndDrop, Frame, Key, Layout, Margin, RichText, Role, ScrollArea, Sense, Stroke, TextEdit, Ui,
    UiBuilder, WidgetInfo,
};

use super::{DraggedTheme, ThemesRoom, valence_name};
use crate::{
    app::{
        commands::Command,
        look::{Tokens, icons, paint, strong, tokens},
        session::Desk,
        transcript::DraggedCode,
        widgets::{dragged_name, empty, main_button, quiet_text, released, swatch, title, wrapped},
    },
    framework::{ElementId, comb_and_tdf},
    operations::{self, ThemePlace},
    study::{Board, Code, Id, Placed, Placement, Theme},
};

const COLUMN: f32 = 236.0;

pub fn show(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let Some(board) = room.board_in(desk.study) else {
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
        return;
    };
    let board_id = board.id;
    ui.horizontal(|ui| {
        title(ui, &board.name);
        let boards = desk.study.boards_in_order();
        if boards.len() > 1 {
            ui.menu_button("Other boards", |ui| {
                for other in boards {
                    if ui.selectable_label(other.id == board_id, &other.name).clicked() {
                        room.board = Some(other.id);
                        ui.close();
                    }
                }
            });
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let entry = Command::NewTheme.entry();
            if desk.writable && ui.button(format!("{} {}", icons::ADD, entry.name)).on_hover_text(entry.help).clicked()
            {
                desk.run(Command::NewTheme);
            }
        });
    });
    ui.add_space(Tokens::SMALL_GAP);
    let themes = desk.study.themes_under(board_id, None);
    if themes.is_empty() {
        empty(ui, "An empty board", "Make a theme, then drag codes onto it; or drag a code here from the left.");
    }
    ScrollArea::both().auto_shrink([false, false]).show(ui, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            for (at, theme) in themes.iter().enumerate() {
                column(room, ui, desk, theme, at);
            }
        });
    });
}

fn places<'a>(desk: &Desk<'a>, theme: &Theme) -> Vec<&'a str> {
    let subject = Placed::Theme(theme.id);
    let placements = desk.study.referring::<Placement>(theme.id.key()).filter(|one| one.subject == subject);
    placements
        .map(|one| {
            comb_and_tdf()
                .element(&ElementId::new(one.element.as_str()))
                .map_or(one.element.as_str(), |known| known.name.as_str())
        })
        .collect()
}

fn column(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>, theme: &Theme, at: usize) {
    let tokens = tokens(ui.ctx());
    ui.vertical(|ui| {
        ui.set_width(COLUMN);
        let frame = Frame::new().fill(tokens.panel).corner_radius(10).inner_margin(Margin::same(8));
        let scope = ui.scope_builder(UiBuilder::new().id_salt(theme.id.uuid()).sense(Sense::click_and_drag()), |ui| {
            frame.show(ui, |ui| {
                ui.set_width(COLUMN - 16.0);
                ui.spacing_mut().item_spacing.y = 6.0;
                heading(room, ui, desk, theme);
                codes(ui, desk, theme);
                for (nth, subtheme) in desk.study.themes_under(theme.board, Some(theme.id)).into_iter().enumerate() {
                    card(room, ui, desk, subtheme, nth);
                }
                naming(room, ui, desk, theme);
            });
        });
        let response = scope.response;
        picked(room, ui, desk, theme, &response);
        dropped(desk, theme, &response, at);
    });
}

fn heading(room: &ThemesRoom, ui: &mut Ui, desk: &Desk<'_>, theme: &Theme) {
    let tokens = tokens(ui.ctx());
    let chosen = room.chosen == Some(theme.id);
    let name = RichText::new(&theme.name).family(strong()).size(Tokens::LARGE);
    wrapped(ui, if chosen { name.color(tokens.accent) } else { name });
    let places = places(desk, theme);
    if places.is_empty() {
        ui.label(RichText::new("Not placed in COM-B").size(Tokens::SMALL).color(tokens.warning));
    } else {
        ui.label(quiet_text(ui, places.join(", ")));
    }
}

fn card(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>, subtheme: &Theme, at: usize) {
    let tokens = tokens(ui.ctx());
    let chosen = room.chosen == Some(subtheme.id);
    let builder = UiBuilder::new().id_salt(subtheme.id.uuid()).sense(Sense::click_and_drag());
    let scope = ui.scope_builder(builder, |ui| {
        let edge = if chosen || ui.response().contains_pointer() { tokens.accent } else { tokens.line };
        let frame = Frame::new()
            .fill(tokens.card)
            .stroke(Stroke::new(1.0, edge))
            .corner_radius(7)
            .inner_margin(Margin::same(8));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 4.0;
            let mark = subtheme.note_mark.map_or(String::new(), |mark| mark.symbol().to_string());
            ui.label(RichText::new(format!("{}{mark}", subtheme.name)).family(strong()));
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                match subtheme.valence {
                    Some(valence) => {
                        valence_box(ui, Some(valence));
                        ui.label(quiet_text(ui, valence_name(valence)));
                    }
                    None => {
                        ui.label(RichText::new("No valence yet").size(Tokens::SMALL).color(tokens.warning));
                    }
                }
                let numbers = desk.study.intervention_numbers(subtheme.id);
                if !numbers.is_empty() {
                    let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
                    ui.label(quiet_text(ui, format!("· interventions {}", numbers.join(", "))));
                }
                let own = places(desk, subtheme);
                if !own.is_empty() {
                    ui.label(quiet_text(ui, format!("· {}", own.join(", "))));
                }
            });
            codes(ui, desk, subtheme);
        });
    });
    picked(room, ui, desk, subtheme, &scope.response);
    dropped(desk, subtheme, &scope.response, at);
}

/// The fill that the figure gives a valence: grey, white, hatched.
pub fn valence_box(ui: &mut Ui, valence: Option<crate::study::Valence>) {
    use crate::study::Valence;
    let tokens = tokens(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(eframe::egui::Vec2::new(18.0, 11.0), Sense::hover());
    let painter = ui.painter().with_clip_rect(rect);
    let (paper, grey) = (eframe::egui::Color32::WHITE, eframe::egui::Color32::from_gray(0xBF));
    painter.rect_filled(rect, 2.0, if valence == Some(Valence::Barrier) { grey } else { paper });
    if valence == Some(Valence::Both) {
        for step in 0..8 {
            let x = rect.left() + step as f32 * 4.0;
            let ends = [eframe::egui::pos2(x - 11.0, rect.bottom()), eframe::egui::pos2(x, rect.top())];
            painter.line_segment(ends, Stroke::new(1.4, eframe::egui::Color32::from_gray(0x7F)));
        }
    }
    ui.painter().rect_stroke(rect, 2.0, Stroke::new(1.0, tokens.outline), eframe::egui::StrokeKind::Inside);
}

fn codes(ui: &mut Ui, desk: &mut Desk<'_>, theme: &Theme) {
    for (at, &id) in theme.codes.iter().enumerate() {
        let Some(code) = desk.study.get(id) else { continue };
        let row = crate::app::widgets::Row { name: &code.name, chosen: false, indent: 0.0 };
        let response = row.show(ui, |ui| {
            swatch(ui, desk.study.code_colour(id).map_or(tokens(ui.ctx()).quiet, paint));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                crate::app::widgets::count(ui, desk.counts.own(id).map_or(0, |spread| spread.codings));
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    crate::app::widgets::elided(ui, code.name.as_str())
                });
            });
        });
        if response.drag_started() && desk.writable {
            DragAndDrop::set_payload(ui.ctx(), DraggedCode(id.uuid().as_u128()));
        }
        if response.dragged() {
            dragged_name(ui, &code.name);
        }
        if let Some(code) = released::<DraggedCode>(&response) {
            let code: Id<Code> = Id::from_uuid(uuid::Uuid::from_u128(code.0));
            desk.plan(|study, stamp| operations::assign_codes(study, stamp, &[code], theme.id, at));
        }
        let board = theme.board;
        response.context_menu(|ui| {
            put_into_menu(ui, desk, board, id);
            if ui.add_enabled(desk.writable, Button::new("Take off the board")).clicked() {
                desk.plan(|study, stamp| operations::release_codes(study, stamp, board, &[id]));
                ui.close();
            }
        });
        response.on_hover_text(format!("{}\n{}", desk.study.code_path(id).join(" › "), code.brief));
    }
}

/// "Put into" every theme and sub-theme: what dragging does, for the keyboard.
pub fn put_into_menu(ui: &mut Ui, desk: &mut Desk<'_>, board: Id<Board>, code: Id<Code>) {
    ui.add_enabled_ui(desk.writable, |ui| {
        ui.menu_button("Put into", |ui| {
            ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
                for theme in desk.study.themes_under(board, None) {
                    let below = desk.study.themes_under(board, Some(theme.id));
                    for (indent, target) in std::iter::once((0, theme)).chain(below.into_iter().map(|one| (1, one))) {
                        let name = format!("{}{}", "    ".repeat(indent), target.name);
                        if ui.button(name).clicked() {
                            desk.plan(|study, stamp| {
                                operations::assign_codes(study, stamp, &[code], target.id, usize::MAX)
                            });
                            ui.close();
                        }
                    }
                }
            });
        });
    });
}

fn naming(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>, theme: &Theme) {
    if !desk.writable {
        return;
    }
    match room.naming.take() {
        Some((parent, mut name)) if parent == Some(theme.id) => {
            let response =
                ui.add(TextEdit::singleline(&mut name).hint_text("Name of the sub-theme").desired_width(f32::INFINITY));
            response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Name of the sub-theme"));
            if response.lost_focus() {
                if ui.input(|input| input.key_pressed(Key::Enter)) && !name.trim().is_empty() {
                    let place = ThemePlace::last_under(theme.board, Some(theme.id));
                    desk.plan(|study, stamp| {
                        operations::add_theme(study, stamp, &name, place, &[]).map(|(_, entry)| entry)
                    });
                }
            } else {
                if !response.has_focus() {
                    response.request_focus();
                }
                room.naming = Some((parent, name));
            }
        }
        other => {
            room.naming = other;
            let button = Button::new(quiet_text(ui, format!("{} Sub-theme", icons::ADD))).frame_when_inactive(false);
            let response = ui.add(button);
            let name = format!("New sub-theme of {}", theme.name);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            if response.clicked() {
                room.naming = Some((Some(theme.id), String::new()));
            }
        }
    }
}

/// Choosing and dragging a theme or sub-theme.
fn picked(room: &mut ThemesRoom, ui: &Ui, desk: &mut Desk<'_>, theme: &Theme, response: &eframe::egui::Response) {
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, room.chosen == Some(theme.id), &theme.name));
    if response.clicked() {
        room.chosen = Some(theme.id);
    }
    if response.drag_started() && desk.writable {
        DragAndDrop::set_payload(ui.ctx(), DraggedTheme(theme.id));
    }
    if response.dragged() {
        dragged_name(ui, &theme.name);
    }
}

/// What falls on a theme: codes go in; a theme goes before it, a sub-theme on a theme's column goes in at the end.
fn dropped(desk: &mut Desk<'_>, theme: &Theme, response: &eframe::egui::Response, at: usize) {
    if let Some(code) = released::<DraggedCode>(response) {
        let code: Id<Code> = Id::from_uuid(uuid::Uuid::from_u128(code.0));
        desk.plan(|study, stamp| operations::assign_codes(study, stamp, &[code], theme.id, usize::MAX));
    }
    if let Some(dragged) = released::<DraggedTheme>(response)
        && dragged.0 != theme.id
        && let Some(moved) = desk.study.get(dragged.0)
    {
        let into = theme.parent.is_none() && moved.parent.is_some();
        let place = if into {
            ThemePlace::last_under(theme.board, Some(theme.id))
        } else {
            ThemePlace { board: theme.board, parent: theme.parent, position: at }
        };
        desk.plan(|study, stamp| operations::move_theme(study, stamp, moved.id, place));
    }
}
