//! A transcript as a table: a row a turn, with columns for the time, the speaker and the words.

use super::label::{Label, Shape};
use super::line::Line;
use super::weigh::{Document, Met, sort_out};
use super::words::{NUMBER_HEADINGS, SPEAKER_HEADINGS, SPEECH_HEADINGS, TIME_HEADINGS, Words};
use super::{Finding, TurnOpening, time};
use crate::import::notice::Notice;
use std::collections::{BTreeMap, HashSet};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Time,
    Speaker,
    Speech,
    Number,
    Other,
}

/// One table: the lines of each cell that has any, by row and column.
struct Table<'l> {
    lines: &'l [Line],
    rows: Vec<BTreeMap<usize, Vec<usize>>>,
}

pub(super) fn find(lines: &[Line], forced: bool) -> Option<Finding> {
    let mut met = Vec::new();
    let mut finding = Finding::default();
    let (mut letters, mut rows) = (0, 0);
    for table in tables(lines) {
        let Some(columns) = table.columns() else { continue };
        let header = table.has_header(&columns);
        if let Some(first) = table.rows.first().filter(|_| header) {
            finding.notices.push(Notice::TableHeader(
                first.keys().map(|column| table.text(0, *column)).collect::<Vec<_>>().join(" | "),
            ));
            finding.noise.extend(first.values().flatten());
        }
        for row in usize::from(header)..table.rows.len() {
            rows += 1;
            letters += table.letters(row);
            let Some(opening) = table.opening(row, &columns) else { continue };
            let name: String =
                table.of(row, &columns, Holds::Speaker).map(|i| line_text(lines, i)).collect::<Vec<_>>().join(" ");
            match Label::read(name.trim().trim_end_matches([':', '：'])) {
                // A column of speakers makes a speaker of whatever stands in it.
                Some(label) => met.push(Met {
                    label: Label { shape: label.shape.min(Shape::Name), ..label },
                    opening,
                    set_apart: true,
                }),
                None if name.is_empty() => finding.openings.push(opening),
                None => {}
            }
        }
        table.leave_out(&columns, header, &mut finding);
    }
    let all_letters: usize = lines.iter().map(|line| line.text.len()).sum();
    if rows < 2 || (letters * 2 < all_letters && !forced) {
        return None;
    }
    let named = sort_out(met, Document { reach: rows, forced, own_line: false })?;
    finding.labels = named.labels;
    finding.openings.extend(named.openings);
    finding.openings.sort_by_key(|opening| opening.line);
    Some(finding)
}

/// Whether the heads say in which column the words stand.
pub(super) fn names_the_words(lines: &[Line]) -> bool {
    let heads = |line: &&Line| line.cell.is_some_and(|cell| cell.row == 0);
    lines.iter().filter(heads).any(|line| SPEECH_HEADINGS.contains(&heading_word(&line.text)))
}

fn line_text(lines: &[Line], at: usize) -> &str {
    lines.get(at).map_or("", |line| line.text.as_str())
}

fn tables(lines: &[Line]) -> impl Iterator<Item = Table<'_>> {
    let mut tables: BTreeMap<usize, BTreeMap<usize, BTreeMap<usize, Vec<usize>>>> = BTreeMap::new();
    for (i, line) in lines.iter().enumerate() {
        let Some(cell) = line.cell else { continue };
        tables.entry(cell.table).or_default().entry(cell.row).or_default().entry(cell.column).or_default().push(i);
    }
    tables.into_values().map(move |rows| Table { lines, rows: rows.into_values().collect() })
}

/// A heading as the lists have it.
fn heading_word(text: &str) -> String {
    text.trim().trim_end_matches([':', '：']).trim().to_lowercase()
}

fn label_shape(text: &str) -> Option<Shape> {
    Label::read(text.trim().trim_end_matches([':', '：'])).map(|label| label.shape)
}

