//! Words made shorter, with the author's marks apart from what was said: the marks are pieces of their own, in italics.

use crate::report::tree::{Inline, Inlines, emphasis, text};

/// The author's mark for words left out.
const LEFT_OUT: &str = "[…]";

/// The words, shortened in the middle to about `most` words (0 for none), at ends of sentences where they are near;
/// `[laughs]` and the like left out where wanted.
pub fn shortened(said: &str, most: usize, without_asides: bool) -> Inlines {
    let parts = if without_asides { spoken(said) } else { vec![said.to_owned()] };
    let words: Vec<Vec<&str>> = parts.iter().map(|part| part.split_whitespace().collect()).collect();
    let total: usize = words.iter().map(Vec::len).sum();
    if most == 0 || total <= most.saturating_add(most / 5) {
        return marked(parts.iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect());
    }
    let flat: Vec<&str> = words.into_iter().flatten().collect();
    let head = sentence_end(&flat, most * 6 / 10);
    let tail = sentence_start(&flat, flat.len() - (most * 4 / 10).min(flat.len()));
    let join = |words: &[&str]| words.join(" ");
    let (first, last) = (flat.get(..head).unwrap_or_default(), flat.get(tail.max(head)..).unwrap_or_default());
    marked(vec![join(first), join(last)])
}

/// The parts with the author's mark between them.
fn marked(parts: Vec<String>) -> Inlines {
    let mut inlines: Vec<Inline> = Vec::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !inlines.is_empty() {
            inlines.extend([text(" "), emphasis(LEFT_OUT), text(" ")]);
        }
        inlines.push(text(part));
    }
    Inlines(inlines)
}

/// What stands between asides in square brackets.
fn spoken(said: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut rest = said;
    while let Some((before, after)) = rest.split_once('[') {
        match after.split_once(']') {
            Some((_, tail)) => {
                if let Some(last) = parts.last_mut() {
                    last.push_str(before);
                }
                parts.push(String::new());
                rest = tail;
            }
            None => break,
        }
    }
    if let Some(last) = parts.last_mut() {
        last.push_str(rest);
    }
    parts
}

/// The end of a sentence near `at`, else `at`.
fn sentence_end(words: &[&str], at: usize) -> usize {
    let near = at / 4;
    let ends = |place: &usize| {
        place.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|word| word.ends_with(['.', '?', '!']))
    };
    let after = (at..=at + near).find(ends);
    let before = (at.saturating_sub(near)..at).rev().find(ends);
    after.or(before).unwrap_or(at).max(1)
}

/// The beginning of a sentence near `at`, else `at`.
fn sentence_start(words: &[&str], at: usize) -> usize {
    let begins = |place: &usize| {
        place.checked_sub(1).and_then(|at| words.get(at)).is_some_and(|word| word.ends_with(['.', '?', '!']))
    };
    (at.saturating_sub(6)..=at + 4).find(begins).filter(|place| *place < words.len()).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_the_author_are_pieces_of_their_own() {
        let said = "One two three. Four five six seven eight nine ten eleven twelve. Thirteen fourteen fifteen.";
        let Inlines(pieces) = shortened(said, 8, false);
        assert_eq!(Inlines(pieces.clone()).plain(), "One two three. […] Thirteen fourteen fifteen.");
        assert!(pieces.contains(&emphasis(LEFT_OUT)));
        assert_eq!(shortened(said, 0, false).plain(), said);
    }

    #[test]
    fn asides_are_left_out_with_a_mark_only_where_wanted() {
        let said = "Well [laughs] I do not know.";
        assert_eq!(shortened(said, 0, true).plain(), "Well […] I do not know.");
        assert_eq!(shortened(said, 0, false).plain(), said);
        assert_eq!(shortened("[pause] Yes.", 0, true).plain(), "Yes.");
    }
}
