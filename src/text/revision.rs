//! How a text was revised: the words that gave way to others, found by comparing word by word.

use similar::{Algorithm, DiffOp, TextDiff};

use super::Span;

/// Some words that gave way to others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// First byte of the old text that gives way.
    pub at: usize,
    pub removed: String,
    pub inserted: String,
}

impl Hunk {
    /// What gives way: bytes of the old text.
    pub fn gone(&self) -> Span {
        Span { start: self.at, end: self.at + self.removed.len() }
    }

    /// Where a span must end or begin before this hunk takes place, so that it says afterwards what it should: nothing that
    /// was taken out, and a reworded passage whole or not at all. `None` where nothing of the span is left.
    ///
    /// Of words that give way to others, a span that covers at least half (by bytes), or that has nothing else, takes the
    /// new ones whole; otherwise it lets them go.
    pub fn fitted(&self, span: Span) -> Option<Span> {
        let gone = self.gone();
        let Some(shared) = span.intersection(gone) else { return Some(span) };
        let (mut start, mut end) = (span.start, span.end);
        if self.inserted.is_empty() {
            start = if gone.contains(start) { gone.end } else { start };
            end = if gone.start < end && end <= gone.end { gone.start } else { end };
        } else {
            let takes = shared == span || shared.len() * 2 >= gone.len();
            if gone.contains(start) {
                start = if takes { gone.start } else { gone.end };
            }
            if gone.start < end && end <= gone.end {
                end = if takes { gone.end } else { gone.start };
            }
        }
        (start < end).then_some(Span { start, end })
    }
}

/// The hunks that turn `old`, which stands at byte `base` of its text, into `new`; in order, none touching another.
/// Words, spaces and punctuation are taken whole (Unicode Standard Annex 29).
pub fn hunks(base: usize, old: &str, new: &str) -> Vec<Hunk> {
    let diff = TextDiff::configure().algorithm(Algorithm::Myers).diff_unicode_words(old, new);
    let (mut at, mut found) = (base, Vec::<Hunk>::new());
    for op in diff.ops() {
        let (before, after) = (op.old_range(), op.new_range());
        let removed: String = before.filter_map(|word| diff.old_slice(word)).collect();
        let length = removed.len();
        if !matches!(op, DiffOp::Equal { .. }) {
            let inserted: String = after.filter_map(|word| diff.new_slice(word)).collect();
            match found.last_mut().filter(|last| last.gone().end == at) {
                Some(last) => {
                    last.removed.push_str(&removed);
                    last.inserted.push_str(&inserted);
                }
                None => found.push(Hunk { at, removed, inserted }),
            }
        }
        at += length;
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_word_gives_way_to_a_word_and_nothing_around_it() {
        let found = hunks(10, "We went teh whole way.", "We went the whole way.");
        assert_eq!(found, [Hunk { at: 18, removed: "teh".into(), inserted: "the".into() }]);
        let longer = hunks(0, "I could recover.", "I could recovery.");
        assert_eq!(longer, [Hunk { at: 8, removed: "recover".into(), inserted: "recovery".into() }]);
    }

    #[test]
    fn a_span_fits_whole_words_and_vanishes_with_its_last() {
        let reworded = Hunk { at: 10, removed: "0123456789".into(), inserted: "new".into() };
        let span = |start, end| Span { start, end };
        assert_eq!(reworded.fitted(span(0, 17)), Some(span(0, 20)), "more than half: takes it");
        assert_eq!(reworded.fitted(span(0, 13)), Some(span(0, 10)), "less than half: lets it go");
        assert_eq!(reworded.fitted(span(12, 13)), Some(span(10, 20)), "nothing else: takes it");
        let taken_out = Hunk { inserted: String::new(), ..reworded };
        assert_eq!(taken_out.fitted(span(0, 17)), Some(span(0, 10)));
        assert_eq!(taken_out.fitted(span(10, 30)), Some(span(20, 30)));
        assert_eq!(taken_out.fitted(span(12, 20)), None);
        assert_eq!(taken_out.fitted(span(20, 30)), Some(span(20, 30)));
    }

    proptest! {
        #[test]
        fn the_hunks_of_two_texts_turn_the_one_into_the_other(old in "[ab 語é.\n]{0,40}", new in "[ab 語é.\n]{0,40}") {
            let mut text = old.clone();
            let found = hunks(0, &old, &new);
            prop_assert!(found.windows(2).all(|pair| pair[0].gone().end < pair[1].at));
            for hunk in found.iter().rev() {
                prop_assert_eq!(&text[hunk.at..hunk.gone().end], hunk.removed.as_str());
                text.replace_range(hunk.at..hunk.gone().end, &hunk.inserted);
            }
            prop_assert_eq!(text, new);
        }
    }
}
