//! The ways in which transcripts mark who is speaking.

use super::{notices, of_text, proposed, turns};
use crate::import::{Choices, LineBreaks, Pattern, SpeakerChoice, propose};

#[test]
fn a_label_and_its_colon_are_no_part_of_the_text() {
    let found = of_text("Moderator: Welcome.\nP1: Hello.\nStill me.\n\nP2 (female): Hi.\nModerator: Good.");
    assert_eq!(turns(&found), ["Moderator: Welcome.", "P1: Hello.|Still me.", "P2 (female): Hi.", "Moderator: Good."]);
    assert_eq!(found.text, "Welcome.\nHello.\nStill me.\nHi.\nGood.");
    assert_eq!(found.pattern, Some(Pattern::Colon));
    assert_eq!(found.pattern_in_words(), "a label ending in a colon at the start of a paragraph");
    let moderators: Vec<bool> = found.speakers.iter().map(|speaker| speaker.moderator).collect();
    assert_eq!(moderators, [true, false, false]);
    assert_eq!(found.speakers[1].words, 3);
}

#[test]
fn clock_times_notes_addresses_and_things_people_say_are_no_labels() {
    let found = of_text(
        "Moderator: We start.\nAt 10:30: nobody.\n10:30 was when she came.\nNote: I am new here.\n\
         See https://example.org/a: there.\nHe said: never again.\nMy question is: why?\nThe ratio is 3:1.\nP1: Yes.\nModerator: So.",
    );
    assert_eq!(
        turns(&found),
        [
            "Moderator: We start.|At 10:30: nobody.|10:30 was when she came.|Note: I am new here.|See https://example.org/a: \
             there.|He said: never again.|My question is: why?|The ratio is 3:1.",
            "P1: Yes.",
            "Moderator: So."
        ]
    );
    assert!(found.doubtful.is_empty(), "{:?}", found.doubtful);
}

#[test]
fn a_text_without_speakers_is_a_turn_a_paragraph() {
    let found = of_text(
        "My day\nI went home. He said: never.\nNote: no transcript.\nConclusion: none.\nA: one\nB: two\nC: three",
    );
    assert_eq!(found.pattern, None);
    assert_eq!((found.turns.len(), found.unattributed, found.speakers.len()), (7, 7, 0));
}

#[test]
fn particulars_at_the_top_are_not_turns() {
    let found = of_text(
        "Focus Group 3\nDate: 12 March 2024\nModerator: Jane Smith\nParticipants: P1, P2\nDuration: 01:02:33\n\n\
         Moderator: Welcome.\nP1: Thanks.\nP2: Yes.\nModerator: Good.",
    );
    assert_eq!(found.unattributed, 5);
    assert_eq!(turns(&found)[5..], ["Moderator: Welcome.", "P1: Thanks.", "P2: Yes.", "Moderator: Good."]);
}

#[test]
fn a_speaker_whose_label_looks_like_a_heading_is_one_where_it_recurs() {
    let talk: String = (0..20).map(|i| format!("Project Manager: Point {i}.\nMarketing: Well.\n")).collect();
    let found = of_text(&talk);
    assert_eq!(found.turns.len(), 40);
    assert_eq!(found.speakers[0].label, "Project Manager");
}

