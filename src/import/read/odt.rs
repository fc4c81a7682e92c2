//! OpenDocument texts (.odt): tracked deletions, notes and comments left out and told, styles looked up, tables with cells.

use super::super::error::Trouble;
use super::super::notice::Notice;
use super::package::Package;
use super::xml::{attribute, referred, walk};
use super::{Cell, Counted, FileType, Paragraph, ReadDocument, tidy_and_tell};
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::collections::BTreeMap;

/// Reads the text of the package.
pub(in super::super) fn read(package: &Package<'_>) -> Result<ReadDocument, Trouble> {
    let content = package.read("content.xml")?.ok_or_else(|| Trouble::damaged("the part content.xml is missing"))?;
    let mut reading = Reading::default();
    if let Some(styles) = package.read("styles.xml")? {
        // What stands in page heads and feet is no text of the document; its styles are.
        walk(&styles, |event, _, _| {
            if let Event::Start(start) = event {
                reading.style(start);
            }
            Ok(())
        })?;
    }
    walk(&content, |event, _, _| {
        match event {
            Event::Start(start) => reading.start(start),
            Event::End(end) => reading.end(end.local_name().as_ref()),
            Event::Text(text) => reading.text(&text.xml10_content()),
            Event::CData(text) => reading.text(&text.xml10_content()),
            Event::GeneralRef(reference) => reading.referred(reference),
            _ => {}
        }
        Ok(())
    })?;
    let mut notices = reading.seen.notices();
    let pictures = reading.seen.pictures;
    let paragraphs = tidy_and_tell(reading.done, &mut notices);
    if paragraphs.is_empty() {
        return Err(Trouble::NoWords { pictures });
    }
    Ok(ReadDocument { paragraphs, encoding: None, notices, file_type: FileType::OpenDocument, title: None })
}

/// What was met that does not come along.
#[derive(Default)]
struct Seen {
    deletions: usize,
    insertions: usize,
    comments: usize,
    footnotes: usize,
    endnotes: usize,
    pictures: usize,
    unreadable: usize,
}

impl Seen {
    fn notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        if self.insertions + self.deletions > 0 {
            notices.push(Notice::TrackedChanges { insertions: self.insertions, deletions: self.deletions });
        }
        let counted: [Counted; 5] = [
            (self.comments, Notice::Comments),
            (self.footnotes, Notice::Footnotes),
            (self.endnotes, Notice::Endnotes),
            (self.pictures, Notice::Pictures),
            (self.unreadable, Notice::UnreadableCharacters),
        ];
        notices.extend(counted.into_iter().filter(|(n, _)| *n > 0).map(|(n, notice)| notice(n)));
        notices
    }
}

/// A style: what it is based on, and what it says of its letters.
#[derive(Clone, Debug, Default)]
struct Style {
    parent: Option<String>,
    bold: Option<bool>,
    italic: Option<bool>,
}

/// A table that is open.
struct Table {
    number: usize,
    row: Option<usize>,
    column: usize,
    in_cell: bool,
}

#[derive(Default)]
struct Reading {
    done: Vec<Paragraph>,
    open: Option<Paragraph>,
    lists: usize,
    tables: Vec<Table>,
    tables_met: usize,
    /// Inside of so many elements whose text is not the document's.
    silent: usize,
    styles: BTreeMap<String, Style>,
    /// The style that is being read.
    styling: Option<String>,
    /// Of the paragraph and of the spans that are open: bold and italic.
    looks: Vec<(bool, bool)>,
    seen: Seen,
}

/// Elements whose text is not the document's own.
fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "tracked-changes"
            | "note"
            | "annotation"
            | "table-of-content"
            | "alphabetical-index"
            | "desc"
            | "title"
            | "ruby-text"
            | "sequence-decls"
    )
}

impl Reading {
    fn style(&mut self, start: &BytesStart<'_>) {
        match start.local_name().as_ref() {
            "style" => {
                self.styling = attribute(start, "name");
                if let Some(name) = &self.styling {
                    let parent = attribute(start, "parent-style-name");
                    self.styles.insert(name.clone(), Style { parent, ..Style::default() });
                }
            }
            "text-properties" => {
                let Some(style) = self.styling.as_ref().and_then(|name| self.styles.get_mut(name)) else { return };
                style.bold = attribute(start, "font-weight")
                    .map(|weight| weight == "bold" || weight.parse::<u16>().is_ok_and(|weight| weight >= 600));
                style.italic = attribute(start, "font-style").map(|slant| slant != "normal");
            }
            _ => {}
        }
    }

    /// Bold and italic by a style and those it is based on, where they say so.
    fn look(&self, style: &str) -> (Option<bool>, Option<bool>) {
        let mut look = (None, None);
        for style in self.chain(style) {
            look.0 = look.0.or(style.1.bold);
            look.1 = look.1.or(style.1.italic);
        }
        look
    }

