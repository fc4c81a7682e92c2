//! Doing what panels ask for: the one place in the window where a study changes.

use eframe::egui::{Context, Theme, ViewportCommand};

use super::{
    App,
    code_room::{Dock, Past, Scope},
    commands::{Command, Room},
    panes,
    ports::Purpose,
    preferences::Preferences,
    samples::{self, WorkingCopy},
    session::Ask,
    shell::{Finder, NewStudyForm, Overlay, RefiForm, SettingsPage, Speakers, WhoForm},
    transcript::Edge,
};
use crate::{
    journal::{Entry, Stamp},
    operations::{self, CodePlace, Declined, Passage, Planned, Target},
    report::Output,
    study::{Anchor, Code, Coding, ExampleKind, Id, Kind, Memo, MemoKind, Study, Transcript},
    text::Span,
};

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
            Command::ImportFolder => self.ask(ctx, Purpose::AddFolder, ""),
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
            Command::Deidentify => self.open_deidentify(),
            Command::ExportCodedTranscripts => self.export(ctx, Output::CodedTranscripts),
            Command::ExportCodings => self.export(ctx, Output::Codings),
            Command::ExportCodebook => self.export(ctx, Output::Codebook),
            Command::ExportDoubleCoding => self.export(ctx, Output::DoubleCoding),
            Command::ExportDecisions => self.export(ctx, Output::Decisions),
            Command::ExportReview => self.export(ctx, Output::Review),
            Command::ExportRefi => self.overlay = Some(Overlay::Refi(RefiForm::default())),
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
                // A theme's memos stand beside the theme.
                let beside = matches!(&anchor, Some(Anchor::Record(key)) if key.kind == Kind::Theme);
                if self.commit(Ok(entry), !beside)
                    && !beside
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
        // In the Themes room the theme in view is at hand, and not what the Code room shows.
        if session.room == Room::Themes {
            let theme = study.get_opt(session.themes.chosen).map(|theme| Anchor::Record(theme.id.key()));
            let kind = if theme.is_some() { MemoKind::Analytic } else { MemoKind::Reflexive };
            self.asks.push(Ask::WriteMemo(kind, theme));
            return;
        }
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
}
