//! Boards as wholes: named, ordered, copied; and several themes moved at once.

use std::collections::BTreeMap;

use super::{
    Declined, GAP, Planned, ThemePlace, altered, between_boards::places_and_links, found, in_sentence, move_theme,
    order::moved, wording::counted,
};
use crate::{
    journal::{Change, Entry, Stamp, apply},
    study::{Board, FigureSettings, Id, Study, Theme},
};

fn named(name: &str) -> Result<&str, Declined> {
    let name = name.trim();
    if name.is_empty() { Err(Declined::Because("A board needs a name.".into())) } else { Ok(name) }
}

/// A board's name and notes, altered. Its place stays.
pub fn edit_board(study: &Study, stamp: &Stamp, board: Board) -> Planned {
    let before = found(study, board.id)?;
    let name = named(&board.name)?.to_owned();
    let sentence = match before.name == name {
        true => format!("Wrote notes on the board {}", in_sentence(&name)),
        false => format!("Renamed the board {} to {}", in_sentence(&before.name), in_sentence(&name)),
    };
    altered(study, stamp, Board { name, order: before.order, ..board }, sentence)
}

/// Moves a board before the one now at `position` (past the end: last). The last one is printed.
pub fn move_board(study: &Study, stamp: &Stamp, id: Id<Board>, position: usize) -> Planned {
    let board = found(study, id)?;
    let siblings: Vec<_> = study.boards_in_order().iter().map(|one| (one.id, one.order)).collect();
    let slot = moved(&siblings, id, position).ok_or(Declined::Unchanged)?;
    let renumbered = slot.renumbered.iter().filter_map(|&(id, order)| {
        let before = study.get(id)?;
        Some(Change::altered(before, Board { order, ..before.clone() }))
    });
    let mut changes: Vec<Change> = renumbered.collect();
    changes.push(Change::altered(board, Board { order: slot.order, ..board.clone() }));
    Ok(Entry::new(stamp, format!("Moved the board {}", in_sentence(&board.name)), changes))
}

/// A new board, last in order, that has everything of another: its themes with their codes, their places with reasons,
/// what the interventions address, and how its figure is drawn. What becomes of the one does nothing to the other.
pub fn copy_board(study: &Study, stamp: &Stamp, from: Id<Board>, name: &str) -> Result<(Id<Board>, Entry), Declined> {
    let original = found(study, from)?;
    let name = named(name)?;
    let last = study.boards_in_order().last().map_or(0, |board| board.order);
    let id = stamp.id();
    let themes: Vec<&Theme> = study.themes().filter(|theme| theme.board == from).collect();
    let twins: BTreeMap<Id<Theme>, Id<Theme>> = themes.iter().map(|theme| (theme.id, stamp.id())).collect();
    let twin = |theme: Id<Theme>| twins.get(&theme).copied();
    // The figure of the one is that of the other, with its own themes in the same order.
    let order = original.figure.order.iter().filter_map(|&theme| twin(theme)).collect();
    let figure = FigureSettings { order, ..original.figure.clone() };
    let board = Board { id, order: last + GAP, name: name.into(), notes: original.notes.clone(), figure };
    let mut changes = vec![Change::made(board)];
    for theme in &themes {
        let Some(twin_id) = twin(theme.id) else { continue };
        let parent = theme.parent.and_then(twin);
        changes.push(Change::made(Theme { id: twin_id, board: id, parent, ..(*theme).clone() }));
    }
    changes.extend(places_and_links(study, stamp, &twins));
    let sentence = format!("Copied the board {} as {}", in_sentence(&original.name), in_sentence(name));
    Ok((id, Entry::new(stamp, sentence, changes)))
}

/// Moves several themes of a board, in their order, to one place, as one entry.
pub fn move_themes(study: &Study, stamp: &Stamp, themes: &[Id<Theme>], to: ThemePlace) -> Planned {
    let above = |theme: &&Id<Theme>| !study.themes_under(to.board, Some(**theme)).is_empty();
    if let Some(theme) = themes.iter().find(above).and_then(|&theme| study.get(theme)).filter(|_| to.parent.is_some()) {
        let name = in_sentence(&theme.name);
        return Err(Declined::Because(format!("{name} has sub-themes; it cannot be one itself. Move those first.")));
    }
    if let [only] = themes {
        return move_theme(study, stamp, *only, to);
    }
    let there = study.themes_under(to.board, to.parent);
    // The first that stays: all go before it.
    let anchor = there.iter().skip(to.position).find(|one| !themes.contains(&one.id)).map(|one| one.id);
    let mut moved = study.clone();
    for &theme in themes {
        let siblings = moved.themes_under(to.board, to.parent);
        let position = anchor.and_then(|anchor| siblings.iter().position(|one| one.id == anchor));
        match move_theme(&moved, stamp, theme, ThemePlace { position: position.unwrap_or(usize::MAX), ..to }) {
            Ok(entry) => moved = apply(&moved, &entry).map_err(|why| Declined::Because(why.to_string()))?,
            Err(Declined::Unchanged) => {}
            Err(why) => return Err(why),
        }
    }
    let change = |before: &Theme| {
        let after = moved.get(before.id).filter(|after| *after != before)?;
        Some(Change::altered(before, after.clone()))
    };
    let changes: Vec<Change> = study.themes().filter(|theme| theme.board == to.board).filter_map(change).collect();
    if changes.is_empty() || arranged(study, to.board) == arranged(&moved, to.board) {
        return Err(Declined::Unchanged);
    }
    Ok(Entry::new(stamp, format!("Moved {}", counted(themes.len(), "theme")), changes))
}

