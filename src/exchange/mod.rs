//! Studies, codebooks and codings of other programs, in and out.
//!
//! Every reader makes an [`Incoming`]: what a file says, in this program's terms, with what was lost told. One function,
//! `adopt`, makes an entry of it, into a new study or into the open one.

mod adopt;
mod annotations;
mod attributes;
mod brat;
mod codebook;
mod database;
mod incoming;
mod key;
mod offsets;
mod places;
mod qualcoder;
mod recognise;
mod refi;
mod rqda;
mod segments;
mod taguette;
mod values;

#[cfg(test)]
mod tests;

pub use adopt::{Adopted, adopt};
pub use attributes::{Asked, IncomingTable, attributes};
pub use codebook::DOCUMENT_OF_CODES;
pub use incoming::{
    Incoming, IncomingAttribute, IncomingCarried, IncomingCase, IncomingCode, IncomingCoding, IncomingMemo,
    IncomingPerson, IncomingSpeaker, IncomingTranscript, IncomingTurn, Loss, MemoAbout, Origin,
};
pub use key::{KeyError, is_locked, read_key, write_key};
pub use offsets::{Model, Unit};
pub use places::{IncomingPlaces, Places, Sample, Way};
pub use recognise::{
    Chosen, Unreadable, is_document_of_codes, is_table_of_turns, may_be_another_programs, read_any, recognised,
    recognised_with,
};
pub use refi::{Profile, Written, not_shown, write_codebook, write_project};
pub use segments::segments;
