//! Corrections by what a researcher sees afterwards: every coding still says its words, and nothing goes unseen.

use proptest::prelude::*;

use super::super::{fixture::Made, *};
use crate::{
    journal::{Change, apply},
    study::{Anchor, Id, Kind, MemoKind, Study, Transcript, all_violations},
    text::Span,
};

fn talk() -> (Made, Id<Transcript>) {
    let mut made = Made::begun();
    let turns = [
        ("Moderator", "What was it like?"),
        ("P1", "I went to teh choir every week. It was warm."),
        ("P2", "Nobody payed for us."),
    ];
    let transcript = made.transcript("Talk", &turns);
    for name in ["Company", "Money", "Warmth"] {
        made.code(name, None);
    }
    (made, transcript)
}

fn place(study: &Study, transcript: Id<Transcript>, words: &str) -> Span {
    let start = study.text(transcript).find(words).expect("the words");
    Span { start, end: start + words.len() }
}

fn turn_with(study: &Study, transcript: Id<Transcript>, words: &str) -> Span {
    correctable(study, transcript, place(study, transcript, words).start).expect("a turn")
}

/// Rewrites the turn in which `words` stand.
fn rewrite(made: &Made, transcript: Id<Transcript>, words: &str, now: &str) -> Correction {
    let turn = turn_with(&made.study, transcript, words);
    correct_words(&made.study, &made.stamp(), transcript, turn, now).expect("planned")
}

fn says(study: &Study, coding: Id<crate::study::Coding>) -> &str {
    let coding = study.get(coding).expect("it is there");
    coding.span.of(study.text(coding.transcript)).expect("a passage")
}

#[test]
fn a_typo_is_mended_and_every_coding_in_it_around_it_and_behind_it_follows() {
    let (mut made, transcript) = talk();
    let on_word = made.attach("Company", "teh");
    let around = made.attach("Company", "went to teh choir");
    let from_it = made.attach("Money", "teh choir");
    let behind = made.attach("Money", "Nobody payed");
    let correction = rewrite(&made, transcript, "teh", "I went to the old choir every week. It was warm.");
    assert_eq!(correction.vanishing, []);
    made.does(|_, _| Ok(correction.entry));
    let study = &made.study;
    assert_eq!(says(study, on_word), "the old");
    assert_eq!(says(study, around), "went to the old choir");
    assert_eq!(says(study, from_it), "the old choir");
    assert_eq!(says(study, behind), "Nobody payed");
    let turns: Vec<&str> = study
        .get(transcript)
        .expect("it")
        .turns
        .iter()
        .filter_map(|turn| turn.span.of(study.text(transcript)))
        .collect();
    assert_eq!(
        turns,
        ["What was it like?", "I went to the old choir every week. It was warm.", "Nobody payed for us."]
    );
}

#[test]
fn a_correction_is_as_short_in_the_journal_as_it_is() {
    let (mut made, transcript) = talk();
    for words in ["Nobody payed", "payed for us", "warm", "every week"] {
        made.attach("Money", words);
    }
    let correction = rewrite(&made, transcript, "teh", "I went to the choir every week. It was warm.");
    assert!(
        matches!(correction.entry.changes.as_slice(), [Change::Splice { removed, inserted, .. }] if removed == "teh" && inserted == "the"),
        "{:?}",
        correction.entry.changes
    );
    assert_eq!(correction.entry.head.sentence, "Corrected *teh* to *the* at Talk, turn 2");
}

#[test]
fn words_added_at_the_edges_of_a_turn_belong_to_it() {
    let (mut made, transcript) = talk();
    let correction = rewrite(&made, transcript, "payed", "Well, nobody payed for us. Ever!");
    made.does(|_, _| Ok(correction.entry));
    let correction = rewrite(&made, transcript, "payed", "So: Well, nobody payed for us. Ever! No.");
    made.does(|_, _| Ok(correction.entry));
    let turn = turn_with(&made.study, transcript, "payed");
    assert_eq!(turn.of(made.study.text(transcript)), Some("So: Well, nobody payed for us. Ever! No."));
}

