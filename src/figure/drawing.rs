//! A study's figure of any kind from beginning to end: model, layout, caption, alternative text.

use super::{
    FigureKind, FigureModel, FigureOptions, Layout, caption, departures, figure_of, flow, functions, lay_out, table,
    theme_map,
};
use crate::study::{Board, Id, Study};

/// A figure of a study, ready to be shown or written.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// What it shows, as components, themes and sub-themes, whatever its kind.
    pub model: FigureModel,
    pub layout: Layout,
    /// To copy into the manuscript.
    pub caption: String,
    /// For those who do not see it.
    pub alt_text: String,
}

/// Draws one board of a study. The same study and options give the same drawing.
pub fn draw(study: &Study, board: Id<Board>, options: &FigureOptions) -> Drawing {
    let counted = matches!(options.kind, FigureKind::Table).then(|| table::counted(study, board, options));
    draw_counted(study, board, options, &counted.unwrap_or_default())
}

/// The same, with what a table says of frequencies counted before.
pub(super) fn draw_counted(
    study: &Study,
    board: Id<Board>,
    options: &FigureOptions,
    counted: &table::Counted,
) -> Drawing {
    let (model, mut layout, caption) = match options.kind {
        FigureKind::Boxes => {
            let model = figure_of(study, board, options);
            let (layout, caption) = (lay_out(&model, options), caption(&model, options));
            (model, layout, caption)
        }
        FigureKind::Functions => {
            let matrix = functions::matrix_of(study, board, options);
            let (layout, caption) = (functions::lay_out(&matrix, options), matrix.caption());
            (matrix.model, layout, caption)
        }
        FigureKind::Table => {
            let table = table::table_as_counted(study, board, options, counted);
            let (layout, caption) = (table::lay_out(&table, options), table.caption());
            (table.model, layout, caption)
        }
        FigureKind::ThemeMap => {
            let map = theme_map::map_of(study, board, options);
            let (layout, caption) = (theme_map::lay_out(&map, options), map.caption(options));
            (map.model, layout, caption)
        }
        FigureKind::Flow => {
            let flow = flow::flow_of(study, board, options, flow::most_codes(options));
            let (layout, caption) = (flow::lay_out(&flow, options), flow.caption());
            (flow.model, layout, caption)
        }
    };
    // Advice, and so after everything else.
    layout.checks.extend(departures(study));
    let alt_text = layout.scene.description.clone();
    Drawing { model, layout, caption, alt_text }
}
