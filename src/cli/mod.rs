//! The command line, one file per verb. Exit status: 0 done; 1 something is wrong with the data, said on standard error;
//! 2 wrong use.

mod agree;
mod answer;
mod check;
mod choices;
mod copy;
mod deidentify;
mod export;
mod figure;
mod import;
mod log;
mod matrix;
mod merge;
mod new;
mod verify;

use std::{
    ffi::OsString,
    fmt::Display,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Parser, Subcommand};

use crate::{
    app,
    exchange::Loss,
    journal::{Entry, History},
    review::Blind,
    store::{Access, OpenStudy, text_form},
    study::{Coder, Id, Role, Study},
};

/// Code focus groups in pairs, place themes in COM-B, print the figure and the coding manual.
#[derive(Parser)]
#[command(name = "colloquy", version, args_conflicts_with_subcommands = true)]
struct Arguments {
    /// A study to open in the window: a .colloquy file, or a folder with a study as text.
    study: Option<PathBuf>,
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Subcommand)]
enum Verb {
    /// Begin a study in a new file.
    New(new::New),
    /// Add transcripts, or read a study as text into a new file.
    Import(import::Import),
    /// Write the manual, the figure, a table or the study as text.
    Export(Box<export::Export>),
    /// How far coders agree.
    Agree(agree::Agree),
    /// A copy for a second coder.
    Copy(copy::Copy),
    /// Bring a coder's copy back.
    Merge(merge::Merge),
    /// Hold every quotation of a manuscript against the transcripts.
    Verify(verify::Verify),
    /// Answer the items of a reporting checklist, or list how they stand.
    Answer(answer::Answering),
    /// Find names, places, dates and numbers, and put stand-ins in their place.
    Deidentify(deidentify::Deidentify),
    /// Check that a study's file is sound and holds what must always hold.
    Check(check::Check),
    /// Everything that was done, by whom and when.
    Log(log::Log),
}

/// Why a verb did not do what it was asked.
enum Failure {
    /// Something is wrong with the data.
    Data(String),
    /// It was asked wrongly.
    Use(String),
}

impl Failure {
    fn data(why: impl Display) -> Self {
        Failure::Data(why.to_string())
    }
}

/// Runs what the arguments ask for.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version come this way too; clap knows which stream and status each has.
            _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    if arguments.verb.is_some() {
        end_where_nobody_reads_on();
    }
    let done = match arguments.verb {
        Some(Verb::New(new)) => new.run(),
        Some(Verb::Import(import)) => import.run(),
        Some(Verb::Export(export)) => export.run(),
        Some(Verb::Check(check)) => check.run(),
        Some(Verb::Log(log)) => log.run(),
        Some(Verb::Agree(agree)) => agree.run(),
        Some(Verb::Copy(copy)) => copy.run(),
        Some(Verb::Merge(merge)) => merge.run(),
        Some(Verb::Verify(verify)) => verify.run(),
        Some(Verb::Answer(answering)) => answering.run(),
        Some(Verb::Deidentify(deidentify)) => deidentify.run(),
        None => app::run(app::Opening { study: arguments.study }).map_err(Failure::Data),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Data(why)) => {
            // Names within sentences are marked for the window.
            eprintln!("colloquy: {}", why.replace('*', ""));
            ExitCode::from(1)
        }
        Err(Failure::Use(why)) => {
            eprintln!("colloquy: {why}");
            ExitCode::from(2)
        }
    }
}

/// Ends without a word where what is printed is read no further, as by `| head`: with 141, as a program does that the system ends for it.
fn end_where_nobody_reads_on() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let words = panic.payload_as_str().unwrap_or_default();
        if words.starts_with("failed printing to std") && words.contains("Broken pipe") {
            std::process::exit(141);
        }
        usual(panic);
    }));
}

/// A study to read: a file, or a folder with a study as text.
struct Reading {
    study: Study,
    entries: Vec<Entry>,
    /// Whether it is everything, so that the entries lead to the study.
    whole: bool,
}

