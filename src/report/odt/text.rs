//! Runs as spans: spaces and tabs kept, notes, links, marks of revision.

use super::automatic::Automatic;
use super::body::Story;
use crate::report::tree::{Colour, Inlines, Look, Piece, Quotation, Remark, Run, runs};
use crate::report::xml::Xml;

/// Writes inlines.
pub(super) fn write_inlines<'a>(xml: &mut Xml, inlines: &'a Inlines, story: &mut Story<'a>) {
    for together in runs(inlines).chunk_by(|one, next| one.look.link == next.look.link) {
        let link = together.first().and_then(|run| run.look.link);
        let target = link.and_then(|anchor| story.anchors.target(anchor)).map(|name| format!("#{name}"));
        match target {
            Some(target) => {
                xml.element("text:a", &[("xlink:type", "simple"), ("xlink:href", &target)], |xml| {
                    together.iter().for_each(|run| write_run(xml, run, story));
                });
            }
            None => together.iter().for_each(|run| write_run(xml, run, story)),
        }
    }
}

fn write_run<'a>(xml: &mut Xml, run: &Run<'a>, story: &mut Story<'a>) {
    match &run.piece {
        Piece::Text(text) => styled(xml, run.look, text),
        Piece::CodeName { name, colour } => {
            if let Some(colour) = colour {
                swatch(xml, *colour, &mut story.automatic);
            }
            span(xml, "Code_20_Name", name);
        }
        Piece::Break => xml.empty("text:line-break", &[]),
        Piece::Footnote(note) => footnote(xml, note, story),
        Piece::RemarkStart(remark) => annotation(xml, remark),
        Piece::RemarkEnd(number) => xml.empty("office:annotation-end", &[("office:name", &remark_name(*number))]),
    }
}

/// A remark (ODF 1.3 part 3, section 14.1).
fn annotation(xml: &mut Xml, remark: &Remark) {
    xml.element("office:annotation", &[("office:name", &remark_name(remark.number))], |xml| {
        xml.text_element("dc:creator", &[], &remark.author);
        for line in remark.text.lines() {
            xml.element("text:p", &[], |xml| text(xml, line));
        }
    });
}

fn remark_name(number: usize) -> String {
    format!("remark-{number}")
}

/// A square in the colour of a code.
pub(super) fn swatch(xml: &mut Xml, colour: Colour, automatic: &mut Automatic) {
    let hex = format!("#{}", colour.hex());
    let style = automatic.style("text", None, &[], |xml| xml.empty("style:text-properties", &[("fo:color", &hex)]));
    span(xml, &style, "\u{25a0}\u{a0}");
}

fn styled(xml: &mut Xml, look: Look<'_>, words: &str) {
    let styles = [
        (look.removed, "Removed"),
        (look.added, "Added"),
        (look.coded, "Coded"),
        (look.strong, "Strong_20_Emphasis"),
        (look.emphasis, "Emphasis"),
        (look.superscript, "Raised"),
    ];
    let wanted: Vec<&str> = styles.iter().filter(|(on, _)| *on).map(|(_, style)| *style).collect();
    nested(xml, &wanted, words);
}

fn nested(xml: &mut Xml, styles: &[&str], words: &str) {
    match styles.split_first() {
        Some((style, rest)) => {
            xml.element("text:span", &[("text:style-name", style)], |xml| nested(xml, rest, words));
        }
        None => text(xml, words),
    }
}

/// Text in a style of runs.
pub(super) fn span(xml: &mut Xml, style: &str, words: &str) {
    xml.element("text:span", &[("text:style-name", style)], |xml| text(xml, words));
}

/// Text: spaces that XML would drop are elements, and so are tabs (ODF 1.3 part 3, section 6.1).
pub(super) fn text(xml: &mut Xml, words: &str) {
    let mut plain = String::new();
    let mut spaces = 0_usize;
    let flush_spaces = |plain: &mut String, xml: &mut Xml, spaces: &mut usize, at_end: bool| {
        if *spaces == 0 {
            return;
        }
        let edge = plain.is_empty() || at_end;
        let mut count = *spaces;
        if !edge {
            plain.push(' ');
            count -= 1;
        }
        if count > 0 {
            xml.text(plain);
            plain.clear();
            xml.empty("text:s", &[("text:c", &count.to_string())]);
        }
        *spaces = 0;
    };
    for c in words.chars() {
        match c {
            ' ' => spaces += 1,
            '\t' => {
                flush_spaces(&mut plain, xml, &mut spaces, true);
                xml.text(&plain);
                plain.clear();
                xml.empty("text:tab", &[]);
            }
            _ => {
                flush_spaces(&mut plain, xml, &mut spaces, false);
                plain.push(c);
            }
        }
    }
    flush_spaces(&mut plain, xml, &mut spaces, true);
    xml.text(&plain);
}

fn footnote<'a>(xml: &mut Xml, note: &'a Inlines, story: &mut Story<'a>) {
    if story.in_footnote {
        text(xml, " (");
        write_inlines(xml, note, story);
        text(xml, ")");
        return;
    }
    story.footnotes += 1;
    story.in_footnote = true;
    let number = story.footnotes.to_string();
    let id = format!("note{number}");
    xml.element("text:note", &[("text:id", &id), ("text:note-class", "footnote")], |xml| {
        xml.text_element("text:note-citation", &[], &number);
        xml.element("text:note-body", &[], |xml| {
            xml.element("text:p", &[("text:style-name", "Footnote")], |xml| write_inlines(xml, note, story));
        });
    });
    story.in_footnote = false;
}

/// What stands in a paragraph that quotes; `apart` puts its source on a line of its own.
pub(super) fn write_quotation<'a>(xml: &mut Xml, quotation: &'a Quotation, story: &mut Story<'a>, apart: bool) {
    let words = &story.document.words;
    if quotation.near_miss {
        span(xml, "Near_20_Miss", &format!("{}: ", words.near_miss));
    }
    text(xml, &words.quotation_marks.0);
    write_inlines(xml, &quotation.text, story);
    text(xml, &words.quotation_marks.1);
    if let Some(attribution) = &quotation.attribution {
        if apart {
            xml.empty("text:line-break", &[]);
        } else {
            text(xml, " ");
        }
        span(xml, "Attribution", attribution);
    }
}
