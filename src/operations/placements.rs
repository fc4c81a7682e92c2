//! Placing themes and codes in a framework: many to many, with a rationale.

use super::{Declined, Planned, altered, found, in_sentence, wording::counted};
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

/// "*Money*", or "3 themes", "2 codes", "5 themes and codes".
fn in_words(study: &Study, subjects: &[Placed]) -> Result<String, Declined> {
    if let [only] = subjects {
        return name_of(study, *only);
    }
    let themes = subjects.iter().filter(|one| matches!(one, Placed::Theme(_))).count();
    Ok(match themes {
        0 => counted(subjects.len(), "code"),
        all if all == subjects.len() => counted(all, "theme"),
        _ => format!("{} themes and codes", subjects.len()),
    })
}

/// Places several themes and codes at one framework element, or takes all of them out of there, as one entry. Those that
/// are as wanted already are left as they are.
pub fn place_all(study: &Study, stamp: &Stamp, subjects: &[Placed], element: &str, wanted: bool) -> Planned {
    let author =
        stamp.by.ok_or_else(|| Declined::Because("Say who is working first (Study > Who is coding).".into()))?;
    let held = |subject: Placed| study.placements().filter(move |one| one.subject == subject && one.element == element);
    let mut touched: Vec<Placed> = Vec::new();
    for &subject in subjects {
        name_of(study, subject)?;
        if held(subject).next().is_none() == wanted && !touched.contains(&subject) {
            touched.push(subject);
        }
    }
    if touched.is_empty() {
        return Err(Declined::Unchanged);
    }
    let (names, place) = (in_words(study, &touched)?, element_name(study, element));
    if !wanted {
        let gone: Vec<&Placement> = touched.iter().flat_map(|&subject| held(subject)).collect();
        let reasons = gone.iter().filter(|one| !one.rationale.is_empty()).count();
        let lost = if reasons > 0 { format!(", and {} with them", counted(reasons, "reason")) } else { String::new() };
        let keys: Vec<_> = gone.iter().map(|one| one.id.key()).collect();
        return super::removal::remove_as(study, stamp, &keys, format!("Took {names} out of {place}{lost}"));
    }
    let made = touched.iter().map(|&subject| {
        let rationale = String::new();
        Change::made(Placement { id: stamp.id(), subject, element: element.into(), rationale, author })
    });
    Ok(Entry::new(stamp, format!("Placed {names} in {place}"), made.collect()))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{journal::apply, operations::fixture::Made};

    #[test]
    fn several_are_placed_and_taken_out_at_once_and_what_stands_there_already_keeps_its_reason() {
        let mut made = Made::begun();
        let codes: Vec<Placed> =
            ["Money", "Time", "Trust"].into_iter().map(|name| Placed::Code(made.code(name, None))).collect();
        let element = "comb.motivation";
        made.does(|study, stamp| place(study, stamp, codes[1], element, "why"));
        let before = made.study.clone();
        made.does(|study, stamp| place_all(study, stamp, &codes, element, true));
        assert_eq!(made.entries.last().unwrap().head.sentence, "Placed 2 codes in Motivation");
        assert_eq!(made.study.placements().count(), 3);
        assert_eq!(made.study.placements().filter(|one| one.rationale == "why").count(), 1);
        assert_eq!(place_all(&made.study, &made.stamp(), &codes, element, true), Err(Declined::Unchanged));
        let undone = made.entries.last().unwrap().undone(&made.stamp());
        assert!(apply(&made.study, &undone).unwrap() == before, "one step takes all of it back");
        made.does(|study, stamp| place_all(study, stamp, &codes, element, false));
        assert_eq!(
            made.entries.last().unwrap().head.sentence,
            "Took 3 codes out of Motivation, and 1 reason with them"
        );
        assert_eq!(made.study.placements().count(), 0);
    }
}
