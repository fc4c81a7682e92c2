//! Drawn letters in one texture, so that a screen of text is one mesh.

use eframe::egui::{
    Color32, ColorImage, Context, Mesh, Pos2, Rangef, Rect, TextureHandle, TextureId, TextureOptions, pos2, vec2,
};
use parley::{GlyphRun, Layout, PositionedLayoutItem};
use std::collections::HashMap;
use swash::scale::{Render, ScaleContext, Source, StrikeWith, image::Content, image::Image};
use swash::{FontRef, zeno::Format, zeno::Vector};

/// The texture's width, and its height to begin with (physical pixels).
const WIDTH: usize = 1024;
/// The greatest height, where the driver takes that.
const TALLEST: usize = 4096;
/// Letters are drawn at this many places within a pixel, for even spacing.
const PLACES: f32 = 4.0;

/// Letters drawn so far, on shelves of one height each. A full atlas empties the shelf nobody looked at longest.
#[derive(Default)]
pub(super) struct Atlas {
    texture: Option<TextureHandle>,
    height: usize,
    tallest: usize,
    pixels: Vec<Color32>,
    shelves: Vec<Shelf>,
    drawn: HashMap<Key, Drawn>,
    scaler: ScaleContext,
    frame: u64,
    /// Whether letters already painted in this frame are elsewhere now.
    moved: bool,
}

struct Shelf {
    top: usize,
    height: usize,
    filled: usize,
    used: u64,
    /// Columns not yet sent to the texture.
    unsent: Option<(usize, usize)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    face: u64,
    index: u32,
    variation: u64,
    size: u32,
    glyph: u16,
    place: u8,
    bold: bool,
}

#[derive(Clone, Copy)]
enum Drawn {
    /// A space.
    Nothing,
    Letter {
        shelf: usize,
        left: usize,
        width: usize,
        height: usize,
        bearing: [i32; 2],
        coloured: bool,
    },
}

/// The colour of some of a layout's words, where it is not the colour of the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Ink(pub Option<Color32>);

/// Where and how letters are drawn.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    /// The layout's top left corner (points).
    pub corner: Pos2,
    /// Physical pixels to a point.
    pub scale: f32,
    /// Lines outside of this are left out.
    pub seen: Rangef,
    pub ink: Color32,
}

impl Atlas {
    /// Begins a frame: letters used since may not be thrown out.
    pub fn begin(&mut self, ctx: &Context) {
        self.frame = ctx.cumulative_pass_nr();
        self.tallest = ctx.input(|input| input.max_texture_side).clamp(WIDTH, TALLEST);
        if self.texture.is_none() {
            self.grow(ctx, WIDTH);
        }
    }

    pub fn texture(&self) -> TextureId {
        self.texture.as_ref().map_or(TextureId::default(), TextureHandle::id)
    }

    /// The texture's height (physical pixels).
    #[cfg(test)]
    pub fn height(&self) -> usize {
        self.height
    }

    /// Sends what was drawn in this frame to the texture. True where letters have moved: the frame is to be drawn
    /// again.
    pub fn finish(&mut self) -> bool {
        let Some(texture) = &mut self.texture else { return false };
        for shelf in &mut self.shelves {
            let Some((from, to)) = shelf.unsent.take() else { continue };
            let rows =
                (shelf.top..shelf.top + shelf.height).filter_map(|y| self.pixels.get(y * WIDTH + from..y * WIDTH + to));
            let part = ColorImage::new([to - from, shelf.height], rows.flatten().copied().collect());
            texture.set_partial([from, shelf.top], part, TextureOptions::LINEAR);
        }
        std::mem::take(&mut self.moved)
    }

    /// Adds the letters of a layout to a mesh.
    pub fn draw(&mut self, ctx: &Context, layout: &Layout<Ink>, spot: Spot, mesh: &mut Mesh) {
        let on_screen = |y: f32| spot.corner.y + y / spot.scale;
        for line in layout.lines() {
            let metrics = line.metrics();
            if on_screen(metrics.block_max_coord) < spot.seen.min || on_screen(metrics.block_min_coord) > spot.seen.max
            {
                continue;
            }
            for item in line.items() {
                if let PositionedLayoutItem::GlyphRun(run) = item {
                    self.draw_run(ctx, &run, spot, mesh);
                }
            }
        }
    }

    fn draw_run(&mut self, ctx: &Context, run: &GlyphRun<'_, Ink>, spot: Spot, mesh: &mut Mesh) {
        let Spot { corner: origin, scale, .. } = spot;
        let ink = run.style().brush.0.unwrap_or(spot.ink);
        let font = run.run();
        let coordinates: Vec<i16> = font.normalized_coords().iter().map(|coordinate| coordinate.to_bits()).collect();
        let face = font.font();
        let mut key = Key {
            face: face.data.id(),
            index: face.index,
            variation: coordinates.iter().fold(0, |sum: u64, &c| sum.wrapping_mul(31).wrapping_add(c as u16 as u64)),
            size: font.font_size().to_bits(),
            glyph: 0,
            place: 0,
            bold: font.synthesis().embolden(),
        };
        for glyph in run.positioned_glyphs() {
            let x = origin.x * scale + glyph.x;
            let y = (origin.y * scale + glyph.y).round();
            let place = ((x - x.floor()) * PLACES).floor();
            key.glyph = glyph.id as u16;
            key.place = place as u8;
            let drawn = match self.drawn.get(&key) {
                Some(drawn) => *drawn,
                None => {
                    let image = self.rasterise(key, face, &coordinates);
                    let drawn = image.map_or(Drawn::Nothing, |image| self.shelve(ctx, &image));
                    self.drawn.insert(key, drawn);
                    drawn
                }
            };
            let Drawn::Letter { shelf, left, width, height, bearing, coloured } = drawn else { continue };
            let Some(shelf) = self.shelves.get_mut(shelf) else { continue };
            shelf.used = self.frame;
            let corner = pos2((x.floor() + bearing[0] as f32) / scale, (y - bearing[1] as f32) / scale);
            let place = Rect::from_min_size(corner, vec2(width as f32, height as f32) / scale);
            let part = Rect::from_min_size(pos2(left as f32, shelf.top as f32), vec2(width as f32, height as f32));
            let texture = vec2(WIDTH as f32, self.height as f32);
            let uv =
                Rect::from_min_max((part.min.to_vec2() / texture).to_pos2(), (part.max.to_vec2() / texture).to_pos2());
            mesh.add_rect_with_uv(place, uv, if coloured { Color32::WHITE } else { ink });
        }
    }

