//! The coding manual and the tables as a document tree, and the tree as files.

mod anchors;
mod direction;
/// The tree as a Word file.
pub mod docx;
/// The tree as one HTML file.
pub mod html;
/// The tree as LaTeX source.
pub mod latex;
/// The tree as CommonMark.
pub mod markdown;
/// The tree as an OpenDocument text.
pub mod odt;
mod of_study;
mod outputs;
mod package;
mod paper;
/// The tree as a PDF file.
pub mod pdf;
#[cfg(test)]
mod sample;
/// Plain tables as comma-separated values.
pub mod tables;
/// What a document is made of.
pub mod tree;
/// The tree, and plain tables, as an Excel workbook.
pub mod xlsx;
mod xml;

pub use docx::{DocxError, DocxOptions, docx};
pub use html::html;
pub use latex::{LatexFile, latex};
pub use markdown::{MarkdownFile, markdown};
pub use odt::{OdtError, odt};
pub use of_study::{
    ATTRIBUTION, AgreementRow, Answer, Answered, Arrangement, Balance, Beside, Checklist, CodeLayout, CodeOrder,
    ColumnSet, Concern, ConcernKind, Counting, ManualOptions, MatrixLevel, MatrixOptions, MatrixTable, Missing,
    NotReported, PairInput, ParticipantOptions, QuoteOptions, Rounding, Sections, Shape, Unit, Voice, agreement_rows,
    agreement_table, answers, attribution, balance, board_document, checklist, checks_before_export,
    checks_of_quotations, codebook_table, coded_transcripts, codings_table, decisions_table, double_coding, faults,
    in_a_sentence, interventions, interventions_table, manual, manual_with, matrix, matrix_plain, participant_table,
    participants_plain, quotation_book, quoted, quoted_in_manual, quotes_plain, review_table, second_review, shortened,
    source, standing, verification, verification_in_lines,
};
pub use outputs::{
    Choices, Format, Output, OutputError, Rendered, document_format, document_of, file_stem, render, render_document,
    render_figure, render_round, render_with, write, write_document, write_figure, write_file, write_private_file,
    write_round, write_with,
};
pub use pdf::{PdfError, PdfFile, Pixels, Preview, pdf, preview};
pub use tables::{CsvOptions, PlainCell, PlainTable, csv};
pub use xlsx::{XlsxError, xlsx, xlsx_table};
