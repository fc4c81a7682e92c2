//! Painting: from the background up to the caret, the letters last and all in one mesh.

use super::atlas::{Ink, Spot};
use super::boundary::Edge;
use super::content::CodingMark;
use super::hatch::{Hatching, legible};
use super::scene::Scene;
use super::typesetter::{Label, Typesetter};
use super::view::TranscriptView;
use super::{scroll_bar, speakers, tints};
use crate::text::Span;
use eframe::egui::{self, Color32, Context, Mesh, Painter, Pos2, Rangef, Rect, Response, Stroke, Ui, pos2};
use parley::Layout;

/// The radius of a handle (points).
const HANDLE: f32 = 5.0;

/// Letters on their way into one mesh.
pub(super) struct Letters<'a> {
    pub ctx: Context,
    pub type_: &'a mut Typesetter,
    pub mesh: Mesh,
    pub scale: f32,
    pub seen: Rangef,
}

impl Letters<'_> {
    /// Draws a label with its top left corner here.
    pub fn label(&mut self, label: &Label, corner: Pos2, ink: Color32) {
        self.layout(&label.layout, corner, ink);
    }

    fn layout(&mut self, layout: &Layout<Ink>, corner: Pos2, ink: Color32) {
        let spot = Spot { corner, scale: self.scale, seen: self.seen, ink };
        self.type_.atlas.draw(&self.ctx, layout, spot, &mut self.mesh);
    }
}

impl TranscriptView {
    pub(super) fn paint(&mut self, ui: &Ui, response: &Response, type_: &mut Typesetter, scene: &Scene<'_>) {
        let painter = ui.painter_at(scene.area);
        let style = scene.style;
        let focused = response.has_focus();
        painter.rect_filled(scene.area, 0.0, style.background);

        let mut hatching = Hatching::new(ui.ctx(), scene.scale);
        let active = self.active.and_then(|id| self.coding(scene.content, id)).map(|coding| self.as_moved(coding));
        let hovered = self.hovered.and_then(|number| scene.coding(number));
        tints::add(scene, self.tinted(scene, active.as_ref(), hovered), &mut hatching);
        hatching.paint(&painter);

        paint_gaps(&painter, scene);
        let selected = if focused { style.selection } else { style.selection_unfocused };
        paint_hits(&painter, scene);
        if let Some(target) = self.drop_target(ui, response, scene) {
            paint_strips(&painter, scene, target, style.drop_target);
            paint_outline(&painter, &scene.strips(target), Stroke::new(1.5, style.caret));
        }
        self.paint_selection(&painter, scene, selected);
        if let Some(coding) = hovered.filter(|coding| Some(coding.id) != self.active) {
            paint_outline(&painter, &scene.strips(coding.span), Stroke::new(1.0, legible(coding.colour, style)));
        }

        let seen = scene.area.y_range();
        let mut letters = Letters { ctx: ui.ctx().clone(), type_, mesh: Mesh::default(), scale: scene.scale, seen };
        paint_words(scene, &mut letters);
        speakers::paint(scene, &mut letters);
        scene.lanes.paint(&painter, scene, self.active, self.hovered, &mut letters);
        let Letters { type_, mut mesh, .. } = letters;
        mesh.texture_id = type_.atlas.texture();
        painter.add(mesh);

        if let Some(coding) = &active {
            self.paint_active(&painter, scene, coding);
        }
        if focused && self.boundary.is_none() {
            paint_caret(&painter, scene, self.selection.focus, self.selection.upstream, style.caret);
        }
        self.marks.follow(scene, &self.column, self.active);
        scroll_bar::paint(&painter, scene, &self.marks, self.thumb(scene));
        if focused && self.by_key {
            painter.rect_stroke(scene.area.shrink(1.0), 2.0, Stroke::new(1.5, style.caret), egui::StrokeKind::Inside);
        }
    }

