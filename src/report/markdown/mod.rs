//! The tree as CommonMark, with the tables and footnotes that GitHub, Pandoc and most readers know.

mod escape;
mod inline;
mod table;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use self::escape::{escape, starts_block};
use self::inline::write_inlines;
use super::tree::{
    Block, Caption, CaptionCounter, CaptionKind, Card, CellContent, CodeTree, Document, Figure, Heading, Inlines, List,
    Paragraph, Quotation, Role, Table,
};

/// A document as Markdown, and the pictures that it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkdownFile<'a> {
    /// The text, ended by a line feed.
    pub text: String,
    /// Pictures that must stand where the text looks for them: path and PNG bytes.
    pub pictures: Vec<(String, &'a [u8])>,
}

/// Writes the document as Markdown. Pictures are looked for at `pictures` followed by `figure-1.png` and so on:
/// `"images/"` for a folder beside the file, `""` for beside the file itself.
///
/// Colours, merged cells, the paper and its turning have no Markdown: the name of a code stands for its colour, and
/// what a merged cell says stands in its first place.
pub fn markdown<'a>(document: &'a Document, pictures: &str) -> MarkdownFile<'a> {
    let mut writer = Writer::new(document, pictures);
    writer.title();
    document.blocks.iter().for_each(|block| writer.block(block));
    writer.write_footnotes();
    let mut text = writer.out.trim_end_matches(BLANK).to_owned();
    text.push('\n');
    MarkdownFile { text, pictures: writer.pictures }
}

/// What paragraphs need to know of the document: where links lead, and the footnotes so far.
pub(super) struct Story<'a> {
    document: &'a Document,
    declared: BTreeSet<&'a str>,
    /// Names in the file of the anchors that something links to.
    names: BTreeMap<&'a str, String>,
    footnotes: Vec<&'a Inlines>,
}

impl Story<'_> {
    /// Where a link to the anchor leads, if anything declares it.
    fn target(&self, anchor: &str) -> Option<&str> {
        self.declared.get(anchor).and_then(|anchor| self.names.get(anchor)).map(String::as_str)
    }
}

struct Writer<'a> {
    out: String,
    story: Story<'a>,
    picture_prefix: String,
    pictures: Vec<(String, &'a [u8])>,
    captions: CaptionCounter,
    headings: usize,
    /// Headings down to this level are linked to from the table of contents.
    listed: u8,
    placed: BTreeSet<&'a str>,
    /// A list was written last: whether it counts. Another of its kind would be read as going on with it.
    last_list: Option<bool>,
}

impl<'a> Writer<'a> {
    fn new(document: &'a Document, pictures: &str) -> Self {
        let linked = document.linked_anchors();
        let listed = document.blocks.iter().filter_map(|block| match block {
            Block::TableOfContents { depth } => Some((*depth).clamp(1, 3)),
            _ => None,
        });
        Writer {
            out: String::new(),
            story: Story {
                document,
                declared: document.anchors().collect(),
                names: linked.iter().zip(1..).map(|(anchor, number)| (*anchor, name(anchor, number))).collect(),
                footnotes: Vec::new(),
            },
            picture_prefix: pictures.to_owned(),
            pictures: Vec::new(),
            captions: CaptionCounter::default(),
            headings: 0,
            listed: listed.max().unwrap_or(0),
            placed: BTreeSet::new(),
            last_list: None,
        }
    }

