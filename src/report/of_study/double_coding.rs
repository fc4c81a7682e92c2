//! The report of a round: what was compared, how far the coders agree before and after reconciliation, in what they differ,
//! what was decided and why, what is open, and a paragraph for the methods section.
//!
//! In a study of the reflexive kind it has no coefficients: it tells where the coders read otherwise, for discussion.

mod agreeing;
mod differing;
mod facts;
mod ledger;
mod methods;
mod plain;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use thiserror::Error;

use crate::{
    agreement::{self, Agreement, Asked, Refused, Unit},
    journal::Entry,
    operations::{Matter, in_sentence},
    report::{AgreementRow, PlainTable, tree::Document},
    review::{
        AsDecided, Comparing, Differences, Disagreement, Ledger, NotCompared, Same, as_compared, as_decided,
        differences,
    },
    study::{Approach, Coder, Id, Round, Study, Transcript},
};

/// What the report of a round needs beside the study as it stands: made once by whoever has the journal.
#[derive(Clone, Debug)]
pub struct PairInput {
    pub round: Id<Round>,
    /// The study as the round compares it; there the round is closed where it is closed now.
    pub compared: Study,
    /// In which unit, by which rule, with which seed. Coders, transcripts and round are the round's.
    pub asked: Asked,
}

impl PairInput {
    /// The usual question about a round: characters, without moderators' words. `entries` are the whole journal.
    ///
    /// # Errors
    /// Where the round is gone, or the journal does not lead to what it compares.
    pub fn of(study: &Study, entries: &[Entry], round: Id<Round>) -> Result<PairInput, NotCompared> {
        let found = study.get(round).ok_or(NotCompared::Gone)?;
        let compared = as_compared(study, entries, round)?;
        let coefficients = study.details().approach == Approach::AgreementBased;
        let asked = Asked { gamma: None, coefficients, ..Asked::of_round(&compared, found) };
        Ok(PairInput { round, compared, asked })
    }
}

/// Why there is no report.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum NotReported {
    #[error("The round is not in the study any more.")]
    Gone,
    #[error("The report waits until the blind round {} is closed, because it shows what both coders did.", in_sentence(.0))]
    StillBlind(String),
    #[error("{0}")]
    Refused(#[from] Refused),
}

/// The report of a round as a document. The same study and input give the same document.
///
/// # Errors
/// Where a blind round over any of its transcripts is open, or there are not two coders to compare.
pub fn double_coding(study: &Study, input: &PairInput) -> Result<Document, NotReported> {
    let told = Told::of(study, input)?;
    let mut document = Document::new(study.details().title.clone());
    document.subtitle = Some(format!("Double coding: {}", told.round.name));
    document.language = study.details().language.clone();
    facts::tell(&mut document, &told);
    if told.asked.coefficients {
        agreeing::tell(&mut document, &told);
    }
    differing::tell(&mut document, &told);
    ledger::tell(&mut document, &told);
    methods::tell(&mut document, &told);
    Ok(document)
}

/// The agreement table of a round as rows: codes, themes, components, any code, all codes together. In a reflexive study it
/// has counts of passages alone.
///
/// # Errors
/// As [`double_coding`].
pub fn agreement_table(study: &Study, input: &PairInput) -> Result<PlainTable, NotReported> {
    Ok(plain::agreement(&Told::of(study, input)?))
}

/// Agreement in a round before and after reconciliation, all codes together, as the coding manual prints it; nothing in a
/// reflexive study.
///
/// # Errors
/// As [`double_coding`].
pub fn agreement_rows(study: &Study, input: &PairInput) -> Result<Vec<AgreementRow>, NotReported> {
    // The manual prints no intervals, and drawing them takes long.
    let asked = Asked { draws: 0, ..input.asked.clone() };
    let input = PairInput { asked, ..input.clone() };
    let told = Told::of(study, &input)?;
    Ok(if told.asked.coefficients { agreeing::rows(&told) } else { Vec::new() })
}

/// The ledger of a round as rows: a row a decision.
///
/// # Errors
/// As [`double_coding`].
pub fn decisions_table(study: &Study, input: &PairInput) -> Result<PlainTable, NotReported> {
    Ok(plain::decisions(&Told::of(study, input)?))
}

