//! Who finished coding what. A transcript that a coder did not finish is *missing*: it counts for nothing. One finished
//! without codings is *coded nothing*, which is a judgement on every word of it.

use jiff::Timestamp;

use crate::study::{Code, Coder, Coding, Id, Round, Study, Transcript};

/// Where a coder stands with a transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Said to be finished, then.
    Finished(Timestamp),
    /// No round speaks of it; there are codings, so it is taken to be finished.
    TakenAsFinished,
    /// It is missing.
    Missing(Why),
}

/// Why a coder's transcript is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The round does not assign it to the coder.
    NotAssigned,
    /// It is assigned, and the coder has not said that it is finished.
    NotFinished,
    /// No round speaks of it, and the coder coded nothing in it.
    NothingCoded,
}

impl Standing {
    /// Where a coder stands with a transcript in a round; or, without one, in any round or by what is coded.
    pub fn of(study: &Study, round: Option<&Round>, coder: Id<Coder>, transcript: Id<Transcript>) -> Self {
        let of = |round: &Round| -> Option<Option<Timestamp>> {
            let mut own = round.assignments.iter().filter(|one| one.coder == coder && one.transcript == transcript);
            let first = own.next()?;
            Some(own.fold(first.finished, |finished, one| finished.max(one.finished)))
        };
        match round {
            Some(round) => match of(round) {
                None => Standing::Missing(Why::NotAssigned),
                Some(None) => Standing::Missing(Why::NotFinished),
                Some(Some(at)) => Standing::Finished(at),
            },
            None => match study.rounds().filter_map(of).max() {
                Some(None) => Standing::Missing(Why::NotFinished),
                Some(Some(at)) => Standing::Finished(at),
                None => {
                    let codes = study.referring::<Coding>(transcript.key()).any(|coding| coding.coder == coder);
                    if codes { Standing::TakenAsFinished } else { Standing::Missing(Why::NothingCoded) }
                }
            },
        }
    }

    /// Whether the transcript counts for the coder.
    pub fn counts(self) -> bool {
        !matches!(self, Standing::Missing(_))
    }

    /// Whether a code could have been used: a code made after the coder finished is missing, not absent.
    pub fn knew(self, made: Option<Timestamp>) -> bool {
        match (self, made) {
            (Standing::Finished(at), Some(made)) => made <= at,
            _ => self.counts(),
        }
    }
}

/// When a code was made, by its id; nothing where the id does not tell (codes of other programs).
pub(super) fn made(code: Id<Code>) -> Option<Timestamp> {
    let (seconds, nanoseconds) = code.uuid().get_timestamp()?.to_unix();
    Timestamp::new(i64::try_from(seconds).ok()?, i32::try_from(nanoseconds).ok()?).ok()
}
