//! The part of a transcript that is compared: its text without moderators' turns and whatever else is left out, counted in
//! characters. Here, and nowhere else in the room, bytes become characters.

use super::{Rule, Stretch, Unit, Units};
use crate::{
    study::{Study, Text, Transcript, Turn},
    text::{Span, boundaries, paragraphs, sentences, union},
};

/// How many bytes of text lie between two places whose character is known.
const STEP: usize = 512;

/// What is compared of one transcript.
#[derive(Clone, Debug)]
pub struct Base {
    text: Text,
    /// The character at each multiple of `STEP` bytes (or at the character before); none where all characters are one byte.
    known: Vec<u32>,
    /// What is kept, in bytes, in order, and how many characters are kept before it.
    kept: Vec<(Span, u32)>,
    characters: u32,
}

impl Base {
    /// A text without some passages of it.
    pub fn new(text: Text, left_out: Vec<Span>) -> Self {
        let known = if text.as_str().is_ascii() { Vec::new() } else { known(text.as_str()) };
        let mut base = Base { text, known, kept: Vec::new(), characters: 0 };
        let length = base.text.as_str().len();
        let mut since = 0;
        let ends = Span { start: length, end: length };
        for gap in union(left_out).into_iter().chain([ends]) {
            let piece = Span { start: since, end: gap.start.min(length) };
            if !piece.is_empty() {
                base.kept.push((piece, base.characters));
                base.characters += base.character(piece.end) - base.character(piece.start);
            }
            since = since.max(gap.end);
        }
        base
    }

    /// A transcript without its moderators' turns (unless they are wanted) and without passages left out.
    pub fn of(study: &Study, transcript: &Transcript, moderators: bool, left_out: impl Iterator<Item = Span>) -> Self {
        let moderates =
            |turn: &&Turn| turn.speaker.and_then(|id| study.get(id)).is_some_and(|speaker| speaker.moderator);
        let turns = transcript.turns.iter().filter(|turn| !moderators && moderates(turn)).map(|turn| turn.span);
        Base::new(study.shared_text(transcript.id), turns.chain(left_out).collect())
    }

    /// How many characters are compared.
    pub fn characters(&self) -> u32 {
        self.characters
    }

    /// How many characters of the whole text stand before a byte.
    fn character(&self, byte: usize) -> u32 {
        let text = self.text.as_str();
        let byte = text.floor_char_boundary(byte);
        let Some(&before) = self.known.get(byte / STEP) else { return u32::try_from(byte).unwrap_or(u32::MAX) };
        let from = text.floor_char_boundary(byte / STEP * STEP);
        before + count(text.get(from..byte).unwrap_or_default())
    }

    /// How many characters that are compared stand before a byte.
    pub fn place(&self, byte: usize) -> u32 {
        let after = self.kept.partition_point(|(piece, _)| piece.start <= byte);
        let Some((piece, before)) = after.checked_sub(1).and_then(|place| self.kept.get(place)) else { return 0 };
        before + self.character(byte.min(piece.end)) - self.character(piece.start)
    }

    /// A passage in characters that are compared; empty where all of it is left out. A passage that reaches over something
    /// left out stays one.
    pub fn stretch(&self, span: Span) -> Stretch {
        Stretch::new(self.place(span.start), self.place(span.end))
    }

    /// The units of the transcript.
    pub fn units(&self, transcript: &Transcript, unit: Unit, rule: Rule) -> Units {
        let text = self.text.as_str();
        let spans: Vec<Span> = match unit {
            Unit::Character => return Units::Characters(self.characters),
            Unit::Word => parts(text, transcript).into_iter().flat_map(|part| boundaries::words(text, part)).collect(),
            Unit::Sentence => {
                parts(text, transcript).into_iter().flat_map(|part| sentences::sentences(text, part)).collect()
            }
            Unit::Turn => parts(text, transcript),
            Unit::Document => vec![Span { start: 0, end: text.len() }],
        };
        let stretches = spans.into_iter().map(|span| self.stretch(span)).filter(|stretch| !stretch.is_empty());
        Units::Stretches(stretches.collect(), rule)
    }

    /// At which units turns begin, the first of them at 0: where the transcript is cut if turns are drawn.
    pub fn turns(&self, transcript: &Transcript, units: &Units) -> Vec<u32> {
        let mut starts: Vec<u32> = Vec::new();
        for part in parts(self.text.as_str(), transcript) {
            let stretch = self.stretch(part);
            let at = match units {
                _ if stretch.is_empty() => continue,
                Units::Characters(_) => stretch.start,
                Units::Stretches(stretches, _) => {
                    u32::try_from(stretches.partition_point(|unit| unit.end <= stretch.start)).unwrap_or(u32::MAX)
                }
            };
            let at = if starts.is_empty() { 0 } else { at };
            if at < units.count() && starts.last().is_none_or(|&last| last < at) {
                starts.push(at);
            }
        }
        starts
    }
}

/// The turns of a transcript, and the paragraphs outside them, in order; none of them empty.
fn parts(text: &str, transcript: &Transcript) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut since = 0;
    let end = Span { start: text.len(), end: text.len() };
    for turn in transcript.turns.iter().map(|turn| turn.span).chain([end]) {
        let between = Span { start: since, end: turn.start.max(since) };
        let outside = between.of(text).unwrap_or_default();
        let paragraphs = paragraphs::paragraphs(outside).into_iter();
        let paragraphs = paragraphs.filter(|one| one.of(outside).is_some_and(|words| !words.trim().is_empty()));
        found.extend(paragraphs.map(|one| Span { start: since + one.start, end: since + one.end }));
        if !turn.is_empty() {
            found.push(turn);
        }
        since = since.max(turn.end);
    }
    found
}

fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

fn known(text: &str) -> Vec<u32> {
    let mut known = vec![0];
    let (mut from, mut characters) = (0, 0);
    for step in 1..=text.len() / STEP {
        let to = text.floor_char_boundary(step * STEP);
        characters += count(text.get(from..to).unwrap_or_default());
        known.push(characters);
        from = to;
    }
    known
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_place_is_as_many_characters_as_are_kept_before_it(
            text in "[a-zéł語👩\n ]{0,900}", gaps in prop::collection::vec((0..3000usize, 0..400usize), 0..4), at in 0..3000usize,
        ) {
            let snap = |byte: usize| text.floor_char_boundary(byte);
            let gaps: Vec<Span> = gaps.into_iter().map(|(start, len)| Span { start: snap(start), end: snap(start + len) }).collect();
            let base = Base::new(Text::new(&text), gaps.clone());
            let kept = |byte: &usize| !gaps.iter().any(|gap| gap.contains(*byte));
            let before = |end: usize| text.char_indices().map(|(byte, _)| byte).filter(|byte| *byte < end).filter(kept).count();
            prop_assert_eq!(base.place(snap(at)) as usize, before(snap(at)));
            prop_assert_eq!(base.characters() as usize, before(text.len()));
        }
    }
}
