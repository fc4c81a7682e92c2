//! Pages of words: welcome, keys and gestures, about.

use std::path::Path;

use eframe::egui::{Align, Button, Frame, Grid, Layout, Margin, RichText, ScrollArea, Stroke, Ui, Vec2};

use crate::app::{
    commands::{self, Command, Menu, key_name},
    look::{Tokens, icons, strong, tokens},
    preferences::Preferences,
    session::Ask,
    widgets::{key_cap, quiet_text, section, title},
};

/// What stands where no study is open.
pub fn welcome(ui: &mut Ui, preferences: &Preferences, asks: &mut Vec<Ask>) {
    let tokens = tokens(ui.ctx());
    let height = ui.available_height();
    ScrollArea::vertical().show(ui, |ui| {
        ui.add_space((height * 0.14).max(24.0));
        ui.vertical_centered(|ui| {
            ui.set_max_width(680.0);
            ui.label(RichText::new("Colloquy").family(strong()).size(34.0).color(tokens.accent));
            ui.label(
                RichText::new(
                    "Code focus groups in pairs. Place themes in COM-B. Print the figure and the coding manual.",
                )
                .color(tokens.quiet)
                .size(Tokens::LARGE),
            );
            ui.add_space(Tokens::LARGE_GAP * 1.5);
            ui.horizontal(|ui| {
                let doors = [
                    (
                        Command::OpenSample,
                        icons::SAMPLE,
                        "Look around in a finished, fictional study. You get a copy of your own.",
                    ),
                    (Command::NewStudy, icons::ADD, "One file for everything: transcripts, codes, themes and history."),
                    (Command::OpenStudy, icons::OPEN, "Go on where you or your colleague stopped."),
                ];
                let width = (ui.available_width() - 2.0 * Tokens::GAP) / 3.0;
                for (command, icon, words) in doors {
                    if door(ui, command, icon, words, width) {
                        asks.push(Ask::Run(command));
                    }
                }
            });
            let recent: Vec<&Path> =
                preferences.recent.iter().map(|path| path.as_path()).filter(|path| path.exists()).collect();
            if !recent.is_empty() {
                ui.add_space(Tokens::LARGE_GAP);
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    section(ui, "Recent studies");
                    for path in recent {
                        let name = path.file_stem().unwrap_or_default().to_string_lossy();
                        let folder = path.parent().unwrap_or(path).display().to_string();
                        ui.horizontal(|ui| {
                            if ui.add(Button::new(name.as_ref()).frame_when_inactive(false)).clicked() {
                                asks.push(Ask::OpenFile(path.to_owned()));
                            }
                            ui.add(eframe::egui::Label::new(quiet_text(ui, folder)).truncate());
                        });
                    }
                });
            }
            ui.add_space(Tokens::LARGE_GAP);
            ui.label(quiet_text(
                ui,
                "You can also drop a study or transcripts on this window. Nothing leaves this computer.",
            ));
        });
    });
}

fn door(ui: &mut Ui, command: Command, icon: &str, words: &str, width: f32) -> bool {
    let tokens = tokens(ui.ctx());
    let builder = eframe::egui::UiBuilder::new().sense(eframe::egui::Sense::click());
    let response = ui.scope_builder(builder, |ui| {
        let lit = ui.response().hovered() || ui.response().has_focus();
        let edge = if lit { tokens.accent } else { tokens.line };
        let frame = Frame::new()
            .fill(tokens.card)
            .stroke(Stroke::new(1.0, edge))
            .corner_radius(10)
            .inner_margin(Margin::same(16));
        frame.show(ui, |ui| {
            ui.set_width(width - 34.0);
            ui.set_min_height(112.0);
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.label(RichText::new(icon).size(26.0).color(tokens.accent));
                ui.label(RichText::new(command.entry().name).family(strong()).size(Tokens::LARGE));
                ui.label(RichText::new(words).color(tokens.quiet));
            });
        });
    });
    let response = response.response;
    response.widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Button, true, command.entry().name));
    response.clicked()
}

