//! How wide a text is in the bundled face, and which of its characters the face lacks.

use std::{
    collections::{BTreeSet, HashMap},
    sync::LazyLock,
};

use rustybuzz::Face;

use super::glyphs::Shaper;

/// Liberation Sans Regular: drawn to the widths of Arial, free to bundle (OFL 1.1, see `assets/fonts/export`).
pub static REGULAR_FACE: &[u8] = include_bytes!("../../assets/fonts/export/LiberationSans-Regular.ttf");
/// Liberation Sans Bold.
pub static BOLD_FACE: &[u8] = include_bytes!("../../assets/fonts/export/LiberationSans-Bold.ttf");

static REGULAR: LazyLock<Option<Face<'static>>> = LazyLock::new(|| Face::from_slice(REGULAR_FACE, 0));
static BOLD: LazyLock<Option<Face<'static>>> = LazyLock::new(|| Face::from_slice(BOLD_FACE, 0));

/// How heavy the letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    Regular,
    Bold,
}

impl Weight {
    /// The bundled face of this weight.
    pub(super) fn face(self) -> Option<&'static Face<'static>> {
        match self {
            Weight::Regular => REGULAR.as_ref(),
            Weight::Bold => BOLD.as_ref(),
        }
    }
}

/// A weight and a size in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Font {
    pub weight: Weight,
    pub size: f64,
}

impl Font {
    pub fn regular(size: f64) -> Font {
        Font { weight: Weight::Regular, size }
    }

    pub fn bold(size: f64) -> Font {
        Font { weight: Weight::Bold, size }
    }

    /// From one baseline to the next, in points.
    pub fn line_height(self) -> f64 {
        self.size * 1.2
    }

    /// From the middle of a line down to its baseline, in points: half of the mean of the heights of capitals and
    /// of small letters (0.716 and 0.519 em in this face), so that a line looks centred in its box.
    pub fn drop(self) -> f64 {
        self.size * 0.309
    }
}

/// Measures texts, and remembers what it measured while one figure is laid out.
#[derive(Default)]
pub struct Measure {
    ems: HashMap<(Weight, String), f64>,
    shaper: Shaper,
    language: Option<hypher::Lang>,
}

impl Measure {
    /// For labels in a language (a BCP 47 tag), by whose rules words are divided; by none where it has no rules here.
    pub fn of(language: &str) -> Self {
        let letters: Vec<u8> = language.bytes().take_while(u8::is_ascii_alphabetic).collect();
        let language = <[u8; 2]>::try_from(letters).ok().and_then(hypher::Lang::from_iso);
        Measure { language, ..Measure::default() }
    }

    /// Where a word may be divided with a hyphen: bytes, ascending. Two letters and more stay on each side.
    pub fn syllables(&self, word: &str) -> Vec<usize> {
        let Some(language) = self.language else { return Vec::new() };
        let mut at = 0;
        let mut ends: Vec<usize> = hypher::hyphenate(word, language)
            .map(|syllable| {
                at += syllable.len();
                at
            })
            .collect();
        ends.pop();
        ends
    }

    /// The width of a line in points, kerned as it will be drawn.
    ///
    /// A character that the face lacks counts as wide as some other face may draw it: an em for ideographs, kana,
    /// Hangul and pictures, three quarters of an em for the letters of other scripts.
    pub fn width(&mut self, text: &str, weight: Weight, size: f64) -> f64 {
        let key = (weight, text.to_owned());
        if let Some(ems) = self.ems.get(&key) {
            return ems * size;
        }
        let ems = self.measure(text, weight);
        self.ems.insert(key, ems);
        ems * size
    }

    fn measure(&mut self, text: &str, weight: Weight) -> f64 {
        let mut ems = 0.0;
        let mut lacking = None;
        for glyph in self.shaper.line(text, weight) {
            if glyph.id.0 != 0 {
                ems += glyph.advance;
            } else if lacking != Some(glyph.bytes.start) {
                lacking = Some(glyph.bytes.start);
                ems += text.get(glyph.bytes.start..).map_or(1.0, guessed);
            }
        }
        ems
    }
}

/// The width in ems of the first character of a text, which the face lacks.
fn guessed(text: &str) -> f64 {
    match text.chars().next() {
        Some('\u{1100}'..='\u{11ff}' | '\u{2e80}'..) => 1.0,
        _ => 0.75,
    }
}

/// The visible characters of a text that the bundled face cannot draw.
pub fn lacking(text: &str, weight: Weight) -> BTreeSet<char> {
    let Some(face) = weight.face() else { return BTreeSet::new() };
    text.chars().filter(|sign| !is_invisible(*sign) && face.glyph_index(*sign).is_none()).collect()
}

/// Joiners, direction marks and variation selectors draw nothing of their own.
fn is_invisible(sign: char) -> bool {
    sign.is_whitespace()
        || sign.is_control()
        || matches!(sign, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_faces_open_and_are_as_wide_as_arial() {
        // Arial's advance widths (units of 1/2048 em): digit 1139, "A" 1366, "a" bold 1139.
        let mut measure = Measure::default();
        assert!((measure.width("2", Weight::Regular, 2048.0) - 1139.0).abs() < 1e-6);
        assert!((measure.width("A", Weight::Regular, 2048.0) - 1366.0).abs() < 1e-6);
        assert!((measure.width("a", Weight::Bold, 2048.0) - 1139.0).abs() < 1e-6);
    }

    #[test]
    fn a_character_that_the_face_lacks_is_named_and_counted_as_an_em() {
        assert_eq!(lacking("Łódź, naïve – 困难", Weight::Regular), BTreeSet::from(['困', '难']));
        assert!((Measure::default().width("困难", Weight::Regular, 10.0) - 20.0).abs() < 1e-9);
        assert!(lacking("a\u{200b}b\u{feff} c", Weight::Regular).is_empty());
    }
}
