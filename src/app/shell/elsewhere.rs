//! What a file of another program would bring, before it is brought.

use std::path::PathBuf;

use eframe::egui::{
    Align, ComboBox, FontSelection, Label, RichText, Role, ScrollArea, Ui, WidgetInfo, text::LayoutJob,
};

use super::dialogs::buttons;
use crate::{
    app::{
        look::Tokens,
        widgets::{quiet_text, section, title, wrapped},
    },
    exchange::{Adopted, Chosen, DOCUMENT_OF_CODES, Incoming, IncomingPlaces, Model, Sample, Way},
    operations::counted,
    study::Kind,
};

/// A file of another program that was read.
#[derive(Debug)]
pub struct FromElsewhere {
    pub path: PathBuf,
    /// How it is read, where the person says so.
    pub chosen: Chosen,
    /// Whether it was read again, because the person chose otherwise.
    pub again: bool,
    pub incoming: Result<Incoming, String>,
}

/// A file of another program, and what would come of it.
#[derive(Clone, Debug)]
pub struct Elsewhere {
    pub path: PathBuf,
    pub chosen: Chosen,
    pub incoming: Incoming,
    pub told: Adopted,
    /// How it was read: what is gone back to, where it cannot be read as the person chose.
    pub was: Chosen,
    /// Whether it is being read again.
    pub reading: bool,
}

/// What the person wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Import,
    Nothing,
    /// To have it read again, with [`Elsewhere::chosen`].
    Again,
    /// To have it read as a transcript.
    Transcript,
}

impl Elsewhere {
    /// What the person wants; `None` while they are looking.
    pub fn show(&mut self, ui: &mut Ui) -> Option<Wanted> {
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
        let mut again = false;
        ScrollArea::vertical().max_height(340.0).auto_shrink([false, true]).show(ui, |ui| {
            if !self.told.kept.is_empty() {
                section(ui, "Said otherwise in the study, which keeps its own");
                for sentence in &self.told.kept {
                    wrapped(ui, sentence.replace('*', ""));
                }
            }
            again = self.counting(ui) || self.table(ui) || self.codes(ui);
            // How places are counted stands above, with its choice.
            let lost = || self.told.losses.iter().filter(|loss| loss.element != "offsets");
            if lost().next().is_some() {
                section(ui, &format!("Does not come along, or not as it stands there ({})", lost().count()));
                for loss in lost() {
                    wrapped(ui, &loss.what).on_hover_text(format!("{} {}", loss.element, loss.id));
                }
            }
        });
        if again {
            self.reading = true;
            return Some(Wanted::Again);
        }
        if self.incoming.origin.format == DOCUMENT_OF_CODES && ui.link("It is a transcript").clicked() {
            return Some(Wanted::Transcript);
        }
        if !self.told.changes() {
            ui.add_space(Tokens::LARGE_GAP);
            return ui.vertical_centered(|ui| ui.button("Close").clicked().then_some(Wanted::Nothing)).inner;
        }
        let said = if self.reading { "Reading it again…" } else { "One step: undo takes all of it back." };
        wrapped(ui, quiet_text(ui, said));
        buttons(ui, "Import", !self.reading, false).map(|done| if done { Wanted::Import } else { Wanted::Nothing })
    }

    /// What becomes of codes that the study has already; true where the person chose otherwise.
    fn codes(&mut self, ui: &mut Ui) -> bool {
        let here = self.told.found.iter().any(|(kind, _)| *kind == Kind::Code);
        if !self.incoming.is_codebook() || !(here || self.chosen.copy_codes) {
            return false;
        }
        section(ui, "Codes that the study has already");
        let mut copy = self.chosen.copy_codes;
        ui.radio_value(&mut copy, false, "are used: what is empty of them is filled");
        ui.radio_value(&mut copy, true, "come as copies, with all the others, under a code with the file’s name");
        let changed = copy != self.chosen.copy_codes && !self.reading;
        if changed {
            self.chosen.copy_codes = copy;
        }
        changed
    }

    /// How places are counted in the texts in which programs differ; true where the person chose otherwise.
    fn counting(&mut self, ui: &mut Ui) -> bool {
        let texts: Vec<&IncomingPlaces> = self.incoming.places.iter().filter(|one| one.ways.len() > 1).collect();
        if texts.is_empty() {
            return false;
        }
        section(ui, &format!("Where passages stand ({})", counted(texts.len(), "text")));
        wrapped(
            ui,
            quiet_text(
                ui,
                "Programs count places in a text differently. What fits best was taken: look whether the words are what was coded, \
                 and choose another way where they are not.",
            ),
        );
        let mut chosen: Option<(String, Model)> = None;
        for text in texts {
            let title = self.incoming.transcripts.get(text.transcript).map_or("", |one| one.title.as_str());
            let key = text.names.last().map_or(title, String::as_str);
            ui.add_space(Tokens::SMALL_GAP);
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(title).strong());
                let taken = text.way().map_or(String::new(), in_words);
                let name = format!("Places in {title} are counted {taken}");
                let combo = ComboBox::from_id_salt(("places", text.transcript)).width(420.0).selected_text(taken);
                let shown = combo.show_ui(ui, |ui| {
                    for way in &text.ways {
                        if ui.selectable_label(way.model == text.model, in_words(way)).clicked()
                            && way.model != text.model
                        {
                            chosen = Some((key.to_owned(), way.model));
                        }
                    }
                });
                shown.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &name));
            });
            for sample in text.way().into_iter().flat_map(|way| &way.samples) {
                ui.add(Label::new(shown(ui, sample)).wrap());
            }
        }
        let elsewhere = self.told.elsewhere;
        let mut move_them = false;
        if elsewhere > 0 {
            ui.add_space(Tokens::SMALL_GAP);
            let words = format!(
                "Put the {} that stand elsewhere in the study where they stand here",
                counted(elsewhere, "passage")
            );
            move_them = ui.link(words).clicked();
        }
        if self.reading || chosen.is_none() && !move_them {
            return false;
        }
        if move_them {
            let texts = self.incoming.places.iter().filter(|one| one.ways.len() > 1);
            let taken = texts.filter_map(|one| Some((one.names.last()?.clone(), one.model)));
            self.chosen.places.of.extend(taken);
        }
        self.chosen.places.of.extend(chosen);
        true
    }
}

/// "by UTF-16 units, a line end as two: 302 of 303 passages fit".
fn in_words(way: &Way) -> String {
    let words = way.model.in_words();
    format!("{words}: {} of {} at words", way.fits, counted(way.of, "passage"))
}

/// A passage among the words around it.
fn shown(ui: &Ui, sample: &Sample) -> LayoutJob {
    let mut job = LayoutJob::default();
    let style = ui.style();
    let quiet = quiet_text(ui, format!("…{}", sample.before));
    quiet.append_to(&mut job, style, FontSelection::Default, Align::BOTTOM);
    let words = RichText::new(&sample.words).background_color(ui.visuals().selection.bg_fill);
    words.append_to(&mut job, style, FontSelection::Default, Align::BOTTOM);
    let quiet = quiet_text(ui, format!("{}…", sample.after));
    quiet.append_to(&mut job, style, FontSelection::Default, Align::BOTTOM);
    job
}
