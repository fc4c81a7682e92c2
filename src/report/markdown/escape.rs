//! Text that means in Markdown just what it says.

use crate::report::tree::carried;

/// Escapes what would begin emphasis, code, a link, a table cell, an entity or HTML, wherever it stands in a line.
///
/// Text for the start of a line also needs [`starts_block`].
pub(super) fn escape(text: &str) -> String {
    let text = carried(text);
    let mut escaped = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let next = rest.clone().next();
        let special = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' => true,
            // Formulas and raised text, to GitHub and Pandoc.
            '$' | '^' => true,
            // Within a word a low line is a low line.
            '_' => !(before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)),
            '&' => next.is_some_and(|next| next == '#' || next.is_ascii_alphabetic()),
            _ => false,
        };
        if special {
            escaped.push('\\');
        }
        escaped.push(c);
        before = Some(c);
    }
    escaped
}

/// Where a line, already escaped within, needs one more backslash so as not to begin a heading, a list, a quotation, a
/// rule or a definition.
pub(super) fn starts_block(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    if matches!(first, '#' | '>' | '-' | '+' | '=' | ':') {
        return Some(0);
    }
    // The mark of a footnote and a colon are the footnote itself.
    if let Some((mark, _)) = line.strip_prefix("[^").and_then(|rest| rest.split_once("]:")) {
        return mark.bytes().all(|byte| byte.is_ascii_digit()).then_some(mark.len() + 3);
    }
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let mark = line.chars().nth(digits)?;
    (digits > 0 && matches!(mark, '.' | ')') && line.chars().nth(digits + 1).is_none_or(char::is_whitespace))
        .then_some(digits)
}
