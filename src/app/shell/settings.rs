//! Settings of this person on this computer: keys, looks, hints. None of them is part of a study.

use eframe::egui::{
    self, Align, Button, Event, KeyboardShortcut, Label, Layout, Modifiers, RichText, ScrollArea, Slider, TextEdit, Ui,
    Vec2, WidgetInfo,
};

use crate::{
    app::{
        commands::{self, Command, Entry, Menu},
        keymap::{self, Refused},
        look::{Tokens, icons, tokens},
        preferences::Preferences,
        widgets::{icon_button, quiet_text, section, title},
    },
    text::folded,
};

/// Which page of the settings is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Page {
    #[default]
    Keys,
    Looks,
    Hints,
}

/// A command that waits for its new keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Recording {
    command: Command,
    /// What was pressed, where another command has it.
    contested: Option<(KeyboardShortcut, Command)>,
    refused: Option<Refused>,
}

/// The dialog.
#[derive(Clone, Debug, Default)]
pub struct SettingsPage {
    page: Page,
    filter: String,
    recording: Option<Recording>,
    /// Whether the field has been given the keyboard.
    begun: bool,
}

impl SettingsPage {
    /// Draws the page, and alters the preferences at once. Gives whether something was altered, and whether it stays open.
    pub fn show(&mut self, ui: &mut Ui, preferences: &mut Preferences) -> (bool, bool) {
        let before = preferences.clone();
        let screen = ui.ctx().content_rect();
        ui.set_width((screen.width() - 120.0).min(640.0));
        title(ui, "Settings");
        ui.horizontal(|ui| {
            for (page, name) in [(Page::Keys, "Keys"), (Page::Looks, "Looks"), (Page::Hints, "Hints")] {
                if ui.selectable_label(self.page == page, name).clicked() {
                    (self.page, self.recording) = (page, None);
                }
            }
        });
        ui.add_space(Tokens::GAP);
        let tall = (screen.height() - 260.0).clamp(160.0, 420.0);
        ui.allocate_ui(Vec2::new(ui.available_width(), tall), |ui| {
            ui.set_min_height(tall);
            match self.page {
                Page::Keys => self.keys(ui, preferences, tall),
                Page::Looks => looks(ui, preferences),
                Page::Hints => hints(ui, preferences),
            }
        });
        ui.add_space(Tokens::GAP);
        let done = ui.vertical_centered(|ui| ui.button("Close").clicked()).inner;
        (*preferences != before, !done)
    }

