//! The zip file around the parts: always in one order, without times, so that the same document is the same bytes.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::DocxError;

/// The parts of a Word file, each with its name, in the order in which they are stored.
pub(super) fn package(parts: &[(String, &[u8])]) -> Result<Vec<u8>, DocxError> {
    // 1 January 1980, the earliest that a zip file can say.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), options).map_err(|source| DocxError::Package { source })?;
        zip.write_all(bytes).map_err(|source| DocxError::Package { source: source.into() })?;
    }
    Ok(zip.finish().map_err(|source| DocxError::Package { source })?.into_inner())
}
