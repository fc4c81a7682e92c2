//! Runs, quotations and the paragraphs of cells as LaTeX.

use super::Story;
use super::escape::escape;
use super::swatch;
use crate::report::tree::{CellContent, Inlines, Piece, Quotation, Run, runs};

/// Inlines as source on one line.
pub(super) fn write_inlines<'a>(inlines: &'a Inlines, story: &mut Story<'a>) -> String {
    let runs = runs(inlines);
    let mut out = String::new();
    let mut rest = runs.as_slice();
    while let Some(first) = rest.first() {
        let same = rest.iter().take_while(|run| run.look.link == first.look.link).count();
        let (together, after) = rest.split_at(same);
        let words: String = together.iter().map(|run| write_run(run, story)).collect();
        match first.look.link.and_then(|anchor| story.anchors.target(anchor)) {
            Some(target) => out.push_str(&format!("\\hyperlink{{{target}}}{{{words}}}")),
            None => out.push_str(&words),
        }
        rest = after;
    }
    // A break at the very end would be an error.
    while let Some(shorter) = out.strip_suffix("\\newline{}") {
        out.truncate(shorter.len());
    }
    out
}

fn write_run<'a>(run: &Run<'a>, story: &mut Story<'a>) -> String {
    match &run.piece {
        Piece::Text(text) => {
            let look = run.look;
            let commands = [
                (look.removed, "removed"),
                (look.added, "added"),
                (look.coded, "uline"),
                (look.strong, "textbf"),
                (look.emphasis, "emph"),
                (look.superscript, "textsuperscript"),
            ];
            let mut words = escape(text);
            for (_, command) in commands.iter().rev().filter(|(on, _)| *on) {
                words = format!("\\{command}{{{words}}}");
            }
            words
        }
        Piece::CodeName { name, colour } => {
            format!("{}\\textbf{{{}}}", colour.map(swatch).unwrap_or_default(), escape(name))
        }
        Piece::Break => "\\newline{}".to_owned(),
        Piece::RemarkStart(remark) => escape(&remark.in_brackets()),
        Piece::RemarkEnd(_) => String::new(),
        Piece::Footnote(note) if story.in_footnote => format!(" ({})", write_inlines(note, story)),
        Piece::Footnote(note) => {
            story.in_footnote = true;
            let words = write_inlines(note, story);
            story.in_footnote = false;
            format!("\\protect\\footnote{{{words}}}")
        }
    }
}

/// A quotation in its marks, after its warning where it is a near miss, without its source.
pub(super) fn quotation<'a>(said: &'a Quotation, story: &mut Story<'a>) -> String {
    let words = &story.document.words;
    let warning = if said.near_miss { format!("\\textbf{{{}:}} ", escape(&words.near_miss)) } else { String::new() };
    let (opening, closing) = (escape(&words.quotation_marks.0), escape(&words.quotation_marks.1));
    format!("{warning}{opening}{}{closing}", write_inlines(&said.text, story))
}

/// Who said it.
pub(super) fn attribution(source: &str) -> String {
    format!("{{\\small\\color{{slate}}{}}}", escape(source))
}

/// The paragraphs of a cell or of an entry of a card; neighbouring items are one list.
pub(super) fn content<'a>(content: &'a [CellContent], story: &mut Story<'a>) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut items: Vec<String> = Vec::new();
    let gather = |items: &mut Vec<String>, parts: &mut Vec<String>| {
        if !items.is_empty() {
            let lines: String = items.drain(..).map(|item| format!("\\item {item}\n")).collect();
            parts.push(format!("\\begin{{cellitems}}\n{lines}\\end{{cellitems}}"));
        }
    };
    for part in content {
        match part {
            CellContent::Item(text) => items.push(write_inlines(text, story)),
            CellContent::Text(text) => {
                gather(&mut items, &mut parts);
                parts.push(write_inlines(text, story));
            }
            CellContent::Quotation(said) => {
                gather(&mut items, &mut parts);
                let words = quotation(said, story);
                let source = said.attribution.as_deref().map(|source| format!(" {}", attribution(source)));
                parts.push(format!("{words}{}", source.unwrap_or_default()));
            }
        }
    }
    gather(&mut items, &mut parts);
    parts.join("\\par\n")
}