    /// A coding with the ends it would have if the movement under way were kept.
    fn as_moved(&self, coding: &CodingMark) -> CodingMark {
        let moved = self.boundary.filter(|boundary| boundary.coding == coding.id);
        CodingMark { span: moved.map_or(coding.span, |boundary| boundary.span), ..coding.clone() }
    }

    fn tinted<'a>(
        &self,
        scene: &Scene<'a>,
        active: Option<&'a CodingMark>,
        hovered: Option<&'a CodingMark>,
    ) -> Vec<&'a CodingMark> {
        let marked = |coding: &&CodingMark| coding.tinted && Some(coding.id) != self.active;
        let mut tinted: Vec<&CodingMark> =
            scene.codings.iter().filter_map(|&n| scene.coding(n)).filter(marked).collect();
        tinted.extend(active);
        tinted.extend(hovered.filter(|coding| !coding.tinted && Some(coding.id) != self.active));
        tinted
    }

    fn paint_selection(&self, painter: &Painter, scene: &Scene<'_>, colour: Color32) {
        let span = self.selection.span();
        if span.is_empty() {
            return;
        }
        paint_strips(painter, scene, span, colour);
        // An empty line between selected ones is selected, too.
        for placed in scene.placed.iter().filter(|placed| placed.span.is_empty() && span.contains(placed.span.start)) {
            let top = scene.on_screen(placed, 0.0, 0.0);
            painter.rect_filled(Rect::from_min_size(top, egui::vec2(5.0, placed.set.height)), 0.0, colour);
        }
    }

    fn paint_active(&self, painter: &Painter, scene: &Scene<'_>, coding: &CodingMark) {
        let ink = legible(coding.colour, scene.style);
        paint_outline(painter, &scene.strips(coding.span), Stroke::new(1.75, ink));
        for (edge, place) in handle_places(scene, coding.span) {
            let held = self.boundary.is_some_and(|boundary| boundary.edge == edge);
            let (fill, radius) = if held { (scene.style.caret, HANDLE + 1.5) } else { (ink, HANDLE) };
            painter.circle(place, radius, fill, Stroke::new(1.5, scene.style.background));
        }
    }
}

/// Where the handles of a coding are, as far as they are seen.
pub(super) fn handle_places(scene: &Scene<'_>, span: Span) -> Vec<(Edge, Pos2)> {
    let place = |edge: Edge, offset: usize| {
        let upstream = edge == Edge::End;
        let placed = scene.placed_at(offset, upstream)?;
        let caret = placed.set.caret(offset - placed.span.start, upstream);
        let y = if edge == Edge::Start { caret.top } else { caret.bottom };
        Some((edge, scene.on_screen(placed, caret.x, y))).filter(|(_, place)| scene.area.contains(*place))
    };
    [place(Edge::Start, span.start), place(Edge::End, span.end)].into_iter().flatten().collect()
}

fn paint_words(scene: &Scene<'_>, letters: &mut Letters<'_>) {
    let turns = &scene.content.turns;
    for placed in &scene.placed {
        let turn = movement_turn(turns, placed.span.start);
        let dimmed =
            scene.style.dim_moderator && turn.is_some_and(|turn| turn.moderator && placed.span.start < turn.span.end);
        let ink = if dimmed { scene.style.text_dimmed } else { scene.style.text };
        let corner = scene.on_screen(placed, 0.0, 0.0);
        letters.layout(placed.set.layout(), corner, ink);
    }
}

fn movement_turn(turns: &[super::TurnLine], offset: usize) -> Option<&super::TurnLine> {
    turns.get(turns.partition_point(|turn| turn.span.start <= offset).checked_sub(1)?)
}

/// Dots where text is left out between two blocks.
fn paint_gaps(painter: &Painter, scene: &Scene<'_>) {
    let Some(visible) = &scene.content.visible else { return };
    for pair in scene.placed.windows(2) {
        let [above, below] = pair else { continue };
        let together =
            visible.iter().any(|stretch| stretch.start <= above.span.start && below.span.start <= stretch.end);
        if !together {
            let y = scene.area.top() + (above.bottom() + below.top) / 2.0;
            let stroke = Stroke::new(1.0, scene.style.faint_text);
            painter.extend(egui::Shape::dashed_line(
                &[pos2(scene.text.left(), y), pos2(scene.text.right(), y)],
                stroke,
                1.5,
                5.0,
            ));
        }
    }
}

