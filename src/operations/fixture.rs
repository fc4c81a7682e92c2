//! Studies for tests, made by the operations themselves: `Made::begun().transcript("T", &[("P1", "words")])`.

use jiff::Timestamp;

use super::{CodePlace, GroupChoice, NewSpeaker, NewTranscript, NewTurn, Planned};
use crate::{
    journal::{Entry, Stamp, apply},
    study::{Code, Coder, Coding, Id, Role, Study, Transcript},
    text::Span,
};

/// A study in the making, coded by Ana unless another coder is set.
pub struct Made {
    pub study: Study,
    pub entries: Vec<Entry>,
    pub by: Option<Id<Coder>>,
    /// Added to every id that is made, so that what is made in two files has no id in common.
    pub apart: u64,
}

impl Made {
    /// A study without transcripts and codes.
    pub fn begun() -> Self {
        let mut made = Made { study: Study::default(), entries: Vec::new(), by: None, apart: 0 };
        made.does(|_, stamp| super::begin_study(stamp, "Small", Some("Ana")));
        made.by = made.study.coders().next().map(|coder| coder.id);
        made
    }

    /// A file that was made by one entry, such as a copy; coded in by `by`.
    pub fn opened(entry: Entry, by: Id<Coder>, apart: u64) -> Self {
        let study = apply(&Study::default(), &entry).expect("applied");
        Made { study, entries: vec![entry], by: Some(by), apart }
    }

    /// A stamp that no other entry of this study has: a second later than the last.
    pub fn stamp(&self) -> Stamp {
        let count = self.entries.len() as u64;
        let at = Timestamp::from_second(count as i64).expect("a time");
        Stamp::fixed(self.by, at, 1000 * (count + 1) + self.apart)
    }

    /// Does something, which must be possible.
    pub fn does(&mut self, plan: impl FnOnce(&Study, &Stamp) -> Planned) {
        let entry = plan(&self.study, &self.stamp()).expect("planned");
        self.study = apply(&self.study, &entry).expect("applied");
        self.entries.push(entry);
    }

    /// A transcript in a group of its own, a line a turn; "Moderator" moderates.
    pub fn transcript(&mut self, title: &str, turns: &[(&str, &str)]) -> Id<Transcript> {
        let (mut text, mut spoken, mut speakers) = (String::new(), Vec::new(), Vec::<NewSpeaker>::new());
        for (label, words) in turns {
            if !text.is_empty() {
                text.push('\n');
            }
            let known = speakers.iter().position(|speaker| speaker.label == *label);
            let speaker = known.unwrap_or_else(|| {
                speakers.push(NewSpeaker { label: (*label).into(), moderator: *label == "Moderator" });
                speakers.len() - 1
            });
            let start = text.len();
            text.push_str(words);
            spoken.push(NewTurn { span: Span { start, end: text.len() }, speaker: Some(speaker), time_ms: None });
        }
        let new = NewTranscript {
            title: title.into(),
            group: GroupChoice::Labelled(title.into()),
            text,
            speakers,
            turns: spoken,
            source: Default::default(),
        };
        self.does(|study, stamp| super::add_transcript(study, stamp, new).map(|(_, entry)| entry));
        self.study.transcripts_in_order().last().expect("added").id
    }

    /// A code, at the top or under another.
    pub fn code(&mut self, name: &str, under: Option<&str>) -> Id<Code> {
        let parent = under.map(|name| self.named(name));
        self.does(|study, stamp| {
            super::add_code(study, stamp, name, CodePlace::last_under(parent)).map(|(_, entry)| entry)
        });
        self.named(name)
    }

    pub fn named(&self, name: &str) -> Id<Code> {
        self.study.codes().find(|code| code.name == name).expect("a code").id
    }

    /// Attaches a code to the first place where these words stand.
    pub fn attach(&mut self, code: &str, words: &str) -> Id<Coding> {
        let code = self.named(code);
        let place = |transcript: &&Transcript| {
            let start = self.study.text(transcript.id).find(words)?;
            Some((transcript.id, Span { start, end: start + words.len() }))
        };
        let (transcript, span) = self.study.transcripts_in_order().iter().find_map(place).expect("the words are there");
        let (coding, entry) = super::attach(&self.study, &self.stamp(), transcript, span, code).expect("planned");
        self.does(|_, _| Ok(entry));
        coding
    }

    /// Another coder, who codes from now on.
    pub fn coder(&mut self, name: &str) -> Id<Coder> {
        self.does(|study, stamp| super::add_coder(study, stamp, name, Role::Coder).map(|(_, entry)| entry));
        let coder = self.study.coders().find(|coder| coder.name == name).expect("added").id;
        self.by = Some(coder);
        coder
    }
}
