//! What in a study may tell who somebody is: names, places, dates, numbers, addresses; and what stands in for it.
//!
//! A [`Row`] is what somebody decided (or may decide) about some words: by what they are replaced, or that they stay. The
//! rows of a study are its key. They are kept in a file of their own and never in the study.

mod capitals;
mod patterns;
mod reveals;
mod stand_ins;
mod still;
mod words;

pub use reveals::Reveals;
pub use still::{Still, warning};

use std::collections::{HashMap, HashSet};

use crate::{
    operations::StandIn,
    study::{Id, Key, Study, Transcript},
    text::{Span, Terms, TooManyTerms},
};

/// Some words, and what is to become of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// As they stand in the transcripts; capitals matter.
    pub words: String,
    pub reveals: Reveals,
    /// What is put in their place.
    pub stand_in: String,
    /// Whether they are replaced; otherwise they stay as they are.
    pub replace: bool,
}

/// A row, and where its words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub row: Row,
    /// Whether it was in the key before.
    pub known: bool,
    /// In the transcripts, in reading order: bytes.
    pub passages: Vec<(Id<Transcript>, Span)>,
    /// Records whose words hold it: memos, labels, titles, values.
    pub records: Vec<Key>,
}

/// What is found in a study, with what is known already: the rows of the key first, in their order, then what is new, by kind
/// and in reading order. Rows of the key that stand nowhere are there too, without places.
///
/// New rows get stand-ins that agree with the key and with each other: the same words the same one everywhere, and "Sarah" the
/// one of "Sarah Jones" where no other Sarah is there.
///
/// # Errors
/// [`TooManyTerms`] where there are more words than can be looked for at once.
pub fn find(study: &Study, key: &[Row]) -> Result<Vec<Found>, TooManyTerms> {
    let mut rows: Vec<Row> = key.to_vec();
    let known = rows.len();
    rows.extend(stand_ins::given(key, nominated(study, key)));
    let places = Places::of(study, &rows)?;
    let mut found: Vec<Found> = rows
        .into_iter()
        .zip(places.passages.into_iter().zip(places.records))
        .enumerate()
        .map(|(place, (row, (passages, records)))| Found { row, known: place < known, passages, records })
        .collect();
    found.retain(|one| one.known || !one.passages.is_empty() || !one.records.is_empty());
    Ok(found)
}

/// Words that may tell who somebody is and are not in the key, with whether they are likely to: by kind, what is
/// likely first, in reading order.
fn nominated(study: &Study, key: &[Row]) -> Vec<(String, Reveals, bool)> {
    let mut taken: HashSet<String> = key.iter().map(|row| row.words.clone()).collect();
    taken.extend(key.iter().flat_map(|row| parts(&row.stand_in).map(str::to_owned).collect::<Vec<_>>()));
    taken.extend(key.iter().map(|row| row.stand_in.clone()));
    let mut all: Vec<(Reveals, (usize, usize), String, bool)> = Vec::new();
    for label in labels(study) {
        all.push((Reveals::Person, (0, 0), label.clone(), true));
        let several: Vec<&str> = parts(&label).collect();
        if several.len() > 1 {
            all.extend(several.into_iter().map(|part| (Reveals::Person, (0, 1), part.to_owned(), true)));
        }
    }
    for (number, transcript) in study.transcripts_in_order().into_iter().enumerate() {
        let text = study.text(transcript.id);
        for (span, reveals, likely) in patterns::shapes(text) {
            all.push((reveals, (number, span.start), span.of(text).unwrap_or_default().to_owned(), likely));
        }
    }
    let names = capitals::names(study);
    all.extend(names.into_iter().map(|one| (one.reveals, one.first, one.words, one.likely)));
    for words in
        study.records().filter(|record| record.key().kind != crate::study::Kind::Details).flat_map(|r| r.wordings())
    {
        let shapes = patterns::shapes(&words).into_iter().filter(|(_, reveals, _)| {
            matches!(reveals, Reveals::Email | Reveals::Phone | Reveals::Postcode | Reveals::Address)
        });
        all.extend(shapes.map(|(span, reveals, likely)| {
            (reveals, (usize::MAX, 0), span.of(&words).unwrap_or_default().to_owned(), likely)
        }));
    }
    all.sort_by(|a, b| (a.0, !a.3, a.1, &a.2).cmp(&(b.0, !b.3, b.1, &b.2)));
    let printed: HashSet<&str> = study.groups().flat_map(|group| parts(&group.label)).collect();
    all.retain(|(_, _, words, _)| !printed.contains(words.as_str()) && taken.insert(words.clone()));
    all.into_iter().map(|(reveals, _, words, likely)| (words, reveals, likely)).collect()
}

