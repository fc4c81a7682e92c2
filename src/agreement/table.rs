//! Two coders, one code: the table of both, only the first, only the second, neither; and what follows from it alone.
//!
//! Numerators and denominators are whole numbers; each value is one division. So "no variance" is an exact test.

use std::ops::{Add, AddAssign};

use super::{Stretch, Undefined, Value, stretch};

/// How many units each of two coders marked with a code: characters, unless the comparison has another unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Marked by both.
    pub both: u64,
    /// Marked by the first coder alone.
    pub first: u64,
    /// Marked by the second coder alone.
    pub second: u64,
    /// Marked by neither.
    pub neither: u64,
}

impl Add for Table {
    type Output = Table;
    fn add(self, other: Table) -> Table {
        Table {
            both: self.both + other.both,
            first: self.first + other.first,
            second: self.second + other.second,
            neither: self.neither + other.neither,
        }
    }
}

impl AddAssign for Table {
    fn add_assign(&mut self, other: Table) {
        *self = *self + other;
    }
}

impl std::iter::Sum for Table {
    fn sum<I: Iterator<Item = Table>>(tables: I) -> Table {
        tables.fold(Table::default(), Add::add)
    }
}

impl Table {
    /// The table of two coders' stretches in `length` units, by one walk over both. Each coder's stretches are `united`.
    pub fn of(first: &[Stretch], second: &[Stretch], length: u32) -> Table {
        let both = stretch::shared(first, second);
        let first = stretch::total(first) - both;
        let second = stretch::total(second) - both;
        let neither = u64::from(length).saturating_sub(both + first + second);
        Table { both, first, second, neither }
    }

    /// All units.
    pub fn units(&self) -> u64 {
        self.both + self.first + self.second + self.neither
    }

    /// Units on which the two differ.
    pub fn apart(&self) -> u64 {
        self.first + self.second
    }

    fn by_first(&self) -> u64 {
        self.both + self.first
    }

    fn by_second(&self) -> u64 {
        self.both + self.second
    }

    /// The table with the coders exchanged.
    pub fn exchanged(&self) -> Table {
        Table { first: self.second, second: self.first, ..*self }
    }

    /// Percent agreement: the share of units on which the two say the same.
    pub fn percent_agreement(&self) -> Value {
        over(i128::from(self.both) + i128::from(self.neither), i128::from(self.units()), Undefined::NoPairableUnits)
    }

    /// Cohen's kappa (Cohen 1960, Educational and Psychological Measurement 20:37).
    pub fn cohen_kappa(&self) -> Value {
        let units = i128::from(self.units());
        if units == 0 {
            return Err(Undefined::NoPairableUnits);
        }
        let by_chance = self.kappa_chance();
        let agreed = i128::from(self.both) + i128::from(self.neither);
        over(agreed * units - by_chance, units * units - by_chance, Undefined::NoVariance)
    }

    /// Agreement expected by chance from each coder's own share, times the square of the number of units.
    fn kappa_chance(&self) -> i128 {
        let (units, first, second) =
            (i128::from(self.units()), i128::from(self.by_first()), i128::from(self.by_second()));
        first * second + (units - first) * (units - second)
    }

    /// Observed agreement, and agreement expected by Cohen's kappa; nothing where there are no units.
    pub(super) fn observed_and_expected(&self) -> Option<(f64, f64)> {
        let units = self.units() as f64;
        (self.units() > 0)
            .then(|| ((self.both + self.neither) as f64 / units, self.kappa_chance() as f64 / (units * units)))
    }

    /// Scott's pi (Scott 1955, Public Opinion Quarterly 19:321): `1 − apart · T / (S · (T − S))`, where `T` counts values and `S`
    /// those that say the code is there.
    pub fn scott_pi(&self) -> Value {
        self.corrected(0)
    }

    /// Krippendorff's alpha for nominal values (Krippendorff 2011): Scott's pi with the correction for small samples.
    pub fn kripp_alpha(&self) -> Value {
        self.corrected(1)
    }

    fn corrected(&self, less: i128) -> Value {
        if self.units() == 0 {
            return Err(Undefined::NoPairableUnits);
        }
        let (values, there) =
            (2 * i128::from(self.units()), i128::from(self.by_first()) + i128::from(self.by_second()));
        let expected = there * (values - there);
        over(expected - i128::from(self.apart()) * (values - less), expected, Undefined::NoVariance)
    }

    /// Observed and expected disagreement of Krippendorff's alpha; nothing where there are no units.
    pub fn disagreements(&self) -> Option<(f64, f64)> {
        let units = self.units() as f64;
        let there = (self.by_first() + self.by_second()) as f64;
        let values = 2.0 * units;
        (self.units() > 0)
            .then(|| (self.apart() as f64 / units, 2.0 * there * (values - there) / (values * (values - 1.0))))
    }

    /// Gwet's AC1 (Gwet 2008, British Journal of Mathematical and Statistical Psychology 61:29), with two categories.
    pub fn gwet_ac1(&self) -> Value {
        let units = i128::from(self.units());
        let there = i128::from(self.by_first()) + i128::from(self.by_second());
        let by_chance = 2 * there * (2 * units - there);
        let agreed = i128::from(self.both) + i128::from(self.neither);
        over(4 * units * agreed - by_chance, 4 * units * units - by_chance, Undefined::NoPairableUnits)
    }

    /// Prevalence- and bias-adjusted kappa (Byrt, Bishop & Carlin 1993): twice the percent agreement less one. With two
    /// categories it is Brennan and Prediger's coefficient (1981), too.
    pub fn pabak(&self) -> Value {
        let agreed = i128::from(self.both) + i128::from(self.neither);
        over(agreed - i128::from(self.apart()), i128::from(self.units()), Undefined::NoPairableUnits)
    }

    /// Agreement on where the code is (Cicchetti & Feinstein 1990): the harmonic mean of precision and recall, F1.
    pub fn positive_agreement(&self) -> Value {
        let twice = 2 * i128::from(self.both);
        over(twice, twice + i128::from(self.apart()), Undefined::NoPositive)
    }

    /// Agreement on where the code is not (Cicchetti & Feinstein 1990).
    pub fn negative_agreement(&self) -> Value {
        let twice = 2 * i128::from(self.neither);
        over(twice, twice + i128::from(self.apart()), Undefined::NoNegative)
    }

    /// Jaccard's index: what both marked, of what either marked.
    pub fn jaccard(&self) -> Value {
        over(i128::from(self.both), i128::from(self.both) + i128::from(self.apart()), Undefined::NoPositive)
    }

    /// How much commoner agreement on the code's presence is than on its absence (Byrt et al. 1993), −1 to 1.
    pub fn prevalence_index(&self) -> Value {
        over(i128::from(self.both) - i128::from(self.neither), i128::from(self.units()), Undefined::NoPairableUnits)
    }

    /// How much more the first coder marks than the second (Byrt et al. 1993), −1 to 1.
    pub fn bias_index(&self) -> Value {
        over(i128::from(self.first) - i128::from(self.second), i128::from(self.units()), Undefined::NoPairableUnits)
    }
}

/// The one division; `why` where there is nothing to divide by.
pub(super) fn over(numerator: i128, denominator: i128, why: Undefined) -> Value {
    if denominator == 0 { Err(why) } else { Ok(numerator as f64 / denominator as f64) }
}
