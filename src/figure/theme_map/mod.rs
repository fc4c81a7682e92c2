//! Themes around what they are about, sub-themes around their themes: the map with which themes are thought over.

mod layout;
mod of_study;

pub use layout::lay_out;
pub use of_study::map_of;

use super::{FigureModel, FigureOptions};

/// The map: what stands in the middle, and around it the themes of the model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ThemeMap {
    /// Title, numbers, notes, interventions; all themes in one component without a name.
    pub model: FigureModel,
    pub centre: String,
}

impl ThemeMap {
    /// The caption.
    pub fn caption(&self, options: &FigureOptions) -> String {
        super::caption(&self.model, options)
    }

    /// The map in words.
    pub fn alt_text(&self) -> String {
        let themes: Vec<String> = self.model.themes().map(super::caption::theme_words).collect();
        let centre = super::wrap::clean(&self.centre);
        match themes.len() {
            0 => "The board has no theme yet.".to_owned(),
            1 => format!("One theme around “{centre}”: {}.", themes.concat()),
            count => format!("{count} themes around “{centre}”: {}.", themes.join(", ")),
        }
    }
}
