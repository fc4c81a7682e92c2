//! A board as a map: every theme, whether it is placed in a framework or not.

use super::ThemeMap;
use crate::{
    figure::{
        ComponentBox, FigureOptions, figure_of,
        of_study::{theme_box, themes_of, title_of},
    },
    study::{Board, Id, Study},
};

/// The map of one board. In the middle stands the study's title, up to its first colon.
pub fn map_of(study: &Study, board: Id<Board>, options: &FigureOptions) -> ThemeMap {
    let mut model = figure_of(study, board, options);
    model.title = title_of(options, "Map of themes and sub-themes");
    let themes = themes_of(study, board, options);
    let themes = themes.into_iter().map(|theme| theme_box(study, theme, options, |_| true)).collect();
    model.components = vec![ComponentBox { themes, ..ComponentBox::default() }];
    model.unplaced.clear();
    model.by_usage.clear();
    let title = &study.details().title;
    let centre = title.split(':').next().unwrap_or(title).trim().to_owned();
    ThemeMap { model, centre }
}
