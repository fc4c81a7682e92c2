//! The rows of the study itself.

use super::{Cells, Columns, Filling, Misread, Unkept, table};
use crate::study::{Coder, CopiedFor, Details, Id};

table! {
    Details in "study" {
        id: "id";
        title: "title";
        language: "language";
        authors: "authors";
        edition: "edition";
        counting: "counting";
        approach: "approach";
        copied: "copied_for" "copied_entry" "copied_at" "copied_blind";
    }
    questions in "study_question" of "study": "position" "question";
    frameworks in "study_framework" of "study": "position" "framework";
    notes in "study_note" of "study": "mark" "note";
}

/// Four empty cells where the study is no copy.
impl Columns for Option<CopiedFor> {
    fn fill(&self, to: &mut Filling) -> Result<(), Unkept> {
        let copied = self.as_ref();
        to.cell(&copied.map(|copied| copied.coder))?;
        to.cell(&copied.map(|copied| copied.entry))?;
        to.cell(&copied.map(|copied| copied.at))?;
        to.cell(&copied.map(|copied| copied.blind))
    }
    fn take(from: &mut Cells) -> Result<Self, Misread> {
        let Some(coder) = from.cell::<Option<Id<Coder>>>()? else {
            (0..2).try_for_each(|_| from.cell::<Option<String>>().map(drop))?;
            from.cell::<Option<bool>>()?;
            return Ok(None);
        };
        Ok(Some(CopiedFor { coder, entry: from.cell()?, at: from.cell()?, blind: from.cell()? }))
    }
}
