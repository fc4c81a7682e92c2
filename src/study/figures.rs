//! How the figure of a board is drawn, as people chose it. It is kept with the board, so that the figure that was sent to a
//! journal can be drawn again next year.

use serde::{Deserialize, Serialize};

use super::{Id, Study, Theme};

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

    /// Whether it says how often something was coded, so that it is another figure for everybody who sees other codings.
    pub fn counts_codings(self) -> bool {
        matches!(self, FigureKind::Table | FigureKind::Flow)
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

/// Which level of a framework the components of a figure stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ComponentLevel {
    /// Capability, opportunity, motivation.
    #[default]
    ComB3,
    /// Their six sub-components.
    ComB6,
    /// The domains of the Theoretical Domains Framework.
    Tdf,
    /// Another framework's elements.
    Other,
}

/// Which fills the boxes of a figure have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Palette {
    /// Grey, white, and grey hatching on white (figures that journals print in one ink).
    #[default]
    Greyscale,
    /// Orange and blue, which stay apart for colour-blind readers (after Okabe and Ito 2008, lightened so that
    /// black text on them keeps a contrast of at least 10:1). A sign before each label says the same.
    Colour,
}

/// White space between the boxes of a figure, in points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Gaps {
    pub subthemes: f64,
    pub themes: f64,
    pub components: f64,
}

impl Default for Gaps {
    fn default() -> Self {
        Gaps { subthemes: 4.0, themes: 9.0, components: 15.0 }
    }
}

/// What people chose for the figure of a board. What is `None` follows from where it is to be printed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FigureSettings {
    pub kind: FigureKind,
    /// Where it is to be printed, by the key of a preset (`plos`, `thesis`, …); nobody has said so yet where `None`.
    pub preset: Option<String>,
    pub arrangement: Option<Arrangement>,
    /// In centimetres.
    pub width_cm: Option<f64>,
    /// The size of labels, in points.
    pub text_pt: Option<f64>,
    /// Of pictures, in dots per inch.
    pub dpi: Option<u32>,
    /// Without the full stop; where it is empty, the figure has a title that says what it shows.
    pub title: String,
    /// As printed: `1`, `S2`; may be empty.
    pub number: String,
    /// The interventions table's number, as printed; may be empty.
    pub table_number: String,
    pub level: ComponentLevel,
    pub palette: Palette,
    pub legend: bool,
    /// Whether components without a theme are drawn.
    pub empty_components: bool,
    pub gaps: Gaps,
    /// Whether a figure that is too high for its page is spread over several.
    pub pages: bool,
    /// Themes and sub-themes in the order of the figure; what is not named follows as the board has it. Ids of themes
    /// that are gone mean nothing, and mean the same again when the removal is undone.
    pub order: Vec<Id<Theme>>,
}

impl Default for FigureSettings {
    fn default() -> Self {
        FigureSettings {
            kind: FigureKind::default(),
            preset: None,
            arrangement: None,
            width_cm: None,
            text_pt: None,
            dpi: None,
            title: String::new(),
            number: "1".to_owned(),
            table_number: "2".to_owned(),
            level: ComponentLevel::default(),
            palette: Palette::default(),
            legend: true,
            empty_components: false,
            gaps: Gaps::default(),
            pages: false,
            order: Vec::new(),
        }
    }
}

impl FigureSettings {
    /// Whether nobody has chosen anything.
    pub fn is_usual(&self) -> bool {
        *self == FigureSettings::default()
    }

    /// For another place of print: what follows from it is no longer what was chosen for the one before.
    pub fn for_preset(self, key: &str) -> FigureSettings {
        FigureSettings {
            preset: Some(key.to_owned()),
            arrangement: None,
            width_cm: None,
            text_pt: None,
            dpi: None,
            ..self
        }
    }

    /// Themes of one parent in the order of the figure, given in the order of the board.
    pub fn ordered<'t>(&self, mut themes: Vec<&'t Theme>) -> Vec<&'t Theme> {
        let place = |theme: &Theme| self.order.iter().position(|id| *id == theme.id).unwrap_or(usize::MAX);
        // Sorting is stable: what is not named keeps the board's order.
        themes.sort_by_key(|theme| place(theme));
        themes
    }
}

impl Study {
    /// The themes under a theme (or at the top of a board), in the order of the board's figure.
    pub fn themes_in_figure(&self, board: Id<super::Board>, parent: Option<Id<Theme>>) -> Vec<&Theme> {
        let themes = self.themes_under(board, parent);
        match self.get(board) {
            Some(board) => board.figure.ordered(themes),
            None => themes,
        }
    }
}
