//! A study as a REFI-QDA project or codebook, valid by the official schema: elements in its order, no container empty, offsets
//! by characters over LF text (in NVivo's profile by UTF-16 units), GUIDs those of the records. What the standard has no
//! element for goes into notes and sets, so that other programs show it, or is told.

mod beside;
mod cases;
mod document;
mod given_back;
pub(super) mod marks;
pub(super) mod own;
mod sources;
mod text;

use std::{
    collections::HashSet,
    io::{Cursor, Write},
    path::Path,
};

use base64::Engine as _;
use uuid::Uuid;
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::{
    exchange::{Loss, offsets::Unit},
    operations::counted,
    study::{Anchor, Kind, Study, Transcript},
};
use document::Writing;
use text::Xml;

/// For which program a project is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// As the standard says.
    #[default]
    Standard,
    /// NVivo counts places by UTF-16 units.
    Nvivo,
    /// ATLAS.ti drops notes that a source points at: they are tied to it by links.
    Atlas,
    Maxqda,
}

impl Profile {
    fn unit(self) -> Unit {
        if self == Profile::Nvivo { Unit::Utf16 } else { Unit::Characters }
    }
}

/// A file written, and what of the study is not in it.
#[derive(Clone, Debug)]
pub struct Written {
    pub bytes: Vec<u8>,
    pub losses: Vec<Loss>,
}

/// A study as a project (.qdpx). The same study gives the same bytes.
///
/// # Errors
/// Where the archive cannot be written, which memory that is full would do.
pub fn write_project(study: &Study, profile: Profile) -> Result<Written, String> {
    let mut writing = Writing::of(study, profile);
    let document = writing.project();
    // 1 January 1980, the earliest that a zip file can say.
    let options = SimpleFileOptions::default()
        .last_modified_time(DateTime::default())
        .compression_method(CompressionMethod::Deflated);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, bytes: &[u8]| -> Result<(), String> {
        zip.start_file(name, options).map_err(|why| why.to_string())?;
        zip.write_all(bytes).map_err(|why| why.to_string())
    };
    put("project.qde", document.as_bytes())?;
    for transcript in study.transcripts_in_order() {
        put(&format!("sources/{}", text_name(transcript)), study.text(transcript.id).as_bytes())?;
    }
    let mut written: HashSet<String> = study.transcripts().map(|one| text_name(one).to_lowercase()).collect();
    for (part, file) in study.carried().flat_map(|one| one.files.iter().map(move |file| (one, file))) {
        // The formatted twin of a text that has been changed since is not written.
        if part.element == super::beside::PART && !writing.rich.contains(&file.name) {
            continue;
        }
        let plain = Path::new(&file.name).file_name().is_some_and(|name| name == file.name.as_str());
        match base64::engine::general_purpose::STANDARD.decode(&file.base64) {
            Ok(bytes) if plain && !file.name.contains('\\') => {
                // Two parts may name one file.
                if written.insert(file.name.to_lowercase()) {
                    put(&format!("sources/{}", file.name), &bytes)?;
                }
            }
            _ => writing.losses.push(Loss {
                element: part.element.clone(),
                id: part.id.uuid().to_string(),
                what: format!("The file {} of “{}” is damaged and was left out.", file.name, part.name),
            }),
        }
    }
    let bytes = zip.finish().map_err(|why| why.to_string())?.into_inner();
    let mut losses = left_out(study, profile);
    losses.append(&mut writing.losses);
    Ok(Written { bytes, losses })
}

/// What of a study other programs will not show, or not as it stands here, without writing it.
pub fn not_shown(study: &Study, profile: Profile) -> Vec<Loss> {
    let mut writing = Writing::of(study, profile);
    writing.look_at_carried();
    let mut losses = left_out(study, profile);
    losses.append(&mut writing.losses);
    losses
}

/// A study's codebook (.qdc); `None` where it has no codes, because the schema has no empty codebook.
pub fn write_codebook(study: &Study) -> Option<Vec<u8>> {
    (study.codes().len() > 0).then(|| Writing::of(study, Profile::Standard).codebook_alone().into_bytes())
}

/// The name of a transcript's text in the archive.
fn text_name(transcript: &Transcript) -> String {
    format!("{}.txt", guid(transcript.id.uuid()))
}

/// A GUID as ATLAS.ti and MAXQDA take it: in capitals.
fn guid(id: Uuid) -> String {
    id.to_string().to_uppercase()
}

/// A GUID for something that is no record of its own: the same every time.
fn derived(id: Uuid, what: &str) -> String {
    guid(Uuid::new_v5(&id, what.as_bytes()))
}

/// What of a study REFI-QDA has no element for.
fn left_out(study: &Study, profile: Profile) -> Vec<Loss> {
    let mut losses = Vec::new();
    let mut tell = |element: &str, count: usize, noun: &str, what: &str| {
        if count > 0 {
            losses.push(Loss {
                element: element.into(),
                id: String::new(),
                what: format!("{}: {what}", counted(count, noun)),
            });
        }
    };
    let only_here = "other programs show them in a note; Colloquy reads them back.";
    tell("Round", study.rounds().len(), "double-coding round", only_here);
    tell("Decision", study.decisions().len(), "decision", only_here);
    tell("Verdict", study.verdicts().len(), "reviewer’s word", only_here);
    tell("Intervention", study.interventions().len(), "intervention", only_here);
    tell(
        "Version",
        study.versions().len(),
        "codebook version",
        "their names are kept; the journal is not in the file.",
    );
    let examples: usize = study.codes().map(|code| code.exemplars.len()).sum();
    tell("Exemplar", examples, "example", "other programs show them in a note; Colloquy reads them back.");
    let elsewhere = |memo: &&crate::study::Memo| match &memo.anchor {
        Some(Anchor::Record(key)) => !matches!(key.kind, Kind::Transcript | Kind::Code | Kind::Coding),
        _ => false,
    };
    tell(
        "Memo",
        study.memos().filter(elsewhere).count(),
        "memo",
        "they are on themes, groups or people, and stand as notes on nothing.",
    );
    if profile != Profile::Nvivo {
        let astral =
            study.transcripts().filter(|one| study.text(one.id).chars().any(|letter| letter.len_utf16() == 2)).count();
        tell(
            "offsets",
            astral,
            "transcript",
            "they have signs that NVivo counts as two; for NVivo, export in its own profile.",
        );
    }
    losses
}
