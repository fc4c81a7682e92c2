//! Paragraphs and the runs in them.

use super::story::Story;
use super::styles::{ADDED, REMOVED};
use crate::report::direction::{Direction, stretches};
use crate::report::tree::{Alignment, Colour, Inlines, Look, Piece, Quotation, Run, runs};
use crate::report::xml::Xml;

/// How a paragraph differs from its style. Lengths in twips.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shape<'s> {
    pub(super) style: &'s str,
    pub(super) keep_next: bool,
    /// Number of a list and the depth in it.
    pub(super) list: Option<(u32, usize)>,
    /// A bar of this colour before the paragraph.
    pub(super) bar: Option<Colour>,
    /// The rule before a quotation is broken.
    pub(super) broken_rule: bool,
    /// Begins a page.
    pub(super) new_page: bool,
    /// Space above, where not as the style has it.
    pub(super) before: Option<u32>,
    /// Space below, likewise.
    pub(super) after: Option<u32>,
    /// Indent, and how far the first line hangs out of it.
    pub(super) indent: Option<(u32, u32)>,
    pub(super) alignment: Alignment,
}

impl<'s> Shape<'s> {
    pub(super) fn new(style: &'s str) -> Self {
        Shape { style, ..Shape::default() }
    }
}

/// Writes a paragraph. Returns the place in `xml` where its properties end, at which a section may be closed.
pub(super) fn paragraph(
    xml: &mut Xml,
    shape: &Shape<'_>,
    direction: Direction,
    content: impl FnOnce(&mut Xml),
) -> usize {
    let mut end = 0;
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            shape.write(xml, direction);
            end = xml.position();
        });
        content(xml);
    });
    end
}

impl Shape<'_> {
    fn write(&self, xml: &mut Xml, direction: Direction) {
        xml.val("w:pStyle", self.style);
        xml.flag("w:keepNext", self.keep_next);
        xml.flag("w:pageBreakBefore", self.new_page);
        if let Some((list, depth)) = self.list {
            xml.element("w:numPr", &[], |xml| {
                xml.val("w:ilvl", &depth.min(super::lists::DEEPEST).to_string());
                xml.val("w:numId", &list.to_string());
            });
        }
        let side = if direction == Direction::RightToLeft { "w:right" } else { "w:left" };
        if let Some(colour) = self.bar {
            let hex = colour.hex();
            let line = [("w:val", "single"), ("w:sz", "36"), ("w:space", "8"), ("w:color", hex.as_str())];
            xml.element("w:pBdr", &[], |xml| xml.empty(side, &line));
        } else if self.style == "Quote" && (self.broken_rule || direction == Direction::RightToLeft) {
            let kind = if self.broken_rule { "dashed" } else { "single" };
            let line = [("w:val", kind), ("w:sz", "6"), ("w:space", "12"), ("w:color", "8FA9B8")];
            xml.element("w:pBdr", &[], |xml| {
                if direction == Direction::RightToLeft {
                    xml.val("w:left", "nil");
                }
                xml.empty(side, &line);
            });
        }
        xml.flag("w:bidi", direction == Direction::RightToLeft);
        let (before, after) = (self.before.map(|room| room.to_string()), self.after.map(|room| room.to_string()));
        let rooms = [("w:before", &before), ("w:after", &after)];
        let rooms: Vec<_> = rooms.iter().filter_map(|(name, room)| Some((*name, room.as_deref()?))).collect();
        if !rooms.is_empty() {
            xml.empty("w:spacing", &rooms);
        }
        if let Some((left, hanging)) = self.indent {
            xml.empty("w:ind", &[("w:left", &left.to_string()), ("w:hanging", &hanging.to_string())]);
        }
        match self.alignment {
            Alignment::Start => {}
            Alignment::Centre => xml.val("w:jc", "center"),
            // In a right-to-left paragraph Word takes "right" as the end of reading, which is on the left.
            Alignment::End => xml.val("w:jc", "right"),
        }
    }
}

/// Writes the runs of a paragraph that reads `direction`.
pub(super) fn write_inlines<'a>(xml: &mut Xml, inlines: &'a Inlines, story: &mut Story<'a>, direction: Direction) {
    let runs = runs(inlines);
    let mut rest = runs.as_slice();
    while let Some(first) = rest.first() {
        let same = rest.iter().take_while(|run| run.look.link == first.look.link).count();
        let (together, after) = rest.split_at(same);
        let bookmark = first.look.link.and_then(|anchor| story.bookmark(anchor)).map(str::to_owned);
        match bookmark {
            Some(name) => xml.element("w:hyperlink", &[("w:anchor", &name), ("w:history", "1")], |xml| {
                together.iter().for_each(|run| write_run(xml, run, true, story, direction));
            }),
            None => together.iter().for_each(|run| write_run(xml, run, false, story, direction)),
        }
        rest = after;
    }
}

