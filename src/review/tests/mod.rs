//! Working in pairs, by what each of the two sees and gets.

mod blindness;
mod decided;
mod differing;
mod freezing;
mod merging;

use crate::{
    operations::{NewRound, Part, add_coder, fixture::Made, open_round},
    study::{Coder, Id, Role, Round, Transcript},
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
