//! Records of a copy as they come over: a code as a proposal, a coder and a round but for what is the study's, a passage where
//! its words stand.

use std::sync::Arc;

use super::{
    conflicts::{Conflict, called, sides},
    plan::LeftOut,
    weigh::Weighing,
};
use crate::{
    journal::Change,
    operations::{elide, in_sentence},
    study::{Code, CodeStatus, Coder, Exemplar, Id, Record, Round, Wrapped},
};

impl Weighing<'_, '_> {
    /// A code of the copy as it comes over: proposed, by whoever made it, under its parent where that is here or comes along,
    /// and under a name of its own where a code of that name stands in that place already.
    pub(super) fn proposal(&self, code: &Code) -> Code {
        let parent = code.parent.filter(|&id| self.here.get(id).is_some() || self.is_new(id));
        let taken =
            |name: &str| self.here.codes().any(|one| one.parent == parent && one.name == name && one.id != code.id);
        let mut name = code.name.clone();
        if taken(&name) {
            let whose = if self.plan.of.is_empty() { "other file" } else { &self.plan.of };
            name = format!("{name} ({whose})");
        }
        let proposed_by = code.proposed_by.or(self.common.person).filter(|&id| self.knows(id));
        Code { parent, name, status: CodeStatus::Proposed, proposed_by, ..code.clone() }
    }

    fn is_new(&self, code: Id<Code>) -> bool {
        self.there.get(code).is_some() && self.common.base.get(code).is_none() && !self.ours.contains_key(&code.key())
    }

    fn knows(&self, coder: Id<Coder>) -> bool {
        self.here.get(coder).is_some() || self.plan.made.iter().any(|record| record.key() == coder.key())
    }

    /// A coder's pinned codes are their own; name, role and colour are the study's.
    pub(super) fn coder(&mut self, ours: &Coder, value: &Coder, theirs: &Record) -> Record {
        if ours.name != value.name && self.common.base.get(ours.id).is_some_and(|base| base.name != value.name) {
            let renamed = Coder { name: value.name.clone(), ..ours.clone() }.wrap();
            let sentence = format!(
                "{} is called {} in the copy. The name here stays.",
                in_sentence(&ours.name),
                in_sentence(&value.name)
            );
            let taking = Some(Change::altered(ours, Coder { name: value.name.clone(), ..ours.clone() }));
            let sides = sides((self.here, &ours.clone().wrap()), (self.there, theirs));
            self.plan.conflicts.push(Conflict { about: renamed.key(), sentence, sides, taking });
        }
        let pins = if self.common.owners.contains(&ours.id) { value.pins.clone() } else { ours.pins.clone() };
        let pins = pins.into_iter().filter(|(_, code)| self.here.get(*code).is_some() || self.is_new(*code)).collect();
        Coder { pins, ..ours.clone() }.wrap()
    }

    /// What the copy's coder has finished, in a round that is still open here.
    pub(super) fn finished_marks(&mut self, ours: &Round, value: &Round) -> Record {
        let mut after = ours.clone();
        for mark in &mut after.assignments {
            if self.common.owners.contains(&mark.coder)
                && let Some(theirs) = value.assignment(mark.coder, mark.transcript)
                && (mark.finished.is_none() || theirs.finished.is_none())
            {
                mark.finished = theirs.finished;
            }
        }
        if ours.closed.is_some() && after != *ours {
            self.plan.left_out.push(LeftOut::RoundClosed(ours.name.clone()));
            return ours.clone().wrap();
        }
        after.wrap()
    }

    /// The record with its passages where they stand here; said where they stand nowhere.
    pub(super) fn placed(&mut self, renamed: &Record, theirs: &Record) -> Option<Record> {
        let mut record = renamed.clone();
        if let Record::Code(code) = &mut record {
            let anchoring = &self.anchoring;
            let stands = |one: &Exemplar| anchoring.place(one.transcript, one.span).is_some();
            if !code.exemplars.iter().all(stands) {
                Arc::make_mut(code).exemplars.retain(stands);
            }
        }
        let Some(placed) = self.anchoring.placed(record) else {
            self.plan.left_out.push(LeftOut::WordsGone(called(self.there, theirs)));
            return None;
        };
        if let (Record::Coding(before), Record::Coding(after)) = (theirs, &placed) {
            let was = before.span.of(self.there.text(before.transcript)).unwrap_or_default();
            let now = after.span.of(self.here.text(after.transcript)).unwrap_or_default();
            if was != now && self.here.get(after.transcript).is_some() {
                self.plan.reanchored.push((elide(was, 80), elide(now, 80)));
            }
        }
        Some(placed)
    }
}
