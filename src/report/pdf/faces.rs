//! The bundled faces, and text as their glyphs: shaped, in the order in which it is drawn, with another face wherever the
//! first lacks a letter.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use rustybuzz::{Direction as Way, Face, Script, ShapePlan, UnicodeBuffer};
use unicode_bidi::{BidiInfo, Level};

use crate::report::direction::Direction;

/// A bundled face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum FaceName {
    Serif,
    SerifBold,
    SerifItalic,
    Sans,
    SansBold,
    SansItalic,
    Hebrew,
    Arabic,
}

impl FaceName {
    pub(super) const ALL: [FaceName; 8] = [
        FaceName::Serif,
        FaceName::SerifBold,
        FaceName::SerifItalic,
        FaceName::Sans,
        FaceName::SansBold,
        FaceName::SansItalic,
        FaceName::Hebrew,
        FaceName::Arabic,
    ];

    /// The file's bytes (OFL 1.1, see the licences beside the files).
    pub(super) fn bytes(self) -> &'static [u8] {
        match self {
            FaceName::Serif => include_bytes!("../../../assets/fonts/reading/NotoSerif-Regular.ttf"),
            FaceName::SerifBold => include_bytes!("../../../assets/fonts/reading/NotoSerif-Bold.ttf"),
            FaceName::SerifItalic => include_bytes!("../../../assets/fonts/reading/NotoSerif-Italic.ttf"),
            FaceName::Sans => include_bytes!("../../../assets/fonts/export/LiberationSans-Regular.ttf"),
            FaceName::SansBold => include_bytes!("../../../assets/fonts/export/LiberationSans-Bold.ttf"),
            FaceName::SansItalic => include_bytes!("../../../assets/fonts/export/LiberationSans-Italic.ttf"),
            FaceName::Hebrew => include_bytes!("../../../assets/fonts/reading/NotoSerifHebrew-Regular.ttf"),
            FaceName::Arabic => include_bytes!("../../../assets/fonts/reading/NotoNaskhArabic-Regular.ttf"),
        }
    }

    pub(super) fn face(self) -> Option<&'static Face<'static>> {
        static FACES: LazyLock<HashMap<FaceName, Face<'static>>> = LazyLock::new(|| {
            FaceName::ALL.into_iter().filter_map(|name| Some((name, Face::from_slice(name.bytes(), 0)?))).collect()
        });
        FACES.get(&self)
    }

    /// The faces to which letters go that this one lacks.
    fn others(self) -> [FaceName; 4] {
        match self {
            FaceName::Sans | FaceName::SansBold | FaceName::SansItalic => {
                [FaceName::Hebrew, FaceName::Arabic, FaceName::Serif, FaceName::Sans]
            }
            _ => [FaceName::Hebrew, FaceName::Arabic, FaceName::Sans, FaceName::Serif],
        }
    }

    fn has(self, letter: char) -> bool {
        // Marks of direction and joiners are drawn by no face and looked for in none.
        let invisible = matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{ad}' | '\u{fe00}'..='\u{fe0f}');
        invisible || self.face().is_some_and(|face| face.glyph_index(letter).is_some())
    }
}

/// A glyph in the order in which it is drawn from left to right; lengths in ems.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    pub(super) id: u32,
    /// The bytes of its stretch's text that it draws.
    pub(super) bytes: Range<usize>,
    pub(super) advance: f32,
    pub(super) right: f32,
    pub(super) up: f32,
}

/// Text of one face and direction, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stretch {
    pub(super) face: FaceName,
    pub(super) text: String,
    pub(super) glyphs: Vec<Glyph>,
    /// In ems.
    pub(super) width: f32,
}

/// Shapes text, and remembers the rules it has looked up.
#[derive(Default)]
pub(super) struct Shaper {
    plans: HashMap<(FaceName, Way, Script), ShapePlan>,
    widths: HashMap<(FaceName, String), f32>,
    /// Letters that no bundled face has.
    pub(super) missing: std::collections::BTreeSet<char>,
}

