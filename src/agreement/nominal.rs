//! Coefficients for values in categories, given by any number of coders, some of them perhaps missing.
//!
//! Units with the same values are counted together. Sums are whole numbers by how many coders a unit has; values
//! are divided at the end. `m` is how many coders said something of a unit, `n` how many of them named a category.

use std::collections::BTreeMap;

use super::{Undefined, Value, table::over};

/// What coders said of units: for each unit a category, counted from 0, or nothing, by coder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Nominal {
    /// How many categories the codebook has, used or not.
    categories: usize,
    rows: Vec<Row>,
}

/// Units of which everybody said the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// By coder; `None` where the coder said nothing.
    pub(super) values: Vec<Option<usize>>,
    /// How many units.
    pub(super) units: u64,
}

impl Row {
    /// How many coders said something.
    pub(super) fn coders(&self) -> usize {
        self.values.iter().flatten().count()
    }

    /// How many coders named each category.
    pub(super) fn named(&self, categories: usize) -> Vec<u64> {
        let mut counts = vec![0; categories];
        for &value in self.values.iter().flatten() {
            if let Some(count) = counts.get_mut(value) {
                *count += 1;
            }
        }
        counts
    }

    /// Ordered pairs of coders who named the same category.
    fn pairs_alike(&self, categories: usize) -> u64 {
        self.named(categories).into_iter().map(|count| count * count.saturating_sub(1)).sum()
    }
}

/// What units with `m` values add up to.
#[derive(Clone, Copy, Default)]
struct Sum {
    units: u64,
    alike: u64,
}

impl Nominal {
    /// Units one by one. Values at or above `categories` count as missing.
    pub fn new(categories: usize, units: impl IntoIterator<Item = Vec<Option<usize>>>) -> Self {
        Nominal::counted(categories, units.into_iter().map(|unit| (unit, 1)))
    }

    /// Units that bear the same values together, with how many they are.
    pub fn counted(categories: usize, units: impl IntoIterator<Item = (Vec<Option<usize>>, u64)>) -> Self {
        let mut counts: BTreeMap<Vec<Option<usize>>, u64> = BTreeMap::new();
        for (mut values, units) in units {
            values.iter_mut().for_each(|value| *value = value.filter(|&value| value < categories));
            *counts.entry(values).or_default() += units;
        }
        let rows = counts.into_iter().filter(|(_, units)| *units > 0).map(|(values, units)| Row { values, units });
        Nominal { categories, rows: rows.collect() }
    }

    /// A table of two coders: how many units the first put in a row's category and the second in a column's.
    pub fn from_table(table: &[Vec<u64>]) -> Self {
        let cells = table.iter().enumerate().flat_map(|(row, counts)| {
            counts.iter().enumerate().map(move |(column, &units)| (vec![Some(row), Some(column)], units))
        });
        Nominal::counted(table.len(), cells)
    }