#[test]
fn what_loses_all_its_words_is_listed_and_comes_back_with_undo() {
    let (mut made, transcript) = talk();
    let gone = made.attach("Warmth", "It was warm.");
    let kept = made.attach("Company", "every week. It was");
    made.does(|study, stamp| toggle_exemplar(study, stamp, gone, Default::default()));
    let passage = Anchor::Passage(transcript, place(&made.study, transcript, "warm"));
    made.does(|study, stamp| write_memo(study, stamp, MemoKind::Analytic, Some(passage)).map(|(_, entry)| entry));
    let before = made.study.clone();
    let correction = rewrite(&made, transcript, "teh", "I went to teh choir every week.");
    let told: Vec<String> = correction.vanishing.iter().map(|what| vanishing_in_words(&made.study, what)).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told.contains(&"*Warmth* by Ana: “It was warm.”".to_owned()), "{told:?}");
    assert!(told.contains(&"An example of *Warmth*: “It was warm.”".to_owned()), "{told:?}");
    made.does(|_, _| Ok(correction.entry.clone()));
    assert!(made.study.get(gone).is_none());
    assert_eq!(says(&made.study, kept), "every week.");
    assert_eq!(made.study.memos().next().expect("kept").anchor, Some(Anchor::Record(transcript.key())));
    assert!(made.study.codes().all(|code| code.exemplars.is_empty()));
    made.does(|_, stamp| Ok(correction.entry.undone(stamp)));
    assert_eq!(made.study, before);
}

#[test]
fn a_turn_without_words_goes_with_its_line_and_the_last_words_of_a_transcript_stay() {
    let (mut made, transcript) = talk();
    let correction = rewrite(&made, transcript, "like", "  ");
    made.does(|_, _| Ok(correction.entry));
    assert_eq!(made.study.text(transcript), "I went to teh choir every week. It was warm.\nNobody payed for us.");
    assert_eq!(made.study.get(transcript).expect("it").turns.len(), 2);
    let correction = rewrite(&made, transcript, "payed", "");
    made.does(|_, _| Ok(correction.entry));
    assert_eq!(made.study.text(transcript), "I went to teh choir every week. It was warm.");
    let turn = turn_with(&made.study, transcript, "choir");
    let refused = correct_words(&made.study, &made.stamp(), transcript, turn, "");
    assert!(matches!(refused, Err(Declined::Because(why)) if why.contains("no words left")));
    let odd = correct_words(&made.study, &made.stamp(), transcript, turn, "bell\u{7}");
    assert!(matches!(odd, Err(Declined::Because(why)) if why.contains("U+0007")));
    let windows = correct_words(&made.study, &made.stamp(), transcript, turn, "one\r\ntwo").expect("planned");
    let after = apply(&made.study, &windows.entry).expect("applied");
    assert_eq!(after.text(transcript), "one\ntwo");
}

#[test]
fn a_turn_is_split_into_lines_and_joined_again() {
    let (mut made, transcript) = talk();
    let across = made.attach("Company", "week. It was");
    let at = place(&made.study, transcript, " It was").start;
    made.does(|study, stamp| split_turn(study, stamp, transcript, 1, at));
    let said = |made: &Made| -> Vec<String> {
        let turns = &made.study.get(transcript).expect("it").turns;
        turns.iter().map(|turn| turn.span.of(made.study.text(transcript)).expect("words").to_owned()).collect()
    };
    assert_eq!(said(&made)[1..3], ["I went to teh choir every week.", "It was warm."]);
    assert_eq!(says(&made.study, across), "week.\nIt was");
    let turns = &made.study.get(transcript).expect("it").turns;
    assert_eq!(turns[1].speaker, turns[2].speaker);
    made.does(|study, stamp| join_turn(study, stamp, transcript, 2));
    assert_eq!(said(&made)[1], "I went to teh choir every week. It was warm.");
    assert_eq!(says(&made.study, across), "week. It was");
    let start = made.study.get(transcript).expect("it").turns[0].span.start;
    assert!(split_turn(&made.study, &made.stamp(), transcript, 0, start).is_err(), "nothing before the caret");
    assert!(join_turn(&made.study, &made.stamp(), transcript, 0).is_err(), "none before the first");
}