fn write_run<'a>(xml: &mut Xml, run: &Run<'a>, linked: bool, story: &mut Story<'a>, direction: Direction) {
    match &run.piece {
        Piece::Text(text) => words(xml, text, direction, |xml, at| properties(xml, run.look, linked, None, at)),
        Piece::CodeName { name, colour } => {
            if let Some(colour) = colour {
                xml.element("w:r", &[], |xml| {
                    xml.element("w:rPr", &[], |xml| {
                        xml.val("w:color", &colour.hex());
                        xml.val("w:sz", "17");
                    });
                    text(xml, "\u{25a0}\u{a0}");
                });
            }
            words(xml, name, direction, |xml, at| properties(xml, run.look, false, Some("CodeName"), at));
        }
        Piece::Break => xml.element("w:r", &[], |xml| xml.empty("w:br", &[])),
        Piece::Footnote(note) => super::notes::write_reference(xml, note, story, direction),
        Piece::RemarkStart(remark) => super::remarks::begin(xml, remark, story),
        Piece::RemarkEnd(number) => super::remarks::end(xml, *number),
    }
}

/// Properties of a run, in the order that the schema of strict readers wants.
fn properties(xml: &mut Xml, look: Look<'_>, linked: bool, style: Option<&str>, direction: Direction) {
    let style = match (style, look.strong, look.emphasis, linked) {
        (Some(style), ..) => Some(style),
        (None, _, _, true) => Some("Hyperlink"),
        (None, true, _, _) => Some("Strong"),
        (None, false, true, _) => Some("Emphasis"),
        (None, false, false, false) => None,
    };
    let strong = look.strong && style != Some("Strong") && style != Some("CodeName");
    let emphasis = look.emphasis && style != Some("Emphasis");
    let right_to_left = direction == Direction::RightToLeft;
    let marked = look.added || look.removed || look.coded;
    if style.is_none() && !strong && !emphasis && !look.superscript && !right_to_left && !marked {
        return;
    }
    xml.element("w:rPr", &[], |xml| {
        if let Some(style) = style {
            xml.val("w:rStyle", style);
        }
        xml.flag("w:b", strong);
        xml.flag("w:bCs", strong);
        xml.flag("w:i", emphasis);
        xml.flag("w:iCs", emphasis);
        xml.flag("w:strike", look.removed);
        if look.removed {
            xml.val("w:color", REMOVED);
        } else if look.added {
            xml.val("w:color", ADDED);
            xml.val("w:u", "single");
        } else if look.coded {
            xml.val("w:u", "single");
        }
        if look.superscript {
            xml.val("w:vertAlign", "superscript");
        }
        xml.flag("w:rtl", right_to_left);
    });
}

/// Writes text as one run for each direction in it.
fn words(xml: &mut Xml, words: &str, direction: Direction, properties: impl Fn(&mut Xml, Direction)) {
    for (at, stretch) in stretches(words, direction) {
        xml.element("w:r", &[], |xml| {
            properties(xml, at);
            text(xml, stretch);
        });
    }
}

/// Writes text in a style of runs.
pub(super) fn styled(xml: &mut Xml, text: &str, style: &str, direction: Direction) {
    words(xml, text, direction, |xml, at| properties(xml, Look::default(), false, Some(style), at));
}

/// Writes text as its paragraph has it.
pub(super) fn plain(xml: &mut Xml, text: &str, direction: Direction) {
    words(xml, text, direction, |xml, at| properties(xml, Look::default(), false, None, at));
}

/// The content of a run: text, and its tabs.
fn text(xml: &mut Xml, text: &str) {
    for (index, part) in text.split('\t').enumerate() {
        if index > 0 {
            xml.empty("w:tab", &[]);
        }
        if !part.is_empty() {
            xml.text_element("w:t", &[("xml:space", "preserve")], part);
        }
    }
}

/// What stands in a paragraph that quotes: a warning where it is a near miss, the words in quotation marks, who said
/// them. `apart` puts the last on a line of its own.
pub(super) fn write_quotation<'a>(
    xml: &mut Xml,
    quotation: &'a Quotation,
    story: &mut Story<'a>,
    direction: Direction,
    apart: bool,
) {
    let (opening, closing) = &story.document.words.quotation_marks;
    if quotation.near_miss {
        styled(xml, &format!("{}: ", story.document.words.near_miss), "NearMiss", direction);
    }
    plain(xml, opening, direction);
    write_inlines(xml, &quotation.text, story, direction);
    plain(xml, closing, direction);
    if let Some(attribution) = &quotation.attribution {
        if apart {
            xml.element("w:r", &[], |xml| xml.empty("w:br", &[]));
        } else {
            plain(xml, " ", direction);
        }
        styled(xml, attribution, "Attribution", direction);
    }
}

/// A field: what Word computes, and what stands there until it does.
pub(super) fn field(xml: &mut Xml, instruction: &str, result: &str, style: Option<&str>) {
    field_mark(xml, "begin");
    xml.element("w:r", &[], |xml| {
        xml.text_element("w:instrText", &[("xml:space", "preserve")], &format!(" {instruction} "));
    });
    field_mark(xml, "separate");
    if !result.is_empty() {
        xml.element("w:r", &[], |xml| {
            properties(xml, Look::default(), false, style, Direction::LeftToRight);
            text(xml, result);
        });
    }
    field_mark(xml, "end");
}

/// One of the three marks of a field.
pub(super) fn field_mark(xml: &mut Xml, kind: &str) {
    xml.element("w:r", &[], |xml| xml.empty("w:fldChar", &[("w:fldCharType", kind)]));
}

/// A run that is a tab.
pub(super) fn tab(xml: &mut Xml) {
    xml.element("w:r", &[], |xml| xml.empty("w:tab", &[]));
}
