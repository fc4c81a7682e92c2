//! What people and programs read of an answer.

use super::{json, table};
use crate::{
    agreement::{Asked, of_study},
    operations::{self, fixture::Made},
    study::{Approach, Coder, Details, Id},
};

fn made(approach: Approach) -> (Made, Vec<Id<Coder>>) {
    let mut made = Made::begun();
    if made.study.details().approach != approach {
        made.does(|study, stamp| {
            let details = Details { approach, ..study.details().clone() };
            operations::edit_details(study, stamp, details)
        });
    }
    made.transcript("One", &[("P1", "We never have enough money."), ("P2", "Money is not everything, is it?")]);
    made.code("Money", None);
    made.code("Meaning", None);
    made.code("Never used", None);
    let ana = made.by.expect("Ana");
    made.attach("Money", "never have enough money");
    made.attach("Meaning", "not everything");
    let ben = made.coder("Ben");
    made.attach("Money", "enough money");
    made.attach("Meaning", "not everything");
    (made, vec![ana, ben])
}

#[test]
fn a_table_names_unit_seed_and_what_is_undefined() {
    let (made, coders) = made(Approach::AgreementBased);
    let found = of_study(&made.study, &Asked::of(&made.study, coders)).expect("compared");
    let told = table::told(&made.study, &found);
    for words in [
        "Agreement of Ana and Ben: Small",
        "1 transcript, 59 characters, without moderators' words",
        "Pooled alpha",
        "seed 1",
        "Codes that none of them used: 1. They are undefined, neither 0 nor 1.",
        "Money: Ana marks more than Ben.",
    ] {
        assert!(told.contains(words), "no “{words}” in\n{told}");
    }
}

#[test]
fn for_discussion_there_is_a_table_of_differences_and_no_word_of_error() {
    let (made, coders) = made(Approach::Reflexive);
    let found = of_study(&made.study, &Asked::of(&made.study, coders)).expect("compared");
    let told = table::told(&made.study, &found);
    assert!(told.starts_with("Differences, for discussion, between Ana and Ben: Small\n"), "{told}");
    for word in ["kappa", "alpha", "error", "disagree", "F1", "seed"] {
        assert!(!told.to_lowercase().contains(&word.to_lowercase()), "{word} in\n{told}");
    }
    let json = serde_json::to_value(json::told(&made.study, &found)).expect("JSON");
    assert_eq!(json["pooled"], serde_json::json!([]));
    assert_eq!(json["codes"][0]["measures"], serde_json::json!([]));
}

#[test]
fn json_names_measures_as_the_golden_file_does_and_gives_the_reason_where_there_is_no_value() {
    let (made, coders) = made(Approach::AgreementBased);
    let found = of_study(&made.study, &Asked::of(&made.study, coders)).expect("compared");
    let json = serde_json::to_value(json::told(&made.study, &found)).expect("JSON");
    let golden = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/agreement.json"));
    let money = &json["codes"][0];
    assert_eq!(money["name"], "Money");
    assert_eq!(money["tables"][0]["measure"], "table_2x2_chars");
    assert_eq!(money["tables"][0]["value"], serde_json::json!([12, 11, 0, 36]));
    let measures = |json: &serde_json::Value| json["measures"].as_array().expect("measures").clone();
    let own = ["prevalence_index", "bias_index", "ku_coverage"];
    for measure in measures(money).iter().chain(json["pooled"].as_array().expect("pooled")) {
        let name = measure["measure"].as_str().expect("a name");
        assert!(golden.contains(&format!("\"measure\":\"{name}\"")) || own.contains(&name), "{name}");
    }
    let unused = &json["codes"][2];
    let kappa = measures(unused).into_iter().find(|one| one["measure"] == "cohen_kappa").expect("kappa");
    assert_eq!((&kappa["value"], &kappa["undefined"]), (&serde_json::Value::Null, &"no_variance".into()));
    assert_eq!(unused["elsewhere"][1]["value"], 1.0, "NVivo prints 1 where nobody used the code");
}
