//! Markdown: what a reader of the page would see, with headings, bold and tables kept for finding the speakers.

use super::super::error::Trouble;
use super::super::notice::Notice;
use super::txt::decode;
use super::{Cell, FileType, Paragraph, ReadDocument, tidy_and_tell};
use pulldown_cmark::{Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd};

/// Reads a Markdown text; `encoding` is the label of an encoding the person chose.
pub(in super::super) fn read(bytes: &[u8], encoding: Option<&str>) -> Result<ReadDocument, Trouble> {
    let (decoded, mut notices) = decode(bytes, encoding)?;
    let source = decoded.text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}'], "\n");
    let source = keep_bracketed_labels(&source);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut page = Page::default();
    for event in Parser::new_ext(&source, options) {
        page.take(event);
    }
    page.end_paragraph();
    let mut notice = |n: usize, notice: fn(usize) -> Notice| {
        if n > 0 {
            notices.push(notice(n));
        }
    };
    notice(page.tags, Notice::HtmlTags);
    notice(page.addresses, Notice::LinkAddresses);
    notice(page.items, Notice::AutomaticNumbers);
    let settings = page.settings.trim();
    if !settings.is_empty() {
        notices.push(Notice::FrontMatter(settings.lines().map(str::trim).collect::<Vec<_>>().join(" · ")));
    }
    let title = settings
        .lines()
        .find_map(|line| line.strip_prefix("title:"))
        .map(|title| title.trim().trim_matches(['"', '\'']).to_owned())
        .filter(|title| !title.is_empty());
    let paragraphs = tidy_and_tell(page.done, &mut notices);
    Ok(ReadDocument { paragraphs, encoding: Some(decoded.found), notices, file_type: FileType::Markdown, title })
}

/// `[P3]: Yes.` is a speaker's answer, and in Markdown the address of a link, which nobody would see. What is no
/// address is kept from being read as one.
fn keep_bracketed_labels(source: &str) -> String {
    let mut kept = String::with_capacity(source.len());
    for line in source.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let address =
            line.trim_start().starts_with('[').then(|| line.split_once("]:")).flatten().map(|(_, after)| after.trim());
        if address.is_some_and(|word| !word.contains(['/', '#', '<', '@']) && !word.starts_with("www.")) {
            kept.push_str(line.get(..indent).unwrap_or_default());
            kept.push('\\');
        } else {
            kept.push_str(line.get(..indent).unwrap_or_default());
        }
        kept.push_str(line.get(indent..).unwrap_or_default());
    }
    kept
}

/// The page so far.
#[derive(Default)]
struct Page {
    done: Vec<Paragraph>,
    open: Paragraph,
    bold: usize,
    italic: usize,
    heading: Option<u8>,
    quoted: usize,
    code: bool,
    tables: usize,
    cell: Option<Cell>,
    in_settings: bool,
    settings: String,
    tags: usize,
    addresses: usize,
    items: usize,
}

