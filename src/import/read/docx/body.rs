//! The text of a Word document, paragraph by paragraph, as it would print.

use super::super::super::error::Trouble;
use super::super::xml::{self, Family};
use super::super::{Cell, Paragraph};
use super::seen::Seen;
use super::styles::{Look, Styles};
use super::symbols;
use quick_xml::events::{BytesStart, Event};

/// The most paragraphs of one document: far over any transcript, far under what memory holds.
const MOST_PARAGRAPHS: usize = 1_000_000;

/// What a part's text holds, paragraphs not yet tidied.
#[derive(Default)]
pub(super) struct Body {
    pub paragraphs: Vec<Paragraph>,
    /// What does not come along as it is.
    pub seen: Seen,
}

/// Reads the text of a part.
pub(super) fn read(text: &str, styles: &Styles) -> Result<Body, Trouble> {
    let mut reading = Reading::new(styles, true);
    xml::walk(text, |event, family, _| reading.take(event, family))?;
    if reading.fields.contains(&false) {
        // A field that begins and never ends would swallow the rest of the document: read again without minding fields.
        reading = Reading::new(styles, false);
        xml::walk(text, |event, family, _| reading.take(event, family))?;
    }
    Ok(reading.body)
}

/// A paragraph that has begun.
#[derive(Default)]
struct OpenParagraph {
    paragraph: Paragraph,
    style: Option<String>,
    numbered: bool,
    /// Whether its mark was deleted, so that the next paragraph joins it.
    mark_deleted: bool,
    in_box: bool,
}

/// A run that has begun.
#[derive(Default)]
struct OpenRun {
    style: Option<String>,
    look: Look,
    font: Option<String>,
    counted_hidden: bool,
}

/// A table that has begun: its number, and the row and column that come next.
struct OpenTable {
    table: usize,
    next_row: usize,
    column: usize,
    width: usize,
}

struct Reading<'s> {
    styles: &'s Styles,
    body: Body,
    /// Elements open inside one that is left out, that one included.
    skipped: usize,
    paragraphs: Vec<OpenParagraph>,
    runs: Vec<OpenRun>,
    tables: Vec<OpenTable>,
    table_count: usize,
    boxes: usize,
    /// What stood in text boxes of the paragraph that is still open.
    boxed: Vec<Paragraph>,
    /// For each field that is open, whether its result has begun.
    fields: Vec<bool>,
    mind_fields: bool,
    /// For each content control that is open, whether it only shows its prompt.
    controls: Vec<bool>,
    join_next: bool,
    in_text: bool,
    in_paragraph_properties: usize,
    in_run_properties: usize,
    in_row_properties: usize,
}

impl<'s> Reading<'s> {
    fn new(styles: &'s Styles, mind_fields: bool) -> Self {
        Reading {
            styles,
            body: Body::default(),
            skipped: 0,
            paragraphs: Vec::new(),
            runs: Vec::new(),
            tables: Vec::new(),
            table_count: 0,
            boxes: 0,
            boxed: Vec::new(),
            fields: Vec::new(),
            mind_fields,
            controls: Vec::new(),
            join_next: false,
            in_text: false,
            in_paragraph_properties: 0,
            in_run_properties: 0,
            in_row_properties: 0,
        }
    }

    fn take(&mut self, event: &Event<'_>, family: Family) -> Result<(), Trouble> {
        match event {
            Event::Start(start) if self.skipped > 0 || self.leaves_out(start, family) => self.skipped += 1,
            Event::Start(start) if family == Family::Word => self.start(start)?,
            Event::End(_) if self.skipped > 0 => self.skipped -= 1,
            Event::End(end) if family == Family::Word => self.end(end.local_name().as_ref())?,
            Event::Text(text) if self.in_text && self.skipped == 0 => self.text(&text.xml10_content()),
            Event::CData(text) if self.in_text && self.skipped == 0 => self.text(&text.xml10_content()),
            Event::GeneralRef(reference) if self.in_text && self.skipped == 0 => match xml::referred(reference) {
                Some(meant) => self.text(&meant),
                None => {
                    self.body.seen.unreadable += 1;
                    self.text("\u{fffd}");
                }
            },
            _ => {}
        }
        Ok(())
    }

