//! Rounds as two coders go through them: drawn, opened, finished, closed, opened again.

use proptest::prelude::*;
use uuid::Uuid;

use super::super::{fixture::Made, *};
use crate::study::{CodeStatus, Coder, Id, Role, Round, Transcript};

/// Ana and Ben, and a transcript for each title; those with the same first letter are one group's.
fn two_coders(titles: &[&str]) -> (Made, [Id<Coder>; 2], Vec<Id<Transcript>>) {
    let mut made = Made::begun();
    let mut transcripts = Vec::new();
    for title in titles {
        let new = NewTranscript {
            title: (*title).into(),
            group: GroupChoice::Labelled(title.chars().take(1).collect()),
            text: format!("What was said in {title}."),
            speakers: Vec::new(),
            turns: Vec::new(),
            source: Default::default(),
        };
        made.does(|study, stamp| add_transcript(study, stamp, new).map(|(_, entry)| entry));
        transcripts.push(made.study.transcripts_in_order().last().expect("added").id);
    }
    let ana = made.by.expect("Ana");
    let ben = made.coder("Ben");
    made.by = Some(ana);
    (made, [ana, ben], transcripts)
}

fn new_round(name: &str, transcripts: &[Id<Transcript>], coders: &[Id<Coder>]) -> NewRound {
    let part = Part::Chosen(transcripts.to_vec());
    NewRound { name: name.into(), part, coders: coders.to_vec(), blind: true, codebook: None }
}

fn opened(made: &mut Made, new: NewRound) -> Id<Round> {
    made.does(|study, stamp| open_round(study, stamp, new).map(|(_, entry)| entry));
    made.study.rounds_in_order().last().expect("opened").id
}

fn said(declined: Declined) -> String {
    declined.to_string()
}

#[test]
fn a_round_is_opened_finished_closed_and_what_is_compared_keeps_a_name() {
    let (mut made, [ana, ben], fg) = two_coders(&["A1", "B1"]);
    let round = opened(&mut made, new_round("Round 1", &fg, &[ana, ben]));
    assert_eq!(made.study.get(round).expect("there").assignments.len(), 4, "two coders, two transcripts");
    let last = Some(Uuid::from_u128(7));
    let close = |made: &Made, anyway| close_round(&made.study, &made.stamp(), round, last, anyway);
    assert!(said(close(&made, false).expect_err("unfinished")).contains("(Ana, Ben)"));
    for (coder, transcript) in [(ana, fg[0]), (ana, fg[1]), (ben, fg[0])] {
        made.does(|study, stamp| finish(study, stamp, round, coder, transcript, true));
    }
    let finished = |made: &Made| -> Vec<usize> {
        progress(made.study.get(round).expect("there")).iter().map(Progress::finished).collect()
    };
    assert_eq!(finished(&made), [2, 1]);
    made.does(|study, stamp| finish(study, stamp, round, ana, fg[1], false));
    assert_eq!(finished(&made), [1, 1]);
    assert_eq!(finish(&made.study, &made.stamp(), round, ana, fg[1], false), Err(Declined::Unchanged));
    assert!(said(close(&made, false).expect_err("unfinished")).contains("Close it anyway only if"));
    made.does(|study, stamp| close_round(study, stamp, round, last, true));
    let closed = made.study.get(round).expect("there").clone();
    let version = made.study.get_opt(closed.compared).expect("named");
    assert_eq!((version.name.as_str(), version.entry), ("Round 1, as closed", last));
    assert!(!closed.is_blind_now());
    assert!(finish(&made.study, &made.stamp(), round, ben, fg[1], true).is_err(), "a closed round stays as it is");
    made.does(|study, stamp| reopen_round(study, stamp, round));
    assert!(made.study.get(round).expect("there").is_blind_now());
    made.does(|study, stamp| close_round(study, stamp, round, last, true));
    let again = made.study.get_opt(made.study.get(round).expect("there").compared).expect("named");
    assert_eq!(again.name, "Round 1, as closed (2)");
}

