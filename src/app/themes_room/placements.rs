//! Where everything on the board is placed, in one table to tick; what is placed nowhere; the study's frameworks.

use std::collections::BTreeSet;

use eframe::egui::{CentralPanel, ComboBox, Frame, Margin, Panel, RichText, ScrollArea, Ui, WidgetInfo};

use super::{
    ThemesRoom, board, details, frameworks,
    lines::{Line, missing_codes, rows, tick_of},
    marks::{click, themes_on},
    placing::{placements_of, toggle},
};
use crate::{
    app::{
        look::{Tokens, icons, tokens},
        session::Desk,
        ticks::{Tick, TickColumn, TickRow, TickTable},
        widgets::{Row, elided, empty, quiet_text, strong_text},
    },
    framework::{Element, ElementId},
    operations::{self, counted},
    study::{Board, Id, Placed, Study, Theme},
};

/// Which elements the columns are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Columns {
    /// The three components of COM-B with their halves.
    #[default]
    Comb,
    /// The elements of a framework that stand at its top: the domains of the TDF.
    Framework(String),
    /// What stands below an element: the constructs of a domain.
    Below(ElementId),
}

/// What the page remembers.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) columns: Columns,
    /// The theme or code whose row is scrolled to.
    reveal: Option<Placed>,
    /// Whether codes have rows, too.
    codes: bool,
    /// The rows marked, to be placed together; and where a range begins.
    pub(super) marked: BTreeSet<Placed>,
    from: Option<Placed>,
}

impl Columns {
    fn elements(&self, study: &Study) -> Vec<&'static Element> {
        let all = study.frameworks();
        match self {
            Columns::Comb => all.elements("comb").iter().collect(),
            Columns::Framework(id) => all.elements(id).iter().filter(|element| element.parent.is_none()).collect(),
            Columns::Below(id) => {
                all.elements(id.framework()).iter().filter(|element| element.parent.as_ref() == Some(id)).collect()
            }
        }
    }

    fn framework(&self) -> &str {
        match self {
            Columns::Comb => "comb",
            Columns::Framework(id) => id,
            Columns::Below(id) => id.framework(),
        }
    }

    fn name(&self, study: &Study) -> String {
        let all = study.frameworks();
        match self {
            Columns::Comb => "COM-B".into(),
            Columns::Framework(id) => all.framework(id).map_or_else(|| id.clone(), |one| one.short().to_owned()),
            Columns::Below(id) => all.element(id).map_or_else(|| id.to_string(), |one| one.name.clone()),
        }
    }
}

pub(super) fn show(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let tokens = tokens(ui.ctx());
    let side = Frame::new().fill(tokens.panel).inner_margin(Margin::symmetric(8, 6));
    Panel::left("unplaced")
        .default_size(230.0)
        .size_range(160.0..=420.0)
        .frame(side)
        .show(ui, |ui| unplaced(room, ui, desk));
    Panel::right("place")
        .default_size(320.0)
        .size_range(240.0..=560.0)
        .frame(side)
        .show(ui, |ui| details::placed(room, ui, desk));
    let page = Frame::new().fill(tokens.page).inner_margin(Margin::symmetric(12, 8));
    CentralPanel::no_frame().frame(page).show(ui, |ui| match room.board_in(desk.study) {
        Some(board) => table(room, ui, desk, board),
        None => board::none_yet(ui, desk),
    });
}

/// Whether a theme is placed in a framework, itself or with the theme above it.
fn stands(study: &Study, theme: &Theme, framework: &str) -> bool {
    let own = |id: Id<Theme>| {
        let places = placements_of(study, Placed::Theme(id));
        places.iter().any(|one| ElementId::new(one.element.as_str()).framework() == framework)
    };
    own(theme.id) || theme.parent.is_some_and(own)
}

/// A theme whose sub-themes are all placed is placed through them.
fn missing<'a>(study: &'a Study, board: &Board, framework: &str) -> Vec<&'a Theme> {
    let themes = themes_on(study, board.id).into_iter();
    themes
        .filter(|theme| {
            let below = study.themes_under(theme.board, Some(theme.id));
            let through = !below.is_empty() && below.iter().all(|one| stands(study, one, framework));
            !stands(study, theme, framework) && !through
        })
        .collect()
}

