//! The schema of the file: its versions, and the steps from each to the next.

use rusqlite::{Connection, TransactionBehavior};

/// What SQLite's header says a Colloquy study is: "Clqy" in ASCII.
pub const APPLICATION_ID: i64 = 0x436C_7179;

/// The steps from an empty file to the newest schema; version `n` stands after the first `n`. Steps are added at the end
/// and never edited.
pub const STEPS: &[&str] = &[
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
    include_str!("schema/5.sql"),
    include_str!("schema/6.sql"),
    include_str!("schema/7.sql"),
];

/// The schema version that this program writes.
pub fn newest() -> i64 {
    after(STEPS)
}

/// The schema version after all of these steps.
pub fn after(steps: &[&str]) -> i64 {
    i64::try_from(steps.len()).unwrap_or(i64::MAX)
}

/// The schema version of a file.
pub fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Brings a file to the version that `steps` ends with, in one transaction: all steps or none.
///
/// References are checked once at the end, because a step may rebuild a table that others point at.
pub fn migrate(connection: &mut Connection, steps: &[&str]) -> rusqlite::Result<()> {
    connection.pragma_update(None, "foreign_keys", false)?;
    let done = run(connection, steps);
    connection.pragma_update(None, "foreign_keys", true)?;
    done
}

fn run(connection: &mut Connection, steps: &[&str]) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    climb(&transaction, steps)?;
    let dangling: i64 = transaction.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
    if dangling > 0 {
        let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY);
        return Err(rusqlite::Error::SqliteFailure(code, Some(format!("{dangling} references lead nowhere"))));
    }
    transaction.commit()
}

/// The steps that a file lacks, inside the transaction that the caller began.
pub fn climb(connection: &Connection, steps: &[&str]) -> rusqlite::Result<()> {
    let from = usize::try_from(version(connection)?).unwrap_or_default();
    for step in steps.iter().skip(from) {
        connection.execute_batch(step)?;
    }
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", after(steps))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(connection: &Connection, table: &str) -> Vec<String> {
        let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?1)").unwrap();
        statement.query_map([table], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn a_step_that_fails_leaves_the_file_as_it_was() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, STEPS).unwrap();
        let mut longer = STEPS.to_vec();
        longer.push("ALTER TABLE board ADD COLUMN mood TEXT NOT NULL DEFAULT ''; ALTER TABLE nowhere ADD COLUMN x;");
        assert!(migrate(&mut connection, &longer).is_err());
        assert_eq!(version(&connection).unwrap(), newest());
        let before = columns(&connection, "board");
        assert!(!before.contains(&"mood".to_owned()), "{before:?}");
        longer.pop();
        longer.push("ALTER TABLE board ADD COLUMN mood TEXT NOT NULL DEFAULT '';");
        migrate(&mut connection, &longer).unwrap();
        assert_eq!(version(&connection).unwrap(), newest() + 1);
        assert_eq!(columns(&connection, "board"), [before, vec!["mood".to_owned()]].concat());
    }

    #[test]
    fn every_column_described_is_in_the_schema_and_the_other_way_round() {
        use crate::{store::rows::Table, study::Kind};
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, STEPS).unwrap();
        let mut described = vec!["transcript_text".to_owned(), "entry".to_owned(), "lock".to_owned()];
        for table in Kind::ALL.iter().map(|&kind| Table::of(kind)) {
            assert_eq!(columns(&connection, table.name), table.columns);
            described.push(table.name.to_owned());
            for list in table.lists {
                assert_eq!(columns(&connection, list.table), [&[list.owner], list.columns].concat());
                described.push(list.table.to_owned());
            }
        }
        let mut statement = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
        let mut there: Vec<String> =
            statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
        there.sort();
        described.sort();
        assert_eq!(there, described);
    }

    #[test]
    fn removing_a_record_never_reads_a_whole_table_to_find_who_points_at_it() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, STEPS).unwrap();
        let unindexed = "SELECT t.name, f.\"from\" FROM sqlite_schema t, pragma_foreign_key_list(t.name) f
            WHERE t.type = 'table' AND NOT EXISTS (
                SELECT 1 FROM pragma_index_list(t.name) i, pragma_index_info(i.name) c
                WHERE c.seqno = 0 AND c.name = f.\"from\")";
        let mut statement = connection.prepare(unindexed).unwrap();
        let found: Vec<(String, String)> =
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().collect::<Result<_, _>>().unwrap();
        assert_eq!(found, []);
    }
}
