//! What the mouse does: selecting by grapheme, word, sentence and turn, moving a coding's ends, carrying words away,
//! and taking a code that is dropped.

use super::boundary::{Boundary, Edge};
use super::content::{DraggedCode, DraggedWords};
use super::event::TranscriptEvent;
use super::movement;
use super::paint::handle_places;
use super::scene::Scene;
use super::selection::{self, Selection, Unit};
use super::typesetter::Typesetter;
use super::view::TranscriptView;
use crate::text::{Span, boundaries};
use eframe::egui::{CursorIcon, DragAndDrop, Event, Modifiers, PointerButton, Pos2, Response, Ui};

/// Presses within this time (seconds) and distance (points) of the last count as one more of the same click.
const AGAIN: (f64, f32) = (0.4, 6.0);
/// Movement (points) after which a press on the selection carries it away.
const CARRY: f32 = 6.0;
/// How near (points) the pointer must be to a handle.
const GRASP: f32 = 9.0;
/// Points a second for every point the pointer is outside while it selects.
const AUTOSCROLL: f32 = 12.0;

/// What a pressed button is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Gesture {
    #[default]
    None,
    /// Selecting, by this unit from this one on.
    Select(Unit, Span),
    /// Pressed on the selection: a click there, or the start of carrying it away.
    Hold(Pos2),
    /// Carrying the selected words.
    Carry,
    /// Moving a coding's end.
    Boundary,
    /// Scrolling by the bar, held this far (points) below the thumb's top.
    Thumb(f32),
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Clicks {
    count: usize,
    time: f64,
    place: Pos2,
}

impl Clicks {
    fn press(&mut self, time: f64, place: Pos2) -> usize {
        let again = time - self.time <= AGAIN.0 && place.distance(self.place) <= AGAIN.1 && self.count > 0;
        *self = Self { count: if again { self.count + 1 } else { 1 }, time, place };
        self.count
    }
}

impl TranscriptView {
    pub(super) fn read_pointer(&mut self, ui: &Ui, response: &Response, type_: &mut Typesetter, scene: &Scene<'_>) {
        let (events, time) = ui.input(|input| (input.events.clone(), input.time));
        for event in &events {
            match event {
                Event::PointerButton { pos, button, pressed: true, modifiers } => {
                    if !response.contains_pointer() || !scene.area.contains(*pos) {
                        continue;
                    }
                    response.request_focus();
                    self.by_key = false;
                    match button {
                        PointerButton::Primary => self.press(scene, *pos, *modifiers, time),
                        PointerButton::Secondary => self.press_secondary(scene, *pos),
                        _ => {}
                    }
                }
                Event::PointerButton { pos, button: PointerButton::Primary, pressed: false, .. } => {
                    self.drag(ui, scene, *pos);
                    self.release(scene, *pos);
                }
                Event::PointerMoved(pos) => self.drag(ui, scene, *pos),
                _ => {}
            }
        }
        let pointer = ui.input(|input| input.pointer.latest_pos());
        if let Some(pos) = pointer
            && self.gesture != Gesture::None
        {
            self.drag(ui, scene, pos);
        }
        if self.gesture != Gesture::None && ui.input(|input| !input.pointer.primary_down()) {
            self.gesture = Gesture::None;
            self.end_grasp(true);
        }
        self.hover(ui, response, type_, scene, pointer.filter(|_| response.contains_pointer()));
        self.take_dropped_code(ui, response, scene);
    }

