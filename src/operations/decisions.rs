//! Reconciling: what two coders agree on, made as codings of the consensus. What either of them coded stays as it is.

use super::{
    CodePlace, Declined, Planned, add_code, after_changes,
    consensus::{Agreed, Making, agreed, its_own_consensus, one_code},
    found, in_sentence,
    wording::{counted, place_of},
};
use crate::{
    journal::{Change, Entry, Stamp},
    study::{Code, Coding, Decision, Id, Level, Outcome, Round, Study, Transcript, Valence},
    text::Span,
};

/// What there is to decide on: codings of two coders that differ, or that are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matter {
    pub round: Option<Id<Round>>,
    pub transcript: Id<Transcript>,
    /// All the words in question: bytes of the transcript's text.
    pub span: Span,
    /// The first coder's codings; empty where they have none here.
    pub first: Vec<Id<Coding>>,
    /// The second coder's.
    pub second: Vec<Id<Coding>>,
}

impl Matter {
    /// The codings of both, the first coder's first.
    pub fn codings(&self) -> Vec<Id<Coding>> {
        self.first.iter().chain(&self.second).copied().collect()
    }
}

/// How a matter is resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// As the first coder has it.
    First,
    /// As the second coder has it.
    Second,
    /// As both have it; where both have one code on words that overlap, on all of these words.
    Both,
    /// Not at all.
    Neither,
    /// The code they have, on these words.
    Words(Span),
    /// Another code, on all the words in question.
    Code(Id<Code>),
    /// A code that is made for it, on all the words in question.
    NewCode { name: String, place: CodePlace },
    /// Not now.
    Later,
}

/// Decides on a matter. What was decided on the same codings before is decided anew: its consensus gives way to this one.
pub fn decide(
    study: &Study,
    stamp: &Stamp,
    matter: &Matter,
    resolution: &Resolution,
    reason: &str,
) -> Result<(Id<Decision>, Entry), Declined> {
    let by = super::codings::coder(stamp)?;
    can_be_decided(study, matter)?;
    let mut making = Making::new(study, stamp);
    let (outcome, agreed) = match resolution {
        Resolution::First => (Outcome::First, agreed(study, &matter.first)?),
        Resolution::Second => (Outcome::Second, agreed(study, &matter.second)?),
        Resolution::Both => (Outcome::Both, agreed(study, &matter.codings())?),
        Resolution::Neither => (Outcome::Neither, Vec::new()),
        Resolution::Later => (Outcome::Later, Vec::new()),
        Resolution::Words(span) => {
            super::codings::passage(study, matter.transcript, *span)?;
            (Outcome::Adjusted, vec![Agreed { span: *span, ..one_code(study, matter)? }])
        }
        Resolution::Code(code) => {
            found(study, *code)?;
            (Outcome::OtherCode, vec![Agreed::plain(matter.span, *code)])
        }
        Resolution::NewCode { name, place } => {
            let (code, made) = add_code(study, stamp, name, *place)?;
            making.changes.extend(made.changes);
            (Outcome::NewCode, vec![Agreed::plain(matter.span, code)])
        }
    };
    if matches!(resolution, Resolution::First | Resolution::Second) && agreed.is_empty() {
        return Err(Declined::Because(
            "That coder has nothing here to take. To agree that nothing is coded here, choose neither.".into(),
        ));
    }
    let decision = making.decision(matter, outcome, &agreed, reason, by)?;
    let id = decision.id;
    let sentence = format!("Decided on {}: {}", in_words(study, matter), outcome_in_words(study, matter, outcome));
    let entry = making.entry(sentence)?;
    Ok((id, entry))
}

/// Something both coders have alike, as the consensus is to have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    pub matter: Matter,
    pub span: Span,
    pub code: Id<Code>,
    pub valence: Option<Valence>,
    pub level: Option<Level>,
}

/// Takes into the consensus whatever is alike by a rule that is stated in words and kept with each decision. One entry. What
/// was decided before stays as it was decided.
pub fn accept_alike(study: &Study, stamp: &Stamp, alike: &[Alike], rule: &str) -> Planned {
    let by = super::codings::coder(stamp)?;
    let mut making = Making::new(study, stamp);
    let mut taken = 0;
    for one in alike {
        can_be_decided(study, &one.matter)?;
        if decision_on(study, &one.matter).is_some_and(|decision| decision.outcome != Outcome::Later) {
            continue;
        }
        let agreed = Agreed { valence: one.valence, level: one.level, ..Agreed::plain(one.span, one.code) };
        making.decision(&one.matter, Outcome::Alike, &[agreed], rule, by)?;
        taken += 1;
    }
    if taken == 0 {
        return Err(Declined::Unchanged);
    }
    making.entry(format!("Took {} into the consensus that both coders have: {rule}", counted(taken, "coding")))
}

/// Takes a decision back: the matter is open again, and the consensus that followed from this decision alone goes.
pub fn undecide(study: &Study, stamp: &Stamp, decision: Id<Decision>) -> Planned {
    let decision = found(study, decision)?;
    let matter = Matter {
        round: decision.round,
        transcript: decision.transcript,
        span: decision.span,
        first: decision.codings.clone(),
        second: Vec::new(),
    };
    let mut leaving = its_own_consensus(study, decision);
    leaving.push(decision.id.key());
    let sentence = format!("Opened again what was decided on {}", in_words(study, &matter));
    Ok(Entry::new(stamp, sentence, after_changes(study, Vec::new(), &leaving)?))
}

