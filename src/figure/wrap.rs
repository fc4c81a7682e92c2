//! Breaking a label into lines: at words, and within a word only where it is wider than its line.

use unicode_segmentation::UnicodeSegmentation;

use super::{Measure, metrics::Font};
use crate::text::is_ideograph;

/// A line and its measured width in points.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub text: String,
    pub width: f64,
}

/// Rounding in sums of widths must not break a line that fits exactly.
const TOLERANCE: f64 = 1e-6;

/// The label as it can be drawn on one line: white space (other than no-break spaces) as single spaces, and
/// without control characters, which no picture can show and XML cannot hold.
pub fn clean(text: &str) -> String {
    let breaks = |sign: char| sign.is_whitespace() && !matches!(sign, '\u{a0}' | '\u{202f}');
    let words: Vec<String> = text
        .split(breaks)
        .map(|word| {
            word.chars().filter(|sign| !sign.is_control() && !matches!(sign, '\u{fffe}' | '\u{ffff}')).collect()
        })
        .filter(|word: &String| !word.is_empty())
        .collect();
    words.join(" ")
}

/// The text in lines no wider than `width` points; at least one line, and at least one grapheme on each.
///
/// A line ends within "burn-out" only where that saves a line or keeps a longer word whole.
pub fn wrap(measure: &mut Measure, text: &str, font: Font, width: f64) -> Vec<Line> {
    let pieces = pieces(text);
    let loose = fill(measure, &pieces, font, width);
    if loose.len() < 2 {
        return loose;
    }
    let words = joined(&pieces);
    let strict = fill(measure, &words, font, width);
    let whole = words.iter().all(|word| measure.width(word.trim_end(), font.weight, font.size) <= width + TOLERANCE);
    if whole && strict.len() <= loose.len() { strict } else { loose }
}

/// The pieces put together again where no space or ideograph parts them.
fn joined(pieces: &[&str]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for piece in pieces {
        match words.last_mut() {
            Some(word) if word.ends_with(['-', '\u{2010}', '–', '—', '/']) => word.push_str(piece),
            _ => words.push((*piece).to_owned()),
        }
    }
    words
}

/// As many pieces on each line as it holds.
fn fill(measure: &mut Measure, pieces: &[impl AsRef<str>], font: Font, width: f64) -> Vec<Line> {
    let fits = width + TOLERANCE;
    let mut lines: Vec<Line> = Vec::new();
    let mut line = Line { text: String::new(), width: 0.0 };
    for piece in pieces.iter().map(AsRef::as_ref) {
        let longer = format!("{}{piece}", line.text);
        let wide = measure.width(longer.trim_end(), font.weight, font.size);
        if wide <= fits {
            line = Line { text: longer, width: wide };
            continue;
        }
        if !line.text.trim_end().is_empty() {
            lines.push(line);
        }
        line = break_word(measure, piece, font, fits, &mut lines);
    }
    if lines.is_empty() || !line.text.trim_end().is_empty() {
        lines.push(line);
    }
    for line in &mut lines {
        line.text.truncate(line.text.trim_end().len());
    }
    lines
}

/// Full lines of a piece that may be wider than a line go to `lines`; what is left over comes back.
///
/// A word is divided where its language allows, with a hyphen; where no syllable fits or no rule is known, between any two
/// letters but the first and last ones, and only where nothing else fits after the first.
fn break_word(measure: &mut Measure, piece: &str, font: Font, fits: f64, lines: &mut Vec<Line>) -> Line {
    let mut rest = piece;
    loop {
        let width = measure.width(rest.trim_end(), font.weight, font.size);
        let ends: Vec<usize> = rest.grapheme_indices(true).map(|(at, grapheme)| at + grapheme.len()).collect();
        if width <= fits || ends.len() < 2 {
            return Line { text: rest.to_owned(), width };
        }
        let inner = ends.get(1..ends.len().saturating_sub(2)).unwrap_or_default();
        let syllables = syllables(measure, rest);
        let tried = [syllables.as_slice(), inner, ends.get(..ends.len() - 1).unwrap_or_default()];
        let found = tried.into_iter().find_map(|cuts| last_that_fits(measure, rest, cuts, font, fits));
        let (cut, line) = found.unwrap_or_else(|| {
            let cut = ends.first().copied().unwrap_or(rest.len());
            (cut, divided(measure, rest, cut, font))
        });
        lines.push(line);
        rest = rest.get(cut..).unwrap_or_default();
    }
}

/// The last of some places (bytes, ascending) at which a text can be cut so that what stands before it fits.
fn last_that_fits(measure: &mut Measure, text: &str, cuts: &[usize], font: Font, fits: f64) -> Option<(usize, Line)> {
    let fitting = cuts.partition_point(|cut| divided(measure, text, *cut, font).width <= fits);
    let cut = *cuts.get(fitting.checked_sub(1)?)?;
    Some((cut, divided(measure, text, cut, font)))
}

