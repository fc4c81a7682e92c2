//! The study itself and who works on it.

use super::{Declined, Planned, altered, in_sentence};
use crate::{
    journal::{Change, Entry, Stamp},
    study::{Approach, Coder, Colour, CountingRule, Details, Id, Role, Study},
};

/// Colours for coders: Okabe and Ito's palette, told apart with any colour vision (Okabe & Ito 2008).
const CODER_COLOURS: [Colour; 6] = [
    Colour([0x00, 0x72, 0xB2]),
    Colour([0xD5, 0x5E, 0x00]),
    Colour([0x00, 0x9E, 0x73]),
    Colour([0xCC, 0x79, 0xA7]),
    Colour([0xE6, 0x9F, 0x00]),
    Colour([0x56, 0xB4, 0xE9]),
];

/// The first entry of a new study. It is by nobody: it cannot be undone, since a study without a title is none.
pub fn begin_study(stamp: &Stamp, title: &str, coder: Option<&str>) -> Planned {
    let title = title.trim();
    if title.is_empty() {
        return Err(Declined::Because("A study needs a title.".into()));
    }
    let details = Details {
        id: stamp.id(),
        title: title.into(),
        questions: Vec::new(),
        language: "en-GB".into(),
        authors: String::new(),
        edition: Default::default(),
        counting: CountingRule::default(),
        approach: Approach::default(),
        frameworks: Vec::new(),
        notes: Default::default(),
        copied: None,
    };
    let mut changes = vec![Change::made(details)];
    if let Some(name) = coder.map(str::trim).filter(|name| !name.is_empty()) {
        changes.push(Change::made(coder_named(stamp, name, Role::Coder, 0)));
    }
    let mut entry = Entry::new(stamp, format!("Began the study {}", in_sentence(title)), changes);
    entry.head.by = None;
    Ok(entry)
}

/// Title, questions and settings, altered.
pub fn edit_details(study: &Study, stamp: &Stamp, details: Details) -> Planned {
    altered(study, stamp, details, "Altered the study’s title or settings")
}

/// Someone new who codes or reviews. The entry is theirs where nobody else is named.
pub fn add_coder(study: &Study, stamp: &Stamp, name: &str, role: Role) -> Result<(Id<Coder>, Entry), Declined> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Declined::Because("A coder needs a name.".into()));
    }
    if study.coders().any(|coder| coder.name.to_lowercase() == name.to_lowercase()) {
        return Err(Declined::Because(format!(
            "There is a coder called {name} already. Choose that one, or another name."
        )));
    }
    let coder = coder_named(stamp, name, role, study.coders().len());
    let id = coder.id;
    let mut entry = Entry::new(stamp, format!("{name} joined the study"), vec![Change::made(coder)]);
    entry.head.by = stamp.by.or(Some(id));
    Ok((id, entry))
}

/// A coder who comes after `others` others, by whom the colour goes.
pub fn coder_named(stamp: &Stamp, name: &str, role: Role, others: usize) -> Coder {
    let initials = name.split_whitespace().filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).take(3);
    let colour = CODER_COLOURS[others % CODER_COLOURS.len()];
    Coder { id: stamp.id(), name: name.into(), initials: initials.collect(), colour, role, pins: Default::default() }
}
