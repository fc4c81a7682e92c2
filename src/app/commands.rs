//! Every command of the window, once: its name, what it does, its keys and when it is allowed. Menus, keys, the command
//! palette and the page of shortcuts all read this list.

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

/// The rooms of the rail, in the order of the work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Room {
    #[default]
    Code,
    Review,
    Themes,
    Figure,
    Manual,
}

/// What a person can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    NewStudy,
    OpenStudy,
    OpenSample,
    CloseStudy,
    ImportTranscripts,
    CopyForCoder,
    MergeCopy,
    ExportManual,
    ExportFigure,
    ExportInterventions,
    ExportBoard,
    ExportTables,
    ExportQuotes,
    ExportParticipants,
    ExportChecklist,
    VerifyManuscript,
    ExportCodings,
    ExportCodebook,
    ExportDoubleCoding,
    ExportDecisions,
    ExportReview,
    ExportText,
    Quit,
    Undo,
    Redo,
    History,
    WhoIsCoding,
    StudyDetails,
    Go(Room),
    ToggleTheme,
    LargerText,
    SmallerText,
    LargerInterface,
    SmallerInterface,
    UsualInterface,
    NextPane,
    PreviousPane,
    Settings,
    ToggleQuotations,
    FindHere,
    FindEverywhere,
    NextHit,
    PreviousHit,
    Correct,
    SplitTurn,
    JoinTurn,
    Speakers,
    ToggleMemos,
    Versions,
    NewRound,
    FinishedTranscript,
    NewMemo,
    Familiarisation,
    JournalEntry,
    ReadingMode,
    OnlyCoded,
    OnlyUncoded,
    DimModerators,
    EveryCoding,
    CommandPalette,
    Shortcuts,
    About,
    AttachCode,
    CodeInVivo,
    LastCode,
    Pinned(u8),
    NextTurn,
    PreviousTurn,
    SelectToNextTurn,
    SelectToPreviousTurn,
    NextAtCaret,
    PreviousAtCaret,
    NextCoding,
    GoBack,
    PreviousCoding,
    MoveStart,
    MoveEnd,
    Detach,
    CodingMemo,
    Valence,
    Level,
    Contradicts,
    Exemplar,
    TakeFirst,
    TakeSecond,
    TakeBoth,
    TakeNeither,
    TakeWords,
    TakeCode,
    DecisionReason,
    DiscussLater,
    NextItem,
    PreviousItem,
    MendCode,
    AcceptAlike,
    NewCode,
    RenameCode,
    PinCode,
    RemoveCode,
    MergeCode,
    NewTheme,
    NewBoard,
    CompareBoards,
    Placements,
    Interventions,
    LoadFramework,
    NewIntervention,
    Renumber,
    BoxUp,
    BoxDown,
    FigureFit,
    FigureActual,
    FigureLarger,
    FigureSmaller,
}

/// Where a command stands in the menus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    File,
    Edit,
    Study,
    Code,
    Review,
    View,
    Help,
}

impl Menu {
    pub const ALL: [Menu; 7] = [Menu::File, Menu::Edit, Menu::Study, Menu::Code, Menu::Review, Menu::View, Menu::Help];

    pub fn name(self) -> &'static str {
        match self {
            Menu::File => "File",
            Menu::Edit => "Edit",
            Menu::Study => "Study",
            Menu::Code => "Code",
            Menu::Review => "Review",
            Menu::View => "View",
            Menu::Help => "Help",
        }
    }
}

/// What must be there for a command to do anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    Nothing,
    Study,
    /// A study that this window may change.
    Writable,
    Undoable,
    Redoable,
    /// The Code room.
    CodeRoom,
    /// The Code room, in a study that may be changed.
    Coding,
    /// The Code room, over a transcript that whoever works has to code in an open round.
    Assigned,
    /// The Review room, and a disagreement to decide.
    Disagreement,
    /// The Review room, with disagreements to step through.
    Disagreements,
    /// The Code room, and words selected or a caret in them.
    Selection,
    /// A coding that is active in the Code room.
    ActiveCoding,
    /// A code chosen in the tree.
    ChosenCode,
    Interventions,
    /// The transcript's words are being corrected.
    Correcting,
    /// The Figure room.
    FigureRoom,
    /// The Figure room, and a box chosen in the figure that can be moved.
    FigureBox,
}

