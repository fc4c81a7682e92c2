//! A passage as it is printed: what was said, with the author's brackets among it.

use crate::{
    study::{Bracket, BracketPlace, Id, Study, Transcript},
    text::Span,
};

/// A run of words of a printed passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// As it stands in the transcript, spaces at its ends included.
    Said(String),
    /// The author's, in square brackets.
    Author(String),
}

impl Piece {
    /// Its words, whoever's they are.
    pub fn words(&self) -> &str {
        match self {
            Piece::Said(words) | Piece::Author(words) => words,
        }
    }
}

/// The brackets that stand in a passage, in reading order. Where all of its words are left out, it is printed as it was
/// said.
pub fn brackets_in(study: &Study, transcript: Id<Transcript>, passage: Span) -> Vec<&Bracket> {
    let text = study.text(transcript);
    let shows = |bracket: &&Bracket| {
        let Some(shared) = bracket.span.intersection(passage) else { return false };
        match bracket.place {
            BracketPlace::Before => passage.start <= bracket.span.start,
            BracketPlace::After => bracket.span.end <= passage.end,
            BracketPlace::Instead => {
                let kept = [Span { end: shared.start, ..passage }, Span { start: shared.end, ..passage }];
                !bracket.words.is_empty() || kept.into_iter().any(|span| says_something(text, span))
            }
        }
    };
    let mut found: Vec<&Bracket> =
        study.referring::<Bracket>(transcript.key()).filter(|one| one.transcript == transcript).filter(shows).collect();
    let at = |one: &Bracket| match one.place {
        BracketPlace::Before => (one.span.start, 0),
        BracketPlace::Instead => (one.span.start, 1),
        BracketPlace::After => (one.span.end, 2),
    };
    found.sort_by_key(|one| (at(one), one.id));
    found
}

fn says_something(text: &str, span: Span) -> bool {
    span.of(text).is_some_and(|words| words.contains(char::is_alphanumeric))
}

/// A passage in pieces, without spaces at its ends.
pub fn pieces(study: &Study, transcript: Id<Transcript>, passage: Span) -> Vec<Piece> {
    let text = study.text(transcript);
    let mut pieces = Pieces::default();
    let mut reached = passage.start;
    for bracket in brackets_in(study, transcript, passage) {
        let at = if bracket.place == BracketPlace::After { bracket.span.end } else { bracket.span.start };
        // Merged copies may hold brackets that overlap: the first stands.
        if at < reached && reached > passage.start {
            continue;
        }
        pieces.said(text.get(reached..at).unwrap_or_default());
        reached = reached.max(at);
        match bracket.place {
            BracketPlace::Instead => {
                pieces.author(bracket.printed());
                reached = bracket.span.end.min(passage.end);
            }
            BracketPlace::Before => {
                pieces.apart();
                pieces.author(bracket.printed());
                pieces.said(" ");
            }
            BracketPlace::After => {
                pieces.apart();
                pieces.author(bracket.printed());
                if text.get(at..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric)) {
                    pieces.said(" ");
                }
            }
        }
    }
    pieces.said(text.get(reached..passage.end).unwrap_or_default());
    pieces.trimmed()
}

/// The pieces of a passage in one line of text.
pub fn printed(study: &Study, transcript: Id<Transcript>, passage: Span) -> String {
    pieces(study, transcript, passage).iter().map(Piece::words).collect()
}

#[derive(Default)]
struct Pieces(Vec<Piece>);

impl Pieces {
    fn said(&mut self, words: &str) {
        match self.0.last_mut() {
            _ if words.is_empty() => {}
            Some(Piece::Said(last)) => last.push_str(words),
            _ => self.0.push(Piece::Said(words.to_owned())),
        }
    }

    fn author(&mut self, words: String) {
        self.0.push(Piece::Author(words));
    }

    /// A space before what comes, unless there is one or a mark that opens.
    fn apart(&mut self) {
        let stuck = |last: &Piece| !last.words().ends_with(|at: char| at.is_whitespace() || "([“‘\"«—–-".contains(at));
        if self.0.last().is_some_and(stuck) {
            self.said(" ");
        }
    }

    fn trimmed(mut self) -> Vec<Piece> {
        if let Some(Piece::Said(first)) = self.0.first_mut() {
            *first = first.trim_start().to_owned();
        }
        if let Some(Piece::Said(last)) = self.0.last_mut() {
            last.truncate(last.trim_end().len());
        }
        self.0.retain(|piece| !piece.words().is_empty());
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::{fixture::Made, put_bracket};

    const SAID: &str = "Well, Mary told me, um, to sing (it helps).";

    fn made(brackets: &[(&str, BracketPlace, &str)]) -> (Study, Id<Transcript>) {
        let mut made = Made::begun();
        let transcript = made.transcript("T", &[("P1", SAID)]);
        for (at, place, words) in brackets {
            made.does(|study, stamp| put_bracket(study, stamp, transcript, of(at), *place, words));
        }
        (made.study, transcript)
    }

    fn of(words: &str) -> Span {
        let start = SAID.find(words).unwrap();
        Span { start, end: start + words.len() }
    }

    #[test]
    fn brackets_are_printed_before_after_and_instead_of_words_with_the_spaces_they_need() {
        use BracketPlace::*;
        let (study, transcript) = made(&[
            ("Mary", Instead, "the nurse"),
            ("um, ", Instead, ""),
            ("sing", After, "with her"),
            ("it", Before, "and"),
            ("helps", After, "a lot"),
        ]);
        let all = printed(&study, transcript, Span { start: 0, end: SAID.len() });
        assert_eq!(all, "Well, [the nurse] told me, […] to sing [with her] ([and] it helps [a lot]).");
        assert_eq!(printed(&study, transcript, of("told me")), "told me");
        assert_eq!(printed(&study, transcript, of("Mary told")), "[the nurse] told");
        assert_eq!(printed(&study, transcript, of("sing (it")), "sing [with her] ([and] it");
        let said: String = pieces(&study, transcript, of("Mary told"))
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Said(words) => Some(words),
                Piece::Author(_) => None,
            })
            .collect();
        assert_eq!(said, " told", "what was said is apart from what was put in");
    }

    #[test]
    fn words_left_out_are_marked_within_a_passage_and_never_leave_nothing_of_it() {
        let (study, transcript) = made(&[("told me, um, to", BracketPlace::Instead, "...")]);
        assert_eq!(printed(&study, transcript, of("Mary told me, um, to sing")), "Mary […] sing");
        assert_eq!(printed(&study, transcript, of("told me")), "told me");
    }
}
