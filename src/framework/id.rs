//! The names by which a study refers to the frameworks' knowledge: short texts that never change.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Names an element of any framework, for instance `comb.capability`, `tdf.goals` or `tdf.goals/action-planning`.
///
/// The part before the first full stop is the framework's own id. An id that nothing bears any more (a study's own
/// framework was taken out, say) is kept as it is: looking it up gives nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ElementId(String);

/// Names an intervention function, for instance `environmental_restructuring`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FunctionId(String);

/// Names a policy category, for instance `fiscal_measures`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PolicyId(String);

/// Names an APEASE criterion, for instance `side_effects`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CriterionId(String);

impl ElementId {
    /// The id spelt so; whether anything bears it is known by looking it up.
    pub fn new(id: impl Into<String>) -> Self {
        ElementId(id.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id of the framework: what stands before the first full stop.
    pub fn framework(&self) -> &str {
        self.0.split('.').next().unwrap_or_default()
    }
}

impl FunctionId {
    /// The id spelt so; whether anything bears it is known by looking it up.
    pub fn new(id: impl Into<String>) -> Self {
        FunctionId(id.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PolicyId {
    /// The id spelt so; whether anything bears it is known by looking it up.
    pub fn new(id: impl Into<String>) -> Self {
        PolicyId(id.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl CriterionId {
    /// The id spelt so; whether anything bears it is known by looking it up.
    pub fn new(id: impl Into<String>) -> Self {
        CriterionId(id.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ElementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for FunctionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for PolicyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for CriterionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
