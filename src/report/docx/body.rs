//! The text from the first block to the last: `word/document.xml`.

use super::codes::{write_card, write_code_tree};
use super::contents::write_contents;
use super::figure::write_picture;
use super::lists::write_list;
use super::parts::{FOOTER_LANDSCAPE, FOOTER_PORTRAIT};
use super::story::{Story, contents_bookmark};
use super::styles::NAMESPACE;
use super::table::write_table;
use super::text::{Shape, field, paragraph, plain, styled, tab, write_inlines, write_quotation};
use crate::report::direction::Direction;
use crate::report::paper::{FOOTER, Sheet};
use crate::report::tree::{
    Block, Caption, CaptionKind, Document, Figure, Heading, Inlines, Paragraph, PrintedLabel, Quotation, Role, Table,
};
use crate::report::xml::Xml;

/// Names of the parts that the document refers to.
const NAMESPACES: [(&str, &str); 5] = [
    ("xmlns:w", NAMESPACE),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
];

/// `word/document.xml`, and what was collected on the way for the other parts.
pub(super) fn write_document(document: &Document) -> (String, Story<'_>) {
    let mut body = Body {
        xml: Xml::default(),
        story: Story::new(document),
        sheet: Sheet::new(document.page, false),
        last: Last::Nothing,
        new_page: false,
    };
    body.title_page();
    for block in &document.blocks {
        body.block(block);
    }
    body.new_page = false;
    body.part_from_table(false);
    section(&mut body.xml, body.sheet, document);
    let mut xml = Xml::declared();
    xml.element("w:document", &NAMESPACES, |xml| xml.element("w:body", &[], |xml| xml.append(&body.xml)));
    (xml.finish(), body.story)
}

struct Body<'a> {
    xml: Xml,
    story: Story<'a>,
    sheet: Sheet,
    last: Last,
    /// What comes next begins a page.
    new_page: bool,
}

/// What was written last.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Last {
    /// Nothing, since the section began.
    Nothing,
    /// A paragraph whose properties end at this place in the XML.
    Paragraph(usize),
    /// A table: another must not follow at once, or Word joins the two.
    Table,
    /// The table of contents.
    Contents,
}

impl<'a> Body<'a> {
    fn title_page(&mut self) {
        let document = self.story.document;
        self.line("Title", &document.title);
        if let Some(subtitle) = &document.subtitle {
            self.line("Subtitle", subtitle);
        }
        self.line("Author", &document.authors.join(", "));
    }

    /// A paragraph of plain text, if there is any.
    fn line(&mut self, style: &str, text: &str) {
        if !text.is_empty() {
            let direction = self.story.direction(text);
            self.paragraph(&Shape::new(style), direction, |xml, _| plain(xml, text, direction));
        }
    }

