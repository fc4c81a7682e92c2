//! The transcripts, by group.

use eframe::egui::{RichText, ScrollArea, Ui};

use super::CodeRoom;
use crate::{
    app::{
        commands::Command,
        look::{Tokens, icons, tokens},
        panes,
        session::Desk,
        widgets::{Row, count, elided, icon_button, section, strong_text},
    },
    study::{Kind, Transcript},
};

pub fn show(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    ui.horizontal(|ui| {
        ui.label(strong_text("Transcripts"));
        ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
            if desk.writable && icon_button(ui, icons::ADD, Command::ImportTranscripts.entry().name).clicked() {
                desk.run(Command::ImportTranscripts);
            }
        });
    });
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        let transcripts = desk.study.transcripts_in_order();
        let mut shown: Vec<&Transcript> = Vec::new();
        for group in desk.study.groups_in_order() {
            let of_group: Vec<&Transcript> =
                transcripts.iter().copied().filter(|one| one.group == Some(group.id)).collect();
            // A group with one transcript of the same name needs no heading above it.
            if !of_group.is_empty() && !matches!(of_group.as_slice(), [only] if only.title == group.label) {
                section(ui, &group.label);
            }
            for transcript in of_group {
                row(room, ui, desk, transcript);
                shown.push(transcript);
            }
        }
        let rest: Vec<&Transcript> = transcripts.into_iter().filter(|one| !shown.contains(one)).collect();
        if !rest.is_empty() && !shown.is_empty() {
            section(ui, "Without a group");
        }
        rest.into_iter().for_each(|transcript| row(room, ui, desk, transcript));
    });
}

fn row(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>, transcript: &Transcript) {
    let codings = desk.study.pointing_at(transcript.id.key(), Kind::Coding).count();
    let row = Row { name: &transcript.title, chosen: room.transcript == Some(transcript.id), indent: 0.0 };
    let response = row.show(ui, |ui| {
        ui.label(RichText::new(icons::TRANSCRIPT).color(tokens(ui.ctx()).quiet).size(Tokens::LARGE));
        ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
            count(ui, codings);
            ui.with_layout(eframe::egui::Layout::left_to_right(eframe::egui::Align::Center), |ui| {
                elided(ui, transcript.title.as_str())
            });
        });
    });
    if room.transcript == Some(transcript.id) {
        panes::mark(ui.ctx(), ui.max_rect(), response.id);
    }
    if response.clicked() {
        room.open(transcript.id);
    }
    let place = desk.study.get_opt(transcript.group).map(|group| group.place.clone()).unwrap_or_default();
    let members =
        transcript.group.map_or(0, |group| desk.study.members_of(group).iter().filter(|one| !one.moderator).count());
    let words = match (members, place.is_empty()) {
        (0, true) => format!("{codings} codings"),
        (0, false) => format!("{place}\n{codings} codings"),
        (_, true) => format!("{members} participants, {codings} codings"),
        (_, false) => format!("{place}\n{members} participants, {codings} codings"),
    };
    response.on_hover_text(format!("{}\n{words}", transcript.title));
}
