//! All quotations of the chosen code and the codes under it, with jump to each in place and back.

use eframe::egui::{
    Align, Frame, Layout, Margin, RichText, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo,
};

use super::CodeRoom;
use crate::{
    analysis::{self, Quotation},
    app::{
        look::{Tokens, icons, paint, tokens},
        session::{Ask, Desk},
        widgets::{icon_button, quiet_text, strong_text, swatch},
    },
    operations,
    study::{ExampleKind, Id, Transcript},
};

/// A place in a transcript: the byte at the top of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    pub transcript: Id<Transcript>,
    pub at: usize,
}

pub fn show(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let Some(code) = desk.study.get_opt(room.chosen) else {
        ui.label(quiet_text(ui, "Choose a code in the tree: what was coded with it stands here."));
        return;
    };
    let codes = desk.study.code_and_below(code.id);
    let quotations = analysis::quotations(desk.study, &codes, None);
    ui.horizontal(|ui| {
        ui.label(strong_text(format!("Quotations of {}", code.name)));
        ui.label(quiet_text(ui, format!("{}", quotations.len())));
    });
    if quotations.is_empty() {
        ui.label(quiet_text(ui, "Nothing is coded with it yet. Select words and press Enter, or click the code."));
        return;
    }
    ScrollArea::vertical().auto_shrink([false, false]).id_salt(code.id.uuid()).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        // A card is drawn only where it shows; its height is remembered from when it last did.
        for quotation in &quotations {
            let id = ui.make_persistent_id(("quotation", quotation.coding.uuid()));
            let height: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(64.0);
            let place = eframe::egui::Rect::from_min_size(
                ui.cursor().min,
                eframe::egui::Vec2::new(ui.available_width(), height),
            );
            if ui.is_rect_visible(place) {
                let drawn = card(room, ui, desk, quotation, codes.len() > 1);
                ui.data_mut(|data| data.insert_temp(id, drawn));
            } else {
                ui.allocate_space(place.size());
            }
        }
    });
}

fn card(room: &mut CodeRoom, ui: &mut Ui, desk: &mut Desk<'_>, quotation: &Quotation, several: bool) -> f32 {
    let tokens = tokens(ui.ctx());
    let builder = UiBuilder::new().sense(Sense::click()).id_salt(quotation.coding.uuid());
    let mut acted = false;
    let scope = ui.scope_builder(builder, |ui| {
        let active = room.active_coding(desk.study) == Some(quotation.coding);
        let edge = if active || ui.response().hovered() { tokens.accent } else { tokens.line };
        let frame = Frame::new()
            .fill(tokens.card)
            .stroke(Stroke::new(1.0, edge))
            .corner_radius(6)
            .inner_margin(Margin::symmetric(10, 6));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                if several {
                    swatch(ui, desk.study.code_colour(quotation.code).map_or(tokens.quiet, paint));
                    ui.label(
                        RichText::new(desk.study.get(quotation.code).map_or("", |code| code.name.as_str()))
                            .size(Tokens::SMALL),
                    );
                    ui.label(quiet_text(ui, "·"));
                }
                ui.label(quiet_text(ui, &quotation.attribution));
                if let Some(coder) = desk.study.get(quotation.coder) {
                    ui.label(quiet_text(ui, format!("· {}", coder.initials)))
                        .on_hover_text(format!("Coded by {}", coder.name));
                }
                if let Some(valence) = quotation.valence {
                    ui.label(quiet_text(ui, format!("· {}", super::super::themes_room::valence_name(valence))));
                }
                if quotation.contradicts {
                    ui.label(
                        RichText::new(format!("{} contradicts", icons::CONTRADICTS))
                            .size(Tokens::SMALL)
                            .color(tokens.warning),
                    );
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if desk.writable {
                        if icon_button(ui, icons::REMOVE, "Detach this coding").clicked() {
                            desk.plan(|study, stamp| operations::detach(study, stamp, &[quotation.coding]));
                            acted = true;
                        }
                        if icon_button(ui, icons::EXAMPLE, "Use as example of its code, or take it back").clicked() {
                            desk.plan(|study, stamp| {
                                operations::toggle_exemplar(study, stamp, quotation.coding, ExampleKind::Typical)
                            });
                            acted = true;
                        }
                    }
                });
            });
            let mut words = eframe::egui::text::LayoutJob::default();
            let font = eframe::egui::FontId::proportional(Tokens::BODY);
            let format =
                |colour| eframe::egui::TextFormat { font_id: font.clone(), color: colour, ..Default::default() };
            words.append(&quotation.before, 0.0, format(tokens.quiet));
            words.append(&quotation.words, 0.0, format(tokens.text));
            words.append(&quotation.after, 0.0, format(tokens.quiet));
            ui.label(words);
            if !quotation.memo.is_empty() {
                ui.label(quiet_text(ui, format!("{} {}", icons::MEMO, quotation.memo)));
            }
        });
    });
    let name = format!("{}: {}", quotation.attribution, operations::elide(&quotation.words, 80));
    scope.response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if scope.response.clicked() && !acted {
        desk.asks.push(Ask::ShowCoding(quotation.coding));
    }
    scope.response.rect.height()
}
