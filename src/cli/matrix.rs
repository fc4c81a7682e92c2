//! What may be chosen of a board that is written, and of the tables of themes.

use super::Failure;
use crate::{
    report::{MatrixLevel, MatrixOptions, MatrixTable},
    study::{Attribute, AttributeKind, Board, Describes, Id, Study},
};

#[derive(clap::Args)]
pub struct MatrixWishes {
    /// Of matrix, which table: importance of domains, belief statements, enablers and barriers, or COM-B by an attribute of
    /// participants.
    #[arg(long, value_enum, help_heading = "Matrix")]
    table: Option<TableName>,
    /// Of matrix, the elements of its rows: components, sub-components, domains, or the id of a framework of the study's own.
    #[arg(long, value_name = "LEVEL", help_heading = "Matrix")]
    elements: Option<String>,
    /// Of matrix by attribute: which, by its name.
    #[arg(long, value_name = "NAME", help_heading = "Matrix")]
    attribute: Option<String>,
    /// Which board, by its name: the figure's option.
    #[arg(skip)]
    pub(super) board: Option<String>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum TableName {
    Importance,
    Beliefs,
    Enablers,
    Attributes,
}

impl MatrixWishes {
    /// That none of these was asked for of anything else.
    pub(super) fn only_for_tables(&self) -> Result<(), Failure> {
        match self.table.is_some() || self.elements.is_some() || self.attribute.is_some() {
            true => Err(Failure::Use("--table, --elements and --attribute are of matrix. Nothing was written.".into())),
            false => Ok(()),
        }
    }

    /// The board named; none where none was.
    pub(super) fn board(&self, study: &Study) -> Result<Option<Id<Board>>, Failure> {
        let Some(name) = &self.board else { return Ok(None) };
        let found = study.boards_in_order().into_iter().find(|board| board.name == name.trim());
        found.map(|board| Some(board.id)).ok_or_else(|| {
            let known: Vec<&str> = study.boards_in_order().iter().map(|board| board.name.as_str()).collect();
            Failure::Data(format!(
                "There is no board “{name}” in the study; it has: {}. Nothing was written.",
                known.join("; ")
            ))
        })
    }

    /// The table as these wishes have it.
    pub(super) fn options(&self, study: &Study) -> Result<MatrixOptions, Failure> {
        let table = match self.table {
            None | Some(TableName::Importance) => MatrixTable::Importance,
            Some(TableName::Beliefs) => MatrixTable::Beliefs,
            Some(TableName::Enablers) => MatrixTable::Enablers,
            Some(TableName::Attributes) => MatrixTable::Attributes,
        };
        let level = match self.elements.as_deref() {
            None => table.usual_level(),
            Some("components") => MatrixLevel::Components,
            Some("sub-components") => MatrixLevel::Halves,
            Some("domains") => MatrixLevel::Domains,
            Some(id) => own(study, id)?,
        };
        let attribute = self.attribute.as_deref().map(|name| attribute(study, name)).transpose()?;
        Ok(MatrixOptions { table, level, attribute, board: self.board(study)? })
    }
}

fn own(study: &Study, id: &str) -> Result<MatrixLevel, Failure> {
    let mut own = study.frameworks().all().iter().filter(|one| !matches!(one.id(), "comb" | "tdf"));
    let at = own.position(|framework| framework.id() == id).and_then(|at| u8::try_from(at).ok());
    at.map(MatrixLevel::Own).ok_or_else(|| {
        Failure::Use(format!(
            "There are no elements “{id}”; there are components, sub-components, domains, and the ids of frameworks that the \
             study has of its own."
        ))
    })
}

fn attribute(study: &Study, name: &str) -> Result<Id<Attribute>, Failure> {
    let fits = |one: &&Attribute| one.describes == Describes::Participants && one.kind == AttributeKind::Category;
    let all: Vec<&Attribute> = study.attributes_in_order().into_iter().filter(fits).collect();
    let found = all.iter().find(|one| one.name == name.trim());
    found.map(|one| one.id).ok_or_else(|| {
        let known: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
        Failure::Use(format!(
            "No attribute of participants with categories is called “{name}”; there are: {}.",
            known.join("; ")
        ))
    })
}
