//! Correcting a transcript: words, speakers and turns, by what is in the study afterwards.

use super::*;
use colloquy::store;
use egui_kittest::kittest::NodeT;

const FIELD: &str = "Words of this turn";

/// The words of the turn in which these stand.
fn turn(study: &Study, words: &str) -> (usize, String) {
    let transcript = study.transcripts_in_order()[0];
    let text = study.text(transcript.id);
    let at = text.find(words).expect("the words");
    let (number, turn) = transcript.turn_at(at).expect("a turn");
    (number, turn.span.of(text).expect("words").to_owned())
}

fn said(study: &Study, coding: &Coding) -> String {
    let coding = study.get(coding.id).expect("it is there");
    coding.span.of(study.text(coding.transcript)).expect("words").to_owned()
}

/// Corrects the turn in which `words` stand to say `now`, by keys.
fn rewrite(window: &mut Window, words: &str, now: &str) {
    window.select(words);
    window.key(Key::Enter);
    window.press(Modifiers::COMMAND, Key::A);
    window.write(now);
    window.press(Modifiers::COMMAND, Key::Enter);
}

#[test]
fn a_turn_is_corrected_by_keys_alone_and_codings_follow_and_letters_do_not_code() {
    let mut window = light();
    let start = window.study();
    window.select("by the sea");
    window.key(Key::Num1);
    let coding = window.newest(&start);
    let coded = window.study();
    window.key(Key::F4);
    // A digit is no code now, and X detaches nothing.
    window.select("by the sea");
    window.key(Key::Num2);
    window.key(Key::X);
    assert!(*window.study() == *coded, "letters code nothing while words are corrected");
    let (_, words) = turn(&coded, "by the sea");
    let now = words.replacen("by the sea", "right beside the sea", 1);
    rewrite(&mut window, "by the sea", &now);
    let study = window.study();
    assert_eq!(turn(&study, "right beside the sea").1, now);
    assert!(said(&study, &coding).ends_with("the sea"), "{}", said(&study, &coding));
    for other in
        coded.codings().filter(|other| other.transcript == coding.transcript && other.span.start > coding.span.end)
    {
        let before = other.span.of(coded.text(other.transcript)).expect("words");
        assert_eq!(said(&study, other), before);
    }
    // The field goes on to the next turn. Escape goes back to the transcript, lets go of the coding there, and ends it.
    let field = window.harness.get_by_role_and_label(NodeRole::MultilineTextInput, FIELD).accesskit_node();
    let value = field.value().expect("words");
    assert!(field.is_focused());
    assert_eq!(turn(&study, &value).0, turn(&study, "right beside the sea").0 + 1);
    for _ in 0..3 {
        window.key(Key::Escape);
    }
    assert!(window.harness.query_by_role_and_label(NodeRole::MultilineTextInput, FIELD).is_none());
    window.press(Modifiers::COMMAND, Key::Z);
    assert!(*window.study() == *coded);
    // What is in the file is what is in memory.
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    let path = window.app().session.as_ref().expect("open").open.path().expect("a file").to_owned();
    let found = store::check(&path);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn what_would_lose_all_its_words_is_asked_about_and_nothing_typed_is_lost_meanwhile() {
    let mut window = light();
    let start = window.study();
    window.select("by the sea");
    window.key(Key::Num1);
    let coding = window.newest(&start);
    let coded = window.study();
    let (_, words) = turn(&coded, "by the sea");
    window.key(Key::F4);
    let now = words.replacen("by the sea", "", 1);
    rewrite(&mut window, "by the sea", &now);
    assert!(*window.study() == *coded, "nothing before there is an answer");
    assert!(window.harness.query_by_label("Take these words out?").is_some());
    window.click("Keep editing");
    let field = window.harness.get_by_role_and_label(NodeRole::MultilineTextInput, FIELD);
    assert_eq!(field.accesskit_node().value().as_deref(), Some(now.as_str()));
    window.press(Modifiers::COMMAND, Key::Enter);
    window.click("Correct anyway");
    let study = window.study();
    assert!(study.get(coding.id).is_none());
    assert_eq!(study.codings().len(), coded.codings().len() - 1);
    window.press(Modifiers::COMMAND, Key::Z);
    assert!(*window.study() == *coded);
}

#[test]
fn what_was_typed_is_committed_when_another_turn_is_clicked_and_when_the_study_is_closed() {
    let mut window = light();
    window.key(Key::F4);
    let (_, words) = turn(&window.study(), "by the sea");
    let now = format!("{words} Yes.");
    window.select("by the sea");
    window.key(Key::Enter);
    window.press(Modifiers::COMMAND, Key::A);
    window.write(&now);
    window.select("carpet shop");
    let study = window.study();
    assert_eq!(turn(&study, "by the sea").1, now, "leaving a turn saves it");
    // So does another page of the lower panel.
    let (_, words) = turn(&study, "carpet shop");
    window.key(Key::Enter);
    window.press(Modifiers::COMMAND, Key::A);
    window.write(&format!("{words} Yes."));
    window.click("Memos");
    assert!(turn(&window.study(), "carpet shop").1.ends_with(" Yes."));
    window.key(Key::F4);
    window.select("carpet shop");
    window.key(Key::Enter);
    window.press(Modifiers::COMMAND, Key::A);
    window.write(&format!("{words} Truly."));
    let path = window.app().session.as_ref().expect("open").open.path().expect("a file").to_owned();
    window.press(Modifiers::COMMAND, Key::W);
    assert!(window.app().session.is_none());
    let open = OpenStudy::open(&path, store::Access::Read, "Ana").expect("opened");
    assert!(turn(open.study(), "carpet shop").1.ends_with("Truly."));
}

#[test]
fn turns_are_split_joined_and_given_to_others_and_speakers_renamed() {
    let mut window = light();
    let start = window.study();
    window.key(Key::F4);
    let (at, words) = turn(&start, "by the sea");
    // At the beginning of the turn there is nothing to split.
    window.select(&words[..4]);
    window.key(Key::Enter);
    window.press(Modifiers::NONE, Key::Home);
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Enter);
    assert!(*window.study() == *start);
    // Between two words there is.
    window.key(Key::Escape);
    window.select(" by the sea");
    window.key(Key::ArrowLeft);
    window.key(Key::Enter);
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Enter);
    let study = window.study();
    let turns = |study: &Study| study.transcripts_in_order()[0].turns.clone();
    assert_eq!(turns(&study).len(), turns(&start).len() + 1);
    let text = study.text(study.transcripts_in_order()[0].id).to_owned();
    let halves: Vec<&str> = turns(&study)[at..=at + 1].iter().map(|turn| turn.span.of(&text).expect("words")).collect();
    assert_eq!(halves.join(" "), words);
    // The second half goes to someone new.
    window.select(halves[1]);
    window.harness.query_all_by_label_contains("Speaker of this turn").next().expect("the menu").click();
    window.settle();
    window.type_into("Name of a new speaker", "Participant 99");
    window.key(Key::Enter);
    let study = window.study();
    let speaker = turns(&study)[at + 1].speaker;
    assert_eq!(study.get_opt(speaker).map(|one| one.label.as_str()), Some("Participant 99"));
    // Renamed in the dialog, and everywhere.
    window.click("Speakers…");
    let last = window
        .harness
        .query_all_by_role(NodeRole::TextInput)
        .filter_map(|node| node.accesskit_node().label())
        .filter(|label| label.starts_with("Name of speaker"))
        .count();
    window.harness.get_by_role_and_label(NodeRole::TextInput, &format!("Name of speaker {last}")).focus();
    window.settle();
    window.press(Modifiers::COMMAND, Key::A);
    window.write("Participant 98");
    window.click("Done");
    let study = window.study();
    assert_eq!(study.get_opt(speaker).map(|one| one.label.as_str()), Some("Participant 98"));
    // Joined again: the words are the same but for the line break.
    let joined = halves[1].to_owned();
    window.select(&joined);
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::J);
    let study = window.study();
    assert_eq!(turns(&study).len(), turns(&start).len());
    window.undo_all(&start, 4);
}
