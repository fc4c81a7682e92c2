//! Blocks: headings, paragraphs, lists, quotations, code cards, figures.

use super::{Colour, Inlines, Table};

/// A part of a document that stands on lines of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A list, possibly with lists in it.
    List(List),
    /// The codes as a tree.
    CodeTree(CodeTree),
    /// A table.
    Table(Table),
    /// What a participant said.
    Quotation(Quotation),
    /// Terms and what is said of each, as for one code.
    Card(Card),
    /// A picture.
    Figure(Figure),
    /// The next block begins a page.
    PageBreak,
    /// The next block begins a page, and pages lie so from there on. A document begins upright.
    Section {
        /// Wider than high.
        landscape: bool,
    },
    /// The headings with their pages.
    TableOfContents {
        /// Deepest level listed, 1 to 3.
        depth: u8,
    },
}

/// A heading, which the table of contents lists.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heading {
    /// 1 (widest) to 4; other values are taken as the nearest of these.
    pub level: u8,
    /// Number as printed, such as `2.1`: the document's own, not counted by the writers.
    pub number: Option<String>,
    /// The heading.
    pub text: Inlines,
    /// Name by which links find it.
    pub anchor: Option<String>,
    /// Colour of the code that it names, shown beside it.
    pub colour: Option<Colour>,
}

impl Heading {
    /// A heading without number, anchor or colour.
    pub fn new(level: u8, text: impl Into<Inlines>) -> Self {
        Heading { level, text: text.into(), ..Heading::default() }
    }

    /// With a number as printed.
    pub fn numbered(mut self, number: impl Into<String>) -> Self {
        self.number = Some(number.into());
        self
    }

    /// With a name by which links find it.
    pub fn anchored(mut self, anchor: impl Into<String>) -> Self {
        self.anchor = Some(anchor.into());
        self
    }

    /// With the colour of the code that it names.
    pub fn coloured(mut self, colour: Option<Colour>) -> Self {
        self.colour = colour;
        self
    }

    /// The level that is written, 1 to 4.
    pub fn depth(&self) -> u8 {
        self.level.clamp(1, 4)
    }
}

/// What a paragraph is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Running text.
    #[default]
    Body,
    /// Opens a document or a chapter.
    Lead,
    /// Explains what stands above it, in small print.
    Note,
    /// A caption that no table or figure carries.
    Caption,
    /// An entry of a list of references: its lines after the first stand further in.
    Reference,
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    /// What it is for.
    pub role: Role,
    /// Its text.
    pub text: Inlines,
}

/// A list; lists in it may be of the other kind.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// Counted from 1, else with bullets.
    pub numbered: bool,
    /// From first to last.
    pub items: Vec<ListItem>,
}

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListItem {
    /// Its text.
    pub text: Inlines,
    /// The list below it.
    pub below: Option<List>,
}

impl<T: Into<Inlines>> From<T> for ListItem {
    fn from(text: T) -> Self {
        ListItem { text: text.into(), below: None }
    }
}

/// The codes as a tree, in the order of the rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CodeTree {
    /// One row for each code.
    pub rows: Vec<CodeRow>,
}

/// A code in a tree of codes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CodeRow {
    /// Number as printed, such as `2.1.4`; empty for none.
    pub number: String,
    /// How deep it lies: 0 for a code that has no parent.
    pub depth: usize,
    /// Name as printed.
    pub name: String,
    /// Its colour.
    pub colour: Option<Colour>,
    /// Anchor of the place that tells more of it.
    pub anchor: Option<String>,
    /// A word at the end of the row, such as a count.
    pub aside: Option<String>,
}

/// What a participant said, word for word.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quotation {
    /// The words, without quotation marks: writers add them.
    pub text: Inlines,
    /// Who said it and where, with its brackets: `(Participant 3, Focus Group 5)`.
    pub attribution: Option<String>,
    /// Shows what a code is not.
    pub near_miss: bool,
}

impl Quotation {
    /// A quotation with its source.
    pub fn new(text: impl Into<Inlines>, attribution: impl Into<String>) -> Self {
        Quotation { text: text.into(), attribution: Some(attribution.into()), near_miss: false }
    }

    /// The same, as an example of what a code is not.
    pub fn near_miss(mut self) -> Self {
        self.near_miss = true;
        self
    }
}

/// Terms and what is said of each: all that a manual prints of one code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// Above the terms and never parted from them.
    pub heading: Option<Heading>,
    /// From first to last.
    pub entries: Vec<CardEntry>,
}

/// A term and what is said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct CardEntry {
    /// The term, such as `When to use`.
    pub term: String,
    /// What is said of it, a paragraph each.
    pub content: Vec<CellContent>,
}

impl Card {
    /// One more term, at the end.
    pub fn entry(mut self, term: impl Into<String>, content: impl Into<CellContent>) -> Self {
        self.entries.push(CardEntry { term: term.into(), content: vec![content.into()] });
        self
    }

    /// One more term of which several things are said, at the end.
    pub fn entries_of(mut self, term: impl Into<String>, content: Vec<CellContent>) -> Self {
        self.entries.push(CardEntry { term: term.into(), content });
        self
    }
}

/// A paragraph in a cell of a table or in a card.
#[derive(Clone, Debug, PartialEq)]
pub enum CellContent {
    /// Text.
    Text(Inlines),
    /// An item of a list with bullets.
    Item(Inlines),
    /// What a participant said.
    Quotation(Quotation),
}

