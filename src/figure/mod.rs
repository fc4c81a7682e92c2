//! The themes-to-framework figure as a scene, and the scene as files.
//!
//! A `FigureModel` (what is to be shown) and `FigureOptions` (how large, how tight) give a `Layout`: a
//! `Scene` in points and the `Check`s to read before exporting. The window paints the scene; `svg` and
//! `png` write the same scene to files, so what is seen is what is exported.

mod boxes;
mod caption;
mod checks;
mod columns;
mod connectors;
mod hatch;
mod labels;
mod layout;
mod legend;
mod metrics;
mod model;
mod of_study;
mod options;
mod palette;
mod png;
mod raster;
mod scene;
mod svg;
mod wrap;

#[cfg(test)]
mod tests;

pub use caption::{alt_text, caption, describe};
pub use checks::{Check, CheckKind, Severity};
pub use layout::{Layout, lay_out};
pub use metrics::{BOLD_FACE, REGULAR_FACE, Weight};
pub use model::{ComponentBox, FigureModel, InterventionRow, NoteMark, SubthemeBox, ThemeBox, Valence};
pub use of_study::{figure_of, options_of};
pub use options::{ComponentLevel, FigureOptions, Gaps};
pub use palette::{BoxStyle, Colour, Palette};
pub use png::png;
pub use raster::{PictureError, Raster, raster};
pub use scene::{Anchor, Group, HitArea, Item, Point, Rect, Scene, Stroke, Target, Text};
pub use svg::svg;

use metrics::Measure;
