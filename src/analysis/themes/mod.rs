//! Themes as a whole: what participants said under them, how two boards differ, what to look at again.

mod boards;
mod checks;
mod extracts;

pub use boards::{BoardDifference, CodeMove, ThemeFate, board_difference};
pub use checks::{ThemeCheck, ThemeCheckKind, theme_checks};
pub use extracts::{Extract, ThemeExtracts, extracts_of, theme_extracts};
