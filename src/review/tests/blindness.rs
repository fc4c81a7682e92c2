//! In a blind round, whatever Ben does on the round's transcripts is nowhere to be seen for Ana.

use super::{super::*, Pair};
use crate::{
    analysis,
    journal::{Entry, History, apply},
    operations::{self, CodePlace, Declined},
    study::{
        Anchor, Coding, Decision, ExampleKind, Id, MemoKind, Opinion, Outcome, Stored, Study, Verdict, all_violations,
    },
};

/// What only Ben wrote: it may stand nowhere in what Ana gets.
const BENS: &str = "zebra";

/// Ben codes, invents, pins, notes, exemplifies, judges and decides, everything marked with a word of his.
fn ben_works(pair: &mut Pair) -> Vec<Id<Coding>> {
    let ben = pair.ben;
    pair.made.by = Some(ben);
    let new_code = pair.made.code("zebra code", None);
    pair.made.code("zebra below", Some("zebra code"));
    let codings = vec![
        pair.made.attach("Company", "every week"),
        pair.made.attach("zebra code", "near"),
        pair.made.attach("Warmth", "the hall was cold"),
    ];
    pair.made.does(|study, stamp| {
        let coding = Coding { memo: "zebra memo".into(), ..study.get(codings[0]).expect("there").clone() };
        operations::edit_coding(study, stamp, coding)
    });
    pair.made.does(|study, stamp| operations::toggle_exemplar(study, stamp, codings[2], ExampleKind::Typical));
    pair.made.does(|study, stamp| operations::pin_code(study, stamp, ben, 1, Some(new_code)));
    let anchors = [
        Some(Anchor::Record(codings[0].key())),
        Some(Anchor::Record(pair.talk.key())),
        Some(Anchor::Record(new_code.key())),
        Some(Anchor::Record(pair.made.named("Money").key())),
        Some(Anchor::Passage(pair.talk, pair.made.study.get(codings[1]).expect("there").span)),
        None,
    ];
    for anchor in anchors {
        pair.made.does(|study, stamp| {
            operations::write_memo(study, stamp, MemoKind::Analytic, anchor.clone()).map(|(_, entry)| entry)
        });
        let memo = pair.made.study.memos().max_by_key(|memo| memo.id).expect("written").clone();
        let memo = crate::study::Memo { title: "zebra title".into(), text: "zebra text".into(), ..memo };
        pair.made.does(|study, stamp| operations::edit_memo(study, stamp, memo));
    }
    for subject in [codings[0].key(), pair.made.named("Money").key()] {
        pair.made.does(|study, stamp| {
            let (opinion, text) = (Opinion::Unsure, "zebra verdict".to_owned());
            let id = stamp.id();
            let verdict = Verdict { id, subject, reviewer: ben, created: stamp.at, opinion, text, answer: None };
            operations::set(study, stamp, verdict, "zebra verdict")
        });
    }
    pair.made.does(|study, stamp| {
        let span = study.get(codings[0]).expect("there").span;
        let decision = Decision {
            id: stamp.id(),
            round: None,
            transcript: study.get(codings[0]).expect("there").transcript,
            span,
            codings: codings.clone(),
            outcome: Outcome::Later,
            consensus: vec![],
            codes: vec![],
            reason: "zebra reason".into(),
            by: ben,
            at: stamp.at,
        };
        operations::set(study, stamp, decision, "zebra decision")
    });
    codings
}

fn blind_pair() -> (Pair, Vec<Id<Coding>>) {
    let mut pair = Pair::begun();
    pair.blind();
    pair.made.by = Some(pair.ana);
    pair.made.attach("Warmth", "It was warm");
    let codings = ben_works(&mut pair);
    pair.made.by = Some(pair.ana);
    (pair, codings)
}

fn history(entries: &[Entry]) -> History {
    History::of(entries.iter().map(|entry| entry.head.clone()))
}

/// Everything that a study says, as one text.
fn all_that_is_in(study: &Study) -> String {
    let records: Vec<_> = study.records().collect();
    serde_json::to_string(&records).expect("records")
}

