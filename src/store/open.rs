//! A study that is open: as it stands, what was done to it, and where it is kept.

use std::{
    fmt, fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use rusqlite::{Connection, TransactionBehavior};
use uuid::Uuid;

use super::{
    Backups, OpenError,
    connection::{self, identify, sniff},
    lock::{self, Lock, Taking},
    reading::{self, ReadError},
    schema, text_form,
    writing::Writer,
};
use crate::{
    journal::{Entry, History, Refusal, replay},
    study::{Study, all_violations},
};

/// How a study is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To work on it; where that is not possible, for reading, and `OpenStudy::read_only` says why.
    Write,
    /// To work on it even where somebody seems to have it open: for when a person knows that they have not. Whoever has it
    /// open all the same is refused at their next change.
    TakeOver,
    /// For reading.
    Read,
}

/// A study that is open. All changes go through `commit`, and are on disk when it returns.
pub struct OpenStudy {
    pub(super) study: Arc<Study>,
    pub(super) history: History,
    pub(super) revision: u64,
    pub(super) home: Home,
    /// Why nothing can be changed.
    read_only: Option<String>,
    notices: Vec<String>,
}

/// Where an open study is kept.
pub(super) enum Home {
    /// In a file. The lock is there where the study may be changed.
    File { path: PathBuf, connection: Connection, lock: Option<Lock> },
    /// In SQLite's memory.
    Memory(Connection),
    /// In a folder of text, read once.
    Text(Vec<Entry>),
}

impl OpenStudy {
    /// Makes a study at a path where there is nothing yet, and opens it. `first` must make a study from nothing.
    pub fn create(path: &Path, first: Entry, who: &str) -> Result<Self, OpenError> {
        Self::create_from(path, &[first], who)
    }

