//! Counting and retrieving: quotations, and how they spread over speakers and groups.

mod quotations;
mod retrieval;
mod spread;

pub use quotations::{Quotation, quotation, quotations};
pub use retrieval::{Wanted, retrieve};
pub use spread::{Counts, Spread, count_codes, spread_of};
