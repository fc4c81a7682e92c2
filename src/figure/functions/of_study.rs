//! A board's barriers and the study's interventions as a matrix.

use std::collections::BTreeMap;

use super::{FunctionColumn, FunctionMatrix, MatrixCell, MatrixComponent, MatrixRow};
use crate::{
    figure::{FigureOptions, SubthemeBox, figure_of, of_study::title_of, wheel::linked_with},
    framework::wheel,
    study::{Board, Id, Study, Theme},
};

/// The matrix of one board: sub-themes that are a barrier, and enablers that an intervention addresses all the same.
pub fn matrix_of(study: &Study, board: Id<Board>, options: &FigureOptions) -> FunctionMatrix {
    let mut model = figure_of(study, board, options);
    model.title = title_of(options, "Barriers, intervention functions, and proposed interventions");
    let functions: Vec<FunctionColumn> = wheel()
        .functions
        .iter()
        .map(|function| FunctionColumn { id: function.id.as_str().to_owned(), name: function.name.clone() })
        .collect();
    let themes: BTreeMap<String, &Theme> = study.themes().map(|theme| (theme.id.to_string(), theme)).collect();
    let components = model.components.iter().map(|component| MatrixComponent {
        id: component.id.clone(),
        name: component.name.clone(),
        rows: component
            .themes
            .iter()
            .flat_map(|theme| &theme.subthemes)
            .filter(|subtheme| subtheme.valence.is_barrier() || !subtheme.numbers.is_empty())
            .map(|subtheme| row(study, subtheme, themes.get(&subtheme.id).copied(), &functions))
            .collect(),
    });
    let components = components.filter(|component| !component.rows.is_empty()).collect();
    FunctionMatrix { edition: study.details().edition.label().to_owned(), functions, components, model }
}

fn row(study: &Study, subtheme: &SubthemeBox, theme: Option<&Theme>, functions: &[FunctionColumn]) -> MatrixRow {
    let linked: Vec<&str> =
        theme.map(|theme| linked_with(study, theme)).unwrap_or_default().iter().map(|one| one.id.as_str()).collect();
    let interventions = study.interventions_in_order();
    let cells = functions.iter().map(|function| {
        let works = |number: &u32| {
            let place = usize::try_from(*number).ok().and_then(|number| number.checked_sub(1));
            let one = place.and_then(|place| interventions.get(place));
            one.is_some_and(|one| one.functions.contains(&function.id))
        };
        MatrixCell {
            linked: linked.contains(&function.id.as_str()),
            numbers: subtheme.sorted_numbers().into_iter().filter(works).collect(),
        }
    });
    MatrixRow { subtheme: subtheme.clone(), cells: cells.collect() }
}
