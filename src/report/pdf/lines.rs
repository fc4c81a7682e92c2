//! A paragraph broken into lines: where Unicode lets lines break, never wider than the measure.

use icu_segmenter::LineSegmenter;

use super::faces::{FaceName, Shaper};
use super::pages::{Ink, Mark};
use crate::report::direction::Direction;
use crate::report::tree::{Alignment, Colour};

/// Letters of one look.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Letters {
    pub(super) text: String,
    pub(super) face: FaceName,
    /// In points.
    pub(super) size: f32,
    /// How far above the line, in points.
    pub(super) raised: f32,
    pub(super) colour: Colour,
    pub(super) underlined: bool,
    pub(super) struck: bool,
    /// Element of the document's structure to which they belong.
    pub(super) element: usize,
    /// Anchor to which they lead.
    pub(super) link: Option<String>,
    /// A footnote that is called after them.
    pub(super) note: Option<usize>,
}

/// What a paragraph is broken from.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    Letters(Letters),
    Break,
    /// A square of colour beside a code's name, of the size of the letters around it.
    Swatch(Colour, f32),
}

/// How a paragraph is broken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    /// In points.
    pub(super) width: f32,
    /// How far lines after the first stand in, or the first where negative.
    pub(super) hanging: f32,
    /// From line to line, in points.
    pub(super) leading: f32,
    pub(super) alignment: Alignment,
    pub(super) direction: Direction,
}

/// A line: its height, what is drawn on it from its top left, the notes called on it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    pub(super) height: f32,
    pub(super) marks: Vec<Mark>,
    pub(super) notes: Vec<usize>,
}

/// A piece that no line may be broken in: a word with what sticks to it.
struct Word {
    pieces: Vec<Letters>,
    /// Its place among the pieces, its colour, and the size of the letters beside it.
    swatch: Option<(usize, Colour, f32)>,
    /// Without the spaces at its end, in points.
    width: f32,
    /// The spaces at its end, in points.
    space: f32,
    /// A line ends after it.
    ends: bool,
}

/// The lines of a paragraph; one empty line for an empty paragraph.
pub(super) fn lines(parts: &[Part], measure: Measure, shaper: &mut Shaper) -> Vec<Line> {
    // A part of a word fits every line, the one that stands in too.
    let words = words(parts, shaper, (measure.width - measure.hanging.abs()).max(20.0));
    let mut lines = Vec::new();
    let mut row: Vec<Word> = Vec::new();
    let (mut used, mut first) = (0.0, true);
    let room = |first: bool| {
        let indent = if first { (-measure.hanging).max(0.0) } else { measure.hanging.max(0.0) };
        (measure.width - indent).max(10.0)
    };
    for word in words {
        let full = !row.is_empty() && used + word.width > room(first) + 0.01;
        if full {
            lines.push(set(std::mem::take(&mut row), measure, first, shaper));
            (used, first) = (0.0, false);
        }
        used += word.width + word.space;
        let ends = word.ends;
        row.push(word);
        if ends {
            lines.push(set(std::mem::take(&mut row), measure, first, shaper));
            (used, first) = (0.0, false);
        }
    }
    if !row.is_empty() || lines.is_empty() {
        lines.push(set(row, measure, first, shaper));
    }
    lines
}

/// The words of the parts. One that is wider than the measure is parted between its letters.
fn words(parts: &[Part], shaper: &mut Shaper, most: f32) -> Vec<Word> {
    let text: String = parts
        .iter()
        .map(|part| match part {
            Part::Letters(letters) => letters.text.as_str(),
            // What stands for no letter keeps its place by one that holds to the next, and not to the one before.
            Part::Swatch(..) => "\u{25A0}",
            Part::Break => "\u{2028}",
        })
        .collect();
    let mut breaks: Vec<usize> = LineSegmenter::new_dictionary(Default::default()).segment_str(&text).collect();
    breaks.retain(|at| *at > 0);
    let mut words = Vec::new();
    let mut start = 0;
    for end in breaks {
        words.extend(word(parts, start, end, shaper, most));
        start = end;
    }
    if start < text.len() {
        words.extend(word(parts, start, text.len(), shaper, most));
    }
    words
}

/// The word between two bytes of the parts' text taken together.
fn word(parts: &[Part], start: usize, end: usize, shaper: &mut Shaper, most: f32) -> Vec<Word> {
    let mut word = Word { pieces: Vec::new(), swatch: None, width: 0.0, space: 0.0, ends: false };
    let mut at = 0;
    for part in parts {
        let length = match part {
            Part::Letters(letters) => letters.text.len(),
            Part::Swatch(..) | Part::Break => 3,
        };
        let (from, to) = (start.max(at), end.min(at + length));
        if from < to {
            match part {
                Part::Letters(letters) => {
                    let text = letters.text.get(from - at..to - at).unwrap_or_default();
                    // A note belongs to the last of its letters.
                    let note = letters.note.filter(|_| to == at + length);
                    word.pieces.push(Letters { text: text.to_owned(), note, ..letters.clone() });
                }
                Part::Break => word.ends = true,
                Part::Swatch(colour, size) => word.swatch = Some((word.pieces.len(), *colour, *size)),
            }
        }
        at += length;
    }
    measured(&mut word, shaper);
    if word.width <= most { vec![word] } else { parted(word, shaper, most) }
}

