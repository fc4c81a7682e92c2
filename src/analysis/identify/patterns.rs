//! What shows by its shape: addresses, numbers, dates.

use std::sync::LazyLock;

use regex::Regex;

use super::Reveals;
use crate::text::Span;

/// Names of months in the languages that most transcripts of Europe and the Americas are in.
const MONTHS: &str = "January|February|March|April|May|June|July|August|September|October|November|December|\
    Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|\
    Januar|Jänner|Februar|März|Mai|Juni|Juli|Oktober|Dezember|\
    janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|\
    enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|\
    gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|novembre|dicembre|\
    januari|februari|maart|mei|augustus|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|dezembro";

struct Pattern {
    reveals: Reveals,
    /// Whether it is nearly always what it looks like.
    likely: bool,
    shape: Regex,
    holds: Holds,
}

/// Whether words of a shape are what they look like.
type Holds = fn(&str) -> bool;

/// In the order in which they are tried: what one has found, the next ones leave alone.
static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let always: Holds = |_| true;
    let month = format!(r"(?i:(?:{MONTHS}))\b");
    let day = r"\d{1,2}(?:st|nd|rd|th|\.|er|º)?";
    let shapes: [(Reveals, bool, String, Holds); 15] = [
        (Reveals::Email, true, r"[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+".into(), always),
        (Reveals::Web, true, r#"(?:https?://|www\.)[^\s<>"”)\]]*[^\s<>"”)\].,;:!?]"#.into(), always),
        (Reveals::Other, true, r"\B@[\p{L}\p{N}_]{3,30}\b".into(), always),
        (Reveals::Number, true, r"\b\d{3}-\d{2}-\d{4}\b".into(), always),
        (Reveals::Date, true, r"\b\d{4}-\d{2}-\d{2}\b".into(), always),
        (Reveals::Date, true, r"\b\d{1,2}([./-])\d{1,2}[./-](?:\d{4}|\d{2})\b".into(), is_a_date),
        (Reveals::Date, true, format!(r"\b{day} (?:of |de )?{month}(?:,? (?:de )?\d{{4}})?\b"), always),
        (Reveals::Date, true, format!(r"\b{month} {day}\b(?:,? \d{{4}}\b)?"), always),
        (Reveals::Date, false, format!(r"\b{month} (?:de )?(?:19|20)\d\d\b"), always),
        (
            Reveals::Address,
            true,
            r"\b\d{1,4}[a-z]? (?:\p{Lu}[\p{L}’'-]* ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Close|Crescent|Terrace|Way|Place|Court|Square|Gardens|Grove|Boulevard|Blvd)\b"
                .into(),
            always,
        ),
        (
            Reveals::Address,
            true,
            r"\b\p{Lu}[\p{L}-]*(?:straße|strasse|weg|platz|allee|gasse|straat|laan|vej|gatan) \d{1,4}[a-z]?\b".into(),
            always,
        ),
        (
            Reveals::Postcode,
            true,
            r"\b(?:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]\d[A-Z] \d[A-Z]\d|[A-Z]{2} \d{5}(?:-\d{4})?|\d{4} [A-Z]{2})\b"
                .into(),
            always,
        ),
        (
            Reveals::Age,
            true,
            r"\b(?:aged? (?:9\d|1[01]\d)|(?:9\d|1[01]\d)[- ]years?(?:[- ]old| of age))\b".into(),
            always,
        ),
        (Reveals::Phone, true, r"(?:\+|\(|\b)\d[\d ()./\u{a0}-]{5,}\d\b".into(), is_a_phone_number),
        (Reveals::Number, true, r"\b[A-Z]{0,3}\d{6,}\b".into(), always),
    ];
    let made = shapes.into_iter().filter_map(|(reveals, likely, shape, holds)| {
        // A shape that is no pattern would be found by the test that uses every one of them.
        Regex::new(&shape).ok().map(|shape| Pattern { reveals, likely, shape, holds })
    });
    made.collect()
});

