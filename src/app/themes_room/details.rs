//! The theme in view: name, central organising concept, valence, COM-B places with reasons, and what participants said.

use eframe::egui::{Align, Button, Layout, RichText, ScrollArea, Ui};

use super::{ThemesRoom, board::valence_box, valence_name};
use crate::{
    analysis,
    app::{
        drafts::Field,
        look::{Tokens, icons, tokens},
        notes::notes,
        session::{Ask, Desk},
        widgets::{empty, icon_button, quiet_text, section, strong_text},
    },
    framework::{ElementId, ElementKind, comb_and_tdf},
    operations,
    study::{Coding, NoteMark, Placed, Placement, Theme, Valence},
};

pub fn show(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    let Some(theme) = desk.study.get_opt(room.chosen) else {
        empty(
            ui,
            "No theme chosen",
            "Click a theme or a sub-theme to define it, give it a valence and place it in COM-B.",
        );
        return;
    };
    let noun = if theme.parent.is_some() { "Sub-theme" } else { "Theme" };
    ui.horizontal(|ui| {
        ui.label(strong_text(noun));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if desk.writable && icon_button(ui, icons::REMOVE, "Remove it; its codes stay in the codebook").clicked() {
                desk.plan(|study, stamp| operations::remove(study, stamp, theme.id.key()));
            }
        });
    });
    ScrollArea::vertical().auto_shrink([false, false]).id_salt(theme.id.uuid()).show(ui, |ui| {
        ui.add_enabled_ui(desk.writable, |ui| {
            fields(ui, desk, theme);
            valence(ui, desk, theme);
            placements(ui, desk, theme);
            notes(ui, desk, theme.id.key());
        });
        extracts(ui, desk, theme);
    });
}

fn fields(ui: &mut Ui, desk: &mut Desk<'_>, theme: &Theme) {
    let fields = [
        (Field::Name, &theme.name, "Name", "Name", 1),
        (Field::Definition, &theme.definition, "Central organising concept", "What holds it together", 4),
        (Field::IsNot, &theme.is_not, "What it is not", "What belongs elsewhere", 2),
    ];
    for (field, value, name, hint, rows) in fields {
        section(ui, name);
        desk.drafts.field(ui, theme.id.key(), field, value, (name, hint, rows));
    }
}

fn valence(ui: &mut Ui, desk: &mut Desk<'_>, theme: &Theme) {
    section(ui, "Valence, as you judge it");
    ui.horizontal_wrapped(|ui| {
        let choices = [Some(Valence::Barrier), Some(Valence::Enabler), Some(Valence::Both), None];
        for choice in choices {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                if choice.is_some() {
                    valence_box(ui, choice);
                }
                let name = match choice {
                    Some(Valence::Both) => "both",
                    Some(valence) => valence_name(valence),
                    None => "not set",
                };
                if ui.radio(theme.valence == choice, name).clicked() && theme.valence != choice {
                    let after = Theme { valence: choice, ..theme.clone() };
                    desk.plan_quietly(|study, stamp| operations::edit_theme(study, stamp, after));
                }
            });
        }
    });
    if theme.parent.is_some() {
        ui.horizontal(|ui| {
            ui.label(quiet_text(ui, "Note mark"));
            for mark in NoteMark::ALL {
                if ui.selectable_label(theme.note_mark == Some(mark), mark.symbol().to_string()).clicked() {
                    let note_mark = (theme.note_mark != Some(mark)).then_some(mark);
                    let after = Theme { note_mark, ..theme.clone() };
                    desk.plan_quietly(|study, stamp| operations::edit_theme(study, stamp, after));
                }
            }
        });
    }
}

