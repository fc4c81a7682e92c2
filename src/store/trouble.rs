//! What can be wrong when a study is opened, in sentences: what happened, what is safe, what to do.

use std::{
    io,
    path::{Path, PathBuf},
};

use rusqlite::ErrorCode;
use thiserror::Error;

use super::{reading::ReadError, text_form::TextFormError, writing::WriteError};
use crate::journal::Refusal;

/// Why a study was not opened. Whatever is at the path is as it was.
#[derive(Debug, Error)]
pub enum OpenError {
    #[error(
        "There is nothing at {}. Look whether the study was moved or renamed, or whether its drive or synced folder is \
         connected.", quoted(.0)
    )]
    Missing(PathBuf),
    #[error(
        "{} is empty: there is no study in it. Nothing was changed. If there was one, wait until the synced folder is up \
         to date{}", quoted(.path), or_backup(.backup)
    )]
    Empty { path: PathBuf, backup: Option<PathBuf> },
    #[error(
        "{} is {}, not a Colloquy study. Nothing was changed. {}", quoted(.path), .what.in_words(), .what.advice()
    )]
    NotAStudy { path: PathBuf, what: Stranger },
    #[error(
        "{} was written by a newer Colloquy (file version {found}; this program knows up to {known}). Nothing was \
         changed. Install the newer program to open it.", quoted(.path)
    )]
    Newer { path: PathBuf, found: i64, known: i64 },
    #[error(
        "{} is damaged ({what}). It was left as it is. Do not go on working in it{}", quoted(.path), or_backup(.backup)
    )]
    Damaged { path: PathBuf, what: String, backup: Option<PathBuf> },
    #[error(
        "Another program is writing to {} and did not finish. The study is safe. Try again in a moment.", quoted(.0)
    )]
    Busy(PathBuf),
    #[error(
        "The last change to {} was interrupted, and cannot be put right where the file or its folder is write-protected. \
         The study is safe. Copy it, together with the file that has the same name and ends in -journal, to a folder you \
         may write to, and open it there.", quoted(.0)
    )]
    Interrupted(PathBuf),
    #[error("{} cannot be read ({why}). Nothing was changed. Ask whoever owns it for permission, or copy it to a folder of \
             your own.", quoted(.path))]
    Unreadable { path: PathBuf, why: String },
    #[error("There is something at {} already. It was left as it is. Choose another name.", quoted(.0))]
    Exists(PathBuf),
    #[error(
        "No study could be made at {} ({why}). Nothing was left behind. Choose a folder you may write to, with room on \
         its disk.", quoted(.path)
    )]
    Unwritable { path: PathBuf, why: String },
    #[error("No study was made. {0}")]
    Refused(#[from] Refusal),
    #[error("{0}")]
    TextForm(#[from] TextFormError),
}

/// A path in quotation marks.
pub(super) fn quoted(path: &Path) -> String {
    format!("“{}”", path.display())
}

/// The end of a sentence about a file that is not whole: which backup to go on from, and how.
fn or_backup(backup: &Option<PathBuf>) -> String {
    match backup {
        Some(backup) => format!(
            ". The newest good backup is {}. To go on from there, copy it to a place of your own, under a name that ends \
             in .colloquy, and open the copy.",
            quoted(backup)
        ),
        None => ", and look for a copy: no good backup was found beside it.".to_owned(),
    }
}

/// A file that is no study, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stranger {
    Zip,
    Pdf,
    Text,
    /// SQLite's, as a study is, but not a study.
    Database,
    Other,
}

impl Stranger {
    /// What it is.
    fn in_words(self) -> &'static str {
        match self {
            Stranger::Zip => "a zip archive, such as a Word document or a REFI-QDA project",
            Stranger::Pdf => "a PDF document",
            Stranger::Text => "a text file",
            Stranger::Database => "a database of another program",
            Stranger::Other => "a file of another kind",
        }
    }

    /// What to do. Adding it to a study is only advised where that is possible.
    fn advice(self) -> &'static str {
        match self {
            Stranger::Zip => {
                "If it is a Word document with a transcript, give it a name that ends in .docx, open the study it belongs \
                 to, and add it there."
            }
            Stranger::Pdf => {
                "If it holds a transcript, open it in Word, which turns a PDF into text, check the text, save it as .docx, \
                 and add that to a study."
            }
            Stranger::Text => {
                "If it is a transcript, give it a name that ends in .txt, open the study it belongs to, and add it there."
            }
            Stranger::Database => {
                "Open it in the program that made it. If there are transcripts in it, export them from there as Word or \
                 plain text, and add those to a study."
            }
            Stranger::Other => "Choose a file that Colloquy made; their names end in .colloquy.",
        }
    }
}

