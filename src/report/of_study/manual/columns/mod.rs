//! The column sets of published coding manuals, each as a table made of the study.

mod codes;
mod comb;
mod domains;

use super::examples::Examples;
use super::options::{ColumnSet, ManualOptions};
use crate::framework::Element;
use crate::report::of_study::subthemes::{SubTheme, board_of, subthemes};
use crate::report::tree::{Caption, Cell, CellContent, Column, Row, Table};
use crate::study::{Study, Valence};

/// What the tables are made of.
pub(super) struct Sources<'a> {
    pub(super) study: &'a Study,
    pub(super) options: &'a ManualOptions,
    pub(super) subthemes: Vec<SubTheme<'a>>,
    pub(super) examples: Examples<'a>,
}

/// The table of a column set.
pub(super) fn table(study: &Study, options: &ManualOptions, set: ColumnSet) -> Table {
    let board = board_of(study, options.board);
    let sources = Sources {
        study,
        options,
        subthemes: board.map(|board| subthemes(study, board.id)).unwrap_or_default(),
        examples: Examples { study, options },
    };
    let mut table = match set {
        ColumnSet::TdfDictionary => domains::dictionary(&sources),
        ColumnSet::DomainConstruct => domains::constructs(&sources),
        ColumnSet::CodingRules => codes::rules(&sources),
        ColumnSet::CodingFramework => comb::framework(&sources),
        ColumnSet::SubthemeToComb => comb::subthemes(&sources),
        ColumnSet::CombQuotations => comb::quotations(&sources),
        ColumnSet::CombTdfByPart => comb::by_part(&sources),
        ColumnSet::CombFrequencies => comb::frequencies(&sources),
        ColumnSet::EnablerBarrierTechnique => domains::enablers_and_barriers(&sources),
        ColumnSet::CombTdfTechniques => domains::techniques(&sources),
        ColumnSet::Ranking => domains::ranking(&sources),
    };
    table.caption = Some(Caption::from(set.name()));
    table
}

/// A table with this header and these widths.
fn framed(columns: &[(&str, f32)], rows: Vec<Vec<Cell>>) -> Table {
    Table {
        columns: columns.iter().map(|(_, width)| Column::text(*width)).collect(),
        header: vec![Row::new(columns.iter().map(|(name, _)| *name))],
        rows: rows.into_iter().map(|cells| Row { cells, ..Row::default() }).collect(),
        ..Table::default()
    }
}

/// Rows whose first columns, as many as `depth`, say the same as the row above, merged downwards: what a component has in
/// common stands once. Long groups are left apart, since merged cells keep their rows on one page in some programs.
fn merged(rows: Vec<Vec<Cell>>, depth: usize) -> Vec<Vec<Cell>> {
    /// Rows that are merged at most.
    const MOST: usize = 12;
    let keys: Vec<Vec<String>> =
        rows.iter().map(|row| row.iter().take(depth).map(Cell::plain).collect::<Vec<_>>()).collect();
    // Whether the cell at this row and column repeats the one above, and all to its left do, too.
    let repeats = |row: usize, column: usize| {
        let above = row.checked_sub(1).and_then(|above| keys.get(above));
        above.zip(keys.get(row)).is_some_and(|(above, own)| {
            above.get(..=column) == own.get(..=column) && own.get(column).is_some_and(|text| !text.is_empty())
        })
    };
    let starts = |column: usize| -> Vec<usize> {
        let mut start = 0;
        (0..keys.len())
            .map(|row| {
                if !repeats(row, column) || row - start >= MOST {
                    start = row;
                }
                start
            })
            .collect()
    };
    let starts: Vec<Vec<usize>> = (0..depth).map(starts).collect();
    // A cell may not reach further down than the one to its left.
    let begins = |row: usize, column: usize| {
        (0..=column).any(|left| starts.get(left).and_then(|starts| starts.get(row)) == Some(&row))
    };
    let total = rows.len();
    rows.into_iter()
        .enumerate()
        .map(|(row, cells)| {
            cells
                .into_iter()
                .enumerate()
                .filter_map(|(column, cell)| {
                    if column >= depth {
                        return Some(cell);
                    }
                    if !begins(row, column) {
                        return None;
                    }
                    let end = (row + 1..total).find(|next| begins(*next, column)).unwrap_or(total);
                    Some(cell.over_rows(end - row))
                })
                .collect()
        })
        .collect()
}

/// Names one after the other.
fn names(elements: &[&Element]) -> String {
    elements.iter().map(|element| element.name.as_str()).collect::<Vec<_>>().join("; ")
}

/// An element with what it means.
fn defined(element: &Element) -> Cell {
    use crate::report::tree::{Inlines, strong, text};
    let mut inlines = vec![strong(element.name.as_str())];
    if !element.plain.is_empty() {
        inlines.push(text(format!(". {}", element.plain)));
    }
    Cell::from(Inlines(inlines))
}

/// `(B)`, `(F)`, `(B/F)`, as published tables mark barriers and facilitators.
fn letters(valence: Option<Valence>) -> &'static str {
    match valence {
        Some(Valence::Barrier) => " (B)",
        Some(Valence::Enabler) => " (F)",
        Some(Valence::Both) => " (B/F)",
        None => "",
    }
}

/// What the letters stand for, as a note under a table.
const LEGEND: &str = "B: barrier; F: facilitator (enabler).";

/// Sentences as items of a list.
fn items(text: &str) -> Vec<CellContent> {
    let mut items = Vec::new();
    for span in crate::text::sentences::sentences(text, crate::text::Span { start: 0, end: text.len() }) {
        let sentence = span.of(text).unwrap_or_default().trim();
        if !sentence.is_empty() {
            items.push(CellContent::Item(sentence.into()));
        }
    }
    items
}
