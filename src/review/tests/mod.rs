//! Working in pairs, by what each of the two sees and gets.

mod anything;
mod blindness;
mod copying;
mod decided;
mod differing;
mod freezing;
mod merging;
mod reconciling;
mod refusing;

use super::{MergePlan, NewCopy, Told, copy_for, merge};
use crate::{
    operations::{NewRound, Part, add_coder, correct_words, correctable, fixture::Made, open_round},
    study::{Coder, Coding, Id, Role, Round, Study, Transcript, all_violations},
};

/// Ana and Ben with two transcripts and three codes; Ana at work.
pub struct Pair {
    pub made: Made,
    pub ana: Id<Coder>,
    pub ben: Id<Coder>,
    pub talk: Id<Transcript>,
    pub other: Id<Transcript>,
}

impl Pair {
    pub fn begun() -> Pair {
        let mut made = Made::begun();
        let ana = made.by.expect("Ana");
        made.does(|study, stamp| add_coder(study, stamp, "Ben", Role::Coder).map(|(_, entry)| entry));
        let ben = made.study.coders().find(|coder| coder.name == "Ben").expect("Ben").id;
        let turns = [
            ("Moderator", "What was it like?"),
            ("P1", "I went to the choir every week. It was warm and it was near."),
            ("P2", "Nobody paid for us, and the hall was cold."),
        ];
        let talk = made.transcript("Talk", &turns);
        let turns = [("P7", "We walked along the river until it got dark."), ("P8", "And then nobody came any more.")];
        let other = made.transcript("Other talk", &turns);
        for name in ["Company", "Money", "Warmth"] {
            made.code(name, None);
        }
        Pair { made, ana, ben, talk, other }
    }

    /// A blind round of the first transcript.
    pub fn blind(&mut self) -> Id<Round> {
        let part = Part::Chosen(vec![self.talk]);
        let coders = vec![self.ana, self.ben];
        let new = NewRound { name: "Round 1".into(), part, coders, blind: true, codebook: None };
        self.made.does(|study, stamp| open_round(study, stamp, new).map(|(_, entry)| entry));
        self.made.study.rounds().next().expect("a round").id
    }
}

pub fn told(made: &Made) -> Told<'_> {
    Told { study: &made.study, entries: &made.entries }
}

/// A copy for Ben of the first transcript, as a file of its own.
pub fn copy_for_ben(pair: &Pair, blind: bool) -> Made {
    let last = pair.made.entries.last().expect("an entry").head.id;
    let new = NewCopy { coder: pair.ben, blind, transcripts: Some(vec![pair.talk]), round: None };
    let entry = copy_for(&pair.made.study, &pair.made.stamp(), last, &new).expect("copied");
    Made::opened(entry, pair.ben, 500_000)
}

/// Merges, which must be possible, and gives back what was planned.
pub fn merged(pair: &mut Pair, copy: &Made) -> MergePlan {
    let plan = merge(told(&pair.made), told(copy), Some(pair.ana)).expect("mergeable");
    if let Some(entry) = plan.entry(&pair.made.study, &pair.made.stamp(), &[]).expect("an entry") {
        pair.made.does(|_, _| Ok(entry));
    }
    assert_eq!(all_violations(&pair.made.study), []);
    plan
}

pub fn refused(here: &Made, there: &Made) -> String {
    merge(told(here), told(there), None).expect_err("refused").to_string()
}

pub fn rewrite(made: &mut Made, transcript: Id<Transcript>, words: &str, now: &str) {
    let start = made.study.text(transcript).find(words).expect("the words");
    let turn = correctable(&made.study, transcript, start).expect("a turn");
    let whole = turn.of(made.study.text(transcript)).expect("words").replace(words, now);
    made.does(|study, stamp| correct_words(study, stamp, transcript, turn, &whole).map(|correction| correction.entry));
}

pub fn words(study: &Study, coding: Id<Coding>) -> &str {
    let coding = study.get(coding).expect("a coding");
    coding.span.of(study.text(coding.transcript)).expect("words")
}
