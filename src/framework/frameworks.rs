//! All frameworks of a study in one space of ids, the way up to COM-B, and hints.

use std::collections::HashMap;
use std::fmt;

use super::{Element, ElementId, ElementKind, Framework, FrameworkError};

/// The frameworks a study places its themes and codes in, with one space of ids.
#[derive(Clone, Debug)]
pub struct Frameworks {
    frameworks: Vec<Framework>,
    /// Where an element stands: which framework, which of its elements.
    places: HashMap<ElementId, (usize, usize)>,
}

impl Frameworks {
    /// These frameworks together, in this order.
    ///
    /// # Errors
    /// [`FrameworkError::Taken`] where two bear one id; [`FrameworkError::NotInComb`] where an element is said to lie
    /// usually in something that is not an element of COM-B, or is itself one.
    pub fn new(frameworks: Vec<Framework>) -> Result<Self, FrameworkError> {
        let mut places = HashMap::new();
        for (nth, framework) in frameworks.iter().enumerate() {
            if frameworks.iter().take(nth).any(|earlier| earlier.id == framework.id) {
                return Err(FrameworkError::Taken { id: framework.id.clone() });
            }
            for (place, element) in framework.elements.iter().enumerate() {
                places.insert(element.id.clone(), (nth, place));
            }
        }
        let joined = Frameworks { frameworks, places };
        for element in joined.frameworks.iter().flat_map(Framework::elements) {
            for target in &element.usually {
                let in_comb = joined.element(target).is_some_and(Element::is_of_comb);
                // A link from COM-B into itself could lead in a circle.
                if !in_comb || element.is_of_comb() {
                    return Err(FrameworkError::NotInComb { id: element.id.to_string(), target: target.to_string() });
                }
            }
        }
        Ok(joined)
    }

    /// These frameworks and a study's own beside them.
    ///
    /// # Errors
    /// As [`Frameworks::new`].
    pub fn with(&self, own: Framework) -> Result<Self, FrameworkError> {
        let mut frameworks = self.frameworks.clone();
        frameworks.push(own);
        Frameworks::new(frameworks)
    }

    /// Every framework, in order.
    pub fn all(&self) -> &[Framework] {
        &self.frameworks
    }

    /// The framework of this id, for instance `tdf`.
    pub fn framework(&self, id: &str) -> Option<&Framework> {
        self.frameworks.iter().find(|framework| framework.id == id)
    }

    /// The elements of the framework of this id in canonical order, each before its children; none where there is no
    /// such framework.
    pub fn elements(&self, framework: &str) -> &[Element] {
        self.framework(framework).map_or(&[], Framework::elements)
    }

    /// The element of this id.
    pub fn element(&self, id: &ElementId) -> Option<&Element> {
        let (nth, place) = *self.places.get(id)?;
        self.frameworks.get(nth)?.elements.get(place)
    }

    /// The elements directly under this one, in canonical order.
    pub fn children<'a>(&'a self, id: &'a ElementId) -> impl Iterator<Item = &'a Element> {
        self.elements(id.framework()).iter().filter(move |element| element.parent.as_ref() == Some(id))
    }

    /// The element and what it belongs to, from the top down: a domain, then its construct.
    pub fn path(&self, id: &ElementId) -> Vec<&Element> {
        let mut path: Vec<&Element> =
            std::iter::successors(self.element(id), |element| self.element(element.parent.as_ref()?)).collect();
        path.reverse();
        path
    }

    /// The COM-B components an element belongs to, or usually lies in, in canonical order.
    ///
    /// A sub-component belongs to its component; a TDF domain lies where its source links it, and a construct where
    /// its domain does.
    pub fn components(&self, id: &ElementId) -> Vec<&Element> {
        let Some(element) = self.element(id) else { return vec![] };
        let ends = match self.hint(id) {
            Some(hint) => hint.usually,
            None if element.is_of_comb() => vec![element],
            None => vec![],
        };
        let tops: Vec<&ElementId> =
            ends.iter().filter_map(|end| self.path(&end.id).first().map(|top| &top.id)).collect();
        self.frameworks.iter().flat_map(Framework::elements).filter(|component| tops.contains(&&component.id)).collect()
    }

    /// The one COM-B component an element belongs to or usually lies in; nothing where there is none or several.
    pub fn component(&self, id: &ElementId) -> Option<&Element> {
        match self.components(id)[..] {
            [component] => Some(component),
            _ => None,
        }
    }

    /// Where in COM-B an element of another framework usually lies: what to tell a researcher, never a rule.
    pub fn hint(&self, id: &ElementId) -> Option<Hint<'_>> {
        // A construct has no links of its own: the hint then speaks of its domain.
        let element = self.path(id).into_iter().rev().find(|element| !element.usually.is_empty())?;
        Some(Hint { element, usually: element.usually.iter().filter_map(|place| self.element(place)).collect() })
    }

    /// The hint to show where something is placed both in `id` and in `placed_in`, an element of COM-B, and the two
    /// do not go together as they usually do.
    ///
    /// A component goes together with its sub-components. Where anything is unknown there is no hint.
    pub fn hint_against(&self, id: &ElementId, placed_in: &ElementId) -> Option<Hint<'_>> {
        let place = self.element(placed_in).filter(|place| place.is_of_comb())?;
        let hint = self.hint(id)?;
        let agrees = hint.usually.iter().any(|usual| {
            self.path(&usual.id).iter().any(|over| over.id == place.id)
                || self.path(&place.id).iter().any(|over| over.id == usual.id)
        });
        (!agrees).then_some(hint)
    }
}

impl Element {
    /// Whether it is a component or sub-component of COM-B.
    pub fn is_of_comb(&self) -> bool {
        matches!(self.kind, ElementKind::CombComponent | ElementKind::CombSubComponent)
    }
}

/// Where in COM-B an element usually lies. Shown as its sentence: "Social Influences is usually social opportunity".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint<'a> {
    /// What the hint is about.
    pub element: &'a Element,
    /// Where it usually lies: at least one element of COM-B.
    pub usually: Vec<&'a Element>,
}

impl fmt::Display for Hint<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places: Vec<String> = self.usually.iter().map(|place| place.name.to_lowercase()).collect();
        write!(f, "{} is usually {}", self.element.name, places.join(" or "))
    }
}
