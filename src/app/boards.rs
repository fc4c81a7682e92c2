//! What the window does for boards, the study's own frameworks and the tables of the Themes room.

use std::path::Path;

use eframe::egui::{Context, Ui};

use super::{
    App,
    commands::{Command, Room},
    ports::Purpose,
    session::Session,
    shell::Overlay,
    tables::TablesForm,
    themes_room::{BoardForm, BoardWish, Page},
};
use crate::{
    journal::Stamp,
    operations::{self, Carrying, Declined, Planned, ThemePlace},
    report::{self, Output},
    study::{Board, Id},
};

impl App {
    /// The commands of boards, frameworks and their tables; false where it is none of them.
    pub(super) fn run_board_command(&mut self, ctx: &Context, command: Command) -> bool {
        let Some(session) = &mut self.session else { return false };
        let study = session.open.snapshot();
        let shown = session.themes.board_in(&study);
        match command {
            Command::Placements => (session.room, session.themes.page) = (Room::Themes, Page::Placements),
            Command::Interventions => (session.room, session.themes.page) = (Room::Themes, Page::Interventions),
            Command::NewBoard => self.overlay = Some(Overlay::Board(BoardForm::new(shown))),
            Command::CompareBoards => match shown.and_then(|board| BoardForm::compare(&study, board.id)) {
                Some(form) => self.overlay = Some(Overlay::Board(form)),
                None => self.toasts.failed("There is one board only. Make another, as a copy of it, to compare them."),
            },
            Command::CopyToBoard | Command::MoveToBoard => {
                let copied = command == Command::CopyToBoard;
                let carrying = if copied { Carrying::Copied } else { Carrying::Moved };
                match BoardForm::carry(&study, &session.themes.themes_chosen(&study), carrying) {
                    Some(form) => self.overlay = Some(Overlay::Board(form)),
                    None => self.toasts.failed("There is one board only. Make another first (Study > New board)."),
                }
            }
            Command::ExportBoard => match shown {
                Some(board) => {
                    let name = format!(
                        "{} - {}.docx",
                        report::file_stem(&study.details().title),
                        report::file_stem(&board.name)
                    );
                    let purpose = Purpose::Export(Output::Board(Some(board.id)));
                    self.dialogs.ask(purpose, &name, self.answers.0.clone(), ctx);
                }
                None => self.toasts.failed("There is no board to print yet."),
            },
            Command::ExportTables => self.overlay = Some(Overlay::Tables(TablesForm::default())),
            Command::LoadFramework => self.dialogs.ask(Purpose::LoadFramework, "", self.answers.0.clone(), ctx),
            _ => return false,
        }
        true
    }

    /// A form of boards, drawn; gives whether it stays.
    pub(super) fn board_overlay(&mut self, ui: &mut Ui, form: &mut BoardForm) -> bool {
        let Some(session) = &self.session else { return false };
        let study = session.open.snapshot();
        let revision = session.open.revision();
        match form.show(ui, &study, revision) {
            None => return true,
            Some(BoardWish::Close) => {}
            Some(BoardWish::Make { name, copied }) => {
                let stamp = Stamp::now(session.me());
                let made = match copied {
                    Some(from) => operations::copy_board(&study, &stamp, from, &name),
                    None => operations::add_board(&study, &stamp, &name),
                };
                self.board_made(made);
            }
            Some(BoardWish::Rename { board, name, notes }) => self.plan(|study, stamp| {
                let board = study.get(board).ok_or(Declined::Gone("board"))?.clone();
                operations::edit_board(study, stamp, Board { name, notes, ..board })
            }),
            Some(BoardWish::Carry { themes, to, carrying }) => self.plan(|study, stamp| {
                operations::carry_themes(study, stamp, &themes, ThemePlace::last_under(to, None), carrying)
            }),
            Some(BoardWish::Remove(id)) => self.plan(|study, stamp| operations::remove(study, stamp, id.key())),
        }
        false
    }

    /// Commits a new board and shows it.
    fn board_made(&mut self, made: Result<(Id<Board>, crate::journal::Entry), Declined>) {
        let (id, planned): (Option<Id<Board>>, Planned) = match made {
            Ok((id, entry)) => (Some(id), Ok(entry)),
            Err(why) => (None, Err(why)),
        };
        if self.commit(planned, false)
            && let Some(Session { themes, .. }) = &mut self.session
        {
            themes.board = id;
        }
    }

    /// The tables to choose from, drawn; gives whether they stay.
    pub(super) fn tables_overlay(&mut self, ui: &mut Ui, form: &mut TablesForm) -> bool {
        let Some(session) = &self.session else { return false };
        let study = session.open.snapshot();
        match form.show(ui, &study) {
            None => true,
            Some(None) => false,
            Some(Some(options)) => {
                let output = Output::Matrix(options);
                let name = format!("{} - {}.docx", report::file_stem(&study.details().title), options.table.name());
                self.dialogs.ask(Purpose::Export(output), &name, self.answers.0.clone(), ui.ctx());
                false
            }
        }
    }

    /// Keeps a framework with the study, from the file that a person chose.
    pub(super) fn load_framework(&mut self, path: &Path) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match std::fs::read_to_string(path) {
            Ok(text) => self.plan(|study, stamp| {
                operations::keep_framework(study, stamp, &text).map_err(|why| match why {
                    Declined::Unchanged => Declined::Because(format!("{name} is loaded already, just as it is.")),
                    why => Declined::Because(format!("{name}: {why}")),
                })
            }),
            Err(why) => self.toasts.failed(format!("{name} could not be read: {why}. Nothing was changed.")),
        }
    }
}
