//! From tables to a study: records, texts, and the journal.

use std::collections::HashMap;

use rusqlite::{Connection, types::Value};
use thiserror::Error;
use uuid::Uuid;

use super::rows::{Cell, Cells, Columns, Filling, Misread, Row, Table, Unkept};
use crate::{
    journal::{Act, Change, Entry, Head},
    study::{Id, Kind, Record, Study, Text, Transcript},
};

/// Why a file that SQLite can read is not a study.
#[derive(Debug, Error)]
pub enum ReadError {
    #[error("{0}")]
    Sql(#[from] rusqlite::Error),
    #[error("{0}")]
    Misread(#[from] Misread),
    #[error("the changes of the journal’s entry {entry} cannot be read: {why}")]
    Changes { entry: Uuid, why: serde_json::Error },
    #[error("the journal has no entry {0}")]
    NoEntry(Uuid),
}

/// Calls `each` with every record of a kind, or with what is wrong with it.
pub fn each_record(
    connection: &Connection,
    kind: Kind,
    mut each: impl FnMut(Result<Record, Misread>),
) -> rusqlite::Result<()> {
    let table = Table::of(kind);
    let mut lists = Vec::new();
    for list in table.lists {
        lists.push(rows_by_owner(connection, list.table, list.owner, list.columns)?);
    }
    let mut statement = connection.prepare(&select(table.name, table.columns, "id"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let cells = cells(row, 0, table.columns.len())?;
        let id = cells.first().cloned().and_then(String::from_value).unwrap_or_default();
        let lists: Vec<Vec<Cells>> = lists.iter_mut().map(|list| list.remove(&id).unwrap_or_default()).collect();
        let cells = Cells::new(table.name, table.columns, id, cells);
        each((table.read)(&mut Row { cells, lists: lists.into_iter() }));
    }
    Ok(())
}

/// The rows of a list, record by record, in their order.
fn rows_by_owner(
    connection: &Connection,
    table: &'static str,
    owner: &'static str,
    columns: &'static [&'static str],
) -> rusqlite::Result<HashMap<String, Vec<Cells>>> {
    let first = columns.first().copied().unwrap_or(owner);
    let mut statement =
        connection.prepare(&select(table, &[&[owner], columns].concat(), &format!("{owner}, {first}")))?;
    let mut found: HashMap<String, Vec<Cells>> = HashMap::new();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: String = row.get(0)?;
        let cells = Cells::new(table, columns, id.clone(), cells(row, 1, columns.len())?);
        found.entry(id).or_default().push(cells);
    }
    Ok(found)
}

fn cells(row: &rusqlite::Row<'_>, from: usize, count: usize) -> rusqlite::Result<Vec<Value>> {
    (from..from + count).map(|column| row.get(column)).collect()
}

fn select(table: &str, columns: &[&str], order: &str) -> String {
    format!("SELECT {} FROM {table} ORDER BY {order}", columns.join(", "))
}

/// A transcript's text as the file holds it.
pub struct KeptText {
    pub transcript: Id<Transcript>,
    pub text: Text,
    /// Whether it is the text that was stored: its BLAKE3 is the one beside it.
    pub intact: bool,
}

/// Calls `each` with every text.
pub fn each_text(connection: &Connection, mut each: impl FnMut(KeptText)) -> Result<(), ReadError> {
    const COLUMNS: &[&str] = &["transcript"];
    let mut statement = connection.prepare("SELECT transcript, text, hash FROM transcript_text")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: String = row.get(0)?;
        let transcript = Id::take(&mut Cells::new("transcript_text", COLUMNS, id.clone(), vec![Value::Text(id)]))?;
        let text = Text::new(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?);
        let intact = text.hash() == row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?;
        each(KeptText { transcript, text, intact });
    }
    Ok(())
}

