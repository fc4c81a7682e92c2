//! What came with another program's project, on its way back.

use std::collections::HashSet;

use super::{
    super::{
        beside::PART,
        carried, selection_of,
        xml::{Element, parse},
    },
    document::Writing,
};
use crate::{
    exchange::Loss,
    study::{Carried, Record},
};

impl Writing<'_> {
    /// Prepares everything that is given back, by container; tells what leads nowhere any more.
    pub(super) fn look_at_carried(&mut self) {
        let mut parts: Vec<&Carried> = self.study.carried().filter(|part| part.element != PART).collect();
        if parts.is_empty() {
            return;
        }
        parts.sort_by_key(|one| (one.order, one.id));
        if self.alone {
            parts.retain(|part| part.element == "Set");
        }
        let mut parts: Vec<(&Carried, Element)> =
            parts.into_iter().map(|part| (part, parse(&part.content).unwrap_or_default())).collect();
        parts.iter_mut().for_each(|(_, element)| self.beside.with_aliases(element));
        let known = self.known(parts.iter().map(|(_, element)| element));
        for (part, element) in parts {
            match carried::given_back(element, &known) {
                Some(element) if self.alone => {
                    if let Some(set) = of_codes(&element) {
                        self.carried.entry("Sets").or_default().push_str(&set.written());
                    }
                }
                Some(element) => {
                    self.carried.entry(container(&part.element)).or_default().push_str(&element.written());
                }
                None => self.losses.push(Loss {
                    element: part.element.clone(),
                    id: part.id.uuid().to_string(),
                    what: format!("“{}” of another program is left out: what it ties together is gone.", part.name),
                }),
            }
        }
    }

    /// What is given back in a container, as XML.
    pub(super) fn carried_in(&mut self, container: &str) -> String {
        self.carried.remove(container).unwrap_or_default()
    }

    /// The GUIDs of everything that is written, parts of other programs among it.
    fn known<'e>(&self, parts: impl Iterator<Item = &'e Element>) -> HashSet<String> {
        let written = self.study.records().filter(is_element);
        let mut known: HashSet<String> = written.map(|record| record.key().id.to_string()).collect();
        known.extend(self.beside.written_selections(self.study));
        known.extend(self.study.codings().map(|coding| selection_of(coding.id.uuid()).to_string()));
        for part in parts {
            carried::guids(part, &mut |guid| {
                known.insert(guid);
            });
        }
        known
    }
}

/// Whether a record is an element of the project. Empty memos are not written, and placements and the like have no element.
fn is_element(record: &Record) -> bool {
    match record {
        Record::Memo(memo) => !memo.text.trim().is_empty(),
        Record::Coder(_)
        | Record::Code(_)
        | Record::Coding(_)
        | Record::Transcript(_)
        | Record::Participant(_)
        | Record::Attribute(_)
        | Record::Group(_)
        | Record::Theme(_) => true,
        _ => false,
    }
}

/// A set as a codebook has it, where it has codes and nothing else.
fn of_codes(set: &Element) -> Option<Element> {
    let mut set = set.clone();
    let others = set.children.iter().any(|child| matches!(child.name.as_str(), "MemberSource" | "MemberNote"));
    let codes = set.children.iter_mut().filter(|child| child.name == "MemberCode");
    codes.flat_map(|code| &mut code.attributes).for_each(|(key, _)| *key = "guid".into());
    (!others).then_some(set)
}

/// The container that an element stands in.
fn container(element: &str) -> &'static str {
    match element {
        "Link" => "Links",
        "Set" => "Sets",
        "Graph" => "Graphs",
        _ => "Sources",
    }
}
