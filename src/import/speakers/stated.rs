//! Turns that the file itself states: tiers of a recording, fields of JSON, messages of a chat.

use super::line::Line;
use super::{Finding, FoundLabel, TurnOpening};
use std::collections::HashMap;

/// A turn for every line of which the file says who speaks or when; `None` where it says so of none.
pub(super) fn find(lines: &[Line]) -> Option<Finding> {
    let mut finding = Finding::default();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(said) = &line.said else { continue };
        let label = said.speaker.as_deref().map(|speaker| {
            let place = *known.entry(speaker).or_insert_with(|| {
                finding.labels.push(FoundLabel { printed: vec![(speaker.to_owned(), 0)], accepted: true });
                finding.labels.len() - 1
            });
            finding.labels.get_mut(place).into_iter().flat_map(|label| &mut label.printed).for_each(|(_, n)| *n += 1);
            place
        });
        finding.openings.push(TurnOpening { line: at, printed: Vec::new(), label, time_ms: said.time_ms });
    }
    (!finding.openings.is_empty()).then_some(finding)
}
