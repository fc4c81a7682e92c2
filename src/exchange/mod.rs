//! Studies, codebooks and codings of other programs, in and out.
//!
//! Every reader makes an [`Incoming`]: what a file says, in this program's terms, with what was lost told. One function,
//! `adopt`, makes an entry of it, into a new study or into the open one.

mod incoming;

pub use incoming::{
    Incoming, IncomingAttribute, IncomingCase, IncomingCode, IncomingCoding, IncomingMemo, IncomingPerson,
    IncomingTranscript, IncomingTurn, Loss, MemoAbout, Origin,
};
