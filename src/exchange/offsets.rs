//! Places in a text as other programs count them: by characters or by UTF-16 units, a line end as one or as two, a byte order
//! mark counted or not (REFI.md measures which program counts how). Inside Colloquy a place is a byte of the text with LF
//! line ends.

use crate::text::Span;

/// What is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Unicode characters (code points): the REFI-QDA standard, QualCoder, Python.
    #[default]
    Characters,
    /// UTF-16 code units: NVivo, JavaScript.
    Utf16,
}

/// How places in a text are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Model {
    pub unit: Unit,
    /// Whether CR LF counts as two.
    pub line_end_is_two: bool,
    /// Whether a byte order mark at the start counts.
    pub mark_counts: bool,
}

impl Model {
    /// Every way of counting.
    pub fn all() -> Vec<Model> {
        let mut all = Vec::new();
        for unit in [Unit::Characters, Unit::Utf16] {
            for line_end_is_two in [false, true] {
                for mark_counts in [false, true] {
                    all.push(Model { unit, line_end_is_two, mark_counts });
                }
            }
        }
        all
    }

    /// Its name on the command line: "characters", "utf16+line-ends", …
    pub fn name(self) -> String {
        let mut name = if self.unit == Unit::Utf16 { "utf16" } else { "characters" }.to_owned();
        name.push_str(if self.line_end_is_two { "+line-ends" } else { "" });
        name.push_str(if self.mark_counts { "+mark" } else { "" });
        name
    }

    /// The way of counting of a name.
    pub fn named(name: &str) -> Option<Model> {
        Model::all().into_iter().find(|model| model.name().eq_ignore_ascii_case(name.trim()))
    }

    /// In words, as the rest of a sentence: "by UTF-16 units, a line end as two".
    pub fn in_words(self) -> String {
        let unit = if self.unit == Unit::Utf16 { "by UTF-16 units" } else { "by characters" };
        let end = if self.line_end_is_two { ", a line end as two" } else { "" };
        let mark = if self.mark_counts { ", the byte order mark among them" } else { "" };
        format!("{unit}{end}{mark}")
    }
}

/// A text with LF line ends, and where in it each counted place lies.
pub(super) struct Counted {
    pub text: String,
    /// The byte of `text` at each place, one more than there are characters.
    bytes: Vec<u32>,
}

impl Counted {
    /// Reads a text as it stands in a file, byte order mark and all.
    pub(super) fn of(raw: &str, model: Model) -> Self {
        let mut text = String::with_capacity(raw.len());
        let mut bytes = Vec::with_capacity(raw.len() + 1);
        let here = |text: &String| u32::try_from(text.len()).unwrap_or(u32::MAX);
        let mut rest = raw;
        if let Some(after) = rest.strip_prefix('\u{feff}') {
            rest = after;
            if model.mark_counts {
                bytes.push(0);
            }
        }
        let mut letters = rest.chars().peekable();
        while let Some(letter) = letters.next() {
            bytes.push(here(&text));
            if letter == '\r' {
                if letters.next_if_eq(&'\n').is_some() && model.line_end_is_two {
                    bytes.push(here(&text));
                }
                text.push('\n');
                continue;
            }
            if model.unit == Unit::Utf16 && letter.len_utf16() == 2 {
                bytes.push(here(&text));
            }
            text.push(letter);
        }
        bytes.push(here(&text));
        Counted { text, bytes }
    }

    /// The byte at a place; `None` where there is no such place.
    pub(super) fn byte(&self, place: i64) -> Option<usize> {
        self.bytes.get(usize::try_from(place).ok()?).map(|byte| *byte as usize)
    }

    /// The bytes from one place to another; `None` where there are no such places, or nothing lies between them.
    pub(super) fn span(&self, start: i64, end: i64) -> Option<Span> {
        let (start, end) = (self.byte(start)?, self.byte(end)?);
        (start < end).then_some(Span { start, end })
    }

    /// Whether a place is there at all.
    pub(super) fn reaches(&self, place: i64) -> bool {
        usize::try_from(place).is_ok_and(|place| place < self.bytes.len())
    }
}

/// Counts places of a text with LF line ends in characters: from bytes, ascending or not.
pub(super) struct Counting<'t> {
    text: &'t str,
    unit: Unit,
    /// Every so many bytes: the byte, and how many are before it.
    marks: Vec<(usize, u64)>,
}

impl<'t> Counting<'t> {
    const STEP: usize = 512;

    pub(super) fn of(text: &'t str, unit: Unit) -> Self {
        let (mut marks, mut count, mut next) = (Vec::new(), 0_u64, 0);
        for (at, letter) in text.char_indices() {
            if at >= next {
                marks.push((at, count));
                next = at + Self::STEP;
            }
            count += Self::width(letter, unit);
        }
        Counting { text, unit, marks }
    }

    fn width(letter: char, unit: Unit) -> u64 {
        match unit {
            Unit::Characters => 1,
            Unit::Utf16 => letter.len_utf16() as u64,
        }
    }

    /// How many characters (or units) stand before a byte.
    pub(super) fn at(&self, byte: usize) -> u64 {
        let mark = self.marks.partition_point(|(at, _)| *at <= byte).checked_sub(1).and_then(|at| self.marks.get(at));
        let (from, count) = mark.copied().unwrap_or_default();
        let between = self.text.get(from..byte).unwrap_or_default();
        count + between.chars().map(|letter| Self::width(letter, self.unit)).sum::<u64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_in_every_way_of_counting() {
        let raw = "\u{feff}a😀\r\nb";
        for (unit, two, mark, b) in [
            (Unit::Characters, false, false, 3),
            (Unit::Characters, true, false, 4),
            (Unit::Utf16, false, false, 4),
            (Unit::Utf16, true, false, 5),
            (Unit::Utf16, true, true, 6),
        ] {
            let counted = Counted::of(raw, Model { unit, line_end_is_two: two, mark_counts: mark });
            assert_eq!(counted.text, "a😀\nb");
            assert_eq!(counted.span(b, b + 1).and_then(|span| span.of(&counted.text)), Some("b"));
            assert!(counted.reaches(b + 1) && !counted.reaches(b + 2));
        }
    }

    #[test]
    fn counting_out_undoes_counting_in() {
        let text = "a😀\nÄb 𝒳 ".repeat(300);
        for unit in [Unit::Characters, Unit::Utf16] {
            let (counted, counting) =
                (Counted::of(&text, Model { unit, ..Model::default() }), Counting::of(&text, unit));
            for (at, letter) in text.char_indices() {
                let place = i64::try_from(counting.at(at)).expect("small");
                let width = if unit == Unit::Utf16 { letter.len_utf16() } else { 1 };
                let span = Span { start: at, end: at + letter.len_utf8() };
                assert_eq!(counted.span(place, place + width as i64), Some(span));
            }
        }
    }
}
