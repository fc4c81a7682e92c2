//! A theme as a column of the board: its heading, its own codes, its sub-themes as cards.

use eframe::egui::{
    Button, DragAndDrop, Frame, Key, Margin, Modifiers, Popup, Response, RichText, Role, Sense, SetOpenCommand, Stroke,
    Ui, UiBuilder, WidgetInfo,
};

use super::{
    BoardForm, DraggedTheme, Naming, ThemesRoom, Wanted,
    board::{COLUMN, Orders, name_field},
    card, chips, placing, steps,
};
use crate::{
    app::{
        look::{Tokens, icons, strong, tokens},
        session::{Ask, Desk},
        shell::Overlay,
        transcript::DraggedCode,
        widgets::{dragged_name, drop_line, quiet_text, released, wrapped},
    },
    framework::ElementId,
    operations::{self, Carrying, ThemePlace, counted, elide},
    study::{Id, Placed, Placement, Study, Theme},
};

/// The names of where a theme is placed.
pub(super) fn places(study: &Study, subject: Placed) -> Vec<&str> {
    let key = match subject {
        Placed::Theme(theme) => theme.key(),
        Placed::Code(code) => code.key(),
    };
    let placements = study.referring::<Placement>(key).filter(|one| one.subject == subject);
    placements
        .map(|one| {
            let known = study.frameworks().element(&ElementId::new(one.element.as_str()));
            known.map_or(one.element.as_str(), |element| element.name.as_str())
        })
        .collect()
}

pub(super) fn show(
    room: &mut ThemesRoom,
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    (theme, at): (&Theme, usize),
    orders: &Orders,
) {
    let tokens = tokens(ui.ctx());
    let marked = room.marks.themes.contains(&theme.id) && room.marks.themes.len() > 1;
    room.over_card = false;
    ui.vertical(|ui| {
        ui.set_width(COLUMN);
        let edge = if marked { tokens.accent } else { tokens.panel };
        let frame = Frame::new().fill(tokens.panel).stroke(Stroke::new(1.0, edge)).corner_radius(10);
        let builder = UiBuilder::new().id_salt(theme.id.uuid()).sense(Sense::click_and_drag());
        let scope = ui.scope_builder(builder, |ui| {
            frame.inner_margin(Margin::same(8)).show(ui, |ui| {
                ui.set_width(COLUMN - 16.0);
                ui.spacing_mut().item_spacing.y = 6.0;
                heading(room, ui, desk, theme);
                codes(room, ui, desk, theme, orders);
                for (nth, subtheme) in desk.study.themes_under(theme.board, Some(theme.id)).into_iter().enumerate() {
                    card::show(room, ui, desk, (subtheme, nth), orders);
                }
                naming(room, ui, desk, theme);
            });
        });
        let response = scope.response;
        acted_on(room, ui, desk, theme, &response, orders);
        dropped(room, ui, desk, (theme, at), &response);
    });
}

fn heading(room: &ThemesRoom, ui: &mut Ui, desk: &Desk<'_>, theme: &Theme) {
    let tokens = tokens(ui.ctx());
    let chosen = room.chosen == Some(theme.id) && room.code.is_none();
    let name = RichText::new(&theme.name).family(strong()).size(Tokens::LARGE);
    wrapped(ui, if chosen { name.color(tokens.accent) } else { name });
    let places = places(desk.study, Placed::Theme(theme.id));
    if places.is_empty() {
        ui.label(RichText::new("Not placed yet").size(Tokens::SMALL).color(tokens.warning));
    } else {
        ui.label(quiet_text(ui, places.join(", ")));
    }
}

/// The codes of a theme or sub-theme, in their order.
pub(super) fn codes(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>, theme: &Theme, orders: &Orders) {
    for (at, &id) in theme.codes.iter().enumerate() {
        if let Some(code) = desk.study.get(id) {
            let place = chips::Place { board: theme.board, card: Some((theme, at)), order: &orders.codes };
            chips::show(room, ui, desk, code, place);
        }
    }
}

