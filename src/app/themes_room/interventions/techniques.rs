//! The techniques of an intervention: labels as they are printed, and the taxonomy's numbers each stands for. Found by
//! number, name or words; with nothing typed, those that the Guide links with the functions chosen.

use eframe::egui::{Align, Frame, Key, Label, Layout, Margin, RichText, Role, TextEdit, Ui, WidgetInfo};

use super::super::ThemesRoom;
use crate::{
    app::{
        drafts::Field,
        look::{Tokens, icons, tokens},
        session::Desk,
        widgets::{elided, icon_button, quiet_text, section, strong_text, wrapped},
    },
    framework::{
        FunctionId,
        bct::{Technique as Known, TechniqueNumber},
        bcw::{Frequency, InterventionFunction},
        comb_and_tdf, taxonomy, wheel,
    },
    operations,
    study::{Id, Intervention, Technique},
};

/// What is remembered of the search.
#[derive(Default)]
pub(super) struct Kept {
    typed: String,
    /// The intervention in view: what was meant for the labels of another is forgotten.
    of: Option<Id<Intervention>>,
    /// The label that gets what is found, by its place; none makes a label of its own.
    label: Option<usize>,
    /// Whether all that is found shows.
    all: bool,
}

/// So many found techniques show until all are asked for.
const FIRST: usize = 8;

pub(super) fn show(room: &mut ThemesRoom, ui: &mut Ui, desk: &mut Desk<'_>, intervention: &Intervention) {
    section(ui, "Behaviour change techniques");
    let kept = &mut room.interventions.techniques;
    if kept.of != Some(intervention.id) {
        *kept = Kept { of: Some(intervention.id), all: kept.all, ..Kept::default() };
    }
    kept.label = kept.label.filter(|at| *at < intervention.techniques.len());
    for (at, technique) in intervention.techniques.iter().enumerate() {
        label(kept, ui, desk, intervention, (at, technique));
    }
    search(kept, ui, desk, intervention);
}

fn edit(desk: &mut Desk<'_>, intervention: &Intervention, change: impl FnOnce(&mut Vec<Technique>)) {
    let mut after = intervention.clone();
    change(&mut after.techniques);
    desk.plan_quietly(|study, stamp| operations::edit_intervention(study, stamp, after));
}

/// A label as it is printed, the numbers it stands for, and a way to give it more.
fn label(
    kept: &mut Kept,
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    intervention: &Intervention,
    (at, technique): (usize, &Technique),
) {
    ui.horizontal(|ui| {
        if icon_button(ui, icons::REMOVE, &format!("Remove the technique {}", technique.printed)).clicked() {
            edit(desk, intervention, |all| {
                all.remove(at);
            });
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let more = kept.label == Some(at);
            if ui.selectable_label(more, "add items").on_hover_text("What is found below joins this label").clicked() {
                kept.label = (!more).then_some(at);
            }
            if let Ok(place) = u8::try_from(at) {
                let words = ("Label as printed", "As the table prints it", 1);
                desk.drafts.field(ui, intervention.id.key(), Field::Technique(place), &technique.printed, words);
            }
        });
    });
    Frame::new().inner_margin(Margin { left: 30, ..Margin::ZERO }).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            if technique.numbers.is_empty() {
                ui.label(RichText::new("stands for no item yet").size(Tokens::SMALL).color(tokens(ui.ctx()).warning));
            }
            for number in &technique.numbers {
                let known = number.parse().ok().and_then(|number| taxonomy().technique(number));
                let name = known.map_or("not in the taxonomy", |one| one.name.as_str());
                // Whole on one line: the cross after a name stays beside the end of it.
                ui.add(Label::new(quiet_text(ui, format!("{number} {name}"))).extend())
                    .on_hover_text(known.map_or("", |one| one.plain.as_str()));
                if icon_button(ui, icons::CLOSE, &format!("Take {number} out of {}", technique.printed)).clicked() {
                    edit(desk, intervention, |all| {
                        if let Some(one) = all.get_mut(at) {
                            one.numbers.retain(|other| other != number);
                        }
                    });
                }
            }
        });
    });
}

/// The intervention's functions that the wheel knows.
fn functions(intervention: &Intervention) -> Vec<&'static InterventionFunction> {
    intervention.functions.iter().filter_map(|id| wheel().function(&FunctionId::new(id.as_str()))).collect()
}