impl Table<'_> {
    /// A cell's text on one line.
    fn text(&self, row: usize, column: usize) -> String {
        let cell = self.rows.get(row).and_then(|row| row.get(&column));
        cell.into_iter().flatten().map(|i| line_text(self.lines, *i)).collect::<Vec<_>>().join(" ")
    }

    /// The texts of a column's filled cells.
    fn column(&self, column: usize) -> Vec<String> {
        (0..self.rows.len()).map(|row| self.text(row, column)).filter(|text| !text.is_empty()).collect()
    }

    /// The lines of a row in the columns that hold something.
    fn of<'t>(
        &'t self,
        row: usize,
        columns: &'t BTreeMap<usize, Holds>,
        wanted: Holds,
    ) -> impl Iterator<Item = usize> + 't {
        let cells = self.rows.get(row).into_iter().flatten();
        cells
            .filter(move |(column, _)| columns.get(*column) == Some(&wanted))
            .flat_map(|(_, lines)| lines.iter().copied())
    }

    /// Bytes of text in a row.
    fn letters(&self, row: usize) -> usize {
        self.rows
            .get(row)
            .into_iter()
            .flat_map(|row| row.values().flatten())
            .map(|i| line_text(self.lines, *i).len())
            .sum()
    }

    /// The turn that a row begins.
    fn opening(&self, row: usize, columns: &BTreeMap<usize, Holds>) -> Option<TurnOpening> {
        let line = *self.rows.get(row)?.values().flatten().min()?;
        let stamp = |i: usize| time::leading(line_text(self.lines, i)).map(|(time, _)| time);
        let time_ms = self.of(row, columns, Holds::Time).find_map(stamp);
        let outside_text = self.of(row, columns, Holds::Time).chain(self.of(row, columns, Holds::Speaker));
        let printed = outside_text.map(|i| (i, line_text(self.lines, i).len())).collect();
        Some(TurnOpening { line, printed, label: None, time_ms })
    }

    /// Takes the columns that hold neither time, speaker nor speech out of the text, and tells so.
    fn leave_out(&self, columns: &BTreeMap<usize, Holds>, header: bool, finding: &mut Finding) {
        for (column, _) in columns.iter().filter(|(_, holds)| matches!(holds, Holds::Other | Holds::Number)) {
            let cells = self.rows.iter().skip(usize::from(header)).filter_map(|row| row.get(column));
            let cells: Vec<usize> = cells
                .map(|lines| {
                    finding.noise.extend(lines);
                    lines.len()
                })
                .collect();
            let heading = if header { self.text(0, *column) } else { String::new() };
            let heading = if heading.is_empty() { format!("column {}", column + 1) } else { heading };
            if !cells.is_empty() {
                finding.notices.push(Notice::TableColumn { heading, cells: cells.len() });
            }
        }
    }

    /// What each column holds, or `None` where this is no table of turns.
    fn columns(&self) -> Option<BTreeMap<usize, Holds>> {
        let all: Vec<usize> =
            self.rows.iter().flat_map(|row| row.keys().copied()).collect::<HashSet<_>>().into_iter().collect();
        let texts: BTreeMap<usize, Vec<String>> = all.into_iter().map(|column| (column, self.column(column))).collect();
        if self.rows.len() < 2 || texts.len() < 2 {
            return None;
        }
        let headed = |column: usize, list: &Words| list.contains(&heading_word(&self.text(0, column)));
        let mostly = |texts: &[String], fits: fn(&str) -> bool| {
            texts.iter().filter(|text| fits(text)).count() * 10 >= texts.len() * 7
        };
        let mut columns = BTreeMap::new();
        for (column, texts) in &texts {
            if headed(*column, &TIME_HEADINGS)
                || mostly(texts, |text| time::alone(text).is_some() || time::cue(text).is_some())
            {
                columns.insert(*column, Holds::Time);
            } else if !headed(*column, &SPEAKER_HEADINGS)
                && (headed(*column, &NUMBER_HEADINGS)
                    || mostly(texts, |text| text.trim_end_matches('.').parse::<u32>().is_ok()))
            {
                columns.insert(*column, Holds::Number);
            }
        }
        let open: Vec<usize> = texts.keys().copied().filter(|column| !columns.contains_key(column)).collect();
        let length = |column: &usize| texts.get(column).map_or(0, |texts| texts.iter().map(String::len).sum::<usize>());
        let by_heading = |list: &Words| open.iter().copied().find(|column| headed(*column, list));
        let speech = by_heading(&SPEECH_HEADINGS).or_else(|| open.iter().copied().max_by_key(length))?;
        let holds_labels = |column: &usize| texts.get(column).is_some_and(|texts| are_speakers(texts));
        let speaker = by_heading(&SPEAKER_HEADINGS)
            .filter(|column| *column != speech)
            .or_else(|| open.iter().copied().find(|column| *column != speech && holds_labels(column)))?;
        columns.insert(speech, Holds::Speech);
        columns.insert(speaker, Holds::Speaker);
        for column in open {
            columns.entry(column).or_insert(Holds::Other);
        }
        Some(columns)
    }

    /// Whether the first row names the columns.
    fn has_header(&self, columns: &BTreeMap<usize, Holds>) -> bool {
        let Some(first) = self.rows.first() else { return false };
        let names = |column: &usize| {
            let list = match columns.get(column) {
                Some(Holds::Time) => &TIME_HEADINGS,
                Some(Holds::Speaker) => &SPEAKER_HEADINGS,
                Some(Holds::Speech) => &SPEECH_HEADINGS,
                Some(Holds::Number) => &NUMBER_HEADINGS,
                _ => return false,
            };
            list.contains(&heading_word(&self.text(0, *column)))
        };
        let named = first.keys().filter(|column| names(column)).count();
        named >= 2 || (named == 1 && first.len() <= 2)
    }
}

/// Whether the texts of a column are speakers: nearly all look like labels, and they recur or name roles.
fn are_speakers(texts: &[String]) -> bool {
    let shapes: Vec<Shape> = texts.iter().filter_map(|text| label_shape(text)).collect();
    let roles = shapes.iter().filter(|shape| **shape == Shape::Role).count();
    let distinct: HashSet<&String> = texts.iter().collect();
    shapes.len() * 10 >= texts.len() * 7 && (distinct.len() * 2 <= texts.len() + 2 || roles * 2 >= texts.len())
}
