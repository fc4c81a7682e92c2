//! Interventions, and which sub-themes they address. Numbers are places in the list; nobody types them.

use std::cmp::Reverse;

use super::{Declined, GAP, Planned, altered, found, in_sentence, order::moved};
use crate::{
    journal::{Change, Entry, Stamp},
    study::{Id, Intervention, Study, Theme},
};

/// A new intervention, last in the list.
pub fn add_intervention(study: &Study, stamp: &Stamp, outline: &str) -> Result<(Id<Intervention>, Entry), Declined> {
    let outline = outline.trim();
    if outline.is_empty() {
        return Err(Declined::Because("An intervention needs an outline: what is to be done.".into()));
    }
    let last = study.interventions_in_order().last().map_or(0, |one| one.order);
    let intervention = Intervention {
        id: stamp.id(),
        order: last + GAP,
        outline: outline.into(),
        functions: Vec::new(),
        policies: Vec::new(),
        techniques: Vec::new(),
        delivery: String::new(),
        apease: Default::default(),
        addresses: Vec::new(),
    };
    let id = intervention.id;
    let sentence = format!("Proposed the intervention {}", in_sentence(outline));
    Ok((id, Entry::new(stamp, sentence, vec![Change::made(intervention)])))
}

/// An intervention's outline, functions, techniques or ratings, altered. Its place and what it addresses stay.
pub fn edit_intervention(study: &Study, stamp: &Stamp, intervention: Intervention) -> Planned {
    let before = found(study, intervention.id)?;
    let sentence = format!("Described the intervention {}", in_sentence(&intervention.outline));
    let kept = Intervention { order: before.order, addresses: before.addresses.clone(), ..intervention };
    altered(study, stamp, kept, sentence)
}

/// Says that an intervention addresses a sub-theme, or that it does not.
pub fn tick(study: &Study, stamp: &Stamp, id: Id<Intervention>, theme: Id<Theme>, addressed: bool) -> Planned {
    let mut after = found(study, id)?.clone();
    let name = in_sentence(&found(study, theme)?.name);
    after.addresses.retain(|&other| other != theme);
    if addressed {
        after.addresses.push(theme);
        // The order of ticking means nothing; ids in order make the same set the same record.
        after.addresses.sort_unstable();
    }
    let not = if addressed { "" } else { "no longer " };
    let sentence = format!("The intervention {} {not}addresses {name}", in_sentence(&after.outline));
    altered(study, stamp, after, sentence)
}

/// Moves a link of an intervention from one sub-theme to another: its number goes from box to box in one step.
pub fn relink(study: &Study, stamp: &Stamp, id: Id<Intervention>, from: Id<Theme>, to: Id<Theme>) -> Planned {
    let mut after = found(study, id)?.clone();
    let (left, met) = (in_sentence(&found(study, from)?.name), in_sentence(&found(study, to)?.name));
    if !after.addresses.contains(&from) || from == to {
        return Err(Declined::Unchanged);
    }
    after.addresses.retain(|&other| other != from && other != to);
    after.addresses.push(to);
    after.addresses.sort_unstable();
    let sentence = format!("The intervention {} addresses {met} and no longer {left}", in_sentence(&after.outline));
    altered(study, stamp, after, sentence)
}

/// Moves an intervention before the one now at `position`; the numbers follow.
pub fn move_intervention(study: &Study, stamp: &Stamp, id: Id<Intervention>, position: usize) -> Planned {
    let before = found(study, id)?;
    let siblings: Vec<_> = study.interventions_in_order().iter().map(|one| (one.id, one.order)).collect();
    let slot = moved(&siblings, id, position).ok_or(Declined::Unchanged)?;
    let mut changes = reordered(study, &slot.renumbered);
    changes.push(Change::altered(before, Intervention { order: slot.order, ..before.clone() }));
    Ok(Entry::new(stamp, format!("Moved the intervention {}", in_sentence(&before.outline)), changes))
}

/// Orders the interventions by how many barriers they address, most first; ties keep their order (figures.md F19).
pub fn renumber_by_count(study: &Study, stamp: &Stamp) -> Planned {
    let mut all = study.interventions_in_order();
    all.sort_by_key(|one| Reverse(study.barriers_addressed(one)));
    let places: Vec<_> = all.iter().enumerate().map(|(at, one)| (one.id, GAP * (at as i64 + 1))).collect();
    let was: Vec<_> = study.interventions_in_order().iter().map(|one| one.id).collect();
    if places.iter().map(|&(id, _)| id).eq(was) {
        return Err(Declined::Because("The interventions stand in the order of what they address already.".into()));
    }
    Ok(Entry::new(stamp, "Renumbered the interventions by the barriers they address", reordered(study, &places)))
}

fn reordered(study: &Study, places: &[(Id<Intervention>, i64)]) -> Vec<Change> {
    let change = |&(id, order): &(Id<Intervention>, i64)| {
        let before = study.get(id)?;
        (before.order != order).then(|| Change::altered(before, Intervention { order, ..before.clone() }))
    };
    places.iter().filter_map(change).collect()
}
