//! The interventions: what is to be done, by which functions, policies and techniques, against which barriers; and what the
//! Behaviour Change Wheel suggests for them.

mod apease;
mod editor;
mod grid;
mod suggestions;
mod techniques;

use eframe::egui::{
    Align, CentralPanel, Frame, Key, Layout, Margin, Modifiers, Panel, Popup, RichText, Role, ScrollArea,
    SetOpenCommand, TextEdit, Ui, WidgetInfo,
};

use super::{ThemesRoom, card::valence_box, scrolled, steps};
use crate::{
    app::{
        commands::Command,
        look::{Tokens, icons, tokens},
        session::{Ask, Desk},
        widgets::{Row, elided, empty, icon_button, quiet_text, strong_text, wrapped},
    },
    operations,
    study::{Board, Id, Intervention, Study, Theme},
};

/// What the page remembers.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) chosen: Option<Id<Intervention>>,
    /// Whether the grid of sub-themes and interventions shows in place of the editor.
    grid: bool,
    /// The outline of an intervention that is being added.
    adding: Option<String>,
    techniques: techniques::Kept,
    suggested: suggestions::Kept,
}

pub(super) fn show(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let tokens = tokens(ui.ctx());
    let side = Frame::new().fill(tokens.panel).inner_margin(Margin::symmetric(8, 6));
    let all = desk.study.interventions_in_order();
    if desk.study.get_opt(room.interventions.chosen).is_none() {
        room.interventions.chosen = all.first().map(|one| one.id);
    }
    Panel::left("interventions list")
        .default_size(300.0)
        .size_range(200.0..=520.0)
        .frame(side)
        .show(ui, |ui| list(room, ui, desk, &all));
    Panel::right("wheel")
        .default_size(300.0)
        .size_range(220.0..=520.0)
        .frame(side)
        .show(ui, |ui| suggestions::show(room, ui, desk));
    let page = Frame::new().fill(tokens.page).inner_margin(Margin::symmetric(14, 8));
    CentralPanel::no_frame().frame(page).show(ui, |ui| {
        if all.is_empty() {
            empty(
                ui,
                "No interventions yet",
                "Propose one at the left. Then say what it addresses, and see which functions go with where that stands.",
            );
        } else if room.interventions.grid {
            grid::show(room, ui, desk, &all);
        } else if let Some(intervention) = desk.study.get_opt(room.interventions.chosen) {
            editor::show(room, ui, desk, intervention);
        }
    });
}

/// The sub-themes of a board, and themes that have none: what an intervention can address.
pub(super) fn addressable(study: &Study, board: Id<Board>) -> Vec<&Theme> {
    let mut found = Vec::new();
    for theme in study.themes_under(board, None) {
        let below = study.themes_under(board, Some(theme.id));
        if below.is_empty() {
            found.push(theme);
        }
        found.extend(below);
    }
    found
}

fn list(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>, all: &[&Intervention]) {
    ui.horizontal(|ui| {
        ui.label(strong_text("Interventions"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if desk.writable && icon_button(ui, icons::ADD, "New intervention, here").clicked() {
                room.interventions.adding = Some(String::new());
            }
            ui.selectable_value(&mut room.interventions.grid, true, "Grid")
                .on_hover_text("Which sub-theme each addresses, in one table to tick");
            ui.selectable_value(&mut room.interventions.grid, false, "One");
        });
    });
    adding(room, ui, desk);
    let rest = (ui.available_height() * 0.56).max(120.0);
    ScrollArea::vertical().max_height(rest).auto_shrink([false, true]).id_salt("interventions rows").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for (at, intervention) in all.iter().enumerate() {
            row(room, ui, desk, (at, all.len()), intervention);
        }
    });
    let renumber = Command::Renumber.entry();
    if desk.writable && all.len() > 1 && ui.small_button(renumber.name).on_hover_text(renumber.help).clicked() {
        desk.run(Command::Renumber);
    }
    ui.separator();
    not_addressed(room, ui, desk, all);
}

/// The field for the outline of a new one.
fn adding(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let Some(mut outline) = room.interventions.adding.take() else { return };
    let hint = "What is to be done, by whom, for whom";
    let response = ui.add(TextEdit::singleline(&mut outline).hint_text(hint).desired_width(f32::INFINITY));
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Outline of the new intervention"));
    if response.lost_focus() {
        if ui.input(|input| input.key_pressed(Key::Enter)) && !outline.trim().is_empty() {
            let mut made = None;
            desk.plan(|study, stamp| {
                let (id, entry) = operations::add_intervention(study, stamp, &outline)?;
                made = Some(id);
                Ok(entry)
            });
            room.interventions.chosen = made;
            room.interventions.grid = false;
        }
        return;
    }
    if !response.has_focus() {
        response.request_focus();
    }
    room.interventions.adding = Some(outline);
}

