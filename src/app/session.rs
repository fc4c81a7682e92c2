//! A study that is open in the window: the file, who is working, and what each room remembers.

use std::{path::PathBuf, sync::Arc};

use super::{
    code_list::CodeList,
    code_room::{CodeRoom, Correcting},
    commands::{Command, Room, Situation},
    drafts::Drafts,
    figure_room::FigureRoom,
    manual_room::ManualRoom,
    review_room::{Page, ReviewRoom},
    shell::{DeidentifyPage, Moment},
    themes_room::{self, ThemesRoom},
    work::Work,
};
use crate::{
    analysis::{self, Counts},
    import::Lessons,
    journal::Stamp,
    operations::{Passage, Planned, Resolution, Target},
    store::OpenStudy,
    study::{
        Anchor, Code, Coder, Coding, Decision, Id, Intervention, Key, Kind, MemoKind, Role, Round, Study, Theme,
        Transcript, Verdict,
    },
    text::Span,
};

/// What a panel asks for. Panels read the study and ask; only the window acts.
pub enum Ask {
    Run(Command),
    /// An entry, or why there is none. With a toast that offers to undo it, or quietly.
    Commit {
        planned: Planned,
        quietly: bool,
    },
    Attach(Id<Code>),
    /// As `Attach`, to a passage that need not be the selection.
    AttachTo(Id<Transcript>, Span, Id<Code>),
    AttachNew {
        name: String,
        parent: Option<Id<Code>>,
    },
    /// Goes to where a record is shown.
    Show(Key),
    /// Goes to words of a transcript.
    ShowWords(Id<Transcript>, Span),
    /// Holds the quotations of a manuscript against the transcripts.
    Verify(PathBuf),
    /// Asks where the report of that is to go.
    ExportVerification,
    OpenFile(PathBuf),
    Overlay(super::shell::Overlay),
    UndoTo(uuid::Uuid),
    /// One code for many passages.
    CodePassages(Vec<Passage>, Target),
    /// How a code was defined before, for the inspector.
    ReadDefinitions(Id<Code>),
    /// Commits what has been typed into a turn that is corrected; asks first where codings would lose their words.
    SettleCorrection,
    /// As it is, whatever loses its words.
    CorrectAnyway(Correcting),
    /// Begins a memo and opens it.
    WriteMemo(MemoKind, Option<Anchor>),
    /// Decides on the disagreement in view.
    Decide(Resolution),
}

/// What a panel gets to draw with: the study as it stands in this frame, and somewhere to put what is asked.
pub struct Desk<'a> {
    pub study: &'a Study,
    pub me: Option<Id<Coder>>,
    pub writable: bool,
    pub revision: u64,
    pub counts: &'a Counts,
    pub drafts: &'a mut Drafts,
    pub asks: &'a mut Vec<Ask>,
}

impl Desk<'_> {
    /// Asks for a command.
    pub fn run(&mut self, command: Command) {
        self.asks.push(Ask::Run(command));
    }

    /// Asks for an operation, with a toast.
    pub fn plan(&mut self, operation: impl FnOnce(&Study, &Stamp) -> Planned) {
        let planned = operation(self.study, &Stamp::now(self.me));
        self.asks.push(Ask::Commit { planned, quietly: false });
    }

    /// Asks for an operation whose effect is plain to see where it was done.
    pub fn plan_quietly(&mut self, operation: impl FnOnce(&Study, &Stamp) -> Planned) {
        let planned = operation(self.study, &Stamp::now(self.me));
        self.asks.push(Ask::Commit { planned, quietly: true });
    }
}

/// A study that is open in the window.
pub struct Session {
    pub open: Work,
    pub room: Room,
    pub drafts: Drafts,
    pub code: CodeRoom,
    pub themes: ThemesRoom,
    pub figure: FigureRoom,
    pub review: ReviewRoom,
    pub manual: ManualRoom,
    /// What was decided about names and the like, while the page is closed.
    pub deidentifying: Option<Box<DeidentifyPage>>,
    pub last_code: Option<Id<Code>>,
    /// What was shown of who speaks, for files that come later.
    pub lessons: Lessons,
    counts: (Option<u64>, Arc<Counts>),
    code_list: Option<(u64, Option<Id<Coder>>, Arc<CodeList>)>,
}

impl Session {
    /// Opens the rooms over a study; the coder is the one with this name, or the only one there is.
    pub fn new(open: OpenStudy, name: &str) -> Self {
        let mut open = Work::new(open);
        let study = open.study();
        let coders: Vec<&Coder> = study.coders().filter(|coder| coder.role != Role::Consensus).collect();
        let me = match coders.as_slice() {
            [only] => Some(only.id),
            several => several.iter().find(|coder| coder.name == name).map(|coder| coder.id),
        };
        open.sit(me);
        let study = open.study();
        let mut code = CodeRoom::default();
        code.transcript = study.transcripts_in_order().first().map(|transcript| transcript.id);
        Session {
            open,
            room: Room::default(),
            drafts: Drafts::default(),
            code,
            themes: ThemesRoom::default(),
            figure: FigureRoom::default(),
            review: ReviewRoom::default(),
            manual: ManualRoom::default(),
            deidentifying: None,
            last_code: None,
            lessons: Lessons::default(),
            counts: (None, Arc::default()),
            code_list: None,
        }
    }

