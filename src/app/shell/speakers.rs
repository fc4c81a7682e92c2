//! Who speaks in a transcript: names put right, moderators ticked, two labels of one person made one.

use eframe::egui::{Grid, RichText, ScrollArea, Ui};

use crate::{
    app::{
        drafts::{Drafts, Field},
        look::Tokens,
        widgets::{quiet_text, title},
    },
    journal::Stamp,
    operations::{self, Planned, counted},
    study::{Id, Participant, Study, Transcript},
};

/// The dialog over one transcript's speakers.
#[derive(Clone, Copy, Debug)]
pub struct Speakers {
    transcript: Id<Transcript>,
}

impl Speakers {
    pub fn of(transcript: Id<Transcript>) -> Self {
        Speakers { transcript }
    }

    /// Gives what is to be done, if anything, and whether the dialog stays.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        study: &Study,
        stamp: &Stamp,
        drafts: &mut Drafts,
        writable: bool,
    ) -> (Option<Planned>, bool) {
        let Some(transcript) = study.get(self.transcript) else { return (None, false) };
        ui.set_width(560.0);
        title(ui, &format!("Speakers of {}", operations::elide(&transcript.title, 50)));
        ui.label(quiet_text(ui, "A name altered here is altered wherever this person speaks or is counted."));
        ui.add_space(Tokens::GAP);
        let mut planned = None;
        let speakers = speaking(study, transcript);
        ui.add_enabled_ui(writable, |ui| {
            ScrollArea::vertical().max_height(340.0).show(ui, |ui| {
                Grid::new("speakers").num_columns(4).spacing([14.0, 6.0]).show(ui, |ui| {
                    for heading in ["Name", "Moderates", "Turns", ""] {
                        ui.label(
                            RichText::new(heading)
                                .size(Tokens::SMALL)
                                .color(super::super::look::tokens(ui.ctx()).quiet),
                        );
                    }
                    ui.end_row();
                    for (at, (one, turns)) in speakers.iter().enumerate() {
                        ui.scope(|ui| {
                            ui.set_width(230.0);
                            let name = format!("Name of speaker {}", at + 1);
                            drafts.field(ui, one.id.key(), Field::Name, &one.label, (&name, "", 1));
                        });
                        let mut moderator = one.moderator;
                        let name = format!("{} moderates", one.label);
                        let tick = ui.checkbox(&mut moderator, "");
                        tick.widget_info(|| {
                            eframe::egui::WidgetInfo::selected(eframe::egui::Role::CheckBox, true, moderator, &name)
                        });
                        if tick.changed() {
                            let after = Participant { moderator, ..(*one).clone() };
                            planned = Some(operations::edit_participant(study, stamp, after));
                        }
                        ui.label(counted(*turns, "turn"));
                        let others: Vec<&Participant> =
                            speakers.iter().map(|(other, _)| *other).filter(|other| other.id != one.id).collect();
                        ui.add_enabled_ui(!others.is_empty(), |ui| {
                            ui.menu_button("Is the same as…", |ui| {
                                for other in others {
                                    if ui.button(&other.label).clicked() {
                                        planned = Some(operations::merge_participants(study, stamp, one.id, other.id));
                                        ui.close();
                                    }
                                }
                            });
                        });
                        ui.end_row();
                    }
                });
            });
        });
        if speakers.is_empty() {
            ui.label("Nobody is named in this transcript. Give a turn a speaker while correcting it (F4).");
        }
        ui.add_space(Tokens::LARGE_GAP);
        let done = ui.vertical_centered(|ui| ui.button("Done").clicked()).inner;
        (planned, !done)
    }
}

/// Who speaks in a transcript, with how many turns; in the group's order.
fn speaking<'a>(study: &'a Study, transcript: &Transcript) -> Vec<(&'a Participant, usize)> {
    let mut speakers: Vec<(&Participant, usize)> = Vec::new();
    for one in transcript.turns.iter().filter_map(|turn| study.get_opt(turn.speaker)) {
        match speakers.iter_mut().find(|(there, _)| there.id == one.id) {
            Some((_, turns)) => *turns += 1,
            None => speakers.push((one, 1)),
        }
    }
    speakers.sort_by_key(|(one, _)| (one.order, one.id));
    speakers
}
