//! Long work, done beside the window: on a thread, over values of its own, with a progress bar and Cancel.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

use eframe::egui::{self, ProgressBar, Ui};

use super::{
    look::{Tokens, icons},
    manual_room::{DrawnPage, SetPages, Verified},
    review_room::{Answer, Question},
    shell::{FromElsewhere, Incoming},
    widgets::{icon_button, quiet_text},
};

use crate::{
    agreement::InTranscript,
    review::MergePlan,
    study::{Id, Round, Study},
};

/// What a job brings back.
pub enum JobResult {
    /// Files read as transcripts, each with what was found or why not; and documents that hold a codebook.
    Read(Vec<Incoming>, Vec<PathBuf>),
    /// Files of other programs, each with what it says or why it cannot be read.
    /// What was read, and the tables among it that are transcripts.
    Elsewhere(Vec<FromElsewhere>, Vec<Incoming>),
    /// Something written, as told in a sentence; or why not.
    Written(Result<String, String>),
    /// A copy was made beside the study, or why not; said only where it went wrong.
    BackedUp(Result<(), String>),
    /// A coder's copy and what it would bring, or why not.
    Copy(Result<(PathBuf, Box<MergePlan>), String>),
    /// The study as a closed round compares it.
    Compared(Id<Round>, Result<Box<Study>, String>),
    /// How far coders agree.
    Agreed(Box<Question>, Result<Arc<Answer>, String>),
    /// Gamma of one transcript, as far as it was drawn.
    Gamma(Box<Question>, Result<Box<InTranscript>, String>),
    /// The pages of a document.
    Pages(Box<SetPages>),
    /// A page of them, drawn.
    Page(Box<DrawnPage>),
    /// What holds of a manuscript's quotations; nothing where it was cancelled.
    Verified(Result<Option<Box<Verified>>, String>),
}

impl JobResult {
    /// Whether something waits for it, cancelled or not: it changes nothing, and what waits would wait for ever.
    fn is_waited_for(&self) -> bool {
        matches!(self, JobResult::Compared(..) | JobResult::Agreed(..) | JobResult::Gamma(..))
    }
}

/// How a job says how far it is, and learns that it is to stop.
#[derive(Clone)]
pub struct Progress {
    permille: Arc<AtomicU32>,
    cancelled: Arc<AtomicBool>,
}

impl Progress {
    /// Says how much of the work is done: `done` of `all`.
    pub fn at(&self, done: usize, all: usize) {
        let permille = done * 1000 / all.max(1);
        self.permille.store(u32::try_from(permille).unwrap_or(1000), Ordering::Relaxed);
    }

    /// Whether the person does not want it any more.
    pub fn cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

struct Job {
    title: String,
    progress: Progress,
    quiet: bool,
    result: Receiver<JobResult>,
}

/// The jobs that are running.
#[derive(Default)]
pub struct Jobs(Vec<Job>);

impl Jobs {
    /// Starts a job; a quiet one shows no bar.
    pub fn start(
        &mut self,
        ctx: &egui::Context,
        title: impl Into<String>,
        quiet: bool,
        work: impl FnOnce(&Progress) -> JobResult + Send + 'static,
    ) {
        let progress = Progress { permille: Arc::default(), cancelled: Arc::default() };
        let (send, result): (Sender<JobResult>, _) = channel();
        let (its, ctx) = (progress.clone(), ctx.clone());
        thread::spawn(move || {
            let brought = work(&its);
            // The window may be gone; then nobody wants the result.
            _ = send.send(brought);
            ctx.request_repaint();
        });
        self.0.push(Job { title: title.into(), progress, quiet, result });
    }

    /// The results that have come in since the last look.
    pub fn finished(&mut self) -> Vec<JobResult> {
        let mut results = Vec::new();
        self.0.retain(|job| match job.result.try_recv() {
            Ok(result) => {
                if !job.progress.cancelled() || result.is_waited_for() {
                    results.push(result);
                }
                false
            }
            Err(std::sync::mpsc::TryRecvError::Empty) => true,
            Err(std::sync::mpsc::TryRecvError::Disconnected) => {
                results.push(JobResult::Written(Err(format!(
                    "{} stopped unexpectedly. Nothing in the study was changed.",
                    job.title
                ))));
                false
            }
        });
        results
    }

    /// Whether anything runs.
    pub fn running(&self) -> bool {
        !self.0.is_empty()
    }

    /// Title, bar and Cancel of each, for the status bar.
    pub fn status(&mut self, ui: &mut Ui) {
        for job in self.0.iter().filter(|job| !job.quiet) {
            if icon_button(ui, icons::CLOSE, "Cancel").clicked() {
                job.progress.cancelled.store(true, Ordering::Relaxed);
            }
            let done = job.progress.permille.load(Ordering::Relaxed) as f32 / 1000.0;
            ui.add(ProgressBar::new(done).desired_width(120.0).desired_height(8.0));
            ui.label(quiet_text(ui, &job.title));
            ui.add_space(Tokens::GAP);
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
        }
    }
}
