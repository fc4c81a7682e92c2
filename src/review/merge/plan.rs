//! What a merge would do, as a value: shown to a person first, and made an entry when they agree.

use std::collections::BTreeMap;

use super::conflicts::Conflict;
use crate::{
    journal::{Change, Entry, Stamp},
    operations::{Declined, after_changes, counted, in_sentence},
    study::{CodeStatus, Key, Kind, Record, Study},
};

/// Something of the copy that does not come over, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Its words are no longer in the study's text.
    WordsGone(String),
    /// It came from the copy before, and was removed here since.
    RemovedHere(String),
    /// What it is about is not in the study.
    NothingToStandOn(String),
    /// Finished marks of a round that is closed here.
    RoundClosed(String),
}

impl LeftOut {
    /// In a sentence.
    pub fn in_words(&self) -> String {
        let sentence = match self {
            LeftOut::WordsGone(what) => format!("{what}: its words are no longer in the study’s text."),
            LeftOut::RemovedHere(what) => format!("{what}: removed from the study since."),
            LeftOut::NothingToStandOn(what) => format!("{what}: what it is about is not in the study."),
            LeftOut::RoundClosed(name) => {
                format!("what was finished in the round {}: it is closed here.", in_sentence(name))
            }
        };
        with_capital(&sentence)
    }
}

/// What merging a copy would bring, leave, and leave open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MergePlan {
    /// Whose copy it is; empty where the file is not a copy for one person.
    pub of: String,
    /// How much of each open round the copy's coder has finished, in sentences. It counts no codings.
    pub finished: Vec<String>,
    /// An open blind round hides from whoever is asking what the copy brings: it is brought all the same, and not told.
    pub hushed: bool,
    /// What study and copy say differently. The study stays as it is.
    pub conflicts: Vec<Conflict>,
    /// Codings whose words were corrected here meanwhile: the words in the copy, and the words they stand on now.
    pub reanchored: Vec<(String, String)>,
    /// Codes that were removed here and come back as proposals, because the copy uses them.
    pub back_again: Vec<String>,
    /// What does not come over.
    pub left_out: Vec<LeftOut>,
    pub(super) texts: Vec<Change>,
    pub(super) made: Vec<Record>,
    pub(super) altered: Vec<Change>,
    pub(super) removed: Vec<Record>,
}

impl MergePlan {
    /// The copy in a sentence's middle: "Ben’s copy".
    pub fn whose(&self) -> String {
        if self.of.is_empty() { "the other file".into() } else { format!("{}’s copy", self.of) }
    }

    pub(super) fn make(&mut self, record: Record) {
        self.made.push(record);
    }

    pub(super) fn alter(&mut self, before: Record, after: Record) {
        self.altered.push(Change::Record { before: Some(before), after: Some(after) });
    }

    pub(super) fn remove(&mut self, record: Record) {
        self.removed.push(record);
    }

    /// Whether merging changes nothing, because everything of the copy is here already or stays there.
    pub fn is_empty(&self) -> bool {
        self.made.is_empty() && self.altered.is_empty() && self.removed.is_empty()
    }

    /// How many records of each kind come in new.
    pub fn new_records(&self) -> BTreeMap<Kind, usize> {
        count(self.made.iter().map(Record::key))
    }

    /// How many records of each kind are altered.
    pub fn altered_records(&self) -> BTreeMap<Kind, usize> {
        count(self.altered.iter().filter_map(Change::key))
    }

    /// How many records of each kind the coder took away.
    pub fn removed_records(&self) -> BTreeMap<Kind, usize> {
        count(self.removed.iter().map(Record::key))
    }

    /// The names of the codes that come as proposals, by name.
    pub fn proposals(&self) -> Vec<&str> {
        let codes = self.made.iter().filter_map(|record| match record {
            Record::Code(code) if code.status == CodeStatus::Proposed => Some(code.name.as_str()),
            _ => None,
        });
        let mut names: Vec<&str> = codes.collect();
        names.sort_unstable();
        names
    }

    /// The conflicts that may be shown to whoever is asking: in a blind round those about what is everybody's.
    pub fn shown_conflicts(&self) -> impl Iterator<Item = &Conflict> {
        self.conflicts.iter().filter(|conflict| !self.hushed || is_shared(conflict.about.kind))
    }

