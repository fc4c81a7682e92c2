//! The structure of the document beside its pages, by which a screen reader finds its way: headings, lists, tables with
//! their headers. An element joins the tree when the first of it is drawn, so that the tree follows the reading.

use std::num::{NonZeroU16, NonZeroU32};

use krilla::tagging::{Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

/// What an element is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Title,
    /// Level from 1, and its words.
    Heading(u16, String),
    Paragraph,
    Quotation,
    Caption,
    Contents,
    ContentsItem,
    List {
        numbered: bool,
    },
    Item,
    Label,
    Body,
    Table,
    Head,
    Rows,
    Row,
    /// A cell that heads its column, its row, or both.
    HeaderCell {
        scope: Scope,
        columns: usize,
        rows: usize,
    },
    Cell {
        columns: usize,
        rows: usize,
    },
    /// With what is to be seen.
    Figure(String),
    Note,
    Reference,
    Link,
}

/// What a header cell heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    Column,
    Row,
}

#[derive(Debug)]
struct Element {
    kind: Kind,
    parent: Option<usize>,
    children: Vec<Child>,
    joined: bool,
}

#[derive(Debug)]
enum Child {
    Element(usize),
    Leaf(Identifier),
}

/// All elements.
#[derive(Debug, Default)]
pub(super) struct Structure {
    elements: Vec<Element>,
    roots: Vec<usize>,
}

impl Structure {
    /// A new element; it joins the tree when it is drawn.
    pub(super) fn add(&mut self, kind: Kind, parent: Option<usize>) -> usize {
        self.elements.push(Element { kind, parent, children: Vec::new(), joined: false });
        self.elements.len() - 1
    }

    /// Something of the element is drawn.
    pub(super) fn drawn(&mut self, element: usize, leaf: Option<Identifier>) {
        self.join(element);
        if let (Some(leaf), Some(element)) = (leaf, self.elements.get_mut(element)) {
            element.children.push(Child::Leaf(leaf));
        }
    }

    fn join(&mut self, at: usize) {
        let Some(element) = self.elements.get_mut(at).filter(|element| !element.joined) else { return };
        element.joined = true;
        match element.parent {
            Some(parent) => {
                self.join(parent);
                if let Some(parent) = self.elements.get_mut(parent) {
                    parent.children.push(Child::Element(at));
                }
            }
            None => self.roots.push(at),
        }
    }

    /// The tree for the file.
    pub(super) fn tree(self, language: &str) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
        let Structure { elements, roots } = self;
        let mut elements: Vec<Option<Element>> = elements.into_iter().map(Some).collect();
        for root in roots {
            if let Some(group) = group(&mut elements, root) {
                tree.push(group);
            }
        }
        tree
    }
}

fn group(elements: &mut Vec<Option<Element>>, at: usize) -> Option<TagGroup> {
    let element = elements.get_mut(at)?.take()?;
    let mut group = TagGroup::new(tag(&element.kind));
    for child in element.children {
        match child {
            Child::Leaf(leaf) => group.push(Node::Leaf(leaf)),
            Child::Element(below) => {
                if let Some(below) = self::group(elements, below) {
                    group.push(below);
                }
            }
        }
    }
    Some(group)
}

fn tag(kind: &Kind) -> TagKind {
    let span = |count: usize| u32::try_from(count).ok().filter(|count| *count > 1).and_then(NonZeroU32::new);
    match kind {
        // The document's title is its first heading, and the headings of its text are below it.
        Kind::Title => Tag::Hn(level(1), None).into(),
        Kind::Heading(depth, words) => Tag::Hn(level(depth + 1), Some(words.clone())).into(),
        Kind::Paragraph => Tag::P.into(),
        Kind::Quotation => Tag::BlockQuote.into(),
        Kind::Caption => Tag::Caption.into(),
        Kind::Contents => Tag::TOC.into(),
        Kind::ContentsItem => Tag::TOCI.into(),
        Kind::List { numbered } => Tag::L(if *numbered { ListNumbering::Decimal } else { ListNumbering::Disc }).into(),
        Kind::Item => Tag::LI.into(),
        Kind::Label => Tag::Lbl.into(),
        Kind::Body => Tag::LBody.into(),
        Kind::Table => Tag::Table.into(),
        Kind::Head => Tag::THead.into(),
        Kind::Rows => Tag::TBody.into(),
        Kind::Row => Tag::TR.into(),
        Kind::HeaderCell { scope, columns, rows } => {
            let scope = match scope {
                Scope::Column => TableHeaderScope::Column,
                Scope::Row => TableHeaderScope::Row,
            };
            Tag::TH(scope).with_col_span(span(*columns)).with_row_span(span(*rows)).into()
        }
        Kind::Cell { columns, rows } => Tag::TD.with_col_span(span(*columns)).with_row_span(span(*rows)).into(),
        Kind::Figure(words) => Tag::Figure(Some(words.clone())).into(),
        Kind::Note => Tag::Note.into(),
        Kind::Reference => Tag::BibEntry.into(),
        Kind::Link => Tag::Link.into(),
    }
}

fn level(level: u16) -> NonZeroU16 {
    NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN)
}