#[test]
fn a_turn_goes_to_another_speaker_alone_or_with_all_the_others() {
    let (mut made, transcript) = talk();
    let title = "Talk";
    made.does(|study, stamp| give_speaker(study, stamp, transcript, 1, &Speaker::Labelled(" p2 ".into()), false));
    let label = |made: &Made, turn: usize| {
        let record = made.study.get(transcript).expect("it");
        made.study.get_opt(record.turns[turn].speaker).map(|one| one.label.clone())
    };
    assert_eq!((label(&made, 1), label(&made, 2)), (Some("P2".into()), Some("P2".into())), "found by its label");
    made.does(|study, stamp| {
        give_speaker(study, stamp, transcript, 2, &Speaker::Labelled("Participant 7".into()), true)
    });
    assert_eq!((label(&made, 1), label(&made, 2)), (Some("Participant 7".into()), Some("Participant 7".into())));
    assert_eq!(made.entries.last().expect("it").head.sentence, format!("Gave 2 turns of *{title}* to *Participant 7*"));
    let group = made.study.get(transcript).expect("it").group;
    let new = made.study.participants().find(|one| one.label == "Participant 7").expect("new");
    assert_eq!(new.group, group);
    made.does(|study, stamp| give_time(study, stamp, transcript, 2, Some(61_000)));
    assert_eq!(made.study.get(transcript).expect("it").turns[2].time_ms, Some(61_000));
}

#[test]
fn two_labels_of_one_person_become_one_and_a_name_that_is_taken_is_refused() {
    let (mut made, transcript) = talk();
    let who = |made: &Made, label: &str| made.study.participants().find(|one| one.label == label).expect("one").clone();
    let (one, other) = (who(&made, "P1"), who(&made, "P2"));
    let taken = crate::study::Participant { label: "p2".into(), ..one.clone() };
    assert!(
        matches!(edit_participant(&made.study, &made.stamp(), taken), Err(Declined::Because(why)) if why.contains("merge"))
    );
    made.does(|study, stamp| {
        let record = Anchor::Record(crate::study::Key { kind: Kind::Participant, id: one.id.uuid() });
        write_memo(study, stamp, MemoKind::Analytic, Some(record)).map(|(_, entry)| entry)
    });
    made.does(|study, stamp| merge_participants(study, stamp, one.id, other.id));
    let speakers: Vec<_> = made.study.get(transcript).expect("it").turns[1..].iter().map(|turn| turn.speaker).collect();
    assert_eq!(speakers, [Some(other.id), Some(other.id)]);
    assert!(made.study.get(one.id).is_none());
    let kept = Anchor::Record(crate::study::Key { kind: Kind::Participant, id: other.id.uuid() });
    assert_eq!(made.study.memos().next().expect("it").anchor, Some(kept));
    let moderator = crate::study::Participant { moderator: true, ..other };
    made.does(|study, stamp| edit_participant(study, stamp, moderator));
    assert_eq!(made.entries.last().expect("it").head.sentence, "Marked *P2* as a moderator");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_rewritten_codings_of_words_that_stay_say_the_same_and_undo_restores_all(
        places in proptest::collection::vec((0..90_usize, 1..30_usize), 1..8),
        now in "[a-z]{0,6}( |I went|to|teh choir|every|It was|warm|\\.){0,8}",
    ) {
        let (mut made, transcript) = talk();
        for (count, (start, length)) in places.into_iter().enumerate() {
            let text = made.study.text(transcript);
            let span = Span { start: text.floor_char_boundary(start.min(text.len() - 1)), end: text.ceil_char_boundary((start + length).min(text.len())) };
            let code = made.study.codes().nth(count % 3).expect("a code").id;
            let planned = attach(&made.study, &made.stamp(), transcript, span, code);
            if let Ok((_, entry)) = planned {
                made.does(|_, _| Ok(entry));
            }
        }
        let turn = turn_with(&made.study, transcript, "teh");
        let Ok(correction) = correct_words(&made.study, &made.stamp(), transcript, turn, &now) else { return Ok(()) };
        let after = apply(&made.study, &correction.entry).map_err(|why| TestCaseError::fail(why.to_string()))?;
        prop_assert_eq!(all_violations(&after), vec![]);
        if !now.trim().is_empty() {
            let same = Span { start: turn.start, end: turn.start + now.len() };
            prop_assert_eq!(same.of(after.text(transcript)), Some(now.as_str()));
        }
        for coding in made.study.codings() {
            let words = coding.span.of(made.study.text(transcript));
            if !coding.span.overlaps(turn) {
                prop_assert_eq!(after.get(coding.id).and_then(|one| one.span.of(after.text(transcript))), words);
            }
            let listed = correction.vanishing.contains(&Vanishing::Coding(coding.id));
            prop_assert_eq!(after.get(coding.id).is_none(), listed, "gone and listed are one");
        }
        let undone = apply(&after, &correction.entry.undone(&made.stamp())).expect("undone");
        prop_assert!(undone == made.study);
    }
}

