//! Which passages are printed as examples: those pinned to a code, else as many speakers and groups as there are
//! examples.

use std::collections::HashSet;

use super::options::ManualOptions;
use crate::analysis::pieces;
use crate::report::of_study::attribution::attribution;
use crate::report::of_study::quotes::in_italics;
use crate::report::tree::{CellContent, Quotation};
use crate::study::{Code, Coding, ExampleKind, Exemplar, Group, Id, Participant, Study, Transcript};
use crate::text::Span;

/// Passages longer than this many bytes are not chosen where a shorter one is there.
const READABLE: usize = 420;

/// Examples as the options ask for them.
#[derive(Clone, Copy)]
pub(super) struct Examples<'a> {
    pub(super) study: &'a Study,
    pub(super) options: &'a ManualOptions,
}

/// A passage that is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    pub(super) transcript: Id<Transcript>,
    pub(super) span: Span,
    pub(super) near_miss: bool,
}

/// A passage with what tells it from others.
struct Said<'a> {
    coding: &'a Coding,
    words: &'a str,
    speaker: Option<Id<Participant>>,
    group: Option<Id<Group>>,
}

impl<'a> Examples<'a> {
    /// Up to `most` quotations by participants, each from another group and speaker as far as there are others; those of
    /// readable length first.
    pub(super) fn chosen(&self, codings: &[&'a Coding], most: usize) -> Vec<Quotation> {
        self.passages(codings, most).into_iter().filter_map(|passage| self.quotation(passage)).collect()
    }

    /// The passages of [`Examples::chosen`].
    pub(super) fn passages(&self, codings: &[&'a Coding], most: usize) -> Vec<Passage> {
        let mut said: Vec<Said<'_>> = codings.iter().filter_map(|coding| self.said(coding)).collect();
        said.sort_by_key(|one| one.words.len() > READABLE);
        let mut chosen: Vec<&Said<'_>> = Vec::new();
        let (mut speakers, mut groups) = (HashSet::new(), HashSet::new());
        for by_group in [true, false] {
            for one in &said {
                if chosen.len() == most {
                    break;
                }
                let repeats = chosen.iter().any(|other| other.words == one.words);
                let fresh = !by_group || !groups.contains(&one.group);
                if !repeats && fresh && !speakers.contains(&one.speaker) {
                    speakers.insert(one.speaker);
                    groups.insert(one.group);
                    chosen.push(one);
                }
            }
        }
        let passage =
            |one: &Said<'_>| Passage { transcript: one.coding.transcript, span: one.coding.span, near_miss: false };
        chosen.into_iter().map(passage).collect()
    }

    fn said(&self, coding: &'a Coding) -> Option<Said<'a>> {
        let words = coding.span.of(self.study.text(coding.transcript))?.trim();
        let transcript = self.study.get(coding.transcript)?;
        let speaker = transcript.turn_at(coding.span.start).and_then(|(_, turn)| self.study.get_opt(turn.speaker));
        let by_moderator = speaker.is_some_and(|speaker| speaker.moderator);
        (!by_moderator && !words.is_empty()).then_some(Said {
            coding,
            words,
            speaker: speaker.map(|speaker| speaker.id),
            group: transcript.group,
        })
    }

    fn quotation(&self, passage: Passage) -> Option<Quotation> {
        let words = in_italics(&pieces(self.study, passage.transcript, passage.span));
        let from = attribution(self.study, passage.transcript, passage.span.start, &self.options.attribution);
        let attribution = (!from.is_empty()).then_some(from);
        Some(Quotation { text: words, attribution, near_miss: passage.near_miss })
    }

    /// The passages pinned to a code; where there are none, the first ones coded with it.
    pub(super) fn of_code(&self, code: &Code) -> Vec<CellContent> {
        let passages = self.passages_of(code).into_iter();
        passages.filter_map(|passage| self.quotation(passage)).map(CellContent::from).collect()
    }

    /// The passages of [`Examples::of_code`].
    pub(super) fn passages_of(&self, code: &Code) -> Vec<Passage> {
        let most = self.options.quotations;
        let pinned = |exemplar: &Exemplar| Passage {
            transcript: exemplar.transcript,
            span: exemplar.span,
            near_miss: exemplar.kind == ExampleKind::NearMiss,
        };
        let (misses, mut printed): (Vec<Passage>, Vec<Passage>) =
            code.exemplars.iter().map(pinned).partition(|passage| passage.near_miss);
        printed.truncate(most);
        if printed.is_empty() {
            let consensus = self.study.consensus().map(|coder| coder.id);
            let mut codings = self.study.codings_with(code.id);
            codings.retain(|coding| Some(coding.coder) != consensus);
            printed = self.passages(&codings, most.min(2));
        }
        if self.options.near_misses {
            printed.extend(misses.into_iter().take(1));
        }
        printed
    }
}
