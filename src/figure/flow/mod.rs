//! Codes to themes to components to intervention functions, as bands as wide as what they carry.

mod layout;
mod of_study;
mod scale;

pub use layout::{lay_out, most_codes};
pub use of_study::flow_of;

use super::{FigureModel, Target, Valence};

/// The columns of the figure, from left to right.
pub const STAGES: usize = 4;

/// Boxes in four columns, and what flows from each column to the next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flow {
    /// Title, numbers, notes, interventions, and what is not placed.
    pub model: FigureModel,
    /// Codes, themes, components, functions.
    pub stages: [Vec<FlowNode>; STAGES],
    /// From codes to themes, to components, to functions.
    pub links: [Vec<FlowLink>; STAGES - 1],
}

/// A box of the flow.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowNode {
    pub target: Target,
    pub label: String,
    /// Extracts of a code, a theme or a component; links to barriers of a function.
    pub weight: f64,
}

/// What flows from a box to one of the next column; the boxes by their places in their columns.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowLink {
    pub from: usize,
    pub to: usize,
    pub weight: f64,
    pub valence: Valence,
}

impl Flow {
    /// The heads of the columns.
    pub const HEADS: [&'static str; STAGES] = ["Codes", "Themes", "Components", "Functions"];

    /// Whether it begins with codes, for which a narrow page has no room.
    pub fn has_codes(&self) -> bool {
        self.stages.first().is_some_and(|codes| !codes.is_empty())
    }

    /// The valences that flow, in the order of the legend.
    pub fn valences(&self) -> Vec<Valence> {
        let flows = |valence: &Valence| self.links.iter().flatten().any(|link| link.valence == *valence);
        Valence::ALL.into_iter().filter(flows).collect()
    }

    /// The caption.
    pub fn caption(&self) -> String {
        let from = if self.has_codes() { "codes to themes and" } else { "themes to" };
        let mut after = vec![format!("Bands from {from} components are as wide as their codings are many.")];
        if self.links.last().is_some_and(|links| !links.is_empty()) {
            let table = super::caption::in_table(&self.model);
            after.push(format!(
                "Bands to intervention functions are as wide as the links between barriers and the proposed \
                 interventions{table} that work by the function."
            ));
        }
        after.push("Shades: whether the sub-theme is a barrier, an enabler or both.".to_owned());
        super::caption::titled(&self.model, &after)
    }

    /// The flow in words: each theme with its extracts and components, each component with its functions.
    pub fn alt_text(&self) -> String {
        let [_, themes, components, functions] = &self.stages;
        let [_, to_components, to_functions] = &self.links;
        let said = |nodes: &[FlowNode], next: &[FlowNode], links: &[FlowLink], counted: bool| -> Vec<String> {
            let words = nodes.iter().enumerate().filter_map(|(place, node)| {
                let mut to: Vec<&str> = Vec::new();
                for link in links.iter().filter(|link| link.from == place) {
                    let name = next.get(link.to).map_or("", |node| node.label.as_str());
                    if !to.contains(&name) {
                        to.push(name);
                    }
                }
                let extracts = if counted { format!(" ({} codings)", node.weight) } else { String::new() };
                (!to.is_empty()).then(|| format!("{}{extracts} to {}", node.label, to.join(", ")))
            });
            words.collect()
        };
        let mut parts = said(themes, components, to_components, true);
        parts.extend(said(components, functions, to_functions, false));
        if parts.is_empty() {
            "No theme is placed in a component yet.".to_owned()
        } else {
            format!("{}.", parts.join("; "))
        }
    }
}
