//! Web pages (HTML): the words as a browser shows them. Scripts, styles, forms and hidden parts are left out; a block is a
//! paragraph, a table keeps its cells.

use super::super::error::Trouble;
use super::super::notice::Notice;
use super::{Cell, FileType, Paragraph, ReadDocument, tidy_and_tell, txt};
use ego_tree::iter::Edge;
use scraper::{Html, Node, node::Element};

/// How deep elements may lie in each other.
const DEEPEST: usize = 3_000;

/// Reads a web page; the encoding is the one chosen, the one the page names, or what the bytes look like.
pub(in super::super) fn read(bytes: &[u8], encoding: Option<&str>) -> Result<ReadDocument, Trouble> {
    let named = named_encoding(bytes);
    let (decoded, mut notices) = txt::decode(bytes, encoding.or(named.as_deref()))?;
    let page = body(&decoded.text)?;
    let title = page.title;
    notices.extend(page.notices);
    let paragraphs = tidy_and_tell(page.paragraphs, &mut notices);
    if paragraphs.is_empty() {
        return Err(Trouble::Empty);
    }
    Ok(ReadDocument { paragraphs, encoding: Some(decoded.found), notices, file_type: FileType::WebPage, title })
}

/// What a page says.
#[derive(Default)]
pub(super) struct Page {
    pub paragraphs: Vec<Paragraph>,
    pub title: Option<String>,
    pub notices: Vec<Notice>,
}

/// The charset that the page's head names, unless the bytes have a mark of their own.
fn named_encoding(bytes: &[u8]) -> Option<String> {
    if encoding_rs::Encoding::for_bom(bytes).is_some() {
        return None;
    }
    let head: String = bytes.iter().take(2048).map(|byte| char::from(*byte).to_ascii_lowercase()).collect();
    let after = head.split_once("charset")?.1.trim_start().strip_prefix('=')?.trim_start_matches([' ', '"', '\'']);
    let name: String = after.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
    encoding_rs::Encoding::for_label(name.as_bytes()).map(|encoding| encoding.name().to_lowercase())
}

/// Reads the words of a page.
pub(super) fn body(text: &str) -> Result<Page, Trouble> {
    // The parser takes time by how deep elements lie, so that what is nested beyond all sense is not given to it.
    if deepest(text) > DEEPEST {
        return Err(Trouble::damaged("its elements lie too deep in each other"));
    }
    let html = Html::parse_document(text);
    let mut walk = Walk::default();
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => walk.open(element)?,
                Node::Text(text) => walk.text(text),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    walk.close(element);
                }
            }
        }
    }
    Ok(walk.finish())
}

/// Elements that have no end, or whose end many pages leave out.
const WITHOUT_END: [&str; 29] = [
    "area", "base", "br", "col", "colgroup", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option",
    "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr", "font",
];

/// How deep elements lie at most, those without an end left out.
fn deepest(text: &str) -> usize {
    let (mut depth, mut most) = (0_usize, 0_usize);
    for tag in text.split('<').skip(1) {
        let name: String =
            tag.trim_start_matches('/').chars().take(12).take_while(char::is_ascii_alphanumeric).collect();
        if name.is_empty() || WITHOUT_END.contains(&name.to_ascii_lowercase().as_str()) {
            continue;
        }
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !tag.split('>').next().is_some_and(|inside| inside.ends_with('/')) {
            depth += 1;
            most = most.max(depth);
        }
    }
    most
}

#[derive(Default)]
struct Walk {
    page: Page,
    open: Paragraph,
    depth: usize,
    /// Inside so many elements whose words nobody sees.
    silent: usize,
    bold: usize,
    italic: usize,
    /// Inside `<pre>`, where spaces and line ends count.
    set: usize,
    list: usize,
    heading: Option<u8>,
    tables: Vec<Table>,
    tables_met: usize,
    in_title: bool,
    pictures: usize,
    hidden: usize,
}

/// A table that is open: its number, the row and the column reached.
struct Table {
    number: usize,
    row: Option<usize>,
    column: usize,
    in_cell: bool,
}

/// Elements whose words are not the page's.
fn is_silent(element: &Element) -> bool {
    matches!(
        element.name(),
        "script"
            | "style"
            | "template"
            | "noscript"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "select"
            | "textarea"
            | "button"
            | "nav"
    )
}

fn is_hidden(element: &Element) -> bool {
    let style = element.attr("style").unwrap_or_default().replace(' ', "").to_lowercase();
    element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
        || style.contains("mso-hide:all")
}

/// Elements before and after which a paragraph ends.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "br"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "li"
            | "ul"
            | "ol"
            | "dl"
            | "dt"
            | "dd"
            | "tr"
            | "td"
            | "th"
            | "table"
            | "caption"
            | "thead"
            | "tbody"
            | "tfoot"
            | "blockquote"
            | "pre"
            | "section"
            | "article"
            | "header"
            | "footer"
            | "main"
            | "aside"
            | "figure"
            | "figcaption"
            | "hr"
            | "address"
            | "body"
            | "form"
            | "fieldset"
            | "details"
            | "summary"
    )
}

