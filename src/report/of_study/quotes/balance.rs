//! Who is quoted how often: every participant, those never quoted among them.

use std::collections::HashMap;

use super::QuoteOptions;
use super::gather::{gather, printed};
use crate::study::{Id, Participant, Study};

/// A participant's part in the quotations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    pub participant: String,
    pub group: String,
    /// Passages that begin with this participant's words.
    pub quotations: usize,
    /// Words of these passages.
    pub words: usize,
}

/// Every participant's part, in the order of groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    pub voices: Vec<Voice>,
}

impl Balance {
    /// A participant's share of the quotations and of the words, in hundredths, rounded half up.
    pub fn shares(&self, voice: &Voice) -> [f64; 2] {
        let all = |of: fn(&Voice) -> usize| self.voices.iter().map(of).sum::<usize>().max(1) as f64;
        let share = |part: usize, all: f64| (100.0 * part as f64 / all + 0.5).floor();
        [share(voice.quotations, all(|one| one.quotations)), share(voice.words, all(|one| one.words))]
    }

    /// The participant who supplies more than a quarter of the quotations, where there are more than four who could.
    pub fn loudest(&self) -> Option<&Voice> {
        let all: usize = self.voices.iter().map(|voice| voice.quotations).sum();
        let loudest = self.voices.iter().max_by_key(|voice| voice.quotations)?;
        (self.voices.len() > 4 && loudest.quotations * 4 > all).then_some(loudest)
    }
}

/// Who is quoted how often in the book that the options describe.
pub fn balance(study: &Study, options: &QuoteOptions) -> Balance {
    let mut counts: HashMap<Id<Participant>, (usize, usize)> = HashMap::new();
    let gathered = gather(study, options);
    for printed in printed(study, &gathered, options.most) {
        for passage in printed {
            let transcript = study.get(passage.transcript);
            let turn = transcript.and_then(|one| one.turn_at(passage.span.start));
            let Some(speaker) = turn.and_then(|(_, turn)| turn.speaker) else { continue };
            let words = passage.span.of(study.text(passage.transcript)).unwrap_or_default().split_whitespace().count();
            let count = counts.entry(speaker).or_default();
            count.0 += 1;
            count.1 += words;
        }
    }
    let mut voices = Vec::new();
    for group in study.groups_in_order() {
        for person in study.members_of(group.id).into_iter().filter(|person| !person.moderator) {
            let (quotations, words) = counts.get(&person.id).copied().unwrap_or_default();
            let (participant, group) = (person.label.clone(), group.label.clone());
            voices.push(Voice { participant, group, quotations, words });
        }
    }
    Balance { voices }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::fixture::Made;
    use crate::report::of_study::quotes::{Arrangement, quotation_book};

    #[test]
    fn where_some_are_printed_they_are_of_many_voices_and_the_book_says_of_how_many() {
        let mut made = Made::begun();
        made.code("Warm", None);
        let talks = [("T1", "one"), ("T2", "two"), ("T3", "three")];
        for (title, word) in talks {
            let turns = [("P1", format!("{word} a {word} b")), ("P2", format!("{word} c"))];
            let turns: Vec<(&str, &str)> = turns.iter().map(|(who, said)| (*who, said.as_str())).collect();
            made.transcript(title, &turns);
            for part in ["a", "b", "c"] {
                made.attach("Warm", &format!("{word} {part}"));
            }
        }
        let options = QuoteOptions { by: Arrangement::Code, most: 3, ..QuoteOptions::default() };
        let heard: Vec<usize> = balance(&made.study, &options).voices.iter().map(|voice| voice.quotations).collect();
        assert_eq!((heard.iter().sum::<usize>(), heard.iter().max()), (3, Some(&1)), "{heard:?}");
        let groups: Vec<bool> = heard.chunks(2).map(|group| group.iter().sum::<usize>() == 1).collect();
        assert_eq!(groups, [true, true, true], "one of each talk: {heard:?}");
        let text = crate::report::markdown(&quotation_book(&made.study, &options), "").text;
        assert!(text.contains("3 of 9 coded passages") && text.contains("6 more passages are coded"), "{text}");
    }
}
