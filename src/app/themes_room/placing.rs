//! Where a theme or code is placed: COM-B to tick, the TDF and the study's own frameworks to choose from, each place with
//! its reason. The canonical links are hints; nothing here is ever refused.

use eframe::egui::{Align, Button, Layout, RichText, ScrollArea, Ui};

use super::ThemesRoom;
use crate::{
    app::{
        drafts::Field,
        look::{Tokens, icons, tokens},
        session::Desk,
        widgets::{elided, icon_button, quiet_text, section, strong_text, wrapped},
    },
    framework::{Element, ElementId, ElementKind, Frameworks},
    journal::Stamp,
    operations,
    study::{Placed, Placement, Study},
};

/// The places of a theme or code, in the order in which they were given.
pub(super) fn placements_of(study: &Study, subject: Placed) -> Vec<&Placement> {
    let key = match subject {
        Placed::Theme(theme) => theme.key(),
        Placed::Code(code) => code.key(),
    };
    let mut found: Vec<&Placement> = study.referring::<Placement>(key).filter(|one| one.subject == subject).collect();
    found.sort_by_key(|one| one.id);
    found
}

/// The part of a panel that says where something is placed, and why.
pub(super) fn places(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>, subject: Placed) {
    let frameworks = desk.study.frameworks();
    let mine = placements_of(desk.study, subject);
    section(ui, "Place in COM-B");
    for element in frameworks.elements("comb") {
        comb(ui, desk, subject, element, &mine);
    }
    inherited(ui, desk.study, subject, &mine);
    section(ui, "Place in another framework");
    ui.horizontal_wrapped(|ui| {
        for framework in frameworks.all().iter().filter(|framework| framework.id() != "comb") {
            ui.menu_button(format!("{} {}", icons::ADD, framework.short()), |ui| {
                ui.set_max_width(320.0);
                ScrollArea::vertical().max_height(380.0).show(ui, |ui| {
                    for element in framework.elements().iter().filter(|element| element.parent.is_none()) {
                        offered(ui, desk, frameworks, &[subject], element);
                    }
                });
            })
            .response
            .on_hover_text(framework.name());
        }
        if ui.small_button("Whole table").on_hover_text("Tick the places of all themes in one table").clicked() {
            room.page = super::Page::Placements;
        }
    });
    for placement in &mine {
        place(ui, desk, frameworks, placement, &mine);
    }
}

fn comb(ui: &mut Ui, desk: &mut Desk<'_>, subject: Placed, element: &Element, mine: &[&Placement]) {
    let component = element.kind == ElementKind::CombComponent;
    let held = mine.iter().find(|one| one.element == element.id.as_str());
    ui.horizontal(|ui| {
        if !component {
            ui.add_space(18.0);
        }
        let mut ticked = held.is_some();
        let words = if component { strong_text(&element.name) } else { RichText::new(&element.name) };
        if ui.checkbox(&mut ticked, words).on_hover_text(&element.plain).changed() {
            toggle(desk, subject, element.id.as_str());
        }
    });
}

/// Places something in an element, or takes it out of there.
pub(super) fn toggle(desk: &mut Desk<'_>, subject: Placed, element: &str) {
    let held = placements_of(desk.study, subject).into_iter().find(|one| one.element == element);
    match held {
        Some(placement) => take_out(desk, placement),
        None => desk.plan_quietly(|study, stamp| operations::place(study, stamp, subject, element, "")),
    }
}

/// Takes something out of where it is placed; where a reason goes with it, that is said.
fn take_out(desk: &mut Desk<'_>, placement: &Placement) {
    let id = placement.id;
    let plan = |study: &Study, stamp: &Stamp| operations::unplace(study, stamp, id);
    if placement.rationale.is_empty() { desk.plan_quietly(plan) } else { desk.plan(plan) }
}

/// A sub-theme without places of its own stands with its theme.
fn inherited(ui: &mut Ui, study: &Study, subject: Placed, mine: &[&Placement]) {
    let Placed::Theme(theme) = subject else { return };
    let Some(parent) = study.get(theme).and_then(|theme| theme.parent) else { return };
    let above = super::column::places(study, Placed::Theme(parent));
    if mine.is_empty() && !above.is_empty() {
        wrapped(ui, quiet_text(ui, format!("Stands with its theme: {}", above.join(", "))));
    }
}

