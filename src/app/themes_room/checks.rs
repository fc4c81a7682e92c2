//! What to look at again on the board, each with a way there.

use eframe::egui::{RichText, ScrollArea, Ui};

use super::{Page, ThemesRoom};
use crate::{
    analysis::{ThemeCheck, theme_checks},
    app::{
        look::{Tokens, icons, tokens},
        session::{Ask, Desk},
        widgets::{Row, elided, icon_button, quiet_text, strong_text},
    },
    operations::counted,
    study::{Board, Id},
};

/// The checks of one board at one revision.
#[derive(Default)]
pub(super) struct Kept(Option<(u64, Id<Board>, Vec<ThemeCheck>)>);

impl Kept {
    fn of(&mut self, desk: &Desk<'_>, board: Id<Board>) -> &[ThemeCheck] {
        if self.0.as_ref().is_none_or(|(revision, of, _)| (*revision, *of) != (desk.revision, board)) {
            self.0 = Some((desk.revision, board, theme_checks(desk.study, board)));
        }
        self.0.as_ref().map_or(&[], |(.., checks)| checks)
    }
}

/// How much there is to look at, and the way to the list.
pub(super) fn button(room: &mut ThemesRoom, ui: &mut Ui, desk: &Desk<'_>, board: &Board) {
    let count = room.looked_at.of(desk, board.id).len();
    if count == 0 {
        let words = RichText::new(format!("{} Nothing to look at again", icons::SAVED)).size(Tokens::SMALL);
        ui.label(words.color(tokens(ui.ctx()).good));
        return;
    }
    let words = if count == 1 { "1 thing to look at".to_owned() } else { format!("{count} things to look at") };
    if ui.selectable_label(room.checks, words).on_hover_text("Gentle checks; none of them stands in the way").clicked()
    {
        room.checks = !room.checks;
    }
}

/// The list; a row leads to its theme or code.
pub(super) fn show(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>, board: &Board) {
    let checks = room.looked_at.of(desk, board.id).to_vec();
    ui.horizontal(|ui| {
        ui.label(strong_text("To look at again"));
        ui.label(quiet_text(ui, format!("{}; you decide", counted(checks.len(), "thing"))));
        ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
            if icon_button(ui, icons::CLOSE, "Close the list").clicked() {
                room.checks = false;
            }
        });
    });
    ScrollArea::vertical().auto_shrink([false, false]).id_salt("to look at again").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        for check in &checks {
            let words = check.sentence.replace('*', "");
            let chosen = room.chosen == Some(check.theme);
            let response = Row { name: &words, chosen, indent: 0.0 }.show(ui, |ui| {
                ui.label(RichText::new(icons::ABOUT).color(tokens(ui.ctx()).quiet));
                elided(ui, words.as_str());
            });
            let response = response.on_hover_text(&words);
            if response.clicked() {
                room.page = Page::Board;
                room.choose(check.theme);
                room.wants_keys = Some(super::Wanted::Theme(check.theme));
            }
            if let Some(code) = check.code {
                response.context_menu(|ui| {
                    if ui.button("Show the code in the codebook").clicked() {
                        desk.asks.push(Ask::Show(code.key()));
                        ui.close();
                    }
                });
            }
        }
    });
}
