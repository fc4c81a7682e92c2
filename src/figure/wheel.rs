//! What the Behaviour Change Wheel says of a study's barriers and of what is proposed against them. It suggests and
//! notes; it never decides.

use std::collections::BTreeMap;

use super::{Check, CheckKind, Severity, Target, wrap::clean};
use crate::{
    framework::{Element, ElementId, FunctionId, bcw::InterventionFunction, comb_and_tdf, taxonomy, wheel},
    study::{Board, Id, Intervention, Placed, Placement, Study, Theme},
};

/// An intervention function that goes with where the barriers stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// As in `assets/framework/bcw.ron`.
    pub function: String,
    /// As published.
    pub name: String,
    /// Where the barriers stand that it goes with, in the order of the board.
    pub because: Vec<Reason>,
    /// The policy categories that can support it, as published.
    pub policies: Vec<String>,
    /// Whether an intervention of the study already uses it.
    pub used: bool,
}

/// A place in the framework, and the barriers that stand there.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    pub element: ElementId,
    pub name: String,
    pub barriers: Vec<Id<Theme>>,
}

impl Suggestion {
    /// Why it is suggested: "Goes with physical opportunity (3 barriers) and social opportunity (1 barrier)".
    pub fn why(&self) -> String {
        let places: Vec<String> = self
            .because
            .iter()
            .map(|reason| {
                let count = reason.barriers.len();
                let plural = if count == 1 { "" } else { "s" };
                format!("{} ({count} barrier{plural})", reason.name.to_lowercase())
            })
            .collect();
        format!("Goes with {}", and(&places))
    }
}

/// The functions that the study's edition of the wheel links with where a board's barriers stand, those with the most
/// barriers first.
pub fn suggestions(study: &Study, board: Id<Board>) -> Vec<Suggestion> {
    let edition = study.details().edition;
    let mut reasons: Vec<Reason> = Vec::new();
    for theme in study.themes_under(board, None) {
        for subtheme in study.themes_under(board, Some(theme.id)) {
            if !study.counts_as_barrier(subtheme) {
                continue;
            }
            for place in places(study, subtheme) {
                match reasons.iter_mut().find(|reason| reason.element == place.id) {
                    Some(reason) => reason.barriers.push(subtheme.id),
                    None => reasons.push(Reason {
                        element: place.id.clone(),
                        name: place.name.clone(),
                        barriers: vec![subtheme.id],
                    }),
                }
            }
        }
    }
    let used = |id: &FunctionId| study.interventions().any(|one| one.functions.iter().any(|used| used == id.as_str()));
    let mut found: Vec<Suggestion> = wheel()
        .functions
        .iter()
        .map(|function| {
            let goes = |reason: &&Reason| {
                let linked = wheel().functions_for(comb_and_tdf(), &reason.element, edition);
                linked.iter().any(|linked| linked.id == function.id)
            };
            Suggestion {
                function: function.id.as_str().to_owned(),
                name: function.name.clone(),
                because: reasons.iter().filter(goes).cloned().collect(),
                policies: wheel().policies_for(&function.id).into_iter().map(|policy| policy.name.clone()).collect(),
                used: used(&function.id),
            }
        })
        .filter(|suggestion| !suggestion.because.is_empty())
        .collect();
    let barriers = |one: &Suggestion| one.because.iter().map(|reason| reason.barriers.len()).sum::<usize>();
    found.sort_by_key(|one| std::cmp::Reverse(barriers(one)));
    found
}

/// Where a sub-theme stands: its own places, or those of its theme. Places in COM-B go before all others.
pub(super) fn places(study: &Study, theme: &Theme) -> Vec<&'static Element> {
    let own = placed(study, theme.id);
    let found = match theme.parent {
        Some(parent) if own.is_empty() => placed(study, parent),
        _ => own,
    };
    let in_comb: Vec<&'static Element> = found.iter().copied().filter(|element| element.is_of_comb()).collect();
    if in_comb.is_empty() { found } else { in_comb }
}

