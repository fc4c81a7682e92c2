//! The Behaviour Change Wheel: functions, policies, their links, APEASE, the eight steps.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::bct::TechniqueNumber;
use super::{Confidence, CriterionId, ElementId, Frameworks, FunctionId, Matrix, PolicyId};

/// Which of the two published tables links COM-B with intervention functions. Exports say which one was used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Edition {
    /// The paper of 2011: 21 links.
    Michie2011,
    /// The Guide of 2014: 24 links.
    #[default]
    Guide2014,
}

impl Edition {
    /// Both editions, the older first.
    pub const ALL: [Edition; 2] = [Edition::Michie2011, Edition::Guide2014];

    /// What a person chooses it by.
    pub fn label(self) -> &'static str {
        match self {
            Edition::Michie2011 => "Michie et al. 2011",
            Edition::Guide2014 => "BCW Guide 2014",
        }
    }
}

/// The wheel: what there is, and what is linked with what.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wheel {
    /// The nine intervention functions in the wheel's order.
    pub functions: Vec<InterventionFunction>,
    /// The seven policy categories in the wheel's order.
    pub policies: Vec<PolicyCategory>,
    functions_2011: Matrix<ElementId, FunctionId>,
    functions_2014: Matrix<ElementId, FunctionId>,
    /// TDF domains x intervention functions, which the Guide of 2014 alone has.
    pub domain_functions_2014: Matrix<ElementId, FunctionId>,
    /// Intervention functions x policy categories, the same in both editions.
    pub function_policies: Matrix<FunctionId, PolicyId>,
    function_techniques: FunctionTechniques,
    /// The criteria by which an intervention is weighed.
    pub apease: Apease,
    /// The eight steps from a problem to an intervention, in order.
    pub steps: Vec<String>,
    /// What a target behaviour is specified by: who, what, when, ….
    pub target_behaviour: Vec<String>,
}

/// A way in which an intervention can change behaviour.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterventionFunction {
    /// The stable id.
    pub id: FunctionId,
    /// The name as published.
    pub name: String,
    /// What it means in a sentence of this project's own words.
    pub plain: String,
}

/// A kind of decision by an authority that supports interventions.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyCategory {
    /// The stable id.
    pub id: PolicyId,
    /// The name as published.
    pub name: String,
    /// What it means in a sentence of this project's own words.
    pub plain: String,
}

/// Affordability, practicability, effectiveness, acceptability, side-effects, equity.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Apease {
    /// The six criteria in the order of their initials.
    pub criteria: Vec<Criterion>,
    /// Ways in which published studies answered them; the first is the one to offer first.
    pub scales: Vec<Scale>,
}

/// One criterion by which an intervention is weighed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// The stable id.
    pub id: CriterionId,
    /// The name as published.
    pub name: String,
    /// What it asks, in a sentence of this project's own words.
    pub question: String,
}

/// A way of answering the criteria.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The stable id.
    pub id: String,
    /// What a person chooses it by.
    pub name: String,
    /// A study that used it, as a short reference.
    pub citation: String,
    /// The answers, best first.
    pub ratings: Vec<Rating>,
}

/// One answer of a scale.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// The mark as it prints, for instance `++`.
    pub mark: String,
    /// What the mark stands for.
    pub meaning: String,
}

/// How often the Guide found a technique in interventions that serve a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Frequency {
    /// In the Guide's list of the most frequently used.
    Frequent,
    /// In its list of the less frequently used.
    LessFrequent,
}

