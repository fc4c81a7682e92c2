//! What can be written of a study, in which formats, to which file.

mod document;
mod files;

use std::{
    io,
    path::{Path, PathBuf},
};

use thiserror::Error;

pub use document::{Rendered, document_format, render_document, write_document};
pub use files::{file_stem, write_file, write_private_file};

use super::{
    Beside, Checklist, CsvOptions, ManualOptions, MatrixOptions, NotReported, PairInput, ParticipantOptions,
    PlainTable, QuoteOptions, agreement_table, board_document, checklist, codebook_table, coded_transcripts,
    codings_table, csv, decisions_table, double_coding, interventions_table, manual_with, matrix, matrix_plain,
    participant_table, participants_plain, quotation_book, quotes_plain, review_table, second_review, xlsx_table,
};
use crate::{
    figure::{self, FigureFormat, FigureOptions},
    report::tree::{Document, Page, Words},
    study::{Board, Id, Study, Transcript},
};

/// What can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    Manual,
    Figure,
    Interventions,
    /// A board; `None` is the last one.
    Board(Option<Id<Board>>),
    /// A table of themes by framework element.
    Matrix(MatrixOptions),
    Codings,
    /// The transcripts with their codings: in the margin where the format has one, else beside the words.
    CodedTranscripts,
    Codebook,
    /// The table of participants.
    Participants,
    /// The quotation book.
    Quotes,
    /// A reporting checklist.
    Checklist,
    /// The report of a round of double coding: as Word and Markdown all of it, as CSV the agreement table alone.
    DoubleCoding,
    /// What was decided in a round of double coding, a row a decision.
    Decisions,
    /// The second researcher's review.
    Review,
}

/// What a person chose of the outputs that leave a choice.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// `None` takes what suits the study ([`ManualOptions::of`]).
    pub manual: Option<ManualOptions>,
    pub participants: ParticipantOptions,
    pub quotes: QuoteOptions,
    /// `None` takes COREQ.
    pub checklist: Option<Checklist>,
    /// Which transcripts are written with their codings; all where it is empty.
    pub transcripts: Vec<Id<Transcript>>,
    /// The paper of what has no options of its own: checklists, the interventions.
    pub page: Page,
    /// Their language as a BCP 47 tag; `None` takes the study's.
    pub language: Option<String>,
}

/// A file format by its extension, and its name in a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    pub extension: &'static str,
    pub name: &'static str,
}

pub(super) const DOCX: Format = Format { extension: "docx", name: "Word" };
pub(super) const PDF: Format = Format { extension: "pdf", name: "PDF" };
pub(super) const ODT: Format = Format { extension: "odt", name: "OpenDocument" };
pub(super) const HTML: Format = Format { extension: "html", name: "Web page" };
pub(super) const MARKDOWN: Format = Format { extension: "md", name: "Markdown" };
pub(super) const LATEX: Format = Format { extension: "tex", name: "LaTeX" };
pub(super) const XLSX: Format = Format { extension: "xlsx", name: "Excel" };
const SVG: Format = Format { extension: "svg", name: "SVG" };
const EPS: Format = Format { extension: "eps", name: "EPS" };
const TIFF: Format = Format { extension: "tif", name: "TIFF" };
const PNG: Format = Format { extension: "png", name: "PNG" };
const CSV: Format = Format { extension: "csv", name: "CSV" };
const JSON_LINES: Format = Format { extension: "jsonl", name: "JSON lines" };

