//! The room held against published figures, other implementations, and itself.

mod golden;
mod golden_spans;
mod properties;
mod published;
mod study;
