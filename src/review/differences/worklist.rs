//! The worklist: which items are decided, which are left, and which can be taken over together.

use std::collections::HashMap;

use super::{AgreeingPair, Difference, Differences, Disagreement, Same};
use crate::{
    operations::{Alike, Matter, counted},
    study::{Code, Coding, Decision, Id, Outcome, Round, Study, Transcript},
    text::Span,
};

/// What has become of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    Open,
    /// Put off, to be talked about.
    Later,
    Decided,
}

/// The decisions of a study by what they are about.
#[derive(Debug)]
pub struct Ledger<'s> {
    by_codings: HashMap<Vec<Id<Coding>>, &'s Decision>,
}

impl<'s> Ledger<'s> {
    /// Of a study as it stands.
    pub fn of(study: &'s Study) -> Self {
        Ledger { by_codings: study.decisions().map(|one| (sorted(one.codings.clone()), one)).collect() }
    }

    /// The decision on exactly the codings of a matter.
    pub fn decision_on(&self, matter: &Matter) -> Option<&'s Decision> {
        self.by_codings.get(&sorted(matter.codings())).copied()
    }

    /// Whether a matter is open, put off or decided.
    pub fn state(&self, matter: &Matter) -> State {
        match self.decision_on(matter).map(|decision| decision.outcome) {
            None => State::Open,
            Some(Outcome::Later) => State::Later,
            Some(_) => State::Decided,
        }
    }

    /// How far the reconciliation of these is: what differs, and what is alike and was taken over.
    pub fn progress(&self, differences: &Differences) -> Reconciled {
        let mut progress = Reconciled { alike: differences.alike.len(), ..Reconciled::default() };
        for one in &differences.differing {
            match self.state(&one.matter(None)) {
                State::Open => progress.open += 1,
                State::Later => progress.later += 1,
                State::Decided => progress.decided += 1,
            }
        }
        let taken = differences.alike.iter().filter(|one| self.state(&one.matter(None)) == State::Decided);
        progress.alike_taken = taken.count();
        progress
    }
}

/// How far a reconciliation is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reconciled {
    pub open: usize,
    pub later: usize,
    pub decided: usize,
    /// What both have alike, and how much of it is in the consensus.
    pub alike: usize,
    pub alike_taken: usize,
}

/// Which items of the worklist are wanted. What is empty or `None` asks for nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sieve {
    /// By their difference; each relation of another code is a difference of its own.
    pub differences: Vec<Difference>,
    pub codes: Vec<Id<Code>>,
    pub transcripts: Vec<Id<Transcript>>,
    pub states: Vec<State>,
    /// No more than this many bytes in dispute: what is hardly worth talking about.
    pub disputed_at_most: Option<usize>,
}

impl Sieve {
    /// The items that pass, in their order.
    pub fn sift<'d>(&self, differences: &'d Differences, ledger: &Ledger<'_>) -> Vec<&'d Disagreement> {
        differences.differing.iter().filter(|one| self.passes(one, ledger)).collect()
    }

    fn passes(&self, one: &Disagreement, ledger: &Ledger<'_>) -> bool {
        fn among<T: PartialEq>(wanted: &[T], is: impl Fn(&T) -> bool) -> bool {
            wanted.is_empty() || wanted.iter().any(is)
        }
        among(&self.differences, |wanted| *wanted == one.difference)
            && among(&self.codes, |code| one.first.iter().chain(&one.second).any(|stretch| stretch.code == *code))
            && among(&self.transcripts, |transcript| *transcript == one.transcript)
            && among(&self.states, |state| *state == ledger.state(&one.matter(None)))
            && self.disputed_at_most.is_none_or(|most| one.disputed <= most)
    }
}

/// What of the things alike can be taken into the consensus by a rule, with the words it will stand on: those that are
/// exactly alike stand on their words; of others the consensus takes what both have marked.
pub fn alike_by(differences: &Differences, rule: Same, round: Option<Id<Round>>, ledger: &Ledger<'_>) -> Vec<Alike> {
    let wanted = |one: &&AgreeingPair| {
        rule.holds(one.first.span, one.second.span)
            && one.first.qualities.len() == 1
            && ledger.state(&one.matter(round)) != State::Decided
    };
    differences.alike.iter().filter(wanted).filter_map(|one| taken_over(one, round)).collect()
}

fn taken_over(one: &AgreeingPair, round: Option<Id<Round>>) -> Option<Alike> {
    let span: Span = one.first.span.intersection(one.second.span)?;
    let &(valence, level) = one.first.qualities.first()?;
    Some(Alike { matter: one.matter(round), span, code: one.first.code, valence, level })
}

/// The rule as it is kept with each decision, and how many it would take: what a preview says.
pub fn alike_in_words(rule: Same, taken: &[Alike]) -> (String, String) {
    let rule = format!("same code, same valence and level, {}", rule.in_words());
    let preview = format!("{} would be taken into the consensus: {rule}.", counted(taken.len(), "coding"));
    (rule, preview)
}

fn sorted(mut codings: Vec<Id<Coding>>) -> Vec<Id<Coding>> {
    codings.sort_unstable();
    codings.dedup();
    codings
}
