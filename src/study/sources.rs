//! What is coded: transcripts and their speaker turns. A transcript's text stands apart from its record
//! (`Study::text`), because text changes by splices and the record by replacement.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{Attribute, AttributeValue, Group, Id, Participant};
use crate::text::Span;

/// Which way a transcript reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// By each paragraph's first strong character.
    #[default]
    Auto,
    LeftToRight,
    RightToLeft,
}

/// The file a transcript came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Without its folder.
    pub file_name: String,
    /// "txt", "md", "docx", …
    pub file_type: String,
    /// BLAKE3 of the file's bytes, in hexadecimal; empty where there was no file.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hash: String,
    /// The encoding it was read in, by its WHATWG label; empty where the format has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub encoding: String,
}

/// One speaker's stretch of a transcript. Label and time stand beside the text, not in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Bytes of the transcript's text.
    pub span: Span,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Id<Participant>>,
    /// When it began, in milliseconds from the start of the recording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_ms: Option<u64>,
}

/// The record of a transcript: everything but its text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transcript {
    pub id: Id<Transcript>,
    /// Place among the transcripts: ascending, with gaps.
    pub order: i64,
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Id<Group>>,
    #[serde(default)]
    pub source: Source,
    #[serde(default)]
    pub direction: Direction,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<Id<Attribute>, AttributeValue>,
    /// In order, not overlapping. Text outside every turn is nobody's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<Turn>,
}

impl Transcript {
    /// The turn in which a byte offset lies, with its place counted from 0. An offset at a turn's end belongs to it
    /// unless the next turn starts there.
    pub fn turn_at(&self, offset: usize) -> Option<(usize, &Turn)> {
        let after = self.turns.partition_point(|turn| turn.span.start <= offset);
        let place = after.checked_sub(1)?;
        self.turns.get(place).filter(|turn| offset <= turn.span.end).map(|turn| (place, turn))
    }

    /// The turns that share text with a span, with their places counted from 0.
    pub fn turns_in(&self, span: Span) -> impl Iterator<Item = (usize, &Turn)> {
        let first = self.turns.partition_point(|turn| turn.span.end <= span.start);
        self.turns.iter().enumerate().skip(first).take_while(move |(_, turn)| turn.span.start < span.end)
    }
}

/// A transcript's text: normalised once at import (byte order mark off, LF line ends), changed only by splices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(Arc<str>);

impl Text {
    pub fn new(text: &str) -> Self {
        Text(text.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same text, shared: a job takes it along without copying.
    pub fn shared(&self) -> Arc<str> {
        self.0.clone()
    }

    /// BLAKE3 of the text's UTF-8 bytes, in hexadecimal: equal hashes, equal text.
    pub fn hash(&self) -> String {
        blake3::hash(self.0.as_bytes()).to_hex().to_string()
    }

    /// The text with `removed` at byte `at` replaced by `inserted`; `None` where `removed` does not stand there.
    pub fn spliced(&self, at: usize, removed: &str, inserted: &str) -> Option<Text> {
        let head = self.0.get(..at)?;
        let tail = self.0.get(at..)?.strip_prefix(removed)?;
        Some(Text([head, inserted, tail].concat().into()))
    }
}
