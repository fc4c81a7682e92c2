//! Runs, quotations, captions and notes as HTML.

use super::Story;
use super::write::Html;
use crate::report::tree::{Caption, Inlines, Look, Piece, Quotation, Run, runs};

/// Writes inlines.
pub(super) fn inlines<'a>(html: &mut Html, inlines: &'a Inlines, story: &mut Story<'a>) {
    for together in runs(inlines).chunk_by(|one, next| one.look.link == next.look.link) {
        let link = together.first().and_then(|run| run.look.link);
        let target = link.and_then(|anchor| story.anchors.target(anchor)).map(|name| format!("#{name}"));
        if let Some(target) = &target {
            html.open("a", &[("href", target)]);
        }
        together.iter().for_each(|run| write_run(html, run, story));
        if target.is_some() {
            html.close("a");
        }
    }
}

fn write_run<'a>(html: &mut Html, run: &Run<'a>, story: &mut Story<'a>) {
    match &run.piece {
        Piece::Text(text) => styled(html, run.look, |html| html.text(text)),
        Piece::CodeName { name, colour } => styled(html, run.look, |html| {
            html.open("span", &[("class", "code-name")]);
            if let Some(colour) = colour {
                html.swatch(*colour);
            }
            html.text(name);
            html.close("span");
        }),
        Piece::Break => html.void("br", &[]),
        Piece::Footnote(note) => reference(html, note, story),
        Piece::RemarkStart(remark) => html.text(&remark.in_brackets()),
        Piece::RemarkEnd(_) => {}
    }
}

fn styled(html: &mut Html, look: Look<'_>, words: impl FnOnce(&mut Html)) {
    let marks = [
        (look.removed, "del"),
        (look.added, "ins"),
        (look.coded, "u"),
        (look.strong, "strong"),
        (look.emphasis, "em"),
        (look.superscript, "sup"),
    ];
    marks.iter().filter(|(on, _)| *on).for_each(|(_, name)| html.open(name, &[]));
    words(html);
    marks.iter().rev().filter(|(on, _)| *on).for_each(|(_, name)| html.close(name));
}

/// The mark of a note, which leads to it; a note within a note stands in brackets.
fn reference<'a>(html: &mut Html, note: &'a Inlines, story: &mut Story<'a>) {
    if story.in_footnote {
        html.text(" (");
        inlines(html, note, story);
        html.text(")");
        return;
    }
    story.footnotes.push(note);
    let number = story.footnotes.len();
    let (id, target) = (format!("note-call-{number}"), format!("#note-{number}"));
    html.open("sup", &[]);
    html.open("a", &[("id", id.as_str()), ("href", target.as_str()), ("role", "doc-noteref")]);
    html.text(&number.to_string());
    html.close("a");
    html.close("sup");
}

/// The notes at the end of the page, each with a way back.
pub(super) fn notes<'a>(html: &mut Html, story: &mut Story<'a>) {
    if story.footnotes.is_empty() {
        return;
    }
    story.in_footnote = true;
    html.open("section", &[("role", "doc-endnotes"), ("class", "notes"), ("aria-label", &story.document.words.notes)]);
    html.open("ol", &[]);
    for (index, note) in story.footnotes.clone().into_iter().enumerate() {
        let number = index + 1;
        html.open("li", &[("id", &format!("note-{number}"))]);
        inlines(html, note, story);
        let back = format!("#note-call-{number}");
        html.text(" ");
        html.element("a", &[("href", back.as_str()), ("role", "doc-backlink")], |html| html.text("\u{21a9}\u{fe0e}"));
        html.close("li");
        html.line();
    }
    html.close("ol");
    html.close("section");
    html.line();
}

/// The words of a quotation in its marks, after its warning where it is a near miss.
pub(super) fn quotation_words<'a>(html: &mut Html, quotation: &'a Quotation, story: &mut Story<'a>) {
    let words = &story.document.words;
    if quotation.near_miss {
        html.element("span", &[("class", "warning")], |html| html.text(&format!("{}: ", words.near_miss)));
    }
    html.text(&words.quotation_marks.0);
    inlines(html, &quotation.text, story);
    html.text(&words.quotation_marks.1);
}

/// Who said it.
pub(super) fn attribution(html: &mut Html, source: &str) {
    html.element("span", &[("class", "attribution")], |html| html.text(source));
}

/// A caption after its label.
pub(super) fn caption<'a>(html: &mut Html, label: &str, caption: &'a Caption, story: &mut Story<'a>) {
    if !label.is_empty() {
        let stop = if caption.text.is_empty() { "" } else { "." };
        html.element("span", &[("class", "label")], |html| html.text(&format!("{label}{stop}")));
        html.text(" ");
    }
    inlines(html, &caption.text, story);
}
