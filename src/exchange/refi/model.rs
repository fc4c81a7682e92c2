//! How a file counts places in a text: by what its program is known to do, held against the words it quotes and against where
//! words begin and end. The rules and the measurements behind them are REFI.md 3.1.

use crate::exchange::{
    offsets::{Counted, Model, Unit},
    places::at_words,
};

/// What Colloquy adds to its name as the origin of a project in which places are counted as NVivo counts them.
pub(super) const AS_NVIVO: &str = "(places as NVivo counts)";

/// A selection's places, and the words it names itself after, where it does.
pub(super) struct Placed<'e> {
    pub start: i64,
    pub end: i64,
    pub name: &'e str,
}

/// Whether a text reads the same however it is counted.
pub(super) fn is_plain(raw: &str) -> bool {
    !raw.contains(['\r', '\u{feff}']) && raw.chars().all(|letter| letter.len_utf16() == 1)
}

/// The way of counting that fits a text best. Kept is the known one of the program, unless another fits clearly better.
pub(super) fn found(raw: &str, placed: &[Placed<'_>], origin: &str) -> Model {
    // Colloquy says in the origin how it counts.
    if origin.starts_with("Colloquy") {
        let unit = if origin.ends_with(AS_NVIVO) { Unit::Utf16 } else { Unit::Characters };
        return Model { unit, ..Model::default() };
    }
    let origin = origin.to_lowercase();
    let prior = if origin.contains("nvivo") {
        Model { unit: Unit::Utf16, line_end_is_two: true, mark_counts: false }
    } else {
        Model::default()
    };
    if is_plain(raw) || placed.is_empty() {
        return prior;
    }
    let mut best = (score(raw, placed, prior), prior);
    for model in Model::all() {
        let fits = score(raw, placed, model);
        // Clearly better: not by one selection in twenty.
        if fits > best.0 + 0.05 {
            best = (fits, model);
        }
    }
    best.1
}

/// How well places fit, from 0 to 3: words that are named weigh most, then where words begin and end. Below 0 where a place
/// lies outside the text.
fn score(raw: &str, placed: &[Placed<'_>], model: Model) -> f64 {
    let counted = Counted::of(raw, model);
    let mut sum = 0.0;
    for one in placed.iter().take(400) {
        if !counted.reaches(one.start) || !counted.reaches(one.end) {
            return -1.0;
        }
        let Some(span) = counted.span(one.start, one.end) else { continue };
        let words = span.of(&counted.text).unwrap_or_default();
        let (starts, ends) = at_words(&counted.text, span);
        let trimmed = words.chars().next().is_some_and(|letter| !letter.is_whitespace());
        let named = named_after(words, one.name);
        sum += f64::from(u8::from(starts)) * 0.4
            + f64::from(u8::from(ends)) * 0.4
            + f64::from(u8::from(trimmed)) * 0.2
            + if named { 2.0 } else { 0.0 };
    }
    sum / placed.len().min(400) as f64
}

/// Whether a selection's name is its words, or how they begin.
fn named_after(words: &str, name: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (words, name) = (plain(words), plain(name));
    let name = name.trim_end_matches(['…', '.']).trim_end();
    name.chars().count() >= 3 && words.starts_with(name)
}
