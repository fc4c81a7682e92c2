//! Reading text: spans, graphemes, words, sentences, turns, search.

pub mod boundaries;
mod context;
mod fold;
mod intervals;
pub mod paragraphs;
mod revision;
mod search;
pub mod sentences;
mod span;
mod terms;

pub use boundaries::is_ideograph;
pub use context::words_around;
pub use fold::{Folded, Folding, folded};
pub use intervals::Intervals;
pub use revision::{Hunk, hunks};
pub use search::{Query, QueryError, Reading, Search};
pub use span::{Span, union};
pub use terms::{Terms, TooManyTerms};
