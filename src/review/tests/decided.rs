//! After reconciliation: what was decided stands for both, and what was not stays as each had it.

use super::Pair;
use crate::{
    agreement::{Asked, Measure, of_study},
    operations::{Matter, Resolution, close_round, correct_words, decide, finish},
    review::{AsDecided, Comparing, Same, as_decided, differences},
    study::{Coding, Id, Round, Study},
};

/// A closed round in which Ana and Ben coded one passage otherwise (Company, Warmth) and another only one of them.
fn closed() -> (Pair, Round, [Matter; 2]) {
    let mut pair = Pair::begun();
    let round = pair.blind();
    let (ana, ben, talk) = (pair.ana, pair.ben, pair.talk);
    let place = |pair: &Pair, words: &str| {
        let start = pair.made.study.text(talk).find(words).expect("there");
        crate::text::Span { start, end: start + words.len() }
    };
    let choir = place(&pair, "I went to the choir every week.");
    let hall = place(&pair, "the hall was cold");
    let company = pair.made.attach("Company", "I went to the choir every week.");
    pair.made.by = Some(ben);
    let warmth = pair.made.attach("Warmth", "I went to the choir every week.");
    let money = pair.made.attach("Money", "the hall was cold");
    for coder in [ana, ben] {
        pair.made.does(|study, stamp| finish(study, stamp, round, coder, talk, true));
    }
    pair.made.by = Some(ana);
    pair.made.does(|study, stamp| close_round(study, stamp, round, None, false));
    let matter = |span, first, second| Matter { round: Some(round), transcript: talk, span, first, second };
    let matters = [matter(choir, vec![company], vec![warmth]), matter(hall, vec![], vec![money])];
    let round = pair.made.study.get(round).expect("there").clone();
    (pair, round, matters)
}

fn decides(pair: &mut Pair, matter: &Matter, resolution: &Resolution) {
    pair.made.does(|study, stamp| decide(study, stamp, matter, resolution, "Because.").map(|(_, entry)| entry));
}

fn differ(study: &Study, round: &Round, pair: &Pair) -> usize {
    differences(study, &Comparing::round(round, pair.ana, pair.ben, Same::Exact)).differing.len()
}

fn names(found: &AsDecided, pair: &Pair, coder: Id<crate::study::Coder>) -> Vec<String> {
    let theirs = found.study.codings_of(pair.talk).into_iter().filter(|coding: &&Coding| coding.coder == coder);
    theirs.filter_map(|coding| found.study.get(coding.code)).map(|code| code.name.clone()).collect()
}

#[test]
fn what_was_decided_stands_for_both_and_what_was_not_stays() {
    let (mut pair, round, [choir, _]) = closed();
    let compared = pair.made.study.clone();
    assert_eq!(differ(&compared, &round, &pair), 2);
    decides(&mut pair, &choir, &Resolution::Second);
    let found = as_decided(&compared, &pair.made.study, &round);
    assert_eq!((found.followed, found.left_out), (1, 0));
    assert_eq!(names(&found, &pair, pair.ana), ["Warmth"]);
    assert_eq!(names(&found, &pair, pair.ben), ["Warmth", "Money"]);
    assert_eq!(differ(&found.study, &round, &pair), 1);
}

#[test]
fn neither_takes_it_from_both_and_later_leaves_it() {
    let (mut pair, round, [choir, hall]) = closed();
    let compared = pair.made.study.clone();
    decides(&mut pair, &choir, &Resolution::Later);
    decides(&mut pair, &hall, &Resolution::Neither);
    let found = as_decided(&compared, &pair.made.study, &round);
    assert_eq!(found.followed, 1);
    assert_eq!(names(&found, &pair, pair.ana), ["Company"]);
    assert_eq!(names(&found, &pair, pair.ben), ["Warmth"]);
}

#[test]
fn a_code_made_for_a_decision_is_compared_although_it_came_after_the_coding() {
    let (mut pair, round, [choir, hall]) = closed();
    let compared = pair.made.study.clone();
    let place = crate::operations::CodePlace::last_under(None);
    decides(&mut pair, &choir, &Resolution::NewCode { name: "Ritual".into(), place });
    decides(&mut pair, &hall, &Resolution::Second);
    let found = as_decided(&compared, &pair.made.study, &round);
    let asked = Asked { coefficients: true, draws: 0, gamma: None, ..Asked::of_round(&found.study, &round) };
    let agreement = of_study(&found.study, &asked).expect("compared");
    // Both have the same codings: whatever has a value is 1.
    let ritual = pair.made.named("Ritual");
    let row = agreement.codes.iter().find(|row| row.codes == [ritual]).expect("a row");
    assert_eq!(row.value(Measure::KrippAlpha), Some(1.0));
    assert_eq!(agreement.pooled_score(Measure::PooledAlpha).and_then(|score| score.value.ok()), Some(1.0));
}

#[test]
fn a_decision_on_words_that_were_corrected_since_is_left_out_and_counted() {
    let (mut pair, round, [choir, _]) = closed();
    let compared = pair.made.study.clone();
    decides(&mut pair, &choir, &Resolution::First);
    let talk = pair.talk;
    pair.made.does(|study, stamp| {
        let at = study.text(talk).find("cold").expect("there");
        let span = crate::text::Span { start: at, end: at + 4 };
        correct_words(study, stamp, talk, span, "freezing").map(|correction| correction.entry)
    });
    let found = as_decided(&compared, &pair.made.study, &round);
    assert_eq!((found.followed, found.left_out), (0, 1));
    assert_eq!(names(&found, &pair, pair.ana), ["Company"]);
}

#[test]
fn nobodys_codings_in_the_study_itself_are_touched() {
    let (mut pair, round, [choir, _]) = closed();
    let compared = pair.made.study.clone();
    decides(&mut pair, &choir, &Resolution::First);
    let before = (compared.clone(), pair.made.study.clone());
    let found = as_decided(&compared, &pair.made.study, &round);
    assert_eq!((compared, pair.made.study.clone()), before);
    assert_eq!(found.study.text(pair.talk), before.1.text(pair.talk));
}
