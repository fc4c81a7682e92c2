//! Placing themes and codes in a framework: many to many, with a rationale.

use super::{Declined, Planned, altered, found, in_sentence};
use crate::{
    framework::ElementId,
    journal::{Change, Entry, Stamp},
    study::{Id, Placed, Placement, Study},
};

fn name_of(study: &Study, subject: Placed) -> Result<String, Declined> {
    Ok(in_sentence(match subject {
        Placed::Theme(theme) => &found(study, theme)?.name,
        Placed::Code(code) => &found(study, code)?.name,
    }))
}

fn element_name(study: &Study, element: &str) -> String {
    let known = study.frameworks().element(&ElementId::new(element));
    known.map_or_else(|| element.to_owned(), |element| element.name.clone())
}

/// Places a theme or code at a framework element. Placed there already: unchanged.
pub fn place(study: &Study, stamp: &Stamp, subject: Placed, element: &str, rationale: &str) -> Planned {
    let name = name_of(study, subject)?;
    let author =
        stamp.by.ok_or_else(|| Declined::Because("Say who is working first (Study > Who is coding).".into()))?;
    if study.placements().any(|one| one.subject == subject && one.element == element) {
        return Err(Declined::Unchanged);
    }
    let placement =
        Placement { id: stamp.id(), subject, element: element.into(), rationale: rationale.trim().into(), author };
    let sentence = format!("Placed {name} in {}", element_name(study, element));
    Ok(Entry::new(stamp, sentence, vec![Change::made(placement)]))
}

/// Takes a placement away.
pub fn unplace(study: &Study, stamp: &Stamp, id: Id<Placement>) -> Planned {
    let placement = found(study, id)?;
    let reason = if placement.rationale.is_empty() { "" } else { ", and the reason with it" };
    let (name, element) = (name_of(study, placement.subject)?, element_name(study, &placement.element));
    let sentence = format!("Took {name} out of {element}{reason}");
    super::removal::remove_as(study, stamp, &[id.key()], sentence)
}

/// Why something is placed where it is.
pub fn set_rationale(study: &Study, stamp: &Stamp, id: Id<Placement>, rationale: &str) -> Planned {
    let placement = found(study, id)?;
    let sentence = format!("Gave a reason for placing {}", name_of(study, placement.subject)?);
    altered(study, stamp, Placement { rationale: rationale.trim().into(), ..placement.clone() }, sentence)
}
