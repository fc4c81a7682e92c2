//! The study itself: title, questions and the settings that travel with it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Coder, Id, NoteMark};
use crate::framework::bcw::Edition;

/// Which boxes the "number of barriers" of an intervention counts (figures.md F18).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CountingRule {
    /// Sub-themes that are a barrier, or barrier and enabler.
    #[default]
    Barriers,
    /// Those, and enablers that carry a note mark.
    BarriersAndMarked,
}

/// How the study treats differences between coders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Approach {
    /// Reflexive thematic analysis: differences are for discussion; no coefficients.
    #[default]
    Reflexive,
    /// Coefficients of agreement are part of the method.
    AgreementBased,
}

/// That a file is a copy of a study, made for one coder. Which study, the id of the details says: a copy keeps it.
///
/// The texts as they were when it was made stand in the first entry of the copy's journal, which makes the whole copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopiedFor {
    pub coder: Id<Coder>,
    /// The last entry of the study's journal when the copy was made.
    pub entry: Uuid,
    pub at: Timestamp,
    /// Whether the others' work was left out.
    pub blind: bool,
}

/// What the study is called and how it counts. A study has exactly one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Details {
    pub id: Id<Details>,
    pub title: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
    /// BCP 47: `en-GB`.
    pub language: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub authors: String,
    #[serde(default)]
    pub edition: Edition,
    #[serde(default)]
    pub counting: CountingRule,
    #[serde(default)]
    pub approach: Approach,
    /// A study's own frameworks as RON (`assets/framework/tdf.ron` shows the form), in the order in which they were loaded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frameworks: Vec<String>,
    /// What each mark on a figure's box stands for.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub notes: BTreeMap<NoteMark, String>,
    /// Of a copy: for whom, and what it was copied from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copied: Option<CopiedFor>,
}
