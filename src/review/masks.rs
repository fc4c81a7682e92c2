//! Records that a coder sees without some of what is in them; and what they altered there put back into the whole record.

use std::{collections::HashSet, sync::Arc};

use super::Blind;
use crate::study::{Anchor, Code, Coding, Exemplar, Key, Record, Study};

/// What a blind coder's records are seen without. `gone` are the records that they do not see at all.
pub(super) struct Masks<'m> {
    pub blind: &'m Blind,
    pub study: &'m Study,
    pub gone: &'m HashSet<Key>,
}

impl Masks<'_> {
    /// The records of the study that are seen otherwise than they are.
    pub fn records(&self) -> Vec<Record> {
        let mut found: Vec<Record> = Vec::new();
        let codes = self.study.codes().filter(|code| !code.exemplars.is_empty() && !self.gone.contains(&code.id.key()));
        let codes = codes.map(|code| code.id.key());
        let themes = self.study.themes().map(|theme| theme.id.key());
        let coders = self.study.coders().map(|coder| coder.id.key());
        let memos = self.study.memos().map(|memo| memo.id.key()).filter(|key| !self.gone.contains(key));
        for record in codes.chain(themes).chain(coders).chain(memos).filter_map(|key| self.study.record(key)) {
            let masked = self.masked(&record);
            if masked != record {
                found.push(masked);
            }
        }
        found
    }

    /// A record as it is seen: a code without examples that may come from others' codings, a theme without codes that are
    /// not seen, another coder without pinned codes, a memo without an anchor that is not seen.
    pub fn masked(&self, record: &Record) -> Record {
        let mut record = record.clone();
        match &mut record {
            Record::Code(code) if code.exemplars.iter().any(|one| self.hides_example(code, one)) => {
                let whole = code.clone();
                Arc::make_mut(code).exemplars.retain(|one| !self.hides_example(&whole, one));
            }
            Record::Theme(theme) if theme.codes.iter().any(|code| self.blind.codes.contains(code)) => {
                Arc::make_mut(theme).codes.retain(|code| !self.blind.codes.contains(code));
            }
            Record::Coder(coder) if !coder.pins.is_empty() && !self.blind.is_own(coder.id) => {
                Arc::make_mut(coder).pins.clear();
            }
            Record::Memo(memo) => {
                let anchored = match memo.anchor {
                    Some(Anchor::Record(key)) => key,
                    _ => return record,
                };
                let hidden = self.gone.contains(&anchored)
                    || self.study.record(anchored).is_some_and(|it| self.blind.hides(self.study, &it));
                if hidden {
                    Arc::make_mut(memo).anchor = None;
                }
            }
            _ => {}
        }
        record
    }

    /// Whose coding an example was is not recorded: on a blind transcript it is shown only to whoever coded it so.
    fn hides_example(&self, code: &Code, example: &Exemplar) -> bool {
        let own = |coding: &Coding| {
            self.blind.is_own(coding.coder) && (coding.transcript, coding.span) == (example.transcript, example.span)
        };
        self.blind.transcripts.contains(&example.transcript) && !self.study.referring::<Coding>(code.id.key()).any(own)
    }
}

/// The whole record after somebody who saw it masked (`seen`) made `after` of it: what they did not see stays.
pub(super) fn restored(whole: &Record, seen: &Record, after: &Record) -> Record {
    let mut restored = after.clone();
    match (whole, seen, &mut restored) {
        (Record::Code(whole), Record::Code(seen), Record::Code(after)) => {
            let exemplars = with_unseen(&whole.exemplars, &seen.exemplars, &after.exemplars);
            Arc::make_mut(after).exemplars = exemplars;
        }
        (Record::Theme(whole), Record::Theme(seen), Record::Theme(after)) => {
            let codes = with_unseen(&whole.codes, &seen.codes, &after.codes);
            Arc::make_mut(after).codes = codes;
        }
        (Record::Coder(whole), Record::Coder(seen), Record::Coder(after)) => {
            let unseen = whole.pins.iter().filter(|(key, _)| !seen.pins.contains_key(key));
            let after = Arc::make_mut(after);
            for (&key, &code) in unseen {
                after.pins.entry(key).or_insert(code);
            }
        }
        (Record::Memo(whole), Record::Memo(seen), Record::Memo(after)) if after.anchor == seen.anchor => {
            Arc::make_mut(after).anchor.clone_from(&whole.anchor);
        }
        _ => {}
    }
    restored
}

/// A list that was altered by somebody who saw only a part of it: the rest stands at its end, or in its place where nothing
/// was altered.
fn with_unseen<T: Clone + PartialEq>(whole: &[T], seen: &[T], after: &[T]) -> Vec<T> {
    if after == seen {
        return whole.to_vec();
    }
    let unseen = whole.iter().filter(|item| !seen.contains(item) && !after.contains(item));
    after.iter().chain(unseen).cloned().collect()
}
