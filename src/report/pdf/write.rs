//! Pages as a PDF file: faces embedded in part, bookmarks, links, a structure for screen readers.

use std::collections::HashMap;

use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::destination::{Destination, XyzDestination};
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{Page as KrillaPage, PageSettings};
use krilla::paint::{Fill, FillRule, Paint, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier};
use krilla::text::{Font, GlyphId, KrillaGlyph};

use super::PdfError;
use super::faces::{FaceName, Shaper, Stretch};
use super::pages::{Goal, Ink, Mark, Pages, SetPage, Shows, Spot, points};
use super::structure::{Kind, Structure};
use super::style;
use crate::report::direction::Direction;
use crate::report::paper::FOOTER;
use crate::report::tree::{Colour, Document};

/// What is needed to draw.
pub(super) struct Writing<'a> {
    pub(super) document: &'a Document,
    pub(super) pages: &'a Pages,
    pub(super) shaper: Shaper,
    pub(super) structure: Structure,
    fonts: HashMap<FaceName, Font>,
    images: Vec<Option<Image>>,
}

impl<'a> Writing<'a> {
    pub(super) fn new(
        document: &'a Document,
        pages: &'a Pages,
        pictures: &'a [&'a [u8]],
        shaper: Shaper,
        structure: Structure,
    ) -> Result<Self, PdfError> {
        let mut images = Vec::new();
        for bytes in pictures {
            images.push(Some(decoded(bytes).ok_or(PdfError::Picture)?));
        }
        Ok(Writing { document, pages, shaper, structure, fonts: HashMap::new(), images })
    }

    /// The bytes of the file.
    pub(super) fn write(mut self) -> Result<Vec<u8>, PdfError> {
        let failed = |reason: &dyn std::fmt::Debug| PdfError::File { reason: format!("{reason:?}") };
        let mut file = krilla::Document::new();
        file.set_metadata(self.metadata());
        file.set_outline(self.outline());
        for (number, page) in self.pages.pages.iter().enumerate() {
            let settings = PageSettings::from_wh(points(page.sheet.width), points(page.sheet.height));
            let mut sheet = file.start_page_with(settings.ok_or_else(|| failed(&"the size of a page"))?);
            let links = {
                let mut surface = sheet.surface();
                let links = self.page(&mut surface, page);
                self.footer(&mut surface, page, number);
                surface.finish();
                links
            };
            for (element, area, spot) in links {
                self.link(&mut sheet, element, area, spot);
            }
            sheet.finish();
        }
        file.set_tag_tree(std::mem::take(&mut self.structure).tree(&self.document.language));
        file.finish().map_err(|reason| failed(&reason))
    }

    fn metadata(&self) -> Metadata {
        let document = self.document;
        let mut metadata = Metadata::new()
            .title(document.title.clone())
            .language(document.language.clone())
            .creator("Colloquy".to_owned())
            .producer("Colloquy".to_owned());
        if !document.authors.is_empty() {
            metadata = metadata.authors(document.authors.clone());
        }
        if let Some(subtitle) = &document.subtitle {
            metadata = metadata.description(subtitle.clone());
        }
        metadata
    }

    /// The headings as bookmarks, those of a deeper level below the one before.
    fn outline(&self) -> Outline {
        let mut outline = Outline::new();
        let mut open: Vec<(u8, OutlineNode)> = Vec::new();
        let fold = |open: &mut Vec<(u8, OutlineNode)>, outline: &mut Outline, depth: u8| {
            while open.last().is_some_and(|(level, _)| *level >= depth) {
                if let Some((_, node)) = open.pop() {
                    match open.last_mut() {
                        Some((_, above)) => above.push_child(node),
                        None => outline.push_child(node),
                    }
                }
            }
        };
        for (index, heading) in self.document.headings().enumerate() {
            let Some(spot) = self.pages.headings.get(&index) else { continue };
            let depth = heading.depth();
            fold(&mut open, &mut outline, depth);
            let number = heading.number.as_ref().map(|number| format!("{number} ")).unwrap_or_default();
            let words = format!("{number}{}", heading.text.plain());
            open.push((depth, OutlineNode::new(words, destination(*spot))));
        }
        fold(&mut open, &mut outline, 0);
        outline
    }

    /// Draws a page; returns where its links lie and lead.
    fn page(&mut self, surface: &mut Surface<'_>, page: &SetPage) -> Vec<(usize, Rect, Spot)> {
        let mut links: Vec<(usize, Rect, Spot)> = Vec::new();
        let mut last: Option<(Option<usize>, Option<Goal>, usize)> = None;
        for mark in &page.marks {
            let Some(element) = mark.element else {
                surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
                self.mark(surface, mark);
                surface.end_tagged();
                continue;
            };
            let spot = mark.link.as_ref().and_then(|goal| self.spot(goal));
            // Neighbouring marks that lead to one place are one link.
            let target = match (&spot, &last) {
                (None, _) => element,
                (Some(_), Some((of, goal, link))) if *of == mark.element && *goal == mark.link => *link,
                (Some(_), _) => self.structure.add(Kind::Link, Some(element)),
            };
            last = spot.map(|_| (mark.element, mark.link.clone(), target));
            if mark.shows == Shows::Nothing {
                self.structure.drawn(target, None);
                continue;
            }
            let leaf: Identifier = surface.start_tagged(ContentTag::Other);
            self.mark(surface, mark);
            surface.end_tagged();
            self.structure.drawn(target, Some(leaf));
            if let (Some(spot), Some(area)) = (spot, area(mark)) {
                links.push((target, area, spot));
            }
        }
        links
    }

    fn spot(&self, goal: &Goal) -> Option<Spot> {
        match goal {
            Goal::Anchor(anchor) => self.pages.anchors.get(anchor).copied(),
            Goal::Heading(heading) => self.pages.headings.get(heading).copied(),
        }
    }

    fn link(&mut self, sheet: &mut KrillaPage<'_>, element: usize, area: Rect, spot: Spot) {
        let target = Target::Destination(Destination::Xyz(destination(spot)));
        let annotation =
            Annotation::new_link(LinkAnnotation::new(area, target), Some(format!("Page {}", spot.page + 1)));
        let identifier = sheet.add_tagged_annotation(annotation);
        self.structure.drawn(element, Some(identifier));
    }

    fn mark(&mut self, surface: &mut Surface<'_>, mark: &Mark) {
        match &mark.shows {
            Shows::Letters { stretches, size, colour } => {
                self.letters(surface, stretches, mark.x, mark.y + mark.height, *size, *colour);
            }
            Shows::Rect(Ink::Fill(colour)) => {
                let Some(rect) = area(mark) else { return };
                let mut path = PathBuilder::new();
                path.push_rect(rect);
                if let Some(path) = path.finish() {
                    surface.set_stroke(None);
                    surface.set_fill(Some(fill(*colour)));
                    surface.draw_path(&path);
                }
            }
            Shows::Rect(Ink::Dashed(colour)) => {
                let mut path = PathBuilder::new();
                path.move_to(mark.x + mark.width / 2.0, mark.y);
                path.line_to(mark.x + mark.width / 2.0, mark.y + mark.height);
                if let Some(path) = path.finish() {
                    surface.set_fill(None);
                    surface.set_stroke(Some(Stroke {
                        paint: paint(*colour),
                        width: mark.width,
                        dash: Some(StrokeDash { array: vec![3.0, 2.2], offset: 0.0 }),
                        ..Stroke::default()
                    }));
                    surface.draw_path(&path);
                    surface.set_stroke(None);
                }
            }
            Shows::Picture(at) => {
                let image = self.images.get(*at).cloned().flatten();
                if let (Some(image), Some(size)) = (image, Size::from_wh(mark.width, mark.height)) {
                    surface.push_transform(&Transform::from_translate(mark.x, mark.y));
                    surface.draw_image(image, size);
                    surface.pop();
                }
            }
            Shows::PageOf { heading, size, colour } => self.page_of(surface, mark, *heading, *size, *colour),
            Shows::Nothing => {}
        }
    }

    /// The page of a heading at the right, and dots that lead to it.
    fn page_of(&mut self, surface: &mut Surface<'_>, mark: &Mark, heading: usize, size: f32, colour: Colour) {
        let Some(spot) = self.pages.headings.get(&heading).copied() else { return };
        let number = (spot.page + 1).to_string();
        let shaped = self.shaper.shape(&number, FaceName::Sans, Direction::LeftToRight);
        let width: f32 = shaped.iter().map(|stretch| stretch.width).sum::<f32>() * size;
        let (baseline, right) = (mark.y + mark.height, mark.x + mark.width);
        let dot = self.shaper.shape(".", FaceName::Sans, Direction::LeftToRight);
        // Dots stand under each other whatever the lengths of the lines.
        let step = 5.0;
        let mut x = (mark.x / step).ceil() * step;
        while x + step < right - width - 3.0 {
            self.letters(surface, &dot, x, baseline, size * 0.85, style::HAIRLINE);
            x += step;
        }
        self.letters(surface, &shaped, right - width, baseline, size, colour);
    }

    fn letters(
        &mut self,
        surface: &mut Surface<'_>,
        stretches: &[Stretch],
        x: f32,
        baseline: f32,
        size: f32,
        colour: Colour,
    ) {
        surface.set_stroke(None);
        surface.set_fill(Some(fill(colour)));
        let mut x = x;
        for stretch in stretches {
            let glyphs: Vec<KrillaGlyph> = stretch
                .glyphs
                .iter()
                .map(|glyph| KrillaGlyph {
                    glyph_id: GlyphId::new(glyph.id),
                    text_range: glyph.bytes.clone(),
                    x_advance: glyph.advance,
                    x_offset: glyph.right,
                    y_offset: glyph.up,
                    y_advance: 0.0,
                    location: None,
                })
                .collect();
            if let Some(font) = self.font(stretch.face) {
                surface.draw_glyphs(Point::from_xy(x, baseline), &glyphs, font, &stretch.text, size, false);
            }
            x += stretch.width * size;
        }
    }

    fn font(&mut self, face: FaceName) -> Option<Font> {
        if let Some(font) = self.fonts.get(&face) {
            return Some(font.clone());
        }
        let font = Font::new(face.bytes().into(), 0)?;
        self.fonts.insert(face, font.clone());
        Some(font)
    }

    /// The title at the left, the page at the right, a hairline over both.
    fn footer(&mut self, surface: &mut Surface<'_>, page: &SetPage, number: usize) {
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
        let sheet = page.sheet;
        let (left, width) = (points(sheet.side), points(sheet.text_width()));
        let baseline = points(sheet.height) - points(FOOTER);
        let rule = Mark::rect(left, baseline - 13.0, width, 0.5, Ink::Fill(style::HAIRLINE));
        self.mark(surface, &rule);
        let size = style::FOOTER.size;
        let words = &self.document.words.page_of;
        let pages = self.pages.pages.len().to_string();
        let text = words.replace("{pages}", &pages).replace("{page}", &(number + 1).to_string());
        let shaped = self.shaper.shape(&text, FaceName::Sans, Direction::LeftToRight);
        let wide: f32 = shaped.iter().map(|stretch| stretch.width).sum::<f32>() * size;
        let own = if self.document.right_to_left() { Direction::RightToLeft } else { Direction::LeftToRight };
        let title = self.shortened(&self.document.title, (width - wide - 24.0) / size);
        let title = self.shaper.shape(&title, FaceName::Sans, own);
        let title_width: f32 = title.iter().map(|stretch| stretch.width).sum::<f32>() * size;
        let backwards = own == Direction::RightToLeft;
        let (title_x, page_x) =
            if backwards { (left + width - title_width, left) } else { (left, left + width - wide) };
        self.letters(surface, &title, title_x, baseline, size, style::SLATE);
        self.letters(surface, &shaped, page_x, baseline, size, style::SLATE);
        surface.end_tagged();
    }

    /// A title cut at a word so that it is no wider than so many ems.
    fn shortened(&mut self, title: &str, most: f32) -> String {
        if self.shaper.width(title, FaceName::Sans) <= most {
            return title.to_owned();
        }
        let mut words: Vec<&str> = title.split(' ').collect();
        while words.len() > 1 {
            words.pop();
            let cut = format!("{}…", words.join(" ").trim_end_matches([',', ':', ';']));
            if self.shaper.width(&cut, FaceName::Sans) <= most {
                return cut;
            }
        }
        words.concat().chars().take(40).chain(['…']).collect()
    }
}

/// The top left of what lies there, a little above it.
fn destination(spot: Spot) -> XyzDestination {
    XyzDestination::new(spot.page, Point::from_xy(0.0, (spot.y - 8.0).max(0.0)))
}

fn area(mark: &Mark) -> Option<Rect> {
    Rect::from_xywh(mark.x, mark.y, mark.width, mark.height)
}

fn paint(colour: Colour) -> Paint {
    rgb::Color::new(colour.red, colour.green, colour.blue).into()
}

fn fill(colour: Colour) -> Fill {
    Fill { paint: paint(colour), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

/// A PNG file as a picture.
fn decoded(bytes: &[u8]) -> Option<Image> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().ok()?;
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut pixels).ok()?;
    pixels.truncate(info.buffer_size());
    let rgba = match info.color_type {
        png::ColorType::Rgba => pixels,
        png::ColorType::GrayscaleAlpha => pixels
            .chunks_exact(2)
            .flat_map(|pixel| match pixel {
                [grey, alpha] => [*grey, *grey, *grey, *alpha],
                _ => [0; 4],
            })
            .collect(),
        _ => return None,
    };
    Some(Image::from_rgba8(rgba, info.width, info.height))
}