#[test]
fn codes_initials_capitals_and_groups_are_labels() {
    for (text, labels) in [
        ("FG1-M: a\nFG1-P1: b\nFG1-P2: c\nFG1-P1: d", vec!["FG1-M", "FG1-P1", "FG1-P2"]),
        ("JS: a\nMK: b\nJS: c\nMK: d", vec!["JS", "MK"]),
        ("INTERVIEWER: a\nMARY ANN: b\nINTERVIEWER: c\nOLD MAN: d", vec!["INTERVIEWER", "MARY ANN", "OLD MAN"]),
        ("Q: a\nA: b\nQ: c\nA: d", vec!["Q", "A"]),
        (
            "Jane O’Neill-Smith (she/her): a\nDr. van der Berg: b\nJane O’Neill-Smith (she/her): c\nDr. van der Berg: d",
            vec!["Jane O’Neill-Smith (she/her)", "Dr. van der Berg"],
        ),
        ("מנחה: שלום\nדנה כהן: היי\nמנחה: כן\nדנה כהן: לא", vec!["מנחה", "דנה כהן"]),
        ("主持人：你好\n受访者：好\n主持人：嗯", vec!["主持人", "受访者"]),
        ("Модератор: а\nАнна: б\nМодератор: в\nАнна: г", vec!["Модератор", "Анна"]),
        (
            "P1 & P2: yes\nAll: [laughter]\nModerator: so\nUnidentified female speaker: hm",
            vec!["P1 & P2", "All", "Moderator", "Unidentified female speaker"],
        ),
        ("**Moderator:** a\n**P3**: b\n- P4: c\n[P5]: d", vec!["Moderator", "P3", "P4", "P5"]),
    ] {
        let found = of_text(text);
        let printed: Vec<&str> = found.speakers.iter().map(|speaker| speaker.label.as_str()).collect();
        assert_eq!(printed, labels, "{text}");
        assert_eq!(found.unattributed, 0, "{text}");
    }
}

#[test]
fn remarks_beside_a_numbered_label_do_not_make_another_speaker() {
    let found = of_text("Moderator: a\nP3 (laughs): b\nP3: c\nP3: d\np3: e\nNurse (ward A): f\nNurse (ward B): g");
    let printed: Vec<&str> = found.speakers.iter().map(|speaker| speaker.label.as_str()).collect();
    assert_eq!(printed, ["Moderator", "P3", "Nurse (ward A)", "Nurse (ward B)"]);
    assert!(notices(&found).contains(&"“P3 (laughs)” was taken for “P3”.".to_owned()));
}

#[test]
fn times_before_beside_and_after_the_label_are_kept_apart() {
    for (text, expected) in [
        ("[00:01:02] Mod: a\n[00:01:09] P1: b", ["@62000 Mod: a", "@69000 P1: b"]),
        ("00:01:02 Mod: a\n00:01:09 P1: b", ["@62000 Mod: a", "@69000 P1: b"]),
        ("Mod (1:02): a\nP1 (1:09): b", ["@62000 Mod: a", "@69000 P1: b"]),
        ("Mod [00:01:02.5]: a\nP1 [00:01:09.25]: b", ["@62500 Mod: a", "@69250 P1: b"]),
        ("Mod: [1:02] a\nP1: [1:09] b [1:10] c", ["@62000 Mod: a", "@69000 P1: b [1:10] c"]),
        ("[00:01:02]\nMod: a\n[00:01:09]\nP1: b", ["@62000 Mod: a", "@69000 P1: b"]),
        ("Mod  1:02\na\n\nP1  1:09\nb", ["@62000 Mod: a", "@69000 P1: b"]),
        ("Speaker 1 (01:02):\na\n\nSpeaker 2 (01:09):\nb", ["@62000 Speaker 1: a", "@69000 Speaker 2: b"]),
        ("I: a #00:01:02-0#\nB: b #00:01:09-0#", ["I: a", "@62000 B: b"]),
        ("00:01:02\tAnn Lee:\ta\n00:01:09\tBob:\tb", ["@62000 Ann Lee: a", "@69000 Bob: b"]),
    ] {
        // Twice over, so that every label recurs.
        let found = of_text(&format!("{text}\n{text}"));
        assert_eq!(turns(&found)[..2], expected, "{text}");
        assert_eq!(found.turns.len(), 4, "{text}");
    }
}

