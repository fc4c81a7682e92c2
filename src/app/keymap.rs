//! Which keys do what: the registry's, altered by a person. Menus, palettes, hints and the page of keys all ask here.

use std::{collections::BTreeMap, sync::Arc};

use eframe::egui::{Context, Event, Id, InputState, Key, KeyboardShortcut, Modifiers, os::OperatingSystem};
use serde::{Deserialize, Serialize};

use super::commands::{self, Command, Entry};

/// What differs from the registry: commands by their id, each with its keys as they are written ("Ctrl+Shift+F").
///
/// A file may hold anything: a command that does not exist, or a key that is none, is passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Keymap(BTreeMap<String, Vec<String>>);

/// Why keys cannot be given to a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The transcript, lists and text fields need them.
    Reserved,
    /// A key that is pressed together with others only.
    Nothing,
}

impl Keymap {
    /// The keys of a command, the one that menus show first.
    pub fn of(&self, command: Command) -> Vec<KeyboardShortcut> {
        match self.0.get(&id(command)) {
            Some(written) => written.iter().filter_map(|text| read(text)).collect(),
            None => command.entry().keys.to_vec(),
        }
    }

    /// Every key with what it does; those with most held keys first, so that Ctrl+Shift+Z is not taken for Ctrl+Z.
    pub fn all(&self) -> Vec<(KeyboardShortcut, &'static Entry)> {
        let of = |entry: &'static Entry| self.of(entry.command).into_iter().map(move |key| (key, entry));
        let mut keys: Vec<_> = commands::ALL.iter().flat_map(of).collect();
        let held = |modifiers: Modifiers| {
            u8::from(modifiers.command || modifiers.ctrl) + u8::from(modifiers.shift) + u8::from(modifiers.alt)
        };
        keys.sort_by_key(|(key, _)| std::cmp::Reverse(held(key.modifiers)));
        keys
    }

    /// The first key of a command as people write it; empty where it has none.
    pub fn text(&self, command: Command, os: OperatingSystem) -> String {
        self.of(command).first().map_or_else(String::new, |keys| name(keys, os))
    }

    /// Which other command has these keys where this one could be meant.
    pub fn holder(&self, command: Command, keys: KeyboardShortcut) -> Option<Command> {
        let wanted = command.entry();
        let holds = |entry: &&Entry| self.of(entry.command).iter().any(|held| same(*held, keys));
        let others = commands::ALL.iter().filter(|entry| entry.command != command && entry.meets(wanted));
        others.filter(holds).map(|entry| entry.command).next()
    }

    /// Gives keys to a command in place of those it has, and takes them from whichever command has them.
    pub fn give(&mut self, command: Command, keys: KeyboardShortcut) -> Result<(), Refused> {
        may_be_given(keys)?;
        while let Some(holder) = self.holder(command, keys) {
            let left = self.of(holder).into_iter().filter(|held| !same(*held, keys)).collect();
            self.set(holder, left);
        }
        self.set(command, vec![keys]);
        Ok(())
    }

    /// Leaves a command without keys.
    pub fn clear(&mut self, command: Command) {
        self.set(command, Vec::new());
    }

    /// Gives a command the registry's keys again, but for those that another has been given.
    pub fn restore(&mut self, command: Command) {
        self.0.remove(&id(command));
        let others = |key: &KeyboardShortcut| {
            let mut held = commands::ALL.iter().filter(|e| e.command != command && e.meets(command.entry()));
            held.any(|entry| self.of(entry.command).iter().any(|other| same(*other, *key)))
        };
        let free: Vec<_> = command.entry().keys.iter().copied().filter(|key| !others(key)).collect();
        self.set(command, free);
    }

    /// The registry's keys for everything.
    pub fn restore_all(&mut self) {
        self.0.clear();
    }

    /// Whether a command has other keys than the registry gives it.
    pub fn is_altered(&self, command: Command) -> bool {
        self.0.contains_key(&id(command))
    }

    /// Whether anything is altered.
    pub fn is_altered_at_all(&self) -> bool {
        !self.0.is_empty()
    }

    fn set(&mut self, command: Command, keys: Vec<KeyboardShortcut>) {
        if keys == command.entry().keys {
            self.0.remove(&id(command));
        } else {
            self.0.insert(id(command), keys.iter().map(written).collect());
        }
    }

