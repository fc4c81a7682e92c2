//! How the figure is drawn, what to mend before it is printed, and its caption.

use eframe::egui::{DragValue, RichText, ScrollArea, Ui};

use super::FigureRoom;
use crate::{
    app::{
        commands::Command,
        look::{Tokens, icons, tokens},
        session::Desk,
        widgets::{main_button, quiet_text, section, strong_text},
    },
    figure::{self, ComponentLevel, Severity},
};

/// Widths that journals print, in centimetres (figures.md section 4 and its sources).
const WIDTHS: [(&str, f64); 5] = [
    ("PLOS, full page", 19.05),
    ("PLOS, text column", 13.2),
    ("BMC, full", 17.0),
    ("Springer, full", 17.4),
    ("Elsevier, full", 19.0),
];

pub fn show(room: &mut FigureRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let mut options = room.options.clone().unwrap_or_else(|| figure::options_of(desk.study));
    let before = options.clone();
    ui.label(strong_text("Figure"));
    section(ui, "Width");
    ui.horizontal(|ui| {
        let value = DragValue::new(&mut options.width_cm).range(6.0..=60.0).speed(0.05).suffix(" cm").max_decimals(2);
        ui.add(value);
        ui.menu_button("Journals", |ui| {
            for (name, width) in WIDTHS {
                if ui.button(format!("{name}  {width} cm")).clicked() {
                    options.width_cm = width;
                    options.max_width_cm = options.max_width_cm.max(width);
                    ui.close();
                }
            }
        });
    });
    section(ui, "Text");
    ui.add(DragValue::new(&mut options.text_pt).range(6.0..=14.0).speed(0.05).suffix(" pt").max_decimals(1));
    section(ui, "Components");
    for (level, name) in [
        (ComponentLevel::ComB3, "Three components"),
        (ComponentLevel::ComB6, "Six sub-components"),
        (ComponentLevel::Tdf, "TDF domains"),
    ] {
        ui.radio_value(&mut options.level, level, name);
    }
    ui.add_space(Tokens::SMALL_GAP);
    ui.checkbox(&mut options.show_legend, "Legend");
    if options != before {
        room.options = Some(options);
    }
    ui.add_space(Tokens::GAP);
    if main_button(ui, "Export figure…", true).clicked() {
        desk.run(Command::ExportFigure);
    }
    let study = desk.study;
    let Some((_, options, model, layout)) = room.layout(study, desk.revision) else { return };
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        section(ui, "Before you print");
        let tokens = tokens(ui.ctx());
        if layout.checks.is_empty() {
            ui.label(RichText::new(format!("{} Nothing to mend", icons::SAVED)).color(tokens.good));
        }
        for check in &layout.checks {
            let (icon, ink) = match check.severity {
                Severity::Problem => (icons::WARNING, tokens.error),
                Severity::Warning => (icons::WARNING, tokens.warning),
                Severity::Advice => (icons::ABOUT, tokens.quiet),
            };
            ui.horizontal_top(|ui| {
                ui.label(RichText::new(icon).color(ink));
                ui.add(eframe::egui::Label::new(&check.sentence).wrap());
            });
        }
        section(ui, "Caption");
        let caption = figure::caption(model, options);
        ui.label(&caption);
        if ui.button("Copy caption").clicked() {
            ui.ctx().copy_text(caption);
        }
        section(ui, "Alternative text");
        let words = figure::alt_text(model);
        ui.label(quiet_text(ui, &words));
        if ui.button("Copy alternative text").clicked() {
            ui.ctx().copy_text(words);
        }
    });
}
