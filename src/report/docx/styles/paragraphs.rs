//! Styles of paragraphs.

use super::{HAIRLINE, INK, SANS, SERIF, SLATE, faces};
use crate::report::xml::Xml;

/// A paragraph style. Sizes in half points, spaces and indents in twips; 0 leaves what the parent style has.
#[derive(Default)]
struct Style {
    id: &'static str,
    name: &'static str,
    parent: &'static str,
    next: &'static str,
    face: Option<&'static str>,
    size: u32,
    bold: bool,
    colour: &'static str,
    before: u32,
    after: u32,
    /// Line height in 240ths of the face's own.
    line: u32,
    indent: u32,
    hanging: u32,
    keep_next: bool,
    keep_lines: bool,
    /// A hairline: its side, colour and distance in points.
    rule: Option<(&'static str, &'static str, &'static str)>,
    /// Outline level, 1 to 4.
    outline: Option<u32>,
    /// Where a first tab leads to, from the margin; a second one leads to the other margin.
    tab: u32,
}

/// Styles that Word does not know by name.
const OWN: [&str; 7] = ["Author", "Lead", "Note", "TableText", "TableHeading", "CardTerm", "FigureLine"];

fn all() -> Vec<Style> {
    let heading = |id, name, size, before, after, outline| Style {
        id,
        name,
        parent: "Normal",
        next: "BodyText",
        face: Some(SANS),
        size,
        bold: true,
        colour: INK,
        before,
        after,
        line: 252,
        keep_next: true,
        keep_lines: true,
        outline: Some(outline),
        ..Style::default()
    };
    let sans = |id, name, size| Style { id, name, parent: "Normal", face: Some(SANS), size, ..Style::default() };
    let list = |id, name, level: u32| Style {
        id,
        name,
        parent: "BodyText",
        after: 50,
        indent: 340 * level,
        hanging: 340,
        ..Style::default()
    };
    // Entries step in by the room that the numbers of the level above take.
    let contents = |id, name, from: u32, to: u32, before, bold| Style {
        before,
        after: 30,
        bold,
        indent: to,
        hanging: to - from,
        tab: to,
        line: 264,
        ..sans(id, name, 20)
    };
    vec![
        Style { id: "BodyText", name: "Body Text", parent: "Normal", after: 140, ..Style::default() },
        Style {
            id: "Title",
            name: "Title",
            parent: "Normal",
            next: "Subtitle",
            size: 56,
            colour: INK,
            before: 240,
            after: 100,
            line: 240,
            keep_next: true,
            ..Style::default()
        },
        Style { next: "BodyText", colour: SLATE, after: 160, keep_next: true, ..sans("Subtitle", "Subtitle", 27) },
        Style { next: "BodyText", after: 400, ..sans("Author", "Author", 22) },
        heading("Heading1", "heading 1", 36, 560, 160, 1),
        heading("Heading2", "heading 2", 28, 400, 110, 2),
        heading("Heading3", "heading 3", 24, 320, 80, 3),
        Style { colour: SLATE, ..heading("Heading4", "heading 4", 21, 240, 60, 4) },
        Style {
            id: "Lead",
            name: "Lead",
            parent: "BodyText",
            next: "BodyText",
            size: 25,
            colour: INK,
            after: 220,
            ..Style::default()
        },
        Style { colour: SLATE, before: 80, after: 160, line: 264, ..sans("Note", "Note", 18) },
        Style { before: 240, after: 100, line: 264, keep_lines: true, ..sans("Caption", "caption", 20) },
        Style { line: 259, ..sans("TableText", "Table Text", 19) },
        Style { parent: "TableText", bold: true, colour: INK, ..sans("TableHeading", "Table Heading", 18) },
        Style { parent: "TableText", colour: SLATE, bold: true, ..sans("CardTerm", "Card Term", 18) },
        Style {
            id: "Quote",
            name: "Quote",
            parent: "Normal",
            next: "BodyText",
            before: 60,
            after: 200,
            indent: 397,
            rule: Some(("w:left", "8FA9B8", "12")),
            ..Style::default()
        },
        Style { parent: "BodyText", after: 90, indent: 397, hanging: 397, ..list("Bibliography", "Bibliography", 1) },
        Style { before: 160, after: 60, keep_next: true, ..sans("FigureLine", "Figure Line", 19) },
        list("ListBullet", "List Bullet", 1),
        list("ListBullet2", "List Bullet 2", 2),
        list("ListBullet3", "List Bullet 3", 3),
        list("ListNumber", "List Number", 1),
        list("ListNumber2", "List Number 2", 2),
        list("ListNumber3", "List Number 3", 3),
        Style { outline: None, ..heading("TOCHeading", "TOC Heading", 28, 400, 120, 1) },
        contents("TOC1", "toc 1", 0, 425, 100, true),
        contents("TOC2", "toc 2", 425, 992, 0, false),
        contents("TOC3", "toc 3", 992, 1701, 0, false),
        Style { line: 252, after: 40, ..sans("FootnoteText", "footnote text", 18) },
        Style { colour: SLATE, rule: Some(("w:top", HAIRLINE, "8")), line: 240, ..sans("Footer", "footer", 17) },
    ]
}

/// Writes Normal and all others; `text_width` is that of an upright page, in twips.
pub(super) fn write(xml: &mut Xml, text_width: u32) {
    xml.element("w:style", &[("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")], |xml| {
        xml.val("w:name", "Normal");
        xml.flag("w:qFormat", true);
    });
    for style in all() {
        style.write(xml, text_width);
    }
}

impl Style {
    fn write(&self, xml: &mut Xml, text_width: u32) {
        let mut attributes = vec![("w:type", "paragraph")];
        if OWN.contains(&self.id) {
            attributes.push(("w:customStyle", "1"));
        }
        attributes.push(("w:styleId", self.id));
        xml.element("w:style", &attributes, |xml| {
            xml.val("w:name", self.name);
            xml.val("w:basedOn", self.parent);
            if !self.next.is_empty() {
                xml.val("w:next", self.next);
            }
            xml.val("w:uiPriority", if self.id.starts_with("TOC") { "39" } else { "9" });
            xml.flag("w:qFormat", true);
            xml.element("w:pPr", &[], |xml| self.paragraph(xml, text_width));
            xml.element("w:rPr", &[], |xml| self.run(xml));
        });
    }

