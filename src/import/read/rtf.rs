//! Rich text (RTF 1.9): words with their looks, in whatever code page each font has; what is hidden, deleted, or no text of
//! the document (fonts, pictures, fields' instructions, notes) is left out and told.

use super::super::error::Trouble;
use super::super::notice::Notice;
use super::{Cell, Counted, FileType, Paragraph, ReadDocument, tidy_and_tell};
use encoding_rs::Encoding;
use std::collections::HashMap;

/// How deep groups may lie in each other.
const DEEPEST: usize = 2_000;

/// Destinations whose words are not the document's.
const SILENT: [&str; 30] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "fldinst",
    "themedata",
    "colorschememapping",
    "latentstyles",
    "datastore",
    "listtable",
    "listoverridetable",
    "generator",
    "xmlnstbl",
    "filetbl",
    "revtbl",
    "rsidtbl",
    "operator",
    "objdata",
    "bkmkstart",
    "bkmkend",
    "listtext",
];

/// Reads a rich text.
pub(in super::super) fn read(bytes: &[u8]) -> Result<ReadDocument, Trouble> {
    let mut reading = Reading::new();
    reading.all(bytes)?;
    reading.end_paragraph();
    let mut notices = reading.notices();
    let pictures = reading.pictures;
    let paragraphs = tidy_and_tell(reading.done, &mut notices);
    if paragraphs.is_empty() {
        return Err(Trouble::NoWords { pictures });
    }
    Ok(ReadDocument { paragraphs, encoding: None, notices, file_type: FileType::RichText, title: None })
}

/// What holds within a group.
#[derive(Clone, Debug)]
struct State {
    bold: bool,
    italic: bool,
    /// Words that are not the document's.
    silent: bool,
    hidden: bool,
    deleted: bool,
    font: i32,
    /// How many characters stand after `\u` for readers that do not know it.
    fallback: usize,
    /// The fonts' own table is being read.
    fonts: bool,
}

struct Reading {
    done: Vec<Paragraph>,
    open: Paragraph,
    state: State,
    groups: Vec<State>,
    /// Bytes of letters not yet decoded.
    bytes: Vec<u8>,
    code_page: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    default_font: i32,
    /// The first half of a surrogate pair.
    half: Option<u16>,
    /// Characters still to be skipped after `\u`.
    skip: usize,
    in_table: bool,
    tables: usize,
    row: usize,
    column: usize,
    row_open: bool,
    pictures: usize,
    footnotes: usize,
    comments: usize,
    hidden: usize,
    deletions: usize,
    insertions: usize,
}

impl Reading {
    fn new() -> Self {
        let state = State {
            bold: false,
            italic: false,
            silent: false,
            hidden: false,
            deleted: false,
            font: 0,
            fallback: 1,
            fonts: false,
        };
        Reading {
            done: Vec::new(),
            open: Paragraph::default(),
            state,
            groups: Vec::new(),
            bytes: Vec::new(),
            code_page: encoding_rs::WINDOWS_1252,
            fonts: HashMap::new(),
            default_font: 0,
            half: None,
            skip: 0,
            in_table: false,
            tables: 0,
            row: 0,
            column: 0,
            row_open: false,
            pictures: 0,
            footnotes: 0,
            comments: 0,
            hidden: 0,
            deletions: 0,
            insertions: 0,
        }
    }

