//! Tables of any kind as rows of words: CSV with whatever delimiter and encoding, Excel, OpenDocument sheets.

use std::{
    collections::BTreeMap,
    io::{self, Cursor, Read},
};

use calamine::{Cell, Data, DataRef, Reader, Sheets, open_workbook_auto_from_rs};
use quick_xml::events::Event;
use zip::ZipArchive;

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

/// The most cells of a sheet, from its first filled one to its last.
const MOST_CELLS: usize = 5_000_000;
/// The most bytes that a workbook unpacks to.
const LARGEST: u64 = 512 << 20;

/// The sheets of a workbook, from the first filled cell to the last; rows without any are left out.
pub(crate) fn of_workbook(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    if bytes.starts_with(b"PK") {
        unpacks_within(bytes)?;
    }
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|why| damaged(&why))?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        // Sheets that are charts have no cells.
        let rows = match &mut book {
            Sheets::Xlsx(book) => match book.worksheet_cells_reader(&name) {
                Ok(mut cells) => rows_of(|| Ok(cells.next_cell().map_err(|why| damaged(&why))?.map(placed)))?,
                Err(_) => continue,
            },
            Sheets::Xlsb(book) => match book.worksheet_cells_reader(&name) {
                Ok(mut cells) => rows_of(|| Ok(cells.next_cell().map_err(|why| damaged(&why))?.map(placed)))?,
                Err(_) => continue,
            },
            other => match other.worksheet_range(&name) {
                Ok(range) => range.rows().map(|row| row.iter().map(said).collect()).collect(),
                Err(_) => continue,
            },
        };
        sheets.push(Sheet { name, rows });
    }
    Ok(sheets)
}

fn damaged(why: &impl std::fmt::Display) -> String {
    format!("it is damaged or no workbook ({why}).")
}

/// A cell with its row and column.
fn placed(cell: Cell<DataRef<'_>>) -> ((u32, u32), String) {
    (cell.get_position(), said(&Data::from(cell.get_value().clone())))
}

/// Rows of cells that come one after another. Sheets say at which place a cell stands, and two cells may be a million rows apart.
fn rows_of(mut next: impl FnMut() -> Result<Option<((u32, u32), String)>, String>) -> Result<Vec<Vec<String>>, String> {
    let mut cells: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
    while let Some(((row, column), words)) = next()? {
        if !words.is_empty() {
            cells.entry(row).or_default().insert(column, words);
        }
    }
    let columns = || cells.values().flat_map(|row| row.keys().copied());
    let (Some(first), Some(last)) = (columns().min(), columns().max()) else { return Ok(Vec::new()) };
    let wide = (last - first) as usize + 1;
    if cells.len().saturating_mul(wide) > MOST_CELLS {
        return Err(format!(
            "a sheet of it has {} rows of {wide} columns, far more than people fill. Delete what stands far from the rest, and \
             import it again.",
            cells.len()
        ));
    }
    let row = |cells: BTreeMap<u32, String>| {
        let mut row = vec![String::new(); wide];
        for (column, words) in cells {
            if let Some(cell) = row.get_mut((column - first) as usize) {
                *cell = words;
            }
        }
        row
    };
    Ok(cells.into_values().map(row).collect())
}

/// Refuses a package that unpacks to far more than a workbook has, whatever it says of itself; and an OpenDocument sheet that says of
/// a few cells that they are repeated without end.
fn unpacks_within(bytes: &[u8]) -> Result<(), String> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|why| damaged(&why))?;
    let mut left = LARGEST;
    for place in 0..package.len() {
        let part = package.by_index(place).map_err(|why| damaged(&why))?;
        let content = part.name().is_ok_and(|name| name == "content.xml");
        let mut part = part.take(left + 1);
        let read = if content {
            let mut words = Vec::new();
            let read = part.read_to_end(&mut words).map_err(|why| damaged(&why))?;
            if read as u64 <= left && repeated(&words) > MOST_CELLS {
                return Err("its cells are repeated far more often than people fill them.".into());
            }
            read as u64
        } else {
            io::copy(&mut part, &mut io::sink()).map_err(|why| damaged(&why))?
        };
        left = left.checked_sub(read).ok_or("it unpacks to far more than a workbook has.")?;
    }
    Ok(())
}

