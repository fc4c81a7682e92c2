//! The bundled RON against the collected sources, where they lie beside the project: every id, label, text and link.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::Value;

use super::{function, id};
use crate::framework::bct::{Evidence, Standing, TechniqueNumber};
use crate::framework::bcw::{Edition, Frequency};
use crate::framework::{Confidence, Element, Matrix, comb_and_tdf, taxonomy, wheel};

/// A file of the collected sources, or nothing, and a word about it, where they are not beside the project.
fn source(file: &str) -> Option<Value> {
    let project = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("."), PathBuf::from);
    let shared = project.join("../shared");
    if !shared.exists() {
        println!("skipped: no ../shared");
        return None;
    }
    let text = std::fs::read_to_string(shared.join("domain").join(file)).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("not a text: {value}"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("not a list: {value}"))
}

fn texts(value: &Value) -> Vec<&str> {
    list(value).iter().map(text).collect()
}

/// A matrix and its source say the same, whatever the order of the rows.
fn same_links<Of: ToString, To: ToString>(matrix: &Matrix<Of, To>, collected: &[(String, Vec<&str>)]) {
    let mut ours: Vec<(String, Vec<String>)> = matrix
        .rows
        .iter()
        .map(|row| (row.of.to_string(), row.linked.iter().map(ToString::to_string).collect()))
        .collect();
    let mut theirs: Vec<(String, Vec<String>)> =
        collected.iter().map(|(of, linked)| (of.clone(), linked.iter().map(ToString::to_string).collect())).collect();
    ours.sort();
    theirs.sort();
    assert_eq!(ours, theirs);
}

/// The rows of a matrix in the sources, each name with the framework's id before it.
fn rows<'a>(matrix: &'a Value, prefix: &str) -> Vec<(String, Vec<&'a str>)> {
    matrix.as_object().unwrap().iter().map(|(of, linked)| (format!("{prefix}{of}"), texts(linked))).collect()
}

#[test]
fn com_b_is_as_collected() {
    let Some(source) = source("comb.json") else { return };
    let same = |element: &Element, source: &Value| {
        assert_eq!(element.id.as_str(), format!("comb.{}", text(&source["id"])));
        assert_eq!(element.name, text(&source["name"]));
        assert_eq!(element.abbreviation.as_deref(), source["abbr"].as_str());
        assert_eq!(element.plain, text(&source["plain"]));
        assert_eq!(element.ontology, [text(&source["bcio"])]);
    };
    let mut elements = comb_and_tdf().elements("comb").iter();
    for component in list(&source["domains"]) {
        let above = elements.next().unwrap();
        same(above, component);
        for half in list(&component["components"]) {
            let below = elements.next().unwrap();
            same(below, half);
            assert_eq!(below.parent.as_ref(), Some(&above.id));
        }
    }
    assert_eq!(elements.next(), None);
}

#[test]
fn the_tdf_is_as_collected() {
    let Some(source) = source("tdf.json") else { return };
    // Print sets a space before some slashes; the program does not.
    let tidy =
        |label: &str| label.replace(" /scientific", "/scientific").replace("culture /climate", "culture/climate");
    let mut elements = comb_and_tdf().elements("tdf").iter();
    for domain in list(&source["domains"]) {
        let above = elements.next().unwrap();
        assert_eq!(above.id, id(&format!("tdf.{}", text(&domain["id"]))));
        assert_eq!((above.name.as_str(), above.plain.as_str()), (text(&domain["name"]), text(&domain["plain"])));
        let usually: Vec<_> = texts(&domain["comb_components"]).iter().map(|c| id(&format!("comb.{c}"))).collect();
        assert_eq!(above.usually, usually, "{}", above.id);
        for construct in texts(&domain["constructs"]) {
            let below = elements.next().unwrap();
            assert_eq!(below.name, tidy(construct));
            assert_eq!(below.parent.as_ref(), Some(&above.id));
        }
    }
    assert_eq!(elements.next(), None);
    let functions: Vec<(String, Vec<&str>)> = list(&source["domains"])
        .iter()
        .map(|domain| (format!("tdf.{}", text(&domain["id"])), texts(&domain["intervention_functions_2014"])))
        .collect();
    same_links(&wheel().domain_functions_2014, &functions);
}

#[test]
fn the_wheel_is_as_collected() {
    let Some(source) = source("bcw.json") else { return };
    let triples = |key: &str, said: &str| -> Vec<[String; 3]> {
        let entry = |e: &Value| [text(&e["id"]).to_string(), text(&e["name"]).to_string(), text(&e[said]).to_string()];
        list(&source[key]).iter().map(entry).collect()
    };
    let wheel = wheel();
    let functions = wheel.functions.iter().map(|f| [f.id.to_string(), f.name.clone(), f.plain.clone()]);
    assert_eq!(functions.collect::<Vec<_>>(), triples("functions", "plain"));
    let policies = wheel.policies.iter().map(|p| [p.id.to_string(), p.name.clone(), p.plain.clone()]);
    assert_eq!(policies.collect::<Vec<_>>(), triples("policy_categories", "plain"));
    let criteria = wheel.apease.criteria.iter().map(|c| [c.id.to_string(), c.name.clone(), c.question.clone()]);
    assert_eq!(criteria.collect::<Vec<_>>(), triples("apease", "question"));
    for rating in wheel.apease.scales.iter().flat_map(|scale| &scale.ratings) {
        assert!(text(&source["apease_scale"]).contains(&rating.mark), "{}", rating.mark);
    }
    let steps: Vec<String> = wheel.steps.iter().map(|step| step.to_lowercase()).collect();
    let collected: Vec<String> = texts(&source["eight_steps"]).iter().map(|step| step.to_lowercase()).collect();
    assert_eq!(steps, collected);
    assert_eq!(wheel.target_behaviour, texts(&source["target_behaviour_spec"]));

    let matrices = &source["comb_x_function"];
    same_links(wheel.matrix(Edition::Michie2011), &rows(&matrices["2011"]["matrix"], "comb."));
    same_links(wheel.matrix(Edition::Guide2014), &rows(&matrices["2014"]["matrix"], "comb."));
    same_links(&wheel.function_policies, &rows(&source["function_x_policy"]["matrix"], ""));
}

