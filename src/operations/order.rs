//! A place among siblings: whole numbers with gaps, so that a move alters one record and not its neighbours.

use crate::study::Id;

/// The distance between two neighbours that were added one after the other.
pub const GAP: i64 = 1024;

/// Where a newcomer goes, and which siblings must make room.
pub(super) struct Slot<T> {
    pub order: i64,
    pub renumbered: Vec<(Id<T>, i64)>,
}

/// The slot before the sibling now at `position` (counted from 0, past the end: last). `siblings` are in order and do
/// not hold the newcomer.
pub(super) fn slot<T>(siblings: &[(Id<T>, i64)], position: usize) -> Slot<T> {
    let position = position.min(siblings.len());
    let before = position.checked_sub(1).and_then(|at| siblings.get(at)).map(|&(_, order)| order);
    let after = siblings.get(position).map(|&(_, order)| order);
    let alone = |order| Slot { order, renumbered: Vec::new() };
    match (before, after) {
        (None, None) => alone(GAP),
        (Some(before), None) => alone(before.saturating_add(GAP)),
        (None, Some(after)) => alone(after.saturating_sub(GAP)),
        (Some(before), Some(after)) if after.saturating_sub(before) > 1 => alone(before + (after - before) / 2),
        _ => {
            let place = |at: usize| GAP * (at as i64 + 1 + i64::from(at >= position));
            let renumbered = siblings.iter().enumerate().map(|(at, &(id, _))| (id, place(at)));
            Slot { order: GAP * (position as i64 + 1), renumbered: renumbered.collect() }
        }
    }
}

/// Where one of some siblings in order goes that is to stand before the one now at `position` (past the end: last); `None`
/// where it stands there already.
pub(super) fn moved<T>(siblings: &[(Id<T>, i64)], id: Id<T>, position: usize) -> Option<Slot<T>> {
    let position = position.min(siblings.len());
    let leaving = siblings.iter().take(position).filter(|one| one.0 == id).count();
    if siblings.iter().position(|one| one.0 == id) == Some(position - leaving) {
        return None;
    }
    let others: Vec<_> = siblings.iter().filter(|one| one.0 != id).copied().collect();
    Some(slot(&others, position - leaving))
}