/// How many cells with a value an OpenDocument sheet has, those among them that stand for several.
fn repeated(content: &[u8]) -> usize {
    let words = String::from_utf8_lossy(content);
    let mut reader = quick_xml::Reader::from_str(&words);
    let (mut rows, mut cells) = (1_usize, 0_usize);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                let times = |name: &str| {
                    let found = element.attributes().flatten().find(|one| one.key.local_name().as_ref() == name);
                    found.and_then(|one| one.value.parse::<usize>().ok()).unwrap_or(1)
                };
                match element.local_name().as_ref() {
                    "table-row" => rows = times("number-rows-repeated"),
                    // An empty cell is an empty element, and costs nothing.
                    "table-cell" => {
                        cells = cells.saturating_add(rows.saturating_mul(times("number-columns-repeated")));
                    }
                    _ => {}
                }
            }
            Ok(Event::Eof) | Err(_) => return cells,
            Ok(_) => {}
        }
    }
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
        if wide.saturating_mul(table.len()) > MOST_CELLS {
            continue;
        }
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

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    fn package(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).expect("an entry");
            writer.write_all(content.as_bytes()).expect("written");
        }
        writer.finish().expect("a package").into_inner()
    }

    fn xlsx(cells: &str) -> Vec<u8> {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
        package(&[
            (
                "_rels/.rels",
                &format!(
                    r#"<Relationships xmlns="{relations}"><Relationship Id="r0" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
                ),
            ),
            (
                "xl/workbook.xml",
                &format!(
                    r#"<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="One" sheetId="1" r:id="r1"/></sheets></workbook>"#
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                &format!(
                    r#"<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
                ),
            ),
            (
                "xl/worksheets/sheet1.xml",
                &format!(r#"<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>"#),
            ),
        ])
    }

    fn cell(place: &str, words: &str) -> String {
        let row = place.trim_start_matches(|c: char| c.is_ascii_uppercase());
        format!(r#"<row r="{row}"><c r="{place}" t="inlineStr"><is><t>{words}</t></is></c></row>"#)
    }

    #[test]
    fn cells_far_from_each_other_take_no_room_between_them() {
        let book = xlsx(&format!("{}{}", cell("B2", "Code"), cell("XFD1048576", "far")));
        let sheets = of_workbook(&book).expect("a workbook");
        let rows = &sheets.first().expect("a sheet").rows;
        assert_eq!((rows.len(), rows[0].len(), rows[0][0].as_str()), (2, 16_383, "Code"));
        assert_eq!(rows[1].last().map(String::as_str), Some("far"));
    }

    #[test]
    fn a_sheet_that_is_filled_far_and_wide_is_refused() {
        let mut cells: String = (1..400).map(|row| cell(&format!("A{row}"), "x")).collect();
        cells.push_str(&cell("XFD1048576", "far"));
        let why = of_workbook(&xlsx(&cells)).err().expect("refused");
        assert!(why.contains("400 rows of 16384 columns"), "{why}");
    }

    #[test]
    fn cells_of_an_open_document_that_are_repeated_without_end_are_refused() {
        let content = r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="One"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#;
        let ods = |content: &str| {
            let manifest =
                r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;
            let kind = "application/vnd.oasis.opendocument.spreadsheet";
            package(&[("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", content)])
        };
        let book = ods(content);
        assert!(of_workbook(&book).err().expect("refused").contains("repeated"));
        // As programs write what is empty to the end of a sheet.
        let usual = content.replace(
            r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>"#,
            r#"<table:table-row><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16383"/></table:table-row><table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#,
        );
        let book = ods(&usual);
        assert_eq!(of_workbook(&book).expect("a workbook")[0].rows, [["x"]]);
    }
}
