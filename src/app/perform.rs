//! Doing what panels ask for: the one place in the window where a study changes.

use std::path::{Path, PathBuf};

use eframe::egui::{Context, Theme, ViewportCommand};

use super::{
    App,
    code_room::{Dock, Past, Scope},
    commands::{Command, Room},
    jobs::JobResult,
    manual_room::ManualRoom,
    panes,
    ports::{Answer, Purpose},
    preferences::Preferences,
    samples::{self, WorkingCopy},
    session::{Ask, Session},
    shell::{
        Finder, HistoryPanel, ImportPreview, Incoming, NewStudyForm, Overlay, SettingsPage, Speakers, WhoForm, is_study,
    },
    transcript::Edge,
};
use crate::{
    import::Choices,
    journal::{Entry, Stamp},
    operations::{self, CodePlace, Declined, Passage, Planned, Target},
    report::{self, Output},
    store::{Access, OpenStudy, text_form, with_extension},
    study::{Anchor, Code, Coding, ExampleKind, Id, Kind, Memo, MemoKind, Study, Transcript},
    text::Span,
};

/// A copy is made beside the study after this many seconds of work.
const BACKUP_EVERY: f64 = 15.0 * 60.0;

impl App {
    pub(super) fn perform(&mut self, ctx: &Context, ask: Ask) {
        if self.wants_a_name(&ask) {
            // Whoever codes is asked once; then what was asked for is done.
            self.pending = Some(ask);
            self.overlay = Some(Overlay::Who(WhoForm::default()));
            return;
        }
        match ask {
            Ask::Run(command) => self.run_command(ctx, command),
            Ask::Commit { planned, quietly } => {
                self.commit(planned, quietly);
            }
            Ask::Attach(code) => self.attach(code),
            Ask::AttachTo(transcript, span, code) => self.attach_to(transcript, span, code),
            Ask::AttachNew { name, parent } => self.attach_new(&name, parent),
            Ask::Show(key) => {
                if let Some(session) = &mut self.session {
                    session.show(key);
                }
            }
            Ask::ShowWords(transcript, span) => {
                if let Some(session) = &mut self.session {
                    session.room = Room::Code;
                    session.code.show_passage(transcript, span);
                }
            }
            Ask::Verify(path) => self.verify(ctx, path),
            Ask::ExportVerification => self.export_verification(ctx),
            Ask::Decide(resolution) => self.decide(&resolution),
            Ask::OpenFile(path) => self.open_path(&path),
            Ask::Overlay(overlay) => self.overlay = Some(overlay),
            Ask::UndoTo(entry) => self.undo_to(entry),
            Ask::CodePassages(passages, target) => self.code_passages(&passages, &target),
            Ask::ReadDefinitions(code) => self.read_definitions(code),
            Ask::WriteMemo(kind, anchor) => self.write_memo(kind, anchor),
            Ask::SettleCorrection => {
                self.settle_correction();
            }
            Ask::CorrectAnyway(correcting) => self.correct_anyway(&correcting),
        }
    }

