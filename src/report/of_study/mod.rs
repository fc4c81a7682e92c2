//! Documents and tables made of a study: the coding manual, the quotation book, participants, checklists, interventions,
//! codings and codebook, what holds of a manuscript's quotations; the report of a round of double coding, and the second
//! researcher's review.

mod attribution;
mod board;
mod checklists;
mod coded;
mod double_coding;
mod interventions;
mod manual;
mod matrix;
mod participants;
mod plain;
mod quotes;
mod subthemes;
mod verification;

mod second_review;

pub use attribution::attribution;
pub use board::board_document;
pub use checklists::{Answer, Answered, Checklist, answers, checklist, standing};
pub use coded::coded_transcripts;
pub use double_coding::{NotReported, PairInput, agreement_rows, agreement_table, decisions_table, double_coding};
pub use interventions::{interventions, interventions_table};
pub use manual::{
    ATTRIBUTION, AgreementRow, Beside, CodeLayout, CodeOrder, ColumnSet, Concern, ConcernKind, Counting, ManualOptions,
    Sections, Shape, checks_before_export, checks_of_quotations, manual, manual_with, quoted_in_manual,
};
pub use matrix::{MatrixLevel, MatrixOptions, MatrixTable, matrix, matrix_plain};
pub use participants::{Missing, ParticipantOptions, Rounding, Unit, participant_table, participants_plain};
pub use plain::{codebook_table, codings_table};
pub use quotes::{Arrangement, Balance, QuoteOptions, Voice, balance, quotation_book, quoted, quotes_plain, shortened};
pub use second_review::{review_table, second_review};
pub use verification::{faults, in_a_sentence, source, verification, verification_in_lines};

use crate::{
    framework::ElementId,
    study::{Id, Placed, Placement, Study, Theme, Valence},
};

/// A valence as tables print it.
fn valence_in_words(valence: Option<Valence>) -> &'static str {
    match valence {
        Some(Valence::Barrier) => "Barrier",
        Some(Valence::Enabler) => "Enabler",
        Some(Valence::Both) => "Both barrier and enabler",
        None => "Not set",
    }
}

/// Where a theme or code is placed, and why.
struct Place<'a> {
    name: String,
    /// An element of COM-B; otherwise of the TDF, or of a framework not known here.
    of_comb: bool,
    rationale: &'a str,
}

/// Where a theme or code is placed, in the order of placing.
fn places(study: &Study, subject: Placed) -> Vec<Place<'_>> {
    let key = match subject {
        Placed::Theme(theme) => theme.key(),
        Placed::Code(code) => code.key(),
    };
    let placements = study.referring::<Placement>(key).filter(|one| one.subject == subject);
    placements
        .map(|one| {
            let known = study.frameworks().element(&ElementId::new(one.element.as_str()));
            Place {
                name: known.map_or_else(|| one.element.clone(), |element| element.name.clone()),
                of_comb: known.is_some_and(|element| element.is_of_comb()),
                rationale: &one.rationale,
            }
        })
        .collect()
}

/// The sub-theme or theme of the last board in order that holds a code.
fn theme_of(study: &Study, code: Id<crate::study::Code>) -> Option<&Theme> {
    let board = study.boards_in_order().pop()?;
    study.referring::<Theme>(code.key()).find(|theme| theme.board == board.id && theme.codes.contains(&code))
}
