//! What REFI-QDA has no element for, whole: the study's records but for texts, turns and codings, a line each, in a note that other
//! programs show and Colloquy reads back.

use super::super::{beside::PART, xml::Element};
use crate::study::{Carried, Kind, Record, Study, Wrapped};

/// The name of the note.
pub(super) const OWN: &str = "Colloquy: records of its own";

/// What the note begins with, for people who find it in another program.
const FOREWORD: &str = "This note is for Colloquy. It holds what other programs have no place for: boards, themes, placements, \
    interventions, rounds, decisions and more. Leave it as it is, and they are there again when Colloquy reads the project.";

/// The words of the note.
///
/// # Errors
/// Where a record cannot be written, which none is known to do.
pub(super) fn of_study(study: &Study) -> Result<String, serde_json::Error> {
    let records = study.records().filter(|record| record.key().kind != Kind::Coding);
    let lines = records.map(|record| serde_json::to_string(&without_what_stands_elsewhere(record)));
    Ok(format!("{FOREWORD}\n{}", lines.collect::<Result<Vec<String>, _>>()?.join("\n")))
}

/// Whether REFI-QDA has no element for records of a kind.
pub(in crate::exchange) fn has_no_element(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Board
            | Kind::Theme
            | Kind::Placement
            | Kind::Intervention
            | Kind::Version
            | Kind::Round
            | Kind::Verdict
            | Kind::Decision
            | Kind::Bracket
            | Kind::ChecklistAnswer
    )
}

/// Without what stands elsewhere: turns in a note of the source, with places as the profile counts them.
fn without_what_stands_elsewhere(record: Record) -> Record {
    match record {
        Record::Transcript(transcript) => {
            let mut transcript = transcript.as_ref().clone();
            transcript.turns.clear();
            transcript.wrap()
        }
        // What is carried is an element of its own.
        Record::Carried(carried) if carried.element != PART => {
            let carried = carried.as_ref().clone();
            Carried { content: String::new(), files: Vec::new(), ..carried }.wrap()
        }
        record => record,
    }
}

/// The records in a note, where it is that one. Where another program wrote the project, what it may have changed is left to
/// its elements, and only what no element says is taken.
pub(in super::super) fn records_in(note: &Element, by_colloquy: bool) -> Option<Vec<String>> {
    if note.attribute("name") != Some(OWN) {
        return None;
    }
    let taken = |line: &&str| {
        let kind = line.strip_prefix("{\"").and_then(|rest| rest.split('"').next()).unwrap_or_default();
        let kind = serde_json::from_value::<Kind>(kind.into());
        line.starts_with('{') && (by_colloquy || kind.is_ok_and(has_no_element))
    };
    Some(note.words("PlainTextContent").lines().filter(taken).map(str::to_owned).collect())
}
