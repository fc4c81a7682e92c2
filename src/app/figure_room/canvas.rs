//! The scene on screen: the same rectangles, lines and letters that go into the file.

use std::sync::Arc;

use eframe::egui::{
    Align2, Color32, FontFamily, FontId, Pos2, Rect, Role, ScrollArea, Sense, Shape, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, epaint::PathShape, epaint::PathStroke,
};

use super::FigureRoom;
use crate::{
    app::look::tokens,
    figure::{Anchor, Colour, Item, Point, Scene, Target, Weight, describe},
    study::Study,
};

/// The families of the figure's own faces, registered beside those of the interface.
pub fn figure_family(weight: Weight) -> FontFamily {
    match weight {
        Weight::Regular => FontFamily::Name("figure".into()),
        Weight::Bold => FontFamily::Name("figure-bold".into()),
    }
}

pub fn show(room: &mut FigureRoom, ui: &mut Ui, study: &Study, revision: u64) -> Option<Target> {
    let lit = room.lit;
    let (_, _, model, layout) = room.layout(study, revision)?;
    let scene = &layout.scene;
    let margin = 14.0;
    let room_for = ui.available_size() - Vec2::splat(2.0 * margin + 4.0);
    let fit = (room_for.x / scene.width_pt as f32).min((room_for.y / scene.height_pt as f32).max(0.9));
    let scale = fit.clamp(0.6, 2.2);
    let size = Vec2::new(scene.width_pt as f32, scene.height_pt as f32) * scale;
    let mut clicked = None;
    let mut now_lit = None;
    ScrollArea::both().auto_shrink([false, false]).show(ui, |ui| {
        let whole = (size + Vec2::splat(2.0 * margin)).max(ui.available_size());
        let (area, _) = ui.allocate_exact_size(whole, Sense::hover());
        let sheet = Align2::CENTER_TOP.align_size_within_rect(size + Vec2::splat(2.0 * margin), area);
        ui.painter().add(ui.visuals().popup_shadow.as_shape(sheet, 2));
        ui.painter().rect_filled(sheet, 2.0, Color32::WHITE);
        let place = Placing { origin: sheet.min + Vec2::splat(margin), scale };
        paint(ui, scene, &place);
        let highlight = tokens(ui.ctx()).accent;
        if let Some(number) = lit {
            for frame in scene.carrying(number).filter_map(|group| group.frame) {
                let stroke = Stroke::new(2.5, highlight);
                ui.painter().rect_stroke(place.rect(frame), 2.0, stroke, StrokeKind::Outside);
            }
        }
        for (at, area) in scene.hit_areas.iter().enumerate() {
            let rect = place.rect(area.rect);
            let response = ui.interact(rect, ui.scope_id().with(("figure", at)), Sense::click());
            let name = match &area.target {
                Target::Subtheme(id) => model.subthemes().find(|one| one.id == *id).map(describe).unwrap_or_default(),
                Target::Theme(id) => {
                    model.themes().find(|one| one.id == *id).map(|one| one.name.clone()).unwrap_or_default()
                }
                Target::Number { number, .. } => format!("Intervention {number}"),
                Target::Component(id) => {
                    model.components.iter().find(|one| one.id == *id).map(|one| one.name.clone()).unwrap_or_default()
                }
                _ => continue,
            };
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            if response.hovered() {
                ui.painter().rect_stroke(rect, 2.0, Stroke::new(1.5, highlight), StrokeKind::Outside);
                if let Target::Number { number, .. } = area.target {
                    now_lit = Some(number);
                }
            }
            if response.clicked() {
                clicked = Some(area.target.clone());
            }
            response.on_hover_text(name);
        }
    });
    if now_lit.is_some() || ui.ui_contains_pointer() {
        room.lit = now_lit;
    }
    clicked
}

struct Placing {
    origin: Pos2,
    scale: f32,
}

impl Placing {
    fn point(&self, point: Point) -> Pos2 {
        self.origin + Vec2::new(point.x as f32, point.y as f32) * self.scale
    }

    fn rect(&self, rect: crate::figure::Rect) -> Rect {
        let corner = self.point(Point { x: rect.x, y: rect.y });
        Rect::from_min_size(corner, Vec2::new(rect.width as f32, rect.height as f32) * self.scale)
    }
}

fn colour(colour: Colour) -> Color32 {
    let [red, green, blue] = colour.0;
    Color32::from_rgb(red, green, blue)
}

fn paint(ui: &Ui, scene: &Scene, place: &Placing) {
    let painter = ui.painter();
    for item in scene.items() {
        match item {
            Item::Rect { rect, corner, fill, stroke } => {
                let rect = place.rect(*rect);
                let corner = *corner as f32 * place.scale;
                if let Some(fill) = fill {
                    painter.rect_filled(rect, corner, colour(*fill));
                }
                if let Some(stroke) = stroke {
                    let line = Stroke::new(stroke.width as f32 * place.scale, colour(stroke.colour));
                    match stroke.dash {
                        Some(dash) => {
                            let dash = dash as f32 * place.scale;
                            let path = [
                                rect.left_top(),
                                rect.right_top(),
                                rect.right_bottom(),
                                rect.left_bottom(),
                                rect.left_top(),
                            ];
                            painter.extend(Shape::dashed_line(&path, line, dash, dash));
                        }
                        None => {
                            painter.rect_stroke(rect, corner, line, StrokeKind::Middle);
                        }
                    }
                }
            }
            Item::Polyline { points, stroke } => {
                let points = points.iter().map(|&point| place.point(point)).collect();
                painter.line(points, Stroke::new(stroke.width as f32 * place.scale, colour(stroke.colour)));
            }
            Item::Hatch { bands, colour: ink } => {
                for band in bands {
                    let points = band.iter().map(|&point| place.point(point)).collect();
                    painter.add(PathShape { points, closed: true, fill: colour(*ink), stroke: PathStroke::NONE });
                }
            }
            Item::Text(text) => {
                let font = FontId::new(text.size as f32 * place.scale, figure_family(text.weight));
                let galley = painter.layout_no_wrap(text.string.clone(), font, Color32::BLACK);
                let wanted = text.width as f32 * place.scale;
                let left = match text.anchor {
                    Anchor::Start => text.x as f32 * place.scale,
                    Anchor::Middle => {
                        text.x as f32 * place.scale - galley.size().x.min(wanted.max(galley.size().x)) / 2.0
                    }
                    Anchor::End => text.x as f32 * place.scale - galley.size().x,
                };
                let ascent = ascent(&galley);
                let corner = place.origin + Vec2::new(left, text.baseline as f32 * place.scale - ascent);
                painter.galley(corner, galley, Color32::BLACK);
            }
        }
    }
}

/// How far below its top a line's baseline lies, in points of the screen.
fn ascent(galley: &Arc<eframe::egui::Galley>) -> f32 {
    let glyph = galley.rows.first().and_then(|row| row.glyphs.first());
    glyph.map_or(0.0, |glyph| glyph.pos.y)
}
