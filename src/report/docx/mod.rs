//! The tree as a Word file (DOCX, ECMA-376 transitional): real styles, so that an author can restyle it in Word.
//!
//! Written by hand rather than through a library, for what journals ask of tables and libraries lack: header rows on
//! every page, rows that stay whole, captions that are counted, pages that lie.

mod body;
mod cell;
mod codes;
mod contents;
mod figure;
mod lists;
mod notes;
mod parts;
mod remarks;
mod story;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod text;

use crate::report::package::package;
use crate::report::tree::{Block, Document};

/// Why a document could not be written as a Word file.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// A figure's bytes are not those of a PNG file, or it has no size.
    #[error(
        "The figure “{alternative}” is not a picture that Word can show. Nothing was written; draw the figure again and repeat the export."
    )]
    Picture {
        /// The figure's description.
        alternative: String,
    },
    /// The parts could not be put together.
    #[error("The Word file could not be put together. Nothing was written; repeat the export.")]
    Package {
        /// What went wrong.
        source: zip::result::ZipError,
    },
}

/// How a Word file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocxOptions {
    /// Word fills in the pages of the table of contents when it opens the file, after asking the reader; else it does
    /// so when the reader asks for it.
    pub update_fields: bool,
}

impl Default for DocxOptions {
    fn default() -> Self {
        DocxOptions { update_fields: true }
    }
}

/// The bytes of a Word file. The same document gives the same bytes.
///
/// # Errors
///
/// If a figure is no PNG picture or has no size; if the file would be larger than a zip file can be.
pub fn docx(document: &Document, options: DocxOptions) -> Result<Vec<u8>, DocxError> {
    for block in &document.blocks {
        if let Block::Figure(figure) = block {
            figure::check(figure)?;
        }
    }
    let (text, story) = body::write_document(document);
    let contents = document.blocks.iter().any(|block| matches!(block, Block::TableOfContents { .. }));
    let options = DocxOptions { update_fields: options.update_fields && contents };
    let written = [
        ("[Content_Types].xml", parts::content_types()),
        ("_rels/.rels", parts::package_relations()),
        ("docProps/core.xml", parts::core_properties(document)),
        ("docProps/app.xml", parts::app_properties()),
        ("word/document.xml", text),
        ("word/_rels/document.xml.rels", parts::document_relations(&story)),
        ("word/styles.xml", styles::styles(document)),
        ("word/settings.xml", parts::settings(options)),
        ("word/fontTable.xml", parts::font_table()),
        ("word/numbering.xml", lists::numbering(&story)),
        ("word/footnotes.xml", notes::footnotes(&story)),
        ("word/comments.xml", remarks::comments(&story)),
        ("word/footer1.xml", parts::footer(document, false)),
        ("word/footer2.xml", parts::footer(document, true)),
        ("word/theme1.xml", parts::THEME.to_owned()),
    ];
    let mut parts: Vec<(String, &[u8])> =
        written.iter().map(|(name, part)| ((*name).to_owned(), part.as_bytes())).collect();
    for (index, png) in story.pictures.iter().enumerate() {
        parts.push((format!("word/media/picture{}.png", index + 1), png));
    }
    package(&parts, None).map_err(|source| DocxError::Package { source })
}
