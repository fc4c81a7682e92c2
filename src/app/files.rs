//! The window and files: opening and closing studies, what dialogs answer, what is read and written beside the window.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use eframe::egui::{Context, Ui};

use super::{
    App,
    commands::Room,
    jobs::JobResult,
    manual_room::ManualRoom,
    ports::{Answer, Purpose},
    printing::wrote,
    samples::{self, WorkingCopy},
    session::Session,
    shell::{Elsewhere, FromElsewhere, HistoryPanel, ImportPreview, Incoming, Overlay, RefiForm, RefiWanted, is_study},
};
use crate::{
    exchange::{self, Chosen},
    import::{self, Lessons},
    journal::{Entry, Stamp},
    operations,
    report::{self, Output},
    store::{Access, OpenStudy, text_form, with_extension},
    study::Study,
};

/// A copy is made beside the study after this many seconds of work.
const BACKUP_EVERY: f64 = 15.0 * 60.0;

impl App {
    pub(super) fn close_study(&mut self) {
        self.commit_ready_drafts(f64::INFINITY);
        self.settle_correction();
        self.session = None;
        self.history = HistoryPanel::default();
        self.overlay = None;
    }

    /// Opens whatever a path is: a study, a study as text, or transcripts for the study that is open.
    pub(super) fn open_path(&mut self, path: &Path) {
        if !self.settle_correction() {
            return;
        }
        if path.is_dir() {
            let made = samples::working_copy_of(path, &self.working_copies);
            self.open_working_copy(made, |_| true);
        } else {
            self.open_study(path);
        }
    }

    /// Opens a working copy, where there is one; says where it is kept, where that is worth saying.
    pub(super) fn open_working_copy(
        &mut self,
        made: Result<WorkingCopy, String>,
        worth_saying: impl Fn(&WorkingCopy) -> bool,
    ) {
        match made {
            Ok(copy) => {
                self.open_study(&copy.path);
                if worth_saying(&copy) {
                    self.toasts.done(copy.told(), None);
                }
            }
            Err(why) => self.toasts.failed(why),
        }
    }

    fn open_study(&mut self, path: &Path) {
        let who = self.preferences.coder.clone();
        match OpenStudy::open_before_backup(path, Access::Write, &who) {
            Ok(open) => {
                self.opened(open, path);
                // The backup that is due is made beside the window, from the next frame on.
                self.backed_up_at = f64::NEG_INFINITY;
            }
            Err(why) => self.toasts.failed(why.to_string()),
        }
    }

    /// Puts a study that was opened into the window.
    pub fn opened(&mut self, open: OpenStudy, path: &Path) {
        self.close_study();
        for notice in open.notices() {
            self.toasts.failed(notice.clone());
        }
        if let Some(why) = open.read_only() {
            self.toasts.failed(why);
        }
        // A coder's copy is theirs to code in, whoever worked here last.
        let study = open.study();
        let theirs = study.details().copied.as_ref().and_then(|copied| study.get(copied.coder));
        let coder = theirs.map_or_else(|| self.preferences.coder.clone(), |coder| coder.name.clone());
        let mut session = Session::new(open, &coder);
        session.manual = ManualRoom::new(self.preferences.printing_of(session.open.study().details().id));
        self.preferences.opened(path);
        self.preferences.save();
        self.session = Some(session);
    }

    /// Files dropped on the window.
    pub(super) fn dropped(&mut self, ctx: &Context, paths: Vec<PathBuf>) {
        if let Some(path) = paths.iter().find(|path| is_study(path)) {
            return self.open_path(path);
        }
        match self.session.as_ref().map(|session| session.open.read_only()) {
            Some(None) => self.read_transcripts(ctx, paths),
            Some(Some(why)) => self.toasts.failed(format!("Nothing was added. {why}")),
            None => self.toasts.failed("Open or begin a study first; then drop the transcripts again."),
        }
    }

