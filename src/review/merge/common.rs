//! Where a copy and its study part: the last state they have in common, and what was done to each since.

use std::collections::{HashMap, HashSet};

use thiserror::Error;
use uuid::Uuid;

use crate::{
    journal::{Act, Change, Entry, History, apply},
    operations::in_sentence,
    study::{Coder, Id, Key, Record, Study},
};

/// A study with its whole journal.
#[derive(Clone, Copy, Debug)]
pub struct Told<'t> {
    pub study: &'t Study,
    pub entries: &'t [Entry],
}

/// Why a copy is not merged. Nothing was changed in either file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unmergeable {
    #[error("This is not a copy of this study: it is a copy of, or is, the study {}. Nothing was merged.", in_sentence(.0))]
    OtherStudy(String),
    #[error(
        "The copy was made from a later state of the study than this file holds, so this is an older version of the study, \
         perhaps a backup. Nothing was merged. Merge the copy into the newest version."
    )]
    OlderStudy,
    #[error("These are the wrong way round: the study named first is itself a copy of the other. Nothing was merged.")]
    WrongWayRound,
    #[error(
        "The copy’s journal does not begin with its being copied, so nobody can tell what was done in it since. Nothing was \
         merged. Use the file itself, or a study as text with its journal.ron."
    )]
    JournalLost,
    #[error(
        "{copy} has a coder called {name} who is not the {name} of this study. Nothing was merged. Give one of the two \
         another name, or let {name} work under the name that the copy was made for."
    )]
    NameTwice {
        /// "Ben’s copy".
        copy: String,
        name: String,
    },
    #[error(
        "{0} What the copy holds is not what its journal tells: something other than Colloquy changed it. Nothing was \
             merged. Restore the copy from its backups, or make a new one."
    )]
    ChangedOutside(String),
    #[error(
        "The copy’s journal breaks off at the entry “{0}”, so the copy was not written to its end. Nothing was merged. \
         Fetch the copy again, or restore it from its backups."
    )]
    HalfWritten(String),
}

/// What the two have in common, and what came after it on either side.
pub(super) struct Common<'t> {
    /// The last state both have been in; of a copy, the state it was made in.
    pub base: Study,
    pub since_here: &'t [Entry],
    pub since_there: &'t [Entry],
    /// Whose copy it is: whom it was made for; or else who worked in it.
    pub owners: HashSet<Id<Coder>>,
    /// Whom the copy was made for; or else who worked in it last.
    pub person: Option<Id<Coder>>,
}

impl<'t> Common<'t> {
    /// # Errors
    /// Where the one is not a copy of the other, or is not whole.
    pub fn of(here: Told<'t>, there: Told<'t>) -> Result<Self, Unmergeable> {
        if here.study.details().id != there.study.details().id {
            return Err(Unmergeable::OtherStudy(there.study.details().title.clone()));
        }
        let shared = here.entries.iter().zip(there.entries).take_while(|(ours, theirs)| ours.head.id == theirs.head.id);
        let shared = shared.count();
        let copied = there.study.details().copied.as_ref();
        let (at_here, at_there) = match copied {
            _ if shared > 0 => (shared, shared),
            Some(copied) if there.entries.first().is_none_or(|first| first.head.at != copied.at) => {
                return Err(Unmergeable::JournalLost);
            }
            Some(copied) => {
                let at = here.entries.iter().position(|entry| entry.head.id == copied.entry);
                (at.ok_or(Unmergeable::OlderStudy)? + 1, 1)
            }
            None => {
                let from_there = |at: Uuid| there.entries.iter().any(|entry| entry.head.id == at);
                let turned = here.study.details().copied.as_ref().is_some_and(|copied| from_there(copied.entry));
                return Err(if turned { Unmergeable::WrongWayRound } else { Unmergeable::OlderStudy });
            }
        };
        let (before, since_there) = there.entries.split_at(at_there.min(there.entries.len()));
        let since_here = here.entries.get(at_here..).unwrap_or_default();
        let base = run(Study::default(), before)?;
        let told = run(base.clone(), since_there)?;
        if told != *there.study {
            return Err(Unmergeable::ChangedOutside(changed_outside(&told, there.study)));
        }
        let copied = copied.filter(|_| shared == 0).map(|copied| copied.coder);
        let mut worked = since_there.iter().filter_map(|entry| entry.head.by);
        let owners = copied.into_iter().chain(worked.clone()).collect();
        Ok(Common { base, since_here, since_there, owners, person: copied.or(worked.next_back()) })
    }

    /// The base after the corrections of texts that were made in the copy since, and nothing else.
    pub fn base_shifted(&self) -> Study {
        let mut shifted = self.base.clone();
        for change in self.since_there.iter().flat_map(|entry| &entry.changes) {
            if let Change::Splice { transcript, at, removed, inserted } = change
                && !shifted.text(*transcript).is_empty()
            {
                shifted.splice(*transcript, *at, removed, inserted);
            }
        }
        shifted
    }
}

fn run(study: Study, entries: &[Entry]) -> Result<Study, Unmergeable> {
    entries.iter().try_fold(study, |study, entry| {
        apply(&study, entry).map_err(|_| Unmergeable::HalfWritten(entry.head.sentence.replace('*', "")))
    })
}

/// "The text of *Focus Group 5* was changed." where it was a text; otherwise nothing in particular.
fn changed_outside(told: &Study, there: &Study) -> String {
    let changed = there.transcripts().find(|one| told.text(one.id) != there.text(one.id));
    changed.map_or(String::new(), |one| format!("The text of {} was changed in the copy.", in_sentence(&one.title)))
}

/// What records became, one value after the other; `None` where they were removed.
pub(super) type Values = HashMap<Key, Vec<Option<Record>>>;

/// What became of each record by the entries that stand.
pub(super) fn standing_values(entries: &[Entry]) -> Values {
    let history = History::of(entries.iter().map(|entry| entry.head.clone()));
    let among: HashSet<Uuid> = entries.iter().map(|entry| entry.head.id).collect();
    values(entries.iter().filter(|entry| match entry.head.act {
        Act::Did => history.stands(entry.head.id),
        // The entry that was taken back or done again counts for itself, where it is one of these.
        Act::Undid(of) | Act::Redid(of) => !among.contains(&of),
    }))
}

/// What became of each record, whether it was taken back later or not.
pub(super) fn all_values(entries: &[Entry]) -> Values {
    values(entries.iter())
}

fn values<'e>(entries: impl Iterator<Item = &'e Entry>) -> Values {
    let mut values = Values::new();
    for change in entries.flat_map(|entry| &entry.changes).filter(|change| !change.is_idle()) {
        if let (Some(key), Change::Record { after, .. }) = (change.key(), change) {
            values.entry(key).or_default().push(after.clone());
        }
    }
    values
}
