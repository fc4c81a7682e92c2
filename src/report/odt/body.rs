//! The text from the first block to the last: `content.xml`.

use super::automatic::Automatic;
use super::parts::{NAMESPACES, picture_path};
use super::styles::{LYING, UPRIGHT};
use super::text::{span, text, write_inlines, write_quotation};
use super::{codes, table};
use crate::report::anchors::{Anchors, section_name};
use crate::report::direction::{Direction, first_strong};
use crate::report::paper::{Sheet, inches};
use crate::report::tree::{
    Block, Caption, CaptionCounter, CaptionKind, Document, Figure, Heading, Inlines, List, Paragraph, PrintedLabel,
    Quotation, Role, Table,
};
use crate::report::xml::Xml;

/// What is counted and collected while the text is written.
pub(super) struct Story<'a> {
    pub(super) document: &'a Document,
    pub(super) anchors: Anchors<'a>,
    pub(super) automatic: Automatic,
    pub(super) footnotes: usize,
    pub(super) in_footnote: bool,
    captions: CaptionCounter,
    headings: usize,
    pub(super) tables: usize,
    pictures: Vec<&'a [u8]>,
}

/// What begins with the next block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Begins {
    Nothing,
    Page,
    /// A page of this page style.
    Sheet(&'static str),
}

/// Attributes by name.
type Attributes = Vec<(&'static str, &'static str)>;

impl Begins {
    /// The attribute of the style and the one of its properties that say so.
    pub(super) fn attributes(self) -> (Attributes, Attributes) {
        match self {
            Begins::Nothing => (Vec::new(), Vec::new()),
            Begins::Page => (Vec::new(), vec![("fo:break-before", "page")]),
            Begins::Sheet(name) => (vec![("style:master-page-name", name)], Vec::new()),
        }
    }
}

pub(super) struct Body<'a> {
    xml: Xml,
    story: Story<'a>,
    sheet: Sheet,
    begins: Begins,
}

/// How a paragraph differs from its named style.
#[derive(Clone, Copy, Default)]
struct Shape<'s> {
    properties: &'s [(&'s str, &'s str)],
    /// Reads from right to left or left to right whatever the document does.
    words: &'s str,
}

