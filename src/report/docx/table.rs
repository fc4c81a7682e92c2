//! Tables: columns in proportion, headers on every page, merged cells, rows that stay whole.

use super::cell::{CellLook, estimated_lines, write_cell};
use super::story::Story;
use super::styles::{INK, TINT, rule};
use crate::report::paper::{Sheet, shares};
use crate::report::tree::{Cell, Column, RowKind, Slot, Table};
use crate::report::xml::Xml;

/// A row of more lines than this may be parted: kept whole it would leave half a page empty, or not fit on one.
const LONGEST_WHOLE_ROW: usize = 22;

/// Writes the table without its caption and notes.
pub(super) fn write_table<'a>(xml: &mut Xml, table: &'a Table, sheet: Sheet, story: &mut Story<'a>) {
    let width = table.width();
    if width == 0 {
        return;
    }
    let relative = table.widths(sheet.letters());
    let widths = shares(&relative, sheet.text_width());
    let description = table.caption.as_ref().map(|caption| caption.text.plain());
    xml.element("w:tbl", &[], |xml| {
        properties(xml, "ReportTable", &widths, !table.header.is_empty(), description.as_deref(), story);
        let columns = Columns { widths: &widths, declared: &table.columns };
        let header = table.header_grid();
        for (index, (row, slots)) in table.header.iter().zip(&header).enumerate() {
            let place = Place::Header { last: index + 1 == table.header.len() };
            write_row(xml, row.kind, slots, &columns, place, story);
        }
        for (row, slots) in table.rows.iter().zip(&table.body_grid()) {
            write_row(xml, row.kind, slots, &columns, Place::Body, story);
        }
        if table.header.is_empty() && table.rows.is_empty() {
            // A table without rows is no table to Word.
            let slots = vec![Slot::Missing; width];
            write_row(xml, RowKind::Plain, &slots, &columns, Place::Body, story);
        }
    });
}

/// `w:tblPr` and `w:tblGrid`; `description` is read to those who cannot see the table.
pub(super) fn properties(
    xml: &mut Xml,
    style: &str,
    widths: &[u32],
    header: bool,
    description: Option<&str>,
    story: &Story<'_>,
) {
    xml.element("w:tblPr", &[], |xml| {
        xml.val("w:tblStyle", style);
        xml.flag("w:bidiVisual", story.document.right_to_left());
        xml.empty("w:tblW", &[("w:w", &widths.iter().sum::<u32>().to_string()), ("w:type", "dxa")]);
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        let (header, mask) = if header { ("1", "0620") } else { ("0", "0600") };
        xml.empty(
            "w:tblLook",
            &[
                ("w:val", mask),
                ("w:firstRow", header),
                ("w:lastRow", "0"),
                ("w:firstColumn", "0"),
                ("w:lastColumn", "0"),
                ("w:noHBand", "1"),
                ("w:noVBand", "1"),
            ],
        );
        if let Some(description) = description {
            xml.val("w:tblCaption", description);
        }
    });
    xml.element("w:tblGrid", &[], |xml| {
        widths.iter().for_each(|width| xml.empty("w:gridCol", &[("w:w", &width.to_string())]));
    });
}

/// `w:trPr`: whether the row stays whole, and whether every page repeats it.
pub(super) fn row_properties(xml: &mut Xml, whole: bool, repeated: bool) {
    if whole || repeated {
        xml.element("w:trPr", &[], |xml| {
            xml.flag("w:cantSplit", whole);
            xml.flag("w:tblHeader", repeated);
        });
    }
}

struct Columns<'c> {
    /// In twips.
    widths: &'c [u32],
    declared: &'c [Column],
}

impl Columns<'_> {
    fn width(&self, from: usize, columns: usize) -> u32 {
        self.widths.iter().skip(from).take(columns).sum()
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Header { last: bool },
    Body,
}

fn write_row<'a>(
    xml: &mut Xml,
    kind: RowKind,
    slots: &[Slot<'a>],
    columns: &Columns<'_>,
    place: Place,
    story: &mut Story<'a>,
) {
    let mut from = 0;
    let mut tallest = 0;
    for slot in slots {
        if let Slot::Cell { cell, columns: spanned, rows: 1 } = slot {
            tallest = tallest.max(estimated_lines(&cell.content, columns.width(from, *spanned)));
        }
        from += slot.columns();
    }
    xml.element("w:tr", &[], |xml| {
        row_properties(xml, tallest <= LONGEST_WHOLE_ROW, place != Place::Body);
        let mut from = 0;
        for slot in slots {
            write_slot(xml, kind, slot, from, columns, place, story);
            from += slot.columns();
        }
    });
}

fn write_slot<'a>(
    xml: &mut Xml,
    kind: RowKind,
    slot: &Slot<'a>,
    from: usize,
    columns: &Columns<'_>,
    place: Place,
    story: &mut Story<'a>,
) {
    let spanned = slot.columns();
    let plain = place == Place::Body && kind == RowKind::Plain;
    let cell: Option<&'a Cell> = match slot {
        Slot::Cell { cell, .. } => Some(cell),
        Slot::Continued { .. } | Slot::Missing => None,
    };
    let look = CellLook {
        style: if plain { "TableText" } else { "TableHeading" },
        keep_next: place != Place::Body || kind == RowKind::Group,
        alignment: cell
            .and_then(|cell| cell.alignment)
            .or_else(|| columns.declared.get(from).map(|column| column.alignment))
            .unwrap_or_default(),
    };
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &columns.width(from, spanned).to_string()), ("w:type", "dxa")]);
            if spanned > 1 {
                xml.val("w:gridSpan", &spanned.to_string());
            }
            match slot {
                Slot::Cell { rows, .. } if *rows > 1 => xml.val("w:vMerge", "restart"),
                Slot::Continued { .. } => xml.empty("w:vMerge", &[]),
                _ => {}
            }
            // Only the last row of a header has the strong rule, and what a style says holds for the first.
            if place == (Place::Header { last: true }) || kind == RowKind::Total {
                let side = if kind == RowKind::Total { "w:top" } else { "w:bottom" };
                xml.element("w:tcBorders", &[], |xml| rule(xml, side, "6", INK));
            }
            if kind == RowKind::Group {
                xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", TINT)]);
            }
            if matches!(place, Place::Header { .. }) {
                xml.val("w:vAlign", "bottom");
            }
        });
        write_cell(xml, cell.map(|cell| cell.content.as_slice()).unwrap_or_default(), look, story);
    });
}
