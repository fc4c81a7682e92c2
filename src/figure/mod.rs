//! The themes-to-framework figure as a scene, and the scene as files.
//!
//! A `FigureModel` (what is to be shown) and `FigureOptions` (how large, how tight) give a `Layout`: a
//! `Scene` in points and the `Check`s to read before exporting. The window paints the scene; `figure_file` writes the
//! same scene to a file, so what is seen is what is exported. `draw` does all of it for one board of a study.

mod boxes;
mod caption;
mod checks;
mod columns;
mod connectors;
mod curves;
mod decimals;
mod dragging;
mod drawing;
mod eps;
mod files;
/// From codes to intervention functions.
pub mod flow;
/// Barriers by intervention function.
pub mod functions;
mod glyphs;
mod hatch;
mod labels;
mod layout;
mod legend;
mod metrics;
mod model;
mod of_study;
mod options;
mod pages;
mod palette;
mod parts;
mod pdf;
mod png;
mod presets;
mod raster;
mod rows;
mod scene;
mod side_by_side;
mod svg;
/// Barriers and enablers by component.
pub mod table;
/// Themes around what they are about.
pub mod theme_map;
mod tiff;
mod wheel;
mod wrap;

#[cfg(test)]
mod tests;

pub use crate::study::{Arrangement, ComponentLevel, FigureKind, Gaps, Palette};
pub use caption::{alt_text, caption, describe};
pub use checks::{Check, CheckKind, Severity};
pub use dragging::{Landed, Landing, drop_at};
pub use drawing::{Drawing, draw};
pub use eps::eps;
pub use files::{FigureFormat, figure_file};
pub use layout::{Layout, lay_out};
pub use metrics::{BOLD_FACE, REGULAR_FACE, Weight};
pub use model::{ByUsage, ComponentBox, FigureModel, InterventionRow, NoteMark, SubthemeBox, ThemeBox, Valence};
pub use of_study::{figure_of, options_as, options_of, own_frameworks, preset_of};
pub use options::{FigureOptions, POINTS_PER_CM};
pub use pages::draw_pages;
pub use palette::{BoxStyle, Colour};
pub use pdf::pdf;
pub use png::png;
pub use presets::{PRESETS, Preset};
pub use raster::{PictureError, Raster, raster};
pub use scene::{Anchor, Group, HitArea, Item, Point, Rect, Scene, Stroke, Target, Text};
pub use svg::svg;
pub use tiff::tiff;
pub use wheel::{Reason, Suggestion, departures, suggestions};

use metrics::Measure;
