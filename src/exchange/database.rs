//! Other programs' SQLite files, opened to be read and never written.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, Row};

/// Opens a database for reading.
pub(super) fn open(path: &Path) -> Result<Connection, String> {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(damaged)
}

/// The names of a database's tables.
pub(super) fn tables(path: &Path) -> Result<Vec<String>, String> {
    rows(&open(path)?, "SELECT name FROM sqlite_master WHERE type = 'table'", |row| row.get(0))
}

/// The names of a table's columns.
pub(super) fn columns(connection: &Connection, table: &str) -> Result<Vec<String>, String> {
    rows(connection, &format!("SELECT name FROM pragma_table_info('{table}')"), |row| row.get(0))
}

/// Every row of a query.
pub(super) fn rows<T>(
    connection: &Connection,
    query: &str,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, String> {
    let mut statement = connection.prepare(query).map_err(damaged)?;
    let found = statement.query_map([], read).map_err(damaged)?;
    found.collect::<Result<Vec<T>, _>>().map_err(damaged)
}

fn damaged(why: rusqlite::Error) -> String {
    format!(
        "its database is damaged, or of a version that is not known here ({why}). Open it in the program that made it, and \
         export it there once more."
    )
}

/// Text that may be missing.
pub(super) fn words(row: &Row<'_>, at: usize) -> rusqlite::Result<String> {
    Ok(row.get::<_, Option<String>>(at)?.unwrap_or_default())
}

/// A time as databases write it: "2022-02-03 08:01:22", with or without a fraction, taken as UTC.
pub(super) fn time(words: &str) -> Option<jiff::Timestamp> {
    let civil: jiff::civil::DateTime = words.trim().replace(' ', "T").parse().ok()?;
    civil.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}
