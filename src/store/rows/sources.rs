//! The rows of transcripts and their turns. Their texts stand in a table of their own.

use super::{Cells, Columns, Filling, Misread, Unkept, table};
use crate::study::{Source, Transcript, Turn};

table! {
    Transcript in "transcript" {
        id: "id";
        order: "position";
        title: "title";
        group: "focus_group";
        source: "source_file_name" "source_file_type" "source_hash" "source_encoding";
        direction: "direction";
    }
    attributes in "transcript_attribute" of "transcript": "attribute" "kind" "text" "number";
    turns in "turn" of "transcript": "position" "start_byte" "end_byte" "speaker" "time_ms";
}

impl Columns for Source {
    fn fill(&self, to: &mut Filling) -> Result<(), Unkept> {
        to.cell(&self.file_name)?;
        to.cell(&self.file_type)?;
        to.cell(&self.hash)?;
        to.cell(&self.encoding)
    }
    fn take(from: &mut Cells) -> Result<Self, Misread> {
        Ok(Source { file_name: from.cell()?, file_type: from.cell()?, hash: from.cell()?, encoding: from.cell()? })
    }
}

impl Columns for Turn {
    fn fill(&self, to: &mut Filling) -> Result<(), Unkept> {
        self.span.fill(to)?;
        to.cell(&self.speaker)?;
        to.cell(&self.time_ms)
    }
    fn take(from: &mut Cells) -> Result<Self, Misread> {
        Ok(Turn { span: Columns::take(from)?, speaker: from.cell()?, time_ms: from.cell()? })
    }
}
