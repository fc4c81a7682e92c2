//! A framework, and the elements it is made of.

use std::fmt;

use serde::Deserialize;

use super::ElementId;

/// A framework: a named set of elements in which themes and codes are placed.
///
/// Two come with the program; a study may bring its own, read by [`Framework::from_ron`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Framework {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) short: String,
    pub(super) citations: Vec<String>,
    pub(super) elements: Vec<Element>,
}

impl Framework {
    /// What stands before the first full stop of each of its elements' ids, for instance `tdf`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The name in full.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name for tight places, for instance `TDF`.
    pub fn short(&self) -> &str {
        &self.short
    }

    /// Short references to where it was published; none where the author of a study's own framework gave none.
    pub fn citations(&self) -> &[String] {
        &self.citations
    }

    /// Its elements in canonical order: each before its children.
    pub fn elements(&self) -> &[Element] {
        &self.elements
    }
}

/// One element of a framework: a component, a domain, a construct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// The stable id, the same in every version of the program.
    pub id: ElementId,
    /// What it is in its framework.
    pub kind: ElementKind,
    /// The name as published, in the source's own capitals.
    pub name: String,
    /// A short form of the name, where there is one in use.
    pub abbreviation: Option<String>,
    /// What it means in a sentence of this project's own words; empty only in a study's own framework.
    pub plain: String,
    /// The element it belongs to.
    pub parent: Option<ElementId>,
    /// The COM-B components or sub-components in which it usually lies, as its source has it; on the element itself
    /// only, so a construct has its domain's: see [`Frameworks::hint`](super::Frameworks::hint).
    pub usually: Vec<ElementId>,
    /// What a researcher should know about it.
    pub note: Option<String>,
    /// Classes of the Behaviour Change Intervention Ontology that stand for it, for instance `BCIO:050215`.
    pub ontology: Vec<String>,
}

/// What an element is in its framework.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum ElementKind {
    /// Capability, opportunity or motivation.
    CombComponent,
    /// One of the two halves of a COM-B component.
    CombSubComponent,
    /// One of the 14 domains of the Theoretical Domains Framework.
    TdfDomain,
    /// One of the 84 constructs that make up the domains.
    TdfConstruct,
    /// What a study's own framework calls its elements, for instance `Named("Construct")`.
    Named(String),
}

impl fmt::Display for ElementKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ElementKind::CombComponent => "COM-B component",
            ElementKind::CombSubComponent => "COM-B sub-component",
            ElementKind::TdfDomain => "TDF domain",
            ElementKind::TdfConstruct => "TDF construct",
            ElementKind::Named(name) => name,
        })
    }
}
