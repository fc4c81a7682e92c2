//! A study's codings as cells, kept between questions: made once, and one edit re-sweeps the cells it touched.

use std::collections::HashMap;

use super::{
    Asked, Blocks, Cells, Coded, CoderSet, Draws, FEW_TRANSCRIPTS, Ground, Marks, Refused, Standing, Stretch, Subject,
    answer::Missing,
    base::Base,
    finished,
    resampling::Block,
    subjects::{Target, targets},
};
use crate::study::{Code, Coder, Coding, Id, Study, Transcript};

/// The cells of a comparison: a row a code, theme or component, a column a transcript.
#[derive(Clone, Debug)]
pub struct Tables {
    pub(super) asked: Asked,
    pub(super) transcripts: Vec<Id<Transcript>>,
    pub(super) targets: Vec<Target>,
    pub(super) cells: Cells,
    pub(super) missing: Vec<Missing>,
    pub(super) taken_as_finished: Taken,
    pub(super) drawn: Block,
    pub(super) draws: Draws,
    bases: Vec<Base>,
}

/// Coders' transcripts that are taken to be finished.
type Taken = Vec<(Id<Coder>, Id<Transcript>)>;

/// A code's marks by transcript, for the transcripts that have any.
type ByTranscript = HashMap<usize, Marks>;

impl Tables {
    /// The cells of what is asked.
    ///
    /// # Errors
    /// [`Refused`] where there are not two coders in the study to compare, or the round is gone.
    pub fn of(study: &Study, asked: &Asked) -> Result<Self, Refused> {
        asked.checked(study)?;
        let round = study.get_opt(asked.round);
        let wanted = |id: Id<Transcript>| {
            (asked.transcripts.is_empty() || asked.transcripts.contains(&id))
                && round.is_none_or(|round| round.transcripts.contains(&id))
        };
        let records: Vec<&Transcript> = study.transcripts_in_order().into_iter().filter(|one| wanted(one.id)).collect();
        let transcripts: Vec<Id<Transcript>> = records.iter().map(|record| record.id).collect();
        let standing = |record: &&Transcript| -> Vec<Standing> {
            asked.coders.iter().map(|&coder| Standing::of(study, round, coder, record.id)).collect()
        };
        let standings: Vec<Vec<Standing>> = records.iter().map(standing).collect();
        let bases: Vec<Base> = records.iter().map(|record| base(study, asked, record)).collect();
        let ground = |((record, base), standings): ((&&Transcript, &Base), &Vec<Standing>)| Ground {
            characters: base.characters(),
            units: base.units(record, asked.unit, asked.rule),
            finished: set(standings.iter().map(|standing| standing.counts())),
        };
        let grounds: Vec<Ground> = records.iter().zip(&bases).zip(&standings).map(ground).collect();
        let mut cells = Cells::new(asked.coders.len(), asked.same_span.clamp(1, 100), grounds);
        let targets = targets(study, asked);
        let of_codes = marks_of_codes(study, asked, &transcripts, &bases);
        for target in &targets {
            let made = |code: &Id<Code>| finished::made(*code);
            let finished = |standings: &Vec<Standing>| {
                set(standings.iter().map(|standing| target.codes.iter().any(|code| standing.knew(made(code)))))
            };
            let mut marks = joined(&target.codes.iter().copied().collect::<Vec<_>>(), &of_codes, asked.coders.len());
            let by_transcript = standings
                .iter()
                .enumerate()
                .map(|(transcript, standings)| (marks.remove(&transcript).unwrap_or_default(), finished(standings)));
            cells.add(by_transcript.collect());
        }
        let (blocks, drawn) = blocks(&cells, &records, &bases);
        let draws = Draws::new(&cells, blocks, asked.draws, asked.seed);
        let (missing, taken_as_finished) = told(asked, &transcripts, &standings);
        Ok(Tables {
            asked: asked.clone(),
            transcripts,
            targets,
            cells,
            missing,
            taken_as_finished,
            drawn,
            draws,
            bases,
        })
    }

    /// Sweeps again what a change of codings with one code in one transcript touches: the code's cell, and those of
    /// what the code is part of. The places of the rows that changed.
    ///
    /// A change of anything else (codes made or moved, themes, texts, assignments) takes new tables.
    pub fn recoded(&mut self, study: &Study, code: Id<Code>, transcript: Id<Transcript>) -> Vec<usize> {
        let Some(place) = self.transcripts.iter().position(|&known| known == transcript) else { return Vec::new() };
        let Some(base) = self.bases.get(place) else { return Vec::new() };
        let touched: Vec<usize> = (0..self.targets.len())
            .filter(|&row| self.targets.get(row).is_some_and(|one| one.codes.contains(&code)))
            .collect();
        let codings: Vec<&Coding> = study.referring::<Coding>(transcript.key()).collect();
        for &row in &touched {
            let Some(target) = self.targets.get(row) else { continue };
            let mut marks: Marks = vec![Vec::new(); self.asked.coders.len()];
            for coding in codings.iter().filter(|coding| target.codes.contains(&coding.code)) {
                let coder = self.asked.coders.iter().position(|&coder| coder == coding.coder);
                if let Some(stretches) = coder.and_then(|coder| marks.get_mut(coder)) {
                    stretches.push(base.stretch(coding.span));
                }
            }
            self.cells.set(row, place, marks);
        }
        touched
    }

