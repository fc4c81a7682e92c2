//! What a study is: records, ids, the study in memory with its index of who points at whom, and the invariants.
//!
//! Nothing here knows where a study is kept or how it is changed: `journal` applies changes, `store` keeps them.

mod carried;
mod coding;
mod details;
mod figures;
mod id;
mod invariants;
mod less;
mod mentions;
mod passages;
mod people;
mod reading;
mod record;
mod reporting;
mod review;
mod sources;
mod themes;
mod wordings;

pub use carried::*;
pub use coding::*;
pub use details::*;
pub use figures::*;
pub use id::Id;
pub use invariants::{Violation, all_violations, violations_after};
pub use people::*;
pub use reading::CodeTree;
pub use record::{Key, Kind, Mention, Record, Stored, Study, Table, Wrapped};
pub use reporting::*;
pub use review::*;
pub use sources::*;
pub use themes::*;
