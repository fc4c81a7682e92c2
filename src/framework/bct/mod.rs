//! Behaviour change techniques: the taxonomy, search in it, and evidence on mechanisms of action.

mod mechanism;
mod number;
mod search;

pub use mechanism::{Evidence, MechanismLink, Mechanisms, Standing};
pub use number::{NotATechniqueNumber, TechniqueNumber};

use serde::Deserialize;

use super::ElementId;

/// A taxonomy of behaviour change techniques: 93 techniques in 16 groups.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taxonomy {
    /// The name and version, as a report gives it.
    pub name: String,
    /// Where it was published, as a short reference.
    pub citation: String,
    /// The groups in order of their numbers.
    pub groups: Vec<TechniqueGroup>,
    /// What techniques are thought to work through: some evidence, never the whole.
    pub mechanisms: Mechanisms,
}

/// A group of techniques.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TechniqueGroup {
    /// From 1: what stands before the full stop of its techniques' numbers.
    pub number: u8,
    /// The name as published, in British spelling.
    pub name: String,
    /// Its techniques in order of their numbers.
    pub techniques: Vec<Technique>,
}

/// A behaviour change technique.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Technique {
    /// The published number.
    pub number: TechniqueNumber,
    /// The published label, in British spelling.
    pub name: String,
    /// What it means in a sentence of this project's own words; not the published definition.
    pub plain: String,
    /// Classes of the Behaviour Change Intervention Ontology that stand for it, for instance `BCIO:007008`.
    pub ontology: Vec<String>,
}

impl Taxonomy {
    /// Every technique in order of the numbers.
    pub fn techniques(&self) -> impl Iterator<Item = &Technique> {
        self.groups.iter().flat_map(|group| &group.techniques)
    }

    /// The technique of this number.
    pub fn technique(&self, number: TechniqueNumber) -> Option<&Technique> {
        self.group(number)?.techniques.iter().find(|technique| technique.number == number)
    }

    /// The group a number belongs to, whether or not there is such a technique in it.
    pub fn group(&self, number: TechniqueNumber) -> Option<&TechniqueGroup> {
        self.groups.iter().find(|group| group.number == number.group)
    }

    /// What a technique is thought to work through. Some evidence: an empty answer is no evidence that it works
    /// through nothing.
    pub fn mechanisms_of(&self, technique: TechniqueNumber) -> impl Iterator<Item = &MechanismLink> {
        self.mechanisms.links.iter().filter(move |link| link.technique == technique)
    }

    /// Techniques thought to work through a TDF domain, with the evidence. Some evidence, never the whole list.
    pub fn working_through<'a>(&'a self, domain: &'a ElementId) -> impl Iterator<Item = &'a MechanismLink> {
        self.mechanisms.links.iter().filter(move |link| link.domain.as_ref() == Some(domain))
    }
}
