//! The one way in which a study changes: in memory and on disk together, or not at all.

use std::sync::Arc;

use rusqlite::{Connection, ErrorCode, OptionalExtension, TransactionBehavior};
use uuid::Uuid;

use super::{
    CommitError,
    lock::{self, Lock},
    open::{Home, OpenStudy},
    writing::Writer,
};
use crate::{
    journal::{Entry, Head, Stamp, apply},
    study::Study,
};

impl OpenStudy {
    /// Applies an entry: checks what must always hold, writes what changed and the entry in one transaction, and then
    /// lets the study in memory follow. When it returns, the work is on disk; where it fails, nothing has changed.
    pub fn commit(&mut self, entry: Entry) -> Result<(), CommitError> {
        if let Some(why) = self.read_only() {
            return Err(CommitError::ReadOnly(why.to_owned()));
        }
        let next = apply(&self.study, &entry)?;
        let last = self.history.heads().last().map(|head| head.id);
        match &mut self.home {
            Home::File { connection, lock, .. } => write(connection, lock.as_ref(), last, &self.study, &next, &entry)?,
            Home::Memory(connection) => write(connection, None, last, &self.study, &next, &entry)?,
            // Always read-only, and refused above.
            Home::Text(_) => return Err(CommitError::Behind),
        }
        self.study = Arc::new(next);
        self.history.push(entry.head);
        self.revision += 1;
        Ok(())
    }

    /// Takes back the last entry that stands, and returns its head; `None` where there is none.
    pub fn undo(&mut self, stamp: &Stamp) -> Result<Option<Head>, CommitError> {
        let Some(head) = self.history.next_undo().cloned() else { return Ok(None) };
        self.commit(self.entry(head.id)?.undone(stamp))?;
        Ok(Some(head))
    }

    /// Does again the entry that was taken back last, and returns its head; `None` where there is none.
    pub fn redo(&mut self, stamp: &Stamp) -> Result<Option<Head>, CommitError> {
        let Some(head) = self.history.next_redo().cloned() else { return Ok(None) };
        self.commit(self.entry(head.id)?.redone(stamp))?;
        Ok(Some(head))
    }
}

/// Writes what an entry changed, and the entry, in one transaction.
fn write(
    connection: &mut Connection,
    lock: Option<&Lock>,
    last: Option<Uuid>,
    old: &Study,
    new: &Study,
    entry: &Entry,
) -> Result<(), CommitError> {
    let of_sql = |error: rusqlite::Error| CommitError::of_sql(&error);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(of_sql)?;
    // The lock is a courtesy between people. That the file goes on from what is here in memory is certain only by looking.
    if let Some(lock) = lock
        && let Err(Some(holder)) = lock::stands(&transaction, lock).map_err(of_sql)?
    {
        return Err(CommitError::TakenOver(holder));
    }
    let sql = "SELECT id FROM entry ORDER BY seq DESC LIMIT 1";
    let there: Option<String> = transaction.query_row(sql, [], |row| row.get(0)).optional().map_err(of_sql)?;
    if there != last.map(|id| id.to_string()) {
        return Err(CommitError::Behind);
    }
    let mut writer = Writer::new(&transaction);
    writer.change(old, new, entry).map_err(|error| match CommitError::from(error) {
        CommitError::Disk(_) if is_there(&transaction, entry.head.id) => CommitError::Twice(entry.head.id),
        other => other,
    })?;
    drop(writer);
    transaction.commit().map_err(|error| match error.sqlite_error_code() {
        // The study in memory was checked before; what it was not checked for must not get into the file either.
        Some(ErrorCode::ConstraintViolation) => {
            CommitError::Unkept("it would leave a reference in the file that leads nowhere".to_owned())
        }
        _ => of_sql(error),
    })
}

fn is_there(connection: &Connection, entry: Uuid) -> bool {
    let sql = "SELECT count(*) FROM entry WHERE id = ?1";
    connection.query_row(sql, [entry.to_string()], |row| row.get::<_, i64>(0)).is_ok_and(|count| count > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        journal::Change,
        study::{Board, Details},
    };

    fn details(stamp: &Stamp) -> Details {
        Details { id: stamp.id(), title: "Full disk".into(), ..Study::default().details().clone() }
    }

    #[test]
    fn a_full_disk_refuses_a_change_and_leaves_study_file_and_history_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("study.colloquy");
        let stamp = Stamp::now(None);
        let first = Entry::new(&stamp, "Made the study", vec![Change::made(details(&stamp))]);
        let mut open = OpenStudy::create(&path, first, "Ana").unwrap();
        let Home::File { connection, .. } = &open.home else { panic!("a file") };
        let pages: i64 = connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        let limit = |open: &OpenStudy, pages: i64| {
            let Home::File { connection, .. } = &open.home else { panic!("a file") };
            connection.pragma_update(None, "max_page_count", pages).unwrap();
        };
        limit(&open, pages);
        let long = Board {
            id: stamp.id(),
            order: 0,
            name: "Final".into(),
            notes: "Notes. ".repeat(20_000),
            figure: Default::default(),
        };
        let entry = Entry::new(&stamp, "Made a board", vec![Change::made(long)]);
        let (before, heads) = (open.snapshot(), open.history().heads().to_vec());
        let refused = open.commit(entry.clone()).unwrap_err();
        assert!(matches!(refused, CommitError::DiskFull), "{refused}");
        assert!(refused.to_string().contains("Make room"), "{refused}");
        assert_eq!((&open.snapshot(), open.history().heads(), open.revision()), (&before, heads.as_slice(), 0));
        let there = OpenStudy::open(&path, super::super::Access::Read, "Ben").unwrap();
        assert_eq!(there.study(), &*before);
        limit(&open, pages + 1000);
        open.commit(entry).unwrap();
        assert_eq!(open.study().boards().count(), 1);
    }
}
