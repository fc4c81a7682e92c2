use std::path::Path;

use super::{NotReported, PairInput, agreement_rows, agreement_table, decisions_table, double_coding};
use crate::{
    agreement::{Measure, of_study},
    journal::{Stamp, apply},
    operations::{NewRound, Part, edit_details, fixture::Made, open_round},
    report::{DocxOptions, PlainCell, docx, markdown},
    store::text_form,
    study::{Approach, Details, Id, Round, Study},
};

/// The sample, its round, and what its report needs; as it is (reflexive), or with agreement as part of its method.
fn sample(approach: Approach) -> (Study, PairInput) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects/community-wellbeing");
    let (study, entries) = text_form::read(&folder).expect("the sample reads");
    let stamp = Stamp::fixed(None, jiff::Timestamp::UNIX_EPOCH, 1);
    let details = Details { approach, ..study.details().clone() };
    let study = match edit_details(&study, &stamp, details) {
        Ok(entry) => apply(&study, &entry).expect("applied"),
        Err(_) => study,
    };
    let round = study.rounds().next().expect("a round").id;
    let mut input = PairInput::of(&study, &entries, round).expect("prepared");
    input.asked.draws = 200;
    (study, input)
}

fn told(study: &Study, input: &PairInput) -> String {
    markdown(&double_coding(study, input).expect("a report"), "").text
}

#[test]
fn the_samples_report_tells_every_decision_with_its_reason_and_who_took_it() {
    for approach in [Approach::Reflexive, Approach::AgreementBased] {
        let (study, input) = sample(approach);
        let said = told(&study, &input);
        for decision in study.decisions() {
            assert!(said.contains(&decision.reason), "{} is missing", decision.reason);
        }
        for name in ["Ana Whitfield", "Ben Okafor", "Double coding 1", "Codebook v1.0", "12 December 2024"] {
            assert!(said.contains(name), "{name} is missing");
        }
    }
}

#[test]
fn a_reflexive_study_gets_no_coefficient_and_nobody_is_told_of_error() {
    let (study, input) = sample(Approach::Reflexive);
    let said = told(&study, &input).to_lowercase();
    for word in ["alpha", "kappa", "error", "krippendorff", "cohen", "percent", "reliab"] {
        assert!(!said.contains(word), "“{word}” is in a reflexive report");
    }
    let table = agreement_table(&study, &input).expect("a table");
    assert!(!table.header.iter().any(|name| name.contains("alpha") || name.contains("kappa")), "{:?}", table.header);
}

#[test]
fn the_manual_has_the_pooled_figures_before_and_after_and_a_reflexive_one_none() {
    let (study, input) = sample(Approach::AgreementBased);
    let rows = agreement_rows(&study, &input).expect("rows");
    let found = of_study(&input.compared, &input.asked).expect("compared");
    let alpha = found.pooled_score(Measure::PooledAlpha).and_then(|score| score.value.ok()).expect("a value");
    let first = rows.first().expect("a row");
    assert_eq!((rows.len(), first.round.as_str()), (3, "Double coding 1"));
    assert_eq!((first.before.clone(), first.unit.as_str()), (format!("{alpha:.2}"), "characters"));
    let after = first.after.parse::<f64>().expect("a figure after");
    assert!(after > alpha, "reconciling brought them nearer: {after} after {alpha}");
    let (study, input) = sample(Approach::Reflexive);
    assert!(agreement_rows(&study, &input).expect("no rows").is_empty());
}

