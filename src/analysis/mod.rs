//! Counting and retrieving: quotations, how they spread over speakers and groups, and the codebook in time.

mod codebook;
mod quotations;
mod retrieval;
mod search;
mod spread;

pub use codebook::{
    Alteration, Codebook, Difference, alterations, codebook_after, compare, definition_at, definitions, same_definition,
};
pub use quotations::{Quotation, quotation, quotations};
pub use retrieval::{Wanted, retrieve};
pub use search::{FoldedTexts, Hit, Sought, search};
pub use spread::{Counts, Spread, count_codes, spread_of};