fn naming(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>, theme: &Theme) {
    if !desk.writable {
        return;
    }
    if room.naming.as_ref().is_some_and(|naming| naming.under == Some(theme.id)) {
        name_field(room, ui, desk, "Name of the sub-theme");
        return;
    }
    let button = Button::new(quiet_text(ui, format!("{} Sub-theme", icons::ADD))).frame_when_inactive(false);
    let response = ui.add(button);
    let name = format!("New sub-theme of {}", theme.name);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.clicked() {
        begin_subtheme(room, theme);
    }
}

fn begin_subtheme(room: &mut ThemesRoom, theme: &Theme) {
    room.naming = Some(Naming { board: theme.board, under: Some(theme.id), codes: Vec::new(), name: String::new() });
}

/// Choosing, marking and dragging a theme or sub-theme; Alt and arrows move it; its menu, by the right button and by key.
pub(super) fn acted_on(
    room: &mut ThemesRoom,
    ui: &Ui,
    desk: &mut Desk<'_>,
    theme: &Theme,
    response: &Response,
    orders: &Orders,
) {
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, room.chosen == Some(theme.id), &theme.name));
    if room.wants_keys == Some(Wanted::Theme(theme.id)) {
        room.wants_keys = None;
        response.request_focus();
        response.scroll_to_me(None);
    }
    // Space is a click, too: with Ctrl and Shift it marks as the pointer does.
    if response.clicked() {
        room.marks.click_theme(ui, theme.id, &orders.themes);
        room.choose(theme.id);
    }
    if response.has_focus() {
        let (edge, ink) = (response.rect, tokens(ui.ctx()).accent);
        ui.painter().rect_stroke(edge, 8.0, Stroke::new(1.5, ink), eframe::egui::StrokeKind::Inside);
        if desk.writable
            && let Some(place) = steps::pressed(ui).and_then(|key| steps::theme_step(desk.study, theme, key))
        {
            let themes = room.marks.themes_with(desk.study, theme.id);
            desk.plan_quietly(|study, stamp| operations::move_themes(study, stamp, &themes, place));
            room.wants_keys = Some(Wanted::Theme(theme.id));
            room.choose(theme.id);
        }
    }
    if response.drag_started() && desk.writable {
        DragAndDrop::set_payload(ui.ctx(), DraggedTheme(theme.id));
    }
    if response.dragged() {
        let along = room.marks.themes_with(desk.study, theme.id).len();
        let name = if along > 1 { counted(along, "theme") } else { elide(&theme.name, 40) };
        // Beside another board, how to leave it here as well is told while there is time for it.
        let other = if room.beside.is_some() { "  (Ctrl: copy to the other board)" } else { "" };
        dragged_name(ui, &format!("{name}{other}"));
    }
    response.context_menu(|ui| menu(room, ui, desk, theme));
    let asked = response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::F10));
    let popup = Popup::menu(response).id(response.id.with("menu by key"));
    popup.open_memory(asked.then_some(SetOpenCommand::Toggle)).show(|ui| menu(room, ui, desk, theme));
}

fn menu(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>, theme: &Theme) {
    ui.add_enabled_ui(desk.writable, |ui| {
        let under = |parent| ThemePlace::last_under(theme.board, parent);
        let childless = desk.study.themes_under(theme.board, Some(theme.id)).is_empty();
        let mut to = None;
        ui.add_enabled_ui(childless, |ui| {
            ui.menu_button("Put under", |ui| {
                for other in desk.study.themes_under(theme.board, None) {
                    if other.id != theme.id && Some(other.id) != theme.parent && ui.button(&other.name).clicked() {
                        to = Some(under(Some(other.id)));
                        ui.close();
                    }
                }
            });
        });
        if theme.parent.is_some() && ui.button("Make it a theme of its own").clicked() {
            to = Some(under(None));
            ui.close();
        }
        if theme.parent.is_none() && ui.button("New sub-theme…").clicked() {
            begin_subtheme(room, theme);
            ui.close();
        }
        let codes = room.marks.codes_in_order(desk.study, theme.board);
        if !codes.is_empty() && ui.button(format!("Put {} here", counted(codes.len(), "marked code"))).clicked() {
            desk.plan(|study, stamp| operations::assign_codes(study, stamp, &codes, theme.id, usize::MAX));
            ui.close();
        }
        let marked = room.marks.themes_with(desk.study, theme.id);
        let subjects: Vec<Placed> = marked.iter().map(|&id| Placed::Theme(id)).collect();
        placing::place_menu(ui, desk, &subjects);
        ui.add_enabled_ui(desk.study.boards().len() > 1, |ui| {
            for (name, carrying) in [("Copy to board…", Carrying::Copied), ("Move to board…", Carrying::Moved)] {
                if ui.button(name).on_hover_text("With sub-themes, codes and places").clicked() {
                    if let Some(form) = BoardForm::carry(desk.study, &marked, carrying) {
                        desk.asks.push(Ask::Overlay(Overlay::Board(form)));
                    }
                    ui.close();
                }
            }
        });
        ui.separator();
        if ui.button("Remove it").on_hover_text("Its codes stay in the codebook").clicked() {
            desk.plan(|study, stamp| operations::remove(study, stamp, theme.id.key()));
            ui.close();
        }
        if let Some(to) = to {
            let themes = room.marks.themes_with(desk.study, theme.id);
            desk.plan(|study, stamp| operations::move_themes(study, stamp, &themes, to));
        }
    });
}

