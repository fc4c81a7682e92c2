//! Nested inlines laid flat: what every writer walks.

use super::{Colour, Inline, Inlines, Remark};

/// How a run looks, with whatever surrounds it taken in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look<'a> {
    pub(crate) strong: bool,
    pub(crate) emphasis: bool,
    pub(crate) superscript: bool,
    pub(crate) coded: bool,
    pub(crate) added: bool,
    pub(crate) removed: bool,
    /// Anchor that the run leads to.
    pub(crate) link: Option<&'a str>,
}

/// A stretch of one look.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Run<'a> {
    pub(crate) look: Look<'a>,
    pub(crate) piece: Piece<'a>,
}

/// What stands in a run.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Piece<'a> {
    /// Text without line breaks and without characters that no file format can carry.
    Text(String),
    CodeName {
        name: String,
        colour: Option<Colour>,
    },
    Break,
    Footnote(&'a Inlines),
    RemarkStart(&'a Remark),
    RemarkEnd(usize),
}

/// The runs of a paragraph, neighbours of one look joined.
pub(crate) fn runs(inlines: &Inlines) -> Vec<Run<'_>> {
    let mut flat = Flat { runs: Vec::new() };
    flat.add(inlines, Look::default());
    flat.runs
}

impl Remark {
    /// As it stands in brackets before its words, where a format has no margin.
    pub(crate) fn in_brackets(&self) -> String {
        format!("[{}: {}] ", self.initials, self.text.replace('\n', "; "))
    }
}

/// Text as files can carry it: characters that XML cannot hold become the replacement character.
pub(crate) fn carried(text: &str) -> String {
    text.chars().map(|c| if can_be_carried(c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
}

/// XML 1.0, section 2.2, production 2.
fn can_be_carried(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..)
}

struct Flat<'a> {
    runs: Vec<Run<'a>>,
}

impl<'a> Flat<'a> {
    fn add(&mut self, inlines: &'a Inlines, look: Look<'a>) {
        for inline in &inlines.0 {
            match inline {
                Inline::Text(text) => self.add_text(text, look),
                Inline::Strong(inner) => self.add(inner, Look { strong: true, ..look }),
                Inline::Emphasis(inner) => self.add(inner, Look { emphasis: true, ..look }),
                Inline::Superscript(inner) => self.add(inner, Look { superscript: true, ..look }),
                Inline::Coded(inner) => self.add(inner, Look { coded: true, ..look }),
                Inline::RemarkStart(remark) => self.runs.push(Run { look, piece: Piece::RemarkStart(remark) }),
                Inline::RemarkEnd(number) => self.runs.push(Run { look, piece: Piece::RemarkEnd(*number) }),
                Inline::Added(inner) => self.add(inner, Look { added: true, ..look }),
                Inline::Removed(inner) => self.add(inner, Look { removed: true, ..look }),
                Inline::CodeName { name, colour } => {
                    let name = carried(&name.replace(LINE_ENDS, " "));
                    self.runs.push(Run { look, piece: Piece::CodeName { name, colour: *colour } });
                }
                Inline::LineBreak => self.runs.push(Run { look, piece: Piece::Break }),
                Inline::Footnote(note) => self.runs.push(Run { look, piece: Piece::Footnote(note) }),
                Inline::Link { anchor, text } => self.add(text, Look { link: Some(anchor), ..look }),
            }
        }
    }

    fn add_text(&mut self, text: &str, look: Look<'a>) {
        for (index, line) in text.replace("\r\n", "\n").split(LINE_ENDS).enumerate() {
            if index > 0 {
                self.runs.push(Run { look, piece: Piece::Break });
            }
            let line = carried(line);
            match self.runs.last_mut() {
                Some(Run { look: before, piece: Piece::Text(words) }) if *before == look => words.push_str(&line),
                _ if line.is_empty() => {}
                _ => self.runs.push(Run { look, piece: Piece::Text(line) }),
            }
        }
    }
}

/// Line feed, the vertical tab by which some programs part lines, carriage return, and Unicode's two separators.
const LINE_ENDS: [char; 5] = ['\n', '\u{B}', '\r', '\u{2028}', '\u{2029}'];
