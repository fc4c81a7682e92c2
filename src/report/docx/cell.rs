//! What stands in a cell, of a table as of a card.

use super::story::{CELL_BULLETS, Story};
use super::text::{Shape, paragraph, write_inlines, write_quotation};
use super::xml::Xml;
use crate::report::tree::{Alignment, CellContent};

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

/// How many lines a cell of this width (in twips) takes, about: enough to tell a long row from a short one.
pub(super) fn estimated_lines(content: &[CellContent], width: u32) -> usize {
    let in_a_line = (usize::try_from(width.saturating_sub(MARGINS)).unwrap_or(usize::MAX) / LETTER).max(1);
    content
        .iter()
        .map(|part| {
            // Chinese, Japanese and Korean characters are twice as wide as letters.
            let letters: usize = words(part).chars().map(|c| if ('\u{1100}'..).contains(&c) { 2 } else { 1 }).sum();
            letters.div_ceil(in_a_line).max(1)
        })
        .sum()
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
