//! Narrowing: the choices of a query, as a menu and as chips that say what is narrowed and take it back. The list of
//! quotations and the transcript's own filter share it.

use eframe::egui::{
    Button, ComboBox, PopupCloseBehavior, RichText, Ui,
    containers::menu::{MenuButton, MenuConfig},
};

use crate::{
    analysis::Wanted,
    app::{
        look::{Tokens, icons, tokens},
        session::{Ask, Desk},
        shell::{Finder, Overlay},
        widgets::section,
    },
    operations::elide,
    study::{Code, Id, Level, Study, Valence},
};

/// Which query a code is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Query {
    Quotations,
    Transcript,
}

/// Which part of a query a code is added to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Codes,
    Also,
    Without,
}

impl Part {
    pub fn of(self, wanted: &mut Wanted) -> &mut Vec<Id<Code>> {
        match self {
            Part::Codes => &mut wanted.codes,
            Part::Also => &mut wanted.also,
            Part::Without => &mut wanted.without,
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Part::Codes => "Codes shown",
            Part::Also => "Where also coded with",
            Part::Without => "Where not coded with",
        }
    }
}

/// The menu behind a button; `parts` are the lists of codes that it offers, `more` is drawn at its top.
pub fn menu(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    wanted: &mut Wanted,
    (name, query, parts): (&str, Query, &[Part]),
    more: impl FnOnce(&mut Ui, &mut Desk<'_>),
) {
    let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let button = Button::new(RichText::new(name).size(Tokens::SMALL)).small();
    MenuButton::from_button(button).config(config).ui(ui, |ui| {
        ui.set_width(290.0);
        more(ui, desk);
        people(ui, desk, wanted);
        marks(ui, wanted);
        for &part in parts {
            section(ui, part.heading());
            ui.horizontal_wrapped(|ui| {
                let codes = part.of(wanted);
                codes.retain(|&code| !chip(ui, &code_name(desk.study, code), part.heading()));
                if ui.small_button("Add a code…").clicked() {
                    desk.asks.push(Ask::Overlay(Overlay::Narrow(query, part, Finder::default())));
                    ui.close();
                }
            });
        }
        ui.add_space(Tokens::GAP);
        if ui.add_enabled(wanted.narrows(), Button::new("Show everything again")).clicked() {
            widen(wanted);
            ui.close();
        }
    });
}

/// Takes every narrowing back; the codes asked for stay where they are not a narrowing of the transcript.
fn widen(wanted: &mut Wanted) {
    *wanted = Wanted {
        codes: std::mem::take(&mut wanted.codes),
        with_below: wanted.with_below,
        moderators: wanted.moderators,
        ..Wanted::default()
    };
}

fn people(ui: &mut Ui, desk: &Desk<'_>, wanted: &mut Wanted) {
    let study = desk.study;
    let coders: Vec<_> = study.coders().map(|coder| (coder.id, coder.name.clone())).collect();
    if coders.len() > 1 {
        choice(ui, "Coded by", "Everyone", &mut wanted.coder, coders);
    }
    let groups: Vec<_> = study.groups_in_order().iter().map(|group| (group.id, group.label.clone())).collect();
    choice(ui, "Group", "All groups", &mut wanted.group, groups);
    let speakers = study.participants().filter(|one| wanted.group.is_none_or(|group| one.group == Some(group)));
    let mut speakers: Vec<_> = speakers
        .map(|one| {
            let group = one.group.and_then(|id| study.get(id));
            let place = group.map_or((i64::MAX, ""), |group| (group.order, group.label.as_str()));
            let name = if wanted.group.is_some() { one.label.clone() } else { format!("{}, {}", one.label, place.1) };
            ((place.0, one.order), one.id, name)
        })
        .collect();
    speakers.sort();
    let speakers = speakers.into_iter().map(|(_, id, name)| (id, name)).collect();
    choice(ui, "Said by", "Everyone", &mut wanted.speaker, speakers);
}

fn choice<T: Copy + PartialEq>(ui: &mut Ui, name: &str, all: &str, chosen: &mut Option<T>, from: Vec<(T, String)>) {
    section(ui, name);
    let shown = from.iter().find(|(id, _)| Some(*id) == *chosen).map_or(all, |(_, name)| name.as_str()).to_owned();
    let combo = ComboBox::from_id_salt(name).width(270.0).selected_text(elide(&shown, 40));
    let response = combo.show_ui(ui, |ui| {
        ui.selectable_value(chosen, None, all);
        for (id, name) in from {
            ui.selectable_value(chosen, Some(id), name);
        }
    });
    response.response.widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::ComboBox, true, name));
}

