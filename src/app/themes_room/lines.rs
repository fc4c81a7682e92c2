//! The rows of the table of placements: themes, sub-themes and codes, and what stands where a row meets an element.

use std::collections::BTreeSet;

use super::{
    marks::{codes_on, themes_on},
    placing::placements_of,
};
use crate::{
    app::ticks::Tick,
    framework::{Element, ElementId},
    study::{Board, CodeStatus, Id, Placed, Placement, Study, Theme},
};

/// A row of the table: a theme, a sub-theme or a code.
pub(super) struct Line<'a> {
    pub subject: Placed,
    pub name: &'a str,
    pub depth: u8,
    /// Another theme begins, or what is in none.
    pub line: bool,
    /// What it stands with where it has no place of its own: its sub-theme, its theme.
    pub above: Vec<Id<Theme>>,
}

impl Line<'_> {
    pub fn is_code(&self) -> bool {
        matches!(self.subject, Placed::Code(_))
    }
}

/// Themes and sub-themes as the board is read; with their codes, where those are wanted, and after them the codes of the
/// tray.
pub(super) fn rows<'a>(study: &'a Study, board: &Board, codes: bool) -> Vec<Line<'a>> {
    let mut rows: Vec<Line<'a>> = Vec::new();
    for theme in themes_on(study, board.id) {
        let depth = u8::from(theme.parent.is_some());
        let subject = Placed::Theme(theme.id);
        let above = theme.parent.into_iter().collect();
        rows.push(Line { subject, name: &theme.name, depth, line: depth == 0, above });
        for code in theme.codes.iter().filter_map(|&code| study.get(code)).filter(|_| codes) {
            let above = std::iter::once(theme.id).chain(theme.parent).collect();
            let subject = Placed::Code(code.id);
            rows.push(Line { subject, name: &code.name, depth: depth + 1, line: false, above });
        }
    }
    if codes {
        let held: BTreeSet<_> = codes_on(study, board.id).into_iter().collect();
        let tree = study.code_tree();
        let loose = tree.iter().map(|(_, code)| *code);
        let loose = loose.filter(|code| code.status != CodeStatus::Retired && !held.contains(&code.id));
        rows.extend(loose.enumerate().map(|(at, code)| Line {
            subject: Placed::Code(code.id),
            name: &code.name,
            depth: 0,
            line: at == 0,
            above: Vec::new(),
        }));
    }
    rows
}

/// What stands where a row meets an element.
pub(super) fn tick_of(study: &Study, row: &Line<'_>, element: &Element) -> Tick {
    let is_here = |one: &&Placement| one.element == element.id.as_str();
    let of_this = |one: &&Placement| ElementId::new(one.element.as_str()).framework() == element.id.framework();
    let own = placements_of(study, row.subject);
    if own.iter().any(&is_here) {
        return Tick::Yes;
    }
    let all = study.frameworks();
    let is_usual = own.iter().any(|one| {
        let hint = all.hint(&ElementId::new(one.element.as_str()));
        hint.is_some_and(|hint| hint.usually.iter().any(|usual| usual.id == element.id))
    });
    // It stands with the nearest above it that has a place in this framework.
    let through = !own.iter().any(&of_this)
        && row
            .above
            .iter()
            .map(|&above| placements_of(study, Placed::Theme(above)))
            .find(|places| places.iter().any(&of_this))
            .is_some_and(|places| places.iter().any(is_here));
    match (through, is_usual) {
        (true, _) => Tick::Through,
        (false, true) => Tick::Usual,
        (false, false) => Tick::No,
    }
}

/// Codes that are placed in a framework neither themselves nor with a theme above them.
pub(super) fn missing_codes<'a>(study: &'a Study, board: &Board, framework: &str) -> Vec<Line<'a>> {
    let placed = |subject| {
        let places = placements_of(study, subject);
        places.iter().any(|one| ElementId::new(one.element.as_str()).framework() == framework)
    };
    let stands = |line: &Line<'_>| placed(line.subject) || line.above.iter().any(|&theme| placed(Placed::Theme(theme)));
    rows(study, board, true).into_iter().filter(|line| line.is_code() && !stands(line)).collect()
}
