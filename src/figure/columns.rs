//! How the width is shared between components, themes and sub-themes.

use super::{
    FigureOptions, Measure, Palette,
    boxes::natural_width,
    labels::ComponentLabels,
    metrics::Font,
    wrap::{widest, widest_piece, wrap, wrap_evenly},
};

/// Around the boxes, in points: the 2 pt of white that PLOS asks for, beside half of the thickest border.
pub const MARGIN: f64 = 2.75;
/// Below this width, in points (12 cm), everything stands closer.
const NARROW: f64 = 340.0;
/// The most of the page that components and themes take, to keep their words whole and their names to three lines.
const COMPONENT_SHARE: f64 = 0.28;
const THEME_SHARE: f64 = 0.32;
/// What they take at first, if their words fill it; longer names are broken into lines.
const COMPONENT_START: f64 = 0.17;
const THEME_START: f64 = 0.25;
/// What they take of a page with room to spare, however short their names.
const COMPONENT_USUAL: f64 = 0.16;
const THEME_USUAL: f64 = 0.22;
/// A name of more lines gets a wider column, if there is one.
const MOST_LINES: usize = 3;
/// Plans from the first to the one with the widest sub-themes.
const STEPS: u32 = 4;

/// What the whole figure has in common, in points.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    pub width: f64,
    pub text: f64,
    /// Left and right of the words in components and themes.
    pub padding: f64,
    /// Left and right of the words in sub-themes.
    pub edge: f64,
    /// Between two columns.
    pub link: f64,
    pub palette: Palette,
}

/// The widths of the three columns, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Columns {
    pub component: f64,
    pub theme: f64,
    pub subtheme: f64,
}

impl Page {
    /// The page that the options ask for, or a wider one where not even single letters would fit.
    pub fn new(labels: &[ComponentLabels<'_>], options: &FigureOptions, measure: &mut Measure) -> Page {
        let mut page = Page::of(options);
        let least = page.least(labels, measure);
        page.width = page.width.max(least.component + least.theme + least.subtheme + page.outside());
        page
    }

    /// The page that the options ask for, whatever stands on it.
    pub fn of(options: &FigureOptions) -> Page {
        let (width, text) = (options.width_pt(), options.text());
        let narrow = width < NARROW;
        Page {
            width,
            text,
            padding: if narrow { 4.0 } else { 8.0 },
            edge: if narrow { 4.0 } else { 6.0 },
            link: if narrow { 14.0 } else { 24.0 },
            palette: options.palette,
        }
    }

    /// Whether everything stands closer, for want of width.
    pub fn is_narrow(&self) -> bool {
        self.width < NARROW
    }

    pub fn component_font(&self) -> Font {
        Font::bold(self.text + 1.0)
    }

    pub fn theme_font(&self) -> Font {
        Font::bold(self.text)
    }

    /// Width that belongs to no column.
    fn outside(&self) -> f64 {
        2.0 * (MARGIN + self.link)
    }

    /// Two letters of any script side by side, or the widest number.
    fn least(&self, labels: &[ComponentLabels<'_>], measure: &mut Measure) -> Columns {
        let letters = 2.2 * self.text;
        let number = subthemes(labels)
            .map(|subtheme| widest_piece(measure, &subtheme.numbers_text(), Font::bold(self.text)))
            .fold(letters, f64::max);
        Columns {
            component: 2.2 * (self.text + 1.0) + 2.0 * self.padding,
            theme: letters + 2.0 * self.padding,
            subtheme: number.max(letters / 0.8) + 2.0 * self.edge,
        }
    }
}

fn themes<'a>(labels: &'a [ComponentLabels<'a>]) -> impl Iterator<Item = &'a super::labels::ThemeLabels<'a>> {
    labels.iter().flat_map(|component| &component.themes)
}

fn subthemes<'a>(labels: &'a [ComponentLabels<'a>]) -> impl Iterator<Item = &'a super::labels::SubthemeLabels<'a>> {
    themes(labels).flat_map(|theme| &theme.subthemes)
}

/// Ways to share the width, the best looking first; each further one gives the sub-themes more.
pub fn plans(labels: &[ComponentLabels<'_>], page: &Page, measure: &mut Measure) -> Vec<Columns> {
    let components: Vec<&str> = labels.iter().map(|component| component.name.as_str()).collect();
    let names: Vec<&str> = themes(labels).map(|theme| theme.name.as_str()).collect();
    let least = page.least(labels, measure);
    let room = page.width - page.outside();

    let component = Name { font: page.component_font(), padding: page.padding, least: least.component };
    let theme = Name { font: page.theme_font(), padding: page.padding, least: least.theme };
    let (component_start, component_end) =
        component.range(&components, COMPONENT_START * page.width, COMPONENT_SHARE * page.width, measure);
    let (theme_start, theme_end) = theme.range(&names, THEME_START * page.width, THEME_SHARE * page.width, measure);

    let natural = subthemes(labels).map(|subtheme| natural_width(subtheme, page, measure)).fold(0.0, f64::max);
    let mut plans: Vec<Columns> = Vec::new();
    for step in 0..=STEPS {
        let towards = f64::from(step) / f64::from(STEPS);
        let mut component = component_start + (component_end - component_start) * towards;
        let mut theme = theme_start + (theme_end - theme_start) * towards;
        let spare = room - component - theme - natural;
        if step == 0 && spare > 0.0 {
            component += (spare * 0.2).min((component * 0.15).max(COMPONENT_USUAL * page.width - component));
            theme += (spare * 0.3).min((theme * 0.15).max(THEME_USUAL * page.width - theme));
        }
        // A page too narrow for all three takes from the names, which are the shortest words.
        let lack = (component + theme + least.subtheme - room).max(0.0);
        let from_theme = lack.min(theme - least.theme);
        theme -= from_theme;
        component -= lack - from_theme;
        let plan = Columns { component, theme, subtheme: room - component - theme };
        if plans.last() != Some(&plan) {
            plans.push(plan);
        }
    }
    plans
}

/// How the names of one column are set.
struct Name {
    font: Font,
    padding: f64,
    least: f64,
}

impl Name {
    /// The width of the column at first, and the narrowest that breaks no word; both at most `most` points.
    fn range(&self, names: &[&str], start: f64, most: f64, measure: &mut Measure) -> (f64, f64) {
        let around = 2.0 * self.padding;
        let word = names.iter().map(|name| widest_piece(measure, name, self.font)).fold(0.0, f64::max) + around;
        let most = most.max(self.least);
        // A word too long for any column is broken, and gets no more room than others.
        let word = if word > most { start } else { word };
        let mut start = start.max(word).clamp(self.least, most);
        let broken = |name: &&str, width: f64, measure: &mut Measure| {
            wrap(measure, name, self.font, width - around).len() > MOST_LINES
        };
        while start < most && names.iter().any(|name| broken(name, start, measure)) {
            start = (start + self.font.size).min(most);
        }
        // The column hugs its words: what even lines leave free goes to the sub-themes.
        let set =
            names.iter().map(|name| widest(&wrap_evenly(measure, name, self.font, start - around))).fold(0.0, f64::max);
        let start = (set + around).clamp(self.least, start);
        (start, word.min(start).max(self.least))
    }
}
