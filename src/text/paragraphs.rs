//! Where the paragraphs of a text begin: a paragraph ends at its line feed.

use super::{Span, boundaries};

/// The paragraphs of a text, in order, each without its line feed. A text always has at least one.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices('\n') {
        found.push(Span { start, end: at });
        start = at + 1;
    }
    found.push(Span { start, end: text.len() });
    found
}

/// The paragraph an offset (bytes) stands in, without its line feed. An offset on the line feed belongs to the
/// paragraph before it; one past the text, or inside a character, to the paragraph of the character before.
pub fn paragraph_at(text: &str, offset: usize) -> Span {
    let offset = floor(text, offset);
    let (before, after) = text.split_at(offset);
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = after.find('\n').map_or(text.len(), |at| offset + at);
    Span { start, end }
}

/// The nearest character boundary at or before an offset (bytes).
pub fn floor(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset)
}

/// A span cut into pieces of at most `most` bytes, at spaces where there are any, else between graphemes.
///
/// For laying out: a transcript pasted as one paragraph of a megabyte must not cost a megabyte for every line seen.
pub fn pieces(text: &str, span: Span, most: usize) -> Vec<Span> {
    let most = most.max(4);
    let mut found = Vec::new();
    let mut rest = span;
    while rest.len() > most {
        let limit = match boundaries::grapheme_floor(text, rest.start + most) {
            limit if limit > rest.start => limit,
            // One grapheme longer than a piece, of marks upon marks.
            _ => boundaries::next_grapheme(text, rest.start).min(rest.end),
        };
        let window = text.get(rest.start..limit).unwrap_or_default();
        let cut = window.rfind(' ').map_or(limit, |at| rest.start + at + 1);
        found.push(Span { start: rest.start, end: cut });
        rest.start = cut;
    }
    found.push(rest);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_ends_before_its_line_feed_and_an_empty_text_has_one() {
        assert_eq!(paragraphs(""), [Span::between(0, 0)]);
        assert_eq!(paragraphs("one\n\ntwo"), [Span::between(0, 3), Span::between(4, 4), Span::between(5, 8)]);
        assert_eq!(paragraphs("one\n"), [Span::between(0, 3), Span::between(4, 4)]);
    }

    #[test]
    fn an_offset_on_the_line_feed_belongs_to_the_paragraph_before() {
        let text = "one\ntwo\nthree";
        assert_eq!(paragraph_at(text, 3), Span::between(0, 3));
        assert_eq!(paragraph_at(text, 4), Span::between(4, 7));
        assert_eq!(paragraph_at(text, 400), Span::between(8, 13));
    }

    #[test]
    fn an_offset_inside_a_character_finds_its_paragraph() {
        assert_eq!(paragraph_at("a\né", 3), Span::between(2, 4));
    }

    #[test]
    fn a_long_paragraph_is_cut_at_spaces_and_nothing_of_it_is_lost() {
        let text = "aaaa bbbb cccc dddd";
        let cut = pieces(text, Span::between(0, text.len()), 10);
        let words: Vec<&str> = cut.iter().filter_map(|piece| piece.of(text)).collect();
        assert_eq!(words, ["aaaa bbbb ", "cccc dddd"]);
    }

    #[test]
    fn a_long_paragraph_without_spaces_is_cut_between_graphemes() {
        let text = "漢字e\u{301}\u{302}\u{303}\u{304}漢字";
        let cut = pieces(text, Span::between(0, text.len()), 7);
        assert!(cut.iter().all(|piece| boundaries::snap(text, *piece) == *piece), "{cut:?}");
        assert_eq!(cut.iter().map(|piece| piece.len()).sum::<usize>(), text.len());
    }
}
