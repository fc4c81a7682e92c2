//! Who finished coding what. A transcript that a coder did not finish is *missing*: it counts for nothing. One finished
//! without codings is *coded nothing*, which is a judgement on every word of it.

use std::fmt;

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
    /// A round in which coders do not see each other's codings is still open.
    Blind,
}

impl Why {
    /// The reason in a word, as JSON has it.
    pub fn name(self) -> &'static str {
        match self {
            Why::NotAssigned => "not_assigned",
            Why::NotFinished => "not_finished",
            Why::NothingCoded => "nothing_coded",
            Why::Blind => "blind",
        }
    }
}

/// The reason as a person reads it: "Ben, Focus group 2: …".
impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Why::NotAssigned => "not assigned",
            Why::NotFinished => "not finished yet",
            Why::NothingCoded => "nothing coded, and nobody said that it is finished",
            Why::Blind => "a blind round is still open",
        })
    }
}

/// Whether a round hides its coders' codings from one another.
pub(super) fn hides(round: &Round) -> bool {
    round.blind && round.closed.is_none()
}

impl Standing {
    /// Where a coder stands with a transcript in a round; or, without one, in any round or by what is coded.
    pub fn of(study: &Study, round: Option<&Round>, coder: Id<Coder>, transcript: Id<Transcript>) -> Self {
        let of = |round: &Round| -> Option<Option<Timestamp>> {
            let mut own = round.assignments.iter().filter(|one| one.coder == coder && one.transcript == transcript);
            let first = own.next()?;
            Some(own.fold(first.finished, |finished, one| finished.max(one.finished)))
        };
        let blind =
            |round: &Round| hides(round) && round.coders.contains(&coder) && round.transcripts.contains(&transcript);
        if study.rounds().any(blind) {
            return Standing::Missing(Why::Blind);
        }
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
