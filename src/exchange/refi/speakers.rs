//! Whose words a passage is: several programs code a case's words with a code that stands for the case.

use std::collections::BTreeMap;

use super::project::Reading;
use crate::{exchange::IncomingSpeaker, text::Span};

/// Gives turns that lie in one case's words, and in no other's, to that case.
pub(super) fn of_cases(reading: &mut Reading<'_, '_>) {
    let passages = std::mem::take(&mut reading.of_cases);
    let mut of_place: BTreeMap<usize, Vec<(Span, usize)>> = BTreeMap::new();
    for (place, span, case) in passages {
        of_place.entry(place).or_default().push((span, case));
    }
    for (place, here) in of_place {
        let Some(transcript) = reading.incoming.transcripts.get_mut(place) else { continue };
        for turn in transcript.turns.iter_mut().filter(|turn| turn.speaker.is_none()) {
            let mut whose: Vec<usize> =
                here.iter().filter(|(span, _)| is_mostly_in(turn.span, *span)).map(|(_, case)| *case).collect();
            whose.sort_unstable();
            whose.dedup();
            let [case] = whose.as_slice() else { continue };
            let Some(label) = reading.incoming.cases.get(*case).map(|case| case.label.as_str()) else { continue };
            let known = transcript.speakers.iter().position(|one| one.label == label);
            turn.speaker = Some(known.unwrap_or_else(|| {
                transcript.speakers.push(IncomingSpeaker { label: label.to_owned(), moderator: false });
                transcript.speakers.len() - 1
            }));
        }
    }
}

/// Whether more than half of a turn lies in a passage.
fn is_mostly_in(turn: Span, passage: Span) -> bool {
    let (start, end) = (turn.start.max(passage.start), turn.end.min(passage.end));
    start < end && (end - start) * 2 > turn.end - turn.start
}
