//! Footnotes: the mark in the text, and the part of the file that holds the notes.

use super::story::Story;
use super::styles::NAMESPACE;
use super::text::{Shape, paragraph, plain, write_inlines};
use crate::report::direction::Direction;
use crate::report::tree::Inlines;
use crate::report::xml::Xml;

/// Writes the mark, and keeps the note for `word/footnotes.xml`. A note within a note stands in brackets, since no
/// word processor nests them.
pub(super) fn write_reference<'a>(xml: &mut Xml, note: &'a Inlines, story: &mut Story<'a>, direction: Direction) {
    if story.in_footnote {
        plain(xml, " (", direction);
        write_inlines(xml, note, story, direction);
        plain(xml, ")", direction);
        return;
    }
    let id = (story.footnotes.len() + 1).to_string();
    story.in_footnote = true;
    let mut written = Xml::default();
    let direction = story.direction(&note.plain());
    written.element("w:footnote", &[("w:id", &id)], |xml| {
        paragraph(xml, &Shape::new("FootnoteText"), direction, |xml| {
            mark(xml, |xml| xml.empty("w:footnoteRef", &[]));
            plain(xml, " ", direction);
            write_inlines(xml, note, story, direction);
        });
    });
    story.in_footnote = false;
    story.footnotes.push(written);
    mark(xml, |xml| xml.empty("w:footnoteReference", &[("w:id", &id)]));
}

fn mark(xml: &mut Xml, content: impl FnOnce(&mut Xml)) {
    xml.element("w:r", &[], |xml| {
        xml.element("w:rPr", &[], |xml| xml.val("w:rStyle", "FootnoteReference"));
        content(xml);
    });
}

/// `word/footnotes.xml`, with the two lines that part notes from text.
pub(super) fn footnotes(story: &Story<'_>) -> String {
    let mut xml = Xml::declared();
    xml.element("w:footnotes", &[("xmlns:w", NAMESPACE)], |xml| {
        for (id, kind, line) in
            [("-1", "separator", "w:separator"), ("0", "continuationSeparator", "w:continuationSeparator")]
        {
            xml.element("w:footnote", &[("w:type", kind), ("w:id", id)], |xml| {
                xml.element("w:p", &[], |xml| {
                    xml.element("w:pPr", &[], |xml| {
                        xml.empty(
                            "w:spacing",
                            &[("w:before", "0"), ("w:after", "60"), ("w:line", "240"), ("w:lineRule", "auto")],
                        );
                    });
                    xml.element("w:r", &[], |xml| xml.empty(line, &[]));
                });
            });
        }
        story.footnotes.iter().for_each(|note| xml.append(note));
    });
    xml.finish()
}
