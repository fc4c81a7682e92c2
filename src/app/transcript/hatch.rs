//! Rectangles in one colour and one of three fillings, so that coders are told apart without hue: solid, slanted
//! lines, dots. All rectangles of one filling are one mesh.

use super::content::Pattern;
use super::style::TranscriptStyle;
use eframe::egui::{
    Color32, ColorImage, Context, Id, Mesh, Painter, Rect, TextureHandle, TextureOptions, TextureWrapMode, Vec2,
};

/// The side of a tile (physical pixels).
const TILE: usize = 8;

/// Tiles of the fillings, one set for a window.
#[derive(Clone)]
struct Tiles {
    hatched: TextureHandle,
    dotted: TextureHandle,
}

impl Tiles {
    fn of(ctx: &Context) -> Self {
        let id = Id::unique("transcript fillings");
        if let Some(tiles) = ctx.data(|data| data.get_temp::<Self>(id)) {
            return tiles;
        }
        let options = TextureOptions { wrap_mode: TextureWrapMode::Repeat, ..TextureOptions::NEAREST };
        let load = |name: &str, inked: fn(usize, usize) -> bool| {
            let pixel = |at: usize| if inked(at % TILE, at / TILE) { Color32::WHITE } else { Color32::TRANSPARENT };
            ctx.load_texture(name, ColorImage::new([TILE, TILE], (0..TILE * TILE).map(pixel).collect()), options)
        };
        let tiles = Self {
            hatched: load("hatched", |x, y| (x + y) % 4 < 2),
            dotted: load("dotted", |x, y| x % 4 < 2 && y % 4 < 2),
        };
        ctx.data_mut(|data| data.insert_temp(id, tiles.clone()));
        tiles
    }
}

/// Rectangles to fill.
pub(super) struct Hatching {
    tiles: Tiles,
    plain: Mesh,
    hatched: Mesh,
    dotted: Mesh,
    scale: f32,
}

impl Hatching {
    pub fn new(ctx: &Context, scale: f32) -> Self {
        let tiles = Tiles::of(ctx);
        let hatched = Mesh::with_texture(tiles.hatched.id());
        let dotted = Mesh::with_texture(tiles.dotted.id());
        Self { tiles, plain: Mesh::default(), hatched, dotted, scale }
    }

    /// Adds a rectangle. Where it is not solid, `ground` is the colour between the lines or dots.
    pub fn add(&mut self, rect: Rect, pattern: Pattern, colour: Color32, ground: Color32) {
        let rect = self.on_pixels(rect);
        let uv = Rect::from_min_max(self.tile_place(rect.min.to_vec2()), self.tile_place(rect.max.to_vec2()));
        let filling = match pattern {
            Pattern::Solid => return self.plain.add_colored_rect(rect, colour),
            Pattern::Hatched => &mut self.hatched,
            Pattern::Dotted => &mut self.dotted,
        };
        self.plain.add_colored_rect(rect, ground);
        filling.add_rect_with_uv(rect, uv, colour);
    }

    pub fn paint(self, painter: &Painter) {
        for mesh in [self.plain, self.hatched, self.dotted] {
            if !mesh.is_empty() {
                painter.add(mesh);
            }
        }
        // The tiles live as long as the context that owns them.
        drop(self.tiles);
    }

    fn on_pixels(&self, rect: Rect) -> Rect {
        let snap = |v: f32| (v * self.scale).round() / self.scale;
        let (left, top) = (snap(rect.left()), snap(rect.top()));
        let least = 1.0 / self.scale;
        Rect::from_x_y_ranges(left..=snap(rect.right()).max(left + least), top..=snap(rect.bottom()).max(top + least))
    }

    fn tile_place(&self, at: Vec2) -> eframe::egui::Pos2 {
        (at * self.scale / TILE as f32).to_pos2()
    }
}

/// A colour laid thinly over another: `strength` from 0 (none of it) to 1 (only it).
pub(super) fn blend(over: Color32, under: Color32, strength: f32) -> Color32 {
    under.lerp_to_gamma(over, strength.clamp(0.0, 1.0))
}

/// A code's colour, drawn towards the text's until it stands out from the background as WCAG 2.1 (1.4.11) asks of what
/// is not text: 3 to 1. People choose colours by day and work by night.
pub(super) fn legible(colour: Color32, style: &TranscriptStyle) -> Color32 {
    let mut ink = colour;
    for step in 1..=10 {
        if contrast(ink, style.background) >= 3.0 {
            break;
        }
        ink = blend(style.text, colour, step as f32 / 10.0);
    }
    ink
}

/// The contrast of two colours, 1 to 21 (WCAG 2.1, "contrast ratio" and "relative luminance").
fn contrast(one: Color32, other: Color32) -> f32 {
    let luminance = |colour: Color32| {
        let [red, green, blue] = [colour.r(), colour.g(), colour.b()].map(|channel| {
            let value = f32::from(channel) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::Visuals;

    #[test]
    fn every_colour_of_code_stands_out_by_day_and_by_night() {
        for visuals in [Visuals::light(), Visuals::dark()] {
            let style = TranscriptStyle::from_visuals(&visuals);
            for colour in [Color32::BLACK, Color32::WHITE, Color32::YELLOW, Color32::from_rgb(0, 0, 90), Color32::GRAY]
            {
                assert!(contrast(legible(colour, &style), style.background) >= 3.0, "{colour:?}");
            }
        }
    }

    #[test]
    fn words_can_be_read_on_every_ground_they_stand_on() {
        for visuals in [Visuals::light(), Visuals::dark()] {
            let style = TranscriptStyle::from_visuals(&visuals);
            for ground in [style.background, style.selection, style.selection_unfocused, style.hit, style.drop_target] {
                assert!(contrast(style.text, ground) >= 4.5, "{ground:?}");
            }
            for ink in [style.text_dimmed, style.margin_text, style.faint_text] {
                assert!(contrast(ink, style.background) >= 4.5, "{ink:?}");
            }
        }
    }

    #[test]
    fn black_on_white_is_twenty_one_to_one() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
    }
}
