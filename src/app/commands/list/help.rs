//! The Help menu.

use eframe::egui::Key;

use super::{
    super::{Command as C, Entry, Menu as M, Needs as N},
    CTRL, entry, first, on, plain,
};

pub(super) const HELP: &[Entry] = &[
    entry(C::CommandPalette, "All commands…", "Find any command by name", &[on(CTRL, Key::P)], M::Help, N::Nothing),
    entry(C::Shortcuts, "Keys and gestures", "Every key, on one page", &[plain(Key::F1)], M::Help, N::Nothing),
    first(entry(C::About, "About Colloquy", "Version, licences and sources", &[], M::Help, N::Nothing)),
];
