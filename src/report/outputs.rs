//! What can be written of a study, in which formats, to which file.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use thiserror::Error;

use super::{
    CsvOptions, DocxOptions, NotReported, PairInput, PlainTable, agreement_table, codebook_table, codings_table, csv,
    decisions_table, docx, double_coding, interventions_table, manual, markdown, review_table, second_review,
};
use crate::{
    figure::{self, FigureFormat, FigureOptions},
    study::{Board, Id, Study},
};

/// What can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    Manual,
    Figure,
    Interventions,
    Codings,
    Codebook,
    /// The report of a round of double coding: as Word and Markdown all of it, as CSV the agreement table alone.
    DoubleCoding,
    /// What was decided in a round of double coding, a row a decision.
    Decisions,
    /// The second researcher's review.
    Review,
}

/// A file format by its extension, and its name in a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    pub extension: &'static str,
    pub name: &'static str,
}

const DOCX: Format = Format { extension: "docx", name: "Word" };
const MARKDOWN: Format = Format { extension: "md", name: "Markdown" };
const SVG: Format = Format { extension: "svg", name: "SVG" };
const PDF: Format = Format { extension: "pdf", name: "PDF" };
const EPS: Format = Format { extension: "eps", name: "EPS" };
const TIFF: Format = Format { extension: "tif", name: "TIFF" };
const PNG: Format = Format { extension: "png", name: "PNG" };
const CSV: Format = Format { extension: "csv", name: "CSV" };

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
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

impl Output {
    /// As a file name and a sentence have it: "coding manual".
    pub fn name(self) -> &'static str {
        match self {
            Output::Manual => "coding manual",
            Output::Figure => "figure",
            Output::Interventions => "interventions",
            Output::Codings => "codings",
            Output::Codebook => "codebook",
            Output::DoubleCoding => "double coding report",
            Output::Decisions => "decisions",
            Output::Review => "review report",
        }
    }

    /// The formats it can be written in, the usual one first.
    pub fn formats(self) -> &'static [Format] {
        match self {
            Output::Manual => &[DOCX, MARKDOWN],
            Output::Figure => &[SVG, PDF, EPS, TIFF, PNG],
            Output::Interventions => &[MARKDOWN, CSV],
            Output::DoubleCoding | Output::Review => &[DOCX, MARKDOWN, CSV],
            Output::Codings | Output::Codebook | Output::Decisions => &[CSV],
        }
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

/// A title as a file's name, without its extension: as it is, but for what some system does not allow in names.
pub fn file_stem(title: &str) -> String {
    let allowed = |letter: char| if letter.is_control() || r#"/\:*?"<>|"#.contains(letter) { ' ' } else { letter };
    let words: String = title.chars().map(allowed).collect();
    let stem = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let stem: String = stem.trim_matches('.').chars().take(80).collect();
    if stem.trim().is_empty() { "Study".into() } else { stem.trim().to_owned() }
}

/// The bytes of an output in a format. The same study gives the same bytes.
pub fn render(study: &Study, output: Output, format: Format) -> Result<Vec<u8>, OutputError> {
    let drawing = |why: &dyn std::fmt::Display| OutputError::Drawing(why.to_string());
    match output {
        Output::Manual => as_document(&manual(study), format),
        Output::Figure => {
            let board = study.boards_in_order().pop().ok_or(OutputError::NoBoard)?;
            render_figure(study, board.id, &figure::options_of(study), format)
        }
        Output::Interventions if format == MARKDOWN => Ok(as_markdown(&super::interventions(study))),
        Output::Interventions => as_csv(&interventions_table(study)),
        Output::Codings => as_csv(&codings_table(study)),
        Output::Codebook => as_csv(&codebook_table(study)),
        Output::Review if format == CSV => as_csv(&review_table(study)),
        Output::Review => as_document(&second_review(study), format),
        Output::DoubleCoding | Output::Decisions => Err(OutputError::NoRound(output.name())),
    }
}

/// The bytes of an output of a round in a format. The same study and input give the same bytes. What is not of a round is
/// made by [`render`].
pub fn render_round(study: &Study, input: &PairInput, output: Output, format: Format) -> Result<Vec<u8>, OutputError> {
    match output {
        Output::DoubleCoding if format == CSV => as_csv(&agreement_table(study, input)?),
        Output::DoubleCoding => as_document(&double_coding(study, input)?, format),
        Output::Decisions => as_csv(&decisions_table(study, input)?),
        other => render(study, other, format),
    }
}

fn as_document(document: &super::tree::Document, format: Format) -> Result<Vec<u8>, OutputError> {
    if format == DOCX {
        docx(document, DocxOptions::default()).map_err(|why| OutputError::Drawing(why.to_string()))
    } else {
        Ok(as_markdown(document))
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

fn as_markdown(document: &super::tree::Document) -> Vec<u8> {
    markdown(document, "").text.into_bytes()
}

/// Excel knows UTF-8 by the byte order mark; R and Python read past it.
fn as_csv(table: &PlainTable) -> Result<Vec<u8>, OutputError> {
    let options = CsvOptions { byte_order_mark: true, ..CsvOptions::default() };
    csv(table, options).map_err(|why| OutputError::Drawing(format!("The table could not be put together: {why}.")))
}

/// Writes an output to a file, whole or not at all.
pub fn write(study: &Study, output: Output, path: &Path) -> Result<(), OutputError> {
    let bytes = render(study, output, output.format_of(path)?)?;
    write_file(path, &bytes)
}

/// Writes an output of a round to a file, whole or not at all.
pub fn write_round(study: &Study, input: &PairInput, output: Output, path: &Path) -> Result<(), OutputError> {
    let bytes = render_round(study, input, output, output.format_of(path)?)?;
    write_file(path, &bytes)
}

/// Writes a file beside its place and moves it there, so that a failure leaves what stood there.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), OutputError> {
    let failed = |why| OutputError::Disk { path: path.to_owned(), why };
    let mut file = tempfile::Builder::new().prefix(".colloquy-").tempfile_in(folder_of(path)).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    // Temporary files are private; what is exported has the folder's usual permissions.
    permit(file.as_file()).map_err(failed)?;
    file.persist(path).map_err(|why| failed(why.error))?;
    Ok(())
}

#[cfg(unix)]
fn permit(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn permit(_: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_written_is_told_with_its_folder_and_never_with_a_name_nobody_chose() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("notes"), "mine").unwrap();
        fs::create_dir(folder.path().join("taken.csv")).unwrap();
        for (name, words) in [
            ("gone/manual.docx", "/gone”. Make it first, or choose another."),
            ("notes/manual.docx", "/notes” is not a folder. Choose a folder."),
            ("taken.csv", "there is a folder of that name. Choose another name."),
        ] {
            let told = write_file(&folder.path().join(name), b"words").unwrap_err().to_string();
            assert!(told.contains(words) && !told.contains("colloquy-"), "{told}");
            assert!(told.ends_with("What stood there before is untouched."), "{told}");
        }
        let denied = OutputError::Disk { path: "/usr/manual.docx".into(), why: io::ErrorKind::PermissionDenied.into() };
        assert_eq!(
            denied.to_string(),
            "“/usr/manual.docx” was not written: the folder “/usr” may not be written to. Choose a folder of your own, or \
             ask for permission. What stood there before is untouched."
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left behind");
    }
}
