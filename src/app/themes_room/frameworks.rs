//! The study's own frameworks beside the table of placements: loaded, shown, taken out.

use eframe::egui::{Button, Ui};

use super::{ThemesRoom, placements::Columns};
use crate::{
    app::{
        commands::Command,
        look::icons,
        session::Desk,
        widgets::{elided, icon_button, quiet_text, section, wrapped},
    },
    operations::{self, counted},
};

/// The study's own frameworks: loaded, shown, taken out.
pub(super) fn show(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
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
