//! What stands around a passage.

use super::Span;

/// The words before and after `span` within `bounds`, at most about `most` bytes on each side, cut at spaces, with "…"
/// where the bounds go on.
pub fn words_around(text: &str, span: Span, bounds: Span, most: usize) -> (String, String) {
    let before = text.get(bounds.start..span.start).unwrap_or_default();
    let after = text.get(span.end..bounds.end).unwrap_or_default();
    let before = match before.len().checked_sub(most).map(|from| before.ceil_char_boundary(from)) {
        Some(from) => {
            let tail = &before[from..];
            format!("…{}", tail.find(char::is_whitespace).map_or(tail, |space| &tail[space..]))
        }
        None => before.to_owned(),
    };
    let after = if after.len() > most {
        let head = &after[..after.floor_char_boundary(most)];
        format!("{}…", head.rfind(char::is_whitespace).map_or(head, |space| &head[..space]))
    } else {
        after.to_owned()
    };
    (before, after)
}
