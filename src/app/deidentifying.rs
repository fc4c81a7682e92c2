//! The window and what tells who somebody is: the page, its key, and what comes of them.

use std::{fs, path::PathBuf};

use eframe::egui::{Context, Ui};

use super::{
    App,
    jobs::JobResult,
    ports::Purpose,
    session::Ask,
    shell::{DeidentifyPage, DeidentifyWanted, Overlay},
};
use crate::{
    analysis::identify::replacements,
    exchange::{KeyError, read_key, write_key},
    journal::{Entry, Stamp},
    operations, report,
    store::OpenStudy,
};

impl App {
    /// Opens the page, with what was decided before.
    pub(super) fn open_deidentify(&mut self) {
        let Some(session) = &mut self.session else { return };
        self.overlay = Some(Overlay::Deidentify(session.deidentifying.take().unwrap_or_default()));
    }

    /// Draws the page; gives whether it stays.
    pub(super) fn deidentify_page(&mut self, ui: &mut Ui, page: &mut DeidentifyPage) -> bool {
        let Some(session) = &self.session else { return false };
        let (study, writable) = (session.open.snapshot(), session.open.read_only().is_none());
        let stem = report::file_stem(&study.details().title);
        match page.show(ui, &study, (session.open.revision(), writable)) {
            None => true,
            Some(DeidentifyWanted::Close) => false,
            Some(DeidentifyWanted::OpenKey) => {
                self.ask(ui.ctx(), Purpose::OpenKey, "");
                true
            }
            Some(DeidentifyWanted::Unlock(passphrase)) => {
                if let Some((path, bytes)) = page.locked.take() {
                    match read_key(&bytes, Some(&passphrase)) {
                        Ok(rows) => page.take_key(path, rows),
                        Err(why) => {
                            page.locked = Some((path, bytes));
                            page.forget_passphrase();
                            self.toasts.failed(why.to_string());
                        }
                    }
                }
                true
            }
            Some(DeidentifyWanted::SaveKey(passphrase)) => {
                let ends = if passphrase.is_some() { "age" } else { "csv" };
                self.ask(ui.ctx(), Purpose::SaveKey(passphrase), &format!("{stem} - key.{ends}"));
                true
            }
            Some(DeidentifyWanted::Copy) => {
                self.ask(ui.ctx(), Purpose::DeidentifiedCopy, &format!("{stem} - de-identified.colloquy"));
                true
            }
            Some(DeidentifyWanted::Replace) => {
                let stand_ins = replacements(&page.rows());
                self.plan(|study, stamp| operations::put_stand_ins(study, stamp, &stand_ins).map(|done| done.entry));
                true
            }
            Some(DeidentifyWanted::Show(transcript, span)) => {
                self.asks.push(Ask::ShowWords(transcript, span));
                false
            }
        }
    }

    /// The page that is open over the window.
    fn page(&mut self) -> Option<&mut DeidentifyPage> {
        match &mut self.overlay {
            Some(Overlay::Deidentify(page)) => Some(page),
            _ => self.session.as_mut().map(|session| session.deidentifying.get_or_insert_default().as_mut()),
        }
    }

    pub(super) fn open_key(&mut self, path: PathBuf) {
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(why) => return self.toasts.failed(format!("{} could not be read: {why}.", path.display())),
        };
        match read_key(&bytes, None) {
            Ok(rows) => {
                if let Some(page) = self.page() {
                    page.take_key(path, rows);
                }
            }
            Err(KeyError::Locked) => {
                if let Some(page) = self.page() {
                    page.locked = Some((path, bytes));
                }
            }
            Err(why) => self.toasts.failed(why.to_string()),
        }
    }

    pub(super) fn save_key(&mut self, path: PathBuf, passphrase: Option<&str>) {
        let Some(rows) = self.page().map(|page| page.rows()) else { return };
        let written = write_key(&rows, passphrase)
            .map_err(|why| why.to_string())
            .and_then(|bytes| report::write_private_file(&path, &bytes).map_err(|why| why.to_string()));
        match written {
            Ok(()) => {
                self.toasts.done(format!("Wrote the key to {}", path.display()), None);
                if let Some(page) = self.page() {
                    (page.key, page.saved) = (Some(path), true);
                }
            }
            Err(why) => self.toasts.failed(why),
        }
    }

    /// Makes the de-identified study beside the window, and says where it is.
    pub(super) fn write_deidentified(&mut self, ctx: &Context, path: PathBuf) {
        let Some(stand_ins) = self.page().map(|page| replacements(&page.rows())) else { return };
        let Some(session) = &self.session else { return };
        if let Some(blind) = session.open.blind() {
            let why = blind.why(session.open.study()).replace('*', "");
            return self.toasts.failed(format!("{why} Close the round first; nothing was written."));
        }
        let entries: Result<Vec<Entry>, _> = session.open.entries().collect();
        let who = self.preferences.coder.clone();
        self.jobs.start(ctx, "Making a de-identified study", false, move |_| {
            let made = entries.map_err(|why| why.to_string()).and_then(|entries| {
                let clean = operations::without_history(&entries, &Stamp::now(None), &stand_ins);
                let clean =
                    clean.map_err(|why| format!("{} Nothing was written.", why.to_string().replace('*', "")))?;
                OpenStudy::create_from(&path, &clean, &who).map_err(|why| why.to_string())
            });
            JobResult::Written(made.map(|_| format!("Made {} without the history", path.display())))
        });
    }
}