/// An element to choose; one with elements below it as a menu of its own.
fn offered(ui: &mut Ui, desk: &mut Desk<'_>, frameworks: &Frameworks, subjects: &[Placed], element: &Element) {
    let hint = frameworks.hint(&element.id).map_or_else(String::new, |hint| format!("\n{hint}"));
    let about = format!("{}{hint}", element.plain);
    let children: Vec<&Element> = frameworks.children(&element.id).collect();
    let mut chosen = None;
    if children.is_empty() {
        if ui.button(&element.name).on_hover_text(about).clicked() {
            chosen = Some(element.id.as_str());
            ui.close();
        }
    } else {
        ui.menu_button(&element.name, |ui| {
            ui.set_max_width(320.0);
            ScrollArea::vertical().max_height(380.0).show(ui, |ui| {
                if ui.button(strong_text(format!("{}, as a whole", element.name))).clicked() {
                    chosen = Some(element.id.as_str());
                    ui.close();
                }
                for child in children {
                    offered(ui, desk, frameworks, subjects, child);
                }
            });
        })
        .response
        .on_hover_text(about);
    }
    if let Some(element) = chosen {
        let plan = |study: &Study, stamp: &Stamp| operations::place_all(study, stamp, subjects, element, true);
        if subjects.len() == 1 { desk.plan_quietly(plan) } else { desk.plan(plan) }
    }
}

/// A menu of every framework of the study, in which some themes or codes are placed at once.
pub(super) fn place_menu(ui: &mut Ui, desk: &mut Desk<'_>, subjects: &[Placed]) {
    let frameworks = desk.study.frameworks();
    ui.menu_button("Place in", |ui| {
        for framework in frameworks.all() {
            ui.menu_button(framework.short(), |ui| {
                ui.set_max_width(320.0);
                ScrollArea::vertical().max_height(380.0).show(ui, |ui| {
                    for element in framework.elements().iter().filter(|element| element.parent.is_none()) {
                        offered(ui, desk, frameworks, subjects, element);
                    }
                });
            });
        }
    });
}

/// One place: its name, who placed it there, what is usual, and the reason.
fn place(ui: &mut Ui, desk: &mut Desk<'_>, frameworks: &Frameworks, placement: &Placement, mine: &[&Placement]) {
    let id = ElementId::new(placement.element.as_str());
    let path: Vec<&str> = frameworks.path(&id).iter().map(|element| element.name.as_str()).collect();
    // Of COM-B the half is enough; of a construct the domain is told, too.
    let name = match (path.as_slice(), id.framework()) {
        ([], _) => placement.element.clone(),
        ([.., last], "comb") => (*last).to_owned(),
        (all, _) => all.join(" › "),
    };
    ui.add_space(Tokens::SMALL_GAP);
    ui.horizontal(|ui| {
        let author = desk.study.get(placement.author).map_or("", |coder| coder.initials.as_str());
        if icon_button(ui, icons::CLOSE, &format!("Take it out of {name}")).clicked() {
            take_out(desk, placement);
        }
        // A long name is cut, and the panel stays as wide as it was.
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(quiet_text(ui, author)).on_hover_text("Who placed it there");
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                elided(ui, strong_text(&name)).on_hover_text(&name);
            });
        });
    });
    if path.is_empty() {
        let words = "No framework of this study has this element. Load the framework again, or take it out.";
        wrapped(ui, RichText::new(words).size(Tokens::SMALL).color(tokens(ui.ctx()).warning));
    }
    hint(ui, desk, frameworks, placement, mine);
    desk.drafts.field(
        ui,
        placement.id.key(),
        Field::Rationale,
        &placement.rationale,
        ("Reason for this place", "Why here", 2),
    );
}

/// What is usual, where it says something: that another place departs from it, or where in COM-B it usually lies.
fn hint(ui: &mut Ui, desk: &mut Desk<'_>, frameworks: &Frameworks, placement: &Placement, mine: &[&Placement]) {
    let id = ElementId::new(placement.element.as_str());
    let others = || mine.iter().map(|other| ElementId::new(other.element.as_str()));
    let in_comb = others().any(|other| frameworks.element(&other).is_some_and(Element::is_of_comb));
    let agrees = others().any(|other| {
        frameworks.element(&other).is_some_and(Element::is_of_comb) && frameworks.hint_against(&id, &other).is_none()
    });
    let Some(hint) = frameworks.hint(&id) else { return };
    if in_comb && !agrees {
        let words = format!("{hint}. Say why it is different here.");
        wrapped(ui, RichText::new(words).size(Tokens::SMALL).color(tokens(ui.ctx()).warning));
    } else if !in_comb {
        wrapped(ui, quiet_text(ui, hint.to_string()));
        ui.horizontal_wrapped(|ui| {
            for usual in hint.usually {
                let words = format!("{} {}", icons::ADD, usual.name);
                let button = Button::new(quiet_text(ui, words)).frame_when_inactive(false);
                if ui.add(button).on_hover_text("Place it there, too").clicked() {
                    let (subject, element) = (placement.subject, usual.id.as_str());
                    desk.plan_quietly(|study, stamp| operations::place(study, stamp, subject, element, ""));
                }
            }
        });
    }
}
