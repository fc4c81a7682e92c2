//! Who does something, and when; and where the ids of what is made come from.

use std::cell::Cell;

use jiff::Timestamp;
use uuid::{Builder, Uuid};

use crate::study::{Coder, Id};

/// Who, when, and fresh ids. Operations take one, so that the same stamp gives the same entry.
#[derive(Debug)]
pub struct Stamp {
    pub by: Option<Id<Coder>>,
    pub at: Timestamp,
    ids: Ids,
}

#[derive(Debug)]
enum Ids {
    Random,
    Counted(Cell<u64>),
}

impl Stamp {
    /// By this coder, at this moment.
    pub fn now(by: Option<Id<Coder>>) -> Self {
        Stamp { by, at: Timestamp::now(), ids: Ids::Random }
    }

    /// At a stated moment, with ids counted up from `first`: for tests and for whatever must come out the same twice.
    pub fn fixed(by: Option<Id<Coder>>, at: Timestamp, first: u64) -> Self {
        Stamp { by, at, ids: Ids::Counted(Cell::new(first)) }
    }

    /// A new UUID, version 7, at this stamp's moment.
    pub fn fresh(&self) -> Uuid {
        match &self.ids {
            Ids::Random => Uuid::now_v7(),
            Ids::Counted(next) => {
                let count = next.get();
                next.set(count + 1);
                let mut tail = [0; 10];
                tail[2..].copy_from_slice(&count.to_be_bytes());
                let millis = u64::try_from(self.at.as_millisecond()).unwrap_or_default();
                Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
            }
        }
    }

    /// A new id for a record.
    pub fn id<T>(&self) -> Id<T> {
        Id::from_uuid(self.fresh())
    }
}
