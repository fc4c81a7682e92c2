//! Boards and themes: codes grouped into sub-themes and themes.

use super::{Declined, Planned, altered, found, in_sentence, order::slot, wording::counted};
use crate::{
    journal::{Change, Entry, Stamp},
    study::{Board, Code, Id, Study, Theme},
};

/// A place on a board: under a theme (or at the top), before the one now at `position` (past the end: last).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThemePlace {
    pub board: Id<Board>,
    pub parent: Option<Id<Theme>>,
    pub position: usize,
}

impl ThemePlace {
    /// Last under a theme, or last at the top of a board.
    pub fn last_under(board: Id<Board>, parent: Option<Id<Theme>>) -> Self {
        ThemePlace { board, parent, position: usize::MAX }
    }
}

/// A new board.
pub fn add_board(study: &Study, stamp: &Stamp, name: &str) -> Result<(Id<Board>, Entry), Declined> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Declined::Because("A board needs a name.".into()));
    }
    let last = study.boards_in_order().last().map_or(0, |board| board.order);
    let board = Board {
        id: stamp.id(),
        order: last + super::GAP,
        name: name.into(),
        notes: String::new(),
        figure: Default::default(),
    };
    let id = board.id;
    Ok((id, Entry::new(stamp, format!("Made the board {}", in_sentence(name)), vec![Change::made(board)])))
}

/// A new theme (or sub-theme) that holds these codes, which leave the theme of that board they were in.
pub fn add_theme(
    study: &Study,
    stamp: &Stamp,
    name: &str,
    place: ThemePlace,
    codes: &[Id<Code>],
) -> Result<(Id<Theme>, Entry), Declined> {
    let name = name.trim();
    let noun = if place.parent.is_some() { "sub-theme" } else { "theme" };
    if name.is_empty() {
        return Err(Declined::Because(format!("A {noun} needs a name.")));
    }
    found(study, place.board)?;
    let siblings: Vec<_> =
        study.themes_under(place.board, place.parent).iter().map(|theme| (theme.id, theme.order)).collect();
    let slot = slot(&siblings, place.position);
    let theme = Theme {
        id: stamp.id(),
        board: place.board,
        parent: place.parent,
        order: slot.order,
        name: name.into(),
        definition: String::new(),
        is_not: String::new(),
        valence: None,
        note_mark: None,
        codes: codes.to_vec(),
    };
    let id = theme.id;
    let mut changes = released(study, place.board, codes, None);
    changes.extend(reordered(study, &slot.renumbered, &changes));
    changes.push(Change::made(theme));
    Ok((id, Entry::new(stamp, format!("Made the {noun} {}", in_sentence(name)), changes)))
}

/// A theme's name, definition, valence or mark, altered. Its place and its codes stay.
pub fn edit_theme(study: &Study, stamp: &Stamp, theme: Theme) -> Planned {
    let before = found(study, theme.id)?;
    let sentence = if before.name != theme.name {
        format!("Renamed {} to {}", in_sentence(&before.name), in_sentence(&theme.name))
    } else if before.valence != theme.valence {
        format!("Set the valence of {}", in_sentence(&theme.name))
    } else {
        format!("Described {}", in_sentence(&theme.name))
    };
    let kept =
        Theme { board: before.board, parent: before.parent, order: before.order, codes: before.codes.clone(), ..theme };
    altered(study, stamp, kept, sentence)
}

