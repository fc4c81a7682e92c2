//! The interventions: outline, functions, techniques, and a tick for every sub-theme each addresses. The numbers and the
//! counts follow from the ticks.

use eframe::egui::{Align, Checkbox, Layout, RichText, Role, ScrollArea, Ui, WidgetInfo};

use super::{FigureRoom, Under, grid};
use crate::{
    app::{
        commands::Command,
        drafts::Field,
        look::{Tokens, icons, tokens},
        notes::notes,
        session::Desk,
        themes_room::valence_box,
        widgets::{Row, elided, empty, quiet_text, section, strong_text, wrapped},
    },
    framework::wheel,
    operations,
    study::{Intervention, Theme},
};

pub fn show(room: &mut FigureRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let Some(board) = room.board_in(desk.study) else { return };
    ui.horizontal(|ui| {
        ui.label(strong_text("Interventions"));
        ui.selectable_value(&mut room.under, Under::Table, "Table")
            .on_hover_text("An intervention after the other, with all that belongs to it");
        ui.selectable_value(&mut room.under, Under::Grid, "Grid")
            .on_hover_text("Sub-themes down, interventions across, a tick for every link");
        grid::open_in_words(room, ui, desk.study, board);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if desk.writable {
                let new = Command::NewIntervention.entry();
                if ui.button(format!("{} {}", icons::ADD, new.name)).clicked() {
                    desk.run(Command::NewIntervention);
                }
                let renumber = Command::Renumber.entry();
                if ui.button(renumber.name).on_hover_text(renumber.help).clicked() {
                    desk.run(Command::Renumber);
                }
            }
        });
    });
    let interventions = desk.study.interventions_in_order();
    if interventions.is_empty() {
        empty(
            ui,
            "No interventions yet",
            "Propose one, then tick the sub-themes it addresses: the numbers appear on the boxes above.",
        );
        return;
    }
    if room.under == Under::Grid {
        grid::show(room, ui, desk, board);
        return;
    }
    if room.chosen.is_none_or(|id| desk.study.get(id).is_none()) {
        room.chosen = interventions.first().map(|one| one.id);
    }
    let width = (ui.available_width() * 0.46).clamp(220.0, 620.0);
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(width);
            list(room, ui, desk, &interventions);
        });
        ui.separator();
        ui.vertical(|ui| {
            if let Some(intervention) = desk.study.get_opt(room.chosen) {
                details(room, ui, desk, intervention);
            }
        });
    });
}

fn list(room: &mut FigureRoom, ui: &mut Ui, desk: &mut Desk<'_>, interventions: &[&Intervention]) {
    ScrollArea::vertical().auto_shrink([false, false]).id_salt("interventions").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for (at, intervention) in interventions.iter().enumerate() {
            let barriers = desk.study.barriers_addressed(intervention);
            let name = format!("Intervention {}: {}", at + 1, intervention.outline);
            let lit = room.lit.is_some() && room.lit == u32::try_from(at + 1).ok();
            let row = Row { name: &name, chosen: lit || room.chosen == Some(intervention.id), indent: 0.0 };
            let response = row.show(ui, |ui| {
                ui.label(strong_text(format!("{}", at + 1)));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.label(quiet_text(
                        ui,
                        if barriers == 1 { "1 barrier".to_owned() } else { format!("{barriers} barriers") },
                    ));
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        elided(ui, intervention.outline.as_str())
                    });
                });
            });
            if response.clicked() {
                room.chosen = Some(intervention.id);
            }
            if response.hovered() {
                room.lit = u32::try_from(at + 1).ok();
            }
            response.context_menu(|ui| {
                ui.add_enabled_ui(desk.writable, |ui| {
                    if at > 0 && ui.button("Move up").clicked() {
                        desk.plan_quietly(|study, stamp| {
                            operations::move_intervention(study, stamp, intervention.id, at - 1)
                        });
                        ui.close();
                    }
                    if at + 1 < interventions.len() && ui.button("Move down").clicked() {
                        desk.plan_quietly(|study, stamp| {
                            operations::move_intervention(study, stamp, intervention.id, at + 2)
                        });
                        ui.close();
                    }
                    if ui.button("Remove").clicked() {
                        desk.plan(|study, stamp| operations::remove(study, stamp, intervention.id.key()));
                        ui.close();
                    }
                });
            });
        }
    });
}

fn details(room: &FigureRoom, ui: &mut Ui, desk: &mut Desk<'_>, intervention: &Intervention) {
    ScrollArea::vertical().auto_shrink([false, false]).id_salt(intervention.id.uuid()).show(ui, |ui| {
        ui.add_enabled_ui(desk.writable, |ui| {
            section(ui, "Outline");
            desk.drafts.field(
                ui,
                intervention.id.key(),
                Field::Outline,
                &intervention.outline,
                ("Outline", "What is to be done", 2),
            );
            section(ui, "Addresses");
            let Some(board) = room.board_in(desk.study) else { return };
            for theme in desk.study.themes_in_figure(board.id, None) {
                let subthemes = desk.study.themes_in_figure(board.id, Some(theme.id));
                ui.label(quiet_text(ui, &theme.name));
                for subtheme in subthemes {
                    tick(ui, desk, intervention, subtheme);
                }
            }
            section(ui, "Intervention functions");
            ui.horizontal_wrapped(|ui| {
                for function in &wheel().functions {
                    let id = function.id.as_str().to_owned();
                    let held = intervention.functions.contains(&id);
                    if ui.selectable_label(held, &function.name).on_hover_text(&function.plain).clicked() {
                        let mut after = intervention.clone();
                        if held {
                            after.functions.retain(|other| *other != id);
                        } else {
                            after.functions.push(id);
                        }
                        desk.plan_quietly(|study, stamp| operations::edit_intervention(study, stamp, after));
                    }
                }
            });
            if !intervention.techniques.is_empty() {
                section(ui, "Behaviour change techniques");
                for technique in &intervention.techniques {
                    ui.horizontal_wrapped(|ui| {
                        ui.label(&technique.printed);
                        ui.label(quiet_text(ui, technique.numbers.join(", ")));
                    });
                }
            }
            section(ui, "Mode of delivery");
            desk.drafts.field(
                ui,
                intervention.id.key(),
                Field::Delivery,
                &intervention.delivery,
                ("Mode of delivery", "Who does it, how, where", 1),
            );
            notes(ui, desk, intervention.id.key());
            ui.add_space(Tokens::GAP);
        });
    });
}

fn tick(ui: &mut Ui, desk: &mut Desk<'_>, intervention: &Intervention, subtheme: &Theme) {
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        let mut ticked = intervention.addresses.contains(&subtheme.id);
        let response = ui.add(Checkbox::without_text(&mut ticked));
        let name = format!("Addresses {}", subtheme.name);
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, ticked, &name));
        if response.changed() {
            desk.plan_quietly(|study, stamp| operations::tick(study, stamp, intervention.id, subtheme.id, ticked));
        }
        valence_box(ui, subtheme.valence);
        let enabler = !desk.study.counts_as_barrier(subtheme);
        let words = RichText::new(&subtheme.name);
        wrapped(ui, if enabler { words.color(tokens(ui.ctx()).quiet) } else { words });
    });
}
