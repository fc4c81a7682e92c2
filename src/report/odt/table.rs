//! Tables: columns in proportion, header rows on every page, merged cells, rows that stay whole.

use super::automatic::Automatic;
use super::body::{Begins, Story};
use super::text::{write_inlines, write_quotation};
use crate::report::direction::{Direction, first_strong};
use crate::report::paper::{Sheet, inches, shares};
use crate::report::tree::{Alignment, CellContent, Row, RowKind, Slot, Table};
use crate::report::xml::Xml;

/// Rows with more letters than this in one cell may be parted between pages.
const LONGEST_WHOLE_ROW: usize = 1400;

/// A table without rows is no table to word processors.
static EMPTY: Row = Row { kind: RowKind::Plain, cells: Vec::new() };

/// Writes the table without its caption and notes.
pub(super) fn write_table<'a>(xml: &mut Xml, table: &'a Table, sheet: Sheet, begins: Begins, story: &mut Story<'a>) {
    let width = table.width();
    let relative = table.widths(sheet.letters());
    let widths = shares(&relative, sheet.text_width());
    let frame = Frame { table, last_header: table.header.len() };
    framed(xml, &widths, begins, true, story, |xml, story| {
        if !table.header.is_empty() {
            xml.start_element("table:table-header-rows", &[]);
            for (index, (row, slots)) in table.header.iter().zip(table.header_grid()).enumerate() {
                frame.row(xml, row, &slots, Some(index + 1), story);
            }
            xml.end_element("table:table-header-rows");
        }
        for (row, slots) in table.rows.iter().zip(table.body_grid()) {
            frame.row(xml, row, &slots, None, story);
        }
        if table.header.is_empty() && table.rows.is_empty() {
            frame.row(xml, &EMPTY, &vec![Slot::Missing; width], None, story);
        }
    });
}

/// `table:table` with its columns, of these widths in twips.
pub(super) fn framed<'a>(
    xml: &mut Xml,
    widths: &[u32],
    begins: Begins,
    may_break: bool,
    story: &mut Story<'a>,
    rows: impl FnOnce(&mut Xml, &mut Story<'a>),
) {
    let (of_style, begun) = begins.attributes();
    let whole = inches(widths.iter().sum());
    let style = story.automatic.style("table", None, &of_style, |xml| {
        let mut properties = vec![
            ("style:width", whole.as_str()),
            ("table:align", "left"),
            ("fo:margin-top", "0in"),
            ("fo:margin-bottom", "0.1in"),
            ("table:border-model", "collapsing"),
            ("style:may-break-between-rows", if may_break { "true" } else { "false" }),
        ];
        properties.extend(begun);
        xml.empty("style:table-properties", &properties);
    });
    story.tables += 1;
    let name = format!("Table{}", story.tables);
    xml.start_element("table:table", &[("table:name", &name), ("table:style-name", &style)]);
    for &width in widths {
        let width = inches(width);
        let column = story.automatic.style("table-column", None, &[], |xml| {
            xml.empty("style:table-column-properties", &[("style:column-width", &width)]);
        });
        xml.empty("table:table-column", &[("table:style-name", &column)]);
    }
    rows(xml, story);
    xml.end_element("table:table");
}

/// Begins a row; a whole one stays on one page.
pub(super) fn begin_row(xml: &mut Xml, whole: bool, automatic: &mut Automatic) {
    let keep = if whole { "always" } else { "auto" };
    let style = automatic.style("table-row", None, &[], |xml| {
        xml.empty("style:table-row-properties", &[("fo:keep-together", keep)]);
    });
    xml.start_element("table:table-row", &[("table:style-name", &style)]);
}

/// The style of a cell with these properties.
pub(super) fn cell_style(automatic: &mut Automatic, properties: &[(&str, &str)]) -> String {
    automatic.style("table-cell", None, &[], |xml| xml.empty("style:table-cell-properties", properties))
}

struct Frame<'a> {
    table: &'a Table,
    last_header: usize,
}