fn placed(study: &Study, theme: Id<Theme>) -> Vec<&'static Element> {
    let own = study.referring::<Placement>(theme.key()).filter(|one| one.subject == Placed::Theme(theme));
    let mut found: Vec<&'static Element> = Vec::new();
    for element in own.filter_map(|one| study.frameworks().element(&ElementId::new(one.element.as_str()))) {
        if !found.iter().any(|other| other.id == element.id) {
            found.push(element);
        }
    }
    found
}

/// The functions that the wheel links with where a sub-theme stands.
pub(super) fn linked_with(study: &Study, theme: &Theme) -> Vec<&'static InterventionFunction> {
    let edition = study.details().edition;
    let mut found: Vec<&'static InterventionFunction> = Vec::new();
    for place in places(study, theme) {
        for function in wheel().functions_for(comb_and_tdf(), &place.id, edition) {
            if !found.iter().any(|other| other.id == function.id) {
                found.push(function);
            }
        }
    }
    found
}

/// Functions and techniques of interventions that the wheel does not link with what they address: advice, to be kept
/// or followed as the researcher sees fit.
pub fn departures(study: &Study) -> Vec<Check> {
    let mut found = Vec::new();
    for (place, intervention) in study.interventions_in_order().into_iter().enumerate() {
        let number = u32::try_from(place + 1).unwrap_or(u32::MAX);
        let say = |kind: CheckKind, sentence: String| Check {
            severity: Severity::Advice,
            kind,
            sentence,
            target: Some(Target::Intervention(number)),
        };
        found.extend(functions(study, intervention, number).map(|one| say(CheckKind::FunctionNotLinked, one)));
        found.extend(techniques(intervention, number).map(|one| say(CheckKind::TechniqueNotLinked, one)));
    }
    found
}

fn functions(study: &Study, intervention: &Intervention, number: u32) -> impl Iterator<Item = String> {
    let themes: Vec<&Theme> = intervention.addresses.iter().filter_map(|&id| study.get(id)).collect();
    let mut stands: BTreeMap<&str, &str> = BTreeMap::new();
    let mut linked: Vec<&FunctionId> = Vec::new();
    for theme in &themes {
        stands.extend(places(study, theme).into_iter().map(|place| (place.id.as_str(), place.name.as_str())));
        linked.extend(linked_with(study, theme).into_iter().map(|function| &function.id));
    }
    let mut said = Vec::new();
    for id in &intervention.functions {
        let function = wheel().function(&FunctionId::new(id.as_str()));
        // Where nothing is placed, nothing can be said.
        let Some(function) = function.filter(|function| !stands.is_empty() && !linked.contains(&&function.id)) else {
            continue;
        };
        let places: Vec<String> = stands.values().map(|name| name.to_lowercase()).collect();
        said.push(format!(
            "Intervention {number} works by {}, which the wheel ({}) does not link with where its sub-themes stand ({}). \
             Keep it if that is meant.",
            function.name.to_lowercase(),
            study.details().edition.label(),
            places.join(", ")
        ));
    }
    said.into_iter()
}

fn techniques(intervention: &Intervention, number: u32) -> impl Iterator<Item = String> {
    let known: Vec<&InterventionFunction> =
        intervention.functions.iter().filter_map(|id| wheel().function(&FunctionId::new(id.as_str()))).collect();
    let mut said = Vec::new();
    for technique in &intervention.techniques {
        let numbers: Vec<_> = technique.numbers.iter().filter_map(|number| number.parse().ok()).collect();
        let listed = |number| known.iter().any(|function| wheel().technique_link(&function.id, number).is_some());
        let exists = numbers.iter().any(|number| taxonomy().technique(*number).is_some());
        if known.is_empty() || !exists || numbers.iter().any(|number| listed(*number)) {
            continue;
        }
        let names: Vec<String> = known.iter().map(|function| function.name.to_lowercase()).collect();
        said.push(format!(
            "Intervention {number}: “{}” ({}) is not among the techniques that the Guide of 2014 lists for {}. Keep it \
             if that is meant.",
            clean(&technique.printed),
            technique.numbers.join(", "),
            and(&names)
        ));
    }
    said.into_iter()
}

/// Words in a sentence: "one", "one and two", "one, two and three".
fn and(words: &[String]) -> String {
    match words {
        [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        _ => words.concat(),
    }
}
