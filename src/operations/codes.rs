//! The codebook: codes made, described, moved, merged and pinned.

use super::{Declined, Planned, altered, found, in_sentence, order::slot, wording::counted};
use crate::{
    journal::{Change, Entry, Stamp},
    study::{Code, CodeStatus, Coder, Coding, Colour, ExampleKind, Exemplar, Id, Study, Theme},
};

/// Twelve colours for codes at the top, distinct in light and dark and with any colour vision as far as twelve can be:
/// Paul Tol's "muted" scheme with three of his "bright" (Tol 2021, SRON/EPS/TN/09-002, issue 3.2). Labels stand beside
/// them everywhere, so that colour is never alone.
const CODE_COLOURS: [Colour; 12] = [
    Colour([0x33, 0x22, 0x88]),
    Colour([0x44, 0xAA, 0x99]),
    Colour([0xCC, 0x66, 0x77]),
    Colour([0x99, 0x99, 0x33]),
    Colour([0x88, 0xCC, 0xEE]),
    Colour([0xAA, 0x44, 0x99]),
    Colour([0x11, 0x77, 0x33]),
    Colour([0xDD, 0xAA, 0x33]),
    Colour([0x88, 0x22, 0x55]),
    Colour([0x44, 0x77, 0xAA]),
    Colour([0xEE, 0x66, 0x77]),
    Colour([0x66, 0x66, 0x66]),
];

/// The colours offered for codes.
pub fn code_colours() -> &'static [Colour] {
    &CODE_COLOURS
}

/// A place in the tree: under a parent (or at the top), before the child now at `position` (past the end: last).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodePlace {
    pub parent: Option<Id<Code>>,
    pub position: usize,
}

impl CodePlace {
    /// Last under a parent, or last at the top.
    pub fn last_under(parent: Option<Id<Code>>) -> Self {
        CodePlace { parent, position: usize::MAX }
    }
}

/// A new code. The same name may stand under different parents, not twice under one. In a blind round a coder's new code is
/// a proposal, which the others see when the round is closed.
pub fn add_code(study: &Study, stamp: &Stamp, name: &str, place: CodePlace) -> Result<(Id<Code>, Entry), Declined> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Declined::Because("A code needs a name.".into()));
    }
    if let Some(parent) = place.parent {
        found(study, parent)?;
    }
    let siblings = study.codes_under(place.parent);
    if siblings.iter().any(|code| code.name == name) {
        return Err(Declined::Because(format!("There is a code {} in that place already.", in_sentence(name))));
    }
    let siblings: Vec<_> = siblings.iter().map(|code| (code.id, code.order)).collect();
    let slot = slot(&siblings, place.position);
    let blind = super::rounds::blind_round_of(study, stamp.by).is_some();
    let colour = place.parent.is_none().then(|| CODE_COLOURS[siblings.len() % CODE_COLOURS.len()]);
    let code = Code {
        colour,
        status: if blind { CodeStatus::Proposed } else { CodeStatus::Active },
        proposed_by: stamp.by.filter(|_| blind),
        ..Code::named(stamp.id(), place.parent, slot.order, name)
    };
    let id = code.id;
    let mut changes = reordered(study, &slot.renumbered);
    changes.push(Change::made(code));
    Ok((id, Entry::new(stamp, format!("Made the code {}", in_sentence(name)), changes)))
}

/// A code's name, colour, definition, rules or status, altered. Its place stays.
pub fn edit_code(study: &Study, stamp: &Stamp, code: Code) -> Planned {
    let before = found(study, code.id)?;
    let sentence = if before.name != code.name {
        format!("Renamed the code {} to {}", in_sentence(&before.name), in_sentence(&code.name))
    } else if before.colour != code.colour {
        format!("Coloured the code {}", in_sentence(&code.name))
    } else {
        format!("Described the code {}", in_sentence(&code.name))
    };
    let kept = Code { parent: before.parent, order: before.order, ..code };
    altered(study, stamp, kept, sentence)
}

