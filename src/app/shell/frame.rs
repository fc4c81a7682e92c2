//! The bars around the rooms: menus above, the rail at the left, the status below.

use eframe::egui::{
    Align, Align2, Button, Color32, FontFamily, FontId, Layout, MenuBar, Rect, RichText, Role, ScrollArea, Sense, Ui,
    Vec2, WidgetInfo, os::OperatingSystem,
};

use crate::{
    app::{
        commands::{self, Command, Entry, Menu, Room, Situation},
        jobs::Jobs,
        keymap::{Keymap, key_text, keymap},
        look::{Tokens, icons, strong, tokens},
        panes,
        preferences::Preferences,
        session::{Ask, Session},
        shell::hint,
        widgets::{icon_button, quiet_text},
    },
    operations::counted,
};

/// The menus, read from the registry.
pub fn menus(ui: &mut Ui, now: &Situation, title: &str, asks: &mut Vec<Ask>) {
    let (os, keys) = (ui.ctx().os(), keymap(ui.ctx()));
    MenuBar::new().ui(ui, |ui| {
        for menu in Menu::ALL {
            ui.menu_button(menu.name(), |ui| {
                let one = |entry: &&'static Entry| !matches!(entry.command, Command::Pinned(key) if key > 1);
                let entries: Vec<_> = commands::ALL.iter().filter(|entry| entry.menu == menu).filter(one).collect();
                let most = ui.ctx().content_rect().bottom() - ui.cursor().top() - 40.0;
                let columns = columns(&entries, most / (ui.spacing().interact_size.y + ui.spacing().item_spacing.y));
                // What is still too tall, at a large size of the interface, is scrolled.
                ui.set_min_width(columns.len() as f32 * (MENU + ui.spacing().item_spacing.x));
                ScrollArea::vertical().max_height(most.max(120.0)).min_scrolled_height(most.max(120.0)).show(
                    ui,
                    |ui| {
                        ui.horizontal_top(|ui| {
                            for column in columns {
                                let layout = Layout::top_down_justified(Align::Min);
                                ui.allocate_ui_with_layout(Vec2::new(MENU, 0.0), layout, |ui| {
                                    ui.set_min_width(MENU);
                                    for (at, entry) in column.iter().enumerate() {
                                        if entry.first && at > 0 {
                                            ui.separator();
                                        }
                                        offer(ui, entry, now, (&*keys, os), asks);
                                    }
                                });
                            }
                        });
                    },
                );
            });
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let dark = tokens(ui.ctx()).dark;
            let (icon, name) = if dark { (icons::LIGHT, "Light colours") } else { (icons::DARK, "Dark colours") };
            if icon_button(ui, icon, name).clicked() {
                asks.push(Ask::Run(Command::ToggleTheme));
            }
            if icon_button(ui, icons::SEARCH, "All commands").clicked() {
                asks.push(Ask::Run(Command::CommandPalette));
            }
            ui.add_space(Tokens::GAP);
            ui.centered_and_justified(|ui| ui.add(eframe::egui::Label::new(quiet_text(ui, title)).truncate()));
        });
    });
}

/// How wide a column of a menu is (points).
const MENU: f32 = 260.0;

