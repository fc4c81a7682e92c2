//! A study for other programs: which they are, and what they will not show, before anything is written.

use eframe::egui::{ScrollArea, Ui};

use super::dialogs::buttons;
use crate::{
    app::widgets::{quiet_text, section, title, wrapped},
    exchange::{Loss, Profile, not_shown},
    study::Study,
};

/// What is written: a project for a program, or the codebook alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefiWanted {
    Project(Profile),
    Codebook,
}

/// The form.
#[derive(Clone, Debug)]
pub struct RefiForm {
    wanted: RefiWanted,
    /// What other programs will not show, of a revision and a profile.
    losses: Option<(u64, Profile, Vec<Loss>)>,
}

impl Default for RefiForm {
    fn default() -> Self {
        RefiForm { wanted: RefiWanted::Project(Profile::Standard), losses: None }
    }
}

/// Every choice, with its name and what it is for.
const CHOICES: [(RefiWanted, &str, &str); 5] = [
    (
        RefiWanted::Project(Profile::Standard),
        "Any program",
        "As the standard says: QualCoder, Quirkos, Dedoose, Transana and others; and Colloquy",
    ),
    (RefiWanted::Project(Profile::Nvivo), "NVivo", "Places counted by UTF-16 units, as NVivo does"),
    (RefiWanted::Project(Profile::Atlas), "ATLAS.ti", "Memos on documents tied by links, which ATLAS.ti reads"),
    (RefiWanted::Project(Profile::Maxqda), "MAXQDA", "As MAXQDA reads it"),
    (
        RefiWanted::Codebook,
        "The codebook alone",
        "Codes with definitions and colours (.qdc), for a study that begins with them",
    ),
];

impl RefiForm {
    /// Draws it; gives what is wanted, `Some(None)` where nothing is.
    pub fn show(&mut self, ui: &mut Ui, study: &Study, revision: u64) -> Option<Option<RefiWanted>> {
        ui.set_width(560.0);
        title(ui, "Export for other programs");
        ui.label(quiet_text(ui, "REFI-QDA: codes, transcripts, codings, memos, people and their characteristics."));
        for (choice, name, about) in CHOICES {
            ui.radio_value(&mut self.wanted, choice, name);
            ui.indent(name, |ui| wrapped(ui, quiet_text(ui, about)));
        }
        let mut ready = true;
        match self.wanted {
            RefiWanted::Project(profile) => {
                if self.losses.as_ref().is_none_or(|(seen, of, _)| (*seen, *of) != (revision, profile)) {
                    self.losses = Some((revision, profile, not_shown(study, profile)));
                }
                let losses = self.losses.as_ref().map_or(&[][..], |(.., losses)| losses);
                section(ui, "What other programs will not show");
                if losses.is_empty() {
                    wrapped(ui, "Nothing: all of the study has a place there.");
                }
                ScrollArea::vertical().max_height(150.0).auto_shrink([false, true]).show(ui, |ui| {
                    losses.iter().for_each(|loss| {
                        wrapped(ui, format!("• {}", loss.what));
                    });
                });
            }
            RefiWanted::Codebook => {
                ready = study.codes().len() > 0;
                if !ready {
                    wrapped(ui, "There are no codes yet.");
                }
            }
        }
        buttons(ui, "Choose where to put it…", ready, false).map(|yes| yes.then_some(self.wanted))
    }
}
