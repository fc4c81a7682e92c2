//! The Figure room: the figure as it will print, its options and checks, and the interventions table under it.
//!
//! How the figure is drawn is kept with the board (`study::FigureSettings`); how it is looked at (zoom, grey, what is chosen)
//! is not.

mod canvas;
mod checks;
mod chosen;
mod export;
mod grid;
mod kinds;
mod moves;
mod options;
mod table;
mod words;
mod zoom;

use eframe::egui::{CentralPanel, Frame, Margin, Panel, RichText, ScrollArea, Ui, Vec2};

use super::{
    commands::{Command, Room},
    look::{Tokens, tokens},
    session::{Ask, Desk},
    widgets::{empty, main_button},
};
use crate::{
    figure::{self, Drawing, FigureOptions, Landing, Severity, Target},
    journal::Stamp,
    operations::{self, Declined, Planned},
    study::{Board, FigureSettings, Id, Intervention, Study},
};

pub use export::{FigureExport, refuses};
pub use zoom::Zoom;

/// What the panel beside the figure shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    #[default]
    Drawing,
    Checks,
    Words,
    /// The box that is chosen.
    Chosen,
}

/// What stands under the figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Under {
    /// An intervention after the other, with all that belongs to it.
    #[default]
    Table,
    /// Sub-themes down, interventions across, a tick for every link.
    Grid,
}

/// An option that a check is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Width,
    Text,
    Level,
    Legend,
    Gaps,
    Pages,
}

/// Choices that are not kept yet: while something is dragged, or for good in a study that cannot be changed.
#[derive(Debug)]
struct Trial {
    board: Id<Board>,
    chosen: FigureSettings,
    /// The revision in which it was asked to be kept.
    sent: Option<u64>,
}

/// The figure of a board as drawn last.
#[derive(Debug)]
struct Drawn {
    revision: u64,
    board: Id<Board>,
    options: FigureOptions,
    /// One, or several pages; the one in view, and what each of its areas that answer to the pointer is called.
    pages: Vec<Drawing>,
    page: usize,
    drawing: Drawing,
    names: Vec<String>,
}

impl Drawn {
    /// Another page comes into view.
    fn turn_to(&mut self, study: &Study, page: usize) {
        if let Some(drawing) = self.pages.get(page) {
            self.page = page;
            self.names = canvas::names(study, drawing);
            self.drawing = drawing.clone();
        }
    }
}

/// What the room remembers.
#[derive(Default)]
pub struct FigureRoom {
    pub board: Option<Id<Board>>,
    /// The intervention in view.
    pub chosen: Option<Id<Intervention>>,
    pub zoom: Zoom,
    pub tab: Tab,
    pub under: Under,
    /// The box in view.
    pub marked: Option<Target>,
    /// Seen without colours.
    grey: bool,
    /// The intervention whose boxes are lit, by number.
    lit: Option<u32>,
    /// The box that the check under the pointer is about.
    hinted: Option<Target>,
    /// The option that is to take the keyboard.
    point_at: Option<Part>,
    /// Of the grid, only barriers that nothing addresses.
    only_open: bool,
    trial: Option<Trial>,
    drawn: Option<Drawn>,
    dragged: Option<Target>,
    /// Points of the screen for a point of the figure, in the last frame.
    seen_at: f32,
    scroll_to: Option<Vec2>,
}

