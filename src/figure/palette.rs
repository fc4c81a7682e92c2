//! How a valence looks: fill, hatch, border, and with colours a sign before the label.

use super::Valence;
use crate::study::Palette;

/// Red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    pub const BLACK: Colour = Colour([0, 0, 0]);
    pub const WHITE: Colour = Colour([255, 255, 255]);

    /// As CSS writes it: `#bfbfbf`.
    pub fn css(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }
}

/// How the box of a valence is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoxStyle {
    pub fill: Colour,
    /// Hatched in this colour, with white plates under the text.
    pub hatch: Option<Colour>,
    pub dashed: bool,
    /// Printed before the label, so that nothing depends on colour.
    pub sign: Option<&'static str>,
    /// What the caption calls it: "Grey".
    pub name: &'static str,
}

impl Palette {
    /// How this palette draws a valence.
    pub fn style(self, valence: Valence) -> BoxStyle {
        let plain = BoxStyle { fill: Colour::WHITE, hatch: None, dashed: false, sign: None, name: "White" };
        match (self, valence) {
            (Palette::Greyscale, Valence::Barrier) => {
                BoxStyle { fill: Colour([0xbf, 0xbf, 0xbf]), name: "Grey", ..plain }
            }
            (Palette::Greyscale, Valence::Enabler) => plain,
            (Palette::Greyscale, Valence::Both) => {
                BoxStyle { hatch: Some(Colour([0x7f, 0x7f, 0x7f])), name: "Patterned", ..plain }
            }
            (Palette::Greyscale, Valence::Unset) => BoxStyle { dashed: true, name: "Dashed", ..plain },
            (Palette::Colour, Valence::Barrier) => {
                BoxStyle { fill: Colour([0xf4, 0xc0, 0x78]), sign: Some("−"), name: "Orange", ..plain }
            }
            (Palette::Colour, Valence::Enabler) => {
                BoxStyle { fill: Colour([0xd3, 0xea, 0xf8]), sign: Some("+"), name: "Blue", ..plain }
            }
            (Palette::Colour, Valence::Both) => BoxStyle {
                fill: Colour([0xd3, 0xea, 0xf8]),
                hatch: Some(Colour([0xe0, 0x93, 0x2c])),
                sign: Some("±"),
                name: "Patterned",
                ..plain
            },
            (Palette::Colour, Valence::Unset) => BoxStyle { dashed: true, sign: Some("?"), name: "Dashed", ..plain },
        }
    }
}
