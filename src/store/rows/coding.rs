//! The rows of codes, codings and memos.

use rusqlite::types::Value;

use super::{Cells, Columns, Filling, Misread, Unkept, table};
use crate::{
    study::{Anchor, Code, Coding, Exemplar, Id, Key, Memo},
    text::Span,
};

table! {
    Code in "code" {
        id: "id";
        parent: "parent";
        order: "position";
        name: "name";
        colour: "colour";
        brief: "brief";
        full: "full";
        when_to_use: "when_to_use";
        when_not_to_use: "when_not_to_use";
        orientation: "orientation";
        status: "status";
        proposed_by: "proposed_by";
    }
    aliases in "code_alias" of "code": "position" "alias";
    exemplars in "exemplar" of "code": "position" "transcript" "start_byte" "end_byte" "kind";
}

impl Columns for Exemplar {
    fn fill(&self, to: &mut Filling) -> Result<(), Unkept> {
        to.cell(&self.transcript)?;
        self.span.fill(to)?;
        to.cell(&self.kind)
    }
    fn take(from: &mut Cells) -> Result<Self, Misread> {
        Ok(Exemplar { transcript: from.cell()?, span: Columns::take(from)?, kind: from.cell()? })
    }
}

table! {
    Coding in "coding" {
        id: "id";
        transcript: "transcript";
        span: "start_byte" "end_byte";
        code: "code";
        coder: "coder";
        level: "level";
        valence: "valence";
        contradicts: "contradicts";
        memo: "memo";
        created: "created";
    }
}

table! {
    Memo in "memo" {
        id: "id";
        author: "author";
        created: "created";
        kind: "kind";
        anchor: "anchor_kind" "anchor" "start_byte" "end_byte";
        title: "title";
        text: "text";
    }
}

/// What the kind of an anchor is called that is a passage; records go by the names of their tables.
const PASSAGE: &str = "passage";

/// Kind and id of what it is on; of a passage, the transcript's id and the bytes.
impl Columns for Option<Anchor> {
    fn fill(&self, to: &mut Filling) -> Result<(), Unkept> {
        let (transcript, span) = match self {
            Some(Anchor::Passage(transcript, span)) => (transcript, span),
            Some(Anchor::Record(key)) => {
                key.fill(to)?;
                to.cell(&None::<usize>)?;
                return to.cell(&None::<usize>);
            }
            None => return (0..4).try_for_each(|_| to.cell(&None::<usize>)),
        };
        to.cell(&PASSAGE.to_owned())?;
        to.cell(transcript)?;
        span.fill(to)
    }

    fn take(from: &mut Cells) -> Result<Self, Misread> {
        let kind: Option<String> = from.cell()?;
        let anchor = match kind {
            Some(kind) if kind == PASSAGE => return Ok(Some(Anchor::Passage(from.cell()?, Span::take(from)?))),
            Some(kind) => {
                let kind = super::Cell::from_value(Value::Text(kind.clone()))
                    .ok_or_else(|| from.misread(&Value::Text(kind), "“passage” or the name of a table of records"))?;
                Some(Anchor::Record(Key { kind, id: from.cell::<Id<()>>()?.uuid() }))
            }
            None => from.cell::<Option<String>>().map(|_| None)?,
        };
        from.cell::<Option<usize>>()?;
        from.cell::<Option<usize>>()?;
        Ok(anchor)
    }
}
