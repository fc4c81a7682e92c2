//! The Themes room: codes not yet placed | the board of themes and sub-themes | the theme in view with its COM-B places.

mod board;
mod details;
mod tray;

use eframe::egui::{CentralPanel, Frame, Margin, Panel, Ui};

pub use board::valence_box;

use super::{look::tokens, session::Desk};
use crate::study::{Board, Id, Theme, Valence};

/// What the room remembers.
#[derive(Default)]
pub struct ThemesRoom {
    pub board: Option<Id<Board>>,
    pub chosen: Option<Id<Theme>>,
    tray_filter: String,
    /// A sub-theme or theme being named: under what, and the words so far.
    naming: Option<(Option<Id<Theme>>, String)>,
}

/// A theme on its way to another place.
#[derive(Clone, Copy)]
struct DraggedTheme(Id<Theme>);

/// A valence in a word.
pub fn valence_name(valence: Valence) -> &'static str {
    match valence {
        Valence::Barrier => "barrier",
        Valence::Enabler => "enabler",
        Valence::Both => "barrier and enabler",
    }
}

impl ThemesRoom {
    /// The board shown: the one chosen, else the last in order.
    pub fn board_in<'a>(&self, study: &'a crate::study::Study) -> Option<&'a Board> {
        study.get_opt(self.board).or_else(|| study.boards_in_order().pop())
    }

    /// Draws the room.
    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let tokens = tokens(ui.ctx());
        let side = Frame::new().fill(tokens.panel).inner_margin(Margin::symmetric(8, 6));
        Panel::left("tray")
            .default_size(230.0)
            .size_range(160.0..=420.0)
            .frame(side)
            .show(ui, |ui| tray::show(self, ui, desk));
        Panel::right("theme")
            .default_size(320.0)
            .size_range(240.0..=560.0)
            .frame(side)
            .show(ui, |ui| details::show(self, ui, desk));
        let page = Frame::new().fill(tokens.page).inner_margin(Margin::symmetric(12, 8));
        CentralPanel::no_frame().frame(page).show(ui, |ui| board::show(self, ui, desk));
    }
}
