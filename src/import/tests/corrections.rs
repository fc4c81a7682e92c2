//! What a person can put right before a transcript is added.

use super::{of_text, turns};
use crate::import::Merge;

const TALK: &str = "Moderator: One.\nP3: Two.\nParticipant 3: Three.\nP4: Four.\nModerator: Five.";

#[test]
fn writing_a_label_out_is_offered_and_never_done_unasked() {
    let mut found = of_text(TALK);
    assert_eq!(found.speakers[1].label, "P3");
    assert_eq!(found.written_out(1), None, "there is a Participant 3 already: that is a merge");
    assert_eq!(found.written_out(3), Some("Participant 4".to_owned()));
    assert!(found.rename_speaker(3, " Participant  4 "));
    assert_eq!(turns(&found)[3], "Participant 4: Four.");
    assert!(!found.rename_speaker(3, "  "));
    assert!(!found.rename_speaker(9, "X"));
    assert_eq!(found.speakers[3].printed, ["P4"]);
}

#[test]
fn two_labels_of_one_person_become_one_speaker_and_turns_stay_apart() {
    let mut found = of_text(TALK);
    assert_eq!(found.possible_merges(), [Merge { from: 2, into: 1 }]);
    assert!(found.merge_speakers(1, 2));
    assert_eq!(
        turns(&found),
        ["Moderator: One.", "Participant 3: Two.", "Participant 3: Three.", "P4: Four.", "Moderator: Five."]
    );
    assert_eq!((found.speakers[1].turns, found.speakers[1].words), (2, 2));
    assert!(!found.merge_speakers(1, 1));
    assert!(!found.merge_speakers(1, 7));
    let mut renamed = of_text(TALK);
    assert!(renamed.rename_speaker(1, "Participant 3"), "a name that is taken makes one of two");
    assert_eq!(renamed.speakers.len(), 3);
}

#[test]
fn what_is_no_speaker_goes_back_into_the_text_and_can_come_out_again() {
    let talk = "Moderator: One.\n[0:05] Dear John: Two.\nP1: Three.\nDear John: Four.\nModerator: Five.";
    let mut found = of_text(talk);
    let before = (found.text.clone(), found.turns.clone());
    let john = found.speakers.iter().position(|speaker| speaker.label == "Dear John").expect("it recurs");
    assert!(found.not_a_speaker(john));
    assert_eq!(
        turns(&found),
        ["Moderator: One.|[0:05] Dear John: Two.", "P1: Three.|Dear John: Four.", "Moderator: Five."]
    );
    assert_eq!(found.doubtful[0].label, "Dear John");
    assert!(found.is_a_speaker(0, None));
    assert_eq!(found.text, before.0);
    let spans =
        |turns: &[crate::import::ProposedTurn]| turns.iter().map(|turn| (turn.span, turn.time_ms)).collect::<Vec<_>>();
    assert_eq!(spans(&found.turns), spans(&before.1));
    assert!(!found.not_a_speaker(17));
    assert!(!found.is_a_speaker(0, None));
}

#[test]
fn a_label_on_a_line_of_its_own_goes_back_as_a_line() {
    let mut found = of_text("Moderator\nOne.\nParticipant 1\nTwo.\nModerator\nThree.");
    assert!(found.not_a_speaker(1));
    assert_eq!(turns(&found), ["Moderator: One.|Participant 1|Two.", "Moderator: Three."]);
}

#[test]
fn a_slip_of_the_hand_is_offered_as_the_same_speaker() {
    let mut found = of_text("Moderator: a\nlong\nlong\nlong\nlong\nP1: b\nModerater: c\nModerator: d");
    assert_eq!(found.doubtful.len(), 1);
    assert_eq!(found.doubtful[0].close_to, Some(0));
    assert!(found.is_a_speaker(0, Some(0)));
    assert_eq!(turns(&found)[2..], ["Moderator: c", "Moderator: d"]);
    assert_eq!(found.speakers[0].printed, ["Moderator", "Moderater"]);
}

#[test]
fn a_moderator_is_guessed_and_the_person_has_the_last_word() {
    for (text, moderators) in [
        ("I: a\nB: b\nI: c\nB: d", vec!["I"]),
        ("Q: a\nA: b\nQ: c\nA: d", vec!["Q"]),
        ("M: a\nP1: b\nM: c\nP2: d", vec!["M"]),
        ("M: a\nF: b\nM: c\nF: d", vec![]),
        ("R: a\nP1: b\nR: c\nP2: d", vec!["R"]),
        ("I: a\nR: b\nI: c\nR: d", vec!["I"]),
        ("FG1-Mod: a\nFG1-P1: b\nFG1-Mod: c\nFG1-P1: d", vec!["FG1-Mod"]),
        ("Intervieweuse: a\nAnne: b\nIntervieweuse: c\nAnne: d", vec!["Intervieweuse"]),
    ] {
        let found = of_text(text);
        let asking: Vec<&str> =
            found.speakers.iter().filter(|speaker| speaker.moderator).map(|speaker| speaker.label.as_str()).collect();
        assert_eq!(asking, moderators, "{text}");
    }
    let mut found = of_text("M: a\nF: b\nM: c\nF: d");
    assert!(found.set_moderator(1, true));
    assert!(!found.set_moderator(1, true));
    assert!(found.rename_speaker(1, "Fay"), "other corrections leave it");
    assert!(found.speakers[1].moderator);
}