/// Why it was so decided, in other words than before.
pub fn give_reason(study: &Study, stamp: &Stamp, decision: Id<Decision>, reason: &str) -> Planned {
    let before = found(study, decision)?;
    let sentence = format!("Gave a reason for a decision at {}", place_of(study, before.transcript, before.span));
    super::altered(study, stamp, Decision { reason: reason.trim().into(), ..before.clone() }, sentence)
}

/// Mends a code's entry in the codebook because of a decision, which keeps the link: one entry touches both.
pub fn mend_code(study: &Study, stamp: &Stamp, decision: Id<Decision>, code: Code) -> Planned {
    let before = found(study, decision)?;
    let mut entry = super::edit_code(study, stamp, code.clone())?;
    if !before.codes.contains(&code.id) {
        let mut after = before.clone();
        after.codes.push(code.id);
        entry.changes.push(Change::altered(before, after));
    }
    let place = place_of(study, before.transcript, before.span);
    entry.head.sentence = format!("{}, because of what was decided at {place}", entry.head.sentence);
    Ok(entry)
}

/// The decision on exactly these codings, where there is one.
pub fn decision_on<'s>(study: &'s Study, matter: &Matter) -> Option<&'s Decision> {
    let codings = sorted(matter.codings());
    let first = *codings.first()?;
    study.referring::<Decision>(first.key()).find(|decision| sorted(decision.codings.clone()) == codings)
}

fn can_be_decided(study: &Study, matter: &Matter) -> Result<(), Declined> {
    let transcript = found(study, matter.transcript)?;
    if let Some(round) = study.rounds().find(|round| round.is_blind_now() && round.transcripts.contains(&transcript.id))
    {
        return Err(Declined::Because(format!(
            "The round {} is still blind. Close it first; then what differs can be talked about.",
            in_sentence(&round.name)
        )));
    }
    if matter.first.is_empty() && matter.second.is_empty() {
        return Err(Declined::Gone("coding"));
    }
    let consensus = study.consensus().map(|coder| coder.id);
    for id in matter.codings() {
        let coding = found(study, id)?;
        if coding.transcript != matter.transcript || Some(coding.coder) == consensus {
            return Err(Declined::Because("Only codings of coders, on one transcript, are reconciled.".into()));
        }
    }
    Ok(())
}

/// "*Habit* and *Routine* at Focus Group 5, turn 3".
fn in_words(study: &Study, matter: &Matter) -> String {
    let mut codes: Vec<Id<Code>> = Vec::new();
    for coding in matter.codings().into_iter().filter_map(|id| study.get(id)) {
        if !codes.contains(&coding.code) {
            codes.push(coding.code);
        }
    }
    let names: Vec<String> = codes.iter().filter_map(|&id| study.get(id)).map(|code| in_sentence(&code.name)).collect();
    let place = place_of(study, matter.transcript, matter.span);
    if names.is_empty() { place } else { format!("{} at {place}", names.join(" and ")) }
}

fn outcome_in_words(study: &Study, matter: &Matter, outcome: Outcome) -> String {
    let of = |codings: &[Id<Coding>]| {
        let coder = codings.first().and_then(|&id| study.get(id)).and_then(|coding| study.get(coding.coder));
        coder.map_or_else(|| "one coder".to_owned(), |coder| coder.name.clone())
    };
    match outcome {
        Outcome::First => format!("as {} has it", of(&matter.first)),
        Outcome::Second => format!("as {} has it", of(&matter.second)),
        other => outcome_name(other).to_owned(),
    }
}

/// What was decided, in a word or two, for a ledger.
fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::First => "the first coder’s",
        Outcome::Second => "the second coder’s",
        Outcome::Both => "both",
        Outcome::Neither => "neither",
        Outcome::Adjusted => "on other words",
        Outcome::OtherCode => "another code",
        Outcome::NewCode => "a new code",
        Outcome::Later => "to be talked about later",
        Outcome::Alike => "alike, taken together",
        Outcome::Other => "something else",
    }
}

/// What was decided, for a page or a card: with the coders' names, where two are compared and one of them was followed.
pub fn outcome_told(outcome: Outcome, pair: Option<(&str, &str)>) -> String {
    match (outcome, pair) {
        (Outcome::First, Some((first, _))) => format!("As {first} had it"),
        (Outcome::Second, Some((_, second))) => format!("As {second} had it"),
        (Outcome::First, None) => "As the first coder had it".into(),
        (Outcome::Second, None) => "As the second coder had it".into(),
        (Outcome::Both, _) => "Both".into(),
        (Outcome::Neither, _) => "Neither: not coded".into(),
        (Outcome::Adjusted, _) => "On other words".into(),
        (Outcome::OtherCode, _) => "Another code".into(),
        (Outcome::NewCode, _) => "A new code".into(),
        (Outcome::Later, _) => "Put off".into(),
        (Outcome::Alike, _) => "Alike, taken together".into(),
        (Outcome::Other, _) => "Something else".into(),
    }
}

fn sorted(mut codings: Vec<Id<Coding>>) -> Vec<Id<Coding>> {
    codings.sort_unstable();
    codings.dedup();
    codings
}