    fn keys(&mut self, ui: &mut Ui, preferences: &mut Preferences, tall: f32) {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let all = ui.add_enabled(preferences.keys.is_altered_at_all(), Button::new("Restore all keys"));
                if all.clicked() {
                    preferences.keys.restore_all();
                    self.recording = None;
                }
                let edit = TextEdit::singleline(&mut self.filter).hint_text("Find a command or a key");
                let response = ui.add(edit.desired_width(f32::INFINITY));
                response.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "Find a command or a key"));
                if !std::mem::replace(&mut self.begun, true) {
                    response.request_focus();
                }
            });
        });
        self.record(ui, preferences);
        self.answer(ui, preferences);
        let os = ui.ctx().os();
        let wanted = folded(self.filter.trim());
        let fits = |entry: &&'static Entry, preferences: &Preferences| {
            let keys = preferences.keys.of(entry.command).iter().map(|key| keymap::name(key, os)).collect::<Vec<_>>();
            let text = format!("{} {} {}", entry.name, entry.help, keys.join(" "));
            folded(&text).contains(&wanted)
        };
        let shown: Vec<&'static Entry> = commands::ALL.iter().filter(|entry| fits(entry, preferences)).collect();
        ScrollArea::vertical().max_height(tall - 70.0).auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for menu in Menu::ALL {
                let of_menu: Vec<_> = shown.iter().filter(|entry| entry.menu == menu).collect();
                if !of_menu.is_empty() {
                    section(ui, menu.name());
                }
                for entry in of_menu {
                    self.row(ui, preferences, entry);
                }
            }
            if shown.is_empty() {
                ui.label(quiet_text(ui, "No command is called so."));
            }
        });
    }

    fn row(&mut self, ui: &mut Ui, preferences: &mut Preferences, entry: &'static Entry) {
        let os = ui.ctx().os();
        let recording = self.recording.is_some_and(|recording| recording.command == entry.command);
        let keys: Vec<String> = preferences.keys.of(entry.command).iter().map(|key| keymap::name(key, os)).collect();
        ui.horizontal(|ui| {
            ui.set_min_height(Tokens::ROW);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let altered = preferences.keys.is_altered(entry.command);
                ui.add_enabled_ui(altered, |ui| {
                    let name = format!("Restore the keys of {}", entry.name);
                    let shown = if altered { icons::UNDO } else { " " };
                    if icon_button(ui, shown, &name).clicked() {
                        preferences.keys.restore(entry.command);
                        self.recording = None;
                    }
                });
                let written = match (recording, keys.is_empty()) {
                    (true, _) => "Press keys…".to_owned(),
                    (false, true) => "None".to_owned(),
                    (false, false) => keys.join("  or  "),
                };
                let mut text = RichText::new(&written).size(Tokens::SMALL);
                if recording {
                    text = text.color(tokens(ui.ctx()).accent);
                } else if keys.is_empty() {
                    text = text.color(tokens(ui.ctx()).quiet);
                }
                let button = ui.add(Button::new(text).min_size(Vec2::new(110.0, 22.0)));
                let spoken = format!("Keys of {}: {written}", entry.name);
                button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &spoken));
                if button.clicked() {
                    // What is pressed now is not for the field of words.
                    button.request_focus();
                    self.recording = Some(Recording { command: entry.command, contested: None, refused: None });
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(Label::new(entry.name).truncate()).on_hover_text(entry.help);
                });
            });
        });
    }

    /// Listens for the keys that a command is to have.
    fn record(&mut self, ui: &mut Ui, preferences: &mut Preferences) {
        let Some(recording) = self.recording.filter(|recording| recording.contested.is_none()) else { return };
        let pressed = ui.input_mut(|input| {
            let mut pressed = None;
            input.events.retain(|event| match event {
                Event::Key { key, pressed: down, modifiers, .. } => {
                    if *down && pressed.is_none() {
                        pressed = Some((*key, *modifiers));
                    }
                    false
                }
                Event::Text(_) | Event::Copy | Event::Cut | Event::Paste(_) => false,
                _ => true,
            });
            pressed
        });
        let Some((key, held)) = pressed else { return };
        if key == egui::Key::Escape && !held.any() {
            self.recording = None;
            return;
        }
        if matches!(key, egui::Key::Backspace | egui::Key::Delete) && !held.any() {
            preferences.keys.clear(recording.command);
            self.recording = None;
            return;
        }
        let mut modifiers = Modifiers::NONE;
        for (down, one) in [
            (held.command || held.ctrl, Modifiers::COMMAND),
            (held.alt, Modifiers::ALT),
            (held.shift, Modifiers::SHIFT),
        ] {
            modifiers = if down { modifiers.plus(one) } else { modifiers };
        }
        let keys = KeyboardShortcut::new(modifiers, key);
        let holder = preferences.keys.holder(recording.command, keys);
        self.recording = match (keymap::may_be_given(keys), holder) {
            (Err(refused), _) => Some(Recording { refused: Some(refused), ..recording }),
            (Ok(()), Some(holder)) => Some(Recording { contested: Some((keys, holder)), refused: None, ..recording }),
            (Ok(()), None) => {
                _ = preferences.keys.give(recording.command, keys);
                None
            }
        };
    }

    /// What is said while a command waits for its keys.
    fn answer(&mut self, ui: &mut Ui, preferences: &mut Preferences) {
        let Some(recording) = self.recording else {
            ui.label(quiet_text(ui, "Click the keys of a command to give it others."));
            return;
        };
        let name = recording.command.entry().name;
        match (recording.contested, recording.refused) {
            (Some((keys, holder)), _) => {
                let pressed = keymap::name(&keys, ui.ctx().os());
                ui.horizontal_wrapped(|ui| {
                    ui.label(format!("{pressed} belongs to “{}”.", holder.entry().name));
                    if ui.button(format!("Take it for “{name}”")).clicked() {
                        _ = preferences.keys.give(recording.command, keys);
                        self.recording = None;
                    }
                    if ui.button("Leave it").clicked() {
                        self.recording = None;
                    }
                });
            }
            (None, Some(_)) => {
                let words = "That key moves the caret, belongs to text fields or leaves them. Press another.";
                ui.label(RichText::new(words).color(tokens(ui.ctx()).warning));
            }
            (None, None) => {
                let words =
                    format!("Press the new keys of “{name}”. Delete leaves it without; Esc leaves all as it is.");
                ui.label(RichText::new(words).color(tokens(ui.ctx()).accent));
            }
        }
    }
}

fn looks(ui: &mut Ui, preferences: &mut Preferences) {
    section(ui, "Colours");
    ui.horizontal(|ui| {
        for (dark, name) in [(None, "As the system"), (Some(false), "Light"), (Some(true), "Dark")] {
            ui.radio_value(&mut preferences.dark, dark, name);
        }
    });
    section(ui, "Text of transcripts");
    let points = |value: f64, _: std::ops::RangeInclusive<usize>| format!("{value:.0} points");
    slider(ui, "Size of transcripts’ text", &mut preferences.text_size, Preferences::TEXT_SIZES, 1.0, &points);
    section(ui, "Interface");
    let percent = |value: f64, _: std::ops::RangeInclusive<usize>| format!("{:.0} %", value * 100.0);
    slider(ui, "Size of the interface", &mut preferences.scale, Preferences::SCALES, 0.1, &percent);
    ui.label(quiet_text(ui, "Everything grows or shrinks by it, transcripts too."));
    section(ui, "Motion");
    ui.checkbox(&mut preferences.still, "Reduce motion");
    ui.label(quiet_text(ui, "Panels and lists appear at once, and the caret does not blink."));
}

fn slider(
    ui: &mut Ui,
    name: &str,
    value: &mut f32,
    bounds: std::ops::RangeInclusive<f32>,
    step: f64,
    written: &dyn Fn(f64, std::ops::RangeInclusive<usize>) -> String,
) {
    let shown = *value;
    let slider = Slider::new(value, bounds).step_by(step).custom_formatter(written);
    let response = ui.add(slider.update_while_editing(false));
    response.widget_info(|| WidgetInfo::slider(true, f64::from(shown), name));
}

fn hints(ui: &mut Ui, preferences: &mut Preferences) {
    section(ui, "Hints");
    ui.checkbox(&mut preferences.hints, "Show hints at the foot of the window");
    ui.label(quiet_text(ui, "Each is shown until you have done what it says, or closed it."));
    ui.add_space(Tokens::GAP);
    let any = !preferences.hints_understood.is_empty();
    if ui.add_enabled(any, Button::new("Show all hints again")).clicked() {
        preferences.hints_understood.clear();
    }
}
