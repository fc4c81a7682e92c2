//! Projects of RQDA (.rqda, SQLite): files, codes and their categories, codings by owner, cases, memos. Places are counted by
//! characters, from 0 in some versions and from 1 in others: the words that a coding quotes decide.

use std::{collections::HashMap, path::Path};

use rusqlite::Connection;

use super::{
    Incoming, IncomingCase, IncomingCode, IncomingCoding, IncomingMemo, IncomingTranscript, Loss, MemoAbout, Origin,
    database::{self, columns, rows, tables, words},
    incoming::{Named, paragraph_turns},
    offsets::{Counted, Model},
};
use crate::{
    study::{Describes, MemoKind},
    text::Span,
};

/// Reads a project.
pub(super) fn read(path: &Path) -> Result<Incoming, String> {
    let connection = database::open(path)?;
    let there = tables(path)?;
    let mut incoming = Incoming {
        origin: Origin { program: "RQDA".into(), file_name: String::new(), format: "an RQDA project" },
        ..Incoming::default()
    };
    let mut texts: HashMap<i64, (usize, Counted)> = HashMap::new();
    for (id, name, raw, memo) in four(&connection, "source", "file")? {
        let counted = Counted::of(&raw, Model { line_end_is_two: true, ..Model::default() });
        let place = incoming.transcripts.len();
        incoming.transcripts.push(IncomingTranscript {
            key: id.to_string(),
            title: name.clone(),
            turns: paragraph_turns(&counted.text),
            text: counted.text.clone(),
            file_name: name,
            file_type: "txt".into(),
            ..IncomingTranscript::default()
        });
        note(&mut incoming, &memo, MemoAbout::Transcript(place));
        texts.insert(id, (place, counted));
    }
    let parents = categories(&connection, &there, &mut incoming)?;
    let mut codes: HashMap<i64, usize> = HashMap::new();
    for (id, name, _, memo) in four(&connection, "freecode", "name")? {
        let parent = parents.get(&id).copied();
        let colour = super::refi::colour(&colour_of(&connection, id)?);
        codes.insert(id, incoming.codes.len());
        incoming.codes.push(IncomingCode {
            key: id.to_string(),
            parent,
            name,
            full: memo,
            colour,
            ..IncomingCode::default()
        });
    }
    codings(&connection, &mut incoming, &texts, &codes)?;
    if there.iter().any(|table| table == "cases") {
        for (id, name, _, memo) in four(&connection, "cases", "name")? {
            incoming.cases.push(IncomingCase {
                key: id.to_string(),
                label: name,
                is: Describes::Participants,
                group: String::new(),
                group_key: String::new(),
                moderator: false,
                notes: memo,
                values: Vec::new(),
            });
        }
    }
    Ok(incoming)
}

/// Id, name, another column and memo of what is not deleted; the words of a column that a version lacks are empty.
fn four(connection: &Connection, table: &str, column: &str) -> Result<Vec<(i64, String, String, String)>, String> {
    let known = columns(connection, table)?;
    let or_empty = |name: &str| if known.iter().any(|one| one == name) { name.to_owned() } else { "''".to_owned() };
    let query = format!(
        "SELECT id, name, {}, {} FROM {table} WHERE status = 1 ORDER BY id",
        or_empty(column),
        or_empty("memo")
    );
    rows(connection, &query, |row| Ok((row.get(0)?, words(row, 1)?, words(row, 2)?, words(row, 3)?)))
}

fn colour_of(connection: &Connection, code: i64) -> Result<String, String> {
    if !columns(connection, "freecode")?.iter().any(|name| name == "color") {
        return Ok(String::new());
    }
    let found = rows(connection, &format!("SELECT color FROM freecode WHERE id = {code}"), |row| words(row, 0))?;
    Ok(found.into_iter().next().unwrap_or_default())
}

