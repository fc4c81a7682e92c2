//! Which table is to be written of themes and frameworks.

use eframe::egui::{ComboBox, Role, Ui, WidgetInfo};

use super::{
    shell::buttons,
    widgets::{quiet_text, section, title, wrapped},
};
use crate::{
    operations::elide,
    report::{MatrixLevel, MatrixOptions, MatrixTable},
    study::{AttributeKind, Describes, Study},
};

/// The form.
#[derive(Default)]
pub struct TablesForm {
    options: MatrixOptions,
    /// Whether a person chose the elements; else they follow the table.
    chosen: bool,
}

impl TablesForm {
    /// Draws it; gives the table wanted, `Some(None)` where none is.
    pub fn show(&mut self, ui: &mut Ui, study: &Study) -> Option<Option<MatrixOptions>> {
        ui.set_width(460.0);
        title(ui, "Export a table");
        for table in MatrixTable::ALL {
            if ui.radio_value(&mut self.options.table, table, table.title()).changed() && !self.chosen {
                self.options.level = table.usual_level();
            }
            ui.indent(table.name(), |ui| wrapped(ui, quiet_text(ui, table.about())));
        }
        section(ui, "By");
        let before = self.options.level;
        let name = |level: MatrixLevel| level.name(study);
        let levels = MatrixLevel::all(study);
        let combo = ComboBox::from_id_salt("level of the table").width(300.0).selected_text(name(self.options.level));
        let combo = combo.show_ui(ui, |ui| {
            for level in levels {
                ui.selectable_value(&mut self.options.level, level, name(level));
            }
        });
        combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, "Elements of the table"));
        self.chosen |= self.options.level != before;
        let mut ready = true;
        if self.options.table == MatrixTable::Attributes {
            section(ui, "Participants by");
            let fits = |one: &&crate::study::Attribute| {
                one.describes == Describes::Participants && one.kind == AttributeKind::Category
            };
            let attributes: Vec<_> = study.attributes_in_order().into_iter().filter(fits).collect();
            if self.options.attribute.is_none_or(|id| study.get(id).is_none()) {
                self.options.attribute = attributes.first().map(|one| one.id);
            }
            ready = self.options.attribute.is_some();
            if !ready {
                wrapped(ui, "No attribute of participants has categories yet.");
            }
            for one in attributes {
                ui.radio_value(&mut self.options.attribute, Some(one.id), elide(&one.name, 60));
            }
        }
        buttons(ui, "Choose where to put it…", ready, false).map(|yes| yes.then_some(self.options))
    }
}