impl<'a> Frame<'a> {
    /// A row; `header` is its place in the header, from 1.
    fn row(&self, xml: &mut Xml, row: &'a Row, slots: &[Slot<'a>], header: Option<usize>, story: &mut Story<'a>) {
        let letters = |slot: &Slot<'_>| match slot {
            Slot::Cell { cell, .. } => cell.plain().chars().count(),
            _ => 0,
        };
        let whole = slots.iter().map(letters).max().unwrap_or(0) <= LONGEST_WHOLE_ROW;
        begin_row(xml, whole, &mut story.automatic);
        let mut from = 0;
        for slot in slots {
            self.slot(xml, row.kind, slot, from, header, story);
            from += slot.columns();
        }
        xml.end_element("table:table-row");
    }

    fn slot(
        &self,
        xml: &mut Xml,
        kind: RowKind,
        slot: &Slot<'a>,
        from: usize,
        header: Option<usize>,
        story: &mut Story<'a>,
    ) {
        let covered = |xml: &mut Xml, count: usize| {
            (0..count).for_each(|_| xml.empty("table:covered-table-cell", &[]));
        };
        let (content, columns, rows): (&'a [CellContent], usize, usize) = match slot {
            Slot::Continued { columns, .. } => return covered(xml, *columns),
            Slot::Cell { cell, columns, rows } => (&cell.content, *columns, *rows),
            Slot::Missing => (&[], 1, 1),
        };
        // The rule under a header belongs to its last row, and to cells that reach down to it.
        let closes = header.is_some_and(|place| place + rows > self.last_header);
        let bottom = if closes { "1pt solid #1F3A4D" } else { "0.5pt solid #C3CCD2" };
        let mut properties = vec![("fo:padding", "0.05in"), ("fo:border-bottom", bottom)];
        if kind == RowKind::Total {
            properties.push(("fo:border-top", "0.75pt solid #1F3A4D"));
        }
        if kind == RowKind::Group {
            properties.push(("fo:background-color", "#F1F4F6"));
        }
        if header.is_some() {
            properties.push(("style:vertical-align", "bottom"));
        }
        let style = cell_style(&mut story.automatic, &properties);
        let (columns_text, rows_text) = (columns.to_string(), rows.to_string());
        let mut attributes = vec![("table:style-name", style.as_str()), ("office:value-type", "string")];
        if columns > 1 {
            attributes.push(("table:number-columns-spanned", &columns_text));
        }
        if rows > 1 {
            attributes.push(("table:number-rows-spanned", &rows_text));
        }
        let alignment = match slot {
            Slot::Cell { cell, .. } => cell.alignment,
            _ => None,
        };
        let column = self.table.columns.get(from).map(|column| column.alignment);
        let look = CellLook {
            style: if header.is_some() || kind != RowKind::Plain { "Table_20_Heading" } else { "Table_20_Text" },
            alignment: alignment.or(column).unwrap_or_default(),
            keep_next: kind == RowKind::Group,
        };
        xml.start_element("table:table-cell", &attributes);
        write_content(xml, content, look, story);
        xml.end_element("table:table-cell");
        covered(xml, columns - 1);
    }
}

/// How the paragraphs of a cell look.
#[derive(Clone, Copy)]
pub(super) struct CellLook {
    pub(super) style: &'static str,
    pub(super) alignment: Alignment,
    pub(super) keep_next: bool,
}

/// Writes the paragraphs of a cell, at least one.
pub(super) fn write_content<'a>(xml: &mut Xml, content: &'a [CellContent], look: CellLook, story: &mut Story<'a>) {
    if content.is_empty() {
        xml.empty("text:p", &[("text:style-name", look.style)]);
    }
    for (index, part) in content.iter().enumerate() {
        let last = index + 1 == content.len();
        let (text, item) = match part {
            CellContent::Text(text) => (text, false),
            CellContent::Item(text) => (text, true),
            CellContent::Quotation(quotation) => (&quotation.text, false),
        };
        let style = paragraph_style(look, &text.plain(), last, story);
        if item {
            xml.start_element("text:list", &[("text:style-name", "Cell_20_Bullets")]);
            xml.start_element("text:list-item", &[]);
        }
        xml.start_element("text:p", &[("text:style-name", &style)]);
        match part {
            CellContent::Quotation(quotation) => write_quotation(xml, quotation, story, false),
            CellContent::Text(text) | CellContent::Item(text) => write_inlines(xml, text, story),
        }
        xml.end_element("text:p");
        if item {
            xml.end_element("text:list-item");
            xml.end_element("text:list");
        }
    }
}

fn paragraph_style(look: CellLook, words: &str, last: bool, story: &mut Story<'_>) -> String {
    let mut properties = Vec::new();
    match look.alignment {
        Alignment::Start => {}
        Alignment::Centre => properties.push(("fo:text-align", "center")),
        Alignment::End => properties.push(("fo:text-align", "end")),
    }
    if !last {
        properties.push(("fo:margin-bottom", "0.05in"));
    }
    if look.keep_next {
        properties.push(("fo:keep-with-next", "always"));
    }
    let own = story.document.right_to_left();
    let reads = first_strong(words).map_or(own, |direction| direction == Direction::RightToLeft);
    if reads != own {
        properties.push(("style:writing-mode", if reads { "rl-tb" } else { "lr-tb" }));
    }
    if properties.is_empty() {
        return look.style.to_owned();
    }
    story.automatic.style("paragraph", Some(look.style), &[], |xml| {
        xml.empty("style:paragraph-properties", &properties);
    })
}
