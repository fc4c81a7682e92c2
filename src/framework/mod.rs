//! COM-B, TDF, the Behaviour Change Wheel and the technique taxonomy, loaded from `assets/framework`.
//!
//! What a theme or a code may be placed in is an `Element` of a `Framework`, and all frameworks of a study share one
//! space of ids (`Frameworks`). Everything here informs and suggests; nothing forbids: a placement, a function or
//! a technique that departs from the literature is the researcher's to make.

mod bundled;
mod confidence;
mod definition;
mod element;
mod frameworks;
mod id;
mod matrix;
mod own;
mod words;

pub mod bct;
pub mod bcw;

pub use bundled::{comb_and_tdf, taxonomy, wheel};
pub use confidence::Confidence;
pub use definition::FrameworkError;
pub use element::{Element, ElementKind, Framework};
pub use frameworks::{Frameworks, Hint};
pub use id::{CriterionId, ElementId, FunctionId, PolicyId};
pub use matrix::{Matrix, Row};
pub use own::with_own;

#[cfg(test)]
mod tests;
