//! Gamma of one transcript (Mathet, Widlöcher & Métivier 2015, Computational Linguistics 41:437): where units are and what they
//! are, at once, for units that overlap and bear several codes.
//!
//! Units of two coders are aligned so that their disorder is least; gamma compares it with the mean disorder of invented
//! codings that have as many units, as long, as far apart and with the codes as often. That mean is drawn, so gamma
//! differs from seed to seed by about `precision`; and because it may take long, it stops when it is told to.

use super::{Undefined, Value, assignment::best_worth, random::Chance, unitizing::Coded};

/// What an unaligned unit costs, and two units with different codes at one place: Δ∅ of the paper, which sets the scale.
const ALONE: f64 = 1.0;

/// How long gamma may go on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Budget {
    /// The seed of the invented codings.
    pub seed: u64,
    /// How near the mean disorder should be known, as a share of itself, with 95 % confidence: 0.05 is 5 %.
    pub precision: f64,
    /// The most codings to invent.
    pub samples: u32,
    /// The most steps of alignment, over all of them.
    pub steps: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Budget { seed: 1, precision: 0.05, samples: 1_000, steps: 50_000_000 }
    }
}

/// Gamma and what it is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gamma {
    /// One less the disorder of the best alignment over the expected.
    pub gamma: Value,
    /// The disorder of the best alignment.
    pub disorder: Value,
    /// The mean disorder of the invented codings.
    pub expected: Value,
    /// How many codings were invented.
    pub samples: u32,
    /// Whether they were enough for the precision asked for.
    pub precise: bool,
}

/// A unit anywhere: invented ones do not begin at whole characters.
#[derive(Clone, Copy)]
struct Placed {
    start: f64,
    end: f64,
    code: usize,
}

/// Gamma of two coders' units in one transcript. `go_on` is asked between invented codings.
pub fn gamma(first: &[Coded], second: &[Coded], budget: &Budget, go_on: &mut dyn FnMut() -> bool) -> Gamma {
    let placed = |units: &[Coded]| -> Vec<Placed> { units.iter().copied().map(Placed::from).collect() };
    let coders = [placed(first), placed(second)];
    let nothing = |why| Gamma { gamma: Err(why), disorder: Err(why), expected: Err(why), samples: 0, precise: false };
    if coders.iter().all(Vec::is_empty) {
        return nothing(Undefined::NoUnits);
    }
    let mut left = budget.steps;
    let mut spend = |steps: u64| {
        left = left.saturating_sub(steps);
        left > 0
    };
    let Some(disorder) = least_disorder(&coders, &mut spend) else { return nothing(Undefined::OutOfBudget) };
    let invention = Invention::of(&coders);
    let mut chance = Chance::seeded(budget.seed, 0x9a77a);
    let mut drawn: Vec<f64> = Vec::new();
    let mut wanted = 30;
    while (drawn.len() as u32) < wanted.min(budget.samples) && go_on() {
        let Some(next) = least_disorder(&invention.coders(&mut chance), &mut spend) else { break };
        drawn.push(next);
        if drawn.len() == 30 {
            wanted = samples_for(&drawn, budget.precision).max(30);
        }
    }
    let samples = drawn.len() as u32;
    // Fewer than 30 say nothing of how precise the mean is.
    if samples < 30 {
        let why = Undefined::OutOfBudget;
        return Gamma { gamma: Err(why), disorder: Ok(disorder), expected: Err(why), samples, precise: false };
    }
    let expected = mean(&drawn);
    let gamma = if expected == 0.0 { Err(Undefined::NoVariance) } else { Ok(1.0 - disorder / expected) };
    Gamma { gamma, disorder: Ok(disorder), expected: Ok(expected), samples, precise: samples >= wanted }
}

impl From<Coded> for Placed {
    fn from((code, stretch): Coded) -> Self {
        Placed { start: stretch.start.into(), end: stretch.end.into(), code }
    }
}

impl Placed {
    fn length(self) -> f64 {
        self.end - self.start
    }

    /// How unlike two units are (equations 2 to 4): by the distances of their ends as a share of their lengths, squared, and by
    /// their codes.
    fn unlike(self, other: Placed) -> f64 {
        let ends = (self.start - other.start).abs() + (self.end - other.end).abs();
        let place = (ends / (self.length() + other.length())).powi(2);
        let what = if self.code == other.code { 0.0 } else { 1.0 };
        (place + what) * ALONE
    }
}