    fn notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        if self.deletions + self.insertions > 0 {
            notices.push(Notice::TrackedChanges { insertions: self.insertions, deletions: self.deletions });
        }
        let counted: [Counted; 4] = [
            (self.comments, Notice::Comments),
            (self.footnotes, Notice::Footnotes),
            (self.hidden, Notice::HiddenText),
            (self.pictures, Notice::Pictures),
        ];
        notices.extend(counted.into_iter().filter(|(n, _)| *n > 0).map(|(n, notice)| notice(n)));
        notices
    }

    fn all(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        let mut at = 0;
        let mut starred = false;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'{' => {
                    self.flush();
                    self.groups.push(self.state.clone());
                    if self.groups.len() > DEEPEST {
                        return Err(Trouble::damaged("its groups lie too deep in each other"));
                    }
                }
                b'}' => {
                    self.flush();
                    self.skip = 0;
                    match self.groups.pop() {
                        Some(state) => self.state = state,
                        None => return Ok(()),
                    }
                }
                b'\\' => {
                    let (word, number, next) = control(bytes, at);
                    at = next;
                    match word {
                        Control::Starred => starred = true,
                        Control::Byte(byte) => self.byte(byte),
                        Control::Letter(letter) => self.letters(letter),
                        Control::Word(word) => {
                            let unknown = std::mem::take(&mut starred);
                            if word == "bin" {
                                // Raw bytes follow, in which braces mean nothing.
                                at = at.saturating_add(usize::try_from(number.unwrap_or(0)).unwrap_or(0));
                            } else {
                                self.word(word, number, unknown);
                            }
                        }
                        Control::None => {}
                    }
                }
                b'\r' | b'\n' => {}
                other => self.byte(other),
            }
        }
        self.flush();
        if self.groups.is_empty() { Ok(()) } else { Err(Trouble::damaged("it ends too early")) }
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if !self.state.silent || self.state.fonts {
            self.bytes.push(byte);
        }
    }

    fn encoding(&self) -> &'static Encoding {
        self.fonts.get(&self.state.font).copied().unwrap_or(self.code_page)
    }

    /// Decodes what has come in, by the font in force.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        if self.state.fonts {
            return;
        }
        let (text, _) = self.encoding().decode_without_bom_handling(&bytes);
        self.say(&text);
    }

    fn letters(&mut self, letters: &str) {
        self.flush();
        if self.skip > 0 {
            self.skip -= 1;
        } else {
            self.say(letters);
        }
    }

    fn say(&mut self, text: &str) {
        let state = &self.state;
        if state.silent || state.fonts {
            return;
        }
        if state.hidden {
            self.hidden += usize::from(!text.trim().is_empty());
            return;
        }
        if state.deleted {
            self.deletions += usize::from(!text.trim().is_empty());
            return;
        }
        self.open.push(text, state.bold, state.italic);
    }

    fn end_paragraph(&mut self) {
        let open = std::mem::take(&mut self.open);
        let cell = self.in_table.then_some(Cell { table: self.tables, row: self.row, column: self.column });
        self.done.push(Paragraph { cell, ..open });
    }

    fn word(&mut self, word: &str, number: Option<i32>, starred: bool) {
        self.flush();
        let on = number != Some(0);
        match word {
            "par" | "sect" | "page" if !self.state.silent => {
                if self.row_open && !self.in_table {
                    (self.row_open, self.tables) = (false, self.tables + 1);
                }
                self.end_paragraph();
            }
            "line" => self.say("\n"),
            "tab" => self.say("\t"),
            "cell" | "nestcell" => {
                if !self.row_open {
                    (self.row_open, self.column) = (true, 0);
                }
                self.in_table = true;
                self.end_paragraph();
                self.column += 1;
            }
            "row" | "nestrow" => (self.row, self.column) = (self.row + 1, 0),
            "intbl" => self.in_table = true,
            "pard" => {
                if self.in_table && self.column == 0 && !self.open_words() {
                    self.in_table = false;
                }
            }
            "plain" => {
                (self.state.bold, self.state.italic, self.state.hidden, self.state.deleted) =
                    (false, false, false, false)
            }
            "b" => self.state.bold = on,
            "i" => self.state.italic = on,
            "v" => self.state.hidden = on,
            "deleted" => self.state.deleted = on,
            "revised" => self.insertions += usize::from(on),
            "f" => self.state.font = number.unwrap_or(self.default_font),
            "deff" => (self.default_font, self.state.font) = (number.unwrap_or(0), number.unwrap_or(0)),
            "fcharset" => {
                if let Some(encoding) = number.and_then(of_charset) {
                    self.fonts.insert(self.state.font, encoding);
                }
            }
            "ansicpg" => self.code_page = number.and_then(of_code_page).unwrap_or(self.code_page),
            "mac" => self.code_page = encoding_rs::MACINTOSH,
            "uc" => self.state.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(16),
            "u" => self.unicode(number.unwrap_or(0)),
            "fonttbl" => (self.state.fonts, self.state.silent) = (true, true),
            "pict" | "object" => {
                self.pictures += usize::from(!self.state.silent);
                self.state.silent = true;
            }
            "footnote" => {
                self.footnotes += usize::from(!self.state.silent);
                self.state.silent = true;
            }
            "annotation" => {
                self.comments += usize::from(!self.state.silent);
                self.state.silent = true;
            }
            "shptxt" | "fldrslt" | "result" => {}
            _ if SILENT.contains(&word) => self.state.silent = true,
            // A destination that says of itself that readers may pass over it.
            _ if starred => self.state.silent = true,
            _ => {
                if let Some(sign) = sign(word) {
                    self.letters(sign);
                }
            }
        }
    }

    fn open_words(&self) -> bool {
        self.open.runs.iter().any(|run| !run.text.trim().is_empty())
    }

    /// `\u`: a UTF-16 unit as a signed number, with characters after it for readers that do not know it.
    fn unicode(&mut self, number: i32) {
        let unit = u16::try_from(number.rem_euclid(65_536)).unwrap_or(0xfffd);
        let units: Vec<u16> = self.half.take().into_iter().chain([unit]).collect();
        if units.len() == 1 && (0xd800..0xdc00).contains(&unit) {
            self.half = Some(unit);
        } else {
            let text: String = char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')).collect();
            self.say(&text);
        }
        self.skip = self.state.fallback;
    }
}