    fn press(&mut self, scene: &Scene<'_>, pos: Pos2, modifiers: Modifiers, time: f64) {
        let count = self.clicks.press(time, pos);
        if scene.bar.contains(pos) {
            self.grasp_thumb(scene, pos.y);
            return;
        }
        if let Some(edge) = self.handle_at(scene, pos) {
            self.boundary = self.active.and_then(|id| self.coding(scene.content, id)).map(|c| Boundary::of(c, edge));
            self.gesture = Gesture::Boundary;
            return;
        }
        self.end_grasp(true);
        if let Some(coding) = scene.lanes.coding_at(scene, pos, self.active).and_then(|n| scene.coding(n)) {
            self.active = Some(coding.id);
            self.events.push(TranscriptEvent::CodingClicked(coding.id));
            return;
        }
        let Some((offset, upstream)) = hit(scene, pos) else { return };
        let in_margin = pos.x < scene.speakers.max;
        if modifiers.shift {
            self.selection = self.selection.moved(offset, upstream, true);
            self.gesture =
                Gesture::Select(Unit::Grapheme, Span { start: self.selection.anchor, end: self.selection.anchor });
            return;
        }
        let on_selection = !in_margin && scene.strips(self.selection.span()).iter().any(|strip| strip.contains(pos));
        if count == 1 && on_selection {
            self.gesture = Gesture::Hold(pos);
            return;
        }
        let unit = if in_margin { Unit::Turn } else { Unit::of_clicks(count) };
        let origin = around(scene, unit, offset);
        self.selection =
            if unit == Unit::Grapheme { Selection::caret(offset, upstream) } else { Selection::of(origin) };
        self.gesture = Gesture::Select(unit, origin);
        if self.active.and_then(|id| self.coding(scene.content, id)).is_some_and(|coding| !coding.span.contains(offset))
        {
            self.active = None;
        }
    }

    fn press_secondary(&mut self, scene: &Scene<'_>, pos: Pos2) {
        let on_selection = scene.strips(self.selection.span()).iter().any(|strip| strip.contains(pos));
        if let Some(coding) = scene.lanes.coding_at(scene, pos, self.active).and_then(|n| scene.coding(n)) {
            self.active = Some(coding.id);
        } else if let Some((offset, upstream)) = hit(scene, pos).filter(|_| !on_selection) {
            self.selection = Selection::caret(offset, upstream);
        }
        self.events.push(TranscriptEvent::ContextMenu(pos));
    }

    fn drag(&mut self, ui: &Ui, scene: &Scene<'_>, pos: Pos2) {
        match self.gesture {
            Gesture::Select(unit, origin) => {
                let Some((offset, upstream)) = hit(scene, pos) else { return };
                self.selection = match unit {
                    Unit::Grapheme => self.selection.moved(offset, upstream, true),
                    _ => selection::drawn_out(origin, around(scene, unit, offset)),
                };
            }
            Gesture::Hold(from) if from.distance(pos) > CARRY => {
                let span = self.selection.span();
                DragAndDrop::set_payload(ui.ctx(), DraggedWords { key: scene.content.key, span });
                self.events.push(TranscriptEvent::SelectionDragOut(span));
                self.gesture = Gesture::Carry;
            }
            Gesture::Boundary => {
                if let Some((offset, _)) = hit(scene, pos) {
                    self.boundary = self.boundary.map(|boundary| boundary.at(&scene.content.text, offset));
                }
            }
            Gesture::Thumb(held) => self.drag_thumb(scene, pos.y, held),
            Gesture::None | Gesture::Hold(_) | Gesture::Carry => {}
        }
    }

    fn release(&mut self, scene: &Scene<'_>, pos: Pos2) {
        match std::mem::take(&mut self.gesture) {
            Gesture::Hold(_) => {
                if let Some((offset, upstream)) = hit(scene, pos) {
                    self.selection = Selection::caret(offset, upstream);
                }
            }
            Gesture::Boundary => self.end_grasp(true),
            _ => {}
        }
    }

