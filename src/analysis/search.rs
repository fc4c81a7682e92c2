//! Looking for words in a study's transcripts: where they stand, in the order of transcripts and reading.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{
    study::{Coding, Id, Study, Transcript},
    text::{Folded, Folding, Intervals, Query, QueryError, Search, Span},
};

/// Where to look, and for what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sought {
    pub query: Query,
    /// One transcript, or all.
    pub within: Option<Id<Transcript>>,
    /// Not in what moderators say.
    pub without_moderators: bool,
    /// Only where nobody has coded anything.
    pub uncoded: bool,
}

/// Where the words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hit {
    pub transcript: Id<Transcript>,
    pub span: Span,
}

/// Folded texts, kept as long as their texts are the same: folding is most of the time that a search takes.
#[derive(Clone, Default)]
pub struct FoldedTexts(Arc<Mutex<AllKept>>);

/// A text and what it is folded.
type Kept = (Arc<str>, Arc<Folded>);
type AllKept = HashMap<(Id<Transcript>, Folding), Kept>;

impl FoldedTexts {
    fn of(&self, study: &Study, transcript: Id<Transcript>, folding: Folding) -> Arc<Folded> {
        let text = study.shared_text(transcript).shared();
        let key = (transcript, folding);
        let known =
            |kept: &AllKept| kept.get(&key).filter(|(of, _)| Arc::ptr_eq(of, &text)).map(|(_, folded)| folded.clone());
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(folded) = known(&lock()) {
            return folded;
        }
        let folded = Arc::new(Folded::new(&text, folding));
        lock().insert(key, (text, folded.clone()));
        folded
    }
}

/// Every place where the words stand. Stops early, with what was found so far, once `stop` says so (asked before each
/// transcript).
///
/// # Errors
/// Where a pattern is no regular expression.
pub fn search(
    study: &Study,
    sought: &Sought,
    folded: &FoldedTexts,
    stop: impl Fn() -> bool,
) -> Result<Vec<Hit>, QueryError> {
    let search = Search::new(&sought.query)?;
    let mut hits = Vec::new();
    if sought.query.words.is_empty() {
        return Ok(hits);
    }
    for transcript in study.transcripts_in_order() {
        if sought.within.is_some_and(|only| only != transcript.id) {
            continue;
        }
        if stop() {
            break;
        }
        let text = folded.of(study, transcript.id, search.folding());
        let coded = sought
            .uncoded
            .then(|| Intervals::new(study.referring::<Coding>(transcript.id.key()).map(|coding| coding.span)));
        let wanted = |span: &Span| {
            let asks = || {
                let speaker = transcript.turn_at(span.start).and_then(|(_, turn)| turn.speaker);
                speaker.and_then(|id| study.get(id)).is_some_and(|one| one.moderator)
            };
            coded.as_ref().is_none_or(|coded| coded.overlapping(*span).is_empty())
                && !(sought.without_moderators && asks())
        };
        let found = search.in_folded(&text).into_iter().filter(wanted);
        hits.extend(found.map(|span| Hit { transcript: transcript.id, span }));
    }
    Ok(hits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        journal::{Change, Entry, Stamp, apply},
        operations::fixture::Made,
    };

    fn study() -> Study {
        let mut made = Made::begun();
        made.transcript("One", &[("Moderator", "Is there a café?"), ("P1", "The CAFE is shut.")]);
        made.transcript("Two", &[("P1", "בית קפה, café")]);
        made.study
    }

    fn found(study: &Study, sought: &Sought) -> Vec<String> {
        let hits = search(study, sought, &FoldedTexts::default(), || false).expect("a query");
        let words = |hit: Hit| hit.span.of(study.text(hit.transcript)).expect("in the text").to_owned();
        hits.into_iter().map(words).collect()
    }

    fn sought(words: &str) -> Sought {
        Sought { query: Query { words: words.into(), ..Query::default() }, ..Sought::default() }
    }

    #[test]
    fn all_transcripts_are_searched_in_their_order_or_one_alone() {
        let study = study();
        assert_eq!(found(&study, &sought("cafe")), ["café", "CAFE", "café"]);
        let two = study.transcripts().find(|one| one.title == "Two").map(|one| one.id);
        assert_eq!(found(&study, &Sought { within: two, ..sought("cafe") }), ["café"]);
        assert_eq!(found(&study, &sought("קפה")), ["קפה"]);
        assert!(found(&study, &sought("")).is_empty());
    }

    #[test]
    fn moderators_words_can_be_left_out() {
        let study = study();
        assert_eq!(found(&study, &Sought { without_moderators: true, ..sought("cafe") }), ["CAFE", "café"]);
    }

    #[test]
    fn a_text_that_changed_is_folded_anew() {
        let (study, folded) = (study(), FoldedTexts::default());
        let search =
            |study: &Study, words: &str| search(study, &sought(words), &folded, || false).expect("a query").len();
        assert_eq!((search(&study, "shut"), search(&study, "open")), (1, 0));
        let id = study.transcripts_in_order()[0].id;
        let at = study.text(id).find("shut").expect("there");
        let change = Change::Splice { transcript: id, at, removed: "shut".into(), inserted: "open".into() };
        let entry = Entry::new(&Stamp::now(None), "Corrected", vec![change]);
        let study = apply(&study, &entry).expect("applied");
        assert_eq!((search(&study, "shut"), search(&study, "open")), (0, 1));
    }

    #[test]
    fn a_search_that_is_not_wanted_any_more_stops() {
        assert!(
            super::search(&study(), &sought("cafe"), &FoldedTexts::default(), || true).expect("a query").is_empty()
        );
    }
}
