//! The zip file around the parts of a Word file or an OpenDocument: always in one order, without times, so that the same
//! document is the same bytes.

use std::io::{Cursor, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The parts, each with its name, in the order in which they are stored. `first` goes before them uncompressed, as
/// OpenDocument wants its type (ODF 1.3 part 2, section 3.3).
pub(super) fn package(parts: &[(String, &[u8])], first: Option<(&str, &[u8])>) -> Result<Vec<u8>, ZipError> {
    // 1 January 1980, the earliest that a zip file can say.
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    if let Some((name, bytes)) = first {
        zip.start_file(name, options.compression_method(CompressionMethod::Stored))?;
        zip.write_all(bytes)?;
    }
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), options.compression_method(CompressionMethod::Deflated))?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
