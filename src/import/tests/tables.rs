//! Transcripts as tables in files of their own.

use super::{notices, proposed, turns};
use crate::import::{Choices, FileType, Kind, Pattern, Trouble, propose};

#[test]
fn a_table_with_heads_is_a_transcript_by_its_columns() {
    let found = proposed(
        "talk.csv",
        "Focus group 2;;\nTime;Speaker;Text\n00:00:05;Anna;\"Hello; all.\nSecond line.\"\n00:01:00;Bert;Yes.\n"
            .as_bytes(),
    );
    assert_eq!(turns(&found), ["@5000 Anna: Hello; all.|Second line.", "@60000 Bert: Yes."]);
    assert_eq!((found.pattern, found.source.file_type), (Some(Pattern::Table), FileType::Table));
    // Answers to open questions: everybody speaks once.
    let survey = proposed("answers.tsv", b"id\tage\tresponse\nR1\t33\tNo time.\nR2\t41\tToo far.\nR3\t50\tNone.\n");
    assert_eq!(turns(&survey), ["R1: No time.", "R2: Too far.", "R3: None."]);
    assert!(notices(&survey).iter().any(|told| told.contains("“age” (3 filled cells)")), "{:?}", notices(&survey));
}

#[test]
fn a_table_without_heads_is_a_transcript_where_somebody_says_something() {
    let found = proposed("talk.csv", b"Anna,Well I never did that\nBert,Nor did I my friend\nAnna,So there we are\n");
    assert_eq!(turns(&found).len(), 3);
}

#[test]
fn tables_in_which_nobody_speaks_are_refused_with_what_a_transcript_would_have() {
    for (name, table) in [
        ("a.csv", "annotator_1,Adj,7,19\nannotator_1,Noun,38,40\nannotator_2,Adj,8,20\n"),
        ("b.tsv", "Coder\tMasses\n1\t2\n2\t3\n"),
        ("c.csv", "id,age,income\nP1,33,low\nP2,44,high\nP3,20,low\n"),
    ] {
        let refused = propose(name, table.as_bytes(), &Choices::default()).expect_err("no transcript");
        assert_eq!(refused.trouble, Trouble::OtherKind(Kind::TableWithoutTurns), "{name}");
        assert!(refused.to_string().contains("Speaker, Text and Time"), "{refused}");
    }
    let words = "1\tA\t_\t_\t_\t_\t_\t_\t_\t_\n".repeat(6);
    let refused = propose("a.conllu", words.as_bytes(), &Choices::default()).expect_err("no transcript");
    assert_eq!(refused.trouble, Trouble::OtherKind(Kind::WordByWord));
}

#[test]
fn a_text_with_commas_is_a_text_whatever_its_name() {
    let found = proposed("talk.csv", b"Anna: Well, I never, ever, did.\nBert: Nor did I.\nAnna: So there, we are.\n");
    assert_eq!((found.pattern, found.speakers.len()), (Some(Pattern::Colon), 2));
}
