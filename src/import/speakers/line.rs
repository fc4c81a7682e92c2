//! One line of a document, and how each pattern would read a speaker's label at its start.

use super::Pattern;
use super::label::{Label, Shape};
use super::time;
use crate::import::read::{Cell, Paragraph, Said};

/// A paragraph flattened for finding speakers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Line {
    pub text: String,
    /// The first bold stretch, in bytes of `text`.
    pub bold: Option<(usize, usize)>,
    pub heading: Option<u8>,
    pub cell: Option<Cell>,
    /// Whether it goes on where the line before broke off.
    pub continues: bool,
    /// What the file itself says of who speaks.
    pub said: Option<Said>,
}

impl From<&Paragraph> for Line {
    fn from(paragraph: &Paragraph) -> Self {
        let mut text = String::new();
        let mut bold: Option<(usize, usize)> = None;
        for run in &paragraph.runs {
            let start = text.len();
            text.push_str(&run.text);
            let blank = run.text.trim().is_empty();
            bold = match bold {
                None if run.bold && !blank => Some((start, text.len())),
                Some((from, to)) if to == start && (run.bold || blank) => Some((from, text.len())),
                other => other,
            };
        }
        Line {
            text,
            bold,
            heading: paragraph.heading,
            cell: paragraph.cell,
            continues: paragraph.continues,
            said: paragraph.said.clone(),
        }
    }
}

impl Line {
    /// Whether the whole line is set as a heading or in bold, as labels on lines of their own often are.
    pub(super) fn stands_out(&self) -> bool {
        self.heading.is_some() || self.bold.is_some_and(|(from, to)| from == 0 && to >= self.text.trim_end().len())
    }
}

/// A label found at the start of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lead {
    pub label: Label,
    pub time_ms: Option<u64>,
    /// Where in the line what is said begins, in bytes; the line's length where the label has a line of its own.
    pub end: usize,
    /// Whether a number of the paragraph stood before the label.
    pub numbered: bool,
    /// Whether a date stood before the label.
    pub dated: bool,
}

/// Where a label may begin: after a bullet, a paragraph number, a time.
struct Opening<'t> {
    rest: &'t str,
    time_ms: Option<u64>,
    numbered: bool,
    dated: bool,
}

/// Marks before a label that are no part of it.
fn is_bullet(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '*' | '_' | '#' | '>' | '•' | '·' | '-' | '–' | '—' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
}

fn opening(text: &str) -> Opening<'_> {
    let invisible = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}');
    if let Some(rest) =
        time::dated(text.trim_start_matches(invisible)).and_then(|end| text.trim_start_matches(invisible).get(end..))
    {
        return Opening { rest, time_ms: None, numbered: false, dated: true };
    }
    let mut rest = text;
    let stamp = time::leading(rest);
    if stamp.is_none() {
        rest = rest.trim_start_matches(is_bullet);
    }
    let mut numbered = false;
    // “12 P3: …”, “12. P3: …”; a number with a colon is a time or a verse.
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if (1..=5).contains(&digits) {
        let after = rest.get(digits..).unwrap_or_default();
        let spaced = after.trim_start_matches(['.', ')', ']']);
        if spaced.starts_with(char::is_whitespace) && stamp.is_none() {
            rest = spaced.trim_start();
            numbered = true;
        }
    }
    let stamp = time::leading(rest);
    let time_ms = stamp.map(|(time, _)| time);
    if let Some((_, end)) = stamp {
        rest = rest.get(end..).unwrap_or_default().trim_start_matches(is_bullet);
    }
    Opening { rest, time_ms, numbered, dated: false }
}

/// How many bytes of a line stand before its label (bullets, a number of the paragraph, a time), and that time.
pub(super) fn beginning(text: &str) -> (usize, Option<u64>) {
    let opening = opening(text);
    (text.len() - opening.rest.len(), opening.time_ms)
}

/// The longest stretch in bytes in which a label is looked for.
pub(super) const REACH: usize = 160;

/// Reads the label that a line begins with, if it is written in this pattern. Patterns that need more than the line
/// (captions, tables) have files of their own.
pub(super) fn lead(line: &Line, pattern: Pattern) -> Option<Lead> {
    let opening = opening(&line.text);
    let (label, time_ms, said) = match pattern {
        Pattern::Colon => colon(opening.rest)?,
        Pattern::Bold => bold(line, opening.rest)?,
        Pattern::Tab => {
            let at = opening.rest.find('\t').or_else(|| opening.rest.find("   "))?;
            parted(opening.rest, at, |c| c.is_whitespace(), |_| true)?
        }
        Pattern::Dash => {
            // “P1 – yes”, “P1- yes”; the dash of “FG1-P1” has no space after it.
            let followed = |at: usize| {
                opening.rest.get(at..).is_some_and(|rest| rest.chars().nth(1).is_some_and(char::is_whitespace))
            };
            let dash = opening.rest.char_indices().find(|(at, c)| matches!(c, '-' | '–' | '—') && followed(*at));
            parted(opening.rest, dash?.0, |c| c.is_whitespace() || matches!(c, '-' | '–' | '—'), is_strong)?
        }
        Pattern::Bracket => {
            let close = opening
                .rest
                .starts_with(['[', '<', '{', '('])
                .then(|| opening.rest.find([']', '>', '}', ')']))
                .flatten()?;
            parted(opening.rest, close + 1, |c| c.is_whitespace() || c == ':', is_strong)?
        }
        Pattern::TimedHeading | Pattern::OwnLine => own_line(opening.rest, pattern, opening.time_ms.is_some())?,
        Pattern::Captions | Pattern::Table | Pattern::Stated | Pattern::Shown => return None,
    };
    let time_ms = opening.time_ms.or(time_ms);
    // Nothing after the label: the label has the whole line.
    let end = if said.trim().is_empty() { line.text.len() } else { line.text.len().checked_sub(said.len())? };
    Some(Lead { label, time_ms, end, numbered: opening.numbered, dated: opening.dated })
}

