//! Reporting checklists with what the study knows filled in: COREQ, SRQR, RTARG. The rest is asked of the authors; what
//! does not go together with reflexive thematic analysis may be answered so.

mod answers;
mod items;

use serde::{Deserialize, Serialize};

use self::answers::Known;
use self::items::{COREQ, Item, RTARG, SRQR};
use crate::report::tree::{
    Cell, CellContent, Column, Document, Inlines, Row, Table, Words, emphasis, lead, reference, strong, text,
};
use crate::study::{Approach, Study};

/// Which checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Checklist {
    /// Consolidated criteria for reporting qualitative research, 32 items (Tong, Sainsbury, Craig 2007).
    Coreq,
    /// Standards for reporting qualitative research, 21 items (O'Brien and others 2014).
    Srqr,
    /// Reflexive thematic analysis reporting guidelines (Braun, Clarke 2024), as questions in our own words.
    Rtarg,
}

impl Checklist {
    /// All of them.
    pub const ALL: [Checklist; 3] = [Checklist::Coreq, Checklist::Srqr, Checklist::Rtarg];

    /// Its short name.
    pub fn name(self) -> &'static str {
        match self {
            Checklist::Coreq => "COREQ",
            Checklist::Srqr => "SRQR",
            Checklist::Rtarg => "RTARG",
        }
    }

    fn full_name(self) -> &'static str {
        match self {
            Checklist::Coreq => "Consolidated criteria for reporting qualitative research",
            Checklist::Srqr => "Standards for reporting qualitative research",
            Checklist::Rtarg => "Reflexive thematic analysis reporting guidelines",
        }
    }

    fn source(self) -> &'static str {
        match self {
            Checklist::Coreq => {
                "Tong, Sainsbury, Craig 2007, International Journal for Quality in Health Care 19(6): 349–357, doi:10.1093/intqhc/mzm042."
            }
            Checklist::Srqr => {
                "O’Brien, Harris, Beckman, Reed, Cook 2014, Academic Medicine 89(9): 1245–1251, doi:10.1097/ACM.0000000000000388."
            }
            Checklist::Rtarg => "Braun, Clarke 2024, Palliative Medicine 38: 608–616, PMC11157981.",
        }
    }

    fn items(self) -> &'static [Item] {
        match self {
            Checklist::Coreq => &COREQ,
            Checklist::Srqr => &SRQR,
            Checklist::Rtarg => &RTARG,
        }
    }
}

/// How an item stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// What the study knows.
    Filled(String),
    /// What the authors must write.
    Asked(&'static str),
    /// Does not go together with reflexive thematic analysis, and why; the authors may answer it all the same.
    NotApplicable(&'static str),
}

/// The answers to a checklist, item by item.
pub fn answers(study: &Study, checklist: Checklist) -> Vec<(u8, &'static str, Answer)> {
    let known = Known::of(study);
    let reflexive = study.details().approach == Approach::Reflexive;
    let answer = |item: &Item| {
        if let Some(reason) = item.not_reflexive.filter(|_| reflexive) {
            return Answer::NotApplicable(reason);
        }
        match item.fill.and_then(|fill| known.answer(fill)) {
            Some(filled) => Answer::Filled(filled),
            None => Answer::Asked(item.ask),
        }
    };
    checklist.items().iter().map(|item| (item.number, item.name, answer(item))).collect()
}

/// A checklist as a document.
pub fn checklist(study: &Study, checklist: Checklist) -> Document {
    let mut document = Document::new(study.details().title.clone());
    document.subtitle = Some(format!("{} ({})", checklist.full_name(), checklist.name()));
    document.language = study.details().language.clone();
    document.words = Words::of_language(&document.language);
    let answers = answers(study, checklist);
    let filled = answers.iter().filter(|(.., answer)| matches!(answer, Answer::Filled(_))).count();
    document.push(lead(format!(
        "{filled} of {} items are filled in from the study; what stands in italics is asked of the authors. The column \
         “Where” takes the page or section of the manuscript.",
        answers.len()
    )));
    let mut rows = Vec::new();
    let mut domain = "";
    for (item, (number, name, answer)) in checklist.items().iter().zip(&answers) {
        if item.domain != domain {
            domain = item.domain;
            rows.push(Row::group(domain, 4));
        }
        rows.push(Row::new([
            Cell::from(number.to_string()),
            Cell::from(*name),
            Cell::of(vec![content(answer)]),
            Cell::empty(),
        ]));
    }
    document.push(Table {
        caption: Some(checklist.name().into()),
        columns: vec![Column::number(0.6), Column::text(2.8), Column::text(6.2), Column::text(1.2)],
        header: vec![Row::new(["No.", "Item", "Answer", "Where"])],
        rows,
        notes: Vec::new(),
        anchor: None,
    });
    document.push(reference(format!(
        "Names of the items after {} The questions are put in our own words.",
        checklist.source()
    )));
    document
}

fn content(answer: &Answer) -> CellContent {
    match answer {
        Answer::Filled(words) => CellContent::Text(words.as_str().into()),
        Answer::Asked(words) => CellContent::Text(Inlines(vec![emphasis(*words)])),
        Answer::NotApplicable(why) => {
            CellContent::Text(Inlines(vec![strong("Not applicable: reflexive. "), text(*why)]))
        }
    }
}
