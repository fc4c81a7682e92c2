//! The transcript under the three columns: where the disagreement stands, with everybody's codings beside it.

use eframe::egui::{Frame, Margin, Ui};

use super::ReviewRoom;
use crate::{
    app::{
        code_room::{self, Shown},
        look::tokens,
        panes,
        session::Desk,
        transcript::{Align, TranscriptContent, TranscriptView},
        widgets::quiet_text,
    },
    review::Disagreement,
    study::{Id, Transcript},
    text::Span,
};

/// What is shown of which transcript.
#[derive(Default)]
pub struct Content {
    made: code_room::Content,
    shown: Option<Id<Transcript>>,
}

impl Content {
    /// Goes to a place, in another transcript if need be.
    pub fn open(&mut self, view: &mut TranscriptView, transcript: Id<Transcript>, span: Span) {
        if self.shown.replace(transcript) != Some(transcript) {
            *view = TranscriptView::default();
        }
        view.scroll_to(span, Align::Third);
        view.select(Span::between(span.start, span.start));
    }
}

impl ReviewRoom {
    /// Draws the transcript in what is left of the page.
    pub(super) fn transcript_below(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, one: &Disagreement) {
        let Some(transcript) = desk.study.get(one.transcript) else { return };
        let tokens = tokens(ui.ctx());
        Frame::new().inner_margin(Margin::symmetric(16, 4)).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(quiet_text(ui, &transcript.title));
                ui.label(quiet_text(ui, "· Select words here to agree on other bounds (W)"));
            });
        });
        let code = one.first.first().or(one.second.first()).map(|stretch| stretch.code);
        let shown = Shown::default();
        let content = self.content.made.of(desk, transcript, code, None, &shown, tokens);
        let content = TranscriptContent { hits: vec![one.span].into(), ..content };
        let mut style = code_room::style(ui, &shown);
        style.hit = tokens.hover;
        style.hit_line = tokens.accent;
        let response = self.view.show(ui, &content, &style);
        panes::mark(ui.ctx(), response.response.rect, response.response.id);
    }
}
