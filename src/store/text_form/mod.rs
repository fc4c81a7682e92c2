//! A study as a folder of text: RON for the records, plain text for the transcripts. Readable, editable by hand, and a
//! change of one record is a change of few lines. `docs/file-format.md` describes it.
//!
//! Writing and reading are functions between a study and files in memory (`Files`); only this file touches the disk.

mod comments;
mod entries;
mod parse;
mod render;
mod ron_items;
mod ron_writer;

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use thiserror::Error;

use super::trouble::quoted;
use crate::{journal::Entry, study::Study};

/// Files of the text form by their paths in the folder, with `/` between.
type Files = BTreeMap<String, String>;

/// The file that makes a folder a study.
const STUDY: &str = "study.ron";
/// The version of the form that is written.
const FORM: u32 = 1;
/// How the first line of `study.ron` begins; the version follows.
const FORM_LINE: &str = "// A Colloquy study as text, form ";
/// Keeps git from changing line ends, which would move every span.
const GIT: (&str, &str) = (".gitattributes", "# Spans count bytes: line ends stay as they are.\n* -text\n");
/// The folders in which every transcript has a file.
const TRANSCRIPTS: &str = "transcripts";
const CODINGS: &str = "codings";
const JOURNAL: &str = "journal.ron";

/// Why a study could not be written as text, or not read from it.
#[derive(Debug, Error)]
pub enum TextFormError {
    #[error(
        "{} is a folder without a study.ron in it, so it is not a study. Nothing was changed. Choose a file whose name \
         ends in .colloquy, or a folder that holds a study as text.", quoted(.0)
    )]
    NoStudy(PathBuf),
    #[error("{} could not be read or written ({why}). Look whether the folder is there and may be written to.", quoted(.path))]
    Disk { path: PathBuf, why: io::Error },
    #[error("{} holds other things already, and nothing was written. Choose an empty folder, or one that holds a study as \
             text.", quoted(.0))]
    Occupied(PathBuf),
    #[error("{file} is not UTF-8 text. Nothing was read. Save it as UTF-8 and read the folder again.")]
    NotUtf8 { file: String },
    #[error("{file}, line {line}, column {column}: {what}. Nothing was read. Correct it and read the folder again.")]
    Syntax { file: String, line: usize, column: usize, what: String },
    #[error("{file} is none of the files that make a study as text. Nothing was read. Rename it, or take it away.")]
    UnknownFile { file: String },
    #[error(
        "{there} has no {missing} beside it. Nothing was read. Every transcript has both; put back what is missing."
    )]
    HalfTranscript { there: String, missing: String },
    #[error(
        "{file} has {what}, so that every passage after it has moved. Nothing was read. Save it with plain line feeds, or \
             restore it as it was."
    )]
    MovedText { file: String, what: &'static str },
    #[error("{second} has the same id as {first}. Nothing was read. Take one of them away, or give it a new id.")]
    Twice { first: Place, second: Place },
    #[error("{place}: {what}. Nothing was read. Correct it and read the folder again.", place = .0, what = .1)]
    Broken(Place, String),
    #[error("The study breaks a rule: {0}. Nothing was read. Correct it and read the folder again.")]
    BrokenSomewhere(String),
    #[error(
        "journal.ron, line {line}: {what} Nothing was read. Restore the file as it was, or take it away to begin a new \
             journal."
    )]
    Journal { line: usize, what: String },
    #[error(
        "The folder was written by a newer Colloquy (text form {found}; this program knows {FORM}). Nothing was read. \
             Install the newer program."
    )]
    Newer { found: u32 },
    #[error("The study could not be written as text: {0}.")]
    Unwritable(String),
}

/// A line of a file of the form, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub file: String,
    pub line: usize,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, line {}", self.file, self.line)
    }
}

/// Whether a folder holds a study as text.
pub fn is_text_form(folder: &Path) -> bool {
    folder.join(STUDY).is_file()
}