#[test]
fn times_without_speakers_open_turns_of_nobody() {
    let found = of_text("0:00\nSo today we\nmeet again.\n0:05\nYes.\n1:07:00\nBye.");
    assert_eq!(turns(&found), ["@0 -: So today we|meet again.", "@5000 -: Yes.", "@4020000 -: Bye."]);
    let found = of_text("[00:00:01] One.\n[00:00:02] Two.\n[00:00:03] Three.");
    assert_eq!(turns(&found), ["@1000 -: One.", "@2000 -: Two.", "@3000 -: Three."]);
}

#[test]
fn a_messenger_groups_names_are_found_behind_their_dates() {
    let found = of_text(
        "12/03/2024, 10:15 - Ann Lee: Hi all\n12/03/2024, 10:16 - Bob: Hello: yes\nmore of it\n12/03/2024, 10:17 - Cleo: ok\n12/03/2024, 10:18 - Bob: so",
    );
    assert_eq!(turns(&found), ["Ann Lee: Hi all", "Bob: Hello: yes|more of it", "Cleo: ok", "Bob: so"]);
    assert_eq!(notices(&found), ["4 dates before speaker labels were left out."]);
}

#[test]
fn names_with_a_time_on_a_line_of_their_own_lead_their_paragraphs() {
    let found = of_text(
        "Amy Jones  0:05  \nWelcome.\n\nSpeaker 2  0:09  \nThanks. It is 10:30.\n\nMore.\n\nAmy Jones  1:02:11\nGood.",
    );
    assert_eq!(
        turns(&found),
        ["@5000 Amy Jones: Welcome.", "@9000 Speaker 2: Thanks. It is 10:30.|More.", "@3731000 Amy Jones: Good."]
    );
    assert_eq!(found.pattern, Some(Pattern::TimedHeading));
}

#[test]
fn captions_of_one_speaker_become_one_turn() {
    let found = of_text(
        "00:00:03.120 --> 00:00:06.000\nDoe, Jane (Guest)\nHello everybody. Nice\n\n00:00:06.100 --> 00:00:09.000\nDoe, Jane (Guest)\n\
         to be here.\n\n00:00:10.100 --> 00:00:12.000\nSmith, Bob\nYes.",
    );
    assert_eq!(
        turns(&found),
        ["@3120 Doe, Jane (Guest): Hello everybody. Nice to be here.", "@10100 Smith, Bob: Yes."]
    );
    let zoom = of_text(
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nAnn Lee: So &amp; so\n\n2\n00:00:02.000 --> 00:00:03.000\nbob: 10:30\n\n3\n00:00:04.000 --> 00:00:05.000\nAnn Lee: bye",
    );
    assert_eq!(turns(&zoom), ["@1000 Ann Lee: So & so", "@2000 bob: 10:30", "@4000 Ann Lee: bye"]);
}

#[test]
fn tabs_dashes_brackets_and_lines_of_their_own_separate_labels_too() {
    for (pattern, text) in [
        (Pattern::Tab, "I\ta\nP1\tb: c\n\td\nI\te"),
        (Pattern::Dash, "I – a\nP1 – b: c\nd\nI – e"),
        (Pattern::Dash, "MOD- a\nFG1-P1- b: c\nd\nMOD- e"),
        (Pattern::Bracket, "[I] a\n[P1] b: c\nd\n[I] e"),
        (Pattern::Bracket, "(I) a\n(P1) b: c\nd\n(I) e"),
        (Pattern::OwnLine, "Moderator\na\nParticipant 1\nb: c\nd\nModerator\ne"),
    ] {
        let found = of_text(text);
        assert_eq!(found.pattern, Some(pattern), "{text}");
        let said: Vec<String> =
            turns(&found).iter().filter_map(|turn| Some(turn.split_once(": ")?.1.to_owned())).collect();
        assert_eq!(said, ["a", "b: c|d", "e"], "{text}");
    }
}