fn read(path: &Path) -> Result<Reading, Failure> {
    if path.is_dir() {
        let (study, entries) = text_form::read(path).map_err(Failure::data)?;
        return Ok(Reading { study, entries, whole: true });
    }
    let open = OpenStudy::open(path, Access::Read, "").map_err(Failure::data)?;
    let entries = open.entries().collect::<Result<Vec<Entry>, _>>().map_err(Failure::data)?;
    Ok(Reading { study: open.study().clone(), entries, whole: true })
}

/// A study to show to a person: while a blind round is open, what the coder of this name may see of it, and nothing where
/// nobody is named. Its entries then say what that coder did, and no longer lead to the study.
fn read_as(path: &Path, coder: Option<&str>) -> Result<Reading, Failure> {
    let read = read(path)?;
    let viewer = coder_named(&read.study, coder)?.filter(|_| coder.is_some());
    let Some(blind) = Blind::of(&read.study, viewer) else { return Ok(read) };
    if viewer.is_none() {
        let coders = read.study.coders().filter(|coder| coder.role != Role::Consensus);
        let names: Vec<&str> = coders.map(|coder| coder.name.as_str()).collect();
        return Err(Failure::Data(format!(
            "{} Say for whom this is, with --coder NAME ({}). Nothing was shown or written.",
            blind.why(&read.study).replace('*', ""),
            names.join(", ")
        )));
    }
    let history = History::of(read.entries.iter().map(|entry| entry.head.clone()));
    let entries = read.entries.iter().filter_map(|entry| blind.entry(&read.study, &history, entry)).collect();
    Ok(Reading { study: blind.seen(&read.study), entries, whole: false })
}

/// A study to write to. A folder with a study as text is for reading only.
fn write(path: &Path, who: &str) -> Result<OpenStudy, Failure> {
    let open = open_file(path, Access::Write, who)?;
    match open.read_only() {
        Some(why) => Err(Failure::Data(format!("{why} Nothing was changed."))),
        None => Ok(open),
    }
}

/// A study to write to, or one of which only to say what would be written: that one may be open elsewhere.
fn write_unless(dry_run: bool, path: &Path, who: &str) -> Result<OpenStudy, Failure> {
    if dry_run { open_file(path, Access::Read, who) } else { write(path, who) }
}

fn open_file(path: &Path, access: Access, who: &str) -> Result<OpenStudy, Failure> {
    if path.is_dir() {
        return Err(Failure::Use(format!(
            "{} is a study as text, which is only read. Make a file of it first: colloquy import NEW.colloquy {}",
            path.display(),
            path.display()
        )));
    }
    OpenStudy::open(path, access, who).map_err(Failure::data)
}

/// A line about something that did not come along: its element, its id where it has one, and what became of it.
fn tell_loss(loss: &Loss) {
    let id = if loss.id.is_empty() { String::new() } else { format!(" {}", loss.id) };
    println!("  {}{id}: {}", loss.element, loss.what);
}

/// The coder with this name, or, without a name, the only one there is.
fn coder_named(study: &Study, name: Option<&str>) -> Result<Option<Id<Coder>>, Failure> {
    let coders: Vec<&Coder> = study.coders().filter(|coder| coder.role != Role::Consensus).collect();
    let Some(name) = name else {
        return Ok(match coders.as_slice() {
            [only] => Some(only.id),
            _ => None,
        });
    };
    match coders.iter().find(|coder| coder.name == name || coder.initials == name) {
        Some(coder) => Ok(Some(coder.id)),
        None => {
            let names: Vec<&str> = coders.iter().map(|coder| coder.name.as_str()).collect();
            let known =
                if names.is_empty() { "it has none yet".into() } else { format!("it has {}", names.join(", ")) };
            Err(Failure::Data(format!("There is no coder called {name} in the study; {known}. Nothing was changed.")))
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_arguments_are_consistent() {
        use clap::CommandFactory;
        super::Arguments::command().debug_assert();
    }
}
