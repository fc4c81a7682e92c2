//! Draws what egui would send to a graphics card, with the processor alone: snapshots are the same bytes on every
//! machine and need no driver. And the one place where the harness of all window tests is set up.
//!
//! Tests run unoptimised, so the work is in spans of pixels: what fills a rectangle with one colour is copied row by
//! row, and only letters and slanted edges are looked at pixel by pixel.

use eframe::egui::epaint::{ImageData, Mesh, Primitive, Vertex};
use eframe::egui::{self, Context, TextureFilter, TextureId, TextureOptions, TextureWrapMode, Theme, Ui};
use egui_kittest::{Harness, HarnessBuilder, TestRenderer};
use image::RgbaImage;
use std::collections::HashMap;

/// A harness of this size (points), drawn by the [`Rasteriser`]: Linux keys, one pixel to a point, sixty frames a
/// second, no pointer in the picture, no animation. `run()` fails where the window does not come to rest.
pub fn builder<State>(size: [f32; 2], theme: Theme) -> HarnessBuilder<State> {
    Harness::builder()
        .with_size(size)
        .with_theme(theme)
        .with_pixels_per_point(1.0)
        .with_os(egui::os::OperatingSystem::Nix)
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(40)
        .with_render_cursor(false)
        .renderer(Rasteriser::default())
}

/// A harness round one function that draws a state; see [`builder`].
pub fn harness<'a, State>(
    size: [f32; 2],
    theme: Theme,
    state: State,
    draw: impl FnMut(&mut Ui, &mut State) + 'a,
) -> Harness<'a, State> {
    builder(size, theme).build_ui_state(draw, state)
}

/// A colour as the card has it: red, green, blue, cover, all multiplied by cover.
type Pixel = [u8; 4];

/// The textures of a window, and how to draw with them.
#[derive(Default)]
pub struct Rasteriser {
    textures: HashMap<TextureId, Texture>,
}

struct Texture {
    width: usize,
    height: usize,
    pixels: Vec<Pixel>,
    options: TextureOptions,
}

impl TestRenderer for Rasteriser {
    fn handle_delta(&mut self, delta: &mut egui::TexturesDelta) {
        for (id, images) in delta.set.drain() {
            for part in images {
                let ImageData::Color(image) = &part.image;
                let [width, height] = image.size;
                let pixels = image.pixels.iter().map(|colour| colour.to_array()).collect();
                let whole = Texture { width, height, pixels, options: part.options };
                match (part.pos, self.textures.get_mut(&id)) {
                    (Some(corner), Some(texture)) => texture.put(&whole, corner),
                    _ => _ = self.textures.insert(id, whole),
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, ctx: &Context, output: &egui::FullOutput) -> Result<RgbaImage, String> {
        let scale = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * scale;
        let ground = ctx.global_style().visuals.panel_fill.to_array();
        let mut canvas = Canvas::new(size.x.round() as usize, size.y.round() as usize, ground);
        for shape in ctx.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = &shape.primitive else {
                return Err("Paint callbacks cannot be drawn without a graphics card.".to_owned());
            };
            let texture = self.textures.get(&mesh.texture_id);
            let texture = texture.ok_or_else(|| format!("The texture {:?} was never sent.", mesh.texture_id))?;
            canvas.clip = canvas.pixels_in(shape.clip_rect * scale);
            canvas.draw(mesh, texture, scale);
        }
        canvas.into_image()
    }
}

impl Texture {
    fn put(&mut self, part: &Texture, [left, top]: [usize; 2]) {
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
struct Pixels {
    left: usize,
    top: usize,
    right: usize,
    bottom: usize,
}

struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<Pixel>,
    clip: Pixels,
}

impl Canvas {
    fn new(width: usize, height: usize, ground: Pixel) -> Self {
        let clip = Pixels { left: 0, top: 0, right: width, bottom: height };
        Self { width, height, pixels: vec![ground; width * height], clip }
    }

    fn pixels_in(&self, rect: egui::Rect) -> Pixels {
        let within = |v: f32, most: usize| (v.round().max(0.0) as usize).min(most);
        Pixels {
            left: within(rect.left(), self.width),
            top: within(rect.top(), self.height),
            right: within(rect.right(), self.width),
            bottom: within(rect.bottom(), self.height),
        }
    }

    fn draw(&mut self, mesh: &Mesh, texture: &Texture, scale: f32) {
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

    fn into_image(self) -> Result<RgbaImage, String> {
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

mod tests {
    use super::*;
    use eframe::egui::{Color32, Rect, Stroke, pos2, vec2};

    fn picture(draw: impl Fn(&egui::Painter) + 'static) -> RgbaImage {
        let mut harness = harness([40.0, 30.0], Theme::Light, (), move |ui, ()| {
            let painter = ui.ctx().layer_painter(egui::LayerId::debug());
            painter.rect_filled(Rect::EVERYTHING, 0.0, Color32::WHITE);
            draw(&painter);
        });
        harness.run();
        harness.render().unwrap()
    }

    #[test]
    fn two_colours_side_by_side_leave_no_seam_and_share_no_pixel() {
        let image = picture(|painter| {
            let half = Color32::from_rgba_premultiplied(0, 0, 0, 128);
            let mut mesh = Mesh::default();
            mesh.add_colored_rect(Rect::from_min_max(pos2(4.0, 4.0), pos2(12.5, 20.0)), half);
            mesh.add_colored_rect(Rect::from_min_max(pos2(12.5, 4.0), pos2(30.0, 20.0)), half);
            painter.add(mesh);
        });
        let row: Vec<u8> = (0..40).map(|x| image.get_pixel(x, 10)[0]).collect();
        assert!(row[4..30].iter().all(|&value| value == 127), "{row:?}");
        assert_eq!((row[3], row[30]), (255, 255));
    }

    #[test]
    fn two_triangles_that_share_a_slanted_side_cover_each_pixel_once() {
        let image = picture(|painter| {
            let half = Color32::from_rgba_premultiplied(0, 0, 0, 128);
            for corners in [
                [pos2(3.0, 3.0), pos2(36.0, 5.0), pos2(7.0, 27.0)],
                [pos2(36.0, 5.0), pos2(33.0, 26.0), pos2(7.0, 27.0)],
            ] {
                let mut mesh = Mesh::default();
                corners.iter().for_each(|corner| mesh.colored_vertex(*corner, half));
                mesh.add_triangle(0, 1, 2);
                painter.add(mesh);
            }
        });
        let values: std::collections::BTreeSet<u8> = image.pixels().map(|pixel| pixel[0]).collect();
        assert_eq!(values.into_iter().collect::<Vec<_>>(), [127, 255]);
    }

    #[test]
    fn clipping_and_lines_stay_inside_the_picture() {
        let image = picture(|painter| {
            let clipped = painter.with_clip_rect(Rect::from_min_size(pos2(10.0, 10.0), vec2(5.0, 5.0)));
            clipped.rect_filled(Rect::EVERYTHING, 0.0, Color32::RED);
            painter.line_segment([pos2(-50.0, 25.5), pos2(90.0, 25.5)], Stroke::new(1.0, Color32::BLUE));
        });
        let red = image.pixels().filter(|pixel| pixel.0 == [255, 0, 0, 255]).count();
        assert_eq!(red, 25);
        assert_eq!(image.get_pixel(20, 25).0, [0, 0, 255, 255]);
    }
}
