//! What an entry would change, counted: what a preview says before a person agrees.

use std::collections::BTreeMap;

use crate::{
    journal::{Change, Entry},
    study::Kind,
};

/// What becomes of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    Made,
    Altered,
    Removed,
}

/// How many records of each kind an entry makes, alters and removes.
pub fn effects(entry: &Entry) -> BTreeMap<(Kind, Fate), usize> {
    let mut counts = BTreeMap::new();
    for change in &entry.changes {
        let (Some(key), Change::Record { before, after }) = (change.key(), change) else { continue };
        let fate = match (before, after) {
            (None, _) => Fate::Made,
            (_, None) => Fate::Removed,
            _ => Fate::Altered,
        };
        *counts.entry((key.kind, fate)).or_default() += 1;
    }
    counts
}
