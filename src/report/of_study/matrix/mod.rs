//! Tables of themes by framework element: which domains matter, what was believed, what enables and hinders, and who
//! spoke of which component. All are made of the sub-themes of one board; moderators and the consensus layer are left
//! out, and every number says of how many.

mod attributes;
mod beliefs;
mod enablers;
mod importance;
mod standing;
#[cfg(test)]
mod tests;

use crate::{
    framework::Framework,
    report::{
        PlainTable,
        tree::{Document, Words, section},
    },
    study::{Attribute, Board, Id, Study},
};

/// Which table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MatrixTable {
    /// The elements by frequency, elaboration and conflicting beliefs.
    #[default]
    Importance,
    /// What was believed, element by element, with a quotation and how many said it.
    Beliefs,
    /// What enables and what hinders, element by element.
    Enablers,
    /// The elements by the levels of an attribute of participants.
    Attributes,
}

/// Of which elements the rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatrixLevel {
    /// The three components of COM-B.
    Components,
    /// The six halves of the components, and a component where something stands in it as a whole.
    Halves,
    /// The domains of the TDF; constructs count for their domain.
    Domains,
    /// The elements at the top of a framework of the study's own, by its place among them, from 0.
    Own(u8),
}

impl Default for MatrixLevel {
    fn default() -> Self {
        MatrixTable::default().usual_level()
    }
}

/// What may be chosen of the tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MatrixOptions {
    pub table: MatrixTable,
    pub level: MatrixLevel,
    /// Of the table by attribute: which; `None` takes the first of participants that has categories.
    pub attribute: Option<Id<Attribute>>,
    /// `None` takes the last board.
    pub board: Option<Id<Board>>,
}

impl MatrixOptions {
    /// A table by the elements that are usual for it.
    pub fn of(table: MatrixTable) -> Self {
        MatrixOptions { table, level: table.usual_level(), ..MatrixOptions::default() }
    }
}

impl MatrixTable {
    pub const ALL: [MatrixTable; 4] =
        [MatrixTable::Importance, MatrixTable::Beliefs, MatrixTable::Enablers, MatrixTable::Attributes];

    /// As a file's name has it.
    pub fn name(self) -> &'static str {
        match self {
            MatrixTable::Importance => "importance",
            MatrixTable::Beliefs => "belief statements",
            MatrixTable::Enablers => "enablers and barriers",
            MatrixTable::Attributes => "by attribute",
        }
    }

    /// As a heading has it.
    pub fn title(self) -> &'static str {
        match self {
            MatrixTable::Importance => "Importance of domains",
            MatrixTable::Beliefs => "Belief statements",
            MatrixTable::Enablers => "Enablers and barriers",
            MatrixTable::Attributes => "COM-B by participants’ attribute",
        }
    }

    /// What it shows, in a sentence.
    pub fn about(self) -> &'static str {
        match self {
            MatrixTable::Importance => "By frequency, elaboration and conflicting beliefs, in order of rank.",
            MatrixTable::Beliefs => "With a quotation, and how many participants and groups spoke of it.",
            MatrixTable::Enablers => "What enables and what hinders, element by element.",
            MatrixTable::Attributes => "How many of each level of an attribute spoke of each element and sub-theme.",
        }
    }

    /// The elements it is usually made of.
    pub fn usual_level(self) -> MatrixLevel {
        match self {
            MatrixTable::Attributes => MatrixLevel::Components,
            _ => MatrixLevel::Domains,
        }
    }
}

impl MatrixLevel {
    /// Those there are in a study.
    pub fn all(study: &Study) -> Vec<MatrixLevel> {
        let own = own(study).enumerate().filter_map(|(at, _)| u8::try_from(at).ok());
        let mut all = vec![MatrixLevel::Components, MatrixLevel::Halves, MatrixLevel::Domains];
        all.extend(own.map(MatrixLevel::Own));
        all
    }

    /// What a person chooses it by.
    pub fn name(self, study: &Study) -> String {
        match self {
            MatrixLevel::Components => "COM-B components".into(),
            MatrixLevel::Halves => "COM-B sub-components".into(),
            MatrixLevel::Domains => "TDF domains".into(),
            MatrixLevel::Own(at) => {
                own(study).nth(usize::from(at)).map_or_else(String::new, |framework| framework.name().to_owned())
            }
        }
    }

    /// The head of the column of elements.
    fn head(self, study: &Study) -> String {
        match self {
            MatrixLevel::Components => "COM-B component".into(),
            MatrixLevel::Halves => "COM-B sub-component".into(),
            MatrixLevel::Domains => "TDF domain".into(),
            MatrixLevel::Own(_) => self.name(study),
        }
    }
}

/// As many columns stand side by side on upright paper.
const UPRIGHT: usize = 7;

/// The frameworks of the study's own.
fn own(study: &Study) -> impl Iterator<Item = &'static Framework> {
    study.frameworks().all().iter().filter(|framework| !matches!(framework.id(), "comb" | "tdf"))
}

/// The table as a document.
pub fn matrix(study: &Study, options: &MatrixOptions) -> Document {
    let mut document = Document::new(study.details().title.clone());
    document.subtitle = Some(options.table.title().into());
    document.language = study.details().language.clone();
    document.words = Words::of_language(&document.language);
    let table = match options.table {
        MatrixTable::Importance => importance::table(study, options),
        MatrixTable::Beliefs => beliefs::table(study, options),
        MatrixTable::Enablers => enablers::table(study, options),
        MatrixTable::Attributes => attributes::table(study, options),
    };
    // Many levels need the length of the paper.
    if table.columns.len() > UPRIGHT {
        document.push(section(true));
    }
    document.push(table);
    document
}

/// The table for a spreadsheet.
pub fn matrix_plain(study: &Study, options: &MatrixOptions) -> PlainTable {
    match options.table {
        MatrixTable::Importance => importance::plain(study, options),
        MatrixTable::Beliefs => beliefs::plain(study, options),
        MatrixTable::Enablers => enablers::plain(study, options),
        MatrixTable::Attributes => attributes::plain(study, options),
    }
}
