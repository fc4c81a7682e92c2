//! A framework written as RON, read into a [`Framework`], and what may be wrong with it.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

use super::{Element, ElementId, ElementKind, Framework};

/// Why a framework cannot be used. Each message says what happened, what is safe and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FrameworkError {
    /// The text is not RON of the form the program reads.
    #[error(
        "The framework file cannot be read at line {line}, column {column}: {problem}. \
         Nothing was changed. Correct the file there and load it again."
    )]
    Unreadable {
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What was expected there.
        problem: String,
    },
    /// A framework without an id, or with one of other characters than letters, digits, `_` and `-`.
    #[error(
        "The framework's id “{id}” cannot be used. Nothing was changed. \
         Give it an id of letters, digits, _ and - only, for instance “capacity”."
    )]
    FrameworkId {
        /// The id as written.
        id: String,
    },
    /// An element whose id does not begin with its framework's, or has other characters than ids have.
    #[error(
        "The element “{id}” cannot be used. Nothing was changed. \
         Give it an id that begins with “{framework}.” and goes on with letters, digits, _, - and / only."
    )]
    ElementId {
        /// The element's id as written.
        id: String,
        /// The framework's id.
        framework: String,
    },
    /// A framework, or an element, has no name.
    #[error("“{id}” has no name. Nothing was changed. Write one in the framework file and load it again.")]
    Nameless {
        /// What has no name.
        id: String,
    },
    /// Two elements bear one id.
    #[error("Two elements bear the id “{id}”. Nothing was changed. Give one of them another id.")]
    Repeated {
        /// The id both bear.
        id: String,
    },
    /// An element lies deeper than the levels the file names.
    #[error(
        "“{id}” lies deeper than the {levels} level(s) the framework names. Nothing was changed. \
         Add a level to the list “levels”, or move the element up."
    )]
    TooDeep {
        /// The element's id.
        id: String,
        /// How many levels the file names.
        levels: usize,
    },
    /// Two frameworks bear one id.
    #[error(
        "There is already a framework with the id “{id}”. Nothing was changed. \
         Give the new one another id, in the file's head and before the full stop of each element's id."
    )]
    Taken {
        /// The id both bear.
        id: String,
    },
    /// A link to something that is not an element of COM-B.
    #[error(
        "“{id}” is said to lie usually in “{target}”, which is no element of COM-B. Nothing was changed. \
         Name COM-B components or sub-components there, for instance “comb.social_opportunity”."
    )]
    NotInComb {
        /// The element that has the link.
        id: String,
        /// Where the link leads.
        target: String,
    },
}

impl FrameworkError {
    /// The line, from 1, of the file's text on which the mistake stands; nothing where no line says it.
    pub fn line(&self, text: &str) -> Option<usize> {
        let quoted = |id: &str| format!("\"{id}\"");
        let lines = |words: String| {
            text.lines().enumerate().filter(move |(_, line)| line.contains(&words)).map(|(place, _)| place + 1)
        };
        match self {
            FrameworkError::Unreadable { line, .. } => Some(*line),
            // The second of the two is the one that was added.
            FrameworkError::Repeated { id } => lines(quoted(id)).last(),
            FrameworkError::NotInComb { id, target } => {
                let from = lines(quoted(id)).next().unwrap_or(1);
                lines(quoted(target)).find(|line| *line >= from)
            }
            FrameworkError::FrameworkId { id }
            | FrameworkError::ElementId { id, .. }
            | FrameworkError::Nameless { id }
            | FrameworkError::TooDeep { id, .. }
            | FrameworkError::Taken { id } => lines(quoted(id)).next(),
        }
    }

    /// The mistake in a sentence, with the line of the file on which it stands.
    pub fn told(&self, text: &str) -> String {
        match (self, self.line(text)) {
            (FrameworkError::Unreadable { .. }, _) | (_, None) => self.to_string(),
            (_, Some(line)) => format!("Line {line}: {self}"),
        }
    }
}