    fn title(&mut self) {
        let document = self.story.document;
        self.lines(&format!("# {}", closing_marks_escaped(&one_line(&document.title))));
        if let Some(subtitle) = &document.subtitle {
            self.lines(&format!("*{}*", one_line(subtitle)));
        }
        if !document.authors.is_empty() {
            self.lines(&begun(&one_line(&document.authors.join(", "))));
        }
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::List(list) => {
                let mut lines = String::new();
                self.list(list, 0, &mut lines);
                self.list_lines(&lines, list.numbered);
            }
            Block::CodeTree(tree) => self.code_tree(tree),
            Block::Table(table) => self.table(table),
            Block::Quotation(quotation) => self.quotation(quotation),
            Block::Card(card) => self.card(card),
            Block::Figure(figure) => self.figure(figure),
            Block::PageBreak | Block::Section { .. } => {}
            Block::TableOfContents { depth } => self.contents((*depth).clamp(1, 3)),
        }
    }

    /// Puts lines at the end, with an empty line after them.
    fn lines(&mut self, lines: &str) {
        let lines = lines.trim_end_matches(BLANK);
        if !lines.is_empty() {
            self.out.push_str(lines);
            self.out.push_str("\n\n");
            self.last_list = None;
        }
    }

    /// Puts the lines of a list at the end, parted from one of its kind before it.
    fn list_lines(&mut self, lines: &str, numbered: bool) {
        if self.last_list == Some(numbered) {
            self.lines("<!-- -->");
        }
        self.lines(lines);
        self.last_list = Some(numbered);
    }

    fn words(&mut self, inlines: &'a Inlines) -> String {
        write_inlines(inlines, &mut self.story)
    }

    fn heading(&mut self, heading: &'a Heading) {
        let mut line = "#".repeat(usize::from(heading.depth()) + 1);
        line.push(' ');
        let anchor = self.anchor(heading.anchor.as_deref());
        if anchor.is_empty() && heading.depth() <= self.listed {
            line.push_str(&format!("<a id=\"{}\"></a>", contents_name(self.headings)));
        }
        line.push_str(&anchor);
        self.headings += 1;
        if let Some(number) = &heading.number {
            line.push_str(&one_line(number));
            line.push(' ');
        }
        // A line break would end the heading.
        let words = self.words(&heading.text).replace("\\\n", " ");
        line.push_str(&closing_marks_escaped(&words));
        self.lines(&line);
    }

    /// The place that links to the anchor lead to, where there are any.
    fn anchor(&mut self, anchor: Option<&'a str>) -> String {
        let Some(anchor) = anchor else { return String::new() };
        match self.story.names.get(anchor) {
            Some(name) if self.placed.insert(anchor) => format!("<a id=\"{name}\"></a>"),
            _ => String::new(),
        }
    }

    fn paragraph(&mut self, paragraph: &'a Paragraph) {
        let words = begun(&self.words(&paragraph.text));
        match paragraph.role {
            Role::Body | Role::Lead | Role::Note | Role::Caption | Role::Reference => self.lines(&words),
        }
    }

    fn list(&mut self, list: &'a List, indent: usize, lines: &mut String) {
        for (item, number) in list.items.iter().zip(1..) {
            let mark = if list.numbered { format!("{number}. ") } else { "- ".to_owned() };
            let inner = indent + mark.len();
            let words = begun(&self.words(&item.text)).replace('\n', &format!("\n{}", " ".repeat(inner)));
            lines.push_str(&" ".repeat(indent));
            lines.push_str(&mark);
            lines.push_str(&words);
            lines.push('\n');
            if let Some(below) = &item.below {
                self.list(below, inner, lines);
            }
        }
    }

    fn code_tree(&mut self, tree: &'a CodeTree) {
        let mut lines = String::new();
        let mut depth = 0;
        for (index, row) in tree.rows.iter().enumerate() {
            // A list cannot step in by two levels at once.
            depth = if index == 0 { 0 } else { row.depth.min(depth + 1) };
            let mut words = if row.number.is_empty() { String::new() } else { format!("{} ", one_line(&row.number)) };
            let name = one_line(&row.name);
            match row.anchor.as_deref().and_then(|anchor| self.story.target(anchor)) {
                Some(target) => words.push_str(&format!("[{name}](#{target})")),
                None => words.push_str(&name),
            }
            if let Some(aside) = &row.aside {
                words.push_str(&format!(" ({})", one_line(aside)));
            }
            lines.push_str(&format!("{}- {}\n", "  ".repeat(depth), begun(&words)));
        }
        self.list_lines(&lines, false);
    }

    fn quotation(&mut self, quotation: &'a Quotation) {
        let words = begun(&inline::quotation(quotation, &mut self.story));
        let mut quoted = words;
        if let Some(attribution) = &quotation.attribution {
            quoted.push_str(&format!("\n\n{}", begun(&one_line(attribution))));
        }
        let lines: Vec<String> =
            quoted.lines().map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") }).collect();
        self.lines(&lines.join("\n"));
    }

    fn card(&mut self, card: &'a Card) {
        if let Some(heading) = &card.heading {
            self.heading(heading);
        }
        for entry in &card.entries {
            let mut term = format!("**{}:**", one_line(&entry.term));
            let mut items = String::new();
            for content in &entry.content {
                match content {
                    CellContent::Text(text) => {
                        self.lines(&std::mem::take(&mut items));
                        let words = self.words(text);
                        let words = if term.is_empty() { begun(&words) } else { format!("{term} {words}") };
                        term.clear();
                        self.lines(&words);
                    }
                    CellContent::Item(text) => {
                        self.lines(&std::mem::take(&mut term));
                        let words = begun(&self.words(text)).replace('\n', "\n  ");
                        items.push_str(&format!("- {words}\n"));
                    }
                    CellContent::Quotation(quotation) => {
                        self.lines(&std::mem::take(&mut term));
                        self.lines(&std::mem::take(&mut items));
                        self.quotation(quotation);
                    }
                }
            }
            self.lines(&term);
            self.lines(&items);
        }
    }

    fn table(&mut self, table: &'a Table) {
        let anchor = self.anchor(table.anchor.as_deref());
        if let Some(caption) = &table.caption {
            self.caption(caption, CaptionKind::Table, &anchor);
        } else {
            self.lines(&anchor);
        }
        let lines = table::lines(table, &mut self.story);
        self.lines(&lines);
        for note in &table.notes {
            let words = begun(&self.words(note));
            self.lines(&words);
        }
    }

    fn figure(&mut self, figure: &'a Figure) {
        let path = format!("{}figure-{}.png", self.picture_prefix, self.pictures.len() + 1);
        let anchor = self.anchor(figure.anchor.as_deref());
        let target = if path.contains([' ', '(', ')']) { format!("<{path}>") } else { path.clone() };
        self.lines(&format!("{anchor}![{}]({target})", one_line(&figure.alternative)));
        self.pictures.push((path, &figure.png));
        if let Some(caption) = &figure.caption {
            self.caption(caption, CaptionKind::Figure, "");
        }
    }

    fn caption(&mut self, caption: &'a Caption, kind: CaptionKind, anchor: &str) {
        let label = self.captions.next(kind, &caption.label, &self.story.document.words);
        let words = self.words(&caption.text);
        let line = match label {
            Some(label) if words.is_empty() => format!("**{}**", one_line(&label.text())),
            Some(label) => format!("**{}.** {words}", one_line(&label.text())),
            None => begun(&words),
        };
        self.lines(&format!("{anchor}{line}"));
    }

    fn contents(&mut self, depth: u8) {
        let document = self.story.document;
        let mut lines = String::new();
        let mut indent = 0;
        let mut seen = BTreeSet::new();
        for (index, heading) in document.headings().enumerate() {
            // Of two places with one anchor, the first is found.
            let anchor = heading.anchor.as_deref().filter(|anchor| seen.insert(*anchor));
            if heading.depth() > depth {
                continue;
            }
            let target = anchor.and_then(|anchor| self.story.names.get(anchor)).cloned();
            let target = target.unwrap_or_else(|| contents_name(index));
            indent = if lines.is_empty() { 0 } else { usize::from(heading.depth() - 1).min(indent + 1) };
            let number = heading.number.as_ref().map(|number| format!("{number} ")).unwrap_or_default();
            let words = one_line(&format!("{number}{}", heading.text.plain()));
            lines.push_str(&format!("{}- [{words}](#{target})\n", "  ".repeat(indent)));
        }
        if !lines.is_empty() {
            self.lines(&format!("**{}**", one_line(&document.words.contents)));
            self.list_lines(&lines, false);
        }
    }

    fn write_footnotes(&mut self) {
        let mut index = 0;
        // A note may call further notes, which come at the end.
        while let Some(note) = self.story.footnotes.get(index).copied() {
            index += 1;
            let words = begun(&self.words(note)).replace('\n', "\n    ");
            self.lines(&format!("[^{index}]: {words}"));
        }
    }
}