/// What falls on a column: codes go in; a theme goes before or after it, as the pointer has it; a sub-theme goes in.
fn dropped(room: &ThemesRoom, ui: &Ui, desk: &mut Desk<'_>, (theme, at): (&Theme, usize), response: &Response) {
    let right = ui.ctx().pointer_interact_pos().is_some_and(|pointer| pointer.x > response.rect.center().x);
    let over = |dragged: &DraggedTheme| desk.study.get(dragged.0).is_some_and(|moved| moved.parent.is_none());
    if let Some(dragged) = response.dnd_hover_payload::<DraggedTheme>()
        && over(&dragged)
    {
        let x = if right { response.rect.right() + 6.0 } else { response.rect.left() - 6.0 };
        let stroke = Stroke::new(2.0, tokens(ui.ctx()).accent);
        ui.painter().vline(x, response.rect.y_range(), stroke);
    } else if !room.over_card
        && (response.dnd_hover_payload::<DraggedCode>().is_some()
            || response.dnd_hover_payload::<DraggedTheme>().is_some())
    {
        outline(ui, response);
    }
    codes_dropped(room, desk, theme, response);
    let Some(dragged) = released::<DraggedTheme>(response).filter(|dragged| dragged.0 != theme.id) else { return };
    let place = if over(&dragged) {
        ThemePlace { board: theme.board, parent: None, position: at + usize::from(right) }
    } else {
        ThemePlace::last_under(theme.board, Some(theme.id))
    };
    let themes = room.marks.themes_with(desk.study, dragged.0);
    put(ui, desk, &themes, place);
}

/// Puts themes that were dragged where they fell: on their own board they move; to another they move, too, or are copied
/// while Ctrl is held.
pub(super) fn put(ui: &Ui, desk: &mut Desk<'_>, themes: &[Id<Theme>], place: ThemePlace) {
    let home = themes.iter().filter_map(|&id| desk.study.get(id)).all(|theme| theme.board == place.board);
    let copies = ui.input(|input| input.modifiers.command);
    desk.plan(|study, stamp| match (home, copies) {
        (true, _) => operations::move_themes(study, stamp, themes, place),
        (false, true) => operations::carry_themes(study, stamp, themes, place, Carrying::Copied),
        (false, false) => operations::carry_themes(study, stamp, themes, place, Carrying::Moved),
    });
}

pub(super) fn codes_dropped(room: &ThemesRoom, desk: &mut Desk<'_>, theme: &Theme, response: &Response) {
    if let Some(dragged) = released::<DraggedCode>(response) {
        let codes = room.marks.codes_with(desk.study, theme.board, chips::dragged_code(&dragged));
        desk.plan(|study, stamp| operations::assign_codes(study, stamp, &codes, theme.id, usize::MAX));
    }
}

pub(super) fn outline(ui: &Ui, response: &Response) {
    let stroke = Stroke::new(2.0, tokens(ui.ctx()).accent);
    ui.painter().rect_stroke(response.rect, 8.0, stroke, eframe::egui::StrokeKind::Inside);
}

/// A line where a sub-theme that is dragged would land.
pub(super) fn landing(ui: &Ui, response: &Response, lower: bool) {
    drop_line(ui, response.rect, if lower { response.rect.bottom() } else { response.rect.top() });
}
