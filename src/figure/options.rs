//! How large the figure is, how tight, and what it leaves out.

use serde::{Deserialize, Serialize};

use crate::study::{Arrangement, ComponentLevel, FigureKind, Gaps, Palette};

/// Points in a centimetre.
pub const POINTS_PER_CM: f64 = 72.0 / 2.54;

impl ComponentLevel {
    /// What a figure's title calls what themes are linked to.
    pub fn framework(self) -> &'static str {
        match self {
            ComponentLevel::ComB3 | ComponentLevel::ComB6 => "the COM-B model",
            ComponentLevel::Tdf => "the Theoretical Domains Framework",
            ComponentLevel::Other => "the framework",
        }
    }

    /// One of its elements: "COM-B component".
    pub fn noun(self) -> &'static str {
        match self {
            ComponentLevel::ComB3 => "COM-B component",
            ComponentLevel::ComB6 => "COM-B sub-component",
            ComponentLevel::Tdf => "TDF domain",
            ComponentLevel::Other => "component",
        }
    }

    /// The head of a column of its elements.
    pub fn heading(self) -> &'static str {
        match self {
            ComponentLevel::ComB3 | ComponentLevel::Other => "Component",
            ComponentLevel::ComB6 => "Sub-component",
            ComponentLevel::Tdf => "Domain",
        }
    }

    /// With its article, as a sentence wants it.
    pub fn words(self) -> &'static str {
        match self {
            ComponentLevel::ComB3 => "a COM-B component",
            ComponentLevel::ComB6 => "a COM-B sub-component",
            ComponentLevel::Tdf => "a TDF domain",
            ComponentLevel::Other => "a component of the framework",
        }
    }
}

impl Gaps {
    /// The same gaps, times a factor.
    pub(super) fn scaled(self, factor: f64) -> Gaps {
        let scale = |gap: f64, usual: f64| within(gap, 0.0, 200.0, usual) * factor;
        let usual = Gaps::default();
        Gaps {
            subthemes: scale(self.subthemes, usual.subthemes),
            themes: scale(self.themes, usual.themes),
            components: scale(self.components, usual.components),
        }
    }
}

/// How the figure is drawn. The defaults are those of a PLOS page: 19.05 cm wide, at most 22.225 cm high (8.75 in, 2625 pixels at
/// 300 dpi), text no smaller than 8 pt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FigureOptions {
    pub kind: FigureKind,
    /// How components stand to each other, in the figure of boxes.
    pub arrangement: Arrangement,
    /// Without the full stop; where it is empty, the figure has a title that says what it shows.
    pub title: String,
    /// As printed: `1`, `S2`; may be empty.
    pub figure_number: String,
    /// The interventions table's number, as printed; may be empty.
    pub table_number: String,
    /// Ids of themes and sub-themes in the order of this figure; what is not named follows as its board has it.
    pub order: Vec<String>,
    /// What is drawn on one page of several: components and the themes in them, by id; all where it is empty.
    pub only: Vec<(String, String)>,
    /// Ids of components that began on an earlier page.
    pub continued: Vec<String>,
    /// Whether a figure that is too high is spread over several pages.
    pub pages: bool,
    /// Width in centimetres, drawn exactly; read as 4 to 200.
    pub width_cm: f64,
    /// The journal's smallest width, in centimetres.
    pub min_width_cm: f64,
    /// The journal's greatest width, in centimetres.
    pub max_width_cm: f64,
    /// The journal's greatest height, in centimetres. Columns and gaps give way to keep to it, the text does not.
    pub max_height_cm: f64,
    /// Size of labels in points; components are a point larger. Read as 4 to 36.
    pub text_pt: f64,
    /// The journal's smallest size of text, in points.
    pub min_text_pt: f64,
    /// The journal's greatest size of text, in points.
    pub max_text_pt: f64,
    /// Resolution of TIFF and PNG, in dots per inch (36 to 2400).
    pub dpi: u32,
    pub gaps: Gaps,
    pub level: ComponentLevel,
    pub show_legend: bool,
    /// Whether components without a theme are drawn.
    pub show_empty: bool,
    pub palette: Palette,
    /// Whether enablers with a note mark count as barriers that an intervention addresses.
    pub count_marked_enablers: bool,
    /// The language of the labels, by whose rules words are divided: a BCP 47 tag such as `en-GB`; may be empty.
    pub language: String,
}

impl Default for FigureOptions {
    fn default() -> Self {
        FigureOptions {
            kind: FigureKind::default(),
            arrangement: Arrangement::default(),
            title: String::new(),
            figure_number: "1".to_owned(),
            table_number: "2".to_owned(),
            order: Vec::new(),
            only: Vec::new(),
            continued: Vec::new(),
            pages: false,
            width_cm: 19.05,
            min_width_cm: 6.68,
            max_width_cm: 19.05,
            max_height_cm: 22.225,
            text_pt: 8.0,
            min_text_pt: 8.0,
            max_text_pt: 12.0,
            dpi: 300,
            gaps: Gaps::default(),
            level: ComponentLevel::default(),
            show_legend: true,
            show_empty: false,
            palette: Palette::default(),
            count_marked_enablers: false,
            language: String::new(),
        }
    }
}

impl FigureOptions {
    pub(super) fn width_pt(&self) -> f64 {
        within(self.width_cm, 4.0, 200.0, 19.05) * POINTS_PER_CM
    }

    pub(super) fn max_height_pt(&self) -> f64 {
        within(self.max_height_cm, 0.0, 1000.0, 22.225) * POINTS_PER_CM
    }

    pub(super) fn text(&self) -> f64 {
        within(self.text_pt, 4.0, 36.0, 8.0)
    }
}

/// The value kept between two bounds, or the usual one where it is no number.
fn within(value: f64, least: f64, most: f64, usual: f64) -> f64 {
    if value.is_finite() { value.clamp(least, most) } else { usual }
}
