//! The transcript: text laid out by paragraph, only what is seen, with its codings in the margin and under the words.
//!
//! [`TranscriptView`] draws a [`TranscriptContent`] and tells what a person did as [`TranscriptEvent`]s; it knows no
//! study and changes nothing. Text is laid out by parley (right-to-left, East Asian and mixed lines) and painted from
//! an atlas of its own, since egui's text has no writing direction. From the bottom up:
//!
//! - `typesetter`, `atlas`, `block`: faces, drawn letters, one block laid out;
//! - `page`, `heights`, `column`: blocks of a text, how tall they are, which are seen;
//! - `selection`, `movement`, `boundary`: what keys and mouse do to the selection and to a coding's ends;
//! - `view`, `scene`, `keys`, `asked`, `pointer`: the state, one frame of it, and what moves it;
//! - `paint`, `tints`, `speakers`, `lanes`, `scroll_bar`, `tooltip`, `spoken`: what is seen and what a screen reader is told;
//! - `words`: quotations and names elsewhere in the window, set in the same way.

mod asked;
mod atlas;
mod block;
mod boundary;
mod column;
mod content;
mod event;
mod hatch;
mod heights;
mod keys;
mod lanes;
mod movement;
mod page;
mod paint;
mod pointer;
mod scene;
mod scroll_bar;
mod selection;
mod speakers;
mod spoken;
mod style;
mod tints;
mod tooltip;
mod typesetter;
mod view;
mod words;

pub use boundary::Edge;
pub use content::{CodingMark, DraggedCode, DraggedWords, Pattern, TranscriptContent, TurnLine};
pub use event::{TranscriptEvent, TranscriptResponse};
pub use movement::Step;
pub use selection::Selection;
pub use style::TranscriptStyle;
pub use typesetter::{Typesetter, allow_system_fonts, draws_emoji};
pub use view::{Align, TranscriptView};
pub use words::{Piece, Words, holds_emoji, needs_setting};