    fn run_command(&mut self, ctx: &Context, command: Command) {
        if let Some(why) = command.entry().needs.missing(&self.situation()) {
            self.toasts.failed(format!("{why}."));
            return;
        }
        self.commit_ready_drafts(f64::INFINITY);
        if !self.settle_correction() {
            return;
        }
        if self.run_pair_command(ctx, command) || self.run_board_command(ctx, command) {
            return;
        }
        match command {
            Command::NewStudy => {
                let coder = self.preferences.coder.clone();
                self.overlay = Some(Overlay::NewStudy(NewStudyForm { title: String::new(), coder }));
            }
            Command::OpenStudy => self.ask(ctx, Purpose::OpenStudy, ""),
            Command::OpenSample => {
                let made = samples::working_copy_of_bundled(&self.working_copies);
                self.open_working_copy(made, WorkingCopy::is_elsewhere);
            }
            Command::CloseStudy => self.close_study(),
            Command::ImportTranscripts => self.ask(ctx, Purpose::AddTranscripts, ""),
            Command::ExportManual => self.export(ctx, Output::Manual),
            Command::ExportFigure => self.ask_how_to_export_the_figure(),
            Command::BoxUp => self.step_box(true),
            Command::BoxDown => self.step_box(false),
            Command::FigureFit | Command::FigureActual | Command::FigureLarger | Command::FigureSmaller => {
                self.zoom_figure(command);
            }
            Command::ExportInterventions => self.export(ctx, Output::Interventions),
            Command::ExportQuotes => self.export(ctx, Output::Quotes),
            Command::ExportParticipants => self.export(ctx, Output::Participants),
            Command::ExportChecklist => self.export(ctx, Output::Checklist),
            Command::VerifyManuscript => self.ask(ctx, Purpose::Manuscript, ""),
            Command::ExportCodings => self.export(ctx, Output::Codings),
            Command::ExportCodebook => self.export(ctx, Output::Codebook),
            Command::ExportDoubleCoding => self.export(ctx, Output::DoubleCoding),
            Command::ExportDecisions => self.export(ctx, Output::Decisions),
            Command::ExportReview => self.export(ctx, Output::Review),
            Command::ExportText => self.ask(ctx, Purpose::ExportText, ""),
            Command::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::History => {
                self.history.shown = !self.history.shown;
                self.history.wants_keys = self.history.shown;
            }
            Command::Versions => self.overlay = Some(Overlay::Versions(Box::default())),
            Command::WhoIsCoding => self.overlay = Some(Overlay::Who(WhoForm::default())),
            Command::StudyDetails => self.overlay = Some(Overlay::Details),
            Command::Go(room) => {
                if let Some(session) = &mut self.session {
                    session.room = room;
                }
            }
            Command::ToggleTheme => {
                self.preferences.dark = Some(ctx.theme() == Theme::Light);
                self.prefer(ctx);
            }
            Command::LargerText => self.resize_text(1.0),
            Command::SmallerText => self.resize_text(-1.0),
            Command::LargerInterface => self.rescale(ctx, self.preferences.scale + 0.1),
            Command::SmallerInterface => self.rescale(ctx, self.preferences.scale - 0.1),
            Command::UsualInterface => self.rescale(ctx, 1.0),
            Command::NextPane => panes::step(ctx, true),
            Command::PreviousPane => panes::step(ctx, false),
            Command::Settings => self.overlay = Some(Overlay::Settings(SettingsPage::default())),
            Command::CommandPalette => self.overlay = Some(Overlay::Commands(Finder::default())),
            Command::Shortcuts => self.overlay = Some(Overlay::Shortcuts(String::new())),
            Command::About => self.overlay = Some(Overlay::About),
            Command::JournalEntry => self.asks.push(Ask::WriteMemo(MemoKind::Reflexive, None)),
            Command::AttachCode => self.overlay = Some(Overlay::Codes(Finder::default())),
            Command::NewTheme => self.overlay = Some(Overlay::NewTheme(String::new())),
            Command::NewIntervention => self.overlay = Some(Overlay::NewIntervention(String::new())),
            Command::Renumber => self.plan(operations::renumber_by_count),
            _ => self.run_coding_command(command),
        }
    }