#[test]
fn where_only_the_moderator_is_labelled_the_rest_is_nobodys() {
    let mut found = of_text("MODERATOR: How are you?\nFine, I think.\nReally fine.\nMODERATOR: Why?\nNo idea.");
    assert_eq!(
        turns(&found),
        ["MODERATOR: How are you?", "-: Fine, I think.", "-: Really fine.", "MODERATOR: Why?", "-: No idea."]
    );
    assert!(notices(&found).iter().any(|notice| notice.starts_with("Only “MODERATOR” is labelled. 3 paragraphs")));
    assert!(found.attribute_unlabelled("Participant"));
    assert_eq!(
        turns(&found),
        [
            "MODERATOR: How are you?",
            "Participant: Fine, I think.|Really fine.",
            "MODERATOR: Why?",
            "Participant: No idea."
        ]
    );
}

#[test]
fn a_label_that_occurs_once_is_listed_as_doubtful_and_stays_in_the_text() {
    let found = of_text(
        "Moderator: One.\nA long answer follows.\nIt goes on.\nAnd on.\nP1: Two.\nMore.\nEnough: really.\nSarah: Three.\nModerator: Four.\nYes.",
    );
    assert!(found.text.contains("\nSarah: Three."));
    let doubtful: Vec<(&str, usize)> =
        found.doubtful.iter().map(|doubt| (doubt.label.as_str(), doubt.paragraphs)).collect();
    assert_eq!(doubtful, [("Enough", 1), ("Sarah", 1)]);
}

#[test]
fn a_label_printed_twice_or_with_nothing_after_it_leaves_no_trace_in_the_text() {
    let found = of_text("P1: P1: yes\nP2:\nP1: no\nP2: so");
    assert_eq!(turns(&found), ["P1: yes", "P1: no", "P2: so"]);
    assert!(notices(&found).contains(&"1 speaker label with no words after it was left out.".to_owned()));
}

#[test]
fn lines_broken_at_the_width_of_a_page_are_joined_unless_the_person_says_no() {
    let text = "Interviewer: Could you tell me a little about how you came to work on the\nward, and what it was like when you first \
                arrived there in the spring?\n\nNurse Betty: Well, I came from another hospital where everything was done\non paper, and so the \
                first thing that struck me was how many screens there\nwere. Nobody had told me about that before. It took me weeks to feel \
                that\nI knew what I was doing.\n\nInterviewer: And was there any training?\n\nNurse Betty: There was a half-day, I think. It was \
                mostly about where to\nclick. Nobody said why. I remember that somebody said: just write it down\nand type it in later, which of \
                course is what we had been told not to do,\nand then you had two versions of everything, and neither was right.\n";
    let found = of_text(text);
    assert_eq!(found.turns.len(), 4);
    assert!(!found.text.replace(['\n'], " ").is_empty() && found.text.matches('\n').count() == 3, "{}", found.text);
    let kept = propose("a.txt", text.as_bytes(), &Choices { line_breaks: LineBreaks::Keep, ..Choices::default() })
        .expect("readable");
    assert_eq!(kept.text.matches('\n').count(), 10);
}

#[test]
fn a_person_can_turn_the_search_off_or_name_the_pattern() {
    let text = b"Moderator: a\nP1: b\n[Ann] c";
    let none =
        propose("a.txt", text, &Choices { speakers: SpeakerChoice::None, ..Choices::default() }).expect("readable");
    assert_eq!(turns(&none), ["-: Moderator: a", "-: P1: b", "-: [Ann] c"]);
    let forced = Choices { speakers: SpeakerChoice::Pattern(Pattern::OwnLine), ..Choices::default() };
    let forced = propose("a.txt", b"Ann\nhello there\nBob\nhi there", &forced).expect("readable");
    assert_eq!(turns(&forced), ["Ann: hello there", "Bob: hi there"]);
}

#[test]
fn the_title_is_the_files_name_without_folders_and_ending() {
    assert_eq!(proposed(r"C:\data\FG_06 final.v2.txt", b"Hello.").title, "FG 06 final.v2");
    assert_eq!(proposed("/home/a/Ward 3.txt", b"Hello.").title, "Ward 3");
}
