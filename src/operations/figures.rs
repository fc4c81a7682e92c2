//! The figure of a board: how it is drawn, in which order, and what moving a box of it means.

use super::{Declined, Planned, ThemePlace, altered, found, in_sentence, move_theme, removal};
use crate::{
    framework::ElementId,
    journal::{Change, Entry, Stamp},
    study::{Board, FigureSettings, Id, Placed, Placement, Study, Theme},
};

/// Where in the figure something is to stand among its siblings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    Before(Id<Theme>),
    After(Id<Theme>),
    Last,
}

/// How the figure of a board is drawn, altered.
pub fn set_figure(study: &Study, stamp: &Stamp, board: Id<Board>, figure: FigureSettings) -> Planned {
    let before = found(study, board)?;
    let (was, name) = (&before.figure, in_sentence(&before.name));
    let sentence = if was.kind != figure.kind {
        format!("Chose “{}” as the figure of {name}", figure.kind.name())
    } else if was.preset != figure.preset {
        format!("Fitted the figure of {name} to another place of print")
    } else if was.level != figure.level {
        format!("Changed what the components are in the figure of {name}")
    } else if was.title != figure.title {
        format!("Gave the figure of {name} a title")
    } else if (&was.number, &was.table_number) != (&figure.number, &figure.table_number) {
        format!("Numbered the figure of {name}")
    } else if was.order != figure.order {
        format!("Changed the order in the figure of {name}")
    } else {
        format!("Changed how the figure of {name} is drawn")
    };
    let after =
        Board { figure: FigureSettings { order: still_there(study, &figure.order), ..figure }, ..before.clone() };
    altered(study, stamp, after, sentence)
}

fn still_there(study: &Study, order: &[Id<Theme>]) -> Vec<Id<Theme>> {
    order.iter().copied().filter(|&id| study.get(id).is_some()).collect()
}

/// Moves themes of one parent to another place among their siblings, in the figure only: the board stays as it is.
pub fn order_in_figure(study: &Study, stamp: &Stamp, moved: &[Id<Theme>], to: Beside) -> Planned {
    let first = *moved.first().ok_or(Declined::Unchanged)?;
    let theme = found(study, first)?;
    let board = found(study, theme.board)?;
    let order = reordered(study, board, theme.parent, moved, to);
    if order == in_figure(study, board) {
        return Err(Declined::Unchanged);
    }
    let figure = FigureSettings { order: unless_usual(study, board, order), ..board.figure.clone() };
    let sentence = match moved {
        [_] => format!("Moved {} in the figure", in_sentence(&theme.name)),
        _ => "Moved a component in the figure".to_owned(),
    };
    altered(study, stamp, Board { figure, ..board.clone() }, sentence)
}

/// Puts a sub-theme under another theme, as the board then has it too, at a place of the figure.
pub fn move_in_figure(study: &Study, stamp: &Stamp, moved: Id<Theme>, parent: Id<Theme>, to: Beside) -> Planned {
    let theme = found(study, moved)?;
    if theme.parent == Some(parent) {
        return order_in_figure(study, stamp, &[moved], to);
    }
    let board = found(study, theme.board)?;
    let there: Vec<Id<Theme>> = study.themes_under(board.id, Some(parent)).iter().map(|one| one.id).collect();
    let place = |id: Id<Theme>| there.iter().position(|other| *other == id);
    let position = match to {
        Beside::Before(id) => place(id).unwrap_or(there.len()),
        Beside::After(id) => place(id).map_or(there.len(), |at| at + 1),
        Beside::Last => there.len(),
    };
    let place = ThemePlace { board: board.id, parent: Some(parent), position };
    let Entry { head, mut changes } = move_theme(study, stamp, moved, place)?;
    // Where the figure has an order of its own, the newcomer gets its place in it.
    if !board.figure.order.is_empty() {
        let order = reordered(study, board, Some(parent), &[moved], to);
        let figure = FigureSettings { order, ..board.figure.clone() };
        if figure != board.figure {
            changes.push(Change::altered(board, Board { figure, ..board.clone() }));
        }
    }
    Ok(Entry { head, changes })
}

