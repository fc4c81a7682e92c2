//! What the ids on a line of the text form stand for, in words.

use std::collections::HashMap;

use uuid::Uuid;

use super::ron_writer::Line;
use crate::study::{Coding, Id, Study};

/// How many characters of a name or a passage a comment shows.
const SHOWN: usize = 60;

/// The words for the ids of a study.
pub struct Words<'s> {
    study: &'s Study,
    names: HashMap<Uuid, String>,
}

impl<'s> Words<'s> {
    pub fn of(study: &'s Study) -> Self {
        let mut names = HashMap::new();
        let mut name = |id: Uuid, name: &str| {
            names.insert(id, shortened(name));
        };
        study.coders().for_each(|coder| name(coder.id.uuid(), &coder.name));
        study.attributes().for_each(|attribute| name(attribute.id.uuid(), &attribute.name));
        study.groups().for_each(|group| name(group.id.uuid(), &group.label));
        study.participants().for_each(|participant| name(participant.id.uuid(), &participant.label));
        study.transcripts().for_each(|transcript| name(transcript.id.uuid(), &transcript.title));
        study.codes().for_each(|code| name(code.id.uuid(), &code.name));
        study.boards().for_each(|board| name(board.id.uuid(), &board.name));
        study.themes().for_each(|theme| name(theme.id.uuid(), &theme.name));
        study.interventions().for_each(|intervention| name(intervention.id.uuid(), &intervention.outline));
        study.versions().for_each(|version| name(version.id.uuid(), &version.name));
        study.rounds().for_each(|round| name(round.id.uuid(), &round.name));
        Words { study, names }
    }

    /// The comment after a line: a coding with its passage; of other lines, the names of what they point at.
    pub fn about(&self, line: &Line) -> Option<String> {
        if let Some(coding) =
            line.own.and_then(|id| self.study.get(Id::from_uuid(id))).filter(|_| !line.others.is_empty())
        {
            return Some(self.coding(coding));
        }
        let names: Vec<String> = line.others.iter().filter_map(|&id| self.name(id)).collect();
        (!names.is_empty()).then(|| names.join(" · "))
    }

    fn name(&self, id: Uuid) -> Option<String> {
        let coding = || self.study.get(Id::from_uuid(id)).map(|coding| self.coding(coding));
        self.names.get(&id).cloned().or_else(coding)
    }

    /// "Ana · Short-term funding: “we never know …”".
    fn coding(&self, coding: &Coding) -> String {
        let name = |id: Uuid| self.names.get(&id).map_or("?", String::as_str);
        let passage = coding.span.of(self.study.text(coding.transcript)).unwrap_or_default();
        let (coder, code) = (name(coding.coder.uuid()), name(coding.code.uuid()));
        format!("{coder} · {code}: “{}”", shortened(passage))
    }
}

fn shortened(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{} …", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}