/// What there is at the moment.
#[derive(Clone, Copy, Debug, Default)]
pub struct Situation {
    pub study: bool,
    pub writable: bool,
    pub undoable: bool,
    pub redoable: bool,
    pub room: Room,
    pub selection: bool,
    pub active_coding: bool,
    pub chosen_code: bool,
    pub interventions: bool,
    pub correcting: bool,
    /// The transcript shown is to be coded in an open round.
    pub assigned: bool,
    /// There are disagreements in the Review room; one is open.
    pub disagreements: bool,
    pub disagreement: bool,
    /// A component, theme or sub-theme is chosen in the figure.
    pub figure_box: bool,
}

impl Needs {
    /// Why it cannot be done; `None` where it can.
    pub fn missing(self, now: &Situation) -> Option<&'static str> {
        let code_room = now.study && now.room == Room::Code;
        let review = now.study && now.room == Room::Review;
        let figure = now.study && now.room == Room::Figure;
        let read_only = (now.study && !now.writable).then_some("This study is open for reading only");
        let (met, otherwise) = match self {
            Needs::Nothing => (true, ""),
            Needs::Study => (now.study, "Open a study first"),
            Needs::Writable => (now.writable, "Open a study first"),
            Needs::Undoable => (now.undoable && now.writable, "There is nothing to undo"),
            Needs::Redoable => (now.redoable && now.writable, "There is nothing to redo"),
            Needs::CodeRoom => (code_room, "Go to the Code room first"),
            Needs::Coding => (code_room && now.writable, "Go to the Code room first"),
            Needs::Assigned => {
                (code_room && now.writable && now.assigned, "This transcript is not yours to code in an open round")
            }
            Needs::Disagreement => {
                (review && now.writable && now.disagreement, "Choose a disagreement in the Review room first")
            }
            Needs::Disagreements => (review && now.disagreements, "Go to the Review room first"),
            Needs::Selection => {
                (code_room && now.writable && now.selection, "Select some words in the transcript first")
            }
            Needs::ActiveCoding => (
                code_room && now.writable && now.active_coding,
                "Choose a coding first: click its lane, or press E at it",
            ),
            Needs::ChosenCode => (code_room && now.writable && now.chosen_code, "Choose a code in the tree first"),
            Needs::Correcting => (code_room && now.writable && now.correcting, "Correct the transcript first: F4"),
            Needs::Interventions => (now.writable && now.interventions, "Add an intervention first"),
            Needs::FigureRoom => (figure, "Go to the Figure room first"),
            Needs::FigureBox => (figure && now.writable && now.figure_box, "Click a box of the figure first"),
        };
        let reading =
            matches!(self, Needs::Nothing | Needs::Study | Needs::CodeRoom | Needs::Disagreements | Needs::FigureRoom);
        (!met).then_some(if reading { otherwise } else { read_only.unwrap_or(otherwise) })
    }

    /// The room without which it is never met; `None` where it may be met in any. Commands of different rooms may have
    /// the same key.
    pub fn room(self) -> Option<Room> {
        match self {
            Needs::CodeRoom
            | Needs::Coding
            | Needs::Assigned
            | Needs::Selection
            | Needs::ActiveCoding
            | Needs::ChosenCode
            | Needs::Correcting => Some(Room::Code),
            Needs::Disagreement | Needs::Disagreements => Some(Room::Review),
            Needs::FigureRoom | Needs::FigureBox => Some(Room::Figure),
            Needs::Nothing
            | Needs::Study
            | Needs::Writable
            | Needs::Undoable
            | Needs::Redoable
            | Needs::Interventions => None,
        }
    }
}

impl Entry {
    /// Whether a key of this command and the same key of another could be meant at the same time.
    pub fn meets(&self, other: &Entry) -> bool {
        match (self.needs.room(), other.needs.room()) {
            (Some(one), Some(another)) => one == another,
            _ => true,
        }
    }
}

/// A command as people meet it.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub command: Command,
    /// "…" at the end where more is asked.
    pub name: &'static str,
    pub help: &'static str,
    pub keys: &'static [KeyboardShortcut],
    pub menu: Menu,
    pub needs: Needs,
    /// A line above it in the menu.
    pub first: bool,
}

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

const fn on(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(modifiers, key)
}

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn entry(
    command: Command,
    name: &'static str,
    help: &'static str,
    keys: &'static [KeyboardShortcut],
    menu: Menu,
    needs: Needs,
) -> Entry {
    Entry { command, name, help, keys, menu, needs, first: false }
}

