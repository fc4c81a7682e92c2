//! A copy goes out, is worked in, and comes back: what comes over, what stays, what is for people to settle.

use super::{super::*, Pair, copy_for_ben, merged, rewrite, told, words};
use crate::{
    journal::apply,
    operations::{self, CodePlace, fixture::Made},
    study::{Code, CodeStatus, Coder, Coding, Key, Kind, Record},
};

#[test]
fn what_was_coded_in_the_copy_comes_back_as_one_entry_that_can_be_undone_and_a_second_time_brings_nothing() {
    let mut pair = Pair::begun();
    pair.made.attach("Warmth", "It was warm");
    let round = pair.blind();
    let mut copy = copy_for_ben(&pair, true);
    let coding = copy.attach("Company", "every week");
    let gone = copy.attach("Money", "near");
    copy.does(|study, stamp| operations::detach(study, stamp, &[gone]));
    let new = copy.code("Distance", Some("Warmth"));
    copy.attach("Distance", "near");
    let (ben, talk) = (pair.ben, pair.talk);
    copy.does(|study, stamp| operations::finish(study, stamp, round, ben, talk, true));
    let before = pair.made.study.clone();
    let count = pair.made.entries.len();
    let plan = merged(&mut pair, &copy);
    assert_eq!(plan.conflicts, []);
    assert_eq!(plan.new_records(), [(Kind::Code, 1), (Kind::Coding, 2)].into());
    assert_eq!(plan.proposals(), ["Distance"]);
    assert_eq!(pair.made.entries.len(), count + 1);
    let proposal = pair.made.study.get(new).expect("brought");
    assert_eq!((proposal.status, proposal.proposed_by), (CodeStatus::Proposed, Some(ben)));
    assert_eq!(pair.made.study.get(coding).expect("brought").coder, ben);
    let mark = pair.made.study.get(round).expect("there").assignment(ben, talk).expect("his");
    assert!(mark.finished.is_some());
    assert_eq!(pair.made.study.codings().filter(|coding| coding.coder == pair.ana).count(), 1);
    let after = pair.made.study.clone();
    for _ in 0..2 {
        let again = merged(&mut pair, &copy);
        assert!(again.is_empty() && again.left_out.is_empty() && again.conflicts.is_empty(), "{again:?}");
        assert_eq!(again.in_words(), ["Ben’s copy brings nothing that is not here already."]);
    }
    assert_eq!(pair.made.study, after);
    let entry = pair.made.entries.last().expect("the merge").clone();
    assert_eq!(apply(&after, &entry.undone(&pair.made.stamp())).expect("undone"), before);
    pair.made.does(|_, stamp| Ok(entry.undone(stamp)));
    merged(&mut pair, &copy);
    assert_eq!(pair.made.study, after, "after an undoing it comes again");
}

#[test]
fn a_copy_that_was_worked_on_since_brings_only_what_is_new_in_it() {
    let mut pair = Pair::begun();
    let mut copy = copy_for_ben(&pair, true);
    let first = copy.attach("Company", "every week");
    copy.code("Distance", None);
    merged(&mut pair, &copy);
    // Ana takes the proposal into the codebook under a better name, and takes nothing of Ben's away.
    let distance = pair.made.named("Distance");
    pair.made.does(|study, stamp| {
        let code =
            Code { name: "Nearness".into(), status: CodeStatus::Active, ..study.get(distance).expect("there").clone() };
        operations::edit_code(study, stamp, code)
    });
    let second = copy.attach("Distance", "near");
    copy.does(|study, stamp| {
        let coding = Coding { memo: "Since then".into(), ..study.get(first).expect("there").clone() };
        operations::edit_coding(study, stamp, coding)
    });
    let plan = merged(&mut pair, &copy);
    assert_eq!(plan.new_records(), [(Kind::Coding, 1)].into());
    assert_eq!(plan.altered_records(), [(Kind::Coding, 1)].into());
    assert_eq!(plan.conflicts, []);
    assert_eq!(pair.made.study.get(first).expect("there").memo, "Since then");
    assert_eq!(pair.made.study.get(second).expect("there").code, distance);
    let code = pair.made.study.get(distance).expect("there");
    assert_eq!((code.name.as_str(), code.status), ("Nearness", CodeStatus::Active));
    copy.does(|study, stamp| operations::detach(study, stamp, &[second]));
    let plan = merged(&mut pair, &copy);
    assert_eq!(plan.removed_records(), [(Kind::Coding, 1)].into());
    assert_eq!(pair.made.study.get(second), None);
}

