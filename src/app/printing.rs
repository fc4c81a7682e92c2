//! What the window does for printing: setting and drawing pages beside itself, writing documents as they were chosen, holding
//! a manuscript against the transcripts.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use eframe::egui::Context;

use super::{
    App,
    commands::Room,
    jobs::{JobResult, Progress},
    manual_room::{self, Printed, Printing, Sources, Verified},
    ports::Purpose,
    session::Session,
};
use crate::{
    analysis::{identify, manuscript::read_manuscript, verify::verify_while},
    journal::Entry,
    report::{self, Beside, Output},
    study::Study,
};

impl App {
    /// Starts what the Manual room waits for: its pages set anew, or those in sight drawn. And keeps what was chosen.
    pub(super) fn print(&mut self, ctx: &Context) {
        let Some(session) = &mut self.session else { return };
        if let Some(printing) = session.manual.to_keep() {
            self.preferences.print(session.open.study().details().id, printing);
            self.preferences.save();
        }
        if session.room != Room::Manual {
            return;
        }
        let (study, revision) = (session.open.snapshot(), session.open.revision());
        session.manual.hidden = session.open.blind().map(|blind| blind.why(&study).replace('*', ""));
        if let Some(wanted) = session.manual.wants_pages(&study, revision) {
            let sources = sources(session, &study, revision);
            self.jobs.start(ctx, "Setting the pages", true, move |_| {
                JobResult::Pages(Box::new(manual_room::set(&study, &sources, wanted)))
            });
        }
        for (set, page, width) in session.manual.pages.next_to_draw() {
            self.jobs.start(ctx, "Drawing a page", true, move |_| {
                JobResult::Page(Box::new(manual_room::draw(set, page, width)))
            });
        }
    }

    /// Writes a document with the room's options.
    pub(super) fn write_document(&mut self, ctx: &Context, output: Output, path: PathBuf) {
        let Some(session) = &mut self.session else { return };
        let (study, revision) = (session.open.snapshot(), session.open.revision());
        let choices = session.manual.printing.choices(&study);
        let printing = Printing { document: Printed::Manual, ..session.manual.printing.clone() };
        let journal = output == Output::Manual && manual_room::tells_of_journal(&study, &printing);
        let entries = if journal { journal_of(session) } else { Arc::default() };
        let known = session.manual.sources(revision).agreement;
        self.jobs.start(ctx, format!("Writing {}", output.name()), false, move |_| {
            let agreement = known.unwrap_or_else(|| Arc::new(manual_room::agreement_of(&study, &entries)));
            let beside = Beside { entries: &entries, agreement: &agreement };
            let written = report::write_with(&study, beside, output, &path, &choices);
            JobResult::Written(written.map(|()| wrote(&study, output.quotes(), &path)).map_err(|why| why.to_string()))
        });
    }

    /// Reads a manuscript and holds its quotations against the transcripts.
    pub(super) fn verify(&mut self, ctx: &Context, path: PathBuf) {
        let Some(session) = &mut self.session else { return };
        session.room = Room::Manual;
        if session.manual.printing.document != Printed::Verification {
            session.manual.printing.document = Printed::Verification;
            session.manual.pages.clear();
        }
        let (study, revision) = (session.open.snapshot(), session.open.revision());
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.jobs.start(ctx, format!("Verifying {name}"), false, move |progress| {
            JobResult::Verified(verified(&study, (revision, name), path, progress))
        });
    }

    /// Takes what was found in a manuscript.
    pub(super) fn was_verified(&mut self, verified: Result<Option<Box<Verified>>, String>) {
        match verified {
            Ok(Some(verified)) => {
                if let Some(session) = &mut self.session {
                    session.manual.verify.take(*verified);
                }
            }
            // It was cancelled.
            Ok(None) => {}
            Err(why) => self.toasts.failed(why),
        }
    }

    /// Asks where the report of a verification is to go.
    pub(super) fn export_verification(&mut self, ctx: &Context) {
        let Some(verified) = self.session.as_ref().and_then(|session| session.manual.verify.verified.clone()) else {
            return;
        };
        let stem = Path::new(&verified.name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let name = format!("{} - quotations.docx", report::file_stem(&stem));
        self.dialogs.ask(Purpose::ExportVerification, &name, self.answers.0.clone(), ctx);
    }

    /// Writes the report of a verification.
    pub(super) fn write_verification(&mut self, ctx: &Context, path: PathBuf) {
        let Some(session) = &self.session else { return };
        let Some(verified) = session.manual.verify.verified.clone() else { return };
        let (study, printing) = (session.open.snapshot(), session.manual.printing.clone());
        self.jobs.start(ctx, "Writing the report", false, move |_| {
            let written = report::document_format(&path)
                .and_then(|format| report::write_document(&verified.report(&study, &printing), format, &path));
            JobResult::Written(written.map(|()| format!("Wrote {}", path.display())).map_err(|why| why.to_string()))
        });
    }
}

/// What the pages of the document shown are made of beside the study.
fn sources(session: &mut Session, study: &Study, revision: u64) -> Sources {
    let known = session.manual.sources(revision);
    if !manual_room::tells_of_journal(study, &session.manual.printing) {
        return known;
    }
    Sources { entries: journal_of(session), ..known }
}

/// The journal, read once until something is added; none while a blind round hides a part of it.
fn journal_of(session: &mut Session) -> Arc<Vec<Entry>> {
    if session.open.blind().is_some() {
        return Arc::default();
    }
    let last = session.open.last_entry();
    match &session.manual.journal {
        Some((of, entries)) if *of == last => entries.clone(),
        _ => {
            let entries = Arc::new(session.open.whole_journal().unwrap_or_default());
            session.manual.journal = Some((last, entries.clone()));
            entries
        }
    }
}

/// `None` where the person does not want it any more.
fn verified(
    study: &Study,
    (revision, name): (u64, String),
    path: PathBuf,
    progress: &Progress,
) -> Result<Option<Box<Verified>>, String> {
    let bytes = std::fs::read(&path).map_err(|why| format!("{name} could not be read: {why}."))?;
    let paragraphs = read_manuscript(&name, &bytes).map_err(|why| why.to_string())?;
    let found = verify_while(study, &paragraphs, |done, all| {
        progress.at(done, all);
        !progress.cancelled()
    });
    Ok(found.map(|found| Box::new(Verified { path, name, revision, found })))
}

/// What is said of a file that was written, and, where it holds what participants said, what in their words may tell who
/// somebody is.
pub(super) fn wrote(study: &Study, quotes: bool, path: &Path) -> String {
    let told = format!("Wrote {}", path.display());
    match quotes.then(|| identify::warning(study)).flatten() {
        Some(warning) => format!("{told}. {warning} File › De-identify goes through them"),
        None => told,
    }
}
