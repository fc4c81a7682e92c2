//! What authors add for print: their answers to a reporting checklist, and their own words in quotations.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Id, Transcript};
use crate::text::Span;

/// Which reporting checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Checklist {
    /// Consolidated criteria for reporting qualitative research, 32 items (Tong, Sainsbury, Craig 2007).
    Coreq,
    /// Standards for reporting qualitative research, 21 items (O'Brien and others 2014).
    Srqr,
    /// Reflexive thematic analysis reporting guidelines (Braun, Clarke 2024), as questions in our own words.
    Rtarg,
}

impl Checklist {
    /// All of them.
    pub const ALL: [Checklist; 3] = [Checklist::Coreq, Checklist::Srqr, Checklist::Rtarg];

    /// Its short name.
    pub fn name(self) -> &'static str {
        match self {
            Checklist::Coreq => "COREQ",
            Checklist::Srqr => "SRQR",
            Checklist::Rtarg => "RTARG",
        }
    }

    /// The number of its last item; they count from 1.
    pub fn items(self) -> u8 {
        match self {
            Checklist::Coreq => 32,
            Checklist::Srqr => 21,
            Checklist::Rtarg => 12,
        }
    }

    /// An item's answer has an id of its own, the same in every file: what two people answer to one item are two answers to
    /// the same, and never stand side by side.
    pub fn answer_to(self, item: u8) -> Id<ChecklistAnswer> {
        let name = format!("colloquy: answer to {} {item}", self.name());
        Id::from_uuid(Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()))
    }

    /// The item whose answer has this id.
    pub fn item_of(answer: Id<ChecklistAnswer>) -> Option<(Checklist, u8)> {
        let mut items = Checklist::ALL.into_iter().flat_map(|one| (1..=one.items()).map(move |item| (one, item)));
        items.find(|(checklist, item)| checklist.answer_to(*item) == answer)
    }
}

/// What the authors answer to an item of a checklist. Without one, what the study knows stands there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChecklistAnswer {
    /// [`Checklist::answer_to`] the item.
    pub id: Id<ChecklistAnswer>,
    pub checklist: Checklist,
    /// Its number, from 1.
    pub item: u8,
    /// In the authors' words; of an item that does not apply, why. Where it is empty, what the study knows is printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_applicable: bool,
    /// Where the manuscript tells it, as printed: `7`, `7–8`, `Methods`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub page: String,
}

impl ChecklistAnswer {
    /// Nothing said yet.
    pub fn to(checklist: Checklist, item: u8) -> Self {
        let id = checklist.answer_to(item);
        ChecklistAnswer { id, checklist, item, text: String::new(), not_applicable: false, page: String::new() }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.page.trim().is_empty() && !self.not_applicable
    }
}

/// How an author's bracket stands to the words of the transcript.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BracketPlace {
    /// Printed in their place.
    #[default]
    Instead,
    Before,
    After,
}

/// The author's own words in a quotation: printed in square brackets wherever the passage is quoted, and never part of the
/// transcript.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bracket {
    pub id: Id<Bracket>,
    pub transcript: Id<Transcript>,
    /// The words of the transcript that they stand by, in bytes of its text; never empty.
    pub span: Span,
    #[serde(default)]
    pub place: BracketPlace,
    /// Without the brackets; empty for words left out (`[…]`).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

impl Bracket {
    /// As it is printed: `[the nurse]`, `[…]`.
    pub fn printed(&self) -> String {
        format!("[{}]", if self.words.is_empty() { "…" } else { &self.words })
    }
}
