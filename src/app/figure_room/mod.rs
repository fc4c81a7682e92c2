//! The Figure room: the figure as it will print, its options and checks, and the interventions table under it.

mod canvas;
mod options;
mod table;

use eframe::egui::{CentralPanel, Frame, Margin, Panel, Ui};

use super::{
    commands::Command,
    look::tokens,
    session::Desk,
    widgets::{empty, main_button},
};
use crate::{
    figure::{self, FigureModel, FigureOptions, Layout, Target},
    study::{Board, Id, Intervention, Study},
};

/// What the room remembers.
#[derive(Default)]
pub struct FigureRoom {
    pub board: Option<Id<Board>>,
    options: Option<FigureOptions>,
    pub chosen: Option<Id<Intervention>>,
    /// The intervention whose boxes are lit, by number.
    lit: Option<u32>,
    drawn: Option<(u64, FigureOptions, FigureModel, Layout)>,
}

impl FigureRoom {
    /// The figure of the board shown, laid out; only when the study or the options changed since.
    fn layout(&mut self, study: &Study, revision: u64) -> Option<&(u64, FigureOptions, FigureModel, Layout)> {
        let board = study.get_opt(self.board).or_else(|| study.boards_in_order().pop())?.id;
        let options = self.options.clone().unwrap_or_else(|| figure::options_of(study));
        let stale = self.drawn.as_ref().is_none_or(|(of, by, _, _)| *of != revision || *by != options);
        if stale {
            let model = figure::figure_of(study, board, &options);
            let layout = figure::lay_out(&model, &options);
            self.drawn = Some((revision, options, model, layout));
        }
        self.drawn.as_ref()
    }

    /// Draws the room; gives the sub-theme or theme that was clicked in the figure.
    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> Option<Target> {
        let tokens = tokens(ui.ctx());
        let study = desk.study;
        if self
            .layout(study, desk.revision)
            .is_none_or(|(_, _, model, _)| model.components.is_empty() && model.unplaced.is_empty())
        {
            empty(
                ui,
                "Nothing to draw yet",
                "The figure draws itself from the board: make themes and sub-themes, give the sub-themes a valence, and place the themes in COM-B.",
            );
            ui.vertical_centered(|ui| {
                if main_button(ui, "Go to Themes", true).clicked() {
                    desk.run(Command::Go(super::commands::Room::Themes));
                }
            });
            return None;
        }
        let side = Frame::new().fill(tokens.panel).inner_margin(Margin::symmetric(10, 6));
        Panel::right("figure options")
            .default_size(280.0)
            .size_range(220.0..=460.0)
            .frame(side)
            .show(ui, |ui| options::show(self, ui, desk));
        let height = (ui.available_height() * 0.40).clamp(140.0, 460.0);
        Panel::bottom("interventions")
            .default_size(height)
            .size_range(90.0..=900.0)
            .frame(side)
            .show(ui, |ui| table::show(self, ui, desk));
        let desk_colour = Frame::new().fill(tokens.frame).inner_margin(Margin::same(12));
        let mut clicked = None;
        CentralPanel::no_frame()
            .frame(desk_colour)
            .show(ui, |ui| clicked = canvas::show(self, ui, study, desk.revision));
        clicked
    }
}
