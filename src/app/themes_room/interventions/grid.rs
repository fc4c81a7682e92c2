//! Which sub-theme each intervention addresses, in one table to tick.

use eframe::egui::Ui;

use super::{super::ThemesRoom, addressable};
use crate::{
    app::{
        session::Desk,
        ticks::{Tick, TickColumn, TickRow, TickTable},
        widgets::{empty, quiet_text, wrapped},
    },
    operations::{self, elide},
    study::Intervention,
};

pub(super) fn show(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>, all: &[&Intervention]) {
    let themes = room.board_in(desk.study).map(|board| addressable(desk.study, board.id)).unwrap_or_default();
    if themes.is_empty() {
        empty(ui, "Nothing to address yet", "Make themes and sub-themes on the board first.");
        return;
    }
    wrapped(
        ui,
        quiet_text(
            ui,
            "What is ticked here is a number on the figure’s box. Barriers stand out; they count in the table.",
        ),
    );
    let group = |at: usize| themes.get(at).map(|theme| theme.parent.unwrap_or(theme.id));
    let rows: Vec<TickRow> = themes
        .iter()
        .enumerate()
        .map(|(at, theme)| TickRow {
            name: theme.name.clone(),
            depth: 0,
            quiet: false,
            strong: desk.study.counts_as_barrier(theme),
            line: at.checked_sub(1).and_then(group) != group(at),
            chosen: room.chosen == Some(theme.id),
        })
        .collect();
    let columns: Vec<TickColumn> = all
        .iter()
        .enumerate()
        .map(|(at, one)| TickColumn {
            name: format!("{} {}", at + 1, elide(&one.outline, 60)),
            hover: one.outline.clone(),
            first: false,
        })
        .collect();
    let ticked = |row: usize, column: usize| match (themes.get(row), all.get(column)) {
        (Some(theme), Some(one)) => one.addresses.contains(&theme.id),
        _ => false,
    };
    let says = |row: usize, column: usize| {
        themes.get(row).map_or_else(String::new, |theme| format!("{} by intervention {}", theme.name, column + 1))
    };
    let table = TickTable { id: "addresses", rows: &rows, columns: &columns, enabled: desk.writable, reveal: None };
    let done = table.show(ui, |row, column| if ticked(row, column) { Tick::Yes } else { Tick::No }, says);
    if let Some((row, column)) = done.cell
        && let (Some(theme), Some(one)) = (themes.get(row), all.get(column))
    {
        let addressed = !ticked(row, column);
        desk.plan_quietly(|study, stamp| operations::tick(study, stamp, one.id, theme.id, addressed));
    }
    if let Some(theme) = done.row.and_then(|row| themes.get(row)) {
        room.choose(theme.id);
    }
    if let Some(one) = done.column.and_then(|column| all.get(column)) {
        room.interventions.chosen = Some(one.id);
        room.interventions.grid = false;
    }
}
