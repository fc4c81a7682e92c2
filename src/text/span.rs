//! A stretch of a text, and how stretches are united.

use serde::{Deserialize, Serialize};

/// A half-open stretch of a text: byte offsets on character boundaries, `start <= end`.
///
/// Written in the text form as `(120,260)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    use super::*;

    #[test]
    fn a_code_attached_twice_to_overlapping_text_counts_once() {
        let joined =
            union(vec![Span::between(10, 20), Span::between(0, 12), Span::between(30, 40), Span::between(5, 5)]);
        assert_eq!(joined, [Span::between(0, 20), Span::between(30, 40)]);
    }
}