fn measured(word: &mut Word, shaper: &mut Shaper) {
    word.width = word.swatch.map_or(0.0, |(.., size)| size * SWATCH);
    word.space = 0.0;
    for piece in &word.pieces {
        let bare = piece.text.trim_end_matches([' ', '\t']);
        let trailing = piece.text.len() - bare.len();
        if !bare.is_empty() {
            word.width += word.space + shaper.width(bare, piece.face) * piece.size;
            word.space = 0.0;
        }
        let blanks = piece.text.get(piece.text.len() - trailing..).unwrap_or_default();
        word.space += blanks.chars().map(|c| if c == '\t' { 4.0 } else { 1.0 }).sum::<f32>()
            * shaper.width(" ", piece.face)
            * piece.size;
    }
}

/// How wide a square of colour and the gap after it are, in sizes of the letters beside it.
const SWATCH: f32 = 1.0;

/// A word too wide for its line, in pieces that fit.
fn parted(word: Word, shaper: &mut Shaper, most: f32) -> Vec<Word> {
    let mut found = Vec::new();
    let empty = || Word { pieces: Vec::new(), swatch: None, width: 0.0, space: 0.0, ends: false };
    let mut current = Word { swatch: word.swatch, ..empty() };
    measured(&mut current, shaper);
    for piece in word.pieces {
        for grapheme in unicode_segmentation::UnicodeSegmentation::graphemes(piece.text.as_str(), true) {
            let width = shaper.width(grapheme, piece.face) * piece.size;
            if current.width + width > most && !current.pieces.is_empty() {
                measured(&mut current, shaper);
                found.push(std::mem::replace(&mut current, empty()));
            }
            current.width += width;
            match current.pieces.last_mut().filter(|last| last.element == piece.element && last.face == piece.face) {
                Some(last) => last.text.push_str(grapheme),
                None => current.pieces.push(Letters { text: grapheme.to_owned(), note: None, ..piece.clone() }),
            }
        }
        if let Some(last) = current.pieces.last_mut() {
            last.note = piece.note.or(last.note);
        }
    }
    measured(&mut current, shaper);
    current.ends = word.ends;
    found.push(current);
    found
}

/// Words as one line.
fn set(words: Vec<Word>, measure: Measure, first: bool, shaper: &mut Shaper) -> Line {
    let indent = if first { (-measure.hanging).max(0.0) } else { measure.hanging.max(0.0) };
    let count = words.len();
    let width: f32 = words
        .iter()
        .enumerate()
        .map(|(at, word)| if at + 1 == count { word.width } else { word.width + word.space })
        .sum();
    let slack = (measure.width - indent - width).max(0.0);
    let backwards = measure.direction == Direction::RightToLeft;
    let before = match measure.alignment {
        Alignment::Start => 0.0,
        Alignment::Centre => slack / 2.0,
        Alignment::End => slack,
    };
    let mut line = Line::default();
    let mut pieces: Vec<Letters> = Vec::new();
    let mut swatches = Vec::new();
    for (at, word) in words.into_iter().enumerate() {
        let last = at + 1 == count;
        for (place, mut piece) in word.pieces.into_iter().enumerate() {
            if let Some((_, colour, size)) = word.swatch.filter(|(at, ..)| *at == place) {
                swatches.push((pieces.len(), (colour, size)));
            }
            if last {
                piece.text.truncate(piece.text.trim_end_matches([' ', '\t']).len());
            }
            piece.text = piece.text.replace('\t', "    ").replace('\u{2028}', "");
            line.notes.extend(piece.note);
            let fresh = swatches.last().is_some_and(|(place, _)| *place == pieces.len());
            match pieces.last_mut().filter(|last| !fresh && joins(last, &piece)) {
                Some(last) => last.text.push_str(&piece.text),
                None => pieces.push(piece),
            }
        }
    }
    let largest = pieces.iter().map(|piece| piece.size + piece.raised).fold(0.0, f32::max);
    line.height = measure.leading.max(largest * 1.15);
    let baseline = line.height * 0.5 + if largest > 0.0 { largest } else { measure.leading * 0.8 } * 0.34;
    let mut x = before + indent;
    for (at, piece) in pieces.iter().enumerate() {
        for (_, (colour, size)) in swatches.iter().filter(|(place, _)| *place == at) {
            let side = size * 0.62;
            let ink = Ink::Fill(*colour);
            line.marks.push(Mark::rect(x, baseline - side, side, side, ink));
            x += size * SWATCH;
        }
        let shaped = shaper.shape(&piece.text, piece.face, measure.direction);
        let wide: f32 = shaped.iter().map(|stretch| stretch.width).sum::<f32>() * piece.size;
        line.marks.extend(Mark::letters(piece, shaped, x, baseline - piece.raised, wide));
        x += wide;
    }
    if backwards {
        // The paragraph begins at the right: what was set from the left is mirrored as a whole, run by run.
        mirror(&mut line.marks, measure.width);
    }
    line
}

/// Whether two neighbouring pieces look alike and belong together.
fn joins(one: &Letters, other: &Letters) -> bool {
    one.note.is_none()
        && one.face == other.face
        && one.size == other.size
        && one.raised == other.raised
        && one.colour == other.colour
        && one.element == other.element
        && (one.underlined, one.struck, &one.link) == (other.underlined, other.struck, &other.link)
}

fn mirror(marks: &mut [Mark], width: f32) {
    for mark in marks {
        mark.x = width - mark.x - mark.width;
    }
}