impl<'a> Body<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Body {
            xml: Xml::default(),
            story: Story {
                document,
                anchors: Anchors::of(document),
                automatic: Automatic::default(),
                footnotes: 0,
                in_footnote: false,
                captions: CaptionCounter::default(),
                headings: 0,
                tables: 0,
                pictures: Vec::new(),
            },
            sheet: Sheet::new(document.page, false),
            begins: Begins::Sheet(UPRIGHT),
        }
    }

    /// `content.xml`, and the pictures that it shows.
    pub(super) fn write(mut self) -> (String, Vec<&'a [u8]>) {
        let document = self.story.document;
        self.line("Title", &document.title);
        if let Some(subtitle) = &document.subtitle {
            self.line("Subtitle", subtitle);
        }
        if !document.authors.is_empty() {
            self.line("Author", &document.authors.join(", "));
        }
        document.blocks.iter().for_each(|block| self.block(block));
        let mut xml = Xml::declared();
        xml.element("office:document-content", &NAMESPACES, |xml| {
            xml.element("office:automatic-styles", &[], |xml| self.story.automatic.write(xml));
            xml.element("office:body", &[], |xml| {
                xml.element("office:text", &[], |xml| {
                    xml.element("text:sequence-decls", &[], |xml| {
                        for name in ["Table", "Figure"] {
                            let attributes = [("text:display-outline-level", "0"), ("text:name", name)];
                            xml.empty("text:sequence-decl", &attributes);
                        }
                    });
                    xml.append(&self.xml);
                });
            });
        });
        (xml.finish(), self.story.pictures)
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(paragraph) => self.prose(paragraph),
            Block::List(list) => self.list(list),
            Block::CodeTree(tree) if tree.rows.is_empty() => {}
            Block::CodeTree(tree) => {
                let begins = self.begin();
                codes::write_code_tree(&mut self.xml, tree, self.sheet, begins, &mut self.story);
            }
            Block::Table(table) => self.table(table),
            Block::Quotation(quotation) => self.quotation(quotation),
            Block::Card(card) => {
                if let Some(heading) = &card.heading {
                    self.heading(heading);
                }
                if !card.entries.is_empty() {
                    let begins = self.begin();
                    codes::write_card(&mut self.xml, card, self.sheet, begins, &mut self.story);
                }
            }
            Block::Figure(figure) => self.figure(figure),
            Block::PageBreak if self.begins == Begins::Nothing => self.begins = Begins::Page,
            Block::PageBreak => {}
            Block::Section { landscape } => {
                self.sheet = Sheet::new(self.story.document.page, *landscape);
                self.begins = Begins::Sheet(if *landscape { LYING } else { UPRIGHT });
            }
            Block::TableOfContents { depth } => self.contents((*depth).clamp(1, 3)),
        }
    }

    fn begin(&mut self) -> Begins {
        std::mem::replace(&mut self.begins, Begins::Nothing)
    }

    /// The style of a paragraph: the named one, or an automatic one that says what is different.
    fn style_of(&mut self, name: &str, shape: Shape<'_>) -> String {
        let (mut of_style, mut properties) = self.begin().attributes();
        let own = self.story.document.right_to_left();
        let reads = first_strong(shape.words).map_or(own, |direction| direction == Direction::RightToLeft);
        if reads != own {
            properties.push(("style:writing-mode", if reads { "rl-tb" } else { "lr-tb" }));
        }
        properties.extend(shape.properties);
        if of_style.is_empty() && properties.is_empty() {
            return name.to_owned();
        }
        of_style.dedup();
        self.story.automatic.style("paragraph", Some(name), &of_style, |xml| {
            if !properties.is_empty() {
                xml.empty("style:paragraph-properties", &properties);
            }
        })
    }

    fn paragraph(&mut self, name: &str, shape: Shape<'_>, content: impl FnOnce(&mut Xml, &mut Story<'a>)) {
        let style = self.style_of(name, shape);
        let story = &mut self.story;
        self.xml.element("text:p", &[("text:style-name", &style)], |xml| content(xml, story));
    }

    fn line(&mut self, style: &str, words: &str) {
        if !words.is_empty() {
            self.paragraph(style, Shape { words, ..Shape::default() }, |xml, _| text(xml, words));
        }
    }

    fn heading(&mut self, heading: &'a Heading) {
        let level = heading.depth().to_string();
        let name = format!("Heading_20_{level}");
        let mut properties = Vec::new();
        let hang = heading.number.as_ref().map(|number| hanging(number, heading.depth()));
        let hanging = hang.map(|hang| (inches(hang), format!("-{}", inches(hang))));
        if let Some((margin, indent)) = &hanging {
            properties.extend([("fo:margin-left", margin.as_str()), ("fo:text-indent", indent.as_str())]);
        }
        let bar = heading.colour.map(|colour| format!("4.5pt solid #{}", colour.hex()));
        if let Some(bar) = &bar {
            let side = if self.story.document.right_to_left() { "fo:border-right" } else { "fo:border-left" };
            let padding = if self.story.document.right_to_left() { "fo:padding-right" } else { "fo:padding-left" };
            properties.extend([(side, bar.as_str()), (padding, "6pt")]);
        }
        let style = self.style_of(&name, Shape { properties: &properties, words: "" });
        let section = section_name(self.story.headings);
        self.story.headings += 1;
        let own = self.story.anchors.place(heading.anchor.as_deref());
        let story = &mut self.story;
        let attributes = [("text:style-name", style.as_str()), ("text:outline-level", level.as_str())];
        self.xml.element("text:h", &attributes, |xml| {
            xml.empty("text:bookmark", &[("text:name", &section)]);
            if let Some(own) = &own {
                xml.empty("text:bookmark", &[("text:name", own)]);
            }
            if let Some(number) = &heading.number {
                text(xml, number);
                xml.empty("text:tab", &[]);
            }
            write_inlines(xml, &heading.text, story);
        });
    }

    fn prose(&mut self, paragraph: &'a Paragraph) {
        let style = match paragraph.role {
            Role::Body => "Text_20_body",
            Role::Lead => "Lead",
            Role::Note => "Note",
            Role::Caption => "Caption",
            Role::Reference => "Bibliography",
        };
        let keep = [("fo:keep-with-next", "always")];
        let properties = if paragraph.role == Role::Caption { keep.as_slice() } else { &[] };
        self.inlines(style, properties, &paragraph.text);
    }

    fn inlines(&mut self, style: &str, properties: &[(&str, &str)], text: &'a Inlines) {
        let plain = text.plain();
        self.paragraph(style, Shape { properties, words: &plain }, |xml, story| write_inlines(xml, text, story));
    }

    fn list(&mut self, list: &'a List) {
        let style = if list.numbered { "Numbers" } else { "Bullets" };
        self.xml.start_element("text:list", &[("text:style-name", style)]);
        for item in &list.items {
            self.xml.start_element("text:list-item", &[]);
            self.inlines("List_20_Paragraph", &[], &item.text);
            if let Some(below) = &item.below {
                self.list(below);
            }
            self.xml.end_element("text:list-item");
        }
        self.xml.end_element("text:list");
    }

    fn quotation(&mut self, quotation: &'a Quotation) {
        let words = quotation.text.plain();
        let own = first_strong(&words).map_or(self.story.document.right_to_left(), |d| d == Direction::RightToLeft);
        let line = if quotation.near_miss { "0.75pt dashed #8FA9B8" } else { "0.75pt solid #8FA9B8" };
        let (side, other, padding) = if own {
            ("fo:border-right", "fo:border-left", "fo:padding-right")
        } else {
            ("fo:border-left", "fo:border-right", "fo:padding-left")
        };
        let properties = [(side, line), (other, "none"), (padding, "9pt")];
        let special = if own || quotation.near_miss { properties.as_slice() } else { &[] };
        self.paragraph("Quotations", Shape { properties: special, words: &words }, |xml, story| {
            write_quotation(xml, quotation, story, true);
        });
    }

    fn table(&mut self, table: &'a Table) {
        let name = self.story.anchors.place(table.anchor.as_deref());
        match &table.caption {
            Some(caption) => self.caption(caption, CaptionKind::Table, name.as_deref()),
            None => {
                if let Some(name) = &name {
                    self.paragraph("Table_20_Text", Shape::default(), |xml, _| {
                        xml.empty("text:bookmark", &[("text:name", name)]);
                    });
                }
            }
        }
        if table.width() > 0 {
            let begins = self.begin();
            table::write_table(&mut self.xml, table, self.sheet, begins, &mut self.story);
        }
        for note in &table.notes {
            self.inlines("Note", &[], note);
        }
    }

    fn figure(&mut self, figure: &'a Figure) {
        let name = self.story.anchors.place(figure.anchor.as_deref());
        let points = |twips: u32| twips as f32 / 20.0;
        let (width, height) = (figure.width.max(1.0), figure.height.max(1.0));
        let scale = (points(self.sheet.text_width()) / width)
            .min(points(self.sheet.text_height().saturating_sub(1400)) / height)
            .min(1.0);
        let (wide, high) = (format!("{:.2}pt", width * scale), format!("{:.2}pt", height * scale));
        let path = picture_path(self.story.pictures.len());
        self.story.pictures.push(&figure.png);
        let number = self.story.pictures.len().to_string();
        let keep = [("fo:keep-with-next", "always")];
        let properties = if figure.caption.is_some() { keep.as_slice() } else { &[] };
        self.paragraph("Figure_20_Line", Shape { properties, words: "" }, |xml, _| {
            if let Some(name) = &name {
                xml.empty("text:bookmark", &[("text:name", name)]);
            }
            let attributes = [
                ("draw:name", format!("Figure {number}")),
                ("text:anchor-type", "as-char".to_owned()),
                ("svg:width", wide),
                ("svg:height", high),
            ];
            let attributes: Vec<(&str, &str)> = attributes.iter().map(|(key, value)| (*key, value.as_str())).collect();
            xml.element("draw:frame", &attributes, |xml| {
                let link = [("xlink:href", path.as_str()), ("xlink:type", "simple"), ("xlink:show", "embed")];
                xml.empty("draw:image", &link);
                xml.text_element("svg:desc", &[], &figure.alternative);
            });
        });
        if let Some(caption) = &figure.caption {
            self.caption(caption, CaptionKind::Figure, None);
        }
    }

    fn caption(&mut self, caption: &'a Caption, kind: CaptionKind, anchor: Option<&str>) {
        let label = self.story.captions.next(kind, &caption.label, &self.story.document.words);
        let (sequence, properties) = match kind {
            CaptionKind::Table => ("Table", [("fo:keep-with-next", "always")].as_slice()),
            CaptionKind::Figure => ("Figure", [].as_slice()),
        };
        let plain = caption.text.plain();
        self.paragraph("Caption", Shape { properties, words: &plain }, |xml, story| {
            if let Some(anchor) = anchor {
                xml.empty("text:bookmark", &[("text:name", anchor)]);
            }
            if let Some(label) = &label {
                xml.element("text:span", &[("text:style-name", "Caption_20_Label")], |xml| {
                    write_label(xml, label, sequence);
                    if !caption.text.is_empty() {
                        text(xml, ".");
                    }
                });
                text(xml, " ");
            }
            write_inlines(xml, &caption.text, story);
        });
    }

    /// The table of contents, its entries already in it; their pages are fields that the reader's program computes as
    /// it lays the text out.
    fn contents(&mut self, depth: u8) {
        let document = self.story.document;
        let listed: Vec<(usize, &Heading)> =
            document.headings().enumerate().filter(|(_, heading)| heading.depth() <= depth).collect();
        if listed.is_empty() {
            return;
        }
        let title = document.words.contents.clone();
        self.paragraph("Contents_20_Heading", Shape::default(), |xml, _| text(xml, &title));
        let attributes = [("text:name", "Contents"), ("text:protected", "false")];
        self.xml.start_element("text:table-of-content", &attributes);
        let levels = depth.to_string();
        self.xml.element("text:table-of-content-source", &[("text:outline-level", &levels)], |xml| {
            for level in 1..=depth {
                let level = level.to_string();
                let style = format!("Contents_20_{level}");
                let attributes = [("text:outline-level", level.as_str()), ("text:style-name", style.as_str())];
                xml.element("text:table-of-content-entry-template", &attributes, |xml| {
                    xml.empty("text:index-entry-link-start", &[]);
                    xml.empty("text:index-entry-text", &[]);
                    xml.empty("text:index-entry-tab-stop", &[("style:type", "right")]);
                    xml.empty("text:index-entry-page-number", &[]);
                    xml.empty("text:index-entry-link-end", &[]);
                });
            }
        });
        self.xml.start_element("text:index-body", &[]);
        for (index, heading) in listed {
            let style = format!("Contents_20_{}", heading.depth());
            let target = section_name(index);
            let href = format!("#{target}");
            self.xml.element("text:p", &[("text:style-name", &style)], |xml| {
                xml.element("text:a", &[("xlink:type", "simple"), ("xlink:href", &href)], |xml| {
                    if let Some(number) = &heading.number {
                        span(xml, "Contents_20_Number", number);
                        text(xml, "\u{2002}");
                    }
                    text(xml, &heading.text.plain());
                    xml.empty("text:tab", &[]);
                    let field = [("text:reference-format", "page"), ("text:ref-name", target.as_str())];
                    xml.empty("text:bookmark-ref", &field);
                });
            });
        }
        self.xml.end_element("text:index-body");
        self.xml.end_element("text:table-of-content");
    }
}

fn write_label(xml: &mut Xml, label: &PrintedLabel, sequence: &str) {
    match label {
        PrintedLabel::Own(own) => text(xml, own),
        PrintedLabel::Counted(word, number) => {
            text(xml, word);
            text(xml, "\u{a0}");
            let attributes = [
                ("text:ref-name", format!("ref{sequence}{number}")),
                ("text:name", sequence.to_owned()),
                ("text:formula", format!("ooow:{sequence}+1")),
                ("style:num-format", "1".to_owned()),
            ];
            let attributes: Vec<(&str, &str)> = attributes.iter().map(|(key, value)| (*key, value.as_str())).collect();
            xml.text_element("text:sequence", &attributes, &number.to_string());
        }
    }
}

/// How far a heading hangs out for its number, in twips: about as wide as the number and a space.
fn hanging(number: &str, level: u8) -> u32 {
    let letter = match level {
        1 => 185,
        2 => 145,
        _ => 125,
    };
    let letters = u32::try_from(number.chars().count()).unwrap_or(u32::MAX).min(16);
    (letters + 1) * letter
}
