//! What the window asks of the desktop: file dialogs. Behind a trait, so that tests can answer.

use std::{
    cell::Cell,
    path::PathBuf,
    sync::{Once, mpsc::Sender},
    thread,
};

use eframe::egui;

use crate::{
    figure::FigureFormat,
    report::Output,
    review::NewCopy,
    study::{Board, FigureSettings, Id},
};

use super::shell::RefiWanted;

/// Why a file is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    NewStudy {
        title: String,
        coder: String,
    },
    OpenStudy,
    AddTranscripts,
    AddFolder,
    Export(Output),
    /// The figure of a board as these choices draw it, in this format unless the file's name says otherwise.
    ExportFigure {
        board: Id<Board>,
        chosen: Box<FigureSettings>,
        format: FigureFormat,
    },
    /// Which manuscript's quotations are to be verified.
    Manuscript,
    /// Where the report of that is to go.
    ExportVerification,
    ExportText,
    /// Where a coder's copy is to be put.
    Copy(NewCopy),
    /// Which copy is to be merged.
    MergeCopy,
    /// A framework of the study's own.
    LoadFramework,
    /// Where a study for other programs is to go.
    ExportRefi(RefiWanted),
    /// The key of a de-identified study.
    OpenKey,
    /// Where that is to go; with a passphrase it is locked.
    SaveKey(Option<String>),
    /// Where the de-identified study is to be kept.
    DeidentifiedCopy,
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
            Listener::listen();
            let answer = match show(&purpose, &name) {
                Some(paths) if !paths.is_empty() => Answer::Chosen(purpose, paths),
                _ if Listener::heard_of_failure() => Answer::Failed(
                    "The desktop showed no file dialog. Install xdg-desktop-portal with its GTK or KDE part, or zenity; \
                     or drop the file on this window; or use the command line (colloquy --help)."
                        .into(),
                ),
                _ => Answer::Cancelled,
            };
            // The window may have closed meanwhile; then nobody waits for the answer.
            _ = reply.send(answer);
            ctx.request_repaint();
        });
    }
}

/// Listens to what rfd logs: whether a dialog was closed or could not be shown at all, its answers do not tell apart.
///
/// It tries the desktop's portal first and then zenity, so that only the failure of zenity means that there was no dialog.
/// It logs on the thread that asked.
struct Listener;

thread_local! {
    static FAILED: Cell<bool> = const { Cell::new(false) };
}

impl Listener {
    fn listen() {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            // Where somebody else listens already, a failure counts as cancelled.
            if log::set_logger(&Listener).is_ok() {
                log::set_max_level(log::LevelFilter::Error);
            }
        });
        FAILED.set(false);
    }

    fn heard_of_failure() -> bool {
        FAILED.get()
    }
}

impl log::Log for Listener {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        metadata.level() == log::Level::Error && metadata.target().starts_with("rfd")
    }

    fn log(&self, record: &log::Record<'_>) {
        if self.enabled(record.metadata()) && record.args().to_string().contains("zenity") {
            FAILED.set(true);
        }
    }

    fn flush(&self) {}
}

/// An extension as people write it: on Linux, dialogs tell "GROUP9.TXT" from "group9.txt".
fn in_any_case(extensions: &[&str]) -> Vec<String> {
    let each = extensions.iter().flat_map(|extension| {
        let mut letters = extension.chars();
        let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>()).unwrap_or_default();
        [(*extension).to_owned(), extension.to_uppercase(), first + letters.as_str()]
    });
    each.collect()
}

