//! The transcript on the screen: its state, and one frame of it from input to paint.

use super::asked::Asked;
use super::boundary::{Boundary, Edge};
use super::column::{Anchor, Column};
use super::content::{CodingMark, TranscriptContent};
use super::event::{TranscriptEvent, TranscriptResponse};
use super::lanes::Lanes;
use super::movement::Step;
use super::pointer::{Clicks, Gesture};
use super::scene::Scene;
use super::scroll_bar::Marks;
use super::selection::Selection;
use super::spoken::Published;
use super::style::TranscriptStyle;
use super::typesetter::Typesetter;
use crate::text::{Span, boundaries};
use eframe::egui::{Response, Sense, Ui};
use std::time::Duration;

/// Time in a frame for measuring what is out of sight, while a person is doing something.
const BUSY: Duration = Duration::from_millis(4);
/// The same while nobody is: every slice costs a frame to be painted, so fewer and longer ones.
const QUIET: Duration = Duration::from_millis(12);
/// After this long (seconds) without input nobody is doing anything.
const REST: f64 = 0.5;

/// Where in the view something is scrolled to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// As little as is needed to see it.
    #[default]
    Nearest,
    /// Not at all where it is seen, else a third below the top.
    IfHidden,
    /// A third below the top.
    Third,
    /// At the top.
    Top,
}

/// A transcript as one person sees it: where it is scrolled to, what is selected, which coding is active. Keep one
/// for each transcript, and its state comes back with it.
pub struct TranscriptView {
    /// The size of the words (points).
    pub font_size: f32,
    pub(super) column: Column,
    pub(super) anchor: Anchor,
    pub(super) selection: Selection,
    pub(super) active: Option<u128>,
    pub(super) boundary: Option<Boundary>,
    pub(super) gesture: Gesture,
    pub(super) clicks: Clicks,
    pub(super) marks: Marks,
    pub(super) events: Vec<TranscriptEvent>,
    /// The coding under the pointer, by its place in the content.
    pub(super) hovered: Option<usize>,
    pub(super) asked: Vec<Asked>,
    pub(super) reveal: Option<(usize, bool, Align)>,
    wants_focus: bool,
    selected_on_screen: Option<eframe::egui::Rect>,
    /// Whether the keyboard came by key, so that a line shows where it is.
    pub(super) by_key: bool,
    pub(super) published: Published,
    first_byte: usize,
    busy_at: f64,
}

impl Default for TranscriptView {
    fn default() -> Self {
        Self {
            font_size: 16.0,
            column: Column::default(),
            anchor: Anchor::default(),
            selection: Selection::default(),
            active: None,
            boundary: None,
            gesture: Gesture::None,
            clicks: Clicks::default(),
            marks: Marks::default(),
            events: Vec::new(),
            hovered: None,
            asked: Vec::new(),
            reveal: None,
            wants_focus: false,
            selected_on_screen: None,
            by_key: false,
            published: Published::default(),
            first_byte: 0,
            busy_at: 0.0,
        }
    }
}

impl TranscriptView {
    /// What is selected.
    pub fn selection(&self) -> Selection {
        self.selection
    }

    /// Selects words (the caret at their end) without scrolling; on grapheme boundaries once shown.
    pub fn select(&mut self, span: Span) {
        self.selection = Selection::of(span);
    }

    /// Selects the whole transcript.
    pub fn select_all(&mut self) {
        self.asked.push(Asked::Everything);
    }

    /// The coding outlined whole, to which keys for codings apply.
    pub fn active_coding(&self) -> Option<u128> {
        self.active
    }

    /// Makes a coding active, or none. Tells no event.
    pub fn set_active_coding(&mut self, coding: Option<u128>) {
        self.active = coding;
        self.boundary = self.boundary.filter(|boundary| Some(boundary.coding) == coding);
    }

    /// Makes the next coding at the caret active (`E`), or the one before (`Shift+E`).
    pub fn cycle_codings(&mut self, back: bool) {
        self.asked.push(Asked::Cycle { back });
    }

    /// Takes hold of an end of the active coding (`S`, `D`): arrow keys move it until Enter keeps or Escape leaves it.
    pub fn grasp(&mut self, edge: Edge) {
        self.asked.push(Asked::Grasp(edge));
    }

    /// Which end is being moved by key, if any: Enter and the arrows are the transcript's while one is.
    pub fn grasped(&self) -> Option<Edge> {
        self.boundary.map(|boundary| boundary.edge)
    }

    /// Moves the caret; with `extend` the selection follows it. Done when the transcript is shown next.
    pub fn step(&mut self, step: Step, extend: bool) {
        self.asked.push(Asked::Step(step, extend));
    }

