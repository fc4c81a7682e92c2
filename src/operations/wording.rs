//! The words of an entry's sentence.

use unicode_segmentation::UnicodeSegmentation;

use crate::{
    study::{Coding, Id, Study, Transcript},
    text::Span,
};

/// A text cut to at most `most` graphemes, at the end of a word where one is near, with "…" where something is left out.
/// Line breaks become spaces.
pub fn elide(text: &str, most: usize) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.graphemes(true).count() <= most {
        return flat;
    }
    let kept: String = flat.graphemes(true).take(most.saturating_sub(1)).collect();
    let cut = kept.rfind(' ').filter(|&at| at * 2 > kept.len()).unwrap_or(kept.len());
    format!("{}…", kept[..cut].trim_end_matches([',', '.', ';', ':']))
}

/// A name set apart in a sentence: `*Lived experience*`.
pub fn in_sentence(name: &str) -> String {
    format!("*{}*", elide(name, 60))
}

/// Where a passage stands: "Focus Group 6, turn 14"; without turns, "Field notes, “the first words…”".
pub(super) fn place_of(study: &Study, transcript: Id<Transcript>, span: Span) -> String {
    let Some(record) = study.get(transcript) else { return String::new() };
    let text = study.text(transcript);
    let (begins, ends) = (text.len() - text.trim_start().len(), text.trim_end().len());
    if span.start <= begins && span.end >= ends && record.turns.len() > 1 {
        return format!("the whole of {}", record.title);
    }
    match record.turn_at(span.start) {
        Some((turn, _)) => format!("{}, turn {}", record.title, turn + 1),
        None => {
            let words = span.of(study.text(transcript)).unwrap_or_default();
            format!("{}, “{}”", record.title, elide(words, 30))
        }
    }
}

/// "*Code* at Focus Group 6, turn 14".
pub(super) fn coding_in_words(study: &Study, coding: &Coding) -> String {
    let code = study.get(coding.code).map_or("", |code| code.name.as_str());
    format!("{} at {}", in_sentence(code), place_of(study, coding.transcript, coding.span))
}

/// "3 codes"; "1 code".
pub fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// "1:02:03" or "4:05" of milliseconds.
pub fn clock(ms: u64) -> String {
    let seconds = ms / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}
