//! QualCoder's projects: a folder with the database data.qda. Places are counted by characters; categories are codes above
//! codes; every record has its owner. Tables as in QualCoder 3 and 4 (source, code_cat, code_name, code_text, cases, case_text,
//! attribute_type, attribute, annotation, journal).

use std::{collections::HashMap, path::Path};

use rusqlite::Connection;

use super::{
    Incoming, IncomingAttribute, IncomingCase, IncomingCode, IncomingCoding, IncomingMemo, IncomingPerson,
    IncomingTranscript, Loss, MemoAbout, Origin, database,
    incoming::paragraph_turns,
    offsets::{Counted, Model},
};
use crate::study::{AttributeKind, AttributeValue, Colour, Describes, MemoKind};

/// Reads a project's database.
pub(super) fn read(path: &Path) -> Result<Incoming, String> {
    let connection = database::open(path)?;
    let mut reading = Reading {
        incoming: Incoming {
            origin: Origin { program: "QualCoder".into(), file_name: String::new(), format: "a QualCoder project" },
            ..Incoming::default()
        },
        people: HashMap::new(),
        texts: HashMap::new(),
        codes: HashMap::new(),
        cases: HashMap::new(),
    };
    reading.sources(&connection)?;
    reading.codes(&connection)?;
    reading.codings(&connection)?;
    reading.cases(&connection)?;
    reading.attributes(&connection)?;
    reading.notes(&connection)?;
    reading.others(&connection)?;
    Ok(reading.incoming)
}

struct Reading {
    incoming: Incoming,
    people: HashMap<String, usize>,
    /// Where the texts are by id, and how places in them are counted.
    texts: HashMap<i64, (usize, Counted)>,
    codes: HashMap<i64, usize>,
    cases: HashMap<i64, usize>,
}

impl Reading {
    fn person(&mut self, owner: &str) -> Option<usize> {
        let owner = owner.trim();
        if owner.is_empty() {
            return None;
        }
        if let Some(&place) = self.people.get(owner) {
            return Some(place);
        }
        self.incoming.people.push(IncomingPerson { key: owner.into(), name: owner.into(), initials: String::new() });
        self.people.insert(owner.to_owned(), self.incoming.people.len() - 1);
        self.people.get(owner).copied()
    }

    fn loses(&mut self, element: &str, id: impl ToString, what: impl Into<String>) {
        self.incoming.losses.push(Loss { element: element.into(), id: id.to_string(), what: what.into() });
    }

    fn sources(&mut self, connection: &Connection) -> Result<(), String> {
        let query = "SELECT id, name, fulltext, memo, owner, date FROM source ORDER BY id";
        let found = database::rows(connection, query, |row| {
            let text: Option<String> = row.get(2)?;
            Ok((
                row.get::<_, i64>(0)?,
                database::words(row, 1)?,
                text,
                database::words(row, 3)?,
                database::words(row, 4)?,
                database::words(row, 5)?,
            ))
        })?;
        for (id, name, text, memo, owner, date) in found {
            let Some(text) = text.filter(|text| !text.trim().is_empty()) else {
                self.loses(
                    "source",
                    id,
                    format!("“{name}” was left out: it is a picture or a recording, or has no text."),
                );
                continue;
            };
            let counted = Counted::of(&text, Model { line_end_is_two: true, mark_counts: true, ..Model::default() });
            let place = self.incoming.transcripts.len();
            self.incoming.transcripts.push(IncomingTranscript {
                key: id.to_string(),
                title: name.rsplit_once('.').map_or(name.clone(), |(stem, _)| stem.to_owned()),
                turns: paragraph_turns(&counted.text),
                text: counted.text.clone(),
                file_type: name.rsplit_once('.').map_or(String::new(), |(_, end)| end.to_lowercase()),
                file_name: name,
                ..IncomingTranscript::default()
            });
            self.texts.insert(id, (place, counted));
            self.memo(&memo, &owner, &date, MemoAbout::Transcript(place), "");
        }
        Ok(())
    }

