//! Words of quotations that look like names: of people and places that should have been made pseudonyms.

use std::collections::HashSet;

use super::checks::{Concern, ConcernKind};
use crate::study::{Id, Study, Transcript};
use crate::text::Span;

/// What is known of the study's words.
pub(super) struct Names<'a> {
    study: &'a Study,
    /// Words that somebody's words have with a small letter: with a capital they may only begin something.
    small: HashSet<&'a str>,
}

impl<'a> Names<'a> {
    /// Reads all transcripts once.
    pub(super) fn of(study: &'a Study) -> Self {
        let texts = study.transcripts().map(|transcript| study.text(transcript.id));
        let words = texts.flat_map(|text| text.split(|letter: char| !letter.is_alphabetic()));
        let small = words.filter(|word| word.chars().next().is_some_and(char::is_lowercase)).collect();
        Names { study, small }
    }

    /// What to look at in a quotation, if anything.
    pub(super) fn concern(&self, (transcript, span): (Id<Transcript>, Span)) -> Option<Concern> {
        let names = self.found(span.of(self.study.text(transcript))?);
        if names.is_empty() {
            return None;
        }
        let place = self.study.attribution(transcript, span.start);
        let words: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
        Some(Concern {
            kind: ConcernKind::Name,
            record: transcript.key(),
            passage: Some((transcript, span)),
            sentence: format!("{} in a printed quotation may name somebody or a place: {place}.", words.join(", ")),
        })
    }

    /// Words with a capital within a sentence that are no beginning, no short form and no name of a month or day.
    fn found<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let mut names = Vec::new();
        let (mut begins, mut may_begin, mut bracketed) = (true, false, false);
        for word in text.split_whitespace() {
            bracketed |= word.contains('[');
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let bare = bare.strip_suffix("’s").or(bare.strip_suffix("'s")).unwrap_or(bare);
            let capital = bare.chars().next().is_some_and(char::is_uppercase);
            // After a comma or something in brackets, other people's words may begin.
            let beginning = begins || may_begin && self.is_a_word(bare);
            let quoted = word.starts_with(['“', '‘', '"', '\'']);
            if capital && !beginning && !bracketed && !quoted && !self.is_known(bare) {
                names.push(bare);
            }
            may_begin = word.ends_with([',', ']']);
            if word.contains(']') {
                bracketed = false;
            }
            begins = word.ends_with(['.', '!', '?', ':', '…', '–', '—', '”', '’', '"']) || quoted && bare.is_empty();
        }
        names.dedup();
        names
    }

    /// Whether it is a word like any other, with an ending that is left off: "They’d".
    fn is_a_word(&self, word: &str) -> bool {
        let stem = word.split(['’', '\'']).next().unwrap_or_default();
        self.small.contains(stem.to_lowercase().as_str())
    }

    /// Short forms (GPs too), months and days, and what people and groups are called in the study.
    fn is_known(&self, word: &str) -> bool {
        let one = word.strip_suffix('s').unwrap_or(word);
        let short_form = |word: &str| word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let own = word.starts_with("I’") || word.starts_with("I'");
        let known = |word: &str| KNOWN.contains(&word) || is_label(self.study, word);
        short_form(word) || short_form(one) || own || known(word) || known(one)
    }
}

/// Words with a capital that name nobody.
const KNOWN: [&str; 35] = [
    "I",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Christmas",
    "Easter",
    "English",
    "Welsh",
    "Scottish",
    "Irish",
    "British",
    "French",
    "German",
    "Spanish",
    "Italian",
    "European",
    "Covid",
    "God",
    "Lord",
];

fn is_label(study: &Study, word: &str) -> bool {
    study.participants().any(|person| person.label.split_whitespace().any(|part| part == word))
        || study.groups().any(|group| group.label.split_whitespace().any(|part| part == word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::fixture::Made;

    #[test]
    fn names_are_told_from_what_others_said_short_forms_and_days() {
        let mut made = Made::begun();
        made.transcript("Focus Group 1", &[("Participant 1", "they can all come, and she may sing there")]);
        let names = Names::of(&made.study);
        for (text, found) in [
            ("We told Sarah about it", vec!["Sarah"]),
            ("She said, All of you can come. [laughs] They did, on Saturdays, and the GPs too", vec![]),
            ("People said, Can they? And I’d say, They can", vec![]),
            ("We met in Conwy’s hall, with Will and “She” there", vec!["Conwy", "Will"]),
            ("it was [Sarah Jones] who did it", vec![]),
        ] {
            assert_eq!(names.found(text), found, "{text}");
        }
    }
}
