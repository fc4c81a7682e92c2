//! What the right button offers on the transcript: for the words selected, and for the coding that is outlined.

use eframe::egui::Ui;

use super::CodeRoom;
use crate::app::{
    commands::{Command, Situation},
    keymap::keymap,
    session::Desk,
    shell::offer,
    widgets::quiet_text,
};

/// What can be done with selected words.
const WORDS: [Command; 4] = [Command::AttachCode, Command::LastCode, Command::CodeInVivo, Command::NewMemo];

/// What can be done with a coding.
const CODING: [Command; 8] = [
    Command::CodingMemo,
    Command::Valence,
    Command::Level,
    Command::Contradicts,
    Command::Exemplar,
    Command::MoveStart,
    Command::MoveEnd,
    Command::Detach,
];

pub(super) fn show(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    ui.set_min_width(240.0);
    let (os, keys) = (ui.ctx().os(), keymap(ui.ctx()));
    let now = Situation {
        study: true,
        writable: desk.writable,
        selection: room.selection().is_some(),
        active_coding: room.active_coding(desk.study).is_some(),
        chosen_code: desk.study.get_opt(room.chosen).is_some(),
        correcting: room.is_correcting(),
        ..Situation::default()
    };
    if now.selection {
        for command in WORDS {
            offer(ui, command.entry(), &now, (&*keys, os), desk.asks);
        }
        if ui.button("Copy").clicked() {
            room.view.copy();
            ui.close();
        }
    }
    if now.active_coding {
        if now.selection {
            ui.separator();
        }
        for command in CODING {
            offer(ui, command.entry(), &now, (&*keys, os), desk.asks);
        }
    }
    if !now.selection && !now.active_coding {
        ui.label(quiet_text(ui, "Drag over words to code them, or press the right button on a coding."));
        offer(ui, Command::FindHere.entry(), &now, (&*keys, os), desk.asks);
        offer(ui, Command::Correct.entry(), &now, (&*keys, os), desk.asks);
        offer(ui, Command::Familiarisation.entry(), &now, (&*keys, os), desk.asks);
    }
}
