//! Stretches of a transcript as coders marked them, united before anything is counted.

/// A half-open stretch `start..end`, in characters (Unicode code points) of the part of a transcript that is compared, or
/// in units of it (words, sentences, turns).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stretch {
    /// The first character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

impl Stretch {
    /// The stretch from `start` up to `end`; empty where `end` does not lie behind `start`.
    pub const fn new(start: u32, end: u32) -> Self {
        Stretch { start, end }
    }

    /// How many characters lie in it.
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether nothing lies in it.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// How many characters two stretches share.
    pub fn shared(self, other: Stretch) -> u32 {
        self.end.min(other.end).saturating_sub(self.start.max(other.start))
    }

    /// How many characters lie in either of two stretches that share some.
    pub(super) fn joint(self, other: Stretch) -> u32 {
        self.end.max(other.end).saturating_sub(self.start.min(other.start))
    }
}

/// One coder's stretches with one code, in order: cut to `length` characters, empty ones dropped, and those that share at
/// least one character made one. Two that only touch stay two, because where a unit ends is part of what a coder says.
pub fn united(mut stretches: Vec<Stretch>, length: u32) -> Vec<Stretch> {
    for stretch in &mut stretches {
        stretch.end = stretch.end.min(length);
    }
    stretches.retain(|stretch| !stretch.is_empty());
    stretches.sort_unstable();
    stretches.dedup_by(|next, last| {
        let overlaps = next.start < last.end;
        if overlaps {
            last.end = last.end.max(next.end);
        }
        overlaps
    });
    stretches
}

/// How many characters lie in stretches that share none.
pub fn total(stretches: &[Stretch]) -> u64 {
    stretches.iter().map(|stretch| u64::from(stretch.len())).sum()
}

/// How many characters two coders' stretches share; each coder's in order and sharing none among themselves.
pub fn shared(first: &[Stretch], second: &[Stretch]) -> u64 {
    let mut sum = 0;
    each_overlap(first, second, |_, _, characters| sum += u64::from(characters));
    sum
}

/// Calls `tell` with the places of every two stretches that share characters, in reading order, and how many they share.
pub(super) fn each_overlap(first: &[Stretch], second: &[Stretch], mut tell: impl FnMut(usize, usize, u32)) {
    let (mut one, mut two) = (0, 0);
    while let (Some(a), Some(b)) = (first.get(one), second.get(two)) {
        let characters = a.shared(*b);
        if characters > 0 {
            tell(one, two, characters);
        }
        if a.end <= b.end {
            one += 1;
        } else {
            two += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretches(pairs: &[(u32, u32)]) -> Vec<Stretch> {
        pairs.iter().map(|&(start, end)| Stretch::new(start, end)).collect()
    }

    #[test]
    fn overlapping_stretches_are_one_and_touching_ones_stay_two() {
        let united = united(stretches(&[(20, 30), (0, 12), (10, 20), (5, 5), (95, 140), (150, 160)]), 100);
        assert_eq!(united, stretches(&[(0, 20), (20, 30), (95, 100)]));
    }

    #[test]
    fn what_two_coders_share_is_counted_once() {
        assert_eq!(shared(&stretches(&[(0, 10), (20, 30)]), &stretches(&[(5, 25), (29, 40)])), 5 + 5 + 1);
        assert_eq!(shared(&[], &stretches(&[(5, 25)])), 0);
    }
}
