//! Runs as Markdown: emphasis that holds wherever it stands, line breaks, links, notes.

use super::Story;
use super::escape::escape;
use crate::report::tree::{Inlines, Look, Piece, Quotation, Run, runs};

/// Writes inlines. A line break is a backslash at the end of a line.
pub(super) fn write_inlines<'a>(inlines: &'a Inlines, story: &mut Story<'a>) -> String {
    let runs = runs(inlines);
    let mut out = String::new();
    let mut linked = None;
    for (index, run) in runs.iter().enumerate() {
        let target = run.look.link.filter(|anchor| story.target(anchor).is_some());
        if target != linked {
            close_link(&mut out, linked, story);
            if target.is_some() {
                out.push('[');
            }
            linked = target;
        }
        write_run(&mut out, run, runs.get(index + 1), story);
    }
    close_link(&mut out, linked, story);
    // Spaces at either end of a line mean nothing, and two of them before its end mean a line break.
    let lines: Vec<&str> = out.split('\n').map(|line| line.trim_matches([' ', '\t'])).collect();
    let mut written = lines.join("\n");
    // Nothing follows a break at the very end, so its backslash would be one that is read.
    while let Some(shorter) = written.strip_suffix("\\\n") {
        written.truncate(shorter.trim_end_matches([' ', '\t']).len());
    }
    written
}

fn close_link(out: &mut String, linked: Option<&str>, story: &Story<'_>) {
    if let Some(target) = linked.and_then(|anchor| story.target(anchor)) {
        out.push_str(&format!("](#{target})"));
    }
}

fn write_run<'a>(out: &mut String, run: &Run<'a>, next: Option<&Run<'a>>, story: &mut Story<'a>) {
    match &run.piece {
        Piece::Text(text) => write_styled(out, text, run.look, next),
        Piece::CodeName { name, .. } => write_styled(out, name, Look { emphasis: true, ..run.look }, next),
        Piece::Break => {
            out.truncate(out.trim_end_matches([' ', '\t']).len());
            // A break at the very beginning would leave a lone backslash.
            if !out.is_empty() {
                out.push_str("\\\n");
            }
        }
        Piece::Footnote(note) => {
            story.footnotes.push(note);
            out.push_str(&format!("[^{}]", story.footnotes.len()));
        }
        Piece::RemarkStart(remark) => out.push_str(&escape(&remark.in_brackets())),
        Piece::RemarkEnd(_) => {}
    }
}

/// Writes text with its emphasis. Spaces at its ends stand outside the marks, which would not hold otherwise; and where
/// asterisks would not be read as marks, as in the middle of a word beside punctuation, HTML takes their place.
fn write_styled(out: &mut String, text: &str, look: Look<'_>, next: Option<&Run<'_>>) {
    let core = text.trim();
    if core.is_empty() {
        out.push_str(text);
        return;
    }
    let (before, after) = text.split_once(core).unwrap_or(("", ""));
    out.push_str(before);
    if !look.strong && !look.emphasis && !look.superscript && !look.added && !look.removed && !look.coded {
        out.push_str(&escape(core));
    } else {
        let follows = if after.is_empty() { next_start(next) } else { Some(' ') };
        let revised = [(look.added, "<ins>", "</ins>"), (look.removed, "<del>", "</del>"), (look.coded, "<u>", "</u>")];
        let asterisks = !look.added && !look.removed && !look.coded && holds(out.chars().next_back(), core, follows);
        let marks: [(bool, &str, &str); 3] = if asterisks {
            [(look.strong, "**", "**"), (look.emphasis, "*", "*"), (look.superscript, "<sup>", "</sup>")]
        } else {
            [
                (look.strong, "<strong>", "</strong>"),
                (look.emphasis, "<em>", "</em>"),
                (look.superscript, "<sup>", "</sup>"),
            ]
        };
        let marks: Vec<_> = revised.into_iter().chain(marks).collect();
        marks.iter().filter(|(on, ..)| *on).for_each(|(_, opening, _)| out.push_str(opening));
        out.push_str(&escape(core));
        marks.iter().rev().filter(|(on, ..)| *on).for_each(|(.., closing)| out.push_str(closing));
    }
    out.push_str(after);
}

/// The first character that the next run writes; an asterisk stands for any mark.
fn next_start(next: Option<&Run<'_>>) -> Option<char> {
    match next {
        Some(Run { piece: Piece::Text(text), look }) if !look.strong && !look.emphasis => text.chars().next(),
        Some(Run { piece: Piece::Text(_) | Piece::CodeName { .. }, .. }) => Some('*'),
        Some(Run { piece: Piece::Break | Piece::RemarkEnd(_), .. }) | None => None,
        Some(Run { piece: Piece::Footnote(_) | Piece::RemarkStart(_), .. }) => Some('['),
    }
}

/// Whether asterisks around the text are read as marks, by the rules of left- and right-flanking delimiter runs
/// (CommonMark 0.31, section 6.2), taken on the safe side.
fn holds(before: Option<char>, text: &str, after: Option<char>) -> bool {
    let side = |outside: Option<char>, inside: Option<char>| match (outside, inside) {
        (None, _) => true,
        (Some('*' | '\\'), _) => false,
        (Some(outside), _) if outside.is_whitespace() => true,
        (_, Some(inside)) => inside.is_alphanumeric(),
        (_, None) => false,
    };
    side(before, text.chars().next()) && side(after, text.chars().next_back())
}

/// A quotation in its marks, with its warning where it is a near miss and without its source.
pub(super) fn quotation<'a>(quotation: &'a Quotation, story: &mut Story<'a>) -> String {
    let words = &story.document.words;
    let (opening, closing) = (escape(&words.quotation_marks.0), escape(&words.quotation_marks.1));
    let warning = if quotation.near_miss { format!("**{}:** ", escape(&words.near_miss)) } else { String::new() };
    format!("{warning}{opening}{}{closing}", write_inlines(&quotation.text, story))
}
