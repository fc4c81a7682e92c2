//! What the window does for the Figure room: moving boxes by keys, looking closer, writing the figure to a file.

use std::path::{Path, PathBuf};

use eframe::egui::{Context, Ui};

use super::{
    App,
    commands::Command,
    figure_room::{FigureExport, Zoom, refuses},
    jobs::JobResult,
    ports::Purpose,
    shell::Overlay,
};
use crate::{
    figure::{self, FigureFormat},
    journal::Stamp,
    operations, report,
    study::{Board, FigureSettings, Id},
};

/// A step of looking closer.
const STEP: f32 = 1.25;

impl App {
    pub(super) fn step_box(&mut self, up: bool) {
        let Some(session) = &self.session else { return };
        let planned = session.figure.stepped(session.open.study(), &Stamp::now(session.me()), up);
        self.commit(planned, true);
    }

    pub(super) fn zoom_figure(&mut self, command: Command) {
        let Some(session) = &mut self.session else { return };
        match command {
            Command::FigureFit => session.figure.zoom = Zoom::Fit,
            Command::FigureActual => session.figure.zoom = Zoom::Of(1.0),
            Command::FigureLarger => session.figure.zoom_by(STEP),
            _ => session.figure.zoom_by(1.0 / STEP),
        }
    }

    /// Opens the form that asks for format and place of print, over the figure as the room draws it.
    pub(super) fn ask_how_to_export_the_figure(&mut self) {
        let Some(session) = &self.session else { return };
        match session.figure.board_in(session.open.study()) {
            Some(board) => {
                let chosen = session.figure.settings(board);
                self.overlay = Some(Overlay::ExportFigure(Box::new(FigureExport::of(board.id, chosen))));
            }
            None => self.toasts.failed("There are no themes to draw yet: make a board with themes first."),
        }
    }

    /// Draws the form; gives whether it stays. What was chosen in it is kept with the board, like in the room.
    pub(super) fn export_figure(&mut self, ui: &mut Ui, form: &mut FigureExport) -> bool {
        let Some(session) = &self.session else { return false };
        let study = session.open.snapshot();
        match form.show(ui, &study) {
            None => return true,
            Some(false) => return false,
            Some(true) => {}
        }
        if session.open.read_only().is_none() {
            let kept = form.chosen.clone();
            let planned = operations::set_figure(&study, &Stamp::now(session.me()), form.board, kept);
            self.commit(planned, true);
        }
        let title = &study.details().title;
        let name = format!("{} - figure.{}", report::file_stem(title), form.format.extension());
        let chosen = Box::new(form.chosen.clone());
        let purpose = Purpose::ExportFigure { board: form.board, chosen, format: form.format };
        self.dialogs.ask(purpose, &name, self.answers.0.clone(), ui.ctx());
        false
    }

    /// Writes the figure as it is seen by whoever works here; the file's extension decides the format.
    pub(super) fn write_figure(&mut self, ctx: &Context, board: Id<Board>, chosen: &FigureSettings, path: PathBuf) {
        let Some(session) = &self.session else { return };
        let study = session.open.snapshot();
        let options = figure::options_as(&study, chosen);
        let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        let refused = figure::preset_of(chosen)
            .zip(FigureFormat::of_extension(&extension))
            .filter(|(preset, format)| !preset.takes(*format))
            .map_or_else(String::new, |(preset, format)| format!(". {}", refuses(preset, format)));
        self.jobs.start(ctx, "Writing the figure", false, move |_| {
            let written = report::write_figure(&study, board, &options, &path);
            JobResult::Written(written.map(|files| told(&files, &refused)).map_err(|why| why.to_string()))
        });
    }
}

/// What was written, and what a journal will say to it.
fn told(files: &[PathBuf], refused: &str) -> String {
    match files {
        [only] => format!("Wrote {}{refused}", only.display()),
        [first, .., last] => {
            let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            format!("Wrote {} pages, {} to {}{refused}", files.len(), first.display(), name(last))
        }
        [] => String::new(),
    }
}
