//! What is asked of a comparison: whose codings, of which transcripts, in which unit, and what is left out.

use thiserror::Error;

use super::{Budget, MOST_CODERS, Rule, Unit, finished};
use crate::{
    study::{Approach, Board, Coder, Id, Kind, Role, Round, Study, Transcript},
    text::Span,
};

/// What is compared, and how. [`Asked::of`] has the settings that nobody has to think about.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Whose codings, in the order in which they are shown. At least two.
    pub coders: Vec<Id<Coder>>,
    /// The round whose assignments say who finished what. Without one, all rounds' do; and where none speaks of a coder and a
    /// transcript, a coder who coded something in it is taken to have finished it.
    pub round: Option<Id<Round>>,
    /// Only these transcripts; all of the study (or of the round) where there are none.
    pub transcripts: Vec<Id<Transcript>>,
    /// What is counted.
    pub unit: Unit,
    /// When a unit counts as marked.
    pub rule: Rule,
    /// Whether a code is compared with the codes below it, also where themes group codes.
    pub with_below: bool,
    /// The board whose themes are compared; the last where there is none.
    pub board: Option<Id<Board>>,
    /// Whether moderators' words are compared, too.
    pub moderators: bool,
    /// Passages nobody could code, such as headers: bytes of the transcripts' texts.
    pub left_out: Vec<(Id<Transcript>, Span)>,
    /// From how many hundredths of overlap (of what both cover) two passages are the same, 1 to 100.
    pub same_span: u8,
    /// The seed of all draws. The same seed gives the same intervals.
    pub seed: u64,
    /// How often transcripts are drawn for an interval; 0 for no intervals.
    pub draws: u32,
    /// How long gamma may take for each transcript; nothing for no gamma.
    pub gamma: Option<Budget>,
    /// Whether coefficients are computed. Without them the answer has counts of passages alone, for discussion.
    pub coefficients: bool,
}

/// Why codings cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    #[error("A comparison needs at least two coders. Choose a second one, or let a second person code first.")]
    OneCoder,
    #[error("At most {MOST_CODERS} coders can be compared at once; {0} were chosen.")]
    TooManyCoders(usize),
    #[error("One of the coders chosen is no longer in the study. Choose again.")]
    NoSuchCoder,
    #[error("The round chosen is no longer in the study. Choose another.")]
    NoSuchRound,
    #[error(
        "“{0}” is blind and still open: nothing is compared until it is closed, so that nobody sees the others' codings."
    )]
    StillBlind(String),
    #[error("The same coder was chosen twice. Choose two different ones.")]
    SameCoder,
}

impl Asked {
    /// These coders over all transcripts, in characters, without moderators' words; coefficients where the study asks for them.
    pub fn of(study: &Study, coders: Vec<Id<Coder>>) -> Self {
        Asked {
            coders,
            round: None,
            transcripts: Vec::new(),
            unit: Unit::Character,
            rule: Rule::AnyOverlap,
            with_below: false,
            board: None,
            moderators: false,
            left_out: Vec::new(),
            same_span: 50,
            seed: 1,
            draws: 2_000,
            gamma: Some(Budget::default()),
            coefficients: study.details().approach == Approach::AgreementBased,
        }
    }

    /// The coders and transcripts of a round, as [`Asked::of`] otherwise.
    pub fn of_round(study: &Study, round: &Round) -> Self {
        Asked { round: Some(round.id), ..Asked::of(study, round.coders.clone()) }
    }

    /// The coders who coded anything, consensus and reviewers apart, by id: whom to compare where nobody was chosen.
    pub fn everyone(study: &Study) -> Vec<Id<Coder>> {
        let codes = |coder: &&Coder| {
            coder.role == Role::Coder && study.pointing_at(coder.id.key(), Kind::Coding).next().is_some()
        };
        study.coders().filter(codes).map(|coder| coder.id).collect()
    }

    /// Whether the study has whom and what is asked for.
    pub(super) fn checked(&self, study: &Study) -> Result<(), Refused> {
        match self.coders.len() {
            0 | 1 => return Err(Refused::OneCoder),
            many if many > MOST_CODERS => return Err(Refused::TooManyCoders(many)),
            _ => {}
        }
        if self.coders.iter().enumerate().any(|(place, coder)| self.coders.iter().take(place).any(|one| one == coder)) {
            return Err(Refused::SameCoder);
        }
        if self.coders.iter().any(|&coder| study.get(coder).is_none()) {
            return Err(Refused::NoSuchCoder);
        }
        match self.round.map(|round| study.get(round)) {
            Some(None) => Err(Refused::NoSuchRound),
            Some(Some(round)) if finished::hides(round) => Err(Refused::StillBlind(round.name.clone())),
            _ => Ok(()),
        }
    }
}
