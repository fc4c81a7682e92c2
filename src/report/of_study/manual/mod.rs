//! The coding manual: one record in three shapes, with the column sets of published manuals, the definitions of the
//! frameworks it uses, its history and its agreement.

mod appendices;
mod checks;
pub(super) mod codes;
mod columns;
mod examples;
mod names;
mod opening;
mod options;
#[cfg(test)]
mod tests;
mod themes;

pub use checks::{Concern, ConcernKind, checks_before_export, checks_of_quotations, quoted_in_manual};
pub use options::{ATTRIBUTION, CodeLayout, CodeOrder, ColumnSet, Counting, ManualOptions, Sections, Shape};

use self::examples::Examples;
use super::interventions;
use crate::analysis::{Counts, count_extracts};
use crate::journal::Entry;
use crate::report::tree::{Block, Document, Label, Table, Words, contents, heading, section};
use crate::study::Study;

/// What a manual prints that is not in the study itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// The journal from its beginning, for what changed between versions of the codebook; without it, versions are
    /// printed with their notes alone.
    pub entries: &'a [Entry],
    /// Agreement, a row for each round and measure.
    pub agreement: &'a [AgreementRow],
}

/// Agreement between coders before and after they reconciled, as the manual prints it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AgreementRow {
    /// "Round 1".
    pub round: String,
    /// "Krippendorff’s alpha, nominal".
    pub measure: String,
    /// "character", "sentence", "turn".
    pub unit: String,
    /// As printed: "0.62"; empty where there is none.
    pub before: String,
    pub after: String,
}

/// The coding manual of a study as the study's approach suggests it.
pub fn manual(study: &Study) -> Document {
    manual_with(study, Beside::default(), &ManualOptions::of(study))
}

/// The coding manual of a study.
pub fn manual_with(study: &Study, beside: Beside<'_>, options: &ManualOptions) -> Document {
    // Where nobody and no group is told apart, there is nothing to say of their number.
    let alone = study.participants().len() == 0 && study.groups().len() == 0;
    let counts = if alone && options.counts == Counting::Spread { Counting::Passages } else { options.counts };
    let options = &ManualOptions { counts, ..options.clone() };
    let details = study.details();
    let mut document = Document::new(details.title.clone());
    document.subtitle = Some("Coding manual".into());
    document.language = options.language.clone().unwrap_or_else(|| details.language.clone());
    document.words = Words::of_language(&document.language);
    document.page = options.page;
    document.authors =
        details.authors.split([',', ';']).map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    let making = Making {
        study,
        options,
        counts: count_extracts(study),
        numbers: codes::numbers(study),
        examples: Examples { study, options },
    };
    let sections = options.sections;
    if sections.how_to_use {
        opening::how_to_use(&mut document, &making);
    }
    if sections.contents {
        document.push(contents(2));
    }
    if sections.themes && options.shape != Shape::MacQueen {
        themes::themes(&mut document, &making);
    }
    for (at, set) in options.columns.iter().enumerate() {
        if at == 0 {
            document.push(section(true));
            document.push(heading(1, "Tables"));
        }
        document.push(columns::table(study, options, *set));
    }
    if !options.columns.is_empty() {
        document.push(section(false));
    }
    if sections.tree {
        codes::code_tree(&mut document, &making);
    }
    // A reflexive manual tells of themes; its codes are a means to them, and the tree is enough.
    if sections.codes && options.shape != Shape::Reflexive {
        codes::codes(&mut document, &making);
    }
    if sections.interventions && study.interventions().len() > 0 {
        document.push(section(true));
        document.push(heading(1, "Proposed interventions"));
        document.blocks.extend(interventions(study).blocks.into_iter().map(counted));
        document.push(section(false));
    }
    appendices::appendices(&mut document, &making, beside);
    document
}

/// The block with its table numbered among those of the manual, whatever its number by itself.
fn counted(mut block: Block) -> Block {
    if let Block::Table(Table { caption: Some(caption), .. }) = &mut block {
        caption.label = Label::Counted;
    }
    block
}

/// What every section is made of.
struct Making<'a> {
    study: &'a Study,
    options: &'a ManualOptions,
    counts: Counts,
    numbers: codes::Numbers,
    examples: Examples<'a>,
}
