//! The quotations of a document, beside its pages: each opens to put the author's words into it.

use eframe::egui::{CollapsingHeader, RichText, TextEdit, Ui};

use super::aside::jump;
use crate::{
    analysis::printed,
    app::{
        look::strong,
        session::{Ask, Desk},
        shell::{BracketForm, Overlay},
        widgets::quiet_text,
    },
    operations::elide,
    study::{Id, Study, Transcript},
    text::{Span, folded},
};

/// This many are listed at once.
const LISTED: usize = 60;

/// Letters of a quotation that a line shows.
const SHOWN: usize = 110;

/// A quotation as it is printed.
pub struct Printed {
    transcript: Id<Transcript>,
    span: Span,
    /// Its words with brackets and who speaks, without capitals and accents.
    sought: String,
    line: String,
}

/// The passages as they are printed.
pub fn lines(study: &Study, passages: &[(Id<Transcript>, Span)]) -> Vec<Printed> {
    let line = |&(transcript, span): &(Id<Transcript>, Span)| {
        let words = printed(study, transcript, span);
        let who = study.attribution(transcript, span.start);
        let sought = folded(&format!("{words} {who}"));
        Printed { transcript, span, sought, line: format!("“{}” ({who})", elide(&words, SHOWN)) }
    };
    passages.iter().map(line).collect()
}

/// The list, closed until it is wanted; `sought` narrows it.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>, sought: &mut String, lines: &[Printed]) {
    let heading = RichText::new(format!("Your words in quotations ({})", lines.len())).family(strong());
    CollapsingHeader::new(heading).id_salt("quotations").show(ui, |ui| {
        ui.label(quiet_text(
            ui,
            "Put words in brackets into a quotation, or leave some out. The transcript stays as it is.",
        ));
        let field = TextEdit::singleline(sought).hint_text("Find a quotation").desired_width(f32::INFINITY);
        super::options::named(ui, field, eframe::egui::Role::TextInput, "Find a quotation");
        let wanted = folded(sought.trim());
        let found: Vec<&Printed> = lines.iter().filter(|one| one.sought.contains(&wanted)).collect();
        if found.is_empty() {
            ui.label(quiet_text(ui, "No quotation has these words."));
        }
        for one in found.iter().take(LISTED) {
            if jump(ui, &one.line, "Put your words into this quotation").clicked() {
                desk.asks.push(Ask::Overlay(Overlay::Brackets(BracketForm::of(one.transcript, one.span))));
            }
        }
        if found.len() > LISTED {
            ui.label(quiet_text(ui, format!("and {} more; type some words to find one", found.len() - LISTED)));
        }
    });
}
