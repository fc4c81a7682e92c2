//! The figure as PDF: one page of the figure's size, text as text in embedded subsets of the bundled faces, and one
//! tagged figure with its alternative text.

use krilla::{
    Document,
    color::{luma, rgb},
    geom::{Path, PathBuilder, Point as At, Rect as Area},
    metadata::Metadata,
    num::NormalizedF32,
    page::PageSettings,
    paint::{Fill, FillRule, Paint, Stroke as Line, StrokeDash},
    surface::Surface,
    tagging::{Artifact, ArtifactType, BBox, ContentTag, Node, Tag, TagGroup, TagTree},
    text::{Font, GlyphId, KrillaGlyph},
};

use super::{
    BOLD_FACE, Colour, Item, PictureError, Point, REGULAR_FACE, Rect, Scene, Stroke, Text, Weight, glyphs::Shaper,
};

/// How far the control points of a quarter circle lie from its ends, in radii.
const ARC: f64 = 0.552_284_75;

/// The bytes of the file; `language` is a BCP 47 tag such as `en-GB`.
///
/// # Errors
/// Where the page or the faces cannot be put into a PDF.
pub fn pdf(scene: &Scene, language: &str) -> Result<Vec<u8>, PictureError> {
    let failed = |reason: &str| PictureError::Drawing { reason: reason.to_owned() };
    let page = Rect { x: 0.0, y: 0.0, width: scene.width_pt, height: scene.height_pt };
    let size = PageSettings::from_wh(page.width as f32, page.height as f32);
    let mut writer =
        Writer { faces: Faces::new().ok_or_else(|| failed("the bundled faces"))?, shaper: Shaper::default() };
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(scene.title.clone())
            .description(scene.description.clone())
            .language(language.to_owned())
            .creator("Colloquy".to_owned())
            .producer("Colloquy".to_owned()),
    );
    let mut sheet = document.start_page_with(size.ok_or_else(|| failed("the size of the page"))?);
    let mut surface = sheet.surface();
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)));
    writer.rect(&mut surface, page, 0.0, Some(Colour::WHITE), None);
    surface.end_tagged();
    let mut figure = TagGroup::new(
        Tag::Figure(Some(scene.description.clone())).with_bbox(area(page).map(|rect| BBox::new(0, rect))),
    );
    for group in &scene.groups {
        let part = surface.start_tagged(ContentTag::Other);
        for item in &group.items {
            writer.item(&mut surface, item);
        }
        surface.end_tagged();
        figure.push(Node::Leaf(part));
    }
    surface.finish();
    sheet.finish();
    let mut tags = TagTree::new().with_lang(Some(language.to_owned()));
    tags.push(figure);
    document.set_tag_tree(tags);
    document.finish().map_err(|reason| failed(&format!("{reason:?}")))
}

/// The bundled faces as the PDF embeds them.
struct Faces {
    regular: Font,
    bold: Font,
}

impl Faces {
    fn new() -> Option<Faces> {
        Some(Faces { regular: Font::new(REGULAR_FACE.into(), 0)?, bold: Font::new(BOLD_FACE.into(), 0)? })
    }
}

struct Writer {
    faces: Faces,
    shaper: Shaper,
}

impl Writer {
    fn item(&mut self, surface: &mut Surface<'_>, item: &Item) {
        match item {
            Item::Rect { rect, corner, fill, stroke } => self.rect(surface, *rect, *corner, *fill, *stroke),
            Item::Polyline { points, stroke } => {
                draw(surface, polygons(std::slice::from_ref(points), false), None, Some(*stroke))
            }
            Item::Hatch { bands, colour } => draw(surface, polygons(bands, true), Some(*colour), None),
            Item::Text(text) => self.text(surface, text),
        }
    }

    fn rect(&self, surface: &mut Surface<'_>, rect: Rect, corner: f64, fill: Option<Colour>, stroke: Option<Stroke>) {
        let path = if corner > 0.0 { rounded(rect, corner) } else { upright(rect) };
        draw(surface, path, fill, stroke);
    }