#[test]
fn no_record_count_history_entry_undo_or_search_shows_the_other_s_work() {
    let (pair, codings) = blind_pair();
    let study = &pair.made.study;
    let ids: Vec<String> = codings.iter().map(|coding| coding.to_string()).collect();
    assert!(all_that_is_in(study).contains(BENS), "the test would find it");
    for viewer in [Some(pair.ana), None] {
        let blind = Blind::of(study, viewer).expect("a blind round");
        let seen = blind.seen(study);
        assert_eq!(all_violations(&seen), []);
        let nowhere = |what: &str, text: &str| {
            assert!(!text.contains(BENS), "{what}: {text}");
            ids.iter().for_each(|id| assert!(!text.contains(id.as_str()), "{what}: {text}"));
        };
        nowhere("records", &all_that_is_in(&seen));
        let own = if viewer.is_some() { 1 } else { 0 };
        assert_eq!(seen.codings().count(), own);
        for code in seen.codes() {
            let with: usize = seen.codings_with(code.id).len();
            assert_eq!(with, if code.name == "Warmth" { own } else { 0 }, "{}", code.name);
        }
        let codes: Vec<_> = study.codes().map(|code| code.id).collect();
        assert_eq!(analysis::quotations(&seen, &codes, None).len(), own);
        let all = history(&pair.made.entries);
        let told = blind.history(&all);
        for head in told.heads() {
            nowhere("history", &head.sentence);
            assert!(head.by.is_none() || head.by == viewer, "{}", head.sentence);
        }
        let undo = told.next_undo().map(|head| head.sentence.clone()).unwrap_or_default();
        assert_eq!(undo.starts_with("Attached *Warmth*"), viewer.is_some(), "{undo}");
        let entries: Vec<Entry> =
            pair.made.entries.iter().filter_map(|entry| blind.entry(study, &all, entry)).collect();
        nowhere("entries", &serde_json::to_string(&entries).expect("entries"));
        assert!(!entries.is_empty());
    }
}

#[test]
fn each_sees_all_of_their_own_work_and_everybody_sees_everything_once_the_round_is_closed() {
    let (mut pair, codings) = blind_pair();
    let bens = seen_by(&pair.made.study, Some(pair.ben));
    codings.iter().for_each(|&coding| assert!(bens.get(coding).is_some()));
    assert_eq!(bens.codings().count(), 3);
    assert_eq!(bens.memos().count(), 6);
    assert!(bens.codes().any(|code| code.name == "zebra below"));
    assert_eq!(bens.get(pair.made.named("Warmth")).expect("there").exemplars.len(), 1, "his own example");
    assert_eq!(bens.get(pair.ben).expect("there").pins.len(), 1);
    let round = pair.made.study.rounds().next().expect("a round").id;
    pair.made.does(|study, stamp| operations::close_round(study, stamp, round, None, true));
    assert_eq!(seen_by(&pair.made.study, Some(pair.ana)), pair.made.study);
    assert!(Blind::of(&pair.made.study, None).is_none());
}

#[test]
fn what_is_done_on_other_transcripts_and_in_open_rounds_is_seen() {
    let mut pair = Pair::begun();
    pair.blind();
    pair.made.by = Some(pair.ben);
    let coding = pair.made.attach("Company", "We walked");
    let seen = seen_by(&pair.made.study, Some(pair.ana));
    assert!(seen.get(coding).is_some(), "it is not in the round");
    assert!(!Blind::of(&pair.made.study, Some(pair.ana)).expect("blind").covers(pair.other));
}

#[test]
fn what_was_undone_by_the_other_is_not_told_either() {
    let (mut pair, _) = blind_pair();
    pair.made.by = Some(pair.ben);
    let attached = pair.made.attach("Money", "Nobody paid");
    let entry = pair.made.entries.last().expect("attached").clone();
    // Ana, who does not see it, takes it back by mistake; the sentence would tell what it was.
    pair.made.by = Some(pair.ana);
    pair.made.does(|_, stamp| Ok(entry.undone(stamp)));
    assert!(pair.made.study.get(attached).is_none());
    let blind = Blind::of(&pair.made.study, Some(pair.ana)).expect("blind");
    let told = blind.history(&history(&pair.made.entries));
    assert!(told.heads().iter().all(|head| !head.sentence.contains("Attached *Money*")), "{:?}", told.heads());
}

#[test]
fn undo_offers_one_s_own_last_step_and_leaves_the_other_s_later_work() {
    let (pair, codings) = blind_pair();
    let all = history(&pair.made.entries);
    let blind = Blind::of(&pair.made.study, Some(pair.ana)).expect("blind");
    let next = blind.history(&all).next_undo().expect("her coding").id;
    let entry = pair.made.entries.iter().find(|entry| entry.head.id == next).expect("there");
    let undone = blind.lifted(&pair.made.study, entry.undone(&pair.made.stamp())).expect("hers alone");
    let after = apply(&pair.made.study, &undone).expect("applied");
    assert_eq!(after.codings().count(), 3);
    codings.iter().for_each(|&coding| assert!(after.get(coding).is_some()));
}

