//! Where graphemes and words begin and end, found from an offset without reading the text from its start.
//!
//! Every function takes an offset in bytes anywhere in the text, also inside a character or past the end, and
//! returns offsets on grapheme boundaries. Word rules are those of Unicode Standard Annex 29, and a hyphen inside a
//! word does not end it ("well-being" is one word to a person who selects it). Chinese, Japanese, Thai, Lao, Khmer
//! and Burmese are written without spaces: there words come from ICU's dictionaries.

use super::{Span, paragraphs};
use icu_segmenter::WordSegmenter;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// How far back, in bytes, words are sought in a paragraph that has no end in sight.
const WINDOW: usize = 1024;

/// Whether a character is of a writing that puts no spaces between words: ideographs, kana and their full-width signs.
pub fn is_ideograph(sign: char) -> bool {
    matches!(sign, '\u{2e80}'..='\u{2fff}' | '\u{3001}'..='\u{30ff}' | '\u{31c0}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// The grapheme boundary at or before an offset.
pub fn grapheme_floor(text: &str, offset: usize) -> usize {
    let offset = paragraphs::floor(text, offset);
    let mut cursor = GraphemeCursor::new(offset, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0),
        _ => offset,
    }
}

/// The grapheme boundary at or after an offset.
pub fn grapheme_ceil(text: &str, offset: usize) -> usize {
    let floor = grapheme_floor(text, offset);
    if floor >= offset { floor } else { next_grapheme(text, floor) }
}

/// A span widened until it cuts no grapheme.
pub fn snap(text: &str, span: Span) -> Span {
    let start = grapheme_floor(text, span.start);
    Span { start, end: grapheme_ceil(text, span.end).max(start) }
}

/// The end of the grapheme that starts at or covers an offset; the text's length at its end.
pub fn next_grapheme(text: &str, offset: usize) -> usize {
    let offset = paragraphs::floor(text, offset);
    let mut cursor = GraphemeCursor::new(offset, text.len(), true);
    cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

/// The start of the grapheme before an offset; zero at the start.
pub fn previous_grapheme(text: &str, offset: usize) -> usize {
    let offset = paragraphs::floor(text, offset);
    let mut cursor = GraphemeCursor::new(offset, text.len(), true);
    cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The word under an offset.
///
/// At the end of a word it is that word; between words it is the space or the punctuation mark that stands there.
/// On an empty line it is empty.
pub fn word_at(text: &str, offset: usize) -> Span {
    let offset = grapheme_floor(text, offset);
    let mut before: Option<Piece> = None;
    for piece in pieces_around(text, offset) {
        if piece.span.end == offset && piece.is_word {
            before = Some(piece);
        } else if piece.span.end > offset {
            return match before {
                Some(word) if !piece.is_word => word.span,
                _ => piece.span,
            };
        }
    }
    before.map_or(Span { start: offset, end: offset }, |word| word.span)
}

/// The words of a paragraph or turn, in order, without what stands between them.
pub fn words(text: &str, span: Span) -> Vec<Span> {
    pieces_in(text, span).filter(|piece| piece.is_word).map(|piece| piece.span).collect()
}

/// The end of the word an offset stands in or before, in this paragraph or a later one; the text's length at its end.
pub fn next_word_end(text: &str, offset: usize) -> usize {
    walk_forward(text, offset, |word, from| (word.end > from).then_some(word.end)).unwrap_or(text.len())
}

/// The start of the next word after an offset; the text's length when there is none.
pub fn next_word_start(text: &str, offset: usize) -> usize {
    walk_forward(text, offset, |word, from| (word.start > from).then_some(word.start)).unwrap_or(text.len())
}

/// The start of the word an offset stands in or after; zero when there is none.
pub fn previous_word_start(text: &str, offset: usize) -> usize {
    walk_back(text, offset, |word, from| (word.start < from).then_some(word.start)).unwrap_or(0)
}

/// The end of the last word that ends before an offset; zero when there is none.
pub fn previous_word_end(text: &str, offset: usize) -> usize {
    walk_back(text, offset, |word, from| (word.end < from).then_some(word.end)).unwrap_or(0)
}

fn walk_forward(text: &str, offset: usize, pick: impl Fn(Span, usize) -> Option<usize>) -> Option<usize> {
    let from = grapheme_floor(text, offset);
    let mut window = window_around(text, from);
    loop {
        if let Some(found) = pieces_in(text, window).filter(|piece| piece.is_word).find_map(|p| pick(p.span, from)) {
            return Some(found);
        }
        if window.end >= text.len() {
            return None;
        }
        window = window_around(text, next_grapheme(text, window.end));
    }
}

fn walk_back(text: &str, offset: usize, pick: impl Fn(Span, usize) -> Option<usize>) -> Option<usize> {
    let from = grapheme_floor(text, offset);
    let mut window = window_around(text, from);
    loop {
        let words: Vec<Span> = pieces_in(text, window).filter(|piece| piece.is_word).map(|piece| piece.span).collect();
        if let Some(found) = words.into_iter().rev().find_map(|word| pick(word, from)) {
            return Some(found);
        }
        if window.start == 0 {
            return None;
        }
        window = window_around(text, previous_grapheme(text, window.start));
    }
}

/// A word, or a run of what stands between words.
#[derive(Clone, Copy, Debug)]
struct Piece {
    span: Span,
    is_word: bool,
    is_hyphen: bool,
}

fn pieces_around(text: &str, offset: usize) -> impl Iterator<Item = Piece> {
    pieces_in(text, window_around(text, offset))
}

/// The part of the paragraph around an offset that surely holds the whole word there: it begins and ends at the
/// paragraph's ends, or at a space far enough away.
fn window_around(text: &str, offset: usize) -> Span {
    let paragraph = paragraphs::paragraph_at(text, offset);
    let back = paragraphs::floor(text, offset.saturating_sub(WINDOW)).max(paragraph.start);
    let ahead = paragraphs::floor(text, offset.saturating_add(WINDOW)).min(paragraph.end).max(back);
    let at_space = |range: std::ops::Range<usize>| text.get(range).and_then(|words| words.find(' '));
    let start = if back == paragraph.start { back } else { at_space(back..offset).map_or(back, |at| back + at) };
    let end = if ahead == paragraph.end {
        ahead
    } else {
        let most = paragraphs::floor(text, ahead + WINDOW).min(paragraph.end);
        at_space(ahead..most).map_or(most, |at| ahead + at)
    };
    Span { start, end }
}

fn pieces_in(text: &str, window: Span) -> impl Iterator<Item = Piece> {
    let mut raw = raw_pieces(text, window).into_iter().peekable();
    let mut held: Option<Piece> = None;
    std::iter::from_fn(move || {
        let mut current = match held.take() {
            Some(piece) => piece,
            None => raw.next()?,
        };
        while let Some(hyphen) = raw.next_if(|next| current.is_word && next.is_hyphen) {
            match raw.next_if(|after| after.is_word) {
                Some(after) => current.span.end = after.span.end,
                None => {
                    held = Some(hyphen);
                    break;
                }
            }
        }
        Some(current)
    })
}

fn raw_pieces(text: &str, window: Span) -> Vec<Piece> {
    let words = window.of(text).unwrap_or_default();
    let piece = |start: usize, end: usize| {
        let letters = words.get(start..end).unwrap_or_default();
        Piece {
            span: Span { start: window.start + start, end: window.start + end },
            is_word: letters.chars().any(char::is_alphanumeric),
            is_hyphen: matches!(letters, "-" | "\u{2010}" | "\u{2011}"),
        }
    };
    if words.chars().any(needs_dictionary) {
        let breaks: Vec<usize> = WordSegmenter::new_dictionary(Default::default()).segment_str(words).collect();
        return breaks.windows(2).filter_map(|pair| Some(piece(*pair.first()?, *pair.last()?))).collect();
    }
    words.split_word_bound_indices().map(|(at, letters)| piece(at, at + letters.len())).collect()
}

/// Thai to Burmese, Khmer, and from hiragana over Han to its extensions.
fn needs_dictionary(letter: char) -> bool {
    matches!(letter, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3005}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, offset: usize) -> &str {
        word_at(text, offset).of(text).unwrap()
    }

    #[test]
    fn a_family_emoji_a_flag_and_a_combined_accent_are_each_one_grapheme() {
        for cluster in ["👩\u{200d}👩\u{200d}👧", "🇩🇰", "o\u{328}\u{301}", "👍🏽", "❤\u{fe0f}", "שָׁ"]
        {
            let text = format!("a{cluster}b");
            let end = 1 + cluster.len();
            assert_eq!(next_grapheme(&text, 1), end, "{cluster}");
            assert_eq!(previous_grapheme(&text, end), 1, "{cluster}");
            for inside in 2..end {
                assert_eq!(grapheme_floor(&text, inside), 1, "{cluster} at {inside}");
                assert_eq!(grapheme_ceil(&text, inside), end, "{cluster} at {inside}");
            }
            assert_eq!(snap(&text, Span::between(2, end - 1)), Span::between(1, end), "{cluster}");
        }
    }

    #[test]
    fn the_second_flag_of_three_is_found_from_inside() {
        let text = "🇩🇰🇳🇴🇸🇪";
        assert_eq!(grapheme_floor(text, 12), 8);
        assert_eq!(snap(text, Span::between(12, 13)), Span::between(8, 16));
    }

    #[test]
    fn an_offset_past_the_text_is_its_end() {
        assert_eq!(grapheme_floor("ab", 99), 2);
        assert_eq!(next_grapheme("ab", 99), 2);
        assert_eq!(next_word_end("ab", 99), 2);
        assert_eq!(word_at("", 5), Span::between(0, 0));
    }

    #[test]
    fn apostrophes_and_hyphens_inside_a_word_do_not_end_it() {
        let text = "I don't know, I don’t; well-being is ten-year-old work - yes.";
        assert_eq!(word(text, 4), "don't");
        assert_eq!(word(text, 18), "don’t");
        assert_eq!(word(text, 27), "well-being");
        assert_eq!(word(text, text.find("year").unwrap()), "ten-year-old");
        assert_eq!(word(text, text.find(" - ").unwrap() + 1), "-");
    }

    #[test]
    fn at_the_end_of_a_word_it_is_that_word_and_between_words_the_space() {
        let text = "two  words, here";
        assert_eq!(word(text, 3), "two");
        assert_eq!(word(text, 4), "  ");
        assert_eq!(word(text, 10), "words");
        assert_eq!(word(text, text.len()), "here");
    }

    #[test]
    fn a_hyphen_that_ends_a_word_stays_outside() {
        assert_eq!(word("pre- and post-test", 1), "pre");
        assert_eq!(word("pre- and post-test", 10), "post-test");
    }

    #[test]
    fn hebrew_with_points_and_arabic_words_are_whole() {
        let text = "אָמַר שָׁלוֹם عليكم";
        assert_eq!(word(text, 2), "אָמַר");
        assert_eq!(word(text, text.find("ש").unwrap()), "שָׁלוֹם");
        assert_eq!(word(text, text.find("عليكم").unwrap() + 2), "عليكم");
    }

    #[test]
    fn words_written_without_spaces_are_found_by_dictionary() {
        let japanese = "参加者は孤独とカタカナ言った。";
        assert_eq!(word(japanese, 3), "参加");
        assert_eq!(word(japanese, japanese.find("カ").unwrap()), "カタカナ");
        assert_eq!(word(japanese, japanese.find("独").unwrap()), "孤独");
        let chinese = "老师们在家工作，没有足够的经费。";
        assert_eq!(word(chinese, chinese.find("工").unwrap()), "工作");
        assert_eq!(word(chinese, chinese.find("费").unwrap()), "经费");
        let thai = "สวัสดีครับ";
        assert_eq!(word(thai, 0), "สวัสดี");
        assert_eq!(word(thai, thai.len()), "ครับ");
    }

    #[test]
    fn the_words_of_a_turn_leave_out_what_stands_between_them() {
        let text = "No: a well-being — I don't.\nAnd yes";
        let words: Vec<&str> = words(text, Span::between(4, 34)).into_iter().filter_map(|word| word.of(text)).collect();
        assert_eq!(words, ["a", "well-being", "I", "don't", "And"]);
    }

    #[test]
    fn words_are_walked_forward_and_back_over_line_ends() {
        let text = "one, two\n\n  three";
        assert_eq!(next_word_end(text, 0), 3);
        assert_eq!(next_word_end(text, 3), 8);
        assert_eq!(next_word_end(text, 8), 17);
        assert_eq!(next_word_start(text, 0), 5);
        assert_eq!(next_word_start(text, 5), 12);
        assert_eq!(previous_word_start(text, 17), 12);
        assert_eq!(previous_word_start(text, 12), 5);
        assert_eq!(previous_word_start(text, 1), 0);
        assert_eq!(previous_word_end(text, 12), 8);
        assert_eq!(previous_word_end(text, 8), 3);
        assert_eq!(previous_word_end(text, 2), 0);
    }

    #[test]
    fn a_megabyte_without_a_line_end_is_not_read_to_find_one_word() {
        let text = "several words make a line ".repeat(40_000);
        let middle = text.len() / 2;
        let begun = std::time::Instant::now();
        for step in 0..100 {
            assert!(!word_at(&text, middle + step).is_empty());
            let _ = next_word_end(&text, middle + step);
            let _ = previous_word_start(&text, middle + step);
        }
        // 300 searches of a few kB; reading the megabyte each time takes over 10 seconds unoptimised.
        assert!(begun.elapsed().as_secs_f32() < 5.0, "{:?}", begun.elapsed());
    }

    #[test]
    fn walking_over_a_text_without_spaces_still_ends() {
        let text = "漢".repeat(2_000);
        let mut at = 0;
        while at < text.len() {
            let next = next_word_end(&text, at);
            assert!(next > at);
            at = (next + 300).min(text.len());
        }
        assert_eq!(next_word_end(&text, at), text.len());
    }
}
