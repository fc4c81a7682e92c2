//! `colloquy agree STUDY [--coders A,B] [--unit character|word|sentence|turn|document] [--rule any|majority] [--round NAME]
//! [--seed N] [--json]`

mod json;
mod table;

use std::{
    io::{self, Write},
    path::PathBuf,
};

use super::Failure;
use crate::{
    agreement::{Agreement, Asked, Rule, Unit, of_study},
    review,
    study::{Coder, Id, Study},
};

#[derive(clap::Args)]
pub struct Agree {
    /// The study.
    study: PathBuf,
    /// Whose codings: names or initials, with commas between. Without it, everyone who codes.
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    coders: Vec<String>,
    /// What is counted.
    #[arg(long, value_enum, default_value = "character")]
    unit: UnitName,
    /// When a word, sentence, turn or document counts as coded: any overlap, or more than half of it.
    #[arg(long, value_enum, default_value = "any")]
    rule: RuleName,
    /// Only this round: its coders, its transcripts, and who finished what in it.
    #[arg(long, value_name = "NAME")]
    round: Option<String>,
    /// The seed of the draws behind intervals: the same seed gives the same intervals.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Everything as one JSON object, measures by name.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum UnitName {
    Character,
    Word,
    Sentence,
    Turn,
    Document,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum RuleName {
    Any,
    Majority,
}

impl Agree {
    pub(super) fn run(self) -> Result<(), Failure> {
        let read = super::read(&self.study)?;
        let asked = self.asked(&read.study)?;
        // A closed round compares the study as it stood when it was closed.
        let compared = match asked.round {
            Some(round) => review::as_compared(&read.study, &read.entries, round).map_err(Failure::data)?,
            None => read.study.clone(),
        };
        let found = of_study(&compared, &asked).map_err(Failure::data)?;
        if found.compared().next().is_none() {
            return Err(Failure::Data(nothing_to_compare(&read.study, &found)));
        }
        let told = if self.json {
            let mut told = serde_json::to_string_pretty(&json::told(&read.study, &found)).map_err(Failure::data)?;
            told.push('\n');
            told
        } else {
            table::told(&read.study, &found)
        };
        // A reader that has seen enough (`| head`) is no error.
        _ = io::stdout().lock().write_all(told.as_bytes());
        Ok(())
    }

    fn asked(&self, study: &Study) -> Result<Asked, Failure> {
        let round = self.round.as_deref().map(|name| round_named(study, name)).transpose()?;
        let mut asked = match round {
            Some(round) => Asked::of_round(study, round),
            None => Asked::of(study, Asked::everyone(study)),
        };
        if !self.coders.is_empty() {
            asked.coders = self.coders.iter().map(|name| coder(study, name.trim())).collect::<Result<_, _>>()?;
        }
        asked.unit = match self.unit {
            UnitName::Character => Unit::Character,
            UnitName::Word => Unit::Word,
            UnitName::Sentence => Unit::Sentence,
            UnitName::Turn => Unit::Turn,
            UnitName::Document => Unit::Document,
        };
        asked.rule = match self.rule {
            RuleName::Any => Rule::AnyOverlap,
            RuleName::Majority => Rule::Majority,
        };
        asked.seed = self.seed;
        Ok(asked)
    }
}

/// The coder of this name or these initials, the consensus among them: each coder may be held against it.
fn coder(study: &Study, name: &str) -> Result<Id<Coder>, Failure> {
    let found = study.coders().find(|coder| coder.name == name || coder.initials == name);
    found.map(|coder| coder.id).ok_or_else(|| {
        let names: Vec<&str> = study.coders().map(|coder| coder.name.as_str()).collect();
        Failure::Data(format!("There is no coder called {name} in the study; it has {}.", names.join(", ")))
    })
}

fn round_named<'a>(study: &'a Study, name: &str) -> Result<&'a crate::study::Round, Failure> {
    study.rounds().find(|round| round.name == name).ok_or_else(|| {
        let mut rounds: Vec<_> = study.rounds().collect();
        rounds.sort_by_key(|round| (round.order, round.id));
        let names: Vec<&str> = rounds.iter().map(|round| round.name.as_str()).collect();
        let known = if names.is_empty() { "it has none yet".into() } else { format!("it has {}", names.join(", ")) };
        Failure::Data(format!("There is no round called {name} in the study; {known}."))
    })
}

/// Why there is nothing to compare, coder by coder.
fn nothing_to_compare(study: &Study, found: &Agreement) -> String {
    let mut said = "No transcript was finished by two of these coders, so there is nothing to compare.".to_owned();
    for missing in found.missing.iter().take(8) {
        said.push_str(&format!("\n  {}", missing_sentence(study, missing)));
    }
    if found.missing.len() > 8 {
        said.push_str(&format!("\n  and {} more.", found.missing.len() - 8));
    }
    said
}

fn missing_sentence(study: &Study, missing: &crate::agreement::Missing) -> String {
    let transcript = study.get(missing.transcript).map_or("", |transcript| transcript.title.as_str());
    format!("{}, {transcript}: {}.", name_of(study, missing.coder), missing.why)
}

fn name_of(study: &Study, coder: Id<Coder>) -> &str {
    study.get(coder).map_or("", |coder| coder.name.as_str())
}

#[cfg(test)]
mod tests;