impl OpenError {
    /// What a failing file system says about a path.
    pub(super) fn of_io(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::NotFound => OpenError::Missing(path),
            io::ErrorKind::AlreadyExists => OpenError::Exists(path),
            _ => OpenError::Unreadable { path, why: error.to_string() },
        }
    }

    /// What SQLite says about a file that should be a study.
    pub(super) fn of_sql(path: &Path, error: &rusqlite::Error) -> Self {
        let owned = path.to_owned();
        match error {
            rusqlite::Error::SqliteFailure(code, _)
                if code.extended_code == rusqlite::ffi::SQLITE_READONLY_ROLLBACK =>
            {
                OpenError::Interrupted(owned)
            }
            _ => match error.sqlite_error_code() {
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => OpenError::Busy(owned),
                Some(ErrorCode::CannotOpen | ErrorCode::SystemIoFailure) if journal_of(path).exists() => {
                    OpenError::Interrupted(owned)
                }
                Some(
                    ErrorCode::CannotOpen
                    | ErrorCode::PermissionDenied
                    | ErrorCode::SystemIoFailure
                    | ErrorCode::OutOfMemory
                    | ErrorCode::FileLockingProtocolFailed
                    | ErrorCode::NoLargeFileSupport,
                ) => OpenError::Unreadable { path: owned, why: error.to_string() },
                _ => OpenError::damaged(path, error.to_string()),
            },
        }
    }

    /// What is wrong with a file whose rows are not a study's.
    pub(super) fn of_read(path: &Path, error: &ReadError) -> Self {
        match error {
            ReadError::Sql(error) => OpenError::of_sql(path, error),
            other => OpenError::damaged(path, other.to_string()),
        }
    }

    /// A damaged file, with the newest backup that is not.
    pub(super) fn damaged(path: &Path, what: String) -> Self {
        let backup = super::Backups::of(path).newest_good();
        OpenError::Damaged { path: path.to_owned(), what, backup }
    }
}

/// SQLite's rollback journal of a file: there while a change is being written, and after one was interrupted.
pub(super) fn journal_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-journal");
    name.into()
}

/// Why an entry was not committed. Study and file are as they were before.
#[derive(Debug, Error)]
pub enum CommitError {
    #[error("{0}")]
    Refused(#[from] Refusal),
    #[error("Nothing was changed: {0}")]
    ReadOnly(String),
    #[error(
        "Nothing was changed: {0} and may have changed it. Close it here and open it again to go on from what is there now."
    )]
    TakenOver(super::Holder),
    #[error(
        "Nothing was changed: another program has written to the study since it was opened here. Close it and open it again \
         to go on from what is there now."
    )]
    Behind,
    #[error("Nothing was changed: this was written before (entry {0}).")]
    Twice(uuid::Uuid),
    #[error("Nothing was changed: the disk is full. Everything before this is safe. Make room, and do it again.")]
    DiskFull,
    #[error(
        "Nothing was changed: another program, perhaps a backup or a sync, holds the file. Everything before this is safe. \
         Do it again in a moment."
    )]
    Busy,
    #[error(
        "Nothing was changed: the file could not be written ({0}). Everything before this is safe. Look whether its drive \
         is connected and may be written to, and do it again."
    )]
    Disk(String),
    #[error("Nothing was changed: {0}.")]
    Unkept(String),
    #[error("Nothing was changed: the journal could not be read ({0}). Run a check of the study.")]
    Journal(#[from] ReadError),
}

impl CommitError {
    /// What SQLite says about a change.
    pub(super) fn of_sql(error: &rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => CommitError::DiskFull,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => CommitError::Busy,
            _ => CommitError::Disk(error.to_string()),
        }
    }
}

impl From<WriteError> for CommitError {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Sql(error) => CommitError::of_sql(&error),
            other => CommitError::Unkept(other.to_string()),
        }
    }
}
