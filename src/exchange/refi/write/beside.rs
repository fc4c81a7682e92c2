//! What came with projects beside what a study holds ([`super::super::beside`]), on its way back.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::{
    super::{
        beside::{PART, hash},
        schema,
        xml::{Element, parse},
    },
    guid,
};
use crate::study::{Carried, Coder, Coding, Id, Study};

/// What is kept of elements, by name and id. Of two projects that say something of one element, the first counts.
#[derive(Default)]
pub(super) struct Beside {
    elements: HashMap<(String, Uuid), Element>,
    project: Option<Element>,
    selections: Vec<Element>,
    /// The place of a coding's or a note's selection.
    selection_of: HashMap<Uuid, usize>,
    /// Selections of a source in which codes stand for cases.
    twins: HashMap<Uuid, Vec<Element>>,
    /// Ids of selections that are those of others.
    aliases: HashMap<String, String>,
}

/// Attributes to be written.
pub(super) type Attributes = Vec<(&'static str, String)>;

impl Beside {
    pub(super) fn of(study: &Study) -> Self {
        let mut beside = Beside::default();
        let mut parts: Vec<&Carried> = study.carried().filter(|part| part.element == PART).collect();
        parts.sort_by_key(|part| (part.order, part.id));
        for part in parts {
            let Ok(project) = parse(&part.content) else { continue };
            for mut element in project.children.iter().cloned() {
                if element.name == "TextSource" {
                    let (selections, others) =
                        element.children.into_iter().partition(|child| child.name == "PlainTextSelection");
                    element.children = others;
                    beside.selections_of(id(&element, "guid").unwrap_or_default(), selections);
                }
                if let Some(id) = id(&element, "guid") {
                    beside.elements.entry((element.name.clone(), id)).or_insert(element);
                }
            }
            beside.project.get_or_insert(project);
        }
        beside
    }

    fn selections_of(&mut self, source: Uuid, selections: Vec<Element>) {
        for selection in selections {
            if selection.attribute("from").is_some() && !self.elements.contains_key(&("TextSource".to_owned(), source))
            {
                self.twins.entry(source).or_default().push(selection.clone());
            }
            self.selection(selection);
        }
    }

    /// Selections of a source in which codes stand for cases.
    pub(super) fn twins_in(&self, source: Uuid) -> &[Element] {
        self.twins.get(&source).map_or(&[], Vec::as_slice)
    }

    fn selection(&mut self, selection: Element) {
        let place = self.selections.len();
        let codings = selection.all("Coding").filter_map(|coding| id(coding, "guid"));
        let notes = selection.all("NoteRef").filter_map(|note| id(note, "targetGUID"));
        let members: Vec<Uuid> = codings.chain(notes).chain(id(&selection, "guid")).collect();
        for member in members {
            let known = *self.selection_of.entry(member).or_insert(place);
            let other = self.selections.get(known).and_then(|other| id(other, "guid"));
            if let (Some(other), Some(own)) = (other, id(&selection, "guid"))
                && other != own
            {
                self.aliases.insert(own.to_string(), guid(other));
            }
        }
        self.selections.push(selection);
    }

    pub(super) fn element(&self, name: &str, id: Uuid) -> Option<&Element> {
        self.elements.get(&(name.to_owned(), id))
    }

    /// Elements of a name, by id.
    pub(super) fn all(&self, name: &str) -> Vec<(Uuid, &Element)> {
        let mut all: Vec<(Uuid, &Element)> =
            self.elements.iter().filter(|((own, _), _)| own == name).map(|((_, id), element)| (*id, element)).collect();
        all.sort_by_key(|(id, _)| *id);
        all
    }

    /// The selection that a coding or a memo came in.
    pub(super) fn selection_with(&self, member: Uuid) -> Option<&Element> {
        self.selections.get(*self.selection_of.get(&member)?)
    }

    /// Ids of selections that will be written: those of which a coding or a memo is still there.
    pub(super) fn written_selections(&self, study: &Study) -> HashSet<String> {
        let there = |selection: &&Element| {
            let coding = |coding: &Element| {
                id(coding, "guid").is_some_and(|id| study.get(Id::<Coding>::from_uuid(id)).is_some())
            };
            let memo = |guid: Option<Uuid>| {
                guid.is_some_and(|id| study.get(Id::<crate::study::Memo>::from_uuid(id)).is_some())
            };
            selection.all("Coding").any(coding)
                || selection.all("NoteRef").any(|note| memo(id(note, "targetGUID")))
                || memo(id(selection, "guid"))
        };
        self.selections.iter().filter(there).filter_map(|one| Some(id(one, "guid")?.to_string())).collect()
    }

    /// Ids of selections in a part become those of the selections that are written for them.
    pub(super) fn with_aliases(&self, element: &mut Element) {
        if self.aliases.is_empty() {
            return;
        }
        for (key, value) in &mut element.attributes {
            if let Some(other) = self.aliases.get(&value.to_lowercase()).filter(|_| key != "guid") {
                value.clone_from(other);
            }
        }
        element.children.iter_mut().for_each(|child| self.with_aliases(child));
    }

    /// Who made the project and when.
    pub(super) fn of_project(&self, study: &Study) -> Attributes {
        let Some(project) = &self.project else { return Vec::new() };
        ["creatingUserGUID", "creationDateTime", "modifyingUserGUID", "modifiedDateTime"]
            .into_iter()
            .filter_map(|key| Some((key, allowed(project, key, study)?)))
            .collect()
    }
}

/// Who made an element and when, and, where its words are still the same, who changed it and when.
pub(super) fn made(kept: Option<&Element>, words: &str, study: &Study) -> Attributes {
    let Some(kept) = kept else { return Vec::new() };
    let same = is_same(kept, words);
    ["creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime"]
        .into_iter()
        .filter(|key| same || key.starts_with("creat"))
        .filter_map(|key| Some((key, allowed(kept, key, study)?)))
        .collect()
}

/// Whether an element still has the words that it came with.
pub(super) fn is_same(kept: &Element, words: &str) -> bool {
    kept.attribute("words").is_some_and(|known| known == hash(words))
}

/// An attribute as it came, where the schema and the study's people allow it.
pub(super) fn allowed(kept: &Element, key: &str, study: &Study) -> Option<String> {
    let value = kept.attribute(key)?;
    let allowed = if key.contains("User") {
        id(kept, key).is_some_and(|id| study.get(Id::<Coder>::from_uuid(id)).is_some())
    } else {
        schema::is_a_time(value)
    };
    allowed.then(|| value.to_owned())
}

/// A GUID in an attribute.
pub(super) fn id(element: &Element, key: &str) -> Option<Uuid> {
    Uuid::parse_str(&element.guid(key)?).ok()
}
