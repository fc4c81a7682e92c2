//! Where sentences begin and end.
//!
//! The rules of Unicode Standard Annex 29, and on top of them what the annex leaves to the language: a full stop
//! after an abbreviation ("Dr.", "e.g.") or a single capital ("J. Smith") does not end a sentence.

use super::{Span, paragraphs};
use unicode_segmentation::UnicodeSegmentation;

/// How far back and ahead, in bytes, a sentence is sought in a paragraph that has no end in sight.
const WINDOW: usize = 4096;

/// Abbreviations after which a capital letter may stand within the sentence, lower-cased, without their last stop.
/// "No." is not among them: in talk it is an answer far more often than a number.
const ABBREVIATIONS: &[&str] = &[
    "dr", "mr", "mrs", "ms", "mx", "prof", "st", "jr", "sr", "rev", "hon", "gen", "col", "sgt", "lt", "capt", "vs",
    "e.g", "i.e", "cf", "viz", "fig", "approx", "dept", "ca", "ph.d", // English
    "z.b", "d.h", "u.a", "bzw", "vgl", "hr", "fr", "nr", // German
    "f.eks", "bl.a", "dvs", "kl", // Danish, Norwegian
    "mme", "mlle", "sra", "dra", "sig", // French, Spanish, Italian
];

/// The sentence an offset (bytes) stands in, within its paragraph, without the space after it.
///
/// In the space between two sentences it is the one before. On an empty line it is empty.
pub fn sentence_at(text: &str, offset: usize) -> Span {
    let paragraph = paragraphs::paragraph_at(text, offset);
    let offset = paragraphs::floor(text, offset).min(paragraph.end);
    let window = window(text, paragraph, offset);
    let all = sentences_in(text, window);
    let found = all.iter().copied().find(|sentence| offset < sentence.end).or(all.last().copied());
    found.map_or(Span { start: offset, end: offset }, |sentence| sentence.trimmed(text))
}

/// The sentences of a paragraph or turn, in order, each without the space after it; none of them empty.
pub fn sentences(text: &str, span: Span) -> Vec<Span> {
    sentences_in(text, span).into_iter().map(|s| s.trimmed(text)).filter(|s| !s.is_empty()).collect()
}

/// The end of the sentence an offset stands in, or of the next where it stands at an end; crosses line ends.
pub fn next_sentence_end(text: &str, offset: usize) -> usize {
    let mut at = offset;
    while at < text.len() {
        let sentence = sentence_at(text, at);
        if sentence.end > offset && !sentence.is_empty() {
            return sentence.end;
        }
        let paragraph = paragraphs::paragraph_at(text, at);
        at = if at < paragraph.end { text.ceil_char_boundary(at + 1) } else { paragraph.end + 1 };
    }
    text.len()
}

/// The start of the sentence an offset stands in, or of the one before where it stands at a start; crosses line ends.
pub fn previous_sentence_start(text: &str, offset: usize) -> usize {
    let mut at = paragraphs::floor(text, offset);
    while at > 0 {
        let before = paragraphs::floor(text, at - 1);
        let sentence = sentence_at(text, before);
        if sentence.start < offset && !sentence.is_empty() {
            return sentence.start;
        }
        at = before;
    }
    0
}

/// The part of a paragraph that surely holds the whole sentence, unless the sentence is longer than the window.
fn window(text: &str, paragraph: Span, offset: usize) -> Span {
    let back = paragraphs::floor(text, offset.saturating_sub(WINDOW)).max(paragraph.start);
    let ahead = paragraphs::floor(text, offset.saturating_add(WINDOW)).min(paragraph.end);
    let start = if back == paragraph.start {
        back
    } else {
        text.get(back..offset).and_then(|words| words.find(". ")).map_or(back, |at| back + at + 2)
    };
    Span { start, end: ahead }
}

fn sentences_in(text: &str, span: Span) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut joins_next = false;
    for (at, piece) in span.of(text).unwrap_or_default().split_sentence_bound_indices() {
        let piece_span = Span { start: span.start + at, end: span.start + at + piece.len() };
        match found.last_mut() {
            Some(last) if joins_next => last.end = piece_span.end,
            _ => found.push(piece_span),
        }
        joins_next = ends_in_abbreviation(piece);
    }
    found
}

