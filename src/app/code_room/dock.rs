//! The dock below the transcript: one height, several pages, so that nothing jumps when another is wanted.

use eframe::egui::{Align, Button, Layout, RichText, Ui};

use super::{CodeRoom, correcting, memos, quotations, search};
use crate::app::{
    look::{icons, strong, tokens},
    panes,
    session::Desk,
    widgets::icon_button,
};

/// A page of the dock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dock {
    Quotations,
    Search,
    Memos,
    Correct,
}

impl Dock {
    pub const ALL: [Dock; 4] = [Dock::Quotations, Dock::Search, Dock::Memos, Dock::Correct];

    pub fn name(self) -> &'static str {
        match self {
            Dock::Quotations => "Quotations",
            Dock::Search => "Search",
            Dock::Memos => "Memos",
            Dock::Correct => "Correct",
        }
    }
}

/// Draws the tabs and the page that is open.
pub fn show(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>, open: Dock) {
    let panel = ui.max_rect();
    ui.horizontal(|ui| {
        for page in Dock::ALL {
            let chosen = page == open;
            let tokens = tokens(ui.ctx());
            let mut name = RichText::new(page.name()).family(strong());
            if !chosen {
                name = name.color(tokens.quiet);
            }
            let tab = Button::selectable(chosen, name);
            let response = ui.add(tab);
            if chosen {
                panes::mark(ui.ctx(), panel, response.id);
            }
            if response.clicked() {
                room.dock = Some(page);
                room.search.wants_keys |= page == Dock::Search;
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if icon_button(ui, icons::CLOSE, "Close the lower panel").clicked() {
                room.dock = None;
            }
        });
    });
    match open {
        Dock::Quotations => quotations::show(room, ui, desk),
        Dock::Search => search::show(room, ui, desk),
        Dock::Memos => memos::show(room, ui, desk),
        Dock::Correct => correcting::show(room, ui, desk),
    }
}