    fn block(&mut self, block: &'a Block) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(paragraph) => self.text(paragraph),
            Block::List(list) => {
                self.part_from_table(false);
                if let Some(end) = write_list(&mut self.xml, list, &mut self.story, 0) {
                    self.last = Last::Paragraph(end);
                }
            }
            Block::CodeTree(tree) if tree.rows.is_empty() => {}
            Block::CodeTree(tree) => {
                self.part_from_table(false);
                write_code_tree(&mut self.xml, tree, self.sheet, &mut self.story);
                self.last = Last::Table;
            }
            Block::Table(table) => self.table(table),
            Block::Quotation(quotation) => self.quotation(quotation),
            Block::Card(card) => {
                if let Some(heading) = &card.heading {
                    self.heading(heading);
                }
                if !card.entries.is_empty() {
                    self.part_from_table(false);
                    write_card(&mut self.xml, card, self.sheet, &mut self.story);
                    self.last = Last::Table;
                }
            }
            Block::Figure(figure) => self.figure(figure),
            Block::PageBreak => self.new_page = true,
            Block::Section { landscape } => self.turn(*landscape),
            Block::TableOfContents { depth } => {
                self.part_from_table(!self.new_page);
                write_contents(&mut self.xml, *depth, &mut self.story);
                self.last = Last::Contents;
            }
        }
    }

    /// Writes a paragraph, and a little room before it where a table precedes.
    fn paragraph(&mut self, shape: &Shape<'_>, direction: Direction, content: impl FnOnce(&mut Xml, &mut Story<'a>)) {
        let shape = Shape { new_page: std::mem::take(&mut self.new_page), ..*shape };
        self.part_from_table(shape.new_page || has_room_above(shape.style));
        let story = &mut self.story;
        self.last = Last::Paragraph(paragraph(&mut self.xml, &shape, direction, |xml| content(xml, story)));
    }

    /// Parts what follows from a table, and from the page before where it begins a new one; `has_room` says that what
    /// follows does so itself.
    fn part_from_table(&mut self, has_room: bool) {
        if (self.last == Last::Table || self.new_page) && !has_room {
            self.gap();
        }
    }

    /// An empty line, lower than text. Page breaks stand on it rather than in a run, which would leave half of its
    /// paragraph on the page after.
    fn gap(&mut self) {
        let mut end = 0;
        let new_page = std::mem::take(&mut self.new_page);
        self.xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.flag("w:pageBreakBefore", new_page);
                xml.empty("w:spacing", &[("w:after", "0"), ("w:line", "200"), ("w:lineRule", "exact")]);
                end = xml.position();
            });
        });
        self.last = Last::Paragraph(end);
    }

    fn heading(&mut self, heading: &'a Heading) {
        let direction = self.story.own_direction();
        let style = format!("Heading{}", heading.depth());
        let shape = Shape {
            bar: heading.colour,
            keep_next: true,
            indent: heading.number.as_ref().map(|number| {
                let hang = hanging(number, heading.depth());
                (hang, hang)
            }),
            ..Shape::new(&style)
        };
        self.paragraph(&shape, direction, |xml, story| {
            let name = contents_bookmark(story.headings);
            story.headings += 1;
            story.bookmarked(xml, &name, |xml, story| {
                story.anchored(xml, heading.anchor.as_deref(), |xml, story| {
                    if let Some(number) = &heading.number {
                        plain(xml, number, direction);
                        tab(xml);
                    }
                    write_inlines(xml, &heading.text, story, direction);
                });
            });
        });
    }

    fn text(&mut self, paragraph: &'a Paragraph) {
        let style = match paragraph.role {
            Role::Body => "BodyText",
            Role::Lead => "Lead",
            Role::Note => "Note",
            Role::Caption => "Caption",
            Role::Reference => "Bibliography",
        };
        let keep_next = paragraph.role == Role::Caption;
        self.inlines(&Shape { keep_next, ..Shape::new(style) }, &paragraph.text);
    }

    fn inlines(&mut self, shape: &Shape<'_>, text: &'a Inlines) {
        let direction = self.story.direction(&text.plain());
        self.paragraph(shape, direction, |xml, story| write_inlines(xml, text, story, direction));
    }

    fn quotation(&mut self, quotation: &'a Quotation) {
        let direction = self.story.direction(&quotation.text.plain());
        let shape = Shape { broken_rule: quotation.near_miss, ..Shape::new("Quote") };
        self.paragraph(&shape, direction, |xml, story| write_quotation(xml, quotation, story, direction, true));
    }

    fn table(&mut self, table: &'a Table) {
        match &table.caption {
            Some(caption) => self.caption(caption, CaptionKind::Table, table.anchor.as_deref()),
            None => {
                self.part_from_table(false);
                self.story.anchored(&mut self.xml, table.anchor.as_deref(), |_, _| {});
            }
        }
        if table.width() == 0 {
            return;
        }
        write_table(&mut self.xml, table, self.sheet, &mut self.story);
        self.last = Last::Table;
        for note in &table.notes {
            self.inlines(&Shape::new("Note"), note);
        }
    }

    fn figure(&mut self, figure: &'a Figure) {
        let sheet = self.sheet;
        let shape = Shape { keep_next: figure.caption.is_some(), ..Shape::new("FigureLine") };
        self.paragraph(&shape, Direction::LeftToRight, |xml, story| {
            story.anchored(xml, figure.anchor.as_deref(), |xml, story| write_picture(xml, figure, sheet, story));
        });
        if let Some(caption) = &figure.caption {
            self.caption(caption, CaptionKind::Figure, None);
        }
    }

    /// A caption: above a table and never parted from it, below a figure.
    fn caption(&mut self, caption: &'a Caption, kind: CaptionKind, anchor: Option<&'a str>) {
        let direction = self.story.direction(&caption.text.plain());
        let label = self.story.captions.next(kind, &caption.label, &self.story.document.words);
        let shape = if kind == CaptionKind::Table {
            Shape { keep_next: true, ..Shape::new("Caption") }
        } else {
            Shape { before: Some(60), after: Some(240), ..Shape::new("Caption") }
        };
        self.paragraph(&shape, direction, |xml, story| {
            story.anchored(xml, anchor, |xml, story| {
                if let Some(label) = &label {
                    write_label(xml, label, kind, direction);
                    if !caption.text.is_empty() {
                        styled(xml, ".", "CaptionLabel", direction);
                        plain(xml, " ", direction);
                    }
                }
                write_inlines(xml, &caption.text, story, direction);
            });
        });
    }

    /// Ends the section, if anything stands in it, and turns the paper.
    fn turn(&mut self, landscape: bool) {
        if self.last != Last::Nothing {
            if !matches!(self.last, Last::Paragraph(_)) {
                self.gap();
            }
            if let Last::Paragraph(end) = self.last {
                let mut properties = Xml::default();
                section(&mut properties, self.sheet, self.story.document);
                self.xml.insert(end, &properties);
            }
        }
        self.sheet = Sheet::new(self.story.document.page, landscape);
        self.last = Last::Nothing;
        self.new_page = false;
    }
}

