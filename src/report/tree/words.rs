//! The few words that writers add of their own, so that a document can be in any language.

/// Words and marks that are not in the tree's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Above the table of contents.
    pub contents: String,
    /// In the footer; `{page}` and `{pages}` stand for the numbers.
    pub page_of: String,
    /// Before the number of a table.
    pub table: String,
    /// Before the number of a figure.
    pub figure: String,
    /// Before a quotation that shows what a code is not.
    pub near_miss: String,
    /// Around a quotation, opening and closing.
    pub quotation_marks: (String, String),
}

impl Default for Words {
    fn default() -> Self {
        Words {
            contents: "Contents".to_owned(),
            page_of: "Page {page} of {pages}".to_owned(),
            table: "Table".to_owned(),
            figure: "Figure".to_owned(),
            near_miss: "Near miss".to_owned(),
            quotation_marks: ("\u{201c}".to_owned(), "\u{201d}".to_owned()),
        }
    }
}
