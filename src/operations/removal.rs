//! Taking records away, with what cannot stand without them. One rule a kind, in one place.

use std::collections::BTreeMap;

use super::{Declined, Planned, in_sentence, wording::counted};
use crate::{
    journal::{Change, Entry, Stamp},
    study::{Anchor, Code, Id, Key, Kind, Placed, Record, Study},
};

/// Removes a record with all that cannot stand without it, as one entry.
pub fn remove(study: &Study, stamp: &Stamp, key: Key) -> Planned {
    let record = study.record(key).ok_or(Declined::Gone(key.kind.noun()))?;
    if let Record::Coder(coder) = &record
        && let works = study.referrers(key).len()
        && works > 0
    {
        return Err(Declined::Because(format!(
            "{} has {} in the study; a coder with work in it stays.",
            coder.name,
            counted(works, "record")
        )));
    }
    let name = match &record {
        Record::Group(group) => &group.label,
        Record::Participant(participant) => &participant.label,
        Record::Attribute(attribute) => &attribute.name,
        Record::Transcript(transcript) => &transcript.title,
        Record::Code(code) => &code.name,
        Record::Board(board) => &board.name,
        Record::Theme(theme) => &theme.name,
        Record::Intervention(intervention) => &intervention.outline,
        Record::Version(version) => &version.name,
        Record::Carried(carried) => &carried.name,
        Record::Round(round) => &round.name,
        _ => "",
    };
    let noun = key.kind.noun();
    let sentence =
        if name.is_empty() { format!("Removed a {noun}") } else { format!("Removed the {noun} {}", in_sentence(name)) };
    remove_as(study, stamp, &[key], sentence)
}

/// Removes several codes with all that cannot stand without them, as one entry.
pub fn remove_codes(study: &Study, stamp: &Stamp, codes: &[Id<Code>]) -> Planned {
    match codes {
        [only] => remove(study, stamp, only.key()),
        several => {
            let keys: Vec<Key> = several.iter().map(|code| code.key()).collect();
            remove_as(study, stamp, &keys, format!("Removed {}", counted(several.len(), "code")))
        }
    }
}

/// How many records of each kind would go with these: what a question before a removal says.
pub fn consequences(study: &Study, keys: &[Key]) -> Result<BTreeMap<Kind, usize>, Declined> {
    let mut counts = BTreeMap::new();
    for change in changes(study, keys)? {
        if let Change::Record { before: Some(before), after: None } = change {
            *counts.entry(before.key().kind).or_default() += 1;
        }
    }
    Ok(counts)
}

pub(super) fn remove_as(study: &Study, stamp: &Stamp, keys: &[Key], sentence: String) -> Planned {
    Ok(Entry::new(stamp, sentence, changes(study, keys)?))
}

/// The changes that remove records and mend or remove whatever points at them.
pub(super) fn changes(study: &Study, keys: &[Key]) -> Result<Vec<Change>, Declined> {
    after_changes(study, Vec::new(), keys)
}

/// Those, on top of other changes to the same study: a record altered there is mended as altered.
pub(crate) fn after_changes(study: &Study, first: Vec<Change>, keys: &[Key]) -> Result<Vec<Change>, Declined> {
    // What becomes of each record touched: `None` is gone.
    let mut fate: BTreeMap<Key, Option<Record>> = BTreeMap::new();
    for change in first {
        if let (Some(key), Change::Record { after, .. }) = (change.key(), change) {
            fate.insert(key, after);
        }
    }
    let mut leaving: Vec<Key> = keys.to_vec();
    while let Some(key) = leaving.pop() {
        if fate.get(&key).is_some_and(Option::is_none) {
            continue;
        }
        study.record(key).ok_or(Declined::Gone(key.kind.noun()))?;
        fate.insert(key, None);
        for from in study.referrers(key) {
            let now = match fate.get(&from) {
                Some(fated) => fated.clone(),
                None => study.record(from),
            };
            let Some(record) = now else { continue };
            let mut points = false;
            record.mentions(&mut |mention| points |= mention == crate::study::Mention::Record(key));
            if !points {
                continue;
            }
            match without(&record, key) {
                Some(mended) => {
                    fate.insert(from, Some(mended));
                }
                None => leaving.push(from),
            }
        }
    }
    let mut changes = Vec::new();
    for (key, after) in &fate {
        let before = study.record(*key);
        if after.is_none()
            && let Some(Record::Transcript(transcript)) = &before
        {
            let removed = study.text(transcript.id).to_owned();
            changes.push(Change::Splice { transcript: transcript.id, at: 0, removed, inserted: String::new() });
        }
        if before != *after {
            changes.push(Change::Record { before, after: after.clone() });
        }
    }
    Ok(changes)
}

