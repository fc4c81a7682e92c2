//! What a closed round compares stays what it was, whatever is done afterwards.

use super::{super::*, Pair};
use crate::{
    operations::{close_round, detach, reopen_round},
    study::Study,
};

fn codings(study: &Study) -> usize {
    study.codings().len()
}

#[test]
fn a_closed_round_compares_the_study_as_it_was_and_an_open_one_as_it_is() {
    let mut pair = Pair::begun();
    let round = pair.blind();
    let warm = pair.made.attach("Warmth", "It was warm");
    let last = pair.made.entries.last().map(|entry| entry.head.id);
    pair.made.does(|study, stamp| close_round(study, stamp, round, last, true));
    pair.made.attach("Warmth", "it was near");
    pair.made.does(|study, stamp| detach(study, stamp, &[warm]));
    pair.made.attach("Money", "We walked");
    let now = |pair: &Pair| as_compared(&pair.made.study, &pair.made.entries, round).expect("there");
    let compared = now(&pair);
    assert!(compared.get(warm).is_some());
    assert_eq!((codings(&compared), codings(&pair.made.study)), (1, 2));
    let closed = pair.made.study.get(round).expect("there").clone();
    assert_eq!(
        changed_since(&compared, &pair.made.study, &closed),
        2,
        "one made, one removed; not the other transcript’s"
    );
    pair.made.does(|study, stamp| reopen_round(study, stamp, round));
    assert_eq!(now(&pair), pair.made.study);
}

#[test]
fn a_place_that_the_journal_does_not_know_is_said() {
    let mut pair = Pair::begun();
    let round = pair.blind();
    let elsewhere = Some(uuid::Uuid::from_u128(3));
    pair.made.does(|study, stamp| close_round(study, stamp, round, elsewhere, true));
    let said = as_compared(&pair.made.study, &pair.made.entries, round).expect_err("nowhere").to_string();
    assert!(said.contains("*Round 1*") && said.contains("close it"), "{said}");
}
