//! The unitizing alphas of Krippendorff, Mathet, Bouvry & Widlöcher 2016 (Quality & Quantity 50:2347): how far coders agree on
//! where units are (`|u|`), on where and what (`u`), and on what where units meet (`cu`, `(k)u`).
//!
//! Each coder divides a transcript into units with a code and gaps between them. A coder puts at most one code at a place;
//! where one puts two, only `|u|` has a value. Transcripts are laid end to end; no unit reaches from one into the next.
//! Sums are whole numbers, and each value is one division: `T` characters times coders, `m` coders.

use std::{collections::BTreeMap, ops::AddAssign};

use super::{Stretch, Undefined, Value, stretch::each_overlap};

/// What `|u|` of one code (or of any code at all) is made of; adds up over transcripts that all coders finished.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnitSums {
    /// Characters in units, over all coders.
    pub marked: u64,
    /// The squares of the lengths of units, over all coders.
    pub squares: u128,
    /// Characters that one of two coders marked and the other did not, over all pairs of coders.
    pub apart: u64,
}

impl AddAssign for UnitSums {
    fn add_assign(&mut self, other: UnitSums) {
        self.marked += other.marked;
        self.squares += other.squares;
        self.apart += other.apart;
    }
}

impl UnitSums {
    /// The sums of one transcript, from each coder's united stretches.
    pub fn of(marks: &[Vec<Stretch>]) -> Self {
        let mut sums = UnitSums::default();
        for (place, stretches) in marks.iter().enumerate() {
            let length = super::stretch::total(stretches);
            sums.marked += length;
            sums.squares += stretches.iter().map(|one| u128::from(one.len()).pow(2)).sum::<u128>();
            for others in marks.iter().skip(place + 1) {
                let shared = super::stretch::shared(stretches, others);
                sums.apart += length + super::stretch::total(others) - 2 * shared;
            }
        }
        sums
    }

    /// `|u|alpha`: agreement of `coders` coders on which of `characters` characters lie in units (2016, section 4).
    pub fn alpha(&self, characters: u64, coders: usize) -> Value {
        let everything = u128::from(characters) * coders as u128;
        let gaps = everything.saturating_sub(u128::from(self.marked));
        // Gaps have no units in them: each of their characters counts by itself.
        let own = self.squares + gaps;
        let spread = everything * everything - own.min(everything * everything);
        let expected = everything * u128::from(self.marked) * gaps;
        if coders < 2 {
            return Err(Undefined::NoPairableUnits);
        }
        if spread == 0 || expected == 0 {
            return Err(Undefined::NoVariance);
        }
        let observed = u128::from(self.apart) as f64 / (coders - 1) as f64;
        Ok(1.0 - observed * (spread as f64 / expected as f64))
    }
}

/// A unit, and its code counted from 0.
pub type Coded = (usize, Stretch);

/// What the unitizing alphas of a set of codes are made of; adds up over transcripts that all coders finished.
#[derive(Clone, Debug, PartialEq)]
pub struct Unitizing {
    coders: usize,
    characters: u64,
    overlapping: bool,
    /// Characters in units of a code, over all coders.
    marked: BTreeMap<usize, u64>,
    squares: u128,
    /// Characters that one coder gave one code and another the other, over ordered pairs of coders.
    met: BTreeMap<(usize, usize), u64>,
    /// Over ordered pairs of coders and the first one's units of a code: the square of what the unit shares with the other.
    pairwise: BTreeMap<usize, u128>,
    /// Over units of a code: the square of what the unit shares with all other coders together.
    joint: BTreeMap<usize, u128>,
}

/// Which term corrects `cu` for units compared with themselves, where there are more than two coders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Pairs of coders, as equation 10 of 2016 has it.
    Pairwise,
    /// Each unit against all other coders together, as the package quallmer has it.
    Joint,
}

/// The unitizing alphas of one code.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OfCode {
    /// The code, counted from 0.
    pub code: usize,
    /// `(k)u`: whether it is this code, where units meet.
    pub alpha: Value,
    /// How much of the code's characters lies where units meet.
    pub coverage: Value,
}

