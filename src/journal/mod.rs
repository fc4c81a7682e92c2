//! Entries: what a person did, its inverse, undo and redo, replay. The journal knows what a study is, and nothing of
//! where it is kept or how it is shown.

mod apply;
mod entry;
mod history;
mod stamp;

pub use apply::{Refusal, apply, difference, kinds_touched, records_after, replay, splice_between};
pub use entry::{Act, Change, Entry, Head};
pub use history::History;
pub use stamp::Stamp;
