//! What a person did: who, when, a sentence, and its changes; and the inverse of all that.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Stamp;
use crate::study::{Coder, Id, Key, Record, Study, Transcript, Wrapped};

/// One thing that became another. Made, altered and removed are the same shape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Change {
    /// A record before and after; at least one of the two is there, and both have the same key.
    Record {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<Record>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<Record>,
    },
    /// In a transcript's text, at byte `at`, `removed` gave way to `inserted`, and every passage of it moved along
    /// (`Span::through_splice`). A new transcript's text is inserted into nothing, and moves nothing.
    Splice { transcript: Id<Transcript>, at: usize, removed: String, inserted: String },
}

impl Change {
    /// A record that was not there before.
    pub fn made(after: impl Wrapped) -> Self {
        Change::Record { before: None, after: Some(after.wrap()) }
    }

    /// A record that is there no more.
    pub fn removed(before: Record) -> Self {
        Change::Record { before: Some(before), after: None }
    }

    /// A record altered.
    pub fn altered<T: Wrapped>(before: &T, after: T) -> Self {
        Change::Record { before: Some(before.clone().wrap()), after: Some(after.wrap()) }
    }

    /// The record it is about; `None` for a splice.
    pub fn key(&self) -> Option<Key> {
        match self {
            Change::Record { before, after } => after.as_ref().or(before.as_ref()).map(Record::key),
            Change::Splice { .. } => None,
        }
    }

    /// Whether nothing becomes another.
    pub fn is_idle(&self) -> bool {
        match self {
            Change::Record { before, after } => before == after,
            Change::Splice { removed, inserted, .. } => removed == inserted,
        }
    }

    /// The change that takes this one back.
    pub fn inverse(&self) -> Self {
        match self {
            Change::Record { before, after } => Change::Record { before: after.clone(), after: before.clone() },
            Change::Splice { transcript, at, removed, inserted } => Change::Splice {
                transcript: *transcript,
                at: *at,
                removed: inserted.clone(),
                inserted: removed.clone(),
            },
        }
    }
}

/// Whether an entry is something new, or takes back or repeats an earlier one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Act {
    #[default]
    Did,
    Undid(Uuid),
    Redid(Uuid),
}

/// An entry without its changes: what the history shows, and what undo steers by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    pub id: Uuid,
    pub at: Timestamp,
    /// `None` for what the program did by itself, such as reading a folder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id<Coder>>,
    /// What a person understands: "Attached *Lived experience* to Focus Group 6, turn 14".
    pub sentence: String,
    #[serde(default)]
    pub act: Act,
}

/// What a person did. Applied whole or not at all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub head: Head,
    pub changes: Vec<Change>,
}

impl Entry {
    /// Something new that a person does.
    pub fn new(stamp: &Stamp, sentence: impl Into<String>, changes: Vec<Change>) -> Self {
        let head = Head { id: stamp.fresh(), at: stamp.at, by: stamp.by, sentence: sentence.into(), act: Act::Did };
        Entry { head, changes }
    }

    /// The changes that take this entry's back, last first.
    fn inverse_changes(&self) -> Vec<Change> {
        self.changes.iter().rev().map(Change::inverse).collect()
    }

    /// The entry that takes this one back.
    pub fn undone(&self, stamp: &Stamp) -> Entry {
        let sentence = format!("Undid: {}", self.head.sentence);
        let mut entry = Entry::new(stamp, sentence, self.inverse_changes());
        entry.head.act = Act::Undid(self.head.id);
        entry
    }

    /// The entry that does this one again.
    pub fn redone(&self, stamp: &Stamp) -> Entry {
        let sentence = format!("Redid: {}", self.head.sentence);
        let mut entry = Entry::new(stamp, sentence, self.changes.clone());
        entry.head.act = Act::Redid(self.head.id);
        entry
    }

    /// The whole of a study as one entry, in an order in which it can be applied to an empty one.
    pub fn whole(study: &Study, stamp: &Stamp, sentence: impl Into<String>) -> Entry {
        Entry::new(stamp, sentence, super::difference(&Study::default(), study))
    }
}