/// What stands after a backslash.
enum Control<'b> {
    Word(&'b str),
    Byte(u8),
    Letter(&'static str),
    Starred,
    None,
}

/// Reads a control word or symbol from just after its backslash: it, its number, and where what follows begins.
fn control(bytes: &[u8], at: usize) -> (Control<'_>, Option<i32>, usize) {
    let Some(&first) = bytes.get(at) else { return (Control::None, None, at) };
    if !first.is_ascii_alphabetic() {
        let symbol = match first {
            b'\'' => {
                let code = bytes.get(at + 1..at + 3).and_then(|two| std::str::from_utf8(two).ok());
                let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok());
                return (byte.map_or(Control::None, Control::Byte), None, at + if byte.is_some() { 3 } else { 1 });
            }
            b'*' => Control::Starred,
            b'~' => Control::Letter("\u{a0}"),
            b'_' => Control::Letter("\u{2011}"),
            b'\r' | b'\n' => Control::Word("par"),
            b'{' | b'}' | b'\\' => Control::Byte(first),
            _ => Control::None,
        };
        return (symbol, None, at + 1);
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let letters = rest.iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let word = std::str::from_utf8(rest.get(..letters).unwrap_or_default()).unwrap_or_default();
    let after = rest.get(letters..).unwrap_or_default();
    let minus = usize::from(after.first() == Some(&b'-'));
    let digits = after.iter().skip(minus).take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let length = if digits == 0 { 0 } else { minus + digits };
    let number = after.get(..length).and_then(|text| std::str::from_utf8(text).ok()).and_then(|text| text.parse().ok());
    let space = usize::from(after.get(length) == Some(&b' '));
    (Control::Word(word), number, at + letters + length + space)
}

/// The letter that a control word stands for.
fn sign(word: &str) -> Option<&'static str> {
    Some(match word {
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "emspace" | "enspace" | "qmspace" => " ",
        "zwj" => "\u{200d}",
        "zwnj" => "\u{200c}",
        "ltrmark" => "\u{200e}",
        "rtlmark" => "\u{200f}",
        _ => return None,
    })
}

