//! Codes and themes marked together, to be moved at once: with Ctrl one by one, with Shift a range.

use std::collections::BTreeSet;

use eframe::egui::Ui;

use crate::study::{Board, Code, Id, Study, Theme};

/// What is marked.
#[derive(Default)]
pub(super) struct Marks {
    pub codes: BTreeSet<Id<Code>>,
    pub themes: BTreeSet<Id<Theme>>,
    /// Where a range begins.
    code: Option<Id<Code>>,
    theme: Option<Id<Theme>>,
}

impl Marks {
    /// A click on a code: it alone; with Ctrl it more or less; with Shift all from the one clicked before, in this order.
    pub fn click_code(&mut self, ui: &Ui, code: Id<Code>, order: &[Id<Code>]) {
        self.themes.clear();
        click(ui, &mut self.codes, &mut self.code, code, order);
    }

    /// The same of a theme.
    pub fn click_theme(&mut self, ui: &Ui, theme: Id<Theme>, order: &[Id<Theme>]) {
        self.codes.clear();
        click(ui, &mut self.themes, &mut self.theme, theme, order);
    }

    pub fn clear(&mut self) {
        *self = Marks::default();
    }

    pub fn tidy(&mut self, study: &Study) {
        self.codes.retain(|&code| study.get(code).is_some());
        self.themes.retain(|&theme| study.get(theme).is_some());
    }

    /// What goes along with a code that is dragged: all that are marked where it is one of them, else it alone. In the
    /// order of the board, then of the code tree.
    pub fn codes_with(&self, study: &Study, board: Id<Board>, code: Id<Code>) -> Vec<Id<Code>> {
        if self.codes.contains(&code) { self.codes_in_order(study, board) } else { vec![code] }
    }

    /// The codes marked, in the order of the board, then of the code tree.
    pub fn codes_in_order(&self, study: &Study, board: Id<Board>) -> Vec<Id<Code>> {
        let mut order = codes_on(study, board);
        order.extend(study.code_tree().iter().map(|(_, code)| code.id));
        let mut seen = BTreeSet::new();
        order.retain(|code| self.codes.contains(code) && seen.insert(*code));
        order
    }

    /// What goes along with a theme that is dragged.
    pub fn themes_with(&self, study: &Study, theme: Id<Theme>) -> Vec<Id<Theme>> {
        let board = study.get(theme).map(|theme| theme.board);
        match board.filter(|_| self.themes.contains(&theme)) {
            Some(board) => {
                themes_on(study, board).into_iter().map(|one| one.id).filter(|one| self.themes.contains(one)).collect()
            }
            None => vec![theme],
        }
    }
}

/// A click on one of some rows in order, as `Marks::click_code` has it.
pub(super) fn click<T: Copy + Ord>(ui: &Ui, marked: &mut BTreeSet<T>, from: &mut Option<T>, one: T, order: &[T]) {
    let held = ui.input(|input| input.modifiers);
    let at = |wanted: T| order.iter().position(|other| *other == wanted);
    if held.command {
        if !marked.remove(&one) {
            marked.insert(one);
        }
    } else if held.shift
        && let (Some(first), Some(last)) = (from.and_then(at), at(one))
    {
        let between = order.iter().take(first.max(last) + 1).skip(first.min(last));
        *marked = between.copied().collect();
        return;
    } else {
        *marked = [one].into();
    }
    *from = Some(one);
}

/// Themes and sub-themes as a board is read.
pub(super) fn themes_on(study: &Study, board: Id<Board>) -> Vec<&Theme> {
    let tops = study.themes_under(board, None).into_iter();
    tops.flat_map(|theme| std::iter::once(theme).chain(study.themes_under(board, Some(theme.id)))).collect()
}

/// The codes of a board as it is read.
pub(super) fn codes_on(study: &Study, board: Id<Board>) -> Vec<Id<Code>> {
    themes_on(study, board).iter().flat_map(|theme| theme.codes.iter().copied()).collect()
}

/// The theme or sub-theme of a board that holds a code.
pub(super) fn holder_of(study: &Study, board: Id<Board>, code: Id<Code>) -> Option<&Theme> {
    study.referring::<Theme>(code.key()).find(|theme| theme.board == board && theme.codes.contains(&code))
}
