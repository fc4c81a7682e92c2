//! The archive of a project: entries by name, whatever the case of letters and slashes. Nothing is written to disk, so names
//! are only names; what an entry unpacks to has a limit, whatever it claims.

use std::{
    cell::RefCell,
    collections::HashMap,
    io::{Cursor, Read},
};

use zip::ZipArchive;

/// The most bytes of one entry, unpacked.
const LARGEST: u64 = 512 << 20;
/// The most entries of an archive.
const MOST: usize = 100_000;

/// An open archive.
pub(super) struct Package<'a> {
    archive: Option<RefCell<ZipArchive<Cursor<&'a [u8]>>>>,
    /// Places by plain name, and by the plain name's last part.
    places: HashMap<String, usize>,
    names: Vec<String>,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, String> {
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| "its archive ends too early or is broken inside.")?;
        if archive.len() > MOST {
            return Err("its archive has more parts than any study.".into());
        }
        let (mut places, mut names) = (HashMap::new(), Vec::new());
        for (place, name) in archive.file_names().enumerate() {
            let Ok(name) = name else { continue };
            let plain = name.replace('\\', "/").to_lowercase();
            if plain.starts_with("__macosx/") || plain.ends_with('/') {
                continue;
            }
            if let Some(last) = plain.rsplit('/').next() {
                places.entry(last.to_owned()).or_insert(place);
            }
            places.entry(plain.clone()).or_insert(place);
            names.push(plain);
        }
        Ok(Package { archive: Some(RefCell::new(archive)), places, names })
    }

    /// A project without an archive.
    pub(super) fn empty() -> Package<'static> {
        Package { archive: None, places: HashMap::new(), names: Vec::new() }
    }

    /// The name of the project's own part: project.qde, or the only one that ends so.
    pub(super) fn project(&self) -> Option<&str> {
        let mut projects: Vec<&String> = self.names.iter().filter(|name| name.ends_with(".qde")).collect();
        projects.sort_by_key(|name| (*name != "project.qde", name.matches('/').count(), name.len()));
        projects.first().map(|name| name.as_str())
    }

    /// What an entry unpacks to; `None` where there is none of this name.
    pub(super) fn read(&self, name: &str) -> Result<Option<Vec<u8>>, String> {
        let plain = name.replace('\\', "/").to_lowercase();
        let last = plain.rsplit('/').next().unwrap_or_default();
        let place = self.places.get(plain.trim_start_matches('/')).or_else(|| self.places.get(last)).copied();
        let (Some(archive), Some(place)) = (&self.archive, place) else { return Ok(None) };
        let mut archive = archive.borrow_mut();
        let entry = archive.by_index(place).map_err(|_| format!("its part {last} cannot be unpacked."))?;
        let mut bytes = Vec::new();
        entry.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|_| format!("its part {last} cannot be unpacked."))?;
        if bytes.len() as u64 > LARGEST {
            return Err(format!("its part {last} unpacks to more than 512 MiB."));
        }
        Ok(Some(bytes))
    }
}