    /// Lets every part of the window ask.
    pub fn publish(&self, ctx: &Context) {
        ctx.data_mut(|data| data.insert_temp(Id::unique("keymap"), Arc::new(self.clone())));
    }
}

/// The keys as this person has them.
pub fn keymap(ctx: &Context) -> Arc<Keymap> {
    ctx.data(|data| data.get_temp(Id::unique("keymap"))).unwrap_or_default()
}

/// The first key of a command as this person has it: "Ctrl+Z". Empty where it has none.
pub fn key_text(ctx: &Context, command: Command) -> String {
    keymap(ctx).text(command, ctx.os())
}

/// Whether keys would write something where a person is typing.
pub fn is_typed(keys: KeyboardShortcut) -> bool {
    !keys.modifiers.command && !keys.modifiers.ctrl && !keys.modifiers.alt && !is_function(keys.logical_key)
}

fn is_function(key: Key) -> bool {
    key.name().strip_prefix('F').is_some_and(|number| number.parse::<u8>().is_ok())
}

/// Takes a press of these keys out of the input. Signs may need Shift or AltGr on one keyboard and not on another; letters,
/// Enter, Delete and function keys are told apart by Shift and Alt.
pub fn consume(input: &mut InputState, keys: KeyboardShortcut) -> bool {
    let letter = matches!(keys.logical_key.name().as_bytes(), [one] if one.is_ascii_alphabetic());
    let exactly = letter || is_function(keys.logical_key) || matches!(keys.logical_key, Key::Enter | Key::Delete);
    let mut taken = false;
    input.events.retain(|event| {
        let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
        let fits = *key == keys.logical_key
            && modifiers.matches_logically(keys.modifiers)
            && (!exactly || (modifiers.shift, modifiers.alt) == (keys.modifiers.shift, keys.modifiers.alt));
        taken |= fits;
        !fits
    });
    taken
}

/// What a command is called in the preferences' file; never shown.
fn id(command: Command) -> String {
    format!("{command:?}")
}

fn same(one: KeyboardShortcut, other: KeyboardShortcut) -> bool {
    let held = |keys: KeyboardShortcut| {
        (keys.modifiers.command || keys.modifiers.ctrl, keys.modifiers.shift, keys.modifiers.alt, keys.logical_key)
    };
    held(one) == held(other)
}

/// Whether a person may give these keys to a command.
pub fn may_be_given(keys: KeyboardShortcut) -> Result<(), Refused> {
    let command = keys.modifiers.command || keys.modifiers.ctrl;
    match keys.logical_key {
        // Letters of the clipboard and "all" belong to text, wherever it is.
        Key::A | Key::C | Key::V | Key::X if command && !keys.modifiers.alt && !keys.modifiers.shift => {
            Err(Refused::Reserved)
        }
        // With Alt held they move what is chosen; alone they move the caret.
        Key::ArrowUp | Key::ArrowDown if keys.modifiers.alt => Ok(()),
        Key::ArrowUp
        | Key::ArrowDown
        | Key::ArrowLeft
        | Key::ArrowRight
        | Key::Home
        | Key::End
        | Key::PageUp
        | Key::PageDown
        | Key::Escape
        | Key::Tab
        | Key::Backspace
        | Key::Space => Err(Refused::Reserved),
        Key::Copy | Key::Cut | Key::Paste => Err(Refused::Nothing),
        _ => Ok(()),
    }
}

/// A shortcut as people write it.
pub fn name(keys: &KeyboardShortcut, os: OperatingSystem) -> String {
    let mut name = String::new();
    let mac = os == OperatingSystem::Mac;
    if keys.modifiers.command || keys.modifiers.ctrl {
        name.push_str(if mac { "⌘" } else { "Ctrl+" });
    }
    if keys.modifiers.alt {
        name.push_str(if mac { "⌥" } else { "Alt+" });
    }
    if keys.modifiers.shift {
        name.push_str("Shift+");
    }
    name.push_str(match keys.logical_key {
        Key::Enter => "Enter",
        Key::Slash => "/",
        Key::Period => ".",
        // Its own arrows are in no face of the window.
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        other => other.symbol_or_name(),
    });
    name
}