/// Takes a theme from one component of a framework to another, with those of its sub-themes that stand there in their own
/// right, at a place of the figure. Reasons given for the place stay with it.
///
/// # Errors
/// Where somebody has to be named and nobody is, or where the theme does not stand in `from`.
pub fn replace_in_figure(
    study: &Study,
    stamp: &Stamp,
    moved: Id<Theme>,
    (from, to): (&str, &str),
    beside: Beside,
) -> Planned {
    let theme = found(study, moved)?;
    let board = found(study, theme.board)?;
    let frameworks = study.frameworks();
    let name_of = |element: &str| {
        frameworks.element(&ElementId::new(element)).map_or_else(|| element.to_owned(), |known| known.name.clone())
    };
    let lies_in = |placement: &&Placement| {
        frameworks.path(&ElementId::new(placement.element.as_str())).iter().any(|element| element.id.as_str() == from)
    };
    let mut subjects = vec![moved];
    subjects.extend(study.themes_under(board.id, Some(moved)).iter().map(|one| one.id));
    let (mut changes, mut leaving) = (Vec::new(), Vec::new());
    for subject in subjects {
        let placed: Vec<&Placement> =
            study.referring::<Placement>(subject.key()).filter(|one| one.subject == Placed::Theme(subject)).collect();
        let mut there = placed.iter().any(|one| one.element == to);
        for placement in placed.iter().copied().filter(lies_in) {
            if there {
                leaving.push(placement.id.key());
            } else {
                there = true;
                changes.push(Change::altered(placement, Placement { element: to.to_owned(), ..placement.clone() }));
            }
        }
    }
    if changes.is_empty() && leaving.is_empty() {
        // It stands there by a hint of its domain of the TDF: a place of its own says otherwise.
        let author =
            stamp.by.ok_or_else(|| Declined::Because("Say who is working first (Study > Who is coding).".into()))?;
        changes.push(Change::made(Placement {
            id: stamp.id(),
            subject: Placed::Theme(moved),
            element: to.to_owned(),
            rationale: String::new(),
            author,
        }));
    }
    let order = reordered(study, board, None, &[moved], beside);
    let order = if order == in_figure(study, board) { board.figure.order.clone() } else { order };
    if order != board.figure.order {
        let figure = FigureSettings { order: unless_usual(study, board, order), ..board.figure.clone() };
        if figure != board.figure {
            changes.push(Change::altered(board, Board { figure, ..board.clone() }));
        }
    }
    let changes = removal::after_changes(study, changes, &leaving)?;
    let sentence = format!("Moved {} from {} to {}", in_sentence(&theme.name), name_of(from), name_of(to));
    Ok(Entry::new(stamp, sentence, changes))
}

/// Every theme of a board in the order of its figure, each followed by its sub-themes.
fn in_figure(study: &Study, board: &Board) -> Vec<Id<Theme>> {
    listed(study, board, |parent| study.themes_in_figure(board.id, parent).iter().map(|one| one.id).collect())
}

fn listed(study: &Study, board: &Board, under: impl Fn(Option<Id<Theme>>) -> Vec<Id<Theme>>) -> Vec<Id<Theme>> {
    let mut order = Vec::new();
    for theme in under(None).into_iter().filter(|&id| study.get(id).is_some_and(|one| one.board == board.id)) {
        order.push(theme);
        order.extend(under(Some(theme)));
    }
    order
}

/// That, with `moved` (siblings under `parent`, or newcomers there) at another place.
fn reordered(
    study: &Study,
    board: &Board,
    parent: Option<Id<Theme>>,
    moved: &[Id<Theme>],
    to: Beside,
) -> Vec<Id<Theme>> {
    listed(study, board, |of| {
        let mut ids: Vec<Id<Theme>> = study.themes_in_figure(board.id, of).iter().map(|one| one.id).collect();
        ids.retain(|id| !moved.contains(id));
        if of == parent {
            let place = |id: Id<Theme>| ids.iter().position(|other| *other == id);
            let at = match to {
                Beside::Before(id) => place(id).unwrap_or(ids.len()),
                Beside::After(id) => place(id).map_or(ids.len(), |at| at + 1),
                Beside::Last => ids.len(),
            };
            ids.splice(at..at, moved.iter().copied());
        }
        ids
    })
}