    fn paragraph(&self, xml: &mut Xml, text_width: u32) {
        xml.flag("w:keepNext", self.keep_next);
        xml.flag("w:keepLines", self.keep_lines);
        if let Some((side, colour, distance)) = self.rule {
            xml.element("w:pBdr", &[], |xml| {
                xml.empty(side, &[("w:val", "single"), ("w:sz", "6"), ("w:space", distance), ("w:color", colour)]);
            });
        }
        if self.tab > 0 {
            xml.element("w:tabs", &[], |xml| {
                xml.empty("w:tab", &[("w:val", "left"), ("w:pos", &self.tab.to_string())]);
                xml.empty("w:tab", &[("w:val", "right"), ("w:pos", &text_width.to_string())]);
            });
        }
        let (before, after, line) = (self.before.to_string(), self.after.to_string(), self.line.to_string());
        let mut spacing = Vec::new();
        if self.before > 0 {
            spacing.push(("w:before", before.as_str()));
        }
        if self.after > 0 {
            spacing.push(("w:after", after.as_str()));
        }
        if self.line > 0 {
            spacing.extend([("w:line", line.as_str()), ("w:lineRule", "auto")]);
        }
        if !spacing.is_empty() {
            xml.empty("w:spacing", &spacing);
        }
        if self.indent > 0 {
            let (left, hanging) = (self.indent.to_string(), self.hanging.to_string());
            let mut indent = vec![("w:left", left.as_str())];
            if self.tab > 0 {
                // Long entries turn before they reach the page numbers.
                indent.push(("w:right", "567"));
            }
            if self.hanging > 0 {
                indent.push(("w:hanging", hanging.as_str()));
            }
            xml.empty("w:ind", &indent);
        }
        if let Some(level) = self.outline {
            xml.val("w:outlineLvl", &(level - 1).to_string());
        }
    }

    fn run(&self, xml: &mut Xml) {
        if let Some(face) = self.face {
            faces(xml, face, if face == SERIF { "Times New Roman" } else { "Arial" }, None);
        }
        xml.flag("w:b", self.bold);
        xml.flag("w:bCs", self.bold);
        if !self.colour.is_empty() {
            xml.val("w:color", self.colour);
        }
        if self.size > 0 {
            xml.val("w:sz", &self.size.to_string());
            xml.val("w:szCs", &self.size.to_string());
        }
    }
}
