//! One intervention: outline, what it addresses, functions, policies, techniques, mode of delivery, APEASE.

use eframe::egui::{Checkbox, CollapsingHeader, RichText, Role, Ui, WidgetInfo};

use super::{
    super::{ThemesRoom, card::valence_box, scrolled},
    addressable, apease, techniques,
};
use crate::{
    app::{
        drafts::Field,
        look::tokens,
        notes::notes,
        session::Desk,
        widgets::{quiet_text, section, title, wrapped},
    },
    framework::wheel,
    operations,
    study::{Intervention, Theme},
};

pub(super) fn show(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>, intervention: &Intervention) {
    let number = desk.study.interventions_in_order().iter().position(|one| one.id == intervention.id);
    let barriers = operations::counted(desk.study.barriers_addressed(intervention), "barrier");
    ui.horizontal(|ui| {
        title(ui, &format!("Intervention {}", number.unwrap_or_default() + 1));
        ui.label(quiet_text(ui, format!("addresses {barriers}")));
    });
    scrolled(ui, (intervention.id.uuid(), "editor"), |ui| {
        ui.set_max_width(ui.available_width().min(860.0));
        ui.add_enabled_ui(desk.writable, |ui| {
            let key = intervention.id.key();
            section(ui, "Outline");
            desk.drafts.field(ui, key, Field::Outline, &intervention.outline, ("Outline", "What is to be done", 3));
            addresses(room, ui, desk, intervention);
            functions(ui, desk, intervention);
            policies(ui, desk, intervention);
            techniques::show(room, ui, desk, intervention);
            section(ui, "Mode of delivery");
            let words = ("Mode of delivery", "Who does it, how, where, how often", 2);
            desk.drafts.field(ui, key, Field::Delivery, &intervention.delivery, words);
            apease::show(ui, desk, intervention);
            notes(ui, desk, key);
        });
    });
}

/// The sub-themes of the board, each with a box to tick.
fn addresses(room: &ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>, intervention: &Intervention) {
    let Some(board) = room.board_in(desk.study) else { return };
    let themes = addressable(desk.study, board.id);
    let ticked: Vec<&str> = themes
        .iter()
        .filter(|theme| intervention.addresses.contains(&theme.id))
        .map(|theme| theme.name.as_str())
        .collect();
    section(ui, "Addresses");
    if ticked.is_empty() {
        wrapped(ui, RichText::new("Nothing yet").color(tokens(ui.ctx()).warning));
    } else {
        wrapped(ui, ticked.join(" · "));
    }
    let open = ticked.is_empty();
    CollapsingHeader::new("Sub-themes to tick").id_salt((intervention.id.uuid(), "addresses")).default_open(open).show(
        ui,
        |ui| {
            for theme in themes {
                tick(ui, desk, intervention, theme);
            }
        },
    );
}

fn tick(ui: &mut Ui, desk: &mut Desk<'_>, intervention: &Intervention, theme: &Theme) {
    ui.horizontal(|ui| {
        let mut ticked = intervention.addresses.contains(&theme.id);
        let response = ui.add(Checkbox::without_text(&mut ticked));
        let name = format!("Addresses {}", theme.name);
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, ticked, &name));
        if response.changed() {
            desk.plan_quietly(|study, stamp| operations::tick(study, stamp, intervention.id, theme.id, ticked));
        }
        valence_box(ui, theme.valence);
        let words = RichText::new(&theme.name);
        let barrier = desk.study.counts_as_barrier(theme);
        wrapped(ui, if barrier { words } else { words.color(tokens(ui.ctx()).quiet) });
    });
}

fn functions(ui: &mut Ui, desk: &mut Desk<'_>, intervention: &Intervention) {
    section(ui, "Intervention functions");
    ui.horizontal_wrapped(|ui| {
        for function in &wheel().functions {
            let held = intervention.functions.iter().any(|id| id == function.id.as_str());
            if ui.selectable_label(held, &function.name).on_hover_text(&function.plain).clicked() {
                set_function(desk, intervention, function.id.as_str(), !held);
            }
        }
    });
}

fn policies(ui: &mut Ui, desk: &mut Desk<'_>, intervention: &Intervention) {
    section(ui, "Policy categories");
    ui.horizontal_wrapped(|ui| {
        for policy in &wheel().policies {
            let held = intervention.policies.iter().any(|id| id == policy.id.as_str());
            if ui.selectable_label(held, &policy.name).on_hover_text(&policy.plain).clicked() {
                set_policy(desk, intervention, policy.id.as_str(), !held);
            }
        }
    });
}

/// Takes a function into an intervention or out of it; they stay in the wheel's order.
pub(super) fn set_function(desk: &mut Desk<'_>, intervention: &Intervention, id: &str, wanted: bool) {
    let order = wheel().functions.iter().map(|one| one.id.as_str());
    let functions = set(&intervention.functions, id, wanted, order);
    let after = Intervention { functions, ..intervention.clone() };
    desk.plan_quietly(|study, stamp| operations::edit_intervention(study, stamp, after));
}

/// The same of a policy category.
pub(super) fn set_policy(desk: &mut Desk<'_>, intervention: &Intervention, id: &str, wanted: bool) {
    let order = wheel().policies.iter().map(|one| one.id.as_str());
    let policies = set(&intervention.policies, id, wanted, order);
    let after = Intervention { policies, ..intervention.clone() };
    desk.plan_quietly(|study, stamp| operations::edit_intervention(study, stamp, after));
}

/// A list with one more, or one less. What the wheel does not know keeps its place at the end.
fn set<'a>(held: &[String], id: &str, wanted: bool, order: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut after: Vec<String> = held.iter().filter(|other| *other != id).cloned().collect();
    if wanted {
        after.push(id.to_owned());
    }
    let order: Vec<&str> = order.collect();
    after.sort_by_key(|one| order.iter().position(|other| other == one).unwrap_or(usize::MAX));
    after
}
