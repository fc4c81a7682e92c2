//! What moving a box of the figure makes of the study, whether it was dragged or moved by keys.

use crate::{
    figure::{FigureModel, Landing, Target, ThemeBox},
    journal::Stamp,
    operations::{self, Beside, Declined, Planned},
    study::{Id, Study, Theme},
};

/// The entry of a landing.
pub fn landed(study: &Study, stamp: &Stamp, landing: &Landing) -> Planned {
    match landing {
        Landing::Relink { intervention, from, to, .. } => {
            let intervention = intervention.parse().map_err(|_| Declined::Unchanged)?;
            operations::relink(study, stamp, intervention, theme(from)?, theme(to)?)
        }
        Landing::Subtheme { moved, theme: parent, before } => {
            operations::move_in_figure(study, stamp, theme(moved)?, theme(parent)?, beside(before.as_ref(), None)?)
        }
        Landing::Theme { moved, from, to, before, after } => {
            let beside = beside(before.as_ref(), after.as_ref())?;
            if from == to {
                operations::order_in_figure(study, stamp, &[theme(moved)?], beside)
            } else {
                operations::replace_in_figure(study, stamp, theme(moved)?, (from, to), beside)
            }
        }
        Landing::Component { moved, before } => {
            let moved: Vec<Id<Theme>> = moved.iter().map(|id| theme(id)).collect::<Result<_, _>>()?;
            operations::order_in_figure(study, stamp, &moved, beside(before.as_ref(), None)?)
        }
    }
}

fn theme(id: &str) -> Result<Id<Theme>, Declined> {
    id.parse().map_err(|_| Declined::Gone("theme"))
}

fn beside(before: Option<&String>, after: Option<&String>) -> Result<Beside, Declined> {
    match (before, after) {
        (Some(id), _) => theme(id).map(Beside::Before),
        (None, Some(id)) => theme(id).map(Beside::After),
        (None, None) => Ok(Beside::Last),
    }
}

/// One step up or down for a box among its siblings; `None` where it cannot go further, or is not one that moves.
pub fn step(model: &FigureModel, target: &Target, up: bool) -> Option<Landing> {
    match target {
        Target::Subtheme(id) => {
            let theme = model.themes().find(|theme| theme.subthemes.iter().any(|one| one.id == *id))?;
            let ids: Vec<&String> = theme.subthemes.iter().map(|one| &one.id).collect();
            let before = next(&ids, id, up)?;
            Some(Landing::Subtheme { moved: id.clone(), theme: theme.id.clone(), before: before.cloned() })
        }
        Target::Theme(id) => {
            let component = model.components.iter().find(|one| one.themes.iter().any(|theme| theme.id == *id))?;
            let ids: Vec<&String> = component.themes.iter().map(|one| &one.id).collect();
            let before = next(&ids, id, up)?.cloned();
            let last = || ids.last().map(|last| (*last).clone());
            let after = if before.is_none() { last() } else { None };
            let (from, to) = (component.id.clone(), component.id.clone());
            Some(Landing::Theme { moved: id.clone(), from, to, before, after })
        }
        Target::Component(id) => {
            let drawn: Vec<_> = model.components.iter().filter(|one| !one.themes.is_empty()).collect();
            let ids: Vec<&String> = drawn.iter().map(|one| &one.id).collect();
            let before = next(&ids, id, up)?;
            let themes = |id: &str| drawn.iter().find(|one| one.id == id).map(|one| one.themes.as_slice());
            let moved: Vec<String> = themes(id)?.iter().map(|theme| theme.id.clone()).collect();
            let stays = |theme: &&ThemeBox| !moved.contains(&theme.id);
            let before = before.and_then(|id| themes(id)?.iter().find(stays).map(|theme| theme.id.clone()));
            Some(Landing::Component { moved, before })
        }
        _ => None,
    }
}

/// Before which of its siblings something stands after a step (none: last); `None` where it is at the end already.
fn next<'i>(ids: &[&'i String], id: &str, up: bool) -> Option<Option<&'i String>> {
    let at = ids.iter().position(|one| *one == id)?;
    if up {
        at.checked_sub(1).map(|before| ids.get(before).copied())
    } else {
        (at + 1 < ids.len()).then(|| ids.get(at + 2).copied())
    }
}
