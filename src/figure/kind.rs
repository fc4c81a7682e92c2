//! Which figure is drawn of a study, and how its components stand to each other.

use serde::{Deserialize, Serialize};

/// The figures that can be drawn of one board.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FigureKind {
    /// Components, themes and sub-themes as boxes, shaded by valence and numbered by intervention.
    #[default]
    Boxes,
    /// Barriers down, intervention functions across: what the Behaviour Change Wheel suggests and what is proposed.
    Functions,
    /// For each component its definition, how often it came up, its barriers and its enablers.
    Table,
    /// Themes around what they are about, sub-themes around their themes.
    ThemeMap,
    /// Codes to themes to components to intervention functions, as bands as wide as what they carry.
    Flow,
}

impl FigureKind {
    /// All of them, the one most often printed first.
    pub const ALL: [FigureKind; 5] =
        [FigureKind::Boxes, FigureKind::Functions, FigureKind::Table, FigureKind::ThemeMap, FigureKind::Flow];

    /// As the command line names it.
    pub fn key(self) -> &'static str {
        match self {
            FigureKind::Boxes => "boxes",
            FigureKind::Functions => "functions",
            FigureKind::Table => "table",
            FigureKind::ThemeMap => "map",
            FigureKind::Flow => "flow",
        }
    }

    /// As a list to choose from has it.
    pub fn name(self) -> &'static str {
        match self {
            FigureKind::Boxes => "Boxes by component",
            FigureKind::Functions => "Barriers by intervention function",
            FigureKind::Table => "Barriers and enablers by component",
            FigureKind::ThemeMap => "Theme map",
            FigureKind::Flow => "Flow from codes to functions",
        }
    }
}

/// How the components of the figure of boxes stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Arrangement {
    /// Under each other, themes and sub-themes to their right: for upright pages.
    #[default]
    Rows,
    /// Side by side, themes and sub-themes below: for landscape pages and slides.
    Columns,
}

impl Arrangement {
    /// Both.
    pub const ALL: [Arrangement; 2] = [Arrangement::Rows, Arrangement::Columns];

    /// As a list to choose from has it.
    pub fn name(self) -> &'static str {
        match self {
            Arrangement::Rows => "Components under each other",
            Arrangement::Columns => "Components side by side",
        }
    }
}
