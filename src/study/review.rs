//! Working in pairs: double-coding rounds, a reviewer's verdicts, decisions, and named versions.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Code, Coder, Coding, Id, Key, Transcript};
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

/// How the transcripts of a round were drawn, so that it can be said and done again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    pub seed: u32,
    /// Among how many transcripts.
    pub among: usize,
    /// Whether as many were drawn from each group.
    #[serde(default)]
    pub per_group: bool,
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
    /// How its transcripts were drawn; `None` where they were chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawn: Option<Drawn>,
    /// What is compared: the study as of this place in the journal, named when the round was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compared: Option<Id<Version>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assignments: Vec<Assignment>,
}

impl Round {
    /// Whether it is blind and still open: then each of its coders sees only their own work on its transcripts.
    pub fn is_blind_now(&self) -> bool {
        self.blind && self.closed.is_none()
    }

    /// What this coder was to do with this transcript.
    pub fn assignment(&self, coder: Id<Coder>, transcript: Id<Transcript>) -> Option<&Assignment> {
        self.assignments.iter().find(|one| one.coder == coder && one.transcript == transcript)
    }
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

/// What a consensus follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// The first coder's coding.
    First,
    /// The second coder's coding.
    Second,
    /// Both coders' codings.
    Both,
    /// No coding at all.
    Neither,
    /// The code they agree on, on words of its own.
    Adjusted,
    /// A code that neither had attached.
    OtherCode,
    /// A code that was made for it.
    NewCode,
    /// Nothing yet: to be talked about later. An open item.
    Later,
    /// They were alike by a stated rule, and taken over together with others.
    Alike,
    /// Something else; written before the other words were there.
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
    /// The codes whose entries in the codebook were mended because of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<Id<Code>>,
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
