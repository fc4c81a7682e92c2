//! Looking a study over: the file, the references, what must always hold, and whether the journal tells the same story.

use std::path::Path;

use rusqlite::Connection;

use super::{OpenError, connection, reading, schema, text_form};
use crate::{
    journal::{Change, Entry, Refusal, apply, difference},
    study::{Kind, Study, all_violations},
};

/// Something that is not as it should be, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub area: Area,
    pub what: String,
}

/// Where something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    /// The file as such: it cannot be opened, or SQLite finds it damaged.
    File,
    /// A row that cannot be read, or that points at a row that is not there.
    Rows,
    /// Something that must hold of every study.
    Study,
    /// A transcript's text.
    Text,
    /// The journal, or that it does not lead to what the tables hold.
    Journal,
}

/// Everything that is wrong with the study at a path, a file or a folder of text; empty where all is well. Changes nothing.
pub fn check(path: &Path) -> Vec<Finding> {
    let mut findings = Vec::new();
    if path.is_dir() {
        if let Err(error) = text_form::read(path) {
            findings.push(Finding { area: Area::File, what: error.to_string() });
        }
    } else if let Err(error) = check_file(path, &mut findings) {
        findings.push(Finding { area: Area::File, what: error.to_string() });
    }
    findings
}

fn check_file(path: &Path, findings: &mut Vec<Finding>) -> Result<(), OpenError> {
    connection::sniff(path)?;
    let trouble = |error: rusqlite::Error| OpenError::of_sql(path, &error);
    let mut connection = connection::connect(path).map_err(trouble)?;
    let version = connection::identify(&connection, path, schema::newest())?;
    if version < schema::newest() {
        let mut copied = connection::in_memory().map_err(trouble)?;
        connection::copy(&connection, &mut copied).map_err(trouble)?;
        schema::migrate(&mut copied, schema::STEPS).map_err(trouble)?;
        connection = copied;
    }
    // One moment of the file, whoever is writing to it.
    let moment = connection.transaction().map_err(trouble)?;
    look(&moment, findings).map_err(trouble)?;
    Ok(())
}

fn look(connection: &Connection, findings: &mut Vec<Finding>) -> rusqlite::Result<()> {
    let mut find = |area, what: String| findings.push(Finding { area, what });
    let mut statement = connection.prepare("PRAGMA integrity_check")?;
    for line in statement.query_map([], |row| row.get::<_, String>(0))? {
        let line = line?;
        if line != "ok" {
            find(Area::File, line);
        }
    }
    let mut statement =
        connection.prepare("SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, parent, count): (String, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        find(Area::Rows, format!("rows of the table {table} that point at a {parent} which is not there: {count}"));
    }
    let mut study = Study::default();
    for &kind in Kind::ALL {
        reading::each_record(connection, kind, |record| match record {
            Ok(record) => study.put(record),
            Err(misread) => find(Area::Rows, misread.to_string()),
        })?;
    }
    let texts = reading::each_text(connection, |kept| {
        if !kept.intact {
            find(Area::Text, format!("the text of the {} is not the text that was stored", kept.transcript.key()));
        }
        study.put_text(kept.transcript, kept.text);
    });
    if let Err(error) = texts {
        find(Area::Text, error.to_string());
    }
    all_violations(&study).iter().for_each(|violation| find(Area::Study, violation.to_string()));
    match told(connection) {
        Err(what) => find(Area::Journal, what),
        Ok(told) => {
            let apart = difference(&told, &study);
            apart.iter().take(SHOWN).for_each(|change| find(Area::Journal, apart_in_words(change)));
            if apart.len() > SHOWN {
                find(Area::Journal, format!("and {} more that the journal tells otherwise", apart.len() - SHOWN));
            }
        }
    }
    Ok(())
}

/// How many differences between journal and tables are told one by one.
const SHOWN: usize = 20;

/// The study that the journal leads to; or why it leads nowhere.
fn told(connection: &Connection) -> Result<Study, String> {
    let heads = reading::heads(connection).map_err(|error| error.to_string())?;
    heads.iter().try_fold(Study::default(), |study, head| {
        let entry = reading::entry(connection, head.id).map_err(|error| error.to_string())?;
        apply(&study, &entry).map_err(|refusal| no_replay(&entry, &refusal))
    })
}

/// That an entry does not follow from those before it.
pub(super) fn no_replay(entry: &Entry, refusal: &Refusal) -> String {
    let reason = refusal.to_string();
    let reason = reason.strip_prefix("Nothing was changed: ").unwrap_or(&reason);
    format!("the entry {} (“{}”) does not follow from those before it: {reason}", entry.head.id, entry.head.sentence)
}

/// What the tables hold otherwise than the journal tells.
fn apart_in_words(change: &Change) -> String {
    match change {
        Change::Splice { transcript, .. } => {
            format!("the text of the {} is not what the journal tells", transcript.key())
        }
        Change::Record { before: Some(before), after: None } => {
            format!("the {} is in the journal and not in the tables", before.key())
        }
        Change::Record { before: None, after: Some(after) } => {
            format!("the {} is in the tables and not in the journal", after.key())
        }
        Change::Record { .. } => match change.key() {
            Some(key) => format!("the {key} is not as the journal tells"),
            None => "a record is not as the journal tells".to_owned(),
        },
    }
}
