//! Record by record: what of a copy comes over, what stays as it is here, and what is for people to settle.

use std::collections::BTreeSet;

use super::{
    anchoring::Anchoring,
    common::{Common, Told, Values, all_values, standing_values},
    conflicts::{Conflict, called, is_settled_here, sides, text_sides},
    plan::{LeftOut, MergePlan},
};
use crate::{
    journal::Change,
    operations::{counted, in_sentence, progress},
    review::masks::restored,
    study::{Code, Coder, Coding, Details, Id, Key, Kind, Mention, Record, Round, Study, Transcript, Wrapped},
};

/// The scales, and what has been put on them so far.
pub(super) struct Weighing<'w, 't> {
    pub(super) here: &'w Study,
    pub(super) there: &'w Study,
    pub(super) common: &'w Common<'t>,
    pub(super) anchoring: Anchoring<'w>,
    /// What became of records since the two parted, here and there.
    pub(super) ours: Values,
    theirs: Values,
    pub plan: MergePlan,
}

impl<'w, 't> Weighing<'w, 't> {
    pub fn new(here: Told<'w>, there: Told<'w>, common: &'w Common<'t>) -> Self {
        let person = common.person.and_then(|id| there.study.get(id).or_else(|| here.study.get(id)));
        let plan = MergePlan {
            of: person.map_or_else(String::new, |coder| coder.name.clone()),
            finished: person.map_or_else(Vec::new, |coder| finished(here.study, there.study, coder)),
            ..MergePlan::default()
        };
        Weighing {
            here: here.study,
            there: there.study,
            common,
            anchoring: Anchoring::of(here.study, there.study, &common.base),
            ours: standing_values(common.since_here),
            theirs: all_values(common.since_there),
            plan,
        }
    }

    /// Weighs everything that the copy has otherwise than it was made with.
    pub fn all(mut self) -> MergePlan {
        let shifted = self.common.base_shifted();
        let records = shifted.records().chain(self.there.records()).map(|record| record.key());
        let keys: BTreeSet<Key> = records.chain(self.theirs.keys().copied()).collect();
        for key in keys {
            match (shifted.record(key), self.there.record(key)) {
                (Some(before), Some(after)) if before == after => {}
                (None, Some(theirs)) => self.added(theirs),
                (Some(before), Some(theirs)) => self.altered(&before, &theirs),
                (Some(before), None) => self.removed(&before),
                (None, None) => {
                    // Made in the copy and taken away there again: it may have come here in between.
                    let last = self.theirs.get(&key).and_then(|values| values.iter().rev().flatten().next());
                    if let Some(last) = last.cloned() {
                        self.removed(&last);
                    }
                }
            }
        }
        self.edited_texts();
        self.what_new_records_need();
        self.plan
    }

    fn added(&mut self, theirs: Record) {
        if let Record::Transcript(transcript) = &theirs {
            if self.anchoring.here(transcript.id).is_none() {
                self.new_transcript(transcript.id, theirs);
            }
            return;
        }
        if matches!(theirs, Record::Version(_)) {
            // It names a place in the copy's journal, which stays there.
            return;
        }
        let renamed = self.anchoring.in_ids_of_study(&theirs);
        if renamed.key() != theirs.key() && self.here.record(renamed.key()).is_some() {
            return;
        }
        let Some(placed) = self.placed(&renamed, &theirs) else { return };
        let value = match placed {
            Record::Code(code) => self.proposal(&code).wrap(),
            Record::Round(round) => Round { codebook: None, compared: None, ..round.as_ref().clone() }.wrap(),
            other => other,
        };
        let key = value.key();
        match self.here.record(key) {
            Some(ours) if self.same_thing(&ours, &value) => {}
            Some(_) if self.was_here(key, &value) => {}
            Some(ours) if !self.changed_here(key, key) => {
                let value = match (&ours, value) {
                    (Record::Code(ours), Record::Code(value)) => {
                        let (name, status) = (ours.name.clone(), ours.status);
                        Code { name, status, ..value.as_ref().clone() }.wrap()
                    }
                    (_, value) => value,
                };
                self.plan.alter(ours, value);
            }
            Some(ours) => self.conflict("changed here and in the copy", Some(&ours), Some((&theirs, value))),
            None if self.ours.contains_key(&key) => {
                self.plan.left_out.push(LeftOut::RemovedHere(called(self.there, &theirs)));
            }
            None if self.is_doubled(&value) => {}
            None => self.plan.make(value),
        }
    }

    fn new_transcript(&mut self, id: Id<Transcript>, theirs: Record) {
        let here_once = self.common.base.get(id).is_some() || self.ours.contains_key(&id.key());
        if here_once {
            self.plan.left_out.push(LeftOut::RemovedHere(called(self.there, &theirs)));
            return;
        }
        let inserted = self.there.text(id).to_owned();
        self.plan.texts.push(Change::Splice { transcript: id, at: 0, removed: String::new(), inserted });
        self.plan.make(theirs);
    }

