//! How a table of characteristics was read: its sheet, whom its rows are about, what its columns hold; each can be chosen otherwise.

use eframe::egui::{Checkbox, CollapsingHeader, ComboBox, Grid, Role, Ui, WidgetInfo};

use super::Elsewhere;
use crate::{
    app::{
        look::Tokens,
        widgets::{quiet_text, section, wrapped},
    },
    exchange::{Asked, IncomingTable},
    study::{AttributeKind, Describes},
};

/// The room for a column's head, in points.
const COLUMN: f32 = 220.0;

impl Elsewhere {
    /// Shows how the table was read; true where the person chose otherwise.
    pub(super) fn table(&mut self, ui: &mut Ui) -> bool {
        let Some(table) = &self.incoming.table else { return false };
        let mut asked = self.chosen.asked.clone();
        section(ui, "How the table was read");
        if table.sheets.len() > 1 {
            ui.horizontal(|ui| {
                ui.label("Sheet");
                let sheets: Vec<(String, &str)> =
                    table.sheets.iter().map(|name| (name.clone(), name.as_str())).collect();
                if let Some(sheet) = choice(ui, "Sheet", &table.sheet, &sheets) {
                    asked = Asked { update: asked.update, sheet: Some(sheet), ..Asked::default() };
                }
            });
        }
        ui.horizontal(|ui| {
            ui.label("Its rows are");
            let all = [Describes::Participants, Describes::Groups, Describes::Transcripts];
            let all: Vec<(Describes, &str)> = all.into_iter().map(|about| (about, noun(about))).collect();
            if let Some(about) = choice(ui, "Its rows are", noun(table.about), &all) {
                asked.describes = Some(about);
            }
            ui.label(quiet_text(ui, format!("named in the column {}", table.column)));
        });
        rows(ui, table);
        ui.add_space(Tokens::SMALL_GAP);
        Grid::new("columns").num_columns(2).spacing([12.0, 4.0]).show(ui, |ui| {
            for attribute in &self.incoming.attributes {
                ui.scope(|ui| {
                    ui.set_width(COLUMN);
                    wrapped(ui, &attribute.name);
                });
                let name = format!("{} holds", attribute.name);
                let kinds: Vec<(AttributeKind, &str)> =
                    AttributeKind::ALL.into_iter().map(|kind| (kind, of_kind(kind))).collect();
                if let Some(kind) = choice(ui, &name, of_kind(attribute.kind), &kinds) {
                    asked.kinds.insert(attribute.name.to_lowercase(), kind);
                }
                ui.end_row();
            }
        });
        ui.add(Checkbox::new(&mut asked.update, "Values in the table take the place of those in the study"));
        if asked == self.chosen.asked || self.reading {
            return false;
        }
        self.chosen.asked = asked;
        true
    }
}

/// Whom the rows are about: how many are somebody, and all of them when asked for.
fn rows(ui: &mut Ui, table: &IncomingTable) {
    let named = table.rows.iter().filter(|(_, whom)| whom.is_some()).count();
    let heading = format!("{named} of {} rows are in the study", table.rows.len());
    CollapsingHeader::new(heading).id_salt("rows").show(ui, |ui| {
        Grid::new("whom").num_columns(2).spacing([16.0, 2.0]).show(ui, |ui| {
            // Who is nobody here stands first: that is what one looks for.
            let (nobody, somebody): (Vec<_>, Vec<_>) = table.rows.iter().partition(|(_, whom)| whom.is_none());
            for (label, whom) in nobody.into_iter().chain(somebody) {
                ui.label(label);
                match whom {
                    Some(whom) => ui.label(whom),
                    None => ui.label(quiet_text(ui, "not in the study: left out")),
                };
                ui.end_row();
            }
        });
    });
}

/// A list to choose from; what was chosen, where it is another than before.
fn choice<T: Clone>(ui: &mut Ui, name: &str, taken: &str, all: &[(T, &str)]) -> Option<T> {
    let mut chosen = None;
    let shown = ComboBox::from_id_salt(name).selected_text(taken).show_ui(ui, |ui| {
        for (value, words) in all {
            if ui.selectable_label(*words == taken, *words).clicked() && *words != taken {
                chosen = Some(value.clone());
            }
        }
    });
    let said = format!("{name} {taken}");
    shown.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &said));
    chosen
}

fn noun(about: Describes) -> &'static str {
    match about {
        Describes::Participants => "participants",
        Describes::Groups => "groups",
        Describes::Transcripts => "transcripts",
    }
}

fn of_kind(kind: AttributeKind) -> &'static str {
    match kind {
        AttributeKind::Category => "categories",
        AttributeKind::Number => "numbers",
        AttributeKind::Date => "days",
        AttributeKind::Text => "text",
    }
}
