//! A study that is open: as it stands, what was done to it, and where it is kept.

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
};

use rusqlite::Connection;
use uuid::Uuid;

use super::{
    Backups, OpenError,
    connection::{self, identify, sniff},
    lock::{self, Lock, Taking},
    reading::{self, ReadError},
    schema, text_form,
};
use crate::{
    journal::{Entry, History},
    study::{Key, Kind, Study},
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

/// How a file is opened, beyond what the caller chooses.
pub(super) struct Way<'w> {
    /// The steps to the newest schema.
    pub(super) steps: &'w [&'w str],
    /// Whether a backup is due where something was done since the last.
    pub(super) back_up: bool,
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
        Self::open_file(path, access, who, &Way { steps: schema::STEPS, back_up: true })
    }

    /// Opens a study file as `open` does, except that the backup that is due where something was done since the last one
    /// is left to the caller: to be made by a thread of its own (`backups`), so that a large study opens at once. The
    /// backup before an older file is brought to the newest schema is made here all the same.
    pub fn open_before_backup(path: &Path, access: Access, who: &str) -> Result<Self, OpenError> {
        if path.is_dir() {
            return Self::open_text_form(path);
        }
        Self::open_file(path, access, who, &Way { steps: schema::STEPS, back_up: false })
    }

    pub(super) fn open_file(path: &Path, access: Access, who: &str, way: &Way<'_>) -> Result<Self, OpenError> {
        sniff(path)?;
        let trouble = |error: rusqlite::Error| OpenError::of_sql(path, &error);
        let mut connection = connection::connect(path).map_err(trouble)?;
        let version = identify(&connection, path, schema::after(way.steps))?;
        let mut lock = match access {
            Access::Read => Err(READING.to_owned()),
            Access::Write | Access::TakeOver => lock_for(&mut connection, path, access, who)?,
        };
        let mut notices = Vec::new();
        let prepared = bring_up_to_date(&mut connection, path, version, &mut lock, way).and_then(|()| {
            if lock.is_err() {
                connection.pragma_update(None, "query_only", true).map_err(trouble)?;
            } else if way.back_up
                && let Err(error) = Backups::of(path).now()
            {
                notices.push(error.to_string());
            }
            load(&mut connection, &mut notices).map_err(|error| OpenError::of_read(path, &error))
        });
        let (study, history) = match prepared {
            Ok(loaded) => loaded,
            Err(error) => {
                release(&connection, lock);
                return Err(error);
            }
        };
        let (lock, read_only) = match lock {
            Ok(lock) => (Some(lock), None),
            Err(why) => (None, Some(why)),
        };
        let mut open = OpenStudy::of(study, history, Home::File { path: path.to_owned(), connection, lock }, read_only);
        open.notices = notices;
        Ok(open)
    }

    fn open_text_form(folder: &Path) -> Result<Self, OpenError> {
        let (study, entries) = text_form::read(folder)?;
        Ok(Self::reading(study, entries, TEXT_FORM))
    }

    pub(super) fn of(study: Study, history: History, home: Home, read_only: Option<String>) -> Self {
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

    /// The entries that touch a record, oldest first.
    pub fn entries_about(&self, key: Key) -> Result<Vec<Entry>, ReadError> {
        let touches = |entry: &Entry| entry.changes.iter().any(|change| change.key() == Some(key));
        self.entries_with(&key.id.to_string(), touches)
    }

    /// The entries that touch a record of this kind, oldest first.
    pub fn entries_touching(&self, kind: Kind) -> Result<Vec<Entry>, ReadError> {
        let touches =
            |entry: &Entry| entry.changes.iter().any(|change| change.key().is_some_and(|key| key.kind == kind));
        self.entries_with(&format!("{{\"{kind:?}\":{{"), touches)
    }

    fn entries_with(&self, text: &str, wanted: impl Fn(&Entry) -> bool) -> Result<Vec<Entry>, ReadError> {
        let mut entries = match &self.home {
            Home::File { connection, .. } | Home::Memory(connection) => reading::entries_holding(connection, text)?,
            Home::Text(entries) => entries.clone(),
        };
        entries.retain(wanted);
        Ok(entries)
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
        Ok(Taking::HeldBy(holder)) => Ok(Err(format!(
            "{holder}; close it there to work on it here. Until then you can read it, or make a coder’s copy."
        ))),
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

/// Brings an older file to the newest schema: itself, after a backup, where it may be changed; otherwise a copy in memory.
fn bring_up_to_date(
    connection: &mut Connection,
    path: &Path,
    version: i64,
    lock: &mut Result<Lock, String>,
    way: &Way<'_>,
) -> Result<(), OpenError> {
    if version >= schema::after(way.steps) {
        return Ok(());
    }
    if lock.is_ok()
        && let Err(error) = Backups::of(path).before_migration()
    {
        let why = format!(
            "This study was written by an older Colloquy. It can be read, but not changed, because a backup must come \
             first. {error}"
        );
        release(connection, std::mem::replace(lock, Err(why)));
    }
    let trouble = |error: rusqlite::Error| OpenError::of_sql(path, &error);
    if lock.is_err() {
        *connection = in_memory_copy(connection).map_err(trouble)?;
    }
    schema::migrate(connection, way.steps).map_err(trouble)
}

fn release(connection: &Connection, lock: Result<Lock, String>) {
    if let Ok(lock) = lock {
        let _ = lock::release(connection, &lock);
    }
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::{
        journal::{Change, Stamp},
        study::Details,
    };

    /// The steps of a later program: these and one more.
    static LATER: std::sync::LazyLock<Vec<&'static str>> = std::sync::LazyLock::new(|| {
        let more = "ALTER TABLE board ADD COLUMN mood TEXT NOT NULL DEFAULT 'fine';";
        schema::STEPS.iter().copied().chain([more]).collect()
    });

    fn an_older_file(folder: &Path) -> PathBuf {
        let path = folder.join("study.colloquy");
        let stamp = Stamp::now(None);
        let details = Details { id: stamp.id(), title: "Old".into(), ..Study::default().details().clone() };
        OpenStudy::create(&path, Entry::new(&stamp, "Made", vec![Change::made(details)]), "Ana").unwrap();
        path
    }

    fn version_of(path: &Path) -> i64 {
        schema::version(&connection::connect_to_read(path).unwrap()).unwrap()
    }

    fn by_a_later_program(path: &Path, access: Access) -> OpenStudy {
        OpenStudy::open_file(path, access, "Ana", &Way { steps: &LATER, back_up: true }).unwrap()
    }

    #[test]
    fn an_older_file_is_backed_up_and_brought_up_to_date_when_it_is_opened_for_work() {
        let folder = tempfile::tempdir().unwrap();
        let path = an_older_file(folder.path());
        let open = by_a_later_program(&path, Access::Write);
        assert_eq!((open.read_only(), open.study().details().title.as_str()), (None, "Old"));
        let newest = schema::newest();
        assert_eq!(version_of(&path), newest + 1);
        let backups = Backups::of(&path).list();
        let before = backups.iter().find(|backup| backup.before_migration).unwrap();
        assert_eq!(version_of(&before.path), newest);
        drop(open);
        let newer = OpenStudy::open(&path, Access::Write, "Ana").unwrap_err().to_string();
        let versions = format!("(file version {}; this program knows up to {newest})", newest + 1);
        assert!(newer.contains(&versions), "{newer}");
        assert_eq!(OpenStudy::open(&before.path, Access::Read, "Ana").unwrap().study().details().title, "Old");
    }

    #[test]
    fn a_study_may_open_before_its_backup_but_an_older_file_may_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = an_older_file(folder.path());
        let open = OpenStudy::open_before_backup(&path, Access::Write, "Ana").unwrap();
        assert_eq!((Backups::of(&path).list(), open.backups().is_some()), (Vec::new(), true));
        drop(open);
        OpenStudy::open_file(&path, Access::Write, "Ana", &Way { steps: &LATER, back_up: false }).unwrap();
        let backups = Backups::of(&path).list();
        assert!(matches!(backups.as_slice(), [backup] if backup.before_migration), "{backups:?}");
    }

    #[test]
    fn an_older_file_opened_for_reading_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = an_older_file(folder.path());
        let bytes = fs::read(&path).unwrap();
        let open = by_a_later_program(&path, Access::Read);
        assert_eq!(open.study().details().title, "Old");
        assert_eq!(open.entries().count(), 1);
        drop(open);
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }

    #[test]
    fn an_older_file_that_cannot_be_backed_up_is_read_and_the_reason_is_given() {
        let folder = tempfile::tempdir().unwrap();
        let path = an_older_file(folder.path());
        fs::write(Backups::of(&path).folder(), "in the way").unwrap();
        let open = by_a_later_program(&path, Access::Write);
        assert!(
            open.read_only().unwrap().contains("because a backup must come first. No backup was made in"),
            "{open:?}"
        );
        assert_eq!((open.study().details().title.as_str(), version_of(&path)), ("Old", schema::newest()));
        drop(open);
        assert_eq!(OpenStudy::open(&path, Access::Write, "Ben").unwrap().read_only(), None, "and the lock is free");
    }
}
