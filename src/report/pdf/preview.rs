//! Pages as they will print, for the eye: each as SVG whose letters are outlines, so that whatever draws it needs no faces
//! and shows the same pages as the file.

use std::collections::BTreeMap;
use std::fmt::Write;

use resvg::{
    tiny_skia::{Color, Pixmap, Transform},
    usvg::{Options, Tree},
};
use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};

use super::faces::{FaceName, Shaper, Stretch};
use super::flow::Flow;
use super::pages::{Ink, Mark, Pages, SetPage, Shows, points, stack};
use super::style;
use crate::report::direction::Direction;
use crate::report::paper::{FOOTER, Sheet};
use crate::report::tree::{Colour, Document};

/// The pages of a document, set once and drawn one by one.
pub struct Preview {
    pages: Pages,
    title: String,
    page_of: String,
    missing: Vec<char>,
}

/// A page as pixels, row by row from the top left corner; nothing in it is transparent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    pub width: u32,
    pub height: u32,
    /// Red, green, blue and 255 of each pixel.
    pub rgba: Vec<u8>,
}

/// Sets the pages of a document as [`pdf`](super::pdf) does.
pub fn preview(document: &Document) -> Preview {
    let mut flow = Flow::new(document);
    flow.all();
    let notes = flow.set_notes();
    let slices = std::mem::take(&mut flow.slices);
    let pages = stack(slices, &flow.again, &notes, Sheet::new(document.page, false));
    let missing = flow.shaper.missing.iter().copied().collect();
    Preview { pages, title: document.title.clone(), page_of: document.words.page_of.clone(), missing }
}

impl Preview {
    /// How many pages there are.
    pub fn len(&self) -> usize {
        self.pages.pages.len()
    }

    /// Whether there is no page: a document without a title and blocks.
    pub fn is_empty(&self) -> bool {
        self.pages.pages.is_empty()
    }

    /// Letters that none of the bundled faces has, each once: boxes stand for them here and in the PDF.
    pub fn missing(&self) -> &[char] {
        &self.missing
    }

    /// Width and height of a page in points, from 0.
    pub fn size(&self, page: usize) -> Option<(f32, f32)> {
        self.pages.pages.get(page).map(|page| (points(page.sheet.width), points(page.sheet.height)))
    }

    /// The page on which an anchor lies, from 0: where to turn to for a code.
    pub fn page_of_anchor(&self, anchor: &str) -> Option<usize> {
        self.pages.anchors.get(anchor).map(|spot| spot.page)
    }

    /// A page as SVG; pictures stand as pale boxes of their size.
    pub fn svg(&self, page: usize) -> Option<String> {
        let set = self.pages.pages.get(page)?;
        let mut drawing = Drawing { out: String::new(), outlines: BTreeMap::new(), shaper: Shaper::default() };
        set.marks.iter().for_each(|mark| drawing.mark(mark, &self.pages));
        self.footer(&mut drawing, set, page);
        let (width, height) = (points(set.sheet.width), points(set.sheet.height));
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#FFFFFF\"/><defs>"
        );
        for ((face, glyph), outline) in &drawing.outlines {
            _ = write!(svg, "<path id=\"{}\" d=\"{outline}\"/>", name(*face, *glyph));
        }
        svg.push_str("</defs>");
        svg.push_str(&drawing.out);
        svg.push_str("</svg>");
        Some(svg)
    }

    /// What stands on a page, for those who have it read out: a line a line.
    pub fn text(&self, page: usize) -> String {
        let mut text = String::new();
        let mut baseline = f32::NEG_INFINITY;
        // Where the letters before begin and end: what touches them, in another face perhaps, is the same word.
        let mut before = (0.0_f32, 0.0_f32);
        for mark in self.pages.pages.get(page).into_iter().flat_map(|set| &set.marks) {
            let Shows::Letters { stretches, .. } = &mark.shows else { continue };
            let here = mark.y + mark.height;
            if !text.is_empty() {
                let apart = (mark.x - before.1).max(before.0 - mark.x - mark.width);
                match (here - baseline).abs() < 1.0 {
                    true if apart > 0.5 && !text.ends_with(' ') => text.push(' '),
                    true => {}
                    false => text.push('\n'),
                }
            }
            baseline = here;
            before = (mark.x, mark.x + mark.width);
            stretches.iter().for_each(|stretch| text.push_str(&stretch.text));
        }
        text
    }

    /// A page drawn so many pixels wide (8 to 6000); `None` where there is no such page or it cannot be drawn.
    pub fn pixels(&self, page: usize, width: u32) -> Option<Pixels> {
        let (wide, high) = self.size(page)?;
        let tree = Tree::from_str(&self.svg(page)?, &Options::default()).ok()?;
        let scale = width.clamp(8, 6000) as f32 / wide;
        let mut picture = Pixmap::new((wide * scale).round() as u32, (high * scale).round() as u32)?;
        picture.fill(Color::WHITE);
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
        Some(Pixels { width: picture.width(), height: picture.height(), rgba: picture.take() })
    }

    fn footer(&self, drawing: &mut Drawing, set: &SetPage, page: usize) {
        let sheet = set.sheet;
        let (left, width) = (points(sheet.side), points(sheet.text_width()));
        let baseline = points(sheet.height) - points(FOOTER);
        drawing.rect(left, baseline - 13.0, width, 0.5, style::HAIRLINE);
        let size = style::FOOTER.size;
        let pages = self.len().to_string();
        let text = self.page_of.replace("{pages}", &pages).replace("{page}", &(page + 1).to_string());
        let shaped = drawing.shaper.shape(&text, FaceName::Sans, Direction::LeftToRight);
        let wide: f32 = shaped.iter().map(|stretch| stretch.width).sum::<f32>() * size;
        drawing.letters(&shaped, left + width - wide, baseline, size, style::SLATE);
        let mut title = self.title.clone();
        while drawing.shaper.width(&title, FaceName::Sans) * size > width - wide - 24.0 {
            let Some(space) = title.trim_end_matches('…').trim_end().rfind(' ') else { break };
            title.truncate(space);
            title.push('…');
        }
        let shaped = drawing.shaper.shape(&title, FaceName::Sans, Direction::LeftToRight);
        drawing.letters(&shaped, left, baseline, size, style::SLATE);
    }
}

