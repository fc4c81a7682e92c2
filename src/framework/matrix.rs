//! A table of ticks: what of one kind is linked with what of another.

use serde::Deserialize;

use super::Confidence;

/// A table of links, with its source.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matrix<Of, To> {
    /// Where the table is printed, as a short reference.
    pub citation: String,
    /// Its rows in the order of the source.
    pub rows: Vec<Row<Of, To>>,
}

/// One row of a table of links.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row<Of, To> {
    /// What the row is about.
    pub of: Of,
    /// What it is linked with.
    pub linked: Vec<To>,
    /// How far the row was held against print.
    pub confidence: Confidence,
}

impl<Of: PartialEq, To: PartialEq> Matrix<Of, To> {
    /// The row about this, if there is one.
    pub fn row(&self, of: &Of) -> Option<&Row<Of, To>> {
        self.rows.iter().find(|row| row.of == *of)
    }

    /// Whether the two are linked.
    pub fn links(&self, of: &Of, to: &To) -> bool {
        self.row(of).is_some_and(|row| row.linked.contains(to))
    }

    /// How many links it has.
    pub fn ticks(&self) -> usize {
        self.rows.iter().map(|row| row.linked.len()).sum()
    }
}
