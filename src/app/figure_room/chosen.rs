//! What the box in view stands for: the sub-theme with its interventions and what participants said, the theme, the
//! component, the code or the function.

use eframe::egui::{Align, Button, Layout, RichText, Ui, Vec2};

use super::{FigureRoom, Under};
use crate::{
    analysis::{self, Extract},
    app::{
        commands::Command,
        keymap::keymap,
        look::{Tokens, icons, tokens},
        session::{Ask, Desk},
        themes_room::valence_box,
        widgets::{elided, icon_button, quiet_text, section, strong_text, wrapped},
    },
    figure::Target,
    framework::{ElementId, FunctionId, wheel},
    operations::{self, counted},
    study::{Code, Id, Theme, Valence},
};

/// How many extracts are shown at once; the others are in Themes.
const SHOWN: usize = 24;

pub fn show(room: &mut FigureRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let Some(target) = room.marked.clone() else { return };
    match &target {
        Target::Subtheme(id) | Target::Theme(id) => {
            match id.parse::<Id<Theme>>().ok().and_then(|id| desk.study.get(id)) {
                Some(theme) => of_theme(room, ui, desk, theme),
                None => room.marked = None,
            }
        }
        Target::Component(id) => component(ui, desk, id),
        Target::Function(id) => function(ui, desk, id),
        Target::Code(id) => match id.parse::<Id<Code>>().ok().and_then(|id| desk.study.get(id)) {
            Some(code) => of_code(ui, desk, code),
            None => room.marked = None,
        },
        _ => {
            let said = room.drawn.as_ref().and_then(|drawn| {
                let areas = drawn.drawing.layout.scene.hit_areas.iter().zip(&drawn.names);
                areas.filter(|(area, _)| area.target == target).map(|(_, name)| name.clone()).next()
            });
            wrapped(ui, said.unwrap_or_default());
        }
    }
}

fn of_theme(room: &mut FigureRoom, ui: &mut Ui, desk: &mut Desk<'_>, theme: &Theme) {
    wrapped(ui, strong_text(&theme.name));
    ui.horizontal(|ui| {
        valence_box(ui, theme.valence);
        let valence = theme.valence.map_or("no valence yet", Valence::word);
        match desk.study.get_opt(theme.parent) {
            Some(parent) => elided(ui, quiet_text(ui, format!("{valence} · in {}", parent.name))),
            None => elided(ui, quiet_text(ui, format!("theme · {valence}"))),
        }
    });
    if !theme.definition.is_empty() {
        wrapped(ui, quiet_text(ui, &theme.definition));
    }
    ui.horizontal(|ui| {
        if ui.button("Open in Themes").clicked() {
            desk.asks.push(Ask::Show(theme.id.key()));
        }
        steps(ui, desk);
    });
    if theme.parent.is_some() {
        interventions(room, ui, desk, theme);
    }
    extracts(ui, desk, theme);
}

/// A step up and down among its siblings, with the keys that do the same.
fn steps(ui: &mut Ui, desk: &mut Desk<'_>) {
    let (keys, os) = (keymap(ui.ctx()), ui.ctx().os());
    ui.add_enabled_ui(desk.writable, |ui| {
        for (command, words) in [(Command::BoxUp, "Up"), (Command::BoxDown, "Down")] {
            let help = format!("{} ({})", command.entry().help, keys.text(command, os));
            if ui.button(words).on_hover_text(help).clicked() {
                desk.run(command);
            }
        }
    });
}

/// The interventions that address it, and a way to break each link.
fn interventions(room: &mut FigureRoom, ui: &mut Ui, desk: &mut Desk<'_>, theme: &Theme) {
    section(ui, "Interventions");
    let all = desk.study.interventions_in_order();
    let linked: Vec<_> = all.iter().enumerate().filter(|(_, one)| one.addresses.contains(&theme.id)).collect();
    if linked.is_empty() {
        let barrier = desk.study.counts_as_barrier(theme);
        let words = if barrier { "No intervention addresses this barrier yet." } else { "None addresses it." };
        wrapped(ui, quiet_text(ui, words));
    }
    for (at, intervention) in linked {
        let row = Vec2::new(ui.available_width(), Tokens::ROW);
        ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
            let name = format!("Intervention {} no longer addresses it", at + 1);
            if desk.writable && icon_button(ui, icons::CLOSE, &name).clicked() {
                let (intervention, theme) = (intervention.id, theme.id);
                desk.plan(|study, stamp| operations::tick(study, stamp, intervention, theme, false));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let words = format!("{}  {}", at + 1, intervention.outline);
                let response = ui.add(Button::new(RichText::new(words)).frame_when_inactive(false).truncate());
                if response.hovered() {
                    room.lit = u32::try_from(at + 1).ok();
                }
                if response.on_hover_text(&intervention.outline).clicked() {
                    room.chosen = Some(intervention.id);
                    room.under = Under::Table;
                }
            });
        });
    }
}