    fn altered(&mut self, before: &Record, theirs: &Record) {
        let renamed = self.anchoring.in_ids_of_study(theirs);
        let key = renamed.key();
        let Some(ours) = self.here.record(key) else {
            if is_settled_here(key.kind) || self.is_owners(&renamed) {
                self.conflict("removed here, and changed in the copy", None, Some((theirs, renamed.clone())));
            }
            return;
        };
        if matches!(renamed, Record::Coding(_)) && !self.is_owners(&renamed) {
            // Words that were corrected in the copy moved it; the correction is told as such.
            if !self.moves(&renamed) && !self.anchoring.alike(&ours, &renamed) {
                self.conflict("another coder’s, and changed in the copy", Some(&ours), Some((theirs, renamed)));
            }
            return;
        }
        let Some(placed) = self.placed(&renamed, theirs) else { return };
        let value = restored(&ours, &self.anchoring.in_ids_of_study(before), &placed);
        let value = match (&ours, value) {
            (Record::Coder(ours), Record::Coder(value)) => self.coder(ours, &value, theirs),
            (Record::Round(ours), Record::Round(value)) => self.finished_marks(ours, &value),
            (Record::Details(ours), Record::Details(value)) => {
                Details { copied: ours.copied.clone(), ..value.as_ref().clone() }.wrap()
            }
            (_, value) => value,
        };
        if self.anchoring.alike(&ours, &value) || self.was_here(key, &value) {
            return;
        }
        let always = matches!(key.kind, Kind::Coder | Kind::Round);
        if !always && is_settled_here(key.kind) {
            let taken = with_what_changed(&self.anchoring.in_ids_of_study(before), &ours, value);
            self.conflict("described otherwise in the copy", Some(&ours), Some((theirs, taken)));
        } else if !always && self.changed_here(key, theirs.key()) {
            let taken = with_what_changed(&self.anchoring.in_ids_of_study(before), &ours, value);
            self.conflict("changed here and in the copy", Some(&ours), Some((theirs, taken)));
        } else {
            self.plan.alter(ours, value);
        }
    }

    fn removed(&mut self, before: &Record) {
        let renamed = self.anchoring.in_ids_of_study(before);
        let key = renamed.key();
        let Some(ours) = self.here.record(key) else { return };
        // With a transcript that was taken out of the copy went everything in it; that is told of the transcript.
        let mut stood = true;
        before.mentions(&mut |mention| {
            if let Mention::Passage(transcript, _) = mention {
                stood &= self.there.get(transcript).is_some();
            }
        });
        if !stood && key.kind != Kind::Transcript {
            return;
        }
        if self.is_owners(&renamed) && !self.changed_here(key, before.key()) {
            self.plan.remove(ours);
        } else if !self.moves(&renamed) && key.kind != Kind::Version {
            self.conflict("removed in the copy", Some(&ours), None);
        }
    }

    /// Words that the copy has otherwise than the study has them and than it was made with.
    fn edited_texts(&mut self) {
        for transcript in self.there.transcripts() {
            let Some(ours) = self.anchoring.here(transcript.id) else { continue };
            let was = self.common.base.text(transcript.id);
            if !self.anchoring.is_edited(ours) || was.is_empty() || was == self.there.text(transcript.id) {
                continue;
            }
            let sides = text_sides((self.here, ours), (self.there, transcript.id), self.anchoring.hunks(ours));
            self.plan.conflicts.push(Conflict {
                about: ours.key(),
                sentence: format!(
                    "The words of {} were corrected in the copy. They stay as they are here.",
                    in_sentence(&transcript.title)
                ),
                sides,
                taking: None,
            });
        }
    }

    /// Whether a coder has exactly this coding here already, made by another hand.
    fn is_doubled(&self, value: &Record) -> bool {
        let Record::Coding(coding) = value else { return false };
        let same = |other: &Coding| {
            (other.transcript, other.span, other.coder) == (coding.transcript, coding.span, coding.coder)
        };
        self.here.referring::<Coding>(coding.code.key()).any(same)
    }

    /// Whether what the copy says was said here already, and what stands here came after it.
    fn was_here(&self, key: Key, value: &Record) -> bool {
        let values = self.ours.get(&key).into_iter().flatten().flatten();
        values.into_iter().any(|earlier| self.same_thing(earlier, value))
    }

