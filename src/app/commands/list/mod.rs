//! The list of commands, in the order of the menus: a file a menu.

mod code;
mod edit;
mod file;
mod help;
mod review;
mod study;
mod view;

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use super::{Command, Entry, Menu, Needs};

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

/// The menus' lists, in their order.
const MENUS: &[&[Entry]] = &[file::FILE, edit::EDIT, study::STUDY, code::CODE, review::REVIEW, view::VIEW, help::HELP];

/// The list, in the order of the menus.
pub const ALL: &[Entry] = &joined::<{ count() }>();

const fn count() -> usize {
    let (mut menu, mut count) = (0, 0);
    while menu < MENUS.len() {
        count += MENUS[menu].len();
        menu += 1;
    }
    count
}

const fn joined<const COUNT: usize>() -> [Entry; COUNT] {
    let mut all = [MENUS[0][0]; COUNT];
    let (mut menu, mut at) = (0, 0);
    while menu < MENUS.len() {
        let mut nth = 0;
        while nth < MENUS[menu].len() {
            all[at] = MENUS[menu][nth];
            (at, nth) = (at + 1, nth + 1);
        }
        menu += 1;
    }
    all
}
