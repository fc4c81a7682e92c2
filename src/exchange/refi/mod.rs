//! REFI-QDA, in: projects (.qdpx, .qde) and codebooks (.qdc) of any program, as [`Incoming`].
//!
//! Elements are read by their local names in whatever order and namespace they come: several programs write files that the
//! schema refuses. Offsets are counted as the program that wrote the file counts, which is found for each source.

mod beside;
mod carried;
mod codebook;
mod model;
mod package;
mod project;
mod schema;
mod sources;
mod speakers;
mod write;
mod xml;

pub use write::{Profile, Written, not_shown, write_codebook, write_project};

pub(super) use write::own::has_no_element;

pub use codebook::colour;

/// The id of the selection that is written for a coding.
pub(super) fn selection_of(coding: uuid::Uuid) -> uuid::Uuid {
    uuid::Uuid::new_v5(&coding, b"selection")
}

pub(super) use beside::PART as BESIDE;

/// The id of the memo that a project's own description becomes.
const DESCRIPTION_OF_PROJECT: uuid::Uuid = uuid::uuid!("c011c0de-0000-5000-8000-de5c00000001");

/// The id of the memo that a source's own description becomes.
fn description_of(source: &str) -> String {
    let source = uuid::Uuid::parse_str(source).unwrap_or_default();
    if source.is_nil() { String::new() } else { uuid::Uuid::new_v5(&source, b"description").to_string() }
}

use super::{Incoming, Origin, Places};
use package::Package;

/// Whether a zip archive is a project.
pub(super) fn is_package(bytes: &[u8]) -> bool {
    Package::open(bytes).is_ok_and(|package| package.project().is_some())
}

/// Whether words at the start of a file are those of a project or a codebook.
pub(super) fn is_xml(start: &str) -> bool {
    start.contains("urn:QDA-XML:") && (start.contains("Project") || start.contains("CodeBook"))
}

/// Reads a .qdpx.
pub(super) fn read_package(bytes: &[u8], places: &Places) -> Result<Incoming, String> {
    let package = Package::open(bytes)?;
    let name = package.project().ok_or("there is no project (.qde) in the archive.")?.to_owned();
    let text = decoded(&package.read(&name)?.ok_or("its project cannot be unpacked.")?);
    project::read(&xml::parse(&text)?, &package, places)
}

/// Reads a .qde or a .qdc by itself; texts that stand in files beside it are missing then.
pub(super) fn read_xml(bytes: &[u8], places: &Places) -> Result<Incoming, String> {
    let root = xml::parse(&decoded(bytes))?;
    match root.name.as_str() {
        "CodeBook" => {
            let mut incoming = Incoming {
                origin: Origin {
                    program: root.attribute("origin").unwrap_or_default().to_owned(),
                    file_name: String::new(),
                    format: "a REFI-QDA codebook",
                },
                ..Incoming::default()
            };
            codebook::read(&root, &mut incoming);
            codebook::beside(&root, &mut incoming);
            Ok(incoming)
        }
        "Project" => project::read(&root, &Package::empty(), places),
        other => Err(format!("its first element is <{other}>, which is neither a project nor a codebook.")),
    }
}

/// A part's text: UTF-8 or UTF-16 by its mark, else Windows-1252, which some programs write.
fn decoded(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        // The mark of UTF-8 stays: whether it counts is a question of its own.
        let from = if encoding == encoding_rs::UTF_8 { 0 } else { mark };
        return encoding.decode_without_bom_handling(bytes.get(from..).unwrap_or_default()).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}
