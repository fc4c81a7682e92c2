//! A board as a table by component, with how often each component came up.

use std::collections::BTreeMap;

use super::{ComponentRow, ComponentTable};
use crate::{
    analysis::spread_of,
    figure::{ComponentBox, FigureOptions, figure_of, of_study::title_of},
    framework::ElementId,
    study::{Board, Code, Coding, Id, Study, Theme},
};

/// The table of one board. The consensus layer's codings repeat those of the coders and are not counted.
pub fn table_of(study: &Study, board: Id<Board>, options: &FigureOptions) -> ComponentTable {
    let mut model = figure_of(study, board, options);
    model.title = title_of(options, &format!("Barriers and enablers by {}", options.level.noun()));
    let themes: BTreeMap<String, &Theme> = study.themes().map(|theme| (theme.id.to_string(), theme)).collect();
    let rows = model.components.iter().map(|component| row(study, component, &themes)).collect();
    ComponentTable { model, rows }
}

fn row(study: &Study, component: &ComponentBox, themes: &BTreeMap<String, &Theme>) -> ComponentRow {
    let mut codes: Vec<Id<Code>> = Vec::new();
    for theme in &component.themes {
        let ids = std::iter::once(&theme.id).chain(theme.subthemes.iter().map(|one| &one.id));
        codes.extend(ids.filter_map(|id| themes.get(id)).flat_map(|theme| theme.codes.iter().copied()));
    }
    codes.sort_unstable();
    codes.dedup();
    let consensus = study.consensus().map(|coder| coder.id);
    let codings = codes.iter().flat_map(|code| study.referring::<Coding>(code.key()));
    let spread = spread_of(study, codings.filter(|coding| Some(coding.coder) != consensus));
    ComponentRow {
        id: component.id.clone(),
        name: component.name.clone(),
        definition: study
            .frameworks()
            .element(&ElementId::new(component.id.as_str()))
            .map(|element| element.plain.clone())
            .unwrap_or_default(),
        extracts: spread.codings,
        groups: spread.groups.len(),
        subthemes: component.themes.iter().flat_map(|theme| theme.subthemes.iter().cloned()).collect(),
    }
}
