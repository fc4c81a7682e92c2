//! Records as rows and back: every kind of record is described once, field by column, and read and written by that.
//!
//! To add a field to a record: one line in its description here, and a step in `schema`.

mod carried;
mod cell;
mod coding;
mod details;
mod people;
mod reporting;
mod review;
mod sources;
mod table;
mod themes;

use rusqlite::types::Value;
use thiserror::Error;

pub use cell::Cell;
use table::table;
pub use table::{List, Row, Rows, Table, Writing, Written};

use crate::{study::Key, text::Span};

/// A value that the file has no way of writing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("a value of the {table}’s {column} cannot be kept: it is not {expected}")]
pub struct Unkept {
    table: &'static str,
    column: &'static str,
    expected: &'static str,
}

/// A cell that holds something else than it should.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("in the table {table}, the row {row} holds {found} as its {column}, where {expected} should stand")]
pub struct Misread {
    table: &'static str,
    row: String,
    column: &'static str,
    found: String,
    expected: &'static str,
}

/// A run of cells being written.
pub struct Filling {
    table: &'static str,
    columns: &'static [&'static str],
    cells: Vec<Value>,
}

impl Filling {
    pub fn new(table: &'static str, columns: &'static [&'static str]) -> Self {
        Filling { table, columns, cells: Vec::with_capacity(columns.len()) }
    }

    /// Fills the next cell.
    pub fn cell<T: Cell>(&mut self, value: &T) -> Result<(), Unkept> {
        let column = self.columns.get(self.cells.len()).copied().unwrap_or_default();
        let value = value.value().ok_or(Unkept { table: self.table, column, expected: T::EXPECTED })?;
        self.cells.push(value);
        Ok(())
    }

    /// The cells filled.
    pub fn done(self) -> Vec<Value> {
        self.cells
    }
}

/// A run of cells being read.
pub struct Cells {
    table: &'static str,
    columns: &'static [&'static str],
    /// The id of the record that the row belongs to, for messages.
    row: String,
    values: std::vec::IntoIter<Value>,
    next: usize,
}

impl Cells {
    /// The cells of a row that belongs to the record `row`.
    pub fn new(table: &'static str, columns: &'static [&'static str], row: String, values: Vec<Value>) -> Self {
        Cells { table, columns, row, values: values.into_iter(), next: 0 }
    }

    /// The next cell.
    pub fn cell<T: Cell>(&mut self) -> Result<T, Misread> {
        let value = self.values.next().unwrap_or(Value::Null);
        let found = value.clone();
        self.next += 1;
        T::from_value(value).ok_or_else(|| self.misread(&found, T::EXPECTED))
    }

    /// What is wrong with the cell just read.
    pub fn misread(&self, found: &Value, expected: &'static str) -> Misread {
        let found = match found {
            Value::Null => "nothing".to_owned(),
            Value::Integer(number) => number.to_string(),
            Value::Real(number) => number.to_string(),
            Value::Text(text) => format!("“{}”", text.chars().take(60).collect::<String>()),
            Value::Blob(_) => "bytes".to_owned(),
        };
        let column = self.columns.get(self.next.saturating_sub(1)).copied().unwrap_or_default();
        Misread { table: self.table, row: self.row.clone(), column, found, expected }
    }
}

/// A field of a record: most fill one cell, a span fills two.
pub trait Columns: Sized {
    fn fill(&self, to: &mut Filling) -> Result<(), Unkept>;
    fn take(from: &mut Cells) -> Result<Self, Misread>;
}

impl<T: Cell> Columns for T {
    fn fill(&self, to: &mut Filling) -> Result<(), Unkept> {
        to.cell(self)
    }
    fn take(from: &mut Cells) -> Result<Self, Misread> {
        from.cell()
    }
}

/// The first byte, and one past the last.
impl Columns for Span {
    fn fill(&self, to: &mut Filling) -> Result<(), Unkept> {
        to.cell(&self.start)?;
        to.cell(&self.end)
    }
    fn take(from: &mut Cells) -> Result<Self, Misread> {
        Ok(Span { start: from.cell()?, end: from.cell()? })
    }
}

/// The kind and the id.
impl Columns for Key {
    fn fill(&self, to: &mut Filling) -> Result<(), Unkept> {
        to.cell(&self.kind)?;
        to.cell(&self.id)
    }
    fn take(from: &mut Cells) -> Result<Self, Misread> {
        Ok(Key { kind: from.cell()?, id: from.cell()? })
    }
}