    /// The commands of the Code room.
    fn run_coding_command(&mut self, command: Command) {
        let Some(session) = &mut self.session else { return };
        let study = session.open.snapshot();
        let active = session.code.active_coding(&study).and_then(|id| study.get(id)).cloned();
        match command {
            Command::CodeInVivo => {
                if let Some((transcript, span)) = session.code.selection() {
                    // At the top: the code attached last is no reason to stand under it.
                    let (stamp, place) = (Stamp::now(session.me()), CodePlace::last_under(None));
                    let planned = operations::code_in_vivo(&study, &stamp, transcript, span, place);
                    self.attached(planned);
                }
            }
            Command::LastCode => match session.last_code.filter(|code| study.get(*code).is_some()) {
                Some(code) => self.attach(code),
                None => self.toasts.failed("No code has been attached yet. Press Enter to find one."),
            },
            Command::Pinned(key) => {
                let me = session.me().and_then(|id| study.get(id));
                match me.and_then(|me| me.pins.get(&key)) {
                    Some(&code) => self.attach(code),
                    None => self
                        .toasts
                        .failed(format!("No code is pinned to key {key}. Right-click a code in the tree to pin it.")),
                }
            }
            Command::NextAtCaret => session.code.view.cycle_codings(false),
            Command::PreviousAtCaret => session.code.view.cycle_codings(true),
            Command::NextTurn => session.code.view.step_turn(true, false),
            Command::PreviousTurn => session.code.view.step_turn(false, false),
            Command::SelectToNextTurn => session.code.view.step_turn(true, true),
            Command::SelectToPreviousTurn => session.code.view.step_turn(false, true),
            Command::GoBack => session.code.go_back(),
            Command::NextCoding => session.code.step(&study, true),
            Command::PreviousCoding => session.code.step(&study, false),
            Command::MoveStart => session.code.view.grasp(Edge::Start),
            Command::MoveEnd => session.code.view.grasp(Edge::End),
            Command::ToggleQuotations => session.code.toggle(Dock::Quotations),
            Command::FindHere => session.code.find(&study, true),
            Command::FindEverywhere => session.code.find(&study, false),
            Command::NextHit => session.code.step_hit(&study, true),
            Command::PreviousHit => session.code.step_hit(&study, false),
            Command::ToggleMemos => session.code.toggle(Dock::Memos),
            Command::Correct => session.code.toggle(Dock::Correct),
            Command::SplitTurn | Command::JoinTurn => self.split_or_join(command),
            Command::Speakers => self.overlay = session.code.transcript.map(|id| Overlay::Speakers(Speakers::of(id))),
            Command::NewMemo => self.memo_at_hand(),
            Command::Familiarisation => self.familiarisation(),
            Command::ReadingMode
            | Command::OnlyCoded
            | Command::OnlyUncoded
            | Command::DimModerators
            | Command::EveryCoding => session.code.shown.run(command),
            Command::NewCode => {
                let parent = session.code.chosen.filter(|code| study.get(*code).is_some());
                session.code.tree.naming = Some((parent, String::new()));
            }
            Command::RenameCode => session.code.tree.renaming = session.code.chosen,
            Command::PinCode => self.overlay = session.code.chosen.map(Overlay::Pin),
            Command::RemoveCode => self.overlay = session.code.chosen.map(|code| Overlay::RemoveCodes(vec![code])),
            Command::MergeCode => {
                self.overlay = session.code.chosen.map(|code| Overlay::Merge(vec![code], Finder::default(), None));
            }
            _ => {
                if let Some(coding) = active {
                    self.run_on_active(command, coding);
                }
            }
        }
    }

    fn run_on_active(&mut self, command: Command, coding: Coding) {
        match command {
            Command::Detach => self.plan(|study, stamp| operations::detach(study, stamp, &[coding.id])),
            Command::CodingMemo => self.overlay = Some(Overlay::CodingMemo(coding.id)),
            Command::Valence => {
                let valence = operations::next_valence(coding.valence);
                self.plan(|study, stamp| operations::edit_coding(study, stamp, Coding { valence, ..coding }));
            }
            Command::Level => {
                let level = operations::next_level(coding.level);
                self.plan(|study, stamp| operations::edit_coding(study, stamp, Coding { level, ..coding }));
            }
            Command::Contradicts => {
                let contradicts = !coding.contradicts;
                self.plan(|study, stamp| operations::edit_coding(study, stamp, Coding { contradicts, ..coding }));
            }
            Command::Exemplar => {
                self.plan(|study, stamp| operations::toggle_exemplar(study, stamp, coding.id, ExampleKind::Typical));
            }
            _ => {}
        }
    }

    /// Plans and commits, with a toast.
    pub(super) fn plan(&mut self, operation: impl FnOnce(&Study, &Stamp) -> Planned) {
        if let Some(session) = &self.session {
            let planned = operation(session.open.study(), &Stamp::now(session.me()));
            self.commit(planned, false);
        }
    }

    /// Commits what an operation gave; says what was done, or why it was not. True where something was committed.
    pub(super) fn commit(&mut self, planned: Planned, quietly: bool) -> bool {
        let Some(session) = &mut self.session else { return false };
        let entry = match planned {
            Ok(entry) => entry,
            Err(Declined::Unchanged) => return false,
            Err(why) => {
                self.toasts.failed(why.to_string().replace('*', ""));
                return false;
            }
        };
        let (id, sentence) = (entry.head.id, entry.head.sentence.replace('*', ""));
        match session.open.commit(entry) {
            Ok(_) => {
                if !quietly {
                    self.toasts.done(sentence, Some(id));
                }
                true
            }
            Err(why) => {
                self.toasts.failed(why.to_string());
                false
            }
        }
    }

