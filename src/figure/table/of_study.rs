//! A board as a table by component, with how often each component came up.

use std::collections::BTreeMap;

use super::{ComponentRow, ComponentTable};
use crate::{
    analysis::extracts_of,
    figure::{ComponentBox, FigureOptions, figure_of, of_study::title_of},
    framework::ElementId,
    study::{Board, Code, Id, Study, Theme},
};

/// How often each component of a whole board came up, by its id: extracts and groups.
pub type Counted = BTreeMap<String, (usize, usize)>;

/// The table of one board. How often a component came up is told of all of it, whatever part of it a page shows. The
/// consensus layer's codings repeat those of the coders and are not counted.
pub fn table_of(study: &Study, board: Id<Board>, options: &FigureOptions) -> ComponentTable {
    table_as_counted(study, board, options, &counted(study, board, options))
}

/// What the table says of frequencies; counting goes through every coding, so pages of one board share it.
pub fn counted(study: &Study, board: Id<Board>, options: &FigureOptions) -> Counted {
    let whole = FigureOptions { only: Vec::new(), continued: Vec::new(), ..options.clone() };
    let themes: BTreeMap<String, &Theme> = study.themes().map(|theme| (theme.id.to_string(), theme)).collect();
    let components = figure_of(study, board, &whole).components;
    components.into_iter().map(|component| (component.id.clone(), count(study, &component, &themes))).collect()
}

/// The table with what was counted before.
pub fn table_as_counted(study: &Study, board: Id<Board>, options: &FigureOptions, counted: &Counted) -> ComponentTable {
    let mut model = figure_of(study, board, options);
    model.title = title_of(options, &format!("Barriers and enablers by {}", options.level.noun()));
    let rows = model.components.iter().map(|component| {
        let (extracts, groups) = counted.get(&component.id).copied().unwrap_or_default();
        ComponentRow {
            id: component.id.clone(),
            name: component.name.clone(),
            definition: study
                .frameworks()
                .element(&ElementId::new(component.id.as_str()))
                .map(|element| element.plain.clone())
                .unwrap_or_default(),
            extracts,
            groups,
            subthemes: component.themes.iter().flat_map(|theme| theme.subthemes.iter().cloned()).collect(),
        }
    });
    let rows = rows.collect();
    ComponentTable { model, rows }
}

/// Extracts coded with what stands in a component, and the groups they are from.
fn count(study: &Study, component: &ComponentBox, themes: &BTreeMap<String, &Theme>) -> (usize, usize) {
    let mut codes: Vec<Id<Code>> = Vec::new();
    for theme in &component.themes {
        let ids = std::iter::once(&theme.id).chain(theme.subthemes.iter().map(|one| &one.id));
        codes.extend(ids.filter_map(|id| themes.get(id)).flat_map(|theme| theme.codes.iter().copied()));
    }
    let extracts = extracts_of(study, codes);
    (extracts.count(), extracts.groups.len())
}