fn unplaced(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let Some(board) = room.board_in(desk.study) else { return };
    let name = room.placements.columns.framework().to_owned();
    let short = desk.study.frameworks().framework(&name).map_or(name.as_str(), |one| one.short());
    let missing = missing(desk.study, board, &name);
    ui.label(strong_text(format!("Not placed in {short}")));
    if missing.is_empty() {
        let words = format!("{} Every theme is placed", icons::SAVED);
        ui.label(RichText::new(words).size(Tokens::SMALL).color(tokens(ui.ctx()).good));
    } else {
        let all = themes_on(desk.study, board.id).len();
        ui.label(quiet_text(ui, format!("{} of {all} themes and sub-themes", missing.len())));
    }
    let codes = if room.placements.codes { missing_codes(desk.study, board, &name) } else { Vec::new() };
    let themes = missing.into_iter().map(|theme| {
        let above = theme.parent.into_iter().collect();
        Line { subject: Placed::Theme(theme.id), name: &theme.name, depth: 0, line: false, above }
    });
    let rest = (ui.available_height() - 190.0).max(80.0);
    ScrollArea::vertical().max_height(rest).auto_shrink([false, true]).id_salt("unplaced rows").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for line in themes {
            unplaced_row(room, ui, &line);
        }
        if !codes.is_empty() {
            ui.label(quiet_text(ui, counted(codes.len(), "code")));
        }
        for line in &codes {
            unplaced_row(room, ui, line);
        }
    });
    frameworks::show(room, ui, desk);
}

/// A name that leads to its row.
fn unplaced_row(room: &mut ThemesRoom, ui: &mut Ui, line: &Line<'_>) {
    let indent = if matches!(line.subject, Placed::Theme(_)) && !line.above.is_empty() { 12.0 } else { 0.0 };
    let name = format!("Place {}", line.name);
    let row = Row { name: &name, chosen: room.chosen_placed() == Some(line.subject), indent };
    let response = row.show(ui, |ui| _ = elided(ui, line.name));
    if response.on_hover_text(format!("{}\nShow its row", line.name)).clicked() {
        room.look_at_placed(line.subject, line.above.first().copied());
        room.placements.reveal = Some(line.subject);
    }
}

fn table(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>, board: &Board) {
    choice(room, ui, desk);
    let elements = room.placements.columns.elements(desk.study);
    let rows = rows(desk.study, board, room.placements.codes);
    if rows.is_empty() {
        empty(
            ui,
            "Nothing to place yet",
            "Make themes and sub-themes on the board first. Or tick Codes above, and place the codes themselves.",
        );
        return;
    }
    if elements.is_empty() {
        empty(ui, "No elements", "This framework is not in the study any more. Choose other columns.");
        return;
    }
    // What does not show is not marked: a tick places what is seen.
    room.placements.marked.retain(|marked| rows.iter().any(|row| row.subject == *marked));
    marked_bar(room, ui, desk);
    let marks = &room.placements.marked;
    let shown: Vec<TickRow> = rows
        .iter()
        .map(|row| TickRow {
            name: row.name.to_owned(),
            depth: row.depth,
            strong: row.line && !row.is_code(),
            quiet: row.is_code(),
            line: row.line,
            chosen: marks.contains(&row.subject) || (marks.len() < 2 && room.chosen_placed() == Some(row.subject)),
        })
        .collect();
    let all = desk.study.frameworks();
    let columns: Vec<TickColumn> = elements
        .iter()
        .map(|element| TickColumn {
            name: element.name.clone(),
            hover: match all.hint(&element.id) {
                Some(hint) => format!("{}\n{hint}", element.plain),
                None => element.plain.clone(),
            },
            first: element.parent.is_none() && room.placements.columns == Columns::Comb,
        })
        .collect();
    let reveal = room.placements.reveal.take();
    let reveal = reveal.and_then(|subject| rows.iter().position(|row| row.subject == subject));
    let table = TickTable { id: "placements", rows: &shown, columns: &columns, enabled: desk.writable, reveal };
    let study = desk.study;
    let tick = |row: usize, column: usize| {
        let (Some(row), Some(element)) = (rows.get(row), elements.get(column)) else { return Tick::No };
        tick_of(study, row, element)
    };
    let says = |row: usize, column: usize| match (rows.get(row), elements.get(column)) {
        (Some(row), Some(element)) => format!("{} in {}", row.name, element.name),
        _ => String::new(),
    };
    let done = table.show(ui, tick, says);
    if let Some(row) = done.row.and_then(|row| rows.get(row)) {
        let order: Vec<Placed> = rows.iter().map(|row| row.subject).collect();
        let kept = &mut room.placements;
        click(ui, &mut kept.marked, &mut kept.from, row.subject, &order);
        room.look_at_placed(row.subject, row.above.first().copied());
    }
    if done.all {
        room.placements.marked = rows.iter().map(|row| row.subject).collect();
    }
    if let Some((row, element)) = done.cell.and_then(|(row, column)| Some((rows.get(row)?, elements.get(column)?))) {
        room.look_at_placed(row.subject, row.above.first().copied());
        let marked = &room.placements.marked;
        if marked.len() > 1 && marked.contains(&row.subject) {
            let subjects: Vec<Placed> = rows.iter().map(|row| row.subject).filter(|one| marked.contains(one)).collect();
            let wanted = tick_of(study, row, element) != Tick::Yes;
            let element = element.id.as_str();
            desk.plan(|study, stamp| operations::place_all(study, stamp, &subjects, element, wanted));
        } else {
            toggle(desk, row.subject, element.id.as_str());
        }
    }
    if let Some(element) = done.column.and_then(|column| elements.get(column))
        && all.children(&element.id).next().is_some()
        && element.id.framework() != "comb"
    {
        room.placements.columns = Columns::Below(element.id.clone());
    }
}

