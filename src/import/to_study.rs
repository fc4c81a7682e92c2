//! From what was found in a file to what an operation adds to a study.

use super::Proposed;
use crate::{
    operations::{GroupChoice, NewSpeaker, NewTranscript, NewTurn},
    study::Source,
};

impl Proposed {
    /// The transcript to add, in a group.
    pub fn into_new(self, group: GroupChoice) -> NewTranscript {
        let speakers =
            self.speakers.into_iter().map(|speaker| NewSpeaker { label: speaker.label, moderator: speaker.moderator });
        let turns = self.turns.into_iter().map(|turn| NewTurn {
            span: turn.span,
            speaker: turn.speaker,
            time_ms: turn.time_ms,
        });
        NewTranscript {
            title: self.title,
            group,
            text: self.text,
            speakers: speakers.collect(),
            turns: turns.collect(),
            source: Source {
                file_name: self.source.name,
                file_type: self.source.file_type.extension().to_owned(),
                hash: self.source.blake3,
                encoding: self.encoding.map(|encoding| encoding.label).unwrap_or_default(),
            },
        }
    }
}