/// Categories as codes, and under which of them a code stands; a code in several stands under the first.
fn categories(
    connection: &Connection,
    there: &[String],
    incoming: &mut Incoming,
) -> Result<HashMap<i64, usize>, String> {
    let has = |name: &str| there.iter().any(|table| table == name);
    let mut parents = HashMap::new();
    if !has("codecat") || !has("treecode") {
        return Ok(parents);
    }
    let categories: Vec<(i64, String, String)> =
        rows(connection, "SELECT catid, name, memo FROM codecat WHERE status = 1 ORDER BY catid", |row| {
            Ok((row.get(0)?, words(row, 1)?, words(row, 2)?))
        })?;
    let mut places: HashMap<i64, usize> = HashMap::new();
    for (id, name, memo) in categories {
        places.insert(id, incoming.codes.len());
        incoming.codes.push(IncomingCode {
            key: format!("category {id}"),
            name,
            full: memo,
            ..IncomingCode::default()
        });
    }
    let links: Vec<(i64, i64)> =
        rows(connection, "SELECT cid, catid FROM treecode WHERE status = 1 ORDER BY catid, cid", |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    for (code, category) in links {
        let Some(&place) = places.get(&category) else { continue };
        if parents.contains_key(&code) {
            let what = "A code of several categories stands under the first of them only.".to_owned();
            incoming.losses.push(Loss { element: "treecode".into(), id: code.to_string(), what });
            continue;
        }
        parents.insert(code, place);
    }
    Ok(parents)
}

fn codings(
    connection: &Connection,
    incoming: &mut Incoming,
    texts: &HashMap<i64, (usize, Counted)>,
    codes: &HashMap<i64, usize>,
) -> Result<(), String> {
    let query =
        "SELECT cid, fid, seltext, selfirst, selend, owner, memo, rowid FROM coding WHERE status = 1 ORDER BY rowid";
    type Row = (i64, i64, String, f64, f64, String, String, i64);
    let found: Vec<Row> = rows(connection, query, |row| {
        let number = |at: usize| row.get::<_, Option<f64>>(at).map(Option::unwrap_or_default);
        Ok((
            row.get(0)?,
            row.get(1)?,
            words(row, 2)?,
            number(3)?,
            number(4)?,
            words(row, 5)?,
            words(row, 6)?,
            row.get(7)?,
        ))
    })?;
    let mut named = Named::default();
    for (code, file, said, from, to, owner, memo, id) in found {
        let (Some(&code), Some((place, counted))) = (codes.get(&code), texts.get(&file)) else {
            let what = "A coding was left out, because its code or its file was deleted.".to_owned();
            incoming.losses.push(Loss { element: "coding".into(), id: id.to_string(), what });
            continue;
        };
        let Some(span) = placed(counted, &said, from as i64, to as i64) else {
            let what = format!(
                "A coding of “{}” was left out: its words are not where it says.",
                crate::operations::elide(&said, 60)
            );
            incoming.losses.push(Loss { element: "coding".into(), id: id.to_string(), what });
            continue;
        };
        let person = (!owner.is_empty()).then(|| named.person(incoming, &owner));
        incoming.codings.push(IncomingCoding {
            key: id.to_string(),
            transcript: *place,
            span,
            code,
            person,
            created: None,
            memo,
            ..IncomingCoding::default()
        });
    }
    Ok(())
}

/// The span whose words are those that are quoted: as counted from 0, or from 1, or where the words stand once.
fn placed(counted: &Counted, said: &str, from: i64, to: i64) -> Option<Span> {
    let said = said.replace("\r\n", "\n");
    let same =
        |span: &Span| said.trim().is_empty() || span.of(&counted.text).is_some_and(|words| words.trim() == said.trim());
    let counted_from = [0, 1].into_iter().find_map(|first| counted.span(from - first, to).filter(same));
    counted_from.or_else(|| {
        let mut places = counted.text.match_indices(said.trim());
        let (at, words) = places.next().filter(|(_, words)| !words.is_empty())?;
        places.next().is_none().then(|| Span { start: at, end: at + words.len() })
    })
}

fn note(incoming: &mut Incoming, memo: &str, about: MemoAbout) {
    if !memo.trim().is_empty() {
        incoming.memos.push(IncomingMemo {
            key: String::new(),
            person: None,
            created: None,
            kind: MemoKind::Analytic,
            about,
            title: String::new(),
            text: memo.to_owned(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_comes_with_its_tree_its_owners_and_its_words() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p.rqda");
        let connection = Connection::open(&path).unwrap();
        connection
            .execute_batch(
                "CREATE TABLE source (name TEXT, id INTEGER, file TEXT, memo TEXT, owner TEXT, date TEXT, status INTEGER);
                 CREATE TABLE freecode (name TEXT, memo TEXT, owner TEXT, date TEXT, id INTEGER, status INTEGER, color TEXT);
                 CREATE TABLE codecat (name TEXT, cid INTEGER, catid INTEGER, owner TEXT, date TEXT, memo TEXT, status INTEGER);
                 CREATE TABLE treecode (cid INTEGER, catid INTEGER, status INTEGER);
                 CREATE TABLE coding (cid INTEGER, fid INTEGER, seltext TEXT, selfirst REAL, selend REAL, status INTEGER, owner TEXT, date TEXT, memo TEXT);
                 INSERT INTO source VALUES ('Talk', 1, 'We never had money.', 'quiet', 'ann', '', 1), ('Gone', 2, 'x', '', '', '', 0);
                 INSERT INTO freecode VALUES ('Money', 'about money', 'ann', '', 1, 1, 'red'), ('Never', '', 'ann', '', 2, 1, '#00FF00');
                 INSERT INTO codecat VALUES ('Barriers', NULL, 9, 'ann', '', 'what hinders', 1);
                 INSERT INTO treecode VALUES (1, 9, 1);
                 INSERT INTO coding VALUES (1, 1, 'money', 13, 18, 1, 'ann', '', 'so'), (2, 1, 'never', 4, 8, 1, 'ben', '', ''),
                   (2, 1, 'nowhere', 1, 3, 1, 'ben', '', ''), (1, 1, 'had', 0, 0, 0, 'ben', '', '');",
            )
            .unwrap();
        drop(connection);
        let incoming = read(&path).unwrap();
        let words: Vec<(&str, &str, &str)> = incoming
            .codings
            .iter()
            .map(|one| {
                let words = one.span.of(&incoming.transcripts[0].text).unwrap();
                (words, incoming.codes[one.code].name.as_str(), incoming.people[one.person.unwrap()].name.as_str())
            })
            .collect();
        assert_eq!(words, [("money", "Money", "ann"), ("never", "Never", "ben")]);
        assert_eq!((incoming.transcripts.len(), incoming.memos.len(), incoming.losses.len()), (1, 1, 1));
        let money = incoming.codes.iter().find(|code| code.name == "Money").unwrap();
        assert_eq!(money.parent.map(|at| incoming.codes[at].name.as_str()), Some("Barriers"));
    }
}
