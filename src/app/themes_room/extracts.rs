//! What participants said under the theme in view: how far it spreads, the extracts, and those that run against it apart.

use eframe::egui::{Button, CollapsingHeader, RichText, Ui};

use super::ThemesRoom;
use crate::{
    analysis::{Extract, ThemeExtracts, theme_extracts},
    app::{
        look::{Tokens, tokens},
        session::{Ask, Desk},
        widgets::{elided, quiet_text, section},
    },
    operations::{self, counted},
    study::{Id, Theme},
};

/// The extracts of one theme at one revision, and how many of them show.
#[derive(Default)]
pub(super) struct Kept {
    made: Option<(u64, Id<Theme>, ThemeExtracts)>,
    /// Whether all show.
    all: bool,
}

/// How many show until all are asked for.
const FIRST: usize = 5;

pub(super) fn show(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>, theme: &Theme) {
    let kept = &mut room.extracts;
    if kept.made.as_ref().is_none_or(|(revision, of, _)| (*revision, *of) != (desk.revision, theme.id)) {
        kept.all &= kept.made.as_ref().is_some_and(|(_, of, _)| *of == theme.id);
        kept.made = Some((desk.revision, theme.id, theme_extracts(desk.study, theme)));
    }
    let Some((.., found)) = &kept.made else { return };
    section(ui, "What participants said");
    let words = [
        counted(found.count(), "extract"),
        counted(found.speakers.len(), "participant"),
        counted(found.groups.len(), "group"),
    ];
    ui.label(quiet_text(ui, words.join(" · "))).on_hover_text("Moderators’ words are left out");
    if found.count() == 0 {
        return;
    }
    CollapsingHeader::new(quiet_text(ui, "Spread over participants and groups")).id_salt("spread").show(ui, |ui| {
        let groups = found.groups.iter().filter_map(|(id, count)| Some((desk.study.get(*id)?.label.clone(), *count)));
        let speakers = found.speakers.iter().filter_map(|(id, count)| {
            let speaker = desk.study.get(*id)?;
            let group = desk.study.get_opt(speaker.group).map_or("", |group| group.label.as_str());
            Some((format!("{}, {group}", speaker.label), *count))
        });
        let most = found.groups.iter().chain([]).map(|(_, count)| *count).max().unwrap_or(1);
        groups.for_each(|(name, count)| bar(ui, &name, count, most));
        ui.add_space(Tokens::SMALL_GAP);
        let most = found.speakers.first().map_or(1, |(_, count)| *count);
        speakers.for_each(|(name, count)| bar(ui, &name, count, most));
    });
    let shown = if kept.all { usize::MAX } else { FIRST };
    for extract in found.with.iter().take(shown) {
        one(ui, desk, extract);
    }
    if !found.against.is_empty() {
        let words = format!("Contradicting ({})", found.against.len());
        ui.add_space(Tokens::SMALL_GAP);
        ui.label(RichText::new(words).size(Tokens::SMALL).color(tokens(ui.ctx()).warning));
        for extract in found.against.iter().take(shown) {
            one(ui, desk, extract);
        }
    }
    let more = found.with.len().max(found.against.len()) > FIRST;
    let name = if kept.all { "Show the first of them" } else { "Show all of them" };
    if more && ui.small_button(name).clicked() {
        kept.all = !kept.all;
    }
}

/// A name with a bar as long as its part of the most.
fn bar(ui: &mut Ui, name: &str, count: usize, most: usize) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(eframe::egui::Vec2::new(54.0, 8.0), eframe::egui::Sense::hover());
        let mut filled = rect;
        filled.set_width(rect.width() * count as f32 / most.max(1) as f32);
        ui.painter().rect_filled(rect, 2.0, tokens(ui.ctx()).hover);
        ui.painter().rect_filled(filled, 2.0, tokens(ui.ctx()).accent);
        ui.label(quiet_text(ui, count.to_string()));
        elided(ui, quiet_text(ui, name));
    });
}

fn one(ui: &mut Ui, desk: &mut Desk<'_>, extract: &Extract) {
    let words = extract.span.of(desk.study.text(extract.transcript)).unwrap_or_default();
    let shown = format!("“{}”", operations::elide(words, 160));
    let button = Button::new(RichText::new(shown)).frame_when_inactive(false).wrap();
    let response = ui.add(button).on_hover_text("Show it in the transcript");
    if let Some(coding) = extract.codings.first().filter(|_| response.clicked()) {
        desk.asks.push(Ask::Show(coding.key()));
    }
    ui.label(quiet_text(ui, format!("({})", desk.study.attribution(extract.transcript, extract.span.start))));
}