#[test]
fn a_round_that_makes_no_sense_is_not_opened() {
    let (mut made, [ana, ben], fg) = two_coders(&["A1", "B1"]);
    let refused = |made: &Made, new: NewRound| said(open_round(&made.study, &made.stamp(), new).expect_err("no sense"));
    assert!(refused(&made, new_round(" ", &fg, &[ana, ben])).contains("needs a name"));
    assert!(refused(&made, new_round("R", &fg, &[ana, ana])).contains("two coders"));
    assert!(refused(&made, new_round("R", &[], &[ana, ben])).contains("at least one transcript"));
    let gone = Id::from_uuid(Uuid::from_u128(1));
    assert!(refused(&made, new_round("R", &[gone], &[ana, ben])).contains("not in the study any more"));
    made.does(|study, stamp| add_coder(study, stamp, "Agreed", Role::Consensus).map(|(_, entry)| entry));
    let consensus = made.study.consensus().expect("there").id;
    assert!(refused(&made, new_round("R", &fg, &[ana, consensus])).contains("does not code"));
    opened(&mut made, new_round("R", &fg[..1], &[ana, ben]));
    assert!(refused(&made, new_round("R", &fg[1..], &[ana, ben])).contains("a round *R* already"));
    assert!(refused(&made, new_round("S", &fg, &[ana, ben])).contains("*A1* is in the round *R*"));
    opened(&mut made, new_round("S", &fg[1..], &[ana, ben]));
}

#[test]
fn a_code_made_in_a_blind_round_is_a_proposal_by_who_made_it() {
    let (mut made, [ana, ben], fg) = two_coders(&["A1"]);
    made.by = Some(ben);
    made.code("Before", None);
    let round = opened(&mut made, new_round("R", &fg, &[ana, ben]));
    made.code("During", None);
    made.does(|study, stamp| close_round(study, stamp, round, None, true));
    made.code("After", None);
    let stands = |name| {
        let code = made.study.get(made.named(name)).expect("made");
        (code.status, code.proposed_by)
    };
    assert_eq!(stands("Before"), (CodeStatus::Active, None));
    assert_eq!(stands("During"), (CodeStatus::Proposed, Some(ben)));
    assert_eq!(stands("After"), (CodeStatus::Active, None));
}

#[test]
fn a_draw_from_each_group_takes_as_many_of_each_and_all_of_a_smaller_one() {
    let (made, ..) = two_coders(&["A1", "A2", "A3", "B1", "B2", "C1"]);
    let titles = |part: Part| -> Vec<String> {
        let drawn = transcripts_of(&made.study, &part).into_iter();
        drawn.map(|id| made.study.get(id).expect("there").title.clone()).collect()
    };
    let mut seen = std::collections::BTreeSet::new();
    for seed in 0..40 {
        let drawn = titles(Part::DrawnPerGroup { count: 2, seed });
        assert_eq!(drawn.iter().filter(|title| title.starts_with('A')).count(), 2);
        assert!(
            drawn.ends_with(&["B1".into(), "B2".into(), "C1".into()]),
            "in the order of the transcripts: {drawn:?}"
        );
        seen.insert(drawn);
    }
    assert_eq!(seen.len(), 3, "every two of three come up");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn the_same_seed_draws_the_same_and_more_is_the_same_and_more(seed in any::<u32>(), count in 0_usize..8) {
        let (made, ..) = two_coders(&["A1", "A2", "B1", "B2", "C1", "C2"]);
        let draw = |count| transcripts_of(&made.study, &Part::Drawn { count, seed });
        let (few, more) = (draw(count), draw(count + 1));
        prop_assert_eq!(few.len(), count.min(6));
        prop_assert!(few.iter().all(|id| more.contains(id)));
        prop_assert_eq!(draw(count), few);
    }
}
