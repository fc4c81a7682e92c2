//! A board as a flow: what was said most shows widest.

use std::collections::BTreeMap;

use super::{Flow, FlowLink, FlowNode};
use crate::{
    analysis::extracts_of,
    figure::{FigureOptions, SubthemeBox, Target, Valence, figure_of, of_study::title_of, wrap::clean},
    framework::wheel,
    study::{Board, Code, Id, Study, Theme},
};

/// The flow of one board, with at most `most_codes` boxes for codes: where there are more, those of a theme that were
/// attached least are drawn as one; with none at all, the flow begins with the themes. Codes that were never attached
/// carry nothing and are left out.
pub fn flow_of(study: &Study, board: Id<Board>, options: &FigureOptions, most_codes: usize) -> Flow {
    let mut model = figure_of(study, board, options);
    model.title = title_of(options, "From codes to themes, COM-B and intervention functions");
    let mut building = Building {
        study,
        themes: study.themes().map(|theme| (theme.id.to_string(), theme)).collect(),
        flow: Flow::default(),
        codes: Vec::new(),
    };
    for component in &model.components {
        let at = building.node(2, Target::Component(component.id.clone()), &component.name);
        for theme in &component.themes {
            let place = building.node(1, Target::Theme(theme.id.clone()), &theme.name);
            for subtheme in &theme.subthemes {
                let carried = building.codes_of(&subtheme.id, place, subtheme.valence);
                building.flows(1, place, at, carried, subtheme.valence);
                building.functions_of(subtheme, at);
            }
            let own = building.themes.get(&theme.id).and_then(|theme| theme.valence);
            let own = own.map_or(Valence::Unset, Valence::from);
            let carried = building.codes_of(&theme.id, place, own);
            building.flows(1, place, at, carried, own);
        }
    }
    building.pool(most_codes);
    let mut flow = building.flow;
    flow.model = model;
    flow
}

/// A code as it flows into a theme.
struct Carried {
    code: Id<Code>,
    name: String,
    theme: usize,
    weight: f64,
    valence: Valence,
}

struct Building<'a> {
    study: &'a Study,
    themes: BTreeMap<String, &'a Theme>,
    flow: Flow,
    codes: Vec<Carried>,
}

impl Building<'_> {
    /// The place of a box in its column, made where there is none yet.
    fn node(&mut self, stage: usize, target: Target, label: &str) -> usize {
        let Some(nodes) = self.flow.stages.get_mut(stage) else { return 0 };
        nodes.iter().position(|node| node.target == target).unwrap_or_else(|| {
            nodes.push(FlowNode { target, label: clean(label), weight: 0.0 });
            nodes.len() - 1
        })
    }

    fn flows(&mut self, stage: usize, from: usize, to: usize, weight: f64, valence: Valence) {
        if weight <= 0.0 {
            return;
        }
        let Some(links) = self.flow.links.get_mut(stage) else { return };
        match links.iter_mut().find(|link| (link.from, link.to, link.valence) == (from, to, valence)) {
            Some(link) => link.weight += weight,
            None => links.push(FlowLink { from, to, weight, valence }),
        }
    }

    /// Takes the codes of a theme or sub-theme along; comes back with their extracts.
    fn codes_of(&mut self, theme: &str, place: usize, valence: Valence) -> f64 {
        let Some(theme) = self.themes.get(theme).copied() else { return 0.0 };
        let mut whole = 0.0;
        for code in theme.codes.iter().filter_map(|&code| self.study.get(code)) {
            let weight = extracts_of(self.study, [code.id]).count() as f64;
            whole += weight;
            let known = self.codes.iter().any(|one| one.code == code.id && one.theme == place);
            if weight > 0.0 && !known {
                self.codes.push(Carried { code: code.id, name: clean(&code.name), theme: place, weight, valence });
            }
        }
        whole
    }

    /// The functions of the interventions that address a barrier.
    fn functions_of(&mut self, subtheme: &SubthemeBox, component: usize) {
        if !subtheme.valence.is_barrier() {
            return;
        }
        let study = self.study;
        for intervention in study.interventions_in_order() {
            if !intervention.addresses.iter().any(|theme| theme.to_string() == subtheme.id) {
                continue;
            }
            for function in &wheel().functions {
                if intervention.functions.iter().any(|id| id == function.id.as_str()) {
                    let target = Target::Function(function.id.as_str().to_owned());
                    let to = self.node(3, target, &function.name);
                    self.flows(2, component, to, 1.0, subtheme.valence);
                }
            }
        }
    }

    /// Makes boxes of the codes, theme by theme, those attached most first.
    fn pool(&mut self, most: usize) {
        let mut by_theme: BTreeMap<usize, Vec<Carried>> = BTreeMap::new();
        for code in std::mem::take(&mut self.codes).into_iter().filter(|_| most > 0) {
            by_theme.entry(code.theme).or_default().push(code);
        }
        for codes in by_theme.values_mut() {
            codes.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.code.cmp(&b.code)));
        }
        let longest = by_theme.values().map(Vec::len).max().unwrap_or(0);
        // Of each theme as many as fit, and one box for the others; a single other is drawn itself.
        let shown = |kept: usize, all: usize| if all <= kept + 1 { all } else { kept + 1 };
        let boxes = |kept: usize| by_theme.values().map(|codes| shown(kept, codes.len())).sum::<usize>();
        let kept = (0..=longest).rev().find(|kept| boxes(*kept) <= most).unwrap_or(0);
        for (theme, codes) in by_theme {
            let own = if codes.len() <= kept + 1 { codes.len() } else { kept };
            let (named, others) = codes.split_at_checked(own).unwrap_or((codes.as_slice(), &[]));
            for code in named {
                let from = self.node(0, Target::Code(code.code.to_string()), &code.name);
                self.flows(0, from, theme, code.weight, code.valence);
            }
            if !others.is_empty() {
                let label = format!("{} {}codes", others.len(), if own == 0 { "" } else { "other " });
                let from = self.node(0, Target::Heading(format!("codes of theme {theme}")), &label);
                for code in others {
                    self.flows(0, from, theme, code.weight, code.valence);
                }
            }
        }
        self.weigh();
    }

    /// Codes and themes weigh what flows out of them, every other box what flows into it.
    fn weigh(&mut self) {
        let Flow { stages, links, .. } = &mut self.flow;
        for (stage, nodes) in stages.iter_mut().enumerate() {
            let out = stage < 2;
            let all = links.get(if out { stage } else { stage - 1 }).map(Vec::as_slice).unwrap_or_default();
            for (place, node) in nodes.iter_mut().enumerate() {
                let of_it = |link: &&FlowLink| if out { link.from == place } else { link.to == place };
                node.weight = all.iter().filter(of_it).map(|link| link.weight).sum();
            }
        }
    }
}