/// A label, the time beside it, and what is said after it.
type Parts<'t> = (Label, Option<u64>, &'t str);

fn is_strong(shape: Shape) -> bool {
    matches!(shape, Shape::Role | Shape::Code)
}

/// The first colon that is not inside a time.
fn separating_colon(text: &str) -> Option<(usize, char)> {
    let mut before = ' ';
    let mut chars = text.char_indices().take_while(|(at, _)| *at < REACH).peekable();
    while let Some((at, c)) = chars.next() {
        let digit_follows = chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if matches!(c, ':' | '：') && !(before.is_ascii_digit() && digit_follows) {
            return Some((at, c));
        }
        before = c;
    }
    None
}

fn colon(text: &str) -> Option<Parts<'_>> {
    let (at, c) = separating_colon(text)?;
    let (before, after) = (text.get(..at)?, text.get(at + c.len_utf8()..)?);
    if after.starts_with("//") {
        return None;
    }
    let (label, time) = timed_label(before)?;
    let spaced = c == '：'
        || after.is_empty()
        || after.starts_with(char::is_whitespace)
        || after.starts_with(['*', '_', '[', '(', '"', '“', '…']);
    if !(spaced
        || label.shape != Shape::Handle && !after.starts_with(|c: char| c.is_ascii_digit() || c == '/' || c == '\\'))
    {
        return None;
    }
    let said = after_label(before, after);
    match time::bracketed(said) {
        Some((stamp, end)) if time.is_none() => Some((label, Some(stamp), said.get(end..)?)),
        _ => Some((label, time, said)),
    }
}

/// What follows the colon, without the marks of emphasis that the label opened: `**P3:** Yes`.
fn after_label<'t>(before: &str, after: &'t str) -> &'t str {
    let marked = before.trim_start().starts_with(['*', '_']) || before.trim_end().ends_with(['*', '_']);
    let closed = after.trim_start();
    let closing = ["**", "__", "*", "_"].iter().find_map(|mark| closed.strip_prefix(mark));
    match closing {
        Some(said) if marked || said.starts_with(char::is_whitespace) || said.is_empty() => said.trim_start(),
        _ => closed,
    }
}

/// A label with perhaps a time behind it.
fn timed_label(text: &str) -> Option<(Label, Option<u64>)> {
    match time::trailing(text) {
        Some((time, end)) => {
            Some((Label::read(text.get(..end)?.trim_end_matches(['-', '–', '|', '•', '·', ',']))?, Some(time)))
        }
        None => Some((Label::read(text)?, None)),
    }
}

/// A label up to a place in the text, then what may be skipped, then what is said.
fn parted(text: &str, at: usize, skip: impl Fn(char) -> bool, fits: impl Fn(Shape) -> bool) -> Option<Parts<'_>> {
    let (before, after) = (text.get(..at)?, text.get(at..)?);
    if before.len() > REACH || separating_colon(before).is_some() && time::trailing(before).is_none() {
        return None;
    }
    let (label, time) = timed_label(before)?;
    let said = after.trim_start_matches(skip);
    match time::bracketed(said) {
        Some((stamp, end)) if time.is_none() => fits(label.shape).then_some((label, Some(stamp), said.get(end..)?)),
        _ => fits(label.shape).then_some((label, time, said)),
    }
}

/// The first bold stretch as a label, whether or not a colon ends it.
fn bold<'t>(line: &'t Line, rest: &'t str) -> Option<Parts<'t>> {
    let (from, to) = line.bold?;
    let skipped = line.text.len().checked_sub(rest.len())?;
    // Bold begins where the label may begin, or before it (a bold time).
    if from > skipped || to <= skipped {
        return None;
    }
    let (before, after) = (line.text.get(skipped..to)?, line.text.get(to..)?);
    let before = before.trim_end();
    let marked = before.trim_end_matches([':', '：', '.', '-', '–']).trim_end();
    if separating_colon(marked).is_some() && time::trailing(marked).is_none() {
        return colon(rest);
    }
    let (label, time) = timed_label(marked)?;
    // Bold may end inside a word: then it is no label.
    if after.starts_with(char::is_alphanumeric)
        && !line.text.get(..to)?.ends_with(|c: char| c.is_whitespace() || c == ':')
    {
        return None;
    }
    let said = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：'));
    // A cell that is bold throughout is a table's heading.
    if said.is_empty() && line.cell.is_some() {
        return None;
    }
    match time::bracketed(said) {
        Some((stamp, end)) if time.is_none() => Some((label, Some(stamp), said.get(end..)?)),
        _ => Some((label, time, said)),
    }
}

/// A label that has the line to itself, with a time beside it or without.
fn own_line(rest: &str, pattern: Pattern, timed_before: bool) -> Option<Parts<'_>> {
    let rest = rest.trim();
    if rest.len() > REACH {
        return None;
    }
    let bare = rest.trim_end_matches([':', '：']);
    let (label, time) = timed_label(bare)?;
    let timed = timed_before || time.is_some();
    if timed != (pattern == Pattern::TimedHeading) {
        return None;
    }
    // A sentence of one word has an end mark; a label has none.
    let ended = rest.ends_with(['.', '!', '?', '…', ',', ';']) && label.shape != Shape::Role;
    (!ended).then_some((label, time, ""))
}
