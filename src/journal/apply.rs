//! Applying changes to a study, and the difference between two studies as changes.

use thiserror::Error;

use super::{Change, Entry};
use crate::study::{Id, Key, Kind, Record, Study, Transcript, Violation, violations_after};

/// Why an entry was not applied. The study is as it was.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Refusal {
    /// What the entry expected to find is not what stands there: somebody changed it meanwhile.
    #[error("Nothing was changed: the {0} is no longer as it was when this was prepared. Look at it again and repeat.")]
    Stale(Key),
    #[error("Nothing was changed: it would break the study, because {}.", list(.0))]
    Broken(Vec<Violation>),
    #[error("Nothing was changed: the entry has a change that says nothing.")]
    Hollow,
}

fn list(violations: &[Violation]) -> String {
    let shown = violations.iter().take(3).map(Violation::to_string).collect::<Vec<_>>().join("; ");
    match violations.len().saturating_sub(3) {
        0 => shown,
        more => format!("{shown}; and {more} more"),
    }
}

/// The study after an entry, or why it cannot be. The study given stays as it is.
pub fn apply(study: &Study, entry: &Entry) -> Result<Study, Refusal> {
    let mut next = study.clone();
    let (mut touched, mut respliced) = (Vec::new(), Vec::new());
    for change in &entry.changes {
        match change {
            Change::Record { before, after } => {
                let key = change.key().ok_or(Refusal::Hollow)?;
                if before.as_ref().is_some_and(|before| before.key() != key) {
                    return Err(Refusal::Hollow);
                }
                if next.record(key) != *before {
                    return Err(Refusal::Stale(key));
                }
                match after {
                    Some(after) => next.put(after.clone()),
                    None => next.take(key),
                }
                touched.push(key);
            }
            Change::Splice { transcript, at, removed, inserted } => {
                if !next.splice(*transcript, *at, removed, inserted) {
                    return Err(Refusal::Stale(transcript.key()));
                }
                respliced.push(*transcript);
            }
        }
    }
    let violations = violations_after(&next, &touched, &respliced);
    if violations.is_empty() { Ok(next) } else { Err(Refusal::Broken(violations)) }
}

/// The changes that turn one study into another: removals, then texts, then what is made or altered.
///
/// Texts that differ are replaced from the first byte that differs to the last.
pub fn difference(from: &Study, to: &Study) -> Vec<Change> {
    // What stands once the changes so far are applied: a splice moves passages.
    let mut now = from.clone();
    let mut changes = Vec::new();
    for before in from.records().filter(|record| to.record(record.key()).is_none()) {
        now.take(before.key());
        changes.push(Change::removed(before));
    }
    let transcripts = |study: &Study| -> Vec<Id<Transcript>> { study.transcripts().map(|record| record.id).collect() };
    let mut ids = transcripts(from);
    ids.extend(transcripts(to));
    ids.sort_unstable();
    ids.dedup();
    for splice in ids.into_iter().filter_map(|id| splice_between(id, from.text(id), to.text(id))) {
        if let Change::Splice { transcript, at, removed, inserted } = &splice {
            now.splice(*transcript, *at, removed, inserted);
        }
        changes.push(splice);
    }
    for after in to.records() {
        let before = now.record(after.key());
        if before.as_ref() != Some(&after) {
            changes.push(Change::Record { before, after: Some(after) });
        }
    }
    changes
}

/// The one splice that turns `old` into `new`; `None` where they are the same.
pub fn splice_between(transcript: Id<Transcript>, old: &str, new: &str) -> Option<Change> {
    if old == new {
        return None;
    }
    let same_head = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>();
    let (old_rest, new_rest) = (old.get(same_head..)?, new.get(same_head..)?);
    let same_tail =
        old_rest.chars().rev().zip(new_rest.chars().rev()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8());
    let same_tail = same_tail.sum::<usize>();
    let middle = |rest: &str| rest.get(..rest.len() - same_tail).unwrap_or_default().to_owned();
    Some(Change::Splice { transcript, at: same_head, removed: middle(old_rest), inserted: middle(new_rest) })
}

/// The kinds of record that an entry touches, for filters and icons; transcripts where it splices.
pub fn kinds_touched(changes: &[Change]) -> Vec<Kind> {
    let mut kinds: Vec<Kind> =
        changes.iter().map(|change| change.key().map_or(Kind::Transcript, |key| key.kind)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// The study that a run of entries makes from nothing.
pub fn replay<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Result<Study, Refusal> {
    entries.into_iter().try_fold(Study::default(), |study, entry| apply(&study, entry))
}

/// The records of an entry that stand after it: what the window shows as changed.
pub fn records_after(entry: &Entry) -> impl Iterator<Item = &Record> {
    entry.changes.iter().filter_map(|change| match change {
        Change::Record { after, .. } => after.as_ref(),
        Change::Splice { .. } => None,
    })
}
