//! Which of many spans cover a place: a static index, built once for a set of codings and asked at every frame.

use super::Span;

/// Spans sorted by start, over them a tree of the greatest end below each node. Building takes `O(n log n)`, a
/// question `O(log n + answers)`. Spans keep the number they came with; empty spans are never an answer.
#[derive(Clone, Debug, Default)]
pub struct Intervals {
    spans: Vec<Span>,
    numbers: Vec<u32>,
    /// A complete binary tree in one array: the children of `i` are `2i` and `2i + 1`; leaves start at `leaves`.
    furthest: Vec<usize>,
    leaves: usize,
}

impl Intervals {
    /// Indexes spans; the answers to questions are positions in this sequence.
    pub fn new(spans: impl IntoIterator<Item = Span>) -> Self {
        let mut all: Vec<(Span, u32)> = spans.into_iter().zip(0u32..).filter(|(span, _)| !span.is_empty()).collect();
        all.sort_unstable();
        let leaves = all.len().next_power_of_two();
        let mut furthest = vec![0; 2 * leaves];
        for (leaf, (span, _)) in furthest.iter_mut().skip(leaves).zip(&all) {
            *leaf = span.end;
        }
        for node in (1..leaves).rev() {
            furthest[node] = furthest[2 * node].max(furthest[2 * node + 1]);
        }
        let (spans, numbers) = all.into_iter().unzip();
        Self { spans, numbers, furthest, leaves }
    }

    /// How many spans are indexed.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether no span is indexed.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The spans that share at least one byte with `span`, in order of their start, as positions in what was indexed.
    pub fn overlapping(&self, span: Span) -> Vec<usize> {
        let mut found = Vec::new();
        self.each_overlapping(span, |number| found.push(number));
        found
    }

    /// The spans that cover the character at an offset (bytes).
    pub fn at(&self, offset: usize) -> Vec<usize> {
        self.overlapping(Span { start: offset, end: offset + 1 })
    }

    /// Calls `tell` with the position of each span that shares at least one byte with `span`, in order of start.
    pub fn each_overlapping(&self, span: Span, mut tell: impl FnMut(usize)) {
        let begun = self.spans.partition_point(|other| other.start < span.end);
        if begun > 0 && !span.is_empty() {
            self.descend(1, 0, self.leaves, begun, span.start, &mut tell);
        }
    }

    fn descend(&self, node: usize, low: usize, high: usize, begun: usize, after: usize, tell: &mut impl FnMut(usize)) {
        if low >= begun || self.furthest.get(node).is_none_or(|&end| end <= after) {
            return;
        }
        if high - low == 1 {
            if let Some(&number) = self.numbers.get(low) {
                tell(number as usize);
            }
            return;
        }
        let middle = (low + high) / 2;
        self.descend(2 * node, low, middle, begun, after, tell);
        self.descend(2 * node + 1, middle, high, begun, after, tell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn touching_is_not_overlapping_and_empty_spans_are_never_found() {
        let index = Intervals::new([Span::between(5, 9), Span::between(0, 5), Span::between(5, 5)]);
        assert_eq!(index.at(5), [0]);
        assert_eq!(index.overlapping(Span::between(4, 6)), [1, 0]);
        assert_eq!(index.overlapping(Span::between(9, 20)), [0usize; 0]);
        assert_eq!(index.overlapping(Span::between(6, 6)), [0usize; 0]);
        assert!(Intervals::new([]).at(0).is_empty());
    }

    #[test]
    fn a_span_over_everything_is_found_from_its_middle() {
        let mut spans: Vec<Span> = (0..1000).map(|n| Span::between(n * 10, n * 10 + 3)).collect();
        spans.push(Span::between(0, 10_000));
        let index = Intervals::new(spans);
        assert_eq!(index.at(5005), [1000]);
        assert_eq!(index.at(5001), [1000, 500]);
    }

    proptest! {
        #[test]
        fn the_index_answers_what_a_look_at_every_span_answers(
            spans in prop::collection::vec((0usize..200, 0usize..40), 0..60), from in 0usize..220, len in 0usize..50,
        ) {
            let spans: Vec<Span> = spans.into_iter().map(|(start, len)| Span { start, end: start + len }).collect();
            let asked = Span { start: from, end: from + len };
            let mut plain: Vec<usize> =
                (0..spans.len()).filter(|&n| spans[n].overlaps(asked) && !spans[n].is_empty() && !asked.is_empty()).collect();
            let mut answer = Intervals::new(spans).overlapping(asked);
            plain.sort_unstable();
            answer.sort_unstable();
            prop_assert_eq!(answer, plain);
        }
    }
}
