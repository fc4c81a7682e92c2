//! The kinds of record a study is made of, and what every record can say of itself.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::*;
use crate::text::Span;

/// Which record, of which kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    pub kind: Kind,
    pub id: Uuid,
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind.noun(), self.id)
    }
}

/// Something a record points at, which must exist as long as the record does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mention {
    Record(Key),
    Passage(Id<Transcript>, Span),
}

/// What every record can say of itself.
pub trait Stored: Sized {
    const KIND: Kind;

    fn id(&self) -> Id<Self>;

    /// Calls `tell` with everything the record points at.
    fn mentions(&self, tell: &mut dyn FnMut(Mention));

    /// The record's key.
    fn key(&self) -> Key {
        self.id().key()
    }
}

impl<T: Stored> Id<T> {
    /// The id with its kind.
    pub fn key(self) -> Key {
        Key { kind: T::KIND, id: self.uuid() }
    }
}

impl Key {
    /// The typed id, where the kind is right.
    pub fn id_of<T: Stored>(self) -> Option<Id<T>> {
        (self.kind == T::KIND).then(|| Id::from_uuid(self.id))
    }
}

/// A record that can be put into a `Record`, and taken out.
pub trait Wrapped: Stored + Clone + PartialEq {
    fn wrap(self) -> Record;
    fn unwrap_ref(record: &Record) -> Option<&Self>;
    fn table(study: &Study) -> &Table<Self>;
}

/// Writes the list of kinds once: the enum of kinds, the enum of records, the tables of a study, and the ways between.
macro_rules! kinds {
    ($($kind:ident, $table:ident, $noun:literal;)*) => {
        /// The kinds of record, in an order in which none points at a later one, but for codes and what they quote,
        /// and the details of a copy and the coder it was made for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Kind { $($kind,)* }

        impl Kind {
            pub const ALL: &[Kind] = &[$(Kind::$kind,)*];

            /// The kind in a sentence: "participant".
            pub fn noun(self) -> &'static str {
                match self { $(Kind::$kind => $noun,)* }
            }
        }

        /// One record of any kind. Cloning shares it.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub enum Record { $($kind(Arc<$kind>),)* }

        impl Record {
            pub fn key(&self) -> Key {
                match self { $(Record::$kind(record) => record.key(),)* }
            }

            /// Calls `tell` with everything the record points at.
            pub fn mentions(&self, tell: &mut dyn FnMut(Mention)) {
                match self { $(Record::$kind(record) => record.mentions(tell),)* }
            }
        }

        /// A study as it stands: its records by kind and id, its texts, and who points at whom. Cloning is cheap, so a
        /// snapshot can be taken along by a job.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Study {
            $(pub(super) $table: Table<$kind>,)*
            pub(super) texts: imbl::OrdMap<Id<Transcript>, Text>,
            pub(super) pointing: imbl::OrdSet<(Key, Key)>,
        }

        impl Study {
            $(
                #[doc = concat!("Every ", $noun, ", by id.")]
                pub fn $table(&self) -> impl ExactSizeIterator<Item = &$kind> + DoubleEndedIterator {
                    self.$table.iter()
                }
            )*

            /// The record that a key names.
            pub fn record(&self, key: Key) -> Option<Record> {
                match key.kind { $(Kind::$kind => self.$table.shared(Id::from_uuid(key.id)).map(Record::$kind),)* }
            }

            /// Every record, kind by kind.
            pub fn records(&self) -> impl Iterator<Item = Record> + '_ {
                std::iter::empty()$(.chain(self.$table.all().map(Record::$kind)))*
            }

            pub(super) fn put_in_table(&mut self, record: Record) {
                match record { $(Record::$kind(record) => self.$table.put(record),)* }
            }

            pub(super) fn take_from_table(&mut self, key: Key) {
                match key.kind { $(Kind::$kind => self.$table.take(Id::from_uuid(key.id)),)* }
            }
        }

        $(
            impl Wrapped for $kind {
                fn wrap(self) -> Record {
                    Record::$kind(Arc::new(self))
                }
                fn unwrap_ref(record: &Record) -> Option<&Self> {
                    match record { Record::$kind(record) => Some(record), _ => None }
                }
                fn table(study: &Study) -> &Table<Self> {
                    &study.$table
                }
            }
        )*
    };
}

kinds! {
    Details, details_table, "study details";
    Coder, coders, "coder";
    Attribute, attributes, "attribute";
    Group, groups, "group";
    Participant, participants, "participant";
    Transcript, transcripts, "transcript";
    Code, codes, "code";
    Coding, codings, "coding";
    Board, boards, "board";
    Theme, themes, "theme";
    Placement, placements, "placement";
    Intervention, interventions, "intervention";
    Version, versions, "version";
    Round, rounds, "round";
    Verdict, verdicts, "verdict";
    Decision, decisions, "decision";
    Memo, memos, "memo";
    Carried, carried, "kept part";
    Bracket, brackets, "bracket";
    ChecklistAnswer, checklist_answers, "checklist answer";
}

/// One kind's records by id.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<T>(imbl::OrdMap<Id<T>, Arc<T>>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Table(imbl::OrdMap::new())
    }
}

impl<T: Stored> Table<T> {
    pub(super) fn get(&self, id: Id<T>) -> Option<&T> {
        self.0.get(&id).map(Arc::as_ref)
    }
    fn shared(&self, id: Id<T>) -> Option<Arc<T>> {
        self.0.get(&id).cloned()
    }
    fn iter(&self) -> impl ExactSizeIterator<Item = &T> + DoubleEndedIterator {
        self.0.values().map(Arc::as_ref)
    }
    fn all(&self) -> impl Iterator<Item = Arc<T>> + '_ {
        self.0.values().cloned()
    }
    fn put(&mut self, record: Arc<T>) {
        self.0.insert(record.id(), record);
    }
    fn take(&mut self, id: Id<T>) {
        self.0.remove(&id);
    }
}