    fn rasterise(&mut self, key: Key, face: &parley::FontData, coordinates: &[i16]) -> Option<Image> {
        let font = FontRef::from_index(face.data.as_ref(), face.index as usize)?;
        let size = f32::from_bits(key.size);
        let mut scaler = self.scaler.builder(font).size(size).hint(true).normalized_coords(coordinates).build();
        let sources = [Source::ColorOutline(0), Source::ColorBitmap(StrikeWith::BestFit), Source::Outline];
        let mut render = Render::new(&sources);
        render.format(Format::Alpha).offset(Vector::new(f32::from(key.place) / PLACES, 0.0));
        if key.bold {
            render.embolden(size / 28.0);
        }
        let image = render.render(&mut scaler, key.glyph)?;
        (image.placement.width > 0 && image.placement.height > 0).then_some(image)
    }

    fn shelve(&mut self, ctx: &Context, image: &Image) -> Drawn {
        let (width, height) = (image.placement.width as usize, image.placement.height as usize);
        if width + 1 > WIDTH || height + 1 > WIDTH / 2 {
            return Drawn::Nothing;
        }
        let Some(number) = self.shelf_for(ctx, width + 1, height + 1) else { return Drawn::Nothing };
        let Some(shelf) = self.shelves.get_mut(number) else { return Drawn::Nothing };
        let left = shelf.filled;
        shelf.filled += width + 1;
        shelf.used = self.frame;
        let unsent = shelf.unsent.unwrap_or((left, left));
        shelf.unsent = Some((unsent.0.min(left), shelf.filled));
        let coloured = image.content != Content::Mask;
        let bytes = if coloured { 4 } else { 1 };
        for (row, values) in image.data.chunks_exact(width * bytes).enumerate() {
            let start = (shelf.top + row) * WIDTH + left;
            let Some(target) = self.pixels.get_mut(start..start + width) else { continue };
            for (pixel, value) in target.iter_mut().zip(values.chunks_exact(bytes)) {
                *pixel = match value {
                    [red, green, blue, alpha] => Color32::from_rgba_unmultiplied(*red, *green, *blue, *alpha),
                    [cover, ..] => Color32::from_rgba_premultiplied(*cover, *cover, *cover, *cover),
                    [] => Color32::TRANSPARENT,
                };
            }
        }
        let bearing = [image.placement.left, image.placement.top];
        Drawn::Letter { shelf: number, left, width, height, bearing, coloured }
    }

    /// A shelf with room: one of this height, a new one, the one not looked at longest, or one in a taller texture.
    fn shelf_for(&mut self, ctx: &Context, width: usize, height: usize) -> Option<usize> {
        let height = height.next_multiple_of(4);
        let fits = |shelf: &Shelf| shelf.height == height && shelf.filled + width <= WIDTH;
        if let Some(found) = self.shelves.iter().position(fits) {
            return Some(found);
        }
        let top = self.shelves.last().map_or(0, |shelf| shelf.top + shelf.height);
        if top + height <= self.height {
            self.shelves.push(Shelf { top, height, filled: 0, used: self.frame, unsent: None });
            return Some(self.shelves.len() - 1);
        }
        let old = |shelf: &(usize, &Shelf)| shelf.1.height >= height && shelf.1.used + 1 < self.frame;
        if let Some(number) = self.shelves.iter().enumerate().filter(old).min_by_key(|(_, s)| s.used).map(|(n, _)| n) {
            self.drawn.retain(|_, drawn| !matches!(drawn, Drawn::Letter { shelf, .. } if *shelf == number));
            if let Some(shelf) = self.shelves.get_mut(number) {
                (shelf.filled, shelf.used) = (0, self.frame);
                let rows = shelf.top * WIDTH..(shelf.top + shelf.height) * WIDTH;
                self.pixels.get_mut(rows).unwrap_or_default().fill(Color32::TRANSPARENT);
            }
            return Some(number);
        }
        if self.height < self.tallest {
            self.grow(ctx, (self.height * 2).min(self.tallest));
        } else {
            // More letters on one screen than the largest texture holds: begin again, and draw the frame twice.
            self.shelves.clear();
            self.drawn.clear();
            self.pixels.fill(Color32::TRANSPARENT);
            self.moved = true;
        }
        self.shelf_for(ctx, width, height)
    }

    fn grow(&mut self, ctx: &Context, height: usize) {
        self.moved = self.texture.is_some();
        self.height = height;
        self.pixels.resize(WIDTH * height, Color32::TRANSPARENT);
        let all = ColorImage::new([WIDTH, height], self.pixels.clone());
        self.texture = Some(ctx.load_texture("transcript letters", all, TextureOptions::LINEAR));
        for shelf in &mut self.shelves {
            shelf.unsent = None;
        }
    }
}
