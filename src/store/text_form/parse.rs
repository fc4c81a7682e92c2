//! From the files of the text form to a study.

use ron::extensions::Extensions;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::{CODINGS, FORM, FORM_LINE, Files, JOURNAL, Place, STUDY, TRANSCRIPTS, TextFormError, entries};
use crate::{
    journal::{Entry, apply},
    store::check::no_replay,
    study::*,
};

/// The study in the files, and its journal.
pub fn study(files: &Files) -> Result<(Study, Vec<Entry>), TextFormError> {
    let reading = Reading { files };
    reading.form()?;
    let mut records = vec![reading.one::<Details>(STUDY)?.wrap()];
    let mut texts = Vec::new();
    for name in files.keys() {
        match name.as_str() {
            STUDY | JOURNAL => {}
            "coders.ron" => records.extend(reading.list::<Coder>(name)?),
            "attributes.ron" => records.extend(reading.list::<Attribute>(name)?),
            "groups.ron" => records.extend(reading.list::<Group>(name)?),
            "participants.ron" => records.extend(reading.list::<Participant>(name)?),
            "codes.ron" => records.extend(reading.list::<Code>(name)?),
            "boards.ron" => records.extend(reading.list::<Board>(name)?),
            "themes.ron" => records.extend(reading.list::<Theme>(name)?),
            "placements.ron" => records.extend(reading.list::<Placement>(name)?),
            "interventions.ron" => records.extend(reading.list::<Intervention>(name)?),
            "memos.ron" => records.extend(reading.list::<Memo>(name)?),
            "carried.ron" => records.extend(reading.list::<Carried>(name)?),
            "brackets.ron" => records.extend(reading.list::<Bracket>(name)?),
            "checklists.ron" => records.extend(reading.list::<ChecklistAnswer>(name)?),
            "versions.ron" => records.extend(reading.list::<Version>(name)?),
            "rounds.ron" => records.extend(reading.list::<Round>(name)?),
            "verdicts.ron" => records.extend(reading.list::<Verdict>(name)?),
            "decisions.ron" => records.extend(reading.list::<Decision>(name)?),
            _ => match name.split_once('/') {
                Some((TRANSCRIPTS, file)) if file.ends_with(".ron") => {
                    let transcript: Transcript = reading.one(name)?;
                    texts.push((transcript.id, reading.text_beside(name)?));
                    records.push(transcript.wrap());
                }
                Some((TRANSCRIPTS, _)) => reading.record_beside(name)?,
                Some((CODINGS, _)) => records.extend(reading.list::<Coding>(name)?),
                _ => return Err(TextFormError::UnknownFile { file: name.clone() }),
            },
        }
    }
    let study = reading.put_together(records, texts)?;
    let journal = reading.journal(&study)?;
    Ok((study, journal))
}

struct Reading<'f> {
    files: &'f Files,
}