/// What stands at the top of a board, then under each of its themes by id, in order.
fn arranged(study: &Study, board: Id<Board>) -> Vec<Vec<Id<Theme>>> {
    let themes = study.themes().filter(|theme| theme.board == board).map(|theme| Some(theme.id));
    let under = |parent| study.themes_under(board, parent).iter().map(|theme| theme.id).collect();
    std::iter::once(None).chain(themes).map(under).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        operations::{add_board, add_intervention, add_theme, fixture::Made, place, tick},
        study::Placed,
    };

    /// A board with the theme A (of A1 and A2, which a code is in) and the theme B.
    fn board() -> (Made, Id<Board>) {
        let mut made = Made::begun();
        made.code("Money", None);
        made.does(|study, stamp| add_board(study, stamp, "Early").map(|(_, entry)| entry));
        let board = made.study.boards().next().unwrap().id;
        for (name, under) in [("A", None), ("B", None), ("A1", Some("A")), ("A2", Some("A"))] {
            let parent = under.map(|name| theme(&made.study, board, name));
            let codes = if name == "A2" { vec![made.named("Money")] } else { Vec::new() };
            made.does(|study, stamp| {
                add_theme(study, stamp, name, ThemePlace::last_under(board, parent), &codes).map(|(_, entry)| entry)
            });
        }
        (made, board)
    }

    fn theme(study: &Study, board: Id<Board>, name: &str) -> Id<Theme> {
        study.themes().find(|theme| theme.board == board && theme.name == name).unwrap().id
    }

    fn under(study: &Study, board: Id<Board>, parent: Option<&str>) -> Vec<String> {
        let parent = parent.map(|name| theme(study, board, name));
        study.themes_under(board, parent).iter().map(|theme| theme.name.clone()).collect()
    }

    #[test]
    fn a_copy_has_themes_codes_places_and_links_of_its_own_and_counts_nothing_twice() {
        let (mut made, early) = board();
        let a2 = theme(&made.study, early, "A2");
        made.does(|study, stamp| place(study, stamp, Placed::Theme(a2), "comb.motivation", "why"));
        made.does(|study, stamp| add_intervention(study, stamp, "Pay").map(|(_, entry)| entry));
        let pay = made.study.interventions().next().unwrap().id;
        made.does(|study, stamp| tick(study, stamp, pay, a2, true));
        made.does(|study, stamp| {
            let barrier = Theme { valence: Some(crate::study::Valence::Barrier), ..study.get(a2).unwrap().clone() };
            crate::operations::edit_theme(study, stamp, barrier)
        });
        let before = made.study.clone();
        made.does(|study, stamp| copy_board(study, stamp, early, "Late").map(|(_, entry)| entry));
        let late = made.study.boards_in_order().last().unwrap().id;
        assert_eq!(under(&made.study, late, None), ["A", "B"]);
        assert_eq!(under(&made.study, late, Some("A")), ["A1", "A2"]);
        let twin = theme(&made.study, late, "A2");
        assert_eq!(made.study.get(twin).unwrap().codes, [made.named("Money")]);
        assert_eq!(made.study.placements().filter(|one| one.rationale == "why").count(), 2);
        assert_eq!(made.study.intervention_numbers(twin), [1]);
        assert_eq!(made.study.barriers_addressed(made.study.get(pay).unwrap()), 1);
        let undone = made.entries.last().unwrap().undone(&made.stamp());
        assert!(apply(&made.study, &undone).unwrap() == before);
    }

    #[test]
    fn several_themes_go_together_in_their_order_and_boards_change_places() {
        let (mut made, board) = board();
        let (a1, a2, b) =
            (theme(&made.study, board, "A1"), theme(&made.study, board, "A2"), theme(&made.study, board, "B"));
        made.does(|study, stamp| move_themes(study, stamp, &[a1, a2], ThemePlace { board, parent: None, position: 1 }));
        assert_eq!(under(&made.study, board, None), ["A", "A1", "A2", "B"]);
        made.does(|study, stamp| move_themes(study, stamp, &[a2, a1], ThemePlace::last_under(board, Some(b))));
        assert_eq!(under(&made.study, board, Some("B")), ["A2", "A1"]);
        let again = move_themes(&made.study, &made.stamp(), &[a2, a1], ThemePlace::last_under(board, Some(b)));
        assert_eq!(again, Err(Declined::Unchanged));
        let a = theme(&made.study, board, "A");
        let deep = move_themes(&made.study, &made.stamp(), &[a, b], ThemePlace::last_under(board, Some(a)));
        assert!(matches!(deep, Err(Declined::Because(why)) if why.contains("has sub-themes")));
        made.does(|study, stamp| add_board(study, stamp, "Late").map(|(_, entry)| entry));
        made.does(|study, stamp| move_board(study, stamp, board, 2));
        let names: Vec<&str> = made.study.boards_in_order().iter().map(|board| board.name.as_str()).collect();
        assert_eq!(names, ["Late", "Early"]);
        let renamed = Board { name: " Revised ".into(), ..made.study.get(board).unwrap().clone() };
        made.does(|study, stamp| edit_board(study, stamp, renamed));
        assert_eq!(made.study.get(board).unwrap().name, "Revised");
    }
}
