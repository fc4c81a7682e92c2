//! The taxonomy of techniques: groups, numbers, texts, and the partial evidence on mechanisms.

use std::collections::BTreeSet;

use super::id;
use crate::framework::bct::{Evidence, Standing, TechniqueNumber};
use crate::framework::{ElementKind, comb_and_tdf, taxonomy};

#[test]
fn the_taxonomy_has_93_techniques_in_16_groups_numbered_without_a_gap() {
    // Michie et al. 2013, doi:10.1007/s12160-013-9486-6; sizes as bctt_v1.json states them.
    let sizes: Vec<usize> = taxonomy().groups.iter().map(|group| group.techniques.len()).collect();
    assert_eq!(sizes, [9, 7, 3, 4, 6, 3, 8, 7, 3, 11, 4, 6, 5, 10, 4, 3]);
    assert_eq!(taxonomy().techniques().count(), 93);
    for (group, number) in taxonomy().groups.iter().zip(1..) {
        assert_eq!(group.number, number);
        for (technique, place) in group.techniques.iter().zip(1..) {
            assert_eq!(technique.number, TechniqueNumber { group: number, place });
            assert_eq!(taxonomy().technique(technique.number), Some(technique));
            assert_eq!(taxonomy().group(technique.number), Some(group));
        }
    }
}

#[test]
fn no_technique_lacks_its_texts_and_no_label_stands_twice() {
    let mut seen = BTreeSet::new();
    for group in &taxonomy().groups {
        assert!(!group.name.trim().is_empty());
        for technique in &group.techniques {
            assert!(!technique.name.trim().is_empty() && !technique.plain.trim().is_empty(), "{}", technique.number);
            assert!(!technique.ontology.is_empty(), "{}", technique.number);
            assert!(seen.insert(&technique.name), "{} twice", technique.name);
        }
    }
    assert!(!taxonomy().name.is_empty() && !taxonomy().citation.is_empty());
}

#[test]
fn a_number_outside_the_taxonomy_finds_nothing() {
    // 4.5 "Advise to change behaviour" was added later by the training site and is not one of the 93.
    for number in ["4.5", "17.1", "1.10"] {
        assert!(taxonomy().technique(number.parse().unwrap()).is_none(), "{number}");
    }
    assert!(taxonomy().group("17.1".parse().unwrap()).is_none());
}

#[test]
fn every_label_is_found_by_itself_and_its_number() {
    for technique in taxonomy().techniques() {
        assert_eq!(taxonomy().candidates(&technique.name), [technique.number], "{}", technique.name);
        let numbered = format!("{} {}", technique.number, technique.name);
        assert_eq!(taxonomy().candidates(&numbered), [technique.number]);
        assert!(taxonomy().search(&technique.name).contains(&technique), "{}", technique.name);
        assert!(taxonomy().search(&technique.number.to_string()).contains(&technique));
    }
}

#[test]
fn mechanisms_are_partial_69_links_of_39_techniques_and_say_so() {
    // ttt_links.json: 69 rows seen; 25 of them links in the tool, 48 to a TDF domain. The tool's study has 92 links.
    let mechanisms = &taxonomy().mechanisms;
    assert_eq!(mechanisms.links.len(), 69);
    assert_eq!(mechanisms.links.iter().map(|link| link.technique).collect::<BTreeSet<_>>().len(), 39);
    assert_eq!(mechanisms.links.iter().filter(|link| link.standing == Standing::Link).count(), 25);
    assert_eq!(mechanisms.links.iter().filter(|link| link.domain.is_some()).count(), 48);
    assert!(mechanisms.note.contains("never the whole"));
    let pairs: BTreeSet<_> = mechanisms.links.iter().map(|link| (link.technique, &link.mechanism)).collect();
    assert_eq!(pairs.len(), 69);
}

#[test]
fn every_mechanism_link_leads_somewhere_and_rests_on_evidence() {
    for link in &taxonomy().mechanisms.links {
        assert!(taxonomy().technique(link.technique).is_some(), "{}", link.technique);
        assert!(!link.mechanism.is_empty() && !link.evidence.is_empty(), "{}", link.technique);
        if let Some(domain) = &link.domain {
            assert_eq!(comb_and_tdf().element(domain).map(|e| &e.kind), Some(&ElementKind::TdfDomain), "{domain}");
        }
        // Literature alone leaves the standing open; experts or the tool's use settle it.
        let literature_alone = link.evidence.iter().all(|piece| matches!(piece, Evidence::Literature(_)));
        assert_eq!(link.standing == Standing::Undetermined, literature_alone, "{} {}", link.technique, link.mechanism);
    }
}

#[test]
fn evidence_is_found_from_the_technique_and_from_the_domain() {
    let mechanisms: Vec<&str> =
        taxonomy().mechanisms_of("2.2".parse().unwrap()).map(|link| link.mechanism.as_str()).collect();
    assert_eq!(mechanisms, ["Feedback processes", "Knowledge", "Subjective norms"]);
    let domain = id("tdf.goals");
    let techniques: Vec<String> = taxonomy().working_through(&domain).map(|link| link.technique.to_string()).collect();
    assert_eq!(techniques, ["1.1", "1.3", "1.5", "1.7"]);
}