fn placements(ui: &mut Ui, desk: &mut Desk<'_>, theme: &Theme) {
    section(ui, "Place in COM-B");
    let subject = Placed::Theme(theme.id);
    let mine: Vec<&Placement> =
        desk.study.referring::<Placement>(theme.id.key()).filter(|one| one.subject == subject).collect();
    let frameworks = comb_and_tdf();
    for element in frameworks.elements("comb") {
        let component = element.kind == ElementKind::CombComponent;
        let held = mine.iter().find(|one| one.element == element.id.as_str());
        ui.horizontal(|ui| {
            if !component {
                ui.add_space(18.0);
            }
            let mut ticked = held.is_some();
            let words = if component { strong_text(&element.name) } else { RichText::new(&element.name) };
            if ui.checkbox(&mut ticked, words).on_hover_text(&element.plain).changed() {
                match held {
                    Some(placement) => {
                        desk.plan_quietly(|study, stamp| operations::unplace(study, stamp, placement.id))
                    }
                    None => desk
                        .plan_quietly(|study, stamp| operations::place(study, stamp, subject, element.id.as_str(), "")),
                }
            }
        });
    }
    ui.menu_button(format!("{} TDF domain", icons::ADD), |ui| {
        ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            for element in frameworks.elements("tdf").iter().filter(|element| element.kind == ElementKind::TdfDomain) {
                let hint = frameworks.hint(&element.id).map_or_else(String::new, |hint| hint.to_string());
                if ui.button(&element.name).on_hover_text(format!("{}\n{hint}", element.plain)).clicked() {
                    desk.plan_quietly(|study, stamp| operations::place(study, stamp, subject, element.id.as_str(), ""));
                    ui.close();
                }
            }
        });
    });
    for placement in &mine {
        let id = ElementId::new(placement.element.as_str());
        let name = frameworks.element(&id).map_or(placement.element.as_str(), |element| element.name.as_str());
        ui.add_space(Tokens::SMALL_GAP);
        ui.horizontal(|ui| {
            ui.label(strong_text(name));
            if icon_button(ui, icons::CLOSE, "Take it out of there").clicked() {
                desk.plan_quietly(|study, stamp| operations::unplace(study, stamp, placement.id));
            }
        });
        let other = mine.iter().find_map(|other| frameworks.hint_against(&id, &ElementId::new(other.element.as_str())));
        if let Some(hint) = other {
            ui.label(
                RichText::new(format!("{hint}. Say why it is different here."))
                    .size(Tokens::SMALL)
                    .color(tokens(ui.ctx()).warning),
            );
        }
        desk.drafts.field(
            ui,
            placement.id.key(),
            Field::Rationale,
            &placement.rationale,
            ("Reason for this place", "Why here", 2),
        );
    }
}

fn extracts(ui: &mut Ui, desk: &mut Desk<'_>, theme: &Theme) {
    let mut codes: Vec<_> = theme.codes.clone();
    for subtheme in desk.study.themes_under(theme.board, Some(theme.id)) {
        codes.extend(&subtheme.codes);
    }
    let codings: Vec<&Coding> = codes.iter().flat_map(|&code| desk.study.codings_with(code)).collect();
    let spread = analysis::spread_of(desk.study, codings.iter().copied());
    section(ui, "What participants said");
    ui.label(quiet_text(
        ui,
        format!("{} extracts · {} speakers · {} groups", spread.codings, spread.speakers.len(), spread.groups.len()),
    ));
    let (against, with): (Vec<&Coding>, Vec<&Coding>) = codings.into_iter().partition(|coding| coding.contradicts);
    for (heading, some) in [("", with.iter().take(3)), ("Contradicting", against.iter().take(3))] {
        if some.len() > 0 && !heading.is_empty() {
            ui.label(RichText::new(heading).size(Tokens::SMALL).color(tokens(ui.ctx()).warning));
        }
        for coding in some {
            let Some(quotation) = analysis::quotation(desk.study, coding) else { continue };
            let words = format!("“{}”", operations::elide(&quotation.words, 160));
            if ui
                .add(Button::new(RichText::new(words)).frame_when_inactive(false).wrap())
                .on_hover_text("Show it in the transcript")
                .clicked()
            {
                desk.asks.push(Ask::Show(coding.id.key()));
            }
            ui.label(quiet_text(ui, format!("({})", quotation.attribution)));
        }
    }
}