/// What Markdown takes for empty; other spaces, such as the one that does not break, are text.
const BLANK: [char; 3] = [' ', '\t', '\n'];

/// Text as one escaped line.
pub(super) fn one_line(text: &str) -> String {
    escape(&text.split(['\n', '\r']).collect::<Vec<_>>().join(" ")).trim_matches(BLANK).to_owned()
}

/// Written text as the beginning of a block: escaped where it would be taken for a list, a heading or a rule. The same
/// holds for each line of it.
pub(super) fn begun(written: &str) -> String {
    let lines: Vec<String> = written
        .split('\n')
        .map(|line| {
            let line = line.trim_start_matches([' ', '\t']);
            match starts_block(line) {
                Some(at) => {
                    let (before, after) = line.split_at_checked(at).unwrap_or(("", line));
                    format!("{before}\\{after}")
                }
                None => line.to_owned(),
            }
        })
        .collect();
    lines.join("\n")
}

/// Number signs at the end of a heading would be taken off it, and so would braces, which some readers take for
/// attributes even after a backslash.
fn closing_marks_escaped(words: &str) -> String {
    if let Some(before) = words.trim_end_matches(BLANK).strip_suffix('}') {
        return format!("{before}&#125;");
    }
    let kept = words.trim_end_matches(BLANK).trim_end_matches('#');
    match words.trim_end_matches(BLANK).strip_prefix(kept) {
        Some(marks) if !marks.is_empty() => format!("{kept}{}", "\\#".repeat(marks.len())),
        _ => words.to_owned(),
    }
}

/// Name of the place that links to an anchor lead to.
fn name(anchor: &str, number: usize) -> String {
    let readable: String =
        anchor.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).take(24).collect();
    format!("a{number}-{readable}")
}

/// Name of the place of the heading with this index.
fn contents_name(heading: usize) -> String {
    format!("section-{}", heading + 1)
}
