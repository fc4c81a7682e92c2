//! Tables as an Excel workbook (XLSX): real numbers, header rows that stay in sight and are printed on every page,
//! merged cells, text that no spreadsheet takes for a formula. Written by `rust_xlsxwriter`.

mod document;
mod plain;
mod sheet;
#[cfg(test)]
mod tests;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError as WriterError};

pub use document::xlsx;
pub use plain::xlsx_table;

/// Why a document could not be written as a workbook.
#[derive(Debug, thiserror::Error)]
#[error("The Excel workbook could not be put together ({source}). Nothing was written; export as CSV or Word instead.")]
pub struct XlsxError {
    #[from]
    source: WriterError,
}

/// A workbook that says what it holds and carries no time: the same study gives the same bytes.
fn workbook(title: &str, authors: &str) -> Result<Workbook, WriterError> {
    let mut workbook = Workbook::new();
    let epoch = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_title(title).set_author(authors).set_creation_datetime(&epoch);
    workbook.set_properties(&properties);
    Ok(workbook)
}
