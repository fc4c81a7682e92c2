//! Laying a quotation on what was said, word by word, at the least cost: what is the same, what the author marked as
//! changed, what is changed without a mark.
//!
//! A fitting alignment by dynamic programming (Gusfield 1997, Algorithms on Strings, Trees and Sequences, section
//! 11.6.4): the quotation whole, any stretch of the transcript.

use super::index::{Index, Window};
use super::words::{Piece, Word};

/// A word that another word stands in for, a word too many, a word too few.
const CHANGED: u32 = 1000;
/// A word that is nearly the other: paired rather than taken out and put in.
const NEARLY: u32 = 800;
/// A change beside or in square brackets.
const MARKED: u32 = 40;
/// A word left out next to one that is left out already: a stretch is one change rather than many.
const MORE: u32 = 250;
/// What happens beside the words, left out.
const ASIDE: u32 = 20;
/// A word left out at a mark of omission.
const OMITTED: u32 = 1;

/// What became of a word or two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Said and printed.
    Same,
    /// Printed as one word and said as two, or the other way about.
    Joined { printed: usize, said: usize },
    /// Another word is printed.
    Replaced,
    /// Printed and not said.
    Inserted,
    /// Said and not printed.
    Removed,
    /// The mark of an omission.
    Mark,
}

/// A step, where it begins in the quotation and in the row of all words, and whether the author marked it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) step: Step,
    /// Place among the pieces of the quotation.
    pub(super) printed: usize,
    /// Place in the row of all words.
    pub(super) said: usize,
    pub(super) marked: bool,
}

/// A quotation laid on a stretch of a transcript.
#[derive(Clone, Debug)]
pub(super) struct Alignment {
    /// In thousandths of a changed word.
    pub(super) cost: u32,
    pub(super) steps: Vec<Placed>,
    /// The stretch of the row that it covers.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Alignment {
    /// Words that are the same.
    pub(super) fn same(&self) -> usize {
        let words = |placed: &Placed| match placed.step {
            Step::Same => 1,
            Step::Joined { printed, .. } => printed,
            _ => 0,
        };
        self.steps.iter().map(words).sum()
    }

    /// Changes without a mark.
    pub(super) fn unmarked(&self) -> usize {
        self.steps.iter().filter(|placed| placed.is_change() && !placed.marked).count()
    }
}

impl Placed {
    pub(super) fn is_change(&self) -> bool {
        matches!(self.step, Step::Replaced | Step::Inserted | Step::Removed)
    }
}

/// Lays the quotation on the words of a window.
pub(super) fn align(index: &Index, printed: &[Piece], window: Window) -> Option<Alignment> {
    let said = index.said.get(window.start..window.end)?;
    let width = said.len() + 1;
    let ids: Vec<Option<u32>> = printed
        .iter()
        .map(|piece| match piece {
            Piece::Word(word) => index.word(&word.key),
            Piece::Omission(_) => None,
        })
        .collect();
    let table = Table { index, printed, ids: &ids, said };
    let mut costs = vec![vec![0_u32; width]];
    let mut ways = vec![vec![Way::Begin; width]];
    for row in 1..=printed.len() {
        let mut own = vec![u32::MAX / 2; width];
        let mut way = vec![Way::Begin; width];
        let mut gap = Gap { cost: u32::MAX / 2, length: 0 };
        for column in 0..width {
            let (cost, from) = table.cheapest(&costs, &own, &mut gap, row, column);
            if let (Some(place), Some(taken)) = (own.get_mut(column), way.get_mut(column)) {
                (*place, *taken) = (cost, from);
            }
        }
        costs.push(own);
        ways.push(way);
    }
    let last = ways.last()?;
    // Of equal ones, the one that has the last word said otherwise rather than put in and another left out.
    let paired = |end: usize| last.get(end) == Some(&Way::Diagonal);
    let (end, cost) = costs.last()?.iter().copied().enumerate().min_by_key(|(end, cost)| (*cost, !paired(*end)))?;
    let steps = table.steps(&ways, end, window.start);
    let start = steps.first().map_or(window.start + end, |first| first.said);
    Some(Alignment { cost, steps, start, end: window.start + end })
}

/// How a place of the table is best come by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Begin,
    Diagonal,
    Down,
    /// So many words are left out.
    Across(usize),
    OneForTwo,
    TwoForOne,
}

/// Words left out up to here, at the least cost (Gotoh 1982, J Mol Biol 162: 705–708).
#[derive(Clone, Copy, Debug)]
struct Gap {
    cost: u32,
    length: usize,
}

struct Table<'a> {
    index: &'a Index,
    printed: &'a [Piece],
    ids: &'a [Option<u32>],
    said: &'a [super::index::Said],
}

