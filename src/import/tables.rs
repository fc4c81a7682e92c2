//! Tables of any kind as rows of words: CSV with whatever delimiter and encoding, Excel, OpenDocument sheets.

use std::{collections::BTreeMap, io::Cursor};

use calamine::{Data, Reader, open_workbook_auto_from_rs};

use super::{Choices, decoded, paragraphs};

/// A sheet: its name (empty of a CSV), and its rows.
pub(crate) struct Sheet {
    pub name: String,
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// The sheet without the title and the blank rows above its heads: the first row with two words.
    pub(crate) fn without_title(self) -> Self {
        let heads = |row: &Vec<String>| row.iter().filter(|cell| !cell.trim().is_empty()).count() >= 2;
        let above = self.rows.iter().take(10).position(heads).unwrap_or(0);
        Sheet { rows: self.rows.into_iter().skip(above).collect(), ..self }
    }
}

/// Endings of the names of tables with parted columns, and of workbooks.
const PARTED: [&str; 2] = [".csv", ".tsv"];
const WORKBOOKS: [&str; 4] = [".xlsx", ".xlsm", ".xls", ".ods"];

fn ends(name: &str, ends: &[&str]) -> bool {
    let lower = name.to_lowercase();
    ends.iter().any(|end| lower.ends_with(end))
}

/// Whether a name is a table's.
pub(crate) fn is_named_so(name: &str) -> bool {
    ends(name, &PARTED) || ends(name, &WORKBOOKS)
}

/// The rows of a CSV.
pub(crate) fn of_csv(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let text = decoded(bytes, &Choices::default()).map_err(|why| why.to_string())?;
    Ok(vec![of_text(&text)?])
}

/// The rows of a CSV whose letters are known.
pub(crate) fn of_text(text: &str) -> Result<Sheet, String> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let delimiters = [b',', b';', b'\t'];
    let delimiter = delimiters.into_iter().max_by_key(|delimiter| first.matches(char::from(*delimiter)).count());
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|why| format!("its table breaks off ({why})."))?;
        rows.push(record.iter().map(str::to_owned).collect());
    }
    Ok(Sheet { name: String::new(), rows })
}

/// The sheets of a workbook.
pub(crate) fn of_workbook(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes))
        .map_err(|why| format!("it is damaged or no workbook ({why})."))?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&name) else { continue };
        let rows = range.rows().map(|row| row.iter().map(said).collect()).collect();
        sheets.push(Sheet { name, rows });
    }
    Ok(sheets)
}

/// The sheets of a file, by its name's ending; `None` where it is no table.
pub(crate) fn of_file(name: &str, bytes: &[u8]) -> Option<Result<Vec<Sheet>, String>> {
    if ends(name, &PARTED) {
        Some(of_csv(bytes))
    } else if ends(name, &WORKBOOKS) {
        Some(of_workbook(bytes))
    } else {
        None
    }
}

/// The tables of a document (Word, OpenDocument, a web page), those under the same heads as one; `None` where it has none.
/// Lines of a cell are parted by line ends.
pub(crate) fn of_document(name: &str, bytes: &[u8]) -> Option<Vec<Sheet>> {
    let document = paragraphs(name, bytes, &Choices::default()).ok()?;
    let mut tables: BTreeMap<usize, BTreeMap<usize, BTreeMap<usize, String>>> = BTreeMap::new();
    for paragraph in &document.paragraphs {
        let Some(cell) = &paragraph.cell else { continue };
        let row = tables.entry(cell.table).or_default().entry(cell.row).or_default();
        let words = row.entry(cell.column).or_default();
        if !words.is_empty() {
            words.push('\n');
        }
        paragraph.runs.iter().for_each(|run| words.push_str(&run.text));
    }
    let mut sheets: Vec<Sheet> = Vec::new();
    for (number, table) in tables.into_values().enumerate() {
        let wide = table.values().flat_map(|row| row.keys()).max().map_or(0, |last| last + 1);
        let cells = |row: BTreeMap<usize, String>| {
            let mut cells = vec![String::new(); wide];
            row.into_iter().for_each(|(at, words)| {
                if let Some(cell) = cells.get_mut(at) {
                    *cell = words;
                }
            });
            cells
        };
        let mut rows: Vec<Vec<String>> = table.into_values().map(cells).collect();
        let same = |sheet: &&mut Sheet| !sheet.rows.is_empty() && sheet.rows.first() == rows.first();
        match sheets.iter_mut().find(same) {
            Some(sheet) => sheet.rows.extend(rows.drain(1..)),
            None => sheets.push(Sheet { name: format!("table {}", number + 1), rows }),
        }
    }
    (!sheets.is_empty()).then_some(sheets)
}

/// A cell as words; a date as `2026-11-26`.
fn said(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
            let day = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute, second) == (0, 0, 0) { day } else { format!("{day} {hour:02}:{minute:02}:{second:02}") }
        }
        other => other.to_string(),
    }
}

/// Words as they are compared: in small letters without anything but letters and single spaces.
pub(crate) fn plain(head: &str) -> String {
    let letters: String = head.chars().map(|c| if c.is_alphabetic() { c } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