    fn attach(&mut self, code: Id<Code>) {
        let selected = self.session.as_ref().and_then(|session| session.code.selection());
        match selected {
            Some((transcript, span)) => self.attach_to(transcript, span, code),
            None => self.toasts.failed("Select some words in the transcript first."),
        }
    }

    fn attach_to(&mut self, transcript: Id<Transcript>, span: Span, code: Id<Code>) {
        let Some(session) = &mut self.session else { return };
        session.last_code = Some(code);
        let planned = operations::attach(session.open.study(), &Stamp::now(session.me()), transcript, span, code);
        self.attached(planned);
    }

    fn attach_new(&mut self, name: &str, parent: Option<Id<Code>>) {
        let Some(session) = &mut self.session else { return };
        let place = CodePlace::last_under(parent);
        let stamp = Stamp::now(session.me());
        match session.code.selection() {
            Some((transcript, span)) => {
                let planned = operations::attach_new_code(session.open.study(), &stamp, transcript, span, name, place);
                self.attached(planned);
            }
            None => self.plan(|study, stamp| operations::add_code(study, stamp, name, place).map(|(_, entry)| entry)),
        }
    }

    fn write_memo(&mut self, kind: MemoKind, anchor: Option<Anchor>) {
        let Some(session) = &self.session else { return };
        match operations::write_memo(session.open.study(), &Stamp::now(session.me()), kind, anchor.clone()) {
            Ok((id, entry)) => {
                if self.commit(Ok(entry), true)
                    && let Some(session) = &mut self.session
                {
                    session.room = Room::Code;
                    session.code.memos.scope = match anchor {
                        None => Scope::Journal,
                        Some(Anchor::Record(key)) if key.kind == Kind::Code => Scope::Code,
                        Some(_) => Scope::Transcript,
                    };
                    session.code.open_memo(id, true);
                }
            }
            Err(why) => self.toasts.failed(why.to_string()),
        }
    }

    fn code_passages(&mut self, passages: &[Passage], target: &Target) {
        let Some(session) = &self.session else { return };
        match operations::code_passages(session.open.study(), &Stamp::now(session.me()), passages, target) {
            Ok((code, entry)) => {
                if self.commit(Ok(entry), false)
                    && let Some(session) = &mut self.session
                {
                    session.last_code = Some(code);
                    session.code.chosen = Some(code);
                    let study = session.open.snapshot();
                    session.code.tree.reveal(&study, code);
                }
            }
            Err(why) => self.toasts.failed(why.to_string().replace('*', "")),
        }
    }

    fn read_definitions(&mut self, id: Id<Code>) {
        let Some(session) = &mut self.session else { return };
        let Some(of) = session.open.study().get(id).cloned() else { return };
        match session.open.entries_about(id.key()) {
            Ok(entries) => {
                let definitions = crate::analysis::definitions(&entries, id);
                session.code.past = Some(Past { of, definitions });
            }
            Err(why) => {
                session.code.past = Some(Past { of, definitions: Vec::new() });
                self.toasts.failed(why.to_string());
            }
        }
    }

    /// A memo on whatever is at hand: the words selected, else the code chosen, else the transcript.
    fn memo_at_hand(&mut self) {
        let Some(session) = &self.session else { return };
        let (study, code) = (session.open.study(), &session.code);
        let (kind, anchor) = match (code.selection(), study.get_opt(code.chosen), study.get_opt(code.transcript)) {
            (Some((transcript, span)), ..) => (MemoKind::Analytic, Some(Anchor::Passage(transcript, span))),
            (_, Some(code), _) => (MemoKind::Analytic, Some(Anchor::Record(code.id.key()))),
            (.., Some(transcript)) => (MemoKind::Familiarisation, Some(Anchor::Record(transcript.id.key()))),
            _ => (MemoKind::Reflexive, None),
        };
        self.asks.push(Ask::WriteMemo(kind, anchor));
    }

