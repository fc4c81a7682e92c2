//! Every quotation of a manuscript held against the transcripts: exact, changed with an editor's marks, altered, not
//! found; its attribution right, incomplete, wrong or missing; lead-ins whose quotation is not there.
//!
//! Pure: a manuscript comes as paragraphs (see [`manuscript`](super::manuscript) for files), a study as it stands.

mod align;
mod attribution;
mod check;
mod context;
mod find;
mod index;
mod leads;
#[cfg(test)]
mod tests;
mod words;

use crate::study::{Id, Participant, Transcript};
use crate::text::Span;

pub use check::{verify, verify_while};

/// A paragraph of a manuscript.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ManuscriptParagraph {
    /// Its text on one line.
    pub text: String,
    /// Its level as a heading, from 1.
    pub heading: Option<u8>,
    /// Set as a quotation: a block quote, a style of that name.
    pub set_as_quotation: bool,
    /// An item of a list, or in a cell of a table.
    pub set_apart: bool,
}

impl ManuscriptParagraph {
    /// A paragraph of running text.
    pub fn body(text: impl Into<String>) -> Self {
        ManuscriptParagraph { text: text.into(), ..ManuscriptParagraph::default() }
    }
}

/// What holds of the words of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// Word for word as said.
    Exact,
    /// Changed, and each change marked: `[…]`, `[the service]`.
    Editorial,
    /// Changed without a mark.
    Altered,
    /// Said by nobody.
    NotFound,
    /// A few words in marks without an attribution: a term rather than a quotation. Nothing is asked of it.
    Term,
    /// Not from the transcripts, and beside a reference to the literature. Nothing is asked of it.
    Cited,
}

/// What holds of an attribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attribution {
    /// Names who speaks.
    Right,
    /// Names only the group, or a speaker whose label stands in several groups.
    Incomplete,
    /// Names somebody else.
    Wrong,
    /// There is none.
    Missing,
    /// None is asked for: the words are a term, a moderator's, or nobody's.
    NotAsked,
}

/// What became of some words between what was said and what is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub kind: ChangeKind,
    /// As said; empty where words were put in.
    pub said: String,
    /// As printed; empty where words were left out.
    pub printed: String,
    /// Whether square brackets or a mark of omission say so, or it is no more than a `[laughs]` left out.
    pub marked: bool,
}

/// What kind of change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// The same words.
    Same,
    /// Other words.
    Replaced,
    /// Words that nobody said there.
    Inserted,
    /// Words that were said and are not printed.
    LeftOut,
}

/// Where a quotation was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub transcript: Id<Transcript>,
    /// Bytes of the transcript's text.
    pub span: Span,
    /// The turn in which it begins, counted from 1; 0 where it is in none.
    pub turn: usize,
    /// Who speaks, in the order of speaking.
    pub speakers: Vec<Id<Participant>>,
}

/// A quotation of the manuscript, held against the transcripts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedQuotation {
    /// Place of its paragraph in the manuscript, from 0.
    pub paragraph: usize,
    /// Its words without their marks: bytes of the paragraph (of the first, where it runs over several).
    pub span: Span,
    /// As printed.
    pub words: String,
    pub finding: Finding,
    /// Where the words, or those most like them, were said; `None` where nothing is like them.
    pub place: Option<Place>,
    /// Word by word from first to last, the same words gathered.
    pub changes: Vec<Change>,
    /// Only punctuation or capitals differ beside what `changes` says.
    pub punctuation_differs: bool,
    pub attribution: Attribution,
    /// The attribution as printed; empty where there is none.
    pub stated: String,
}

impl CheckedQuotation {
    /// Whether an author must do something about it.
    pub fn is_wrong(&self) -> bool {
        matches!(self.finding, Finding::Altered | Finding::NotFound)
            || matches!(self.attribution, Attribution::Wrong | Attribution::Missing)
    }
}

/// Something wrong with the manuscript that is no quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loose {
    /// Place of its paragraph, from 0.
    pub paragraph: usize,
    pub kind: LooseKind,
    /// The words that show it.
    pub words: String,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LooseKind {
    /// Words that lead to a quotation that does not come.
    LeadIn,
    /// A quotation mark that is never closed.
    Unclosed,
}

/// What holds of a manuscript.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// In the order of the manuscript.
    pub quotations: Vec<CheckedQuotation>,
    /// In the order of the manuscript.
    pub loose: Vec<Loose>,
}

impl Verification {
    /// Whether anything must be done.
    pub fn is_wrong(&self) -> bool {
        !self.loose.is_empty() || self.quotations.iter().any(CheckedQuotation::is_wrong)
    }

    /// How many attributions are so.
    pub fn attributed(&self, attribution: &Attribution) -> usize {
        self.quotations.iter().filter(|quotation| quotation.attribution == *attribution).count()
    }

    /// How many quotations are of a finding.
    pub fn count(&self, finding: Finding) -> usize {
        self.quotations.iter().filter(|quotation| quotation.finding == finding).count()
    }
}
