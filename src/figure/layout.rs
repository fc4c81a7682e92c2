//! From a model to a scene: measure, share the width, fit the height, place.
//!
//! A figure that is too high first gets a wider sub-theme column, then smaller gaps, and at last a check that says
//! by how much it is still too high. The text never shrinks.

use super::{
    Arrangement, Check, FigureModel, FigureOptions, Gaps, Measure, Scene,
    caption::alt_text,
    checks::{self, Fit, Written},
    columns::{MARGIN, Page},
    labels::labels,
    legend::Legend,
    rows, side_by_side,
    wrap::clean,
};

/// The figure laid out, and what to look at before exporting it.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    pub scene: Scene,
    /// The gravest first; within a severity in the order of the figure.
    pub checks: Vec<Check>,
}

/// By how much the gaps may shrink, one after the other.
pub const TIGHTER: [f64; 3] = [0.8, 0.6, 0.4];
/// The least distance of the legend from the boxes, in points.
pub const LEGEND_GAP: f64 = 6.0;

/// White space of one attempt, in points.
#[derive(Clone, Copy)]
pub struct Spacing {
    pub gaps: Gaps,
    /// Above and below the words of a theme and of a component.
    pub theme: f64,
    pub component: f64,
}

impl Spacing {
    pub fn scaled(options: &FigureOptions, factor: f64) -> Spacing {
        Spacing { gaps: options.gaps.scaled(factor), theme: 3.0 + 5.0 * factor, component: 3.0 + 8.0 * factor }
    }
}

/// The boxes as one arrangement laid them out, in points.
pub struct Laid<'a> {
    pub scene: Scene,
    /// With margins, and with the legend and its distance where there is one.
    pub height: f64,
    /// What the gaps were multiplied by.
    pub gap_factor: f64,
    pub words: Vec<Written<'a>>,
}

/// Lays the figure of boxes out. The same model and options give the same scene, to the last bit.
pub fn lay_out(model: &FigureModel, options: &FigureOptions) -> Layout {
    let mut measure = Measure::of(&options.language);
    let labels = labels(model, options);
    let page = Page::new(&labels, options, &mut measure);
    let legend = options.show_legend.then(|| Legend::new(model, &page, &mut measure)).filter(|it| it.height > 0.0);
    let room = legend.as_ref().map_or(0.0, |legend| legend.height);
    let laid = match options.arrangement {
        Arrangement::Rows => rows::place(&labels, &page, room, options, &mut measure),
        Arrangement::Columns => side_by_side::place(&labels, &page, room, options, &mut measure),
    };
    let fit = Fit { width: page.width, height: laid.height, gap_factor: laid.gap_factor };
    let checks = checks::all(model, options, &laid.words, &fit);
    let mut scene = laid.scene;
    if let Some(legend) = &legend {
        scene.groups.extend(legend.draw(laid.height - MARGIN - legend.height, &page));
    }
    scene.width_pt = page.width;
    scene.height_pt = laid.height;
    scene.title = clean(&model.title);
    scene.description = alt_text(model);
    Layout { scene, checks }
}

/// The height of boxes under each other.
pub fn stacked(heights: &[f64], gap: f64) -> f64 {
    heights.iter().sum::<f64>() + gap * heights.len().saturating_sub(1) as f64
}