#[test]
fn what_was_removed_here_after_a_merge_does_not_come_again() {
    let mut pair = Pair::begun();
    let mut copy = copy_for_ben(&pair, true);
    let coding = copy.attach("Company", "every week");
    merged(&mut pair, &copy);
    pair.made.by = Some(pair.ben);
    pair.made.does(|study, stamp| operations::detach(study, stamp, &[coding]));
    let plan = merged(&mut pair, &copy);
    assert!(plan.is_empty());
    assert!(matches!(plan.left_out.as_slice(), [LeftOut::RemovedHere(what)] if what.contains("*Company*")), "{plan:?}");
    assert_eq!(pair.made.study.get(coding), None);
}

#[test]
fn a_definition_that_was_changed_in_the_copy_stays_here_and_both_sides_are_shown() {
    let mut pair = Pair::begun();
    let mut copy = copy_for_ben(&pair, true);
    let money = copy.named("Money");
    let defined = |made: &mut Made, brief: &str| {
        made.does(|study, stamp| {
            let code = Code { brief: brief.into(), ..study.get(money).expect("there").clone() };
            operations::edit_code(study, stamp, code)
        });
    };
    defined(&mut copy, "What it costs.");
    copy.attach("Money", "Nobody paid");
    let plan = merge(told(&pair.made), told(&copy), None).expect("mergeable");
    let [conflict] = plan.conflicts.as_slice() else { panic!("{:?}", plan.conflicts) };
    assert_eq!(conflict.sentence, "The code *Money* is described otherwise in the copy. It stays as it is here.");
    let [sides] = conflict.sides.as_slice() else { panic!("{:?}", conflict.sides) };
    assert_eq!(
        (sides.what.as_str(), sides.here.as_str(), sides.copy.as_str()),
        ("definition in brief", "", "What it costs.")
    );
    defined(&mut pair.made, "What nobody pays.");
    let plan = merged(&mut pair, &copy);
    assert_eq!(plan.conflicts.first().map(|one| one.sides[0].here.as_str()), Some("What nobody pays."));
    assert_eq!(pair.made.study.get(money).expect("there").brief, "What nobody pays.");
    assert_eq!(plan.new_records(), [(Kind::Coding, 1)].into(), "the rest comes over");
    // A person may take the copy's side after all, in the same entry or later.
    let again = merge(told(&pair.made), told(&copy), None).expect("mergeable");
    let taking =
        again.entry(&pair.made.study, &pair.made.stamp(), &[money.key()]).expect("can be taken").expect("an entry");
    pair.made.does(|_, _| Ok(taking));
    assert_eq!(pair.made.study.get(money).expect("there").brief, "What it costs.");
    assert_eq!(merged(&mut pair, &copy).conflicts, [], "then there is nothing to settle any more");
}

#[test]
fn taking_the_copy_s_side_of_a_code_takes_what_the_copy_changed_and_nothing_else() {
    let mut pair = Pair::begun();
    let money = pair.made.named("Money");
    let mut copy = copy_for_ben(&pair, true);
    let edit = |made: &mut Made, alter: fn(&mut Code)| {
        made.does(|study, stamp| {
            let mut code = study.get(money).expect("there").clone();
            alter(&mut code);
            operations::edit_code(study, stamp, code)
        });
    };
    edit(&mut copy, |code| code.brief = "What it costs.".into());
    edit(&mut pair.made, |code| code.brief = "What nobody pays.".into());
    edit(&mut pair.made, |code| code.when_to_use = "Where a sum is named.".into());
    let plan = merge(told(&pair.made), told(&copy), None).expect("mergeable");
    let [conflict] = plan.conflicts.as_slice() else { panic!("{:?}", plan.conflicts) };
    let said: Vec<&str> = conflict.sides.iter().map(|side| side.what.as_str()).collect();
    assert_eq!(said, ["definition in brief"]);
    let taking = plan.entry(&pair.made.study, &pair.made.stamp(), &[money.key()]).expect("can be").expect("an entry");
    pair.made.does(|_, _| Ok(taking));
    let code = pair.made.study.get(money).expect("there");
    assert_eq!((code.brief.as_str(), code.when_to_use.as_str()), ("What it costs.", "Where a sum is named."));
}

#[test]
fn another_coder_s_coding_is_never_changed_by_a_copy() {
    let mut pair = Pair::begun();
    let anas = pair.made.attach("Warmth", "It was warm");
    let mut copy = copy_for_ben(&pair, false);
    copy.does(|study, stamp| {
        let coding = Coding { memo: "I disagree".into(), ..study.get(anas).expect("there").clone() };
        operations::edit_coding(study, stamp, coding)
    });
    let before = pair.made.study.clone();
    let plan = merged(&mut pair, &copy);
    assert!(plan.is_empty() && plan.conflicts.len() == 1, "{plan:?}");
    assert!(plan.conflicts[0].sentence.starts_with("The coding *Warmth* of “It was warm” is another coder’s"));
    assert_eq!(pair.made.study, before);
    copy.does(|study, stamp| operations::detach(study, stamp, &[anas]));
    let plan = merged(&mut pair, &copy);
    assert!(plan.is_empty() && plan.conflicts.len() == 1, "{plan:?}");
    assert_eq!(pair.made.study, before);
}

