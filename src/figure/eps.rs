//! The figure as Encapsulated PostScript: level 2, letters as outlines, plain ASCII.
//!
//! Journals ask that fonts in an EPS be embedded or turned into outlines; outlines need no font in any program that
//! opens the file. Each glyph that occurs is defined once, in the face's own units, and drawn by name.

use std::{
    collections::BTreeMap,
    fmt::{self, Write},
};

use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};

use super::{Colour, Item, Point, Rect, Scene, Stroke, Text, Weight, decimals::short, glyphs::Shaper};

/// Short names for what occurs often. `G` draws a glyph: x, y and its outline; `R` and `Q` make the path of a rectangle
/// and of one with round corners.
const PROLOG: &str = "\
/m { moveto } bind def
/l { lineto } bind def
/c { curveto } bind def
/z { closepath } bind def
/f { fill } bind def
/s { stroke } bind def
/g { setgray } bind def
/k { setrgbcolor } bind def
/w { setlinewidth } bind def
/G { gsave 3 1 roll translate newpath exec fill grestore } bind def
/R { 4 2 roll moveto 1 index 0 rlineto 0 exch rlineto neg 0 rlineto closepath } bind def
/Q { 5 dict begin /r exch def /h exch def /w exch def /y exch def /x exch def
  x r add y moveto x w add y x w add y h add r arct x w add y h add x y h add r arct
  x y h add x y r arct x y x w add y r arct closepath end } bind def
";

/// The text of the file, in points; its bounding box is the scene.
pub fn eps(scene: &Scene) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write_scene(&mut out, scene);
    out
}

fn write_scene(out: &mut String, scene: &Scene) -> fmt::Result {
    let mut letters = Letters::default();
    let mut drawing = String::new();
    write_rect(&mut drawing, &page(scene), 0.0, Some(Colour::WHITE), None)?;
    for item in scene.items() {
        write_item(&mut drawing, item, &mut letters)?;
    }
    let (width, height) = (scene.width_pt, scene.height_pt);
    writeln!(out, "%!PS-Adobe-3.0 EPSF-3.0")?;
    writeln!(out, "%%BoundingBox: 0 0 {} {}", width.ceil(), height.ceil())?;
    writeln!(out, "%%HiResBoundingBox: 0 0 {} {}", short(width), short(height))?;
    writeln!(out, "%%Title: ({})", ascii(&scene.title))?;
    writeln!(out, "%%Creator: (Colloquy)")?;
    writeln!(out, "%%LanguageLevel: 2")?;
    writeln!(out, "%%DocumentData: Clean7Bit")?;
    writeln!(out, "%%Pages: 1")?;
    writeln!(out, "%%EndComments")?;
    writeln!(out, "%%BeginProlog")?;
    // A dictionary of its own, so that the figure leaves the page it is put on as it was.
    writeln!(out, "/colloquy 400 dict def")?;
    writeln!(out, "colloquy begin")?;
    out.push_str(PROLOG);
    for outline in letters.outlines.values() {
        out.push_str(outline);
    }
    writeln!(out, "end")?;
    writeln!(out, "%%EndProlog")?;
    writeln!(out, "%%Page: 1 1")?;
    writeln!(out, "gsave")?;
    writeln!(out, "colloquy begin")?;
    // From here on, as in the scene, from the top left corner downwards.
    writeln!(out, "0 {} translate 1 -1 scale", short(height))?;
    writeln!(out, "0 setlinecap 0 setlinejoin 4 setmiterlimit")?;
    out.push_str(&drawing);
    writeln!(out, "end")?;
    writeln!(out, "grestore")?;
    writeln!(out, "showpage")?;
    writeln!(out, "%%Trailer")?;
    writeln!(out, "%%EOF")
}

fn page(scene: &Scene) -> Rect {
    Rect { x: 0.0, y: 0.0, width: scene.width_pt, height: scene.height_pt }
}

fn write_item(out: &mut String, item: &Item, letters: &mut Letters) -> fmt::Result {
    match item {
        Item::Rect { rect, corner, fill, stroke } => write_rect(out, rect, *corner, *fill, *stroke),
        Item::Polyline { points, stroke } => {
            write_corners(out, points)?;
            write_stroke(out, *stroke)
        }
        Item::Hatch { bands, colour } => {
            write_colour(out, *colour)?;
            for band in bands {
                write_corners(out, band)?;
                writeln!(out, "z")?;
            }
            writeln!(out, "f")
        }
        Item::Text(text) => write_text(out, text, letters),
    }
}

fn write_rect(out: &mut String, rect: &Rect, corner: f64, fill: Option<Colour>, stroke: Option<Stroke>) -> fmt::Result {
    let place = [rect.x, rect.y, rect.width, rect.height].map(short).join(" ");
    let radius = corner.min(rect.width / 2.0).min(rect.height / 2.0);
    let path = if radius > 0.0 { format!("{place} {} Q", short(radius)) } else { format!("{place} R") };
    if let Some(fill) = fill {
        write_colour(out, fill)?;
        writeln!(out, "{path} f")?;
    }
    if let Some(stroke) = stroke {
        writeln!(out, "{path}")?;
        write_stroke(out, stroke)?;
    }
    Ok(())
}

