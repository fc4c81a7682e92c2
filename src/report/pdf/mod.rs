//! The tree as a PDF file: pages set by this program, with the faces it bundles, so that the same document is the same
//! pages everywhere. Headings stay with what follows them, header rows are drawn on every page, rows stay whole, notes
//! stand at the foot of their page; bookmarks, links, and a structure for screen readers.
//!
//! `krilla` writes the file; breaking lines and stacking pages is ours, since no library does it for tables such as a
//! coding manual's.

mod cards;
mod faces;
mod flow;
mod lines;
mod pages;
mod preview;
mod structure;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod write;

pub use self::preview::{Pixels, Preview, preview};

use self::flow::Flow;
use self::pages::stack;
use self::write::Writing;
use super::paper::Sheet;
use super::tree::Document;

/// Why a document could not be written as a PDF file.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A figure's bytes are not those of a PNG file.
    #[error(
        "A figure is not a picture that PDF can show. Nothing was written; draw the figure again and repeat the export."
    )]
    Picture,
    /// The file could not be put together.
    #[error(
        "The PDF file could not be put together ({reason}). Nothing was written; export as Word or as a web page instead."
    )]
    File {
        /// What went wrong.
        reason: String,
    },
}

/// A PDF file, and what a reader should know of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PdfFile {
    pub bytes: Vec<u8>,
    /// Pages.
    pub pages: usize,
    /// Characters that none of the bundled faces has, each once; a box stands for them.
    pub missing: Vec<char>,
}

/// Writes the document as a PDF file. The same document gives the same bytes.
///
/// # Errors
///
/// If a figure is no PNG picture; if the file cannot be put together.
pub fn pdf(document: &Document) -> Result<PdfFile, PdfError> {
    let mut flow = Flow::new(document);
    flow.all();
    let notes = flow.set_notes();
    let slices = std::mem::take(&mut flow.slices);
    let pages = stack(slices, &flow.again, &notes, Sheet::new(document.page, false));
    let missing = flow.shaper.missing.iter().copied().collect();
    let pictures = std::mem::take(&mut flow.pictures);
    let writing = Writing::new(document, &pages, &pictures, flow.shaper, flow.structure)?;
    Ok(PdfFile { bytes: writing.write()?, pages: pages.pages.len(), missing })
}
