//! What stands in a cell, of a table as of a card.

use super::story::{CELL_BULLETS, Story};
use super::text::{Shape, paragraph, write_inlines, write_quotation};
use crate::report::tree::{Alignment, CellContent, Piece, runs};
use crate::report::xml::Xml;

/// Between two paragraphs of a cell, in twips.
const BETWEEN: u32 = 70;
/// Width of a letter of table text, on average, in twips: 9.5 points of a narrow sans.
const LETTER: usize = 92;
/// What a cell's width loses to its margins, in twips.
const MARGINS: u32 = 170;

/// How the paragraphs of a cell look.
#[derive(Clone, Copy, Debug)]
pub(super) struct CellLook {
    pub(super) style: &'static str,
    pub(super) keep_next: bool,
    pub(super) alignment: Alignment,
}

/// Writes the paragraphs of a cell: at least one, since Word calls a cell without paragraphs damage.
pub(super) fn write_cell<'a>(xml: &mut Xml, content: &'a [CellContent], look: CellLook, story: &mut Story<'a>) {
    let shape = Shape { keep_next: look.keep_next, alignment: look.alignment, ..Shape::new(look.style) };
    if content.is_empty() {
        let direction = story.direction("");
        paragraph(xml, &shape, direction, |_| {});
    }
    for (index, part) in content.iter().enumerate() {
        let after = (index + 1 < content.len()).then_some(BETWEEN);
        let shape = Shape { after, ..shape };
        let direction = story.direction(&words(part));
        match part {
            CellContent::Text(text) => {
                paragraph(xml, &shape, direction, |xml| write_inlines(xml, text, story, direction));
            }
            CellContent::Item(text) => {
                let shape = Shape { list: Some((CELL_BULLETS, 0)), ..shape };
                paragraph(xml, &shape, direction, |xml| write_inlines(xml, text, story, direction));
            }
            CellContent::Quotation(quotation) => {
                paragraph(xml, &shape, direction, |xml| write_quotation(xml, quotation, story, direction, false));
            }
        }
    }
}

/// How many lines a cell of this width (in twips) takes, about: enough to tell a long row from a short one. An extract
/// of several turns has a line for each, however short.
pub(super) fn estimated_lines(content: &[CellContent], width: u32) -> usize {
    let in_a_line = (usize::try_from(width.saturating_sub(MARGINS)).unwrap_or(usize::MAX) / LETTER).max(1);
    content.iter().flat_map(lines).map(|letters| letters.div_ceil(in_a_line).max(1)).sum()
}

/// The lines of a paragraph as it is broken by itself, each as wide as so many letters.
fn lines(part: &CellContent) -> Vec<usize> {
    let (text, attribution) = match part {
        CellContent::Text(text) | CellContent::Item(text) => (text, None),
        CellContent::Quotation(quotation) => (&quotation.text, quotation.attribution.as_deref()),
    };
    let mut lines = Vec::new();
    let mut letters = 0;
    for run in runs(text) {
        match run.piece {
            Piece::Text(words) => letters += letters_wide(&words),
            Piece::CodeName { name, .. } => letters += 2 + letters_wide(&name),
            Piece::Break => lines.push(std::mem::take(&mut letters)),
            Piece::Footnote(_) => letters += 1,
            Piece::RemarkStart(_) | Piece::RemarkEnd(_) => {}
        }
    }
    lines.push(letters + attribution.map_or(0, letters_wide));
    lines
}

/// Chinese, Japanese and Korean characters are as wide as two letters.
fn letters_wide(text: &str) -> usize {
    text.chars().map(|c| if matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{FFDC}') { 2 } else { 1 }).sum()
}

fn words(part: &CellContent) -> String {
    match part {
        CellContent::Text(text) | CellContent::Item(text) => text.plain(),
        CellContent::Quotation(quotation) => {
            let mut words = quotation.text.plain();
            words.push_str(quotation.attribution.as_deref().unwrap_or_default());
            words
        }
    }
}
