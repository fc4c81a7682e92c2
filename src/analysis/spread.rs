//! How codes spread: codings, speakers, groups. Moderators' words do not count.

use std::collections::{BTreeMap, BTreeSet};

use super::themes::extracts_of;
use crate::study::{Code, Coding, Group, Id, Participant, Study, Transcript};

/// What stands behind a number of codings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// Passages: where one coder attached one code twice to overlapping words, that is one ([`count_codes`]); or extracts,
    /// where the same words count once whoever coded them ([`count_extracts`]).
    pub codings: usize,
    pub speakers: BTreeSet<Id<Participant>>,
    pub groups: BTreeSet<Id<Group>>,
    pub transcripts: BTreeSet<Id<Transcript>>,
}

impl Spread {
    /// The spread of codings with one code.
    fn of_one_code(study: &Study, mut codings: Vec<&Coding>) -> Self {
        codings.sort_by_key(|coding| (coding.coder, coding.transcript, coding.span));
        let mut spread = Spread::default();
        let mut reached: Option<(&Coding, usize)> = None;
        for coding in codings {
            let Some(transcript) = study.get(coding.transcript) else { continue };
            let Some(speakers) = speakers_of(study, transcript, coding) else { continue };
            spread.speakers.extend(speakers);
            spread.groups.extend(transcript.group);
            spread.transcripts.insert(transcript.id);
            let same = |other: &Coding| (other.coder, other.transcript) == (coding.coder, coding.transcript);
            let end = reached.filter(|(other, end)| same(other) && coding.span.start <= *end).map(|(_, end)| end);
            spread.codings += usize::from(end.is_none());
            reached = Some((coding, end.unwrap_or_default().max(coding.span.end)));
        }
        spread
    }

    fn absorb(&mut self, other: &Spread) {
        self.codings += other.codings;
        self.speakers.extend(&other.speakers);
        self.groups.extend(&other.groups);
        self.transcripts.extend(&other.transcripts);
    }
}

/// The participants heard in a coding; `None` where only moderators are.
fn speakers_of(study: &Study, transcript: &Transcript, coding: &Coding) -> Option<Vec<Id<Participant>>> {
    let mut heard = Vec::new();
    let mut only_moderators = false;
    for (_, turn) in transcript.turns_in(coding.span) {
        match turn.speaker.and_then(|id| study.get(id)) {
            Some(speaker) if speaker.moderator => only_moderators = true,
            Some(speaker) => heard.push(speaker.id),
            None => {}
        }
    }
    (!heard.is_empty() || !only_moderators).then_some(heard)
}

/// The participants heard in a coding; `None` where only moderators are.
pub(super) fn heard(study: &Study, coding: &Coding) -> Option<Vec<Id<Participant>>> {
    speakers_of(study, study.get(coding.transcript)?, coding)
}

/// Every code's own spread, and with the codes under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    own: BTreeMap<Id<Code>, Spread>,
    with_below: BTreeMap<Id<Code>, Spread>,
}

impl Counts {
    /// A code by itself.
    pub fn own(&self, code: Id<Code>) -> Option<&Spread> {
        self.own.get(&code)
    }

    /// A code with all under it. Speakers and groups count once, however many codes they are under.
    pub fn with_below(&self, code: Id<Code>) -> Option<&Spread> {
        self.with_below.get(&code)
    }
}

/// Counts all codes at once, for one coder or for all but the consensus layer.
pub fn count_codes(study: &Study, coder: Option<Id<crate::study::Coder>>) -> Counts {
    let consensus = study.consensus().map(|coder| coder.id);
    let mut counts = Counts::default();
    let mut codings: BTreeMap<Id<Code>, Vec<&Coding>> = BTreeMap::new();
    for coding in study.codings() {
        let counted = match coder {
            Some(coder) => coding.coder == coder,
            None => Some(coding.coder) != consensus,
        };
        if counted {
            codings.entry(coding.code).or_default().push(coding);
        }
    }
    for (code, codings) in codings {
        counts.own.insert(code, Spread::of_one_code(study, codings));
    }
    for (_, code) in study.code_tree().into_iter().rev() {
        let mut sum = counts.own.get(&code.id).cloned().unwrap_or_default();
        for child in study.codes_under(Some(code.id)) {
            if let Some(below) = counts.with_below.get(&child.id) {
                sum.absorb(below);
            }
        }
        counts.with_below.insert(code.id, sum);
    }
    counts
}

/// Counts extracts, which is what is printed of a code: words that overlap are one, whoever coded them with whichever code
/// below, as themes and the figure count them ([`extracts_of`]).
pub fn count_extracts(study: &Study) -> Counts {
    let spread = |codes: Vec<Id<Code>>| {
        let extracts = extracts_of(study, codes);
        Spread {
            codings: extracts.count(),
            speakers: extracts.speakers.iter().map(|(speaker, _)| *speaker).collect(),
            groups: extracts.groups.iter().map(|(group, _)| *group).collect(),
            transcripts: extracts.all().map(|one| one.transcript).collect(),
        }
    };
    let mut counts = Counts::default();
    for code in study.codes() {
        counts.own.insert(code.id, spread(vec![code.id]));
        counts.with_below.insert(code.id, spread(study.code_and_below(code.id)));
    }
    counts
}

/// The spread of some codings, with whatever codes.
pub fn spread_of<'a>(study: &Study, codings: impl IntoIterator<Item = &'a Coding>) -> Spread {
    let mut by_code: BTreeMap<Id<Code>, Vec<&Coding>> = BTreeMap::new();
    for coding in codings {
        by_code.entry(coding.code).or_default().push(coding);
    }
    let mut spread = Spread::default();
    by_code.into_values().for_each(|codings| spread.absorb(&Spread::of_one_code(study, codings)));
    spread
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::fixture::Made;

    #[test]
    fn a_code_attached_twice_by_one_coder_to_overlapping_words_counts_once_and_by_two_coders_twice() {
        let mut made = Made::begun();
        made.transcript("T", &[("P1", "one two three four five")]);
        let code = made.code("C", None);
        for words in ["one two", "two three", "five"] {
            made.attach("C", words);
        }
        let ana = made.by;
        let ben = made.coder("Ben");
        made.attach("C", "one two");
        let codings = |coder| count_codes(&made.study, coder).with_below(code).map_or(0, |spread| spread.codings);
        assert_eq!((codings(None), codings(ana), codings(Some(ben))), (3, 2, 1));
    }

    #[test]
    fn what_two_coders_or_two_codes_below_have_on_the_same_words_is_one_extract() {
        let mut made = Made::begun();
        made.transcript("T", &[("P1", "one two three four five")]);
        let above = made.code("Above", None);
        let code = made.code("C", Some("Above"));
        made.code("D", Some("Above"));
        made.attach("C", "one two");
        made.attach("D", "two three");
        made.coder("Ben");
        made.attach("C", "one");
        made.attach("C", "five");
        let (extracts, codings) = (count_extracts(&made.study), count_codes(&made.study, None));
        let of = |counts: &Counts, code| counts.with_below(code).map_or(0, |spread| spread.codings);
        assert_eq!((of(&extracts, code), of(&extracts, above)), (2, 2));
        assert_eq!((of(&codings, code), of(&codings, above)), (3, 4));
        assert_eq!(extracts.own(above).map(|spread| spread.codings), Some(0));
    }
}