impl Shaper {
    /// Text as it is drawn from left to right, in a paragraph that reads `direction`.
    pub(super) fn shape(&mut self, text: &str, face: FaceName, direction: Direction) -> Vec<Stretch> {
        let level = if direction == Direction::RightToLeft { Level::rtl() } else { Level::ltr() };
        let mut stretches = Vec::new();
        let plain = text.is_ascii() && direction == Direction::LeftToRight;
        if plain {
            self.run(text, face, Way::LeftToRight, &mut stretches);
            return stretches;
        }
        let bidi = BidiInfo::new(text, Some(level));
        for paragraph in &bidi.paragraphs {
            let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
            for run in runs {
                let way =
                    if levels.get(run.start).is_some_and(Level::is_rtl) { Way::RightToLeft } else { Way::LeftToRight };
                let words = text.get(run).unwrap_or_default();
                let mut parts = self.by_face(words, face);
                if way == Way::RightToLeft {
                    parts.reverse();
                }
                for (part, face) in parts {
                    self.run(&part, face, way, &mut stretches);
                }
            }
        }
        stretches
    }

    /// Parts text where another face must take over.
    fn by_face(&mut self, text: &str, face: FaceName) -> Vec<(String, FaceName)> {
        let mut parts: Vec<(String, FaceName)> = Vec::new();
        for letter in text.chars() {
            let neutral = letter.is_whitespace() || letter.is_ascii_punctuation();
            let last = parts.last().map(|(_, face)| *face);
            let own = match last {
                Some(last) if neutral && last.has(letter) => last,
                _ if face.has(letter) => face,
                _ => match face.others().into_iter().find(|other| other.has(letter)) {
                    Some(other) => other,
                    None => {
                        self.missing.insert(letter);
                        face
                    }
                },
            };
            match parts.last_mut() {
                Some((words, last)) if *last == own => words.push(letter),
                _ => parts.push((letter.to_string(), own)),
            }
        }
        parts
    }

    fn run(&mut self, text: &str, name: FaceName, way: Way, into: &mut Vec<Stretch>) {
        let Some(face) = name.face().filter(|_| !text.is_empty()) else { return };
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(way);
        let (direction, script, language) = (buffer.direction(), buffer.script(), buffer.language());
        let plan = self
            .plans
            .entry((name, direction, script))
            .or_insert_with(|| ShapePlan::new(face, direction, Some(script), language.as_ref(), &[]));
        let shaped = rustybuzz::shape_with_plan(face, plan, buffer);
        let mut starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        // Units of an em are a few thousand, exact in an f32.
        let em = face.units_per_em().max(1) as f32;
        let glyphs: Vec<Glyph> = shaped
            .glyph_infos()
            .iter()
            .zip(shaped.glyph_positions())
            .map(|(info, place)| {
                let start = info.cluster as usize;
                let end = starts.get(starts.partition_point(|other| *other <= start)).copied().unwrap_or(text.len());
                Glyph {
                    id: info.glyph_id,
                    bytes: start..end,
                    advance: place.x_advance as f32 / em,
                    right: place.x_offset as f32 / em,
                    up: place.y_offset as f32 / em,
                }
            })
            .collect();
        let width = glyphs.iter().map(|glyph| glyph.advance).sum();
        into.push(Stretch { face: name, text: text.to_owned(), glyphs, width });
    }

    /// The width of a word in ems; words are measured once.
    pub(super) fn width(&mut self, word: &str, face: FaceName) -> f32 {
        if let Some(width) = self.widths.get(&(face, word.to_owned())) {
            return *width;
        }
        let width = self.shape(word, face, Direction::LeftToRight).iter().map(|stretch| stretch.width).sum();
        self.widths.insert((face, word.to_owned()), width);
        width
    }
}
