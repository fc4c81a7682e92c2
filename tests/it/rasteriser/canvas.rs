//! Triangles into pixels. Tests run unoptimised, so the work is in spans of pixels: what fills a rectangle with one
//! colour is copied row by row, and only letters and slanted edges are looked at pixel by pixel.

use eframe::egui::epaint::{Mesh, Vertex};
use eframe::egui::{self, TextureFilter, TextureOptions, TextureWrapMode};
use image::RgbaImage;

/// A colour as the card has it: red, green, blue, cover, all multiplied by cover.
pub(super) type Pixel = [u8; 4];

pub(super) struct Texture {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<Pixel>,
    pub options: TextureOptions,
}

impl Texture {
    pub fn put(&mut self, part: &Texture, [left, top]: [usize; 2]) {
        for (row, pixels) in part.pixels.chunks_exact(part.width).enumerate() {
            let start = (top + row) * self.width + left;
            self.pixels[start..start + part.width].copy_from_slice(pixels);
        }
    }

    fn at(&self, x: i32, y: i32) -> Pixel {
        let inside = |v: i32, size: usize| match self.options.wrap_mode {
            TextureWrapMode::Repeat => v.rem_euclid(size as i32) as usize,
            _ => v.clamp(0, size as i32 - 1) as usize,
        };
        self.pixels[inside(y, self.height) * self.width + inside(x, self.width)]
    }

    /// The colour at a place from 0 to 1.
    fn sample(&self, u: f32, v: f32) -> Pixel {
        let (x, y) = (u * self.width as f32, v * self.height as f32);
        if self.options.magnification == TextureFilter::Nearest {
            return self.at(x.floor() as i32, y.floor() as i32);
        }
        let (x, y) = (x - 0.5, y - 0.5);
        // 256ths between four neighbours, so that sums are whole numbers and the same everywhere.
        let (left, top) = (x.floor(), y.floor());
        let (across, down) = (((x - left) * 256.0).round() as u32, ((y - top) * 256.0).round() as u32);
        let (left, top) = (left as i32, top as i32);
        if across == 0 && down == 0 {
            return self.at(left, top);
        }
        let corners = [self.at(left, top), self.at(left + 1, top), self.at(left, top + 1), self.at(left + 1, top + 1)];
        std::array::from_fn(|channel| {
            let [a, b, c, d] = corners.map(|corner| u32::from(corner[channel]));
            let (above, below) = (a * (256 - across) + b * across, c * (256 - across) + d * across);
            ((above * (256 - down) + below * down + (1 << 15)) >> 16) as u8
        })
    }
}

/// Rows and columns from (inclusive) to (exclusive).
#[derive(Clone, Copy)]
pub(super) struct Pixels {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
}

pub(super) struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<Pixel>,
    pub clip: Pixels,
}

impl Canvas {
    pub fn new(width: usize, height: usize, ground: Pixel) -> Self {
        let clip = Pixels { left: 0, top: 0, right: width, bottom: height };
        Self { width, height, pixels: vec![ground; width * height], clip }
    }

    pub fn pixels_in(&self, rect: egui::Rect) -> Pixels {
        let within = |v: f32, most: usize| (v.round().max(0.0) as usize).min(most);
        Pixels {
            left: within(rect.left(), self.width),
            top: within(rect.top(), self.height),
            right: within(rect.right(), self.width),
            bottom: within(rect.bottom(), self.height),
        }
    }

    pub fn draw(&mut self, mesh: &Mesh, texture: &Texture, scale: f32) {
        let corner = |index: &u32| {
            let Vertex { pos, uv, color } = mesh.vertices[*index as usize];
            Corner { x: pos.x * scale, y: pos.y * scale, u: uv.x, v: uv.y, colour: color.to_array() }
        };
        let mut rest = mesh.indices.as_slice();
        while let [a, b, c, after @ ..] = rest {
            if let [d, e, f, after @ ..] = after
                && let Some(sides) = rectangle([corner(a), corner(b), corner(c)], [corner(d), corner(e), corner(f)])
            {
                self.rectangle(&sides, texture);
                rest = after;
                continue;
            }
            self.triangle([corner(a), corner(b), corner(c)], texture);
            rest = after;
        }
    }