    /// Reads files as transcripts, beside the window; the preview opens when they are read.
    pub(super) fn read_transcripts(&mut self, ctx: &Context, paths: Vec<PathBuf>) {
        self.read_files(ctx, paths, false);
    }

    /// The same; `as_transcripts` where the person has said that documents with tables of codes are transcripts.
    pub(super) fn read_files(&mut self, ctx: &Context, paths: Vec<PathBuf>, as_transcripts: bool) {
        let Some(session) = &self.session else { return };
        let study = session.open.snapshot();
        let mut files = Vec::new();
        for path in paths {
            if !path.is_dir() || exchange::may_be_another_programs(&path) {
                files.push(path);
                continue;
            }
            match import::files_in(&path) {
                Ok(inside) if inside.is_empty() => {
                    self.toasts.failed(format!("There are no files in {}.", path.display()));
                }
                Ok(inside) => files.extend(inside),
                Err(why) => {
                    self.toasts.failed(format!("{} could not be read: {why}. Nothing was added.", path.display()))
                }
            }
        }
        let paths = files;
        let (others, paths): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.into_iter().partition(|path| exchange::may_be_another_programs(path));
        if !others.is_empty() {
            let others = others.into_iter().map(|path| (path, Chosen::default())).collect();
            self.read_elsewhere(ctx, others, study.clone(), false);
        }
        let all = paths.len();
        if all == 0 {
            return;
        }
        let lessons = self.lessons(&study);
        let title = if all == 1 { "Reading a file".to_owned() } else { format!("Reading {all} files") };
        self.jobs.start(ctx, title, false, move |progress| {
            let (mut read, mut codebooks) = (Vec::new(), Vec::new());
            for (at, path) in paths.iter().enumerate() {
                if progress.cancelled() {
                    break;
                }
                progress.at(at, all);
                if !as_transcripts && exchange::is_document_of_codes(path) {
                    codebooks.push(path.clone());
                    continue;
                }
                read.push(read_transcript(path, &study, &lessons));
            }
            JobResult::Read(read, codebooks)
        });
    }

    /// What has been shown of who speaks: on this machine, in the study, and since it was opened.
    fn lessons(&self, study: &Study) -> Lessons {
        let mut lessons = self.preferences.lessons();
        lessons.extend(&Lessons::of(study));
        self.session.iter().for_each(|session| lessons.extend(&session.lessons));
        lessons
    }

    /// Reads files of other programs beside the window; what they would bring is shown when they are read.
    pub(super) fn read_elsewhere(
        &mut self,
        ctx: &Context,
        files: Vec<(PathBuf, Chosen)>,
        study: Arc<Study>,
        again: bool,
    ) {
        let all = files.len();
        let lessons = self.lessons(&study);
        self.jobs.start(ctx, "Reading another program’s file".to_owned(), false, move |progress| {
            let (mut read, mut transcripts) = (Vec::new(), Vec::new());
            for (at, (path, chosen)) in files.into_iter().enumerate() {
                if progress.cancelled() {
                    return JobResult::Elsewhere(Vec::new(), Vec::new());
                }
                progress.at(at, all);
                if !again && exchange::is_table_of_turns(&study, &path) {
                    transcripts.push(read_transcript(&path, &study, &lessons));
                    continue;
                }
                let incoming = exchange::read_any(&study, &path, &chosen);
                read.push(FromElsewhere { path, chosen, again, incoming });
            }
            JobResult::Elsewhere(read, transcripts)
        });
    }

    /// Shows what the next file of another program would bring.
    pub(super) fn next_from_elsewhere(&mut self) {
        while let Some(read) = self.elsewhere.pop_front() {
            let Some(session) = &self.session else { return };
            let FromElsewhere { path, chosen, incoming, .. } = read;
            let told = incoming.and_then(|incoming| {
                let adopted = exchange::adopt(session.open.study(), &Stamp::now(session.me()), &incoming);
                adopted
                    .map(|(_, told)| Elsewhere { path, was: chosen.clone(), chosen, incoming, told, reading: false })
                    .map_err(|why| why.to_string())
            });
            match told {
                Ok(elsewhere) => {
                    self.overlay = Some(Overlay::Elsewhere(Box::new(elsewhere)));
                    return;
                }
                Err(why) => self.toasts.failed(why),
            }
        }
    }

