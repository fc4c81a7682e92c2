//! Moves by key: where Alt and an arrow take a code, a sub-theme or a theme.

use eframe::egui::{Key, Modifiers, Ui};

use super::marks::{holder_of, themes_on};
use crate::{
    operations::ThemePlace,
    study::{Board, Code, Id, Study, Theme},
};

/// The arrow that was pressed with Alt, taken out of the input.
pub(super) fn pressed(ui: &Ui) -> Option<Key> {
    let arrows = [Key::ArrowUp, Key::ArrowDown, Key::ArrowLeft, Key::ArrowRight];
    arrows.into_iter().find(|&key| ui.input_mut(|input| input.consume_key(Modifiers::ALT, key)))
}

/// Into which theme a code goes, and before which place in it. Up and down: by one, at the edge into the card before or
/// after. Left and right: into the theme before or after. A code of the tray goes into the first card.
pub(super) fn code_step(study: &Study, board: Id<Board>, code: Id<Code>, key: Key) -> Option<(Id<Theme>, usize)> {
    let cards = themes_on(study, board);
    let Some(holder) = holder_of(study, board, code) else {
        return (key == Key::ArrowRight).then(|| cards.first().map(|card| (card.id, usize::MAX))).flatten();
    };
    let at = holder.codes.iter().position(|one| *one == code)?;
    let card = cards.iter().position(|one| one.id == holder.id)?;
    match key {
        Key::ArrowUp => match at.checked_sub(1) {
            Some(before) => Some((holder.id, before)),
            None => cards.get(card.checked_sub(1)?).map(|one| (one.id, usize::MAX)),
        },
        Key::ArrowDown if at + 1 < holder.codes.len() => Some((holder.id, at + 2)),
        Key::ArrowDown => cards.get(card + 1).map(|one| (one.id, 0)),
        _ => neighbour(study, holder, key).map(|theme| (theme.id, usize::MAX)),
    }
}

/// Where a theme or sub-theme goes. A sub-theme goes up and down in its theme and, at the edge, into the theme before or
/// after; left and right into those at once. A theme goes left and right among the columns.
pub(super) fn theme_step(study: &Study, theme: &Theme, key: Key) -> Option<ThemePlace> {
    let siblings = study.themes_under(theme.board, theme.parent);
    let at = siblings.iter().position(|one| one.id == theme.id)?;
    let place = |parent, position| ThemePlace { board: theme.board, parent, position };
    let back = matches!(key, Key::ArrowUp | Key::ArrowLeft);
    if theme.parent.is_none() {
        return if back {
            Some(place(None, at.checked_sub(1)?))
        } else {
            (at + 1 < siblings.len()).then(|| place(None, at + 2))
        };
    }
    match key {
        Key::ArrowUp if at > 0 => Some(place(theme.parent, at - 1)),
        Key::ArrowDown if at + 1 < siblings.len() => Some(place(theme.parent, at + 2)),
        _ => {
            let next = neighbour(study, theme, key)?;
            Some(place(Some(next.id), if key == Key::ArrowDown { 0 } else { usize::MAX }))
        }
    }
}

/// The theme before or after the one a theme is or stands under.
fn neighbour<'a>(study: &'a Study, theme: &Theme, key: Key) -> Option<&'a Theme> {
    let columns = study.themes_under(theme.board, None);
    let top = theme.parent.unwrap_or(theme.id);
    let at = columns.iter().position(|one| one.id == top)?;
    let next = if matches!(key, Key::ArrowUp | Key::ArrowLeft) { at.checked_sub(1)? } else { at + 1 };
    columns.get(next).copied()
}
