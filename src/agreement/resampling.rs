//! How sure a figure is: what it would have been had other transcripts (or turns) been coded, by drawing them again and again with
//! replacement, and by leaving out one at a time.
//!
//! Characters are not drawn: a coder decides on passages, so that an error over characters is too small by the square root of a
//! passage's length, or more.

use super::{
    Cells, CoderSet, Interval, Marked, Marks, Nominal, Pattern, Patterns, Stretch, Table, Undefined, Value,
    random::Chance,
};

/// Fewer transcripts than this, and turns are drawn instead.
pub const FEW_TRANSCRIPTS: usize = 8;

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// Whole transcripts.
    Transcript,
    /// Turns, because there are few transcripts. Turns of one transcript are taken for independent, which they hardly are.
    Turn,
}

/// The measures that are drawn, in this order: alpha, kappa (Fleiss' with more than two coders), positive agreement.
pub const DRAWN: usize = 3;

/// How sure each of the drawn measures is.
pub type Certainty = [(Option<Interval>, Value); DRAWN];

/// Where blocks are: for each transcript that at least two coders finished, the units at which blocks begin.
#[derive(Clone, Debug, Default)]
pub struct Blocks {
    /// By transcript; empty where fewer than two coders finished.
    starts: Vec<Vec<u32>>,
    /// How many there are.
    count: usize,
}

impl Blocks {
    /// A block each transcript.
    pub fn transcripts(cells: &Cells) -> Self {
        Blocks::new(cells, |_| vec![0])
    }

    /// A block each turn; `turns` says at which units a transcript's turns begin.
    pub fn turns(cells: &Cells, turns: impl Fn(usize) -> Vec<u32>) -> Self {
        Blocks::new(cells, turns)
    }

    fn new(cells: &Cells, starts: impl Fn(usize) -> Vec<u32>) -> Self {
        let of = |(transcript, ground): (usize, &super::Ground)| match ground.finished.count() >= 2 {
            true if ground.units.count() > 0 => starts(transcript),
            _ => Vec::new(),
        };
        let starts: Vec<Vec<u32>> = cells.grounds().iter().enumerate().map(of).collect();
        let count = starts.iter().map(Vec::len).sum();
        Blocks { starts, count }
    }

    /// How many blocks there are to draw from.
    pub fn count(&self) -> usize {
        self.count
    }
}

/// A row's units by block: what is drawn.
struct Drawable {
    patterns: Vec<Pattern>,
    /// Units of a pattern in a block, both by place; only where there are any.
    counts: Vec<(usize, usize, u32)>,
    /// Units of a block, marked or not, by who finished them.
    units: Vec<(CoderSet, u32)>,
}

impl Drawable {
    fn of(cells: &Cells, blocks: &Blocks, row: usize) -> Self {
        let mut found = Drawable { patterns: Vec::new(), counts: Vec::new(), units: Vec::new() };
        let mut events = Vec::new();
        for (((marks, cell), ground), starts) in cells.row(row).iter().zip(cells.grounds()).zip(&blocks.starts) {
            let end = ground.units.count();
            match starts.as_slice() {
                [] => {}
                [_] => found.add(&cell.marked, cell.finished, end),
                _ => {
                    let in_units: Option<Marks> =
                        marks.iter().map(|stretches| ground.units.marked(stretches)).collect();
                    let marks = in_units.as_ref().unwrap_or(marks);
                    let mut reached = vec![0; marks.len()];
                    for (&from, &to) in starts.iter().zip(starts.iter().skip(1).chain([&end])) {
                        let inside = inside(marks, &mut reached, Stretch::new(from, to));
                        found.add(
                            &Marked::swept(&inside, cell.finished, &mut events),
                            cell.finished,
                            to - from.min(to),
                        );
                    }
                }
            }
        }
        found
    }

    fn add(&mut self, marked: &Marked, finished: CoderSet, units: u32) {
        let block = self.units.len();
        self.units.push((finished, units));
        for (pattern, count) in marked.iter() {
            let place = self.patterns.iter().position(|known| *known == pattern).unwrap_or_else(|| {
                self.patterns.push(pattern);
                self.patterns.len() - 1
            });
            self.counts.push((block, place, u32::try_from(count).unwrap_or(u32::MAX)));
        }
    }
}

/// Each coder's stretches cut to a block; `reached` remembers how far earlier blocks came.
fn inside(marks: &[Vec<Stretch>], reached: &mut [usize], block: Stretch) -> Marks {
    let cut = |(stretches, reached): (&Vec<Stretch>, &mut usize)| {
        while stretches.get(*reached).is_some_and(|stretch| stretch.end <= block.start) {
            *reached += 1;
        }
        let here = stretches.iter().skip(*reached).take_while(|stretch| stretch.start < block.end);
        here.map(|one| Stretch::new(one.start.max(block.start), one.end.min(block.end))).collect()
    };
    marks.iter().zip(reached).map(cut).collect()
}

