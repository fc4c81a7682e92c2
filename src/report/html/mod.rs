//! The tree as one HTML file: landmarks, headings in order, tables whose headers are headers, styles for screen and
//! paper inside it, pictures inside it; nothing is fetched from anywhere.

mod inline;
mod table;
#[cfg(test)]
mod tests;
mod write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use self::inline::{attribution, inlines, notes, quotation_words};
use self::write::Html;
use super::anchors::{Anchors, section_name};
use super::tree::{
    Block, Caption, CaptionCounter, CaptionKind, Card, CellContent, CodeTree, Document, Figure, Heading, Inlines, List,
    Page, Paragraph, Quotation, Role,
};

/// How the page looks, on a screen and on paper.
const STYLE: &str = include_str!("style.css");

/// The document as an HTML file in UTF-8. The same document gives the same text.
pub fn html(document: &Document) -> String {
    let mut writer = Writer {
        html: Html::default(),
        story: Story::new(document),
        captions: CaptionCounter::default(),
        headings: 0,
        new_page: false,
        section_open: false,
    };
    writer.page();
    writer.html.finish()
}

/// What paragraphs need to know of the document: where links lead, and the footnotes so far.
pub(super) struct Story<'a> {
    document: &'a Document,
    anchors: Anchors<'a>,
    footnotes: Vec<&'a Inlines>,
    in_footnote: bool,
}

impl<'a> Story<'a> {
    fn new(document: &'a Document) -> Self {
        Story { document, anchors: Anchors::of(document), footnotes: Vec::new(), in_footnote: false }
    }
}

struct Writer<'a> {
    html: Html,
    story: Story<'a>,
    captions: CaptionCounter,
    headings: usize,
    /// What is written next begins a page, which only headings do on paper.
    new_page: bool,
    /// The element that holds the blocks of a section of lying pages is open.
    section_open: bool,
}

impl<'a> Writer<'a> {
    fn page(&mut self) {
        let document = self.story.document;
        let direction = if document.right_to_left() { "rtl" } else { "ltr" };
        self.html.raw("<!DOCTYPE html>\n");
        self.html.open("html", &[("lang", document.language.as_str()), ("dir", direction)]);
        self.html.line();
        self.head(document);
        self.html.open("body", &[]);
        self.html.line();
        self.title(document);
        self.html.open("main", &[]);
        self.html.line();
        for (at, block) in document.blocks.iter().enumerate() {
            self.new_page = at.checked_sub(1).and_then(|at| document.blocks.get(at)) == Some(&Block::PageBreak);
            self.block(block);
        }
        self.end_section();
        notes(&mut self.html, &mut self.story);
        self.html.close("main");
        self.html.line();
        self.html.close("body");
        self.html.line();
        self.html.close("html");
        self.html.line();
    }

    fn head(&mut self, document: &Document) {
        let html = &mut self.html;
        html.open("head", &[]);
        html.line();
        html.void("meta", &[("charset", "utf-8")]);
        html.line();
        html.void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
        html.line();
        if !document.authors.is_empty() {
            html.void("meta", &[("name", "author"), ("content", &document.authors.join(", "))]);
            html.line();
        }
        html.element("title", &[], |html| html.text(&document.title));
        html.line();
        let paper = match document.page {
            Page::A4 => "A4",
            Page::Letter => "letter",
        };
        html.open("style", &[]);
        html.raw("\n");
        html.raw(STYLE);
        html.raw(&format!("@page {{ size: {paper}; }}\n@page lying {{ size: {paper} landscape; }}\n"));
        html.close("style");
        html.line();
        html.close("head");
        html.line();
    }