    /// Makes a study of a whole journal, such as one read from the text form.
    pub fn create_from(path: &Path, entries: &[Entry], who: &str) -> Result<Self, OpenError> {
        let study = made_by(entries)?;
        // Claims the name, so that nothing is ever overwritten.
        fs::File::create_new(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => OpenError::Exists(path.to_owned()),
            _ => OpenError::Unwritable { path: path.to_owned(), why: error.to_string() },
        })?;
        let made =
            connection::connect(path).map_err(Into::into).and_then(|connection| fill(connection, &study, entries));
        if let Err(error) = made {
            let _ = fs::remove_file(path);
            return Err(OpenError::Unwritable { path: path.to_owned(), why: error.to_string() });
        }
        Self::open(path, Access::Write, who)
    }

    /// A study in memory, which is gone when it is dropped: for trying things out.
    pub fn in_memory(first: Entry) -> Result<Self, OpenError> {
        let unwritable = |why: String| OpenError::Unwritable { path: "memory".into(), why };
        let study = made_by([&first])?;
        let connection = connection::in_memory().map_err(|error| unwritable(error.to_string()))?;
        let history = History::of([first.head.clone()]);
        let connection = fill(connection, &study, &[first]).map_err(|error| unwritable(error.to_string()))?;
        Ok(OpenStudy::of(study, history, Home::Memory(connection), None))
    }

    /// A study read from elsewhere, which cannot be changed for the reason given.
    pub fn reading(study: Study, entries: Vec<Entry>, why: impl Into<String>) -> Self {
        let history = History::of(entries.iter().map(|entry| entry.head.clone()));
        OpenStudy::of(study, history, Home::Text(entries), Some(why.into()))
    }

    /// Opens a study file; or, for reading, a folder that holds a study as text. `who` is what others are told when they
    /// try to open it meanwhile.
    ///
    /// A change that was interrupted is rolled back, an older file is brought to the newest schema after a backup, and
    /// where something was done since the last backup, there is a new one.
    pub fn open(path: &Path, access: Access, who: &str) -> Result<Self, OpenError> {
        if path.is_dir() {
            return Self::open_text_form(path);
        }
        sniff(path)?;
        let trouble = |error: rusqlite::Error| OpenError::of_sql(path, &error);
        let mut connection = connection::connect(path).map_err(trouble)?;
        let version = identify(&connection, path)?;
        let mut notices = Vec::new();
        let mut home_lock = Err(READING.to_owned());
        if access != Access::Read {
            home_lock = lock_for(&mut connection, path, access, who)?;
        }
        if version < schema::newest() {
            if home_lock.is_ok()
                && let Err(error) = Backups::of(path).before_migration()
            {
                release(&connection, home_lock);
                home_lock = Err(format!(
                    "This study was written by an older Colloquy. It can be read, but not changed, because a backup must come \
                     first. {error}"
                ));
            }
            if home_lock.is_err() {
                connection = in_memory_copy(&connection).map_err(trouble)?;
            }
            schema::migrate(&mut connection, schema::STEPS).map_err(trouble)?;
        }
        if home_lock.is_ok()
            && let Err(error) = Backups::of(path).now()
        {
            notices.push(error.to_string());
        }
        if home_lock.is_err() {
            connection.pragma_update(None, "query_only", true).map_err(trouble)?;
        }
        let (study, history) = match load(&mut connection, &mut notices) {
            Ok(loaded) => loaded,
            Err(error) => {
                release(&connection, home_lock);
                return Err(OpenError::of_read(path, &error));
            }
        };
        let (lock, read_only) = match home_lock {
            Ok(lock) => (Some(lock), None),
            Err(why) => (None, Some(why)),
        };
        let mut open = OpenStudy::of(study, history, Home::File { path: path.to_owned(), connection, lock }, read_only);
        open.notices = notices;
        Ok(open)
    }

    fn open_text_form(folder: &Path) -> Result<Self, OpenError> {
        if !text_form::is_text_form(folder) {
            return Err(OpenError::Folder(folder.to_owned()));
        }
        let (study, entries) = text_form::read(folder)?;
        Ok(Self::reading(study, entries, TEXT_FORM))
    }

    fn of(study: Study, history: History, home: Home, read_only: Option<String>) -> Self {
        OpenStudy { study: Arc::new(study), history, revision: 0, home, read_only, notices: Vec::new() }
    }

    /// The study as it stands.
    pub fn study(&self) -> &Study {
        &self.study
    }

    /// The study as it stands, to be taken along by a job.
    pub fn snapshot(&self) -> Arc<Study> {
        self.study.clone()
    }

    /// What was done, and what can be undone and redone.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Goes up by one with every entry committed here; 0 when the study was opened.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Why the study cannot be changed, in a sentence; `None` where it can.
    pub fn read_only(&self) -> Option<&str> {
        self.read_only.as_deref()
    }

    /// What a person should be told about how the study was opened, such as that no backup could be made.
    pub fn notices(&self) -> &[String] {
        &self.notices
    }

    /// Where the study is; `None` where it is not in a file.
    pub fn path(&self) -> Option<&Path> {
        match &self.home {
            Home::File { path, .. } => Some(path),
            Home::Memory(_) | Home::Text(_) => None,
        }
    }

    /// The backups of the study, to be made on a schedule by a thread of their own; `None` where it is not in a file or
    /// cannot be changed.
    pub fn backups(&self) -> Option<Backups> {
        self.path().filter(|_| self.read_only.is_none()).map(Backups::of)
    }

    /// An entry with its changes.
    pub fn entry(&self, id: Uuid) -> Result<Entry, ReadError> {
        match &self.home {
            Home::File { connection, .. } | Home::Memory(connection) => reading::entry(connection, id),
            Home::Text(entries) => {
                entries.iter().find(|entry| entry.head.id == id).cloned().ok_or(ReadError::NoEntry(id))
            }
        }
    }

    /// All entries with their changes, oldest first, each read when it is asked for.
    pub fn entries(&self) -> impl Iterator<Item = Result<Entry, ReadError>> {
        self.history.heads().iter().map(|head| self.entry(head.id))
    }
}

/// Which study, not all that is in it.
impl fmt::Debug for OpenStudy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OpenStudy")
            .field("title", &self.study.details().title)
            .field("path", &self.path())
            .field("revision", &self.revision)
            .field("read_only", &self.read_only)
            .finish_non_exhaustive()
    }
}

