//! Which transcript of the study a copy's transcript is, and where its passages stand in the study's text.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use crate::{
    study::{Id, Mention, Record, Study, Transcript},
    text::{Hunk, Span, hunks},
};

/// Transcripts of a copy held against those of the study.
pub(super) struct Anchoring<'s> {
    /// Ids of the copy that are other ids in the study: a transcript with the same text, the consensus coder.
    pub renamed: HashMap<Uuid, Uuid>,
    /// By the study's id: how the copy's text gives way to the study's.
    hunks: HashMap<Id<Transcript>, Vec<Hunk>>,
    here: &'s Study,
    there: &'s Study,
    /// The study's id to the copy's.
    back: HashMap<Id<Transcript>, Id<Transcript>>,
    /// Transcripts of which some version differs from another: bytes of one are not bytes of the other.
    moving: HashSet<Id<Transcript>>,
}

impl<'s> Anchoring<'s> {
    /// A transcript of the copy is the study's with the same id; or else the one with the same text to the letter.
    pub fn of(here: &'s Study, there: &'s Study, base: &Study) -> Self {
        let mut anchoring = Anchoring {
            renamed: HashMap::new(),
            hunks: HashMap::new(),
            here,
            there,
            back: HashMap::new(),
            moving: HashSet::new(),
        };
        let mut hashes: Option<HashMap<String, Id<Transcript>>> = None;
        for theirs in there.transcripts().map(|one| one.id) {
            let ours = if here.get(theirs).is_some() {
                theirs
            } else {
                let hashes = hashes.get_or_insert_with(|| {
                    here.transcripts().map(|one| (here.shared_text(one.id).hash(), one.id)).collect()
                });
                let Some(&ours) = hashes.get(&there.shared_text(theirs).hash()) else { continue };
                anchoring.renamed.insert(theirs.uuid(), ours.uuid());
                ours
            };
            anchoring.back.insert(ours, theirs);
            let (old, new) = (there.text(theirs), here.text(ours));
            if old != new {
                anchoring.hunks.insert(ours, hunks(0, old, new));
            }
            if old != new || (base.get(theirs).is_some() && base.text(theirs) != old) {
                anchoring.moving.insert(ours);
            }
        }
        if let (Some(ours), Some(theirs)) = (here.consensus(), there.consensus())
            && ours.id != theirs.id
        {
            anchoring.renamed.insert(theirs.id.uuid(), ours.id.uuid());
        }
        anchoring
    }

    /// A record of the copy with the study's ids in it.
    pub fn in_ids_of_study(&self, record: &Record) -> Record {
        let mut points = self.renamed.contains_key(&record.key().id);
        record.mentions(&mut |mention| {
            points |= match mention {
                Mention::Record(key) => self.renamed.contains_key(&key.id),
                Mention::Passage(transcript, _) => self.renamed.contains_key(&transcript.uuid()),
            }
        });
        if !points {
            return record.clone();
        }
        // Written out and read again with other ids: a UUID stands for one thing only, wherever it stands.
        let Ok(mut value) = serde_json::to_value(record) else { return record.clone() };
        self.rename_in(&mut value);
        serde_json::from_value(value).unwrap_or_else(|_| record.clone())
    }

    fn rename_in(&self, value: &mut serde_json::Value) {
        match value {
            serde_json::Value::String(text) => {
                if let Some(ours) = Uuid::parse_str(text).ok().and_then(|id| self.renamed.get(&id)) {
                    *text = ours.to_string();
                }
            }
            serde_json::Value::Array(items) => items.iter_mut().for_each(|item| self.rename_in(item)),
            serde_json::Value::Object(fields) => fields.values_mut().for_each(|field| self.rename_in(field)),
            _ => {}
        }
    }

    /// Whether the words of a transcript are other words in the copy than in the study.
    pub fn is_edited(&self, transcript: Id<Transcript>) -> bool {
        self.hunks.contains_key(&transcript)
    }

    /// How the copy's text of a transcript gives way to the study's; nothing where they are the same.
    pub fn hunks(&self, transcript: Id<Transcript>) -> &[Hunk] {
        self.hunks.get(&transcript).map_or(&[], Vec::as_slice)
    }

    /// The study's id of a transcript of the copy; `None` where the study has it no more, or never had it.
    pub fn here(&self, theirs: Id<Transcript>) -> Option<Id<Transcript>> {
        let ours = self.renamed.get(&theirs.uuid()).map_or(theirs, |&ours| Id::from_uuid(ours));
        self.back.contains_key(&ours).then_some(ours)
    }

    /// Where a passage of the copy's text stands in the study's: moved along with the words that were revised; or else where
    /// the same words stand, if that is in one place only. `None` where its words are no longer there.
    pub fn place(&self, transcript: Id<Transcript>, span: Span) -> Option<Span> {
        let Some(hunks) = self.hunks.get(&transcript) else { return Some(span) };
        let text = self.here.text(transcript);
        let fitted = hunks.iter().try_fold(span, |span, hunk| hunk.fitted(span));
        let moved = fitted.map(|span| {
            let back_to_front = hunks.iter().rev();
            back_to_front.fold(span, |span, hunk| span.through_splice(hunk.at, hunk.removed.len(), hunk.inserted.len()))
        });
        let says_something = |span: &Span| span.of(text).is_some_and(|words| !words.trim().is_empty());
        moved.filter(says_something).or_else(|| self.found_again(transcript, span))
    }

    fn found_again(&self, transcript: Id<Transcript>, span: Span) -> Option<Span> {
        let words = span.of(self.there.text(*self.back.get(&transcript)?)).filter(|words| !words.trim().is_empty())?;
        let mut places = self.here.text(transcript).match_indices(words);
        let (start, _) = places.next()?;
        places.next().is_none().then_some(Span { start, end: start + words.len() })
    }

    /// A record of the copy (with the study's ids) with its passages where they stand in the study; `None` where one of them
    /// is nowhere.
    pub fn placed(&self, record: Record) -> Option<Record> {
        let mut passages: Vec<(Id<Transcript>, Span)> = Vec::new();
        record.mentions(&mut |mention| {
            if let Mention::Passage(transcript, span) = mention
                && self.hunks.contains_key(&transcript)
            {
                passages.push((transcript, span));
            }
        });
        let mut places: HashMap<(Id<Transcript>, Span), Span> = HashMap::new();
        for (transcript, span) in passages {
            places.insert((transcript, span), self.place(transcript, span)?);
        }
        let transcripts: HashSet<Id<Transcript>> = places.keys().map(|(transcript, _)| *transcript).collect();
        Some(transcripts.into_iter().fold(record, |record, transcript| {
            let place = |span: Span| places.get(&(transcript, span)).copied().unwrap_or(span);
            record.with_passages(transcript, place).unwrap_or(record)
        }))
    }

    /// Whether two states of a record say the same: bytes of a text that differs from one to the other say nothing.
    pub fn alike(&self, one: &Record, other: &Record) -> bool {
        one == other || self.without_bytes(one) == self.without_bytes(other)
    }

    fn without_bytes(&self, record: &Record) -> Record {
        let mut on: HashSet<Id<Transcript>> = HashSet::new();
        record.mentions(&mut |mention| {
            if let Mention::Passage(transcript, _) = mention
                && self.moving.contains(&transcript)
            {
                on.insert(transcript);
            }
        });
        let nowhere = |_| Span { start: 0, end: 0 };
        on.into_iter()
            .fold(record.clone(), |record, transcript| record.with_passages(transcript, nowhere).unwrap_or(record))
    }
}
