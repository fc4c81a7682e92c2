//! A transcript's turns: parted, joined, given to another speaker, timed.

use super::{Declined, Planned, altered, corrections::spliced, found, in_sentence, order::GAP};
use crate::{
    journal::{Change, Entry, Stamp},
    study::{Id, Participant, Study, Transcript, Turn},
    text::{Hunk, Span, boundaries, is_ideograph},
};

/// Who is to have said a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Speaker {
    Nobody,
    Known(Id<Participant>),
    /// Whoever has this label in the transcript's group; someone new where nobody has.
    Labelled(String),
}

fn turn_of(record: &Transcript, turn: usize) -> Result<&Turn, Declined> {
    record.turns.get(turn).ok_or(Declined::Gone("turn"))
}

/// Parts a turn (counted from 0) at a byte offset of the text: what follows is a turn of its own, by the same speaker, in
/// a line of its own. Spaces around the offset belong to neither.
pub fn split_turn(study: &Study, stamp: &Stamp, transcript: Id<Transcript>, turn: usize, offset: usize) -> Planned {
    let record = found(study, transcript)?;
    let (text, whole) = (study.text(transcript), turn_of(record, turn)?.clone());
    let offset = boundaries::grapheme_floor(text, offset).clamp(whole.span.start, whole.span.end);
    let halves = (text.get(whole.span.start..offset), text.get(offset..whole.span.end));
    let (Some(before), Some(after)) = halves else { return Err(Declined::Gone("turn")) };
    if before.trim().is_empty() || after.trim().is_empty() {
        return Err(Declined::Because("Put the caret between two words of the turn; then split it there.".into()));
    }
    let first = Span { start: whole.span.start, end: whole.span.start + before.trim_end().len() };
    let second = Span { start: whole.span.end - after.trim_start().len(), end: whole.span.end };
    let gap = text.get(first.end..second.start).unwrap_or_default();
    let mut split = record.clone();
    let parts = [Turn { span: first, ..whole.clone() }, Turn { span: second, time_ms: None, ..whole }];
    split.turns.splice(turn..=turn, parts);
    let sentence = format!("Split turn {} of {}", turn + 1, in_sentence(&record.title));
    let parted = Change::altered(record, split);
    if gap.contains('\n') {
        return Ok(Entry::new(stamp, sentence, vec![parted]));
    }
    let hunk = Hunk { at: first.end, removed: gap.into(), inserted: "\n".into() };
    let mut entry = spliced(study, stamp, transcript, &[hunk], sentence)?.entry;
    entry.changes.insert(0, parted);
    Ok(entry)
}

/// Joins a turn (counted from 0) to the one before it, whose speaker and time it takes: what a split parted is whole
/// again, the line end between the two a space (nothing where the writing has none). Words between the two that were
/// nobody's belong to the turn then, and the text stays as it is.
pub fn join_turn(study: &Study, stamp: &Stamp, transcript: Id<Transcript>, turn: usize) -> Planned {
    let record = found(study, transcript)?;
    let end = turn_of(record, turn)?.span.end;
    let Some(before) = turn.checked_sub(1) else {
        return Err(Declined::Because("The first turn has none before it to be joined to.".into()));
    };
    let text = study.text(transcript);
    let between = Span { start: turn_of(record, before)?.span.end, end: turn_of(record, turn)?.span.start };
    let gap = between.of(text).unwrap_or_default();
    let mut joined = record.clone();
    joined.turns.remove(turn);
    if let Some(before) = joined.turns.get_mut(before) {
        before.span.end = end;
    }
    let sentence = format!("Joined turn {} of {} to the one before", turn + 1, in_sentence(&record.title));
    if gap.is_empty() || !gap.trim().is_empty() {
        return altered(study, stamp, joined, sentence);
    }
    let sides = (text.get(..between.start), text.get(between.end..));
    let sides = (sides.0.and_then(|head| head.chars().next_back()), sides.1.and_then(|tail| tail.chars().next()));
    let spaced = !matches!(sides, (Some(last), Some(first)) if is_ideograph(last) && is_ideograph(first));
    let hunk = Hunk { at: between.start, removed: gap.into(), inserted: if spaced { " " } else { "" }.into() };
    let mut entry = spliced(study, stamp, transcript, &[hunk], sentence)?.entry;
    entry.changes.insert(0, Change::altered(record, joined));
    Ok(entry)
}

/// Gives a turn (counted from 0) to a speaker; with `all`, every turn of the transcript that has the same speaker now.
pub fn give_speaker(
    study: &Study,
    stamp: &Stamp,
    transcript: Id<Transcript>,
    turn: usize,
    speaker: &Speaker,
    all: bool,
) -> Planned {
    let record = found(study, transcript)?;
    let former = turn_of(record, turn)?.speaker;
    let mut changes = Vec::new();
    let (id, name) = match speaker {
        Speaker::Nobody => (None, "nobody".to_owned()),
        Speaker::Known(id) => (Some(*id), in_sentence(&found(study, *id)?.label)),
        Speaker::Labelled(label) => {
            let label = label.trim();
            if label.is_empty() {
                return Err(Declined::Because("A speaker needs a name.".into()));
            }
            let mut there = study.participants().filter(|one| one.group == record.group);
            let known = there.find(|one| one.label.to_lowercase() == label.to_lowercase());
            let id = known.map(|one| one.id).unwrap_or_else(|| {
                let new = newcomer(study, stamp, record, label);
                let id = new.id;
                changes.push(Change::made(new));
                id
            });
            (Some(id), in_sentence(label))
        }
    };
    let mut given = record.clone();
    let mut count = 0;
    for (at, one) in given.turns.iter_mut().enumerate() {
        if (at == turn || all && one.speaker == former) && one.speaker != id {
            one.speaker = id;
            count += 1;
        }
    }
    if count == 0 {
        return Err(Declined::Unchanged);
    }
    let title = in_sentence(&record.title);
    let sentence = match count {
        1 => format!("Gave turn {} of {title} to {name}", turn + 1),
        _ => format!("Gave {count} turns of {title} to {name}"),
    };
    changes.push(Change::altered(record, given));
    Ok(Entry::new(stamp, sentence, changes))
}

fn newcomer(study: &Study, stamp: &Stamp, transcript: &Transcript, label: &str) -> Participant {
    let last = study.participants().filter(|one| one.group == transcript.group).map(|one| one.order).max();
    Participant {
        id: stamp.id(),
        group: transcript.group,
        order: last.unwrap_or(0) + GAP,
        label: label.into(),
        moderator: false,
        notes: String::new(),
        attributes: Default::default(),
    }
}

/// Says when a turn (counted from 0) began, in milliseconds from the start of the recording; or that it is not known.
pub fn give_time(
    study: &Study,
    stamp: &Stamp,
    transcript: Id<Transcript>,
    turn: usize,
    time_ms: Option<u64>,
) -> Planned {
    let record = found(study, transcript)?;
    turn_of(record, turn)?;
    let mut timed = record.clone();
    if let Some(turn) = timed.turns.get_mut(turn) {
        turn.time_ms = time_ms;
    }
    altered(study, stamp, timed, format!("Corrected the time of turn {} of {}", turn + 1, in_sentence(&record.title)))
}