    /// A style and those it is based on.
    fn chain<'s>(&'s self, style: &'s str) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let first = self.styles.get_key_value(style);
        let next = |(_, style): &(&'s String, &'s Style)| self.styles.get_key_value(style.parent.as_deref()?);
        std::iter::successors(first, next).take(16).map(|(name, style)| (name.as_str(), style))
    }

    fn start(&mut self, start: &BytesStart<'_>) {
        let name = start.local_name();
        let name = name.as_ref();
        if is_silent(name) {
            self.silent += 1;
            match name {
                "annotation" => self.seen.comments += 1,
                "note" if attribute(start, "note-class").as_deref() == Some("endnote") => self.seen.endnotes += 1,
                "note" => self.seen.footnotes += 1,
                _ => {}
            }
            return;
        }
        self.style(start);
        match name {
            "deletion" => self.seen.deletions += 1,
            "insertion" => self.seen.insertions += 1,
            "p" | "h" if self.silent == 0 => self.begin(start, name == "h"),
            "span" => {
                let (bold, italic) = attribute(start, "style-name").map_or((None, None), |style| self.look(&style));
                let (outer_bold, outer_italic) = self.looks.last().copied().unwrap_or_default();
                self.looks.push((bold.unwrap_or(outer_bold), italic.unwrap_or(outer_italic)));
            }
            "s" => {
                let count = attribute(start, "c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                self.text(&" ".repeat(count.min(200)));
            }
            "tab" => self.text("\t"),
            "line-break" => self.text("\n"),
            "image" => self.seen.pictures += 1,
            "list" => self.lists += 1,
            "table" => {
                self.tables.push(Table { number: self.tables_met, row: None, column: 0, in_cell: false });
                self.tables_met += 1;
            }
            "table-row" => {
                if let Some(table) = self.tables.last_mut() {
                    (table.row, table.column) = (Some(table.row.map_or(0, |row| row + 1)), 0);
                }
            }
            "table-cell" => self.tables.last_mut().into_iter().for_each(|table| table.in_cell = true),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if is_silent(name) {
            self.silent = self.silent.saturating_sub(1);
            return;
        }
        match name {
            "style" => self.styling = None,
            "p" | "h" if self.silent == 0 => self.finish(),
            "span" => drop(self.looks.pop()),
            "list" => self.lists = self.lists.saturating_sub(1),
            "table" => drop(self.tables.pop()),
            "table-cell" | "covered-table-cell" => {
                if let Some(table) = self.tables.last_mut() {
                    (table.in_cell, table.column) = (false, table.column.saturating_add(1));
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self, start: &BytesStart<'_>, heading: bool) {
        self.finish();
        let style = attribute(start, "style-name").unwrap_or_default();
        let names: Vec<String> = self.chain(&style).map(|(name, _)| name.replace("_20_", " ")).collect();
        let level = || attribute(start, "outline-level").and_then(|level| level.parse().ok()).unwrap_or(1);
        let (bold, italic) = self.look(&style);
        self.looks = vec![(bold.unwrap_or(false), italic.unwrap_or(false))];
        let cell = self.tables.last().filter(|table| table.in_cell);
        self.open = Some(Paragraph {
            style: (!names.is_empty()).then(|| names.join(" < ")),
            heading: heading.then(level),
            cell: cell.map(|table| Cell {
                table: table.number,
                row: table.row.unwrap_or_default(),
                column: table.column,
            }),
            listed: self.lists > 0,
            ..Paragraph::default()
        });
    }

    /// What a reference stands for; the place of one that stands for nothing known is shown.
    fn referred(&mut self, reference: &BytesRef<'_>) {
        let meant = referred(reference);
        if meant.is_none() && self.open.is_some() && self.silent == 0 {
            self.seen.unreadable += 1;
        }
        self.text(meant.as_deref().unwrap_or("\u{fffd}"));
    }

    fn text(&mut self, text: &str) {
        if self.silent > 0 {
            return;
        }
        let (bold, italic) = self.looks.last().copied().unwrap_or_default();
        if let Some(open) = &mut self.open {
            open.push(text, bold, italic);
        }
    }

    fn finish(&mut self) {
        self.done.extend(self.open.take());
        self.looks.clear();
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    #[test]
    fn a_reference_to_nothing_known_is_shown_and_told() {
        let content = r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>Tea &amp; &secret; cake</text:p></office:text></office:body></office:document-content>"#;
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("content.xml", SimpleFileOptions::default()).expect("an entry");
        writer.write_all(content.as_bytes()).expect("written");
        let bytes = writer.finish().expect("a package").into_inner();
        let read = read(&Package::open(&bytes).expect("a package")).expect("a text");
        assert_eq!(read.paragraphs.iter().map(Paragraph::text).collect::<Vec<_>>(), ["Tea & \u{fffd} cake"]);
        assert_eq!(read.notices, [Notice::UnreadableCharacters(1)]);
    }
}
