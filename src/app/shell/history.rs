//! The journal in words: who did what and when, with "undo to here".

use eframe::egui::{RichText, ScrollArea, Ui};

use crate::{
    app::{
        look::{Tokens, icons, paint, tokens},
        session::Ask,
        widgets::{Row, elided, icon_button, quiet_text, strong_text},
    },
    journal::{Act, History},
    study::Study,
};

/// The history, newest first. Gives back whether it is to be closed.
pub fn history_panel(ui: &mut Ui, study: &Study, history: &History, asks: &mut Vec<Ask>) -> bool {
    let mut close = false;
    ui.horizontal(|ui| {
        ui.label(strong_text("History"));
        ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
            close = icon_button(ui, icons::CLOSE, "Close the history").clicked();
        });
    });
    ui.label(quiet_text(ui, "Everything that was done in this study. Click an entry to undo to there."));
    ui.add_space(Tokens::SMALL_GAP);
    let heads = history.heads();
    let scroll = ScrollArea::vertical().auto_shrink([false, false]);
    ui.spacing_mut().item_spacing.y = 2.0;
    scroll.show_rows(ui, Tokens::ROW, heads.len(), |ui, rows| {
        for at in rows {
            let Some(head) = heads.len().checked_sub(at + 1).and_then(|at| heads.get(at)) else { continue };
            let stands = history.stands(head.id);
            let coder = head.by.and_then(|id| study.get(id));
            let row = Row { name: &head.sentence, chosen: false, indent: 0.0 };
            let response = row.show(ui, |ui| {
                let tokens = tokens(ui.ctx());
                let ink = coder.map_or(tokens.quiet, |coder| tokens.mark(paint(coder.colour)));
                ui.label(
                    RichText::new(coder.map_or("·", |coder| coder.initials.as_str())).color(ink).size(Tokens::SMALL),
                );
                let sentence = RichText::new(plain(&head.sentence));
                elided(ui, if stands { sentence } else { sentence.strikethrough().color(tokens.quiet) });
            });
            let zone = jiff::tz::TimeZone::system();
            let when = head.at.to_zoned(zone).strftime("%-d %b %Y, %H:%M:%S").to_string();
            let who = coder.map_or("Colloquy", |coder| coder.name.as_str());
            let response = response.on_hover_text(format!("{}\n{who}, {when}", plain(&head.sentence)));
            if stands && head.act == Act::Did && response.clicked() {
                asks.push(Ask::UndoTo(head.id));
            }
        }
    });
    close
}

/// A sentence without the marks around names.
pub fn plain(sentence: &str) -> String {
    sentence.replace('*', "")
}
