//! What may be chosen of the quotation book.

use eframe::egui::Ui;

use super::{
    Printing,
    options::{board, choice, number},
};
use crate::{
    app::widgets::{quiet_text, section},
    operations::elide,
    report::Arrangement,
    study::{Role, Study},
};

pub fn show(printing: &mut Printing, ui: &mut Ui, study: &Study) {
    let options = &mut printing.quotes;
    section(ui, "Quotations stand under");
    for (by, name) in [
        (Arrangement::Theme, "Sub-themes"),
        (Arrangement::Code, "Codes"),
        (Arrangement::Group, "Groups"),
        (Arrangement::Participant, "Participants"),
    ] {
        ui.radio_value(&mut options.by, by, name);
    }
    if options.by == Arrangement::Theme {
        board(ui, study, &mut options.board);
    }
    let coders: Vec<_> = study.coders().filter(|coder| coder.role == Role::Coder).collect();
    if coders.len() > 1 {
        section(ui, "As coded by");
        let text = study.get_opt(options.coder).map_or("every coder", |coder| coder.name.as_str()).to_owned();
        choice(ui, ("As coded by", "coder"), &elide(&text, 40), |ui| {
            ui.selectable_value(&mut options.coder, None, "every coder");
            for coder in coders {
                ui.selectable_value(&mut options.coder, Some(coder.id), elide(&coder.name, 60));
            }
        });
    }
    section(ui, "How many, how long");
    number(ui, &mut options.most, 500, "under a heading; 0 for all");
    number(ui, &mut options.words, 500, "words, the rest as […]; 0 for all");
    ui.checkbox(&mut options.without_asides, "Leave out what happens beside the words, as [laughs]");
    ui.label(quiet_text(ui, "The author’s marks are set in italics; the transcript stays as it is."));
    ui.checkbox(&mut options.balance, "Table of who is quoted how often");
}