/// What stands before a cut (bytes), with a hyphen where letters are parted that are written with one.
fn divided(measure: &mut Measure, text: &str, cut: usize, font: Font) -> Line {
    let (head, tail) = text.split_at_checked(cut).unwrap_or((text, ""));
    let hyphen = head.ends_with(takes_a_hyphen) && tail.starts_with(takes_a_hyphen);
    let text = if hyphen { format!("{head}-") } else { head.to_owned() };
    Line { width: measure.width(&text, font.weight, font.size), text }
}

/// Letters of scripts that divide words with a hyphen: Latin, Greek, Cyrillic, Armenian.
fn takes_a_hyphen(letter: char) -> bool {
    letter.is_alphabetic() && matches!(letter, '\0'..='\u{58f}' | '\u{1e00}'..='\u{1fff}')
}

/// Where the words of a text may be divided by the rules of its language: bytes, ascending.
fn syllables(measure: &Measure, text: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    for (from, word) in text.split_word_bound_indices() {
        cuts.extend(measure.syllables(word).into_iter().map(|cut| from + cut));
    }
    cuts
}

/// As [`wrap`], with as many lines but as even as they can be, so that no word stands alone on the last.
pub fn wrap_evenly(measure: &mut Measure, text: &str, font: Font, width: f64) -> Vec<Line> {
    let lines = wrap(measure, text, font, width);
    if lines.len() < 2 {
        return lines;
    }
    // A word that fits the column is not divided for the sake of even lines.
    let fitting = |measure: &mut Measure, piece: &&str| {
        let wide = measure.width(piece.trim_end(), font.weight, font.size);
        (wide <= width + TOLERANCE).then_some(wide)
    };
    let least = pieces(text).iter().filter_map(|piece| fitting(measure, piece)).fold(0.0, f64::max);
    let (mut narrow, mut wide, mut best) = (least, width, lines);
    // Ten halvings of a column bring it well under a point.
    for _ in 0..10 {
        let middle = (narrow + wide) / 2.0;
        let tried = wrap(measure, text, font, middle);
        if tried.len() == best.len() {
            (wide, best) = (middle, tried);
        } else {
            narrow = middle;
        }
    }
    best
}

/// The text in lines the last of which leaves `tail` points free for what stands after it; `None` where no way of breaking
/// it does. A word goes along to the next line rather than that numbers stand on one alone.
pub fn wrap_before(measure: &mut Measure, text: &str, font: Font, width: f64, tail: f64) -> Option<Vec<Line>> {
    let leaves_room = |lines: &[Line]| lines.last().is_some_and(|line| line.width + tail <= width + TOLERANCE);
    let loose = wrap(measure, text, font, width);
    let even = wrap_evenly(measure, text, font, width);
    if let Some(found) = [&even, &loose].into_iter().find(|lines| leaves_room(lines)) {
        return Some(found.clone());
    }
    if widest_piece(measure, text, font) + tail <= width {
        let narrow = wrap_evenly(measure, text, font, width - tail);
        if narrow.len() <= loose.len() + 1 {
            return Some(narrow);
        }
    }
    let (before, last) = text.rsplit_once(' ')?;
    let mut lines = wrap_evenly(measure, before, font, width);
    lines.extend(wrap(measure, last, font, width));
    leaves_room(&lines).then_some(lines)
}

/// The width in points of the longest part that is not broken between words.
pub fn widest_piece(measure: &mut Measure, text: &str, font: Font) -> f64 {
    pieces(text).iter().map(|piece| measure.width(piece.trim_end(), font.weight, font.size)).fold(0.0, f64::max)
}

/// The widest of some lines, in points.
pub fn widest(lines: &[Line]) -> f64 {
    lines.iter().map(|line| line.width).fold(0.0, f64::max)
}

/// The text cut wherever a line may end, each space with the piece before it.
fn pieces(text: &str) -> Vec<&str> {
    let mut cut = Vec::new();
    let mut start = 0;
    let mut signs = text.char_indices().peekable();
    let mut before = None;
    while let Some((_, sign)) = signs.next() {
        if let Some((next_at, next)) = signs.peek().copied()
            && may_break(before, sign, next)
        {
            cut.extend(text.get(start..next_at));
            start = next_at;
        }
        before = Some(sign);
    }
    cut.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    cut
}

/// Whether a line may end between `sign` and `next`. A small part of Unicode's line breaking (UAX 14): spaces,
/// hyphens, dashes and slashes between letters, and between ideographs except at brackets and stops.
fn may_break(before: Option<char>, sign: char, next: char) -> bool {
    match sign {
        // A stroke between words stays with the word before it.
        ' ' | '\u{200b}' => !matches!(next, ' ' | '/' | '–' | '—'),
        '-' | '\u{2010}' | '–' | '—' | '/' => {
            let joins_numbers = before.is_some_and(char::is_numeric) && next.is_numeric();
            before.is_some_and(char::is_alphanumeric) && next.is_alphanumeric() && !joins_numbers
        }
        '\u{a0}' | '\u{202f}' | '\u{2060}' => false,
        _ => (is_ideograph(sign) || is_ideograph(next)) && !OPENING.contains(sign) && !keeps_to_the_left(next),
    }
}

