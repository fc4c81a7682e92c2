//! Files as they are met, and what becomes of them.

mod corrections;
mod encodings;
mod lessons;
mod markdown;
mod patterns;
mod properties;
mod real;
mod refused;
mod tables;
mod word;
mod word_file;

use super::{Choices, Notice, Proposed, propose};

/// What a file's bytes would become.
fn proposed(name: &str, bytes: &[u8]) -> Proposed {
    propose(name, bytes, &Choices::default()).unwrap_or_else(|error| panic!("{error}"))
}

/// What a plain text would become.
fn of_text(text: &str) -> Proposed {
    proposed("interview.txt", text.as_bytes())
}

/// The turns, each as `Label: text`, `@` and milliseconds before it where there is a time, `-` for nobody, `|` for a
/// line feed.
fn turns(proposed: &Proposed) -> Vec<String> {
    let turn = |turn: &super::ProposedTurn| {
        let speaker =
            turn.speaker.and_then(|speaker| proposed.speakers.get(speaker)).map_or("-", |speaker| &speaker.label);
        let time = turn.time_ms.map_or_else(String::new, |time| format!("@{time} "));
        let text = turn.span.of(&proposed.text).expect("a turn lies in its text").replace('\n', "|");
        format!("{time}{speaker}: {text}")
    };
    proposed.turns.iter().map(turn).collect()
}

/// The sentences of the notices.
fn notices(proposed: &Proposed) -> Vec<String> {
    proposed.notices.iter().map(Notice::to_string).collect()
}