    /// Who is working.
    pub fn me(&self) -> Option<Id<Coder>> {
        self.open.me()
    }

    /// The open round in which whoever works is to code the transcript shown, and whether they have finished it.
    pub fn assignment(&self) -> Option<(Id<Round>, Id<Transcript>, bool)> {
        let (me, transcript) = (self.me()?, self.code.transcript?);
        let mut open = self.open.study().rounds().filter(|round| round.closed.is_none());
        open.find_map(|round| {
            let assignment = round.assignment(me, transcript)?;
            Some((round.id, transcript, assignment.finished.is_some()))
        })
    }

    /// Goes to where a record is shown; stays where no room shows it.
    pub fn show(&mut self, key: Key) {
        let study = self.open.snapshot();
        if let Some(coding) = key.id_of::<Coding>() {
            self.room = Room::Code;
            self.code.show_coding(&study, coding);
        } else if let Some(code) = key.id_of::<Code>() {
            self.room = Room::Code;
            self.code.chosen = Some(code);
            self.code.tree.reveal(&study, code);
        } else if let Some(transcript) = key.id_of::<Transcript>() {
            self.room = Room::Code;
            self.code.open(transcript);
        } else if let Some(theme) = key.id_of::<Theme>() {
            self.room = Room::Themes;
            self.themes.board = study.get(theme).map(|theme| theme.board);
            self.themes.chosen = Some(theme);
            // The table of placements shows themes, too; the interventions do not.
            if self.themes.page == themes_room::Page::Interventions {
                self.themes.page = themes_room::Page::Board;
            }
        } else if let Some(intervention) = key.id_of::<Intervention>() {
            self.room = Room::Figure;
            self.figure.chosen = Some(intervention);
        } else if let Some(verdict) = key.id_of::<Verdict>().and_then(|id| study.get(id)) {
            self.room = Room::Review;
            self.review.show_verdict(verdict);
        } else if let Some(decision) = key.id_of::<Decision>().and_then(|id| study.get(id)) {
            self.room = Room::Review;
            self.review.show_decision(&study, decision);
        }
    }

    /// The spread of every code, counted once a revision.
    pub fn counts(&mut self) -> Arc<Counts> {
        let revision = self.open.revision();
        if self.counts.0 != Some(revision) {
            self.counts = (Some(revision), Arc::new(analysis::count_codes(self.open.study(), None)));
        }
        self.counts.1.clone()
    }

    /// The codes for palettes, made once a revision.
    pub fn code_list(&mut self) -> Arc<CodeList> {
        let made_of = (self.open.revision(), self.me());
        match &self.code_list {
            Some((revision, me, list)) if (*revision, *me) == made_of => list.clone(),
            _ => {
                let list = Arc::new(CodeList::of(self.open.study(), self.me()));
                self.code_list = Some((made_of.0, made_of.1, list.clone()));
                list
            }
        }
    }

    /// What is known of the work, for choosing a hint.
    pub fn moment(&self) -> Moment {
        let study = self.open.study();
        let (in_code, me) = (self.room == Room::Code, self.me().map(|me| me.key()));
        let own = |key: Option<Key>| key.map_or(0, |key| study.pointing_at(key, Kind::Coding).take(20).count());
        let uses = |code: Id<Code>| {
            let codings = study.referring::<Coding>(code.key()).take(200);
            codings.filter(|coding| Some(coding.coder) == self.me()).take(20).count()
        };
        let pinned =
            |code: Id<Code>| study.get_opt(self.me()).is_some_and(|me| me.pins.values().any(|pin| *pin == code));
        Moment {
            situation: self.situation(),
            transcript: in_code && self.code.transcript.is_some(),
            own_codings: own(me),
            last_code: self.last_code.map_or((0, false), |code| (uses(code), pinned(code))),
        }
    }

    /// What there is at the moment, for deciding which commands can be done.
    pub fn situation(&self) -> Situation {
        let study = self.open.study();
        Situation {
            study: true,
            writable: self.open.read_only().is_none(),
            undoable: self.open.history().next_undo().is_some(),
            redoable: self.open.history().next_redo().is_some(),
            room: self.room,
            selection: self.code.selection().is_some(),
            active_coding: self.code.active_coding(study).is_some(),
            chosen_code: self.code.chosen.is_some_and(|code| study.get(code).is_some()),
            chosen_theme: self.themes.chosen.is_some_and(|theme| study.get(theme).is_some()),
            interventions: study.interventions().len() > 0,
            correcting: self.code.is_correcting(),
            assigned: self.assignment().is_some(),
            disagreements: self.review.page == Page::Differences && self.review.has_items(),
            disagreement: self.review.page == Page::Differences && self.review.has_current(),
            figure_box: self.figure.can_move(),
        }
    }
}