impl Unitizing {
    /// Sums of nothing yet, for `coders` coders.
    pub fn new(coders: usize) -> Self {
        Unitizing {
            coders,
            characters: 0,
            overlapping: false,
            marked: BTreeMap::new(),
            squares: 0,
            met: BTreeMap::new(),
            pairwise: BTreeMap::new(),
            joint: BTreeMap::new(),
        }
    }

    /// Adds a transcript of `characters` characters: each coder's units in reading order, united code by code.
    pub fn add(&mut self, characters: u32, units: &[Vec<Coded>]) {
        self.characters += u64::from(characters);
        let alone =
            |units: &Vec<Coded>| units.iter().zip(units.iter().skip(1)).all(|(one, next)| one.1.end <= next.1.start);
        self.overlapping |= !units.iter().all(alone);
        if self.overlapping {
            return;
        }
        let stretches: Vec<Vec<Stretch>> =
            units.iter().map(|units| units.iter().map(|unit| unit.1).collect()).collect();
        for (one, own) in units.iter().enumerate() {
            for &(code, stretch) in own {
                *self.marked.entry(code).or_default() += u64::from(stretch.len());
                self.squares += u128::from(stretch.len()).pow(2);
            }
            let others = || (0..units.len()).filter(|&other| other != one);
            for other in others() {
                self.meet(own, units.get(other).map_or(&[], Vec::as_slice), &stretches, one, other);
            }
            let covered: Vec<Stretch> =
                others().flat_map(|other| stretches.get(other).into_iter().flatten()).copied().collect();
            let covered = joined(covered);
            let mut shares = vec![0u64; own.len()];
            if let Some(stretches) = stretches.get(one) {
                each_overlap(stretches, &covered, |place, _, shared| add_at(&mut shares, place, shared));
            }
            for (&(code, _), share) in own.iter().zip(shares) {
                *self.joint.entry(code).or_default() += u128::from(share).pow(2);
            }
        }
    }

    fn meet(&mut self, own: &[Coded], others: &[Coded], stretches: &[Vec<Stretch>], one: usize, other: usize) {
        let (Some(mine), Some(theirs)) = (stretches.get(one), stretches.get(other)) else { return };
        let mut shares = vec![0u64; own.len()];
        each_overlap(mine, theirs, |place, there, shared| {
            add_at(&mut shares, place, shared);
            if let (Some(&(code, _)), Some(&(with, _))) = (own.get(place), others.get(there)) {
                *self.met.entry((code, with)).or_default() += u64::from(shared);
            }
        });
        for (&(code, _), share) in own.iter().zip(shares) {
            *self.pairwise.entry(code).or_default() += u128::from(share).pow(2);
        }
    }