/// Every key and gesture, from the registry.
pub fn shortcuts(ui: &mut Ui) {
    let os = ui.ctx().os();
    ui.set_width((ui.ctx().content_rect().width() - 120.0).min(820.0));
    title(ui, "Keys and gestures");
    ui.label(quiet_text(ui, "Single letters work while the transcript has the focus; it is never typed into."));
    ScrollArea::vertical().max_height(ui.ctx().content_rect().height() - 200.0).show(ui, |ui| {
        ui.columns(2, |columns| {
            for (at, menu) in Menu::ALL.into_iter().enumerate() {
                let column = if matches!(menu, Menu::Code) { 1 } else { 0 };
                let Some(ui) = columns.get_mut(column) else { continue };
                if !commands::ALL.iter().any(|entry| entry.menu == menu && !entry.keys.is_empty()) {
                    continue;
                }
                section(ui, menu.name());
                Grid::new(("keys", at)).num_columns(2).spacing(Vec2::new(16.0, 4.0)).show(ui, |ui| {
                    for entry in commands::ALL.iter().filter(|entry| entry.menu == menu && !entry.keys.is_empty()) {
                        if matches!(entry.command, Command::Pinned(key) if key > 1) {
                            continue;
                        }
                        keys_cell(
                            ui,
                            &match entry.command {
                                Command::Pinned(_) => vec!["1".into(), "…".into(), "9".into()],
                                _ => entry.keys.iter().map(|keys| key_name(keys, os)).collect(),
                            },
                        );
                        ui.label(if matches!(entry.command, Command::Pinned(_)) {
                            "Attach the code pinned to this key"
                        } else {
                            entry.name
                        });
                        ui.end_row();
                    }
                });
            }
            let Some(ui) = columns.get_mut(1) else { return };
            section(ui, "In the transcript");
            Grid::new("gestures").num_columns(2).spacing(Vec2::new(16.0, 4.0)).show(ui, |ui| {
                for (keys, words) in GESTURES {
                    keys_cell(ui, &[(*keys).to_owned()]);
                    ui.label(*words);
                    ui.end_row();
                }
            });
        });
    });
}

const GESTURES: &[(&str, &str)] = &[
    ("Drag", "Select words"),
    ("2, 3, 4 clicks", "Select word, sentence, turn"),
    ("Shift+click", "Extend the selection"),
    ("Arrows", "Move the caret; with Ctrl by word"),
    ("[  ]", "Previous and next turn"),
    ("Shift+move", "Extend the selection by it"),
    ("Click a code", "Attach it to the selected words"),
    ("Drag a code", "Onto words, to attach it there"),
    ("Drag a handle", "Move a coding’s start or end"),
];

fn keys_cell(ui: &mut Ui, keys: &[String]) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        keys.iter().for_each(|key| key_cap(ui, key));
    });
}

/// What this is, and whose work it stands on.
pub fn about(ui: &mut Ui) {
    ui.set_width(480.0);
    title(ui, "Colloquy");
    ui.label(format!("Version {}", env!("CARGO_PKG_VERSION")));
    ui.add_space(Tokens::GAP);
    ui.label("A program for coding focus-group transcripts in pairs, placing themes in COM-B and printing the coding manual and the figure. Licensed MIT or Apache-2.0, as you prefer.");
    section(ui, "Faces");
    ui.label("Inter, Noto and Liberation (SIL Open Font License 1.1); icons by Phosphor (MIT).");
    section(ui, "Knowledge");
    ui.label("COM-B and the Behaviour Change Wheel (Michie, van Stralen & West 2011; Michie, Atkins & West 2014), the Theoretical Domains Framework (Cane, O’Connor & Michie 2012) and BCTTv1 (Michie et al. 2013), in our own words.");
}
