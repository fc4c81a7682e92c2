//! The code in view: definition, rules and examples, always beside the text.

use eframe::egui::{RichText, ScrollArea, Ui};

use super::{CodeRoom, Dock, about_coding};
use crate::{
    app::{
        drafts::Field,
        look::{Tokens, icons, paint, strong, tokens},
        panes,
        session::Desk,
        widgets::{elided, empty, icon_button, quiet_text, section, swatch},
    },
    operations,
    study::{Code, ExampleKind, Orientation},
};

/// The code to show: the one of the active coding or under the pointer, else the one chosen.
pub fn show(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let Some(code) = desk.study.get_opt(room.chosen) else {
        empty(
            ui,
            "No code chosen",
            "Choose a code in the tree or a coding in the text: its definition and rules stand here while you code.",
        );
        return;
    };
    let (panel, spread) = (ui.max_rect(), desk.counts.with_below(code.id));
    ui.horizontal(|ui| {
        swatch(ui, desk.study.code_colour(code.id).map_or(tokens(ui.ctx()).quiet, paint));
        ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
            let shown = room.dock == Some(Dock::Quotations);
            let name = if shown { "Hide quotations" } else { "Show quotations" };
            let button = icon_button(ui, icons::QUOTATION, name);
            panes::mark(ui.ctx(), panel, button.id);
            if button.clicked() {
                room.toggle(Dock::Quotations);
            }
            ui.with_layout(eframe::egui::Layout::left_to_right(eframe::egui::Align::Center), |ui| {
                elided(ui, RichText::new(&code.name).family(strong()).size(Tokens::LARGE));
            });
        });
    });
    if let Some(spread) = spread {
        let below = if desk.study.codes_under(Some(code.id)).is_empty() { "" } else { ", with codes below" };
        let counts = [
            operations::counted(spread.codings, "coding"),
            operations::counted(spread.speakers.len(), "speaker"),
            operations::counted(spread.groups.len(), "group"),
        ];
        let words = format!("{}{below}", counts.join(" · "));
        ui.label(quiet_text(ui, words)).on_hover_text("Moderators’ words are left out");
    }
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        about_coding::show(room, ui, desk, code);
        ui.add_enabled_ui(desk.writable, |ui| fields(ui, desk, code));
        examples(ui, desk, code);
    });
}

fn fields(ui: &mut Ui, desk: &mut Desk<'_>, code: &Code) {
    let fields = [
        (Field::Brief, &code.brief, "Brief definition", "In a line", 2),
        (Field::Full, &code.full, "Full definition", "What it covers, in two or three sentences", 3),
        (Field::WhenToUse, &code.when_to_use, "When to use", "Attach it when …", 2),
        (Field::WhenNotToUse, &code.when_not_to_use, "When not to use", "Not when …; use … instead", 2),
    ];
    for (field, value, name, hint, rows) in fields {
        section(ui, name);
        desk.drafts.field(ui, code.id.key(), field, value, (name, hint, rows));
    }
    section(ui, "Also found as");
    let aliases = code.aliases.join(", ");
    desk.drafts.field(ui, code.id.key(), Field::Aliases, &aliases, ("Aliases", "Other words, parted by commas", 1));
    ui.add_space(Tokens::GAP);
    ui.horizontal(|ui| {
        for (orientation, name) in [(Orientation::Inductive, "Inductive"), (Orientation::Deductive, "Deductive")] {
            if ui.selectable_label(code.orientation == orientation, name).clicked() && code.orientation != orientation {
                let after = Code { orientation, ..code.clone() };
                desk.plan_quietly(|study, stamp| operations::edit_code(study, stamp, after));
            }
        }
    });
}

fn examples(ui: &mut Ui, desk: &mut Desk<'_>, code: &Code) {
    section(ui, "Examples");
    if code.exemplars.is_empty() {
        ui.label(quiet_text(ui, "None yet. Press B at a coding to make its words an example."));
    }
    for (at, exemplar) in code.exemplars.iter().enumerate() {
        let words = exemplar.span.of(desk.study.text(exemplar.transcript)).unwrap_or_default();
        ui.horizontal_top(|ui| {
            if desk.writable && icon_button(ui, icons::CLOSE, "Take from the examples").clicked() {
                let mut after = code.clone();
                after.exemplars.remove(at);
                desk.plan(|study, stamp| operations::edit_code(study, stamp, after));
            }
            ui.vertical(|ui| {
                ui.label(format!("“{}”", operations::elide(words, 280)));
                let kind = match exemplar.kind {
                    ExampleKind::Typical => "",
                    ExampleKind::Atypical => " · atypical",
                    ExampleKind::NearMiss => " · looks like it, and is not",
                };
                let from = desk.study.attribution(exemplar.transcript, exemplar.span.start);
                ui.label(quiet_text(ui, format!("{from}{kind}")));
            });
        });
    }
}