    /// Moves to the next turn (`]`) or the one before (`[`).
    pub fn step_turn(&mut self, forward: bool, extend: bool) {
        self.step(if forward { Step::NextTurn } else { Step::PreviousTurn }, extend);
    }

    /// Copies the selected words (`Ctrl+C`).
    pub fn copy(&mut self) {
        self.asked.push(Asked::Copy);
    }

    /// Scrolls to words.
    pub fn scroll_to(&mut self, span: Span, align: Align) {
        self.asked.push(Asked::Scroll(span, align));
    }

    /// Takes the keyboard when shown next.
    pub fn focus(&mut self) {
        self.wants_focus = true;
    }

    /// Leaves the keyboard where it is after all.
    pub fn refuse_focus(&mut self, refuse: bool) {
        self.wants_focus &= !refuse;
    }

    /// Where the selected words are on the screen, as far as they are seen (points).
    pub fn selected_on_screen(&self) -> Option<eframe::egui::Rect> {
        self.selected_on_screen
    }

    /// The first byte in view: keep it to open the transcript at this place again (with [`Align::Top`]).
    pub fn first_byte(&self) -> usize {
        self.first_byte
    }

    /// Draws the transcript in all the room there is, and answers keys (where it has the keyboard) and mouse.
    pub fn show(&mut self, ui: &mut Ui, content: &TranscriptContent, style: &TranscriptStyle) -> TranscriptResponse {
        let area = ui.available_rect_before_wrap();
        let response = ui.interact(area, ui.scope_id().with("transcript"), Sense::click_and_drag());
        ui.advance_cursor_after_rect(area);
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
            self.by_key = false;
        } else if response.gained_focus() {
            self.by_key = !ui.input(|input| input.pointer.any_down());
        }
        let shared = Typesetter::of(ui.ctx());
        let mut type_ = shared.lock();
        type_.atlas.begin(ui.ctx());
        type_.follow_interface(ui.ctx());
        let before = self.selection;
        let active_before = self.active;

        let mut scene = Scene::new(content, style, area, self.font_size, ui.pixels_per_point());
        self.column.follow(content, scene.setting(self.font_size), style, &mut type_, &mut self.anchor);
        self.keep_within(content);
        self.read_keys(ui, &response);
        self.listen(ui, &response);
        self.carry_out(ui, &mut type_, &scene);
        self.scroll_by_wheel(ui, &response, &scene);
        self.scroll_while_dragging(ui, &scene);
        self.keep_visible(content, before);
        self.place(&mut type_, &mut scene);
        self.read_pointer(ui, &response, &mut type_, &scene);
        self.keep_visible(content, before);
        if self.reveal.is_some() || matches!(self.gesture, Gesture::Thumb(_)) {
            self.place(&mut type_, &mut scene);
        }

