//! Reporting checklists with what the study knows filled in: COREQ, SRQR, RTARG. The rest is asked of the authors, whose
//! answers are kept in the study and go before what it knows; what does not go together with reflexive thematic analysis may be answered so.

mod answers;
mod items;

use self::answers::Known;
use self::items::{COREQ, Item, RTARG, SRQR};
use crate::report::tree::{
    Cell, CellContent, Column, Document, Inline, Inlines, Row, Table, Words, emphasis, lead, reference, strong, text,
};
pub use crate::study::Checklist;
use crate::study::{Approach, Study};

/// What is printed of a checklist beside its items.
trait Published {
    fn full_name(self) -> &'static str;
    fn source(self) -> &'static str;
    fn list(self) -> &'static [Item];
}

impl Published for Checklist {
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

    fn list(self) -> &'static [Item] {
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
    /// What the authors answer.
    Given(String),
    /// The authors say that it does not apply, and why (nothing where they have not said).
    DoesNotApply(String),
    /// What the study knows.
    Filled(String),
    /// What the authors must write.
    Asked(&'static str),
    /// Does not go together with reflexive thematic analysis, and why; the authors may answer it all the same.
    NotApplicable(&'static str),
}

/// An item of a checklist and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    pub number: u8,
    /// As published.
    pub name: &'static str,
    /// What is asked of the authors, in our own words.
    pub ask: &'static str,
    pub answer: Answer,
    /// What the study knows, whatever was answered.
    pub known: Option<String>,
    /// Page or section of the manuscript, as printed.
    pub page: String,
}

impl Answered {
    /// Whether the authors have still to write.
    pub fn is_open(&self) -> bool {
        match &self.answer {
            Answer::Asked(_) => true,
            Answer::DoesNotApply(why) => why.is_empty(),
            Answer::Given(_) | Answer::Filled(_) | Answer::NotApplicable(_) => false,
        }
    }
}

/// The answers to a checklist, item by item: the authors' own, else what the study knows.
pub fn answers(study: &Study, checklist: Checklist) -> Vec<Answered> {
    let known = Known::of(study);
    let reflexive = study.details().approach == Approach::Reflexive;
    let answered = |item: &Item| {
        let given = study.get(checklist.answer_to(item.number));
        let known = item.fill.and_then(|fill| known.answer(fill));
        let answer = match given {
            Some(given) if given.not_applicable => Answer::DoesNotApply(given.text.clone()),
            Some(given) if !given.text.is_empty() => Answer::Given(given.text.clone()),
            _ => match (item.not_reflexive.filter(|_| reflexive), &known) {
                (Some(reason), _) => Answer::NotApplicable(reason),
                (None, Some(filled)) => Answer::Filled(filled.clone()),
                (None, None) => Answer::Asked(item.ask),
            },
        };
        let page = given.map(|given| given.page.clone()).unwrap_or_default();
        Answered { number: item.number, name: item.name, ask: item.ask, answer, known, page }
    };
    checklist.list().iter().map(answered).collect()
}

/// "3 of 32 items are answered by the authors, 18 filled in from the study": how a checklist stands.
pub fn standing(answers: &[Answered]) -> String {
    let count = |of: fn(&Answered) -> bool| answers.iter().filter(|one| of(one)).count();
    let given = count(|one| matches!(one.answer, Answer::Given(_) | Answer::DoesNotApply(_)));
    let filled = count(|one| matches!(one.answer, Answer::Filled(_)));
    let open = count(Answered::is_open);
    let aside = match count(|one| matches!(one.answer, Answer::NotApplicable(_))) {
        0 => String::new(),
        1 => " 1 does not go together with reflexive work and says why.".to_owned(),
        some => format!(" {some} do not go together with reflexive work and say why."),
    };
    let are = |count: usize| if count == 1 { "is" } else { "are" };
    let given = if given > 0 {
        format!("{given} of {} items {} answered by the authors and {filled} ", answers.len(), are(given))
    } else {
        format!("{filled} of {} items ", answers.len())
    };
    let left = match open {
        0 => "nothing is left to answer".to_owned(),
        open => format!("{open} {} still open", are(open)),
    };
    format!("{given}{} filled in from the study; {left}.{aside}", are(filled))
}

/// A checklist as a document.
pub fn checklist(study: &Study, checklist: Checklist) -> Document {
    let mut document = Document::new(study.details().title.clone());
    document.subtitle = Some(format!("{} ({})", checklist.full_name(), checklist.name()));
    document.language = study.details().language.clone();
    document.words = Words::of_language(&document.language);
    let answers = answers(study, checklist);
    let mut opening = standing(&answers);
    if answers.iter().any(Answered::is_open) {
        opening.push_str(" What stands in italics is asked of the authors.");
    }
    if answers.iter().any(|one| one.page.is_empty()) {
        opening.push_str(" The column “Where” takes the page or section of the manuscript.");
    }
    document.push(lead(opening));
    let mut rows = Vec::new();
    let mut domain = "";
    for (item, one) in checklist.list().iter().zip(&answers) {
        if item.domain != domain {
            domain = item.domain;
            rows.push(Row::group(domain, 4));
        }
        rows.push(Row::new([
            Cell::from(one.number.to_string()),
            Cell::from(one.name),
            Cell::of(content(one)),
            Cell::from(one.page.as_str()),
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

/// An answer as its cell has it, a paragraph a line.
fn content(one: &Answered) -> Vec<CellContent> {
    let lines = |words: &str| -> Vec<CellContent> {
        words.lines().map(str::trim).filter(|line| !line.is_empty()).map(CellContent::from).collect()
    };
    let mixed = |inlines: Vec<Inline>| vec![CellContent::Text(Inlines(inlines))];
    match &one.answer {
        Answer::Given(words) | Answer::Filled(words) => lines(words),
        Answer::Asked(words) => mixed(vec![emphasis(*words)]),
        Answer::DoesNotApply(why) if why.is_empty() => mixed(vec![strong("Not applicable. "), emphasis("Say why.")]),
        Answer::DoesNotApply(why) => mixed(vec![strong("Not applicable. "), text(why.as_str())]),
        Answer::NotApplicable(why) => mixed(vec![strong("Not applicable: reflexive. "), text(*why)]),
    }
}
