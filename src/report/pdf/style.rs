//! How the parts of a document look on a page: the quiet look of the Word file, in the bundled faces. Lengths in points.

use super::faces::FaceName;
use crate::report::tree::Colour;

pub(super) const TEXT: Colour = Colour::new(0x1B, 0x1F, 0x22);
/// Headings and strong rules: 11:1 on white.
pub(super) const INK: Colour = Colour::new(0x1F, 0x3A, 0x4D);
/// Labels, attributions, captions: 6:1 on white.
pub(super) const SLATE: Colour = Colour::new(0x54, 0x63, 0x6E);
pub(super) const HAIRLINE: Colour = Colour::new(0xC3, 0xCC, 0xD2);
pub(super) const TINT: Colour = Colour::new(0xF1, 0xF4, 0xF6);
pub(super) const QUOTE_RULE: Colour = Colour::new(0x8F, 0xA9, 0xB8);
pub(super) const ADDED: Colour = Colour::new(0x1E, 0x6B, 0x3A);
pub(super) const REMOVED: Colour = Colour::new(0xA3, 0x31, 0x2B);
pub(super) const LINK: Colour = Colour::new(0x1B, 0x5E, 0x83);

/// A family of faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Serif,
    Sans,
}

impl Family {
    /// The face of a weight and slope; where the family has no slanted bold, bold wins.
    pub(super) fn face(self, bold: bool, italic: bool) -> FaceName {
        match (self, bold, italic) {
            (Family::Serif, true, _) => FaceName::SerifBold,
            (Family::Serif, false, true) => FaceName::SerifItalic,
            (Family::Serif, false, false) => FaceName::Serif,
            (Family::Sans, true, _) => FaceName::SansBold,
            (Family::Sans, false, true) => FaceName::SansItalic,
            (Family::Sans, false, false) => FaceName::Sans,
        }
    }
}

/// How a paragraph looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    pub(super) family: Family,
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) colour: Colour,
    /// From line to line.
    pub(super) leading: f32,
    pub(super) above: f32,
    pub(super) below: f32,
}

const fn style(family: Family, size: f32, leading: f32, above: f32, below: f32, colour: Colour) -> Style {
    Style { family, size, bold: false, colour, leading, above, below }
}

const fn bold(style: Style) -> Style {
    Style { bold: true, ..style }
}

pub(super) const TITLE: Style = style(Family::Serif, 25.0, 31.0, 6.0, 5.0, INK);
pub(super) const SUBTITLE: Style = style(Family::Sans, 13.0, 17.0, 0.0, 8.0, SLATE);
pub(super) const AUTHORS: Style = style(Family::Sans, 10.5, 14.0, 0.0, 18.0, TEXT);
pub(super) const BODY: Style = style(Family::Serif, 9.6, 14.4, 0.0, 7.0, TEXT);
pub(super) const LEAD: Style = style(Family::Serif, 11.4, 16.6, 0.0, 10.0, INK);
pub(super) const NOTE: Style = style(Family::Sans, 8.4, 11.6, 3.0, 7.0, SLATE);
pub(super) const CAPTION: Style = style(Family::Sans, 9.0, 12.4, 11.0, 5.0, TEXT);
pub(super) const CELL: Style = style(Family::Sans, 8.5, 11.6, 0.0, 0.0, TEXT);
pub(super) const CELL_HEADING: Style = bold(style(Family::Sans, 8.2, 11.4, 0.0, 0.0, INK));
pub(super) const TERM: Style = bold(style(Family::Sans, 8.2, 11.6, 0.0, 0.0, SLATE));
pub(super) const ATTRIBUTION: Style = style(Family::Sans, 8.4, 11.8, 0.0, 0.0, SLATE);
pub(super) const FOOTNOTE: Style = style(Family::Sans, 8.2, 11.2, 0.0, 2.0, TEXT);
pub(super) const FOOTER: Style = style(Family::Sans, 7.8, 10.0, 0.0, 0.0, SLATE);
pub(super) const CONTENTS_TITLE: Style = bold(style(Family::Sans, 13.5, 17.0, 18.0, 6.0, INK));

/// A heading of a level from 1 to 4.
pub(super) fn heading(level: u8) -> Style {
    match level {
        1 => bold(style(Family::Sans, 16.5, 20.5, 26.0, 8.0, INK)),
        2 => bold(style(Family::Sans, 13.0, 16.5, 19.0, 5.0, INK)),
        3 => bold(style(Family::Sans, 11.0, 14.5, 15.0, 4.0, INK)),
        _ => bold(style(Family::Sans, 9.6, 13.0, 11.0, 3.0, SLATE)),
    }
}

/// A line of the table of contents, by the level of its heading.
pub(super) fn contents(level: u8) -> Style {
    match level {
        1 => bold(style(Family::Sans, 9.4, 13.0, 4.0, 0.0, TEXT)),
        _ => style(Family::Sans, 9.2, 12.6, 0.0, 0.0, TEXT),
    }
}