    /// What a row is about.
    pub fn subject(&self, row: usize) -> Option<&Subject> {
        self.targets.get(row).map(|target| &target.subject)
    }

    /// The cells, for measures of one's own.
    pub fn cells(&self) -> &Cells {
        &self.cells
    }

    /// Each coder's units in a transcript, of all codes by their place, in reading order.
    pub(super) fn units(&self, transcript: usize) -> Vec<Vec<Coded>> {
        let mut units: Vec<Vec<Coded>> = vec![Vec::new(); self.asked.coders.len()];
        for (row, _) in self.code_rows() {
            let Some((marks, _)) = self.cells.row(row).get(transcript) else { continue };
            for (units, stretches) in units.iter_mut().zip(marks) {
                units.extend(stretches.iter().map(|&stretch| (row, stretch)));
            }
        }
        units.iter_mut().for_each(|units| units.sort_unstable_by_key(|&(code, stretch)| (stretch, code)));
        units
    }

    /// The rows that are codes.
    pub(super) fn code_rows(&self) -> impl Iterator<Item = (usize, Id<Code>)> + '_ {
        self.targets.iter().enumerate().filter_map(|(row, target)| match target.subject {
            Subject::Code(code) => Some((row, code)),
            _ => None,
        })
    }
}

fn base(study: &Study, asked: &Asked, transcript: &Transcript) -> Base {
    let own = asked.left_out.iter().filter(|(of, _)| *of == transcript.id).map(|(_, span)| *span);
    Base::of(study, transcript, asked.moderators, own)
}

fn set(counts: impl Iterator<Item = bool>) -> CoderSet {
    let among = counts.enumerate().filter(|(_, counts)| *counts);
    among.fold(CoderSet::default(), |set, (place, _)| set | CoderSet::only(place))
}

/// All codings of the coders, in characters, by code and transcript.
fn marks_of_codes(
    study: &Study,
    asked: &Asked,
    transcripts: &[Id<Transcript>],
    bases: &[Base],
) -> HashMap<Id<Code>, ByTranscript> {
    let places: HashMap<Id<Transcript>, usize> =
        transcripts.iter().enumerate().map(|(place, &id)| (id, place)).collect();
    let mut found: HashMap<Id<Code>, ByTranscript> = HashMap::new();
    for coding in study.codings() {
        let coder = asked.coders.iter().position(|&coder| coder == coding.coder);
        let (Some(coder), Some(&place)) = (coder, places.get(&coding.transcript)) else { continue };
        let Some(base) = bases.get(place) else { continue };
        let marks = found.entry(coding.code).or_default().entry(place).or_default();
        marks.resize(asked.coders.len(), Vec::new());
        if let Some(stretches) = marks.get_mut(coder) {
            stretches.push(base.stretch(coding.span));
        }
    }
    found
}

/// The marks of several codes together.
fn joined(codes: &[Id<Code>], of_codes: &HashMap<Id<Code>, ByTranscript>, coders: usize) -> ByTranscript {
    let mut all = ByTranscript::new();
    for (&transcript, marks) in codes.iter().filter_map(|code| of_codes.get(code)).flatten() {
        let together: &mut Vec<Vec<Stretch>> = all.entry(transcript).or_default();
        together.resize(coders, Vec::new());
        for (stretches, own) in together.iter_mut().zip(marks) {
            stretches.extend(own);
        }
    }
    all
}

/// What is drawn: transcripts, or turns where fewer than eight were finished by two coders.
fn blocks(cells: &Cells, records: &[&Transcript], bases: &[Base]) -> (Blocks, Block) {
    let transcripts = Blocks::transcripts(cells);
    if transcripts.count() >= FEW_TRANSCRIPTS {
        return (transcripts, Block::Transcript);
    }
    let starts = |place: usize| match (records.get(place), bases.get(place), cells.grounds().get(place)) {
        (Some(record), Some(base), Some(ground)) => base.turns(record, &ground.units),
        _ => Vec::new(),
    };
    let turns = Blocks::turns(cells, starts);
    if turns.count() > transcripts.count() { (turns, Block::Turn) } else { (transcripts, Block::Transcript) }
}

/// What is missing, and what was taken to be finished.
fn told(asked: &Asked, transcripts: &[Id<Transcript>], standings: &[Vec<Standing>]) -> (Vec<Missing>, Taken) {
    let (mut missing, mut taken) = (Vec::new(), Vec::new());
    for (&transcript, standings) in transcripts.iter().zip(standings) {
        for (&coder, standing) in asked.coders.iter().zip(standings) {
            match *standing {
                Standing::Missing(why) => missing.push(Missing { coder, transcript, why }),
                Standing::TakenAsFinished => taken.push((coder, transcript)),
                Standing::Finished(_) => {}
            }
        }
    }
    (missing, taken)
}
