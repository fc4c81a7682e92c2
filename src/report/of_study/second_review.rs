//! The second researcher's review: every verdict with what it is about, the reviewer's word, the author's answer and its
//! state. What is open comes first, and nothing is printed without its state.

use super::double_coding::date;
use crate::{
    framework::ElementId,
    operations::{VerdictState, anchor_in_words, counted, elide, verdicts_by_state},
    report::{
        PlainCell, PlainTable,
        tree::{Card, CellContent, Document, Quotation, card, heading, lead, note, paragraph},
    },
    study::{Anchor, Coder, Coding, Id, Kind, Opinion, Placed, Placement, Study, Verdict},
};

/// The most of a passage that is quoted, in characters.
const QUOTED: usize = 400;

/// The review as a document. The same study gives the same document.
pub fn second_review(study: &Study) -> Document {
    let mut document = Document::new(study.details().title.clone());
    document.subtitle = Some("Second researcher’s review".into());
    document.language = study.details().language.clone();
    let verdicts = verdicts_by_state(study);
    document.push(lead(opening(study, &verdicts)));
    if verdicts.is_empty() {
        return document;
    }
    let states = [VerdictState::Open, VerdictState::Taken, VerdictState::Kept, VerdictState::Agreed];
    let of = |state| verdicts.iter().filter(move |(its, _)| *its == state).map(|(_, verdict)| *verdict);
    document.push(note(format!(
        "{}. An item is open until the author takes it up or keeps what was, with a reason.",
        states.map(|state| format!("{}: {}", state_in_words(state), of(state).count())).join("; ")
    )));
    for state in states {
        let count = of(state).count();
        if count == 0 && state != VerdictState::Open {
            continue;
        }
        document.push(heading(1, format!("{} ({count})", state_in_words(state))));
        if count == 0 {
            document.push(paragraph("Nothing is open: every item has its answer."));
        }
        for verdict in of(state) {
            document.push(item(study, state, verdict));
        }
    }
    document
}

/// The review as rows: a row a verdict, the open ones first.
pub fn review_table(study: &Study) -> PlainTable {
    let header = [
        "state",
        "kind",
        "about",
        "words",
        "opinion",
        "comment",
        "reviewer",
        "given",
        "answer",
        "answered_by",
        "answered",
        "reason",
    ];
    let rows = verdicts_by_state(study).into_iter().map(|(state, verdict)| {
        let (about, words) = subject(study, verdict);
        let words = words.map_or(PlainCell::Empty, |said| said.text.plain().into());
        let mut cells: Vec<PlainCell> = vec![
            state_in_words(state).into(),
            verdict.subject.kind.noun().into(),
            about.into(),
            words,
            opinion_in_words(verdict.opinion).into(),
            verdict.text.as_str().into(),
            name(study, verdict.reviewer).into(),
            verdict.created.to_string().into(),
        ];
        match &verdict.answer {
            Some(answer) => cells.extend::<[PlainCell; 4]>([
                if answer.taken { "taken up" } else { "kept" }.into(),
                name(study, answer.by).into(),
                answer.at.to_string().into(),
                answer.reason.as_str().into(),
            ]),
            None => cells.extend(std::iter::repeat_n(PlainCell::Empty, 4)),
        }
        cells
    });
    PlainTable { header: header.map(str::to_owned).to_vec(), rows: rows.collect() }
}

fn opening(study: &Study, verdicts: &[(VerdictState, &Verdict)]) -> String {
    let mut reviewers: Vec<&str> = Vec::new();
    for (_, verdict) in verdicts {
        let reviewer = name(study, verdict.reviewer);
        if !reviewers.contains(&reviewer) {
            reviewers.push(reviewer);
        }
    }
    let dates = verdicts.iter().map(|(_, verdict)| verdict.created);
    match (dates.clone().min(), dates.max()) {
        (Some(first), Some(last)) => {
            let when = if date(first) == date(last) {
                format!("on {}", date(first))
            } else {
                format!("between {} and {}", date(first), date(last))
            };
            format!(
                "{} went through the analysis {when} and gave a word on {}. What follows is each of them with its answer.",
                super::double_coding::listed(&reviewers),
                counted(verdicts.len(), "item")
            )
        }
        _ => "Nobody has reviewed anything in this study yet.".into(),
    }
}

