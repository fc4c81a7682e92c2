//! How the window looks: tokens, fonts and icons. No other file names a colour or a size of its own.

mod fonts;
pub mod icons;
mod tokens;

pub use fonts::{ARABIC_FACE, HEBREW_FACE, bundled_fonts, strong};
pub use tokens::{Tokens, tokens, use_tokens};

/// A colour of the study as the window paints it.
pub fn paint(colour: crate::study::Colour) -> eframe::egui::Color32 {
    let [red, green, blue] = colour.0;
    eframe::egui::Color32::from_rgb(red, green, blue)
}
