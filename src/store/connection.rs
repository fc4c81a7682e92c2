//! Connections to a study's file, and whether the file is a study at all.

use std::{
    fs::{self, File},
    io::Read,
    path::Path,
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, backup::Backup};

use super::{Backups, OpenError, schema, trouble::Stranger};

/// How long a connection waits for another program to finish writing.
const PATIENCE: Duration = Duration::from_secs(5);

/// A connection for writing, where the file may be written; otherwise for reading.
pub fn connect(path: &Path) -> rusqlite::Result<Connection> {
    prepared(Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?)
}

/// A connection that cannot write.
pub fn connect_to_read(path: &Path) -> rusqlite::Result<Connection> {
    prepared(Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?)
}

/// A connection to a study that lives in memory only.
pub fn in_memory() -> rusqlite::Result<Connection> {
    prepared(Connection::open_in_memory()?)
}

/// Settings that belong to the connection and not to the file.
fn prepared(connection: Connection) -> rusqlite::Result<Connection> {
    connection.busy_timeout(PATIENCE)?;
    // A study may come from a stranger: what its schema says is not trusted, and pages are looked at closely.
    connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON;")?;
    // A commit that has returned survives a power cut. EXTRA is FULL, and makes sure that the journal's removal, which is
    // what commits, is on disk too. `fullfsync` is the same for macOS, where a plain fsync stops at the drive's cache.
    connection.execute_batch("PRAGMA synchronous = EXTRA; PRAGMA fullfsync = ON;")?;
    Ok(connection)
}

/// Whether the file's first bytes can be a study's.
pub fn sniff(path: &Path) -> Result<(), OpenError> {
    let unreadable = |error| OpenError::of_io(path, &error);
    let length = fs::metadata(path).map_err(unreadable)?.len();
    if length == 0 {
        return Err(OpenError::Empty { path: path.to_owned(), backup: Backups::of(path).newest_good() });
    }
    let mut head = Vec::new();
    File::open(path).map_err(unreadable)?.take(512).read_to_end(&mut head).map_err(unreadable)?;
    let what = if head.starts_with(b"SQLite format 3\0") {
        return Ok(());
    } else if head.starts_with(b"PK\x03\x04") {
        Stranger::Zip
    } else if head.starts_with(b"%PDF") {
        Stranger::Pdf
    } else if is_text(&head) {
        Stranger::Text
    } else if head.iter().all(|&byte| byte == 0) {
        return Err(OpenError::damaged(path, "it begins with zeros".to_owned()));
    } else {
        Stranger::Other
    };
    Err(OpenError::NotAStudy { path: path.to_owned(), what })
}

/// Whether bytes, perhaps cut in the middle of a character, are text.
fn is_text(head: &[u8]) -> bool {
    let cut = match std::str::from_utf8(head) {
        Ok(_) => head.len(),
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        Err(_) => return false,
    };
    head.get(..cut).is_some_and(|text| !text.iter().any(|&byte| byte < 9))
}

/// The file's schema version, after making sure that it is a study, whole, and not newer than `known`.
///
/// Reading it also rolls back a change that was interrupted.
pub fn identify(connection: &Connection, path: &Path, known: i64) -> Result<i64, OpenError> {
    let trouble = |error| OpenError::of_sql(path, &error);
    let application: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0)).map_err(trouble)?;
    let pages: i64 = connection.query_row("PRAGMA page_count", [], |row| row.get(0)).map_err(trouble)?;
    if pages == 0 {
        // Making it was interrupted, and has just been rolled back.
        return Err(OpenError::Empty { path: path.to_owned(), backup: Backups::of(path).newest_good() });
    }
    if application != schema::APPLICATION_ID {
        return Err(OpenError::NotAStudy { path: path.to_owned(), what: Stranger::Database });
    }
    let found = schema::version(connection).map_err(trouble)?;
    if found > known {
        return Err(OpenError::Newer { path: path.to_owned(), found, known });
    }
    let page: i64 = connection.query_row("PRAGMA page_size", [], |row| row.get(0)).map_err(trouble)?;
    let length = fs::metadata(path).map_err(|error| OpenError::of_io(path, &error))?.len();
    if u64::try_from(pages * page).is_ok_and(|whole| whole > length) {
        return Err(OpenError::damaged(path, "its end is missing".to_owned()));
    }
    let verdict: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(trouble)?;
    if verdict != "ok" {
        return Err(OpenError::damaged(path, verdict));
    }
    Ok(found)
}

/// Copies a file's contents through SQLite, which sees to it that the copy is of one moment.
pub fn copy(from: &Connection, to: &mut Connection) -> rusqlite::Result<()> {
    // Small steps, so that whoever is writing to the study waits for milliseconds only.
    const PAGES: i32 = 256;
    const PAUSE: Duration = Duration::from_millis(1);
    let copying = Backup::new(from, to)?;
    let mut waits = 0;
    loop {
        use rusqlite::backup::StepResult;
        match copying.step(PAGES)? {
            StepResult::Done => return Ok(()),
            StepResult::Busy | StepResult::Locked if waits > PATIENCE.as_millis() => {
                return Err(rusqlite::Error::SqliteFailure(
                    rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY),
                    Some("another program holds the file".to_owned()),
                ));
            }
            StepResult::Busy | StepResult::Locked => waits += 1,
            _ => {}
        }
        std::thread::sleep(PAUSE);
    }
}