    fn rectangle(&mut self, [from, to]: &[Corner; 2], texture: &Texture) {
        let columns = covered(from.x, to.x, self.clip.left, self.clip.right);
        let rows = covered(from.y, to.y, self.clip.top, self.clip.bottom);
        if columns.is_empty() || rows.is_empty() {
            return;
        }
        if from.u == to.u && from.v == to.v {
            let colour = times(from.colour, texture.sample(from.u, from.v));
            return rows.for_each(|y| self.fill(y, columns.clone(), colour));
        }
        let (across, down) = ((to.u - from.u) / (to.x - from.x), (to.v - from.v) / (to.y - from.y));
        for y in rows {
            let v = from.v + (y as f32 + 0.5 - from.y) * down;
            for x in columns.clone() {
                let ink = texture.sample(from.u + (x as f32 + 0.5 - from.x) * across, v);
                if ink != [0; 4] {
                    self.put(x, y, times(from.colour, ink));
                }
            }
        }
    }

    fn triangle(&mut self, corners: [Corner; 3], texture: &Texture) {
        let [a, b, c] = &corners;
        let area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
        if area == 0.0 || !area.is_finite() {
            return;
        }
        let (top, bottom) = (a.y.min(b.y).min(c.y), a.y.max(b.y).max(c.y));
        let flat =
            (a.colour == b.colour && b.colour == c.colour && a.u == b.u && b.u == c.u && a.v == b.v && b.v == c.v)
                .then(|| times(a.colour, texture.sample(a.u, a.v)));
        for y in covered(top, bottom, self.clip.top, self.clip.bottom) {
            let Some((left, right)) = across(&corners, y as f32 + 0.5) else { continue };
            let columns = covered(left, right, self.clip.left, self.clip.right);
            match flat {
                Some(colour) => self.fill(y, columns, colour),
                None => columns.for_each(|x| self.put(x, y, shade(&corners, area, x, y, texture))),
            }
        }
    }

    fn fill(&mut self, y: usize, columns: std::ops::Range<usize>, colour: Pixel) {
        let row = y * self.width;
        if columns.is_empty() || colour == [0; 4] {
            return;
        }
        if colour[3] < 255 {
            return columns.for_each(|x| self.put(x, y, colour));
        }
        // Double what is filled until the row is: copying is fast even unoptimised.
        let (start, count) = (row + columns.start, columns.len());
        self.pixels[start] = colour;
        let mut filled = 1;
        while filled < count {
            let more = filled.min(count - filled);
            self.pixels.copy_within(start..start + more, start + filled);
            filled += more;
        }
    }

    fn put(&mut self, x: usize, y: usize, ink: Pixel) {
        let pixel = &mut self.pixels[y * self.width + x];
        let rest = 255 - u32::from(ink[3]);
        *pixel = std::array::from_fn(|channel| {
            let under = u32::from(pixel[channel]) * rest;
            (u32::from(ink[channel]) + divide(under)).min(255) as u8
        });
    }

    pub fn into_image(self) -> Result<RgbaImage, String> {
        let (width, height) = (self.width as u32, self.height as u32);
        let bytes = self.pixels.into_iter().flat_map(straight).collect();
        RgbaImage::from_raw(width, height, bytes).ok_or_else(|| "The picture has no size.".to_owned())
    }
}

/// A vertex, in pixels.
#[derive(Clone, Copy)]
struct Corner {
    x: f32,
    y: f32,
    u: f32,
    v: f32,
    colour: Pixel,
}

