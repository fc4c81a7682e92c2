//! One cell a code and transcript: what the sweep over its stretches found. Cells add up, so that a code over all transcripts is a
//! sum, and an edit re-sweeps the one cell it touched.

use super::{CoderSet, Marked, Pattern, Patterns, SpanCounts, Stretch, Table, UnitSums, Units, united};

/// What there is to code in one transcript, and who coded it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// How many characters are compared.
    pub characters: u32,
    /// How they are counted.
    pub units: Units,
    /// The coders who finished it. For the others it is missing.
    pub finished: CoderSet,
}

/// One code in one transcript.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Who could have used the code: finished the transcript when the code existed.
    pub finished: CoderSet,
    /// Units by who marked them.
    pub marked: Marked,
    /// Passages of each pair of coders who both finished, in the order of [`pairs`].
    pub spans: Box<[SpanCounts]>,
    /// What `|u|` is made of; of transcripts that all coders finished.
    pub unit_sums: UnitSums,
}

/// Each coder's united stretches with a code in a transcript, in characters, by the coder's place. Empty where nobody marked any.
pub type Marks = Vec<Vec<Stretch>>;

/// All cells: a row a code (or a theme, or anything that codes roll up to), a column a transcript.
#[derive(Clone, Debug)]
pub struct Cells {
    coders: usize,
    same_span: u8,
    grounds: Vec<Ground>,
    rows: Vec<Vec<(Marks, Cell)>>,
}

/// The pairs of so many coders, by place: (0, 1), (0, 2), (1, 2), …
pub fn pairs(coders: usize) -> impl Iterator<Item = (usize, usize)> + Clone {
    (0..coders).flat_map(move |first| (first + 1..coders).map(move |second| (first, second)))
}

/// What a row comes to over some transcripts.
#[derive(Clone, Debug, PartialEq)]
pub struct Sums {
    /// Units by who finished and who marked them.
    pub patterns: Patterns,
    /// Passages of each pair of coders, in the order of [`pairs`].
    pub spans: Vec<SpanCounts>,
    /// What `|u|` is made of, of transcripts that all coders finished.
    pub unit_sums: UnitSums,
    /// Characters of transcripts that all coders finished.
    pub characters: u64,
}

impl Cells {
    /// Nothing marked yet, in these transcripts. `same_span`: from how many hundredths of overlap passages are close.
    pub fn new(coders: usize, same_span: u8, grounds: Vec<Ground>) -> Self {
        Cells { coders, same_span, grounds, rows: Vec::new() }
    }

    /// How many coders are compared.
    pub fn coders(&self) -> usize {
        self.coders
    }

    /// The transcripts.
    pub fn grounds(&self) -> &[Ground] {
        &self.grounds
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The cells of a row, by transcript, with the stretches they were swept from.
    pub fn row(&self, row: usize) -> &[(Marks, Cell)] {
        self.rows.get(row).map_or(&[], Vec::as_slice)
    }

    /// Adds a row and sweeps it: by transcript, each coder's stretches with the code in any order, and who of those who finished
    /// could have used it. What the list leaves out is unmarked by all who finished.
    pub fn add(&mut self, marks: Vec<(Marks, CoderSet)>) {
        let mut marks = marks.into_iter();
        let mut events = Vec::new();
        let cells = self.grounds.iter().map(|ground| {
            let (marks, finished) = marks.next().unwrap_or((Marks::new(), ground.finished));
            self.swept(ground, marks, finished, &mut events)
        });
        let cells = cells.collect();
        self.rows.push(cells);
    }

    /// Sweeps one cell again.
    pub fn set(&mut self, row: usize, transcript: usize, marks: Marks) {
        let Some(ground) = self.grounds.get(transcript) else { return };
        let Some((_, cell)) = self.rows.get(row).and_then(|row| row.get(transcript)) else { return };
        let swept = self.swept(ground, marks, cell.finished, &mut Vec::new());
        if let Some(there) = self.rows.get_mut(row).and_then(|row| row.get_mut(transcript)) {
            *there = swept;
        }
    }

    fn swept(&self, ground: &Ground, marks: Marks, finished: CoderSet, events: &mut Vec<(u32, u32)>) -> (Marks, Cell) {
        let nobody = marks.iter().all(Vec::is_empty);
        if nobody {
            return (Marks::new(), Cell { finished, ..Cell::default() });
        }
        let marks: Marks = marks.into_iter().map(|stretches| united(stretches, ground.characters)).collect();
        let all = finished.has_all(CoderSet::first(self.coders));
        if let ([first, second], Units::Characters(_), true) = (marks.as_slice(), &ground.units, all) {
            let cell = self.of_two(first, second, finished);
            return (marks, cell);
        }
        let in_units: Option<Marks> = marks.iter().map(|stretches| ground.units.marked(stretches)).collect();
        let marked = Marked::swept(in_units.as_ref().unwrap_or(&marks), finished, events);
        let spans = pairs(self.coders).map(|(first, second)| {
            let both = CoderSet::only(first) | CoderSet::only(second);
            match (marks.get(first), marks.get(second)) {
                (Some(first), Some(second)) if finished.has_all(both) => SpanCounts::of(first, second, self.same_span),
                _ => SpanCounts::default(),
            }
        });
        let spans = spans.collect();
        let unit_sums = if all { UnitSums::of(&marks) } else { UnitSums::default() };
        (marks, Cell { finished, marked, spans, unit_sums })
    }

    /// The commonest case, two coders and characters, without sorting where stretches begin and end: all follows from what
    /// the two share.
    fn of_two(&self, first: &[Stretch], second: &[Stretch], finished: CoderSet) -> Cell {
        let table = Table::of(first, second, 0);
        let counts = [(table.first, 1), (table.second, 2), (table.both, 3)];
        let patterns = counts.map(|(units, marked)| (Pattern { finished, marked: CoderSet(marked) }, units));
        let squares = first.iter().chain(second).map(|one| u128::from(one.len()).pow(2)).sum();
        Cell {
            finished,
            marked: Marked::counted(patterns.into_iter()),
            spans: [SpanCounts::of(first, second, self.same_span)].into(),
            unit_sums: UnitSums { marked: 2 * table.both + table.apart(), squares, apart: table.apart() },
        }
    }

    /// What a row comes to over all transcripts.
    pub fn sums(&self, row: usize) -> Sums {
        self.sums_of(row, |_| true)
    }

    /// What a row comes to over the transcripts that `which` lets through.
    pub fn sums_of(&self, row: usize, which: impl Fn(usize) -> bool) -> Sums {
        let mut marked = Marked::default();
        let mut spans = vec![SpanCounts::default(); pairs(self.coders).count()];
        let (mut unit_sums, mut characters, mut units) = (UnitSums::default(), 0, Vec::new());
        let all = CoderSet::first(self.coders);
        let cells = self.row(row).iter().zip(&self.grounds).enumerate().filter(|(transcript, _)| which(*transcript));
        for (_, ((_, cell), ground)) in cells {
            marked.absorb(&cell.marked);
            units.push((cell.finished, u64::from(ground.units.count())));
            for (sum, counts) in spans.iter_mut().zip(&cell.spans) {
                *sum += *counts;
            }
            if cell.finished.has_all(all) {
                unit_sums += cell.unit_sums;
                characters += u64::from(ground.characters);
            }
        }
        Sums { patterns: Patterns::new(marked, units), spans, unit_sums, characters }
    }
}