fn item(study: &Study, state: VerdictState, verdict: &Verdict) -> Card {
    let (about, words) = subject(study, verdict);
    let noun = verdict.subject.kind.noun();
    let mut kind: String = noun.chars().take(1).flat_map(char::to_uppercase).collect();
    kind.extend(noun.chars().skip(1));
    let mut item = card(heading(2, format!("{kind}: {about}"))).entry("State", state_in_words(state));
    if let Some(words) = words {
        item = item.entry("Words", words);
    }
    let term = format!("{}, {}", name(study, verdict.reviewer), date(verdict.created));
    let mut said = vec![CellContent::from(opinion_in_words(verdict.opinion))];
    said.extend(Some(verdict.text.as_str()).filter(|text| !text.is_empty()).map(CellContent::from));
    item = item.entries_of(term, said);
    match &verdict.answer {
        Some(answer) => {
            let term = format!("{}, {}", name(study, answer.by), date(answer.at));
            let what = if answer.taken { "Taken up" } else { "Kept as it was" };
            let reason = if answer.reason.is_empty() { "No reason given." } else { &answer.reason };
            item.entries_of(term, vec![what.into(), reason.into()])
        }
        None if state == VerdictState::Open => item.entry("Answer", "None yet"),
        None => item,
    }
}

/// What a verdict is about, and the words in question where it is a coding.
fn subject(study: &Study, verdict: &Verdict) -> (String, Option<Quotation>) {
    let key = verdict.subject;
    let plain = || anchor_in_words(study, &Anchor::Record(key)).unwrap_or_else(|| "gone".into()).replace('*', "");
    match key.kind {
        Kind::Coding => {
            let coding: Option<&Coding> = key.id_of().and_then(|id| study.get(id));
            let words = coding.and_then(|coding| {
                let words = elide(coding.span.of(study.text(coding.transcript))?, QUOTED);
                let from = study.attribution(coding.transcript, coding.span.start);
                Some(Quotation::new(words, format!("({from})")))
            });
            (plain(), words)
        }
        Kind::Placement => {
            let placement: Option<&Placement> = key.id_of().and_then(|id| study.get(id));
            (placement.map_or_else(plain, |placement| placed(study, placement)), None)
        }
        _ => (plain(), None),
    }
}

/// "Coping in the moment in Automatic motivation".
fn placed(study: &Study, placement: &Placement) -> String {
    let what = match placement.subject {
        Placed::Theme(theme) => study.get(theme).map(|theme| theme.name.clone()),
        Placed::Code(code) => study.get(code).map(|code| code.name.clone()),
    };
    let element = study.frameworks().element(&ElementId::new(placement.element.as_str()));
    let element = element.map_or_else(|| placement.element.clone(), |element| element.name.clone());
    format!("{} in {element}", what.unwrap_or_default())
}

fn name(study: &Study, coder: Id<Coder>) -> &str {
    study.get(coder).map_or("someone", |coder| coder.name.as_str())
}

fn state_in_words(state: VerdictState) -> &'static str {
    match state {
        VerdictState::Open => "Open",
        VerdictState::Taken => "Taken up",
        VerdictState::Kept => "Kept, with a reason",
        VerdictState::Agreed => "Agreed",
    }
}

fn opinion_in_words(opinion: Opinion) -> &'static str {
    match opinion {
        Opinion::Agree => "Agrees",
        Opinion::Disagree => "Disagrees",
        Opinion::Unsure => "Is unsure",
        Opinion::Proposal => "Proposes",
        Opinion::Comment => "Comments",
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{report::markdown, store::text_form};

    fn sample() -> Study {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects/community-wellbeing");
        text_form::read(&folder).expect("the sample reads").0
    }

    #[test]
    fn nothing_is_printed_without_its_state_and_what_is_open_comes_first() {
        let study = sample();
        let document = second_review(&study);
        let states: Vec<String> = document
            .blocks
            .iter()
            .filter_map(|block| match block {
                crate::report::tree::Block::Card(card) => Some(card),
                _ => None,
            })
            .map(|card| {
                let state = card.entries.first().filter(|entry| entry.term == "State").expect("a state");
                match state.content.as_slice() {
                    [CellContent::Text(words)] => words.plain(),
                    other => panic!("{other:?}"),
                }
            })
            .collect();
        // What verdicts.ron of the sample says: one unanswered, one taken, two kept, one agreed with.
        let expected = ["Open", "Taken up", "Kept, with a reason", "Kept, with a reason", "Agreed"];
        assert_eq!(states, expected);
        assert_eq!(review_table(&study).rows.len(), expected.len());
    }

    #[test]
    fn every_word_and_every_answer_is_there() {
        let study = sample();
        let said = markdown(&second_review(&study), "").text;
        for verdict in study.verdicts() {
            assert!(said.contains(&verdict.text), "{} is missing", verdict.text);
            assert!(verdict.answer.iter().all(|answer| said.contains(&answer.reason)));
        }
        assert_eq!(said, markdown(&second_review(&sample()), "").text);
    }

    #[test]
    fn a_study_without_verdicts_says_so() {
        let said = markdown(&second_review(&Study::default()), "").text;
        assert!(said.contains("Nobody has reviewed anything"), "{said}");
    }
}
