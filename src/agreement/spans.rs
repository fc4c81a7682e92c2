//! Which passages of two coders are the same passage: one-to-one matching of spans with one code in one transcript.

use std::ops::AddAssign;

use super::{Stretch, Undefined, Value, stretch::each_overlap, table::over};

/// When two passages count as the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Match {
    /// Both ends are the same.
    Exact,
    /// They share at least one character.
    AnyOverlap,
    /// What they share is at least this many hundredths of what they cover together (intersection over union). 1 to 100.
    Share(u8),
}

impl Match {
    /// Whether two stretches that share `shared` characters match.
    fn holds(self, one: Stretch, other: Stretch, shared: u32) -> bool {
        match self {
            Match::Exact => one == other,
            Match::AnyOverlap => shared > 0,
            Match::Share(hundredths) => {
                shared > 0 && u64::from(shared) * 100 >= u64::from(hundredths) * u64::from(one.joint(other))
            }
        }
    }
}

/// How many passages two coders marked, and how many pairs of them match one to one. Counts add up over codes and transcripts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Matched {
    /// Matching pairs, as many as can be formed.
    pub pairs: u32,
    /// Passages of the first coder.
    pub first: u32,
    /// Passages of the second coder.
    pub second: u32,
}

impl Matched {
    /// Twice the matching pairs, of all passages: F1, the same whoever is taken for the standard. As a share of agreed
    /// decisions it is Holsti's coefficient (1969).
    pub fn f1(&self) -> Value {
        over(2 * i128::from(self.pairs), i128::from(self.first) + i128::from(self.second), Undefined::NoSpans)
    }

    /// Passages that only the first coder marked.
    pub fn only_first(&self) -> u32 {
        self.first.saturating_sub(self.pairs)
    }

    /// Passages that only the second coder marked.
    pub fn only_second(&self) -> u32 {
        self.second.saturating_sub(self.pairs)
    }
}

impl AddAssign for Matched {
    fn add_assign(&mut self, other: Matched) {
        self.pairs += other.pairs;
        self.first += other.first;
        self.second += other.second;
    }
}

/// As many one-to-one pairs as two coders' united stretches allow.
///
/// Among overlapping pairs in reading order, each is taken whose stretches are still free. That is the most there can be: of
/// two stretches that overlap, only the one that ends later meets others further on, so a pair stands in the way of later
/// pairs that stand in each other's way, too.
pub fn matched(first: &[Stretch], second: &[Stretch], when: Match) -> Matched {
    let mut taking = Taking::new(when);
    each_overlap(first, second, |one, two, shared| {
        if let (Some(a), Some(b)) = (first.get(one), second.get(two)) {
            taking.offer(one, two, *a, *b, shared);
        }
    });
    Matched { pairs: taking.pairs, first: count(first), second: count(second) }
}

fn count(stretches: &[Stretch]) -> u32 {
    u32::try_from(stretches.len()).unwrap_or(u32::MAX)
}

/// Pairs taken so far, and the places from which stretches are free.
struct Taking {
    when: Match,
    pairs: u32,
    free_first: usize,
    free_second: usize,
}

impl Taking {
    fn new(when: Match) -> Self {
        Taking { when, pairs: 0, free_first: 0, free_second: 0 }
    }

    /// Takes a pair whose stretches are free and match; whether it was taken.
    fn offer(&mut self, one: usize, two: usize, a: Stretch, b: Stretch, shared: u32) -> bool {
        let taken = one >= self.free_first && two >= self.free_second && self.when.holds(a, b, shared);
        if taken {
            self.pairs += 1;
            (self.free_first, self.free_second) = (one + 1, two + 1);
        }
        taken
    }
}

/// Everything a comparison counts of two coders' passages, in one walk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SpanCounts {
    /// Passages of the first coder.
    pub first: u32,
    /// Passages of the second coder.
    pub second: u32,
    /// Pairs with the same ends.
    pub exact: u32,
    /// Pairs that overlap.
    pub overlapping: u32,
    /// Pairs that share as much as the comparison asks for ([`Match::Share`]).
    pub close: u32,
    /// Pairs that share at least 90 hundredths, as MAXQDA and QDA Miner have it.
    pub nearly: u32,
    /// Of the overlapping pairs, those in which the first coder's passage is the longer.
    pub first_longer: u32,
    /// Of the overlapping pairs, those in which the second coder's passage is the longer.
    pub second_longer: u32,
}

impl SpanCounts {
    /// The counts of two coders' united stretches; `share` is the comparison's threshold in hundredths.
    pub fn of(first: &[Stretch], second: &[Stretch], share: u8) -> Self {
        let mut counts = SpanCounts { first: count(first), second: count(second), ..SpanCounts::default() };
        let (mut exact, mut overlapping) = (Taking::new(Match::Exact), Taking::new(Match::AnyOverlap));
        let (mut close, mut nearly) = (Taking::new(Match::Share(share)), Taking::new(Match::Share(90)));
        each_overlap(first, second, |one, two, shared| {
            let (Some(&a), Some(&b)) = (first.get(one), second.get(two)) else { return };
            if overlapping.offer(one, two, a, b, shared) {
                counts.first_longer += u32::from(a.len() > b.len());
                counts.second_longer += u32::from(b.len() > a.len());
            }
            exact.offer(one, two, a, b, shared);
            close.offer(one, two, a, b, shared);
            nearly.offer(one, two, a, b, shared);
        });
        (counts.exact, counts.overlapping) = (exact.pairs, overlapping.pairs);
        (counts.close, counts.nearly) = (close.pairs, nearly.pairs);
        counts
    }

    /// The matches of one kind; of [`Match::Share`], those at the comparison's threshold.
    pub fn matched(&self, when: Match) -> Matched {
        let pairs = match when {
            Match::Exact => self.exact,
            Match::AnyOverlap => self.overlapping,
            Match::Share(_) => self.close,
        };
        Matched { pairs, first: self.first, second: self.second }
    }

    /// The matches at 90 hundredths.
    pub fn nearly(&self) -> Matched {
        Matched { pairs: self.nearly, first: self.first, second: self.second }
    }
}

impl AddAssign for SpanCounts {
    fn add_assign(&mut self, other: SpanCounts) {
        self.first += other.first;
        self.second += other.second;
        self.exact += other.exact;
        self.overlapping += other.overlapping;
        self.close += other.close;
        self.nearly += other.nearly;
        self.first_longer += other.first_longer;
        self.second_longer += other.second_longer;
    }
}
