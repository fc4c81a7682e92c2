//! A manuscript's file as paragraphs: Word, OpenDocument, PDF, Markdown and plain text.

mod markdown;
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
    /// The file is damaged, protected, or has no text.
    #[error("“{}” could not be read: {}", .0.file, .0.trouble)]
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
    if matches!(extension.as_str(), "md" | "markdown" | "qmd" | "rmd")
        && !bytes.starts_with(b"PK")
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return Ok(markdown::read(text.trim_start_matches('\u{feff}')));
    }
    let known = ["pages", "tex", "bib", "csv", "json"];
    if known.contains(&extension.as_str()) {
        return Err(ManuscriptError::Type { name: name.to_owned() });
    }
    imported(name, bytes)
}

/// As transcripts are read, without asking who speaks.
fn imported(name: &str, bytes: &[u8]) -> Result<Vec<ManuscriptParagraph>, ManuscriptError> {
    let read = import::paragraphs(name, bytes, &Choices::default())?;
    let styled = matches!(read.file_type, FileType::Word | FileType::OpenDocument | FileType::RichText);
    let paragraphs = read.paragraphs.into_iter().map(|paragraph| {
        let style = paragraph.style.as_deref().unwrap_or_default();
        ManuscriptParagraph {
            text: paragraph.text(),
            heading: paragraph.heading,
            set_as_quotation: styled && is_quotation_style(style),
            set_apart: paragraph.cell.is_some() || paragraph.listed || style.to_lowercase().starts_with("list"),
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