/// Why something was not written.
#[derive(Debug, Error)]
pub enum OutputError {
    #[error("The {what} cannot be written as “{asked}”; name a file that ends in {known}. Nothing was written.")]
    UnknownFormat { what: &'static str, asked: String, known: String },
    #[error("There are no themes to draw yet: make a board with themes first. Nothing was written.")]
    NoBoard,
    #[error("The {0} is of a round of double coding; name one. Nothing was written.")]
    NoRound(&'static str),
    #[error("{0} Nothing was written.")]
    NotReported(#[from] NotReported),
    #[error("“{}” was not written: {} What stood there before is untouched.", .path.display(), of_disk(.path, .why))]
    Disk { path: PathBuf, why: io::Error },
    #[error("{0} Nothing was written.")]
    Drawing(String),
}

/// What stood in the way of a file, and what to do: without the name it has while it is being written.
fn of_disk(path: &Path, why: &io::Error) -> String {
    use io::ErrorKind as Kind;
    let folder = folder_of(path).display();
    match why.kind() {
        Kind::NotFound => format!("there is no folder “{folder}”. Make it first, or choose another."),
        Kind::NotADirectory => format!("“{folder}” is not a folder. Choose a folder."),
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem => {
            format!("the folder “{folder}” may not be written to. Choose a folder of your own, or ask for permission.")
        }
        Kind::IsADirectory => "there is a folder of that name. Choose another name.".to_owned(),
        Kind::StorageFull | Kind::QuotaExceeded => "the disk is full. Make room, and try again.".to_owned(),
        other => format!("{other}. Look whether the drive is connected, or choose another folder."),
    }
}

/// The folder a file is to be in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

impl Output {
    /// As a file name and a sentence have it: "coding manual".
    pub fn name(self) -> &'static str {
        match self {
            Output::Manual => "coding manual",
            Output::Figure => "figure",
            Output::Interventions => "interventions",
            Output::Board(_) => "board",
            Output::Matrix(options) => options.table.name(),
            Output::Codings => "codings",
            Output::CodedTranscripts => "coded transcripts",
            Output::Codebook => "codebook",
            Output::Participants => "participants",
            Output::Quotes => "quotation book",
            Output::Checklist => "checklist",
            Output::DoubleCoding => "double coding report",
            Output::Decisions => "decisions",
            Output::Review => "review report",
        }
    }

    /// The formats it can be written in, the usual one first.
    pub fn formats(self) -> &'static [Format] {
        match self {
            Output::Manual | Output::Checklist => &[DOCX, PDF, ODT, HTML, LATEX, MARKDOWN, XLSX],
            Output::Figure => &[SVG, PDF, EPS, TIFF, PNG],
            Output::DoubleCoding | Output::Review => &[DOCX, PDF, ODT, HTML, LATEX, MARKDOWN, XLSX, CSV],
            Output::Interventions => &[MARKDOWN, DOCX, PDF, ODT, HTML, LATEX, XLSX, CSV],
            Output::Board(_) => &[DOCX, PDF, ODT, HTML, LATEX, MARKDOWN, XLSX],
            Output::Participants | Output::Quotes | Output::Matrix(_) => {
                &[DOCX, PDF, ODT, HTML, LATEX, MARKDOWN, XLSX, CSV]
            }
            Output::Codings => &[CSV, XLSX, JSON_LINES],
            Output::CodedTranscripts => &[DOCX, PDF, ODT, HTML, LATEX, MARKDOWN],
            Output::Codebook | Output::Decisions => &[CSV, XLSX],
        }
    }

    /// Whether it holds what participants said, word by word.
    pub fn quotes(self) -> bool {
        matches!(self, Output::Manual | Output::Quotes | Output::Codings | Output::CodedTranscripts)
    }

    /// Whether it is of one round of double coding: then [`render_round`] and [`write_round`] make it.
    pub fn is_of_a_round(self) -> bool {
        matches!(self, Output::DoubleCoding | Output::Decisions)
    }

    /// The format that a file's extension asks for.
    pub fn format_of(self, path: &Path) -> Result<Format, OutputError> {
        let asked = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let asked = if asked == "tiff" { "tif".to_owned() } else { asked };
        let found = self.formats().iter().find(|format| format.extension == asked);
        found.copied().ok_or_else(|| {
            let known: Vec<String> = self.formats().iter().map(|format| format!(".{}", format.extension)).collect();
            OutputError::UnknownFormat { what: self.name(), asked, known: known.join(" or ") }
        })
    }
}

/// An output in a format, as the study suggests it. The same study gives the same bytes.
pub fn render(study: &Study, output: Output, format: Format) -> Result<Rendered, OutputError> {
    render_with(study, Beside::default(), output, format, &Choices::default())
}

/// An output in a format, as a person chose it.
pub fn render_with(
    study: &Study,
    beside: Beside<'_>,
    output: Output,
    format: Format,
    choices: &Choices,
) -> Result<Rendered, OutputError> {
    let table = match output {
        Output::Figure => {
            let board = study.boards_in_order().pop().ok_or(OutputError::NoBoard)?;
            return render_figure(study, board.id, &figure::options_of(study, board.id), format).map(Rendered::from);
        }
        Output::DoubleCoding | Output::Decisions => return Err(OutputError::NoRound(output.name())),
        Output::Review if format == CSV => review_table(study),
        Output::Interventions if format == CSV => interventions_table(study),
        Output::Participants if format == CSV => participants_plain(study, &choices.participants),
        // A spreadsheet wants a row a quotation, not a book.
        Output::Quotes if format == CSV || format == XLSX => quotes_plain(study, &choices.quotes),
        Output::Matrix(options) if format == CSV => matrix_plain(study, &options),
        Output::CodedTranscripts => {
            let margin = format == DOCX || format == ODT;
            let mut document = coded_transcripts(study, &choices.transcripts, margin);
            document.page = choices.page;
            return render_document(&document, format);
        }
        Output::Codings => codings_table(study),
        Output::Codebook => codebook_table(study),
        _ => {
            let document = document_of(study, beside, output, choices);
            let missing =
                if let Output::Board(_) = output { OutputError::NoBoard } else { OutputError::NoRound(output.name()) };
            return render_document(&document.ok_or(missing)?, format);
        }
    };
    as_table(study, output, &table, format)
}

/// The document that an output's files are written from, as a person chose it: what its pages show is what is written.
/// `None` for plain tables, for the figure, and for what is of a round.
pub fn document_of(study: &Study, beside: Beside<'_>, output: Output, choices: &Choices) -> Option<Document> {
    let on_paper = |mut document: Document| {
        document.page = choices.page;
        if let Some(language) = &choices.language {
            document.language.clone_from(language);
            document.words = Words::of_language(language);
        }
        document
    };
    match output {
        Output::Manual => {
            let options = choices.manual.clone().unwrap_or_else(|| ManualOptions::of(study));
            Some(manual_with(study, beside, &options))
        }
        Output::Quotes => Some(quotation_book(study, &choices.quotes)),
        Output::Participants => Some(participant_table(study, &choices.participants)),
        Output::Checklist => Some(on_paper(checklist(study, choices.checklist.unwrap_or(Checklist::Coreq)))),
        Output::Interventions => Some(on_paper(super::interventions(study))),
        Output::Review => Some(second_review(study)),
        Output::Board(board) => board_document(study, board),
        Output::Matrix(options) => Some(on_paper(matrix(study, &options))),
        Output::CodedTranscripts => Some(on_paper(coded_transcripts(study, &choices.transcripts, false))),
        Output::Figure | Output::Codings | Output::Codebook | Output::DoubleCoding | Output::Decisions => None,
    }
}

/// The bytes of the figure of one board as these options have it: what the window shows is what is written.
pub fn render_figure(
    study: &Study,
    board: Id<Board>,
    options: &FigureOptions,
    format: Format,
) -> Result<Vec<u8>, OutputError> {
    let scene = figure::draw(study, board, options).layout.scene;
    let known = FigureFormat::of_extension(format.extension);
    let format = known.ok_or_else(|| OutputError::Drawing(format!("A figure is no {}.", format.name)))?;
    figure::figure_file(&scene, format, options.dpi, &study.details().language)
        .map_err(|why| OutputError::Drawing(why.to_string()))
}

/// Writes the figure of one board: one file, or one for each page, whose names then end in the page's number
/// (`Fig1-1.tif`). Gives the files that were written.
///
/// # Errors
///
/// As [`render_figure`], what the disk says, and where figures are not written with the file's extension.
pub fn write_figure(
    study: &Study,
    board: Id<Board>,
    options: &FigureOptions,
    path: &Path,
) -> Result<Vec<PathBuf>, OutputError> {
    let format = Output::Figure.format_of(path)?;
    let known = FigureFormat::of_extension(format.extension);
    let known = known.ok_or_else(|| OutputError::Drawing(format!("A figure is no {}.", format.name)))?;
    let pages = figure::draw_pages(study, board, options);
    let mut files = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        let bytes = figure::figure_file(&page.layout.scene, known, options.dpi, &study.details().language)
            .map_err(|why| OutputError::Drawing(why.to_string()))?;
        files.push((if pages.len() == 1 { path.to_owned() } else { numbered(path, at + 1) }, bytes));
    }
    // All are drawn before the first is written.
    for (path, bytes) in &files {
        write_file(path, bytes)?;
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

/// "Fig1.tif" with a page's number: "Fig1-2.tif".
fn numbered(path: &Path, page: usize) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}-{page}.{extension}"))
}