    /// How many characters two coders gave these two codes, one each, over ordered pairs of coders: a table of confusions.
    pub fn met(&self) -> impl Iterator<Item = ((usize, usize), u64)> + '_ {
        self.met.iter().map(|(&codes, &characters)| (codes, characters))
    }

    fn everything(&self) -> u128 {
        u128::from(self.characters) * self.coders as u128
    }

    /// Characters at which units of two coders meet, over ordered pairs of coders.
    fn meeting(&self) -> u128 {
        self.met.values().map(|&characters| u128::from(characters)).sum()
    }

    fn meeting_of(&self, code: usize) -> u128 {
        self.met.range((code, 0)..=(code, usize::MAX)).map(|(_, &characters)| u128::from(characters)).sum()
    }

    fn alike_of(&self, code: usize) -> u128 {
        self.met.get(&(code, code)).copied().unwrap_or(0).into()
    }

    fn checked(&self) -> Result<(), Undefined> {
        match (self.coders < 2, self.overlapping) {
            (true, _) => Err(Undefined::NoPairableUnits),
            (_, true) => Err(Undefined::CodesOverlap),
            _ => Ok(()),
        }
    }

    /// `u`: agreement on where units are and which code they bear.
    pub fn u_alpha(&self) -> Value {
        self.checked()?;
        let everything = self.everything();
        let marked: u128 = self.marked.values().map(|&characters| u128::from(characters)).sum();
        let gaps = everything.saturating_sub(marked);
        let own = self.squares + gaps;
        let alike: u128 = self.marked.keys().map(|&code| self.alike_of(code)).sum();
        let others = (self.coders - 1) as u128;
        // Where nobody of a pair has a unit: all pairs of characters but those with a unit on one side, or on both.
        let gaps_alike = (everything * others + self.meeting()).saturating_sub(2 * marked * others);
        let observed = (everything * others).saturating_sub(alike + gaps_alike);
        let same = self.marked.values().map(|&characters| u128::from(characters).pow(2)).sum::<u128>() + gaps * gaps;
        let expected = everything * (everything * everything).saturating_sub(same);
        let spread = (everything * everything).saturating_sub(own);
        if spread == 0 || expected == 0 {
            return Err(Undefined::NoVariance);
        }
        Ok(1.0 - observed as f64 / others as f64 * (spread as f64 / expected as f64))
    }

    /// `cu`: agreement on the code, where units of different coders meet.
    pub fn cu_alpha(&self, reading: Reading) -> Value {
        self.checked()?;
        let total = self.meeting();
        let own: u128 = self.own_terms(reading).values().sum();
        let same: u128 = self.marked.keys().map(|&code| self.meeting_of(code).pow(2)).sum();
        let alike: u128 = self.marked.keys().map(|&code| self.alike_of(code)).sum();
        let spread = (total * total).saturating_sub(own);
        let expected = total * (total * total).saturating_sub(same);
        if spread == 0 || expected == 0 {
            return Err(Undefined::NoIntersectionOrNoVariance);
        }
        Ok(1.0 - (total - alike) as f64 * (spread as f64 / expected as f64))
    }

    /// The self-pairing terms of codes, brought to the scale of ordered pairs of coders.
    fn own_terms(&self, reading: Reading) -> BTreeMap<usize, u128> {
        let others = self.coders.saturating_sub(1) as u128;
        match reading {
            Reading::Pairwise => self.pairwise.iter().map(|(&code, &sum)| (code, sum * others)).collect(),
            Reading::Joint => self.joint.iter().map(|(&code, &sum)| (code, sum * others * others)).collect(),
        }
    }

    /// How much of everything lies where units of different coders meet; `cu` speaks of that part alone.
    pub fn cu_coverage(&self) -> Value {
        self.checked()?;
        let everything = self.everything() * (self.coders - 1) as u128;
        if everything == 0 { Err(Undefined::NoPairableUnits) } else { Ok(self.meeting() as f64 / everything as f64) }
    }

    /// `(k)u` and its coverage for each code that anybody used.
    pub fn ku_alphas(&self, reading: Reading) -> Result<Vec<OfCode>, Undefined> {
        self.checked()?;
        let own = self.own_terms(reading);
        let total = self.meeting();
        let others = (self.coders - 1) as u128;
        let of = |(&code, &characters): (&usize, &u64)| {
            let (meeting, alike) = (self.meeting_of(code), self.alike_of(code));
            let spread = (meeting * total).saturating_sub(own.get(&code).copied().unwrap_or(0));
            let expected = (meeting * meeting) as f64 * (total - meeting) as f64;
            let alpha = if meeting == 0 || total == meeting {
                Err(Undefined::NoIntersectionOrNoVariance)
            } else {
                Ok(1.0 - spread as f64 * (meeting - alike) as f64 / expected)
            };
            let coverage = if characters == 0 {
                Err(Undefined::NoUnits)
            } else {
                Ok(meeting as f64 / (u128::from(characters) * others) as f64)
            };
            OfCode { code, alpha, coverage }
        };
        Ok(self.marked.iter().map(of).collect())
    }
}

fn add_at(sums: &mut [u64], place: usize, characters: u32) {
    if let Some(sum) = sums.get_mut(place) {
        *sum += u64::from(characters);
    }
}

/// Stretches joined wherever they overlap or touch.
fn joined(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    stretches.sort_unstable();
    stretches.dedup_by(|next, last| {
        let joins = next.start <= last.end;
        if joins {
            last.end = last.end.max(next.end);
        }
        joins
    });
    stretches
}
