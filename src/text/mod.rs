//! Reading text: spans, graphemes, words, sentences, turns, search.

mod span;

pub use span::{Span, union};
