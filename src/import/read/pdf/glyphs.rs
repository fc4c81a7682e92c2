//! The letters of a PDF with their places, as `hayro-interpret` meets them when it draws a page.

use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt,
    font::{Glyph as Drawn, GlyphRun},
    hayro_cmap::BfString,
    hayro_syntax::{LoadPdfError, Pdf},
    interpret_page,
    kurbo::{BezPath, Point, Rect},
};

use super::super::super::error::{Kind, Trouble};

/// A letter, or several where one sign stands for them. Points from the top left of the page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    /// Of the baseline.
    pub(super) y: f64,
    pub(super) size: f64,
}

/// What is on a page.
#[derive(Debug, Default)]
pub(super) struct PageOf {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) pictures: usize,
}

/// The pages of a file.
pub(super) fn pages(bytes: &[u8]) -> Result<Vec<PageOf>, Trouble> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|why| match why {
        LoadPdfError::Decryption(_) => Trouble::OtherKind(Kind::ProtectedPdf),
        LoadPdfError::Invalid => Trouble::OtherKind(Kind::DamagedPdf),
    })?;
    let cache = InterpreterCache::new();
    let mut pages = Vec::new();
    for page in pdf.pages().iter() {
        let transform = page.initial_transform(true).to_kurbo();
        let seen = Rect::new(0.0, 0.0, 1.0, 1.0);
        let mut context = Context::new(transform, seen, &cache, pdf.xref(), InterpreterSettings::default());
        let mut device = Collecting(PageOf::default());
        interpret_page(page, &mut context, &mut device);
        pages.push(device.0);
    }
    Ok(pages)
}

/// Draws nothing and remembers the letters.
struct Collecting(PageOf);

impl<'a> Device<'a> for Collecting {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.0.pictures += 1;
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let transform = props.transform * glyph.transform();
            let [_, _, across, down, ..] = transform.as_coeffs();
            let advance = match &**glyph {
                Drawn::Outline(outline) => outline.advance_width(),
                Drawn::Type3(drawn) => drawn.advance_width(),
            };
            let start = transform * Point::new(0.0, 0.0);
            // Half an em where the file does not say.
            let end = transform * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0);
            let text = match glyph.as_unicode() {
                Some(BfString::Char(letter)) => letter.to_string(),
                Some(BfString::String(letters)) => letters,
                None => continue,
            };
            let size = (across * across + down * down).sqrt() * 1000.0;
            self.0.glyphs.push(Glyph { text, left: start.x, right: end.x.max(start.x), y: start.y, size });
        }
    }
}