/// A shortcut as the preferences' file has it.
fn written(keys: &KeyboardShortcut) -> String {
    let mut text = String::new();
    for (held, name) in [
        (keys.modifiers.command || keys.modifiers.ctrl, "Ctrl+"),
        (keys.modifiers.alt, "Alt+"),
        (keys.modifiers.shift, "Shift+"),
    ] {
        if held {
            text.push_str(name);
        }
    }
    text.push_str(keys.logical_key.name());
    text
}

fn read(text: &str) -> Option<KeyboardShortcut> {
    let mut modifiers = Modifiers::NONE;
    let mut rest = text;
    for (name, held) in [("Ctrl+", Modifiers::COMMAND), ("Alt+", Modifiers::ALT), ("Shift+", Modifiers::SHIFT)] {
        if let Some(after) = rest.strip_prefix(name) {
            (modifiers, rest) = (modifiers.plus(held), after);
        }
    }
    let keys = KeyboardShortcut::new(modifiers, Key::from_name(rest)?);
    may_be_given(keys).is_ok().then_some(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(modifiers: Modifiers, key: Key) -> KeyboardShortcut {
        KeyboardShortcut::new(modifiers, key)
    }

    #[test]
    fn every_key_of_the_registry_can_be_written_down_and_read_again() {
        for entry in commands::ALL {
            for key in entry.keys {
                let back = read(&written(key)).unwrap_or_else(|| panic!("{} is not read", written(key)));
                assert!(same(back, *key), "{}", written(key));
            }
        }
    }

    #[test]
    fn a_key_that_is_given_is_taken_from_who_had_it_and_can_be_restored() {
        let mut keymap = Keymap::default();
        keymap.give(Command::CodeInVivo, on(Modifiers::NONE, Key::Enter)).expect("given");
        assert_eq!(keymap.holder(Command::AttachCode, on(Modifiers::NONE, Key::Enter)), Some(Command::CodeInVivo));
        assert_eq!(keymap.of(Command::AttachCode), [on(Modifiers::NONE, Key::Slash)], "the other key stays");
        keymap.restore(Command::AttachCode);
        assert_eq!(keymap.of(Command::AttachCode), [on(Modifiers::NONE, Key::Slash)], "Enter is another’s still");
        keymap.restore(Command::CodeInVivo);
        keymap.restore(Command::AttachCode);
        assert!(!keymap.is_altered_at_all(), "{keymap:?}");
        keymap.clear(Command::Undo);
        assert_eq!(keymap.text(Command::Undo, OperatingSystem::Nix), "");
        keymap.restore_all();
        assert_eq!(keymap.text(Command::Undo, OperatingSystem::Nix), "Ctrl+Z");
    }

    #[test]
    fn a_key_of_another_room_stays_where_it_is() {
        let mut keymap = Keymap::default();
        keymap.give(Command::TakeFirst, on(Modifiers::NONE, Key::X)).expect("given");
        assert_eq!(keymap.of(Command::Detach), Command::Detach.entry().keys, "X detaches in the Code room");
        keymap.give(Command::Settings, on(Modifiers::NONE, Key::X)).expect("given");
        assert!(!keymap.of(Command::Detach).contains(&on(Modifiers::NONE, Key::X)), "but settings open in any room");
        assert!(!keymap.of(Command::TakeFirst).contains(&on(Modifiers::NONE, Key::X)));
    }

    #[test]
    fn keys_that_move_the_caret_and_nonsense_in_the_file_do_nothing() {
        let mut keymap = Keymap::default();
        assert_eq!(keymap.give(Command::Undo, on(Modifiers::NONE, Key::ArrowLeft)), Err(Refused::Reserved));
        assert_eq!(keymap.give(Command::Undo, on(Modifiers::COMMAND, Key::C)), Err(Refused::Reserved));
        let text = r#"{"Undo": ["Ctrl+Banana", "Left", "Ctrl+U"], "Fly": ["F"]}"#;
        let read: Keymap = ron::from_str(text).expect("read");
        assert_eq!(read.of(Command::Undo), [on(Modifiers::COMMAND, Key::U)]);
        assert_eq!(read.holder(Command::Undo, on(Modifiers::NONE, Key::F)), None);
    }
}