#[test]
fn codings_follow_words_that_were_corrected_here_and_those_whose_words_are_gone_are_listed() {
    let mut pair = Pair::begun();
    let mut copy = copy_for_ben(&pair, true);
    let kept = copy.attach("Company", "every week");
    let moved = copy.attach("Money", "Nobody paid for us");
    let lost = copy.attach("Warmth", "and it was near");
    rewrite(&mut pair.made, pair.talk, "I went to the choir", "So I went along to the choir");
    rewrite(&mut pair.made, pair.talk, " and it was near", "");
    rewrite(&mut pair.made, pair.talk, "Nobody paid", "Nobody ever paid");
    let plan = merged(&mut pair, &copy);
    let study = &pair.made.study;
    assert_eq!(words(study, kept), "every week");
    assert_eq!(words(study, moved), "Nobody ever paid for us");
    assert_eq!(plan.reanchored, [("Nobody paid for us".to_owned(), "Nobody ever paid for us".to_owned())]);
    assert_eq!(study.get(lost), None);
    assert!(
        matches!(plan.left_out.as_slice(), [LeftOut::WordsGone(what)] if what.contains("and it was near")),
        "{plan:?}"
    );
    let again = merged(&mut pair, &copy);
    assert!(again.is_empty(), "{again:?}");
}

#[test]
fn words_corrected_in_the_copy_stay_as_they_are_here_and_both_are_shown() {
    let mut pair = Pair::begun();
    let anas = pair.made.attach("Warmth", "It was warm");
    let mut copy = copy_for_ben(&pair, false);
    let early = copy.attach("Money", "the hall was cold");
    rewrite(&mut copy, pair.talk, "It was warm", "It was really rather warm");
    let late = copy.attach("Company", "Nobody paid for us");
    let text = pair.made.study.text(pair.talk).to_owned();
    let plan = merged(&mut pair, &copy);
    assert_eq!(pair.made.study.text(pair.talk), text);
    for (coding, said) in [(anas, "It was warm"), (early, "the hall was cold"), (late, "Nobody paid for us")] {
        assert_eq!(words(&pair.made.study, coding), said);
    }
    let [conflict] = plan.conflicts.as_slice() else { panic!("{:?}", plan.conflicts) };
    assert!(conflict.sentence.starts_with("The words of *Talk* were corrected in the copy."), "{}", conflict.sentence);
    let [sides] = conflict.sides.as_slice() else { panic!("{:?}", conflict.sides) };
    assert_eq!(sides.what, "words at turn 2");
    assert!(sides.here.contains("It was warm") && sides.copy.contains("It was really rather warm"), "{sides:?}");
    assert!(!conflict.can_be_taken());
    assert!(merged(&mut pair, &copy).is_empty());
}

#[test]
fn a_code_that_was_removed_here_comes_back_as_a_proposal_where_the_copy_used_it() {
    let mut pair = Pair::begun();
    let mut copy = copy_for_ben(&pair, true);
    copy.attach("Money", "Nobody paid");
    let money = pair.made.named("Money");
    pair.made.does(|study, stamp| operations::remove(study, stamp, money.key()));
    let plan = merged(&mut pair, &copy);
    assert_eq!(plan.back_again, ["Money"]);
    assert_eq!(pair.made.study.get(money).expect("back").status, CodeStatus::Proposed);
    assert!(merged(&mut pair, &copy).is_empty());
}

#[test]
fn two_codes_of_one_name_stand_beside_each_other_until_somebody_merges_them() {
    let mut pair = Pair::begun();
    let mut copy = copy_for_ben(&pair, true);
    copy.code("Distance", None);
    let coding = copy.attach("Distance", "near");
    let hers = pair.made.code("Distance", None);
    merged(&mut pair, &copy);
    let his = pair.made.study.get(pair.made.study.get(coding).expect("brought").code).expect("brought");
    assert_eq!(his.name, "Distance (Ben)");
    assert_ne!(his.id, hers);
    assert!(merged(&mut pair, &copy).is_empty());
}

