//! What is shown in one file holds in the others.

use super::turns;
use crate::import::{Choices, Lesson, Lessons, Marks, Notice, Pattern, Proposed, SpeakerChoice, propose};

fn read(text: &str, lessons: &[Lesson], speakers: SpeakerChoice) -> Proposed {
    let mut all = Lessons::default();
    lessons.iter().for_each(|lesson| all.add(lesson.clone()));
    propose("talk.txt", text.as_bytes(), &Choices { lessons: all, speakers, ..Choices::default() }).expect("a text")
}

#[test]
fn turns_are_found_as_they_were_shown() {
    let shown = |line: &str, label: &str| {
        let at = line.find(label).expect("there");
        Lesson::Marks(Marks::shown(line, at..at + label.len()).expect("an example"))
    };
    for (text, lesson, expected) in [
        (
            "Q. Why did you come?\nA. I was asked. By a friend.\nWell. It was cold.\nQ. And then?\nA. I left.",
            shown("Q. Why did you come?", "Q"),
            vec![
                "Q: Why did you come?",
                "A: I was asked. By a friend.|Well. It was cold.",
                "Q: And then?",
                "A: I left.",
            ],
        ),
        (
            "<<Anna>> Hello. <<laughs>>\n<<Bert van D.>> Yes.\nMore.\n3 0:12 <<Anna>> (0:15) No.",
            shown("<<Anna>> Hello.", "Anna"),
            vec!["Anna: Hello. <<laughs>>", "Bert van D.: Yes.|More.", "@12000 Anna: (0:15) No."],
        ),
        (
            "ANNA yes, I did.\nI think so. NO doubt.\nBERT And me.\nA man came.",
            shown("ANNA yes", "ANNA"),
            vec!["ANNA: yes, I did.|I think so. NO doubt.", "BERT: And me.|A man came."],
        ),
    ] {
        let alone = read(text, std::slice::from_ref(&lesson), SpeakerChoice::Pattern(Pattern::Shown));
        assert_eq!(turns(&alone), expected);
        // In other files it is one way among others, and the one that fits is taken.
        let other = read(text, std::slice::from_ref(&lesson), SpeakerChoice::Auto);
        assert_eq!(turns(&other), expected);
        let colons =
            read("Moderator: Why?\nP1: So.\nP2: I see. Yes.\nModerator: Well.", &[lesson], SpeakerChoice::Auto);
        assert_eq!(colons.pattern, Some(Pattern::Colon));
    }
}

#[test]
fn what_was_corrected_in_one_file_is_told_and_done_in_the_next() {
    let talk = "Mod: One.\nP1: Two.\nScribe: three.\nP2: Four.\nScribe: five.\nMod: Six.\nfrog: Seven.";
    let plain = read(talk, &[], SpeakerChoice::Auto);
    assert!(plain.speakers.iter().any(|one| one.label == "Scribe"), "{:?}", plain.speakers);
    let lessons = [
        Lesson::Speaker("scribe".into(), false),
        Lesson::Speaker("Frog".into(), true),
        Lesson::Written("MOD".into(), "Moderator".into()),
        Lesson::Moderator("P1".into(), true),
        Lesson::Moderator("Moderator".into(), false),
        Lesson::Speaker("Nobody here".into(), false),
    ];
    let learnt = read(talk, &lessons, SpeakerChoice::Auto);
    let labels: Vec<(&str, bool)> = learnt.speakers.iter().map(|one| (one.label.as_str(), one.moderator)).collect();
    assert_eq!(labels, [("Moderator", false), ("P1", true), ("P2", false), ("frog", false)]);
    assert!(learnt.text.contains("Scribe: three."));
    assert!(learnt.notices.contains(&Notice::LearntNobody("scribe".into())), "{:?}", learnt.notices);
    assert_eq!(learnt.notices.len(), plain.notices.len() + 4, "{:?}", learnt.notices);
    // A person has asked for no speakers: then there are none.
    assert!(read(talk, &lessons, SpeakerChoice::None).speakers.is_empty());
}

#[test]
fn only_what_holds_elsewhere_is_taken_from_a_new_name() {
    let found = read("Mod: One.\nP1: Two.\nP2: Three.\nMod: Four.", &[], SpeakerChoice::Auto);
    let written = |from: &str, to: &str| Some(Lesson::Written(from.into(), to.into()));
    assert_eq!(found.shown_by_renaming(0, "Moderator"), written("Mod", "Moderator"));
    assert_eq!(found.shown_by_renaming(1, "Participant 1"), written("P1", "Participant 1"));
    assert_eq!(found.shown_by_renaming(1, "Anna"), None, "the P1 of another group is somebody else");
}

#[test]
fn what_was_shown_later_holds() {
    let mut lessons = Lessons::default();
    lessons.add(Lesson::Speaker("Note".into(), false));
    lessons.add(Lesson::Speaker("NOTE".into(), true));
    let mut other = Lessons::default();
    other.add(Lesson::Speaker("NOTE".into(), true));
    assert_eq!(lessons, other);
}