impl Page {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_settings => self.settings.push_str(&text),
            Event::Text(text) | Event::Code(text) => self.text(&text),
            // A line end inside a paragraph means a space in Markdown; whether a speaker begins here is asked later.
            Event::SoftBreak => {
                self.end_paragraph();
                self.open.continues = true;
            }
            Event::HardBreak => self.text("\n"),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::Rule => self.end_paragraph(),
            Event::FootnoteReference(name) => self.text(&format!("[^{name}]")),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
            Event::TaskListMarker(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        self.open.push(text, self.bold > 0, self.italic > 0);
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Strong => self.bold += 1,
            Tag::Emphasis => self.italic += 1,
            Tag::Heading { level, .. } => {
                self.end_paragraph();
                self.heading = Some(level_number(*level));
            }
            Tag::BlockQuote(_) => {
                self.end_paragraph();
                self.quoted += 1;
            }
            Tag::CodeBlock(_) => {
                self.end_paragraph();
                self.code = true;
            }
            Tag::MetadataBlock(MetadataBlockKind::YamlStyle | MetadataBlockKind::PlusesStyle) => {
                self.in_settings = true
            }
            Tag::Table(_) => {
                self.end_paragraph();
                self.tables += 1;
                self.cell = Some(Cell { table: self.tables - 1, row: 0, column: 0 });
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.addresses += usize::from(!dest_url.is_empty())
            }
            Tag::Item => {
                self.end_paragraph();
                self.items += 1;
            }
            Tag::Paragraph | Tag::HtmlBlock => self.end_paragraph(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Emphasis => self.italic = self.italic.saturating_sub(1),
            TagEnd::Paragraph | TagEnd::Item | TagEnd::HtmlBlock => self.end_paragraph(),
            TagEnd::Heading(_) => {
                self.end_paragraph();
                self.heading = None;
            }
            TagEnd::BlockQuote(_) => {
                self.end_paragraph();
                self.quoted = self.quoted.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.end_paragraph();
                self.code = false;
            }
            TagEnd::MetadataBlock(_) => self.in_settings = false,
            TagEnd::TableCell => {
                self.end_paragraph();
                if let Some(cell) = &mut self.cell {
                    cell.column += 1;
                }
            }
            TagEnd::TableRow | TagEnd::TableHead => {
                if let Some(cell) = &mut self.cell {
                    (cell.row, cell.column) = (cell.row + 1, 0);
                }
            }
            TagEnd::Table => self.cell = None,
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let mut paragraph = std::mem::take(&mut self.open);
        if paragraph.runs.is_empty() {
            return;
        }
        paragraph.heading = self.heading;
        paragraph.cell = self.cell;
        paragraph.style = match self.heading {
            Some(level) => Some(format!("Heading {level}")),
            None if self.code => Some("Code".to_owned()),
            None if self.quoted > 0 => Some("Quote".to_owned()),
            None => None,
        };
        self.done.push(paragraph);
    }

    /// Tags that lay out a page go; anything else between angle brackets is the transcriber's: `<laughs>`.
    fn html(&mut self, html: &str) {
        let mut rest = html;
        while let Some(open) = rest.find('<') {
            let (before, from) = rest.split_at(open);
            self.text(before);
            let close = if from.starts_with("<!--") {
                from.find("-->").map(|at| at + 3)
            } else {
                from.find('>').map(|at| at + 1)
            };
            let Some((tag, after)) = close.and_then(|end| from.split_at_checked(end)) else {
                self.text(from);
                return;
            };
            if let Some(name) = page_tag(tag) {
                self.tags += 1;
                match name.as_str() {
                    "br" => self.text("\n"),
                    "p" | "div" | "li" | "tr" | "hr" => self.end_paragraph(),
                    "b" | "strong" if tag.starts_with("</") => self.bold = self.bold.saturating_sub(1),
                    "b" | "strong" => self.bold += 1,
                    _ => {}
                }
            } else {
                self.text(tag);
            }
            rest = after;
        }
        self.text(rest);
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// The name of an HTML tag, where it is one that lays out a page.
fn page_tag(tag: &str) -> Option<String> {
    if tag.starts_with("<!--") {
        return Some("!--".to_owned());
    }
    const TAGS: &[&str] = &[
        "a",
        "b",
        "i",
        "u",
        "s",
        "p",
        "br",
        "hr",
        "em",
        "strong",
        "span",
        "div",
        "font",
        "center",
        "small",
        "big",
        "sup",
        "sub",
        "img",
        "iframe",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "details",
        "summary",
        "section",
        "article",
        "blockquote",
        "pre",
        "code",
        "mark",
        "del",
        "ins",
        "video",
        "audio",
        "source",
        "figure",
        "figcaption",
        "script",
        "style",
        "kbd",
        "abbr",
        "cite",
        "q",
        "nav",
        "header",
        "footer",
    ];
    let inner = tag.trim_start_matches('<').trim_start_matches('/');
    let name: String = inner.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    TAGS.contains(&name.as_str()).then_some(name)
}
