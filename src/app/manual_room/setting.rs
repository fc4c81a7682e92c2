//! Setting the pages of a document beside the window: what is asked for, and what comes back.

use std::sync::Arc;

use eframe::egui::{Color32, ColorImage};

use super::{Printed, Printing, Verified, quotation_list};
use crate::{
    journal::Entry,
    report::{
        self, AgreementRow, Answered, Balance, Beside, Concern, PairInput, Preview, balance, checks_before_export,
        checks_of_quotations, document_of,
    },
    study::{Approach, Study},
};

/// What pages are asked for. Two that are equal give the same pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    pub revision: u64,
    pub printing: Printing,
    /// Of a verification: which, counted from the first of the window.
    pub verified: Option<u64>,
}

/// What a document is made of beside the study.
#[derive(Clone, Default)]
pub struct Sources {
    /// The whole journal, where the document tells of it; nothing while a blind round hides a part.
    pub entries: Arc<Vec<Entry>>,
    /// Agreement of the closed rounds, where it is known already.
    pub agreement: Option<Arc<Vec<AgreementRow>>>,
    pub verified: Option<Arc<Verified>>,
}

/// Pages as they print, and what to look at before.
pub struct SetPages {
    pub wanted: Arc<Wanted>,
    pub preview: Preview,
    pub concerns: Vec<Concern>,
    /// Of the quotation book.
    pub balance: Option<Balance>,
    /// Of a checklist.
    pub answers: Vec<Answered>,
    /// What is quoted.
    pub quotations: Vec<quotation_list::Printed>,
    /// Where it was asked for.
    pub agreement: Option<Arc<Vec<AgreementRow>>>,
}

/// Whether the manual tells of the journal: of versions, or of rounds that are closed.
pub fn tells_of_journal(study: &Study, printing: &Printing) -> bool {
    let sections = printing.manual_of(study).sections;
    printing.document == Printed::Manual
        && (sections.versions && study.versions().len() > 0 || sections.agreement && has_agreement(study))
}

fn has_agreement(study: &Study) -> bool {
    study.details().approach == Approach::AgreementBased && study.rounds().any(|round| round.closed.is_some())
}

/// How far coders agreed in the rounds that are closed.
pub fn agreement_of(study: &Study, entries: &[Entry]) -> Vec<AgreementRow> {
    if entries.is_empty() || !has_agreement(study) {
        return Vec::new();
    }
    let closed = study.rounds_in_order().into_iter().filter(|round| round.closed.is_some());
    let rows = closed.filter_map(|round| {
        let input = PairInput::of(study, entries, round.id).ok()?;
        report::agreement_rows(study, &input).ok()
    });
    rows.flatten().collect()
}

/// Sets the pages of a document. Takes as long as it takes: a tenth of a second for a manual of 300 codes.
pub fn set(study: &Study, sources: &Sources, wanted: Arc<Wanted>) -> SetPages {
    let printing = &wanted.printing;
    let choices = printing.choices(study);
    let asked = printing.document == Printed::Manual && printing.manual_of(study).sections.agreement;
    let known = || Arc::new(agreement_of(study, &sources.entries));
    let agreement = asked.then(|| sources.agreement.clone().unwrap_or_else(known));
    let rows = agreement.as_ref().map_or(&[] as &[AgreementRow], |rows| rows.as_slice());
    let beside = Beside { entries: &sources.entries, agreement: rows };
    let document = match printing.document.output() {
        Some(output) => document_of(study, beside, output, &choices),
        None => sources.verified.as_ref().map(|verified| verified.report(study, printing)),
    };
    let preview = report::preview(&document.unwrap_or_else(|| report::tree::Document::new("")));
    let quotes = printing.quotes();
    let manual = printing.manual_of(study);
    let passages = match printing.document {
        Printed::Manual => report::quoted_in_manual(study, &manual),
        Printed::Quotes => report::quoted(study, &quotes),
        _ => Vec::new(),
    };
    let concerns = match printing.document {
        Printed::Manual => checks_before_export(study, &manual, &passages),
        Printed::Quotes => checks_of_quotations(study, &quotes.attribution, &passages),
        _ => Vec::new(),
    };
    let balance = (printing.document == Printed::Quotes).then(|| balance(study, &quotes));
    let answers = match printing.document {
        Printed::Checklist => report::answers(study, printing.checklist()),
        _ => Vec::new(),
    };
    let quotations = quotation_list::lines(study, &passages);
    SetPages { preview, concerns, balance, answers, quotations, agreement, wanted }
}

/// A page, drawn.
pub struct DrawnPage {
    /// Which setting of the pages it is of.
    pub set: Arc<SetPages>,
    /// From 0.
    pub page: usize,
    /// Pixels.
    pub width: u32,
    pub image: ColorImage,
}

/// Draws a page so many pixels wide.
pub fn draw(set: Arc<SetPages>, page: usize, width: u32) -> DrawnPage {
    let image = match set.preview.pixels(page, width) {
        Some(one) => ColorImage::from_rgba_premultiplied([one.width as usize, one.height as usize], &one.rgba),
        // Blank where it cannot be drawn.
        None => ColorImage::filled([1, 1], Color32::WHITE),
    };
    DrawnPage { set, page, width, image }
}
