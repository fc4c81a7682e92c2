//! Plain tables as comma-separated values, as spreadsheets and statistics programs read them.

#[cfg(test)]
mod tests;

use super::tree::{Slot, Table};

/// A cell of a plain table.
#[derive(Clone, Debug, PartialEq)]
pub enum PlainCell {
    /// Nothing.
    Empty,
    /// Text. Spreadsheets may take it for a formula, so it can be guarded.
    Text(String),
    /// A count.
    Count(i64),
    /// A number; with a point, in as many digits as it takes to read the same number again. One that is no number is
    /// an empty cell.
    Number(f64),
}

/// A table of one header row and cells that are not merged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlainTable {
    /// Names of the columns.
    pub header: Vec<String>,
    /// The rows; those shorter than the header are filled up, longer ones keep their cells.
    pub rows: Vec<Vec<PlainCell>>,
}

/// How comma-separated values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CsvOptions {
    /// Begins with a byte order mark, by which Excel knows UTF-8.
    pub byte_order_mark: bool,
    /// Text that a spreadsheet would take for a formula gets an apostrophe before it.
    pub guard_formulas: bool,
}

impl Default for CsvOptions {
    fn default() -> Self {
        CsvOptions { byte_order_mark: false, guard_formulas: true }
    }
}

impl From<&str> for PlainCell {
    fn from(text: &str) -> Self {
        PlainCell::Text(text.to_owned())
    }
}

impl From<String> for PlainCell {
    fn from(text: String) -> Self {
        PlainCell::Text(text)
    }
}

impl From<i64> for PlainCell {
    fn from(count: i64) -> Self {
        PlainCell::Count(count)
    }
}

impl From<usize> for PlainCell {
    fn from(count: usize) -> Self {
        i64::try_from(count).map_or(PlainCell::Empty, PlainCell::Count)
    }
}

impl From<f64> for PlainCell {
    fn from(number: f64) -> Self {
        PlainCell::Number(number)
    }
}

impl From<&Table> for PlainTable {
    /// A printed table as a plain one: what is merged is repeated in each row, so that rows can be sorted and filtered;
    /// several header rows become one, their texts joined.
    fn from(table: &Table) -> Self {
        let mut header = vec![Vec::<String>::new(); table.width()];
        for row in texts(&table.header_grid()) {
            for (name, text) in header.iter_mut().zip(row) {
                if !text.is_empty() && name.last() != Some(&text) {
                    name.push(text);
                }
            }
        }
        PlainTable {
            header: header.into_iter().map(|names| names.join(": ")).collect(),
            rows: texts(&table.body_grid())
                .into_iter()
                .map(|row| {
                    row.into_iter()
                        .map(|text| if text.is_empty() { PlainCell::Empty } else { PlainCell::Text(text) })
                        .collect()
                })
                .collect(),
        }
    }
}

/// The text of every place of a grid; a cell stands in each place that it covers.
fn texts(grid: &[Vec<Slot<'_>>]) -> Vec<Vec<String>> {
    grid.iter()
        .map(|row| {
            let text = |slot: &Slot<'_>| match slot {
                Slot::Cell { cell, columns, .. } | Slot::Continued { cell, columns } => vec![cell.plain(); *columns],
                Slot::Missing => vec![String::new()],
            };
            row.iter().flat_map(text).collect()
        })
        .collect()
}

/// The bytes of the table as comma-separated values: RFC 4180, UTF-8, each line ended by CR LF.
///
/// # Errors
///
/// What the CSV writer says; writing to memory, it has had no reason to.
pub fn csv(table: &PlainTable, options: CsvOptions) -> std::io::Result<Vec<u8>> {
    let bytes = if options.byte_order_mark { "\u{FEFF}".as_bytes().to_vec() } else { Vec::new() };
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).flexible(true).from_writer(bytes);
    writer.write_record(table.header.iter().map(|name| text(name, options)))?;
    for row in &table.rows {
        let filling = std::iter::repeat_n(String::new(), table.header.len().saturating_sub(row.len()));
        writer.write_record(row.iter().map(|cell| field(cell, options)).chain(filling))?;
    }
    writer.into_inner().map_err(|failed| failed.into_error())
}

fn field(cell: &PlainCell, options: CsvOptions) -> String {
    match cell {
        PlainCell::Empty => String::new(),
        PlainCell::Text(words) => text(words, options),
        PlainCell::Count(count) => count.to_string(),
        PlainCell::Number(number) if number.is_finite() => number.to_string(),
        PlainCell::Number(_) => String::new(),
    }
}

/// Text, guarded where its first character would make a spreadsheet compute it (OWASP, "CSV Injection").
fn text(words: &str, options: CsvOptions) -> String {
    let computed = words.starts_with(['=', '+', '-', '@', '\t', '\r', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}']);
    if options.guard_formulas && computed { format!("'{words}") } else { words.to_owned() }
}
