//! What is counted and collected while the text is written: anchors, footnotes, lists, pictures.

use std::collections::{BTreeMap, BTreeSet};

use crate::report::direction::{Direction, first_strong};
use crate::report::tree::{CaptionCounter, Document};
use crate::report::xml::Xml;

/// Number of the list that all bullets in running text share.
pub(super) const BULLETS: u32 = 1;
/// Number of the list that all bullets in tables share.
pub(super) const CELL_BULLETS: u32 = 2;
/// Number of the first list that counts.
pub(super) const FIRST_NUMBERED: u32 = 3;

/// What has been counted and collected so far.
#[derive(Debug)]
pub(super) struct Story<'a> {
    pub(super) document: &'a Document,
    /// Names of the bookmarks that stand for the tree's anchors.
    bookmarks: BTreeMap<&'a str, String>,
    placed: BTreeSet<&'a str>,
    next_bookmark: u32,
    /// Headings written so far.
    pub(super) headings: usize,
    /// The footnotes, each a `w:footnote`.
    pub(super) footnotes: Vec<Xml>,
    /// The remarks, each a `w:comment`.
    pub(super) remarks: Vec<Xml>,
    pub(super) in_footnote: bool,
    /// Lists that count, each beginning at 1: how deep they begin.
    pub(super) numbered_lists: Vec<usize>,
    /// PNG files in the order of their drawings.
    pub(super) pictures: Vec<&'a [u8]>,
    pub(super) captions: CaptionCounter,
}

impl<'a> Story<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        let mut bookmarks = BTreeMap::new();
        for anchor in document.anchors() {
            let number = bookmarks.len() + 1;
            bookmarks.entry(anchor).or_insert_with(|| bookmark_name(anchor, number));
        }
        Story {
            document,
            bookmarks,
            placed: BTreeSet::new(),
            next_bookmark: 0,
            headings: 0,
            footnotes: Vec::new(),
            remarks: Vec::new(),
            in_footnote: false,
            numbered_lists: Vec::new(),
            pictures: Vec::new(),
            captions: CaptionCounter::default(),
        }
    }

    /// The bookmark for an anchor that something in the document declares.
    pub(super) fn bookmark(&self, anchor: &str) -> Option<&str> {
        self.bookmarks.get(anchor).map(String::as_str)
    }

    /// Writes `content` within the bookmark of its anchor. Of two things with one anchor, the first is found.
    pub(super) fn anchored(
        &mut self,
        xml: &mut Xml,
        anchor: Option<&'a str>,
        content: impl FnOnce(&mut Xml, &mut Self),
    ) {
        let name = anchor.filter(|anchor| self.placed.insert(anchor)).and_then(|anchor| self.bookmark(anchor));
        match name.map(str::to_owned) {
            Some(name) => self.bookmarked(xml, &name, content),
            None => content(xml, self),
        }
    }

    /// Writes `content` within a bookmark.
    pub(super) fn bookmarked(&mut self, xml: &mut Xml, name: &str, content: impl FnOnce(&mut Xml, &mut Self)) {
        self.next_bookmark += 1;
        let id = self.next_bookmark.to_string();
        xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", name)]);
        content(xml, self);
        xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
    }

    /// A list that counts from 1 at the given depth: its number.
    pub(super) fn numbered_list(&mut self, depth: usize) -> u32 {
        self.numbered_lists.push(depth);
        FIRST_NUMBERED.saturating_add(u32::try_from(self.numbered_lists.len() - 1).unwrap_or(u32::MAX))
    }

    /// Which way a paragraph reads: as its first letter does, else as the document does.
    pub(super) fn direction(&self, text: &str) -> Direction {
        first_strong(text).unwrap_or(self.own_direction())
    }

    /// Which way the document reads; headings and lists of names do so whatever their script, to stay in line.
    pub(super) fn own_direction(&self) -> Direction {
        if self.document.right_to_left() { Direction::RightToLeft } else { Direction::LeftToRight }
    }
}

/// Name of the bookmark of the heading with this index, as Word itself names those that a table of contents leads to.
pub(super) fn contents_bookmark(heading: usize) -> String {
    format!("_Toc{:09}", heading + 1)
}

/// Word takes letters, figures and low lines, 40 at most, from a letter on.
fn bookmark_name(anchor: &str, number: usize) -> String {
    let readable: String = anchor.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).take(24).collect();
    format!("a{number}_{readable}")
}