    /// How many categories there are.
    pub fn categories(&self) -> usize {
        self.categories
    }

    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The units of which at least two coders said something.
    pub(super) fn pairable(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.coders() >= 2)
    }

    /// How many coders there are.
    fn coders(&self) -> usize {
        self.rows.iter().map(|row| row.values.len()).max().unwrap_or(0)
    }

    /// What pairable units add up to, by how many coders they have.
    fn sums(&self) -> BTreeMap<usize, Sum> {
        let mut sums: BTreeMap<usize, Sum> = BTreeMap::new();
        for row in self.pairable() {
            let sum = sums.entry(row.coders()).or_default();
            sum.units += row.units;
            sum.alike += row.units * row.pairs_alike(self.categories);
        }
        sums
    }

    /// Percent agreement: the mean, over units with at least two values, of the share of pairs that are alike (Fleiss 1971).
    pub fn percent_agreement(&self) -> Value {
        let sums = self.sums();
        let units: u64 = sums.values().map(|sum| sum.units).sum();
        if units == 0 {
            return Err(Undefined::NoPairableUnits);
        }
        let alike: f64 = sums.iter().map(|(&m, sum)| sum.alike as f64 / (m * (m - 1)) as f64).sum();
        Ok(alike / units as f64)
    }

    /// The mean share of each category over all units with a value: `p` of Fleiss 1971, with missing values as Gwet 2014 has it.
    pub(super) fn shares(&self) -> Vec<f64> {
        let mut by_coders: BTreeMap<usize, Vec<u64>> = BTreeMap::new();
        let mut units = 0;
        for row in self.rows.iter().filter(|row| row.coders() > 0) {
            units += row.units;
            let sums = by_coders.entry(row.coders()).or_insert_with(|| vec![0; self.categories]);
            for (sum, count) in sums.iter_mut().zip(row.named(self.categories)) {
                *sum += row.units * count;
            }
        }
        let share = |category: usize| {
            let sums = by_coders.iter().filter_map(|(&m, sums)| Some(*sums.get(category)? as f64 / m as f64));
            sums.sum::<f64>() / units as f64
        };
        (0..self.categories).map(share).collect()
    }

    /// Whether all values of some rows name one category.
    fn is_constant<'a>(&self, mut rows: impl Iterator<Item = &'a Row>) -> bool {
        let mut seen = None;
        rows.all(|row| row.values.iter().flatten().all(|&value| *seen.get_or_insert(value) == value))
    }

    /// Fleiss' kappa (Fleiss 1971): Scott's pi for any number of coders.
    pub fn fleiss_kappa(&self) -> Value {
        let observed = self.percent_agreement()?;
        if self.is_constant(self.rows.iter()) {
            return Err(Undefined::NoVariance);
        }
        let expected: f64 = self.shares().into_iter().map(|share| share * share).sum();
        Ok((observed - expected) / (1.0 - expected))
    }

    /// Brennan and Prediger's coefficient (1981): chance is one in as many as there are categories.
    pub fn brennan_prediger(&self) -> Value {
        let observed = self.percent_agreement()?;
        if self.categories < 2 {
            return Err(Undefined::TooFewCategories);
        }
        let expected = 1.0 / self.categories as f64;
        Ok((observed - expected) / (1.0 - expected))
    }

    /// Prevalence- and bias-adjusted kappa (Byrt et al. 1993): Brennan and Prediger's coefficient with two categories.
    pub fn pabak(&self) -> Value {
        self.percent_agreement().map(|observed| 2.0 * observed - 1.0)
    }

    /// Gwet's AC1 (Gwet 2008).
    pub fn gwet_ac1(&self) -> Value {
        let observed = self.percent_agreement()?;
        let expected = self.ac1_chance()?;
        Ok((observed - expected) / (1.0 - expected))
    }

    /// Agreement expected by chance as AC1 has it.
    pub(super) fn ac1_chance(&self) -> Value {
        if self.categories < 2 {
            return Err(Undefined::TooFewCategories);
        }
        let spread: f64 = self.shares().into_iter().map(|share| share * (1.0 - share)).sum();
        Ok(spread / (self.categories - 1) as f64)
    }

    /// Krippendorff's alpha for nominal values, missing ones allowed (Krippendorff 2011; 2019, chapter 12).
    pub fn kripp_alpha(&self) -> Value {
        let (values, observed, expected) = self.coincidences()?;
        if expected == 0 {
            return Err(Undefined::NoVariance);
        }
        Ok(1.0 - (values - 1) as f64 * observed / expected as f64)
    }

    /// Observed and expected disagreement of Krippendorff's alpha; nothing where nothing is pairable.
    pub fn disagreements(&self) -> Option<(f64, f64)> {
        let (values, observed, expected) = self.coincidences().ok()?;
        let values = values as f64;
        Some((observed / values, expected as f64 / (values * (values - 1.0))))
    }

    /// Pairable values, coincidences of different categories, and their number by chance, before correction.
    fn coincidences(&self) -> Result<(i128, f64, i128), Undefined> {
        let mut named = vec![0u64; self.categories];
        for row in self.pairable() {
            for (sum, count) in named.iter_mut().zip(row.named(self.categories)) {
                *sum += row.units * count;
            }
        }
        let values = i128::from(named.iter().sum::<u64>());
        if values == 0 {
            return Err(Undefined::NoPairableUnits);
        }
        let expected = values * values - named.iter().map(|&count| i128::from(count).pow(2)).sum::<i128>();
        let observed = self.sums().into_iter().map(|(m, sum)| unlike(m, sum) as f64 / (m - 1) as f64).sum();
        Ok((values, observed, expected))
    }

    /// The values of two coders for the units of which both said something.
    pub(super) fn pair(&self, first: usize, second: usize) -> Vec<(usize, usize, u64)> {
        let of = |row: &Row, coder: usize| row.values.get(coder).copied().flatten();
        self.rows.iter().filter_map(|row| Some((of(row, first)?, of(row, second)?, row.units))).collect()
    }

    fn the_pair(&self) -> Result<Vec<(usize, usize, u64)>, Undefined> {
        match self.coders() {
            2 => Ok(self.pair(0, 1)),
            _ => Err(Undefined::NotTwoCoders),
        }
    }

    /// Cohen's kappa (Cohen 1960), of two coders.
    pub fn cohen_kappa(&self) -> Value {
        kappa(&self.the_pair()?, self.categories)
    }

    /// Scott's pi (Scott 1955), of two coders.
    pub fn scott_pi(&self) -> Value {
        let pair = self.the_pair()?;
        let (units, agreed) = agreement(&pair);
        let mut named = vec![0i128; self.categories];
        for &(first, second, count) in &pair {
            for value in [first, second] {
                if let Some(sum) = named.get_mut(value) {
                    *sum += i128::from(count);
                }
            }
        }
        let by_chance: i128 = named.iter().map(|sum| sum * sum).sum();
        chance_corrected(units, 4 * units * agreed - by_chance, 4 * units * units - by_chance)
    }

    /// The mean of Cohen's kappa over all pairs of coders. A pair without a kappa leaves no mean: counting it as 0 or 1
    /// would make one up.
    pub fn mean_pairwise_cohen_kappa(&self) -> Value {
        let coders = self.coders();
        let pairs = (0..coders).flat_map(|first| (first + 1..coders).map(move |second| (first, second)));
        let kappas: Vec<f64> = pairs
            .map(|(first, second)| kappa(&self.pair(first, second), self.categories))
            .collect::<Result<_, _>>()
            .map_err(|_| Undefined::SomePairWithoutVariance)?;
        match kappas.len() {
            0 => Err(Undefined::NoPairableUnits),
            pairs => Ok(kappas.iter().sum::<f64>() / pairs as f64),
        }
    }

    /// Agreement on where a category is, over pairs of coders: of those who can agree with somebody who named it, those who do
    /// (Cicchetti & Feinstein 1990, for any number of coders).
    pub fn specific_agreement(&self, category: usize) -> Value {
        let mut by_coders: BTreeMap<usize, (u64, u64)> = BTreeMap::new();
        for row in self.pairable() {
            let named = row.named(self.categories).get(category).copied().unwrap_or(0);
            let sums = by_coders.entry(row.coders()).or_default();
            sums.0 += row.units * named * named.saturating_sub(1);
            sums.1 += row.units * named;
        }
        let named: u64 = by_coders.values().map(|(_, named)| named).sum();
        if named == 0 {
            return Err(if category == 0 { Undefined::NoNegative } else { Undefined::NoPositive });
        }
        let agreed: f64 = by_coders.iter().map(|(&m, &(alike, _))| alike as f64 / (m - 1) as f64).sum();
        Ok(agreed / named as f64)
    }
}

