//! Where everything on the board is placed, in one table to tick; what is placed nowhere; the study's frameworks.

use eframe::egui::{Button, CentralPanel, ComboBox, Frame, Margin, Panel, RichText, ScrollArea, Ui, WidgetInfo};

use super::{
    ThemesRoom, board, details,
    marks::themes_on,
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
    columns: Columns,
    /// The theme whose row is scrolled to.
    reveal: Option<Id<Theme>>,
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
    let themes = themes_on(desk.study, board.id);
    if themes.is_empty() {
        empty(
            ui,
            "Nothing to place yet",
            "Make themes and sub-themes on the board first. Codes are placed there, too.",
        );
        return;
    }
    if elements.is_empty() {
        empty(ui, "No elements", "This framework is not in the study any more. Choose other columns.");
        return;
    }
    let rows: Vec<TickRow> = themes
        .iter()
        .map(|theme| TickRow {
            name: theme.name.clone(),
            below: theme.parent.is_some(),
            strong: theme.parent.is_none(),
            line: theme.parent.is_none(),
            chosen: room.chosen == Some(theme.id),
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
    let reveal = room.placements.reveal.take().and_then(|id| themes.iter().position(|theme| theme.id == id));
    let table = TickTable { id: "placements", rows: &rows, columns: &columns, enabled: desk.writable, reveal };
    let study = desk.study;
    let tick = |row: usize, column: usize| {
        let (Some(theme), Some(element)) = (themes.get(row), elements.get(column)) else { return Tick::No };
        tick_of(study, theme, element)
    };
    let says = |row: usize, column: usize| match (themes.get(row), elements.get(column)) {
        (Some(theme), Some(element)) => format!("{} in {}", theme.name, element.name),
        _ => String::new(),
    };
    let done = table.show(ui, tick, says);
    if let Some(theme) = done.row.and_then(|row| themes.get(row)) {
        room.choose(theme.id);
    }
    if let Some((theme, element)) = done.cell.and_then(|(row, column)| Some((themes.get(row)?, elements.get(column)?)))
    {
        room.choose(theme.id);
        toggle(desk, Placed::Theme(theme.id), element.id.as_str());
    }
    if let Some(element) = done.column.and_then(|column| elements.get(column))
        && all.children(&element.id).next().is_some()
        && element.id.framework() != "comb"
    {
        room.placements.columns = Columns::Below(element.id.clone());
    }
}

fn tick_of(study: &Study, theme: &Theme, element: &Element) -> Tick {
    let own = placements_of(study, Placed::Theme(theme.id));
    if own.iter().any(|one| one.element == element.id.as_str()) {
        return Tick::Yes;
    }
    let all = study.frameworks();
    let is_usual = own.iter().any(|one| {
        let hint = all.hint(&ElementId::new(one.element.as_str()));
        hint.is_some_and(|hint| hint.usually.iter().any(|usual| usual.id == element.id))
    });
    let of_this =
        |one: &&&crate::study::Placement| ElementId::new(one.element.as_str()).framework() == element.id.framework();
    let through = own.iter().filter(of_this).count() == 0
        && theme.parent.is_some_and(|above| {
            placements_of(study, Placed::Theme(above)).iter().any(|one| one.element == element.id.as_str())
        });
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
