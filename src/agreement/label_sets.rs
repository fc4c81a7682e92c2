//! Alpha over the sets of codes that coders put on each character, for coders who put several codes at one place: two sets
//! may agree in part (Passonneau 2006, LREC: MASI). The empty set is a set like any other.

use std::collections::{BTreeMap, HashMap};

use super::{CoderSet, Undefined, Value, unitizing::Coded};

/// How alike two different sets are that share codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// Jaccard's index: codes in both, of codes in either.
    Jaccard,
    /// Jaccard's index, times two thirds where one set lies in the other and one third where neither does (Passonneau 2006).
    Masi,
}

/// How many characters bear which sets of codes. Adds up over transcripts.
#[derive(Clone, Debug, Default)]
pub struct LabelSets {
    /// Each set, its codes in order, by its number.
    sets: Vec<Vec<usize>>,
    numbers: HashMap<Vec<usize>, usize>,
    /// Values by set, over units with at least two.
    named: BTreeMap<usize, u64>,
    /// Ordered pairs of values, by how many values the unit has, and by the two sets.
    pairs: BTreeMap<(u32, usize, usize), u64>,
}

/// A sum of fractions with few different denominators, kept whole: numerators by a third of the denominator.
#[derive(Default)]
struct Fractions(BTreeMap<usize, u128>);

impl Fractions {
    fn sum(&self) -> f64 {
        self.0.iter().map(|(&third, &numerator)| numerator as f64 / (3 * third) as f64).sum()
    }
}

impl LabelSets {
    /// Adds a transcript of `characters` characters: each coder's units of all codes, and who finished it.
    pub fn add(&mut self, characters: u32, units: &[Vec<Coded>], finished: CoderSet) {
        let coders = finished.count();
        if coders < 2 {
            return;
        }
        let mut events: Vec<(u32, usize, usize)> = Vec::new();
        for (place, units) in units.iter().enumerate().filter(|(place, _)| finished.has(*place)) {
            events.extend(units.iter().flat_map(|&(code, one)| [(one.start, place, code), (one.end, place, code)]));
        }
        events.push((characters, usize::MAX, 0));
        events.sort_unstable();
        let places: Vec<usize> = (0..units.len().max(32)).filter(|&place| finished.has(place)).collect();
        let mut current: Vec<Vec<usize>> = vec![Vec::new(); places.len()];
        let mut numbers: Vec<usize> = vec![self.number(&[]); places.len()];
        let mut since = 0;
        for (at, place, code) in events {
            if at > since {
                self.count(&numbers, coders, u64::from(at - since));
                since = at;
            }
            let Some(own) = places.iter().position(|&known| known == place) else { continue };
            if let (Some(set), Some(number)) = (current.get_mut(own), numbers.get_mut(own)) {
                match set.binary_search(&code) {
                    Ok(there) => drop(set.remove(there)),
                    Err(there) => set.insert(there, code),
                }
                *number = self.number(set);
            }
        }
    }

    fn number(&mut self, set: &[usize]) -> usize {
        if let Some(&known) = self.numbers.get(set) {
            return known;
        }
        self.sets.push(set.to_vec());
        self.numbers.insert(set.to_vec(), self.sets.len() - 1);
        self.sets.len() - 1
    }

    fn count(&mut self, numbers: &[usize], coders: u32, characters: u64) {
        for (place, &one) in numbers.iter().enumerate() {
            *self.named.entry(one).or_default() += characters;
            for &other in numbers.iter().skip(place + 1) {
                *self.pairs.entry((coders, one.min(other), one.max(other))).or_default() += 2 * characters;
            }
        }
    }

    /// Krippendorff's alpha with sets as values, characters as units.
    pub fn alpha(&self, likeness: Likeness) -> Value {
        let values: u128 = self.named.values().map(|&count| u128::from(count)).sum();
        if values == 0 {
            return Err(Undefined::NoPairableUnits);
        }
        if self.named.len() == 1 {
            return Err(Undefined::NoVariance);
        }
        let mut alike_by_coders: BTreeMap<u32, Fractions> = BTreeMap::new();
        for (&(coders, one, other), &count) in &self.pairs {
            let shared = self.shared(one, other);
            self.likeness(one, other, shared, likeness, count.into(), alike_by_coders.entry(coders).or_default());
        }
        let alike: f64 = alike_by_coders.iter().map(|(&coders, alike)| alike.sum() / f64::from(coders - 1)).sum();
        let observed = values as f64 - alike;
        let expected = ((values * values) as f64 - self.alike_by_chance(likeness).sum()) / (values - 1) as f64;
        Ok(1.0 - observed / expected)
    }

    /// Over all ordered pairs of values, how alike they are. Only sets that share a code are looked at.
    fn alike_by_chance(&self, likeness: Likeness) -> Fractions {
        let mut with_code: HashMap<usize, Vec<(usize, u64)>> = HashMap::new();
        for (&number, &count) in &self.named {
            for &code in self.sets.get(number).into_iter().flatten() {
                with_code.entry(code).or_default().push((number, count));
            }
        }
        let mut alike = Fractions::default();
        for (&one, &count) in &self.named {
            let codes = self.sets.get(one).map_or(&[][..], Vec::as_slice);
            if codes.is_empty() {
                self.likeness(one, one, 0, likeness, u128::from(count).pow(2), &mut alike);
            }
            let mut shared: HashMap<usize, (usize, u64)> = HashMap::new();
            for &(other, others) in codes.iter().filter_map(|code| with_code.get(code)).flatten() {
                shared.entry(other).or_insert((0, others)).0 += 1;
            }
            for (other, (codes, others)) in shared {
                self.likeness(one, other, codes, likeness, u128::from(count) * u128::from(others), &mut alike);
            }
        }
        alike
    }

    fn shared(&self, one: usize, other: usize) -> usize {
        let others = self.sets.get(other).map_or(&[][..], Vec::as_slice);
        self.sets.get(one).into_iter().flatten().filter(|code| others.binary_search(code).is_ok()).count()
    }

    /// Adds `count` times the likeness of two sets that share so many codes.
    fn likeness(&self, one: usize, other: usize, shared: usize, likeness: Likeness, count: u128, into: &mut Fractions) {
        let size = |number: usize| self.sets.get(number).map_or(0, Vec::len);
        let either = size(one) + size(other) - shared;
        let thirds = match likeness {
            _ if one == other => 3,
            Likeness::Jaccard => 3,
            Likeness::Masi if shared == size(one) || shared == size(other) => 2,
            Likeness::Masi => 1,
        };
        // The empty set is like itself alone.
        let (shared, either) = if one == other { (1, 1) } else { (shared, either) };
        if shared > 0 {
            *into.0.entry(either).or_default() += count * shared as u128 * thirds;
        }
    }
}