/// Nothing where the order is the board's own, so that the figure follows the board again.
fn unless_usual(study: &Study, board: &Board, order: Vec<Id<Theme>>) -> Vec<Id<Theme>> {
    let usual = listed(study, board, |parent| study.themes_under(board.id, parent).iter().map(|one| one.id).collect());
    if order == usual { Vec::new() } else { order }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        journal::apply,
        operations::{self, fixture::Made},
        study::{Arrangement, FigureKind},
    };

    /// A board of themes with sub-themes: `("Money", ["Grants", "Fees"])`.
    fn board(themes: &[(&str, &[&str])]) -> (Made, Id<Board>) {
        let mut made = Made::begun();
        made.does(|study, stamp| operations::add_board(study, stamp, "Final").map(|(_, entry)| entry));
        let board = made.study.boards().next().expect("a board").id;
        for (name, subthemes) in themes {
            let place = ThemePlace::last_under(board, None);
            made.does(|study, stamp| operations::add_theme(study, stamp, name, place, &[]).map(|(_, entry)| entry));
            let parent = Some(named(&made.study, name));
            for subtheme in *subthemes {
                let place = ThemePlace::last_under(board, parent);
                made.does(|study, stamp| {
                    operations::add_theme(study, stamp, subtheme, place, &[]).map(|(_, entry)| entry)
                });
            }
        }
        (made, board)
    }

    fn named(study: &Study, name: &str) -> Id<Theme> {
        study.themes().find(|theme| theme.name == name).expect("a theme").id
    }

    /// The names in the order of the figure, sub-themes after their themes.
    fn names(study: &Study, board: Id<Board>) -> Vec<&str> {
        let order = in_figure(study, study.get(board).expect("the board"));
        order.into_iter().map(|id| study.get(id).expect("a theme").name.as_str()).collect()
    }

    fn small() -> (Made, Id<Board>) {
        board(&[("Money", &["Grants", "Fees"]), ("People", &["Staff"]), ("Rooms", &[])])
    }

    #[test]
    fn the_figure_has_an_order_of_its_own_until_it_is_that_of_the_board_again() {
        let (mut made, board) = small();
        let before = made.study.clone();
        let (money, rooms) = (named(&made.study, "Money"), named(&made.study, "Rooms"));
        made.does(|study, stamp| order_in_figure(study, stamp, &[rooms], Beside::Before(money)));
        assert_eq!(names(&made.study, board), ["Rooms", "Money", "Grants", "Fees", "People", "Staff"]);
        let usual = made.study.themes_under(board, None);
        assert_eq!(usual.last().map(|theme| theme.id), Some(rooms), "the board is as it was");
        made.does(|study, stamp| order_in_figure(study, stamp, &[rooms], Beside::Last));
        assert_eq!(made.study.get(board), before.get(board));
        let nothing = order_in_figure(&made.study, &made.stamp(), &[rooms], Beside::Last);
        assert_eq!(nothing, Err(Declined::Unchanged));
    }

    #[test]
    fn a_sub_theme_dropped_under_another_theme_stands_there_in_figure_and_board() {
        let (mut made, board) = small();
        let id = |made: &Made, name: &str| named(&made.study, name);
        let (fees, people, staff) = (id(&made, "Fees"), id(&made, "People"), id(&made, "Staff"));
        made.does(|study, stamp| move_in_figure(study, stamp, fees, people, Beside::Before(staff)));
        assert_eq!(names(&made.study, board), ["Money", "Grants", "People", "Fees", "Staff", "Rooms"]);
        assert_eq!(made.study.get(fees).expect("it").parent, Some(people));
        // With an order of its own, the figure has it at its place too, and one entry does and undoes both.
        let (money, rooms) = (id(&made, "Money"), id(&made, "Rooms"));
        made.does(|study, stamp| order_in_figure(study, stamp, &[rooms], Beside::Before(money)));
        let before = made.study.clone();
        made.does(|study, stamp| move_in_figure(study, stamp, fees, money, Beside::Before(id_of(study, "Grants"))));
        assert_eq!(names(&made.study, board), ["Rooms", "Money", "Fees", "Grants", "People", "Staff"]);
        let last = made.entries.last().expect("an entry").clone();
        assert_eq!(apply(&made.study, &last.undone(&made.stamp())), Ok(before));
    }

    fn id_of(study: &Study, name: &str) -> Id<Theme> {
        named(study, name)
    }

    #[test]
    fn a_theme_taken_to_another_component_keeps_its_reason_and_its_sub_themes_come_along() {
        let (mut made, board) = small();
        let id = |made: &Made, name: &str| named(&made.study, name);
        let (money, fees, people) = (id(&made, "Money"), id(&made, "Fees"), id(&made, "People"));
        let placed = |theme| Placed::Theme(theme);
        made.does(|study, stamp| {
            operations::place(study, stamp, placed(money), "comb.physical_opportunity", "It is there or not")
        });
        made.does(|study, stamp| operations::place(study, stamp, placed(fees), "comb.opportunity", ""));
        made.does(|study, stamp| operations::place(study, stamp, placed(fees), "comb.motivation", "Also"));
        let to = ("comb.opportunity", "comb.motivation");
        made.does(|study, stamp| replace_in_figure(study, stamp, money, to, Beside::After(people)));
        let at = |theme: Id<Theme>| -> Vec<(String, String)> {
            let all = made.study.placements().filter(|one| one.subject == Placed::Theme(theme));
            all.map(|one| (one.element.clone(), one.rationale.clone())).collect()
        };
        assert_eq!(at(money), [("comb.motivation".to_owned(), "It is there or not".to_owned())]);
        assert_eq!(at(fees), [("comb.motivation".to_owned(), "Also".to_owned())], "none stands there twice");
        assert_eq!(names(&made.study, board), ["People", "Staff", "Money", "Grants", "Fees", "Rooms"]);
        let sentence = &made.entries.last().expect("an entry").head.sentence;
        assert_eq!(sentence, "Moved *Money* from Opportunity to Motivation");
    }

    #[test]
    fn choices_are_an_entry_that_says_what_was_chosen_and_leaves_out_themes_that_are_gone() {
        let (mut made, board) = small();
        let rooms = named(&made.study, "Rooms");
        made.does(|study, stamp| operations::remove(study, stamp, rooms.key()));
        let chosen = FigureSettings { kind: FigureKind::Flow, order: vec![rooms], ..FigureSettings::default() };
        made.does(|study, stamp| set_figure(study, stamp, board, chosen.clone()));
        let kept = &made.study.get(board).expect("the board").figure;
        assert_eq!((kept.kind, kept.order.as_slice()), (FigureKind::Flow, &[][..]));
        let sentence = &made.entries.last().expect("an entry").head.sentence;
        assert_eq!(sentence, "Chose “Flow from codes to functions” as the figure of *Final*");
        let again = set_figure(&made.study, &made.stamp(), board, chosen);
        assert_eq!(again, Err(Declined::Unchanged));
    }

    #[test]
    fn another_place_of_print_takes_back_the_sizes_that_were_chosen_for_the_one_before() {
        let chosen = FigureSettings {
            width_cm: Some(13.2),
            arrangement: Some(Arrangement::Columns),
            title: "Kept".into(),
            ..FigureSettings::default()
        };
        let fitted = chosen.for_preset("thesis");
        assert_eq!((fitted.width_cm, fitted.arrangement, fitted.title.as_str()), (None, None, "Kept"));
        assert_eq!(fitted.preset.as_deref(), Some("thesis"));
    }
}
