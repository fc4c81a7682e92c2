//! De-identification: words that tell who somebody is give way to stand-ins, in every text and record at once, and codings
//! follow. And the journal of a study that never held those words.

use std::collections::HashSet;

use uuid::Uuid;

use super::{Correction, Declined, corrections::spliced, counted};
use crate::{
    journal::{Act, Change, Entry, Head, Stamp, apply, difference},
    study::{Record, Study},
    text::{Hunk, Terms},
};

/// Words and what is put in their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandIn {
    /// As they stand in the texts; capitals matter, and no letter or digit may touch them.
    pub words: String,
    /// What comes in their place; not empty.
    pub stand_in: String,
}

/// Replaces words everywhere: in the texts, where codings, turns, examples and memos follow, and in what people wrote into
/// records. Of words that overlap the longer and the earlier is replaced. The sentence names none of them; the journal keeps
/// them all the same, because it can take everything back: [`without_history`] makes a journal that never held them.
pub fn put_stand_ins(study: &Study, stamp: &Stamp, stand_ins: &[StandIn]) -> Result<Correction, Declined> {
    let used: Vec<&StandIn> = stand_ins.iter().filter(|one| !one.words.trim().is_empty()).collect();
    if let Some(empty) = used.iter().find(|one| one.stand_in.trim().is_empty()) {
        return Err(Declined::Because(format!(
            "Nothing is said to stand in for “{}”. Give it a stand-in, or leave it as it is.",
            empty.words
        )));
    }
    let words: Vec<&str> = used.iter().map(|one| one.words.as_str()).collect();
    let terms = Terms::new(&words).map_err(|why| Declined::Because(why.to_string()))?;
    let put = |term: usize| used.get(term).map(|one| one.stand_in.trim().to_owned()).unwrap_or_default();
    let (mut now, mut changes, mut vanishing, mut places, mut texts) = (study.clone(), Vec::new(), Vec::new(), 0, 0);
    for transcript in study.transcripts_in_order() {
        let text = study.text(transcript.id);
        let hunk = |(span, term): (crate::text::Span, usize)| Hunk {
            at: span.start,
            removed: span.of(text).unwrap_or_default().to_owned(),
            inserted: put(term),
        };
        let hunks: Vec<Hunk> =
            terms.in_text(text).into_iter().map(hunk).filter(|hunk| hunk.removed != hunk.inserted).collect();
        if hunks.is_empty() {
            continue;
        }
        places += hunks.len();
        texts += 1;
        let correction = spliced(&now, stamp, transcript.id, &hunks, String::new())?;
        now = apply(&now, &correction.entry).map_err(|why| Declined::Because(why.to_string()))?;
        changes.extend(correction.entry.changes);
        vanishing.extend(correction.vanishing);
    }
    let mut records = 0;
    for before in now.records() {
        let after = reworded(&before, &terms, &put);
        if after != before {
            records += 1;
            changes.push(Change::Record { before: Some(before), after: Some(after) });
        }
    }
    if changes.is_empty() {
        return Err(Declined::Unchanged);
    }
    let in_texts = format!("{} in {}", counted(places, "place"), counted(texts, "transcript"));
    let sentence = match (places, records) {
        (0, _) => format!("Put stand-ins for names and the like into {}", counted(records, "record")),
        (_, 0) => format!("Put stand-ins for names and the like at {in_texts}"),
        _ => format!("Put stand-ins for names and the like at {in_texts} and into {}", counted(records, "record")),
    };
    Ok(Correction { entry: Entry::new(stamp, sentence, changes), vanishing })
}

/// A record with its wordings replaced. A person who is called by a stand-in alone is called so without its brackets.
fn reworded(record: &Record, terms: &Terms, put: &dyn Fn(usize) -> String) -> Record {
    let mut after = record.clone();
    after.reword(&mut |words| {
        if !terms.in_text(words).is_empty() {
            *words = terms.replaced(words, put);
        }
    });
    if let (Record::Participant(after), Record::Participant(before)) = (&mut after, record)
        && after.label != before.label
    {
        let bare = after.label.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        if let Some(bare) = bare.filter(|bare| !bare.contains(['[', ']'])).map(str::to_owned) {
            std::sync::Arc::make_mut(after).label = bare;
        }
    }
    after
}