/// The encoding of a font's character set (RTF 1.9, `\fcharset`).
fn of_charset(charset: i32) -> Option<&'static Encoding> {
    Some(match charset {
        0 => encoding_rs::WINDOWS_1252,
        77 => encoding_rs::MACINTOSH,
        128 => encoding_rs::SHIFT_JIS,
        129 => encoding_rs::EUC_KR,
        134 => encoding_rs::GBK,
        136 => encoding_rs::BIG5,
        161 => encoding_rs::WINDOWS_1253,
        162 => encoding_rs::WINDOWS_1254,
        163 => encoding_rs::WINDOWS_1258,
        177 => encoding_rs::WINDOWS_1255,
        178 => encoding_rs::WINDOWS_1256,
        186 => encoding_rs::WINDOWS_1257,
        204 => encoding_rs::WINDOWS_1251,
        222 => encoding_rs::WINDOWS_874,
        238 => encoding_rs::WINDOWS_1250,
        _ => return None,
    })
}

fn of_code_page(page: i32) -> Option<&'static Encoding> {
    match page {
        932 => Some(encoding_rs::SHIFT_JIS),
        936 => Some(encoding_rs::GBK),
        949 => Some(encoding_rs::EUC_KR),
        950 => Some(encoding_rs::BIG5),
        10_000 => Some(encoding_rs::MACINTOSH),
        65_001 => Some(encoding_rs::UTF_8),
        page => Encoding::for_label(format!("windows-{page}").as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(rtf: &str) -> Vec<String> {
        let read = read(rtf.as_bytes()).expect("rich text");
        read.paragraphs.iter().map(|one| one.text()).collect()
    }

    #[test]
    fn letters_come_in_the_code_page_of_their_font_and_as_unicode() {
        let rtf = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fnil\fcharset204 Arial Cyr;}}{\info{\title no}}\f0 {\b Ana:} caf\'e9 \emdash  \u-10179?\u-8656? \uc2\u252xx.\par{\f1\'cf\'f0\'e8}\par}";
        assert_eq!(words(rtf), ["Ana: café — 😰 ü.", "При"]);
        let read = read(rtf.as_bytes()).expect("rich text");
        assert!(read.paragraphs[0].runs[0].bold && !read.paragraphs[0].runs[1].bold);
    }

    #[test]
    fn what_is_no_text_of_the_document_stays_out_and_is_told() {
        let rtf = r"{\rtf1 A{\v secret}{\deleted gone}{\revised new}{\footnote a note}{\*\unknown x}{\pict\bin3 }}}}B\par{\field{\*\fldinst HYPERLINK x}{\fldrslt shown}}\par}";
        let read = read(rtf.as_bytes()).expect("rich text");
        let seen: Vec<String> = read.paragraphs.iter().map(|one| one.text()).collect();
        assert_eq!(seen, ["AnewB", "shown"]);
        assert_eq!(
            read.notices,
            [
                Notice::TrackedChanges { insertions: 1, deletions: 1 },
                Notice::Footnotes(1),
                Notice::HiddenText(1),
                Notice::Pictures(1)
            ]
        );
    }

    #[test]
    fn cells_keep_their_places() {
        let rtf = r"{\rtf1 \pard\intbl P1\cell Yes.\par No.\cell\row\pard\intbl P2\cell Why?\cell\row\pard After.\par}";
        let read = read(rtf.as_bytes()).expect("rich text");
        let seen: Vec<(String, Option<(usize, usize)>)> =
            read.paragraphs.iter().map(|one| (one.text(), one.cell.map(|cell| (cell.row, cell.column)))).collect();
        let cell = |text: &str, row, column| (text.to_owned(), Some((row, column)));
        assert_eq!(
            seen,
            [
                cell("P1", 0, 0),
                cell("Yes.", 0, 1),
                cell("No.", 0, 1),
                cell("P2", 1, 0),
                cell("Why?", 1, 1),
                ("After.".to_owned(), None)
            ]
        );
    }

    #[test]
    fn damage_is_refused_and_nothing_else_happens() {
        assert!(matches!(read(br"{\rtf1 A"), Err(Trouble::Damaged { .. })), "cut off");
        let deep = format!("{{\\rtf1 {}", "{".repeat(100_000));
        assert!(matches!(read(deep.as_bytes()), Err(Trouble::Damaged { .. })), "too deep");
        assert!(read(br"{\rtf1\bin2147483647 x}").is_err(), "a claim of any size");
    }
}