        self.paint(ui, &response, &mut type_, &scene);
        self.show_carried(ui, &mut type_, &scene);
        if type_.atlas.finish() {
            ui.ctx().request_discard("letters moved in their atlas");
        }
        self.selected_on_screen = scene.strips(self.selection.span()).into_iter().reduce(|a, b| a.union(b));
        self.speak(ui, &response, &scene);
        self.measure_out_of_sight(ui, content, &mut type_);
        drop(type_);
        self.tell_changes(before, active_before);
        TranscriptResponse { response, events: std::mem::take(&mut self.events) }
    }

    fn measure_out_of_sight(&mut self, ui: &Ui, content: &TranscriptContent, type_: &mut Typesetter) {
        let (time, busy) = ui.input(|input| (input.time, !input.events.is_empty()));
        if busy {
            self.busy_at = time;
        }
        let slice = if time - self.busy_at < REST { BUSY } else { QUIET };
        if !self.column.measure_some(content, type_, slice) {
            ui.ctx().request_repaint();
        }
    }

    /// Keeps what is selected and active within the text and the codings, which may have changed since.
    fn keep_within(&mut self, content: &TranscriptContent) {
        let text = &*content.text;
        self.selection.anchor = boundaries::grapheme_floor(text, self.selection.anchor);
        self.selection.focus = boundaries::grapheme_floor(text, self.selection.focus);
        let exists = |id: u128| content.codings.iter().any(|coding| coding.id == id);
        self.active = self.active.filter(|&id| exists(id));
        self.boundary = self.boundary.filter(|boundary| exists(boundary.coding));
    }

    /// Where some text is left out, the caret steps over it and a selection ends before it: nothing is selected, and so
    /// nothing coded, that is not seen.
    fn keep_visible(&mut self, content: &TranscriptContent, before: Selection) {
        let Selection { anchor, focus, .. } = self.selection;
        let forward = focus >= before.focus;
        if anchor == focus {
            if let Some(stretch) = content.stretch_at(focus, forward)
                && !(stretch.start..=stretch.end).contains(&focus)
            {
                let to = if forward { stretch.start } else { stretch.end };
                self.selection = Selection { anchor: to, focus: to, ..self.selection };
                self.reveal_caret();
            }
        } else if let Some(stretch) = content.stretch_at(anchor, true) {
            let clamp = |offset: usize| offset.clamp(stretch.start, stretch.end);
            self.selection = Selection { anchor: clamp(anchor), focus: clamp(focus), ..self.selection };
        }
    }

    pub(super) fn coding<'a>(&self, content: &'a TranscriptContent, id: u128) -> Option<&'a CodingMark> {
        content.codings.iter().find(|coding| coding.id == id)
    }

    pub(super) fn ask(&mut self, asked: Asked) {
        self.asked.push(asked);
    }

    /// Scrolls so that the caret is seen.
    pub(super) fn reveal_caret(&mut self) {
        self.reveal = Some((self.selection.focus, self.selection.upstream, Align::Nearest));
    }

    /// Lays out what is seen, after scrolling to what is to be seen.
    fn place(&mut self, type_: &mut Typesetter, scene: &mut Scene<'_>) {
        let view = scene.area.height();
        scene.placed = self.column.place(scene.content, type_, &mut self.anchor, view);
        if let Some((offset, upstream, align)) = self.reveal.take()
            && let Some(anchor) = self.anchor_showing(type_, scene, offset, upstream, align)
        {
            self.anchor = anchor;
            scene.placed = self.column.place(scene.content, type_, &mut self.anchor, view);
        }
        scene.look(&self.column.page.codings);
        let first = scene.seen.start;
        if first != self.first_byte {
            self.first_byte = first;
            self.events.push(TranscriptEvent::ScrolledTo(first));
        }
        scene.lanes = Lanes::plan(scene, type_);
    }

    /// Where the view must be for an offset to be seen, or `None` where it is right as it is.
    fn anchor_showing(
        &mut self,
        type_: &mut Typesetter,
        scene: &Scene<'_>,
        offset: usize,
        upstream: bool,
        align: Align,
    ) -> Option<Anchor> {
        let block = self.column.page.block_at(offset, upstream);
        let start = self.column.page.blocks.get(block)?.span.start;
        let set = self.column.block(scene.content, type_, block);
        let caret = set.caret(offset.saturating_sub(start), upstream);
        let (view, tall) = (scene.area.height(), caret.bottom - caret.top);
        let within = self.column.gap(block) + caret.top;
        let from_top = |y: f32| Some(Anchor { block, below: f64::from(within - y) });
        let y = (self.column.depth(Anchor { block, below: f64::from(within) }) - self.column.depth(self.anchor)) as f32;
        let margin = (tall * 0.6).min((view - tall).max(0.0) / 2.0);
        let far = y < -view || y > 2.0 * view;
        match align {
            Align::Top => from_top(0.0),
            Align::Third => from_top(view / 3.0),
            Align::IfHidden if y >= 0.0 && y + tall <= view => None,
            Align::IfHidden => from_top(view / 3.0),
            Align::Nearest if far => from_top(view / 3.0),
            Align::Nearest if y < margin => from_top(margin),
            Align::Nearest if y + tall + margin > view => from_top(view - margin - tall),
            Align::Nearest => None,
        }
    }

    fn scroll_by_wheel(&mut self, ui: &Ui, response: &Response, scene: &Scene<'_>) {
        if !response.contains_pointer() {
            return;
        }
        let turned = ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta.y));
        if turned != 0.0 {
            self.scroll(-turned, scene);
        }
    }

    pub(super) fn scroll(&mut self, by: f32, scene: &Scene<'_>) {
        self.anchor.below += f64::from(by);
        let deepest = self.column.deepest(scene.area.height());
        let past = self.column.depth(self.anchor) - deepest;
        if past > 0.0 && by > 0.0 {
            // The end is known only roughly before all is measured: laying out will find it.
            self.anchor.below -= (past - f64::from(scene.area.height())).max(0.0);
        }
    }

    fn tell_changes(&mut self, before: Selection, active_before: Option<u128>) {
        if self.selection.span() != before.span() || self.selection.focus != before.focus {
            self.events.push(TranscriptEvent::SelectionChanged(self.selection.span()));
        }
        if self.active != active_before {
            self.events.push(TranscriptEvent::CodingActivated(self.active));
        }
    }
}