fn row(
    room: &mut ThemesRoom,
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    (at, count): (usize, usize),
    intervention: &Intervention,
) {
    let barriers = desk.study.barriers_addressed(intervention);
    let name = format!("Intervention {}: {}", at + 1, intervention.outline);
    let row = Row { name: &name, chosen: room.interventions.chosen == Some(intervention.id), indent: 0.0 };
    let response = row.show(ui, |ui| {
        ui.label(strong_text(format!("{}", at + 1)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(quiet_text(ui, barriers.to_string())).on_hover_text("Barriers it addresses");
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                elided(ui, intervention.outline.as_str());
            });
        });
    });
    if response.clicked() {
        room.interventions.chosen = Some(intervention.id);
        room.interventions.grid = false;
    }
    // Alt and arrows move it; Shift+F10 opens its menu.
    if response.has_focus()
        && desk.writable
        && let Some(key) = steps::pressed(ui)
    {
        let place = match key {
            Key::ArrowUp => at.checked_sub(1),
            Key::ArrowDown => (at + 1 < count).then_some(at + 2),
            _ => None,
        };
        if let Some(place) = place {
            desk.plan_quietly(|study, stamp| operations::move_intervention(study, stamp, intervention.id, place));
        }
    }
    response.context_menu(|ui| menu(ui, desk, (at, count), intervention));
    let asked = response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::F10));
    let popup = Popup::menu(&response).id(response.id.with("menu by key"));
    popup.open_memory(asked.then_some(SetOpenCommand::Toggle)).show(|ui| menu(ui, desk, (at, count), intervention));
}

fn menu(ui: &mut Ui, desk: &mut Desk<'_>, (at, count): (usize, usize), intervention: &Intervention) {
    ui.add_enabled_ui(desk.writable, |ui| {
        let mut to = |ui: &mut Ui, name: &str, allowed: bool, place: usize| {
            if ui.add_enabled(allowed, eframe::egui::Button::new(name)).clicked() {
                desk.plan_quietly(|study, stamp| operations::move_intervention(study, stamp, intervention.id, place));
                ui.close();
            }
        };
        to(ui, "Move up", at > 0, at.saturating_sub(1));
        to(ui, "Move down", at + 1 < count, at + 2);
        if ui.button("Remove").clicked() {
            desk.plan(|study, stamp| operations::remove(study, stamp, intervention.id.key()));
            ui.close();
        }
    });
}

/// Barriers of the board shown that no intervention addresses.
fn not_addressed(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>, all: &[&Intervention]) {
    let Some(board) = room.board_in(desk.study) else { return };
    let barriers: Vec<&Theme> =
        addressable(desk.study, board.id).into_iter().filter(|theme| desk.study.counts_as_barrier(theme)).collect();
    let open: Vec<&Theme> =
        barriers.iter().copied().filter(|theme| !all.iter().any(|one| one.addresses.contains(&theme.id))).collect();
    ui.label(strong_text("Barriers not addressed"));
    if barriers.is_empty() {
        wrapped(ui, quiet_text(ui, "No sub-theme is a barrier yet; give them a valence on the board."));
        return;
    }
    if open.is_empty() {
        let words = format!("{} All {} are addressed", icons::SAVED, barriers.len());
        ui.label(RichText::new(words).size(Tokens::SMALL).color(tokens(ui.ctx()).good));
        return;
    }
    ui.label(quiet_text(ui, format!("{} of {}", open.len(), barriers.len())));
    let number = all.iter().position(|one| Some(one.id) == room.interventions.chosen).map(|at| at + 1);
    scrolled(ui, "barriers not addressed", |ui| {
        for theme in open {
            ui.horizontal(|ui| {
                if let (Some(number), Some(id)) = (number, room.interventions.chosen)
                    && desk.writable
                    && icon_button(ui, icons::ADD, &format!("Address {} with intervention {number}", theme.name))
                        .clicked()
                {
                    desk.plan_quietly(|study, stamp| operations::tick(study, stamp, id, theme.id, true));
                }
                valence_box(ui, theme.valence);
                let name = eframe::egui::Button::new(&theme.name).frame_when_inactive(false).wrap();
                if ui.add(name).on_hover_text("Show it on the board").clicked() {
                    room.page = super::Page::Board;
                    desk.asks.push(Ask::Show(theme.id.key()));
                }
            });
        }
    });
}