/// What is marked, and how to mark while nothing is.
fn marked_bar(room: &mut ThemesRoom, ui: &mut Ui, desk: &Desk<'_>) {
    let count = room.placements.marked.len();
    ui.horizontal_wrapped(|ui| {
        if count > 1 {
            ui.label(strong_text(format!("{count} rows marked")));
            ui.label(quiet_text(ui, "A tick in one of them places or takes out all of them, in one step."));
            if ui.small_button("Clear the marks").clicked() {
                room.placements.marked.clear();
            }
        } else if desk.writable {
            let words = "To place several at once, mark their rows with Ctrl or Shift (Ctrl+A: all), then tick one.";
            ui.label(quiet_text(ui, words));
        }
    });
    ui.add_space(Tokens::SMALL_GAP);
}

fn choice(room: &mut ThemesRoom, ui: &mut Ui, desk: &Desk<'_>) {
    let study = desk.study;
    ui.horizontal_wrapped(|ui| {
        ui.label(quiet_text(ui, "Columns"));
        let combo = ComboBox::from_id_salt("columns of the table").width(260.0);
        let combo = combo.selected_text(room.placements.columns.name(study)).show_ui(ui, |ui| {
            let chosen = &mut room.placements.columns;
            ui.selectable_value(chosen, Columns::Comb, "COM-B: components and their halves");
            for framework in study.frameworks().all().iter().filter(|one| one.id() != "comb") {
                let id = framework.id().to_owned();
                ui.selectable_value(chosen, Columns::Framework(id), framework.name());
                for element in framework.elements().iter().filter(|element| {
                    element.parent.is_none() && study.frameworks().children(&element.id).next().is_some()
                }) {
                    let below = Columns::Below(element.id.clone());
                    ui.selectable_value(chosen, below, format!("    below {}", element.name));
                }
            }
        });
        combo.response.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::ComboBox, true, "Columns of the table"));
        if let Columns::Below(id) = &room.placements.columns {
            let back = Columns::Framework(id.framework().to_owned());
            if ui.button(format!("Back to {}", back.name(study))).clicked() {
                room.placements.columns = back;
            }
        } else {
            ui.checkbox(&mut room.placements.codes, "Codes").on_hover_text("Rows for the codes of each theme, too");
            ui.label(quiet_text(
                ui,
                "A dot: with its theme. A ring: usual, by its other places. Hints only; you decide.",
            ));
        }
    });
    ui.add_space(Tokens::SMALL_GAP);
}