    fn memo(&mut self, text: &str, owner: &str, date: &str, about: MemoAbout, title: &str) {
        if text.trim().is_empty() {
            return;
        }
        let person = self.person(owner);
        self.incoming.memos.push(IncomingMemo {
            key: String::new(),
            person,
            created: database::time(date),
            kind: if about == MemoAbout::Nothing { MemoKind::Reflexive } else { MemoKind::Analytic },
            about,
            title: title.to_owned(),
            text: text.trim().to_owned(),
        });
    }

    /// Categories first, those above before those below, then codes.
    fn codes(&mut self, connection: &Connection) -> Result<(), String> {
        let query = "SELECT catid, name, memo, supercatid FROM code_cat ORDER BY catid";
        let mut waiting = database::rows(connection, query, |row| {
            Ok((
                row.get::<_, i64>(0)?,
                database::words(row, 1)?,
                database::words(row, 2)?,
                row.get::<_, Option<i64>>(3)?,
            ))
        })?;
        let mut categories: HashMap<i64, usize> = HashMap::new();
        loop {
            let before = waiting.len();
            let mut later = Vec::new();
            let known: Vec<i64> = waiting.iter().map(|(id, ..)| *id).collect();
            for (id, name, memo, above) in waiting {
                // A category whose own is missing stands at the top.
                let parent = above.filter(|above| categories.contains_key(above) || known.contains(above));
                match parent {
                    Some(above) if !categories.contains_key(&above) => later.push((id, name, memo, Some(above))),
                    parent => {
                        categories.insert(id, self.incoming.codes.len());
                        let parent = parent.and_then(|above| categories.get(&above).copied());
                        let key = format!("category {id}");
                        self.incoming.codes.push(IncomingCode {
                            key,
                            parent,
                            name,
                            full: memo,
                            ..IncomingCode::default()
                        });
                    }
                }
            }
            waiting = later;
            if waiting.is_empty() {
                break;
            }
            if waiting.len() == before {
                for (id, name, ..) in std::mem::take(&mut waiting) {
                    self.loses("code_cat", id, format!("The category “{name}” was left out: it lies under itself."));
                }
                break;
            }
        }
        let query = "SELECT cid, name, memo, catid, color FROM code_name ORDER BY cid";
        let found = database::rows(connection, query, |row| {
            Ok((
                row.get::<_, i64>(0)?,
                database::words(row, 1)?,
                database::words(row, 2)?,
                row.get::<_, Option<i64>>(3)?,
                database::words(row, 4)?,
            ))
        })?;
        for (id, name, memo, category, colour) in found {
            self.codes.insert(id, self.incoming.codes.len());
            self.incoming.codes.push(IncomingCode {
                key: id.to_string(),
                parent: category.and_then(|category| categories.get(&category).copied()),
                name,
                colour: Colour::try_from(colour).ok(),
                full: memo,
                ..IncomingCode::default()
            });
        }
        Ok(())
    }