    /// Elements whose whole content stays out. Counts those that a person would miss.
    fn leaves_out(&mut self, start: &BytesStart<'_>, family: Family) -> bool {
        let name = start.local_name();
        let seen = &mut self.body.seen;
        match (family, name.as_ref()) {
            (Family::Compatibility, "Fallback") => true,
            (Family::Math, "oMath") => {
                seen.formulas += 1;
                true
            }
            (Family::Drawing, "blip" | "chart" | "relIds") | (Family::OldDrawing, "imagedata" | "OLEObject") => {
                seen.pictures += 1;
                true
            }
            (Family::Word, "del" | "moveFrom") if self.in_paragraph_properties + self.in_row_properties == 0 => {
                seen.deletions += 1;
                true
            }
            (Family::Word, "rt") => {
                seen.guides += 1;
                true
            }
            (Family::Word, "sdtContent") if self.controls.last() == Some(&true) => {
                seen.unfilled += 1;
                true
            }
            (Family::Word, "sectPr" | "pPrChange" | "rPrChange" | "tblPrChange" | "trPrChange" | "tcPrChange") => true,
            (Family::Word, "instrText" | "delText" | "delInstrText") => true,
            _ => false,
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), Trouble> {
        let name = start.local_name();
        let value = || xml::attribute(start, "val");
        match name.as_ref() {
            "p" => {
                self.paragraphs.push(OpenParagraph { in_box: self.boxes > 0, ..OpenParagraph::default() });
            }
            "r" => self.runs.push(OpenRun::default()),
            "pPr" => self.in_paragraph_properties += 1,
            "rPr" => self.in_run_properties += 1,
            "trPr" => self.in_row_properties += 1,
            "pStyle" => self.with_paragraph(|open| open.style = value()),
            "numId" if self.in_paragraph_properties > 0 => {
                let numbered = value().is_some_and(|id| id != "0");
                self.with_paragraph(|open| open.numbered = numbered);
            }
            "del" | "moveFrom" if self.in_paragraph_properties > 0 => {
                self.with_paragraph(|open| open.mark_deleted = true)
            }
            "ins" | "moveTo" if self.in_paragraph_properties + self.in_row_properties == 0 => {
                self.body.seen.insertions += 1
            }
            "rStyle" if self.in_paragraph_properties == 0 => {
                if let Some(run) = self.runs.last_mut() {
                    run.style = value();
                }
            }
            "b" | "i" | "vanish" if self.in_run_properties > 0 && self.in_paragraph_properties == 0 => {
                if let Some(run) = self.runs.last_mut() {
                    run.look.take(start);
                }
            }
            "rFonts" if self.in_paragraph_properties == 0 => {
                if let Some(run) = self.runs.last_mut() {
                    run.font = xml::attribute(start, "ascii").or_else(|| xml::attribute(start, "hAnsi"));
                }
            }
            "t" => self.in_text = true,
            "tab" if self.in_paragraph_properties == 0 => self.text("\t"),
            "ptab" => self.text("\t"),
            "br" | "cr" => self.line_end(),
            "noBreakHyphen" => self.text("\u{2011}"),
            "sym" => {
                let font = xml::attribute(start, "font").unwrap_or_default();
                let code = xml::attribute(start, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                self.symbol(&font, code);
            }
            "fldChar" => match xml::attribute(start, "fldCharType").as_deref() {
                Some("begin") => self.fields.push(false),
                Some("separate") => {
                    if let Some(field) = self.fields.last_mut() {
                        *field = true;
                    }
                }
                Some("end") => {
                    self.fields.pop();
                }
                _ => {}
            },
            "commentReference" => self.body.seen.comments += 1,
            "footnoteReference" => self.body.seen.footnotes += 1,
            "endnoteReference" => self.body.seen.endnotes += 1,
            "altChunk" | "subDoc" => self.body.seen.embedded += 1,
            "txbxContent" => {
                self.boxes += 1;
                self.body.seen.boxes += 1;
            }
            "sdt" => self.controls.push(false),
            "showingPlcHdr" if xml::is_on(start) => {
                if let Some(control) = self.controls.last_mut() {
                    *control = true;
                }
            }
            "tbl" => {
                self.tables.push(OpenTable { table: self.table_count, next_row: 0, column: 0, width: 0 });
                self.table_count += 1;
            }
            "tr" => self.with_table(|table| {
                table.next_row += 1;
                (table.column, table.width) = (0, 0);
            }),
            "tc" => self.with_table(|table| {
                table.column += table.width;
                table.width = 1;
            }),
            "gridSpan" => {
                let width = value().and_then(|n| n.parse::<usize>().ok()).filter(|n| (1..=1_000).contains(n));
                self.with_table(|table| table.width = width.unwrap_or(1));
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Trouble> {
        match name {
            "t" => self.in_text = false,
            "p" => return self.end_paragraph(),
            "r" => {
                self.runs.pop();
            }
            "pPr" => self.in_paragraph_properties = self.in_paragraph_properties.saturating_sub(1),
            "rPr" => self.in_run_properties = self.in_run_properties.saturating_sub(1),
            "trPr" => self.in_row_properties = self.in_row_properties.saturating_sub(1),
            "txbxContent" => self.boxes = self.boxes.saturating_sub(1),
            "sdt" => {
                self.controls.pop();
            }
            "tbl" => {
                self.tables.pop();
            }
            _ => {}
        }
        Ok(())
    }

    fn end_paragraph(&mut self) -> Result<(), Trouble> {
        let Some(open) = self.paragraphs.pop() else { return Ok(()) };
        let mut paragraph = open.paragraph;
        if let Some(id) = &open.style {
            paragraph.heading = self.styles.heading(id);
            paragraph.style = Some(self.styles.name(id));
        }
        paragraph.cell = self.tables.last().map(|table| Cell {
            table: table.table,
            row: table.next_row.saturating_sub(1),
            column: table.column,
        });
        if open.numbered && !paragraph.text().trim().is_empty() {
            self.body.seen.numbers += 1;
        }
        if open.in_box {
            self.boxed.push(paragraph);
        } else {
            match self.body.paragraphs.last_mut() {
                Some(last) if self.join_next && last.cell == paragraph.cell => {
                    paragraph.runs.iter().for_each(|run| last.push(&run.text, run.bold, run.italic));
                }
                _ => self.body.paragraphs.push(paragraph),
            }
            self.join_next = open.mark_deleted;
        }
        if self.paragraphs.is_empty() {
            self.body.paragraphs.append(&mut self.boxed);
        }
        if self.body.paragraphs.len() + self.boxed.len() > MOST_PARAGRAPHS {
            return Err(Trouble::TooLarge { limit: "a million paragraphs".to_owned() });
        }
        Ok(())
    }

    fn with_paragraph(&mut self, change: impl FnOnce(&mut OpenParagraph)) {
        if let Some(open) = self.paragraphs.last_mut() {
            change(open);
        }
    }

    fn with_table(&mut self, change: impl FnOnce(&mut OpenTable)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }

    /// Text of the run that is open. A line end in the XML is a space in print; a character of the private use area is
    /// one of a symbol font.
    fn text(&mut self, text: &str) {
        let is_private = |c: char| ('\u{f000}'..='\u{f0ff}').contains(&c);
        if !text.contains(is_private) {
            return self.append(&text.replace(['\n', '\r'], " "));
        }
        let font = self.runs.last().and_then(|run| run.font.clone()).unwrap_or_default();
        for c in text.chars() {
            match c {
                '\n' | '\r' => self.append(" "),
                c if is_private(c) => self.symbol(&font, Some(u32::from(c))),
                c => self.append(c.encode_utf8(&mut [0; 4])),
            }
        }
    }

    fn line_end(&mut self) {
        self.append("\n");
    }

    fn append(&mut self, text: &str) {
        if self.mind_fields && self.fields.contains(&false) {
            return;
        }
        let Some(open) = self.paragraphs.last_mut() else { return };
        let Some(run) = self.runs.last_mut() else {
            open.paragraph.push(text, false, false);
            return;
        };
        let look = self.styles.resolve(open.style.as_deref(), run.style.as_deref(), run.look);
        if look.hidden == Some(true) {
            if !run.counted_hidden && !text.trim().is_empty() {
                run.counted_hidden = true;
                self.body.seen.hidden += 1;
            }
            return;
        }
        open.paragraph.push(text, look.bold == Some(true), look.italic == Some(true));
    }

    /// A character of a symbol font by its code there.
    fn symbol(&mut self, font: &str, code: Option<u32>) {
        match code.and_then(|code| symbols::character(font, code)) {
            Some(c) => self.append(c.encode_utf8(&mut [0; 4])),
            None => {
                self.body.seen.symbols += 1;
                self.append("\u{fffd}");
            }
        }
    }
}
