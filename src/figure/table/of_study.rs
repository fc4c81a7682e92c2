//! A board as a table by component, with how often each component came up.

use std::collections::BTreeMap;

use super::{ComponentRow, ComponentTable};
use crate::{
    analysis::extracts_of,
    figure::{ComponentBox, FigureOptions, figure_of, of_study::title_of},
    framework::ElementId,
    study::{Board, Code, Id, Study, Theme},
};

/// The table of one board. How often a component came up is told of all of it, whatever part of it a page shows. The
/// consensus layer's codings repeat those of the coders and are not counted.
pub fn table_of(study: &Study, board: Id<Board>, options: &FigureOptions) -> ComponentTable {
    let mut model = figure_of(study, board, options);
    model.title = title_of(options, &format!("Barriers and enablers by {}", options.level.noun()));
    let themes: BTreeMap<String, &Theme> = study.themes().map(|theme| (theme.id.to_string(), theme)).collect();
    let whole = (!options.only.is_empty())
        .then(|| figure_of(study, board, &FigureOptions { only: Vec::new(), ..options.clone() }));
    let rows = model.components.iter().map(|component| {
        let all = whole.as_ref().and_then(|whole| whole.components.iter().find(|one| one.id == component.id));
        row(study, component, all.unwrap_or(component), &themes)
    });
    let rows = rows.collect();
    ComponentTable { model, rows }
}

/// `component` is what is shown, `all` the whole of it, which is counted.
fn row(study: &Study, component: &ComponentBox, all: &ComponentBox, themes: &BTreeMap<String, &Theme>) -> ComponentRow {
    let mut codes: Vec<Id<Code>> = Vec::new();
    for theme in &all.themes {
        let ids = std::iter::once(&theme.id).chain(theme.subthemes.iter().map(|one| &one.id));
        codes.extend(ids.filter_map(|id| themes.get(id)).flat_map(|theme| theme.codes.iter().copied()));
    }
    let extracts = extracts_of(study, codes);
    ComponentRow {
        id: component.id.clone(),
        name: component.name.clone(),
        definition: study
            .frameworks()
            .element(&ElementId::new(component.id.as_str()))
            .map(|element| element.plain.clone())
            .unwrap_or_default(),
        extracts: extracts.count(),
        groups: extracts.groups.len(),
        subthemes: component.themes.iter().flat_map(|theme| theme.subthemes.iter().cloned()).collect(),
    }
}
