//! Reading text: spans, graphemes, words, sentences, turns, search.

mod context;
mod span;

pub use context::words_around;
pub use span::{Span, union};
