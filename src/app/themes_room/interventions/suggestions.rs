//! What the Behaviour Change Wheel suggests for the intervention in view: functions that go with where its barriers stand,
//! and why; policy categories that can support its functions; where it departs from the wheel. Nothing is decided here.

use std::sync::Arc;

use eframe::egui::{Button, RichText, Ui};

use super::{
    super::{ThemesRoom, scrolled},
    editor,
};
use crate::{
    app::{
        look::{Tokens, icons, tokens},
        session::Desk,
        widgets::{quiet_text, section, strong_text, wrapped},
    },
    figure::{self, Check, Reason, Suggestion, Target},
    framework::{FunctionId, PolicyId, bcw::Edition, wheel},
    operations,
    study::{Board, Details, Id, Intervention},
};

/// What the wheel says of a board, and where interventions depart from it.
#[derive(Clone, Default)]
struct Said {
    suggestions: Vec<Suggestion>,
    departures: Vec<Check>,
}

/// What it says of one board at one revision.
#[derive(Default)]
pub(super) struct Kept(Option<(u64, Id<Board>, Arc<Said>)>);

impl Kept {
    fn of(&mut self, desk: &Desk<'_>, board: Id<Board>) -> Arc<Said> {
        match &self.0 {
            Some((revision, of, said)) if (*revision, *of) == (desk.revision, board) => said.clone(),
            _ => {
                let suggestions = figure::suggestions(desk.study, board);
                let said = Arc::new(Said { suggestions, departures: figure::departures(desk.study) });
                self.0 = Some((desk.revision, board, said.clone()));
                said
            }
        }
    }
}

pub(super) fn show(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>) {
    ui.label(strong_text("Behaviour Change Wheel"));
    edition(ui, desk);
    let Some(board) = room.board_in(desk.study) else { return };
    let said = room.interventions.suggested.of(desk, board.id);
    let intervention = desk.study.get_opt(room.interventions.chosen);
    scrolled(ui, "suggestions", |ui| {
        if let Some(intervention) = intervention {
            functions(ui, desk, intervention, &said.suggestions);
            policies(ui, desk, intervention);
            departs(ui, desk, intervention, &said.departures);
        }
        unused(ui, &said.suggestions);
    });
}

/// Which of the two published tables is used: a setting of the study, and printed with it.
fn edition(ui: &mut Ui, desk: &mut Desk<'_>) {
    let before = desk.study.details();
    let mut edition = before.edition;
    ui.add_enabled_ui(desk.writable, |ui| {
        ui.horizontal_wrapped(|ui| {
            for one in Edition::ALL {
                ui.radio_value(&mut edition, one, one.label())
                    .on_hover_text("Which table links COM-B with functions. Every export says which");
            }
        });
    });
    if edition != before.edition {
        let after = Details { edition, ..before.clone() };
        desk.plan_quietly(|study, stamp| operations::edit_details(study, stamp, after));
    }
}

/// A suggestion as far as it is about what one intervention addresses; `None` where it is not.
fn for_this(suggestion: &Suggestion, intervention: &Intervention) -> Option<Suggestion> {
    let because: Vec<Reason> = suggestion
        .because
        .iter()
        .map(|reason| Reason {
            barriers: reason.barriers.iter().copied().filter(|one| intervention.addresses.contains(one)).collect(),
            ..reason.clone()
        })
        .filter(|reason| !reason.barriers.is_empty())
        .collect();
    (!because.is_empty()).then(|| Suggestion { because, ..suggestion.clone() })
}

fn functions(ui: &mut Ui, desk: &mut Desk<'_>, intervention: &Intervention, suggestions: &[Suggestion]) {
    section(ui, "Functions for what it addresses");
    let mut here: Vec<Suggestion> = suggestions.iter().filter_map(|one| for_this(one, intervention)).collect();
    let barriers = |one: &Suggestion| one.because.iter().map(|reason| reason.barriers.len()).sum::<usize>();
    here.sort_by_key(|one| std::cmp::Reverse(barriers(one)));
    if here.is_empty() {
        let words = match intervention.addresses.is_empty() {
            true => "Say what it addresses; then the functions that go with it are told here.",
            false => "No barrier that it addresses is placed in COM-B or the TDF yet. Place them on the page before.",
        };
        wrapped(ui, quiet_text(ui, words));
    }
    for one in &here {
        let held = intervention.functions.contains(&one.function);
        let plain = wheel().function(&FunctionId::new(one.function.as_str())).map_or("", |known| known.plain.as_str());
        let clicked = entry(ui, &one.name, held, desk.writable, plain);
        wrapped(ui, quiet_text(ui, one.why()));
        if clicked {
            editor::set_function(desk, intervention, &one.function, true);
        }
    }
}

/// A name with a way to take it; true where it is wanted.
fn entry(ui: &mut Ui, name: &str, held: bool, writable: bool, plain: &str) -> bool {
    ui.add_space(Tokens::SMALL_GAP);
    if held {
        let words = RichText::new(format!("{} {name}", icons::SAVED)).color(tokens(ui.ctx()).good);
        ui.label(words).on_hover_text(plain);
        return false;
    }
    let button = Button::new(format!("{} {name}", icons::ADD));
    ui.add_enabled(writable, button).on_hover_text(plain).clicked()
}

fn policies(ui: &mut Ui, desk: &mut Desk<'_>, intervention: &Intervention) {
    section(ui, "Policies that can support its functions");
    let mut any = false;
    for policy in &wheel().policies {
        let supports: Vec<String> = intervention
            .functions
            .iter()
            .filter_map(|id| wheel().function(&FunctionId::new(id.as_str())))
            .filter(|function| wheel().function_policies.links(&function.id, &PolicyId::new(policy.id.as_str())))
            .map(|function| function.name.to_lowercase())
            .collect();
        if supports.is_empty() {
            continue;
        }
        any = true;
        let held = intervention.policies.iter().any(|id| id == policy.id.as_str());
        let clicked = entry(ui, &policy.name, held, desk.writable, &policy.plain);
        wrapped(ui, quiet_text(ui, format!("Can support {}", supports.join(", "))));
        if clicked {
            editor::set_policy(desk, intervention, policy.id.as_str(), true);
        }
    }
    if !any {
        wrapped(ui, quiet_text(ui, "Choose functions; then the policies that go with them are told here."));
    }
}

fn departs(ui: &mut Ui, desk: &Desk<'_>, intervention: &Intervention, departures: &[Check]) {
    let place = desk.study.interventions_in_order().iter().position(|one| one.id == intervention.id);
    let number = place.and_then(|place| u32::try_from(place + 1).ok());
    let here: Vec<&Check> = departures
        .iter()
        .filter(|check| matches!(check.target, Some(Target::Intervention(of)) if Some(of) == number))
        .collect();
    if here.is_empty() {
        return;
    }
    section(ui, "Where it departs from the wheel");
    for check in here {
        wrapped(ui, RichText::new(&check.sentence).size(Tokens::SMALL).color(tokens(ui.ctx()).warning));
    }
}

/// Functions that go with barriers of the board and that no intervention uses.
fn unused(ui: &mut Ui, suggestions: &[Suggestion]) {
    let open: Vec<&Suggestion> = suggestions.iter().filter(|one| !one.used).collect();
    if open.is_empty() {
        return;
    }
    section(ui, "Functions that no intervention uses");
    for one in open {
        ui.label(&one.name);
        wrapped(ui, quiet_text(ui, one.why()));
    }
}
