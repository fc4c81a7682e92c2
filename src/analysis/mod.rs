//! Counting and retrieving: quotations, how they spread over speakers and groups, the codebook in time; a manuscript's
//! quotations held against the transcripts.

mod codebook;
pub mod identify;
pub mod manuscript;
mod memos;
mod printed;
mod quotations;
mod retrieval;
mod search;
mod spread;
mod themes;
pub mod verify;

pub use codebook::{
    Alteration, Codebook, Difference, alterations, codebook_after, compare, definition_at, definitions, same_definition,
};
pub use memos::{AnyMemo, all_memos};
pub use printed::{Piece, brackets_in, pieces, printed};
pub use quotations::{Quotation, quotation, quotations};
pub use retrieval::{Wanted, retrieve};
pub use search::{FoldedTexts, Hit, Sought, search};
pub use spread::{Counts, Spread, count_codes, count_extracts, spread_of};
pub use themes::{
    BoardDifference, CodeMove, Extract, ThemeCheck, ThemeCheckKind, ThemeExtracts, ThemeFate, board_difference,
    extracts_of, theme_checks, theme_extracts,
};
