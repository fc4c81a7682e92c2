//! A document as a workbook: what is read on the first sheet, each table and each run of code cards on a sheet of its
//! own, to which the first leads.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Url, Workbook, Worksheet};

use super::sheet::{CellLook, Heights, Names, Rich, format, number, size};
use super::{XlsxError, workbook};
use crate::report::tree::{
    Alignment, Block, Caption, CaptionCounter, CaptionKind, Card, CellContent, CodeTree, Document, Heading, Inlines,
    List, Page, Role, Row, RowKind, Slot, Table, Words,
};

/// Width of the column of text on the first sheet, and of the one beside it, in characters.
const PROSE: f64 = 96.0;
const ASIDE: f64 = 34.0;
/// Width of a table's columns together, in characters.
const TABLE: f64 = 130.0;

/// The bytes of a workbook. The same document gives the same bytes.
///
/// # Errors
///
/// If there are more rows or columns than a sheet has.
pub fn xlsx(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = workbook(&document.title, &document.authors.join(", "))?;
    let mut names = Names::default();
    let mut reading = Reading { document, rows: Vec::new(), sheets: Vec::new(), captions: CaptionCounter::default() };
    let first = names.next(&document.words.contents);
    reading.read(&mut names);
    let Reading { rows, sheets, .. } = reading;
    let sheet = workbook.add_worksheet();
    sheet.set_name(&first)?;
    write_prose(sheet, document, &rows)?;
    for (name, content) in sheets {
        write_sheet(&mut workbook, document, &name, content)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// A row of the first sheet.
struct Line {
    look: CellLook,
    text: Rich,
    aside: String,
    /// The sheet that the row leads to.
    leads_to: Option<String>,
}

/// What a sheet of its own holds.
enum Content<'a> {
    Table(&'a Table),
    Cards(Vec<&'a Card>),
    Tree(&'a CodeTree),
}

struct Reading<'a> {
    document: &'a Document,
    rows: Vec<Line>,
    sheets: Vec<(String, Content<'a>)>,
    captions: CaptionCounter,
}

impl<'a> Reading<'a> {
    fn read(&mut self, names: &mut Names) {
        let document = self.document;
        self.plain(CellLook::Heading(0), &document.title);
        if let Some(subtitle) = &document.subtitle {
            self.plain(CellLook::Heading(3), subtitle);
        }
        if !document.authors.is_empty() {
            self.plain(CellLook::Prose, &document.authors.join(", "));
        }
        let mut last_heading = String::new();
        let mut cards: Vec<&'a Card> = Vec::new();
        let mut cards_under = String::new();
        for block in &document.blocks {
            if let Block::Card(card) = block {
                if cards.is_empty() {
                    cards_under.clone_from(&last_heading);
                }
                cards.push(card);
                continue;
            }
            self.gather(&mut cards, &cards_under, names);
            match block {
                Block::Heading(heading) => {
                    last_heading = heading.text.plain();
                    self.heading(heading);
                }
                Block::Paragraph(paragraph) => {
                    let look = if paragraph.role == Role::Note { CellLook::Note } else { CellLook::Prose };
                    self.inlines(look, &paragraph.text);
                }
                Block::List(list) => self.list(list, 0),
                Block::CodeTree(tree) => {
                    let name = names.next(&last_heading);
                    self.leads_to(&name, &last_heading);
                    self.sheets.push((name, Content::Tree(tree)));
                }
                Block::Table(table) => {
                    let (label, caption) = self.caption(table.caption.as_ref(), CaptionKind::Table);
                    let name = names.next(if label.is_empty() { &last_heading } else { &label });
                    let words = [label, caption].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
                    self.leads_to(&name, if words.is_empty() { &last_heading } else { "" });
                    if let Some(line) = self.rows.last_mut().filter(|_| !words.is_empty()) {
                        line.text.push(&words.join(". "));
                    }
                    self.sheets.push((name, Content::Table(table)));
                }
                Block::Quotation(quotation) => {
                    let mut bare = quotation.clone();
                    let aside = bare.attribution.take().unwrap_or_default();
                    let text = Rich::content(&[CellContent::Quotation(bare)], &document.words);
                    self.rows.push(Line { look: CellLook::Prose, text, aside, leads_to: None });
                }
                Block::Figure(figure) => {
                    let (label, caption) = self.caption(figure.caption.as_ref(), CaptionKind::Figure);
                    let words = format!("[{label}. {caption} {}]", figure.alternative);
                    self.plain(CellLook::Note, words.replace("[. ", "[").trim());
                }
                Block::Card(_) | Block::PageBreak | Block::Section { .. } | Block::TableOfContents { .. } => {}
            }
        }
        self.gather(&mut cards, &cards_under, names);
    }

    /// The cards so far as a sheet.
    fn gather(&mut self, cards: &mut Vec<&'a Card>, under: &str, names: &mut Names) {
        if !cards.is_empty() {
            let name = names.next(under);
            self.leads_to(&name, under);
            self.sheets.push((name, Content::Cards(std::mem::take(cards))));
        }
    }

    fn leads_to(&mut self, name: &str, words: &str) {
        let mut text = Rich::default();
        text.push(words);
        self.rows.push(Line { look: CellLook::Prose, text, aside: String::new(), leads_to: Some(name.to_owned()) });
    }

    fn plain(&mut self, look: CellLook, words: &str) {
        let mut text = Rich::default();
        text.push(words);
        self.rows.push(Line { look, text, aside: String::new(), leads_to: None });
    }

    fn inlines(&mut self, look: CellLook, words: &Inlines) {
        let mut text = Rich::default();
        text.inlines(words);
        self.rows.push(Line { look, text, aside: String::new(), leads_to: None });
    }

    fn heading(&mut self, heading: &Heading) {
        let mut text = Rich::default();
        if let Some(number) = &heading.number {
            text.push(&format!("{number} "));
        }
        text.inlines(&heading.text);
        self.rows.push(Line { look: CellLook::Heading(heading.depth()), text, aside: String::new(), leads_to: None });
    }

    fn list(&mut self, list: &List, depth: usize) {
        for (item, number) in list.items.iter().zip(1..) {
            let mark = if list.numbered { format!("{number}. ") } else { "\u{2022} ".to_owned() };
            let mut text = Rich::default();
            text.push(&format!("{}{mark}", "    ".repeat(depth)));
            text.inlines(&item.text);
            self.rows.push(Line { look: CellLook::Prose, text, aside: String::new(), leads_to: None });
            if let Some(below) = &item.below {
                self.list(below, depth + 1);
            }
        }
    }

    /// A caption's label and words.
    fn caption(&mut self, caption: Option<&Caption>, kind: CaptionKind) -> (String, String) {
        let Some(caption) = caption else { return (String::new(), String::new()) };
        let label = self.captions.next(kind, &caption.label, &self.document.words);
        (label.map(|label| label.text()).unwrap_or_default(), caption.text.plain())
    }
}

fn write_prose(sheet: &mut Worksheet, document: &Document, rows: &[Line]) -> Result<(), XlsxError> {
    sheet.set_column_width(0, PROSE)?;
    sheet.set_column_width(1, ASIDE)?;
    let note = format(CellLook::Note, Alignment::Start);
    let mut heights = Heights::default();
    for (row, line) in (0_u32..).zip(rows) {
        heights.fit(row, &line.text.plain(), PROSE, size(line.look));
        heights.fit(row, &line.aside, ASIDE, size(CellLook::Note));
        let look = format(line.look, Alignment::Start);
        match &line.leads_to {
            Some(name) => {
                let words = line.text.plain();
                let words = if words.is_empty() { name.clone() } else { words };
                let address = format!("internal:'{}'!A1", name.replace('\'', "''"));
                let words: String = words.chars().take(250).collect();
                sheet.write_url_with_text(row, 0, Url::new(address), words)?;
            }
            None => line.text.write(sheet, row, 0, &look)?,
        }
        if !line.aside.is_empty() {
            sheet.write_string_with_format(row, 1, &line.aside, &note)?;
        }
    }
    heights.apply(sheet)?;
    paper(sheet, document, false);
    Ok(())
}

fn paper(sheet: &mut Worksheet, document: &Document, landscape: bool) {
    sheet.set_paper_size(match document.page {
        Page::A4 => 9,
        Page::Letter => 1,
    });
    if landscape {
        sheet.set_landscape();
    }
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_footer("&C&P / &N");
    if document.right_to_left() {
        sheet.set_right_to_left(true);
    }
}

fn write_sheet(
    workbook: &mut Workbook,
    document: &Document,
    name: &str,
    content: Content<'_>,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(name)?;
    match content {
        Content::Table(table) => write_table(sheet, table, &document.words)?,
        Content::Cards(cards) => write_cards(sheet, &cards, &document.words)?,
        Content::Tree(tree) => write_tree(sheet, tree)?,
    }
    paper(sheet, document, true);
    Ok(())
}

fn write_table(sheet: &mut Worksheet, table: &Table, words: &Words) -> Result<(), XlsxError> {
    let width = table.width();
    let share = |column: usize| table.columns.get(column).map_or(1.0, |column| f64::from(column.width.max(0.1)));
    let sum: f64 = (0..width).map(share).sum();
    let widths: Vec<f64> = (0..width).map(|column| (TABLE * share(column) / sum.max(0.1)).clamp(6.0, 80.0)).collect();
    for (place, width) in (0_u16..).zip(&widths) {
        sheet.set_column_width(place, *width)?;
    }
    let mut heights = Heights::default();
    let mut laying = Laying { table, words, widths: &widths, heights: &mut heights };
    laying.rows(sheet, &table.header, &table.header_grid(), 0, true)?;
    let header = u32::try_from(table.header.len()).unwrap_or(0);
    laying.rows(sheet, &table.rows, &table.body_grid(), header, false)?;
    if header > 0 {
        sheet.set_freeze_panes(header, 0)?;
        sheet.set_repeat_rows(0, header - 1)?;
    }
    let note = format(CellLook::Note, Alignment::Start);
    let below = header + u32::try_from(table.rows.len()).unwrap_or(0) + 1;
    for (row, text) in (below..).zip(&table.notes) {
        let last = u16::try_from(width.saturating_sub(1)).unwrap_or(0);
        if last > 0 {
            sheet.merge_range(row, 0, row, last, "", &note)?;
        }
        let mut rich = Rich::default();
        rich.inlines(text);
        rich.write(sheet, row, 0, &note)?;
        heights.fit(row, &rich.plain(), widths.iter().sum(), size(CellLook::Note));
    }
    Ok(heights.apply(sheet)?)
}

/// A table on its sheet.
struct Laying<'a> {
    table: &'a Table,
    words: &'a Words,
    /// Of the columns, in characters.
    widths: &'a [f64],
    heights: &'a mut Heights,
}

impl Laying<'_> {
    fn rows(
        &mut self,
        sheet: &mut Worksheet,
        rows: &[Row],
        grid: &[Vec<Slot<'_>>],
        first: u32,
        header: bool,
    ) -> Result<(), XlsxError> {
        for ((row, slots), at) in rows.iter().zip(grid).zip(first..) {
            let look = match row.kind {
                _ if header => CellLook::Header,
                RowKind::Plain => CellLook::Cell,
                RowKind::Group => CellLook::Group,
                RowKind::Total => CellLook::Total,
            };
            let mut from = 0;
            for slot in slots {
                let place = u16::try_from(from).unwrap_or(u16::MAX);
                let declared = self.table.columns.get(from).map(|column| column.alignment);
                if let Slot::Cell { cell, columns, rows } = slot {
                    let alignment = cell.alignment.or(declared).unwrap_or_default();
                    let format = format(look, alignment);
                    if *columns > 1 || *rows > 1 {
                        let last_row = at + u32::try_from(rows - 1).unwrap_or(0);
                        let last = place + u16::try_from(columns - 1).unwrap_or(0);
                        sheet.merge_range(at, place, last_row, last, "", &format)?;
                    }
                    let rich = Rich::content(&cell.content, self.words);
                    if *rows == 1 {
                        let width: f64 = self.widths.iter().skip(from).take(*columns).sum();
                        self.heights.fit(at, &rich.plain(), width, size(look));
                    }
                    match number(&rich.plain()).filter(|_| alignment != Alignment::Start && !header) {
                        Some(amount) => {
                            sheet.write_number_with_format(at, place, amount, &format)?;
                        }
                        None => rich.write(sheet, at, place, &format)?,
                    }
                }
                from += slot.columns();
            }
        }
        Ok(())
    }
}

/// A row a card, a column a term, in the order in which the cards first have them.
fn write_cards(sheet: &mut Worksheet, cards: &[&Card], words: &Words) -> Result<(), XlsxError> {
    let header = format(CellLook::Header, Alignment::Start);
    let cell = format(CellLook::Cell, Alignment::Start);
    let mut columns: BTreeMap<&str, u16> = BTreeMap::new();
    for (column, width) in [(0, 9.0), (1, 30.0)] {
        sheet.set_column_width(column, width)?;
        sheet.write_blank(0, column, &header)?;
    }
    for term in cards.iter().flat_map(|card| &card.entries).map(|entry| entry.term.as_str()) {
        let next = u16::try_from(columns.len() + 2).unwrap_or(u16::MAX);
        if !columns.contains_key(term) {
            columns.insert(term, next);
            sheet.write_string_with_format(0, next, term, &header)?;
            sheet.set_column_width(next, 38)?;
        }
    }
    let mut heights = Heights::default();
    for (row, card) in (1_u32..).zip(cards) {
        if let Some(heading) = &card.heading {
            let number = heading.number.as_deref().unwrap_or_default();
            sheet.write_string_with_format(row, 0, number, &cell)?;
            let mut name = Rich::default();
            name.inlines(&heading.text);
            heights.fit(row, &name.plain(), 30.0, 11.0);
            name.write(sheet, row, 1, &cell.clone().set_bold())?;
        }
        for entry in &card.entries {
            if let Some(column) = columns.get(entry.term.as_str()) {
                let rich = Rich::content(&entry.content, words);
                heights.fit(row, &rich.plain(), 38.0, 11.0);
                rich.write(sheet, row, *column, &cell)?;
            }
        }
    }
    sheet.set_freeze_panes(1, 2)?;
    sheet.set_repeat_rows(0, 0)?;
    Ok(heights.apply(sheet)?)
}

fn write_tree(sheet: &mut Worksheet, tree: &CodeTree) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 10)?;
    sheet.set_column_width(1, 80)?;
    sheet.set_column_width(2, 22)?;
    let mut heights = Heights::default();
    for (row, code) in (0_u32..).zip(&tree.rows) {
        let look = if code.depth == 0 { CellLook::Group } else { CellLook::Cell };
        let base = format(look, Alignment::Start);
        sheet.write_string_with_format(row, 0, &code.number, &base)?;
        let indent = u8::try_from(code.depth.min(15)).unwrap_or(15);
        sheet.write_string_with_format(row, 1, &code.name, &base.clone().set_indent(indent))?;
        sheet.write_string_with_format(row, 2, code.aside.as_deref().unwrap_or_default(), &base)?;
        heights.fit(row, &code.name, 80.0 - 3.0 * f64::from(indent), 11.0);
    }
    Ok(heights.apply(sheet)?)
}
