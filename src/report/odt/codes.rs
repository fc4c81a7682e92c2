//! Codes: the card of one, and the tree of all.

use super::body::{Begins, Story};
use super::table::{CellLook, begin_row, cell_style, framed, write_content};
use super::text::text;
use crate::report::paper::{Sheet, inches, shares};
use crate::report::tree::{Alignment, Card, CellContent, CodeRow, CodeTree};
use crate::report::xml::Xml;

/// Cards of at most this many letters stay on one page.
const LONGEST_WHOLE_CARD: usize = 1300;
/// Entries of more letters than this may be parted.
const LONGEST_WHOLE_ENTRY: usize = 1400;
/// Widest column of terms, in twips (3.4 cm).
const TERMS: u32 = 1928;
/// Width of the strip that shows a code's colour, in twips (2 mm).
const STRIP: u32 = 113;
/// How much further in each level of the tree begins, in twips.
const STEP: u32 = 255;

const LINE: &str = "0.5pt solid #C3CCD2";

fn letters(content: &[CellContent]) -> usize {
    let of = |part: &CellContent| match part {
        CellContent::Text(text) | CellContent::Item(text) => text.plain().chars().count(),
        CellContent::Quotation(said) => said.text.plain().chars().count() + 30,
    };
    content.iter().map(of).sum()
}

/// Writes the entries of a card, without its heading.
pub(super) fn write_card<'a>(xml: &mut Xml, card: &'a Card, sheet: Sheet, begins: Begins, story: &mut Story<'a>) {
    let terms = TERMS.min(sheet.text_width() / 4);
    let widths = [terms, sheet.text_width() - terms];
    let all: usize = card.entries.iter().map(|entry| letters(&entry.content)).sum();
    framed(xml, &widths, begins, all > LONGEST_WHOLE_CARD, story, |xml, story| {
        let cell = cell_style(&mut story.automatic, &[("fo:padding", "0.04in"), ("fo:border-bottom", LINE)]);
        for entry in &card.entries {
            begin_row(xml, letters(&entry.content) <= LONGEST_WHOLE_ENTRY, &mut story.automatic);
            xml.start_element("table:table-cell", &[("table:style-name", &cell)]);
            xml.element("text:p", &[("text:style-name", "Card_20_Term")], |xml| text(xml, &entry.term));
            xml.end_element("table:table-cell");
            xml.start_element("table:table-cell", &[("table:style-name", &cell)]);
            let look = CellLook { style: "Table_20_Text", alignment: Alignment::Start, keep_next: false };
            write_content(xml, &entry.content, look, story);
            xml.end_element("table:table-cell");
            xml.end_element("table:table-row");
        }
    });
}

/// Writes the tree of codes: a strip of colour, the number, the name, and what stands at the end of the row.
pub(super) fn write_code_tree<'a>(
    xml: &mut Xml,
    tree: &'a CodeTree,
    sheet: Sheet,
    begins: Begins,
    story: &mut Story<'a>,
) {
    let longest = |of: fn(&CodeRow) -> usize| tree.rows.iter().map(of).max().unwrap_or(0);
    let numbers = longest(|row| row.number.chars().count());
    let asides = longest(|row| row.aside.as_deref().map_or(0, |aside| aside.chars().count()));
    let column = |letters: usize| if letters == 0 { 0.0 } else { (2.0 + letters as f32 * 1.1).clamp(4.0, 18.0) };
    // Numbers are bold, and a face that stands in for the one wanted may be wider.
    let (numbered, beside) = (column(numbers.saturating_mul(4).div_ceil(3)), column(asides));
    let relative = [numbered, 100.0 - numbered - beside, beside];
    let shown: Vec<f32> = relative.into_iter().filter(|width| *width > 0.0).collect();
    let mut widths = vec![STRIP];
    widths.extend(shares(&shown, sheet.text_width() - STRIP));
    framed(xml, &widths, begins, true, story, |xml, story| {
        let plain = cell_style(&mut story.automatic, &[("fo:padding", "0.03in"), ("fo:border-bottom", LINE)]);
        for row in &tree.rows {
            begin_row(xml, true, &mut story.automatic);
            let strip = match row.colour {
                Some(colour) => {
                    let fill = format!("#{}", colour.hex());
                    cell_style(&mut story.automatic, &[("fo:background-color", &fill), ("fo:border-bottom", LINE)])
                }
                None => plain.clone(),
            };
            cell(xml, &strip, "Table_20_Text", |_| {});
            if numbers > 0 {
                cell(xml, &plain, "Card_20_Term", |xml| text(xml, &row.number));
            }
            let name = name_style(row, story);
            let target = row.anchor.as_deref().and_then(|anchor| story.anchors.target(anchor));
            let target = target.map(|name| format!("#{name}"));
            cell(xml, &plain, &name, |xml| match &target {
                Some(target) => {
                    let link = [("xlink:type", "simple"), ("xlink:href", target.as_str())];
                    xml.element("text:a", &link, |xml| text(xml, &row.name));
                }
                None => text(xml, &row.name),
            });
            if asides > 0 {
                let style = story.automatic.style("paragraph", Some("Table_20_Text"), &[], |xml| {
                    xml.empty("style:paragraph-properties", &[("fo:text-align", "end")]);
                });
                cell(xml, &plain, &style, |xml| text(xml, row.aside.as_deref().unwrap_or_default()));
            }
            xml.end_element("table:table-row");
        }
    });
}

fn name_style(row: &CodeRow, story: &mut Story<'_>) -> String {
    if row.depth == 0 {
        return "Table_20_Heading".to_owned();
    }
    // Deeper than this, names would have no room.
    let indent = inches(u32::try_from(row.depth.min(12)).unwrap_or(12) * STEP);
    let side = if story.document.right_to_left() { "fo:margin-right" } else { "fo:margin-left" };
    story.automatic.style("paragraph", Some("Table_20_Text"), &[], |xml| {
        xml.empty("style:paragraph-properties", &[(side, &indent)]);
    })
}

fn cell(xml: &mut Xml, style: &str, paragraph: &str, content: impl FnOnce(&mut Xml)) {
    xml.element("table:table-cell", &[("table:style-name", style)], |xml| {
        xml.element("text:p", &[("text:style-name", paragraph)], content);
    });
}
