//! Who is quoted how often: every participant, those never quoted among them.

use std::collections::HashMap;

use super::QuoteOptions;
use super::gather::gather;
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
    for under in gather(study, options) {
        let most = if options.most == 0 { usize::MAX } else { options.most };
        for passage in under.passages.iter().take(most) {
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
