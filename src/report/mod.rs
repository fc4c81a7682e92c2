//! The coding manual and the tables as a document tree, and the tree as files.

/// The tree as a Word file.
pub mod docx;
/// The tree as CommonMark.
pub mod markdown;
mod of_study;
mod outputs;
#[cfg(test)]
mod sample;
/// Plain tables as comma-separated values.
pub mod tables;
/// What a document is made of.
pub mod tree;

pub use docx::{DocxError, DocxOptions, docx};
pub use markdown::{MarkdownFile, markdown};
pub use of_study::{
    NotReported, PairInput, agreement_table, codebook_table, codings_table, decisions_table, double_coding,
    interventions, interventions_table, manual, review_table, second_review,
};
pub use outputs::{Format, Output, OutputError, file_stem, render, render_figure, render_round, write, write_file, write_round};
pub use tables::{CsvOptions, PlainCell, PlainTable, csv};
