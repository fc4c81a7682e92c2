//! The rows of what is carried for other programs.

use super::{Cells, Columns, Filling, Misread, Unkept, table};
use crate::study::{Carried, CarriedFile};

table! {
    Carried in "carried" {
        id: "id";
        order: "position";
        program: "program";
        element: "element";
        name: "name";
        content: "content";
    }
    files in "carried_file" of "carried": "position" "name" "base64";
}

impl Columns for CarriedFile {
    fn fill(&self, to: &mut Filling) -> Result<(), Unkept> {
        to.cell(&self.name)?;
        to.cell(&self.base64)
    }
    fn take(from: &mut Cells) -> Result<Self, Misread> {
        Ok(CarriedFile { name: from.cell()?, base64: from.cell()? })
    }
}
