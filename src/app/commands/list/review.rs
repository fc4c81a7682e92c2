//! The Review menu: deciding on differences.

use eframe::egui::{Key, Modifiers};

use super::{
    super::{Command as C, Entry, Menu as M, Needs as N},
    entry, first, on, plain,
};

pub(super) const REVIEW: &[Entry] = &[
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
    first(entry(C::NextItem, "Next difference", "Of those on the list", &[plain(Key::J)], M::Review, N::Disagreements)),
    entry(
        C::PreviousItem,
        "Previous difference",
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
];