    /// Whether something was done here to a record that did not come from the copy itself, in an earlier merge.
    fn changed_here(&self, key: Key, there: Key) -> bool {
        let from_there: Vec<Record> = self.theirs.get(&there).into_iter().flatten().flatten().cloned().collect();
        let known = |value: &Record| {
            from_there.iter().any(|theirs| self.same_thing(value, &self.anchoring.in_ids_of_study(theirs)))
        };
        self.ours.get(&key).into_iter().flatten().any(|value| !value.as_ref().is_some_and(known))
    }

    /// Alike, a proposal being like the code that it proposes.
    fn same_thing(&self, one: &Record, other: &Record) -> bool {
        match (one, other) {
            (Record::Code(one), Record::Code(other)) => {
                let (status, proposed_by) = (other.status, other.proposed_by);
                let one = Code { status, proposed_by, ..one.as_ref().clone() };
                self.anchoring.alike(&one.wrap(), &Record::Code(other.clone()))
            }
            _ => self.anchoring.alike(one, other),
        }
    }

    /// Whether a record (in the study's ids) is the work of whose copy it is.
    fn is_owners(&self, record: &Record) -> bool {
        let by = match record {
            Record::Coding(coding) => coding.coder,
            Record::Memo(memo) => memo.author,
            Record::Verdict(verdict) => verdict.reviewer,
            Record::Decision(decision) => decision.by,
            Record::Placement(placement) => placement.author,
            _ => return false,
        };
        self.common.owners.contains(&by)
    }

    /// Whether a record stands in words that are others in the copy than here.
    fn moves(&self, record: &Record) -> bool {
        let mut moves = false;
        record.mentions(&mut |mention| {
            if let Mention::Passage(transcript, _) = mention {
                moves |= self.anchoring.is_edited(transcript);
            }
        });
        moves
    }

    fn conflict(&mut self, what: &str, ours: Option<&Record>, theirs: Option<(&Record, Record)>) {
        let Some(shown) = ours.or(theirs.as_ref().map(|(theirs, _)| *theirs)) else { return };
        let named = called(if ours.is_some() { self.here } else { self.there }, shown);
        let mut sentence = format!("{named} is {what}. ");
        if let Some(first) = sentence.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        sentence.push_str(if ours.is_some() { "It stays as it is here." } else { "It stays removed." });
        let sides = match (ours, &theirs) {
            (Some(ours), Some((_, value))) => sides((self.here, ours), (self.there, value)),
            _ => Vec::new(),
        };
        let taking = match (ours, theirs) {
            (Some(ours), Some((_, value))) => Some(Change::Record { before: Some(ours.clone()), after: Some(value) }),
            (Some(ours), None) if !matches!(ours, Record::Transcript(_)) => Some(Change::removed(ours.clone())),
            _ => None,
        };
        let about = shown.key();
        self.plan.conflicts.push(Conflict { about, sentence, sides, taking });
    }
}

/// What the coder of a copy has finished of the rounds that are open here.
fn finished(here: &Study, there: &Study, coder: &Coder) -> Vec<String> {
    let open = here.rounds_in_order().into_iter().filter(|round| round.closed.is_none());
    let told = open.filter_map(|round| {
        let theirs = progress(there.get(round.id)?).into_iter().find(|one| one.coder == coder.id)?;
        let (done, all, name) = (theirs.finished(), theirs.transcripts.len(), in_sentence(&round.name));
        Some(format!("{} has finished {done} of {} of {name}.", coder.name, counted(all, "transcript")))
    });
    told.collect()
}

/// A record of the study with the fields that the copy changed, and no others: what the study changed meanwhile stays.
/// The copy's record as it is where the three are not of one shape.
fn with_what_changed(base: &Record, ours: &Record, theirs: Record) -> Record {
    let merged = || {
        let [base, mut ours, theirs] = [base, ours, &theirs].map(|record| serde_json::to_value(record).ok());
        let [base, theirs] = [&base, &theirs].map(|value| fields(value.as_ref()?));
        let (base, theirs, mine) = (base?, theirs?, fields_mut(ours.as_mut()?)?);
        let names: BTreeSet<&String> = base.keys().chain(theirs.keys()).collect();
        for name in names.into_iter().filter(|name| base.get(*name) != theirs.get(*name)) {
            match theirs.get(name) {
                Some(value) => mine.insert(name.clone(), value.clone()),
                None => mine.remove(name),
            };
        }
        serde_json::from_value(ours?).ok()
    };
    merged().unwrap_or(theirs)
}

/// The fields of a record: it is written as its kind with them inside.
fn fields(record: &serde_json::Value) -> Option<&serde_json::Map<String, serde_json::Value>> {
    record.as_object()?.values().next()?.as_object()
}

fn fields_mut(record: &mut serde_json::Value) -> Option<&mut serde_json::Map<String, serde_json::Value>> {
    record.as_object_mut()?.values_mut().next()?.as_object_mut()
}
