//! Working in pairs: double-coding rounds, a reviewer's verdicts, decisions, and named versions.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Coder, Coding, Id, Key, Transcript};
use crate::text::Span;

/// Who codes what in a round, and whether they have said that they are done.
///
/// A transcript nobody was assigned is *missing*; one finished without codings was *coded nothing*: they count differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    pub coder: Id<Coder>,
    pub transcript: Id<Transcript>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished: Option<Timestamp>,
}

/// A round of double coding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Round {
    pub id: Id<Round>,
    pub order: i64,
    pub name: String,
    pub transcripts: Vec<Id<Transcript>>,
    pub coders: Vec<Id<Coder>>,
    /// While open, nobody sees the others' codings.
    pub blind: bool,
    pub opened: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Timestamp>,
    /// The codebook it was coded by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codebook: Option<Id<Version>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assignments: Vec<Assignment>,
}

/// A reviewer's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Opinion {
    Agree,
    Disagree,
    Unsure,
    Proposal,
    Comment,
}

/// What became of a verdict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    pub by: Id<Coder>,
    pub at: Timestamp,
    /// Whether the reviewer's word was followed.
    pub taken: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// What a reviewer says of a coding, a code, a theme or a placement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    pub id: Id<Verdict>,
    pub subject: Key,
    pub reviewer: Id<Coder>,
    pub created: Timestamp,
    pub opinion: Opinion,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
}

/// Which coding a consensus follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    First,
    Second,
    Both,
    Neither,
    Other,
}

/// What was agreed on one disagreement. The originals stay as they are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    pub id: Id<Decision>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<Id<Round>>,
    pub transcript: Id<Transcript>,
    /// The passage in question: bytes of the transcript's text.
    pub span: Span,
    /// The codings that differ, the first coder's first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codings: Vec<Id<Coding>>,
    pub outcome: Outcome,
    /// The consensus codings that follow from it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consensus: Vec<Id<Coding>>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    pub by: Id<Coder>,
    pub at: Timestamp,
}

/// A name for a place in the journal: "codebook v0.3".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Version {
    pub id: Id<Version>,
    pub name: String,
    /// The last entry that belongs to it; `None` for the state before any entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<Uuid>,
    pub created: Timestamp,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}