    fn handle_at(&self, scene: &Scene<'_>, pos: Pos2) -> Option<Edge> {
        let coding = self.active.and_then(|id| self.coding(scene.content, id))?;
        let places = handle_places(scene, coding.span);
        let near = |edge: Edge| {
            let place = places.iter().find(|(other, _)| *other == edge)?.1;
            Some((edge, place.distance(pos))).filter(|(_, distance)| *distance <= GRASP)
        };
        [near(Edge::Start), near(Edge::End)]
            .into_iter()
            .flatten()
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(edge, _)| edge)
    }

    /// Scrolls while the pointer selects outside the view: faster the farther out.
    pub(super) fn scroll_while_dragging(&mut self, ui: &Ui, scene: &Scene<'_>) {
        if !matches!(self.gesture, Gesture::Select(..) | Gesture::Boundary) {
            return;
        }
        let (pointer, time) = ui.input(|input| (input.pointer.latest_pos(), input.stable_dt.min(0.1)));
        let Some(pos) = pointer else { return };
        let outside = (pos.y - scene.area.bottom()).max(0.0) - (scene.area.top() - pos.y).max(0.0);
        if outside != 0.0 {
            self.scroll(outside * AUTOSCROLL * time, scene);
            ui.ctx().request_repaint();
        }
    }

    fn hover(&mut self, ui: &Ui, response: &Response, type_: &mut Typesetter, scene: &Scene<'_>, pos: Option<Pos2>) {
        let resting = matches!(self.gesture, Gesture::None);
        self.hovered = pos.filter(|_| resting).and_then(|pos| scene.lanes.coding_at(scene, pos, self.active));
        let Some(pos) = pos.or(ui.input(|input| input.pointer.latest_pos()).filter(|_| !resting)) else { return };
        let icon = match self.gesture {
            Gesture::Boundary => CursorIcon::ResizeHorizontal,
            Gesture::Carry => CursorIcon::Grabbing,
            Gesture::Thumb(_) => CursorIcon::Default,
            _ if self.handle_at(scene, pos).is_some() => CursorIcon::ResizeHorizontal,
            _ if scene.bar.contains(pos) => CursorIcon::Default,
            _ if self.hovered.is_some() => CursorIcon::PointingHand,
            _ if scene.text.x_range().contains(pos.x) => CursorIcon::Text,
            _ => CursorIcon::Default,
        };
        ui.ctx().set_cursor_icon(icon);
        if resting {
            self.show_tooltip(response, type_, scene, pos);
        }
    }

    /// Where a dragged code would be attached if it were dropped now.
    pub(super) fn drop_target(&self, ui: &Ui, response: &Response, scene: &Scene<'_>) -> Option<Span> {
        response.dnd_hover_payload::<DraggedCode>()?;
        self.target_under(ui, scene)
    }

    fn target_under(&self, ui: &Ui, scene: &Scene<'_>) -> Option<Span> {
        let (pos, alt) = ui.input(|input| (input.pointer.latest_pos(), input.modifiers.alt));
        let pos = pos.filter(|pos| scene.area.contains(*pos))?;
        let selected = self.selection.span();
        if scene.strips(selected).iter().any(|strip| strip.contains(pos)) {
            return Some(selected);
        }
        let (offset, _) = hit(scene, pos)?;
        let unit = if alt { Unit::Word } else { Unit::Sentence };
        Some(around(scene, unit, offset)).filter(|span| !span.is_empty())
    }

    fn take_dropped_code(&mut self, ui: &Ui, response: &Response, scene: &Scene<'_>) {
        let Some(code) = response.dnd_release_payload::<DraggedCode>() else { return };
        if let Some(span) = self.target_under(ui, scene) {
            self.events.push(TranscriptEvent::DroppedCode { code: code.0, span });
        }
    }
}

/// The place in the text nearest a point on the screen, and whether the end of its line is meant.
fn hit(scene: &Scene<'_>, pos: Pos2) -> Option<(usize, bool)> {
    let y = pos.y - scene.area.top();
    let after = scene.placed.partition_point(|placed| placed.bottom() <= y);
    let placed = scene.placed.get(after).or(scene.placed.last())?;
    let (offset, upstream) = placed.set.hit(pos.x - scene.text.left(), y - placed.top);
    Some((boundaries::grapheme_floor(&scene.content.text, placed.span.start + offset), upstream))
}

fn around(scene: &Scene<'_>, unit: Unit, offset: usize) -> Span {
    let content = scene.content;
    let turn = movement::turn_at(content, offset).and_then(|turn| content.turns.get(turn)).map(|turn| turn.span);
    let turn = turn.filter(|turn| offset <= turn.end);
    let turn = turn.unwrap_or_else(|| crate::text::paragraphs::paragraph_at(&content.text, offset));
    unit.around(&content.text, offset, turn)
}
