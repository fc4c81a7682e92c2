//! What a file of another program would bring, before it is brought.

use eframe::egui::{ScrollArea, Ui};

use super::dialogs::buttons;
use crate::{
    app::{
        look::Tokens,
        widgets::{quiet_text, section, title, wrapped},
    },
    exchange::{Adopted, Incoming},
    operations::counted,
};

/// A file of another program, and what would come of it.
#[derive(Clone, Debug)]
pub struct Elsewhere {
    pub incoming: Incoming,
    pub told: Adopted,
}

impl Elsewhere {
    /// Gives true when the person is done; `None` while they are not.
    pub fn show(&self, ui: &mut Ui) -> Option<bool> {
        ui.set_width(620.0);
        let origin = &self.incoming.origin;
        title(ui, &format!("Import {}", origin.file_name));
        let by = if origin.program.is_empty() { String::new() } else { format!(", by {}", origin.program) };
        ui.label(quiet_text(ui, format!("It is {}{by}.", origin.format)));
        ui.add_space(Tokens::SMALL_GAP);
        wrapped(ui, format!("It brings {}.", self.told.in_short()));
        let found: Vec<String> = self.told.found.iter().map(|(kind, count)| counted(*count, kind.noun())).collect();
        if !found.is_empty() {
            wrapped(ui, quiet_text(ui, format!("Here already: {}.", found.join(", "))));
        }
        ScrollArea::vertical().max_height(340.0).auto_shrink([false, true]).show(ui, |ui| {
            if !self.told.kept.is_empty() {
                section(ui, "Said otherwise in the study, which keeps its own");
                for sentence in &self.told.kept {
                    wrapped(ui, sentence.replace('*', ""));
                }
            }
            if !self.told.losses.is_empty() {
                section(ui, &format!("Does not come along, or not as it stands there ({})", self.told.losses.len()));
                for loss in &self.told.losses {
                    wrapped(ui, &loss.what).on_hover_text(format!("{} {}", loss.element, loss.id));
                }
            }
        });
        if self.told.made.is_empty() {
            ui.add_space(Tokens::LARGE_GAP);
            return ui.vertical_centered(|ui| ui.button("Close").clicked().then_some(false)).inner;
        }
        wrapped(ui, quiet_text(ui, "One step: undo takes all of it back."));
        buttons(ui, "Import", true, false)
    }
}
