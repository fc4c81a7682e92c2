//! Any number of coders, one code: how many units bear each pattern of who marked them, by one sweep over where stretches
//! begin and end. Counts add up over transcripts.

use std::ops::BitOr;

use super::{Nominal, Stretch, Table};

/// The most coders that are compared at once.
pub const MOST_CODERS: usize = 32;

/// Some of the coders compared: a bit each, the first coder's lowest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CoderSet(pub u32);

impl CoderSet {
    /// The coder at a place, counted from 0; nobody from place 32 on.
    pub fn only(place: usize) -> Self {
        CoderSet(u32::try_from(place).ok().and_then(|place| 1u32.checked_shl(place)).unwrap_or(0))
    }

    /// The first `count` coders.
    pub fn first(count: usize) -> Self {
        (0..count).fold(CoderSet::default(), |set, place| set | CoderSet::only(place))
    }

    /// Whether the coder at a place is among them.
    pub fn has(self, place: usize) -> bool {
        self.0 & CoderSet::only(place).0 != 0
    }

    /// Whether all of `others` are among them.
    pub fn has_all(self, others: CoderSet) -> bool {
        self.0 & others.0 == others.0
    }

    /// How many they are.
    pub fn count(self) -> u32 {
        self.0.count_ones()
    }
}

impl BitOr for CoderSet {
    type Output = CoderSet;
    fn bitor(self, other: CoderSet) -> CoderSet {
        CoderSet(self.0 | other.0)
    }
}

/// What a unit looks like: who finished its transcript, and who of them marked it with the code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pattern {
    /// Who said anything of it at all. For everyone else it is missing, which is not the same as unmarked.
    pub finished: CoderSet,
    /// Who marked it.
    pub marked: CoderSet,
}

/// How many units bear each pattern in which somebody marked them, by pattern. What nobody marked is all the rest: it
/// follows from how many units there are ([`Patterns`]).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked(Vec<(Pattern, u64)>);

impl Marked {
    /// Counts the units of one transcript, from each coder's united stretches in units, by place. `events` is room to work in.
    pub(super) fn swept(marks: &[Vec<Stretch>], finished: CoderSet, events: &mut Vec<(u32, u32)>) -> Self {
        events.clear();
        for (place, stretches) in marks.iter().enumerate().filter(|(place, _)| finished.has(*place)) {
            let bit = CoderSet::only(place).0;
            events.extend(stretches.iter().flat_map(|stretch| [(stretch.start, bit), (stretch.end, bit)]));
        }
        events.sort_unstable();
        let (mut marked, mut since) = (0, 0);
        let mut found = Marked::default();
        for &mut (at, bit) in events {
            if at > since && marked != 0 {
                found.add(Pattern { finished, marked: CoderSet(marked) }, u64::from(at - since));
            }
            marked ^= bit;
            since = at;
        }
        found
    }

    fn add(&mut self, pattern: Pattern, units: u64) {
        match self.0.binary_search_by_key(&pattern, |(known, _)| *known) {
            Ok(place) => {
                if let Some((_, sum)) = self.0.get_mut(place) {
                    *sum += units;
                }
            }
            Err(place) => self.0.insert(place, (pattern, units)),
        }
    }

    /// Adds what another transcript has.
    pub(super) fn absorb(&mut self, other: &Marked) {
        for &(pattern, units) in &other.0 {
            self.add(pattern, units);
        }
    }

    /// Counts that are known, each pattern once.
    pub(super) fn counted(counts: impl Iterator<Item = (Pattern, u64)>) -> Self {
        let mut counts: Vec<_> = counts.filter(|(_, units)| *units > 0).collect();
        counts.sort_unstable();
        Marked(counts)
    }

    /// The patterns and how many units bear each.
    pub fn iter(&self) -> impl Iterator<Item = (Pattern, u64)> + '_ {
        self.0.iter().copied()
    }

    /// Whether nobody marked anything.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// How many units bear each pattern, those that nobody marked among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patterns {
    marked: Marked,
    /// Units by who finished them, each set once.
    units: Vec<(CoderSet, u64)>,
}

impl Patterns {
    /// The patterns of units of which these were marked.
    pub fn new(marked: Marked, units: impl IntoIterator<Item = (CoderSet, u64)>) -> Self {
        let mut sums: Vec<(CoderSet, u64)> = Vec::new();
        for (finished, count) in units {
            match sums.iter_mut().find(|(known, _)| *known == finished) {
                Some((_, sum)) => *sum += count,
                None => sums.push((finished, count)),
            }
        }
        sums.sort_unstable();
        Patterns { marked, units: sums }
    }

    /// Every pattern with how many units bear it, by pattern, unmarked ones too.
    pub fn all(&self) -> Vec<(Pattern, u64)> {
        let mut all = Vec::with_capacity(self.marked.0.len() + self.units.len());
        for &(finished, units) in &self.units {
            let marked = self.marked.iter().filter(|(pattern, _)| pattern.finished == finished);
            let marked: u64 = marked.map(|(_, count)| count).sum();
            all.push((Pattern { finished, marked: CoderSet::default() }, units.saturating_sub(marked)));
        }
        all.extend(self.marked.iter());
        all.sort_unstable();
        all
    }

    /// The table of two of the coders, over what both finished.
    pub fn table(&self, first: usize, second: usize) -> Table {
        let pair = CoderSet::only(first) | CoderSet::only(second);
        let mut table = Table::default();
        for (pattern, units) in self.all().into_iter().filter(|(pattern, _)| pattern.finished.has_all(pair)) {
            let cell = match (pattern.marked.has(first), pattern.marked.has(second)) {
                (true, true) => &mut table.both,
                (true, false) => &mut table.first,
                (false, true) => &mut table.second,
                (false, false) => &mut table.neither,
            };
            *cell += units;
        }
        table
    }

    /// The patterns as values of `coders` coders in two categories: 0 absent, 1 present.
    pub fn nominal(&self, coders: usize) -> Nominal {
        let all = self.all();
        let rows = all.iter().map(|(pattern, _)| {
            let value = |place| pattern.finished.has(place).then(|| usize::from(pattern.marked.has(place)));
            (0..coders).map(value).collect()
        });
        Nominal::counted(2, rows.zip(all.iter().map(|(_, units)| *units)))
    }
}
