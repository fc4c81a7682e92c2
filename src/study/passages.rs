//! The passages that records hold, and how they move with the text they stand in.

use std::sync::Arc;

use super::*;
use crate::text::Span;

impl Record {
    /// The record with each of its passages of a transcript put where `place` says; `None` where that changes nothing.
    pub fn with_passages(&self, transcript: Id<Transcript>, place: impl Fn(Span) -> Span) -> Option<Record> {
        let mut moved = false;
        let mut set = |span: &mut Span| {
            let there = place(*span);
            moved |= there != *span;
            *span = there;
        };
        let record = match self {
            Record::Coding(coding) if coding.transcript == transcript => {
                let mut coding = coding.as_ref().clone();
                set(&mut coding.span);
                Record::Coding(Arc::new(coding))
            }
            Record::Decision(decision) if decision.transcript == transcript => {
                let mut decision = decision.as_ref().clone();
                set(&mut decision.span);
                Record::Decision(Arc::new(decision))
            }
            Record::Bracket(bracket) if bracket.transcript == transcript => {
                let mut bracket = bracket.as_ref().clone();
                set(&mut bracket.span);
                Record::Bracket(Arc::new(bracket))
            }
            Record::Memo(memo) => {
                let mut memo = memo.as_ref().clone();
                if let Some(Anchor::Passage(on, span)) = &mut memo.anchor
                    && *on == transcript
                {
                    set(span);
                }
                Record::Memo(Arc::new(memo))
            }
            Record::Code(code) => {
                let mut code = code.as_ref().clone();
                let here = code.exemplars.iter_mut().filter(|exemplar| exemplar.transcript == transcript);
                here.for_each(|exemplar| set(&mut exemplar.span));
                Record::Code(Arc::new(code))
            }
            Record::Transcript(record) if record.id == transcript => {
                let mut record = record.as_ref().clone();
                record.turns.iter_mut().for_each(|turn| set(&mut turn.span));
                Record::Transcript(Arc::new(record))
            }
            _ => return None,
        };
        moved.then_some(record)
    }
}

impl Study {
    /// The records that hold passages of a transcript, or may: the transcript and whatever points at it.
    pub fn holding_passages(&self, transcript: Id<Transcript>) -> Vec<Key> {
        let mut keys = self.referrers(transcript.key());
        keys.push(transcript.key());
        keys
    }

    /// Replaces `removed` at byte `at` of a transcript's text by `inserted`, and moves every passage of it along
    /// (`Span::through_splice`). False, and nothing changed, where `removed` does not stand there.
    ///
    /// Where a whole text comes in or goes out, nothing moves: records with passages come after it and go before it.
    pub(crate) fn splice(&mut self, transcript: Id<Transcript>, at: usize, removed: &str, inserted: &str) -> bool {
        let before = self.shared_text(transcript);
        let Some(after) = before.spliced(at, removed, inserted) else { return false };
        let corrected = !before.as_str().is_empty() && !after.as_str().is_empty();
        self.put_text(transcript, after);
        if corrected {
            let place = |span: Span| span.through_splice(at, removed.len(), inserted.len());
            for key in self.holding_passages(transcript) {
                if let Some(moved) = self.record(key).and_then(|record| record.with_passages(transcript, place)) {
                    // Whom it points at is as before, so the index stays.
                    self.put_in_table(moved);
                }
            }
        }
        true
    }
}
