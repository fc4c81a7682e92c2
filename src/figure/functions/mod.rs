//! Barriers down, intervention functions across: which functions the Behaviour Change Wheel links with where a barrier
//! stands (shaded), and which interventions work by them (numbers).

mod heads;
mod layout;
mod of_study;

pub use layout::lay_out;
pub use of_study::matrix_of;

use super::{FigureModel, SubthemeBox};

/// The figure as rows and columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FunctionMatrix {
    /// Title, numbers, notes, interventions, and what is not placed.
    pub model: FigureModel,
    /// Which table of the wheel the shades follow, as it is cited.
    pub edition: String,
    pub functions: Vec<FunctionColumn>,
    pub components: Vec<MatrixComponent>,
}

/// An intervention function at the head of a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FunctionColumn {
    pub id: String,
    pub name: String,
}

/// A component with the barriers that stand in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MatrixComponent {
    pub id: String,
    pub name: String,
    pub rows: Vec<MatrixRow>,
}

/// A barrier, and for each function a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MatrixRow {
    pub subtheme: SubthemeBox,
    pub cells: Vec<MatrixCell>,
}

/// Where a barrier and a function meet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatrixCell {
    /// The wheel links the function with where the barrier stands.
    pub linked: bool,
    /// The interventions that address the barrier and work by the function.
    pub numbers: Vec<u32>,
}

impl FunctionMatrix {
    /// Every row, component by component.
    pub fn rows(&self) -> impl Iterator<Item = &MatrixRow> {
        self.components.iter().flat_map(|component| &component.rows)
    }

    /// The caption.
    pub fn caption(&self) -> String {
        let mut key = format!(
            "Shaded cells, functions that the Behaviour Change Wheel ({}) links with where the barrier stands.",
            self.edition
        );
        if self.rows().any(|row| row.cells.iter().any(|cell| !cell.numbers.is_empty())) {
            let table = super::caption::in_table(&self.model);
            key.push_str(&format!(" Numbers, proposed interventions{table} that address the barrier by the function."));
        }
        super::caption::titled(&self.model, &[key])
    }

    /// The figure in words: each component with its barriers and the functions proposed for them.
    pub fn alt_text(&self) -> String {
        let mut said = Vec::new();
        for component in &self.components {
            let rows: Vec<String> = component
                .rows
                .iter()
                .map(|row| {
                    let by: Vec<String> = self
                        .functions
                        .iter()
                        .zip(&row.cells)
                        .filter(|(_, cell)| !cell.numbers.is_empty())
                        .map(|(function, cell)| {
                            format!("{} ({})", function.name.to_lowercase(), super::labels::list(&cell.numbers))
                        })
                        .collect();
                    let by = if by.is_empty() { "no intervention".to_owned() } else { by.join(", ") };
                    format!("{}, {by}", super::wrap::clean(&row.subtheme.label))
                })
                .collect();
            said.push(format!("{}: {}.", super::wrap::clean(&component.name), rows.join("; ")));
        }
        if said.is_empty() { "No barrier is placed in a component yet.".to_owned() } else { said.join(" ") }
    }
}
