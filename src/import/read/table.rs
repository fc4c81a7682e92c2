//! A transcript as a table in a file of its own (CSV, Excel, OpenDocument): a row a turn. Of a workbook the first sheet is read in
//! which somebody speaks.

use super::super::error::{Kind, Trouble};
use super::super::notice::Notice;
use super::super::speakers::{self, Line, Pattern};
use super::super::tables::{self, Sheet};
use super::{Cell, FileType, Paragraph, ReadDocument, tidy_and_tell, txt};

/// So many words a turn has on average, in tables whose heads do not name the column of words: columns of numbers and labels have
/// fewer.
const WORDS: usize = 3;

/// Reads a table with parted columns. A text whose lines only happen to have commas in them is read as a text.
pub(in super::super) fn of_csv(bytes: &[u8], encoding: Option<&str>) -> Result<ReadDocument, Trouble> {
    let (decoded, notices) = txt::decode(bytes, encoding)?;
    let sheet = tables::of_text(&decoded.text).map_err(Trouble::damaged)?;
    let document = if is_even(&sheet) {
        of_sheets(vec![sheet], notices)?
    } else {
        txt::read(bytes, encoding, super::super::LineBreaks::Auto)?
    };
    Ok(ReadDocument { encoding: Some(decoded.found), ..document })
}

/// Reads a workbook; one that no sheet can be read of is told as damaged.
pub(in super::super) fn of_workbook(bytes: &[u8]) -> Result<ReadDocument, Trouble> {
    of_sheets(tables::of_workbook(bytes).map_err(|_| Trouble::OtherKind(Kind::Workbook))?, Vec::new())
}

/// Whether nearly all rows have as many cells as the first, several.
fn is_even(sheet: &Sheet) -> bool {
    let rows = || sheet.rows.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    let wide = rows().map(Vec::len).max().unwrap_or(0);
    wide > 1 && rows().filter(|row| row.len() == wide).count() * 10 >= rows().count() * 8
}

fn of_sheets(sheets: Vec<Sheet>, mut notices: Vec<Notice>) -> Result<ReadDocument, Trouble> {
    let filled = |sheet: &Sheet| sheet.rows.iter().any(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    let sheets: Vec<Sheet> = sheets.into_iter().filter(filled).map(Sheet::without_title).collect();
    if sheets.is_empty() {
        return Err(Trouble::Empty);
    }
    let found = sheets.iter().enumerate().find_map(|(at, sheet)| {
        let mut told = Vec::new();
        let paragraphs = tidy_and_tell(paragraphs(sheet), &mut told);
        somebody_speaks(&paragraphs).then_some((at, paragraphs, told))
    });
    let Some((at, paragraphs, told)) = found else { return Err(Trouble::OtherKind(Kind::TableWithoutTurns)) };
    notices.extend(told);
    let others: Vec<&str> =
        sheets.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, sheet)| sheet.name.as_str()).collect();
    if !others.is_empty() {
        notices.push(Notice::SheetsLeft(others.join(", ")));
    }
    Ok(ReadDocument { paragraphs, encoding: None, notices, file_type: FileType::Table, title: None })
}

/// A paragraph a cell.
fn paragraphs(sheet: &Sheet) -> Vec<Paragraph> {
    let mut all = Vec::new();
    for (row, cells) in sheet.rows.iter().enumerate() {
        for (column, words) in cells.iter().enumerate().filter(|(_, words)| !words.trim().is_empty()) {
            all.push(Paragraph { cell: Some(Cell { table: 0, row, column }), ..Paragraph::plain(words.as_str()) });
        }
    }
    all
}

/// Whether the table has turns, and words in them.
fn somebody_speaks(paragraphs: &[Paragraph]) -> bool {
    let lines: Vec<Line> = paragraphs.iter().map(Line::from).collect();
    let Some(finding) = speakers::find(&lines, Pattern::Table, true, &[]) else { return false };
    let mut said: Vec<bool> = vec![true; lines.len()];
    let printed = finding.openings.iter().flat_map(|opening| opening.printed.iter().map(|(line, _)| *line));
    for line in printed.chain(finding.noise.iter().copied()) {
        said.get_mut(line).into_iter().for_each(|said| *said = false);
    }
    let turns: Vec<&Line> = lines.iter().zip(said).filter(|(_, said)| *said).map(|(line, _)| line).collect();
    let words: usize = turns.iter().map(|line| line.text.split_whitespace().count()).sum();
    speakers::names_the_words(&lines) && words > 0 || words >= turns.len() * WORDS
}
