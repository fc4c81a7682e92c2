//! Working in pairs: what a coder may see while a round is blind, copies for a second coder and their way back, and where
//! two coders differ.

mod blind;
mod compared;
mod copies;
mod decided;
mod differences;
mod lifting;
mod masks;
mod merge;

#[cfg(test)]
mod tests;

pub use blind::{Blind, seen_by};
pub use compared::{NotCompared, as_compared, changed_since};
pub use copies::{NewCopy, copy_for};
pub use decided::{AsDecided, as_decided};
pub use differences::{
    AgreeingPair, CodeCounts, Comparing, Difference, Differences, Disagreement, Ledger, Reconciled, Relation,
    Relations, Same, Sieve, State, Stretch, alike_by, alike_in_words, differences, per_code, pointer, share,
};
pub use merge::{Conflict, LeftOut, MergePlan, Sides, Told, Unmergeable, merge};
