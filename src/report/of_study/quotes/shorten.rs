//! Words made shorter, with the author's marks apart from what was said: the marks are pieces of their own, in italics.

use std::ops::Range;

use crate::{
    analysis::Piece,
    report::tree::{Inlines, emphasis, text},
};

/// The author's mark for words left out.
const LEFT_OUT: &str = "[…]";

/// A passage in pieces, shortened in the middle to about `most` words (0 for none), at ends of sentences where they are
/// near; `[laughs]` and the like left out where wanted.
pub fn shortened(pieces: &[Piece], most: usize, without_asides: bool) -> Inlines {
    let pieces = if without_asides { without(pieces) } else { pieces.to_vec() };
    let line: String = pieces.iter().map(Piece::words).collect();
    let words: Vec<&str> = line.split_whitespace().collect();
    if most == 0 || words.len() <= most.saturating_add(most / 5) {
        return in_italics(&pieces);
    }
    let head = sentence_end(&words, most * 6 / 10);
    let tail = sentence_start(&words, words.len() - (most * 4 / 10).min(words.len())).max(head);
    let at = |word: &str| word.as_ptr() as usize - line.as_ptr() as usize;
    let ends = head.checked_sub(1).and_then(|last| words.get(last)).map_or(0, |last| at(last) + last.len());
    let begins = words.get(tail).map_or(line.len(), |first| at(first));
    let mut kept = cut(&pieces, 0..ends);
    let rest = cut(&pieces, begins.max(ends)..line.len());
    let left_out = || Piece::Author(LEFT_OUT.to_owned());
    if kept.last() != Some(&left_out()) && rest.first() != Some(&left_out()) {
        kept.extend([Piece::Said(" ".to_owned()), left_out()]);
    }
    if !rest.is_empty() {
        kept.push(Piece::Said(" ".to_owned()));
    }
    kept.extend(rest);
    in_italics(&kept)
}

/// The author's marks in italics, what was said upright.
pub fn in_italics(pieces: &[Piece]) -> Inlines {
    let inline = |piece: &Piece| match piece {
        Piece::Said(words) => text(words.as_str()),
        Piece::Author(words) => emphasis(words.as_str()),
    };
    Inlines(pieces.iter().map(inline).collect())
}

/// Some bytes of the pieces; the author's marks are whole, where they begin or end in them.
fn cut(pieces: &[Piece], range: Range<usize>) -> Vec<Piece> {
    let (mut found, mut start) = (Vec::new(), 0);
    for piece in pieces {
        let end = start + piece.words().len();
        let (from, to) = (range.start.max(start), range.end.min(end));
        if from < to {
            match piece {
                Piece::Said(words) => {
                    found.extend(words.get(from - start..to - start).map(|words| Piece::Said(words.to_owned())));
                }
                Piece::Author(_) if range.start <= start => found.push(piece.clone()),
                // Begun before the cut: whole in the part before it.
                Piece::Author(_) => {}
            }
        }
        start = end;
    }
    if let Some(Piece::Said(last)) = found.last_mut() {
        last.truncate(last.trim_end().len());
    }
    if let Some(Piece::Said(first)) = found.first_mut() {
        *first = first.trim_start().to_owned();
    }
    found.retain(|piece| !piece.words().is_empty());
    found
}

/// The pieces without the transcript's asides, the author's mark where one stood between words.
fn without(pieces: &[Piece]) -> Vec<Piece> {
    let mut parts: Vec<Vec<Piece>> = vec![Vec::new()];
    for piece in pieces {
        match piece {
            Piece::Author(_) => parts.last_mut().into_iter().for_each(|part| part.push(piece.clone())),
            Piece::Said(words) => {
                for (at, spoken) in spoken(words).into_iter().enumerate() {
                    if at > 0 {
                        parts.push(Vec::new());
                    }
                    parts.last_mut().into_iter().for_each(|part| part.push(Piece::Said(spoken.clone())));
                }
            }
        }
    }
    let mut kept: Vec<Piece> = Vec::new();
    for part in parts {
        let length = part.iter().map(|piece| piece.words().len()).sum();
        let part = cut(&part, 0..length);
        if !kept.is_empty() && !part.is_empty() {
            let (before, after) = (Piece::Said(" ".to_owned()), Piece::Said(" ".to_owned()));
            kept.extend([before, Piece::Author(LEFT_OUT.to_owned()), after]);
        }
        kept.extend(part);
    }
    kept
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

    fn said(words: &str) -> Vec<Piece> {
        vec![Piece::Said(words.to_owned())]
    }

    #[test]
    fn marks_of_the_author_are_pieces_of_their_own() {
        let words = "One two three. Four five six seven eight nine ten eleven twelve. Thirteen fourteen fifteen.";
        let Inlines(pieces) = shortened(&said(words), 8, false);
        assert_eq!(Inlines(pieces.clone()).plain(), "One two three. […] Thirteen fourteen fifteen.");
        assert!(pieces.contains(&emphasis(LEFT_OUT)));
        assert_eq!(shortened(&said(words), 0, false).plain(), words);
    }

    #[test]
    fn asides_are_left_out_with_a_mark_only_where_wanted() {
        let words = "Well [laughs] I do not know.";
        assert_eq!(shortened(&said(words), 0, true).plain(), "Well […] I do not know.");
        assert_eq!(shortened(&said(words), 0, false).plain(), words);
        assert_eq!(shortened(&said("[pause] Yes."), 0, true).plain(), "Yes.");
    }

    #[test]
    fn the_authors_brackets_are_kept_whole_where_a_passage_is_shortened() {
        let author = |words: &str| Piece::Author(words.to_owned());
        let mut pieces = said("One two three four (");
        pieces.extend([author("[the nurse on duty]"), Piece::Said(" five six seven eight nine ten eleven".to_owned())]);
        pieces.extend([Piece::Said(" twelve ".to_owned()), author("[and all of it]"), Piece::Said(".".to_owned())]);
        let short = shortened(&pieces, 10, false);
        assert_eq!(short.plain(), "One two three four ([the nurse on duty] […] [and all of it].");
        assert!(short.0.contains(&emphasis("[the nurse on duty]")));
        assert_eq!(shortened(&pieces, 0, true).plain().matches("[…]").count(), 0, "the author's are no asides");
    }
}
