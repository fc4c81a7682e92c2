//! Who speaks: names put right, moderators marked, two that are one person made one.

use super::{Declined, Planned, altered, found, in_sentence, removal, wording::counted};
use crate::{
    journal::{Change, Entry, Stamp},
    study::{Anchor, Id, Key, Kind, Memo, Participant, Record, Study, Verdict, Wrapped},
};

/// A participant's label, notes, attributes or part as moderator, altered. Wherever they speak, the new label is shown.
pub fn edit_participant(study: &Study, stamp: &Stamp, after: Participant) -> Planned {
    let before = found(study, after.id)?;
    let after = Participant { label: after.label.trim().into(), ..after };
    if after.label.is_empty() {
        return Err(Declined::Because("A speaker needs a name.".into()));
    }
    let mut others = study.participants().filter(|one| one.id != after.id && one.group == after.group);
    if before.label != after.label && others.any(|one| one.label.to_lowercase() == after.label.to_lowercase()) {
        return Err(Declined::Because(format!(
            "There is {} in the same group already. If they are one person, merge them.",
            after.label
        )));
    }
    let label = in_sentence(&after.label);
    let sentence = if before.label != after.label {
        format!("Renamed the speaker {} to {label}", in_sentence(&before.label))
    } else if before.moderator != after.moderator {
        format!("Marked {label} as {}", if after.moderator { "a moderator" } else { "a participant" })
    } else {
        format!("Altered what is recorded of {label}")
    };
    altered(study, stamp, after, sentence)
}

/// Makes two participants one: the turns, memos and verdicts of `from` are those of `into` then, and `from` is gone. What
/// is recorded of `from` fills what `into` has not.
pub fn merge_participants(study: &Study, stamp: &Stamp, from: Id<Participant>, into: Id<Participant>) -> Planned {
    let (gone, kept) = (found(study, from)?, found(study, into)?);
    if from == into {
        return Err(Declined::Unchanged);
    }
    let mut merged = kept.clone();
    for (attribute, value) in &gone.attributes {
        merged.attributes.entry(*attribute).or_insert_with(|| value.clone());
    }
    if !gone.notes.is_empty() {
        let notes = [merged.notes.as_str(), gone.notes.as_str()];
        merged.notes = notes.into_iter().filter(|notes| !notes.is_empty()).collect::<Vec<_>>().join("\n");
    }
    let (mut changes, mut turns) = (Vec::new(), 0);
    if merged != *kept {
        changes.push(Change::altered(kept, merged));
    }
    for key in study.referrers(from.key()) {
        let Some(record) = study.record(key) else { continue };
        let after = match &record {
            Record::Transcript(transcript) => {
                let mut transcript = transcript.as_ref().clone();
                for turn in transcript.turns.iter_mut().filter(|turn| turn.speaker == Some(from)) {
                    turn.speaker = Some(into);
                    turns += 1;
                }
                transcript.wrap()
            }
            Record::Memo(memo) => Memo { anchor: Some(Anchor::Record(into.key())), ..memo.as_ref().clone() }.wrap(),
            Record::Verdict(verdict) => Verdict { subject: into.key(), ..verdict.as_ref().clone() }.wrap(),
            _ => continue,
        };
        changes.push(Change::Record { before: Some(record), after: Some(after) });
    }
    let key = Key { kind: Kind::Participant, id: from.uuid() };
    let changes = removal::after_changes(study, changes, &[key])?;
    let sentence = format!(
        "Merged the speaker {} into {} ({})",
        in_sentence(&gone.label),
        in_sentence(&kept.label),
        counted(turns, "turn")
    );
    Ok(Entry::new(stamp, sentence, changes))
}