/// A technique that serves a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TechniqueLink {
    /// The technique.
    pub technique: TechniqueNumber,
    /// Which of the Guide's two lists it stands in.
    pub frequency: Frequency,
    /// How far this link was held against print.
    pub confidence: Confidence,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct FunctionTechniques {
    citation: String,
    rows: Vec<TechniqueRow>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct TechniqueRow {
    of: FunctionId,
    frequent: Vec<TechniqueNumber>,
    #[serde(default)]
    confirmed: Vec<TechniqueNumber>,
    less_frequent: Vec<TechniqueNumber>,
}

impl Wheel {
    /// The intervention function of this id.
    pub fn function(&self, id: &FunctionId) -> Option<&InterventionFunction> {
        self.functions.iter().find(|function| function.id == *id)
    }

    /// The policy category of this id.
    pub fn policy(&self, id: &PolicyId) -> Option<&PolicyCategory> {
        self.policies.iter().find(|policy| policy.id == *id)
    }

    /// COM-B sub-components x intervention functions, as the edition has it.
    pub fn matrix(&self, edition: Edition) -> &Matrix<ElementId, FunctionId> {
        match edition {
            Edition::Michie2011 => &self.functions_2011,
            Edition::Guide2014 => &self.functions_2014,
        }
    }

    /// The intervention functions linked with an element, in the wheel's order; none for an unknown element.
    ///
    /// A component has its sub-components' together. A TDF domain has its own row in the Guide's table; by the paper
    /// of 2011, which has none, it has those of the sub-components in which it usually lies, and so has an element of
    /// a study's own framework by either. What has neither has those of the element above it.
    pub fn functions_for(
        &self,
        frameworks: &Frameworks,
        id: &ElementId,
        edition: Edition,
    ) -> Vec<&InterventionFunction> {
        let linked = self.linked(frameworks, id, edition);
        self.functions.iter().filter(|function| linked.contains(&function.id)).collect()
    }

    fn linked(&self, frameworks: &Frameworks, id: &ElementId, edition: Edition) -> BTreeSet<&FunctionId> {
        let domains = (edition == Edition::Guide2014).then_some(&self.domain_functions_2014);
        let row_of = |id: &ElementId| self.matrix(edition).row(id).or_else(|| domains?.row(id));
        // The nearest element, from this one upwards, that the tables or its usual places say something about.
        for element in frameworks.path(id).into_iter().rev() {
            let mut linked = BTreeSet::new();
            let halves = frameworks.children(&element.id).filter(|_| element.is_of_comb());
            for row in std::iter::once(element).chain(halves).filter_map(|element| row_of(&element.id)) {
                linked.extend(&row.linked);
            }
            if linked.is_empty() {
                for place in &element.usually {
                    linked.extend(self.linked(frameworks, place, edition));
                }
            }
            if !linked.is_empty() {
                return linked;
            }
        }
        BTreeSet::new()
    }

    /// The policy categories linked with an intervention function, in the wheel's order.
    pub fn policies_for(&self, function: &FunctionId) -> Vec<&PolicyCategory> {
        self.policies.iter().filter(|policy| self.function_policies.links(function, &policy.id)).collect()
    }

    /// The techniques that serve an intervention function: the most frequently used first, each list in the Guide's
    /// order.
    pub fn techniques_for(&self, function: &FunctionId) -> Vec<TechniqueLink> {
        let Some(row) = self.function_techniques.rows.iter().find(|row| row.of == *function) else { return vec![] };
        let frequent = row.frequent.iter().map(|&technique| TechniqueLink {
            technique,
            frequency: Frequency::Frequent,
            confidence: if row.confirmed.contains(&technique) { Confidence::Verified } else { Confidence::High },
        });
        let less_frequent = row.less_frequent.iter().map(|&technique| TechniqueLink {
            technique,
            frequency: Frequency::LessFrequent,
            confidence: Confidence::Medium,
        });
        frequent.chain(less_frequent).collect()
    }

    /// How a technique serves a function, if the Guide links them.
    pub fn technique_link(&self, function: &FunctionId, technique: TechniqueNumber) -> Option<TechniqueLink> {
        self.techniques_for(function).into_iter().find(|link| link.technique == technique)
    }

    /// The intervention functions a technique serves, in the wheel's order, with how it serves them.
    pub fn functions_of(&self, technique: TechniqueNumber) -> Vec<(&InterventionFunction, TechniqueLink)> {
        let link = |function: &InterventionFunction| self.technique_link(&function.id, technique);
        self.functions.iter().filter_map(|function| Some((function, link(function)?))).collect()
    }

    /// Where the links between functions and techniques are printed, as a short reference.
    pub fn techniques_citation(&self) -> &str {
        &self.function_techniques.citation
    }
}
