//! Every memo of a study: those that stand by themselves, and what is noted on codings.

use jiff::Timestamp;

use crate::study::{Coding, Memo, Study};

/// A memo, or the memo of a coding.
#[derive(Clone, Copy, Debug)]
pub enum AnyMemo<'a> {
    Memo(&'a Memo),
    Coding(&'a Coding),
}

impl AnyMemo<'_> {
    /// When it was begun; of a coding's, when the coding was made.
    pub fn created(&self) -> Timestamp {
        match self {
            AnyMemo::Memo(memo) => memo.created,
            AnyMemo::Coding(coding) => coding.created,
        }
    }
}

/// All memos, whatever they are on: what the list of memos shows and what reports count.
pub fn all_memos(study: &Study) -> impl Iterator<Item = AnyMemo<'_>> {
    let of_codings = study.codings().filter(|coding| !coding.memo.is_empty()).map(AnyMemo::Coding);
    study.memos().map(AnyMemo::Memo).chain(of_codings)
}