/// Blocks drawn with replacement, as many as there are, many times over; the same draws for every row.
#[derive(Clone, Debug)]
pub struct Draws {
    draws: usize,
    blocks: Blocks,
    /// How often a block was drawn: by block, then by draw.
    times: Vec<u16>,
    /// Units of all blocks drawn, by who finished them, for rows that everybody who finished a transcript could use.
    units: Vec<(CoderSet, Vec<u64>)>,
}

impl Draws {
    /// Draws `draws` times from the blocks.
    pub fn new(cells: &Cells, blocks: Blocks, draws: u32, seed: u64) -> Self {
        let (draws, count) = (draws as usize, u32::try_from(blocks.count).unwrap_or(u32::MAX));
        let mut times = vec![0u16; draws * blocks.count];
        let mut chance = Chance::seeded(seed, 0xb007);
        for draw in 0..draws {
            for _ in 0..count {
                if let Some(time) = times.get_mut(chance.below(count) as usize * draws + draw) {
                    *time = time.saturating_add(1);
                }
            }
        }
        let mut drawn = Draws { draws, blocks, times, units: Vec::new() };
        let blocks = drawn.blocks.starts.iter().zip(cells.grounds()).flat_map(|(starts, ground)| {
            let ends = starts.iter().skip(1).copied().chain([ground.units.count()]);
            starts.iter().zip(ends).map(|(&from, to)| (ground.finished, to.saturating_sub(from)))
        });
        drawn.units = drawn.units_of(&blocks.collect::<Vec<_>>());
        drawn
    }

    /// What is drawn from.
    pub fn blocks(&self) -> &Blocks {
        &self.blocks
    }

    /// Adds a block's units to the sum of each draw, as often as the draw has the block.
    fn add(&self, block: usize, units: u32, sums: &mut [u64]) {
        let times = self.times.get(block * self.draws..(block + 1) * self.draws).unwrap_or(&[]);
        for (sum, &time) in sums.iter_mut().zip(times) {
            *sum += u64::from(u32::from(time)) * u64::from(units);
        }
    }

    fn units_of(&self, blocks: &[(CoderSet, u32)]) -> Vec<(CoderSet, Vec<u64>)> {
        let mut sums: Vec<(CoderSet, Vec<u64>)> = Vec::new();
        for (block, &(finished, units)) in blocks.iter().enumerate() {
            let place = sums.iter().position(|(known, _)| *known == finished).unwrap_or_else(|| {
                sums.push((finished, vec![0; self.draws]));
                sums.len() - 1
            });
            if let Some((_, sums)) = sums.get_mut(place) {
                self.add(block, units, sums);
            }
        }
        sums
    }

    /// How sure a row's measures are.
    pub fn certainty(&self, cells: &Cells, row: usize) -> Certainty {
        if self.blocks.count < 2 {
            return [(None, Err(Undefined::TooFewToResample)); DRAWN];
        }
        let drawable = Drawable::of(cells, &self.blocks, row);
        let as_everywhere =
            cells.row(row).iter().zip(cells.grounds()).all(|((_, cell), ground)| cell.finished == ground.finished);
        let own = if as_everywhere { Vec::new() } else { self.units_of(&drawable.units) };
        let units = if as_everywhere { &self.units } else { &own };
        let mut sums = vec![vec![0u64; self.draws]; drawable.patterns.len()];
        for &(block, pattern, count) in &drawable.counts {
            if let Some(sums) = sums.get_mut(pattern) {
                self.add(block, count, sums);
            }
        }
        let estimate = Estimate::new(cells.coders(), &drawable.patterns, units.iter().map(|(finished, _)| *finished));
        let mut values: [Vec<f64>; DRAWN] = Default::default();
        let (mut marked, mut finished) = (vec![0; sums.len()], vec![0; units.len()]);
        for draw in 0..self.draws {
            let at = |sums: &[u64]| sums.get(draw).copied().unwrap_or(0);
            marked.iter_mut().zip(&sums).for_each(|(count, sums)| *count = at(sums));
            finished.iter_mut().zip(units).for_each(|(count, (_, sums))| *count = at(sums));
            for (values, value) in values.iter_mut().zip(estimate.of(&marked, &finished)) {
                values.extend(value.ok());
            }
        }
        let jackknife = jackknife(&drawable, &estimate, units.iter().map(|(finished, _)| *finished).collect());
        let mut intervals = values.map(|values| middle(values, self.draws)).into_iter();
        jackknife.map(|error| (intervals.next().flatten(), error))
    }
}

