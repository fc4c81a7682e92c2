//! What a file says, before anyone asks who is speaking: paragraphs, how they are set, and what was left out.

mod captions;
mod chat;
pub(super) mod docx;
pub(super) mod elan;
pub(super) mod epub;
pub(super) mod html;
pub(super) mod json;
pub(super) mod markdown;
pub(super) mod odt;
mod package;
pub(super) mod pdf;
pub(super) mod rtf;
pub(super) mod table;
pub(super) mod textgrid;
pub(super) mod txt;
mod xml;

pub(super) use package::Package;

use super::encoding::EncodingFound;
use super::notice::Notice;

/// The types of file that are read as transcripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileType {
    /// Plain text, in any encoding.
    Text,
    /// Markdown (CommonMark with tables).
    Markdown,
    /// A Word document (.docx).
    Word,
    /// An OpenDocument text (.odt).
    OpenDocument,
    /// Rich text (.rtf).
    RichText,
    /// A web page (.html).
    WebPage,
    /// An electronic book (.epub).
    Book,
    /// A PDF.
    Pdf,
    /// Tiers of Praat (.TextGrid).
    TextGrid,
    /// Tiers of ELAN (.eaf).
    Elan,
    /// Turns or messages as JSON.
    Json,
    /// A table of turns (CSV, Excel, OpenDocument).
    Table,
}

impl FileType {
    /// Its name for people.
    pub fn in_words(self) -> &'static str {
        match self {
            FileType::Text => "plain text",
            FileType::Markdown => "Markdown",
            FileType::Word => "a Word document",
            FileType::OpenDocument => "an OpenDocument text",
            FileType::RichText => "rich text",
            FileType::WebPage => "a web page",
            FileType::Book => "an electronic book",
            FileType::Pdf => "a PDF",
            FileType::TextGrid => "a TextGrid of Praat",
            FileType::Elan => "an ELAN file",
            FileType::Json => "JSON",
            FileType::Table => "a table",
        }
    }

    /// The usual ending of its files' names, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            FileType::Text => "txt",
            FileType::Markdown => "md",
            FileType::Word => "docx",
            FileType::OpenDocument => "odt",
            FileType::RichText => "rtf",
            FileType::WebPage => "html",
            FileType::Book => "epub",
            FileType::Pdf => "pdf",
            FileType::TextGrid => "TextGrid",
            FileType::Elan => "eaf",
            FileType::Json => "json",
            FileType::Table => "csv",
        }
    }
}

/// A file's paragraphs in reading order, none of them blank, and what is worth telling about the reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadDocument {
    /// The paragraphs; a line broken by hand is a paragraph of its own.
    pub paragraphs: Vec<Paragraph>,
    /// How bytes became letters, for a plain text or Markdown.
    pub encoding: Option<EncodingFound>,
    /// What was lost or changed.
    pub notices: Vec<Notice>,
    /// What it was read as.
    pub file_type: FileType,
    /// A title the file itself states (Markdown's front matter).
    pub title: Option<String>,
}

/// A paragraph: no line ends or control characters in it but tabs, no blank space around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text in stretches of one look.
    pub runs: Vec<Run>,
    /// The name of its style, in a document that has styles.
    pub style: Option<String>,
    /// Its level as a heading, from 1; a document's title is 1.
    pub heading: Option<u8>,
    /// Where it stands in a table.
    pub cell: Option<Cell>,
    /// Whether it goes on where the one before it broke off only because the line was full.
    pub continues: bool,
    /// What the file itself says of who says this; in most files nothing.
    pub said: Option<Said>,
    /// Whether it is an item of a list.
    pub listed: bool,
}

/// Who says something, and when, as a file itself states it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    pub speaker: Option<String>,
    /// Milliseconds from the start of the recording.
    pub time_ms: Option<u64>,
}

/// Text of one look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Whether it is bold, by itself or by its styles.
    pub bold: bool,
    /// Whether it is italic, by itself or by its styles.
    pub italic: bool,
}

/// A place in a table, all counted from 0. Tables are numbered in the order in which they begin; a nested table is one
/// of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Which table of the document.
    pub table: usize,
    /// Which of its rows.
    pub row: usize,
    /// Which column of its grid (a cell over two columns counts twice).
    pub column: usize,
}