/// Writes a study and its journal into a folder: a new or empty one, or one that holds a study as text, of which the files
/// that are no longer needed are removed. The same study gives the same bytes.
///
/// Where the journal says no more than that the study was read from this very form, it is left out.
pub fn write(study: &Study, entries: &[Entry], folder: &Path) -> Result<(), TextFormError> {
    let files = render::files(study, entries)?;
    let disk = |path: &Path| {
        let path = path.to_owned();
        move |why| TextFormError::Disk { path, why }
    };
    fs::create_dir_all(folder).map_err(disk(folder))?;
    let mut former = Vec::new();
    if is_text_form(folder) {
        former = names_in(folder)?;
    } else if fs::read_dir(folder).map_err(disk(folder))?.flatten().any(|file| !is_hidden(&file.path())) {
        return Err(TextFormError::Occupied(folder.to_owned()));
    }
    for (name, text) in &files {
        let path = folder.join(name);
        if fs::read(&path).is_ok_and(|there| there == text.as_bytes()) {
            continue;
        }
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(disk(parent))?;
        }
        let unfinished = folder.join(format!("{name}.part"));
        fs::write(&unfinished, text).and_then(|()| fs::rename(&unfinished, &path)).map_err(disk(&path))?;
    }
    for name in former.iter().filter(|&name| !files.contains_key(name)) {
        let path = folder.join(name);
        fs::remove_file(&path).map_err(disk(&path))?;
    }
    Ok(())
}

/// The study in a folder, and its journal.
///
/// A folder without `journal.ron` has a journal of one entry, by nobody, which makes the study. Where the files say otherwise
/// than `journal.ron` (somebody edited them, or merged two versions), one entry by nobody is added that brings the study to
/// what the files say. The same files give the same entries.
pub fn read(folder: &Path) -> Result<(Study, Vec<Entry>), TextFormError> {
    if !is_text_form(folder) {
        return Err(TextFormError::NoStudy(folder.to_owned()));
    }
    let mut files = Files::new();
    for name in names_in(folder)? {
        let path = folder.join(&name);
        let bytes = fs::read(&path).map_err(|why| TextFormError::Disk { path, why })?;
        let text = String::from_utf8(bytes).map_err(|_| TextFormError::NotUtf8 { file: name.clone() })?;
        files.insert(name, text);
    }
    parse::study(&files)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// The names of the files of the form that are in a folder: RON, and the texts of transcripts.
fn names_in(folder: &Path) -> Result<Vec<String>, TextFormError> {
    let mut names = Vec::new();
    for (under, extensions) in [("", &["ron"][..]), (TRANSCRIPTS, &["ron", "txt"]), (CODINGS, &["ron"])] {
        let path = folder.join(under);
        if !under.is_empty() && !path.is_dir() {
            continue;
        }
        let disk = |why| TextFormError::Disk { path: path.clone(), why };
        for file in fs::read_dir(&path).map_err(disk)? {
            let path = file.map_err(disk)?.path();
            let is_ours = path.extension().is_some_and(|it| extensions.iter().any(|&extension| it == extension));
            if let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|_| is_ours && path.is_file()) {
                names.push(if under.is_empty() { name.to_owned() } else { format!("{under}/{name}") });
            }
        }
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::{
        journal::{Change, Stamp},
        study::Details,
    };

    #[test]
    fn a_folder_with_other_things_in_it_is_not_written_to() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("thesis.docx"), "years of work").unwrap();
        let stamp = Stamp::fixed(None, Timestamp::UNIX_EPOCH, 1);
        let details = Details { id: stamp.id(), ..Study::default().details().clone() };
        let entry = Entry::new(&stamp, "Made", vec![Change::made(details)]);
        let study = crate::journal::replay([&entry]).unwrap();
        let refused = write(&study, &[entry], folder.path()).unwrap_err();
        assert!(matches!(refused, TextFormError::Occupied(_)), "{refused}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