const fn first(entry: Entry) -> Entry {
    Entry { first: true, ..entry }
}

use Command as C;
use Menu as M;
use Needs as N;

/// The list, in the order of the menus.
pub const ALL: &[Entry] = &[
    entry(C::NewStudy, "New study…", "Begin a study in a file of its own", &[on(CTRL, Key::N)], M::File, N::Nothing),
    entry(
        C::OpenStudy,
        "Open study…",
        "Open a study file or a study as text",
        &[on(CTRL, Key::O)],
        M::File,
        N::Nothing,
    ),
    entry(
        C::OpenSample,
        "Open the sample",
        "A fictional study of six focus groups, in a copy of your own",
        &[],
        M::File,
        N::Nothing,
    ),
    first(entry(
        C::ImportTranscripts,
        "Add transcripts…",
        "Text, Markdown or Word files, with a preview of speakers and turns",
        &[on(CTRL, Key::I)],
        M::File,
        N::Writable,
    )),
    first(entry(
        C::CopyForCoder,
        "Copy for a second coder…",
        "A study file for them to code in; blind, where that is wanted. It comes back by merging",
        &[],
        M::File,
        N::Writable,
    )),
    entry(
        C::MergeCopy,
        "Merge a coder’s copy…",
        "What they did in their copy, as one entry, after a preview",
        &[],
        M::File,
        N::Writable,
    ),
    first(entry(
        C::ExportManual,
        "Export coding manual…",
        "Themes, codes, rules and example data, as the Manual room shows it",
        &[],
        M::File,
        N::Study,
    )),
    entry(
        C::ExportFigure,
        "Export figure…",
        "The figure as the Figure room draws it, as SVG, PDF, EPS, TIFF or PNG",
        &[],
        M::File,
        N::Study,
    ),
    entry(
        C::ExportInterventions,
        "Export interventions table…",
        "Table of interventions with derived counts, as the Manual room shows it, or as CSV",
        &[],
        M::File,
        N::Study,
    ),
    entry(
        C::ExportBoard,
        "Export board…",
        "The board in view with its themes, definitions, places and codes, to read or to print",
        &[],
        M::File,
        N::Study,
    ),
    entry(
        C::ExportQuotes,
        "Export quotation book…",
        "What participants said under themes, codes, groups or speakers, as the Manual room shows it, or as CSV",
        &[],
        M::File,
        N::Study,
    ),
    entry(
        C::ExportTables,
        "Export table of themes…",
        "Importance of TDF domains, belief statements, enablers and barriers, COM-B by participants’ attributes",
        &[],
        M::File,
        N::Study,
    ),
    entry(
        C::ExportParticipants,
        "Export participant table…",
        "Table 1: characteristics by level with n (%), as the Manual room shows it, or as CSV",
        &[],
        M::File,
        N::Study,
    ),
    entry(
        C::ExportChecklist,
        "Export reporting checklist…",
        "COREQ, SRQR or RTARG with what the study knows filled in",
        &[],
        M::File,
        N::Study,
    ),
    entry(
        C::ExportCodings,
        "Export codings…",
        "Every coded passage with speaker, group and code, as CSV",
        &[],
        M::File,
        N::Study,
    ),
    entry(
        C::ExportCodebook,
        "Export codebook…",
        "Every code with its definition and rules, as CSV",
        &[],
        M::File,
        N::Study,
    ),
    entry(
        C::ExportDoubleCoding,
        "Export report of the round…",
        "Agreement, differences, decisions and a methods paragraph of the round shown in Review, as Word, Markdown or CSV",
        &[],
        M::File,
        N::Study,
    ),
    entry(
        C::ExportDecisions,
        "Export decisions…",
        "What was decided in the round shown in Review, a line each, as CSV",
        &[],
        M::File,
        N::Study,
    ),
    entry(
        C::ExportReview,
        "Export second review…",
        "Every word of a reviewer with its answer and state, as Word, Markdown or CSV",
        &[],
        M::File,
        N::Study,
    ),
    entry(
        C::VerifyManuscript,
        "Verify quotations of a manuscript…",
        "Every quotation of a Word, OpenDocument, PDF, Markdown or text file held against the transcripts",
        &[],
        M::File,
        N::Study,
    ),
    entry(
        C::ExportText,
        "Export study as text…",
        "A folder of plain text that loses nothing, for version control",
        &[],
        M::File,
        N::Study,
    ),
    first(entry(
        C::CloseStudy,
        "Close study",
        "Back to the welcome page; everything is saved already",
        &[on(CTRL, Key::W)],
        M::File,
        N::Study,
    )),
    entry(C::Quit, "Quit", "Close the window; everything is saved already", &[on(CTRL, Key::Q)], M::File, N::Nothing),
    entry(C::Undo, "Undo", "Take back the last change, whatever it was", &[on(CTRL, Key::Z)], M::Edit, N::Undoable),
    entry(
        C::Redo,
        "Redo",
        "Do again what was undone",
        &[on(CTRL_SHIFT, Key::Z), on(CTRL, Key::Y)],
        M::Edit,
        N::Redoable,
    ),
    first(entry(
        C::FindHere,
        "Find in this transcript…",
        "Words, whole words or a pattern; capitals and accents need not be right",
        &[on(CTRL, Key::F)],
        M::Edit,
        N::CodeRoom,
    )),
    entry(
        C::FindEverywhere,
        "Find in all transcripts…",
        "With what stands around each place, and a way to code them all",
        &[on(CTRL_SHIFT, Key::F)],
        M::Edit,
        N::CodeRoom,
    ),
    entry(C::NextHit, "Next place found", "Select it in the transcript", &[plain(Key::F3)], M::Edit, N::CodeRoom),
    entry(
        C::PreviousHit,
        "Previous place found",
        "Select it in the transcript",
        &[on(Modifiers::SHIFT, Key::F3)],
        M::Edit,
        N::CodeRoom,
    ),
    first(entry(
        C::Correct,
        "Correct the transcript",
        "Mend words, speakers and turns; codings follow. The same key ends it",
        &[plain(Key::F4)],
        M::Edit,
        N::CodeRoom,
    )),
    entry(
        C::SplitTurn,
        "Split turn at the caret",
        "What follows the caret becomes a turn of its own",
        &[on(CTRL_SHIFT, Key::Enter)],
        M::Edit,
        N::Correcting,
    ),
    entry(
        C::JoinTurn,
        "Join turn to the one before",
        "One turn, of the speaker before",
        &[on(CTRL_SHIFT, Key::J)],
        M::Edit,
        N::Correcting,
    ),
    entry(
        C::Speakers,
        "Speakers…",
        "Names of those who speak in this transcript, who moderates, and who is one person",
        &[],
        M::Edit,
        N::CodeRoom,
    ),
    first(entry(
        C::History,
        "History",
        "Everything that was done, by whom and when",
        &[on(CTRL, Key::H)],
        M::Edit,
        N::Study,
    )),
    entry(C::WhoIsCoding, "Who is coding…", "Choose your name, or add it", &[], M::Study, N::Writable),
    entry(
        C::StudyDetails,
        "Study settings…",
        "Title, research questions and how the study counts",
        &[],
        M::Study,
        N::Writable,
    ),
    entry(
        C::Versions,
        "Codebook versions…",
        "Name the codebook as it stands, and compare two versions",
        &[],
        M::Study,
        N::Study,
    ),
    first(entry(
        C::NewRound,
        "New round of double coding…",
        "Which transcripts, who codes them, blind or open",
        &[],
        M::Study,
        N::Writable,
    )),
    entry(
        C::FinishedTranscript,
        "Finished with this transcript",
        "In the open round; again, if it is not finished after all",
        &[],
        M::Study,
        N::Assigned,
    ),
    first(entry(
        C::NewMemo,
        "New memo",
        "On the selected words, else on the chosen code, else on the transcript",
        &[on(Modifiers::SHIFT, Key::M)],
        M::Study,
        N::Writable,
    )),
    entry(
        C::Familiarisation,
        "Note on this transcript",
        "First impressions of the whole: familiarisation",
        &[on(Modifiers::SHIFT, Key::N)],
        M::Study,
        N::Writable,
    ),
    entry(
        C::JournalEntry,
        "Journal entry",
        "A dated entry in the research journal, on nothing in particular",
        &[on(CTRL, Key::J)],
        M::Study,
        N::Writable,
    ),
    first(entry(C::NewTheme, "New theme…", "A theme on the board", &[], M::Study, N::Writable)),
    entry(C::NewBoard, "New board…", "An empty one, or a copy of another to go on with", &[], M::Study, N::Writable),
    entry(
        C::CompareBoards,
        "Compare two boards…",
        "Which themes are new, gone or altered, and which codes have moved",
        &[],
        M::Study,
        N::Study,
    ),
    entry(
        C::Placements,
        "Table of placements",
        "Where everything on the board is placed, to be ticked in one table",
        &[],
        M::Study,
        N::Study,
    ),
    entry(
        C::Interventions,
        "Interventions and the wheel",
        "Functions, policies and techniques, with what the Behaviour Change Wheel suggests and why",
        &[],
        M::Study,
        N::Study,
    ),
    entry(
        C::LoadFramework,
        "Load a framework of your own…",
        "A RON file of elements to place themes in, beside COM-B and the TDF; kept with the study",
        &[],
        M::Study,
        N::Writable,
    ),
    entry(
        C::NewIntervention,
        "New intervention…",
        "An intervention in the table under the figure",
        &[],
        M::Study,
        N::Writable,
    ),
    entry(
        C::Renumber,
        "Renumber interventions by count",
        "Those that address most barriers first",
        &[],
        M::Study,
        N::Interventions,
    ),
    first(entry(
        C::BoxUp,
        "Move box up",
        "The box chosen in the figure, before the one above; components and themes take along what is theirs",
        &[on(Modifiers::ALT, Key::ArrowUp)],
        M::Study,
        N::FigureBox,
    )),
    entry(
        C::BoxDown,
        "Move box down",
        "The box chosen in the figure, after the one below",
        &[on(Modifiers::ALT, Key::ArrowDown)],
        M::Study,
        N::FigureBox,
    ),
    entry(
        C::AttachCode,
        "Attach a code…",
        "Find a code by name, path, alias or definition and attach it to the selection",
        &[plain(Key::Enter), plain(Key::Slash)],
        M::Code,
        N::Selection,
    ),
    entry(
        C::CodeInVivo,
        "Code in vivo",
        "Make a code of the selected words themselves",
        &[plain(Key::I)],
        M::Code,
        N::Selection,
    ),
    entry(
        C::LastCode,
        "Attach last code again",
        "The code attached last, to this selection",
        &[plain(Key::Period)],
        M::Code,
        N::Selection,
    ),
    first(entry(
        C::NextTurn,
        "Next turn",
        "The caret goes to the beginning of the next turn",
        &[plain(Key::CloseBracket)],
        M::Code,
        N::CodeRoom,
    )),
    entry(
        C::PreviousTurn,
        "Previous turn",
        "The caret goes to the beginning of the turn, then of the one before",
        &[plain(Key::OpenBracket)],
        M::Code,
        N::CodeRoom,
    ),
    entry(
        C::SelectToNextTurn,
        "Select to next turn",
        "From where the selection began",
        // Keyboards that write brackets with AltGr report the brace with Shift.
        &[on(Modifiers::SHIFT, Key::CloseBracket), plain(Key::CloseCurlyBracket)],
        M::Code,
        N::CodeRoom,
    ),
    entry(
        C::SelectToPreviousTurn,
        "Select to previous turn",
        "From where the selection began",
        &[on(Modifiers::SHIFT, Key::OpenBracket), plain(Key::OpenCurlyBracket)],
        M::Code,
        N::CodeRoom,
    ),
    first(entry(
        C::NextAtCaret,
        "Next coding at the caret",
        "Step through the codings that overlap here",
        &[plain(Key::E)],
        M::Code,
        N::CodeRoom,
    )),
    entry(
        C::PreviousAtCaret,
        "Previous coding at the caret",
        "Step back through the codings that overlap here",
        &[on(Modifiers::SHIFT, Key::E)],
        M::Code,
        N::CodeRoom,
    ),
    entry(
        C::GoBack,
        "Back to where you were",
        "The place in the transcripts that was left by the last jump",
        &[on(Modifiers::ALT, Key::ArrowLeft)],
        M::Code,
        N::CodeRoom,
    ),
    entry(
        C::NextCoding,
        "Next coding",
        "Go to the next coding in the transcript",
        &[plain(Key::J)],
        M::Code,
        N::CodeRoom,
    ),
    entry(C::PreviousCoding, "Previous coding", "Go to the coding before", &[plain(Key::K)], M::Code, N::CodeRoom),
    first(entry(
        C::MoveStart,
        "Move start of coding",
        "Then arrows: by word; with Ctrl by character; Enter when done",
        &[plain(Key::S)],
        M::Code,
        N::ActiveCoding,
    )),
    entry(
        C::MoveEnd,
        "Move end of coding",
        "Then arrows: by word; with Ctrl by character; Enter when done",
        &[plain(Key::D)],
        M::Code,
        N::ActiveCoding,
    ),
    entry(
        C::Detach,
        "Detach coding",
        "Take the code off these words",
        &[plain(Key::X), plain(Key::Delete)],
        M::Code,
        N::ActiveCoding,
    ),
    entry(C::CodingMemo, "Memo on coding…", "Why this code, here", &[plain(Key::M)], M::Code, N::ActiveCoding),
    entry(
        C::Valence,
        "Change valence",
        "Barrier, enabler, both, none: one step further",
        &[plain(Key::V)],
        M::Code,
        N::ActiveCoding,
    ),
    entry(
        C::Level,
        "Change level",
        "Semantic, latent, none: one step further",
        &[plain(Key::L)],
        M::Code,
        N::ActiveCoding,
    ),
    entry(
        C::Contradicts,
        "Mark as contradicting",
        "Runs against what its theme says; stays visible",
        &[plain(Key::C)],
        M::Code,
        N::ActiveCoding,
    ),
    entry(
        C::Exemplar,
        "Use as example of its code",
        "Shown in the codebook and in the coding manual",
        &[plain(Key::B)],
        M::Code,
        N::ActiveCoding,
    ),
    first(entry(
        C::NewCode,
        "New code…",
        "A code in the tree, under the chosen one",
        &[plain(Key::N)],
        M::Code,
        N::Coding,
    )),
    entry(C::RenameCode, "Rename code", "The code chosen in the tree", &[plain(Key::F2)], M::Code, N::ChosenCode),
    entry(
        C::PinCode,
        "Pin code to a key…",
        "The code chosen in the tree, on a key from 1 to 9",
        &[plain(Key::P)],
        M::Code,
        N::ChosenCode,
    ),
    entry(
        C::MergeCode,
        "Merge code into…",
        "Its codings, sub-codes and examples become another code’s",
        &[],
        M::Code,
        N::ChosenCode,
    ),
    entry(
        C::RemoveCode,
        "Remove code…",
        "With the codes under it and their codings; can be undone",
        &[],
        M::Code,
        N::ChosenCode,
    ),
    first(entry(
        C::Pinned(1),
        "Attach code on key 1",
        "Codes are pinned to keys in the tree",
        &[plain(Key::Num1)],
        M::Code,
        N::Selection,
    )),
    entry(C::Pinned(2), "Attach code on key 2", "", &[plain(Key::Num2)], M::Code, N::Selection),
    entry(C::Pinned(3), "Attach code on key 3", "", &[plain(Key::Num3)], M::Code, N::Selection),
    entry(C::Pinned(4), "Attach code on key 4", "", &[plain(Key::Num4)], M::Code, N::Selection),
    entry(C::Pinned(5), "Attach code on key 5", "", &[plain(Key::Num5)], M::Code, N::Selection),
    entry(C::Pinned(6), "Attach code on key 6", "", &[plain(Key::Num6)], M::Code, N::Selection),
    entry(C::Pinned(7), "Attach code on key 7", "", &[plain(Key::Num7)], M::Code, N::Selection),
    entry(C::Pinned(8), "Attach code on key 8", "", &[plain(Key::Num8)], M::Code, N::Selection),
    entry(C::Pinned(9), "Attach code on key 9", "", &[plain(Key::Num9)], M::Code, N::Selection),
    entry(
        C::TakeFirst,
        "Take the first coder’s",
        "The consensus has it as the coder on the left",
        &[plain(Key::A)],
        M::Review,
        N::Disagreement,
    ),
    entry(
        C::TakeSecond,
        "Take the second coder’s",
        "The consensus has it as the coder on the right",
        &[plain(Key::B)],
        M::Review,
        N::Disagreement,
    ),
    entry(
        C::TakeBoth,
        "Take both",
        "One code on all of the words, or both codes",
        &[on(Modifiers::SHIFT, Key::B)],
        M::Review,
        N::Disagreement,
    ),
    entry(
        C::TakeNeither,
        "Take neither",
        "The consensus has nothing here",
        &[plain(Key::N)],
        M::Review,
        N::Disagreement,
    ),
    entry(
        C::TakeWords,
        "Take the selected words",
        "Their code, on the words selected in the transcript below",
        &[plain(Key::W)],
        M::Review,
        N::Disagreement,
    ),
    entry(
        C::TakeCode,
        "Take another code…",
        "A code that neither has here; Tab makes a new one",
        &[plain(Key::O), plain(Key::Slash)],
        M::Review,
        N::Disagreement,
    ),
    entry(C::DiscussLater, "Discuss later", "Stays on the list, marked", &[plain(Key::D)], M::Review, N::Disagreement),
    first(entry(
        C::DecisionReason,
        "Write the reason",
        "Kept with the decision, for the ledger",
        &[plain(Key::R)],
        M::Review,
        N::Disagreement,
    )),
    entry(
        C::MendCode,
        "Mend the code’s entry…",
        "Its definition and rules, linked to this decision",
        &[plain(Key::E)],
        M::Review,
        N::Disagreement,
    ),
    first(entry(
        C::NextItem,
        "Next disagreement",
        "Of those on the list",
        &[plain(Key::J)],
        M::Review,
        N::Disagreements,
    )),
    entry(
        C::PreviousItem,
        "Previous disagreement",
        "Of those on the list",
        &[plain(Key::K)],
        M::Review,
        N::Disagreements,
    ),
    first(entry(
        C::AcceptAlike,
        "Accept what is alike…",
        "What both have, taken into the consensus together by a rule, after a preview",
        &[],
        M::Review,
        N::Disagreements,
    )),
    entry(
        C::Go(Room::Code),
        "Go to Code",
        "Transcripts beside the code tree",
        &[on(CTRL, Key::Num1)],
        M::View,
        N::Study,
    ),
    entry(
        C::Go(Room::Review),
        "Go to Review",
        "Rounds of double coding, where coders differ, and what they agree on",
        &[on(CTRL, Key::Num2)],
        M::View,
        N::Study,
    ),
    entry(
        C::Go(Room::Themes),
        "Go to Themes",
        "Codes grouped into themes and placed in COM-B",
        &[on(CTRL, Key::Num3)],
        M::View,
        N::Study,
    ),
    entry(
        C::Go(Room::Figure),
        "Go to Figure",
        "The themes-to-COM-B figure and the interventions",
        &[on(CTRL, Key::Num4)],
        M::View,
        N::Study,
    ),
    entry(
        C::Go(Room::Manual),
        "Go to Manual",
        "The coding manual and every table of a paper, page by page as they print",
        &[on(CTRL, Key::Num5)],
        M::View,
        N::Study,
    ),
    first(entry(
        C::ToggleQuotations,
        "Quotations of the code",
        "All passages of the chosen code, below the transcript",
        &[plain(Key::Q)],
        M::View,
        N::CodeRoom,
    )),
    entry(
        C::ToggleMemos,
        "Memos",
        "What was noted on passages, codes, transcripts and on nothing, below the transcript",
        &[on(CTRL, Key::M)],
        M::View,
        N::CodeRoom,
    ),
    first(entry(
        C::ReadingMode,
        "Reading mode",
        "Only the transcript, without codes; the same key brings them back",
        &[plain(Key::R)],
        M::View,
        N::CodeRoom,
    )),
    entry(
        C::OnlyCoded,
        "Only coded text",
        "Turns in which something is coded; again for all",
        &[],
        M::View,
        N::CodeRoom,
    ),
    entry(
        C::OnlyUncoded,
        "Only uncoded text",
        "What participants said and nobody has coded; again for all",
        &[plain(Key::U)],
        M::View,
        N::CodeRoom,
    ),
    entry(C::DimModerators, "Dim what moderators say", "Or show it as strong as the rest", &[], M::View, N::CodeRoom),
    entry(
        C::EveryCoding,
        "Show everything",
        "All text and all codings, whatever was narrowed",
        &[],
        M::View,
        N::CodeRoom,
    ),
    first(entry(
        C::FigureFit,
        "Whole figure",
        "As large as there is room for",
        &[plain(Key::Num0)],
        M::View,
        N::FigureRoom,
    )),
    entry(
        C::FigureActual,
        "Figure as large as printed",
        "On a screen of 96 dots per inch",
        &[plain(Key::Num1)],
        M::View,
        N::FigureRoom,
    ),
    entry(
        C::FigureLarger,
        "Larger figure",
        "Only to look at; so do Ctrl and the wheel",
        &[plain(Key::Plus), plain(Key::Equals)],
        M::View,
        N::FigureRoom,
    ),
    entry(
        C::FigureSmaller,
        "Smaller figure",
        "Only to look at; so do Ctrl and the wheel",
        &[plain(Key::Minus)],
        M::View,
        N::FigureRoom,
    ),
    first(entry(
        C::LargerText,
        "Larger transcript text",
        "The transcript only; the interface stays",
        &[on(CTRL_SHIFT, Key::Plus), on(CTRL_SHIFT, Key::Equals)],
        M::View,
        N::Nothing,
    )),
    entry(
        C::SmallerText,
        "Smaller transcript text",
        "The transcript only; the interface stays",
        &[on(CTRL_SHIFT, Key::Minus)],
        M::View,
        N::Nothing,
    ),
    first(entry(
        C::LargerInterface,
        "Larger interface",
        "Everything, the transcript too",
        &[on(CTRL, Key::Plus), on(CTRL, Key::Equals)],
        M::View,
        N::Nothing,
    )),
    entry(
        C::SmallerInterface,
        "Smaller interface",
        "Everything, the transcript too",
        &[on(CTRL, Key::Minus)],
        M::View,
        N::Nothing,
    ),
    entry(C::UsualInterface, "Usual size", "Of the interface", &[on(CTRL, Key::Num0)], M::View, N::Nothing),
    first(entry(
        C::NextPane,
        "Next part of the window",
        "The keyboard goes on to the next panel",
        &[plain(Key::F6)],
        M::View,
        N::Study,
    )),
    entry(
        C::PreviousPane,
        "Previous part of the window",
        "The keyboard goes back to the panel before",
        &[on(Modifiers::SHIFT, Key::F6)],
        M::View,
        N::Study,
    ),
    entry(
        C::ToggleTheme,
        "Light or dark",
        "Switch the colours of the window",
        &[on(CTRL_SHIFT, Key::L)],
        M::View,
        N::Nothing,
    ),
    first(entry(
        C::Settings,
        "Settings…",
        "Keys, colours, sizes and hints, for you on this computer",
        &[on(CTRL, Key::Comma)],
        M::View,
        N::Nothing,
    )),
    entry(C::CommandPalette, "All commands…", "Find any command by name", &[on(CTRL, Key::P)], M::Help, N::Nothing),
    entry(C::Shortcuts, "Keys and gestures", "Every key, on one page", &[plain(Key::F1)], M::Help, N::Nothing),
    first(entry(C::About, "About Colloquy", "Version, licences and sources", &[], M::Help, N::Nothing)),
];

