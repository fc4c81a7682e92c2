//! The tree as an OpenDocument text (ODT, ODF 1.3): named styles that LibreOffice and Word know, header rows on every
//! page, lying pages by page styles, notes, counted captions.
//!
//! Written by hand as the Word file is: no library writes more than flat text.

mod automatic;
mod body;
mod codes;
mod parts;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod text;

use self::body::Body;
use super::package::package;
use super::tree::Document;

/// Why a document could not be written as an OpenDocument text.
#[derive(Debug, thiserror::Error)]
#[error("The OpenDocument text could not be put together. Nothing was written; repeat the export.")]
pub struct OdtError {
    source: zip::result::ZipError,
}

/// The type of the file, which stands first in it.
const TYPE: &str = "application/vnd.oasis.opendocument.text";

/// The bytes of an OpenDocument text. The same document gives the same bytes.
///
/// # Errors
///
/// If the file would be larger than a zip file can be.
pub fn odt(document: &Document) -> Result<Vec<u8>, OdtError> {
    let (content, pictures) = Body::new(document).write();
    let manifest = parts::manifest(pictures.len());
    let meta = parts::meta(document);
    let styles = styles::styles(document);
    let written = [("content.xml", &content), ("styles.xml", &styles), ("meta.xml", &meta)];
    let mut parts: Vec<(String, &[u8])> =
        written.iter().map(|(name, part)| ((*name).to_owned(), part.as_bytes())).collect();
    for (index, png) in pictures.iter().enumerate() {
        parts.push((parts::picture_path(index), png));
    }
    parts.push(("META-INF/manifest.xml".to_owned(), manifest.as_bytes()));
    package(&parts, Some(("mimetype", TYPE.as_bytes()))).map_err(|source| OdtError { source })
}
