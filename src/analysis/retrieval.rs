//! Retrieval by a query: which codings are wanted, by code, by what else is coded there, by who spoke and who coded.

use std::collections::{BTreeSet, HashMap};

use crate::{
    study::{Code, Coder, Coding, Group, Id, Level, Participant, Study, Transcript, Valence},
    text::Intervals,
};

/// Which codings are wanted. What is empty or `None` does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Wanted {
    /// Codings with any of these; none: with any code at all.
    pub codes: Vec<Id<Code>>,
    /// Of `codes`, `also` and `without`: whether the codes below count as them.
    pub with_below: bool,
    /// Only where each of these is attached, by whomever, to at least one letter of the same words.
    pub also: Vec<Id<Code>>,
    /// Only where none of these is attached to any letter of the words.
    pub without: Vec<Id<Code>>,
    pub coder: Option<Id<Coder>>,
    pub group: Option<Id<Group>>,
    pub transcript: Option<Id<Transcript>>,
    pub speaker: Option<Id<Participant>>,
    pub valence: Option<Valence>,
    pub level: Option<Level>,
    /// Only those marked as contradicting.
    pub contradicts: bool,
    /// Moderators' words, too.
    pub moderators: bool,
}

impl Wanted {
    /// Whether anything but the code narrows it.
    pub fn narrows(&self) -> bool {
        let open =
            Wanted { codes: self.codes.clone(), with_below: self.with_below, moderators: true, ..Wanted::default() };
        Wanted { moderators: true, ..self.clone() } != open
    }

    /// Whether a coding is wanted for what it is itself; what overlaps it is not looked at.
    fn fits(&self, study: &Study, codes: &BTreeSet<Id<Code>>, coding: &Coding) -> bool {
        let transcript = || study.get(coding.transcript);
        let speaks = |speaker: Id<Participant>| {
            transcript().is_some_and(|one| one.turns_in(coding.span).any(|(_, turn)| turn.speaker == Some(speaker)))
        };
        (codes.is_empty() || codes.contains(&coding.code))
            && self.coder.is_none_or(|coder| coding.coder == coder)
            && self.transcript.is_none_or(|transcript| coding.transcript == transcript)
            && self.group.is_none_or(|group| transcript().is_some_and(|one| one.group == Some(group)))
            && self.valence.is_none_or(|valence| coding.valence == Some(valence))
            && self.level.is_none_or(|level| coding.level == Some(level))
            && (!self.contradicts || coding.contradicts)
            && self.speaker.is_none_or(speaks)
            && (self.moderators || super::spread::heard(study, coding).is_some())
    }
}

/// The codings wanted, in the order of transcripts and reading; of those that begin together the longest first.
pub fn retrieve<'a>(study: &'a Study, wanted: &Wanted) -> Vec<&'a Coding> {
    let all_of = |codes: &[Id<Code>]| -> BTreeSet<Id<Code>> {
        match wanted.with_below {
            true => codes.iter().flat_map(|&code| study.code_and_below(code)).collect(),
            false => codes.iter().copied().collect(),
        }
    };
    let codes = all_of(&wanted.codes);
    let candidates: Vec<&Coding> = match codes.is_empty() {
        true => study.codings().collect(),
        false => codes.iter().flat_map(|code| study.referring::<Coding>(code.key())).collect(),
    };
    let mut found: Vec<&Coding> = candidates.into_iter().filter(|coding| wanted.fits(study, &codes, coding)).collect();
    for &code in &wanted.also {
        let there = Places::of(study, &all_of(&[code]));
        found.retain(|coding| there.overlap(coding));
    }
    let kept_out = Places::of(study, &all_of(&wanted.without));
    found.retain(|coding| !kept_out.overlap(coding));
    found.sort_by_cached_key(|coding| {
        let order = study.get(coding.transcript).map_or(0, |transcript| transcript.order);
        (order, coding.transcript, coding.span.start, std::cmp::Reverse(coding.span.end), coding.id)
    });
    found
}

/// Where some codes are attached.
struct Places(HashMap<Id<Transcript>, Intervals>);

impl Places {
    fn of(study: &Study, codes: &BTreeSet<Id<Code>>) -> Self {
        let mut spans: HashMap<Id<Transcript>, Vec<_>> = HashMap::new();
        for coding in codes.iter().flat_map(|code| study.referring::<Coding>(code.key())) {
            spans.entry(coding.transcript).or_default().push(coding.span);
        }
        Places(spans.into_iter().map(|(transcript, spans)| (transcript, Intervals::new(spans))).collect())
    }

    fn overlap(&self, coding: &Coding) -> bool {
        self.0.get(&coding.transcript).is_some_and(|spans| !spans.overlapping(coding.span).is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::fixture::Made;

    /// The moderator asks, P1 answers "we never have money", coded: Money on all of it, Never on "never", Asked on the
    /// moderator's words; Cash stands under Money, on "money".
    fn study() -> Study {
        let mut made = Made::begun();
        made.transcript("T", &[("Moderator", "moderator asks"), ("P1", "we never have money")]);
        for (name, under) in [("Money", None), ("Never", None), ("Asked", None), ("Cash", Some("Money"))] {
            made.code(name, under);
        }
        for (code, words) in
            [("Money", "we never have money"), ("Never", "never"), ("Asked", "asks"), ("Cash", "money")]
        {
            made.attach(code, words);
        }
        made.study
    }

    fn named(study: &Study, name: &str) -> Id<Code> {
        study.codes().find(|code| code.name == name).expect("a code").id
    }

    fn found(study: &Study, wanted: &Wanted) -> Vec<String> {
        let name = |coding: &&Coding| study.get(coding.code).map_or(String::new(), |code| code.name.clone());
        retrieve(study, wanted).iter().map(name).collect()
    }

    #[test]
    fn a_code_is_found_by_itself_or_with_those_below_it() {
        let study = study();
        let alone = Wanted { codes: vec![named(&study, "Money")], ..Wanted::default() };
        assert_eq!(found(&study, &alone), ["Money"]);
        assert_eq!(found(&study, &Wanted { with_below: true, ..alone }), ["Money", "Cash"]);
    }

    #[test]
    fn codes_are_found_where_another_is_attached_too_and_where_it_is_not() {
        let study = study();
        let money = Wanted { codes: vec![named(&study, "Money")], with_below: true, ..Wanted::default() };
        let never = vec![named(&study, "Never")];
        assert_eq!(found(&study, &Wanted { also: never.clone(), ..money.clone() }), ["Money"]);
        assert_eq!(found(&study, &Wanted { without: never, ..money }), ["Cash"]);
    }

    #[test]
    fn moderators_words_are_left_out_unless_asked_for() {
        let study = study();
        let all = Wanted::default();
        assert_eq!(found(&study, &all), ["Money", "Never", "Cash"]);
        assert_eq!(found(&study, &Wanted { moderators: true, ..all }), ["Asked", "Money", "Never", "Cash"]);
    }

    #[test]
    fn a_speaker_a_valence_and_a_level_narrow() {
        let study = study();
        let speaker = study.participants().find(|one| one.label == "P1").map(|one| one.id);
        let all = Wanted { moderators: true, ..Wanted::default() };
        assert_eq!(found(&study, &Wanted { speaker, ..all.clone() }).len(), 3);
        assert!(found(&study, &Wanted { valence: Some(Valence::Barrier), ..all.clone() }).is_empty());
        assert!(found(&study, &Wanted { level: Some(Level::Latent), ..all.clone() }).is_empty());
        assert!(Wanted { speaker, ..all.clone() }.narrows() && !all.narrows());
    }
}