    /// The note on the transcript shown: the one that is there already, else a new one.
    fn familiarisation(&mut self) {
        let Some(session) = &mut self.session else { return };
        let study = session.open.snapshot();
        let Some(transcript) = study.get_opt(session.code.transcript) else { return };
        let me = session.me();
        let mine = |memo: &&Memo| memo.kind == MemoKind::Familiarisation && Some(memo.author) == me;
        let notes = study.referring::<Memo>(transcript.id.key()).filter(mine);
        match notes.max_by_key(|memo| memo.created) {
            Some(memo) => {
                session.code.memos.scope = Scope::Transcript;
                session.code.open_memo(memo.id, true);
            }
            None => {
                let anchor = Anchor::Record(transcript.id.key());
                self.asks.push(Ask::WriteMemo(MemoKind::Familiarisation, Some(anchor)));
            }
        }
    }

    /// Whether something can only be done in somebody's name, and nobody has said theirs yet.
    fn wants_a_name(&self, ask: &Ask) -> bool {
        let nameless =
            self.session.as_ref().is_some_and(|session| session.me().is_none() && session.open.read_only().is_none());
        let attaches = match ask {
            Ask::Decide(_)
            | Ask::Attach(_)
            | Ask::AttachTo(..)
            | Ask::AttachNew { .. }
            | Ask::WriteMemo(..)
            | Ask::CodePassages(..) => true,
            Ask::Run(command) => {
                matches!(command, Command::CodeInVivo | Command::LastCode | Command::Pinned(_) | Command::PinCode)
                    || super::pairs::in_a_name(*command)
            }
            _ => false,
        };
        nameless && attaches
    }

    /// Commits an attached coding and outlines it.
    fn attached(&mut self, planned: Result<(Id<Coding>, Entry), Declined>) {
        let (coding, planned) = match planned {
            Ok((coding, entry)) => (Some(coding), Ok(entry)),
            Err(why) => (None, Err(why)),
        };
        if self.commit(planned, false)
            && let (Some(session), Some(id)) = (&mut self.session, coding)
            && let Some(coding) = session.open.study().get(id)
        {
            let code = coding.code;
            session.last_code = Some(code);
            session.code.chosen = Some(code);
            session.code.activate(id);
            let study = session.open.snapshot();
            session.code.tree.reveal(&study, code);
        }
    }

    fn undo(&mut self) {
        let Some(session) = &mut self.session else { return };
        let stamp = Stamp::now(session.me());
        match session.open.undo(&stamp) {
            Ok(Some(head)) => self.toasts.done(format!("Undid: {}", head.sentence.replace('*', "")), None),
            Ok(None) => self.toasts.failed("There is nothing to undo."),
            Err(why) => self.toasts.failed(why.to_string()),
        }
    }

    fn redo(&mut self) {
        let Some(session) = &mut self.session else { return };
        let stamp = Stamp::now(session.me());
        match session.open.redo(&stamp) {
            Ok(Some(head)) => self.toasts.done(format!("Redid: {}", head.sentence.replace('*', "")), None),
            Ok(None) => self.toasts.failed("There is nothing to redo."),
            Err(why) => self.toasts.failed(why.to_string()),
        }
    }

    /// Undo on a toast: of the very entry it speaks of, if nothing came after.
    pub(super) fn undo_if_last(&mut self, entry: uuid::Uuid) {
        let next = self.session.as_ref().and_then(|session| session.open.history().next_undo().map(|head| head.id));
        if next == Some(entry) {
            self.undo();
        } else {
            self.history.shown = true;
            self.toasts.failed("Something was done after that. The history is open: choose how far back to go.");
        }
    }

    /// Takes back everything after an entry.
    fn undo_to(&mut self, entry: uuid::Uuid) {
        let mut steps = 0;
        while let Some(session) = &mut self.session {
            let Some(next) = session.open.history().next_undo().map(|head| head.id) else { break };
            if next == entry {
                break;
            }
            let stamp = Stamp::now(session.me());
            match session.open.undo(&stamp) {
                Ok(Some(_)) => steps += 1,
                Ok(None) => break,
                Err(why) => {
                    self.toasts.failed(why.to_string());
                    break;
                }
            }
        }
        if steps > 0 {
            self.toasts.done(format!("Undid {steps} steps. Ctrl+Shift+Z brings them back one by one."), None);
        }
    }

    /// Makes a change of preferences seen, and writes it down.
    pub(super) fn prefer(&mut self, ctx: &Context) {
        self.preferences.apply(ctx);
        self.preferences.save();
    }

    fn rescale(&mut self, ctx: &Context, scale: f32) {
        let (least, most) = (*Preferences::SCALES.start(), *Preferences::SCALES.end());
        self.preferences.scale = ((scale * 10.0).round() / 10.0).clamp(least, most);
        self.prefer(ctx);
    }