/// Everything that the parts of the report tell of.
struct Told<'s> {
    /// The study as it stands: names, decisions, the codebook.
    now: &'s Study,
    compared: &'s Study,
    round: &'s Round,
    asked: Asked,
    before: Agreement,
    decided: AsDecided,
    /// Where something was decided.
    after: Option<Agreement>,
    /// A pair of coders after the other.
    differences: Vec<Differences>,
    ledger: Ledger<'s>,
}

impl<'s> Told<'s> {
    fn of(study: &'s Study, input: &'s PairInput) -> Result<Self, NotReported> {
        let round = study.get(input.round).ok_or(NotReported::Gone)?;
        let over =
            |blind: &&Round| blind.is_blind_now() && round.transcripts.iter().any(|id| blind.transcripts.contains(id));
        if let Some(blind) = study.rounds().find(over) {
            return Err(NotReported::StillBlind(blind.name.clone()));
        }
        let asked = Asked {
            round: Some(round.id),
            coders: round.coders.clone(),
            transcripts: Vec::new(),
            ..input.asked.clone()
        };
        let before = agreement::of_study(&input.compared, &asked)?;
        let decided = as_decided(&input.compared, study, round);
        let after = (decided.followed > 0).then(|| agreement::of_study(&decided.study, &asked)).transpose()?;
        let same = Same::Share(f64::from(asked.same_span) / 100.0);
        let pair = |(first, second)| differences(&input.compared, &Comparing::round(round, first, second, same));
        let differences = pairs(&round.coders).into_iter().map(pair).collect();
        let ledger = Ledger::of(study);
        Ok(Told { now: study, compared: &input.compared, round, asked, before, decided, after, differences, ledger })
    }

    fn coders(&self) -> Vec<&str> {
        self.round.coders.iter().map(|&coder| self.name(coder)).collect()
    }

    fn name(&self, coder: Id<Coder>) -> &str {
        self.now.get(coder).map_or("someone", |coder| coder.name.as_str())
    }

    fn initials(&self, coder: Id<Coder>) -> &str {
        self.now.get(coder).map_or("?", |coder| coder.initials.as_str())
    }

    fn title(&self, transcript: Id<Transcript>) -> &str {
        let known = self.now.get(transcript).or_else(|| self.compared.get(transcript));
        known.map_or("", |transcript| transcript.title.as_str())
    }

    /// Everything in which any two of the coders differ.
    fn differing(&self) -> impl Iterator<Item = &Disagreement> {
        self.differences.iter().flat_map(|found| &found.differing)
    }

    fn matter(&self, one: &Disagreement) -> Matter {
        one.matter(Some(self.round.id))
    }

    /// "characters", or "turns, each counted as coded where any of it is".
    fn unit(&self) -> String {
        let plural = self.asked.unit.plural();
        match (self.asked.unit, self.asked.rule) {
            (Unit::Character, _) => plural.into(),
            (_, agreement::Rule::AnyOverlap) => format!("{plural}, each counted as coded where any of it is"),
            (_, agreement::Rule::Majority) => format!("{plural}, each counted as coded where more than half of it is"),
        }
    }
}

fn pairs(coders: &[Id<Coder>]) -> Vec<(Id<Coder>, Id<Coder>)> {
    let all = coders.iter().enumerate();
    all.flat_map(|(at, &first)| coders.iter().skip(at + 1).map(move |&second| (first, second))).collect()
}

/// "11 November 2024".
pub(super) fn date(at: Timestamp) -> String {
    at.strftime("%-d %B %Y").to_string()
}

/// "A, B and C".
pub(super) fn listed(names: &[impl AsRef<str>]) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [others @ .., last] => {
            let others: Vec<&str> = others.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", others.join(", "), last.as_ref())
        }
    }
}

/// A number of units or passages with its thousands apart: "34,512".
pub(super) fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// How "after" is counted, as it stands under every figure of that name.
fn counted_after(told: &Told<'_>) -> String {
    let mut said = format!(
        "After: each coder’s codings with those decided on ({}) replaced by what was decided; what nobody decided on stays as each \
         coder had it. Nobody’s own codings were changed.",
        crate::operations::counted(told.decided.followed, "decision")
    );
    if told.decided.left_out > 0 {
        said.push_str(&format!(
            " {} could not be counted in, because words or codings they are about were changed since the round was closed.",
            crate::operations::counted(told.decided.left_out, "decision")
        ));
    }
    said
}
