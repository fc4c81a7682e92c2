//! The consensus: a layer of codings beside both coders', made by decisions, under the study's one consensus coder.

use super::{
    Declined, Planned, after_changes,
    codings::fresh_coding,
    decisions::{Matter, decision_on},
    found,
};
use crate::{
    journal::{Change, Entry, Stamp},
    study::{Code, Coder, Coding, Colour, Decision, Id, Key, Level, Outcome, Role, Study, Transcript, Valence},
    text::Span,
};

/// What the consensus is to have: words, code and qualities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Agreed {
    pub(super) span: Span,
    pub(super) code: Id<Code>,
    pub(super) valence: Option<Valence>,
    pub(super) level: Option<Level>,
    pub(super) contradicts: bool,
}

impl Agreed {
    pub(super) fn plain(span: Span, code: Id<Code>) -> Self {
        Agreed { span, code, valence: None, level: None, contradicts: false }
    }
}

/// Codings as the consensus takes them over: those of one code that overlap are one, with what is said of the first.
pub(super) fn agreed(study: &Study, codings: &[Id<Coding>]) -> Result<Vec<Agreed>, Declined> {
    let mut all: Vec<&Coding> = codings.iter().map(|&id| found(study, id)).collect::<Result<_, _>>()?;
    all.sort_by_key(|coding| (coding.code, coding.span));
    let mut agreed: Vec<Agreed> = Vec::new();
    for coding in all {
        match agreed.last_mut().filter(|last| last.code == coding.code && coding.span.start < last.span.end) {
            Some(last) => {
                last.span.end = last.span.end.max(coding.span.end);
                last.contradicts |= coding.contradicts;
                last.valence = last.valence.or(coding.valence);
                last.level = last.level.or(coding.level);
            }
            None => agreed.push(Agreed {
                valence: coding.valence,
                level: coding.level,
                contradicts: coding.contradicts,
                ..Agreed::plain(coding.span, coding.code)
            }),
        }
    }
    agreed.sort_by_key(|one| (one.span, one.code));
    Ok(agreed)
}

/// The one code that a matter is about.
pub(super) fn one_code(study: &Study, matter: &Matter) -> Result<Agreed, Declined> {
    let mut all = agreed(study, &matter.codings())?.into_iter();
    let first = all.next().ok_or(Declined::Gone("coding"))?;
    if all.all(|other| other.code == first.code) {
        Ok(first)
    } else {
        Err(Declined::Because("There are several codes here. Choose the code first, then its words.".into()))
    }
}

/// What is made on the way to an entry: the consensus coder where there is none yet, codings, decisions.
pub(super) struct Making<'m> {
    study: &'m Study,
    stamp: &'m Stamp,
    pub(super) changes: Vec<Change>,
    leaving: Vec<Key>,
    consensus: Option<Id<Coder>>,
    made: Vec<Coding>,
}

impl<'m> Making<'m> {
    pub(super) fn new(study: &'m Study, stamp: &'m Stamp) -> Self {
        let consensus = study.consensus().map(|coder| coder.id);
        Making { study, stamp, changes: Vec::new(), leaving: Vec::new(), consensus, made: Vec::new() }
    }

    pub(super) fn decision(
        &mut self,
        matter: &Matter,
        outcome: Outcome,
        agreed: &[Agreed],
        reason: &str,
        by: Id<Coder>,
    ) -> Result<Decision, Declined> {
        let consensus: Vec<Id<Coding>> = agreed.iter().map(|one| self.coding(matter.transcript, one)).collect();
        let former = decision_on(self.study, matter);
        let decision = Decision {
            id: former.map_or_else(|| self.stamp.id(), |former| former.id),
            round: matter.round,
            transcript: matter.transcript,
            span: matter.span,
            codings: matter.codings(),
            outcome,
            consensus,
            codes: former.map_or_else(Vec::new, |former| former.codes.clone()),
            reason: reason.trim().into(),
            by,
            at: self.stamp.at,
        };
        match former {
            Some(former) => {
                let kept = |key: &Key| !decision.consensus.iter().any(|coding| coding.key() == *key);
                self.leaving.extend(its_own_consensus(self.study, former).into_iter().filter(kept));
                self.changes.push(Change::altered(former, decision.clone()));
            }
            None => self.changes.push(Change::made(decision.clone())),
        }
        Ok(decision)
    }

    /// The consensus coding that says this: the one that is there, or a new one.
    fn coding(&mut self, transcript: Id<Transcript>, agreed: &Agreed) -> Id<Coding> {
        let consensus = self.consensus();
        let same = |other: &&Coding| {
            (other.transcript, other.span, other.code, other.coder) == (transcript, agreed.span, agreed.code, consensus)
        };
        let there = self.study.referring::<Coding>(agreed.code.key()).find(same);
        if let Some(there) = there.or_else(|| self.made.iter().find(same)) {
            return there.id;
        }
        let coding = Coding {
            valence: agreed.valence,
            level: agreed.level,
            contradicts: agreed.contradicts,
            ..fresh_coding(self.stamp, transcript, agreed.span, agreed.code, consensus)
        };
        self.made.push(coding.clone());
        let id = coding.id;
        self.changes.push(Change::made(coding));
        id
    }

    fn consensus(&mut self) -> Id<Coder> {
        if let Some(consensus) = self.consensus {
            return consensus;
        }
        let taken = |name: &str| self.study.coders().any(|coder| coder.name.eq_ignore_ascii_case(name));
        let name = if taken("Consensus") { "Consensus layer" } else { "Consensus" };
        let coder = Coder {
            id: self.stamp.id(),
            name: name.into(),
            initials: "C".into(),
            colour: Colour([0x5B, 0x5B, 0x5B]),
            role: Role::Consensus,
            pins: Default::default(),
        };
        self.consensus = Some(coder.id);
        self.changes.push(Change::made(coder.clone()));
        coder.id
    }

    pub(super) fn entry(self, sentence: String) -> Planned {
        let changes = after_changes(self.study, self.changes, &self.leaving)?;
        if changes.is_empty() {
            return Err(Declined::Unchanged);
        }
        Ok(Entry::new(self.stamp, sentence, changes))
    }
}

/// The consensus codings that follow from this decision and from no other.
pub(super) fn its_own_consensus(study: &Study, decision: &Decision) -> Vec<Key> {
    let others = |coding: &Id<Coding>| {
        study
            .referring::<Decision>(coding.key())
            .any(|other| other.id != decision.id && other.consensus.contains(coding))
    };
    decision.consensus.iter().filter(|coding| !others(coding)).map(|coding| coding.key()).collect()
}