impl Paragraph {
    /// A paragraph of one run without any particular look.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Paragraph { runs: vec![Run { text: text.into(), ..Run::default() }], ..Paragraph::default() }
    }

    /// Its text without its looks.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Adds text, to the last run where the look is the same.
    pub(super) fn push(&mut self, text: &str, bold: bool, italic: bool) {
        if text.is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.bold == bold && last.italic == italic => last.text.push_str(text),
            _ => self.runs.push(Run { text: text.to_owned(), bold, italic }),
        }
    }

    fn is_blank(&self) -> bool {
        self.runs.iter().all(|run| run.text.trim().is_empty())
    }

    /// Takes blank space from both ends.
    fn trim(&mut self) {
        let blank = |run: &Run| run.text.trim().is_empty();
        let first = self.runs.iter().position(|run| !blank(run)).unwrap_or(self.runs.len());
        self.runs.drain(..first);
        while self.runs.last().is_some_and(blank) {
            self.runs.pop();
        }
        if let Some(run) = self.runs.first_mut() {
            run.text = run.text.trim_start().to_owned();
        }
        if let Some(run) = self.runs.last_mut() {
            run.text = run.text.trim_end().to_owned();
        }
    }
}

/// Whether a character ends a line, in any of the ways in which files write that.
pub(super) fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Characters that nobody sees and that spoil searching: controls, byte order marks inside the text, soft hyphens.
/// Marks of writing direction stay: Hebrew and Arabic need them.
fn is_dropped(c: char) -> bool {
    (c.is_control() && c != '\t')
        || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{ad}' | '\u{fff9}'..='\u{fffb}')
}

/// What every reader does last: lines broken by hand become paragraphs, invisible characters go, blank paragraphs too.
/// Returns the paragraphs and how many characters were dropped.
pub(super) fn tidy(paragraphs: Vec<Paragraph>) -> (Vec<Paragraph>, usize) {
    let mut tidied = Vec::with_capacity(paragraphs.len());
    let mut dropped = 0;
    for paragraph in paragraphs {
        let Paragraph { runs, style, heading, cell, continues, said, listed } = paragraph;
        let blank = Paragraph { runs: Vec::new(), style, heading, cell, continues: false, said: None, listed };
        let mut line = Paragraph { continues, said, ..blank.clone() };
        let mut text = String::new();
        for run in runs {
            for c in run.text.chars() {
                if ends_line(c) {
                    line.push(&text, run.bold, run.italic);
                    text.clear();
                    tidied.push(std::mem::replace(&mut line, blank.clone()));
                } else if is_dropped(c) {
                    dropped += 1;
                } else {
                    text.push(c);
                }
            }
            line.push(&text, run.bold, run.italic);
            text.clear();
        }
        tidied.push(line);
    }
    tidied.retain(|paragraph| !paragraph.is_blank());
    tidied.iter_mut().for_each(Paragraph::trim);
    (tidied, dropped)
}

/// A count, and the notice that tells it.
pub(super) type Counted = (usize, fn(usize) -> Notice);

/// A stretch of speech.
pub(super) struct Stretch {
    pub said: Said,
    pub words: String,
    /// Whether nothing lies between it and the one before: a pause ends a turn where the file knows of pauses.
    pub goes_on: bool,
}

/// Stretches of speech as paragraphs: those of one speaker that follow each other are one turn, which begins when the first
/// does. Gives how many were joined to the one before.
pub(super) fn turns(stretches: impl IntoIterator<Item = Stretch>) -> (Vec<Paragraph>, usize) {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut joined = 0;
    for Stretch { said, words, goes_on } in stretches {
        if words.trim().is_empty() {
            continue;
        }
        let same = |last: &&mut Paragraph| {
            goes_on && said.speaker.is_some() && last.said.as_ref().is_some_and(|before| before.speaker == said.speaker)
        };
        match paragraphs.last_mut().filter(same) {
            Some(last) => {
                last.push(" ", false, false);
                last.push(words.trim(), false, false);
                joined += 1;
            }
            None => paragraphs.push(Paragraph { said: Some(said), ..Paragraph::plain(words.trim()) }),
        }
    }
    (paragraphs, joined)
}

/// [`tidy`] with its notice, for a reader to end with.
pub(super) fn tidy_and_tell(paragraphs: Vec<Paragraph>, notices: &mut Vec<Notice>) -> Vec<Paragraph> {
    let (tidied, dropped) = tidy(paragraphs);
    if dropped > 0 {
        notices.push(Notice::ControlCharacters(dropped));
    }
    tidied
}
