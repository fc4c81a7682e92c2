//! Pages of words: welcome, keys and gestures, about.

use std::path::Path;

use eframe::egui::{
    Align, Button, Context, Frame, Grid, Layout, Margin, RichText, Role, ScrollArea, Stroke, TextEdit, Ui, Vec2,
    WidgetInfo,
};

use crate::app::{
    commands::{self, Command, Entry, Menu},
    keymap::{keymap, name},
    look::{Tokens, icons, strong, tokens},
    preferences::Preferences,
    session::Ask,
    widgets::{key_cap, quiet_text, section, title},
};
use crate::text::folded;

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

/// Every key and gesture, from the registry, as this person has them; with a field that narrows them.
pub fn shortcuts(ui: &mut Ui, typed: &mut String, asks: &mut Vec<Ask>) {
    let screen = ui.ctx().content_rect();
    ui.set_width((screen.width() - 120.0).min(860.0));
    title(ui, "Keys and gestures");
    ui.label(quiet_text(ui, "Single letters work while the transcript has the focus; it is never typed into."));
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button("Change keys…").clicked() {
                asks.push(Ask::Run(Command::Settings));
            }
            let edit = TextEdit::singleline(typed).hint_text("Find a key or what it does");
            let response = ui.add(edit.desired_width(f32::INFINITY));
            response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Find a key or what it does"));
            if ui.memory(|memory| memory.focused().is_none()) {
                response.request_focus();
            }
        });
    });
    let tall = screen.height() - 250.0;
    ScrollArea::vertical().max_height(tall).min_scrolled_height(tall).show(ui, |ui| {
        ui.set_min_height(tall - 8.0);
        let parts = parts(ui.ctx(), typed);
        if parts.is_empty() {
            ui.label(quiet_text(ui, "No key and no gesture does that."));
        }
        ui.columns(2, |columns| {
            // Each part goes to the column that is shorter so far.
            let mut rows = [0_usize; 2];
            for (name, lines) in parts {
                let column = usize::from(rows[1] < rows[0]);
                rows[column] += lines.len() + 2;
                let Some(ui) = columns.get_mut(column) else { continue };
                section(ui, name);
                Grid::new(("keys", name)).num_columns(2).spacing(Vec2::new(16.0, 4.0)).show(ui, |ui| {
                    for (keys, words) in lines {
                        ui.horizontal(|ui| {
                            ui.spacing_mut().item_spacing.x = 3.0;
                            keys.iter().for_each(|key| key_cap(ui, key));
                        });
                        ui.label(words);
                        ui.end_row();
                    }
                });
            }
        });
    });
}

/// A heading, and its lines: keys, and what they do.
type Part = (&'static str, Vec<(Vec<String>, String)>);

fn parts(ctx: &Context, typed: &str) -> Vec<Part> {
    let (os, keymap) = (ctx.os(), keymap(ctx));
    let gestures = |all: &[(&str, &str)]| -> Vec<(Vec<String>, String)> {
        all.iter().map(|(keys, words)| (vec![(*keys).to_owned()], (*words).to_owned())).collect()
    };
    let mut parts = vec![("In the transcript", gestures(TRANSCRIPT)), ("In the palette of codes", gestures(PALETTE))];
    for menu in [Menu::Code, Menu::Edit, Menu::View, Menu::File, Menu::Study, Menu::Help] {
        let mut lines = Vec::new();
        let pinned = |entry: &Entry| matches!(entry.command, Command::Pinned(_));
        for entry in commands::ALL.iter().filter(|entry| entry.menu == menu) {
            let keys: Vec<String> = keymap.of(entry.command).iter().map(|keys| name(keys, os)).collect();
            let usual = pinned(entry) && !keymap.is_altered(entry.command);
            match (usual, entry.command) {
                (true, Command::Pinned(1)) => {
                    let keys = ["1", "…", "9"].map(str::to_owned).to_vec();
                    lines.push((keys, "Attach the code pinned to this key".to_owned()));
                }
                (true, _) => {}
                (false, _) if keys.is_empty() => {}
                (false, _) => lines.push((keys, entry.name.to_owned())),
            }
        }
        parts.push((menu.name(), lines));
    }
    parts.push(("In the code tree", gestures(TREE)));
    let wanted = folded(typed.trim());
    for (_, lines) in &mut parts {
        lines.retain(|(keys, words)| folded(&format!("{words} {}", keys.join(" "))).contains(&wanted));
    }
    parts.retain(|(_, lines)| !lines.is_empty());
    parts
}

const TRANSCRIPT: &[(&str, &str)] = &[
    ("Drag", "Select words"),
    ("2, 3, 4 clicks", "Select word, sentence, turn"),
    ("Shift+click", "Extend the selection"),
    ("Arrows", "Move the caret; with Ctrl by word"),
    ("Ctrl+Up, Down", "Move by sentence"),
    ("Shift+move", "Extend the selection by it"),
    ("Click a lane", "Outline a coding; its ends can be dragged"),
    ("Drag words", "Onto a code in the tree, to attach it"),
    ("Esc", "Let go of selection and outline"),
];

const PALETTE: &[(&str, &str)] = &[
    ("Enter", "Attach the marked code"),
    ("Ctrl+Enter", "Attach it and go on with the same words"),
    ("Shift+Enter", "Attach it and write its memo"),
    ("Tab", "Make a new code under the marked one"),
];

const TREE: &[(&str, &str)] = &[
    ("Click", "Attach to selected words; else show the code"),
    ("Drag", "Move a code, or attach it to words"),
    ("Ctrl+click", "Mark several codes"),
    ("Arrows", "Walk the tree; open and close"),
    ("Alt+arrows", "Move the code: up, down, in, out"),
    ("Right click", "Pin to a key, colour, merge, memo"),
    ("Shift+F10", "The same menu by key"),
];

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