    /// Brings what a file of another program says, as one entry.
    pub(super) fn adopt(&mut self, incoming: &exchange::Incoming) {
        let Some(session) = &self.session else { return };
        match exchange::adopt(session.open.study(), &Stamp::now(session.me()), incoming) {
            Ok((Some(entry), _)) => {
                self.commit(Ok(entry), false);
            }
            Ok((None, _)) => {}
            Err(why) => self.toasts.failed(why.to_string()),
        }
        self.next_from_elsewhere();
    }

    /// Adds what the preview holds and is wanted, an entry a file.
    pub(super) fn add_incoming(&mut self, preview: ImportPreview) {
        let mut added = 0;
        self.preferences.learn(&preview.lessons);
        if let Some(session) = &mut self.session {
            session.lessons.extend(&preview.lessons);
        }
        for incoming in preview.incoming.into_iter().filter(|one| one.wanted) {
            let group = incoming.group_choice();
            let Ok(found) = incoming.found else { continue };
            let new = found.into_new(group);
            let Some(session) = &mut self.session else { return };
            match operations::add_transcript(session.open.study(), &Stamp::now(session.me()), new) {
                Ok((id, entry)) => {
                    if self.commit(Ok(entry), true) {
                        added += 1;
                        if let Some(session) = &mut self.session {
                            session.code.open(id);
                            session.room = Room::Code;
                        }
                    }
                }
                Err(why) => self.toasts.failed(why.to_string()),
            }
        }
        if added > 0 {
            let noun = if added == 1 { "transcript" } else { "transcripts" };
            self.toasts.done(format!("Added {added} {noun}"), None);
        }
    }

    pub(super) fn ask(&mut self, ctx: &Context, purpose: Purpose, name: &str) {
        self.dialogs.ask(purpose, name, self.answers.0.clone(), ctx);
    }

    pub(super) fn export(&mut self, ctx: &Context, output: Output) {
        let Some(session) = &self.session else { return };
        let title = &session.open.study().details().title;
        let extension = output.formats().first().map_or("txt", |format| format.extension);
        let name = format!("{} - {}.{extension}", crate::report::file_stem(title), output.name());
        self.ask(ctx, Purpose::Export(output), &name);
    }

    pub(super) fn answered(&mut self, ctx: &Context, answer: Answer) {
        let (purpose, paths) = match answer {
            Answer::Chosen(purpose, paths) => (purpose, paths),
            Answer::Cancelled => return,
            Answer::Failed(why) => {
                self.toasts.failed(why);
                return;
            }
        };
        let Some(path) = paths.first().cloned() else { return };
        match purpose {
            Purpose::OpenStudy => self.open_path(&path),
            Purpose::AddTranscripts | Purpose::AddFolder => self.read_transcripts(ctx, paths),
            Purpose::NewStudy { title, coder } => self.create_study(&with_extension(path), &title, &coder),
            Purpose::Export(output) => self.write_output(ctx, output, path),
            Purpose::ExportFigure { board, chosen, .. } => self.write_figure(ctx, board, &chosen, path),
            Purpose::Manuscript => self.verify(ctx, path),
            Purpose::ExportVerification => self.write_verification(ctx, path),
            Purpose::ExportText => self.write_text(ctx, path),
            Purpose::Copy(new) => self.write_copy(ctx, &new, with_extension(path)),
            Purpose::MergeCopy => self.read_copy(ctx, path),
            Purpose::LoadFramework => self.load_framework(&path),
            Purpose::ExportRefi(wanted) => self.write_refi(ctx, wanted, path),
            Purpose::OpenKey => self.open_key(path),
            Purpose::SaveKey(passphrase) => self.save_key(path, passphrase.as_deref()),
            Purpose::DeidentifiedCopy => self.write_deidentified(ctx, with_extension(path)),
        }
    }