/// The study that the tables hold, and the transcripts whose text is not what was stored.
pub fn study(connection: &Connection) -> Result<(Study, Vec<Id<Transcript>>), ReadError> {
    let mut study = Study::default();
    let mut misread = None;
    for &kind in Kind::ALL {
        each_record(connection, kind, |record| match record {
            Ok(record) => study.put(record),
            Err(error) => misread = misread.take().or(Some(error)),
        })?;
    }
    if let Some(misread) = misread {
        return Err(misread.into());
    }
    let mut doubtful = Vec::new();
    each_text(connection, |kept| {
        if !kept.intact {
            doubtful.push(kept.transcript);
        }
        study.put_text(kept.transcript, kept.text);
    })?;
    Ok((study, doubtful))
}

/// The columns of an entry's head.
pub const HEAD: &[&str] = &["id", "at", "by", "sentence", "act", "act_entry"];

/// The heads of all entries, oldest first.
pub fn heads(connection: &Connection) -> Result<Vec<Head>, ReadError> {
    let mut statement = connection.prepare(&select("entry", HEAD, "seq"))?;
    let mut rows = statement.query([])?;
    let mut heads = Vec::new();
    while let Some(row) = rows.next()? {
        heads.push(head(row)?);
    }
    Ok(heads)
}

/// An entry with its changes.
pub fn entry(connection: &Connection, id: Uuid) -> Result<Entry, ReadError> {
    let sql = format!("SELECT {}, changes FROM entry WHERE id = ?1", HEAD.join(", "));
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query([id.to_string()])?;
    let row = rows.next()?.ok_or(ReadError::NoEntry(id))?;
    let head = head(row)?;
    let changes = row.get_ref(HEAD.len())?.as_str().map_err(rusqlite::Error::from)?;
    let changes: Vec<Change> = serde_json::from_str(changes).map_err(|why| ReadError::Changes { entry: id, why })?;
    Ok(Entry { head, changes })
}

/// The entries whose changes hold a text, oldest first: an id, or `{"Code":{` for all that touch codes.
pub fn entries_holding(connection: &Connection, text: &str) -> Result<Vec<Entry>, ReadError> {
    let ids: Vec<String> = {
        let mut statement = connection.prepare("SELECT id FROM entry WHERE instr(changes, ?1) > 0 ORDER BY seq")?;
        let rows = statement.query_map([text], |row| row.get(0))?;
        rows.collect::<Result<_, _>>()?
    };
    ids.iter().filter_map(|id| id.parse().ok()).map(|id| entry(connection, id)).collect()
}

fn head(row: &rusqlite::Row<'_>) -> Result<Head, ReadError> {
    let cells = cells(row, 0, HEAD.len())?;
    let id = cells.first().cloned().and_then(String::from_value).unwrap_or_default();
    Ok(Head::take(&mut Cells::new("entry", HEAD, id, cells))?)
}

/// In the order of `HEAD`.
impl Columns for Head {
    fn fill(&self, to: &mut Filling) -> Result<(), Unkept> {
        to.cell(&self.id)?;
        to.cell(&self.at)?;
        to.cell(&self.by)?;
        to.cell(&self.sentence)?;
        let (word, entry) = match self.act {
            Act::Did => ("did", None),
            Act::Undid(entry) => ("undid", Some(entry)),
            Act::Redid(entry) => ("redid", Some(entry)),
        };
        to.cell(&word.to_owned())?;
        to.cell(&entry)
    }

    fn take(from: &mut Cells) -> Result<Self, Misread> {
        let (id, at, by, sentence) = (from.cell()?, from.cell()?, from.cell()?, from.cell()?);
        let word: String = from.cell()?;
        let act = match word.as_str() {
            "did" => from.cell::<Option<Uuid>>().map(|_| Act::Did)?,
            "undid" => Act::Undid(from.cell()?),
            "redid" => Act::Redid(from.cell()?),
            _ => return Err(from.misread(&Value::Text(word), "one of did, undid, redid")),
        };
        Ok(Head { id, at, by, sentence, act })
    }
}
