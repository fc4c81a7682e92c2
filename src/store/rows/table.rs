//! Tables: how a kind of record is described, once, and what follows from the description.

use std::collections::BTreeMap;

use rusqlite::types::Value;

use super::{Cell, Cells, Columns, Filling, Misread, Unkept};
use crate::study::*;

/// A field that fills rows of a table of its own.
pub trait Many: Sized {
    fn write(&self, list: &List) -> Result<Vec<Vec<Value>>, Unkept>;
    fn read(rows: Vec<Cells>) -> Result<Self, Misread>;
}

/// In the order of a column `position`, counted from 0.
impl<T: Columns> Many for Vec<T> {
    fn write(&self, list: &List) -> Result<Vec<Vec<Value>>, Unkept> {
        self.iter().enumerate().map(|(position, item)| list.fill(&position, item)).collect()
    }
    fn read(rows: Vec<Cells>) -> Result<Self, Misread> {
        let item = |mut row: Cells| {
            row.cell::<usize>()?;
            T::take(&mut row)
        };
        rows.into_iter().map(item).collect()
    }
}

/// By its key.
impl<K: Cell + Ord, V: Columns> Many for BTreeMap<K, V> {
    fn write(&self, list: &List) -> Result<Vec<Vec<Value>>, Unkept> {
        self.iter().map(|(key, value)| list.fill(key, value)).collect()
    }
    fn read(rows: Vec<Cells>) -> Result<Self, Misread> {
        rows.into_iter().map(|mut row| Ok((row.cell()?, V::take(&mut row)?))).collect()
    }
}

/// A table that holds a list of each record's: aliases, turns, members.
#[derive(Debug)]
pub struct List {
    pub table: &'static str,
    /// The column that names the record.
    pub owner: &'static str,
    /// The others; the first is the position or the key.
    pub columns: &'static [&'static str],
}

impl List {
    fn fill(&self, first: &impl Cell, rest: &impl Columns) -> Result<Vec<Value>, Unkept> {
        let mut row = Filling::new(self.table, self.columns);
        row.cell(first)?;
        rest.fill(&mut row)?;
        Ok(row.done())
    }
}

/// A record as rows: one in its table, and any number in each of its lists.
#[derive(Debug, Default, PartialEq)]
pub struct Written {
    pub cells: Vec<Value>,
    pub lists: Vec<Vec<Vec<Value>>>,
}

/// A record being written.
pub struct Writing {
    filling: Filling,
    remaining: std::slice::Iter<'static, List>,
    lists: Vec<Vec<Vec<Value>>>,
}

impl Writing {
    pub fn new<T: Rows>() -> Self {
        Writing { filling: Filling::new(T::TABLE, T::COLUMNS), remaining: T::LISTS.iter(), lists: Vec::new() }
    }
    pub fn field(&mut self, field: &impl Columns) -> Result<(), Unkept> {
        field.fill(&mut self.filling)
    }
    pub fn list(&mut self, field: &impl Many) -> Result<(), Unkept> {
        let rows = self.remaining.next().map(|list| field.write(list)).transpose()?;
        self.lists.extend(rows);
        Ok(())
    }
    pub fn done(self) -> Written {
        Written { cells: self.filling.done(), lists: self.lists }
    }
}

/// A record being read.
pub struct Row {
    pub cells: Cells,
    pub lists: std::vec::IntoIter<Vec<Cells>>,
}

impl Row {
    pub fn field<T: Columns>(&mut self) -> Result<T, Misread> {
        T::take(&mut self.cells)
    }
    pub fn list<T: Many>(&mut self) -> Result<T, Misread> {
        T::read(self.lists.next().unwrap_or_default())
    }
}

/// How a kind of record stands in the file. Written by `table!`.
pub trait Rows: Wrapped {
    const TABLE: &'static str;
    const COLUMNS: &'static [&'static str];
    const LISTS: &'static [List];
    fn written(&self) -> Result<Written, Unkept>;
    fn read(row: &mut Row) -> Result<Self, Misread>;
}

/// The description of a kind of record: its table, each field with its columns, each list with its table.
macro_rules! table {
    ($kind:ident in $table:literal {
        $($field:ident: $($column:literal)+;)*
    } $($list:ident in $list_table:literal of $owner:literal: $($list_column:literal)+;)*) => {
        impl $crate::store::rows::Rows for $kind {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [&'static str] = &[$($($column),+),*];
            const LISTS: &'static [$crate::store::rows::List] = &[$($crate::store::rows::List {
                table: $list_table, owner: $owner, columns: &[$($list_column),+],
            }),*];
            fn written(&self) -> Result<$crate::store::rows::Written, $crate::store::rows::Unkept> {
                let mut writing = $crate::store::rows::Writing::new::<Self>();
                $(writing.field(&self.$field)?;)*
                $(writing.list(&self.$list)?;)*
                Ok(writing.done())
            }
            fn read(row: &mut $crate::store::rows::Row) -> Result<Self, $crate::store::rows::Misread> {
                Ok($kind { $($field: row.field()?,)* $($list: row.list()?,)* })
            }
        }
    };
}
pub(super) use table;

/// A kind's table, for whoever does not know the kind beforehand.
pub struct Table {
    pub name: &'static str,
    /// The first is `id`.
    pub columns: &'static [&'static str],
    pub lists: &'static [List],
    pub write: fn(&Record) -> Result<Written, Unkept>,
    pub read: fn(&mut Row) -> Result<Record, Misread>,
}

impl Table {
    /// The table of a kind.
    pub fn of(kind: Kind) -> Table {
        match kind {
            Kind::Details => Table::described_by::<Details>(),
            Kind::Coder => Table::described_by::<Coder>(),
            Kind::Attribute => Table::described_by::<Attribute>(),
            Kind::Group => Table::described_by::<Group>(),
            Kind::Participant => Table::described_by::<Participant>(),
            Kind::Transcript => Table::described_by::<Transcript>(),
            Kind::Code => Table::described_by::<Code>(),
            Kind::Coding => Table::described_by::<Coding>(),
            Kind::Board => Table::described_by::<Board>(),
            Kind::Theme => Table::described_by::<Theme>(),
            Kind::Placement => Table::described_by::<Placement>(),
            Kind::Intervention => Table::described_by::<Intervention>(),
            Kind::Version => Table::described_by::<Version>(),
            Kind::Carried => Table::described_by::<Carried>(),
            Kind::Round => Table::described_by::<Round>(),
            Kind::Verdict => Table::described_by::<Verdict>(),
            Kind::Decision => Table::described_by::<Decision>(),
            Kind::Memo => Table::described_by::<Memo>(),
            Kind::Bracket => Table::described_by::<Bracket>(),
            Kind::ChecklistAnswer => Table::described_by::<ChecklistAnswer>(),
        }
    }

    fn described_by<T: Rows>() -> Table {
        Table {
            name: T::TABLE,
            columns: T::COLUMNS,
            lists: T::LISTS,
            // A record is only ever given to the table of its own kind.
            write: |record| T::unwrap_ref(record).map_or(Ok(Written::default()), Rows::written),
            read: |row| T::read(row).map(Wrapped::wrap),
        }
    }
}