/// The least disorder of two coders' units over all alignments, a unit of the mean coder's.
fn least_disorder(coders: &[Vec<Placed>; 2], spend: &mut dyn FnMut(u64) -> bool) -> Option<f64> {
    let [first, second] = coders;
    let units = (first.len() + second.len()) as f64;
    let mut order: Vec<usize> = (0..second.len()).collect();
    order.sort_by(|&one, &other| second[one].start.total_cmp(&second[other].start));
    let longest = second.iter().map(|unit| unit.length()).fold(0.0, f64::max);
    let mut edges = Vec::new();
    for (at, unit) in first.iter().enumerate() {
        // Beyond this the ends alone are further apart than leaving both units unaligned costs.
        let reach = std::f64::consts::SQRT_2 * (unit.length() + longest);
        let from = order.partition_point(|&other| second[other].start < unit.start - reach);
        for &other in order.iter().skip(from).take_while(|&&other| second[other].start <= unit.start + reach) {
            let worth = 2.0 * ALONE - unit.unlike(second[other]);
            if worth > 0.0 {
                edges.push((at, other, worth));
            }
        }
    }
    let saved = best_worth(first.len(), second.len(), &edges, spend)?;
    Some((units * ALONE - saved).max(0.0) / (units / 2.0))
}

/// What invented codings have in common with the coders'.
struct Invention {
    units: (f64, f64),
    gap: (f64, f64),
    length: (f64, f64),
    /// The code of every unit of both: drawing one draws codes as often as they are.
    codes: Vec<usize>,
}

impl Invention {
    fn of(coders: &[Vec<Placed>; 2]) -> Self {
        // A gap of nothing among the others: units at the start of a text with the same gaps would not be spread at all. So
        // does the reference implementation, pygamma-agreement 0.5.9 (Titeux & Riad 2021), with which gamma compares.
        let mut gaps = vec![0.0];
        for units in coders {
            let mut sorted = units.clone();
            sorted.sort_by(|one, other| one.start.total_cmp(&other.start).then(one.end.total_cmp(&other.end)));
            gaps.extend(sorted.first().map(|unit| unit.start).filter(|&start| start > 0.0));
            gaps.extend(sorted.iter().zip(sorted.iter().skip(1)).map(|(one, next)| next.start - one.end));
        }
        let lengths: Vec<f64> = coders.iter().flatten().map(|unit| unit.length()).collect();
        let counts: Vec<f64> = coders.iter().map(|units| units.len() as f64).collect();
        Invention {
            units: (mean(&counts), deviation(&counts)),
            gap: (mean(&gaps), deviation(&gaps)),
            length: (mean(&lengths), deviation(&lengths)),
            codes: coders.iter().flatten().map(|unit| unit.code).collect(),
        }
    }

    /// Two coders who never read the text.
    fn coders(&self, chance: &mut Chance) -> [Vec<Placed>; 2] {
        let first = self.coder(chance, 1);
        let second = self.coder(chance, 0);
        [first, second]
    }

    /// One such coder with at least so many units.
    fn coder(&self, chance: &mut Chance, least: u64) -> Vec<Placed> {
        let units = (chance.normal(self.units.0, self.units.1) as i64).unsigned_abs().max(least);
        let mut at = 0.0;
        let mut coder = Vec::new();
        for _ in 0..units {
            let start = at + chance.normal(self.gap.0, self.gap.1);
            let length = chance.normal(self.length.0, self.length.1).abs().max(f64::EPSILON);
            let codes = u32::try_from(self.codes.len()).unwrap_or(u32::MAX);
            let code = self.codes.get(chance.below(codes) as usize).copied().unwrap_or(0);
            at = start + length;
            coder.push(Placed { start, end: at, code });
        }
        coder
    }
}

fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

/// The standard deviation of the values themselves, not an estimate for more.
fn deviation(values: &[f64]) -> f64 {
    let mean = mean(values);
    (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / values.len().max(1) as f64).sqrt()
}

/// How many samples make a mean precise (section 5.3): the square of 1.96 deviations over the precision, as a share of the mean.
fn samples_for(drawn: &[f64], precision: f64) -> u32 {
    let mean = mean(drawn);
    if mean == 0.0 {
        return 0;
    }
    (1.96 * deviation(drawn) / mean / precision).powi(2).ceil().min(f64::from(u32::MAX)) as u32
}
