//! What "after reconciliation" means: each coder's codings, with what was decided in the place of what was decided on.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use crate::study::{Coding, Decision, Id, Key, Outcome, Record, Round, Study, Wrapped};

/// A study in which a round's coders have what was decided. It is for comparing, and is never committed.
#[derive(Clone, Debug)]
pub struct AsDecided {
    pub study: Study,
    /// Decisions that stand in it.
    pub followed: usize,
    /// Of those, the ones on what both had alike.
    pub alike: usize,
    /// Decisions that could not be followed: the transcript's words were corrected since the round was closed, or what was
    /// decided on, or what was decided, is not there any more.
    pub left_out: usize,
}

/// Each coder's codings after reconciliation: in `compared`, the study as the round compares it, the codings that a decision
/// of the round names give way to the consensus that followed from it, for every coder of the round to whom the transcript
/// was assigned. What was put off, and what nobody decided on, stays as each coder had it. Decisions and consensus are read
/// from `now`, the study as it stands.
///
/// A code that was made for a decision is in the codebook of `study`, and the coders count as having finished when the last
/// decision was taken, so that it is theirs as well.
pub fn as_decided(compared: &Study, now: &Study, round: &Round) -> AsDecided {
    let mut decisions: Vec<&Decision> = now
        .decisions()
        .filter(|decision| decision.round == Some(round.id) && decision.outcome != Outcome::Later)
        .collect();
    decisions.sort_by_key(|decision| (decision.at, decision.id));
    let (mut gone, mut records): (BTreeSet<Key>, BTreeMap<Key, Record>) = Default::default();
    let (mut followed, mut alike, mut left_out, mut last) = (0, 0, 0, None);
    for decision in decisions {
        let Some(agreed) = what_follows(compared, now, decision) else {
            left_out += 1;
            continue;
        };
        followed += 1;
        alike += usize::from(decision.outcome == Outcome::Alike);
        last = last.max(Some(decision.at));
        gone.extend(decision.codings.iter().map(|coding| coding.key()));
        for coding in agreed {
            for &coder in round.coders.iter().filter(|&&coder| round.assignment(coder, coding.transcript).is_some()) {
                // The same every time, and apart for each coder.
                let id = Id::from_uuid(Uuid::new_v5(&coding.id.uuid(), coder.uuid().as_bytes()));
                put(&mut records, Coding { id, coder, ..coding.clone() }.wrap());
            }
            let codes = std::iter::successors(now.get(coding.code), |code| now.get_opt(code.parent)).take(64);
            codes
                .filter(|code| compared.get(code.id).is_none())
                .for_each(|code| put(&mut records, code.clone().wrap()));
        }
    }
    let mut round = Round { compared: None, ..round.clone() };
    for assignment in &mut round.assignments {
        assignment.finished = assignment.finished.map(|finished| last.map_or(finished, |last| finished.max(last)));
    }
    put(&mut records, round.wrap());
    // What is said of a coding that goes, goes along; what is said of that, too.
    let mut next: Vec<Key> = gone.iter().copied().collect();
    while let Some(key) = next.pop() {
        next.extend(compared.referrers(key).into_iter().filter(|referrer| gone.insert(*referrer)));
    }
    AsDecided { study: compared.less(gone, records.into_values()), followed, alike, left_out }
}

fn put(records: &mut BTreeMap<Key, Record>, record: Record) {
    records.insert(record.key(), record);
}

/// The consensus codings of a decision, where it can be followed on the study as it was compared.
fn what_follows<'n>(compared: &Study, now: &'n Study, decision: &Decision) -> Option<Vec<&'n Coding>> {
    let same_words = compared.text(decision.transcript) == now.text(decision.transcript);
    let all_there = decision.codings.iter().all(|&coding| compared.get(coding).is_some());
    let agreed: Option<Vec<&Coding>> = decision.consensus.iter().map(|&coding| now.get(coding)).collect();
    agreed.filter(|_| same_words && all_there)
}