#[test]
fn the_methods_paragraph_has_the_figures_of_the_comparison_and_their_sources() {
    let (study, input) = sample(Approach::AgreementBased);
    let said = told(&study, &input);
    let found = of_study(&input.compared, &input.asked).expect("compared");
    let value = |measure| found.pooled_score(measure).and_then(|score| score.value.ok()).expect("a value");
    let (alpha, kappa) = (value(Measure::PooledAlpha), value(Measure::PooledKappa));
    let expected = format!("Before reconciliation the pooled alpha was {alpha:.2}, pooled kappa {kappa:.2}");
    assert!(said.contains(&expected), "{expected}");
    for cited in ["on characters", "Krippendorff 2019, chapter 12", "Cohen 1960", "seed 1", "200 draws"] {
        assert!(said.contains(cited), "{cited} is missing");
    }
}

#[test]
fn the_same_study_gives_the_same_bytes() {
    let bytes = || {
        let (study, input) = sample(Approach::AgreementBased);
        let document = double_coding(&study, &input).expect("a report");
        docx(&document, DocxOptions::default()).expect("written")
    };
    assert_eq!(bytes(), bytes());
}

#[test]
fn every_row_of_the_tables_is_as_long_as_the_header() {
    for approach in [Approach::Reflexive, Approach::AgreementBased] {
        let (study, input) = sample(approach);
        let agreement = agreement_table(&study, &input).expect("a table");
        let decisions = decisions_table(&study, &input).expect("a table");
        assert_eq!(decisions.rows.len(), study.decisions().len());
        let pooled = usize::from(approach == Approach::AgreementBased);
        assert!(agreement.rows.len() > study.codes().len() + pooled);
        for table in [agreement, decisions] {
            for row in &table.rows {
                assert_eq!(row.len(), table.header.len(), "{row:?}");
            }
        }
    }
}

#[test]
fn a_code_that_nobody_used_has_a_reason_and_no_number() {
    let (study, input) = sample(Approach::AgreementBased);
    let table = agreement_table(&study, &input).expect("a table");
    let column = |name: &str| table.header.iter().position(|known| known == name).expect("a column");
    let (alpha, why, same) = (column("alpha"), column("alpha_undefined"), column("passages_same"));
    let unused: Vec<_> = table
        .rows
        .iter()
        .filter(|row| {
            row[same] == PlainCell::Count(0)
                && row[same - 1] == PlainCell::Count(0)
                && row[same - 2] == PlainCell::Count(0)
        })
        .collect();
    assert!(!unused.is_empty(), "the sample has codes that were not used in the round");
    for row in unused {
        assert_eq!(row[alpha], PlainCell::Empty);
        assert!(matches!(&row[why], PlainCell::Text(reason) if !reason.is_empty()), "{row:?}");
    }
}

fn small(blind: bool) -> (Made, Id<Round>) {
    let mut made = Made::begun();
    let ana = made.by.expect("Ana");
    let talk = made.transcript("Talk", &[("P1", "It was warm and it was near.")]);
    made.code("Warmth", None);
    let ben = made.coder("Ben");
    let part = Part::Chosen(vec![talk]);
    let new = NewRound { name: "First".into(), part, coders: vec![ana, ben], blind, codebook: None };
    made.does(|study, stamp| open_round(study, stamp, new).map(|(_, entry)| entry));
    let round = made.study.rounds().next().expect("a round").id;
    (made, round)
}

#[test]
fn nothing_is_reported_of_a_round_while_it_is_blind() {
    let (mut made, round) = small(true);
    made.attach("Warmth", "It was warm");
    let input = PairInput::of(&made.study, &made.entries, round).expect("prepared");
    let refused = double_coding(&made.study, &input).expect_err("blind");
    assert_eq!(refused, NotReported::StillBlind("First".into()));
    assert!(agreement_table(&made.study, &input).is_err() && decisions_table(&made.study, &input).is_err());
}

#[test]
fn a_round_in_which_nothing_was_coded_is_reported_as_just_that() {
    let (made, round) = small(false);
    let input = PairInput::of(&made.study, &made.entries, round).expect("prepared");
    let said = told(&made.study, &input);
    assert!(said.contains("not closed yet"), "{said}");
    assert!(said.contains("Nothing has been decided"), "{said}");
}