/// Labels of people that are names rather than roles and numbers.
fn labels(study: &Study) -> Vec<String> {
    let named = study.participants().map(|person| person.label.trim()).filter(|label| {
        let letters = label.chars().filter(|letter| letter.is_alphabetic()).count();
        let plain = letters > 2 && !label.chars().any(char::is_numeric) && !label.starts_with('[');
        let short_form = label.chars().filter(|letter| letter.is_alphabetic()).all(char::is_uppercase);
        plain && !short_form && !parts(label).any(|part| ROLES.contains(&part.to_lowercase().as_str()))
    });
    named.map(str::to_owned).collect()
}

/// The words of a name: bits with a capital first.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    let words = name.split_whitespace().map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    words.filter(|word| word.chars().count() > 1 && word.chars().next().is_some_and(char::is_uppercase))
}

/// What people are called by what they do.
const ROLES: [&str; 38] = [
    "participant",
    "participants",
    "speaker",
    "moderator",
    "interviewer",
    "interviewee",
    "respondent",
    "facilitator",
    "researcher",
    "observer",
    "person",
    "man",
    "woman",
    "male",
    "female",
    "unknown",
    "doctor",
    "patient",
    "nurse",
    "teacher",
    "student",
    "parent",
    "mother",
    "father",
    "carer",
    "group",
    "voice",
    "all",
    "several",
    "chair",
    "host",
    "teilnehmer",
    "teilnehmerin",
    "moderatorin",
    "interviewerin",
    "sprecher",
    "sprecherin",
    "everyone",
];

/// What a key replaces, as the operations that do it ask for it.
pub fn replacements(key: &[Row]) -> Vec<StandIn> {
    let replaced = key.iter().filter(|row| row.replace);
    replaced.map(|row| StandIn { words: row.words.clone(), stand_in: row.stand_in.clone() }).collect()
}

/// The row of a name that somebody adds: a person's, with a stand-in that agrees with the key.
pub fn added(key: &[Row], words: &str) -> Option<Row> {
    stand_ins::given(key, vec![(words.to_owned(), Reveals::Person, true)]).pop()
}

/// Where the words of some rows stand, row by row.
struct Places {
    passages: Vec<Vec<(Id<Transcript>, Span)>>,
    records: Vec<Vec<Key>>,
}

impl Places {
    fn of(study: &Study, rows: &[Row]) -> Result<Self, TooManyTerms> {
        let mut places = Places { passages: vec![Vec::new(); rows.len()], records: vec![Vec::new(); rows.len()] };
        let words: Vec<&str> = rows.iter().map(|row| row.words.as_str()).collect();
        let terms = Terms::new(&words)?;
        for transcript in study.transcripts_in_order() {
            for (span, row) in terms.in_text(study.text(transcript.id)) {
                places.passages.get_mut(row).into_iter().for_each(|found| found.push((transcript.id, span)));
            }
        }
        let mut seen: HashMap<usize, Key> = HashMap::new();
        for record in study.records() {
            let key = record.key();
            for (_, row) in record.wordings().iter().flat_map(|words| terms.in_text(words)) {
                if seen.insert(row, key) != Some(key) {
                    places.records.get_mut(row).into_iter().for_each(|found| found.push(key));
                }
            }
        }
        Ok(places)
    }
}

impl Found {
    /// How often the words stand in transcripts and records together.
    pub fn times(&self) -> usize {
        self.passages.len() + self.records.len()
    }
}

#[cfg(test)]
mod tests;
