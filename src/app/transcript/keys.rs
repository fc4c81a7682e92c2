//! What keys mean to the transcript while it has the keyboard: moving, selecting, and moving a coding's end. Letters and
//! brackets are the command registry's. Keys it understands are taken out of egui's input, so
//! that nothing else answers them; a command registry that wants one of them looks before the transcript is shown.

use super::asked::Asked;
use super::boundary::Stride;
use super::movement::Step;
use super::view::TranscriptView;
use eframe::egui::{Event, EventFilter, Key, Modifiers, Popup, Response, Ui};

impl TranscriptView {
    pub(super) fn read_keys(&mut self, ui: &Ui, response: &Response) {
        // While a menu is open, Escape and the arrows are the menu's.
        if !response.has_focus() || Popup::is_any_open(ui.ctx()) {
            return;
        }
        // Escape must not take the keyboard away: every single-letter command would be dead until the next click.
        let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let mut grasped = self.grasped().is_some() || self.asked.iter().any(|asked| matches!(asked, Asked::Grasp(_)));
        let lettered = self.active_coding().is_some() || !self.selection().span().is_empty();
        let mut understood = Vec::new();
        ui.input_mut(|input| {
            input.events.retain(|event| {
                let asked = match event {
                    Event::Copy => Some(Asked::Copy),
                    Event::Key { key, pressed: true, modifiers, .. } => match grasped {
                        true => while_grasped(*key, *modifiers).or_else(|| meaning(*key, *modifiers, lettered)),
                        false => meaning(*key, *modifiers, lettered),
                    },
                    _ => None,
                };
                grasped = match asked {
                    Some(Asked::EndGrasp { .. }) => false,
                    _ => grasped,
                };
                understood.extend(asked);
                asked.is_none()
            });
        });
        for asked in understood {
            self.ask(asked);
        }
    }
}

/// Keys while an end of a coding is moved.
fn while_grasped(key: Key, modifiers: Modifiers) -> Option<Asked> {
    match key {
        Key::ArrowLeft | Key::ArrowRight if modifiers.ctrl || modifiers.command => {
            Some(Asked::Stride(Stride::Grapheme, key))
        }
        Key::ArrowLeft | Key::ArrowRight => Some(Asked::Stride(Stride::Word, key)),
        Key::ArrowUp | Key::ArrowDown => Some(Asked::Stride(Stride::Sentence, key)),
        Key::Enter => Some(Asked::EndGrasp { keep: true }),
        Key::Escape => Some(Asked::EndGrasp { keep: false }),
        _ => None,
    }
}

/// Keys at all other times; `holding` where there is a selection or an active coding to let go of.
fn meaning(key: Key, modifiers: Modifiers, holding: bool) -> Option<Asked> {
    let Modifiers { alt, shift, .. } = modifiers;
    let control = modifiers.ctrl || modifiers.command;
    // A Mac moves by words with the Option key, as its own programs do.
    let by_word = if cfg!(target_os = "macos") { alt } else { control };
    let plain = !alt && !control;
    let step = |step: Step| Some(Asked::Step(step, shift));
    match key {
        Key::ArrowLeft if by_word => step(Step::WordLeft),
        Key::ArrowRight if by_word => step(Step::WordRight),
        Key::ArrowLeft if plain => step(Step::Left),
        Key::ArrowRight if plain => step(Step::Right),
        Key::ArrowUp if control => step(Step::PreviousSentence),
        Key::ArrowDown if control => step(Step::NextSentence),
        Key::ArrowUp if plain => step(Step::Up),
        Key::ArrowDown if plain => step(Step::Down),
        Key::Home if control => step(Step::Start),
        Key::End if control => step(Step::End),
        Key::Home if plain => step(Step::LineStart),
        Key::End if plain => step(Step::LineEnd),
        Key::PageUp if plain => step(Step::PageUp),
        Key::PageDown if plain => step(Step::PageDown),
        Key::A if control && !shift && !alt => Some(Asked::Everything),
        Key::Escape if holding => Some(Asked::LetGo),
        _ => None,
    }
}
