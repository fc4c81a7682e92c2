//! The scroll bar, with marks where codings lie and where the words searched for stand.

use super::column::Column;
use super::hatch::legible;
use super::pointer::Gesture;
use super::scene::Scene;
use super::view::TranscriptView;
use crate::text::Span;
use eframe::egui::{Color32, Mesh, Painter, Rangef, Rect, pos2};

/// The least height of the thumb (points).
const LEAST: f32 = 28.0;
/// The height of a mark (points).
const ROW: f32 = 2.0;
/// Frames between drawings of the marks while heights are still being measured.
const PATIENCE: u64 = 30;

/// Marks drawn before, and what they were drawn for.
#[derive(Default)]
pub(super) struct Marks {
    drawn_for: Option<DrawnFor>,
    heights: u64,
    waited: u64,
    mesh: Mesh,
}

#[derive(Clone, Copy, PartialEq)]
struct DrawnFor {
    key: u64,
    revision: u64,
    hits: (usize, usize),
    active: Option<u128>,
    bar: Rect,
    colour: Color32,
}

impl Marks {
    pub fn follow(&mut self, scene: &Scene<'_>, column: &Column, active: Option<u128>) {
        let now = DrawnFor {
            key: scene.content.key,
            revision: scene.content.revision,
            hits: (scene.content.hits.as_ptr() as usize, scene.content.hits.len()),
            active,
            bar: scene.bar,
            colour: scene.style.scroll_mark,
        };
        self.waited += 1;
        let moved = self.heights != column.changes && self.waited >= PATIENCE;
        if self.drawn_for == Some(now) && !moved {
            return;
        }
        self.mesh = draw(scene, column, active);
        (self.drawn_for, self.heights, self.waited) = (Some(now), column.changes, 0);
    }
}

fn draw(scene: &Scene<'_>, column: &Column, active: Option<u128>) -> Mesh {
    let bar = scene.bar;
    let total = column.deepest(0.0).max(1.0);
    let rows = (bar.height() / ROW).ceil().max(1.0) as usize;
    let row_of = |byte: usize| ((column.depth_of(byte) / total) * rows as f64) as usize;
    let mut mesh = Mesh::default();
    let mut add = |x: Rangef, from: usize, to: usize, colour: Color32| {
        let top = bar.top() + from as f32 * ROW;
        let bottom = (bar.top() + (to + 1) as f32 * ROW).min(bar.bottom());
        mesh.add_colored_rect(Rect::from_x_y_ranges(x, top..=bottom), colour);
    };
    let left = Rangef::new(bar.left() + 1.0, bar.left() + 6.0);
    let mut begun = vec![0i32; rows + 2];
    let mut change = |at: usize, by: i32| {
        if let Some(count) = begun.get_mut(at.min(rows)) {
            *count += by;
        }
    };
    for coding in scene.content.codings.iter() {
        change(row_of(coding.span.start), 1);
        change(row_of(coding.span.end) + 1, -1);
    }
    let mut depth = 0;
    for (row, count) in begun.iter().enumerate().take(rows) {
        depth += count;
        if depth > 0 {
            let strength = 0.35 + 0.65 * (depth as f32 / 4.0).min(1.0);
            add(left, row, row, scene.style.scroll_mark.gamma_multiply(strength));
        }
    }
    for coding in scene.content.codings.iter().filter(|coding| coding.tinted || Some(coding.id) == active) {
        let wide = if Some(coding.id) == active { Rangef::new(bar.left(), bar.left() + 8.0) } else { left };
        add(wide, row_of(coding.span.start), row_of(coding.span.end), legible(coding.colour, scene.style));
    }
    let right = Rangef::new(bar.right() - 5.0, bar.right() - 1.0);
    let mut last = None;
    for Span { start, .. } in scene.content.hits.iter() {
        let row = row_of(*start);
        if last != Some(row) {
            add(right, row, row, scene.style.hit_line);
            last = Some(row);
        }
    }
    mesh
}

pub(super) fn paint(painter: &Painter, scene: &Scene<'_>, marks: &Marks, thumb: Option<Rangef>) {
    painter.rect_filled(scene.bar, 0.0, scene.style.scroll_track);
    if !marks.mesh.is_empty() {
        painter.add(marks.mesh.clone());
    }
    if let Some(thumb) = thumb {
        let rect =
            Rect::from_min_max(pos2(scene.bar.left() + 2.0, thumb.min), pos2(scene.bar.right() - 2.0, thumb.max));
        painter.rect_filled(rect, 4.0, scene.style.scroll_thumb.gamma_multiply(0.75));
    }
}

impl TranscriptView {
    /// Where the thumb is, unless all is in view.
    pub(super) fn thumb(&self, scene: &Scene<'_>) -> Option<Rangef> {
        let (bar, view) = (scene.bar, scene.area.height());
        let deepest = self.column.deepest(view);
        if deepest <= 0.0 {
            return None;
        }
        let tall = thumb_height(bar.height(), view, deepest);
        let way = (self.column.depth(self.anchor) / deepest).clamp(0.0, 1.0) as f32;
        let top = bar.top() + way * (bar.height() - tall);
        Some(Rangef::new(top, top + tall))
    }

    /// Takes hold of the thumb, or brings it under the pointer first.
    pub(super) fn grasp_thumb(&mut self, scene: &Scene<'_>, y: f32) {
        let Some(thumb) = self.thumb(scene) else { return };
        let held = if thumb.contains(y) { y - thumb.min } else { thumb.span() / 2.0 };
        self.gesture = Gesture::Thumb(held);
        self.drag_thumb(scene, y, held);
    }

    pub(super) fn drag_thumb(&mut self, scene: &Scene<'_>, y: f32, held: f32) {
        let (bar, view) = (scene.bar, scene.area.height());
        let deepest = self.column.deepest(view);
        let room = bar.height() - thumb_height(bar.height(), view, deepest);
        let way = ((y - held - bar.top()) / room.max(1.0)).clamp(0.0, 1.0);
        self.anchor = self.column.at_depth(f64::from(way) * deepest);
    }
}

fn thumb_height(bar: f32, view: f32, deepest: f64) -> f32 {
    let share = f64::from(view) / (deepest + f64::from(view));
    (bar * share as f32).clamp(LEAST.min(bar), bar)
}