fn write_corners(out: &mut String, points: &[Point]) -> fmt::Result {
    for (place, point) in points.iter().enumerate() {
        writeln!(out, "{} {} {}", short(point.x), short(point.y), if place == 0 { "m" } else { "l" })?;
    }
    Ok(())
}

/// Strokes the path that has been made.
fn write_stroke(out: &mut String, stroke: Stroke) -> fmt::Result {
    write_colour(out, stroke.colour)?;
    write!(out, "{} w ", short(stroke.width))?;
    match stroke.dash {
        Some(dash) => writeln!(out, "[{0} {0}] 0 setdash s [] 0 setdash", short(dash)),
        None => writeln!(out, "s"),
    }
}

/// Greys as greys, so that a press uses black ink alone.
fn write_colour(out: &mut String, colour: Colour) -> fmt::Result {
    let part = |value: u8| short(f64::from(value) / 255.0);
    match colour.0 {
        [red, green, blue] if red == green && green == blue => writeln!(out, "{} g", part(red)),
        [red, green, blue] => writeln!(out, "{} {} {} k", part(red), part(green), part(blue)),
    }
}

fn write_text(out: &mut String, text: &Text, letters: &mut Letters) -> fmt::Result {
    let Some(face) = text.weight.face() else { return Ok(()) };
    let em = f64::from(face.units_per_em());
    let scale = format!("{:.6}", text.size / em);
    writeln!(out, "gsave 0 g {} {} translate {scale} -{scale} scale", short(text.left()), short(text.baseline))?;
    let mut x = 0.0;
    for glyph in letters.shaper.line(&text.string, text.weight) {
        if let Some(name) = letters.name(glyph.id, text.weight) {
            writeln!(out, "{} {} /{name} load G", short((x + glyph.right) * em), short(glyph.up * em))?;
        }
        x += glyph.advance;
    }
    writeln!(out, "grestore")
}

/// The glyphs that occur, each with its outline as a procedure of its name.
#[derive(Default)]
struct Letters {
    shaper: Shaper,
    outlines: BTreeMap<(bool, u16), String>,
}

impl Letters {
    /// The name under which a glyph is drawn; `None` for one without ink, such as a space.
    fn name(&mut self, id: GlyphId, weight: Weight) -> Option<String> {
        let bold = weight == Weight::Bold;
        let name = format!("{}{}", if bold { 'B' } else { 'A' }, id.0);
        let outline = self.outlines.entry((bold, id.0)).or_insert_with(|| defined(&name, id, weight));
        (!outline.is_empty()).then_some(name)
    }
}

/// The procedure that makes a glyph's outline; empty for one without ink.
fn defined(name: &str, id: GlyphId, weight: Weight) -> String {
    let mut outline = Outline { text: format!("/{name} {{\n"), ink: false, at: (0.0, 0.0) };
    if let Some(face) = weight.face() {
        face.outline_glyph(id, &mut outline);
    }
    if outline.ink { format!("{}}} bind def\n", outline.text) } else { String::new() }
}

/// A glyph's outline as PostScript, in the face's units.
struct Outline {
    text: String,
    ink: bool,
    at: (f32, f32),
}

impl Outline {
    fn line(&mut self, numbers: &[f32], word: &str) {
        for number in numbers {
            let _ = write!(self.text, "{} ", short(f64::from(*number)));
        }
        let _ = writeln!(self.text, "{word}");
        self.ink = true;
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = (x, y);
        self.line(&[x, y], "m");
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.at = (x, y);
        self.line(&[x, y], "l");
    }

    /// PostScript has cubic curves only: the same curve, its control points two thirds of the way to the one.
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let towards = |from: f32, hold: f32| from + (hold - from) * 2.0 / 3.0;
        let (from_x, from_y) = self.at;
        let numbers = [towards(from_x, x1), towards(from_y, y1), towards(x, x1), towards(y, y1), x, y];
        self.at = (x, y);
        self.line(&numbers, "c");
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.at = (x, y);
        self.line(&[x1, y1, x2, y2, x, y], "c");
    }

    fn close(&mut self) {
        self.line(&[], "z");
    }
}

/// A title that a structure comment can hold: printable ASCII, brackets and backslashes escaped, at most 100 signs.
fn ascii(text: &str) -> String {
    let mut out = String::new();
    for sign in text.chars().take(100) {
        match sign {
            '(' | ')' | '\\' => out.extend(['\\', sign]),
            ' '..='~' => out.push(sign),
            '–' | '—' | '−' => out.push('-'),
            '‘' | '’' => out.push('\''),
            '“' | '”' => out.push('"'),
            _ => out.push('?'),
        }
    }
    out
}
