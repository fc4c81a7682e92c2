//! Remarks in the margin: where their words begin and end, and the part of the file that holds them (ECMA-376 part 1, 17.13.4).

use super::story::Story;
use super::styles::NAMESPACE;
use super::text::{Shape, paragraph, plain};
use crate::report::tree::Remark;
use crate::report::xml::Xml;

/// Where the words of a remark begin; the remark itself is kept for `word/comments.xml`.
pub(super) fn begin(xml: &mut Xml, remark: &Remark, story: &mut Story<'_>) {
    let id = remark.number.to_string();
    xml.empty("w:commentRangeStart", &[("w:id", &id)]);
    let mut written = Xml::default();
    let said = [("w:id", id.as_str()), ("w:author", &remark.author), ("w:initials", &remark.initials)];
    written.element("w:comment", &said, |xml| {
        for line in remark.text.lines() {
            let direction = story.direction(line);
            paragraph(xml, &Shape::new("FootnoteText"), direction, |xml| plain(xml, line, direction));
        }
    });
    story.remarks.push(written);
}

/// Where they end.
pub(super) fn end(xml: &mut Xml, number: usize) {
    let id = number.to_string();
    xml.empty("w:commentRangeEnd", &[("w:id", &id)]);
    xml.element("w:r", &[], |xml| xml.empty("w:commentReference", &[("w:id", &id)]));
}

/// `word/comments.xml`.
pub(super) fn comments(story: &Story<'_>) -> String {
    let mut xml = Xml::declared();
    xml.element("w:comments", &[("xmlns:w", NAMESPACE)], |xml| {
        story.remarks.iter().for_each(|remark| xml.append(remark));
    });
    xml.finish()
}
