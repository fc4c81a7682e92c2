//! What came with another program's project, on its way back.

use std::collections::HashSet;

use super::{
    super::{
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
        let mut parts: Vec<&Carried> = self.study.carried().collect();
        if parts.is_empty() {
            return;
        }
        parts.sort_by_key(|one| (one.order, one.id));
        let parts: Vec<(&Carried, Element)> =
            parts.into_iter().map(|part| (part, parse(&part.content).unwrap_or_default())).collect();
        let known = self.known(parts.iter().map(|(_, element)| element));
        for (part, element) in parts {
            match carried::given_back(element, &known) {
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

/// The container that an element stands in.
fn container(element: &str) -> &'static str {
    match element {
        "Link" => "Links",
        "Set" => "Sets",
        "Graph" => "Graphs",
        _ => "Sources",
    }
}
