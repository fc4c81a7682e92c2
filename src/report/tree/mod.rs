//! What a document is made of: a title, some settings, and blocks one after the other.
//!
//! A manual or a table is written once, as this tree; each file format has one writer that reads it. The tree says
//! what things are (a caption, a near-miss quotation), never how they look.
//!
//! ```
//! use colloquy::report::tree::{Document, contents, emphasis, heading, paragraph, text};
//!
//! let mut manual = Document::new("Coding manual");
//! manual.push(contents(2));
//! manual.push(heading(1, "Codes"));
//! manual.push(paragraph([text("Read "), emphasis("When not to use"), text(" first.")]));
//! assert!(colloquy::report::markdown(&manual, "").text.contains("*When not to use*"));
//! ```

mod block;
mod inline;
mod numbering;
mod runs;
mod table;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeSet;

pub use block::{
    Block, Caption, Card, CardEntry, CellContent, CodeRow, CodeTree, Figure, Heading, Label, List, ListItem, Paragraph,
    Quotation, Role, bullets, card, contents, heading, lead, note, numbered, page_break, paragraph, quotation,
    reference, section,
};
pub use inline::{
    Colour, Inline, Inlines, Remark, added, code_name, emphasis, footnote, line_break, link, removed, strong,
    superscript, text,
};
pub(crate) use numbering::{CaptionCounter, CaptionKind, PrintedLabel};
pub(crate) use runs::{Look, Piece, Run, carried, runs};
pub(crate) use table::Slot;
pub use table::{Alignment, Cell, Column, Row, RowKind, Table};
pub use words::Words;

/// A document: what its title page says, its language and paper, and its blocks.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Title, as printed and as the file's property.
    pub title: String,
    /// Printed under the title.
    pub subtitle: Option<String>,
    /// Names as printed, in order.
    pub authors: Vec<String>,
    /// Language of the text as a BCP 47 tag, such as `en-GB`, `ar` or `zh-Hant-TW`.
    pub language: String,
    /// Size of the paper.
    pub page: Page,
    /// When the document was made. Files carry no date where there is none, so the same study gives the same bytes.
    pub created: Option<jiff::Timestamp>,
    /// The few words that writers add of their own.
    pub words: Words,
    /// The text, from the first block to the last.
    pub blocks: Vec<Block>,
}

/// Size of the paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Page {
    /// 210 by 297 mm.
    #[default]
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

impl Document {
    /// An empty document in British English on A4, without authors or date.
    pub fn new(title: impl Into<String>) -> Self {
        Document {
            title: title.into(),
            subtitle: None,
            authors: Vec::new(),
            language: "en-GB".to_owned(),
            page: Page::A4,
            created: None,
            words: Words::default(),
            blocks: Vec::new(),
        }
    }

    /// Puts a block at the end.
    pub fn push(&mut self, block: impl Into<Block>) {
        self.blocks.push(block.into());
    }

    /// Every heading in order, those of cards among them.
    pub fn headings(&self) -> impl Iterator<Item = &Heading> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Heading(heading) => Some(heading),
            Block::Card(card) => card.heading.as_ref(),
            _ => None,
        })
    }

    /// Every anchor that a heading, table or figure declares, in order; one that is declared twice comes twice.
    pub fn anchors(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Heading(heading) => heading.anchor.as_deref(),
            Block::Card(card) => card.heading.as_ref().and_then(|heading| heading.anchor.as_deref()),
            Block::Table(table) => table.anchor.as_deref(),
            Block::Figure(figure) => figure.anchor.as_deref(),
            _ => None,
        })
    }

    /// Anchors that are linked to, in order, each once.
    pub fn linked_anchors(&self) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        let mut linked = Vec::new();
        for block in &self.blocks {
            block.visit_links(&mut |anchor| {
                if seen.insert(anchor) {
                    linked.push(anchor);
                }
            });
        }
        linked
    }

    /// Anchors that are linked to and that nothing declares, each once. Writers write such links as plain text.
    pub fn dangling_links(&self) -> Vec<&str> {
        let declared: BTreeSet<&str> = self.anchors().collect();
        self.linked_anchors().into_iter().filter(|anchor| !declared.contains(anchor)).collect()
    }

    /// Whether the document's own language is written from right to left.
    pub fn right_to_left(&self) -> bool {
        let language = self.language.to_ascii_lowercase();
        let mut subtags = language.split('-');
        let first = subtags.next().unwrap_or_default();
        match subtags.find(|subtag| subtag.len() == 4) {
            Some(script) => matches!(script, "arab" | "hebr" | "syrc" | "thaa" | "nkoo" | "adlm" | "rohg"),
            None => {
                matches!(
                    first,
                    "ar" | "he" | "iw" | "fa" | "ur" | "ps" | "sd" | "ug" | "yi" | "ji" | "dv" | "ckb" | "syr"
                )
            }
        }
    }
}