/// A record without its mention of `gone`; `None` where it cannot stand without it.
pub(crate) fn without(record: &Record, gone: Key) -> Option<Record> {
    use std::sync::Arc;
    match record {
        Record::Coder(coder) => {
            let mut coder = coder.as_ref().clone();
            coder.pins.retain(|_, code| code.key() != gone);
            Some(Record::Coder(Arc::new(coder)))
        }
        Record::Group(group) => {
            let mut group = group.as_ref().clone();
            group.attributes.retain(|attribute, _| attribute.key() != gone);
            Some(Record::Group(Arc::new(group)))
        }
        Record::Participant(participant) => {
            let mut participant = participant.as_ref().clone();
            participant.group = participant.group.filter(|group| group.key() != gone);
            participant.attributes.retain(|attribute, _| attribute.key() != gone);
            Some(Record::Participant(Arc::new(participant)))
        }
        Record::Transcript(transcript) => {
            let mut transcript = transcript.as_ref().clone();
            transcript.group = transcript.group.filter(|group| group.key() != gone);
            transcript.attributes.retain(|attribute, _| attribute.key() != gone);
            for turn in &mut transcript.turns {
                turn.speaker = turn.speaker.filter(|speaker| speaker.key() != gone);
            }
            Some(Record::Transcript(Arc::new(transcript)))
        }
        Record::Code(code) if code.parent.is_none_or(|parent| parent.key() != gone) => {
            let mut code = code.as_ref().clone();
            code.exemplars.retain(|exemplar| exemplar.transcript.key() != gone);
            code.proposed_by = code.proposed_by.filter(|coder| coder.key() != gone);
            Some(Record::Code(Arc::new(code)))
        }
        Record::Theme(theme) if theme.board.key() != gone && theme.parent.is_none_or(|parent| parent.key() != gone) => {
            let mut theme = theme.as_ref().clone();
            theme.codes.retain(|code| code.key() != gone);
            Some(Record::Theme(Arc::new(theme)))
        }
        Record::Intervention(intervention) => {
            let mut intervention = intervention.as_ref().clone();
            intervention.addresses.retain(|theme| theme.key() != gone);
            Some(Record::Intervention(Arc::new(intervention)))
        }
        Record::Round(round) => {
            let mut round = round.as_ref().clone();
            round.transcripts.retain(|transcript| transcript.key() != gone);
            round.coders.retain(|coder| coder.key() != gone);
            round.codebook = round.codebook.filter(|version| version.key() != gone);
            round.compared = round.compared.filter(|version| version.key() != gone);
            round.assignments.retain(|one| one.coder.key() != gone && one.transcript.key() != gone);
            Some(Record::Round(Arc::new(round)))
        }
        Record::Decision(decision) if decision.transcript.key() != gone && decision.by.key() != gone => {
            let mut decision = decision.as_ref().clone();
            decision.round = decision.round.filter(|round| round.key() != gone);
            decision.codings.retain(|coding| coding.key() != gone);
            decision.consensus.retain(|coding| coding.key() != gone);
            decision.codes.retain(|code| code.key() != gone);
            Some(Record::Decision(Arc::new(decision)))
        }
        // What somebody wrote is never lost with what they wrote about.
        Record::Memo(memo) if memo.author.key() != gone => {
            let mut memo = memo.as_ref().clone();
            let about_it = match &memo.anchor {
                Some(Anchor::Record(key)) => *key == gone,
                Some(Anchor::Passage(transcript, _)) => transcript.key() == gone,
                None => false,
            };
            if about_it {
                memo.anchor = None;
            }
            Some(Record::Memo(Arc::new(memo)))
        }
        Record::Verdict(verdict) if verdict.subject != gone && verdict.reviewer.key() != gone => {
            let mut verdict = verdict.as_ref().clone();
            verdict.answer = verdict.answer.filter(|answer| answer.by.key() != gone);
            Some(Record::Verdict(Arc::new(verdict)))
        }
        Record::Placement(placement) => {
            let subject = match placement.subject {
                Placed::Theme(theme) => theme.key(),
                Placed::Code(code) => code.key(),
            };
            (subject != gone && placement.author.key() != gone).then(|| record.clone())
        }
        Record::Details(_)
        | Record::Attribute(_)
        | Record::Board(_)
        | Record::Version(_)
        | Record::Carried(_)
        | Record::ChecklistAnswer(_) => Some(record.clone()),
        Record::Bracket(_)
        | Record::Coding(_)
        | Record::Code(_)
        | Record::Theme(_)
        | Record::Decision(_)
        | Record::Memo(_)
        | Record::Verdict(_) => None,
    }
}