const OPENING: &str = "([{“‘「『【《〈（［｛〔";
const CLOSING: &str = ")]}”’」』】》〉）］｝〕、。，．・：；？！,.;:?!…ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ*†‡";

fn keeps_to_the_left(sign: char) -> bool {
    sign.is_whitespace()
        || CLOSING.contains(sign)
        || matches!(sign, '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, width: f64) -> Vec<String> {
        let mut measure = Measure::default();
        wrap(&mut measure, text, Font::regular(10.0), width).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_line_ends_at_words_and_hyphens_but_not_within_a_range_of_years() {
        assert_eq!(pieces("Becoming overwhelmed / burn-out"), ["Becoming ", "overwhelmed / ", "burn-", "out"]);
        assert_eq!(
            pieces("in 2019-20 and/or (person-centred)"),
            ["in ", "2019-20 ", "and/", "or ", "(person-", "centred)"]
        );
        assert_eq!(pieces("資金（不足）です。"), ["資", "金", "（不", "足）", "で", "す。"]);
    }

    #[test]
    fn a_word_wider_than_its_line_is_broken_between_graphemes() {
        let lines =
            texts("Donaudampfschifffahrtsgesellschaft e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}", 30.0);
        assert!(lines.len() > 5);
        assert!(lines.iter().all(|line| !line.starts_with('\u{301}')), "{lines:?}");
        assert_eq!(
            lines.concat().replace('-', ""),
            "Donaudampfschifffahrtsgesellschafte\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}"
        );
    }

    /// The syllables are those of the TeX patterns that hypher holds.
    #[test]
    fn a_long_word_is_divided_by_its_language_with_a_hyphen() {
        for (language, text, expected) in [
            ("de-DE", "Datenschutzgrundverordnung", ["Daten-", "schutzgrund-", "verordnung"].as_slice()),
            ("en-GB", "institutionalisation", &["institutionali-", "sation"]),
        ] {
            let mut measure = Measure::of(language);
            let lines = wrap(&mut measure, text, Font::regular(10.0), 58.0);
            let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
            assert_eq!(texts, expected, "{language}");
        }
        // Scripts that know no hyphen get none.
        for (language, text) in [("he", "אוניברסיטאותיהם"), ("zh", "资金不足以及时间不足")] {
            let mut measure = Measure::of(language);
            let lines = wrap(&mut measure, text, Font::regular(10.0), 40.0);
            assert!(lines.len() > 1, "{language}");
            assert_eq!(lines.iter().map(|line| line.text.as_str()).collect::<String>(), text);
        }
    }

    #[test]
    fn even_lines_divide_no_word_that_fits() {
        let mut measure = Measure::of("de");
        let text = "Datenschutzgrundverordnung und Verantwortung";
        let lines = wrap_evenly(&mut measure, text, Font::regular(10.0), 75.0);
        assert!(lines.iter().any(|line| line.text.contains("Verantwortung")), "{lines:?}");
    }

    #[test]
    fn lines_are_as_even_as_they_can_be() {
        let mut measure = Measure::default();
        let font = Font::bold(8.0);
        let text = "Social or professional role and identity";
        let greedy = wrap(&mut measure, text, font, 130.0);
        let even = wrap_evenly(&mut measure, text, font, 130.0);
        assert_eq!(greedy.len(), 2);
        assert_eq!(even.len(), 2);
        assert!(widest(&even) < widest(&greedy));
    }

    #[test]
    fn a_hyphenated_word_stays_whole_where_that_costs_no_line() {
        let mut measure = Measure::default();
        let width = measure.width("Becoming overwhelmed / burn-", super::super::Weight::Regular, 10.0);
        assert_eq!(texts("Becoming overwhelmed / burn-out", width + 1.0), ["Becoming overwhelmed /", "burn-out"]);
        assert_eq!(texts("Face-to-face-only-meetings", width / 2.0), ["Face-to-face-", "only-meetings"]);
    }

    #[test]
    fn what_stands_after_a_label_takes_a_word_along_rather_than_a_line_of_its_own() {
        let mut measure = Measure::default();
        let font = Font::regular(10.0);
        let text = "Support and training for staff";
        let width = measure.width(text, font.weight, font.size);
        let lines = wrap_before(&mut measure, text, font, width, 30.0).expect("two lines");
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(lines[1].width + 30.0 <= width && lines[1].text.ends_with("staff"));
        // Where there is room, nothing changes; where there is none at all, nothing is promised.
        assert_eq!(wrap_before(&mut measure, text, font, width + 30.0, 30.0).map(|lines| lines.len()), Some(1));
        assert_eq!(wrap_before(&mut measure, text, font, width, width), None);
    }

    #[test]
    fn nothing_at_all_is_one_empty_line() {
        assert_eq!(texts("", 50.0), [""]);
        assert_eq!(clean(" a \t\n b\u{0}\u{1b}c\u{a0}d "), "a bc\u{a0}d");
    }
}
