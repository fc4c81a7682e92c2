//! The author's own words in quotations: put in square brackets wherever the passage is printed. The transcript stays as it
//! was said.

use super::{Declined, Planned, found, wording::place_of};
use crate::{
    journal::{Change, Entry, Stamp},
    operations::elide,
    study::{Bracket, BracketPlace, Id, Study, Transcript, Wrapped},
    text::{Span, boundaries},
};

/// Puts the author's words by a passage of a transcript: instead of its words (none for words left out), before or after
/// them. What stood on the same words in the same way gives way.
pub fn put_bracket(
    study: &Study,
    stamp: &Stamp,
    transcript: Id<Transcript>,
    span: Span,
    place: BracketPlace,
    words: &str,
) -> Planned {
    found(study, transcript)?;
    let text = study.text(transcript);
    let span = boundaries::snap(text, span).trimmed(text);
    if span.is_empty() {
        return Err(Declined::Because("Choose the words that the brackets are to stand by first.".into()));
    }
    let words = bare(words);
    if words.is_empty() && place != BracketPlace::Instead {
        return Err(Declined::Because("Write what is to stand in the brackets first.".into()));
    }
    let bracket = Bracket { id: stamp.id(), transcript, span, place, words };
    let mut changes = Vec::new();
    for other in study.referring::<Bracket>(transcript.key()) {
        if other.place == place && other.span == span && other.words == bracket.words {
            return Err(Declined::Unchanged);
        }
        if clash(other, &bracket) {
            changes.push(Change::removed(other.clone().wrap()));
        }
    }
    let (where_, printed) = (place_of(study, transcript, span), bracket.printed());
    let said = elide(span.of(text).unwrap_or_default(), 40);
    let sentence = match (place, bracket.words.is_empty()) {
        (BracketPlace::Instead, true) => format!("Left “{said}” out of quotations at {where_}"),
        (BracketPlace::Instead, false) => format!("Put {printed} for “{said}” into quotations at {where_}"),
        (BracketPlace::Before, _) => format!("Put {printed} before “{said}” into quotations at {where_}"),
        (BracketPlace::After, _) => format!("Put {printed} after “{said}” into quotations at {where_}"),
    };
    changes.push(Change::made(bracket));
    Ok(Entry::new(stamp, sentence, changes))
}

/// Takes the author's words out again, so that what was said is printed.
pub fn take_bracket(study: &Study, stamp: &Stamp, bracket: Id<Bracket>) -> Planned {
    let bracket = found(study, bracket)?;
    let where_ = place_of(study, bracket.transcript, bracket.span);
    let sentence = format!("Took {} out of quotations at {where_}", bracket.printed());
    Ok(Entry::new(stamp, sentence, vec![Change::removed(bracket.clone().wrap())]))
}

/// Whether one takes the other's place: both print something instead of the same words, or both stand at the same edge.
fn clash(one: &Bracket, other: &Bracket) -> bool {
    match (one.place, other.place) {
        (BracketPlace::Instead, BracketPlace::Instead) => one.span.intersection(other.span).is_some(),
        (BracketPlace::Before, BracketPlace::Before) => one.span.start == other.span.start,
        (BracketPlace::After, BracketPlace::After) => one.span.end == other.span.end,
        _ => false,
    }
}

/// On one line, without brackets of its own: those are put round it. An ellipsis alone is words left out.
fn bare(words: &str) -> String {
    let words: String = words.chars().filter(|letter| !matches!(letter, '[' | ']')).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if matches!(words.as_str(), "…" | "...") { String::new() } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::{correct_words, fixture::Made};

    fn said() -> (Made, Id<Transcript>, impl Fn(&Made, &str) -> Span) {
        let mut made = Made::begun();
        let transcript = made.transcript("T", &[("P1", "Well, Mary told me to sing it helps")]);
        let span = move |made: &Made, words: &str| {
            let start = made.study.text(transcript).find(words).unwrap();
            Span { start, end: start + words.len() }
        };
        (made, transcript, span)
    }

    #[test]
    fn what_stands_in_brackets_is_put_and_taken_and_never_in_the_text() {
        let (mut made, transcript, span) = said();
        let (mary, before) = (span(&made, " Mary "), made.study.text(transcript).to_owned());
        let put = |words: &'static str| {
            move |study: &Study, stamp: &Stamp| {
                put_bracket(study, stamp, transcript, mary, BracketPlace::Instead, words)
            }
        };
        made.does(put("[the nurse]"));
        let last = made.entries.last().unwrap();
        assert_eq!(last.head.sentence, "Put [the nurse] for “Mary” into quotations at T, turn 1");
        let there = |made: &Made| made.study.brackets().map(Bracket::printed).collect::<Vec<_>>();
        assert_eq!(there(&made), ["[the nurse]"]);
        assert_eq!(put("the nurse")(&made.study, &made.stamp()), Err(Declined::Unchanged));
        made.does(put("a nurse"));
        assert_eq!(there(&made), ["[a nurse]"], "what stood on the words gave way");
        made.does(put("..."));
        assert_eq!(there(&made), ["[…]"]);
        let bracket = made.study.brackets().next().unwrap().id;
        made.does(|study, stamp| take_bracket(study, stamp, bracket));
        assert_eq!((there(&made).len(), made.study.text(transcript)), (0, before.as_str()));
        assert!(put_bracket(&made.study, &made.stamp(), transcript, mary, BracketPlace::Before, "[ ]").is_err());
    }

    #[test]
    fn brackets_move_with_their_words_and_go_with_them() {
        let (mut made, transcript, span) = said();
        let (mary, sing) = (span(&made, "Mary"), span(&made, "sing"));
        made.does(|study, stamp| put_bracket(study, stamp, transcript, mary, BracketPlace::Instead, "the nurse"));
        made.does(|study, stamp| put_bracket(study, stamp, transcript, sing, BracketPlace::After, "and"));
        let correct = |made: &mut Made, now: &str| {
            let (text, now) = (made.study.text(transcript).to_owned(), now.to_owned());
            let all = Span { start: 0, end: text.len() };
            made.does(|study, stamp| correct_words(study, stamp, transcript, all, &now).map(|one| one.entry));
        };
        correct(&mut made, "Mary told me to sing it helps");
        let words = |made: &Made| {
            let text = made.study.text(transcript);
            made.study.brackets().map(|one| one.span.of(text).unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(words(&made), ["Mary", "sing"]);
        correct(&mut made, "Mary told me it helps");
        assert_eq!(words(&made), ["Mary"]);
    }
}