#[test]
fn what_is_altered_in_sight_of_a_part_leaves_the_rest_as_it_is() {
    let (mut pair, codings) = blind_pair();
    pair.made.by = Some(pair.ana);
    let own = pair.made.study.codings().find(|coding| coding.coder == pair.ana).expect("hers").id;
    let blind = Blind::of(&pair.made.study, Some(pair.ana)).expect("blind");
    let seen = blind.seen(&pair.made.study);
    let warmth = pair.made.named("Warmth");
    let example = operations::toggle_exemplar(&seen, &pair.made.stamp(), own, ExampleKind::Typical).expect("planned");
    assert!(apply(&pair.made.study, &example).is_err(), "as it was planned it would take Ben’s example away");
    let lifted = blind.lifted(&pair.made.study, example).expect("lifted");
    let after = apply(&pair.made.study, &lifted).expect("applied");
    assert_eq!(after.get(warmth).expect("there").exemplars.len(), 2);
    assert!(codings.iter().all(|&coding| after.get(coding) == pair.made.study.get(coding)));
    // Her own coding goes, and with it what Ben wrote of it, which she did not see.
    let mut judged = pair.made.study.clone();
    let verdict = |study: &Study, stamp: &crate::journal::Stamp| {
        let (id, created) = (stamp.id(), stamp.at);
        let (subject, opinion) = (own.key(), Opinion::Disagree);
        let verdict = Verdict { id, subject, reviewer: pair.ben, created, opinion, text: String::new(), answer: None };
        operations::set(study, stamp, verdict, "Judged")
    };
    let entry = verdict(&judged, &pair.made.stamp()).expect("planned");
    judged = apply(&judged, &entry).expect("applied");
    let blind = Blind::of(&judged, Some(pair.ana)).expect("blind");
    let detached = operations::detach(&blind.seen(&judged), &pair.made.stamp(), &[own]).expect("planned");
    let lifted = blind.lifted(&judged, detached).expect("lifted");
    let after = apply(&judged, &lifted).expect("applied");
    assert_eq!((after.get(own), all_violations(&after).len()), (None, 0));
}

#[test]
fn what_others_may_be_using_stays_until_the_round_is_closed_whether_they_use_it_or_not() {
    let (pair, _) = blind_pair();
    let blind = Blind::of(&pair.made.study, Some(pair.ana)).expect("blind");
    let seen = blind.seen(&pair.made.study);
    let said = |entry: Result<Entry, Declined>| {
        let declined = blind.lifted(&pair.made.study, entry.expect("planned")).expect_err("declined");
        declined.to_string()
    };
    let stamp = pair.made.stamp();
    let remove = |name: &str| operations::remove(&seen, &stamp, pair.made.named(name).key());
    let (used, unused) = (said(remove("Company")), said(remove("Money")));
    assert_eq!(used.replace("Company", "Money"), unused);
    assert!(used.contains("While the round *Round 1* is blind"), "{used}");
    let merged = operations::merge_codes(&seen, &stamp, &[pair.made.named("Money")], pair.made.named("Warmth"));
    assert_eq!(said(merged), unused);
    let span = operations::correctable(&seen, pair.talk, 0).expect("a turn");
    let corrected = operations::correct_words(&seen, &stamp, pair.talk, span, "How was it?").expect("planned");
    assert!(said(Ok(corrected.entry)).starts_with("The words of *Talk* stay"));
    assert!(said(operations::remove(&seen, &stamp, pair.talk.key())).contains("stay"));
}

#[test]
fn one_s_own_new_code_can_be_taken_away_again() {
    let (mut pair, _) = blind_pair();
    let made = operations::add_code(&pair.made.study, &pair.made.stamp(), "Hers", CodePlace::last_under(None));
    let (code, entry) = made.expect("made");
    pair.made.does(|_, _| Ok(entry));
    let blind = Blind::of(&pair.made.study, Some(pair.ana)).expect("blind");
    let seen = blind.seen(&pair.made.study);
    assert!(seen.get(code).is_some(), "she sees it, though nothing is coded with it");
    assert!(Blind::of(&pair.made.study, Some(pair.ben)).expect("blind").seen(&pair.made.study).get(code).is_none());
    let removed = operations::remove(&seen, &pair.made.stamp(), code.key()).expect("planned");
    assert!(blind.lifted(&pair.made.study, removed).is_ok());
}

#[test]
fn a_proposal_that_both_use_is_seen_by_both() {
    let (mut pair, _) = blind_pair();
    let zebra = pair.made.named("zebra code");
    assert_eq!(pair.made.study.get(zebra).map(Stored::id), Some(zebra));
    pair.made.by = Some(pair.ana);
    pair.made.attach("zebra code", "It was warm");
    let seen = seen_by(&pair.made.study, Some(pair.ana));
    assert!(seen.get(zebra).is_some());
    assert!(!seen.codes().any(|code| code.name == "zebra below"));
    assert_eq!(all_violations(&seen), []);
}