    fn resize_text(&mut self, by: f32) {
        let (least, most) = (*Preferences::TEXT_SIZES.start(), *Preferences::TEXT_SIZES.end());
        self.preferences.text_size = (self.preferences.text_size + by).clamp(least, most);
        self.preferences.save();
    }

    /// Commits what has been typed and is due.
    pub(super) fn commit_drafts(&mut self, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        // Asked for in every frame: one drawn for another reason in between would take the asking back.
        if let Some(after) = self.session.as_mut().and_then(|session| session.drafts.look(now)) {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(after));
        }
        self.commit_ready_drafts(now);
    }

    pub(super) fn commit_ready_drafts(&mut self, now: f64) {
        let Some(session) = &mut self.session else { return };
        let due = session.drafts.due(now);
        for draft in due {
            let Some(session) = &self.session else { return };
            let planned = draft(session.open.study(), &Stamp::now(session.me()));
            self.commit(planned, true);
        }
    }

    pub(super) fn close_study(&mut self) {
        self.commit_ready_drafts(f64::INFINITY);
        self.settle_correction();
        self.session = None;
        self.history = HistoryPanel::default();
        self.overlay = None;
    }

    /// Opens whatever a path is: a study, a study as text, or transcripts for the study that is open.
    fn open_path(&mut self, path: &Path) {
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
    fn open_working_copy(&mut self, made: Result<WorkingCopy, String>, worth_saying: impl Fn(&WorkingCopy) -> bool) {
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
        let Some(session) = &self.session else { return };
        let study = session.open.snapshot();
        let all = paths.len();
        let title = if all == 1 { "Reading a file".to_owned() } else { format!("Reading {all} files") };
        self.jobs.start(ctx, title, false, move |progress| {
            let mut read = Vec::new();
            for (at, path) in paths.iter().enumerate() {
                if progress.cancelled() {
                    break;
                }
                progress.at(at, all);
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                read.push(match std::fs::read(path) {
                    Ok(bytes) => Incoming::read(&name, bytes, &study),
                    Err(why) => Incoming {
                        found: Err(format!("{name} could not be read: {why}. Nothing was changed.")),
                        name,
                        bytes: Vec::new(),
                        choices: Choices::default(),
                        group: String::new(),
                        wanted: false,
                    },
                });
            }
            JobResult::Read(read)
        });
    }

    /// Adds what the preview holds and is wanted, an entry a file.
    pub(super) fn add_incoming(&mut self, preview: ImportPreview) {
        let mut added = 0;
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

    fn ask(&mut self, ctx: &Context, purpose: Purpose, name: &str) {
        self.dialogs.ask(purpose, name, self.answers.0.clone(), ctx);
    }

    fn export(&mut self, ctx: &Context, output: Output) {
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
            Purpose::AddTranscripts => self.read_transcripts(ctx, paths),
            Purpose::NewStudy { title, coder } => self.create_study(&with_extension(path), &title, &coder),
            Purpose::Export(output) => self.write_output(ctx, output, path),
            Purpose::ExportFigure { board, chosen, .. } => self.write_figure(ctx, board, &chosen, path),
            Purpose::Manuscript => self.verify(ctx, path),
            Purpose::ExportVerification => self.write_verification(ctx, path),
            Purpose::ExportText => self.write_text(ctx, path),
            Purpose::Copy(new) => self.write_copy(ctx, &new, with_extension(path)),
            Purpose::MergeCopy => self.read_copy(ctx, path),
            Purpose::LoadFramework => self.load_framework(&path),
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
            let written = report::write(&study, output, &path).map(|()| format!("Wrote {}", path.display()));
            JobResult::Written(written.map_err(|why| why.to_string()))
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
            JobResult::Written(written.map(|()| format!("Wrote the study as text to {}", folder.display())))
        });
    }

    pub(super) fn job_finished(&mut self, result: JobResult) {
        match result {
            JobResult::Read(incoming) if incoming.is_empty() => {}
            // Files that come while others are looked at are looked at with them.
            JobResult::Read(incoming) => match &mut self.overlay {
                Some(Overlay::Import(preview)) => preview.add(incoming),
                _ => self.overlay = Some(Overlay::Import(ImportPreview::new(incoming))),
            },
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
