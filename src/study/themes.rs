//! From codes to a framework: boards, themes, placements and interventions.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Code, Coder, FigureSettings, Id, Valence};

/// One way of grouping the codes: "early", "revised", "final".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Board {
    pub id: Id<Board>,
    pub order: i64,
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// How its figure is drawn.
    #[serde(default, skip_serializing_if = "FigureSettings::is_usual")]
    pub figure: FigureSettings,
}

/// A mark after a label that points to a note under the figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NoteMark {
    Star,
    Dagger,
    DoubleDagger,
}

impl NoteMark {
    /// All of them, in the order in which notes are marked.
    pub const ALL: [NoteMark; 3] = [NoteMark::Star, NoteMark::Dagger, NoteMark::DoubleDagger];

    /// The mark as printed.
    pub fn symbol(self) -> char {
        match self {
            NoteMark::Star => '*',
            NoteMark::Dagger => '†',
            NoteMark::DoubleDagger => '‡',
        }
    }
}

/// A theme, or a sub-theme where it has a parent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Theme {
    pub id: Id<Theme>,
    pub board: Id<Board>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Id<Theme>>,
    /// Place among its siblings: ascending, with gaps.
    pub order: i64,
    pub name: String,
    /// The central organising concept: what holds it together.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub is_not: String,
    /// The analyst's decision, not the majority of its extracts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valence: Option<Valence>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note_mark: Option<NoteMark>,
    /// In the order of the cards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<Id<Code>>,
}

/// What is placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Placed {
    Theme(Id<Theme>),
    Code(Id<Code>),
}

/// A theme or code at a place in a framework; many to many, and levels may be skipped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Placement {
    pub id: Id<Placement>,
    pub subject: Placed,
    /// A framework element's id, such as `comb.motivation` (see `assets/framework`).
    pub element: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rationale: String,
    pub author: Id<Coder>,
}

/// A technique as printed, and the taxonomy's numbers it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Technique {
    /// As the table prints it: "Social support".
    pub printed: String,
    /// BCTTv1 numbers: `3.1`, …; several where the printed words leave it open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<String>,
}

/// One APEASE criterion judged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    /// `None`: not judged yet; otherwise whether the criterion is met.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met: Option<bool>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A proposed intervention. How many barriers it addresses is counted from `addresses`, never typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Intervention {
    pub id: Id<Intervention>,
    /// Place in the table: ascending, with gaps; the number printed is the place counted from 1.
    pub order: i64,
    pub outline: String,
    /// Intervention functions by id (see `assets/framework/bcw.ron`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub functions: Vec<String>,
    /// Policy categories by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub techniques: Vec<Technique>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub delivery: String,
    /// By criterion id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub apease: BTreeMap<String, Rating>,
    /// The sub-themes it addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<Id<Theme>>,
}