/// Moves codes, with all under them, to a place in the tree, in the order given.
pub fn move_codes(study: &Study, stamp: &Stamp, codes: &[Id<Code>], to: CodePlace) -> Planned {
    let mut moved = Vec::new();
    for &id in codes {
        let code = found(study, id)?;
        if to.parent.is_some_and(|parent| study.code_and_below(id).contains(&parent)) {
            return Err(Declined::Because(format!("{} cannot stand under itself.", in_sentence(&code.name))));
        }
        // What goes along with its parent need not be moved by itself.
        let named_before = moved.iter().any(|other: &&Code| other.id == id);
        if !named_before && !codes.iter().any(|&other| other != id && study.code_and_below(other).contains(&id)) {
            moved.push(code);
        }
    }
    let there = study.codes_under(to.parent);
    for code in &moved {
        if there.iter().any(|other| other.name == code.name && other.id != code.id) {
            return Err(Declined::Because(format!(
                "There is a code {} in that place already. Merge the two, or rename one.",
                in_sentence(&code.name)
            )));
        }
    }
    let moves = |id: Id<Code>| moved.iter().any(|code| code.id == id);
    // The place is counted among all; those that leave it make it shorter.
    let position = to.position.min(there.len());
    let leaving = there.iter().take(position).filter(|code| moves(code.id)).count();
    let mut order: Vec<(Id<Code>, i64)> =
        there.iter().filter(|code| !moves(code.id)).map(|code| (code.id, code.order)).collect();
    let mut changes = std::collections::BTreeMap::new();
    for (nth, code) in moved.iter().enumerate() {
        let at = position - leaving + nth;
        let slot = slot(&order, at);
        for &(id, place) in &slot.renumbered {
            if let Some(entry) = order.iter_mut().find(|(other, _)| *other == id) {
                entry.1 = place;
            }
            let parent = to.parent;
            changes.insert(id, (parent, place));
        }
        order.insert(at.min(order.len()), (code.id, slot.order));
        changes.insert(code.id, (to.parent, slot.order));
    }
    let changes: Vec<Change> = changes
        .into_iter()
        .filter_map(|(id, (parent, order))| {
            let before = study.get(id)?;
            let after = Code { parent, order, ..before.clone() };
            (*before != after).then(|| Change::altered(before, after))
        })
        .collect();
    let stays = moved.iter().all(|code| code.parent == to.parent)
        && there.iter().map(|code| code.id).eq(order.iter().map(|&(id, _)| id));
    if changes.is_empty() || stays {
        return Err(Declined::Unchanged);
    }
    let what = match moved.as_slice() {
        [code] => format!("the code {}", in_sentence(&code.name)),
        several => counted(several.len(), "code"),
    };
    let whither = match to.parent.and_then(|parent| study.get(parent)) {
        Some(parent) => format!("under {}", in_sentence(&parent.name)),
        None => "at the top".into(),
    };
    Ok(Entry::new(stamp, format!("Moved {what}: {whither}"), changes))
}

/// What codes are sorted by on request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortBy {
    /// By the letters of their names, whatever their case.
    Name,
    /// By how many codings they and those below them have, most first; then by name.
    Codings,
}

/// Puts the codes right under one (or at the top) in order, once; from then on they stay as they are put.
pub fn sort_codes(study: &Study, stamp: &Stamp, parent: Option<Id<Code>>, by: SortBy) -> Planned {
    let siblings = study.codes_under(parent);
    let name = |code: &Code| crate::text::folded(&code.name);
    let codings = |code: &Code| -> usize {
        let below = study.code_and_below(code.id);
        below.iter().map(|id| study.referring::<Coding>(id.key()).count()).sum()
    };
    let mut sorted = siblings.clone();
    match by {
        SortBy::Name => sorted.sort_by_cached_key(|code| name(code)),
        SortBy::Codings => sorted.sort_by_cached_key(|code| (std::cmp::Reverse(codings(code)), name(code))),
    }
    if sorted.iter().map(|code| code.id).eq(siblings.iter().map(|code| code.id)) {
        return Err(Declined::Unchanged);
    }
    let orders: Vec<(Id<Code>, i64)> =
        sorted.iter().enumerate().map(|(at, code)| (code.id, super::GAP * (at as i64 + 1))).collect();
    let changes = reordered(study, &orders).into_iter().filter(|change| !change.is_idle()).collect();
    let whose = match parent.and_then(|id| study.get(id)) {
        Some(parent) => format!("the codes under {}", in_sentence(&parent.name)),
        None => "the codes at the top".into(),
    };
    let how = match by {
        SortBy::Name => "by name",
        SortBy::Codings => "by number of codings",
    };
    Ok(Entry::new(stamp, format!("Sorted {whose} {how}"), changes))
}