/// Ordered pairs of coders who named different categories.
fn unlike(m: usize, sum: Sum) -> u64 {
    sum.units * (m * (m - 1)) as u64 - sum.alike
}

/// Units, and those on which two coders agree.
fn agreement(pair: &[(usize, usize, u64)]) -> (i128, i128) {
    let units = pair.iter().map(|&(_, _, count)| i128::from(count)).sum();
    let agreed = pair.iter().filter(|(first, second, _)| first == second).map(|&(_, _, count)| i128::from(count)).sum();
    (units, agreed)
}

fn chance_corrected(units: i128, numerator: i128, denominator: i128) -> Value {
    if units == 0 { Err(Undefined::NoPairableUnits) } else { over(numerator, denominator, Undefined::NoVariance) }
}

fn kappa(pair: &[(usize, usize, u64)], categories: usize) -> Value {
    let (units, agreed) = agreement(pair);
    let (mut rows, mut columns) = (vec![0i128; categories], vec![0i128; categories]);
    for &(first, second, count) in pair {
        if let (Some(row), Some(column)) = (rows.get_mut(first), columns.get_mut(second)) {
            *row += i128::from(count);
            *column += i128::from(count);
        }
    }
    let by_chance: i128 = rows.iter().zip(&columns).map(|(row, column)| row * column).sum();
    chance_corrected(units, units * agreed - by_chance, units * units - by_chance)
}
