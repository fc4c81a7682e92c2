//! Every command of the window, once: its name, what it does, its keys and when it is allowed. Menus, keys, the command
//! palette and the page of shortcuts all read this list.

mod list;

use eframe::egui::KeyboardShortcut;

pub use list::ALL;

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
    ImportFolder,
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
    Deidentify,
    ExportCodedTranscripts,
    ExportCodings,
    ExportCodebook,
    ExportDoubleCoding,
    ExportDecisions,
    ExportReview,
    ExportRefi,
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
    CopyToBoard,
    MoveToBoard,
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
    /// A theme or sub-theme chosen in the Themes room.
    ChosenTheme,
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
    pub chosen_theme: bool,
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
                (review && now.writable && now.disagreement, "Choose a difference in the Review room first")
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
            Needs::ChosenTheme => (
                now.room == Room::Themes && now.writable && now.chosen_theme,
                "Click a theme or sub-theme on the board first",
            ),
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
            Needs::ChosenTheme => Some(Room::Themes),
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

impl Command {
    /// How people meet it. Every command is in the list; a test holds this.
    pub fn entry(self) -> &'static Entry {
        ALL.iter().find(|entry| entry.command == self).unwrap_or(&ALL[0])
    }

    /// Whether it goes elsewhere in a transcript and changes nothing: it works while the words are corrected, too.
    pub fn only_moves(self) -> bool {
        matches!(
            self,
            Command::NextTurn | Command::PreviousTurn | Command::NextCoding | Command::PreviousCoding | Command::GoBack
        )
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
