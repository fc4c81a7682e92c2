//! What the window asks of the desktop: file dialogs. Behind a trait, so that tests can answer.

use std::{
    path::PathBuf,
    sync::mpsc::Sender,
    thread,
    time::{Duration, Instant},
};

use eframe::egui;

use crate::{report::Output, review::NewCopy};

/// Why a file is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    NewStudy {
        title: String,
        coder: String,
    },
    OpenStudy,
    AddTranscripts,
    Export(Output),
    ExportText,
    /// Where a coder's copy is to be put.
    Copy(NewCopy),
    /// Which copy is to be merged.
    MergeCopy,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Chosen(Purpose, Vec<PathBuf>),
    Cancelled,
    /// No dialog could be shown.
    Failed(String),
}

/// Asks for files. The answer comes later, by the channel.
pub trait Dialogs {
    /// `name` is what the file is to be called, with the extension that decides its format.
    fn ask(&mut self, purpose: Purpose, name: &str, reply: Sender<Answer>, ctx: &egui::Context);
}

/// The desktop's own dialogs.
pub struct Native;

impl Dialogs for Native {
    fn ask(&mut self, purpose: Purpose, name: &str, reply: Sender<Answer>, ctx: &egui::Context) {
        let (name, ctx) = (name.to_owned(), ctx.clone());
        thread::spawn(move || {
            let asked = Instant::now();
            let paths = show(&purpose, &name);
            // Where neither a portal nor zenity is there, the dialog is gone before anyone could have closed it.
            let too_soon = asked.elapsed() < Duration::from_millis(120);
            let answer = match paths {
                Some(paths) => Answer::Chosen(purpose, paths),
                None if too_soon => Answer::Failed(
                    "The desktop showed no file dialog. Install xdg-desktop-portal with its GTK or KDE part, or zenity; \
                     or drop the file on this window; or use the command line (colloquy --help)."
                        .into(),
                ),
                None => Answer::Cancelled,
            };
            // The window may have closed meanwhile; then nobody waits for the answer.
            _ = reply.send(answer);
            ctx.request_repaint();
        });
    }
}

fn show(purpose: &Purpose, name: &str) -> Option<Vec<PathBuf>> {
    let dialog = rfd::FileDialog::new();
    let one = |path: Option<PathBuf>| path.map(|path| vec![path]);
    match purpose {
        Purpose::NewStudy { .. } => {
            let dialog = dialog.set_title("Where should the study be kept?").set_file_name(name);
            one(dialog.add_filter("Colloquy study", &["colloquy"]).save_file())
        }
        Purpose::Copy(_) => {
            let dialog = dialog.set_title("Where should the copy be put?").set_file_name(name);
            one(dialog.add_filter("Colloquy study", &["colloquy"]).save_file())
        }
        Purpose::MergeCopy => {
            one(dialog.set_title("Choose a coder’s copy").add_filter("Colloquy study", &["colloquy"]).pick_file())
        }
        Purpose::OpenStudy => {
            one(dialog.set_title("Open a study").add_filter("Colloquy study", &["colloquy"]).pick_file())
        }
        Purpose::AddTranscripts => {
            let dialog = dialog.set_title("Add transcripts");
            let dialog = dialog.add_filter("Transcripts (text, Markdown, Word)", &["txt", "md", "markdown", "docx"]);
            dialog.add_filter("Any file", &["*"]).pick_files()
        }
        Purpose::Export(output) => {
            let dialog = dialog.set_title("Export").set_file_name(name);
            one(output
                .formats()
                .iter()
                .fold(dialog, |dialog, format| dialog.add_filter(format.name, &[format.extension]))
                .save_file())
        }
        Purpose::ExportText => one(dialog.set_title("Choose an empty folder for the study as text").pick_folder()),
    }
}
