//! What keys and callers ask of the transcript, done when it is shown and its lines are known.

use super::boundary::{Boundary, Edge, Stride};
use super::content::{CodingMark, TranscriptContent};
use super::event::TranscriptEvent;
use super::movement::{self, Ground, Step};
use super::scene::Scene;
use super::selection::Selection;
use super::typesetter::Typesetter;
use super::view::{Align, TranscriptView};
use crate::text::Span;
use eframe::egui::{self, Ui};

/// What waits for the transcript to be shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Asked {
    Step(Step, bool),
    Everything,
    Copy,
    Cycle { back: bool },
    Grasp(Edge),
    Stride(Stride, egui::Key),
    EndGrasp { keep: bool },
    LetGo,
    Scroll(Span, Align),
}

impl TranscriptView {
    pub(super) fn carry_out(&mut self, ui: &Ui, type_: &mut Typesetter, scene: &Scene<'_>) {
        let content = scene.content;
        for asked in std::mem::take(&mut self.asked) {
            match asked {
                Asked::Step(step, extend) => {
                    let mut ground = Ground { content, column: &mut self.column, type_, view: scene.area.height() };
                    self.selection = movement::moved(&mut ground, self.selection, step, extend);
                    // A page turned leaves the caret where it was on the screen.
                    match step {
                        Step::PageUp => self.scroll(-ground_page(scene, self.font_size), scene),
                        Step::PageDown => self.scroll(ground_page(scene, self.font_size), scene),
                        _ => {}
                    }
                    self.reveal_caret();
                }
                Asked::Everything => self.selection = Selection::of(Span { start: 0, end: content.text.len() }),
                Asked::Copy => self.copy_words(ui, content),
                Asked::Cycle { back } => self.cycle(content, back),
                Asked::Grasp(edge) => {
                    let coding = self.active.and_then(|id| self.coding(content, id));
                    self.boundary = coding.map(|coding| Boundary::of(coding, edge));
                    self.reveal_boundary();
                }
                Asked::Stride(stride, key) => self.stride(type_, content, stride, key, scene.area.height()),
                Asked::EndGrasp { keep } => self.end_grasp(keep),
                Asked::LetGo => {
                    if self.active.take().is_none() {
                        self.selection = Selection::caret(self.selection.focus, self.selection.upstream);
                    }
                }
                Asked::Scroll(span, align) => self.reveal = Some((span.start, false, align)),
            }
        }
    }

    fn copy_words(&mut self, ui: &Ui, content: &TranscriptContent) {
        let span = self.selection.span();
        if let Some(words) = span.of(&content.text).filter(|words| !words.is_empty()) {
            ui.ctx().copy_text(words.to_owned());
            self.events.push(TranscriptEvent::Copy { span, text: words.to_owned() });
        }
    }

    /// The codings at the caret or touched by the selection, in the order of their lanes.
    fn codings_here(&self, content: &TranscriptContent) -> Vec<u128> {
        let span = self.selection.span();
        let asked = match span.is_empty() {
            // A caret right behind a coding's last letter still means it.
            true => Span { start: span.start.saturating_sub(1), end: span.start + 1 },
            false => span,
        };
        let mut here: Vec<&CodingMark> =
            self.column.page.codings.overlapping(asked).into_iter().filter_map(|n| content.codings.get(n)).collect();
        if span.is_empty() && here.iter().any(|coding| coding.span.contains(span.start)) {
            here.retain(|coding| coding.span.contains(span.start));
        }
        here.sort_by_key(|coding| (coding.lane_key, coding.span, coding.id));
        here.into_iter().map(|coding| coding.id).collect()
    }

    fn cycle(&mut self, content: &TranscriptContent, back: bool) {
        let here = self.codings_here(content);
        let at = self.active.and_then(|id| here.iter().position(|&other| other == id));
        let next = match (at, back) {
            (None, false) => 0,
            (None, true) => here.len().saturating_sub(1),
            (Some(at), false) => (at + 1) % here.len(),
            (Some(at), true) => (at + here.len() - 1) % here.len(),
        };
        self.active = here.get(next).copied();
        self.boundary = None;
    }

    fn stride(
        &mut self,
        type_: &mut Typesetter,
        content: &TranscriptContent,
        stride: Stride,
        key: egui::Key,
        view: f32,
    ) {
        let Some(boundary) = self.boundary else { return };
        let rtl = Ground { content, column: &mut self.column, type_, view }
            .is_rtl(boundary.offset(), boundary.edge == Edge::End);
        let forward = match key {
            egui::Key::ArrowLeft => rtl,
            egui::Key::ArrowRight => !rtl,
            egui::Key::ArrowUp => false,
            _ => true,
        };
        self.boundary = Some(boundary.by(&content.text, stride, forward));
        self.reveal_boundary();
    }

    fn reveal_boundary(&mut self) {
        if let Some(boundary) = self.boundary {
            self.reveal = Some((boundary.offset(), boundary.edge == Edge::End, Align::Nearest));
        }
    }

    /// Ends the moving of a coding's end; tells it where it is to be kept and is not where it was.
    pub(super) fn end_grasp(&mut self, keep: bool) {
        if let Some(boundary) = self.boundary.take()
            && keep
            && boundary.span != boundary.before
        {
            self.events.push(TranscriptEvent::SpanDragged { coding: boundary.coding, span: boundary.span });
        }
    }
}

/// How far a page is turned: the view but one line.
fn ground_page(scene: &Scene<'_>, size: f32) -> f32 {
    let line = size * scene.style.line_height;
    (scene.area.height() - line).max(line)
}
