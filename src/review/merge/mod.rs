//! Bringing a copy back: what was done in it since it was made, as one entry of the study that can be undone.
//!
//! The copy's coder brings their own work: codings, memos, verdicts, what they finished. Codes that are new come as
//! proposals. Where the copy says otherwise of what is the study's (a definition, the words of a transcript, another's
//! coding), the study stays as it is and both sides are shown. Merging goes by what both journals tell since they parted, so
//! that a copy that is merged again brings only what is new in it.

mod anchoring;
mod common;
mod conflicts;
mod fitting;
mod plan;
mod standing;
mod weigh;

use std::collections::HashMap;

pub use common::{Told, Unmergeable};
pub use conflicts::{Conflict, Sides};
pub use plan::{LeftOut, MergePlan};

use super::Blind;
use crate::study::{Coder, Id, Study};

/// What merging a copy (`there`) into a study (`here`) would do. `viewer` is who is asking: what an open blind round hides
/// from them is in the plan, and not in its words.
///
/// # Errors
/// Where the copy is not one of this study, is of another version of it, names two people alike, or is not whole.
pub fn merge(here: Told<'_>, there: Told<'_>, viewer: Option<Id<Coder>>) -> Result<MergePlan, Unmergeable> {
    let common = common::Common::of(here, there)?;
    names_twice(here.study, there.study, common.person)?;
    let own = common.owners.iter().all(|&owner| viewer == Some(owner));
    let mut plan = weigh::Weighing::new(here, there, &common).all();
    plan.hushed = !own && Blind::of(here.study, viewer).is_some();
    Ok(plan)
}

/// A name that stands for two people, so that nobody could tell afterwards who coded what.
fn names_twice(here: &Study, there: &Study, person: Option<Id<Coder>>) -> Result<(), Unmergeable> {
    let mut known: HashMap<String, Id<Coder>> = HashMap::new();
    let consensus = here.consensus().map(|coder| coder.id);
    for coder in here.coders().chain(there.coders()) {
        // The consensus is one layer, whoever made it first.
        let id = match there.consensus() {
            Some(theirs) if theirs.id == coder.id => consensus.unwrap_or(coder.id),
            _ => coder.id,
        };
        let name = match here.get(coder.id) {
            Some(ours) => &ours.name,
            None => &coder.name,
        };
        if known.insert(name.to_lowercase(), id).is_some_and(|other| other != id) {
            let of = there.get_opt(person).map(|coder| format!("{}’s copy", coder.name));
            return Err(Unmergeable::NameTwice {
                copy: of.unwrap_or_else(|| "The other file".into()),
                name: name.clone(),
            });
        }
    }
    Ok(())
}