/// Moves a theme to another place of its board; a theme becomes a sub-theme or the other way round as the place has it.
pub fn move_theme(study: &Study, stamp: &Stamp, id: Id<Theme>, to: ThemePlace) -> Planned {
    let theme = found(study, id)?;
    let name = in_sentence(&theme.name);
    let below = |parent: Id<Theme>| parent == id || study.get(parent).is_some_and(|one| one.parent == Some(id));
    if to.parent.is_some_and(below) {
        return Err(Declined::Because(format!("{name} cannot stand under itself.")));
    }
    if theme.board != to.board {
        return Err(Declined::Because(format!("{name} belongs to another board.")));
    }
    let there = study.themes_under(to.board, to.parent);
    let position = to.position.min(there.len());
    let leaving = there.iter().take(position).filter(|one| one.id == id).count();
    let was = there.iter().position(|one| one.id == id);
    if was == Some(position - leaving) {
        return Err(Declined::Unchanged);
    }
    let siblings: Vec<_> = there.iter().filter(|one| one.id != id).map(|one| (one.id, one.order)).collect();
    let slot = slot(&siblings, position - leaving);
    let mut changes = reordered(study, &slot.renumbered, &[]);
    changes.push(Change::altered(theme, Theme { parent: to.parent, order: slot.order, ..theme.clone() }));
    Ok(Entry::new(stamp, format!("Moved {name}"), changes))
}

/// Puts codes into a theme, before the code now at `position`; they leave the theme of that board they were in.
pub fn assign_codes(study: &Study, stamp: &Stamp, codes: &[Id<Code>], to: Id<Theme>, position: usize) -> Planned {
    let theme = found(study, to)?;
    let mut kept = theme.codes.clone();
    let position = position.min(kept.len());
    let leaving = kept.iter().take(position).filter(|code| codes.contains(code)).count();
    kept.retain(|code| !codes.contains(code));
    let at = position - leaving;
    kept.splice(at..at, codes.iter().copied());
    let after = Theme { codes: kept, ..theme.clone() };
    let mut changes = released(study, theme.board, codes, Some(to));
    if after != *theme {
        changes.push(Change::altered(theme, after));
    }
    if changes.is_empty() {
        return Err(Declined::Unchanged);
    }
    let sentence = format!("Put {} into {}", codes_in_words(study, codes), in_sentence(&theme.name));
    Ok(Entry::new(stamp, sentence, changes))
}

/// Takes codes out of whichever theme of a board they are in.
pub fn release_codes(study: &Study, stamp: &Stamp, board: Id<Board>, codes: &[Id<Code>]) -> Planned {
    let changes = released(study, board, codes, None);
    if changes.is_empty() {
        return Err(Declined::Unchanged);
    }
    Ok(Entry::new(stamp, format!("Took {} off the board", codes_in_words(study, codes)), changes))
}

fn codes_in_words(study: &Study, codes: &[Id<Code>]) -> String {
    match codes {
        [only] => study.get(*only).map_or_else(String::new, |code| in_sentence(&code.name)),
        several => counted(several.len(), "code"),
    }
}

/// The themes of a board, but for one, without these codes.
pub(super) fn released(study: &Study, board: Id<Board>, codes: &[Id<Code>], but: Option<Id<Theme>>) -> Vec<Change> {
    let holds = |theme: &&Theme| theme.board == board && Some(theme.id) != but;
    let without = |theme: &Theme| {
        let mut after = theme.clone();
        after.codes.retain(|code| !codes.contains(code));
        (after != *theme).then(|| Change::altered(theme, after))
    };
    study.themes().filter(holds).filter_map(without).collect()
}

/// Renumbers siblings; one that `earlier` alters is left as it is there, with the new order put into it.
fn reordered(study: &Study, renumbered: &[(Id<Theme>, i64)], earlier: &[Change]) -> Vec<Change> {
    let change = |&(id, order): &(Id<Theme>, i64)| {
        let before = study.get(id)?;
        let so_far = earlier.iter().find(|change| change.key() == Some(id.key()));
        let base = match so_far {
            Some(Change::Record { after: Some(crate::study::Record::Theme(theme)), .. }) => theme.as_ref().clone(),
            _ => before.clone(),
        };
        Some(Change::altered(&base.clone(), Theme { order, ..base }))
    };
    renumbered.iter().filter_map(change).collect()
}