/// The techniques that serve any of these functions: those often used first, each once.
fn linked(functions: &[&'static InterventionFunction]) -> Vec<&'static Known> {
    let mut found: Vec<(Frequency, TechniqueNumber)> = Vec::new();
    for link in functions.iter().flat_map(|function| wheel().techniques_for(&function.id)) {
        match found.iter_mut().find(|(_, number)| *number == link.technique) {
            Some((frequency, _)) => *frequency = (*frequency).min(link.frequency),
            None => found.push((link.frequency, link.technique)),
        }
    }
    found.sort_by_key(|(frequency, _)| *frequency);
    found.into_iter().filter_map(|(_, number)| taxonomy().technique(number)).collect()
}

fn search(kept: &mut Kept, ui: &mut Ui, desk: &mut Desk<'_>, intervention: &Intervention) {
    ui.add_space(Tokens::SMALL_GAP);
    let hint = "Find by number, name or words; or type a label as it is printed";
    let response = ui.add(TextEdit::singleline(&mut kept.typed).hint_text(hint).desired_width(f32::INFINITY));
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Find a technique"));
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let functions = functions(intervention);
    let typed = kept.typed.trim().to_owned();
    let found = if typed.is_empty() { linked(&functions) } else { taxonomy().search(&typed) };
    if typed.is_empty() {
        let words = match functions.as_slice() {
            [] => "Choose functions above to see the techniques that the Guide links with them.".to_owned(),
            some => {
                let names: Vec<String> = some.iter().map(|function| function.name.to_lowercase()).collect();
                format!("Linked with {} ({})", names.join(", "), wheel().techniques_citation())
            }
        };
        wrapped(ui, quiet_text(ui, words));
    }
    let shown = if kept.all { usize::MAX } else { FIRST };
    for (at, known) in found.iter().take(shown).enumerate() {
        if offered(kept, ui, desk, intervention, known, &functions) || (entered && at == 0) {
            take(kept, desk, intervention, known);
        }
    }
    if !typed.is_empty() {
        // After what has that name or number: a label may mean items that say the opposite.
        as_printed(kept, ui, desk, intervention, &typed, entered && found.is_empty());
    }
    if found.len() > FIRST {
        let words = if kept.all { "Show fewer".to_owned() } else { format!("Show all {}", found.len()) };
        if ui.small_button(words).clicked() {
            kept.all = !kept.all;
        }
    }
}

/// What is typed as a label of its own, with the items that it may mean.
fn as_printed(
    kept: &mut Kept,
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    intervention: &Intervention,
    typed: &str,
    entered: bool,
) {
    let may_mean: Vec<String> = taxonomy().candidates(typed).iter().map(ToString::to_string).collect();
    let numbers =
        if may_mean.is_empty() { "no item yet".to_owned() } else { format!("may mean {}", may_mean.join(", ")) };
    let words = format!("{} Print “{typed}” ({numbers})", icons::ADD);
    let clicked =
        ui.button(words).on_hover_text("A label as the table prints it, with the items it may mean").clicked();
    if clicked || entered {
        let new = Technique { printed: typed.to_owned(), numbers: may_mean };
        edit(desk, intervention, |all| all.push(new));
        kept.typed.clear();
    }
}

/// A technique found; true where it is wanted.
fn offered(
    kept: &Kept,
    ui: &mut Ui,
    desk: &Desk<'_>,
    intervention: &Intervention,
    known: &Known,
    functions: &[&'static InterventionFunction],
) -> bool {
    let number = known.number.to_string();
    let there = intervention.techniques.iter().any(|one| one.numbers.contains(&number));
    let serves: Vec<String> = functions
        .iter()
        .filter_map(|function| {
            let link = wheel().technique_link(&function.id, known.number)?;
            let often = if link.frequency == Frequency::Frequent { "often" } else { "less often" };
            Some(format!("{} ({often})", function.name.to_lowercase()))
        })
        .collect();
    let mut wanted = false;
    let row = ui.horizontal(|ui| {
        let name = match kept.label.and_then(|at| intervention.techniques.get(at)) {
            Some(label) => format!("Add {number} {} to {}", known.name, label.printed),
            None => format!("Add {number} {}", known.name),
        };
        wanted = desk.writable && icon_button(ui, icons::ADD, &name).clicked();
        ui.label(strong_text(&number));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if there {
                ui.label(quiet_text(ui, "chosen"));
            }
            if !serves.is_empty() {
                ui.label(quiet_text(ui, serves.join(", ")));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                elided(ui, known.name.as_str());
            });
        });
    });
    row.response.on_hover_ui(|ui| {
        ui.set_max_width(340.0);
        wrapped(ui, &known.plain);
        let through: Vec<&str> = taxonomy()
            .mechanisms_of(known.number)
            .filter_map(|link| comb_and_tdf().element(link.domain.as_ref()?))
            .map(|domain| domain.name.as_str())
            .collect();
        if !through.is_empty() {
            let words = format!("Some evidence that it works through {}; never the whole.", through.join(", "));
            wrapped(ui, quiet_text(ui, words));
        }
    });
    wanted
}

/// Takes a technique: into the label that is to have more, else as a label of its own.
fn take(kept: &mut Kept, desk: &mut Desk<'_>, intervention: &Intervention, known: &Known) {
    let number = known.number.to_string();
    let label = kept.label;
    edit(desk, intervention, |all| match label.and_then(|at| all.get_mut(at)) {
        Some(one) if !one.numbers.contains(&number) => one.numbers.push(number),
        Some(_) => {}
        None => all.push(Technique { printed: known.name.clone(), numbers: vec![number] }),
    });
    kept.typed.clear();
}