fn paint_hits(painter: &Painter, scene: &Scene<'_>) {
    let hits = &scene.content.hits;
    let from = hits.partition_point(|hit| hit.end <= scene.seen.start);
    for hit in hits.iter().skip(from).take_while(|hit| hit.start < scene.seen.end) {
        for strip in scene.strips(*hit) {
            painter.rect_filled(strip.shrink2(egui::vec2(-1.0, 2.0)), 2.0, scene.style.hit);
            let y = strip.bottom() - 2.5;
            painter.hline(strip.x_range(), y, Stroke::new(1.5, scene.style.hit_line));
        }
    }
}

fn paint_strips(painter: &Painter, scene: &Scene<'_>, span: Span, colour: Color32) {
    let mut mesh = Mesh::default();
    for strip in scene.strips(span) {
        mesh.add_colored_rect(strip, colour);
    }
    painter.add(mesh);
}

fn paint_caret(painter: &Painter, scene: &Scene<'_>, offset: usize, upstream: bool, colour: Color32) {
    let Some(placed) = scene.placed_at(offset, upstream) else { return };
    let caret = placed.set.caret(offset - placed.span.start, upstream);
    let top = scene.on_screen(placed, caret.x, caret.top);
    let bottom = scene.on_screen(placed, caret.x, caret.bottom);
    let x = (top.x * scene.scale).round() / scene.scale;
    painter.rect_filled(Rect::from_min_max(pos2(x - 1.0, top.y + 1.0), pos2(x + 1.0, bottom.y - 1.0)), 0.0, colour);
}

/// A line round stretches of lines, leaving out where one lies on the next.
fn paint_outline(painter: &Painter, strips: &[Rect], stroke: Stroke) {
    const TOUCH: f32 = 1.5;
    for strip in strips {
        painter.vline(strip.left(), strip.y_range(), stroke);
        painter.vline(strip.right(), strip.y_range(), stroke);
        let above = strips.iter().filter(|other| (other.bottom() - strip.top()).abs() < TOUCH);
        for piece in uncovered(strip.x_range(), above.map(|other| other.x_range())) {
            painter.hline(piece, strip.top(), stroke);
        }
        let below = strips.iter().filter(|other| (other.top() - strip.bottom()).abs() < TOUCH);
        for piece in uncovered(strip.x_range(), below.map(|other| other.x_range())) {
            painter.hline(piece, strip.bottom(), stroke);
        }
    }
}

/// What of a stretch none of the others covers.
fn uncovered(whole: Rangef, others: impl Iterator<Item = Rangef>) -> Vec<Rangef> {
    let mut left = vec![whole];
    for other in others {
        left = left
            .into_iter()
            .flat_map(|piece| {
                [Rangef::new(piece.min, piece.max.min(other.min)), Rangef::new(piece.min.max(other.max), piece.max)]
            })
            .filter(|piece| piece.max > piece.min)
            .collect();
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_leaves_out_what_the_next_line_covers() {
        let whole = Rangef::new(0.0, 10.0);
        let pieces = |others: &[(f32, f32)]| -> Vec<(f32, f32)> {
            let others = others.iter().map(|&(a, b)| Rangef::new(a, b));
            uncovered(whole, others).into_iter().map(|piece| (piece.min, piece.max)).collect()
        };
        assert_eq!(pieces(&[]), [(0.0, 10.0)]);
        assert_eq!(pieces(&[(3.0, 5.0)]), [(0.0, 3.0), (5.0, 10.0)]);
        assert_eq!(pieces(&[(-5.0, 4.0), (6.0, 20.0)]), [(4.0, 6.0)]);
        assert!(pieces(&[(0.0, 10.0)]).is_empty());
    }
}
