//! A worklist worked down: what is alike taken over by a rule, the rest item by item, with progress and what is left.

use super::{super::*, Pair};
use crate::{
    operations::{self, Resolution, accept_alike, decide},
    study::Study,
};

/// Both coded the same twice (once on nearly the same words), differ in a boundary, and each has something alone.
fn coded() -> Pair {
    let mut pair = Pair::begun();
    let codings = [
        (true, "Company", "every week"),
        (false, "Company", "every week"),
        (true, "Money", "Nobody paid for us"),
        (false, "Money", "Nobody paid for"),
        (true, "Warmth", "It was warm and it was near"),
        (false, "Warmth", "warm"),
        (true, "Warmth", "the hall was cold"),
        (false, "Company", "We walked along the river"),
    ];
    for (anas, code, words) in codings {
        pair.made.by = Some(if anas { pair.ana } else { pair.ben });
        pair.made.attach(code, words);
    }
    pair.made.by = Some(pair.ana);
    pair
}

fn compared(pair: &Pair) -> Differences {
    let transcripts = vec![pair.talk, pair.other];
    let comparing = Comparing { first: pair.ana, second: pair.ben, transcripts, same: Same::Share(0.5), round: None };
    differences(&pair.made.study, &comparing)
}

fn consensus(study: &Study) -> Vec<&str> {
    let Some(consensus) = study.consensus() else { return Vec::new() };
    let theirs = study.codings().filter(|coding| coding.coder == consensus.id);
    theirs.map(|coding| coding.span.of(study.text(coding.transcript)).expect("words")).collect()
}

#[test]
fn what_is_alike_is_previewed_by_its_rule_and_taken_over_once() {
    let mut pair = coded();
    let found = compared(&pair);
    assert_eq!((found.alike.len(), found.differing.len()), (2, 3));
    let exact = alike_by(&found, Same::Exact, None, &Ledger::of(&pair.made.study));
    assert_eq!(exact.len(), 1);
    let near = alike_by(&found, Same::Share(0.5), None, &Ledger::of(&pair.made.study));
    let (rule, preview) = alike_in_words(Same::Share(0.5), &near);
    assert_eq!(rule, "same code, same valence and level, words that overlap by at least 50 %");
    assert_eq!(preview, format!("2 codings would be taken into the consensus: {rule}."));
    pair.made.does(|study, stamp| accept_alike(study, stamp, &near, &rule));
    assert_eq!(consensus(&pair.made.study), ["every week", "Nobody paid for"], "what both have marked");
    let ledger = Ledger::of(&pair.made.study);
    let progress = ledger.progress(&compared(&pair));
    assert_eq!((progress.alike, progress.alike_taken, progress.open), (2, 2, 3), "the consensus is not a coder");
    assert_eq!(alike_by(&found, Same::Any, None, &ledger), []);
}

#[test]
fn items_are_decided_put_off_and_sifted() {
    let mut pair = coded();
    let items = compared(&pair).differing;
    let resolutions = [Resolution::First, Resolution::Later];
    for (item, resolution) in items.iter().zip(resolutions) {
        let matter = item.matter(None);
        pair.made.does(|study, stamp| decide(study, stamp, &matter, &resolution, "").map(|(_, entry)| entry));
    }
    let found = compared(&pair);
    let ledger = Ledger::of(&pair.made.study);
    let progress = ledger.progress(&found);
    assert_eq!((progress.decided, progress.later, progress.open), (1, 1, 1));
    let sifted = |sieve: &Sieve| sieve.sift(&found, &ledger).len();
    assert_eq!(sifted(&Sieve::default()), 3);
    assert_eq!(sifted(&Sieve { states: vec![State::Open, State::Later], ..Sieve::default() }), 2);
    assert_eq!(sifted(&Sieve { differences: vec![Difference::Boundary], ..Sieve::default() }), 1);
    assert_eq!(sifted(&Sieve { transcripts: vec![pair.other], ..Sieve::default() }), 1);
    assert_eq!(sifted(&Sieve { codes: vec![pair.made.named("Warmth")], ..Sieve::default() }), 2);
    assert_eq!(sifted(&Sieve { codes: vec![pair.made.named("Money")], ..Sieve::default() }), 0);
    // "the hall was cold" has 17 bytes, all of them in dispute.
    assert_eq!(sifted(&Sieve { disputed_at_most: Some(17), ..Sieve::default() }), 1);
    assert_eq!(sifted(&Sieve { disputed_at_most: Some(16), ..Sieve::default() }), 0);
    let decision = ledger.decision_on(&items[0].matter(None)).expect("decided").id;
    pair.made.does(|study, stamp| operations::undecide(study, stamp, decision));
    assert_eq!(Ledger::of(&pair.made.study).progress(&compared(&pair)).open, 2);
}

#[test]
fn a_coding_changed_after_its_decision_opens_the_matter_again_only_if_it_is_another_matter() {
    let mut pair = coded();
    let item = compared(&pair).differing.into_iter().next().expect("an item");
    pair.made
        .does(|study, stamp| decide(study, stamp, &item.matter(None), &Resolution::First, "").map(|(_, entry)| entry));
    // Ben adds another piece inside the same words: now three codings are in question, and nobody decided on them.
    pair.made.by = Some(pair.ben);
    pair.made.attach("Warmth", "near");
    pair.made.by = Some(pair.ana);
    let found = compared(&pair);
    let item = found.differing.iter().find(|one| one.second.len() == 2).expect("two pieces");
    assert_eq!(Ledger::of(&pair.made.study).state(&item.matter(None)), State::Open);
}
