//! What came with another program's project, on its way back.

use std::collections::HashSet;

use super::{
    super::{carried, selection_of, xml::Element},
    document::Writing,
};
use crate::{
    exchange::Loss,
    study::{Carried, Kind},
};

impl Writing<'_> {
    /// Prepares everything that is given back, by container; tells what leads nowhere any more.
    pub(super) fn look_at_carried(&mut self) {
        let mut parts: Vec<&Carried> = self.study.carried().collect();
        if parts.is_empty() {
            return;
        }
        parts.sort_by_key(|one| (one.order, one.id));
        let known = self.known(&parts);
        for part in parts {
            match carried::given_back(part, &known) {
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

    /// The GUIDs of everything that is written.
    fn known(&self, parts: &[&Carried]) -> HashSet<String> {
        let mut known: HashSet<String> = self.study.records().map(|record| record.key().id.to_string()).collect();
        known.extend(self.study.codings().map(|coding| selection_of(coding.id.uuid()).to_string()));
        // Empty memos are not written, and cards of placements and the like are no elements.
        for record in self.study.records() {
            let key = record.key();
            if !matches!(
                key.kind,
                Kind::Coder
                    | Kind::Code
                    | Kind::Coding
                    | Kind::Transcript
                    | Kind::Participant
                    | Kind::Attribute
                    | Kind::Memo
                    | Kind::Group
                    | Kind::Theme
            ) {
                known.remove(&key.id.to_string());
            }
        }
        for part in parts {
            let parsed = super::super::xml::parse(&part.content).unwrap_or_else(|_| Element::default());
            carried::guids(&parsed, &mut |guid| {
                known.insert(guid);
            });
        }
        known
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
