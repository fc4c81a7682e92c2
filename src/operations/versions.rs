//! Names for places in the journal: "codebook v0.3".

use uuid::Uuid;

use super::{Declined, in_sentence};
use crate::{
    journal::{Change, Entry, Stamp},
    study::{Id, Study, Version},
};

/// Names the state after an entry (`None`: before any). A name stands for one place only.
pub fn name_version(
    study: &Study,
    stamp: &Stamp,
    name: &str,
    note: &str,
    entry: Option<Uuid>,
) -> Result<(Id<Version>, Entry), Declined> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Declined::Because("A version needs a name.".into()));
    }
    if study.versions().any(|version| version.name == name) {
        return Err(Declined::Because(format!("There is a version {} already.", in_sentence(name))));
    }
    let version = Version { id: stamp.id(), name: name.into(), entry, created: stamp.at, note: note.trim().into() };
    let id = version.id;
    Ok((
        id,
        Entry::new(
            stamp,
            format!("Named the codebook as it stands {}", in_sentence(name)),
            vec![Change::made(version)],
        ),
    ))
}
