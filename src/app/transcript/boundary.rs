//! Moving the active coding's start or end, by its handles or by key.

use super::content::CodingMark;
use crate::text::{Span, boundaries, sentences};

/// One end of a coding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Where it starts.
    Start,
    /// Where it ends.
    End,
}

/// By how much a key moves an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stride {
    Word,
    Grapheme,
    Sentence,
}

/// A coding one of whose ends is being moved; nothing is changed until that is done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Boundary {
    pub coding: u128,
    pub edge: Edge,
    /// Where the coding was.
    pub before: Span,
    /// Where it would be.
    pub span: Span,
}

impl Boundary {
    pub fn of(coding: &CodingMark, edge: Edge) -> Self {
        Self { coding: coding.id, edge, before: coding.span, span: coding.span }
    }

    /// The end moved to an offset. It stops one grapheme before the other end.
    pub fn at(self, text: &str, offset: usize) -> Self {
        let offset = boundaries::grapheme_floor(text, offset);
        let span = match self.edge {
            Edge::Start => {
                let last = boundaries::previous_grapheme(text, self.span.end);
                Span { start: offset.min(last), end: self.span.end }
            }
            Edge::End => {
                let first = boundaries::next_grapheme(text, self.span.start);
                Span { start: self.span.start, end: offset.max(first) }
            }
        };
        Self { span, ..self }
    }

    /// The end moved by one stride. A start moves to where words start, an end to where words end.
    pub fn by(self, text: &str, stride: Stride, forward: bool) -> Self {
        let Span { start, end } = self.span;
        let to = match (self.edge, stride, forward) {
            (Edge::Start, Stride::Word, true) => boundaries::next_word_start(text, start),
            (Edge::Start, Stride::Word, false) => boundaries::previous_word_start(text, start),
            (Edge::End, Stride::Word, true) => boundaries::next_word_end(text, end),
            (Edge::End, Stride::Word, false) => boundaries::previous_word_end(text, end),
            (Edge::Start, Stride::Grapheme, true) => boundaries::next_grapheme(text, start),
            (Edge::Start, Stride::Grapheme, false) => boundaries::previous_grapheme(text, start),
            (Edge::End, Stride::Grapheme, true) => boundaries::next_grapheme(text, end),
            (Edge::End, Stride::Grapheme, false) => boundaries::previous_grapheme(text, end),
            (Edge::Start, Stride::Sentence, true) => next_sentence_start(text, start),
            (Edge::Start, Stride::Sentence, false) => sentences::previous_sentence_start(text, start),
            (Edge::End, Stride::Sentence, true) => sentences::next_sentence_end(text, end),
            (Edge::End, Stride::Sentence, false) => previous_sentence_end(text, end),
        };
        self.at(text, to)
    }

    /// Where the end that moves is.
    pub fn offset(self) -> usize {
        match self.edge {
            Edge::Start => self.span.start,
            Edge::End => self.span.end,
        }
    }
}

fn next_sentence_start(text: &str, offset: usize) -> usize {
    let end = sentences::next_sentence_end(text, offset);
    boundaries::next_word_start(text, end.saturating_sub(1).max(offset))
}

fn previous_sentence_end(text: &str, offset: usize) -> usize {
    let start = sentences::previous_sentence_start(text, offset);
    let before = text.get(..start).unwrap_or_default();
    before.trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::transcript::Pattern;
    use eframe::egui::Color32;

    const TEXT: &str = "We never had enough funding. The staff left, too. And then it stopped.";

    fn grasp(edge: Edge, words: &str) -> Boundary {
        let start = TEXT.find(words).unwrap();
        let coding = CodingMark {
            id: 1,
            span: Span { start, end: start + words.len() },
            lane_key: 0,
            label: String::new(),
            path: String::new(),
            colour: Color32::RED,
            coder_letter: None,
            pattern: Pattern::Solid,
            contradicts: false,
            valence_mark: None,
            tinted: false,
        };
        Boundary::of(&coding, edge)
    }

    fn words(boundary: Boundary) -> &'static str {
        boundary.span.of(TEXT).unwrap()
    }

    #[test]
    fn a_start_moves_to_starts_of_words_and_an_end_to_their_ends() {
        let end = grasp(Edge::End, "never had");
        assert_eq!(words(end.by(TEXT, Stride::Word, true)), "never had enough");
        assert_eq!(words(end.by(TEXT, Stride::Word, false)), "never");
        let start = grasp(Edge::Start, "enough funding");
        assert_eq!(words(start.by(TEXT, Stride::Word, false)), "had enough funding");
        assert_eq!(words(start.by(TEXT, Stride::Word, true)), "funding");
    }

    #[test]
    fn ends_move_by_character_and_by_sentence() {
        let end = grasp(Edge::End, "The staff");
        assert_eq!(words(end.by(TEXT, Stride::Grapheme, true)), "The staff ");
        assert_eq!(words(end.by(TEXT, Stride::Sentence, true)), "The staff left, too.");
        assert_eq!(words(end.by(TEXT, Stride::Sentence, true).by(TEXT, Stride::Sentence, false)), "T");
        let start = grasp(Edge::Start, "staff left, too. And then");
        assert_eq!(words(start.by(TEXT, Stride::Sentence, false)), "The staff left, too. And then");
        assert_eq!(words(start.by(TEXT, Stride::Sentence, true)), "And then");
    }

    #[test]
    fn a_coding_never_becomes_empty() {
        let mut end = grasp(Edge::End, "had");
        for _ in 0..9 {
            end = end.by(TEXT, Stride::Word, false);
        }
        assert_eq!(words(end), "h");
        let mut start = grasp(Edge::Start, "had");
        for _ in 0..9 {
            start = start.by(TEXT, Stride::Sentence, true);
        }
        assert_eq!(words(start), "d");
    }
}