impl Reading<'_> {
    fn text(&self, name: &str) -> &str {
        self.files.get(name).map_or("", String::as_str)
    }

    /// Whether this program knows the version of the form. A file written by hand need not say it.
    fn form(&self) -> Result<(), TextFormError> {
        let said = self.text(STUDY).lines().next().and_then(|line| line.strip_prefix(FORM_LINE));
        match said.and_then(|form| form.trim_end_matches('.').parse().ok()) {
            Some(found) if found > FORM => Err(TextFormError::Newer { found }),
            _ => Ok(()),
        }
    }

    fn one<T: DeserializeOwned>(&self, name: &str) -> Result<T, TextFormError> {
        from_ron(name, self.text(name))
    }

    fn list<T: DeserializeOwned + Wrapped>(&self, name: &str) -> Result<Vec<Record>, TextFormError> {
        Ok(self.one::<Vec<T>>(name)?.into_iter().map(Wrapped::wrap).collect())
    }

    /// The text of the transcript whose record is in this file: without the line end that was added at its end.
    fn text_beside(&self, record: &str) -> Result<&str, TextFormError> {
        let name = record.strip_suffix(".ron").unwrap_or(record).to_owned() + ".txt";
        let Some(text) = self.files.get(&name) else {
            return Err(TextFormError::HalfTranscript { there: record.to_owned(), missing: name });
        };
        match moved_by_an_editor(text) {
            Some(what) => Err(TextFormError::MovedText { file: name, what }),
            None => Ok(text.strip_suffix('\n').unwrap_or(text)),
        }
    }

    fn record_beside(&self, text: &str) -> Result<(), TextFormError> {
        let name = text.strip_suffix(".txt").unwrap_or(text).to_owned() + ".ron";
        match self.files.contains_key(&name) {
            true => Ok(()),
            false => Err(TextFormError::HalfTranscript { there: text.to_owned(), missing: name }),
        }
    }

    fn put_together(&self, records: Vec<Record>, texts: Vec<(Id<Transcript>, &str)>) -> Result<Study, TextFormError> {
        let mut study = Study::default();
        let mut twice = None;
        for record in records {
            let key = record.key();
            if study.record(key).is_some() {
                twice = twice.or(Some(key));
            }
            study.put(record);
        }
        for (transcript, text) in texts {
            study.put_text(transcript, Text::new(text));
        }
        let Some(key) = twice else { return self.sound(study) };
        let mut places = self.places_of(key.id).into_iter();
        match (places.next(), places.next()) {
            (Some(first), Some(second)) => Err(TextFormError::Twice { first, second }),
            _ => Err(TextFormError::BrokenSomewhere(format!("the {key} is there twice"))),
        }
    }

    /// The study, where what must always hold does.
    fn sound(&self, study: Study) -> Result<Study, TextFormError> {
        let Some(violation) = all_violations(&study).into_iter().next() else { return Ok(study) };
        // The record that is named first is the one to be corrected.
        let said = violation.to_string();
        let ids = said.split(|character: char| !character.is_ascii_hexdigit() && character != '-');
        let id = ids.filter(|word| word.len() == 36).find_map(|word| Uuid::parse_str(word).ok());
        match id.and_then(|id| self.places_of(id).into_iter().next()) {
            Some(place) => Err(TextFormError::Broken(place, said)),
            None => Err(TextFormError::BrokenSomewhere(said)),
        }
    }

    /// Where the records with an id begin.
    fn places_of(&self, id: Uuid) -> Vec<Place> {
        let sought = format!("id: \"{id}\"");
        let records = self.files.iter().filter(|(name, _)| name.as_str() != JOURNAL);
        let lines =
            records.flat_map(|(name, text)| text.lines().enumerate().map(move |(line, text)| (name, line, text)));
        lines
            .filter(|(_, _, text)| text.trim_start().trim_start_matches('(').starts_with(&sought))
            .map(|(name, line, _)| Place { file: name.clone(), line: line + 1 })
            .collect()
    }

    /// The journal that is there, and what the files say beyond it; or the one that follows from the files.
    fn journal(&self, study: &Study) -> Result<Vec<Entry>, TextFormError> {
        if !self.files.contains_key(JOURNAL) {
            return Ok(vec![entries::read_from(study)?]);
        }
        let mut journal: Vec<Entry> = self.one(JOURNAL)?;
        let mut told = Study::default();
        for (place, entry) in journal.iter().enumerate() {
            told = apply(&told, entry).map_err(|refusal| TextFormError::Journal {
                line: self.line_of_entry(entry).unwrap_or(place + 2),
                what: no_replay(entry, &refusal),
            })?;
        }
        journal.extend(entries::changed_in(&journal, &told, study)?);
        Ok(journal)
    }

    fn line_of_entry(&self, entry: &Entry) -> Option<usize> {
        let begins = format!("(head: (id: \"{}\"", entry.head.id);
        self.text(JOURNAL).lines().position(|line| line.trim_start().starts_with(&begins)).map(|line| line + 1)
    }
}

/// What no import leaves in a text, and what therefore came later and moved every span; `None` where there is nothing.
pub fn moved_by_an_editor(text: &str) -> Option<&'static str> {
    if text.starts_with('\u{feff}') {
        Some("a byte order mark")
    } else if text.contains("\r\n") {
        Some("Windows line ends")
    } else {
        None
    }
}

/// A value from RON. What the value has no field for is an error, so that nothing written by hand is lost in silence.
fn from_ron<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, TextFormError> {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let syntax = |error: ron::error::SpannedError| TextFormError::Syntax {
        file: file.to_owned(),
        line: error.span.start.line,
        column: error.span.start.col,
        what: error.code.to_string(),
    };
    // Some editors put a byte order mark first.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = ron::Deserializer::from_str_with_options(text, &options).map_err(syntax)?;
    let mut ignored = None;
    let read = serde_ignored::deserialize(&mut reader, |path| {
        ignored.get_or_insert_with(|| path.to_string());
    });
    let value = read.map_err(|error| syntax(reader.span_error(error)))?;
    reader.end().map_err(|error| syntax(reader.span_error(error)))?;
    let Some(path) = ignored else { return Ok(value) };
    let field = path.rsplit('.').next().unwrap_or_default();
    let (line, column) = place_of_field(text, field);
    let what = format!("there is no field “{field}” here");
    Err(TextFormError::Syntax { file: file.to_owned(), line, column, what })
}

/// Line and column, from 1, at which a field of this name stands first.
fn place_of_field(text: &str, field: &str) -> (usize, usize) {
    let found = text.lines().enumerate().find_map(|(line, text)| {
        let at = text.find(&format!("{field}:")).or_else(|| text.find(&format!("{field} :")))?;
        Some((line + 1, text.get(..at)?.chars().count() + 1))
    });
    found.unwrap_or((1, 1))
}