/// The journal of a study that never held the words: what stood at every named version, and what stands now, each with
/// stand-ins put in, as entries by nobody. Everything between them is gone with the words it held. The entries that versions
/// (and so the comparisons of closed rounds) name keep their ids and times.
///
/// `entries` is the whole journal, oldest first. Declined while a blind round is open.
pub fn without_history(entries: &[Entry], stamp: &Stamp, stand_ins: &[StandIn]) -> Result<Vec<Entry>, Declined> {
    let because = |why: &dyn std::fmt::Display| Declined::Because(why.to_string());
    let last = crate::journal::replay(entries).map_err(|why| because(&why))?;
    if let Some(round) = last.rounds().find(|round| round.is_blind_now()) {
        return Err(Declined::Because(format!(
            "{} is blind and still open, so what its coders did stays where it is. Close it first.",
            super::in_sentence(&round.name)
        )));
    }
    let named: HashSet<Uuid> = last.versions().filter_map(|version| version.entry).collect();
    let cleaned = |study: &Study| match put_stand_ins(study, stamp, stand_ins) {
        Ok(correction) => apply(study, &correction.entry).map_err(|why| because(&why)),
        Err(Declined::Unchanged) => Ok(study.clone()),
        Err(why) => Err(why),
    };
    let (mut now, mut before, mut kept) = (Study::default(), Study::default(), Vec::new());
    for entry in entries {
        now = apply(&now, entry).map_err(|why| because(&why))?;
        if !named.contains(&entry.head.id) {
            continue;
        }
        let after = cleaned(&now)?;
        let head = Head {
            id: entry.head.id,
            at: entry.head.at,
            by: None,
            sentence: "The study as it was at a named version, with stand-ins".into(),
            act: Act::Did,
        };
        kept.push(Entry { head, changes: difference(&before, &after) });
        before = after;
    }
    let after = cleaned(&now)?;
    let changes = difference(&before, &after);
    if !changes.is_empty() {
        let mut entry = Entry::new(stamp, "The study with stand-ins, without its history", changes);
        entry.head.by = None;
        kept.push(entry);
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        journal::replay,
        operations::{self, fixture::Made},
        study::all_violations,
    };

    fn stand_ins(pairs: &[(&str, &str)]) -> Vec<StandIn> {
        pairs.iter().map(|(words, stand_in)| StandIn { words: (*words).into(), stand_in: (*stand_in).into() }).collect()
    }

    fn spoken() -> Made {
        let mut made = Made::begun();
        let first =
            made.transcript("Talk with Sarah", &[("Sarah Jones", "I live in Leeds. Ask Sarah Jones, or Will.")]);
        made.transcript("Second", &[("P2", "Will is in Leeds too, he will say.")]);
        let code = made.code("Leeds life", None);
        let text = made.study.text(first).to_owned();
        let at = text.find("Sarah").unwrap();
        let span = crate::text::Span { start: at, end: at + "Sarah Jones".len() };
        made.does(|study, stamp| operations::attach(study, stamp, first, span, code).map(|(_, entry)| entry));
        made
    }

    #[test]
    fn words_give_way_everywhere_codings_follow_and_undo_brings_all_back() {
        let mut made = spoken();
        let before = made.study.clone();
        let list = stand_ins(&[
            ("Sarah", "[Person 1]"),
            ("Sarah Jones", "[Person 1]"),
            ("Leeds", "[Place 1]"),
            ("Will", "[Person 2]"),
        ]);
        let correction = put_stand_ins(&made.study, &made.stamp(), &list).unwrap();
        assert_eq!(correction.vanishing, []);
        assert_eq!(
            correction.entry.head.sentence,
            "Put stand-ins for names and the like at 5 places in 2 transcripts and into 4 records"
        );
        made.does(|_, _| Ok(correction.entry.clone()));
        let texts: Vec<&str> = made.study.transcripts_in_order().iter().map(|one| made.study.text(one.id)).collect();
        assert_eq!(
            texts,
            ["I live in [Place 1]. Ask [Person 1], or [Person 2].", "[Person 2] is in [Place 1] too, he will say."]
        );
        let coding = made.study.codings().next().unwrap();
        assert_eq!(coding.span.of(made.study.text(coding.transcript)), Some("[Person 1]"));
        let labels: Vec<&str> = made.study.participants().map(|person| person.label.as_str()).collect();
        assert_eq!(labels, ["Person 1", "P2"]);
        assert_eq!(made.study.codes().next().unwrap().name, "[Place 1] life");
        let undone = correction.entry.undone(&made.stamp());
        assert_eq!(apply(&made.study, &undone).unwrap(), before);
    }

    #[test]
    fn a_journal_without_history_holds_no_word_of_the_list_and_keeps_what_versions_name() {
        let mut made = spoken();
        let last = made.entries.last().unwrap().head.id;
        made.does(|study, stamp| {
            operations::name_version(study, stamp, "v1 of Leeds", "", Some(last)).map(|(_, entry)| entry)
        });
        made.code("Later", None);
        let list = stand_ins(&[("Sarah", "[A]"), ("Sarah Jones", "[A]"), ("Leeds", "[B]")]);
        let entries = without_history(&made.entries, &made.stamp(), &list).unwrap();
        let written = serde_json::to_string(&entries).unwrap();
        for word in ["Sarah", "Jones", "Leeds"] {
            assert!(!written.contains(word), "{word} is still in the journal");
        }
        assert!(written.contains("Will"), "what is not in the list stays");
        let study = replay(&entries).unwrap();
        assert!(all_violations(&study).is_empty());
        let (old, new) = (&made.study, &study);
        assert_eq!((old.codes().len(), old.codings().len()), (new.codes().len(), new.codings().len()));
        let version = study.versions().next().unwrap();
        let place = entries.iter().position(|entry| Some(entry.head.id) == version.entry).expect("the version's place");
        let then = replay(&entries[..=place]).unwrap();
        assert_eq!(then.codes().len(), 1, "what came later was not there then");
    }

    #[test]
    fn nothing_to_replace_and_no_stand_in_are_said() {
        let made = spoken();
        assert_eq!(
            put_stand_ins(&made.study, &made.stamp(), &stand_ins(&[("Nobody", "[X]")])),
            Err(Declined::Unchanged)
        );
        let why = put_stand_ins(&made.study, &made.stamp(), &stand_ins(&[("Leeds", " ")])).unwrap_err();
        assert!(why.to_string().contains("stand in for “Leeds”"), "{why}");
    }
}
