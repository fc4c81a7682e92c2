//! What came with another program's file and has no place in a study: kept as it was written, and given back.

use serde::{Deserialize, Serialize};

use super::Id;

/// A part of another program's project: a map, a link, a set, a picture with what is coded in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    pub id: Id<Carried>,
    /// Place among what is carried: ascending.
    pub order: i64,
    /// The program that wrote it, as its file says; may be empty.
    pub program: String,
    /// The name of its element in REFI-QDA: "Graph", "Link", "Set", "PictureSource".
    pub element: String,
    /// What it is called in that program; may be empty.
    pub name: String,
    /// The element as XML. Ids in it are those of the study's records, where they stand for one.
    pub content: String,
    /// The files that it names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<CarriedFile>,
}

/// A file that lay in a project beside its document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedFile {
    /// Its name in the project, without folders.
    pub name: String,
    /// Its bytes in Base64 (RFC 4648, section 4).
    pub base64: String,
}
