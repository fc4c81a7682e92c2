//! What a closed round compares: the study as it stood when the round was closed.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::{
    journal::{Change, Entry, Refusal, Stamp, apply, replay},
    operations::in_sentence,
    study::{Coding, Id, Round, Study},
};

/// Why the state that a round compares cannot be had. The study is as it was.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum NotCompared {
    #[error("The round is not in the study any more.")]
    Gone,
    #[error(
        "The journal has no entry at which the round {} was closed, so what it compares cannot be told. The study is safe. \
         Open the round again and close it, to compare what is there now.", in_sentence(.0)
    )]
    NoSuchPlace(String),
    #[error("The journal does not lead to what the round compares: {0} Run a check of the study.")]
    Journal(Refusal),
}

/// The study as a round compares it: of a closed round as it stood at the place that the closing named; of an open round, or
/// one whose closing named none, as it stands now. `entries` are the whole journal.
///
/// # Errors
/// Where the journal has no such place, or does not lead there.
pub fn as_compared(study: &Study, entries: &[Entry], round: Id<Round>) -> Result<Study, NotCompared> {
    let round = study.get(round).ok_or(NotCompared::Gone)?;
    let Some(version) = study.get_opt(round.compared).filter(|_| round.closed.is_some()) else {
        return Ok(study.clone());
    };
    let at = entries.iter().position(|entry| Some(entry.head.id) == version.entry);
    let at = at.ok_or_else(|| NotCompared::NoSuchPlace(round.name.clone()))?;
    let then = replay(entries.iter().take(at + 1)).map_err(NotCompared::Journal)?;
    // The entry that closed it came after: as compared, it is closed.
    let Some(before) = then.get(round.id) else { return Ok(then) };
    let after = Round { closed: round.closed, ..before.clone() };
    let stamp = Stamp::fixed(None, round.opened, 0);
    let closed = Entry::new(&stamp, "Closed", vec![Change::altered(before, after)]);
    apply(&then, &closed).map_err(NotCompared::Journal)
}

/// How many of the codings that a round compares were made, altered or removed since. What is compared stays as it was; this
/// is to be said beside it.
pub fn changed_since(compared: &Study, now: &Study, round: &Round) -> usize {
    let codings = |study: &Study| -> BTreeMap<Id<Coding>, Coding> {
        let all = round.transcripts.iter().flat_map(|transcript| study.referring::<Coding>(transcript.key()));
        let theirs = all.filter(|coding| round.coders.contains(&coding.coder));
        theirs.map(|coding| (coding.id, coding.clone())).collect()
    };
    let (then, now) = (codings(compared), codings(now));
    let altered = then.iter().filter(|(id, coding)| now.get(*id) != Some(*coding)).count();
    altered + now.keys().filter(|id| !then.contains_key(*id)).count()
}
