//! That whatever comes over finds what it points at.

use std::collections::HashSet;

use super::{conflicts::called, plan::LeftOut, weigh::Weighing};
use crate::{
    journal::Change,
    operations::without,
    study::{Code, Key, Mention, Record, Study, Wrapped},
};

impl<'w> Weighing<'w, '_> {
    /// What comes over must find what it points at: a code that was removed here meanwhile comes back as a proposal, what only
    /// names something that is not here goes without it, and what cannot stand alone is left out.
    pub(super) fn what_new_records_need(&mut self) {
        // First the codes, because bringing one back may ask for another.
        while let Some(code) = self.plan.made.iter().find_map(|record| self.code_wanted(record)) {
            self.plan.back_again.push(code.name.clone());
            let proposal = self.proposal(code);
            self.plan.make(proposal.wrap());
        }
        let mut made = std::mem::take(&mut self.plan.made);
        loop {
            // What is left out may be what another stands on.
            let count = made.len();
            let there: HashSet<Key> = made.iter().map(Record::key).collect();
            made = made.into_iter().filter_map(|record| self.standing(record, &there)).collect();
            if made.len() == count {
                break;
            }
        }
        let there: HashSet<Key> = made.iter().map(Record::key).collect();
        self.plan.made = made;
        for change in std::mem::take(&mut self.plan.altered) {
            let Change::Record { before: Some(before), after: Some(after) } = change else { continue };
            if let Some(after) = self.standing(after, &there) {
                self.plan.alter(before, after);
            }
        }
        for conflict in &mut self.plan.conflicts {
            let Some(Change::Record { after: Some(after), .. }) = &mut conflict.taking else { continue };
            match mended(self.here, after.clone(), &there) {
                Some(standing) => *after = standing,
                None => conflict.taking = None,
            }
        }
    }

    /// The code of a coding that comes over, where it is in the copy and neither here nor coming along.
    fn code_wanted(&self, record: &Record) -> Option<&'w Code> {
        let Record::Coding(coding) = record else { return None };
        let coming = self.plan.made.iter().any(|record| record.key() == coding.code.key());
        if coming || self.here.get(coding.code).is_some() { None } else { self.there.get(coding.code) }
    }

    fn standing(&mut self, record: Record, made: &HashSet<Key>) -> Option<Record> {
        let named = called(self.there, &record);
        let standing = mended(self.here, record, made);
        if standing.is_none() {
            self.plan.left_out.push(LeftOut::NothingToStandOn(named));
        }
        standing
    }
}

/// A record without what it points at that is neither here nor made; `None` where it cannot stand without it.
fn mended(here: &Study, record: Record, made: &HashSet<Key>) -> Option<Record> {
    let mut missing = Vec::new();
    record.mentions(&mut |mention| {
        if let Mention::Record(key) = mention
            && here.record(key).is_none()
            && !made.contains(&key)
        {
            missing.push(key);
        }
    });
    missing.into_iter().try_fold(record, |record, key| without(&record, key))
}
