//! The figure in words: the caption for the manuscript, the alternative text, and what the marks on boxes stand for.

use eframe::egui::{Frame, Margin, Stroke, Ui};

use super::FigureRoom;
use crate::{
    app::{
        drafts::Field,
        look::{Tokens, tokens},
        session::Desk,
        widgets::{quiet_text, section, wrapped},
    },
    study::{Board, NoteMark},
};

pub fn show(room: &mut FigureRoom, ui: &mut Ui, desk: &mut Desk<'_>, board: &Board) {
    let Some(drawn) = room.drawn.take() else { return };
    let drawing = &drawn.drawing;
    text(ui, "Caption", &drawing.caption, "Copy caption");
    text(ui, "Alternative text", &drawing.alt_text, "Copy alternative text");
    section(ui, "What the marks stand for");
    let used: Vec<NoteMark> = desk.study.themes().filter_map(|theme| theme.note_mark).collect();
    let notes = &desk.study.details().notes;
    let shown = NoteMark::ALL.into_iter().filter(|mark| used.contains(mark) || notes.contains_key(mark));
    let shown: Vec<NoteMark> = shown.collect();
    if shown.is_empty() {
        wrapped(ui, quiet_text(ui, "No sub-theme has a mark. Give it one in Themes, and say here what it means."));
    }
    let details = desk.study.details();
    for mark in shown {
        ui.horizontal_top(|ui| {
            ui.label(mark.symbol().to_string());
            let name = format!("What {} stands for", mark.symbol());
            ui.add_enabled_ui(desk.writable, |ui| {
                let note = notes.get(&mark).map_or("", String::as_str);
                let hint = "A note under the figure";
                desk.drafts.field(ui, details.id.key(), Field::Note(mark), note, (&name, hint, 3));
            });
        });
    }
    // The caption names them, and they are the board's.
    wrapped(ui, quiet_text(ui, format!("Numbers and title of the figure of {} stand under Drawing.", board.name)));
    room.drawn = Some(drawn);
}

fn text(ui: &mut Ui, heading: &str, words: &str, copy: &str) {
    section(ui, heading);
    let tokens = tokens(ui.ctx());
    let frame = Frame::new().fill(tokens.card).stroke(Stroke::new(1.0, tokens.line)).corner_radius(Tokens::RADIUS);
    frame.inner_margin(Margin::symmetric(8, 6)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        wrapped(ui, words);
    });
    if ui.button(copy).clicked() {
        ui.ctx().copy_text(words.to_owned());
    }
}
