//! A Word document's package: a zip of XML parts and the relationships between them (ECMA-376 part 2).
//!
//! Nothing is ever written to disk, so names in the archive are only names; a part is read up to a limit whatever size
//! the archive claims for it.

use super::super::error::{Kind, Trouble};
use super::xml::{self, Family};
use quick_xml::events::Event;
use std::cell::RefCell;
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// The most bytes of one part, unpacked: a thousand times a long transcript.
const LARGEST_PART: u64 = 256 << 20;

/// An open package.
pub(in super::super) struct Package<'a> {
    archive: RefCell<ZipArchive<Cursor<&'a [u8]>>>,
    /// Places in the archive by name, in small letters, without a leading slash.
    places: HashMap<String, usize>,
    limit: u64,
}

/// A part that another part refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Related {
    /// The last word of the relationship's type: `styles`, `header`, …; the same in both editions of the standard.
    pub kind: String,
    /// The part's name.
    pub target: String,
}

impl<'a> Package<'a> {
    /// Opens a zip archive.
    pub(in super::super) fn open(bytes: &'a [u8]) -> Result<Self, Trouble> {
        Self::open_within(bytes, LARGEST_PART)
    }

    /// Opens a zip archive whose parts may have at most `limit` bytes each.
    pub(super) fn open_within(bytes: &'a [u8], limit: u64) -> Result<Self, Trouble> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| Trouble::damaged("it is a zip archive that ends too early or is broken inside"))?;
        let mut places = HashMap::new();
        for (place, name) in archive.file_names().enumerate() {
            let Ok(name) = name else { continue };
            // Two parts of one name: nobody could say which the program that shows the document takes.
            if places.insert(plain_name(&name), place).is_some() {
                return Err(Trouble::damaged(format!("it has two parts called {name}")));
            }
        }
        Ok(Package { archive: RefCell::new(archive), places, limit })
    }

    /// Whether there is a part of this name.
    pub(in super::super) fn has(&self, name: &str) -> bool {
        self.places.contains_key(&plain_name(name))
    }

    /// The text of a part, or `None` where there is no such part.
    pub(in super::super) fn read(&self, name: &str) -> Result<Option<String>, Trouble> {
        let Some(place) = self.places.get(&plain_name(name)) else { return Ok(None) };
        let mut archive = self.archive.borrow_mut();
        let part = archive.by_index(*place).map_err(|error| match error {
            ZipError::InvalidPassword => Trouble::OtherKind(Kind::ProtectedOffice),
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Trouble::OtherKind(Kind::ProtectedOffice),
            _ => Trouble::damaged(format!("the part {name} cannot be unpacked")),
        })?;
        let mut bytes = Vec::new();
        part.take(self.limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| Trouble::damaged(format!("the part {name} cannot be unpacked")))?;
        if bytes.len() as u64 > self.limit {
            return Err(Trouble::TooLarge { limit: format!("{} MiB in one part", self.limit >> 20) });
        }
        if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(&bytes) {
            let (text, _) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
            return Ok(Some(text.into_owned()));
        }
        String::from_utf8(bytes)
            .map(Some)
            .map_err(|_| Trouble::damaged(format!("the part {name} is not valid Unicode")))
    }

    /// The part with the document's text: whatever the package's own relationships say, for Word alone writes
    /// `word/document.xml`. `None` where they name no Word document.
    pub(in super::super) fn main_part(&self) -> Option<String> {
        let main = self.related("").ok()?.into_iter().find(|part| part.kind == "officeDocument")?.target;
        let other_office = ["xl/", "ppt/", "visio/"].iter().any(|folder| main.to_ascii_lowercase().starts_with(folder));
        (!other_office && self.has(&main)).then_some(main)
    }

    /// The parts that a part refers to, those outside the package left out. The package itself is the part "".
    pub(super) fn related(&self, part: &str) -> Result<Vec<Related>, Trouble> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let list = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
        let mut related = Vec::new();
        let Some(text) = self.read(&list)? else { return Ok(related) };
        xml::walk(&text, |event, family, _| {
            let Event::Start(start) = event else { return Ok(()) };
            if family != Family::Relationships || start.local_name().as_ref() != "Relationship" {
                return Ok(());
            }
            let outside = xml::attribute(start, "TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("External"));
            if let (false, Some(kind), Some(target)) =
                (outside, xml::attribute(start, "Type"), xml::attribute(start, "Target"))
            {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                related.push(Related { kind, target: resolve(folder, &target) });
            }
            Ok(())
        })?;
        Ok(related)
    }
}

/// A name as it is compared: Windows slashes turned, no leading slash, small letters (part names ignore case).
fn plain_name(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// A target as seen from the folder of the part that refers to it.
fn resolve(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    #[test]
    fn a_part_that_unpacks_to_more_than_the_limit_is_refused_whatever_it_claims() {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("word/document.xml", SimpleFileOptions::default()).expect("a new part");
        writer.write_all(&vec![b' '; 3 << 20]).expect("three MiB of blanks");
        let bytes = writer.finish().expect("a finished archive").into_inner();
        assert!(bytes.len() < 1 << 16, "three MiB of blanks are packed into a few kB: {}", bytes.len());
        let package = Package::open_within(&bytes, 2 << 20).expect("a sound archive");
        assert!(matches!(package.read("word/document.xml"), Err(Trouble::TooLarge { .. })));
    }

    #[test]
    fn a_target_is_looked_for_from_the_folder_of_the_part_that_names_it() {
        assert_eq!(resolve("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "/word/document2.xml"), "word/document2.xml");
        assert_eq!(resolve("word", "../docProps/core.xml"), "docProps/core.xml");
        assert_eq!(resolve("", "../../../../etc/passwd"), "etc/passwd");
    }
}
