//! A document in each of its formats.

use std::path::Path;

use super::{DOCX, Format, HTML, LATEX, MARKDOWN, ODT, OutputError, PDF, XLSX, files::write_file};
use crate::report::tree::Document;
use crate::report::{DocxOptions, docx, html, latex, markdown, odt, pdf, xlsx};

/// What stands in the names of pictures until the name of the file is known.
const STEM: &str = "\u{1}";

/// A file's bytes, and those of the pictures that must stand beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The file.
    pub bytes: Vec<u8>,
    /// Pictures by the end of their names, which begin like the file's.
    pub beside: Vec<(String, Vec<u8>)>,
}

impl From<Vec<u8>> for Rendered {
    fn from(bytes: Vec<u8>) -> Self {
        Rendered { bytes, beside: Vec::new() }
    }
}

impl Rendered {
    /// Writes the file and what stands beside it; the file last, so that it never looks for what is not there.
    ///
    /// # Errors
    ///
    /// What the disk says. What stood there before is untouched.
    pub fn write(&self, path: &Path) -> Result<(), OutputError> {
        if self.beside.is_empty() {
            return write_file(path, &self.bytes);
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().replace([' ', '#', '%', '(', ')'], "-");
        for (name, bytes) in &self.beside {
            write_file(&path.with_file_name(name.replace(STEM, &stem)), bytes)?;
        }
        let text = String::from_utf8_lossy(&self.bytes).replace(STEM, &stem);
        write_file(path, text.as_bytes())
    }
}

/// The formats of documents, the usual one first.
const FORMATS: [Format; 7] = [DOCX, PDF, ODT, HTML, LATEX, MARKDOWN, XLSX];

/// The document format that a file's extension asks for.
///
/// # Errors
///
/// If documents are not written with that extension.
pub fn document_format(path: &Path) -> Result<Format, OutputError> {
    let asked = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let found = FORMATS.iter().find(|format| format.extension == asked).copied();
    found.ok_or_else(|| {
        let known: Vec<String> = FORMATS.iter().map(|format| format!(".{}", format.extension)).collect();
        OutputError::UnknownFormat { what: "report", asked, known: known.join(" or ") }
    })
}

/// A document in a format of documents; in any other, as Markdown.
///
/// # Errors
///
/// If a picture cannot be shown or the file cannot be put together.
pub fn render_document(document: &Document, format: Format) -> Result<Rendered, OutputError> {
    let drawing = |why: &dyn std::fmt::Display| OutputError::Drawing(why.to_string());
    let bytes = if format == DOCX {
        docx(document, DocxOptions::default()).map_err(|why| drawing(&why))?
    } else if format == ODT {
        odt(document).map_err(|why| drawing(&why))?
    } else if format == PDF {
        pdf(document).map_err(|why| drawing(&why))?.bytes
    } else if format == XLSX {
        xlsx(document).map_err(|why| drawing(&why))?
    } else if format == HTML {
        html(document).into_bytes()
    } else if format == LATEX {
        let written = latex(document, &format!("{STEM}-"));
        return Ok(beside(written.text, written.pictures));
    } else {
        let written = markdown(document, &format!("{STEM}-"));
        return Ok(beside(written.text, written.pictures));
    };
    Ok(bytes.into())
}

fn beside(text: String, pictures: Vec<(String, &[u8])>) -> Rendered {
    let beside = pictures.into_iter().map(|(name, bytes)| (name, bytes.to_vec())).collect();
    Rendered { bytes: text.into_bytes(), beside }
}

/// Writes a document to a file, and beside it the pictures that it shows, where its format has none inside.
///
/// # Errors
///
/// As [`render_document`], and what the disk says.
pub fn write_document(document: &Document, format: Format, path: &Path) -> Result<(), OutputError> {
    render_document(document, format)?.write(path)
}
