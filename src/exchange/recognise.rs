//! Whether a file is of another program, and which reader it is for. Contents decide.

use std::path::Path;

use super::{Asked, Incoming, Places, annotations, attributes, codebook, qualcoder, refi, segments, taguette};
use crate::{
    import::{self, Choices, tables},
    study::Study,
};

/// Documents that may hold a codebook as a table.
const DOCUMENTS: [&str; 5] = [".docx", ".docm", ".odt", ".html", ".htm"];

/// Whether a file is a document that holds a codebook as a table. Reads it.
pub fn is_document_of_codes(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    DOCUMENTS.iter().any(|end| name.ends_with(end)) && recognised(path).is_some()
}

/// Whether a table is a transcript: turns with who speaks, and neither a codebook nor coded segments nor characteristics of those
/// who are in the study. Reads it.
pub fn is_table_of_turns(study: &Study, path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if !tables::is_named_so(&name) || recognised(path).is_some() {
        return false;
    }
    let Ok(bytes) = std::fs::read(path) else { return false };
    segments::segments(study, &name, &bytes).is_none()
        && attributes(study, &name, &bytes, &Asked::default()).is_none()
        && import::propose(&name, &bytes, &Choices::default()).is_ok()
}

/// The largest file that is read into memory, in bytes.
const LARGEST: u64 = 1 << 30;

/// Why a file of another program could not be read; a sentence that says what happened, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{file}” was not imported, and nothing in the study has changed: {why}")]
pub struct Unreadable {
    /// The file's name without its folder.
    pub file: String,
    pub why: String,
}

/// What a file of another program says; `None` where it is of none that is known here, a transcript for instance.
pub fn recognised(path: &Path) -> Option<Result<Incoming, Unreadable>> {
    recognised_with(path, &Places::default())
}

/// The same, with places in texts counted as a person says; only REFI-QDA has several ways.
pub fn recognised_with(path: &Path, places: &Places) -> Option<Result<Incoming, Unreadable>> {
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let read = if path.is_dir() { of_folder(path) } else { of_file(path, &file, places) };
    let named = |mut incoming: Incoming| {
        incoming.origin.file_name.clone_from(&file);
        incoming
    };
    read.map(|result| result.map(named).map_err(|why| Unreadable { file: file.clone(), why }))
}

/// Whether a file's or folder's name is that of another program's study, a codebook or a table, rather than a transcript's.
pub fn may_be_another_programs(path: &Path) -> bool {
    if path.is_dir() {
        return path.join("data.qda").is_file();
    }
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let ends = [
        ".qdpx", ".qde", ".qdc", ".qda", ".rqda", ".ann", ".sqlite3", ".sqlite", ".db", ".csv", ".tsv", ".xlsx",
        ".xlsm", ".xls", ".ods", ".jsonl",
    ];
    // A .json may be turns of a talk, or labels on texts: its contents say.
    let labels = |bytes: Vec<u8>| annotations::is_label_studio(&bytes) || annotations::is_doccano(&bytes);
    ends.iter().any(|end| name.ends_with(end)) || name.ends_with(".json") && std::fs::read(path).is_ok_and(labels)
}

/// What a person has said of how a file is to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    pub places: Places,
    /// Of a table of characteristics.
    pub asked: Asked,
    /// Of a codebook: whether its codes come as copies.
    pub copy_codes: bool,
}

