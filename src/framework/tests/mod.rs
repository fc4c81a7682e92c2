//! What the bundled frameworks hold, how they hang together, and that they say what their sources say.

mod agrees_with_sources;
mod comb_and_tdf;
mod inspiring_study;
mod own_framework;
mod techniques;
mod wheel;

use super::{ElementId, FunctionId};

fn id(text: &str) -> ElementId {
    ElementId::new(text)
}

fn function(text: &str) -> FunctionId {
    FunctionId::new(text)
}
