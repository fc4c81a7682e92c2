//! The small forms: a new study, and who is coding.

use eframe::egui::{self, Button, TextEdit, Ui, WidgetInfo};

use crate::{
    app::{
        look::{Tokens, paint},
        widgets::{Row, elided, main_button, quiet_text, section, swatch, title},
    },
    study::{Coder, Id, Role, Study},
};

/// A labelled line of text; gives whether Enter was pressed in it.
pub fn line(ui: &mut Ui, name: &str, hint: &str, text: &mut String, first: bool) -> bool {
    section(ui, name);
    let response = ui.add(TextEdit::singleline(text).hint_text(hint).desired_width(f32::INFINITY));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, name));
    // Asked before the field takes the keyboard again: then it would not have lost it.
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(eframe::egui::Key::Enter));
    if first && ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    entered
}

/// What a new study is called and who begins it.
#[derive(Clone, Debug, Default)]
pub struct NewStudyForm {
    pub title: String,
    pub coder: String,
}

impl NewStudyForm {
    /// Gives true when the person is done; `None` while they are not.
    pub fn show(&mut self, ui: &mut Ui) -> Option<bool> {
        ui.set_width(420.0);
        title(ui, "New study");
        let mut done = line(ui, "Title", "What helps and hinders …", &mut self.title, true);
        done |= line(ui, "Your name", "As colleagues should see it beside your codings", &mut self.coder, false);
        ui.add_space(Tokens::GAP);
        ui.label(quiet_text(
            ui,
            "Next you choose where the file is kept. From then on every change is saved as you make it.",
        ));
        let ready = !self.title.trim().is_empty() && !self.coder.trim().is_empty();
        buttons(ui, "Choose where to keep it…", ready, done && ready)
    }
}

/// A row of Cancel and the main button.
pub fn buttons(ui: &mut Ui, name: &str, ready: bool, done: bool) -> Option<bool> {
    let mut answer = done.then_some(true);
    ui.add_space(Tokens::LARGE_GAP);
    let size = egui::Vec2::new(ui.available_width(), 28.0);
    ui.allocate_ui_with_layout(size, egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if main_button(ui, name, ready).clicked() {
            answer = Some(true);
        }
        if ui.add(Button::new("Cancel").min_size(eframe::egui::Vec2::new(0.0, 28.0))).clicked() {
            answer = Some(false);
        }
    });
    answer
}

/// Who is coding: chosen from the study's coders, or someone new.
#[derive(Clone, Debug, Default)]
pub struct WhoForm {
    pub name: String,
}

/// What came of it.
pub enum Who {
    Known(Id<Coder>),
    New(String),
    Cancelled,
}

impl WhoForm {
    pub fn show(&mut self, ui: &mut Ui, study: &Study, me: Option<Id<Coder>>) -> Option<Who> {
        ui.set_width(380.0);
        title(ui, "Who is coding?");
        ui.label(quiet_text(ui, "Codings, memos and decisions carry the name of the person who made them."));
        ui.add_space(Tokens::GAP);
        let mut answer = None;
        for coder in study.coders().filter(|coder| coder.role != Role::Consensus) {
            let row = Row { name: &coder.name, chosen: me == Some(coder.id), indent: 0.0 };
            let clicked = row.show(ui, |ui| {
                swatch(ui, paint(coder.colour));
                elided(ui, coder.name.as_str());
            });
            if clicked.clicked() {
                answer = Some(Who::Known(coder.id));
            }
        }
        let entered = line(ui, "Someone new", "Name", &mut self.name, true);
        let ready = !self.name.trim().is_empty();
        match buttons(ui, "Add and code as this person", ready, entered && ready) {
            Some(true) => answer = Some(Who::New(self.name.clone())),
            Some(false) => answer = Some(Who::Cancelled),
            None => {}
        }
        answer
    }
}