    fn text(&mut self, surface: &mut Surface<'_>, text: &Text) {
        let glyphs: Vec<KrillaGlyph> = self
            .shaper
            .line(&text.string, text.weight)
            .into_iter()
            .map(|glyph| KrillaGlyph {
                glyph_id: GlyphId::new(u32::from(glyph.id.0)),
                text_range: glyph.bytes,
                x_advance: glyph.advance as f32,
                x_offset: glyph.right as f32,
                y_offset: glyph.up as f32,
                y_advance: 0.0,
                location: None,
            })
            .collect();
        let face = match text.weight {
            Weight::Regular => &self.faces.regular,
            Weight::Bold => &self.faces.bold,
        };
        surface.set_stroke(None);
        surface.set_fill(Some(filled(Colour::BLACK)));
        let start = At::from_xy(text.left() as f32, text.baseline as f32);
        surface.draw_glyphs(start, &glyphs, face.clone(), &text.string, text.size as f32, false);
    }
}

fn draw(surface: &mut Surface<'_>, path: Option<Path>, fill: Option<Colour>, stroke: Option<Stroke>) {
    let Some(path) = path else { return };
    if fill.is_none() && stroke.is_none() {
        return;
    }
    surface.set_fill(fill.map(filled));
    surface.set_stroke(stroke.map(|stroke| Line {
        paint: paint(stroke.colour),
        width: stroke.width as f32,
        // As in SVG, so that thick bent lines have the same corners.
        miter_limit: 4.0,
        dash: stroke.dash.map(|dash| StrokeDash { array: vec![dash as f32, dash as f32], offset: 0.0 }),
        ..Line::default()
    }));
    surface.draw_path(&path);
}

fn filled(colour: Colour) -> Fill {
    Fill { paint: paint(colour), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

/// Greys go into the file as greys, so that a press uses black ink alone.
fn paint(colour: Colour) -> Paint {
    match colour.0 {
        [red, green, blue] if red == green && green == blue => luma::Color::new(red).into(),
        [red, green, blue] => rgb::Color::new(red, green, blue).into(),
    }
}

fn area(rect: Rect) -> Option<Area> {
    Area::from_xywh(rect.x as f32, rect.y as f32, rect.width as f32, rect.height as f32)
}

fn upright(rect: Rect) -> Option<Path> {
    let mut path = PathBuilder::new();
    path.push_rect(area(rect)?);
    path.finish()
}

fn rounded(rect: Rect, corner: f64) -> Option<Path> {
    let radius = corner.min(rect.width / 2.0).min(rect.height / 2.0);
    let hold = radius * (1.0 - ARC);
    let (left, top, right, bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
    let mut path = PathBuilder::new();
    let f = |value: f64| value as f32;
    path.move_to(f(left + radius), f(top));
    path.line_to(f(right - radius), f(top));
    path.cubic_to(f(right - hold), f(top), f(right), f(top + hold), f(right), f(top + radius));
    path.line_to(f(right), f(bottom - radius));
    path.cubic_to(f(right), f(bottom - hold), f(right - hold), f(bottom), f(right - radius), f(bottom));
    path.line_to(f(left + radius), f(bottom));
    path.cubic_to(f(left + hold), f(bottom), f(left), f(bottom - hold), f(left), f(bottom - radius));
    path.line_to(f(left), f(top + radius));
    path.cubic_to(f(left), f(top + hold), f(left + hold), f(top), f(left + radius), f(top));
    path.close();
    path.finish()
}

fn polygons(shapes: &[Vec<Point>], closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    for shape in shapes {
        for (place, point) in shape.iter().enumerate() {
            let (x, y) = (point.x as f32, point.y as f32);
            if place == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
        }
        if closed {
            path.close();
        }
    }
    path.finish()
}
