//! Themes carried to another board, moved or copied, with their sub-themes and codes.

use std::collections::{BTreeMap, BTreeSet};

use super::{Declined, Planned, ThemePlace, found, in_sentence, order::slot, themes::released, wording::counted};
use crate::{
    journal::{Change, Entry, Stamp},
    study::{Board, Code, Id, Intervention, Placed, Placement, Record, Study, Theme},
};

/// Whether what is carried to another board leaves the one it is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrying {
    Moved,
    Copied,
}

/// Carries themes of one board to a place of another, as one entry: with their sub-themes, codes, places and what the
/// interventions address. A code stands in one theme of a board, so that those that come leave the themes that held them there.
pub fn carry_themes(study: &Study, stamp: &Stamp, themes: &[Id<Theme>], to: ThemePlace, carrying: Carrying) -> Planned {
    let board = found(study, to.board)?;
    let tops = tops(study, themes);
    let first = tops.first().ok_or(Declined::Gone("theme"))?;
    if tops.iter().any(|one| one.board == to.board) {
        return Err(Declined::Because("That is on this board already. Choose another board.".into()));
    }
    if tops.iter().any(|one| one.board != first.board) {
        return Err(Declined::Because("These stand on several boards. Carry those of one board at a time.".into()));
    }
    let below = |theme: &Theme| study.themes_under(theme.board, Some(theme.id));
    if let Some(deep) = tops.iter().find(|one| to.parent.is_some() && !below(one).is_empty()) {
        let name = in_sentence(&deep.name);
        return Err(Declined::Because(format!("{name} has sub-themes; it cannot be one itself. Move those first.")));
    }
    let all: Vec<&Theme> = tops.iter().flat_map(|&top| std::iter::once(top).chain(below(top))).collect();
    let codes: Vec<Id<Code>> = all.iter().flat_map(|theme| theme.codes.iter().copied()).collect();
    let twins: BTreeMap<Id<Theme>, Id<Theme>> =
        all.iter().map(|theme| (theme.id, if carrying == Carrying::Copied { stamp.id() } else { theme.id })).collect();
    let twin = |theme: Id<Theme>| twins.get(&theme).copied().unwrap_or(theme);
    let mut siblings: Vec<(Id<Theme>, i64)> =
        study.themes_under(to.board, to.parent).iter().map(|theme| (theme.id, theme.order)).collect();
    let position = to.position.min(siblings.len());
    for (nth, top) in tops.iter().enumerate() {
        let slot = slot(&siblings, position + nth);
        for (id, order) in slot.renumbered {
            siblings.iter_mut().filter(|one| one.0 == id).for_each(|one| one.1 = order);
        }
        siblings.insert(position + nth, (twin(top.id), slot.order));
    }
    let place = |id: Id<Theme>| siblings.iter().find(|one| one.0 == id).map(|one| one.1);
    let leaving = released(study, to.board, &codes, None);
    let left = codes_leaving(study, to.board, &codes).len();
    let mut altered: BTreeMap<Id<Theme>, Theme> = BTreeMap::new();
    for change in &leaving {
        if let Change::Record { after: Some(Record::Theme(theme)), .. } = change {
            altered.insert(theme.id, theme.as_ref().clone());
        }
    }
    for theme in study.themes_under(to.board, to.parent) {
        if let Some(order) = place(theme.id).filter(|order| *order != theme.order) {
            altered.entry(theme.id).or_insert_with(|| theme.clone()).order = order;
        }
    }
    let mut changes: Vec<Change> = altered
        .into_iter()
        .filter_map(|(id, after)| study.get(id).map(|before| Change::altered(before, after)))
        .collect();
    for &theme in &all {
        let top = tops.iter().any(|one| one.id == theme.id);
        let id = twin(theme.id);
        let parent = if top { to.parent } else { theme.parent.map(twin) };
        let order = place(id).filter(|_| top).unwrap_or(theme.order);
        let after = Theme { id, board: to.board, parent, order, ..(*theme).clone() };
        changes.push(match carrying {
            Carrying::Moved => Change::altered(theme, after),
            Carrying::Copied => Change::made(after),
        });
    }
    if carrying == Carrying::Copied {
        changes.extend(places_and_links(study, stamp, &twins));
    }
    let done = if carrying == Carrying::Copied { "Copied" } else { "Moved" };
    let what = match tops.as_slice() {
        [only] => in_sentence(&only.name),
        several => counted(several.len(), "theme"),
    };
    let emptied = if left > 0 { format!("; {} left the themes there", counted(left, "code")) } else { String::new() };
    let with = counted(codes.len(), "code");
    let sentence = format!("{done} {what} with {with} to the board {}{emptied}", in_sentence(&board.name));
    Ok(Entry::new(stamp, sentence, changes))
}

/// The themes given that are under none of the others, in the order given, each once.
fn tops<'a>(study: &'a Study, themes: &[Id<Theme>]) -> Vec<&'a Theme> {
    let mut seen = BTreeSet::new();
    let known = themes.iter().filter(|&&id| seen.insert(id)).filter_map(|&id| study.get(id));
    known.filter(|theme| theme.parent.is_none_or(|parent| !themes.contains(&parent))).collect()
}

/// Those of some codes that a theme of a board holds: they would leave it for themes that are carried there.
pub fn codes_leaving(study: &Study, board: Id<Board>, codes: &[Id<Code>]) -> Vec<Id<Code>> {
    let there: BTreeSet<Id<Code>> =
        study.themes().filter(|theme| theme.board == board).flat_map(|theme| theme.codes.iter().copied()).collect();
    codes.iter().copied().filter(|code| there.contains(code)).collect()
}

