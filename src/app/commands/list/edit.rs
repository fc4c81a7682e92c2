//! The Edit menu: undo, finding, correcting a transcript, history.

use eframe::egui::{Key, Modifiers};

use super::{
    super::{Command as C, Entry, Menu as M, Needs as N},
    CTRL, CTRL_SHIFT, entry, first, on, plain,
};

pub(super) const EDIT: &[Entry] = &[
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
];
