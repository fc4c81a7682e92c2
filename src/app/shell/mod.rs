//! What stands around the rooms: menus, rail, status bar, toasts, and what opens over them.

mod brackets;
mod code_hits;
mod deidentify;
mod dialogs;
mod dropping;
pub mod elsewhere;
mod elsewhere_table;
mod finder;
mod frame;
mod hints;
mod history;
mod import_preview;
mod pages;
mod pairs;
mod refi;
mod settings;
mod show_turns;
mod speakers;
mod toasts;
mod versions;

pub use brackets::{BracketForm, BracketOutcome};
pub use code_hits::{CodeHits, CodeHitsOutcome};
pub use deidentify::{DeidentifyPage, DeidentifyWanted};
pub use dialogs::{NewStudyForm, Who, WhoForm, buttons, line};
pub use dropping::{drop_target, is_study};
pub use elsewhere::{Elsewhere, FromElsewhere};
pub use finder::{Candidate, Candidates, Finder, Found, ranked};
pub use frame::{menus, offer, rail, status};
pub use hints::{Moment, hint};
pub use history::{HistoryPanel, before_and_after};
pub use import_preview::{ImportPreview, Incoming};
pub use pages::{about, shortcuts, welcome};
pub use pairs::{AlikeForm, CopyFor, CopyForm, MendForm, MergePreview, RoundForm};
pub use refi::{RefiForm, RefiWanted};
pub use settings::SettingsPage;
pub use speakers::Speakers;
pub use toasts::{Toast, Toasts};
pub use versions::{VersionsPage, Wanted as VersionsWanted};

use crate::{
    app::{
        code_room::{Correcting, Part, Query},
        tables::TablesForm,
        themes_room::BoardForm,
    },
    operations::Vanishing,
    study::{Code, Coding, Id, Round},
};

/// What lies over the window and wants an answer first. One at a time.
pub enum Overlay {
    Commands(Finder),
    /// Find a code and attach it to the selection.
    Codes(Finder),
    /// Find the code that others are to be merged into; then see what changes.
    Merge(Vec<Id<Code>>, Finder, Option<Id<Code>>),
    /// Find the code that these passages are to have, or make it.
    Recode(Vec<Id<Coding>>, Finder),
    /// Code many passages found by search.
    CodeHits(Box<CodeHits>),
    /// Find a code that a query asks for.
    Narrow(Query, Part, Finder),
    NewStudy(NewStudyForm),
    Who(WhoForm),
    Details,
    Import(ImportPreview),
    /// What a file of another program would bring.
    Elsewhere(Box<Elsewhere>),
    /// What may tell who somebody is, and what is put in its place.
    Deidentify(Box<DeidentifyPage>),
    RemoveCodes(Vec<Id<Code>>),
    /// Which key this code goes on.
    Pin(Id<Code>),
    CodingMemo(Id<Coding>),
    /// The author's words in a quotation.
    Brackets(BracketForm),
    NewRound(RoundForm),
    CloseRound(Id<Round>),
    /// A copy for a coder.
    Copy(CopyForm),
    /// What a coder's copy would bring.
    MergeCopy(MergePreview),
    /// Take what both coders have alike into the consensus.
    Alike(AlikeForm),
    /// Find the code that a disagreement is to have.
    DecideCode(Finder),
    Mend(MendForm),
    NewTheme(String),
    /// A board made, renamed, removed or compared.
    Board(BoardForm),
    /// Which table of themes is to be written.
    Tables(TablesForm),
    /// For which program the study is to be written.
    Refi(RefiForm),
    NewIntervention(String),
    Versions(Box<VersionsPage>),
    /// A correction that would take all words from these.
    Vanishing(Correcting, Vec<Vanishing>),
    /// Why a correction cannot be committed.
    CannotCorrect(String),
    Speakers(Speakers),
    Settings(SettingsPage),
    ExportFigure(Box<crate::app::figure_room::FigureExport>),
    Shortcuts(String),
    About,
}