/// A page in the making.
struct Drawing {
    out: String,
    /// Each outline once, in units of an em.
    outlines: BTreeMap<(FaceName, u32), String>,
    shaper: Shaper,
}

fn name(face: FaceName, glyph: u32) -> String {
    format!("{face:?}{glyph}")
}

impl Drawing {
    fn mark(&mut self, mark: &Mark, pages: &Pages) {
        match &mark.shows {
            Shows::Letters { stretches, size, colour } => {
                self.letters(stretches, mark.x, mark.y + mark.height, *size, *colour);
            }
            Shows::Rect(Ink::Fill(colour)) => self.rect(mark.x, mark.y, mark.width, mark.height, *colour),
            Shows::Rect(Ink::Dashed(colour)) => {
                let x = mark.x + mark.width / 2.0;
                _ = write!(
                    self.out,
                    "<path d=\"M{x:.2} {:.2}V{:.2}\" stroke=\"#{}\" stroke-width=\"{:.2}\" stroke-dasharray=\"3 2.2\"/>",
                    mark.y,
                    mark.y + mark.height,
                    colour.hex(),
                    mark.width
                );
            }
            Shows::Picture(_) => self.rect(mark.x, mark.y, mark.width, mark.height, style::TINT),
            Shows::PageOf { heading, size, colour } => {
                let Some(spot) = pages.headings.get(heading) else { return };
                let number = (spot.page + 1).to_string();
                let shaped = self.shaper.shape(&number, FaceName::Sans, Direction::LeftToRight);
                let wide: f32 = shaped.iter().map(|stretch| stretch.width).sum::<f32>() * size;
                self.letters(&shaped, mark.x + mark.width - wide, mark.y + mark.height, *size, *colour);
            }
            Shows::Nothing => {}
        }
    }

    fn rect(&mut self, x: f32, y: f32, width: f32, height: f32, colour: Colour) {
        let fill = colour.hex();
        _ = write!(
            self.out,
            "<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{width:.2}\" height=\"{height:.2}\" fill=\"#{fill}\"/>"
        );
    }

    fn letters(&mut self, stretches: &[Stretch], x: f32, baseline: f32, size: f32, colour: Colour) {
        let mut x = x;
        for stretch in stretches {
            let Some(face) = stretch.face.face() else { continue };
            let scale = size / face.units_per_em().max(1) as f32;
            for glyph in &stretch.glyphs {
                let key = (stretch.face, glyph.id);
                let outline = self.outlines.entry(key).or_insert_with(|| {
                    let mut outline = Outline(String::new());
                    let id = GlyphId(u16::try_from(glyph.id).unwrap_or(0));
                    _ = face.outline_glyph(id, &mut outline);
                    outline.0
                });
                if !outline.is_empty() {
                    let (left, up) = (x + glyph.right * size, baseline - glyph.up * size);
                    _ = write!(
                        self.out,
                        "<use href=\"#{}\" transform=\"translate({left:.2} {up:.2}) scale({scale:.5} -{scale:.5})\" fill=\"#{}\"/>",
                        name(stretch.face, glyph.id),
                        colour.hex()
                    );
                }
                x += glyph.advance * size;
            }
        }
    }
}

/// An outline as the data of an SVG path.
struct Outline(String);

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        _ = write!(self.0, "M{x} {y}");
    }

    fn line_to(&mut self, x: f32, y: f32) {
        _ = write!(self.0, "L{x} {y}");
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        _ = write!(self.0, "Q{x1} {y1} {x} {y}");
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        _ = write!(self.0, "C{x1} {y1} {x2} {y2} {x} {y}");
    }

    fn close(&mut self) {
        self.0.push('Z');
    }
}