    fn title(&mut self, document: &Document) {
        self.html.open("header", &[]);
        self.html.element("h1", &[], |html| html.text(&document.title));
        if let Some(subtitle) = &document.subtitle {
            self.html.element("p", &[("class", "subtitle")], |html| html.text(subtitle));
        }
        if !document.authors.is_empty() {
            self.html.element("p", &[("class", "authors")], |html| html.text(&document.authors.join(", ")));
        }
        self.html.close("header");
        self.html.line();
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::List(list) => {
                self.list(list);
                self.html.line();
            }
            Block::CodeTree(tree) => self.code_tree(tree),
            Block::Table(table) => {
                let label =
                    table.caption.as_ref().map(|caption| self.label(caption, CaptionKind::Table)).unwrap_or_default();
                table::table(&mut self.html, table, &label, &mut self.story);
            }
            Block::Quotation(quotation) => self.quotation(quotation),
            Block::Card(card) => self.card(card),
            Block::Figure(figure) => self.figure(figure),
            Block::PageBreak => {}
            Block::Section { landscape } => self.turn(*landscape),
            Block::TableOfContents { depth } => self.contents((*depth).clamp(1, 3)),
        }
    }

    /// Lying pages hold blocks in an element of their own, which the style prints on lying paper.
    fn turn(&mut self, landscape: bool) {
        self.end_section();
        if landscape {
            self.html.open("div", &[("class", "lying")]);
            self.html.line();
            self.section_open = true;
        }
    }

    fn end_section(&mut self) {
        if std::mem::take(&mut self.section_open) {
            self.html.close("div");
            self.html.line();
        }
    }

    fn heading(&mut self, heading: &'a Heading) {
        let own = self.story.anchors.place(heading.anchor.as_deref());
        let id = own.unwrap_or_else(|| section_name(self.headings));
        self.headings += 1;
        let name = ["h2", "h3", "h4", "h5"][usize::from(heading.depth() - 1)];
        let mut attributes = vec![("id", id.as_str())];
        if self.new_page {
            attributes.push(("class", "new-page"));
        }
        self.html.open(name, &attributes);
        if let Some(colour) = heading.colour {
            self.html.swatch(colour);
        }
        if let Some(number) = &heading.number {
            self.html.element("span", &[("class", "number")], |html| html.text(number));
            self.html.text(" ");
        }
        inlines(&mut self.html, &heading.text, &mut self.story);
        self.html.close(name);
        self.html.line();
    }

    fn paragraph(&mut self, paragraph: &'a Paragraph) {
        let class = match paragraph.role {
            Role::Body => "",
            Role::Lead => "lead",
            Role::Note => "note",
            Role::Caption => "caption",
            Role::Reference => "reference",
        };
        self.words("p", class, &paragraph.text);
        self.html.line();
    }

    /// An element of words that reads as its first letter does.
    fn words(&mut self, name: &str, class: &str, text: &'a Inlines) {
        self.html.open_words(name, class, &text.plain(), self.story.document.right_to_left());
        inlines(&mut self.html, text, &mut self.story);
        self.html.close(name);
    }

    fn list(&mut self, list: &'a List) {
        let name = if list.numbered { "ol" } else { "ul" };
        self.html.open(name, &[]);
        for item in &list.items {
            self.html.open("li", &[]);
            inlines(&mut self.html, &item.text, &mut self.story);
            if let Some(below) = &item.below {
                self.list(below);
            }
            self.html.close("li");
        }
        self.html.close(name);
    }

    /// Nested lists, so that a reader who hears the page hears the levels.
    fn code_tree(&mut self, tree: &'a CodeTree) {
        let mut depth = 0;
        for (index, row) in tree.rows.iter().enumerate() {
            let next = if index == 0 { 1 } else { (row.depth + 1).min(depth + 1) };
            if next > depth {
                self.html.open("ol", if depth == 0 { &[("class", "code-tree")] } else { &[] });
            } else {
                for _ in next..depth {
                    self.html.close("li");
                    self.html.close("ol");
                }
                self.html.close("li");
            }
            self.html.line();
            depth = next;
            self.html.open("li", &[]);
            self.html.open("span", &[("class", "code")]);
            if let Some(colour) = row.colour {
                self.html.swatch(colour);
            }
            if !row.number.is_empty() {
                self.html.element("span", &[("class", "number")], |html| html.text(&row.number));
                self.html.text(" ");
            }
            match row.anchor.as_deref().and_then(|anchor| self.story.anchors.target(anchor)) {
                Some(target) => {
                    self.html.element("a", &[("href", &format!("#{target}"))], |html| html.text(&row.name));
                }
                None => self.html.text(&row.name),
            }
            if let Some(aside) = &row.aside {
                self.html.text(" ");
                self.html.element("span", &[("class", "aside")], |html| html.text(aside));
            }
            self.html.close("span");
        }
        for _ in 0..depth {
            self.html.close("li");
            self.html.close("ol");
        }
        self.html.line();
    }

    fn quotation(&mut self, quotation: &'a Quotation) {
        let class = if quotation.near_miss { "near-miss" } else { "" };
        self.html.open("figure", &[("class", "quotation")]);
        self.html.open_words("blockquote", class, &quotation.text.plain(), self.story.document.right_to_left());
        self.html.open("p", &[]);
        quotation_words(&mut self.html, quotation, &mut self.story);
        self.html.close("p");
        self.html.close("blockquote");
        if let Some(source) = &quotation.attribution {
            self.html.element("figcaption", &[], |html| attribution(html, source));
        }
        self.html.close("figure");
        self.html.line();
    }

    fn card(&mut self, card: &'a Card) {
        self.html.open("div", &[("class", "card")]);
        if let Some(heading) = &card.heading {
            self.heading(heading);
        }
        if !card.entries.is_empty() {
            self.html.open("dl", &[]);
            for entry in &card.entries {
                self.html.element("dt", &[], |html| html.text(&entry.term));
                self.html.open("dd", &[]);
                self.cell_content(&entry.content);
                self.html.close("dd");
                self.html.line();
            }
            self.html.close("dl");
        }
        self.html.close("div");
        self.html.line();
    }

    fn cell_content(&mut self, content: &'a [CellContent]) {
        table::content(&mut self.html, content, &mut self.story);
    }

    fn figure(&mut self, figure: &'a Figure) {
        let id = self.story.anchors.place(figure.anchor.as_deref());
        match &id {
            Some(id) => self.html.open("figure", &[("id", id.as_str())]),
            None => self.html.open("figure", &[]),
        }
        let bytes = STANDARD.encode(&figure.png);
        let width = format!("width:{:.0}pt", figure.width.clamp(1.0, 4000.0));
        let source = format!("data:image/png;base64,{bytes}");
        self.html.void("img", &[("src", source.as_str()), ("alt", figure.alternative.as_str()), ("style", &width)]);
        if let Some(caption) = &figure.caption {
            let label = self.label(caption, CaptionKind::Figure);
            self.html.open("figcaption", &[]);
            inline::caption(&mut self.html, &label, caption, &mut self.story);
            self.html.close("figcaption");
        }
        self.html.close("figure");
        self.html.line();
    }

    fn label(&mut self, caption: &Caption, kind: CaptionKind) -> String {
        let label = self.captions.next(kind, &caption.label, &self.story.document.words);
        label.map(|label| label.text()).unwrap_or_default()
    }

    fn contents(&mut self, depth: u8) {
        let document = self.story.document;
        let listed: Vec<(usize, &Heading)> =
            document.headings().enumerate().filter(|(_, heading)| heading.depth() <= depth).collect();
        if listed.is_empty() {
            return;
        }
        self.html.open("nav", &[("aria-labelledby", "contents")]);
        self.html.element("h2", &[("id", "contents")], |html| html.text(&document.words.contents));
        let mut level = 0;
        let mut seen = std::collections::BTreeSet::new();
        for (index, heading) in listed {
            let next = usize::from(heading.depth()).min(level + 1);
            if next > level {
                self.html.open("ol", &[]);
            } else {
                for _ in next..level {
                    self.html.close("li");
                    self.html.close("ol");
                }
                self.html.close("li");
            }
            self.html.line();
            level = next;
            let own = heading.anchor.as_deref().filter(|anchor| seen.insert(*anchor));
            let target = own.and_then(|anchor| self.story.anchors.target(anchor)).map(str::to_owned);
            let target = format!("#{}", target.unwrap_or_else(|| section_name(index)));
            self.html.open("li", &[]);
            self.html.element("a", &[("href", &target)], |html| {
                if let Some(number) = &heading.number {
                    html.text(&format!("{number} "));
                }
                html.text(&heading.text.plain());
            });
        }
        for _ in 0..level {
            self.html.close("li");
            self.html.close("ol");
        }
        self.html.close("nav");
        self.html.line();
    }
}
