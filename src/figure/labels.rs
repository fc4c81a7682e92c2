//! The figure's words as they will be drawn: cleaned, with their marks and signs, in the order of the model.

use super::{ComponentBox, FigureModel, FigureOptions, NoteMark, Palette, SubthemeBox, ThemeBox, wrap::clean};

pub struct ComponentLabels<'a> {
    pub source: &'a ComponentBox,
    pub name: String,
    pub themes: Vec<ThemeLabels<'a>>,
}

pub struct ThemeLabels<'a> {
    pub source: &'a ThemeBox,
    pub name: String,
    pub subthemes: Vec<SubthemeLabels<'a>>,
}

pub struct SubthemeLabels<'a> {
    pub source: &'a SubthemeBox,
    pub label: String,
    pub numbers: Vec<u32>,
    /// The ids of the interventions with these numbers, one for each; empty where the table has no such row.
    pub interventions: Vec<String>,
}

impl SubthemeLabels<'_> {
    /// The numbers as printed: "1, 2, 6".
    pub fn numbers_text(&self) -> String {
        list(&self.numbers)
    }

    /// The id of the intervention with one of these numbers; empty where the table has no such row.
    pub fn intervention(&self, number: u32) -> String {
        let place = self.numbers.iter().position(|one| *one == number);
        place.and_then(|at| self.interventions.get(at)).cloned().unwrap_or_default()
    }
}

/// Numbers with commas between them.
pub fn list(numbers: &[u32]) -> String {
    numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
}

/// The words of every component that is drawn.
pub fn labels<'a>(model: &'a FigureModel, options: &FigureOptions) -> Vec<ComponentLabels<'a>> {
    let drawn = model.components.iter().filter(|component| options.show_empty || !component.themes.is_empty());
    drawn
        .map(|component| ComponentLabels {
            source: component,
            name: marked(&component.name, &component.marks),
            themes: component.themes.iter().map(|theme| theme_labels(theme, model, options.palette)).collect(),
        })
        .collect()
}

fn theme_labels<'a>(theme: &'a ThemeBox, model: &FigureModel, palette: Palette) -> ThemeLabels<'a> {
    let subthemes = theme.subthemes.iter().map(|subtheme| {
        let label = marked(&subtheme.label, &subtheme.marks);
        let label = match palette.style(subtheme.valence).sign {
            Some(sign) => format!("{sign}\u{a0}{label}"),
            None => label,
        };
        let numbers = subtheme.sorted_numbers();
        let interventions = numbers.iter().map(|number| model.intervention(*number).to_owned()).collect();
        SubthemeLabels { source: subtheme, label, numbers, interventions }
    });
    ThemeLabels { source: theme, name: marked(&theme.name, &theme.marks), subthemes: subthemes.collect() }
}

/// A label with its note marks directly after it.
pub fn marked(label: &str, marks: &[NoteMark]) -> String {
    let mut text = clean(label);
    text.extend(marks.iter().map(|mark| mark.symbol()));
    text
}
