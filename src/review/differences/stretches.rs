//! What one coder has of one code in a transcript: their codings, those that overlap taken as one.

use crate::{
    study::{Code, Coder, Coding, Id, Level, Study, Transcript, Valence},
    text::Span,
};

/// Codings of one coder with one code that overlap, as one. Those that only touch stay apart: where somebody put a boundary
/// is something they said (AGREEMENT, section 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub code: Id<Code>,
    /// Bytes of the transcript's text.
    pub span: Span,
    /// The codings it is made of, in reading order.
    pub codings: Vec<Id<Coding>>,
    /// What was said of valence and level, each once.
    pub qualities: Vec<(Option<Valence>, Option<Level>)>,
}

impl Stretch {
    fn of(coding: &Coding) -> Self {
        let qualities = vec![(coding.valence, coding.level)];
        Stretch { code: coding.code, span: coding.span, codings: vec![coding.id], qualities }
    }

    fn join(&mut self, coding: &Coding) {
        self.span.end = self.span.end.max(coding.span.end);
        self.codings.push(coding.id);
        let quality = (coding.valence, coding.level);
        if let Err(at) = self.qualities.binary_search(&quality) {
            self.qualities.insert(at, quality);
        }
    }
}

/// The stretches of two coders in a transcript, by code and then in reading order.
pub(super) fn of_both(
    study: &Study,
    transcript: Id<Transcript>,
    first: Id<Coder>,
    second: Id<Coder>,
) -> (Vec<Stretch>, Vec<Stretch>) {
    let (mut firsts, mut seconds) = (Vec::new(), Vec::new());
    for coding in study.referring::<Coding>(transcript.key()) {
        // A coder against themselves (codings at another time) is a matter of two studies, not of two coders.
        if coding.coder == first {
            firsts.push(coding);
        } else if coding.coder == second {
            seconds.push(coding);
        }
    }
    (joined(firsts), joined(seconds))
}

fn joined(mut codings: Vec<&Coding>) -> Vec<Stretch> {
    codings.sort_by_key(|coding| (coding.code, coding.span, coding.id));
    let mut stretches: Vec<Stretch> = Vec::with_capacity(codings.len());
    for coding in codings {
        match stretches.last_mut().filter(|last| last.code == coding.code && coding.span.start < last.span.end) {
            Some(last) => last.join(coding),
            None => stretches.push(Stretch::of(coding)),
        }
    }
    stretches
}
