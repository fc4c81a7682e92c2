//! APEASE: six criteria by which an intervention is weighed, each with an answer and a note.

use eframe::egui::{RichText, Ui};

use crate::{
    app::{
        drafts::Field,
        look::{Tokens, tokens},
        session::Desk,
        widgets::{quiet_text, section, strong_text, wrapped},
    },
    framework::wheel,
    operations,
    study::{Intervention, Rating},
};

pub(super) fn show(ui: &mut Ui, desk: &mut Desk<'_>, intervention: &Intervention) {
    section(ui, "APEASE");
    let criteria = &wheel().apease.criteria;
    let judged = intervention.apease.values().filter(|rating| rating.met.is_some());
    let failed = judged.clone().filter(|rating| rating.met == Some(false)).count();
    let words = match (judged.count(), failed) {
        (0, _) => "Not judged yet".to_owned(),
        (judged, 0) => format!("{judged} of {} judged", criteria.len()),
        (judged, failed) => format!("{judged} of {} judged, {failed} not met", criteria.len()),
    };
    ui.label(quiet_text(ui, words));
    for (at, criterion) in criteria.iter().enumerate() {
        let rating = intervention.apease.get(criterion.id.as_str()).cloned().unwrap_or_default();
        ui.add_space(Tokens::SMALL_GAP);
        ui.horizontal_wrapped(|ui| {
            ui.label(strong_text(&criterion.name)).on_hover_text(&criterion.question);
            for (met, name) in [(Some(true), "met"), (Some(false), "not met"), (None, "not judged")] {
                let response = ui.radio(rating.met == met, name);
                let says = format!("{}: {name}", criterion.name);
                response.widget_info(|| {
                    eframe::egui::WidgetInfo::selected(eframe::egui::Role::RadioButton, true, rating.met == met, &says)
                });
                if response.clicked() && rating.met != met {
                    judge(desk, intervention, criterion.id.as_str(), Rating { met, ..rating.clone() });
                }
            }
            if rating.met == Some(false) {
                let words = RichText::new("tables of kept interventions leave it out").size(Tokens::SMALL);
                ui.label(words.color(tokens(ui.ctx()).warning));
            }
        });
        wrapped(ui, quiet_text(ui, &criterion.question));
        let Ok(place) = u8::try_from(at) else { continue };
        let name = format!("Note on {}", criterion.name.to_lowercase());
        let words = (name.as_str(), "Why", 2);
        desk.drafts.field(ui, intervention.id.key(), Field::Apease(place), &rating.note, words);
    }
}

fn judge(desk: &mut Desk<'_>, intervention: &Intervention, criterion: &str, rating: Rating) {
    let mut after = intervention.clone();
    if rating == Rating::default() {
        after.apease.remove(criterion);
    } else {
        after.apease.insert(criterion.to_owned(), rating);
    }
    desk.plan_quietly(|study, stamp| operations::edit_intervention(study, stamp, after));
}