impl FigureRoom {
    /// The board shown: the one chosen, else the last in order.
    pub fn board_in<'s>(&self, study: &'s Study) -> Option<&'s Board> {
        study.get_opt(self.board).or_else(|| study.boards_in_order().pop())
    }

    /// What was chosen for a board's figure, be it kept already or only tried.
    pub fn settings(&self, board: &Board) -> FigureSettings {
        match &self.trial {
            Some(trial) if trial.board == board.id => trial.chosen.clone(),
            _ => board.figure.clone(),
        }
    }

    /// Whether a box is chosen that can be moved among its siblings.
    pub fn can_move(&self) -> bool {
        matches!(self.marked, Some(Target::Component(_) | Target::Theme(_) | Target::Subtheme(_)))
    }

    /// Seen larger or smaller by a factor.
    pub fn zoom_by(&mut self, factor: f32) {
        self.zoom = Zoom::Of((self.seen_at / zoom::ACTUAL * factor).clamp(0.2, 5.0));
    }

    /// The entry that moves the chosen box a step up or down.
    pub fn stepped(&self, study: &Study, stamp: &Stamp, up: bool) -> Planned {
        let (Some(drawn), Some(target)) = (&self.drawn, &self.marked) else { return Err(Declined::Unchanged) };
        let landing = moves::step(&drawn.drawing.model, target, up).ok_or(Declined::Unchanged)?;
        moves::landed(study, stamp, &landing)
    }

    /// Draws the figure, only when the study or the options changed since.
    fn draw(&mut self, study: &Study, revision: u64) {
        let Some(board) = self.board_in(study) else {
            self.drawn = None;
            return;
        };
        let options = figure::options_as(study, &self.settings(board));
        let fresh = self
            .drawn
            .as_ref()
            .is_some_and(|drawn| (drawn.revision, drawn.board) == (revision, board.id) && drawn.options == options);
        if !fresh {
            let pages = figure::draw_pages(study, board.id, &options);
            let page = self.drawn.take().map_or(0, |drawn| drawn.page).min(pages.len().saturating_sub(1));
            let Some(drawing) = pages.get(page).cloned() else { return };
            let names = canvas::names(study, &drawing);
            self.drawn = Some(Drawn { revision, board: board.id, options, pages, page, drawing, names });
        }
    }

    /// Takes choices over: to be kept, or to be looked at while something is dragged or the study cannot be changed.
    fn choose(&mut self, desk: &mut Desk<'_>, board: Id<Board>, chosen: FigureSettings, held: bool) {
        let sent = (!held && desk.writable).then_some(desk.revision);
        if sent.is_some() {
            let kept = chosen.clone();
            desk.plan_quietly(|study, stamp| operations::set_figure(study, stamp, board, kept));
        }
        self.trial = Some(Trial { board, chosen, sent });
    }

    /// Keeps what was tried, once nothing is dragged any more.
    fn settle(&mut self, desk: &mut Desk<'_>, held: bool) {
        let waiting = self.trial.as_ref().is_some_and(|trial| trial.sent.is_none());
        if waiting
            && !held
            && desk.writable
            && let Some(trial) = self.trial.take()
        {
            self.choose(desk, trial.board, trial.chosen, false);
        }
    }

    /// Draws the room.
    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let tokens = tokens(ui.ctx());
        let study = desk.study;
        if self.trial.as_ref().is_some_and(|trial| trial.sent.is_some_and(|sent| sent != desk.revision)) {
            self.trial = None;
        }
        self.hinted = None;
        self.draw(study, desk.revision);
        let nothing = |drawn: &Drawn| study.themes_under(drawn.board, None).is_empty();
        if self.drawn.as_ref().is_none_or(nothing) {
            nothing_yet(ui, desk);
            return;
        }
        let side = Frame::new().fill(tokens.panel).inner_margin(Margin::symmetric(10, 6));
        Panel::right("figure options")
            .default_size(300.0)
            .size_range(250.0..=480.0)
            .frame(side)
            .show(ui, |ui| self.beside(ui, desk));
        let height = (ui.available_height() * 0.36).clamp(120.0, 420.0);
        Panel::bottom("interventions").default_size(height).size_range(40.0..=900.0).resizable(true).frame(side).show(
            ui,
            |ui| {
                ui.set_min_size(ui.available_size());
                table::show(self, ui, desk);
            },
        );
        // What was chosen in the panels is seen at once.
        self.draw(study, desk.revision);
        let frame = Frame::new().fill(tokens.frame).inner_margin(Margin::symmetric(10, 4));
        Panel::top("figure bar").resizable(false).frame(frame).show(ui, |ui| zoom::bar(self, ui, desk));
        let desk_colour = Frame::new().fill(tokens.frame).inner_margin(Margin { left: 8, right: 8, top: 0, bottom: 8 });
        let mut happened = canvas::Happened::default();
        CentralPanel::no_frame().frame(desk_colour).show(ui, |ui| happened = canvas::show(self, ui, desk.writable));
        self.follow(desk, happened);
    }

    /// Does what was asked for in the figure.
    fn follow(&mut self, desk: &mut Desk<'_>, happened: canvas::Happened) {
        if let Some(landing) = happened.landing {
            self.land(desk, &landing);
        }
        if let Some(target) = happened.opened {
            self.open(desk, &target);
        } else if let Some(target) = happened.clicked {
            self.mark(target);
        } else if happened.nothing_clicked {
            self.marked = None;
            if self.tab == Tab::Chosen {
                self.tab = Tab::Drawing;
            }
        }
    }

    fn land(&mut self, desk: &mut Desk<'_>, landing: &Landing) {
        desk.plan(|study, stamp| moves::landed(study, stamp, landing));
        self.marked = match landing {
            Landing::Relink { to, .. } => Some(Target::Subtheme(to.clone())),
            Landing::Subtheme { moved, .. } => Some(Target::Subtheme(moved.clone())),
            Landing::Theme { moved, .. } => Some(Target::Theme(moved.clone())),
            Landing::Component { .. } => self.marked.take(),
        };
    }

    /// Shows what a part of the figure stands for, beside it.
    fn mark(&mut self, target: Target) {
        if let Target::Number { intervention, .. } = &target
            && let Ok(id) = intervention.parse()
        {
            self.chosen = Some(id);
            self.under = Under::Table;
        }
        self.marked = Some(match target {
            Target::Number { subtheme, .. } => Target::Subtheme(subtheme),
            other => other,
        });
        self.tab = Tab::Chosen;
    }

    /// Goes to where a part of the figure is worked on.
    fn open(&mut self, desk: &mut Desk<'_>, target: &Target) {
        match target {
            Target::Theme(id) | Target::Subtheme(id) => {
                if let Ok(theme) = id.parse::<Id<crate::study::Theme>>() {
                    desk.asks.push(Ask::Show(theme.key()));
                }
            }
            Target::Code(id) => {
                if let Ok(code) = id.parse::<Id<crate::study::Code>>() {
                    desk.asks.push(Ask::Show(code.key()));
                }
            }
            other => self.mark(other.clone()),
        }
    }

    /// The panel beside the figure.
    fn beside(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let Some(board) = self.board_in(desk.study) else { return };
        options::boards(self, ui, desk, board);
        if main_button(ui, Command::ExportFigure.entry().name, true).clicked() {
            desk.run(Command::ExportFigure);
        }
        ui.add_space(Tokens::SMALL_GAP);
        if self.tab == Tab::Chosen && self.marked.is_none() {
            self.tab = Tab::Drawing;
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let mut tab = |ui: &mut Ui, tab: Tab, words: RichText| {
                if ui.selectable_label(self.tab == tab, words).clicked() {
                    self.tab = tab;
                }
            };
            tab(ui, Tab::Drawing, RichText::new("Drawing"));
            let checks = self.drawn.as_ref().map(|drawn| drawn.drawing.layout.checks.as_slice()).unwrap_or_default();
            tab(ui, Tab::Checks, checks_tab(ui, checks));
            tab(ui, Tab::Words, RichText::new("Words"));
            if self.marked.is_some() {
                tab(ui, Tab::Chosen, RichText::new("Box"));
            }
        });
        ui.separator();
        let tab = self.tab;
        ScrollArea::vertical().auto_shrink([false, false]).id_salt(("beside", tab as u8)).show(ui, |ui| {
            // The bar lies over what stands at the edge.
            Frame::new().inner_margin(Margin { right: 8, ..Margin::ZERO }).show(ui, |ui| match tab {
                Tab::Drawing => options::show(self, ui, desk, board),
                Tab::Checks => checks::show(self, ui, desk),
                Tab::Words => words::show(self, ui, desk, board),
                Tab::Chosen => chosen::show(self, ui, desk),
            });
        });
    }
}

/// "Checks 3", in the colour of the gravest.
fn checks_tab(ui: &Ui, checks: &[figure::Check]) -> RichText {
    let tokens = tokens(ui.ctx());
    let count = checks.iter().filter(|check| check.severity != Severity::Advice).count();
    let words = if count == 0 { "Checks".to_owned() } else { format!("Checks {count}") };
    match checks.first().map(|check| check.severity) {
        Some(Severity::Problem) => RichText::new(words).color(tokens.error),
        Some(Severity::Warning) => RichText::new(words).color(tokens.warning),
        _ => RichText::new(words),
    }
}

fn nothing_yet(ui: &mut Ui, desk: &mut Desk<'_>) {
    empty(
        ui,
        "Nothing to draw yet",
        "The figure draws itself from the board: make themes and sub-themes, give the sub-themes a valence, and place the themes in COM-B.",
    );
    ui.vertical_centered(|ui| {
        if main_button(ui, "Go to Themes", true).clicked() {
            desk.run(Command::Go(Room::Themes));
        }
    });
}
