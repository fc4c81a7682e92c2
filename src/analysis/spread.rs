//! How codes spread: codings, speakers, groups. Moderators' words do not count.

use std::collections::{BTreeMap, BTreeSet};

use crate::study::{Code, Coding, Group, Id, Participant, Study, Transcript};

/// What stands behind a number of codings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    pub codings: usize,
    pub speakers: BTreeSet<Id<Participant>>,
    pub groups: BTreeSet<Id<Group>>,
    pub transcripts: BTreeSet<Id<Transcript>>,
}

impl Spread {
    fn add(&mut self, study: &Study, coding: &Coding) {
        let Some(transcript) = study.get(coding.transcript) else { return };
        let speakers = speakers_of(study, transcript, coding);
        if let Some(speakers) = speakers {
            self.codings += 1;
            self.speakers.extend(speakers);
            self.groups.extend(transcript.group);
            self.transcripts.insert(transcript.id);
        }
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
    for coding in study.codings() {
        let counted = match coder {
            Some(coder) => coding.coder == coder,
            None => Some(coding.coder) != consensus,
        };
        if counted {
            counts.own.entry(coding.code).or_default().add(study, coding);
        }
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

/// The spread of some codings.
pub fn spread_of<'a>(study: &Study, codings: impl IntoIterator<Item = &'a Coding>) -> Spread {
    let mut spread = Spread::default();
    codings.into_iter().for_each(|coding| spread.add(study, coding));
    spread
}
