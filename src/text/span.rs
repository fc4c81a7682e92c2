//! A stretch of a text, and how stretches are united.

use serde::{Deserialize, Serialize};

/// A half-open stretch of a text: byte offsets on character boundaries, `start <= end`.
///
/// Written in the text form as `(120,260)`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl From<(usize, usize)> for Span {
    fn from((start, end): (usize, usize)) -> Self {
        Span { start, end }
    }
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

impl Span {
    /// The span between two offsets in bytes, whichever comes first.
    pub fn between(a: usize, b: usize) -> Self {
        Span { start: a.min(b), end: a.max(b) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether nothing lies in it.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the byte offset lies inside (the end does not).
    pub fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether two spans share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Where the span stands after `removed` bytes at byte `at` gave way to `inserted` bytes.
    ///
    /// What lies before stays, what lies behind moves along, and what goes around grows or shrinks. What comes in at an edge
    /// stays outside, but words that give way to others at an edge stay inside. A span of which only a part gave way stays
    /// as it is: whoever takes words out has it fit first (`Hunk::fitted`). So the inverse splice brings every span back.
    pub fn through_splice(self, at: usize, removed: usize, inserted: usize) -> Span {
        let gone = Span { start: at, end: at + removed };
        let moved = |offset: usize| offset - removed + inserted;
        let reworded = removed > 0 && inserted > 0;
        let around = if reworded {
            self.start <= gone.start && gone.end <= self.end
        } else {
            self.start < gone.start && gone.end < self.end
        };
        if self.start >= gone.end {
            Span { start: moved(self.start), end: moved(self.end) }
        } else if around {
            Span { start: self.start, end: moved(self.end) }
        } else {
            self
        }
    }

    /// The span without the white space at its ends, in the text it is of; where it holds nothing else, empty, at its end.
    pub fn trimmed(self, text: &str) -> Span {
        let words = self.of(text).unwrap_or_default();
        let start = self.start + (words.len() - words.trim_start().len());
        Span { start, end: (self.start + words.trim_end().len()).max(start) }
    }

    /// What two spans share, if anything.
    pub fn intersection(self, other: Span) -> Option<Span> {
        let both = Span { start: self.start.max(other.start), end: self.end.min(other.end) };
        (!both.is_empty()).then_some(both)
    }

    /// The words of the span, or `None` where it does not lie in the text on character boundaries.
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.start..self.end)
    }
}

/// The spans joined wherever they overlap or touch, in order of their start.
///
/// A code attached twice by one coder to overlapping text counts once: counts go by this union.
pub fn union(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans.into_iter().filter(|span| !span.is_empty()) {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_splice_and_its_inverse_bring_every_span_that_fits_back(
            (start, length) in (0..50_usize, 1..50_usize),
            (at, removed, inserted) in (0..100_usize, 0..20_usize, 0..20_usize),
        ) {
            let span = Span { start, end: start + length };
            let gone = Span { start: at, end: at + removed };
            let around = span.start <= at && gone.end <= span.end;
            prop_assume!(!span.overlaps(gone) || (around && inserted > 0) || (span.start < at && gone.end < span.end));
            let there = span.through_splice(at, removed, inserted);
            prop_assert_eq!(there.through_splice(at, inserted, removed), span);
        }

        #[test]
        fn a_span_that_a_splice_does_not_touch_says_the_same_words(
            text in "[a-zé語👩]{1,40}",
            (one, other) in (0..40_usize, 0..40_usize),
            (from, to) in (0..40_usize, 0..40_usize),
            inserted in "[A-Z]{0,5}",
        ) {
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let at = |place: usize| bounds[place % bounds.len()];
            let (span, gone) = (Span::between(at(one), at(other)), Span::between(at(from), at(to)));
            prop_assume!(!span.is_empty() && !span.overlaps(gone) && (span.end <= gone.start || gone.end <= span.start));
            let after = [&text[..gone.start], inserted.as_str(), &text[gone.end..]].concat();
            let there = span.through_splice(gone.start, gone.len(), inserted.len());
            prop_assert_eq!(there.of(&after), span.of(&text));
        }
    }

    #[test]
    fn a_code_attached_twice_to_overlapping_text_counts_once() {
        let joined =
            union(vec![Span::between(10, 20), Span::between(0, 12), Span::between(30, 40), Span::between(5, 5)]);
        assert_eq!(joined, [Span::between(0, 20), Span::between(30, 40)]);
    }
}