#[test]
fn a_transcript_that_was_added_in_the_copy_comes_along_and_one_with_the_same_text_is_the_same() {
    let mut pair = Pair::begun();
    let mut copy = copy_for_ben(&pair, true);
    let turns = [("P9", "It rained the whole way home.")];
    let new = copy.transcript("Third talk", &turns);
    let coding = copy.attach("Warmth", "the whole way");
    let mut same = Pair::begun();
    std::mem::swap(&mut same.made, &mut pair.made);
    pair.made = Made { study: same.made.study.clone(), entries: same.made.entries.clone(), by: same.made.by, apart: 0 };
    merged(&mut pair, &copy);
    assert_eq!((pair.made.study.text(new), words(&pair.made.study, coding)), (turns[0].1, "the whole way"));
    // The other file has that text already, under another id.
    let here = same.made.transcript("The third", &turns);
    let mut pair = same;
    merged(&mut pair, &copy);
    assert_eq!(pair.made.study.get(coding).expect("brought").transcript, here);
    assert_eq!(words(&pair.made.study, coding), "the whole way");
    assert_eq!(pair.made.study.get(new), None);
    assert!(merged(&mut pair, &copy).is_empty());
}

#[test]
fn in_a_blind_round_the_plan_and_the_entry_tell_nothing_of_what_they_bring() {
    let mut pair = Pair::begun();
    pair.blind();
    let mut copy = copy_for_ben(&pair, true);
    copy.code("Zebra", None);
    copy.attach("Zebra", "near");
    let plan = merged(&mut pair, &copy);
    let said = plan.in_words().join("\n");
    assert!(
        plan.hushed
            && !said.contains("Zebra")
            && !said.lines().next().is_some_and(|first| first.contains('1'))
            && said.contains("not shown while a round is blind"),
        "{said}"
    );
    assert_eq!(plan.finished, ["Ben has finished 0 of 1 transcript of *Round 1*."], "how far he is counts no codings");
    assert_eq!(pair.made.entries.last().expect("merged").head.sentence, "Merged Ben’s copy");
    let seen = seen_by(&pair.made.study, Some(pair.ana));
    assert_eq!((seen.codings().len(), seen.codes().any(|code| code.name == "Zebra")), (0, false));
    assert!(!merge(told(&pair.made), told(&copy), Some(pair.ben)).expect("mergeable").hushed, "his own");
}

#[test]
fn a_coder_renamed_in_the_copy_keeps_the_name_here_and_it_is_said() {
    let mut pair = Pair::begun();
    let mut copy = copy_for_ben(&pair, true);
    let ben = pair.ben;
    copy.does(|study, stamp| {
        let renamed = Coder { name: "Benjamin".into(), ..study.get(ben).expect("there").clone() };
        operations::set(study, stamp, renamed, "Renamed")
    });
    let money = copy.named("Money");
    copy.does(|study, stamp| operations::pin_code(study, stamp, ben, 3, Some(money)));
    let coding = copy.attach("Money", "Nobody paid");
    let plan = merged(&mut pair, &copy);
    let said: Vec<&str> = plan.conflicts.iter().map(|conflict| conflict.sentence.as_str()).collect();
    assert_eq!(said, ["*Ben* is called *Benjamin* in the copy. The name here stays."]);
    let here = pair.made.study.get(ben).expect("there");
    assert_eq!((here.name.as_str(), here.pins.get(&3)), ("Ben", Some(&money)));
    assert_eq!(pair.made.study.get(coding).expect("brought").coder, ben);
}

#[test]
fn a_whole_file_that_went_apart_from_its_twin_is_merged_by_what_they_have_in_common() {
    let mut pair = Pair::begun();
    pair.made.attach("Warmth", "It was warm");
    let mut twin =
        Made { study: pair.made.study.clone(), entries: pair.made.entries.clone(), by: Some(pair.ben), apart: 700_000 };
    let his = twin.attach("Money", "Nobody paid");
    let hers = pair.made.attach("Company", "every week");
    let plan = merged(&mut pair, &twin);
    assert_eq!(plan.of, "Ben");
    let there: Vec<bool> = [his, hers].iter().map(|&id| pair.made.study.get(id).is_some()).collect();
    assert_eq!(there, [true, true]);
    assert!(merged(&mut pair, &twin).is_empty());
}

#[test]
fn a_new_code_under_a_new_code_keeps_its_place() {
    let mut pair = Pair::begun();
    let mut copy = copy_for_ben(&pair, true);
    let made = operations::add_code(&copy.study, &copy.stamp(), "Above", CodePlace::last_under(None)).expect("made");
    let (above, entry) = made;
    copy.does(|_, _| Ok(entry));
    let below = copy.code("Below", Some("Above"));
    merged(&mut pair, &copy);
    assert_eq!(pair.made.study.get(below).and_then(|code| code.parent), Some(above));
    let keys: Vec<Key> = pair.made.study.codes().map(|code| code.id.key()).collect();
    assert_eq!(keys.len(), 5);
    assert!(matches!(pair.made.study.record(below.key()), Some(Record::Code(_))));
}
