//! Where two coders differ: the worklist of reconciliation, by kind, and what is alike.
//!
//! Within a transcript and a code, a coder's codings that overlap are one stretch. Stretches of both coders that overlap
//! belong together; what is left over on one side is held against what is left over on the other, of other codes. Everything
//! is done by sweeps over sorted spans.

mod counts;
mod pairing;
mod relation;
mod stretches;
mod worklist;

pub use counts::{CodeCounts, per_code, pointer};
pub use relation::{Relation, Relations};
pub use stretches::Stretch;
pub use worklist::{Ledger, Reconciled, Sieve, State, alike_by, alike_in_words};

use crate::{
    operations::Matter,
    study::{Coder, Id, Round, Study, Transcript},
    text::Span,
};

/// When two stretches count as the same words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Same {
    /// To the letter.
    Exact,
    /// Where what they share is at least this part (0 to 1) of what they cover together: intersection over union.
    Share(f64),
    /// Where they share anything.
    Any,
}

impl Same {
    /// Whether two spans are the same words by this rule.
    pub fn holds(self, one: Span, other: Span) -> bool {
        match self {
            Same::Exact => one == other,
            Same::Share(least) => share(one, other) >= least,
            Same::Any => one.overlaps(other),
        }
    }

    /// The rule in words: "the words overlap by at least 50 %".
    pub fn in_words(self) -> String {
        match self {
            Same::Exact => "exactly the same words".into(),
            Same::Share(least) => format!("words that overlap by at least {:.0} %", least * 100.0),
            Same::Any => "words that overlap".into(),
        }
    }
}

/// Intersection over union of two spans, in bytes: 1 where they are the same, 0 where they share nothing.
pub fn share(one: Span, other: Span) -> f64 {
    let both = one.intersection(other).map_or(0, Span::len);
    let either = one.len() + other.len() - both;
    if either == 0 { 0.0 } else { both as f64 / either as f64 }
}

/// Who is held against whom, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparing {
    pub first: Id<Coder>,
    pub second: Id<Coder>,
    pub transcripts: Vec<Id<Transcript>>,
    pub same: Same,
    /// The round that decisions belong to.
    pub round: Option<Id<Round>>,
}

impl Comparing {
    /// The transcripts of a round that both of these coders were to code.
    pub fn round(round: &Round, first: Id<Coder>, second: Id<Coder>, same: Same) -> Comparing {
        let both =
            |id: &Id<Transcript>| round.assignment(first, *id).is_some() && round.assignment(second, *id).is_some();
        let transcripts = round.transcripts.iter().copied().filter(both).collect();
        Comparing { first, second, transcripts, same, round: Some(round.id) }
    }
}

/// In what two coders differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difference {
    /// The same code on words that overlap and are not the same.
    Boundary,
    /// Another code on (about) the same words.
    OtherCode(Relation),
    /// The first coder has nothing here.
    MissingInFirst,
    /// The second coder has nothing here.
    MissingInSecond,
    /// The same code on the same words, with another valence or level.
    Quality,
}

/// One place where they differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    pub transcript: Id<Transcript>,
    /// All the words in question, in bytes of the transcript's text.
    pub span: Span,
    pub difference: Difference,
    /// What the first coder has here: one stretch, several where the second has them in one, or none.
    pub first: Vec<Stretch>,
    pub second: Vec<Stretch>,
    /// How many bytes one coder has and the other has not.
    pub disputed: usize,
}

impl Disagreement {
    /// What there is to decide.
    pub fn matter(&self, round: Option<Id<Round>>) -> Matter {
        matter(round, self.transcript, self.span, &self.first, &self.second)
    }
}

/// One place where both have the same.
#[derive(Clone, Debug, PartialEq)]
pub struct AgreeingPair {
    pub transcript: Id<Transcript>,
    pub first: Stretch,
    pub second: Stretch,
}

impl AgreeingPair {
    /// What there is to take over.
    pub fn matter(&self, round: Option<Id<Round>>) -> Matter {
        let span = hull(self.first.span, self.second.span);
        matter(round, self.transcript, span, std::slice::from_ref(&self.first), std::slice::from_ref(&self.second))
    }
}

/// Everything that two coders have alike, and everything in which they differ, in the order of transcripts and reading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Differences {
    pub alike: Vec<AgreeingPair>,
    pub differing: Vec<Disagreement>,
}

/// Holds two coders' codings against each other. A study as one of them may see it (`seen_by`) gives what they may know.
pub fn differences(study: &Study, comparing: &Comparing) -> Differences {
    let relations = Relations::of(study);
    let mut found = Differences::default();
    let mut transcripts: Vec<&Transcript> = comparing.transcripts.iter().filter_map(|&id| study.get(id)).collect();
    transcripts.sort_by_key(|transcript| (transcript.order, transcript.id));
    transcripts.dedup_by_key(|transcript| transcript.id);
    for transcript in transcripts {
        let (first, second) = stretches::of_both(study, transcript.id, comparing.first, comparing.second);
        pairing::pair(transcript.id, first, second, comparing.same, &relations, &mut found);
    }
    found
}

fn hull(one: Span, other: Span) -> Span {
    Span { start: one.start.min(other.start), end: one.end.max(other.end) }
}

fn matter(
    round: Option<Id<Round>>,
    transcript: Id<Transcript>,
    span: Span,
    first: &[Stretch],
    second: &[Stretch],
) -> Matter {
    let codings = |stretches: &[Stretch]| stretches.iter().flat_map(|one| one.codings.iter().copied()).collect();
    Matter { round, transcript, span, first: codings(first), second: codings(second) }
}
