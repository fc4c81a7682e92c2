//! `alpha_U` (Krippendorff 1995, Sociological Methodology 25:47; expected disagreement as corrected in 2004, Content Analysis
//! chapter 11): agreement on the boundaries of one code's units.
//!
//! It squares distances between boundaries, so that one coder's long unit and another's three abutting ones disagree. Gaps
//! weigh by their squares: transcripts are not laid end to end but weighted by their lengths.

use super::{Stretch, Undefined, Value, stretch::each_overlap};

/// Observed and expected disagreement of one transcript, and its weight.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Disagreement {
    /// Observed, `Do`.
    pub observed: f64,
    /// Expected by chance, `De`.
    pub expected: f64,
    /// Length in characters.
    weight: f64,
    /// Whether the two are the same as whole numbers: then alpha is 0 exactly.
    same: bool,
    /// Whether anybody marked a unit.
    units: bool,
}

impl Disagreement {
    /// Of one transcript of `length` characters, from each coder's united stretches.
    pub fn of(marks: &[Vec<Stretch>], length: u32) -> Self {
        let coders = marks.len() as i128;
        let long = i128::from(length);
        let distances: i128 = pairs(marks).map(|(one, other)| distance(one, other, length)).sum();
        let lengths: Vec<i128> = marks.iter().flatten().map(|unit| i128::from(unit.len())).collect();
        let chance = thrice_chance(&lengths, &mut gaps(marks, length));
        let places = coders * long * (coders * long - 1) - lengths.iter().map(|l| l * (l - 1)).sum::<i128>();
        let (pairings, squared) = (coders * (coders - 1), long * long);
        if pairings == 0 || places <= 0 || length == 0 {
            return Disagreement::default();
        }
        // 2 D / (m (m − 1) L²) and 2 C / (3 L P), where D is the sum of distances, C three times the sum over units, P places.
        let observed = 2.0 * distances as f64 / (pairings as f64 * squared as f64);
        let expected = 2.0 * chance as f64 / (3.0 * long as f64 * places as f64);
        let whole = |one: i128, other: i128, third: i128| one.checked_mul(other)?.checked_mul(third);
        let same =
            whole(distances, 3, places).zip(whole(pairings, long, chance)).is_some_and(|(left, right)| left == right);
        Disagreement { observed, expected, weight: long as f64, same, units: !lengths.is_empty() }
    }
}

/// `alpha_U` of one code over transcripts; or, of one transcript, over codes.
pub fn alpha(parts: &[Disagreement]) -> Value {
    if parts.iter().all(|part| !part.units) {
        return Err(Undefined::NoUnits);
    }
    if parts.iter().all(|part| part.same || part.weight == 0.0) {
        return Ok(0.0);
    }
    let observed: f64 = parts.iter().map(|part| part.observed * part.weight).sum();
    let expected: f64 = parts.iter().map(|part| part.expected * part.weight).sum();
    if expected == 0.0 { Err(Undefined::NoVariance) } else { Ok(1.0 - observed / expected) }
}

fn pairs(marks: &[Vec<Stretch>]) -> impl Iterator<Item = (&[Stretch], &[Stretch])> {
    let others = |place: usize| marks.iter().skip(place + 1).map(Vec::as_slice);
    marks.iter().enumerate().flat_map(move |(place, one)| others(place).map(move |other| (one.as_slice(), other)))
}

/// The disagreement of two coders: squared distances of the ends of units that meet, and squared lengths of units that lie
/// wholly in the other's gap.
fn distance(first: &[Stretch], second: &[Stretch], length: u32) -> i128 {
    let mut sum = 0;
    each_overlap(first, second, |one, two, _| {
        if let (Some(a), Some(b)) = (first.get(one), second.get(two)) {
            let apart = |x: u32, y: u32| i128::from(x.abs_diff(y)).pow(2);
            sum += apart(a.start, b.start) + apart(a.end, b.end);
        }
    });
    sum + alone(first, second, length) + alone(second, first, length)
}

/// The squared lengths of units that share nothing with the other coder's units.
fn alone(units: &[Stretch], others: &[Stretch], length: u32) -> i128 {
    let mut gaps = Vec::with_capacity(others.len() + 1);
    each_gap(others, length, |gap| gaps.push(gap));
    let mut sum = 0;
    each_overlap(units, &gaps, |unit, gap, _| {
        if let (Some(unit), Some(gap)) = (units.get(unit), gaps.get(gap))
            && gap.start <= unit.start
            && unit.end <= gap.end
        {
            sum += i128::from(unit.len()).pow(2);
        }
    });
    sum
}

fn each_gap(units: &[Stretch], length: u32, mut tell: impl FnMut(Stretch)) {
    let mut since = 0;
    for unit in units {
        if unit.start > since {
            tell(Stretch::new(since, unit.start));
        }
        since = unit.end;
    }
    if length > since {
        tell(Stretch::new(since, length));
    }
}

/// The lengths of all gaps of all coders.
fn gaps(marks: &[Vec<Stretch>], length: u32) -> Vec<i128> {
    let mut gaps = Vec::new();
    for units in marks {
        each_gap(units, length, |gap| gaps.push(i128::from(gap.len())));
    }
    gaps
}

/// Three times the sum over units of `(N − 1)(2l³ − 3l² + l)/3 + l² Σ (g − l + 1)` over gaps `g` at least as long as the unit.
/// Gaps are sorted once, so that the inner sum is a difference of running sums.
fn thrice_chance(lengths: &[i128], gaps: &mut [i128]) -> i128 {
    gaps.sort_unstable();
    let mut sums = vec![0; gaps.len() + 1];
    for (place, gap) in gaps.iter().enumerate().rev() {
        sums[place] = sums[place + 1] + gap;
    }
    let units = lengths.len() as i128;
    let of = |&l: &i128| {
        let from = gaps.partition_point(|&gap| gap < l);
        let (longer, sum) = ((gaps.len() - from) as i128, sums.get(from).copied().unwrap_or(0));
        (units - 1) * (2 * l.pow(3) - 3 * l * l + l) + 3 * l * l * (sum - longer * (l - 1))
    };
    lengths.iter().map(of).sum()
}