fn marks(ui: &mut Ui, wanted: &mut Wanted) {
    section(ui, "Valence");
    ui.horizontal(|ui| {
        ui.selectable_value(&mut wanted.valence, None, "Any");
        for valence in [Valence::Barrier, Valence::Enabler, Valence::Both] {
            ui.selectable_value(&mut wanted.valence, Some(valence), Valence::word(valence));
        }
    });
    section(ui, "Level");
    ui.horizontal(|ui| {
        ui.selectable_value(&mut wanted.level, None, "Any");
        for level in [Level::Semantic, Level::Latent] {
            ui.selectable_value(&mut wanted.level, Some(level), Level::word(level));
        }
    });
    ui.add_space(Tokens::GAP);
    ui.checkbox(&mut wanted.contradicts, "Only what contradicts");
    ui.checkbox(&mut wanted.moderators, "Moderators’ words, too");
}

/// What is narrowed, a chip each; a click takes it back.
pub fn chips(ui: &mut Ui, desk: &Desk<'_>, wanted: &mut Wanted, parts: &[Part]) {
    let study = desk.study;
    for &part in parts {
        let lead = match part {
            Part::Codes => "",
            Part::Also => "also ",
            Part::Without => "not ",
        };
        part.of(wanted).retain(|&code| !chip(ui, &format!("{lead}{}", code_name(study, code)), part.heading()));
    }
    let coder = wanted.coder.map(|id| study.get(id).map_or("", |coder| coder.name.as_str()));
    give_back(ui, coder, &mut wanted.coder);
    let group = wanted.group.map(|id| study.get(id).map_or("", |group| group.label.as_str()));
    give_back(ui, group, &mut wanted.group);
    let speaker = wanted.speaker.map(|id| study.get(id).map_or("", |speaker| speaker.label.as_str()));
    give_back(ui, speaker, &mut wanted.speaker);
    let valence = wanted.valence.map(Valence::word);
    give_back(ui, valence, &mut wanted.valence);
    let level = wanted.level.map(Level::word);
    give_back(ui, level, &mut wanted.level);
    if wanted.contradicts && chip(ui, "contradicting", "Narrowed to") {
        wanted.contradicts = false;
    }
}

fn give_back<T>(ui: &mut Ui, name: Option<&str>, narrowed: &mut Option<T>) {
    if let Some(name) = name
        && chip(ui, name, "Narrowed to")
    {
        *narrowed = None;
    }
}

/// A word with a cross; true where it was clicked away.
pub fn chip(ui: &mut Ui, name: &str, what: &str) -> bool {
    let tokens = tokens(ui.ctx());
    let text = RichText::new(format!("{} {}", elide(name, 36), icons::CLOSE)).size(Tokens::SMALL);
    let button = Button::new(text).small().fill(tokens.chosen);
    let response = ui.add(button).on_hover_text(format!("{what}: {name}. Click to take it back."));
    let said = format!("{what}: {name}. Take it back");
    response.widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Button, true, &said));
    response.clicked()
}

fn code_name(study: &Study, code: Id<Code>) -> String {
    study.get(code).map_or_else(|| "a code that is gone".to_owned(), |code| code.name.clone())
}