fn show(purpose: &Purpose, name: &str) -> Option<Vec<PathBuf>> {
    let dialog = rfd::FileDialog::new();
    let one = |path: Option<PathBuf>| path.map(|path| vec![path]);
    match purpose {
        Purpose::NewStudy { .. } => {
            let dialog = dialog.set_title("Where should the study be kept?").set_file_name(name);
            one(dialog.add_filter("Colloquy study", &in_any_case(&["colloquy"])).save_file())
        }
        Purpose::Copy(_) => {
            let dialog = dialog.set_title("Where should the copy be put?").set_file_name(name);
            one(dialog.add_filter("Colloquy study", &["colloquy"]).save_file())
        }
        Purpose::MergeCopy => {
            one(dialog.set_title("Choose a coder’s copy").add_filter("Colloquy study", &["colloquy"]).pick_file())
        }
        Purpose::ExportRefi(wanted) => {
            let dialog = dialog.set_title("Export for other programs").set_file_name(name);
            let (what, end) = match wanted {
                RefiWanted::Project(_) => ("REFI-QDA project", "qdpx"),
                RefiWanted::Codebook => ("REFI-QDA codebook", "qdc"),
            };
            one(dialog.add_filter(what, &in_any_case(&[end])).save_file())
        }
        Purpose::OpenKey => {
            let dialog = dialog.set_title("Open a key");
            one(dialog.add_filter("Key", &in_any_case(&["csv", "age"])).add_filter("Any file", &["*"]).pick_file())
        }
        Purpose::SaveKey(passphrase) => {
            let dialog = dialog.set_title("Where should the key be kept?").set_file_name(name);
            let (what, ends) = if passphrase.is_some() { ("Locked key", "age") } else { ("Key", "csv") };
            one(dialog.add_filter(what, &in_any_case(&[ends])).save_file())
        }
        Purpose::DeidentifiedCopy => {
            let dialog = dialog.set_title("Where should the de-identified study be kept?").set_file_name(name);
            one(dialog.add_filter("Colloquy study", &["colloquy"]).save_file())
        }
        Purpose::LoadFramework => {
            let dialog = dialog.set_title("Load a framework");
            one(dialog.add_filter("Framework (RON)", &in_any_case(&["ron"])).add_filter("Any file", &["*"]).pick_file())
        }
        Purpose::OpenStudy => {
            let dialog = dialog.set_title("Open a study");
            one(dialog.add_filter("Colloquy study", &in_any_case(&["colloquy"])).pick_file())
        }
        Purpose::AddFolder => one(dialog.set_title("Add the transcripts of a folder").pick_folder()),
        Purpose::AddTranscripts => {
            let dialog = dialog.set_title("Add transcripts");
            let ends = in_any_case(&[
                "txt", "md", "markdown", "docx", "odt", "rtf", "pdf", "html", "htm", "epub", "vtt", "srt", "textgrid",
                "eaf", "json", "jsonl",
            ]);
            let dialog = dialog.add_filter("Transcripts (text, Word, OpenDocument, PDF, captions and others)", &ends);
            let others = in_any_case(&[
                "qdpx", "qde", "qdc", "sqlite3", "qda", "rqda", "ann", "json", "csv", "tsv", "xlsx", "ods", "jsonl",
            ]);
            let dialog = dialog.add_filter("Studies, codebooks and tables of other programs", &others);
            dialog.add_filter("Any file", &["*"]).pick_files()
        }
        Purpose::Export(output) => {
            let dialog = dialog.set_title("Export").set_file_name(name);
            one(output
                .formats()
                .iter()
                .fold(dialog, |dialog, format| dialog.add_filter(format.name, &in_any_case(&[format.extension])))
                .save_file())
        }
        Purpose::ExportFigure { format, .. } => {
            let dialog = dialog.set_title("Export the figure").set_file_name(name);
            // The format that was chosen is the one that the dialog begins with.
            let others = FigureFormat::ALL.into_iter().filter(|other| other != format);
            one(std::iter::once(*format)
                .chain(others)
                .fold(dialog, |dialog, one| dialog.add_filter(one.name(), &in_any_case(&[one.extension()])))
                .save_file())
        }
        Purpose::Manuscript => {
            let dialog = dialog.set_title("Choose a manuscript");
            let ends = in_any_case(&["docx", "odt", "pdf", "md", "markdown", "txt"]);
            let dialog = dialog.add_filter("Manuscripts (Word, OpenDocument, PDF, Markdown, text)", &ends);
            one(dialog.add_filter("Any file", &["*"]).pick_file())
        }
        Purpose::ExportVerification => {
            let dialog = dialog.set_title("Export").set_file_name(name);
            // As the checklist: what is a document and no table.
            let formats = Output::Checklist.formats();
            one(formats
                .iter()
                .fold(dialog, |dialog, format| dialog.add_filter(format.name, &in_any_case(&[format.extension])))
                .save_file())
        }
        Purpose::ExportText => one(dialog.set_title("Choose an empty folder for the study as text").pick_folder()),
    }
}

#[cfg(test)]
mod tests {
    use log::{Level, Log, Record};

    use super::*;

    fn logged(level: Level, target: &str, words: &str) -> bool {
        FAILED.set(false);
        Listener.log(&Record::builder().level(level).target(target).args(format_args!("{words}")).build());
        Listener::heard_of_failure()
    }

    /// What rfd 0.17 logs, in `backend/xdg_desktop_portal.rs` and below it.
    #[test]
    fn only_a_failure_of_the_last_way_to_a_dialog_is_a_failure() {
        let target = "rfd::backend::xdg_desktop_portal";
        let nothing = "Failed to pick file with zenity: No such file or directory (os error 2)";
        assert!(logged(Level::Error, target, nothing));
        assert!(!logged(Level::Error, target, "OpenFile failed: The name is not activatable"), "zenity comes next");
        assert!(!logged(Level::Warn, target, "Using zenity fallback"));
        assert!(!logged(Level::Error, "somebody::else", nothing));
    }

    #[test]
    fn extensions_are_found_in_small_and_capital_letters() {
        assert_eq!(in_any_case(&["txt", "md"]), ["txt", "TXT", "Txt", "md", "MD", "Md"]);
    }
}
