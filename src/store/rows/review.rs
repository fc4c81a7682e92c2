//! The rows of versions, rounds, verdicts and decisions.

use super::{Cells, Columns, Filling, Misread, Unkept, table};
use crate::study::{Answer, Assignment, Coder, Decision, Drawn, Id, Round, Verdict, Version};

table! {
    Version in "version" {
        id: "id";
        name: "name";
        entry: "entry";
        created: "created";
        note: "note";
    }
}

table! {
    Round in "round" {
        id: "id";
        order: "position";
        name: "name";
        blind: "blind";
        opened: "opened";
        closed: "closed";
        codebook: "codebook";
        drawn: "drawn_seed" "drawn_among" "drawn_per_group";
        compared: "compared";
    }
    transcripts in "round_transcript" of "round": "position" "transcript";
    coders in "round_coder" of "round": "position" "coder";
    assignments in "round_assignment" of "round": "position" "coder" "transcript" "finished";
}

/// Three empty cells where the transcripts were chosen.
impl Columns for Option<Drawn> {
    fn fill(&self, to: &mut Filling) -> Result<(), Unkept> {
        to.cell(&self.map(|drawn| drawn.seed))?;
        to.cell(&self.map(|drawn| drawn.among))?;
        to.cell(&self.map(|drawn| drawn.per_group))
    }
    fn take(from: &mut Cells) -> Result<Self, Misread> {
        let Some(seed) = from.cell::<Option<u32>>()? else {
            (0..2).try_for_each(|_| from.cell::<Option<i64>>().map(drop))?;
            return Ok(None);
        };
        Ok(Some(Drawn { seed, among: from.cell()?, per_group: from.cell()? }))
    }
}

impl Columns for Assignment {
    fn fill(&self, to: &mut Filling) -> Result<(), Unkept> {
        to.cell(&self.coder)?;
        to.cell(&self.transcript)?;
        to.cell(&self.finished)
    }
    fn take(from: &mut Cells) -> Result<Self, Misread> {
        Ok(Assignment { coder: from.cell()?, transcript: from.cell()?, finished: from.cell()? })
    }
}

table! {
    Verdict in "verdict" {
        id: "id";
        subject: "subject_kind" "subject";
        reviewer: "reviewer";
        created: "created";
        opinion: "opinion";
        text: "text";
        answer: "answered_by" "answered_at" "taken" "reason";
    }
}

/// Four empty cells where there is no answer yet.
impl Columns for Option<Answer> {
    fn fill(&self, to: &mut Filling) -> Result<(), Unkept> {
        let answer = self.as_ref();
        to.cell(&answer.map(|answer| answer.by))?;
        to.cell(&answer.map(|answer| answer.at))?;
        to.cell(&answer.map(|answer| answer.taken))?;
        to.cell(&answer.map(|answer| answer.reason.clone()))
    }
    fn take(from: &mut Cells) -> Result<Self, Misread> {
        let Some(by) = from.cell::<Option<Id<Coder>>>()? else {
            (0..3).try_for_each(|_| from.cell::<Option<i64>>().map(drop))?;
            return Ok(None);
        };
        Ok(Some(Answer { by, at: from.cell()?, taken: from.cell()?, reason: from.cell()? }))
    }
}

table! {
    Decision in "decision" {
        id: "id";
        round: "round";
        transcript: "transcript";
        span: "start_byte" "end_byte";
        outcome: "outcome";
        reason: "reason";
        by: "decided_by";
        at: "decided_at";
    }
    codings in "decision_coding" of "decision": "position" "coding";
    consensus in "decision_consensus" of "decision": "position" "coding";
    codes in "decision_code" of "decision": "position" "code";
}
