//! A manuscript's file as paragraphs: Word, OpenDocument, PDF, Markdown and plain text.

mod markdown;
mod odt;
mod pdf;
#[cfg(test)]
mod tests;

use super::verify::ManuscriptParagraph;
use crate::import::{self, Choices, FileType, ImportError};

/// Why a manuscript could not be read. Each sentence says what to do.
#[derive(Debug, thiserror::Error)]
pub enum ManuscriptError {
    /// Nothing is read of files of this type.
    #[error(
        "“{name}” is of a type that is not read as a manuscript. Save it as Word (.docx), OpenDocument (.odt), PDF, Markdown (.md) or plain text (.txt), and verify that."
    )]
    Type {
        /// The file's name.
        name: String,
    },
    /// The file says it is OpenDocument and is not, or is damaged.
    #[error(
        "“{name}” could not be read as an OpenDocument text: {why}. Open it in its own program, save it anew, and verify that."
    )]
    OpenDocument {
        /// The file's name.
        name: String,
        /// What went wrong.
        why: String,
    },
    /// No text can be had from a PDF.
    #[error("“{name}” could not be read as a PDF: {why}, and verify that.")]
    Pdf {
        /// The file's name.
        name: String,
        /// What is wrong, and what to do.
        why: String,
    },
    /// As when it is imported.
    #[error(transparent)]
    File(#[from] ImportError),
}

/// The paragraphs of a manuscript in reading order. `file_name` decides the type where the bytes do not.
///
/// # Errors
///
/// [`ManuscriptError`], for types that are not read and for files that are damaged.
pub fn read_manuscript(file_name: &str, bytes: &[u8]) -> Result<Vec<ManuscriptParagraph>, ManuscriptError> {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default();
    let zipped = bytes.starts_with(b"PK");
    if bytes.starts_with(b"%PDF") || extension == "pdf" {
        return pdf::read(bytes).map_err(|why| ManuscriptError::Pdf { name: name.to_owned(), why });
    }
    match extension.as_str() {
        "odt" | "ott" | "fodt" if zipped => {
            odt::read(bytes).map_err(|why| ManuscriptError::OpenDocument { name: name.to_owned(), why })
        }
        "md" | "markdown" | "qmd" | "rmd" if !zipped => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(markdown::read(text.trim_start_matches('\u{feff}'))),
            Err(_) => imported(name, bytes),
        },
        "docx" | "docm" | "dotx" | "txt" | "text" | "md" | "markdown" | "" => imported(name, bytes),
        _ => Err(ManuscriptError::Type { name: name.to_owned() }),
    }
}

/// As transcripts are read, without asking who speaks.
fn imported(name: &str, bytes: &[u8]) -> Result<Vec<ManuscriptParagraph>, ManuscriptError> {
    let read = import::paragraphs(name, bytes, &Choices::default())?;
    let word = read.file_type == FileType::Word;
    let paragraphs = read.paragraphs.into_iter().map(|paragraph| {
        let style = paragraph.style.as_deref().unwrap_or_default();
        ManuscriptParagraph {
            text: paragraph.text(),
            heading: paragraph.heading,
            set_as_quotation: word && is_quotation_style(style),
            set_apart: paragraph.cell.is_some() || style.to_lowercase().starts_with("list"),
        }
    });
    Ok(paragraphs.collect())
}

/// Whether a style's name says that its paragraphs quote, in the languages in which word processors name theirs.
fn is_quotation_style(style: &str) -> bool {
    let style = style.to_lowercase();
    ["quot", "block text", "zitat", "citat", "citaz", "cita", "blocktext", "extract"]
        .iter()
        .any(|name| style.contains(name))
}