/// Where something shows by its shape: bytes of the text, in no order, none overlapping; and whether it is likely.
pub(super) fn shapes(text: &str) -> Vec<(Span, Reveals, bool)> {
    let mut found: Vec<(Span, Reveals, bool)> = Vec::new();
    for pattern in PATTERNS.iter() {
        for hit in pattern.shape.find_iter(text) {
            let span = Span { start: hit.start(), end: hit.end() };
            let taken = found.iter().any(|(other, ..)| other.intersection(span).is_some());
            if !taken && (pattern.holds)(hit.as_str()) {
                found.push((span, pattern.reveals, pattern.likely));
            }
        }
    }
    found
}

/// Day and month, in either order.
fn is_a_date(words: &str) -> bool {
    let mut parts = words.split(['.', '/', '-']).filter_map(|part| part.parse::<u32>().ok());
    let (Some(first), Some(second)) = (parts.next(), parts.next()) else { return false };
    first.min(second) >= 1 && first.min(second) <= 12 && first.max(second) <= 31
}

/// Seven to fifteen digits (E.164's most) that are no span of years, no sum of money and no list of small numbers.
fn is_a_phone_number(words: &str) -> bool {
    let digits = words.chars().filter(char::is_ascii_digit).count();
    let groups: Vec<&str> =
        words.split(|letter: char| !letter.is_ascii_digit()).filter(|one| !one.is_empty()).collect();
    let years = groups.len() == 2
        && groups.iter().all(|one| one.len() == 4 && (one.starts_with("19") || one.starts_with("20")));
    let begins = words.starts_with(['+', '(', '0']);
    let thousands = !begins && groups.len() > 1 && groups.iter().skip(1).all(|one| one.len() == 3);
    let small = groups.len() > 5 || groups.iter().all(|one| one.len() < 3);
    let plain = groups.len() == 1 && !begins;
    (7..=15).contains(&digits) && !years && !thousands && !plain && (begins || !small)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Reveals)> {
        let mut found = shapes(text);
        found.sort_by_key(|(span, ..)| span.start);
        found.into_iter().map(|(span, reveals, _)| (span.of(text).unwrap(), reveals)).collect()
    }

    #[test]
    fn every_shape_is_found_whole() {
        for (text, words, reveals) in [
            ("write to jo.b+x@uni-leeds.ac.uk.", "jo.b+x@uni-leeds.ac.uk", Reveals::Email),
            ("see www.example.org/a?b, please", "www.example.org/a?b", Reveals::Web),
            ("I am @jo_runs there", "@jo_runs", Reveals::Other),
            ("it was 078-05-1120", "078-05-1120", Reveals::Number),
            ("born 1987-03-12", "1987-03-12", Reveals::Date),
            ("born 12.3.87 in", "12.3.87", Reveals::Date),
            ("on the 12th of March 1987, I", "12th of March 1987", Reveals::Date),
            ("am 3. Oktober war", "3. Oktober", Reveals::Date),
            ("on March 12th, 1987", "March 12th, 1987", Reveals::Date),
            ("in October 2019", "October 2019", Reveals::Date),
            ("at 14b High Park Street now", "14b High Park Street", Reveals::Address),
            ("in der Lindenstraße 12a wohnt", "Lindenstraße 12a", Reveals::Address),
            ("it is LS2 9JT", "LS2 9JT", Reveals::Postcode),
            ("a 93-year-old man", "93-year-old", Reveals::Age),
            ("ring 07700 900 123 after", "07700 900 123", Reveals::Phone),
            ("ring +44 (0)113 496 0000", "+44 (0)113 496 0000", Reveals::Phone),
            ("my number is NH123456", "NH123456", Reveals::Number),
            ("number 4857773456", "4857773456", Reveals::Number),
        ] {
            assert_eq!(found(text), [(words, reveals)], "{text}");
        }
    }

    #[test]
    fn sums_years_and_times_give_nobody_away() {
        for text in [
            "from 2010-2015 we had 10 000 000 pounds, at 12:30, for 45.50, 3 or 4 or 5 times",
            "one 2 3 4 5 6 7 8 nine, a 45-year-old, 13/45/99, May I, in May",
            "in 2019, by 1,250,000",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
