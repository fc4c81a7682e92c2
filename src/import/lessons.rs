//! What a person has shown of who speaks holds for the other files, too, and for those that come later. A name that somebody was
//! given stays with its file: the P3 of one group is not the P3 of another.

use super::{
    notice::Notice,
    preview::Proposed,
    speakers::{Marks, label::written_out},
};
use crate::study::Study;

/// One thing that was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lesson {
    /// Whether a label, as printed, is a speaker's.
    Speaker(String, bool),
    /// Whether whoever has a label asks the questions.
    Moderator(String, bool),
    /// A label is written in another way: “Mod” as “Moderator”.
    Written(String, String),
    /// How turns are marked.
    Marks(Marks),
}

/// What has been shown, in order: what came later holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lessons(Vec<Lesson>);

impl Lessons {
    /// What the participants of a study show: who spoke there once is a speaker in the next file, and who asked asks.
    pub fn of(study: &Study) -> Self {
        let mut lessons = Lessons::default();
        for one in study.participants() {
            lessons.add(Lesson::Speaker(one.label.clone(), true));
            if one.moderator {
                lessons.add(Lesson::Moderator(one.label.clone(), true));
            }
        }
        lessons
    }

    /// Adds what was shown; what it says otherwise than before holds no longer.
    pub fn add(&mut self, lesson: Lesson) {
        self.0.retain(|before| match (before, &lesson) {
            (Lesson::Speaker(one, _), Lesson::Speaker(other, _))
            | (Lesson::Moderator(one, _), Lesson::Moderator(other, _))
            | (Lesson::Written(one, _), Lesson::Written(other, _)) => !same(one, other),
            (one, other) => one != other,
        });
        self.0.push(lesson);
    }

    /// The same, of all of others.
    pub fn extend(&mut self, others: &Lessons) {
        others.0.iter().for_each(|lesson| self.add(lesson.clone()));
    }

    /// The ways of marking turns that were shown, the newest first.
    pub fn marks(&self) -> Vec<Marks> {
        let marks = self.0.iter().rev().filter_map(|lesson| match lesson {
            Lesson::Marks(marks) => Some(marks.clone()),
            _ => None,
        });
        marks.collect()
    }
}

fn same(one: &str, other: &str) -> bool {
    let even = |label: &str| label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    even(one) == even(other)
}

impl Proposed {
    /// Does in this file what was shown in others, and tells what it did. Returns whether anything changed.
    pub fn learn(&mut self, lessons: &Lessons) -> bool {
        let before = self.read_notices.len();
        for lesson in &lessons.0 {
            if let Some(told) = self.learn_one(lesson) {
                self.read_notices.push(told);
            }
        }
        let learnt = before < self.read_notices.len();
        if learnt {
            self.put_together();
        }
        learnt
    }

    fn learn_one(&mut self, lesson: &Lesson) -> Option<Notice> {
        let speaker = |this: &Self, label: &str| {
            let goes_by = |printed: &String| same(printed, label);
            this.speakers.iter().position(|one| goes_by(&one.label) || one.printed.iter().any(goes_by))
        };
        match lesson {
            Lesson::Speaker(label, true) => {
                let doubtful = self.doubtful.iter().position(|one| same(&one.label, label))?;
                let into = speaker(self, label);
                self.is_a_speaker(doubtful, into).then(|| Notice::LearntSpeaker(label.clone()))
            }
            Lesson::Speaker(label, false) => {
                let at = self.speakers.iter().position(|one| same(&one.label, label))?;
                self.not_a_speaker(at).then(|| Notice::LearntNobody(label.clone()))
            }
            Lesson::Moderator(label, moderator) => {
                let at = speaker(self, label)?;
                self.set_moderator(at, *moderator).then(|| Notice::LearntModerator(label.clone(), *moderator))
            }
            Lesson::Written(from, to) => {
                let at = self.speakers.iter().position(|one| same(&one.label, from))?;
                self.rename_speaker(at, to)
                    .then(|| Notice::LabelTakenFor { printed: from.clone(), speaker: to.clone() })
            }
            // Read in from the start.
            Lesson::Marks(_) => None,
        }
    }

    /// What a new label for a speaker shows of other files, where it shows anything: how a role is written.
    pub fn shown_by_renaming(&self, speaker: usize, label: &str) -> Option<Lesson> {
        let one = self.speakers.get(speaker)?;
        let role = one.moderator || written_out(&one.label).is_some_and(|written| same(&written, label));
        (role && !label.trim().is_empty()).then(|| Lesson::Written(one.label.clone(), label.trim().to_owned()))
    }

    /// The lines as they stand in the file, labels among them, to show how turns are marked.
    pub fn lines_as_they_stand(&self, count: usize) -> Vec<&str> {
        self.lines.iter().take(count).map(|line| line.text.as_str()).collect()
    }
}