impl<T: Into<Inlines>> From<T> for CellContent {
    fn from(text: T) -> Self {
        CellContent::Text(text.into())
    }
}

impl From<Quotation> for CellContent {
    fn from(quotation: Quotation) -> Self {
        CellContent::Quotation(quotation)
    }
}

/// A caption: its label and its text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Caption {
    /// `Table 1`, or whatever stands for it.
    pub label: Label,
    /// The caption.
    pub text: Inlines,
}

/// How a caption begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Label {
    /// Table or Figure and its number, counted through the document.
    #[default]
    Counted,
    /// As given, such as `S1 Table`.
    Own(String),
    /// With its text.
    None,
}

impl<T: Into<Inlines>> From<T> for Caption {
    fn from(text: T) -> Self {
        Caption { label: Label::Counted, text: text.into() }
    }
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// The bytes of a PNG file.
    pub png: Vec<u8>,
    /// Width in points; wider than the page, it is made smaller in both directions.
    pub width: f32,
    /// Height in points; higher than the page, likewise.
    pub height: f32,
    /// What is to be seen, for readers who cannot see it.
    pub alternative: String,
    /// Printed below it.
    pub caption: Option<Caption>,
    /// Name by which links find it.
    pub anchor: Option<String>,
}

impl Block {
    /// Calls `found` with the anchor of each link in the block.
    pub(super) fn visit_links<'a>(&'a self, found: &mut impl FnMut(&'a str)) {
        match self {
            Block::Heading(heading) => heading.text.visit_links(found),
            Block::Paragraph(paragraph) => paragraph.text.visit_links(found),
            Block::List(list) => list.visit_links(found),
            Block::CodeTree(tree) => tree.rows.iter().filter_map(|row| row.anchor.as_deref()).for_each(found),
            Block::Quotation(quotation) => quotation.text.visit_links(found),
            Block::Card(card) => {
                if let Some(heading) = &card.heading {
                    heading.text.visit_links(found);
                }
                card.entries.iter().flat_map(|entry| &entry.content).for_each(|content| content.visit_links(found));
            }
            Block::Table(table) => table.visit_links(found),
            Block::Figure(figure) => figure.caption.iter().for_each(|caption| caption.text.visit_links(found)),
            Block::PageBreak | Block::Section { .. } | Block::TableOfContents { .. } => {}
        }
    }
}

impl List {
    fn visit_links<'a>(&'a self, found: &mut impl FnMut(&'a str)) {
        for item in &self.items {
            item.text.visit_links(found);
            if let Some(below) = &item.below {
                below.visit_links(found);
            }
        }
    }
}

impl CellContent {
    pub(super) fn visit_links<'a>(&'a self, found: &mut impl FnMut(&'a str)) {
        match self {
            CellContent::Text(text) | CellContent::Item(text) => text.visit_links(found),
            CellContent::Quotation(quotation) => quotation.text.visit_links(found),
        }
    }
}

macro_rules! block_from {
    ($($part:ident),*) => {$(
        impl From<$part> for Block {
            fn from(part: $part) -> Self {
                Block::$part(part)
            }
        }
    )*};
}
block_from!(Heading, Paragraph, List, CodeTree, Table, Quotation, Card, Figure);

/// A heading without number or anchor; levels from 1 to 4.
pub fn heading(level: u8, text: impl Into<Inlines>) -> Heading {
    Heading::new(level, text)
}

/// A paragraph of running text.
pub fn paragraph(text: impl Into<Inlines>) -> Paragraph {
    Paragraph { role: Role::Body, text: text.into() }
}

/// A paragraph that opens a document or a chapter.
pub fn lead(text: impl Into<Inlines>) -> Paragraph {
    Paragraph { role: Role::Lead, text: text.into() }
}

/// A paragraph in small print.
pub fn note(text: impl Into<Inlines>) -> Paragraph {
    Paragraph { role: Role::Note, text: text.into() }
}

/// An entry of a list of references.
pub fn reference(text: impl Into<Inlines>) -> Paragraph {
    Paragraph { role: Role::Reference, text: text.into() }
}

/// A list with bullets.
pub fn bullets<T: Into<ListItem>>(items: impl IntoIterator<Item = T>) -> List {
    List { numbered: false, items: items.into_iter().map(Into::into).collect() }
}

/// A list that counts from 1.
pub fn numbered<T: Into<ListItem>>(items: impl IntoIterator<Item = T>) -> List {
    List { numbered: true, items: items.into_iter().map(Into::into).collect() }
}

/// A quotation with its source.
pub fn quotation(text: impl Into<Inlines>, attribution: impl Into<String>) -> Quotation {
    Quotation::new(text, attribution)
}

/// A card under a heading, still without terms.
pub fn card(heading: Heading) -> Card {
    Card { heading: Some(heading), entries: Vec::new() }
}

/// A table of contents down to a level from 1 to 3.
pub fn contents(depth: u8) -> Block {
    Block::TableOfContents { depth }
}

/// A new page.
pub fn page_break() -> Block {
    Block::PageBreak
}

/// A new page, and pages upright or lying from there on.
pub fn section(landscape: bool) -> Block {
    Block::Section { landscape }
}