    fn codings(&mut self, connection: &Connection) -> Result<(), String> {
        let query = "SELECT rowid, cid, fid, pos0, pos1, owner, date, memo FROM code_text ORDER BY fid, pos0, rowid";
        let found = database::rows(connection, query, |row| {
            let places = (row.get::<_, i64>(3)?, row.get::<_, i64>(4)?);
            let words = (database::words(row, 5)?, database::words(row, 6)?, database::words(row, 7)?);
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?, places, words))
        })?;
        for (id, code, text, (start, end), (owner, date, memo)) in found {
            let here = self.texts.get(&text).map(|(place, counted)| (*place, counted.span(start, end)));
            let (Some((transcript, Some(span))), Some(&code)) = (here, self.codes.get(&code)) else {
                self.loses(
                    "code_text",
                    id,
                    "It was left out: its text, its code, or words where it should stand are missing.",
                );
                continue;
            };
            let person = self.person(&owner);
            self.incoming.codings.push(IncomingCoding {
                key: id.to_string(),
                transcript,
                span,
                code,
                person,
                created: database::time(&date),
                memo,
                ..IncomingCoding::default()
            });
        }
        Ok(())
    }

    fn cases(&mut self, connection: &Connection) -> Result<(), String> {
        let found = database::rows(connection, "SELECT caseid, name, memo FROM cases ORDER BY caseid", |row| {
            Ok((row.get::<_, i64>(0)?, database::words(row, 1)?, database::words(row, 2)?))
        })?;
        for (id, label, notes) in found {
            self.cases.insert(id, self.incoming.cases.len());
            self.incoming.cases.push(IncomingCase {
                key: id.to_string(),
                label,
                is: Describes::Participants,
                group: String::new(),
                group_key: String::new(),
                moderator: false,
                notes,
                values: Vec::new(),
            });
        }
        Ok(())
    }

    fn attributes(&mut self, connection: &Connection) -> Result<(), String> {
        let query = "SELECT name, caseOrFile, valuetype FROM attribute_type ORDER BY name";
        let types = database::rows(connection, query, |row| {
            Ok((database::words(row, 0)?, database::words(row, 1)?, database::words(row, 2)?))
        })?;
        let mut places: HashMap<(String, bool), (usize, AttributeKind)> = HashMap::new();
        for (name, whose, kind) in types {
            let of_file = whose == "file";
            let kind = if kind == "numeric" { AttributeKind::Number } else { AttributeKind::Category };
            places.insert((name.clone(), of_file), (self.incoming.attributes.len(), kind));
            self.incoming.attributes.push(IncomingAttribute {
                key: name.clone(),
                name,
                kind,
                describes: if of_file { Describes::Transcripts } else { Describes::Participants },
                categories: Vec::new(),
            });
        }
        let query = "SELECT name, attr_type, value, id FROM attribute";
        let values = database::rows(connection, query, |row| {
            Ok((database::words(row, 0)?, database::words(row, 1)?, database::words(row, 2)?, row.get::<_, i64>(3)?))
        })?;
        for (name, whose, value, id) in values {
            let of_file = whose == "file";
            let Some(&(place, kind)) = places.get(&(name, of_file)).filter(|_| !value.trim().is_empty()) else {
                continue;
            };
            let value = match kind {
                AttributeKind::Number => {
                    value.trim().parse().map(AttributeValue::Number).unwrap_or(AttributeValue::Text(value))
                }
                _ => AttributeValue::Category(value),
            };
            let values = if of_file {
                let place = self.texts.get(&id).map(|(place, _)| *place);
                place.and_then(|place| self.incoming.transcripts.get_mut(place)).map(|one| &mut one.values)
            } else {
                let place = self.cases.get(&id).copied();
                place.and_then(|place| self.incoming.cases.get_mut(place)).map(|one| &mut one.values)
            };
            values.into_iter().for_each(|values| values.push((place, value.clone())));
        }
        Ok(())
    }

    fn notes(&mut self, connection: &Connection) -> Result<(), String> {
        let query = "SELECT fid, pos0, pos1, memo, owner, date FROM annotation ORDER BY anid";
        let found = database::rows(connection, query, |row| {
            let places = (row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?);
            Ok((places, database::words(row, 3)?, database::words(row, 4)?, database::words(row, 5)?))
        })?;
        for ((text, start, end), memo, owner, date) in found {
            let here = self.texts.get(&text).and_then(|(place, counted)| Some((*place, counted.span(start, end)?)));
            match here {
                Some((place, span)) => self.memo(&memo, &owner, &date, MemoAbout::Passage(place, span), ""),
                None => self.loses("annotation", text, "It was left out: there are no words where it should stand."),
            }
        }
        let query = "SELECT name, jentry, owner, date FROM journal ORDER BY jid";
        let found = database::rows(connection, query, |row| {
            Ok((database::words(row, 0)?, database::words(row, 1)?, database::words(row, 2)?, database::words(row, 3)?))
        })?;
        for (name, words, owner, date) in found {
            self.memo(&words, &owner, &date, MemoAbout::Nothing, &name);
        }
        Ok(())
    }

    /// What is coded on pictures and recordings has no place in a study.
    fn others(&mut self, connection: &Connection) -> Result<(), String> {
        for (table, what) in [("code_image", "areas of pictures"), ("code_av", "stretches of recordings")] {
            if database::columns(connection, table)?.is_empty() {
                continue;
            }
            let count: Vec<i64> =
                database::rows(connection, &format!("SELECT count(*) FROM {table}"), |row| row.get(0))?;
            if let Some(&count) = count.first().filter(|count| **count > 0) {
                self.loses(table, "", format!("{count} codings of {what} were left out: studies code words."));
            }
        }
        Ok(())
    }
}
