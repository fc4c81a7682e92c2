//! Codes: the card of one, and the tree of all.

use super::cell::{CellLook, estimated_lines, write_cell};
use super::story::Story;
use super::table::{properties, row_properties};
use super::text::{Shape, paragraph, plain};
use crate::report::paper::{Sheet, shares};
use crate::report::tree::{Alignment, Card, CardEntry, CodeRow, CodeTree};
use crate::report::xml::Xml;

/// A card of at most this many lines stays on one page.
const LONGEST_WHOLE_CARD: usize = 16;
/// An entry of more lines than this may be parted.
const LONGEST_WHOLE_ENTRY: usize = 22;
/// Widest column of terms, in twips (3.4 cm).
const TERMS: u32 = 1928;
/// Width of the strip that shows a code's colour, in twips (2 mm).
const STRIP: u32 = 113;
/// How much further in each level of the tree begins, in twips.
const STEP: u32 = 255;

/// Writes the entries of a card, without its heading.
pub(super) fn write_card<'a>(xml: &mut Xml, card: &'a Card, sheet: Sheet, story: &mut Story<'a>) {
    let terms = TERMS.min(sheet.text_width() / 4);
    let widths = [terms, sheet.text_width() - terms];
    let [_, content_width] = widths;
    let lines = |entry: &CardEntry| estimated_lines(&entry.content, content_width).max(1);
    let whole_card = card.entries.iter().map(lines).sum::<usize>() <= LONGEST_WHOLE_CARD;
    let name = card.heading.as_ref().map(|heading| heading.text.plain());
    xml.element("w:tbl", &[], |xml| {
        properties(xml, "CodeCard", &widths, false, name.as_deref(), story);
        for (index, entry) in card.entries.iter().enumerate() {
            let keep_next = whole_card && index + 1 < card.entries.len();
            xml.element("w:tr", &[], |xml| {
                row_properties(xml, lines(entry) <= LONGEST_WHOLE_ENTRY, false);
                cell(xml, terms, None, |xml| {
                    let direction = story.own_direction();
                    let shape = Shape { keep_next, ..Shape::new("CardTerm") };
                    paragraph(xml, &shape, direction, |xml| plain(xml, &entry.term, direction));
                });
                cell(xml, content_width, None, |xml| {
                    let look = CellLook { style: "TableText", keep_next, alignment: Alignment::Start };
                    write_cell(xml, &entry.content, look, story);
                });
            });
        }
    });
}

/// Writes the tree of codes: a strip of colour, the number, the name, and what stands at the end of the row.
pub(super) fn write_code_tree<'a>(xml: &mut Xml, tree: &'a CodeTree, sheet: Sheet, story: &mut Story<'a>) {
    let longest = |of: fn(&CodeRow) -> usize| tree.rows.iter().map(of).max().unwrap_or(0);
    let numbers = longest(|row| row.number.chars().count());
    let asides = longest(|row| row.aside.as_deref().map_or(0, |aside| aside.chars().count()));
    // The two outer columns are as wide as what stands in them, within reason.
    let column = |letters: usize| if letters == 0 { 0.0 } else { (2.0 + letters as f32 * 1.1).clamp(4.0, 18.0) };
    let room = sheet.text_width() - STRIP;
    // Numbers are bold, and a face that stands in for the one wanted may be wider.
    let (numbered, beside) = (column(numbers.saturating_mul(4).div_ceil(3)), column(asides));
    let relative = [numbered, 100.0 - numbered - beside, beside];
    let shown: Vec<f32> = relative.into_iter().filter(|width| *width > 0.0).collect();
    let mut widths = vec![STRIP];
    widths.extend(shares(&shown, room));
    xml.element("w:tbl", &[], |xml| {
        properties(xml, "CodeTree", &widths, false, None, story);
        for row in &tree.rows {
            xml.element("w:tr", &[], |xml| {
                row_properties(xml, true, false);
                let mut columns = widths.iter().copied();
                let mut next = || columns.next().unwrap_or_default();
                let direction = story.own_direction();
                cell(xml, next(), Some(row), |xml| {
                    paragraph(xml, &Shape::new("TableText"), direction, |_| {});
                });
                if numbers > 0 {
                    cell(xml, next(), None, |xml| {
                        paragraph(xml, &Shape::new("CardTerm"), direction, |xml| plain(xml, &row.number, direction));
                    });
                }
                cell(xml, next(), None, |xml| write_name(xml, row, story));
                if asides > 0 {
                    cell(xml, next(), None, |xml| {
                        let shape = Shape { alignment: Alignment::End, ..Shape::new("TableText") };
                        let aside = row.aside.as_deref().unwrap_or_default();
                        paragraph(xml, &shape, direction, |xml| plain(xml, aside, direction));
                    });
                }
            });
        }
    });
}

fn write_name(xml: &mut Xml, row: &CodeRow, story: &Story<'_>) {
    let direction = story.own_direction();
    // Deeper than this, names would have no room.
    let depth = u32::try_from(row.depth.min(12)).unwrap_or(12);
    let style = if row.depth == 0 { "TableHeading" } else { "TableText" };
    let shape = Shape { indent: (depth > 0).then_some((depth * STEP, 0)), ..Shape::new(style) };
    let bookmark = row.anchor.as_deref().and_then(|anchor| story.bookmark(anchor));
    paragraph(xml, &shape, direction, |xml| match bookmark {
        Some(name) => xml.element("w:hyperlink", &[("w:anchor", name), ("w:history", "1")], |xml| {
            plain(xml, &row.name, direction);
        }),
        None => plain(xml, &row.name, direction),
    });
}

/// A cell; `strip` is the code whose colour fills it.
fn cell(xml: &mut Xml, width: u32, strip: Option<&CodeRow>, content: impl FnOnce(&mut Xml)) {
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            if let Some(colour) = strip.and_then(|row| row.colour) {
                xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", &colour.hex())]);
            }
            if strip.is_some() {
                xml.element("w:tcMar", &[], |xml| {
                    xml.empty("w:left", &[("w:w", "0"), ("w:type", "dxa")]);
                    xml.empty("w:right", &[("w:w", "0"), ("w:type", "dxa")]);
                });
            }
        });
        content(xml);
    });
}