fn extracts(ui: &mut Ui, desk: &mut Desk<'_>, theme: &Theme) {
    let mut codes = theme.codes.clone();
    for subtheme in desk.study.themes_under(theme.board, Some(theme.id)) {
        codes.extend(&subtheme.codes);
    }
    said(ui, desk, &codes);
}

/// What was coded with these codes, what contradicts apart: words that overlap are one extract, as everywhere.
fn said(ui: &mut Ui, desk: &mut Desk<'_>, codes: &[Id<Code>]) {
    let found = analysis::extracts_of(desk.study, codes.iter().copied());
    section(ui, "What participants said");
    let spoken = [
        counted(found.count(), "extract"),
        counted(found.speakers.len(), "speaker"),
        counted(found.groups.len(), "group"),
    ];
    ui.label(quiet_text(ui, spoken.join(" · ")));
    let warning = tokens(ui.ctx()).warning;
    if !found.against.is_empty() {
        ui.label(RichText::new("Contradicting").size(Tokens::SMALL).color(warning));
        some(ui, desk, &found.against);
        if !found.with.is_empty() {
            ui.label(quiet_text(ui, "With it"));
        }
    }
    some(ui, desk, &found.with);
}

fn some(ui: &mut Ui, desk: &mut Desk<'_>, extracts: &[Extract]) {
    for coding in extracts.iter().take(SHOWN).filter_map(|one| one.codings.first()) {
        let Some(quotation) = desk.study.get(*coding).and_then(|coding| analysis::quotation(desk.study, coding)) else {
            continue;
        };
        let words = format!("“{}”", operations::elide(&quotation.words, 180));
        let button = Button::new(RichText::new(words)).frame_when_inactive(false).wrap();
        if ui.add(button).on_hover_text("Show it in the transcript").clicked() {
            desk.asks.push(Ask::Show(coding.key()));
        }
        ui.horizontal(|ui| {
            ui.add_space(ui.spacing().button_padding.x - ui.spacing().item_spacing.x);
            ui.label(quiet_text(ui, format!("({})", quotation.attribution)));
        });
    }
    if extracts.len() > SHOWN {
        ui.label(quiet_text(ui, format!("and {} more", extracts.len() - SHOWN)));
    }
}

fn component(ui: &mut Ui, desk: &mut Desk<'_>, id: &str) {
    let Some(element) = desk.study.frameworks().element(&ElementId::new(id)) else {
        wrapped(ui, strong_text(id));
        return;
    };
    wrapped(ui, strong_text(&element.name));
    wrapped(ui, quiet_text(ui, &element.plain));
    ui.add_space(Tokens::SMALL_GAP);
    ui.horizontal(|ui| steps(ui, desk));
}

fn function(ui: &mut Ui, desk: &mut Desk<'_>, id: &str) {
    let Some(function) = wheel().function(&FunctionId::new(id)) else { return };
    wrapped(ui, strong_text(&function.name));
    wrapped(ui, quiet_text(ui, &function.plain));
    section(ui, "Interventions that work by it");
    for (at, intervention) in desk.study.interventions_in_order().into_iter().enumerate() {
        if intervention.functions.iter().any(|one| one == id) {
            wrapped(ui, format!("{}  {}", at + 1, intervention.outline));
        }
    }
}

fn of_code(ui: &mut Ui, desk: &mut Desk<'_>, code: &Code) {
    wrapped(ui, strong_text(&code.name));
    if !code.brief.is_empty() {
        wrapped(ui, quiet_text(ui, &code.brief));
    }
    if ui.button("Open in Code").clicked() {
        desk.asks.push(Ask::Show(code.id.key()));
    }
    said(ui, desk, &[code.id]);
}
