//! Words of quotations that may tell who somebody is: what should have been given a stand-in.

use super::checks::{Concern, ConcernKind};
use crate::{
    analysis::identify::Still,
    study::{Id, Study, Transcript},
    text::Span,
};

/// What to look at in a quotation, if anything.
pub(super) fn concern(study: &Study, still: &Still, (transcript, span): (Id<Transcript>, Span)) -> Option<Concern> {
    let names = still.names_in(span.of(study.text(transcript))?);
    if names.is_empty() {
        return None;
    }
    let place = study.attribution(transcript, span.start);
    let words: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    Some(Concern {
        kind: ConcernKind::Name,
        record: transcript.key(),
        passage: Some((transcript, span)),
        sentence: format!("{} in a printed quotation may name somebody or a place: {place}.", words.join(", ")),
    })
}
