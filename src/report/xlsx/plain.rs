//! A plain table as a sheet by itself, with a filter on its header.

use rust_xlsxwriter::Worksheet;

use super::sheet::{CellLook, Heights, Names, Rich, format};
use super::{XlsxError, workbook};
use crate::report::tables::{PlainCell, PlainTable};
use crate::report::tree::Alignment;

/// Widest and narrowest column, in characters.
const WIDEST: usize = 60;
const NARROWEST: usize = 8;

/// The bytes of a workbook with this table on its one sheet. The same table gives the same bytes.
///
/// # Errors
///
/// If there are more rows or columns than a sheet has.
pub fn xlsx_table(title: &str, name: &str, table: &PlainTable) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = workbook(title, "")?;
    let sheet = workbook.add_worksheet();
    sheet.set_name(Names::default().next(name))?;
    write(sheet, table)?;
    Ok(workbook.save_to_buffer()?)
}

fn write(sheet: &mut Worksheet, table: &PlainTable) -> Result<(), XlsxError> {
    let header = format(CellLook::Header, Alignment::Start);
    let cell = format(CellLook::Cell, Alignment::Start);
    let amount = format(CellLook::Cell, Alignment::End);
    let mut widths = Vec::new();
    for (column, name) in (0_u16..).zip(&table.header) {
        sheet.write_string_with_format(0, column, name, &header)?;
        widths.push(name.chars().count() + 3);
    }
    for (row, cells) in (1_u32..).zip(&table.rows) {
        for (column, value) in (0_u16..).zip(cells) {
            let width = match value {
                PlainCell::Empty => 0,
                PlainCell::Text(text) => {
                    let mut rich = Rich::default();
                    rich.push(text);
                    rich.write(sheet, row, column, &cell)?;
                    text.lines().map(|line| line.chars().count()).max().unwrap_or(0)
                }
                PlainCell::Count(count) => {
                    // Excel's numbers are binary64; larger counts than it holds exactly do not occur.
                    sheet.write_number_with_format(row, column, *count as f64, &amount)?;
                    count.to_string().len()
                }
                PlainCell::Number(number) if number.is_finite() => {
                    sheet.write_number_with_format(row, column, *number, &amount)?;
                    12
                }
                PlainCell::Number(_) => 0,
            };
            match widths.get_mut(usize::from(column)) {
                Some(widest) => *widest = (*widest).max(width + 1),
                None => widths.push(width + 1),
            }
        }
    }
    let widths: Vec<f64> = widths.into_iter().map(|width| width.clamp(NARROWEST, WIDEST) as f64).collect();
    for (column, width) in (0_u16..).zip(&widths) {
        sheet.set_column_width(column, *width)?;
    }
    let mut heights = Heights::default();
    for (row, cells) in (1_u32..).zip(&table.rows) {
        for (value, width) in cells.iter().zip(&widths) {
            if let PlainCell::Text(text) = value {
                heights.fit(row, text, *width, 11.0);
            }
        }
    }
    heights.apply(sheet)?;
    if let (Some(last), false) = (widths.len().checked_sub(1), table.header.is_empty()) {
        let last = u16::try_from(last).unwrap_or(u16::MAX);
        let rows = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        sheet.autofilter(0, 0, rows, last)?;
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_repeat_rows(0, 0)?;
    }
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    Ok(())
}
