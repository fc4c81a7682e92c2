//! What a person can correct in a proposed transcript before it is added: names, who is whose, what is no label.

use super::preview::{Proposed, ProposedSpeaker};
use super::speakers::label::{is_slip, written_out};

/// Two speakers who may be one: offered, never done unasked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The speaker who would go, as an index.
    pub from: usize,
    /// The speaker who would stay.
    pub into: usize,
}

impl Proposed {
    /// Calls a speaker by another label; where another speaker has that label already, they become one.
    /// Returns whether anything changed: not for a blank label, the same one, or a speaker who is not there.
    pub fn rename_speaker(&mut self, speaker: usize, label: &str) -> bool {
        let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
        let same = self.speakers.iter().position(|other| other.label == label);
        match (self.speakers.get_mut(speaker), same) {
            (None, _) => false,
            (_, Some(other)) if other == speaker => false,
            (_, Some(other)) => self.merge_speakers(speaker, other),
            (Some(_), None) if label.is_empty() => false,
            (Some(found), None) => {
                found.label = label;
                self.put_together();
                true
            }
        }
    }

    /// Makes one speaker of two: the turns of `from` become those of `into`. Speakers after `from` move up by one.
    /// Returns whether anything changed.
    pub fn merge_speakers(&mut self, from: usize, into: usize) -> bool {
        if from == into || from >= self.speakers.len() || into >= self.speakers.len() {
            return false;
        }
        for of in self.speaker_of.iter_mut().filter(|of| **of == Some(from)) {
            *of = Some(into);
        }
        if self.unlabelled == Some(from) {
            self.unlabelled = Some(into);
        }
        self.drop_speaker(from);
        self.put_together();
        true
    }

    /// Says whether a speaker is a moderator. Returns whether anything changed.
    pub fn set_moderator(&mut self, speaker: usize, moderator: bool) -> bool {
        match self.speakers.get_mut(speaker) {
            Some(found) if found.moderator != moderator => {
                found.moderator = moderator;
                true
            }
            _ => false,
        }
    }

    /// Says that a speaker is none: all its labels go back into the text, which goes on with whoever spoke before, and
    /// they are listed as doubtful. Speakers after it move up by one. Returns whether anything changed.
    pub fn not_a_speaker(&mut self, speaker: usize) -> bool {
        if speaker >= self.speakers.len() {
            return false;
        }
        for of in self.speaker_of.iter_mut().filter(|of| **of == Some(speaker)) {
            *of = None;
        }
        self.drop_speaker(speaker);
        self.put_together();
        true
    }

    /// Says that a doubtful label is a speaker's: of one already there (`into`), or of a new one, who is listed last.
    /// The label leaves the text. Returns whether anything changed.
    pub fn is_a_speaker(&mut self, doubtful: usize, into: Option<usize>) -> bool {
        let Some(doubt) = self.doubtful.get(doubtful) else { return false };
        if into.is_some_and(|into| into >= self.speakers.len()) {
            return false;
        }
        let (found, label) = (doubt.found, doubt.label.clone());
        self.only_labelled &= into.is_some();
        let Some(of) = self.speaker_of.get_mut(found) else { return false };
        *of = Some(into.unwrap_or(self.speakers.len()));
        if into.is_none() {
            self.speakers.push(ProposedSpeaker { label, printed: Vec::new(), moderator: false, turns: 0, words: 0 });
        }
        self.put_together();
        true
    }

    /// Gives all paragraphs without a speaker, headings left alone, to one speaker: one already there by its label, or
    /// a new one, who is listed last. Returns whether anything changed.
    pub fn attribute_unlabelled(&mut self, label: &str) -> bool {
        let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
        if label.is_empty() || self.unattributed == 0 {
            return false;
        }
        let speaker = self.speakers.iter().position(|speaker| speaker.label == label).unwrap_or_else(|| {
            self.speakers.push(ProposedSpeaker { label, printed: Vec::new(), moderator: false, turns: 0, words: 0 });
            self.speakers.len() - 1
        });
        self.unlabelled = Some(speaker);
        self.put_together();
        true
    }

    /// A speaker's label written out: “Participant 3” for “P3”. `None` where there is nothing to write out, or where
    /// that would make two speakers one.
    pub fn written_out(&self, speaker: usize) -> Option<String> {
        let written = written_out(&self.speakers.get(speaker)?.label)?;
        let taken = self.speakers.iter().any(|other| other.label == written);
        (!taken).then_some(written)
    }

    /// Speakers who may be one: the same when written out, or the same but for a slip of the hand. The one with fewer
    /// turns would go.
    pub fn possible_merges(&self) -> Vec<Merge> {
        let even = |label: &str| written_out(label).unwrap_or_else(|| label.to_owned()).to_lowercase();
        let mut merges = Vec::new();
        for (i, one) in self.speakers.iter().enumerate() {
            for (j, other) in self.speakers.iter().enumerate().skip(i + 1) {
                let slip =
                    is_slip(&one.label, &other.label) && one.turns.min(other.turns) * 10 <= one.turns.max(other.turns);
                if even(&one.label) == even(&other.label) || slip {
                    let (from, into) = if one.turns < other.turns { (i, j) } else { (j, i) };
                    merges.push(Merge { from, into });
                }
            }
        }
        merges
    }

    /// Takes a speaker to whom no label leads any more off the list.
    fn drop_speaker(&mut self, speaker: usize) {
        if speaker >= self.speakers.len() {
            return;
        }
        self.speakers.remove(speaker);
        if self.unlabelled == Some(speaker) {
            self.unlabelled = None;
        }
        for of in self.speaker_of.iter_mut().chain([&mut self.unlabelled]).flatten().filter(|of| **of > speaker) {
            *of -= 1;
        }
    }
}
