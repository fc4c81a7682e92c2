//! An OpenDocument text as paragraphs: tracked deletions, notes and comments left out, styles looked up for those that
//! quote.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::is_quotation_style;
use crate::analysis::verify::ManuscriptParagraph;

/// A part larger than this is no manuscript.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The paragraphs of the file; an error is the end of a sentence that says why it cannot be read.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<ManuscriptParagraph>, String> {
    let content = part(bytes, "content.xml")?;
    let mut reading = Reading::default();
    let mut reader = Reader::from_str(&content);
    loop {
        match reader.read_event().map_err(|why| why.to_string())? {
            Event::Start(start) => reading.start(&start, false),
            Event::Empty(start) => reading.start(&start, true),
            Event::End(end) => reading.end(local(end.name().as_ref())),
            Event::Text(text) => reading.text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let letter = match reference.resolve_char_ref() {
                    Ok(Some(letter)) => letter.to_string(),
                    _ => quick_xml::escape::resolve_predefined_entity(&reference).unwrap_or_default().to_owned(),
                };
                reading.text(&letter);
            }
            Event::CData(text) => reading.text(&text.xml10_content()),
            Event::Eof => return Ok(reading.done),
            _ => {}
        }
    }
}

fn part(bytes: &[u8], name: &str) -> Result<String, String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|why| why.to_string())?;
    let file = zip.by_name(name).map_err(|_| format!("it has no part {name}"))?;
    let mut text = String::new();
    file.take(LARGEST).read_to_string(&mut text).map_err(|why| why.to_string())?;
    Ok(text)
}

/// The name without its prefix: OpenDocument's own prefixes are the same everywhere, but nothing says they must be.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

#[derive(Default)]
struct Reading {
    done: Vec<ManuscriptParagraph>,
    text: String,
    heading: Option<u8>,
    quoting: bool,
    in_paragraph: bool,
    lists: usize,
    cells: usize,
    /// Inside of so many elements whose text is not the manuscript's.
    silent: usize,
    /// The named style on which an automatic one is based.
    parents: BTreeMap<String, String>,
}

/// Elements whose text is not the manuscript's own.
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
    )
}

impl Reading {
    fn start(&mut self, start: &BytesStart<'_>, empty: bool) {
        let whole = start.name();
        let name = local(whole.as_ref());
        let attribute = |wanted: &str| {
            start.attributes().flatten().find(|one| local(one.key.as_ref()) == wanted).map(|one| {
                one.normalized_value(quick_xml::XmlVersion::Implicit1_0)
                    .map(|value| value.into_owned())
                    .unwrap_or_default()
            })
        };
        match name {
            _ if is_silent(name) && !empty => self.silent += 1,
            "style" => {
                if let (Some(name), Some(parent)) = (attribute("name"), attribute("parent-style-name")) {
                    self.parents.insert(name, parent);
                }
            }
            "p" | "h" if self.silent == 0 => {
                self.finish();
                self.in_paragraph = !empty;
                self.heading =
                    (name == "h").then(|| attribute("outline-level").and_then(|level| level.parse().ok()).unwrap_or(1));
                self.quoting = attribute("style-name").is_some_and(|style| self.quotes(&style));
            }
            "s" => {
                let count = attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                self.text(&" ".repeat(count.min(200)));
            }
            "tab" | "line-break" => self.text(" "),
            "list" if !empty => self.lists += 1,
            "table-cell" if !empty => self.cells += 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            _ if is_silent(name) => self.silent = self.silent.saturating_sub(1),
            "p" | "h" if self.silent == 0 => self.finish(),
            "list" => self.lists = self.lists.saturating_sub(1),
            "table-cell" => self.cells = self.cells.saturating_sub(1),
            _ => {}
        }
    }

    /// Whether a style, or one on which it is based, says that its paragraphs quote.
    fn quotes(&self, style: &str) -> bool {
        let mut style = style.to_owned();
        for _ in 0..8 {
            if is_quotation_style(&style.replace("_20_", " ")) {
                return true;
            }
            match self.parents.get(&style) {
                Some(parent) => style.clone_from(parent),
                None => return false,
            }
        }
        false
    }

    fn text(&mut self, text: &str) {
        if self.in_paragraph && self.silent == 0 {
            self.text.push_str(text);
        }
    }

    fn finish(&mut self) {
        let text = std::mem::take(&mut self.text);
        let heading = self.heading.take();
        if self.in_paragraph && !text.trim().is_empty() {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            self.done.push(ManuscriptParagraph {
                text,
                heading,
                set_as_quotation: self.quoting,
                set_apart: self.lists > 0 || self.cells > 0,
            });
        }
        self.in_paragraph = false;
        self.quoting = false;
    }
}
