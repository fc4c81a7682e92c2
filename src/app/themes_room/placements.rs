//! Where everything on the board is placed, in one table to tick; what is placed nowhere; the study's frameworks.

use std::collections::BTreeSet;

use eframe::egui::{Button, CentralPanel, ComboBox, Frame, Margin, Panel, RichText, ScrollArea, Ui, WidgetInfo};

use super::{
    ThemesRoom, board, details,
    marks::{click, codes_on, themes_on},
    placing::{placements_of, toggle},
};
use crate::{
    app::{
        commands::Command,
        look::{Tokens, icons, tokens},
        session::Desk,
        ticks::{Tick, TickColumn, TickRow, TickTable},
        widgets::{Row, elided, empty, icon_button, quiet_text, section, strong_text, wrapped},
    },
    framework::{Element, ElementId},
    operations::{self, counted},
    study::{Board, CodeStatus, Id, Placed, Placement, Study, Theme},
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
    columns: Columns,
    /// The theme whose row is scrolled to.
    reveal: Option<Id<Theme>>,
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
    let rest = (ui.available_height() - 190.0).max(80.0);
    ScrollArea::vertical().max_height(rest).auto_shrink([false, true]).id_salt("unplaced rows").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for theme in missing {
            let indent = if theme.parent.is_some() { 12.0 } else { 0.0 };
            let name = format!("Place {}", theme.name);
            let row = Row { name: &name, chosen: room.chosen == Some(theme.id), indent };
            let response = row.show(ui, |ui| _ = elided(ui, theme.name.as_str()));
            if response.on_hover_text("Show its row").clicked() {
                room.choose(theme.id);
                room.placements.reveal = Some(theme.id);
            }
        }
    });
    frameworks(room, ui, desk);
}

/// The study's own frameworks: loaded, shown, taken out.
fn frameworks(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    section(ui, "Frameworks of your own");
    let own = desk.study.frameworks().all().iter().filter(|one| !matches!(one.id(), "comb" | "tdf"));
    let mut any = false;
    for framework in own {
        any = true;
        ui.horizontal(|ui| {
            let placed = operations::placed_in(desk.study, framework.id()).count();
            let name = format!("Take out {}", framework.name());
            if desk.writable && icon_button(ui, icons::REMOVE, &name).clicked() {
                desk.plan(|study, stamp| operations::drop_framework(study, stamp, framework.id()));
                room.placements.columns = Columns::Comb;
            }
            elided(ui, framework.name()).on_hover_text(framework.citations().join("\n"));
            ui.label(quiet_text(ui, counted(placed, "placement")));
        });
    }
    if !any {
        wrapped(ui, quiet_text(ui, "A RON file with your elements; it is kept with the study and travels with it."));
    }
    let load = Command::LoadFramework.entry();
    if ui.add_enabled(desk.writable, Button::new(load.name)).on_hover_text(load.help).clicked() {
        desk.run(Command::LoadFramework);
    }
    let hover = "Paste it into a text file whose name ends in .ron, and put your own elements there";
    if ui.small_button("Copy an example").on_hover_text(hover).clicked() {
        ui.ctx().copy_text(EXAMPLE.to_owned());
    }
}

/// A framework to begin with: what a person has to write, and what may be left out.
const EXAMPLE: &str = r#"// A framework of your own. Ids begin with the framework's id and a full stop.
Framework(
    id: "npt",
    name: "Normalisation Process Theory",
    short: "NPT",
    citations: ["May & Finch 2009"],
    levels: [Named("Construct"), Named("Component")],
    elements: [
        (
            id: "npt.coherence",
            name: "Coherence",
            plain: "Making sense of the work",
            // Where in COM-B it usually lies: a hint, and may be left out.
            usually: ["comb.psychological_capability", "comb.reflective_motivation"],
            children: [
                (id: "npt.coherence/differentiation", name: "Differentiation"),
                (id: "npt.coherence/internalisation", name: "Internalisation"),
            ],
        ),
        (id: "npt.collective_action", name: "Collective action"),
    ],
)
"#;

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
    let reveal = reveal.and_then(|id| rows.iter().position(|row| row.subject == Placed::Theme(id)));
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

/// A row of the table: a theme, a sub-theme or a code.
struct Line<'a> {
    subject: Placed,
    name: &'a str,
    depth: u8,
    /// Another theme begins, or what is in none.
    line: bool,
    /// What it stands with where it has no place of its own: its sub-theme, its theme.
    above: Vec<Id<Theme>>,
}

impl Line<'_> {
    fn is_code(&self) -> bool {
        matches!(self.subject, Placed::Code(_))
    }
}

/// Themes and sub-themes as the board is read; with their codes, where those are wanted, and after them the codes of the
/// tray.
fn rows<'a>(study: &'a Study, board: &Board, codes: bool) -> Vec<Line<'a>> {
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

fn tick_of(study: &Study, row: &Line<'_>, element: &Element) -> Tick {
    let is_here = |one: &&Placement| one.element == element.id.as_str();
    let of_this = |one: &&Placement| ElementId::new(one.element.as_str()).framework() == element.id.framework();
    let own = placements_of(study, row.subject);
    if own.iter().any(|one| is_here(one)) {
        return Tick::Yes;
    }
    let all = study.frameworks();
    let is_usual = own.iter().any(|one| {
        let hint = all.hint(&ElementId::new(one.element.as_str()));
        hint.is_some_and(|hint| hint.usually.iter().any(|usual| usual.id == element.id))
    });
    // It stands with the nearest above it that has a place in this framework.
    let through = !own.iter().any(|one| of_this(one))
        && row
            .above
            .iter()
            .map(|&above| placements_of(study, Placed::Theme(above)))
            .find(|places| places.iter().any(|one| of_this(one)))
            .is_some_and(|places| places.iter().any(|one| is_here(one)));
    match (through, is_usual) {
        (true, _) => Tick::Through,
        (false, true) => Tick::Usual,
        (false, false) => Tick::No,
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::{Framework, comb_and_tdf};

    #[test]
    fn the_example_that_is_copied_is_a_framework() {
        let framework = Framework::from_ron(EXAMPLE).expect("it reads");
        assert_eq!(framework.elements().len(), 4);
        assert!(comb_and_tdf().with(framework).is_ok());
    }
}
