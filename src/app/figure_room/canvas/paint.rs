//! A scene painted with egui's shapes.

use std::sync::Arc;

use eframe::egui::{
    Color32, FontFamily, FontId, Galley, Mesh, Shape, Stroke, StrokeKind, Ui, Vec2,
    epaint::{PathShape, PathStroke},
};

use super::Placing;
use crate::figure::{Anchor, Colour, Item, Point, Rect, Scene, Text, Weight};

/// The families of the figure's own faces, registered beside those of the interface.
fn family(weight: Weight) -> FontFamily {
    match weight {
        Weight::Regular => FontFamily::Name("figure".into()),
        Weight::Bold => FontFamily::Name("figure-bold".into()),
    }
}

/// The colour as a screen shows it, or as a printer without colour does (ITU-R BT.709 weights).
fn colour(colour: Colour, grey: bool) -> Color32 {
    let [red, green, blue] = colour.0;
    if !grey {
        return Color32::from_rgb(red, green, blue);
    }
    let light = 0.2126 * f32::from(red) + 0.7152 * f32::from(green) + 0.0722 * f32::from(blue);
    Color32::from_gray(light.round() as u8)
}

/// Paints everything in a scene.
pub fn paint(ui: &Ui, scene: &Scene, place: &Placing, grey: bool) {
    let painter = ui.painter();
    for item in scene.items() {
        match item {
            Item::Rect { rect, corner, fill, stroke } => {
                let corner = *corner as f32 * place.scale;
                if let Some(fill) = fill {
                    painter.rect_filled(place.rect(*rect), corner, colour(*fill, grey));
                }
                if let Some(stroke) = stroke {
                    let line = Stroke::new(stroke.width as f32 * place.scale, colour(stroke.colour, grey));
                    border(ui, *rect, corner, line, stroke.dash, place);
                }
            }
            Item::Polyline { points, stroke } => {
                let points = points.iter().map(|&point| place.point(point)).collect();
                painter.line(points, Stroke::new(stroke.width as f32 * place.scale, colour(stroke.colour, grey)));
            }
            Item::Hatch { bands, colour: ink } if touching(bands) => {
                painter.add(Shape::mesh(filled(bands, colour(*ink, grey), place)));
            }
            Item::Hatch { bands, colour: ink } => {
                for band in bands {
                    let points = band.iter().map(|&point| place.point(point)).collect();
                    let fill = colour(*ink, grey);
                    painter.add(PathShape { points, closed: true, fill, stroke: PathStroke::NONE });
                }
            }
            Item::Text(text) => letters(ui, text, place),
        }
    }
}

/// Whether these are slices of a band that flows, each of which begins where the one before ends.
fn touching(bands: &[Vec<Point>]) -> bool {
    let next_to = |(one, other): (&Vec<Point>, &Vec<Point>)| match (one.get(1), other.first()) {
        (Some(end), Some(start)) => (end.x - start.x).hypot(end.y - start.y) < 1.0,
        _ => false,
    };
    bands.len() > 1 && bands.iter().zip(bands.iter().skip(1)).all(next_to)
}

/// Slices as triangles: shapes of their own would each be softened at their edges, and seams would show.
fn filled(bands: &[Vec<Point>], ink: Color32, place: &Placing) -> Mesh {
    let mut mesh = Mesh::default();
    for band in bands {
        let first = u32::try_from(mesh.vertices.len()).unwrap_or(u32::MAX);
        band.iter().for_each(|&point| mesh.colored_vertex(place.point(point), ink));
        for corner in 2..u32::try_from(band.len()).unwrap_or(0) {
            mesh.add_triangle(first, first + corner - 1, first + corner);
        }
    }
    mesh
}

fn border(ui: &Ui, rect: Rect, corner: f32, line: Stroke, dash: Option<f64>, place: &Placing) {
    let rect = place.rect(rect);
    match dash {
        Some(dash) => {
            let dash = dash as f32 * place.scale;
            let path = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
            ui.painter().extend(Shape::dashed_line(&path, line, dash, dash));
        }
        None => {
            ui.painter().rect_stroke(rect, corner, line, StrokeKind::Middle);
        }
    }
}

fn letters(ui: &Ui, text: &Text, place: &Placing) {
    let font = FontId::new(text.size as f32 * place.scale, family(text.weight));
    let galley = ui.painter().layout_no_wrap(text.string.clone(), font, Color32::BLACK);
    let x = text.x as f32 * place.scale;
    let left = match text.anchor {
        Anchor::Start => x,
        Anchor::Middle => x - galley.size().x / 2.0,
        Anchor::End => x - galley.size().x,
    };
    let corner = place.origin + Vec2::new(left, text.baseline as f32 * place.scale - ascent(&galley));
    ui.painter().galley(corner, galley, Color32::BLACK);
}

/// How far below its top a line's baseline lies, in points of the screen.
fn ascent(galley: &Arc<Galley>) -> f32 {
    let glyph = galley.rows.first().and_then(|row| row.glyphs.first());
    glyph.map_or(0.0, |glyph| glyph.pos.y)
}
