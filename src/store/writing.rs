//! From a change to rows: only those of what changed, inside the transaction that the caller began.

use std::collections::{BTreeSet, HashMap, hash_map};

use rusqlite::{Connection, Statement, params_from_iter, types::Value};
use thiserror::Error;

use super::{
    reading::HEAD,
    rows::{Cell, Columns, Filling, List, Table, Unkept},
};
use crate::{
    journal::{Change, Entry},
    study::{Id, Key, Record, Study, Transcript},
};

/// Why rows could not be written.
#[derive(Debug, Error)]
pub enum WriteError {
    #[error("{0}")]
    Sql(#[from] rusqlite::Error),
    #[error("{0}")]
    Unkept(#[from] Unkept),
    #[error("the {0} is not in the file as it is in memory")]
    Astray(Key),
    #[error("the changes cannot be written down: {0}")]
    Changes(#[from] serde_json::Error),
}

/// Writes rows, and keeps each statement for the next row like it.
pub struct Writer<'c> {
    connection: &'c Connection,
    prepared: HashMap<String, Statement<'c>>,
}

impl<'c> Writer<'c> {
    pub fn new(connection: &'c Connection) -> Self {
        Writer { connection, prepared: HashMap::new() }
    }

    /// The rows of what an entry changed, and the entry itself. `old` and `new` are the study before and after it.
    pub fn change(&mut self, old: &Study, new: &Study, entry: &Entry) -> Result<(), WriteError> {
        let (mut keys, mut texts) = (BTreeSet::new(), BTreeSet::new());
        for change in &entry.changes {
            match change {
                Change::Record { .. } => keys.extend(change.key()),
                Change::Splice { transcript, .. } => {
                    texts.insert(*transcript);
                    keys.extend(new.holding_passages(*transcript));
                }
            }
        }
        for key in keys {
            self.record(key, old.record(key).as_ref(), new.record(key).as_ref())?;
        }
        for transcript in texts.into_iter().filter(|&id| old.text(id) != new.text(id)) {
            self.text(new, transcript)?;
        }
        self.entry(entry)
    }

    /// Everything in a study.
    pub fn whole(&mut self, study: &Study) -> Result<(), WriteError> {
        for record in study.records() {
            self.record(record.key(), None, Some(&record))?;
        }
        study.transcripts().try_for_each(|transcript| self.text(study, transcript.id))
    }

    /// An entry of the journal, after all that are there.
    pub fn entry(&mut self, entry: &Entry) -> Result<(), WriteError> {
        let mut head = Filling::new("entry", HEAD);
        entry.head.fill(&mut head)?;
        let mut cells = head.done();
        cells.push(Value::Text(serde_json::to_string(&entry.changes)?));
        self.insert("entry", &[HEAD, &["changes"]].concat(), cells)
    }

    fn record(&mut self, key: Key, before: Option<&Record>, after: Option<&Record>) -> Result<(), WriteError> {
        if before == after {
            return Ok(());
        }
        let table = Table::of(key.kind);
        let written = |record: Option<&Record>| record.map(table.write).transpose();
        let (before, after) = (written(before)?, written(after)?);
        let (old, new) = (before.unwrap_or_default(), after.unwrap_or_default());
        match (old.cells.is_empty(), new.cells.is_empty()) {
            (true, _) => self.insert(table.name, table.columns, new.cells)?,
            (false, true) => self.delete(&table, key)?,
            (false, false) if old.cells != new.cells => self.update(&table, key, new.cells)?,
            (false, false) => {}
        }
        let none = Vec::new();
        for (place, list) in table.lists.iter().enumerate() {
            let rows = new.lists.get(place).unwrap_or(&none);
            if rows != old.lists.get(place).unwrap_or(&none) {
                self.list(list, key, rows)?;
            }
        }
        Ok(())
    }

    fn insert(&mut self, table: &str, columns: &[&str], cells: Vec<Value>) -> Result<(), WriteError> {
        let places: Vec<String> = (1..=columns.len()).map(|place| format!("?{place}")).collect();
        let sql = format!("INSERT INTO {table} ({}) VALUES ({})", columns.join(", "), places.join(", "));
        self.run(sql, cells)?;
        Ok(())
    }

    fn update(&mut self, table: &Table, key: Key, cells: Vec<Value>) -> Result<(), WriteError> {
        // The first column is the id, which never changes.
        let columns = table.columns.iter().enumerate().skip(1);
        let set: Vec<String> = columns.map(|(place, column)| format!("{column} = ?{}", place + 1)).collect();
        let sql = format!("UPDATE {} SET {} WHERE id = ?1", table.name, set.join(", "));
        if self.run(sql, cells)? == 1 { Ok(()) } else { Err(WriteError::Astray(key)) }
    }

    fn delete(&mut self, table: &Table, key: Key) -> Result<(), WriteError> {
        let sql = format!("DELETE FROM {} WHERE id = ?1", table.name);
        if self.run(sql, key.id.value())? == 1 { Ok(()) } else { Err(WriteError::Astray(key)) }
    }

    fn list(&mut self, list: &List, key: Key, rows: &[Vec<Value>]) -> Result<(), WriteError> {
        self.run(format!("DELETE FROM {} WHERE {} = ?1", list.table, list.owner), key.id.value())?;
        let columns = [&[list.owner], list.columns].concat();
        for row in rows {
            let cells = key.id.value().into_iter().chain(row.iter().cloned()).collect();
            self.insert(list.table, &columns, cells)?;
        }
        Ok(())
    }

    fn text(&mut self, study: &Study, transcript: Id<Transcript>) -> Result<(), WriteError> {
        let text = study.shared_text(transcript);
        if text.as_str().is_empty() {
            self.run("DELETE FROM transcript_text WHERE transcript = ?1".to_owned(), transcript.value())?;
        } else {
            let sql = "INSERT INTO transcript_text (transcript, text, hash) VALUES (?1, ?2, ?3)
                ON CONFLICT (transcript) DO UPDATE SET text = excluded.text, hash = excluded.hash";
            let texts = [text.as_str().to_owned(), text.hash()].map(Value::Text);
            self.run(sql.to_owned(), transcript.value().into_iter().chain(texts))?;
        }
        Ok(())
    }

    /// How many rows the statement touched.
    fn run(&mut self, sql: String, cells: impl IntoIterator<Item = Value>) -> rusqlite::Result<usize> {
        let statement = match self.prepared.entry(sql) {
            hash_map::Entry::Occupied(there) => there.into_mut(),
            hash_map::Entry::Vacant(place) => {
                let statement = self.connection.prepare(place.key())?;
                place.insert(statement)
            }
        };
        statement.execute(params_from_iter(cells))
    }
}
