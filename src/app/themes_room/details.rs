//! The theme in view: name, central organising concept, valence, places with reasons, and what participants said; or the
//! code in view, with its places.

use eframe::egui::{Align, Layout, Ui};

use super::{ThemesRoom, card::valence_box, extracts, placing, scrolled};
use crate::{
    app::{
        drafts::Field,
        look::icons,
        notes::notes,
        session::{Ask, Desk},
        widgets::{empty, icon_button, quiet_text, section, strong_text, wrapped},
    },
    operations,
    study::{Code, NoteMark, Placed, Theme, Valence},
};

pub fn show(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    if let Some(code) = desk.study.get_opt(room.code) {
        return of_code(room, ui, desk, code);
    }
    let Some(theme) = desk.study.get_opt(room.chosen) else {
        empty(
            ui,
            "No theme chosen",
            "Click a theme or a sub-theme to define it, give it a valence and place it in COM-B.",
        );
        return;
    };
    let noun = if theme.parent.is_some() { "Sub-theme" } else { "Theme" };
    ui.horizontal(|ui| {
        ui.label(strong_text(noun));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if desk.writable && icon_button(ui, icons::REMOVE, "Remove it; its codes stay in the codebook").clicked() {
                desk.plan(|study, stamp| operations::remove(study, stamp, theme.id.key()));
            }
        });
    });
    scrolled(ui, theme.id.uuid(), |ui| {
        ui.add_enabled_ui(desk.writable, |ui| {
            fields(ui, desk, theme);
            valence(ui, desk, theme);
            placing::places(room, ui, desk, Placed::Theme(theme.id));
            notes(ui, desk, theme.id.key());
        });
        extracts::show(room, ui, desk, theme);
    });
}

fn of_code(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>, code: &Code) {
    ui.horizontal(|ui| {
        ui.label(strong_text("Code"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if icon_button(ui, icons::GO, "Show it in the codebook").clicked() {
                desk.asks.push(Ask::Show(code.id.key()));
            }
        });
    });
    scrolled(ui, code.id.uuid(), |ui| {
        wrapped(ui, strong_text(desk.study.code_path(code.id).join(" › ")));
        for (name, text) in [("Brief definition", &code.brief), ("Full definition", &code.full)] {
            if !text.is_empty() {
                section(ui, name);
                wrapped(ui, text.as_str());
            }
        }
        let spread = desk.counts.own(code.id);
        let (codings, speakers, groups) =
            spread.map_or((0, 0, 0), |one| (one.codings, one.speakers.len(), one.groups.len()));
        section(ui, "Attached");
        let counted = operations::counted;
        let words = [counted(codings, "coding"), counted(speakers, "participant"), counted(groups, "group")];
        ui.label(quiet_text(ui, words.join(" · ")));
        ui.add_enabled_ui(desk.writable, |ui| placing::places(room, ui, desk, Placed::Code(code.id)));
    });
}

fn fields(ui: &mut Ui, desk: &mut Desk<'_>, theme: &Theme) {
    let fields = [
        (Field::Name, &theme.name, "Name", "Name", 1),
        (
            Field::Definition,
            &theme.definition,
            "Central organising concept and definition",
            "What holds it together",
            4,
        ),
        (Field::IsNot, &theme.is_not, "What it is not", "What belongs elsewhere", 2),
    ];
    for (field, value, name, hint, rows) in fields {
        section(ui, name);
        desk.drafts.field(ui, theme.id.key(), field, value, (name, hint, rows));
    }
}

fn valence(ui: &mut Ui, desk: &mut Desk<'_>, theme: &Theme) {
    section(ui, "Valence, as you judge it");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        let choices = [Some(Valence::Barrier), Some(Valence::Enabler), Some(Valence::Both), None];
        for choice in choices {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 3.0;
                if choice.is_some() {
                    valence_box(ui, choice);
                }
                let name = match choice {
                    Some(Valence::Both) => "both",
                    Some(valence) => Valence::word(valence),
                    None => "not set",
                };
                if ui.radio(theme.valence == choice, name).clicked() && theme.valence != choice {
                    let after = Theme { valence: choice, ..theme.clone() };
                    desk.plan_quietly(|study, stamp| operations::edit_theme(study, stamp, after));
                }
            });
        }
    });
    ui.horizontal(|ui| {
        ui.label(quiet_text(ui, "Note mark"));
        for mark in NoteMark::ALL {
            if ui.selectable_label(theme.note_mark == Some(mark), mark.symbol().to_string()).clicked() {
                let note_mark = (theme.note_mark != Some(mark)).then_some(mark);
                let after = Theme { note_mark, ..theme.clone() };
                desk.plan_quietly(|study, stamp| operations::edit_theme(study, stamp, after));
            }
        }
    });
}

/// On the page of placements: what is in view and where it is placed.
pub(super) fn placed(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    if let Some(code) = desk.study.get_opt(room.code) {
        return of_code(room, ui, desk, code);
    }
    let Some(theme) = desk.study.get_opt(room.chosen) else {
        empty(ui, "No theme chosen", "Click a row, or tick a box, to give a reason and to see what is usual.");
        return;
    };
    scrolled(ui, (theme.id.uuid(), "placed"), |ui| {
        wrapped(ui, strong_text(&theme.name));
        if !theme.definition.is_empty() {
            wrapped(ui, quiet_text(ui, &theme.definition));
        }
        ui.add_enabled_ui(desk.writable, |ui| placing::places(room, ui, desk, Placed::Theme(theme.id)));
        extracts::show(room, ui, desk, theme);
    });
}
