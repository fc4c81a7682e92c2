//! A line of text as the letters of the bundled face: which glyph, where. Measuring and the writers that place
//! letters themselves (PDF, EPS) both read it, so that what was measured is what is drawn.

use std::{collections::HashMap, ops::Range};

use rustybuzz::{Direction, Face, Script, ShapePlan, UnicodeBuffer, ttf_parser::GlyphId};
use unicode_bidi::{BidiInfo, Level};

use super::Weight;

/// A glyph of a line, in the order in which it is drawn from left to right.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    /// Zero stands for what the face lacks.
    pub id: GlyphId,
    /// The bytes of the line that it draws, together with the other glyphs of the same bytes.
    pub bytes: Range<usize>,
    /// From its origin to the next one's, in ems.
    pub advance: f64,
    /// From its origin to where it is drawn, rightwards and upwards, in ems.
    pub right: f64,
    pub up: f64,
}

/// Turns lines into glyphs, and remembers the rules it has looked up: that costs more than following them.
#[derive(Default)]
pub struct Shaper {
    plans: HashMap<(Weight, Direction, Script), ShapePlan>,
}

impl Shaper {
    /// The glyphs of a line, kerned; words of right-to-left scripts stand as their readers expect.
    pub fn line(&mut self, text: &str, weight: Weight) -> Vec<Glyph> {
        let Some(face) = weight.face() else { return Vec::new() };
        let mut glyphs = Vec::new();
        // The same base direction as the SVG renderer's, so that pictures and vector files agree.
        let bidi = BidiInfo::new(text, Some(Level::ltr()));
        for paragraph in &bidi.paragraphs {
            let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
            for run in runs {
                let backwards = levels.get(run.start).is_some_and(Level::is_rtl);
                self.run(face, text, run, backwards, weight, &mut glyphs);
            }
        }
        glyphs
    }

    fn run(
        &mut self,
        face: &Face<'static>,
        text: &str,
        run: Range<usize>,
        backwards: bool,
        weight: Weight,
        into: &mut Vec<Glyph>,
    ) {
        let Some(words) = text.get(run.clone()) else { return };
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(words);
        buffer.guess_segment_properties();
        buffer.set_direction(if backwards { Direction::RightToLeft } else { Direction::LeftToRight });
        let (direction, script, language) = (buffer.direction(), buffer.script(), buffer.language());
        let plan = self
            .plans
            .entry((weight, direction, script))
            .or_insert_with(|| ShapePlan::new(face, direction, Some(script), language.as_ref(), &[]));
        let shaped = rustybuzz::shape_with_plan(face, plan, buffer);
        let mut starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        let em = f64::from(face.units_per_em());
        for (info, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            let start = info.cluster as usize;
            let end = starts.get(starts.partition_point(|other| *other <= start)).copied().unwrap_or(words.len());
            into.push(Glyph {
                id: GlyphId(u16::try_from(info.glyph_id).unwrap_or(0)),
                bytes: run.start + start..run.start + end,
                advance: f64::from(place.x_advance) / em,
                right: f64::from(place.x_offset) / em,
                up: f64::from(place.y_offset) / em,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(text: &str) -> Vec<Range<usize>> {
        Shaper::default().line(text, Weight::Regular).into_iter().map(|glyph| glyph.bytes).collect()
    }

    #[test]
    fn every_letter_has_a_glyph_that_knows_its_bytes() {
        assert_eq!(bytes("Łódź"), [0..2, 2..4, 4..5, 5..7]);
    }

    #[test]
    fn right_to_left_words_are_drawn_from_their_end_and_the_words_around_them_from_their_start() {
        // Two Latin letters, a space, three Hebrew letters of two bytes each.
        assert_eq!(bytes("ab גדה"), [0..1, 1..2, 2..3, 7..9, 5..7, 3..5]);
    }

    #[test]
    fn what_the_face_lacks_is_glyph_zero() {
        let glyphs = Shaper::default().line("a困", Weight::Bold);
        assert_eq!(glyphs.iter().map(|glyph| glyph.id.0 == 0).collect::<Vec<_>>(), [false, true]);
    }
}
