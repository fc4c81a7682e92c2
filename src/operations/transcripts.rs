//! Transcripts in, with the group and the participants they bring.

use std::collections::HashMap;

use super::{Declined, Planned, altered, in_sentence, order::GAP};
use crate::{
    journal::{Change, Entry, Stamp},
    study::{Direction, Group, Id, Participant, Source, Study, Transcript, Turn},
    text::Span,
};

/// Which group a new transcript belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupChoice {
    None,
    Existing(Id<Group>),
    /// A group with this label: the one that has it, or a new one.
    Labelled(String),
}

/// Someone who speaks in a new transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSpeaker {
    pub label: String,
    pub moderator: bool,
}

/// One turn of a new transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTurn {
    /// Bytes of the text.
    pub span: Span,
    /// Place in the list of speakers.
    pub speaker: Option<usize>,
    pub time_ms: Option<u64>,
}

/// A transcript as it is to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTranscript {
    pub title: String,
    pub group: GroupChoice,
    /// Normalised: no byte order mark, LF line ends.
    pub text: String,
    pub speakers: Vec<NewSpeaker>,
    pub turns: Vec<NewTurn>,
    pub source: Source,
}

/// Adds a transcript; its speakers become participants of its group, or are found among them by label.
pub fn add_transcript(study: &Study, stamp: &Stamp, new: NewTranscript) -> Result<(Id<Transcript>, Entry), Declined> {
    if new.text.trim().is_empty() {
        return Err(Declined::Because(format!("{} has no text, so there is nothing to code in it.", new.title)));
    }
    if let Some(same) = study.transcripts().find(|transcript| study.text(transcript.id) == new.text) {
        return Err(Declined::Because(format!(
            "{} is in the study already, as {}: the text is the same to the letter.",
            new.title, same.title
        )));
    }
    let mut changes = Vec::new();
    let group = match new.group {
        GroupChoice::None => None,
        GroupChoice::Existing(id) => Some(super::found(study, id)?.id),
        GroupChoice::Labelled(label) => Some(match study.groups().find(|group| group.label == label) {
            Some(group) => group.id,
            None => {
                let group = group_labelled(study, stamp, label);
                let id = group.id;
                changes.push(Change::made(group));
                id
            }
        }),
    };
    let members: Vec<&Participant> = match group.and_then(|id| study.get(id)) {
        Some(group) => study.members_of(group.id),
        None => Vec::new(),
    };
    let mut known: HashMap<&str, Id<Participant>> =
        members.iter().map(|member| (member.label.as_str(), member.id)).collect();
    let mut order = members.last().map_or(0, |member| member.order);
    let mut speakers = Vec::new();
    for speaker in &new.speakers {
        let id = *known.entry(&speaker.label).or_insert_with(|| {
            order += GAP;
            let participant = Participant {
                id: stamp.id(),
                group,
                order,
                label: speaker.label.clone(),
                moderator: speaker.moderator,
                notes: String::new(),
                attributes: Default::default(),
            };
            let id = participant.id;
            changes.push(Change::made(participant));
            id
        });
        speakers.push(id);
    }
    let turns = new.turns.into_iter().map(|turn| Turn {
        span: turn.span,
        speaker: turn.speaker.and_then(|speaker| speakers.get(speaker).copied()),
        time_ms: turn.time_ms,
    });
    let last = study.transcripts_in_order().last().map_or(0, |transcript| transcript.order);
    let transcript = Transcript {
        id: stamp.id(),
        order: last + GAP,
        title: new.title,
        group,
        source: new.source,
        direction: Direction::Auto,
        attributes: Default::default(),
        turns: turns.collect(),
    };
    let (id, sentence) = (transcript.id, format!("Added the transcript {}", in_sentence(&transcript.title)));
    changes.push(Change::Splice { transcript: id, at: 0, removed: String::new(), inserted: new.text });
    changes.push(Change::made(transcript));
    Ok((id, Entry::new(stamp, sentence, changes)))
}

/// A transcript's record, altered: its title, group, order, direction or attributes.
pub fn describe(study: &Study, stamp: &Stamp, transcript: Transcript) -> Planned {
    let sentence = format!("Altered what is recorded of {}", in_sentence(&transcript.title));
    altered(study, stamp, transcript, sentence)
}

fn group_labelled(study: &Study, stamp: &Stamp, label: String) -> Group {
    let last = study.groups_in_order().last().map_or(0, |group| group.order);
    Group {
        id: stamp.id(),
        order: last + GAP,
        label,
        date: None,
        place: String::new(),
        notes: String::new(),
        attributes: Default::default(),
    }
}