/// What a file says that is no transcript: another program's study or codebook, or a table of characteristics of those who are
/// in the study.
///
/// # Errors
/// A sentence that says what happened and what to do.
pub fn read_any(study: &Study, path: &Path, chosen: &Chosen) -> Result<Incoming, String> {
    let of_a_table = chosen.asked != Asked::default();
    if let Some(read) = recognised_with(path, &chosen.places).filter(|_| !of_a_table) {
        let with_choice = |incoming: Incoming| Incoming { copies_codes: chosen.copy_codes, ..incoming };
        return read.map(with_choice).map_err(|why| why.to_string());
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = std::fs::read(path).map_err(|why| format!("{name} could not be read: {why}. Nothing was changed."))?;
    let segments = if of_a_table { None } else { segments::segments(study, &name, &bytes) };
    let read = segments.or_else(|| attributes(study, &name, &bytes, &chosen.asked));
    match read {
        Some(Ok(mut incoming)) => {
            incoming.origin.file_name = name;
            Ok(incoming)
        }
        Some(Err(why)) => Err(Unreadable { file: name, why }.to_string()),
        None => Err(format!(
            "“{name}” was not imported, and nothing in the study has changed: it is neither a study nor a codebook of another \
             program, and none of its columns has the names of participants, groups or transcripts of this study."
        )),
    }
}

/// A folder that is a project: QualCoder's.
fn of_folder(path: &Path) -> Option<Result<Incoming, String>> {
    let database = path.join("data.qda");
    database.is_file().then(|| qualcoder::read(&database))
}

fn of_file(path: &Path, name: &str, places: &Places) -> Option<Result<Incoming, String>> {
    let start = first_bytes(path)?;
    let ends = |end: &str| name.to_lowercase().ends_with(end);
    if start.starts_with(b"SQLite format 3\0") {
        return of_database(path);
    }
    let bytes = || -> Result<Vec<u8>, String> {
        let size = std::fs::metadata(path).map_err(|why| format!("it could not be read ({why})."))?.len();
        if size > LARGEST {
            return Err("it is larger than a gibibyte. Export a part of it, and import that.".into());
        }
        std::fs::read(path).map_err(|why| format!("it could not be read ({why})."))
    };
    if ends(".qdpx") || (start.starts_with(b"PK") && bytes().is_ok_and(|bytes| refi::is_package(&bytes))) {
        return Some(bytes().and_then(|bytes| refi::read_package(&bytes, places)));
    }
    let words = String::from_utf8_lossy(&start);
    if ends(".qde") || ends(".qdc") || refi::is_xml(&words) {
        return Some(bytes().and_then(|bytes| refi::read_xml(&bytes, places)));
    }
    if ends(".ann") {
        return Some(super::brat::read(path));
    }
    if ends(".json") && bytes().is_ok_and(|bytes| annotations::is_label_studio(&bytes)) {
        return Some(bytes().and_then(|bytes| annotations::read_label_studio(&bytes, name)));
    }
    if (ends(".jsonl") || ends(".json")) && bytes().is_ok_and(|bytes| annotations::is_doccano(&bytes)) {
        return Some(bytes().and_then(|bytes| annotations::read_doccano(&bytes, name)));
    }
    if DOCUMENTS.iter().any(|end| ends(end)) {
        return codebook::of_document(tables::of_document(name, &bytes().ok()?)?).map(Ok);
    }
    let table = bytes().ok().and_then(|bytes| tables::of_file(name, &bytes))?;
    match table {
        // Coded segments say nothing without the study that has their texts.
        Ok(sheets) if segments::is_of_segments(&sheets) => None,
        Ok(sheets) => codebook::read(sheets).map(Ok),
        Err(why) => Some(Err(why)),
    }
}

/// A database: which program's, its tables say.
fn of_database(path: &Path) -> Option<Result<Incoming, String>> {
    let tables = match super::database::tables(path) {
        Ok(tables) => tables,
        Err(why) => return Some(Err(why)),
    };
    let has = |names: &[&str]| names.iter().all(|name| tables.iter().any(|table| table == name));
    if has(&["documents", "highlights", "highlight_tags", "tags"]) {
        Some(taguette::read(path))
    } else if has(&["source", "freecode", "coding"]) {
        Some(super::rqda::read(path))
    } else if has(&["source", "code_name", "code_text"]) {
        Some(qualcoder::read(path))
    } else {
        None
    }
}

fn first_bytes(path: &Path) -> Option<Vec<u8>> {
    use std::io::Read;
    let file = std::fs::File::open(path).ok()?;
    let mut start = Vec::new();
    file.take(1024).read_to_end(&mut start).ok()?;
    Some(start)
}