/// An output of a round in a format. The same study and input give the same bytes. What is not of a round is made by
/// [`render`].
pub fn render_round(study: &Study, input: &PairInput, output: Output, format: Format) -> Result<Rendered, OutputError> {
    match output {
        Output::DoubleCoding if format == CSV => as_table(study, output, &agreement_table(study, input)?, format),
        Output::DoubleCoding => render_document(&double_coding(study, input)?, format),
        Output::Decisions => as_table(study, output, &decisions_table(study, input)?, format),
        other => render(study, other, format),
    }
}

/// As [`write`], of a round.
pub fn write_round(study: &Study, input: &PairInput, output: Output, path: &Path) -> Result<(), OutputError> {
    render_round(study, input, output, output.format_of(path)?)?.write(path)
}

/// A plain table as comma-separated values or as a sheet.
fn as_table(study: &Study, output: Output, table: &PlainTable, format: Format) -> Result<Rendered, OutputError> {
    if format == XLSX {
        let bytes = xlsx_table(&study.details().title, output.name(), table);
        return bytes.map(Rendered::from).map_err(|why| OutputError::Drawing(why.to_string()));
    }
    if format == JSON_LINES {
        return Ok(Rendered::from(json_lines(table)));
    }
    // Excel knows UTF-8 by the byte order mark; R and Python read past it.
    let options = CsvOptions { byte_order_mark: true, ..CsvOptions::default() };
    let bytes = csv(table, options);
    bytes
        .map(Rendered::from)
        .map_err(|why| OutputError::Drawing(format!("The table could not be put together: {why}.")))
}

