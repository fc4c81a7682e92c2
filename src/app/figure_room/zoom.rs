//! How large the figure is seen: to fit, as printed, or any other size. Nothing here is kept with the study.

use eframe::egui::{Align, Layout, Pos2, Rect, Ui, Vec2};

use super::FigureRoom;
use crate::{
    app::{
        commands::Command,
        keymap::keymap,
        look::{Tokens, icons},
        session::Desk,
        widgets::{icon_button, quiet_text},
    },
    figure::Scene,
};

/// Points of the screen for a point of paper, where both are as large: a screen has 96 to an inch, paper 72.
pub const ACTUAL: f32 = 96.0 / 72.0;
/// How small and how large it gets, of the size as printed.
const LEAST: f32 = 0.2;
const MOST: f32 = 5.0;
/// Below this part of the size as printed, nobody reads the words.
const READABLE: f32 = 0.4;
/// White paper around the figure, in points of the screen.
pub const MARGIN: f32 = 14.0;

/// The size at which the figure is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Zoom {
    /// All of it, as large as there is room for; its whole width, where it is too high to be read then.
    #[default]
    Fit,
    /// Of the size as printed.
    Of(f32),
}

impl Zoom {
    /// Points of the screen for a point of the figure.
    pub fn scale(self, scene: &Scene, room: Vec2) -> f32 {
        let inside = (room - Vec2::splat(2.0 * MARGIN)).max(Vec2::splat(40.0));
        let of = match self {
            Zoom::Fit => {
                let wide = inside.x / scene.width_pt.max(1.0) as f32 / ACTUAL;
                let high = inside.y / scene.height_pt.max(1.0) as f32 / ACTUAL;
                if high < READABLE { wide.min(1.0) } else { wide.min(high).min(1.6) }
            }
            Zoom::Of(of) => of,
        };
        of.clamp(LEAST, MOST) * ACTUAL
    }
}

/// Where the sheet lies within what is scrolled: in the middle where there is room.
pub fn sheet_corner(sheet: Vec2, view: Vec2) -> Vec2 {
    Vec2::new(((view.x - sheet.x) / 2.0).max(0.0), 0.0)
}

/// How far to scroll so that what lies under a place stays there while the scale changes.
pub fn scrolled_to(scene: &Scene, view: Rect, at: Pos2, sheet: Pos2, (from, to): (f32, f32)) -> Vec2 {
    let margin = Vec2::splat(MARGIN);
    let of_figure = (at - sheet - margin) / from;
    let size = Vec2::new(scene.width_pt as f32, scene.height_pt as f32) * to + margin * 2.0;
    let there = sheet_corner(size, view.size()) + margin + of_figure * to;
    (there - (at - view.min)).max(Vec2::ZERO)
}

/// The bar over the figure: which size it is seen in, and what it will be printed as.
pub fn bar(room: &mut FigureRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let Some(drawn) = &room.drawn else { return };
    let scene = &drawn.drawing.layout.scene;
    let cm = |points: f64| points / 72.0 * 2.54;
    let size = format!("{:.2} × {:.2} cm", cm(scene.width_pt), cm(scene.height_pt));
    let (page, pages) = (drawn.page, drawn.pages.len());
    let mut turn_to = None;
    let keys = keymap(ui.ctx());
    let os = ui.ctx().os();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = Tokens::SMALL_GAP;
        for command in [Command::FigureFit, Command::FigureActual] {
            let on = match command {
                Command::FigureFit => room.zoom == Zoom::Fit,
                _ => room.zoom == Zoom::Of(1.0),
            };
            let name = if command == Command::FigureFit { "Fit" } else { "100 %" };
            let help = format!("{} ({})", command.entry().help, keys.text(command, os));
            if ui.selectable_label(on, name).on_hover_text(help).clicked() {
                desk.run(command);
            }
        }
        if icon_button(ui, "−", Command::FigureSmaller.entry().name).clicked() {
            desk.run(Command::FigureSmaller);
        }
        ui.label(quiet_text(ui, format!("{:.0} %", room.seen_at / ACTUAL * 100.0)));
        if icon_button(ui, "+", Command::FigureLarger.entry().name).clicked() {
            desk.run(Command::FigureLarger);
        }
        ui.add_space(Tokens::SMALL_GAP);
        if pages > 1 {
            ui.separator();
            let words = format!("Page {} of {pages}", page + 1);
            if ui.add_enabled_ui(page > 0, |ui| icon_button(ui, "←", "Page before")).inner.clicked() {
                turn_to = page.checked_sub(1);
            }
            ui.label(words);
            if ui.add_enabled_ui(page + 1 < pages, |ui| icon_button(ui, icons::GO, "Next page")).inner.clicked() {
                turn_to = Some(page + 1);
            }
            ui.separator();
        }
        ui.toggle_value(&mut room.grey, "In grey")
            .on_hover_text("As a printer without colour shows it; only looked at");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(quiet_text(ui, size));
        });
    });
    if let (Some(page), Some(drawn)) = (turn_to, &mut room.drawn) {
        drawn.turn_to(desk.study, page);
        room.scroll_to = Some(Vec2::ZERO);
    }
}