/// A menu's entries in one column, or in two where more of them would not fit; a column begins with a new kind.
fn columns<'a>(entries: &'a [&'static Entry], most: f32) -> Vec<&'a [&'static Entry]> {
    // A line above a new kind takes two fifths of an entry's height.
    let lines = entries.iter().skip(1).filter(|entry| entry.first).count();
    if entries.len() as f32 + lines as f32 * 0.4 <= most {
        return vec![entries];
    }
    let half = entries.len() / 2;
    let begins = entries.iter().enumerate().filter(|(at, entry)| *at > 0 && entry.first).map(|(at, _)| at);
    let cut = begins.min_by_key(|at| at.abs_diff(half)).unwrap_or(half);
    let (first, second) = entries.split_at(cut);
    vec![first, second]
}

/// One command of a menu, with its keys; why it cannot be done now, where it cannot.
pub fn offer(
    ui: &mut Ui,
    entry: &'static Entry,
    now: &Situation,
    (keys, os): (&Keymap, OperatingSystem),
    asks: &mut Vec<Ask>,
) {
    let missing = entry.needs.missing(now);
    let button = Button::new(entry.name).shortcut_text(keys.text(entry.command, os));
    let response = ui.add_enabled(missing.is_none(), button);
    let response = match missing {
        Some(why) => response.on_disabled_hover_text(why),
        None => response.on_hover_text(entry.help),
    };
    if response.clicked() {
        asks.push(Ask::Run(entry.command));
        ui.close();
    }
}

/// The rooms, in the order of the work.
pub fn rail(ui: &mut Ui, room: Room, asks: &mut Vec<Ask>) {
    ui.spacing_mut().item_spacing.y = 6.0;
    ui.add_space(Tokens::GAP);
    let rooms = [
        (Room::Code, icons::CODE, "Code"),
        (Room::Review, icons::PEOPLE, "Review"),
        (Room::Themes, icons::THEMES, "Themes"),
        (Room::Figure, icons::FIGURE, "Figure"),
        (Room::Manual, icons::MANUAL, "Manual"),
    ];
    for (place, icon, name) in rooms {
        let tokens = tokens(ui.ctx());
        let size = Vec2::new(ui.available_width(), 54.0);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let chosen = place == room;
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, name));
        let fill = match (chosen, response.hovered()) {
            (true, _) => tokens.chosen,
            (false, true) => tokens.hover,
            (false, false) => Color32::TRANSPARENT,
        };
        let ink = if chosen { tokens.accent } else { tokens.quiet };
        ui.painter().rect_filled(rect, 8.0, fill);
        let icon_font = FontId::new(22.0, FontFamily::Proportional);
        ui.painter().text(rect.center() - Vec2::new(0.0, 9.0), Align2::CENTER_CENTER, icon, icon_font, ink);
        let font = FontId::new(Tokens::SMALL, if chosen { strong() } else { FontFamily::Proportional });
        ui.painter().text(rect.center() + Vec2::new(0.0, 14.0), Align2::CENTER_CENTER, name, font, ink);
        if chosen {
            panes::mark(ui.ctx(), ui.max_rect(), response.id);
        }
        if response.has_focus() {
            outline(ui, rect);
        }
        let command = Command::Go(place);
        let keys = key_text(ui.ctx(), command);
        if response.on_hover_text(format!("{} ({keys})", command.entry().help)).clicked() {
            asks.push(Ask::Run(command));
        }
    }
}

fn outline(ui: &Ui, rect: Rect) {
    let stroke = eframe::egui::Stroke::new(1.5, tokens(ui.ctx()).accent);
    ui.painter().rect_stroke(rect, 8.0, stroke, eframe::egui::StrokeKind::Inside);
}

/// The part of the status bar that the reason why a study can only be read may take.
const REASON: f32 = 0.42;

/// Saved or not, who is coding, what is running.
/// True where a hint was closed or understood.
pub fn status(
    ui: &mut Ui,
    session: &Session,
    jobs: &mut Jobs,
    preferences: &mut Preferences,
    asks: &mut Vec<Ask>,
) -> bool {
    let mut changed = false;
    let tokens = tokens(ui.ctx());
    ui.horizontal_centered(|ui| {
        if session.open.read_only().is_none() {
            match session.code.unsaved(session.open.study()) {
                Some(words) => {
                    ui.label(RichText::new(icons::EDIT).color(tokens.warning));
                    ui.label(quiet_text(ui, words));
                }
                None => {
                    ui.label(RichText::new(icons::SAVED).color(tokens.good));
                    ui.label(quiet_text(ui, "All changes saved"));
                }
            }
        } else {
            ui.label(RichText::new(icons::LOCKED).color(tokens.warning));
            // The reason may be long; who is coding and what there is stay in sight, and pointing at it shows the whole.
            let room = Vec2::new(ui.available_width() * REASON, ui.available_height());
            let why = quiet_text(ui, session.open.read_only().unwrap_or_default());
            ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
                ui.add(eframe::egui::Label::new(why).truncate());
            });
        }
        ui.separator();
        let study = session.open.study();
        let me = session.me().and_then(|id| study.get(id));
        let who = me.map_or_else(|| "Nobody is coding yet".to_owned(), |coder| format!("{} is coding", coder.name));
        let button = Button::new(RichText::new(format!("{} {who}", icons::PERSON)).size(Tokens::SMALL))
            .frame_when_inactive(false);
        let response = ui.add_enabled(session.open.read_only().is_none(), button);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &who));
        if response.on_hover_text(Command::WhoIsCoding.entry().help).clicked() {
            asks.push(Ask::Run(Command::WhoIsCoding));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (transcripts, codes, codings) = (study.transcripts().len(), study.codes().len(), study.codings().len());
            let words = [counted(transcripts, "transcript"), counted(codes, "code"), counted(codings, "coding")];
            ui.label(quiet_text(ui, words.join(" · ")));
            jobs.status(ui);
            ui.separator();
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                changed = hint(ui, preferences, &session.moment());
            });
        });
    });
    changed
}