    /// The merge as one entry of the study; in the conflicts about the records `taking`, the copy's side. `None` where it
    /// changes nothing.
    ///
    /// # Errors
    /// `Declined` where a conflict is named that cannot be taken, or that is not there.
    pub fn entry(&self, study: &Study, stamp: &Stamp, taking: &[Key]) -> Result<Option<Entry>, Declined> {
        let mut first: Vec<Change> =
            self.made.iter().map(|record| Change::Record { before: None, after: Some(record.clone()) }).collect();
        first.extend(self.altered.iter().cloned());
        let mut leaving: Vec<Key> = self.removed.iter().map(Record::key).collect();
        for &key in taking {
            let found = self.conflicts.iter().find(|conflict| conflict.about == key && conflict.can_be_taken());
            let change = found.and_then(|conflict| conflict.taking.clone());
            let change = change.ok_or_else(|| {
                Declined::Because("The copy’s side of this cannot be taken as it is; make the change by hand.".into())
            })?;
            match &change {
                Change::Record { after: None, .. } => leaving.push(key),
                _ => first.push(change),
            }
        }
        if first.is_empty() && leaving.is_empty() {
            return Ok(None);
        }
        let mut changes = self.texts.clone();
        changes.extend(after_changes(study, first, &leaving)?);
        Ok(Some(Entry::new(stamp, self.sentence(), changes)))
    }

    /// "Merged Ben’s copy: 12 codings, 2 proposed codes". While it is to be kept from the others, no more than that.
    fn sentence(&self) -> String {
        let whose = format!("Merged {}", self.whose());
        let what = self.in_short();
        if self.hushed || what.is_empty() { whose } else { format!("{whose}: {what}") }
    }

    fn in_short(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        let mut tell = |counts: BTreeMap<Kind, usize>, how: &str| {
            parts.extend(counts.into_iter().map(|(kind, count)| format!("{}{how}", counted(count, kind.noun()))));
        };
        tell(self.new_records(), "");
        tell(self.altered_records(), " altered");
        tell(self.removed_records(), " removed");
        parts.join(", ")
    }

    /// The plan in sentences, one a line: what a preview shows.
    pub fn in_words(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let whose = with_capital(&self.whose());
        match (self.is_empty(), self.hushed) {
            (true, _) => lines.push(format!("{whose} brings nothing that is not here already.")),
            (false, true) => lines.push(format!(
                "{whose} brings work that is not shown while a round is blind, nor counted. It is listed when the copy is \
                 merged again after the round.",
            )),
            (false, false) => lines.push(format!("{whose} brings {}.", self.in_short())),
        }
        for conflict in self.shown_conflicts() {
            lines.push(conflict.sentence.clone());
            for sides in &conflict.sides {
                lines.push(format!("  {}: here “{}”, in the copy “{}”", sides.what, sides.here, sides.copy));
            }
        }
        if !self.is_empty() {
            lines.extend(self.finished.iter().cloned());
        }
        if self.hushed {
            return lines;
        }
        if !self.proposals().is_empty() {
            lines.push(format!("Codes that come as proposals: {}.", self.proposals().join(", ")));
        }
        for name in &self.back_again {
            lines.push(format!("The code {} was removed here; it comes back as a proposal.", in_sentence(name)));
        }
        for (was, now) in &self.reanchored {
            lines.push(format!("“{was}” was corrected here; the coding stands on “{now}”."));
        }
        lines.extend(self.left_out.iter().map(|left| format!("Not brought: {}", left.in_words())));
        lines
    }
}

/// Whether what is said of such a record is everybody's to read, in a blind round too.
fn is_shared(kind: Kind) -> bool {
    !matches!(kind, Kind::Coding | Kind::Memo | Kind::Verdict | Kind::Decision)
}

fn count(keys: impl Iterator<Item = Key>) -> BTreeMap<Kind, usize> {
    let mut counts = BTreeMap::new();
    keys.for_each(|key| *counts.entry(key.kind).or_default() += 1);
    counts
}

fn with_capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
