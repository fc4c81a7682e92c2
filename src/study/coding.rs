//! Codes, codings and memos: what researchers make of the text.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Coder, Colour, Id, Key, Transcript};
use crate::text::Span;

/// Where a code came from: from the words, or from a framework or the literature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Orientation {
    #[default]
    Inductive,
    Deductive,
}

/// How firmly a code stands in the codebook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CodeStatus {
    /// Brought by one coder, not yet taken into the shared codebook.
    Proposed,
    #[default]
    Active,
    /// Kept for its history; not offered any more.
    Retired,
}

/// What an example shows of a code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExampleKind {
    #[default]
    Typical,
    Atypical,
    /// Looks like the code and is not.
    NearMiss,
}

/// A passage that shows what a code is, or is not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exemplar {
    pub transcript: Id<Transcript>,
    /// Bytes of the transcript's text.
    pub span: Span,
    #[serde(default)]
    pub kind: ExampleKind,
}

/// A code of the codebook, with the fields of MacQueen et al. 1998 (Cultural Anthropology Methods 10(2):31-36).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Code {
    pub id: Id<Code>,
    /// A parent is a code like any other, and can be attached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Id<Code>>,
    /// Place among its siblings: ascending, with gaps.
    pub order: i64,
    pub name: String,
    /// `None` takes the parent's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<Colour>,
    /// Other words under which the palette finds it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub brief: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub full: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub when_to_use: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub when_not_to_use: String,
    #[serde(default)]
    pub orientation: Orientation,
    #[serde(default)]
    pub status: CodeStatus,
    /// Who proposed it: made it in a blind round, or brought it in a copy. `None` of a code that was never a proposal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed_by: Option<Id<Coder>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exemplars: Vec<Exemplar>,
}

impl Code {
    /// A code in use with nothing but a name, at a place among those under `parent`.
    pub fn named(id: Id<Code>, parent: Option<Id<Code>>, order: i64, name: &str) -> Self {
        Code {
            id,
            parent,
            order,
            name: name.into(),
            colour: None,
            aliases: Vec::new(),
            brief: String::new(),
            full: String::new(),
            when_to_use: String::new(),
            when_not_to_use: String::new(),
            orientation: Orientation::Inductive,
            status: CodeStatus::Active,
            proposed_by: None,
            exemplars: Vec::new(),
        }
    }
}

/// Whether the words themselves say it, or the reading of them (Braun & Clarke 2006).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    Semantic,
    Latent,
}

impl Level {
    /// Its word in a sentence.
    pub fn word(self) -> &'static str {
        match self {
            Level::Semantic => "semantic",
            Level::Latent => "latent",
        }
    }
}

/// Whether something hinders or helps the behaviour under study. No valence is the absence of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Valence {
    Barrier,
    Enabler,
    Both,
}

impl Valence {
    /// Its word in a sentence.
    pub fn word(self) -> &'static str {
        match self {
            Valence::Barrier => "barrier",
            Valence::Enabler => "enabler",
            Valence::Both => "barrier and enabler",
        }
    }
}

/// A code attached to a passage by one coder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coding {
    pub id: Id<Coding>,
    pub transcript: Id<Transcript>,
    /// Bytes of the transcript's text; never empty.
    pub span: Span,
    pub code: Id<Code>,
    pub coder: Id<Coder>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valence: Option<Valence>,
    /// Runs against what its theme says; kept visible.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub contradicts: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub memo: String,
    pub created: Timestamp,
}

/// What a memo is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum MemoKind {
    #[default]
    Analytic,
    Reflexive,
    Method,
    Familiarisation,
}

/// What a memo is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchor {
    /// A record of any kind.
    Record(Key),
    /// A passage of a transcript: bytes of its text.
    Passage(Id<Transcript>, Span),
}

/// A note by one person, on something or on nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Memo {
    pub id: Id<Memo>,
    pub author: Id<Coder>,
    pub created: Timestamp,
    #[serde(default)]
    pub kind: MemoKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<Anchor>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    pub text: String,
}
