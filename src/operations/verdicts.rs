//! The second researcher's review: what a reviewer says of codings, codes, themes and placements, and what the author answers.

use super::{Declined, Planned, altered, anchor_in_words, found};
use crate::{
    journal::{Change, Entry, Stamp},
    study::{Anchor, Answer, Coding, Id, Key, Kind, Opinion, Study, Verdict},
};

/// What there is to do about a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VerdictState {
    /// It asks something, and nobody has answered.
    Open,
    /// The author followed it.
    Taken,
    /// The author kept what was, and said why.
    Kept,
    /// The reviewer agrees: there is nothing to do.
    Agreed,
}

/// Where a verdict stands.
pub fn state_of(verdict: &Verdict) -> VerdictState {
    match (&verdict.answer, verdict.opinion) {
        (Some(answer), _) if answer.taken => VerdictState::Taken,
        (Some(_), _) => VerdictState::Kept,
        (None, Opinion::Agree) => VerdictState::Agreed,
        (None, _) => VerdictState::Open,
    }
}

/// A reviewer's word on a coding, a code, a theme or a placement. A reviewer has one word on each thing: giving another puts
/// it in the place of the first, and whatever was answered to that is open again.
pub fn give_verdict(
    study: &Study,
    stamp: &Stamp,
    subject: Key,
    opinion: Opinion,
    text: &str,
) -> Result<(Id<Verdict>, Entry), Declined> {
    let reviewer =
        stamp.by.ok_or_else(|| Declined::Because("Say who is reviewing first (Study > Who is coding).".into()))?;
    let about = subject_in_words(study, subject)?;
    let text = text.trim();
    if text.is_empty() && matches!(opinion, Opinion::Proposal | Opinion::Comment) {
        return Err(Declined::Because("A proposal or a comment needs words.".into()));
    }
    if let Some(round) = blind_round_over(study, subject, stamp) {
        return Err(Declined::Because(format!(
            "The round {} is still blind. What others coded in it is reviewed when it is closed.",
            super::in_sentence(round)
        )));
    }
    let sentence = format!("{} {about}", opinion_in_words(opinion));
    let former = study.referring::<Verdict>(subject).find(|one| one.subject == subject && one.reviewer == reviewer);
    match former {
        Some(former) => {
            let after = Verdict { opinion, text: text.into(), answer: None, created: stamp.at, ..former.clone() };
            let same = former.opinion == opinion && former.text == text;
            if same {
                return Err(Declined::Unchanged);
            }
            Ok((former.id, Entry::new(stamp, sentence, vec![Change::altered(former, after)])))
        }
        None => {
            let (id, text) = (stamp.id(), text.to_owned());
            let verdict = Verdict { id, subject, reviewer, created: stamp.at, opinion, text, answer: None };
            Ok((id, Entry::new(stamp, sentence, vec![Change::made(verdict)])))
        }
    }
}

/// Takes a verdict back.
pub fn withdraw_verdict(study: &Study, stamp: &Stamp, verdict: Id<Verdict>) -> Planned {
    let about = subject_in_words(study, found(study, verdict)?.subject)?;
    super::removal::remove_as(study, stamp, &[verdict.key()], format!("Took back a verdict on {about}"))
}

/// The author keeps what the reviewer questioned, and says why.
pub fn keep(study: &Study, stamp: &Stamp, verdict: Id<Verdict>, reason: &str) -> Planned {
    if reason.trim().is_empty() {
        return Err(Declined::Because("Keeping it against the reviewer’s word needs a reason.".into()));
    }
    answer(study, stamp, verdict, false, reason)
}

/// The author follows the reviewer. What they do about it (a code renamed, a coding moved) goes into the same entry, so that
/// the answer and the deed are undone together; `None` where it was done before, or there is nothing to do.
pub fn take_up(study: &Study, stamp: &Stamp, verdict: Id<Verdict>, reason: &str, deed: Option<Entry>) -> Planned {
    // A deed that removes what the verdict is about takes the verdict along: the answer must be said before.
    let subject = found(study, verdict)?.subject;
    let removes =
        |change: &Change| matches!(change, Change::Record { after: None, .. }) && change.key() == Some(subject);
    if deed.as_ref().is_some_and(|deed| deed.changes.iter().any(removes)) {
        return Err(Declined::Because(
            "That removes what the verdict is about, and the verdict with it. Answer it first, and remove it then."
                .into(),
        ));
    }
    let mut entry = answer(study, stamp, verdict, true, reason)?;
    if let Some(deed) = deed {
        entry.head.sentence = format!("{}: {}", entry.head.sentence, deed.head.sentence);
        entry.changes.extend(deed.changes);
    }
    Ok(entry)
}

/// Takes an answer back: the verdict is open again.
pub fn reopen_verdict(study: &Study, stamp: &Stamp, verdict: Id<Verdict>) -> Planned {
    let before = found(study, verdict)?;
    let sentence = format!("Opened again the verdict on {}", subject_in_words(study, before.subject)?);
    altered(study, stamp, Verdict { answer: None, ..before.clone() }, sentence)
}

/// Every verdict with its state, the open ones first, then by when they were given.
pub fn verdicts_by_state(study: &Study) -> Vec<(VerdictState, &Verdict)> {
    let mut all: Vec<_> = study.verdicts().map(|verdict| (state_of(verdict), verdict)).collect();
    all.sort_by_key(|(state, verdict)| (*state, verdict.created, verdict.id));
    all
}

fn answer(study: &Study, stamp: &Stamp, verdict: Id<Verdict>, taken: bool, reason: &str) -> Planned {
    let by = stamp.by.ok_or_else(|| Declined::Because("Say who is answering first (Study > Who is coding).".into()))?;
    let before = found(study, verdict)?;
    if before.reviewer == by && before.opinion != Opinion::Agree {
        return Err(Declined::Because("A reviewer’s word is answered by somebody else.".into()));
    }
    let about = subject_in_words(study, before.subject)?;
    let what = if taken { "Took up" } else { "Kept" };
    let sentence = match taken {
        true => format!("{what} what the reviewer said of {about}"),
        false => format!("{what} {about} against the reviewer’s word"),
    };
    let after = Answer { by, at: stamp.at, taken, reason: reason.trim().into() };
    altered(study, stamp, Verdict { answer: Some(after), ..before.clone() }, sentence)
}

/// What a verdict is about, in words; declined where that is not something to review.
fn subject_in_words(study: &Study, subject: Key) -> Result<String, Declined> {
    if !matches!(subject.kind, Kind::Coding | Kind::Code | Kind::Theme | Kind::Placement) {
        let noun = subject.kind.noun();
        return Err(Declined::Because(format!("Codings, codes, themes and placements are reviewed; a {noun} is not.")));
    }
    anchor_in_words(study, &Anchor::Record(subject)).ok_or(Declined::Gone(subject.kind.noun()))
}

fn blind_round_over<'s>(study: &'s Study, subject: Key, stamp: &Stamp) -> Option<&'s str> {
    let coding: &Coding = subject.id_of().and_then(|id| study.get(id))?;
    let blind = study.rounds().find(|round| round.is_blind_now() && round.transcripts.contains(&coding.transcript));
    blind.filter(|_| stamp.by != Some(coding.coder)).map(|round| round.name.as_str())
}

fn opinion_in_words(opinion: Opinion) -> &'static str {
    match opinion {
        Opinion::Agree => "Agreed with",
        Opinion::Disagree => "Disagreed with",
        Opinion::Unsure => "Was unsure about",
        Opinion::Proposal => "Made a proposal on",
        Opinion::Comment => "Commented on",
    }
}
