//! Which sub-themes each intervention addresses: sub-themes down, interventions across, a tick for every link; and the
//! barriers that nothing addresses.

use eframe::egui::{
    Align2, Color32, FontId, Pos2, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
};

use super::{FigureRoom, Tab, Under};
use crate::{
    app::{
        look::{Tokens, icons, strong, tokens},
        session::Desk,
        themes_room::valence_box,
        widgets::{elided, quiet_text, strong_text},
    },
    figure::Target,
    operations::{self, counted, elide},
    study::{Board, Intervention, Study, Theme},
};

/// The width of a column and the height of a row, in points.
const COLUMN: f32 = 30.0;
const HEAD: f32 = 36.0;

/// The barriers of a board that no intervention addresses, in the order of its figure.
pub fn open_barriers<'s>(study: &'s Study, board: &Board) -> Vec<&'s Theme> {
    let addressed = |theme: &Theme| study.interventions().any(|one| one.addresses.contains(&theme.id));
    let themes = study.themes_in_figure(board.id, None);
    let subthemes = themes.into_iter().flat_map(|theme| study.themes_in_figure(board.id, Some(theme.id)));
    subthemes.filter(|theme| study.counts_as_barrier(theme) && !addressed(theme)).collect()
}

/// How many there are, as a way to them; nothing where there is none.
pub fn open_in_words(room: &mut FigureRoom, ui: &mut Ui, study: &Study, board: &Board) {
    let open = open_barriers(study, board);
    if open.is_empty() {
        return;
    }
    let words = format!("{} {} not addressed", icons::WARNING, counted(open.len(), "barrier"));
    let names: Vec<&str> = open.iter().map(|theme| theme.name.as_str()).collect();
    let ink = tokens(ui.ctx()).warning;
    let button = ui.small_button(eframe::egui::RichText::new(words).color(ink));
    if button.on_hover_text(names.join("\n")).clicked() {
        room.under = Under::Grid;
        room.only_open = true;
    }
}

pub fn show(room: &mut FigureRoom, ui: &mut Ui, desk: &mut Desk<'_>, board: &Board) {
    let study = desk.study;
    let interventions = study.interventions_in_order();
    let open = open_barriers(study, board);
    if open.is_empty() {
        room.only_open = false;
    }
    let across = interventions.len() as f32 * COLUMN;
    let label = (ui.available_width() - across - 24.0).clamp(180.0, 420.0);
    ScrollArea::horizontal().id_salt("grid across").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing = Vec2::new(0.0, 1.0);
        head(room, ui, study, &interventions, label, !open.is_empty());
        ScrollArea::vertical().id_salt("grid down").auto_shrink([false, false]).show(ui, |ui| {
            ui.set_min_width(label + across);
            for theme in study.themes_in_figure(board.id, None) {
                let mut subthemes = study.themes_in_figure(board.id, Some(theme.id));
                if room.only_open {
                    subthemes.retain(|one| open.iter().any(|other| other.id == one.id));
                }
                if subthemes.is_empty() {
                    continue;
                }
                ui.horizontal(|ui| elided(ui, quiet_text(ui, &theme.name)));
                for subtheme in subthemes {
                    let unmet = open.iter().any(|one| one.id == subtheme.id);
                    row(room, ui, desk, &interventions, subtheme, label, unmet);
                }
            }
            ui.add_space(Tokens::GAP);
        });
    });
}

/// Numbers with how many barriers each addresses; a click shows the intervention.
fn head(
    room: &mut FigureRoom,
    ui: &mut Ui,
    study: &Study,
    interventions: &[&Intervention],
    label: f32,
    any_open: bool,
) {
    let tokens = tokens(ui.ctx());
    ui.horizontal(|ui| {
        ui.allocate_ui_with_layout(
            Vec2::new(label, HEAD),
            eframe::egui::Layout::left_to_right(eframe::egui::Align::Center),
            |ui| {
                ui.set_width(label);
                ui.add_enabled_ui(any_open, |ui| ui.checkbox(&mut room.only_open, "Only barriers not addressed"));
            },
        );
        for (at, intervention) in interventions.iter().enumerate() {
            let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
            let (rect, response) = ui.allocate_exact_size(Vec2::new(COLUMN, HEAD), Sense::click());
            let barriers = study.barriers_addressed(intervention);
            let name = format!("Intervention {number}, {}: {}", counted(barriers, "barrier"), intervention.outline);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            let lit = room.lit == Some(number) || response.hovered() || response.has_focus();
            if lit {
                ui.painter().rect_filled(rect.shrink(1.0), Tokens::RADIUS, tokens.chosen);
            }
            let font = FontId::new(Tokens::BODY, strong());
            let middle = rect.center();
            ui.painter().text(middle - Vec2::new(0.0, 7.0), Align2::CENTER_CENTER, number, font, tokens.text);
            let small = FontId::proportional(Tokens::SMALL);
            ui.painter().text(middle + Vec2::new(0.0, 9.0), Align2::CENTER_CENTER, barriers, small, tokens.quiet);
            if response.hovered() {
                room.lit = Some(number);
            }
            if response.on_hover_text(elide(&name, 160)).clicked() {
                room.chosen = Some(intervention.id);
                room.under = Under::Table;
            }
        }
    });
}