/// Merges codes into one: its codings, sub-codes, exemplars and theme places become that one's; definitions of the
/// merged are kept as aliases and text where the remaining code has none.
pub fn merge_codes(study: &Study, stamp: &Stamp, merged: &[Id<Code>], into: Id<Code>) -> Planned {
    let target = found(study, into)?;
    let mut after = target.clone();
    let mut changes = Vec::new();
    let mut passages: Vec<_> =
        study.referring::<Coding>(into.key()).map(|coding| (coding.transcript, coding.span, coding.coder)).collect();
    let mut doubled = Vec::new();
    for &id in merged.iter().filter(|&&id| id != into) {
        let code = found(study, id)?;
        if study.code_and_below(id).contains(&into) {
            return Err(Declined::Because(format!(
                "{} stands above {}; merge the other way round.",
                in_sentence(&code.name),
                in_sentence(&target.name)
            )));
        }
        for coding in study.referring::<Coding>(id.key()) {
            let passage = (coding.transcript, coding.span, coding.coder);
            if passages.contains(&passage) {
                doubled.push(coding.id.key());
            } else {
                passages.push(passage);
                changes.push(Change::altered(coding, Coding { code: into, ..coding.clone() }));
            }
        }
        let mut order = study.codes_under(Some(into)).last().map_or(0, |code| code.order);
        for child in study.codes_under(Some(id)) {
            order += super::GAP;
            changes.push(Change::altered(child, Code { parent: Some(into), order, ..child.clone() }));
        }
        after.aliases.push(code.name.clone());
        after.exemplars.extend(code.exemplars.iter().filter(|one| !target.exemplars.contains(one)).cloned());
        for (mine, theirs) in [
            (&mut after.brief, &code.brief),
            (&mut after.full, &code.full),
            (&mut after.when_to_use, &code.when_to_use),
            (&mut after.when_not_to_use, &code.when_not_to_use),
        ] {
            if mine.is_empty() {
                mine.clone_from(theirs);
            }
        }
    }
    for theme in study.themes().filter(|theme| theme.codes.iter().any(|code| merged.contains(code))) {
        let mut codes: Vec<Id<Code>> = Vec::new();
        for &code in &theme.codes {
            let code = if merged.contains(&code) { into } else { code };
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        changes.push(Change::altered(theme, Theme { codes, ..theme.clone() }));
    }
    if after == *target {
        return Err(Declined::Unchanged);
    }
    changes.push(Change::altered(target, after));
    let gone: Vec<_> = merged.iter().filter(|&&id| id != into).map(|id| id.key()).chain(doubled).collect();
    let sentence = format!(
        "Merged {} into {}",
        counted(merged.iter().filter(|&&id| id != into).count(), "code"),
        in_sentence(&target.name)
    );
    let changes = super::removal::after_changes(study, changes, &gone)?;
    Ok(Entry::new(stamp, sentence, changes))
}

/// Puts a code on a key from 1 to 9 for one coder, or takes it off (`None`).
pub fn pin_code(study: &Study, stamp: &Stamp, coder: Id<Coder>, key: u8, code: Option<Id<Code>>) -> Planned {
    let mut after = found(study, coder)?.clone();
    let sentence = match code {
        Some(code) => {
            let name = in_sentence(&found(study, code)?.name);
            after.pins.retain(|_, &mut pinned| pinned != code);
            after.pins.insert(key.clamp(1, 9), code);
            format!("Pinned {name} to key {key}")
        }
        None => {
            after.pins.remove(&key);
            format!("Took the code off key {key}")
        }
    };
    altered(study, stamp, after, sentence)
}

/// Makes a coding's passage an example of its code, or takes it from the examples.
pub fn toggle_exemplar(study: &Study, stamp: &Stamp, coding: Id<Coding>, kind: ExampleKind) -> Planned {
    let coding = found(study, coding)?;
    let mut after = found(study, coding.code)?.clone();
    let exemplar = Exemplar { transcript: coding.transcript, span: coding.span, kind };
    let name = in_sentence(&after.name);
    let sentence = match after.exemplars.iter().position(|other| *other == exemplar) {
        Some(at) => {
            after.exemplars.remove(at);
            format!("Took an example from {name}")
        }
        None => {
            after.exemplars.push(exemplar);
            format!("Made a passage an example of {name}")
        }
    };
    altered(study, stamp, after, sentence)
}

fn reordered(study: &Study, renumbered: &[(Id<Code>, i64)]) -> Vec<Change> {
    let change = |&(id, order): &(Id<Code>, i64)| {
        let before = study.get(id)?;
        Some(Change::altered(before, Code { order, ..before.clone() }))
    };
    renumbered.iter().filter_map(change).collect()
}