    fn create_study(&mut self, path: &Path, title: &str, coder: &str) {
        let entry = match operations::begin_study(&Stamp::now(None), title, Some(coder)) {
            Ok(entry) => entry,
            Err(why) => return self.toasts.failed(why.to_string()),
        };
        match OpenStudy::create(path, entry, coder) {
            Ok(open) => {
                self.preferences.coder = coder.to_owned();
                self.opened(open, path);
            }
            Err(why) => self.toasts.failed(why.to_string()),
        }
    }

    fn write_output(&mut self, ctx: &Context, output: Output, path: PathBuf) {
        let Some(session) = &self.session else { return };
        let study = session.open.snapshot();
        if output.is_of_a_round() {
            return self.write_round(ctx, output, path);
        }
        if !matches!(output, Output::Figure | Output::Codings | Output::Codebook | Output::Review) {
            return self.write_document(ctx, output, path);
        }
        self.jobs.start(ctx, format!("Writing {}", output.name()), false, move |_| {
            let written = report::write(&study, output, &path).map(|()| wrote(&study, output.quotes(), &path));
            JobResult::Written(written.map_err(|why| why.to_string()))
        });
    }

    /// Draws the question for which program the study is; gives whether it stays.
    pub(super) fn refi_overlay(&mut self, ui: &mut Ui, form: &mut RefiForm) -> bool {
        let Some(session) = &self.session else { return false };
        let study = session.open.snapshot();
        match form.show(ui, &study, session.open.revision()) {
            None => true,
            Some(None) => false,
            Some(Some(wanted)) => {
                let stem = report::file_stem(&study.details().title);
                let end = if wanted == RefiWanted::Codebook { "qdc" } else { "qdpx" };
                self.ask(ui.ctx(), Purpose::ExportRefi(wanted), &format!("{stem}.{end}"));
                false
            }
        }
    }

    fn write_refi(&mut self, ctx: &Context, wanted: RefiWanted, path: PathBuf) {
        let Some(session) = &self.session else { return };
        let study = session.open.snapshot();
        self.jobs.start(ctx, "Writing a REFI-QDA file", false, move |_| {
            let bytes = match wanted {
                RefiWanted::Project(profile) => exchange::write_project(&study, profile).map(|written| written.bytes),
                RefiWanted::Codebook => exchange::write_codebook(&study)
                    .ok_or_else(|| "There are no codes, and a .qdc cannot be empty. Nothing was written.".to_owned()),
            };
            let written = bytes.and_then(|bytes| report::write_file(&path, &bytes).map_err(|why| why.to_string()));
            let said = matches!(wanted, RefiWanted::Project(_));
            JobResult::Written(written.map(|()| wrote(&study, said, &path)))
        });
    }

    fn write_text(&mut self, ctx: &Context, folder: PathBuf) {
        let Some(session) = &self.session else { return };
        let study = session.open.snapshot();
        // What is seen of the journal while a round is blind does not lead to the study; then none goes along.
        let entries: Result<Vec<Entry>, _> = match session.open.blind() {
            Some(_) => Ok(Vec::new()),
            None => session.open.entries().collect(),
        };
        self.jobs.start(ctx, "Writing the study as text", false, move |_| {
            let written = entries
                .map_err(|why| why.to_string())
                .and_then(|entries| text_form::write(&study, &entries, &folder).map_err(|why| why.to_string()));
            JobResult::Written(written.map(|()| wrote(&study, true, &folder)))
        });
    }