/// Says in the file that it is no longer open.
impl Drop for OpenStudy {
    fn drop(&mut self) {
        if let Home::File { connection, lock: Some(lock), .. } = &self.home {
            // Where this fails, the lock's sign still goes, and the next to open it on this machine sees that.
            let _ = lock::release(connection, lock);
        }
    }
}

const READING: &str = "This study was opened for reading. Open it for work to change it.";
const TEXT_FORM: &str = "This is a study as text, which can be read and not changed here. Import it into a study file to \
                         work on it.";

/// The lock; or why the study can only be read.
fn lock_for(
    connection: &mut Connection,
    path: &Path,
    access: Access,
    who: &str,
) -> Result<Result<Lock, String>, OpenError> {
    let protected = |why: &str| {
        format!(
            "This study can be read, but not changed, because {why}. To work on it, copy it to a folder you may write to, or \
             ask for permission."
        )
    };
    if connection.is_readonly("main").map_err(|error| OpenError::of_sql(path, &error))? {
        return Ok(Err(protected("the file is write-protected")));
    }
    // A write-ahead log keeps changes in a side file, which a synced folder may tear from the study.
    let mode: rusqlite::Result<String> = connection.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0));
    mode.map_err(|error| OpenError::of_sql(path, &error))?;
    match lock::take(connection, path, who, access == Access::TakeOver) {
        Ok(Taking::Taken(lock)) => Ok(Ok(lock)),
        Ok(Taking::HeldBy(holder)) => Ok(Err(format!("{holder}; you can read it, or make a coder’s copy."))),
        Err(lock::LockError::Sql(error)) => match OpenError::of_sql(path, &error) {
            busy @ OpenError::Busy(_) => Err(busy),
            OpenError::Unreadable { .. } | OpenError::Interrupted(_) => {
                Ok(Err(protected("its folder cannot be written")))
            }
            _ if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ReadOnly) => {
                Ok(Err(protected("the file or its folder is write-protected")))
            }
            _ if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull) => {
                Ok(Err(protected("the disk is full")))
            }
            damaged => Err(damaged),
        },
        Err(lock::LockError::Io(error)) => Ok(Err(protected(&format!("it could not be locked ({error})")))),
    }
}

fn release(connection: &Connection, lock: Result<Lock, String>) {
    if let Ok(lock) = lock {
        let _ = lock::release(connection, &lock);
    }
}

/// The study that entries make, where it is a whole one.
fn made_by<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> Result<Study, Refusal> {
    let study = replay(entries)?;
    let violations = all_violations(&study);
    if violations.is_empty() { Ok(study) } else { Err(Refusal::Broken(violations)) }
}

fn in_memory_copy(connection: &Connection) -> rusqlite::Result<Connection> {
    let mut copied = connection::in_memory()?;
    connection::copy(connection, &mut copied)?;
    Ok(copied)
}

/// Study and history as they were at one moment.
fn load(connection: &mut Connection, notices: &mut Vec<String>) -> Result<(Study, History), ReadError> {
    let transaction = connection.transaction()?;
    let (study, doubtful) = reading::study(&transaction)?;
    let heads = reading::heads(&transaction)?;
    transaction.finish()?;
    for transcript in doubtful {
        let title = study.get(transcript).map_or("", |transcript| transcript.title.as_str());
        notices.push(format!(
            "The text of “{title}” is not the text that was stored: something other than Colloquy changed it, or the disk \
             lost some of it. Compare it with a backup before you work on it."
        ));
    }
    Ok((study, History::of(heads)))
}

/// Writes schema, study and journal into an empty file, in one transaction.
fn fill(
    mut connection: Connection,
    study: &Study,
    entries: &[Entry],
) -> Result<Connection, super::writing::WriteError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    schema::climb(&transaction, schema::STEPS)?;
    let mut writer = Writer::new(&transaction);
    writer.whole(study)?;
    entries.iter().try_for_each(|entry| writer.entry(entry))?;
    drop(writer);
    transaction.commit()?;
    Ok(connection)
}
