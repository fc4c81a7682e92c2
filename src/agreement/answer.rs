//! What a comparison answers: a value that the window, the command line and the report read alike.

use super::{Asked, Block, Elsewhere, Flag, Measure, Score, SpanCounts, Subject, Table, Value, Why};
use crate::study::{Code, Coder, Id, Transcript};

/// How far the coders agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// What was asked.
    pub asked: Asked,
    /// The transcripts compared, in the study's order, also those that are missing for some.
    pub transcripts: Vec<InTranscript>,
    /// Every code, in the order of the tree; codes that nobody used are among them.
    pub codes: Vec<Row>,
    /// Codes that have codes below them, with those.
    pub subtrees: Vec<Row>,
    /// The themes of the board, each before its sub-themes.
    pub themes: Vec<Row>,
    /// The components of COM-B in which anything is placed.
    pub components: Vec<Row>,
    /// Whether there is anything to code, whatever code.
    pub any_code: Row,
    /// All codes together: pooled, and the measures of several codes at once.
    pub pooled: Vec<Score>,
    /// Codes that have an alpha; the others are not counted as 0 or 1.
    pub defined: usize,
    /// How many characters two coders gave two different codes, one each, most first. Empty where codes overlap.
    pub confused: Vec<Confused>,
    /// What was drawn for intervals, and how many of them there were to draw from.
    pub drawn: (Block, usize),
    /// What counts for nothing, and why.
    pub missing: Vec<Missing>,
    /// Coders taken to have finished transcripts only because they coded in them: nobody said so.
    pub taken_as_finished: Vec<(Id<Coder>, Id<Transcript>)>,
}

/// A code, theme or component: what the coders did, and what follows.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What the row is about.
    pub subject: Subject,
    /// The codes that make it up.
    pub codes: Vec<Id<Code>>,
    /// Each pair of coders: theirs is the table beside the coefficients.
    pub pairs: Vec<Pair>,
    /// The coefficients, in the order of [`Measure::ALL`]; none where coefficients were not asked for.
    pub scores: Vec<Score>,
    /// What to know before trusting them.
    pub flags: Vec<Flag>,
    /// The transcripts in which any of the coders used it.
    pub places: Vec<Place>,
    /// What other programs would print; of two coders, where coefficients were asked for.
    pub elsewhere: Vec<Elsewhere>,
}

/// Two of the coders, by place.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The first coder's place.
    pub first: usize,
    /// The second coder's place.
    pub second: usize,
    /// Units that both, either or neither marked, in what both finished.
    pub table: Table,
    /// Their passages.
    pub spans: SpanCounts,
}

/// A row in one transcript.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Which transcript.
    pub transcript: Id<Transcript>,
    /// Each pair of coders who finished it.
    pub pairs: Vec<Pair>,
    /// Krippendorff's alpha there; not defined without coefficients.
    pub alpha: Option<Value>,
}

/// A transcript over all codes.
#[derive(Clone, Debug, PartialEq)]
pub struct InTranscript {
    /// Which transcript.
    pub transcript: Id<Transcript>,
    /// The places of the coders who finished it.
    pub finished: Vec<usize>,
    /// How many characters of it are compared.
    pub characters: u32,
    /// How many units they make.
    pub units: u32,
    /// Each pair of coders who finished it: units summed over codes, and passages.
    pub pairs: Vec<Pair>,
    /// Measures of all codes in this transcript, gamma among them.
    pub scores: Vec<Score>,
    /// Of gamma: how many codings were invented for it, and whether they were enough for the precision asked for.
    pub gamma_samples: Option<(u32, bool)>,
}

/// Characters that one coder gave one code, and the other coder the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confused {
    /// The two codes, in the order of the tree.
    pub codes: (Id<Code>, Id<Code>),
    /// How many characters, over pairs of coders.
    pub characters: u64,
}

/// A coder's transcript that counts for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    /// Whose.
    pub coder: Id<Coder>,
    /// Which.
    pub transcript: Id<Transcript>,
    /// Why.
    pub why: Why,
}

impl Row {
    /// A measure of the row.
    pub fn score(&self, measure: Measure) -> Option<&Score> {
        self.scores.iter().find(|score| score.measure == measure)
    }

    /// The value of a measure, where it has one.
    pub fn value(&self, measure: Measure) -> Option<f64> {
        self.score(measure).and_then(|score| score.value.ok())
    }

    /// Whether any of the coders marked anything.
    pub fn is_used(&self) -> bool {
        self.pairs.iter().any(|pair| pair.spans.first + pair.spans.second > 0)
    }
}

impl Agreement {
    /// Every row: codes, codes with those below, themes, components, any code.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        let lists = [&self.codes, &self.subtrees, &self.themes, &self.components];
        lists.into_iter().flatten().chain([&self.any_code])
    }

    /// The row of a subject.
    pub fn row(&self, subject: &Subject) -> Option<&Row> {
        self.rows().find(|row| row.subject == *subject)
    }

    /// A measure of all codes together.
    pub fn pooled_score(&self, measure: Measure) -> Option<&Score> {
        self.pooled.iter().find(|score| score.measure == measure)
    }

    /// Transcripts that at least two coders finished.
    pub fn compared(&self) -> impl Iterator<Item = &InTranscript> {
        self.transcripts.iter().filter(|transcript| transcript.finished.len() >= 2)
    }
}