    pub(super) fn job_finished(&mut self, ctx: &Context, result: JobResult) {
        match result {
            JobResult::Read(incoming, codebooks) if !codebooks.is_empty() => {
                if let Some(session) = &self.session {
                    let files = codebooks.into_iter().map(|path| (path, Chosen::default())).collect();
                    self.read_elsewhere(ctx, files, session.open.snapshot(), false);
                }
                self.job_finished(ctx, JobResult::Read(incoming, Vec::new()));
            }
            JobResult::Read(incoming, _) if incoming.is_empty() => {}
            // Files that come while others are looked at are looked at with them.
            JobResult::Read(incoming, _) => match &mut self.overlay {
                Some(Overlay::Import(preview)) => preview.add(incoming),
                // What another program's file would bring is looked at after them.
                Some(Overlay::Elsewhere(shown)) => {
                    let Elsewhere { path, chosen, incoming: read, .. } = shown.as_ref().clone();
                    self.elsewhere.push_front(FromElsewhere { path, chosen, again: false, incoming: Ok(read) });
                    self.overlay = Some(Overlay::Import(ImportPreview::new(incoming)));
                }
                _ => self.overlay = Some(Overlay::Import(ImportPreview::new(incoming))),
            },
            // Read again for who is still looking at it; whoever has closed it wants it no more.
            JobResult::Elsewhere(read, _) if read.iter().any(|one| one.again) => {
                let Some(Overlay::Elsewhere(shown)) = &mut self.overlay else { return };
                if let Some(Err(why)) = read.first().map(|one| &one.incoming) {
                    shown.reading = false;
                    shown.chosen = shown.was.clone();
                    self.toasts.failed(why.clone());
                    return;
                }
                self.overlay = None;
                read.into_iter().rev().for_each(|one| self.elsewhere.push_front(one));
                self.next_from_elsewhere();
            }
            JobResult::Elsewhere(read, transcripts) => {
                self.job_finished(ctx, JobResult::Read(transcripts, Vec::new()));
                self.elsewhere.extend(read);
                if self.overlay.is_none() {
                    self.next_from_elsewhere();
                }
            }
            JobResult::Copy(read) => self.copy_was_read(read),
            JobResult::Compared(round, compared) => self.was_compared(round, compared),
            JobResult::Agreed(question, answer) => {
                if let Some(session) = &mut self.session {
                    session.review.set_agreement(*question, answer);
                }
            }
            JobResult::Gamma(question, drawn) => {
                if let Some(session) = &mut self.session {
                    session.review.set_gamma(*question, drawn.map(|drawn| *drawn));
                }
            }
            JobResult::Pages(set) => {
                if let Some(session) = &mut self.session {
                    session.manual.take(*set);
                }
            }
            JobResult::Page(drawn) => {
                if let Some(session) = &mut self.session {
                    session.manual.pages.arrive(*drawn);
                }
            }
            JobResult::Verified(verified) => self.was_verified(verified),
            JobResult::Written(Ok(words)) => self.toasts.done(words, None),
            JobResult::Written(Err(why)) | JobResult::BackedUp(Err(why)) => self.toasts.failed(why),
            JobResult::BackedUp(Ok(())) => {}
        }
    }

    pub(super) fn back_up_now_and_then(&mut self, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        if now - self.backed_up_at < BACKUP_EVERY {
            return;
        }
        self.backed_up_at = now;
        let backups = self
            .session
            .as_ref()
            .filter(|session| session.open.read_only().is_none())
            .and_then(|session| session.open.backups());
        if let Some(backups) = backups {
            self.jobs.start(ctx, "Making a backup", true, move |_| {
                JobResult::BackedUp(backups.now().map(|_| ()).map_err(|why| why.to_string()))
            });
        }
    }
}

fn read_transcript(path: &Path, study: &Study, lessons: &Lessons) -> Incoming {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    match std::fs::read(path) {
        Ok(bytes) => Incoming::read(&name, bytes, study, lessons),
        Err(why) => {
            let why = format!("{name} could not be read: {why}. Nothing was changed.");
            Incoming::unread(name, why)
        }
    }
}