/// The places of themes with their reasons, and what interventions address, for the copies of those themes, too.
pub(super) fn places_and_links(study: &Study, stamp: &Stamp, twins: &BTreeMap<Id<Theme>, Id<Theme>>) -> Vec<Change> {
    let mut changes = Vec::new();
    for placement in study.placements() {
        if let Placed::Theme(theme) = placement.subject
            && let Some(&theme) = twins.get(&theme)
        {
            let subject = Placed::Theme(theme);
            changes.push(Change::made(Placement { id: stamp.id(), subject, ..placement.clone() }));
        }
    }
    for before in study.interventions() {
        let mut addresses = before.addresses.clone();
        addresses.extend(before.addresses.iter().filter_map(|theme| twins.get(theme)));
        addresses.sort_unstable();
        if addresses.len() > before.addresses.len() {
            changes.push(Change::altered(before, Intervention { addresses, ..before.clone() }));
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        journal::apply,
        operations::{add_board, add_intervention, add_theme, fixture::Made, place, tick},
    };

    fn theme(study: &Study, board: Id<Board>, name: &str) -> Theme {
        study.themes().find(|theme| theme.board == board && theme.name == name).unwrap().clone()
    }

    /// On the board Early: A with A1, which holds Money and is placed and addressed. On Late: X with Money, Y.
    fn boards() -> (Made, Id<Board>, Id<Board>) {
        let mut made = Made::begun();
        let money = made.code("Money", None);
        for name in ["Early", "Late"] {
            made.does(|study, stamp| add_board(study, stamp, name).map(|(_, entry)| entry));
        }
        let named = |made: &Made, name: &str| made.study.boards().find(|board| board.name == name).unwrap().id;
        let (early, late) = (named(&made, "Early"), named(&made, "Late"));
        for (board, name, under, codes) in [
            (early, "A", None, vec![]),
            (early, "A1", Some("A"), vec![money]),
            (late, "X", None, vec![money]),
            (late, "Y", None, vec![]),
        ] {
            let under = under.map(|name| theme(&made.study, board, name).id);
            let place = ThemePlace::last_under(board, under);
            made.does(|study, stamp| add_theme(study, stamp, name, place, &codes).map(|(_, entry)| entry));
        }
        let a1 = theme(&made.study, early, "A1").id;
        made.does(|study, stamp| place(study, stamp, Placed::Theme(a1), "comb.motivation", "why"));
        made.does(|study, stamp| add_intervention(study, stamp, "Pay").map(|(_, entry)| entry));
        let pay = made.study.interventions().next().unwrap().id;
        made.does(|study, stamp| tick(study, stamp, pay, a1, true));
        (made, early, late)
    }

    fn tops_of(study: &Study, board: Id<Board>) -> Vec<&str> {
        study.themes_under(board, None).iter().map(|theme| theme.name.as_str()).collect()
    }

    #[test]
    fn a_theme_goes_to_another_board_with_all_that_is_its_own_and_one_undo_brings_it_back() {
        for carrying in [Carrying::Moved, Carrying::Copied] {
            let (mut made, early, late) = boards();
            let (a, a1) = (theme(&made.study, early, "A").id, theme(&made.study, early, "A1").id);
            let before = made.study.clone();
            let to = ThemePlace { board: late, parent: None, position: 1 };
            made.does(|study, stamp| carry_themes(study, stamp, &[a, a1], to, carrying));
            assert_eq!(tops_of(&made.study, late), ["X", "A", "Y"]);
            let there = theme(&made.study, late, "A1");
            assert_eq!(there.parent, Some(theme(&made.study, late, "A").id));
            assert_eq!(there.codes, [made.named("Money")]);
            assert!(theme(&made.study, late, "X").codes.is_empty(), "a code stands once on a board");
            assert_eq!(made.study.intervention_numbers(there.id), [1]);
            let placed = made.study.placements().filter(|one| one.subject == Placed::Theme(there.id));
            assert_eq!(placed.map(|one| one.rationale.as_str()).collect::<Vec<_>>(), ["why"]);
            let stayed = if carrying == Carrying::Copied { vec!["A"] } else { vec![] };
            assert_eq!(tops_of(&made.study, early), stayed);
            assert_eq!(there.id == a1, carrying == Carrying::Moved);
            let verb = if carrying == Carrying::Copied { "Copied" } else { "Moved" };
            assert_eq!(
                made.entries.last().unwrap().head.sentence,
                format!("{verb} *A* with 1 code to the board *Late*; 1 code left the themes there")
            );
            let undone = made.entries.last().unwrap().undone(&made.stamp());
            assert!(apply(&made.study, &undone).unwrap() == before);
        }
    }

    #[test]
    fn a_theme_with_sub_themes_goes_under_no_other_and_none_goes_to_its_own_board() {
        let (made, early, late) = boards();
        let (a, x) = (theme(&made.study, early, "A").id, theme(&made.study, late, "X").id);
        let deep = ThemePlace::last_under(late, Some(x));
        let refused = carry_themes(&made.study, &made.stamp(), &[a], deep, Carrying::Moved);
        assert!(matches!(refused, Err(Declined::Because(why)) if why.contains("has sub-themes")));
        let home = ThemePlace::last_under(early, None);
        let refused = carry_themes(&made.study, &made.stamp(), &[a], home, Carrying::Copied);
        assert!(matches!(refused, Err(Declined::Because(why)) if why.contains("already")));
    }
}