#[test]
fn functions_and_techniques_are_linked_as_collected() {
    let Some(source) = source("bcw.json") else { return };
    let collected = &source["function_x_bct"];
    let numbers = |value: &Value| -> Vec<TechniqueNumber> {
        value.as_array().into_iter().flatten().map(|number| text(number).parse().unwrap()).collect()
    };
    for f in &wheel().functions {
        let of = |frequency| -> Vec<TechniqueNumber> {
            let links = wheel().techniques_for(&f.id).into_iter();
            links.filter(|link| link.frequency == frequency).map(|link| link.technique).collect()
        };
        assert_eq!(of(Frequency::Frequent), numbers(&collected["frequent"][f.id.as_str()]), "{}", f.id);
        assert_eq!(of(Frequency::LessFrequent), numbers(&collected["less_frequent"][f.id.as_str()]), "{}", f.id);
        let verified: BTreeSet<TechniqueNumber> = wheel()
            .techniques_for(&f.id)
            .into_iter()
            .filter(|link| link.confidence == Confidence::Verified)
            .map(|link| link.technique)
            .collect();
        let confirmed = numbers(&collected["frequent_confirmed_in_use"][f.id.as_str()]);
        assert_eq!(verified, confirmed.into_iter().collect(), "{}", f.id);
    }
}

#[test]
fn the_taxonomy_is_as_collected() {
    let Some(source) = source("bctt_v1.json") else { return };
    let groups: Vec<(u64, &str)> =
        list(&source["groups"]).iter().map(|group| (group["n"].as_u64().unwrap(), text(&group["name"]))).collect();
    let ours: Vec<(u64, &str)> = taxonomy().groups.iter().map(|g| (g.number.into(), g.name.as_str())).collect();
    assert_eq!(ours, groups);
    let collected = list(&source["techniques"]);
    assert_eq!(taxonomy().techniques().count(), collected.len());
    for (technique, source) in taxonomy().techniques().zip(collected) {
        assert_eq!(technique.number.to_string(), text(&source["number"]));
        assert_eq!(u64::from(technique.number.group), source["group"].as_u64().unwrap());
        assert_eq!(technique.name, text(&source["name"]));
        assert_eq!(technique.plain, text(&source["paraphrase"]));
        assert_eq!(technique.ontology, texts(&source["bcto_ids"]));
        for link in list(&source["functions"]) {
            let frequency = match text(&link[1]) {
                "frequent" => Frequency::Frequent,
                _ => Frequency::LessFrequent,
            };
            let ours = wheel().technique_link(&function(text(&link[0])), technique.number);
            assert_eq!(ours.map(|link| link.frequency), Some(frequency), "{}", technique.number);
        }
        assert_eq!(wheel().functions_of(technique.number).len(), list(&source["functions"]).len());
    }
}

#[test]
fn mechanisms_are_as_collected() {
    let Some(source) = source("ttt_links.json") else { return };
    let collected = list(&source["links"]);
    assert_eq!(taxonomy().mechanisms.links.len(), collected.len());
    for (link, source) in taxonomy().mechanisms.links.iter().zip(collected) {
        assert_eq!(link.technique.to_string(), text(&source["bct"]));
        assert_eq!(link.mechanism, text(&source["moa"]));
        assert_eq!(link.domain, source["tdf"].as_str().map(|domain| id(&format!("tdf.{domain}"))));
        assert_eq!(link.standing == Standing::Link, text(&source["ttt_class"]) == "link");
        let evidence: Vec<Evidence> = list(&source["evidence"])
            .iter()
            .map(|piece| match (text(&piece["source"]), text(&piece["kind"]).split_once(", ")) {
                ("C", Some((_, p))) => Evidence::Literature(p.to_string()),
                ("J", _) => Evidence::ExpertConsensus,
                _ => Evidence::SecondaryUse,
            })
            .collect();
        assert_eq!(link.evidence, evidence, "{} {}", link.technique, link.mechanism);
    }
}

#[test]
fn table_2_of_the_inspiring_study_is_as_collected() {
    let Some(source) = source("paper.json") else { return };
    for row in list(&source["table2"]["rows"]) {
        for f in texts(&row["functions"]) {
            assert!(wheel().function(&function(f)).is_some(), "{f}");
        }
        for printed in list(&row["bct_candidates"]) {
            let found: Vec<String> =
                taxonomy().candidates(text(&printed["verbatim"])).iter().map(ToString::to_string).collect();
            assert_eq!(found, texts(&printed["bcttv1"]), "{}", printed["verbatim"]);
        }
    }
}