/// The drawn measures, from how many units bear each of a row's patterns.
struct Estimate<'a> {
    coders: usize,
    patterns: &'a [Pattern],
    finished: Vec<CoderSet>,
}

impl<'a> Estimate<'a> {
    fn new(coders: usize, patterns: &'a [Pattern], finished: impl Iterator<Item = CoderSet>) -> Self {
        Estimate { coders, patterns, finished: finished.collect() }
    }

    fn of(&self, marked: &[u64], units: &[u64]) -> [Value; DRAWN] {
        if self.coders == 2 {
            let table = self.table(marked, units);
            return [table.kripp_alpha(), table.cohen_kappa(), table.positive_agreement()];
        }
        drawn_of(&self.nominal(marked, units))
    }

    fn table(&self, marked: &[u64], units: &[u64]) -> Table {
        let both = CoderSet::first(2);
        let mut table = Table::default();
        for (pattern, &count) in self.patterns.iter().zip(marked).filter(|(pattern, _)| pattern.finished == both) {
            match pattern.marked.0 {
                1 => table.first += count,
                2 => table.second += count,
                _ => table.both += count,
            }
        }
        let all: u64 =
            self.finished.iter().zip(units).filter(|(finished, _)| **finished == both).map(|(_, units)| units).sum();
        table.neither = all.saturating_sub(table.both + table.apart());
        table
    }

    fn nominal(&self, marked: &[u64], units: &[u64]) -> Nominal {
        let marked = Marked::counted(self.patterns.iter().copied().zip(marked.iter().copied()));
        Patterns::new(marked, self.finished.iter().copied().zip(units.iter().copied())).nominal(self.coders)
    }
}

/// The drawn measures of values by more than two coders.
fn drawn_of(nominal: &Nominal) -> [Value; DRAWN] {
    [nominal.kripp_alpha(), nominal.fleiss_kappa(), nominal.specific_agreement(1)]
}

/// The standard error from leaving out one block at a time (Efron 1982): of each drawn measure.
fn jackknife(drawable: &Drawable, estimate: &Estimate<'_>, finished: Vec<CoderSet>) -> [Value; DRAWN] {
    let mut marked = vec![0u64; drawable.patterns.len()];
    for &(_, pattern, count) in &drawable.counts {
        if let Some(sum) = marked.get_mut(pattern) {
            *sum += u64::from(count);
        }
    }
    let mut units = vec![0u64; finished.len()];
    let place = |set: CoderSet| finished.iter().position(|known| *known == set);
    for &(set, count) in &drawable.units {
        if let Some(sum) = place(set).and_then(|place| units.get_mut(place)) {
            *sum += u64::from(count);
        }
    }
    let mut without: [Vec<Value>; DRAWN] = Default::default();
    let mut counts = drawable.counts.iter().peekable();
    for (block, &(set, count)) in drawable.units.iter().enumerate() {
        let (mut marked, mut units) = (marked.clone(), units.clone());
        while let Some(&(_, pattern, count)) = counts.next_if(|(of, _, _)| *of == block) {
            if let Some(sum) = marked.get_mut(pattern) {
                *sum -= u64::from(count);
            }
        }
        if let Some(sum) = place(set).and_then(|place| units.get_mut(place)) {
            *sum -= u64::from(count);
        }
        for (values, value) in without.iter_mut().zip(estimate.of(&marked, &units)) {
            values.push(value);
        }
    }
    without.map(|values| {
        let values: Vec<f64> =
            values.into_iter().collect::<Result<_, _>>().map_err(|_| Undefined::SomeValueUndefined)?;
        let blocks = values.len() as f64;
        let mean = values.iter().sum::<f64>() / blocks;
        Ok(((blocks - 1.0) / blocks * values.iter().map(|value| (value - mean).powi(2)).sum::<f64>()).sqrt())
    })
}

/// The middle 95 % of values, between neighbours in proportion; nothing where fewer than half of the draws had a value.
fn middle(mut values: Vec<f64>, draws: usize) -> Option<Interval> {
    if values.len() * 2 < draws || values.is_empty() {
        return None;
    }
    let mut percentile = |share: f64| {
        let place = share * (values.len() - 1) as f64;
        let (_, &mut at, above) = values.select_nth_unstable_by(place as usize, f64::total_cmp);
        let next = above.iter().copied().min_by(f64::total_cmp).unwrap_or(at);
        at + (next - at) * place.fract()
    };
    let (low, high) = (percentile(0.025), percentile(0.975));
    Some(Interval { low, high, defined: u32::try_from(values.len()).unwrap_or(u32::MAX) })
}