fn ends_in_abbreviation(piece: &str) -> bool {
    let Some(words) = piece.trim_end().strip_suffix('.') else { return false };
    let last = words.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '«')).next();
    let last = last.unwrap_or_default();
    let mut letters = last.chars();
    let single_capital = matches!((letters.next(), letters.next()), (Some(c), None) if c.is_uppercase() && c != 'I');
    single_capital && name_before(words, last) || ABBREVIATIONS.contains(&last.to_lowercase().as_str())
}

/// Whether a single capital may be an initial: the first word, or after a word that begins with a capital.
fn name_before(words: &str, last: &str) -> bool {
    let before = words.strip_suffix(last).unwrap_or_default().split_whitespace().next_back();
    before.is_none_or(|word| word.chars().next().is_some_and(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<&str> {
        sentences(text, Span::between(0, text.len())).into_iter().filter_map(|s| s.of(text)).collect()
    }

    #[test]
    fn titles_and_latin_abbreviations_do_not_end_a_sentence() {
        let text = "Dr. Smith asked Mrs. Jones, e.g. About funding. Then J. K. Rowling left. We agreed.";
        assert_eq!(
            all(text),
            ["Dr. Smith asked Mrs. Jones, e.g. About funding.", "Then J. K. Rowling left.", "We agreed."]
        );
    }

    #[test]
    fn an_answer_of_one_word_is_a_sentence() {
        assert_eq!(
            all("No. I never had it. So did I. Then we left."),
            ["No.", "I never had it.", "So did I.", "Then we left."]
        );
    }

    #[test]
    fn questions_ellipses_and_quotation_marks_end_where_a_reader_ends_them() {
        assert_eq!(
            all("Why? “Because it is cheap.” Right… I mean it!"),
            ["Why?", "“Because it is cheap.”", "Right… I mean it!"]
        );
    }

    #[test]
    fn a_figure_with_a_point_is_one_sentence() {
        assert_eq!(
            all("It cost 3.50 pounds at 10.30 a.m. on Monday."),
            ["It cost 3.50 pounds at 10.30 a.m. on Monday."]
        );
    }

    #[test]
    fn japanese_arabic_and_hindi_stops_end_sentences() {
        assert_eq!(all("孤独でした。とても！"), ["孤独でした。", "とても！"]);
        assert_eq!(all("هل أنت وحيد؟ نعم."), ["هل أنت وحيد؟", "نعم."]);
        assert_eq!(all("नमस्ते। ठीक है।"), ["नमस्ते।", "ठीक है।"]);
    }

    #[test]
    fn the_space_between_sentences_belongs_to_the_one_before() {
        let text = "One here.  Two there.";
        assert_eq!(sentence_at(text, 10).of(text), Some("One here."));
        assert_eq!(sentence_at(text, 11).of(text), Some("Two there."));
        assert_eq!(sentence_at(text, text.len()).of(text), Some("Two there."));
    }

    #[test]
    fn a_sentence_never_crosses_a_line_end() {
        let text = "First without a stop\nSecond. Third.";
        assert_eq!(sentence_at(text, 3).of(text), Some("First without a stop"));
        assert_eq!(sentence_at(text, 20).of(text), Some("First without a stop"));
        assert_eq!(sentence_at(text, 21).of(text), Some("Second."));
        assert_eq!(sentence_at("a\n\nb", 2), Span::between(2, 2));
    }

    #[test]
    fn sentences_are_walked_over_line_ends() {
        let text = "One. Two.\n\nThree.";
        assert_eq!(next_sentence_end(text, 0), 4);
        assert_eq!(next_sentence_end(text, 4), 9);
        assert_eq!(next_sentence_end(text, 9), 17);
        assert_eq!(next_sentence_end(text, 17), 17);
        assert_eq!(previous_sentence_start(text, 17), 11);
        assert_eq!(previous_sentence_start(text, 11), 5);
        assert_eq!(previous_sentence_start(text, 5), 0);
    }
}
