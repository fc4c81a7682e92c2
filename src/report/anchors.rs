//! Names in a file for the anchors of a document, where links lead.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::Document;

/// The anchors that something in the document declares, each with its name in the file: letters, figures and hyphens,
/// from a letter on.
#[derive(Debug)]
pub(super) struct Anchors<'a> {
    names: BTreeMap<&'a str, String>,
    placed: BTreeSet<&'a str>,
}

impl<'a> Anchors<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        let mut names = BTreeMap::new();
        for anchor in document.anchors() {
            let number = names.len() + 1;
            names.entry(anchor).or_insert_with(|| name(anchor, number));
        }
        Anchors { names, placed: BTreeSet::new() }
    }

    /// Where a link to the anchor leads, if anything declares it.
    pub(super) fn target(&self, anchor: &str) -> Option<&str> {
        self.names.get(anchor).map(String::as_str)
    }

    /// The name to be written where the anchor is declared; of two places with one anchor, the first has it.
    pub(super) fn place(&mut self, anchor: Option<&'a str>) -> Option<String> {
        let anchor = anchor.filter(|anchor| self.placed.insert(anchor))?;
        self.names.get(anchor).cloned()
    }
}

fn name(anchor: &str, number: usize) -> String {
    let readable: String =
        anchor.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).take(24).collect();
    format!("a{number}-{readable}")
}

/// Name of the place of the heading with this index, to which a table of contents leads.
pub(super) fn section_name(heading: usize) -> String {
    format!("section-{}", heading + 1)
}
