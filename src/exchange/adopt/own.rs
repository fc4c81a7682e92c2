//! Ids, and what only this program writes: records that a project of Colloquy carries whole.
//!
//! What has a GUID in the file has it as its id here, so that what is given back is found again by whoever wrote it.

use std::collections::{HashMap, HashSet};

use base64::Engine as _;
use uuid::Uuid;

use super::{
    super::refi::{BESIDE, has_no_element},
    Adopting,
};
use crate::{
    journal::Change,
    operations::GAP,
    study::{Carried, CarriedFile, Details, Id, Key, Kind, Mention, Record, Stored, Study, Wrapped},
};

/// Which ids are taken, and what ids of the file became others here.
#[derive(Default)]
pub(super) struct Ids {
    taken: HashSet<Key>,
    became: HashMap<Uuid, Uuid>,
}

impl Adopting<'_> {
    /// The id of something new: the file's own, where that is a GUID and is not taken.
    pub(super) fn id_for<T: Stored>(&mut self, key: &str) -> Id<T> {
        let own = guid_of(key).map(Id::<T>::from_uuid);
        match own.filter(|id| self.study.record(id.key()).is_none() && self.ids.taken.insert(id.key())) {
            Some(id) => id,
            None => {
                let id = self.stamp.id();
                self.became(key, id);
                id
            }
        }
    }

    /// The same for something that may be made several times of one thing of the file: the first keeps its id, and what names
    /// that means the first.
    pub(super) fn another_id_for<T: Stored>(&mut self, key: &str) -> Id<T> {
        let own = guid_of(key).map(Id::<T>::from_uuid);
        if own.is_some_and(|id| self.ids.taken.contains(&id.key())) { self.stamp.id() } else { self.id_for(key) }
    }

    /// The record of the study that has the file's GUID as its id.
    pub(super) fn same<T: Wrapped>(&self, key: &str) -> Option<Id<T>> {
        guid_of(key).map(Id::<T>::from_uuid).filter(|id| self.study.get(*id).is_some())
    }

    /// Takes note that something of the file is another record here.
    pub(super) fn became<T>(&mut self, key: &str, id: Id<T>) {
        if let Some(guid) = guid_of(key).filter(|guid| *guid != id.uuid()) {
            self.ids.became.insert(guid, id.uuid());
        }
    }

    /// Words in which ids of the file are those of the study.
    pub(super) fn with_ids_of_here(&self, words: &str) -> String {
        if self.ids.became.is_empty() {
            return words.to_owned();
        }
        let (mut out, mut rest) = (String::with_capacity(words.len()), words);
        while let Some(at) = rest.find(|letter: char| letter.is_ascii_hexdigit()) {
            let (before, from) = rest.split_at(at);
            out.push_str(before);
            let run = from.find(|letter: char| !letter.is_ascii_hexdigit() && letter != '-').unwrap_or(from.len());
            let (word, after) = from.split_at(run);
            let here = guid_of(word).filter(|_| word.len() == 36).and_then(|guid| self.ids.became.get(&guid));
            let capitals = word.chars().any(|letter| letter.is_ascii_uppercase());
            let here = here.map(|guid| if capitals { guid.to_string().to_uppercase() } else { guid.to_string() });
            out.push_str(here.as_deref().unwrap_or(word));
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// What has no place in a study is kept as it was written, with the ids of here in it.
    pub(super) fn carried(&mut self) {
        let incoming = self.incoming;
        let mut order = self.study.carried().map(|one| one.order).max().unwrap_or(0);
        for coming in &incoming.carried {
            let content = self.with_ids_of_here(&coming.content);
            let same = self.same::<Carried>(&coming.key).is_some();
            if same || self.study.carried().any(|here| here.content == content) {
                self.finds(Kind::Carried);
                continue;
            }
            if self.reanchor_beside(coming, &content) {
                self.finds(Kind::Carried);
                continue;
            }
            order += GAP;
            let files = coming.files.iter().map(|(name, bytes)| CarriedFile {
                name: name.clone(),
                base64: base64::engine::general_purpose::STANDARD.encode(bytes),
            });
            let carried = Carried {
                id: self.id_for(&coming.key),
                order,
                program: incoming.origin.program.clone(),
                element: coming.element.clone(),
                name: coming.name.clone(),
                content,
                files: files.collect(),
            };
            self.changes.push(Change::made(carried));
            self.makes(Kind::Carried);
        }
    }

    /// The records that a project of Colloquy carries whole: what REFI-QDA has no element for is made, and, where the
    /// project comes from Colloquy alone, what was made of its elements is as it was written.
    pub(super) fn own_records(&mut self) {
        let incoming = self.incoming;
        let mut coming: Vec<Record> = Vec::new();
        for line in &incoming.records {
            match serde_json::from_str::<Record>(&self.with_ids_of_here(line)) {
                Ok(record) => coming.push(record),
                Err(why) => self.loses("record", "", format!("A record of Colloquy was left out: {why}.")),
            }
        }
        if coming.is_empty() {
            return;
        }
        let mut changes = self.drafts.changes(self.study);
        changes.append(&mut self.changes);
        let mut here: HashSet<Key> = self.study.records().map(|record| record.key()).collect();
        here.extend(changes.iter().filter_map(Change::key));
        here.extend(coming.iter().map(Record::key).filter(|key| has_no_element(key.kind)));
        // What is about something that did not come along does not come along either, and so on.
        loop {
            let (whole, broken): (Vec<Record>, Vec<Record>) =
                coming.into_iter().partition(|record| stands_on(record, &here));
            coming = whole;
            if broken.is_empty() {
                break;
            }
            for record in broken {
                let key = record.key();
                here.remove(&key);
                let what = format!("A {} was left out, because what it is about did not come along.", key.kind.noun());
                self.loses("record", &key.id.to_string(), what);
            }
        }
        let places: HashMap<Key, usize> =
            changes.iter().enumerate().filter_map(|(place, change)| Some((change.key()?, place))).collect();
        let mut made = Vec::new();
        for record in coming {
            let key = record.key();
            match places.get(&key).and_then(|place| changes.get_mut(*place)) {
                // Made of an element just now: as it was written.
                Some(Change::Record { before: None, after: Some(after) }) => {
                    *after = with_what_stood_elsewhere(record, after)
                }
                Some(_) => {}
                None if stands_alone(&record) && self.study.record(key).is_none() => {
                    made.push(key.kind);
                    changes.push(Change::Record { before: None, after: Some(record) });
                }
                None if stands_alone(&record) => self.finds(key.kind),
                None => changes.extend(details(self.study, &record)),
            }
        }
        made.into_iter().for_each(|kind| self.makes(kind));
        self.changes = changes;
    }
}

/// Whether a record is nothing but a record in a project: no element is made for it.
fn stands_alone(record: &Record) -> bool {
    has_no_element(record.key().kind) || matches!(record, Record::Carried(carried) if carried.element == BESIDE)
}

/// Whether everything that a record points at is there.
fn stands_on(record: &Record, here: &HashSet<Key>) -> bool {
    let mut whole = true;
    record.mentions(&mut |mention| {
        whole &= match mention {
            Mention::Record(key) => here.contains(&key),
            Mention::Passage(transcript, _) => here.contains(&transcript.key()),
        }
    });
    whole
}

/// A transcript's turns stand beside its words in the project, and what is carried is an element of its own.
fn with_what_stood_elsewhere(record: Record, made: &Record) -> Record {
    match (record, made) {
        (Record::Transcript(record), Record::Transcript(made)) => {
            let mut record = record.as_ref().clone();
            record.turns.clone_from(&made.turns);
            record.wrap()
        }
        (Record::Carried(record), Record::Carried(made)) => {
            let record = record.as_ref().clone();
            Carried { content: made.content.clone(), files: made.files.clone(), ..record }.wrap()
        }
        (record, _) => record,
    }
}

/// The study's own settings come along where the study is still empty.
fn details(study: &Study, record: &Record) -> Option<Change> {
    let coming = Details::unwrap_ref(record)?;
    let before = study.details();
    let empty = study.transcripts().len() == 0 && study.codes().len() == 0;
    let after = Details { id: before.id, copied: None, ..coming.clone() };
    (empty && after != *before).then(|| Change::altered(before, after))
}

/// The GUID in a key, braces or none.
fn guid_of(key: &str) -> Option<Uuid> {
    Uuid::parse_str(key.trim().trim_matches(['{', '}'])).ok().filter(|guid| !guid.is_nil())
}