impl Command {
    /// How people meet it. Every command is in the list; a test holds this.
    pub fn entry(self) -> &'static Entry {
        ALL.iter().find(|entry| entry.command == self).unwrap_or(&ALL[0])
    }

    /// Whether it goes elsewhere in a transcript and changes nothing: it works while the words are corrected, too.
    pub fn only_moves(self) -> bool {
        matches!(self, C::NextTurn | C::PreviousTurn | C::NextCoding | C::PreviousCoding | C::GoBack)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_commands_of_a_room_share_a_key_and_none_a_name() {
        let mut names = HashSet::new();
        let pressed =
            |key: &KeyboardShortcut| (key.modifiers.command, key.modifiers.shift, key.modifiers.alt, key.logical_key);
        for (at, entry) in ALL.iter().enumerate() {
            assert!(names.insert(entry.name), "{}", entry.name);
            for other in ALL.iter().skip(at + 1).filter(|other| other.meets(entry)) {
                for key in entry.keys {
                    let clash = other.keys.iter().any(|held| pressed(held) == pressed(key));
                    assert!(!clash, "{} and {} are both on {key:?}", entry.name, other.name);
                }
            }
        }
    }

    #[test]
    fn a_command_that_asks_for_more_ends_in_an_ellipsis_and_none_in_a_full_stop() {
        for entry in ALL {
            assert!(!entry.name.ends_with('.') && !entry.help.ends_with('.'), "{}", entry.name);
        }
    }
}