impl Walk {
    fn open(&mut self, element: &Element) -> Result<(), Trouble> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Trouble::damaged("its elements lie too deep in each other"));
        }
        let name = element.name();
        if self.silent > 0 || is_silent(element) || is_hidden(element) {
            self.hidden += usize::from(self.silent == 0 && is_hidden(element));
            self.silent += 1;
            return Ok(());
        }
        if is_block(name) {
            self.end_paragraph();
        }
        match name {
            "title" => self.in_title = true,
            "b" | "strong" | "th" => self.bold += 1,
            "i" | "em" | "cite" => self.italic += 1,
            "pre" => self.set += 1,
            "li" => self.list += 1,
            "img" | "picture" | "video" | "audio" => self.pictures += 1,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.heading = name.get(1..).and_then(|level| level.parse().ok())
            }
            "table" => {
                self.tables.push(Table { number: self.tables_met, row: None, column: 0, in_cell: false });
                self.tables_met += 1;
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    (table.row, table.column) = (Some(table.row.map_or(0, |row| row + 1)), 0);
                }
            }
            _ => {}
        }
        if let ("td" | "th", Some(table)) = (name, self.tables.last_mut()) {
            table.in_cell = true;
        }
        Ok(())
    }

    fn close(&mut self, element: &Element) {
        self.depth = self.depth.saturating_sub(1);
        if self.silent > 0 {
            self.silent -= 1;
            return;
        }
        let name = element.name();
        if is_block(name) {
            self.end_paragraph();
        }
        match name {
            "title" => self.in_title = false,
            "b" | "strong" | "th" => self.bold = self.bold.saturating_sub(1),
            "i" | "em" | "cite" => self.italic = self.italic.saturating_sub(1),
            "pre" => self.set = self.set.saturating_sub(1),
            "li" => self.list = self.list.saturating_sub(1),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = None,
            "table" => drop(self.tables.pop()),
            _ => {}
        }
        if let ("td" | "th", Some(table)) = (name, self.tables.last_mut()) {
            let wide = element.attr("colspan").and_then(|wide| wide.parse().ok()).unwrap_or(1_usize).clamp(1, 1_000);
            (table.in_cell, table.column) = (false, table.column.saturating_add(wide));
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_title {
            let title = text.split_whitespace().collect::<Vec<_>>().join(" ");
            self.page.title = Some(title).filter(|title| !title.is_empty());
        }
        if self.silent > 0 || self.in_title {
            return;
        }
        let (bold, italic) = (self.bold > 0, self.italic > 0);
        if self.set > 0 {
            self.open.push(text, bold, italic);
            return;
        }
        let begun = self.open.runs.last().is_some_and(|run| !run.text.ends_with(' '));
        let mut words = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        if text.starts_with(|c: char| c.is_ascii_whitespace()) && begun {
            words.insert(0, ' ');
        }
        if text.ends_with(|c: char| c.is_ascii_whitespace()) && !words.is_empty() && words != " " {
            words.push(' ');
        }
        self.open.push(&words, bold, italic);
    }

    fn end_paragraph(&mut self) {
        let open = std::mem::take(&mut self.open);
        if open.runs.iter().all(|run| run.text.trim().is_empty()) {
            return;
        }
        let cell = self.tables.last().filter(|table| table.in_cell);
        let cell =
            cell.map(|table| Cell { table: table.number, row: table.row.unwrap_or_default(), column: table.column });
        self.page.paragraphs.push(Paragraph { heading: self.heading, cell, listed: self.list > 0, ..open });
    }

    fn finish(mut self) -> Page {
        self.end_paragraph();
        if self.pictures > 0 {
            self.page.notices.push(Notice::Pictures(self.pictures));
        }
        if self.hidden > 0 {
            self.page.notices.push(Notice::HiddenText(self.hidden));
        }
        self.page
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words, level as a heading, row and column.
    type Seen = (String, Option<u8>, Option<(usize, usize)>);

    #[test]
    fn words_are_read_as_a_browser_shows_them() {
        let page = "<!DOCTYPE html><html><head><title>A talk</title><meta charset=utf-8><style>p{}</style></head><body><h1>Talk  one</h1><p><b>Ana:</b> Tea &amp;\n cake<i>!</i></p><script>x</script><p hidden>no</p><table><tr><td>P1<td>Yes.<br>No.</tr><tr><td colspan=2>x<td>y</table><ul><li>item</ul><pre>a\n b</pre></body></html>";
        let read = read(page.as_bytes(), None).expect("a page");
        let seen: Vec<Seen> = read
            .paragraphs
            .iter()
            .map(|one| (one.text(), one.heading, one.cell.map(|cell| (cell.row, cell.column))))
            .collect();
        let plain = |text: &str| (text.to_owned(), None, None);
        let cell = |text: &str, row, column| (text.to_owned(), None, Some((row, column)));
        assert_eq!(
            seen,
            [
                ("Talk one".to_owned(), Some(1), None),
                plain("Ana: Tea & cake!"),
                cell("P1", 0, 0),
                cell("Yes.", 0, 1),
                cell("No.", 0, 1),
                cell("x", 1, 0),
                cell("y", 1, 2),
                plain("item"),
                plain("a"),
                plain("b"),
            ]
        );
        assert!(read.paragraphs[1].runs[0].bold);
        assert_eq!((read.title.as_deref(), read.notices.as_slice()), (Some("A talk"), &[Notice::HiddenText(1)][..]));
    }

    #[test]
    fn the_page_says_how_its_letters_are_written() {
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode("<html><meta charset=windows-1251><p>Привет");
        assert_eq!(read(&bytes, None).expect("a page").paragraphs[0].text(), "Привет");
    }

    #[test]
    fn elements_in_each_other_without_end_are_refused_or_read() {
        for tag in ["<div>", "<b>", "<table><tr><td>", "<ul><li>"] {
            let refused = read(format!("<html>{}x", tag.repeat(60_000)).as_bytes(), None);
            assert!(matches!(refused, Err(Trouble::Damaged { .. })), "{tag}");
        }
        let plain = read(format!("<html>{}", "<p>x".repeat(5_000)).as_bytes(), None).expect("paragraphs without ends");
        assert_eq!(plain.paragraphs.len(), 5_000);
    }
}
