//! Answering a checklist, beside its pages: every item with how it stands, and the one that is open with a field for the
//! authors' answer. What is typed is kept in the study, like everything else.

use eframe::egui::{Align, Layout, RichText, Ui};

use crate::{
    app::{
        drafts::Field,
        look::{Tokens, icons, tokens},
        session::Desk,
        widgets::{Row, elided, quiet_text, section, wrapped},
    },
    operations::answer_item,
    report::{Answer, Answered, standing},
    study::{Checklist, ChecklistAnswer},
};

/// What the list remembers.
#[derive(Default)]
pub struct Answering {
    /// The item that is open.
    item: Option<u8>,
    only_open: bool,
}

impl Answering {
    /// The items of a checklist as they were set; the open one as the study has it now.
    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, (checklist, answers): (Checklist, &[Answered])) {
        section(ui, "Answers");
        wrapped(ui, quiet_text(ui, standing(answers)));
        ui.checkbox(&mut self.only_open, "Only what is still open");
        ui.add_space(2.0);
        ui.spacing_mut().item_spacing.y = 1.0;
        for one in answers {
            let chosen = self.item == Some(one.number);
            if self.only_open && !one.is_open() && !chosen {
                continue;
            }
            if row(ui, one, chosen) {
                self.item = (!chosen).then_some(one.number);
            }
            if self.item == Some(one.number) {
                ui.indent(one.name, |ui| editor(ui, desk, checklist, one));
                ui.add_space(Tokens::GAP);
            }
        }
    }
}

/// An item on one line; gives whether it was clicked.
fn row(ui: &mut Ui, one: &Answered, chosen: bool) -> bool {
    let tokens = tokens(ui.ctx());
    let (icon, ink, stands) = match &one.answer {
        _ if one.is_open() => (icons::EDIT, tokens.warning, "still open"),
        Answer::Given(_) => (icons::PERSON, tokens.accent, "answered by the authors"),
        Answer::DoesNotApply(_) => (icons::PERSON, tokens.accent, "does not apply"),
        Answer::Filled(_) | Answer::Asked(_) => (icons::SAVED, tokens.good, "filled in from the study"),
        Answer::NotApplicable(_) => (icons::ABOUT, tokens.quiet, "does not go together with reflexive work"),
    };
    let name = format!("{}. {}", one.number, one.name);
    let told = format!("{name}: {stands}");
    let response = Row { name: &told, chosen, indent: 0.0 }.show(ui, |ui| {
        ui.label(RichText::new(icon).color(ink));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if !one.page.is_empty() {
                ui.label(quiet_text(ui, format!("p. {}", one.page)));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| elided(ui, name.as_str()));
        });
    });
    response.on_hover_text(told).clicked()
}

/// The fields of the item that is open.
fn editor(ui: &mut Ui, desk: &mut Desk<'_>, checklist: Checklist, one: &Answered) {
    let key = checklist.answer_to(one.number).key();
    let given = desk.study.get(checklist.answer_to(one.number)).cloned();
    let given = given.unwrap_or_else(|| ChecklistAnswer::to(checklist, one.number));
    ui.spacing_mut().item_spacing.y = 4.0;
    wrapped(ui, quiet_text(ui, one.ask));
    if let Some(known) = &one.known {
        wrapped(ui, quiet_text(ui, format!("The study says: {known}")));
    } else if let Answer::NotApplicable(why) = &one.answer {
        wrapped(ui, quiet_text(ui, format!("Printed as not applicable: {why}")));
    }
    ui.add_enabled_ui(desk.writable, |ui| {
        let (name, hint) = if given.not_applicable {
            ("Why it does not apply", "Why it does not apply")
        } else {
            ("Your answer", if one.known.is_some() { "Your answer, printed instead" } else { "Your answer" })
        };
        desk.drafts.field(ui, key, Field::Answer, &given.text, (name, hint, 4));
        let mut not_applicable = given.not_applicable;
        if ui.checkbox(&mut not_applicable, "Does not apply").changed() {
            desk.drafts.finish();
            let answer = ChecklistAnswer { not_applicable, ..given.clone() };
            desk.plan_quietly(|study, stamp| answer_item(study, stamp, answer));
        }
        ui.horizontal(|ui| {
            ui.label("Page");
            desk.drafts.field(ui, key, Field::Page, &given.page, ("Page in the manuscript", "7, or Methods", 1));
        });
        ui.horizontal(|ui| {
            if let Some(known) = one.known.as_ref().filter(|_| given.text.is_empty() && !given.not_applicable)
                && ui.button("Begin with what the study says").clicked()
            {
                let answer = ChecklistAnswer { text: known.clone(), ..given.clone() };
                desk.plan_quietly(|study, stamp| answer_item(study, stamp, answer));
            }
            if !given.is_empty() && ui.button("Take the answer back").clicked() {
                desk.drafts.finish();
                desk.plan(|study, stamp| answer_item(study, stamp, ChecklistAnswer::to(checklist, one.number)));
            }
        });
    });
}
