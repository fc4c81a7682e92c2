//! Coded passages with who said them and what stands around them.

use crate::{
    study::{Code, Coder, Coding, Exemplar, Id, Level, Study, Valence},
    text::{Span, words_around},
};

/// A coded passage, ready to be read away from its transcript.
#[derive(Clone, Debug, PartialEq)]
pub struct Quotation {
    pub coding: Id<Coding>,
    pub code: Id<Code>,
    pub coder: Id<Coder>,
    /// The words coded.
    pub words: String,
    /// What stands before and after in the same turn, cut to about 120 characters on each side.
    pub before: String,
    pub after: String,
    /// "Participant 3, Focus Group 5".
    pub attribution: String,
    /// Whether a moderator speaks at its start.
    pub moderator: bool,
    pub valence: Option<Valence>,
    pub level: Option<Level>,
    pub contradicts: bool,
    pub memo: String,
    /// Whether its code has exactly these words among its examples.
    pub example: bool,
}

/// How much of the turn is shown on each side, in bytes before snapping to words.
const CONTEXT: usize = 120;

/// One coding as a quotation; `None` where it points at nothing.
pub fn quotation(study: &Study, coding: &Coding) -> Option<Quotation> {
    let text = study.text(coding.transcript);
    let words = coding.span.of(text)?;
    let transcript = study.get(coding.transcript)?;
    let turn = transcript.turn_at(coding.span.start).map(|(_, turn)| turn);
    let bounds = turn.map_or(coding.span, |turn| Span {
        start: turn.span.start.min(coding.span.start),
        end: turn.span.end.max(coding.span.end),
    });
    let (before, after) = words_around(text, coding.span, bounds, CONTEXT);
    let speaker = turn.and_then(|turn| turn.speaker).and_then(|id| study.get(id));
    Some(Quotation {
        coding: coding.id,
        code: coding.code,
        coder: coding.coder,
        words: words.to_owned(),
        before,
        after,
        attribution: study.attribution(coding.transcript, coding.span.start),
        moderator: speaker.is_some_and(|speaker| speaker.moderator),
        valence: coding.valence,
        level: coding.level,
        contradicts: coding.contradicts,
        memo: coding.memo.clone(),
        example: study.get(coding.code).is_some_and(|code| {
            let same = |one: &Exemplar| (one.transcript, one.span) == (coding.transcript, coding.span);
            code.exemplars.iter().any(same)
        }),
    })
}

/// The quotations of some codes in the order of transcripts and reading, those of one coder or of all.
pub fn quotations(study: &Study, codes: &[Id<Code>], coder: Option<Id<Coder>>) -> Vec<Quotation> {
    let mut codings: Vec<&Coding> = codes.iter().flat_map(|&code| study.codings_with(code)).collect();
    codings.retain(|coding| coder.is_none_or(|coder| coding.coder == coder));
    codings.sort_by_key(|coding| {
        let order = study.get(coding.transcript).map_or(0, |transcript| transcript.order);
        (order, coding.transcript, coding.span, coding.id)
    });
    codings.into_iter().filter_map(|coding| quotation(study, coding)).collect()
}
