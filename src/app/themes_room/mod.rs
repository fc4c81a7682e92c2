//! The Themes room, in three pages: the board of codes, sub-themes and themes; where they are placed in a framework; and
//! the interventions.

mod bar;
mod board;
mod card;
mod checks;
mod chips;
mod column;
mod details;
mod extracts;
mod forms;
mod frameworks;
mod interventions;
mod lines;
mod marks;
mod placements;
mod placing;
mod steps;
mod tray;

use eframe::egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Ui};

pub use card::valence_box;
pub use forms::{BoardForm, BoardWish};

use super::{look::tokens, session::Desk};
use crate::study::{Board, Code, Id, Intervention, Placed, Study, Theme};
use marks::Marks;

/// The pages of the room, in the order of the work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    #[default]
    Board,
    Placements,
    Interventions,
}

/// What the room remembers.
#[derive(Default)]
pub struct ThemesRoom {
    pub board: Option<Id<Board>>,
    pub chosen: Option<Id<Theme>>,
    pub page: Page,
    /// A second board, shown beside the first.
    pub beside: Option<Id<Board>>,
    /// The code in view; with none, the theme chosen is.
    code: Option<Id<Code>>,
    /// The theme that was chosen when the code was: another choice puts the code out of view.
    code_beside: Option<Id<Theme>>,
    tray_filter: String,
    naming: Option<Naming>,
    marks: Marks,
    /// Whether what to look at again is listed.
    checks: bool,
    /// Whether what is dragged is over a card: then it does not fall on the column behind.
    over_card: bool,
    /// What takes the keyboard when it is drawn next.
    wants_keys: Option<Wanted>,
    extracts: extracts::Kept,
    looked_at: checks::Kept,
    placements: placements::Kept,
    interventions: interventions::Kept,
}

/// A theme or sub-theme being named: where it goes, what it is to hold, and the words so far.
struct Naming {
    board: Id<Board>,
    under: Option<Id<Theme>>,
    codes: Vec<Id<Code>>,
    name: String,
}

/// Something on the board that is to have the keyboard.
#[derive(Clone, Copy, PartialEq)]
enum Wanted {
    Code(Id<Code>),
    Theme(Id<Theme>),
}

/// A theme on its way to another place.
#[derive(Clone, Copy)]
struct DraggedTheme(Id<Theme>);

impl ThemesRoom {
    /// The board shown: the one chosen, else the last in order.
    pub fn board_in<'a>(&self, study: &'a Study) -> Option<&'a Board> {
        study.get_opt(self.board).or_else(|| study.boards_in_order().pop())
    }

    /// The intervention in view.
    pub fn intervention(&self) -> Option<Id<Intervention>> {
        self.interventions.chosen
    }

    /// Puts a theme into view.
    fn choose(&mut self, theme: Id<Theme>) {
        self.chosen = Some(theme);
        self.code = None;
    }

    /// Puts a code into view, where there is a theme that holds it beside it.
    fn look_at(&mut self, code: Id<Code>, holder: Option<Id<Theme>>) {
        self.chosen = holder.or(self.chosen);
        (self.code, self.code_beside) = (Some(code), self.chosen);
    }

    /// The themes that a command is about: those marked with the one in view, else it alone.
    pub fn themes_chosen(&self, study: &Study) -> Vec<Id<Theme>> {
        self.chosen.map_or_else(Vec::new, |theme| self.marks.themes_with(study, theme))
    }

    /// The theme or code in view.
    fn chosen_placed(&self) -> Option<Placed> {
        self.code.map(Placed::Code).or(self.chosen.map(Placed::Theme))
    }

    /// Puts a theme into view, or a code with the theme that holds it.
    fn look_at_placed(&mut self, subject: Placed, holder: Option<Id<Theme>>) {
        match subject {
            Placed::Theme(theme) => self.choose(theme),
            Placed::Code(code) => self.look_at(code, holder),
        }
    }

    /// Forgets what is not in the study any more.
    fn tidy(&mut self, study: &Study) {
        if self.code_beside != self.chosen {
            self.code = None;
        }
        self.code = self.code.filter(|&code| study.get(code).is_some());
        self.beside = self
            .beside
            .filter(|&board| study.get(board).is_some() && self.board_in(study).is_some_and(|one| one.id != board));
        // The record beside the board is of a theme on it: what is written there is written to what is seen.
        let seen = [self.board_in(study).map(|board| board.id), self.beside];
        self.chosen =
            self.chosen.filter(|&theme| study.get(theme).is_some_and(|theme| seen.contains(&Some(theme.board))));
        self.naming = self.naming.take().filter(|naming| study.get(naming.board).is_some());
        self.marks.tidy(study);
    }

    /// Draws the room.
    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        self.tidy(desk.study);
        let tokens = tokens(ui.ctx());
        let bar = Frame::new().fill(tokens.panel).inner_margin(Margin::symmetric(10, 5));
        Panel::top("themes bar").frame(bar).resizable(false).show(ui, |ui| bar::show(self, ui, desk));
        match self.page {
            Page::Board => self.board_page(ui, desk),
            Page::Placements => placements::show(self, ui, desk),
            Page::Interventions => interventions::show(self, ui, desk),
        }
    }

    fn board_page(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
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
        if self.checks
            && let Some(board) = self.board_in(desk.study)
        {
            Panel::bottom("theme checks").default_size(150.0).size_range(70.0..=360.0).frame(side).show(ui, |ui| {
                checks::show(self, ui, desk, board);
            });
        }
        let page = Frame::new().fill(tokens.page).inner_margin(Margin::symmetric(12, 8));
        if let Some(beside) = desk.study.get_opt(self.beside) {
            let half = (ui.available_width() / 2.0).max(260.0);
            let panel = Panel::right("board beside").default_size(half).size_range(220.0..=2000.0);
            panel.frame(page).show(ui, |ui| board::show(self, ui, desk, beside));
        }
        CentralPanel::no_frame().frame(page).show(ui, |ui| match self.board_in(desk.study) {
            Some(board) => board::show(self, ui, desk, board),
            None => board::none_yet(ui, desk),
        });
    }
}

/// A panel's contents, scrolled where they are taller.
fn scrolled(ui: &mut Ui, salt: impl std::hash::Hash + std::fmt::Debug, contents: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().auto_shrink([false, false]).id_salt(salt).show(ui, |ui| {
        // The bar lies over what stands at the edge.
        Frame::new().inner_margin(Margin { right: 8, ..Margin::ZERO }).show(ui, contents);
    });
}
