//! Attributes, groups, participants and transcripts.

use std::collections::HashMap;

use super::{Adopting, Case, fields};
use crate::{
    exchange::IncomingTranscript,
    journal::Change,
    operations::{GAP, in_sentence},
    study::{Attribute, AttributeValue, Describes, Group, Id, Kind, Participant, Source, Transcript, Turn},
};

impl Adopting<'_> {
    pub(super) fn attributes(&mut self) {
        let mut known: HashMap<(String, Describes), Id<Attribute>> = HashMap::new();
        for here in self.study.attributes() {
            known.insert((here.name.to_lowercase(), here.describes), here.id);
        }
        let mut order = self.study.attributes().map(|one| one.order).max().unwrap_or(0);
        for coming in &self.incoming.attributes {
            let key = (coming.name.trim().to_lowercase(), coming.describes);
            let same = self
                .same::<Attribute>(&coming.key)
                .filter(|id| self.study.get(*id).is_some_and(|here| here.describes == coming.describes));
            let id = match same.or(known.get(&key).copied()) {
                Some(id) => {
                    self.became(&coming.key, id);
                    self.finds(Kind::Attribute);
                    id
                }
                None => {
                    order += GAP;
                    let attribute = Attribute {
                        id: self.id_for(&coming.key),
                        order,
                        name: coming.name.trim().into(),
                        kind: coming.kind,
                        describes: coming.describes,
                        categories: coming.categories.clone(),
                    };
                    let id = attribute.id;
                    known.insert(key, id);
                    self.drafts.attributes.put(attribute);
                    self.makes(Kind::Attribute);
                    id
                }
            };
            self.attributes.push(id);
        }
    }

    /// Values by attribute, as the attributes' kinds want them.
    fn values(&mut self, coming: &[(usize, AttributeValue)], whose: &str) -> Vec<(Id<Attribute>, AttributeValue)> {
        let mut values = Vec::new();
        for (place, value) in coming {
            let Some(&id) = self.attributes.get(*place) else { continue };
            let Some(attribute) = self.drafts.attributes.edit(self.study, id) else { continue };
            match fields::fitted(attribute, value) {
                Some(value) => values.push((id, value)),
                None => {
                    let what =
                        format!("Its value for {} was left out: it is not of the kind recorded there.", attribute.name);
                    self.loses("value", whose, what);
                }
            }
        }
        values
    }

    fn told_otherwise(&mut self, others: &[Id<Attribute>], whose: &str) {
        for id in others {
            let name = self.drafts.attributes.edit(self.study, *id).map_or(String::new(), |one| one.name.clone());
            self.told.kept.push(format!("{name} of {whose} is another in the file; the study keeps its own."));
        }
    }

    /// The group with a label, made where there is none.
    fn group(&mut self, label: &str, key: &str) -> Option<Id<Group>> {
        let label = label.trim();
        if label.is_empty() {
            return None;
        }
        if let Some(id) = self.same(key) {
            return Some(id);
        }
        if let Some(&id) = self.groups.get(label) {
            self.became(key, id);
            return Some(id);
        }
        self.drafts.last_group += GAP;
        let group = Group {
            id: self.id_for(key),
            order: self.drafts.last_group,
            label: label.into(),
            date: None,
            place: String::new(),
            notes: String::new(),
            attributes: Default::default(),
        };
        let id = group.id;
        self.groups.insert(label.into(), id);
        self.drafts.groups.put(group);
        self.makes(Kind::Group);
        Some(id)
    }

    /// The participant of a group with a label, made where there is none.
    pub(super) fn participant(
        &mut self,
        group: Option<Id<Group>>,
        label: &str,
        moderator: bool,
        key_of_case: &str,
    ) -> Id<Participant> {
        let key = (group, label.trim().to_owned());
        if let Some(id) = self.same(key_of_case) {
            return id;
        }
        if let Some(&id) = self.participants.get(&key) {
            self.became(key_of_case, id);
            // Someone who is new, and of whom only now it is said that they ask.
            if moderator
                && self.study.get(id).is_none()
                && let Some(one) = self.drafts.participants.edit(self.study, id)
            {
                one.moderator = true;
            }
            return id;
        }
        // In the order in which they come; those who were there come first.
        let order = GAP.saturating_mul(i64::try_from(self.participants.len()).unwrap_or(i64::MAX).saturating_add(1));
        let before = group.map_or(0, |id| self.study.members_of(id).last().map_or(0, |last| last.order));
        let participant = Participant {
            id: self.id_for(key_of_case),
            group,
            order: before.saturating_add(order),
            label: key.1.clone(),
            moderator,
            notes: String::new(),
            attributes: Default::default(),
        };
        let id = participant.id;
        self.participants.insert(key, id);
        self.drafts.participants.put(participant);
        self.makes(Kind::Participant);
        id
    }

    pub(super) fn cases(&mut self) {
        for case in &self.incoming.cases {
            let label = case.label.trim();
            if label.is_empty() {
                self.loses("case", &case.key, "It was left out, because it has no name.");
                self.cases.push(None);
                continue;
            }
            let values = self.values(&case.values, label);
            let update = self.incoming.updates_values;
            let (made, other) = match case.is {
                Describes::Groups => {
                    let Some(id) = self.group(label, &case.key) else { continue };
                    let Some(group) = self.drafts.groups.edit(self.study, id) else { continue };
                    if group.notes.is_empty() {
                        group.notes = case.notes.trim().into();
                    }
                    (Case::Group(id), fields::fill(&mut group.attributes, &values, update))
                }
                _ => {
                    let group = self.group(&case.group, &case.group_key);
                    let id = self.participant(group, label, case.moderator, &case.key);
                    let Some(one) = self.drafts.participants.edit(self.study, id) else { continue };
                    if one.notes.is_empty() {
                        one.notes = case.notes.trim().into();
                    }
                    (Case::Participant(id), fields::fill(&mut one.attributes, &values, update))
                }
            };
            self.cases.push(Some(made));
            self.told_otherwise(&other, label);
        }
    }

    /// Values of a transcript that is here already.
    fn describe(&mut self, id: Id<Transcript>, coming: &IncomingTranscript, place: usize) {
        let values = self.values(&coming.values, &coming.title);
        let Some(here) = self.study.get(id) else { return };
        let mut described = here.clone();
        let other = fields::fill(&mut described.attributes, &values, self.incoming.updates_values);
        if self.chosen(place) {
            self.reattribute(&mut described, coming);
        }
        if described != *here {
            self.changes.push(Change::altered(here, described));
        }
        self.told_otherwise(&other, &coming.title);
    }

    pub(super) fn transcripts(&mut self) {
        let study = self.study;
        let mut known: HashMap<&str, Id<Transcript>> =
            study.transcripts().map(|one| (study.text(one.id), one.id)).collect();
        let mut order = study.transcripts_in_order().last().map_or(0, |last| last.order);
        let incoming = self.incoming;
        for coming in &incoming.transcripts {
            if coming.text.trim().is_empty() {
                self.loses("source", &coming.title, "It was left out, because it has no text.");
                self.transcripts.push(None);
                continue;
            }
            if let Some(&id) = known.get(coming.text.as_str()) {
                self.became(&coming.key, id);
                self.finds(Kind::Transcript);
                self.transcripts.push(Some(id));
                self.describe(id, coming, self.transcripts.len() - 1);
                continue;
            }
            let group = coming.group.as_deref().and_then(|label| self.group(label, &coming.group_key));
            let speakers: Vec<Id<Participant>> =
                coming.speakers.iter().map(|one| self.participant(group, &one.label, one.moderator, "")).collect();
            let turns =
                coming.turns.iter().filter(|turn| turn.span.of(&coming.text).is_some_and(|words| !words.is_empty()));
            let turns = turns.map(|turn| Turn {
                span: turn.span,
                speaker: turn.speaker.and_then(|at| speakers.get(at).copied()),
                time_ms: turn.time_ms,
            });
            let values = self.values(&coming.values, &coming.title);
            order += GAP;
            let transcript = Transcript {
                id: self.id_for(&coming.key),
                order,
                title: if coming.title.trim().is_empty() { "Untitled".into() } else { coming.title.trim().into() },
                group,
                source: Source {
                    file_name: coming.file_name.clone(),
                    file_type: coming.file_type.clone(),
                    ..Source::default()
                },
                direction: coming.direction,
                attributes: values.into_iter().collect(),
                turns: turns.collect(),
            };
            let id = transcript.id;
            known.insert(&coming.text, id);
            self.changes.push(Change::Splice {
                transcript: id,
                at: 0,
                removed: String::new(),
                inserted: coming.text.clone(),
            });
            self.changes.push(Change::made(transcript));
            self.makes(Kind::Transcript);
            self.transcripts.push(Some(id));
        }
        let untold = incoming.transcripts.iter().zip(&self.transcripts).filter(|(coming, id)| {
            id.and_then(|id| study.get(id)).is_some_and(|here| here.title != coming.title.trim())
        });
        let sentences: Vec<String> = untold
            .filter_map(|(coming, id)| {
                let here = study.get((*id)?)?;
                Some(format!(
                    "{} is in the study already, as {}: the text is the same to the letter.",
                    in_sentence(&coming.title),
                    in_sentence(&here.title)
                ))
            })
            .collect();
        self.told.kept.extend(sentences);
    }
}