/// The top left and bottom right of the upright rectangle that two triangles make, if they do and it has one colour.
fn rectangle(first: [Corner; 3], second: [Corner; 3]) -> Option<[Corner; 2]> {
    let all = [first, second];
    let corners = all.as_flattened();
    let [one, ..] = corners else { return None };
    let (mut from, mut to) = (*one, *one);
    for corner in corners {
        if corner.colour != one.colour {
            return None;
        }
        if corner.x <= from.x && corner.y <= from.y {
            from = *corner;
        }
        if corner.x >= to.x && corner.y >= to.y {
            to = *corner;
        }
    }
    let on_side = |corner: &Corner| {
        let x = (corner.x == from.x && corner.u == from.u) || (corner.x == to.x && corner.u == to.u);
        x && ((corner.y == from.y && corner.v == from.v) || (corner.y == to.y && corner.v == to.v))
    };
    // Three different corners each, and the two that are not shared opposite: the halves of one rectangle.
    let twice_area = |[a, b, c]: &[Corner; 3]| ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)).abs();
    let size = (to.x - from.x) * (to.y - from.y);
    let halves = all.iter().all(|half| twice_area(half) == size);
    let middle: (f32, f32) = corners.iter().fold((0.0, 0.0), |sum, corner| (sum.0 + corner.x, sum.1 + corner.y));
    let centred = (middle.0 - 3.0 * (from.x + to.x)).abs() < 0.01 && (middle.1 - 3.0 * (from.y + to.y)).abs() < 0.01;
    (size > 0.0 && halves && centred && corners.iter().all(on_side)).then_some([from, to])
}

/// The pixels whose middle lies between two coordinates.
fn covered(from: f32, to: f32, least: usize, most: usize) -> std::ops::Range<usize> {
    let place = |v: f32| ((v - 0.5).ceil().max(0.0) as usize).clamp(least, most.max(least));
    place(from)..place(to)
}

/// Where a row's middle enters and leaves a triangle.
fn across(corners: &[Corner; 3], y: f32) -> Option<(f32, f32)> {
    let mut found: Option<(f32, f32)> = None;
    for (a, b) in [(0, 1), (1, 2), (2, 0)] {
        let (a, b) = (&corners[a], &corners[b]);
        // The same formula whichever way the side is walked, so that neighbours share no pixel and leave none out.
        let (a, b) = if a.y <= b.y { (a, b) } else { (b, a) };
        if y < a.y || y >= b.y {
            continue;
        }
        let x = a.x + (b.x - a.x) * ((y - a.y) / (b.y - a.y));
        found = Some(found.map_or((x, x), |(left, right)| (left.min(x), right.max(x))));
    }
    found
}

fn shade([a, b, c]: &[Corner; 3], area: f32, x: usize, y: usize, texture: &Texture) -> Pixel {
    let (x, y) = (x as f32 + 0.5, y as f32 + 0.5);
    let weight = |from: &Corner, to: &Corner| ((to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x)) / area;
    let (of_a, of_b) = (weight(b, c), weight(c, a));
    let of_c = 1.0 - of_a - of_b;
    let mix = |a: f32, b: f32, c: f32| a * of_a + b * of_b + c * of_c;
    let colour = std::array::from_fn(|n| {
        let value = mix(f32::from(a.colour[n]), f32::from(b.colour[n]), f32::from(c.colour[n]));
        (value + 0.5).clamp(0.0, 255.0) as u8
    });
    times(colour, texture.sample(mix(a.u, b.u, c.u), mix(a.v, b.v, c.v)))
}

fn times(a: Pixel, b: Pixel) -> Pixel {
    match (a, b) {
        (_, [255, 255, 255, 255]) => a,
        ([255, 255, 255, 255], _) => b,
        _ => std::array::from_fn(|channel| divide(u32::from(a[channel]) * u32::from(b[channel])) as u8),
    }
}

/// Divides by 255, rounded, without dividing.
fn divide(value: u32) -> u32 {
    let value = value + 128;
    (value + (value >> 8)) >> 8
}

/// The colour with cover no longer multiplied in.
fn straight(pixel: Pixel) -> Pixel {
    let [red, green, blue, cover] = pixel;
    match u32::from(cover) {
        0 => [0; 4],
        255 => pixel,
        by => {
            let channel = |value: u8| (u32::from(value) * 255 / by).min(255) as u8;
            [channel(red), channel(green), channel(blue), cover]
        }
    }
}