#[test]
fn a_memo_on_a_space_alone_goes_to_the_transcript_when_that_space_is_taken_out() {
    let mut made = Made::begun();
    let transcript = made.transcript("Talk", &[("P1", "every , week")]);
    let words = place(&made.study, transcript, "every , week");
    let space = Span { start: words.start + 5, end: words.start + 6 };
    let passage = Anchor::Passage(transcript, space);
    made.does(|study, stamp| write_memo(study, stamp, MemoKind::Analytic, Some(passage)).map(|(_, entry)| entry));
    let memo = made.study.memos().next().expect("it").id;
    let correction = rewrite(&made, transcript, "every", "every, week");
    assert_eq!(correction.vanishing, [Vanishing::Memo(memo)]);
    made.does(|_, _| Ok(correction.entry));
    assert_eq!(made.study.get(memo).and_then(|memo| memo.anchor.clone()), Some(Anchor::Record(transcript.key())));
    assert_eq!(all_violations(&made.study), []);
}

#[test]
fn words_across_the_edge_of_two_turns_that_touch_go_to_the_first() {
    let mut made = Made::begun();
    let transcript = made.transcript("Talk", &[("P1", "I came"), ("P2", "often")]);
    let across = Span { start: place(&made.study, transcript, "came").start, end: made.study.text(transcript).len() };
    let cut = correct_words(&made.study, &made.stamp(), transcript, across, "ften").expect("planned");
    made.does(|_, _| Ok(cut.entry));
    let text = made.study.text(transcript).to_owned();
    let all = Span { start: 0, end: text.len() };
    let correction =
        correct_words(&made.study, &made.stamp(), transcript, all, &format!("{text}xy z")).expect("planned");
    made.does(|_, _| Ok(correction.entry));
    assert_eq!(all_violations(&made.study), []);
}

#[test]
fn a_coding_none_of_whose_several_words_are_left_is_told_and_stays_on_the_new_ones() {
    let (mut made, transcript) = talk();
    let coding = made.attach("Company", "It was warm.");
    let typo = made.attach("Money", "teh");
    let correction = rewrite(&made, transcript, "teh", "I went to the choir every week. Nobody felt cold.");
    assert_eq!(correction.vanishing, [Vanishing::Rewritten(coding)]);
    made.does(|_, _| Ok(correction.entry));
    assert_eq!(says(&made.study, typo), "the");
    assert!(made.study.get(coding).is_some());
    assert_eq!(all_violations(&made.study), []);
}
