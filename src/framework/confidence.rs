//! How far a fact was held against print.

use serde::Deserialize;

/// How far a row or a link was held against published copies of its source, from surest to least sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum Confidence {
    /// Held against published copies.
    Verified,
    /// Not every cell was seen in print, or one copy differs in a cell.
    High,
    /// Hardly seen in print: a single cell should not be relied on.
    Medium,
}

impl Confidence {
    /// What a person is told beside the fact; nothing where it is verified.
    pub fn caution(self) -> Option<&'static str> {
        match self {
            Confidence::Verified => None,
            Confidence::High => Some("Not every cell of this table was checked against print."),
            Confidence::Medium => Some("Not checked against print: look it up before you rely on it."),
        }
    }
}
