//! Every case of `tests/golden/agreement.json`, within the tolerance it states. The file says for each figure which
//! publication or library it comes from.

use serde_json::Value as Json;

use super::golden_spans::Spans;
use crate::agreement::{
    Budget, Nominal, Stretch, Undefined, Value, boundary_similarity, gamma, pk, segmentation_similarity, window_diff,
};

const CASES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/agreement.json"));

/// What the room makes of one expected figure.
pub(super) enum Got {
    Value(Value),
    Counts(Vec<u64>),
}

impl From<Value> for Got {
    fn from(value: Value) -> Self {
        Got::Value(value)
    }
}

/// Whether what was got is what was expected; what was got, otherwise.
fn compare(got: Got, expected: &Json) -> Result<(), String> {
    match got {
        Got::Counts(counts) if Json::from(counts.clone()) == expected["value"] => Ok(()),
        Got::Counts(counts) => Err(format!("{counts:?}")),
        Got::Value(Err(why)) => {
            let reason = expected["undefined"].as_str().unwrap_or_default();
            let same = expected["value"].is_null() && reason.starts_with(why.name());
            if same { Ok(()) } else { Err(why.name().into()) }
        }
        Got::Value(Ok(value)) => {
            let tolerance = expected["tol"].as_f64().unwrap_or(0.0);
            let near = expected["value"].as_f64().is_some_and(|known| (value - known).abs() <= tolerance);
            if near { Ok(()) } else { Err(value.to_string()) }
        }
    }
}

fn numbers(json: &Json) -> Vec<u64> {
    json.as_array().into_iter().flatten().filter_map(Json::as_u64).collect()
}

fn nominal(input: &Json) -> Nominal {
    let categories = input["categories"].as_array().expect("categories");
    if let Some(table) = input["table"].as_array() {
        return Nominal::from_table(&table.iter().map(numbers).collect::<Vec<_>>());
    }
    let category = |value: &Json| categories.iter().position(|known| known == value);
    let units = input["units"].as_array().expect("units").iter();
    Nominal::new(categories.len(), units.map(|unit| unit.as_array().expect("a unit").iter().map(category).collect()))
}

fn of_nominal(values: &Nominal, expected: &Json) -> Got {
    if let Some(q) = expected["q"].as_u64() {
        assert_eq!(q, values.categories() as u64);
    }
    let value = match expected["measure"].as_str().expect("a measure") {
        "percent_agreement" => values.percent_agreement(),
        "cohen_kappa" => values.cohen_kappa(),
        "cohen_kappa_se" => values.cohen_kappa_se(),
        "cohen_kappa_se_null" => values.cohen_kappa_se_null(),
        "cohen_kappa_ci95_low" => values.cohen_kappa_ci95().map(|interval| interval.0),
        "cohen_kappa_ci95_high_uncapped" => values.cohen_kappa_ci95().map(|interval| interval.1),
        "scott_pi" => values.scott_pi(),
        "fleiss_kappa" => values.fleiss_kappa(),
        "mean_pairwise_cohen_kappa" => values.mean_pairwise_cohen_kappa(),
        "brennan_prediger" => values.brennan_prediger(),
        "pabak" => values.pabak(),
        "gwet_ac1" => values.gwet_ac1(),
        "gwet_ac1_se" => values.gwet_ac1_se(),
        "gwet_ac1_ci95_low" => values.gwet_ac1_ci95().map(|interval| interval.0),
        "gwet_ac1_ci95_high" => values.gwet_ac1_ci95().map(|interval| interval.1),
        "kripp_alpha_nominal" => values.kripp_alpha(),
        other => panic!("the room has no {other}"),
    };
    Got::Value(value)
}

fn of_segments(input: &Json, expected: &Json) -> Got {
    let segments =
        |coder: usize| -> Vec<u32> { numbers(&input["coders"][coder]).into_iter().map(|n| n as u32).collect() };
    let (one, other, near) = (segments(0), segments(1), input["n_t"].as_u64().expect("n_t"));
    let value = match expected["measure"].as_str().expect("a measure") {
        "boundary_similarity_B" => boundary_similarity(&one, &other, near),
        "segmentation_similarity_S" => segmentation_similarity(&one, &other, near),
        // The file takes the second coder for the reference.
        "pk" => pk(&other, &one),
        "windowdiff" => window_diff(&other, &one),
        other => panic!("the room has no {other}"),
    };
    Got::Value(value)
}

fn of_gamma(input: &Json, expected: &Json) -> Got {
    let units = |coder: &str| -> Vec<(usize, Stretch)> {
        let own = input["units"].as_array().expect("units").iter().filter(|unit| unit[0] == coder);
        let at = |json: &Json| json.as_u64().expect("an offset") as u32;
        own.map(|unit| (usize::from(unit[3] == "y"), Stretch::new(at(&unit[1]), at(&unit[2])))).collect()
    };
    let found =
        gamma(&units("a"), &units("b"), &Budget { precision: 0.02, samples: 20_000, ..Budget::default() }, &mut || {
            true
        });
    assert!(found.precise);
    Got::Value(if expected["measure"] == "gamma" { found.gamma } else { found.disorder })
}

#[test]
fn every_golden_case_is_met_within_its_tolerance() {
    let golden: Json = serde_json::from_str(CASES).expect("the golden file");
    let (mut met, mut wrong) = (0, Vec::new());
    for case in golden["cases"].as_array().expect("cases") {
        let (input, group) = (&case["input"], case["group"].as_str().expect("a group"));
        let spans = (group == "spans").then(|| Spans::of(input));
        let values = (group == "nominal").then(|| nominal(input));
        for expected in case["expected"].as_array().expect("figures") {
            let got = match (group, &spans, &values) {
                ("spans", Some(spans), _) => spans.measure(expected),
                ("nominal", _, Some(values)) => of_nominal(values, expected),
                ("segmentation", ..) => of_segments(input, expected),
                ("gamma", ..) => of_gamma(input, expected),
                (other, ..) => panic!("a group of another kind: {other}"),
            };
            match compare(got, expected) {
                Ok(()) => met += 1,
                Err(got) => wrong.push(format!("{}: got {got}, expected {expected}", case["id"])),
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), wrong.len() + met, wrong.join("\n"));
    assert_eq!(met, 1838, "all of the file's figures were looked at");
}

#[test]
fn a_wrong_figure_or_reason_would_be_seen() {
    let expected = serde_json::json!({"value": 0.5, "tol": 1e-9});
    assert!(compare(Ok(0.500001).into(), &expected).is_err());
    assert!(compare(Err(Undefined::NoVariance).into(), &expected).is_err());
    let undefined = serde_json::json!({"value": null, "undefined": "no_variance"});
    assert!(compare(Err(Undefined::NoSpans).into(), &undefined).is_err());
    assert!(compare(Ok(0.0).into(), &undefined).is_err());
}