impl Table<'_> {
    /// The least cost of having the first `row` pieces printed and the transcript read up to `column`.
    fn cheapest(&self, costs: &[Vec<u32>], own: &[u32], gap: &mut Gap, row: usize, column: usize) -> (u32, Way) {
        let cost_at = |back: usize, column: Option<usize>| -> u32 {
            let before = row.checked_sub(back).and_then(|row| costs.get(row));
            before.zip(column).and_then(|(costs, column)| costs.get(column)).copied().unwrap_or(u32::MAX / 2)
        };
        let piece = self.printed.get(row - 1);
        let mut best = match piece {
            // The mark itself takes no word.
            Some(Piece::Omission(_)) | None => (cost_at(1, Some(column)), Way::Down),
            Some(Piece::Word(word)) => {
                let inserted = if word.bracketed { MARKED } else { CHANGED };
                (cost_at(1, Some(column)).saturating_add(inserted), Way::Down)
            }
        };
        let mut offer = |cost: u32, way: Way| {
            if cost < best.0 || (cost == best.0 && way == Way::Diagonal) {
                best = (cost, way);
            }
        };
        let before = column.checked_sub(1);
        if let (Some(Piece::Word(word)), Some(before)) = (piece, before) {
            offer(cost_at(1, Some(before)).saturating_add(self.replacing(row - 1, word, before)), Way::Diagonal);
            if self.one_for_two(word, before) {
                offer(cost_at(1, column.checked_sub(2)), Way::OneForTwo);
            }
            if self.two_for_one(row - 1, before) {
                offer(cost_at(2, Some(before)), Way::TwoForOne);
            }
        }
        // Leaving words out before the first or after the last printed one is not leaving out.
        if let Some(before) = before.filter(|_| row < self.printed.len()) {
            let cost = self.removing(row, before);
            let begun = own.get(before).copied().unwrap_or(u32::MAX / 2).saturating_add(cost);
            let longer = gap.cost.saturating_add(cost.min(MORE));
            *gap = if begun <= longer {
                Gap { cost: begun, length: 1 }
            } else {
                Gap { cost: longer, length: gap.length + 1 }
            };
            offer(gap.cost, Way::Across(gap.length));
        }
        best
    }

    /// What it costs that this word is printed where that one is said.
    fn replacing(&self, at: usize, word: &Word, said: usize) -> u32 {
        let Some(other) = self.said.get(said) else { return CHANGED };
        if self.ids.get(at).copied().flatten() == Some(other.word) {
            // The author's own words in brackets may happen to be those that were said.
            return 0;
        }
        if word.bracketed || word.touched {
            return MARKED;
        }
        if alike(&word.key, self.index.letters(other.word)) { NEARLY } else { CHANGED }
    }

    /// What it costs to leave out this word between the pieces `row - 1` and `row`.
    fn removing(&self, row: usize, said: usize) -> u32 {
        let beside = [row.checked_sub(1), Some(row)].into_iter().flatten().filter_map(|at| self.printed.get(at));
        let mut cost = if self.said.get(said).is_some_and(|said| said.aside) { ASIDE } else { CHANGED };
        for piece in beside {
            match piece {
                Piece::Omission(_) => cost = cost.min(OMITTED),
                Piece::Word(word) if word.bracketed => cost = cost.min(MARKED),
                Piece::Word(_) => {}
            }
        }
        cost
    }

    fn letters(&self, said: usize) -> &str {
        self.said.get(said).map_or("", |said| self.index.letters(said.word))
    }

    /// "wellbeing" is printed where "well-being" was said.
    fn one_for_two(&self, word: &Word, last: usize) -> bool {
        last.checked_sub(1).is_some_and(|first| is_both(&word.key, self.letters(first), self.letters(last)))
    }

    /// "commu-" and "nity" are printed where "community" was said.
    fn two_for_one(&self, last: usize, said: usize) -> bool {
        let key = |at: usize| match self.printed.get(at) {
            Some(Piece::Word(word)) => Some(word.key.as_str()),
            _ => None,
        };
        let first = last.checked_sub(1).and_then(key);
        first.zip(key(last)).is_some_and(|(first, second)| is_both(self.letters(said), first, second))
    }

    /// The steps on the way to the last row at this column.
    fn steps(&self, ways: &[Vec<Way>], end: usize, offset: usize) -> Vec<Placed> {
        let (mut row, mut column) = (self.printed.len(), end);
        let mut steps = Vec::new();
        while let Some(way) = ways.get(row).and_then(|ways| ways.get(column)).copied().filter(|_| row > 0) {
            let (rows, columns) = match way {
                Way::Begin => break,
                Way::Diagonal => (1, 1),
                Way::Down => (1, 0),
                Way::Across(length) => (0, length),
                Way::OneForTwo => (1, 2),
                Way::TwoForOne => (2, 1),
            };
            let after = row;
            row = row.saturating_sub(rows);
            column = column.saturating_sub(columns);
            match way {
                Way::Across(length) => {
                    let left_out = (column..column + length).rev();
                    steps.extend(left_out.map(|column| self.placed(way, row, after, column, offset)));
                }
                _ => steps.push(self.placed(way, row, after, column, offset)),
            }
        }
        steps.reverse();
        steps
    }

    fn placed(&self, way: Way, row: usize, after: usize, column: usize, offset: usize) -> Placed {
        let word = match self.printed.get(row) {
            Some(Piece::Word(word)) if !matches!(way, Way::Across(_)) => Some(word),
            _ => None,
        };
        let own_mark = word.is_some_and(|word| word.bracketed || word.touched);
        let (step, marked) = match way {
            Way::Diagonal => {
                let same = self.ids.get(row).copied().flatten() == self.said.get(column).map(|said| said.word);
                if same { (Step::Same, false) } else { (Step::Replaced, own_mark) }
            }
            Way::Down if word.is_none() => (Step::Mark, true),
            Way::Down | Way::Begin => (Step::Inserted, own_mark),
            Way::Across(_) => (Step::Removed, self.removing(after, column) < CHANGED),
            Way::OneForTwo => (Step::Joined { printed: 1, said: 2 }, false),
            Way::TwoForOne => (Step::Joined { printed: 2, said: 1 }, false),
        };
        Placed { step, printed: row, said: offset + column, marked }
    }
}

fn is_both(whole: &str, first: &str, second: &str) -> bool {
    whole.len() == first.len() + second.len() && whole.starts_with(first) && whole.ends_with(second)
}

/// Whether one word may be the other misread: they begin alike, or one letter is another.
fn alike(one: &str, other: &str) -> bool {
    let common = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let ends = one.bytes().rev().zip(other.bytes().rev()).take_while(|(one, other)| one == other).count();
    let longest = one.len().max(other.len());
    longest > 0 && (common + ends).min(longest) * 2 >= longest
}