/// A framework as its file states it.
#[derive(Deserialize)]
#[serde(rename = "Framework", deny_unknown_fields)]
struct Definition {
    id: String,
    name: String,
    short: Option<String>,
    #[serde(default)]
    citations: Vec<String>,
    levels: Vec<ElementKind>,
    elements: Vec<ElementDefinition>,
}

#[derive(Deserialize)]
#[serde(rename = "Element", deny_unknown_fields)]
struct ElementDefinition {
    id: ElementId,
    name: String,
    abbreviation: Option<String>,
    #[serde(default)]
    plain: String,
    #[serde(default)]
    usually: Vec<ElementId>,
    note: Option<String>,
    #[serde(default)]
    ontology: Vec<String>,
    #[serde(default)]
    children: Vec<ElementDefinition>,
}

impl Framework {
    /// Reads a framework from RON text of the form that `assets/framework/tdf.ron` shows.
    ///
    /// Where its elements usually lie in COM-B is checked only when it joins others, in
    /// [`Frameworks::with`](super::Frameworks::with).
    ///
    /// # Errors
    /// [`FrameworkError`] for text that is not such RON, for missing names, and for ids that are repeated, malformed
    /// or another framework's.
    pub fn from_ron(text: &str) -> Result<Self, FrameworkError> {
        let definition: Definition = read_ron(text)?;
        let plain_id = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        if definition.id.is_empty() || !definition.id.chars().all(plain_id) {
            return Err(FrameworkError::FrameworkId { id: definition.id });
        }
        if definition.name.trim().is_empty() {
            return Err(FrameworkError::Nameless { id: definition.id });
        }
        let mut reading =
            Reading { framework: &definition.id, levels: &definition.levels, seen: BTreeSet::new(), elements: vec![] };
        reading.take(definition.elements, None, 0)?;
        let elements = reading.elements;
        Ok(Framework {
            short: definition.short.unwrap_or_else(|| definition.name.clone()),
            id: definition.id,
            name: definition.name,
            citations: definition.citations,
            elements,
        })
    }
}

/// RON in which an optional value is written without `Some`.
pub(super) fn read_ron<T: DeserializeOwned>(text: &str) -> Result<T, FrameworkError> {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME).from_str(text).map_err(
        |error| FrameworkError::Unreadable {
            line: error.span.start.line,
            column: error.span.start.col,
            problem: error.code.to_string(),
        },
    )
}

/// The nested elements of a file, being laid out in one list.
struct Reading<'a> {
    framework: &'a str,
    levels: &'a [ElementKind],
    seen: BTreeSet<ElementId>,
    elements: Vec<Element>,
}

impl Reading<'_> {
    fn take(
        &mut self,
        definitions: Vec<ElementDefinition>,
        parent: Option<&ElementId>,
        depth: usize,
    ) -> Result<(), FrameworkError> {
        for definition in definitions {
            let id = definition.id;
            if !self.is_own(&id) {
                return Err(FrameworkError::ElementId { id: id.to_string(), framework: self.framework.to_string() });
            }
            if definition.name.trim().is_empty() {
                return Err(FrameworkError::Nameless { id: id.to_string() });
            }
            if !self.seen.insert(id.clone()) {
                return Err(FrameworkError::Repeated { id: id.to_string() });
            }
            let Some(kind) = self.levels.get(depth) else {
                return Err(FrameworkError::TooDeep { id: id.to_string(), levels: self.levels.len() });
            };
            self.elements.push(Element {
                id: id.clone(),
                kind: kind.clone(),
                name: definition.name,
                abbreviation: definition.abbreviation,
                plain: definition.plain,
                parent: parent.cloned(),
                usually: definition.usually,
                note: definition.note,
                ontology: definition.ontology,
            });
            self.take(definition.children, Some(&id), depth + 1)?;
        }
        Ok(())
    }

    fn is_own(&self, id: &ElementId) -> bool {
        let Some(rest) = id.as_str().strip_prefix(self.framework).and_then(|rest| rest.strip_prefix('.')) else {
            return false;
        };
        !rest.is_empty() && rest.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '/'))
    }
}
