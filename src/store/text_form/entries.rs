//! The entries by nobody that stand for what was read from text: the same text, the same entries.

use jiff::Timestamp;
use uuid::{Builder, Uuid};

use super::TextFormError;
use crate::{
    journal::{Act, Change, Entry, Head, difference},
    study::Study,
};

const READ: &str = "Read from the text form";
const CHANGED: &str = "Changed in the text form";

/// The entry that makes a study out of nothing.
pub fn read_from(study: &Study) -> Result<Entry, TextFormError> {
    entry(READ, latest(study), None, difference(&Study::default(), study))
}

/// The entry that brings the study that a journal leads to, to what the files say; `None` where they agree.
pub fn changed_in(journal: &[Entry], told: &Study, study: &Study) -> Result<Option<Entry>, TextFormError> {
    let changes = difference(told, study);
    if changes.is_empty() {
        return Ok(None);
    }
    let last = journal.last().map(|entry| &entry.head);
    let at = last.map_or(Timestamp::UNIX_EPOCH, |head| head.at).max(latest(study));
    entry(CHANGED, at, last.map(|head| head.id), changes).map(Some)
}

/// An entry by nobody, whose id follows from its changes and the entry before it.
fn entry(sentence: &str, at: Timestamp, after: Option<Uuid>, changes: Vec<Change>) -> Result<Entry, TextFormError> {
    let mut hash = blake3::Hasher::new();
    hash.update(after.unwrap_or_default().as_bytes());
    hash.update(&serde_json::to_vec(&changes).map_err(|error| TextFormError::Unwritable(error.to_string()))?);
    let mut bytes = [0; 16];
    hash.finalize_xof().fill(&mut bytes);
    let id = Builder::from_custom_bytes(bytes).into_uuid();
    Ok(Entry { head: Head { id, at, by: None, sentence: sentence.to_owned(), act: Act::Did }, changes })
}

/// The latest moment that any record bears.
fn latest(study: &Study) -> Timestamp {
    let codings = study.codings().map(|coding| coding.created);
    let memos = study.memos().map(|memo| memo.created);
    let versions = study.versions().map(|version| version.created);
    let rounds = study.rounds().map(|round| round.closed.unwrap_or(round.opened));
    let verdicts = study.verdicts().map(|verdict| verdict.answer.as_ref().map_or(verdict.created, |answer| answer.at));
    let decisions = study.decisions().map(|decision| decision.at);
    let all = codings.chain(memos).chain(versions).chain(rounds).chain(verdicts).chain(decisions);
    all.max().unwrap_or(Timestamp::UNIX_EPOCH)
}
