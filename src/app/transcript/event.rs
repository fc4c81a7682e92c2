//! What happened in the transcript, told to the room that shows it; the transcript itself changes nothing.

use crate::text::Span;
use eframe::egui::{Pos2, Response};

/// What [`super::TranscriptView::show`] gives back.
#[derive(Debug)]
pub struct TranscriptResponse {
    /// The whole area: attach `context_menu` to it.
    pub response: Response,
    /// What happened, in order.
    pub events: Vec<TranscriptEvent>,
}

/// Something a person did.
#[derive(Clone, Debug, PartialEq)]
pub enum TranscriptEvent {
    /// The selection is now these words, or an empty span where only the caret moved.
    SelectionChanged(Span),
    /// A lane or a label was clicked.
    CodingClicked(u128),
    /// The active coding, outlined whole, is now this one or none.
    CodingActivated(Option<u128>),
    /// A coding's ends were moved: by its handles, or by key and ended with Enter.
    SpanDragged {
        /// Whose ends.
        coding: u128,
        /// Where they are to be; never empty, on grapheme boundaries.
        span: Span,
    },
    /// The selected words are being dragged away ([`super::DraggedWords`] is egui's drag payload).
    SelectionDragOut(Span),
    /// A code was dropped on the text ([`super::DraggedCode`]).
    DroppedCode {
        /// Which code.
        code: u128,
        /// The selection where it was dropped on that, else the sentence under the pointer (the word, with Alt).
        span: Span,
    },
    /// The right button was pressed here, with the selection as it now is.
    ContextMenu(Pos2),
    /// Words were copied to the clipboard as they stand; the room may put a quotation with its source there instead.
    Copy {
        /// Where they stand.
        span: Span,
        /// The words.
        text: String,
    },
    /// Other words are at the top now: the offset (bytes) of the first.
    ScrolledTo(usize),
}