fn row(
    room: &mut FigureRoom,
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    interventions: &[&Intervention],
    subtheme: &Theme,
    label: f32,
    unmet: bool,
) {
    let tokens = tokens(ui.ctx());
    let marked = room.marked == Some(Target::Subtheme(subtheme.id.to_string()));
    ui.horizontal(|ui| {
        let (rect, response) = ui.allocate_exact_size(Vec2::new(label, Tokens::ROW), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, marked, &subtheme.name));
        let fill = if marked {
            tokens.chosen
        } else if response.hovered() {
            tokens.hover
        } else {
            Color32::TRANSPARENT
        };
        ui.painter().rect_filled(rect, Tokens::RADIUS, fill);
        let layout = eframe::egui::Layout::left_to_right(eframe::egui::Align::Center);
        let inside = rect.shrink2(Vec2::new(8.0, 0.0));
        let mut words = ui.new_child(eframe::egui::UiBuilder::new().max_rect(inside).layout(layout));
        words.spacing_mut().item_spacing.x = 6.0;
        valence_box(&mut words, subtheme.valence);
        if unmet {
            let ink = tokens.warning;
            words.label(eframe::egui::RichText::new(icons::WARNING).color(ink)).on_hover_text("Not addressed yet");
        }
        let strong = desk.study.counts_as_barrier(subtheme);
        let name = subtheme.name.as_str();
        let name = if strong { strong_text(name) } else { quiet_text(&words, name).size(Tokens::BODY) };
        elided(&mut words, name);
        if response.clicked() {
            room.marked = Some(Target::Subtheme(subtheme.id.to_string()));
            room.tab = Tab::Chosen;
        }
        for (at, intervention) in interventions.iter().enumerate() {
            cell(room, ui, desk, at, intervention, subtheme);
        }
    });
}

/// One link, or none.
fn cell(
    room: &mut FigureRoom,
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    at: usize,
    intervention: &Intervention,
    subtheme: &Theme,
) {
    let tokens = tokens(ui.ctx());
    let ticked = intervention.addresses.contains(&subtheme.id);
    let sense = if desk.writable { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(Vec2::new(COLUMN, Tokens::ROW), sense);
    let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
    let name = format!("Intervention {number} addresses {}", subtheme.name);
    let told = if ticked { name.clone() } else { format!("Intervention {number} does not address {}", subtheme.name) };
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, desk.writable, ticked, &name));
    if room.lit == Some(number) {
        ui.painter().rect_filled(rect, 0.0, tokens.hover);
    }
    let square = Rect::from_center_size(rect.center(), Vec2::splat(16.0));
    let edge = if response.hovered() || response.has_focus() { tokens.accent } else { tokens.outline };
    let fill = if ticked { tokens.accent } else { tokens.card };
    ui.painter().rect(square, 3.0, fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    if ticked {
        let at = |x: f32, y: f32| Pos2::new(square.left() + x, square.top() + y);
        let stroke = Stroke::new(2.0, tokens.on_accent);
        ui.painter().line(vec![at(3.5, 8.5), at(6.8, 11.8), at(12.5, 4.5)], stroke);
    }
    if response.hovered() {
        room.lit = Some(number);
    }
    if response.on_hover_text(elide(&told, 120)).clicked() {
        let (intervention, theme) = (intervention.id, subtheme.id);
        desk.plan_quietly(|study, stamp| operations::tick(study, stamp, intervention, theme, !ticked));
    }
}