/// Whether a style leaves room above its paragraphs, so that none is needed after a table.
fn has_room_above(style: &str) -> bool {
    style.starts_with("Heading") || matches!(style, "Caption" | "Note" | "FigureLine" | "TOCHeading")
}

/// How far a heading hangs out for its number, in twips: about as wide as the number and a space.
fn hanging(number: &str, level: u8) -> u32 {
    let letter = match level {
        1 => 185,
        2 => 145,
        3 => 125,
        _ => 110,
    };
    let letters = u32::try_from(number.chars().count().min(14)).unwrap_or(14);
    letters * letter + letter * 3 / 2
}

/// The label of a caption. A counted number is a field, so that Word goes on counting where an author adds tables.
fn write_label(xml: &mut Xml, label: &PrintedLabel, kind: CaptionKind, direction: Direction) {
    match label {
        PrintedLabel::Own(own) => styled(xml, own, "CaptionLabel", direction),
        PrintedLabel::Counted(word, number) => {
            styled(xml, &format!("{word}\u{a0}"), "CaptionLabel", direction);
            let sequence = match kind {
                CaptionKind::Table => "Table",
                CaptionKind::Figure => "Figure",
            };
            field(xml, &format!("SEQ {sequence} \\* ARABIC"), &number.to_string(), Some("CaptionLabel"));
        }
    }
}

/// `w:sectPr`: paper, margins and footer.
fn section(xml: &mut Xml, sheet: Sheet, document: &Document) {
    xml.element("w:sectPr", &[], |xml| {
        let footer = if sheet.landscape { FOOTER_LANDSCAPE } else { FOOTER_PORTRAIT };
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", footer)]);
        xml.val("w:type", "nextPage");
        let (width, height) = (sheet.width.to_string(), sheet.height.to_string());
        let mut size = vec![("w:w", width.as_str()), ("w:h", height.as_str())];
        if sheet.landscape {
            size.push(("w:orient", "landscape"));
        }
        xml.empty("w:pgSz", &size);
        let (side, top, bottom) = (sheet.side.to_string(), sheet.top.to_string(), sheet.bottom.to_string());
        let footer = FOOTER.to_string();
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", top.as_str()),
                ("w:right", &side),
                ("w:bottom", &bottom),
                ("w:left", &side),
                ("w:header", &footer),
                ("w:footer", &footer),
                ("w:gutter", "0"),
            ],
        );
        xml.flag("w:bidi", document.right_to_left());
    });
}
