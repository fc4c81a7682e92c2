//! Draws what egui would send to a graphics card, with the processor alone: snapshots are the same bytes on every
//! machine and need no driver. And the one place where the harness of all window tests is set up.

mod canvas;

use canvas::{Canvas, Texture};
use eframe::egui::epaint::{ImageData, Primitive};
use eframe::egui::{self, Context, TextureId, Theme, Ui};
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

/// The textures of a window, and how to draw with them.
#[derive(Default)]
pub struct Rasteriser {
    textures: HashMap<TextureId, Texture>,
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

mod tests {
    use super::*;
    use eframe::egui::epaint::Mesh;
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
