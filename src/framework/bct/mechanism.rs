//! What techniques are thought to work through: partial evidence, and marked as such.

use serde::Deserialize;

use super::TechniqueNumber;
use crate::framework::ElementId;

/// Links between techniques and mechanisms of action that could be read from published tables.
///
/// They are a part of what the Theory and Techniques Tool holds. Show them as "some evidence"; a pair that is not
/// listed may still be linked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mechanisms {
    /// Where the links are printed, as short references.
    pub citation: String,
    /// What to say beside them, always.
    pub note: String,
    /// The links in order of the techniques' numbers.
    pub links: Vec<MechanismLink>,
}

/// Some evidence that a technique works through a mechanism of action.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MechanismLink {
    /// The technique.
    pub technique: TechniqueNumber,
    /// The mechanism's name as published.
    pub mechanism: String,
    /// The TDF domain that is this mechanism; none where the mechanism is not one of the 14.
    pub domain: Option<ElementId>,
    /// What the evidence amounts to.
    pub standing: Standing,
    /// What was seen, at least one piece.
    pub evidence: Vec<Evidence>,
}

/// What the evidence for a link amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Standing {
    /// A link in the Theory and Techniques Tool.
    Link,
    /// Seen in the literature only: in the tool it may be a link or inconclusive.
    Undetermined,
}

/// One piece of evidence for a link.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Evidence {
    /// 80 % or more of 16 experts agreed (Johnston et al. 2021, Table 4).
    ExpertConsensus,
    /// Linked oftener than chance in published interventions (Carey et al. 2019, Tables 1 and 2), with the p value as
    /// printed, for instance `p=.003`.
    Literature(String),
    /// Listed as a link by a study that used the tool.
    SecondaryUse,
}
