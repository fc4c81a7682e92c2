//! Codebook versions: names for places in the journal, and what changed between two of them.

use eframe::egui::{Align, ComboBox, Label, Layout, RichText, ScrollArea, Ui};
use uuid::Uuid;

use super::{dialogs::line, history::before_and_after};
use crate::{
    analysis::{Codebook, Difference, codebook_after, compare},
    app::{
        look::{Tokens, strong, tokens},
        widgets::{main_button, quiet_text, section, title},
    },
    journal::Entry,
    operations::{counted, elide},
    study::{Id, Study, Version},
};

/// What the page remembers.
#[derive(Default)]
pub struct VersionsPage {
    name: String,
    note: String,
    /// The two compared; `None` is the codebook as it stands.
    from: Option<Id<Version>>,
    to: Option<Id<Version>>,
    compared: Option<(u64, Compared)>,
}

type Compared = (Option<Id<Version>>, Option<Id<Version>>, Result<Vec<(String, Difference)>, String>);

/// What a person asks of the page.
pub enum Wanted {
    Close,
    /// Name the codebook as it stands.
    Name {
        name: String,
        note: String,
    },
}

impl VersionsPage {
    /// Draws the page. `touching` reads the entries that touch codes, `all` are the ids of all entries in order.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        study: &Study,
        (revision, writable): (u64, bool),
        journal: impl FnOnce() -> Result<(Vec<Entry>, Vec<Uuid>), String>,
    ) -> Option<Wanted> {
        ui.set_width(560.0);
        title(ui, "Codebook versions");
        let mut versions: Vec<&Version> = study.versions().collect();
        versions.sort_by_key(|version| version.created);
        if self.from.is_none_or(|id| study.get(id).is_none()) {
            self.from = versions.last().map(|version| version.id);
        }
        self.to = self.to.filter(|&id| study.get(id).is_some());
        let mut wanted = None;
        if versions.is_empty() {
            ui.label(quiet_text(
                ui,
                "No version is named yet. Name the codebook when you begin a round of coding, or before you change it much.",
            ));
        } else {
            self.comparison(ui, study, &versions, revision, journal);
        }
        if writable {
            ui.separator();
            let entered = line(ui, "Name the codebook as it stands", "codebook v0.3", &mut self.name, true);
            line(ui, "Note", "What has changed, or what it is for", &mut self.note, false);
            ui.add_space(Tokens::GAP);
            let ready = !self.name.trim().is_empty();
            if main_button(ui, "Name this version", ready).clicked() || entered && ready {
                let (name, note) = (std::mem::take(&mut self.name), std::mem::take(&mut self.note));
                wanted = Some(Wanted::Name { name, note });
            }
        }
        ui.add_space(Tokens::LARGE_GAP);
        let closed = ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.button("Close").clicked()).inner;
        if closed { Some(Wanted::Close) } else { wanted }
    }

    fn comparison(
        &mut self,
        ui: &mut Ui,
        study: &Study,
        versions: &[&Version],
        revision: u64,
        journal: impl FnOnce() -> Result<(Vec<Entry>, Vec<Uuid>), String>,
    ) {
        ui.horizontal(|ui| {
            ui.label("From");
            choice(ui, "Earlier version", versions, &mut self.from, false);
            ui.label("to");
            choice(ui, "Later version", versions, &mut self.to, true);
        });
        for id in [self.from, self.to].into_iter().flatten() {
            if let Some(version) = study.get(id)
                && !version.note.is_empty()
            {
                ui.add(Label::new(quiet_text(ui, format!("{}: {}", version.name, version.note))).wrap());
            }
        }
        let fits = |(made, (from, to, _)): &(u64, Compared)| (*made, *from, *to) == (revision, self.from, self.to);
        if !self.compared.as_ref().is_some_and(fits) {
            let result = journal().and_then(|(touching, all)| {
                let before = self.codebook(study, self.from, (&touching, &all))?;
                let after = self.codebook(study, self.to, (&touching, &all))?;
                Ok(compare(&before, &after))
            });
            self.compared = Some((revision, (self.from, self.to, result)));
        }
        let Some((_, (.., result))) = &self.compared else { return };
        ui.add_space(Tokens::GAP);
        match result {
            Err(why) => {
                ui.add(Label::new(why).wrap());
            }
            Ok(differences) if differences.is_empty() => {
                ui.label("The two codebooks say the same.");
            }
            Ok(differences) => {
                let count = |wanted: fn(&Difference) -> bool| differences.iter().filter(|(_, one)| wanted(one)).count();
                let (added, removed) =
                    (count(|one| *one == Difference::Added), count(|one| *one == Difference::Removed));
                let altered = differences.len() - added - removed;
                ui.label(quiet_text(
                    ui,
                    format!("{} added, {altered} altered, {removed} gone", counted(added, "code")),
                ));
                ScrollArea::vertical().max_height(300.0).auto_shrink([false, true]).show(ui, |ui| {
                    differences.iter().for_each(|(path, difference)| one_code(ui, path, difference));
                });
            }
        }
    }

    fn codebook(
        &self,
        study: &Study,
        version: Option<Id<Version>>,
        (touching, all): (&[Entry], &[Uuid]),
    ) -> Result<Codebook, String> {
        let Some(version) = version.and_then(|id| study.get(id)) else {
            return Ok(study.codes().map(|code| (code.id, code.clone())).collect());
        };
        let place = version.entry.and_then(|entry| codebook_after(touching, all, entry));
        place.ok_or_else(|| {
            format!(
                "{} names no place in this study’s journal: it came with the study from elsewhere. Its name and note are \
                 kept; versions named from now on can be compared.",
                version.name
            )
        })
    }
}

fn one_code(ui: &mut Ui, path: &str, difference: &Difference) {
    let tokens = tokens(ui.ctx());
    ui.add_space(Tokens::SMALL_GAP);
    let (mark, ink) = match difference {
        Difference::Added => ("added", tokens.accent),
        Difference::Removed => ("gone", tokens.warning),
        Difference::Altered(_) => ("altered", tokens.quiet),
    };
    ui.horizontal(|ui| {
        ui.label(RichText::new(elide(path, 70)).family(strong()));
        ui.label(RichText::new(mark).size(Tokens::SMALL).color(ink));
    });
    if let Difference::Altered(alterations) = difference {
        for alteration in alterations {
            section(ui, alteration.what);
            before_and_after(ui, &alteration.before, &alteration.after);
        }
    }
}

fn choice(ui: &mut Ui, name: &str, versions: &[&Version], chosen: &mut Option<Id<Version>>, now: bool) {
    let stands = "as it stands now";
    let text = chosen.and_then(|id| versions.iter().find(|one| one.id == id)).map_or(stands, |one| one.name.as_str());
    let combo = ComboBox::from_id_salt(name).width(200.0).selected_text(elide(text, 30)).show_ui(ui, |ui| {
        for version in versions {
            let day = version.created.to_zoned(jiff::tz::TimeZone::system()).strftime("%-d %b %Y").to_string();
            ui.selectable_value(chosen, Some(version.id), format!("{} ({day})", version.name));
        }
        if now {
            ui.selectable_value(chosen, None, stands);
        }
    });
    combo.response.widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::ComboBox, true, name));
}
