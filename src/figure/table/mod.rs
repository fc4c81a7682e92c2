//! For each component its definition, how often it came up, its barriers and its enablers: the commonest form of a
//! framework analysis in print.

mod layout;
mod of_study;

pub use layout::lay_out;
pub use of_study::{Counted, counted, table_as_counted, table_of};

use super::{FigureModel, SubthemeBox, Valence};

/// The table as rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ComponentTable {
    /// Title, numbers, notes, interventions, and what is not placed.
    pub model: FigureModel,
    pub rows: Vec<ComponentRow>,
}

/// A component and what stands in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ComponentRow {
    pub id: String,
    pub name: String,
    /// In a sentence of this program's own words; empty where its framework has none.
    pub definition: String,
    /// Extracts coded with what stands in it: words that overlap are one, whoever coded them.
    pub extracts: usize,
    pub groups: usize,
    pub subthemes: Vec<SubthemeBox>,
}

impl ComponentRow {
    /// What hinders, with what does both and what is not decided yet.
    pub fn barriers(&self) -> impl Iterator<Item = &SubthemeBox> {
        self.subthemes.iter().filter(|one| one.valence != Valence::Enabler)
    }

    /// What helps, with what does both.
    pub fn enablers(&self) -> impl Iterator<Item = &SubthemeBox> {
        self.subthemes.iter().filter(|one| matches!(one.valence, Valence::Enabler | Valence::Both))
    }
}

impl ComponentTable {
    /// The caption.
    pub fn caption(&self) -> String {
        let mut after = Vec::new();
        if self.rows.iter().flat_map(|row| &row.subthemes).any(|one| one.valence == Valence::Both) {
            after.push(format!("{BOTH} both enabler and barrier."));
        }
        if self.model.has_numbers() {
            let table = super::caption::in_table(&self.model);
            after.push(format!("Bold numbers denote links to proposed interventions{table}."));
        }
        super::caption::titled(&self.model, &after)
    }

    /// The table in words.
    pub fn alt_text(&self) -> String {
        let list = |rows: Vec<&SubthemeBox>| match rows.len() {
            0 => "none".to_owned(),
            _ => rows.iter().map(|one| super::wrap::clean(&one.label)).collect::<Vec<_>>().join(", "),
        };
        let said: Vec<String> = self
            .rows
            .iter()
            .map(|row| {
                let name = super::wrap::clean(&row.name);
                let (barriers, enablers) = (list(row.barriers().collect()), list(row.enablers().collect()));
                format!("{name}: barriers {barriers}; enablers {enablers}.")
            })
            .collect();
        if said.is_empty() { "No theme is placed in a component yet.".to_owned() } else { said.join(" ") }
    }
}

/// Before the label of what stands in both columns.
const BOTH: &str = "±";