/// A plain table as an object a line; numbers are numbers.
fn json_lines(table: &PlainTable) -> Vec<u8> {
    use super::tables::PlainCell;
    use serde_json::Value;
    let mut lines = String::new();
    for row in &table.rows {
        let fields = table.header.iter().zip(row).map(|(head, cell)| {
            let value = match cell {
                PlainCell::Text(words) => Value::from(words.as_str()),
                PlainCell::Count(number) => Value::from(*number),
                PlainCell::Number(number) => Value::from(*number),
                PlainCell::Empty => Value::Null,
            };
            (head.clone(), value)
        });
        let object: serde_json::Map<String, Value> = fields.collect();
        lines.push_str(&Value::Object(object).to_string());
        lines.push('\n');
    }
    lines.into_bytes()
}

/// Writes an output to a file, whole or not at all, and beside it the pictures that it shows, where its format has none
/// inside.
pub fn write(study: &Study, output: Output, path: &Path) -> Result<(), OutputError> {
    render(study, output, output.format_of(path)?)?.write(path)
}

/// As [`write`], as a person chose it.
pub fn write_with(
    study: &Study,
    beside: Beside<'_>,
    output: Output,
    path: &Path,
    choices: &Choices,
) -> Result<(), OutputError> {
    render_with(study, beside, output, output.format_of(path)?, choices)?.write(path)
}
