//! The table of contents: a field that Word renews, with its entries already in it.

use super::story::{Story, contents_bookmark};
use super::text::{Shape, field, field_mark, paragraph, plain, tab};
use crate::report::direction::Direction;
use crate::report::xml::Xml;

/// Writes the table of contents down to `depth` (1 to 3); nothing where there is nothing to list. Page numbers are
/// fields of their own: the reader's word processor, which knows the pages, fills them in.
pub(super) fn write_contents(xml: &mut Xml, depth: u8, story: &mut Story<'_>) {
    let depth = depth.clamp(1, 3);
    let document = story.document;
    let listed: Vec<_> = document.headings().enumerate().filter(|(_, heading)| heading.depth() <= depth).collect();
    if listed.is_empty() {
        return;
    }
    xml.element("w:sdt", &[], |xml| {
        xml.element("w:sdtPr", &[], |xml| {
            xml.element("w:docPartObj", &[], |xml| {
                xml.val("w:docPartGallery", "Table of Contents");
                xml.flag("w:docPartUnique", true);
            });
        });
        xml.element("w:sdtContent", &[], |xml| {
            let title = &document.words.contents;
            let direction = story.own_direction();
            paragraph(xml, &Shape::new("TOCHeading"), direction, |xml| plain(xml, title, direction));
            for (index, (ordinal, heading)) in listed.iter().enumerate() {
                let words = heading.text.plain();
                let direction = story.own_direction();
                let style = format!("TOC{}", heading.depth());
                paragraph(xml, &Shape::new(&style), direction, |xml| {
                    if index == 0 {
                        open_field(xml, depth);
                    }
                    entry(xml, heading.number.as_deref(), &words, &contents_bookmark(*ordinal), direction);
                    if index + 1 == listed.len() {
                        field_mark(xml, "end");
                    }
                });
            }
        });
    });
}

/// One entry: number, heading and page, all leading to the heading.
fn entry(xml: &mut Xml, number: Option<&str>, words: &str, bookmark: &str, direction: Direction) {
    xml.element("w:hyperlink", &[("w:anchor", bookmark), ("w:history", "1")], |xml| {
        if let Some(number) = number {
            plain(xml, number, direction);
            tab(xml);
        }
        plain(xml, words, direction);
        tab(xml);
        field(xml, &format!("PAGEREF {bookmark} \\h"), "", None);
    });
}

/// Levels 1 to `depth`, with links, without page numbers on the screen view of web pages.
fn open_field(xml: &mut Xml, depth: u8) {
    field_mark(xml, "begin");
    xml.element("w:r", &[], |xml| {
        let instruction = format!(" TOC \\o \"1-{depth}\" \\h \\z ");
        xml.text_element("w:instrText", &[("xml:space", "preserve")], &instruction);
    });
    field_mark(xml, "separate");
}
