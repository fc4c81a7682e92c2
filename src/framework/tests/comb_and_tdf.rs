//! COM-B and the TDF: how many, whether every link leads somewhere, the way up, the hints.

use std::collections::BTreeSet;

use super::id;
use crate::framework::{Element, ElementKind, comb_and_tdf};

fn of_kind(kind: ElementKind) -> Vec<&'static Element> {
    comb_and_tdf()
        .all()
        .iter()
        .flat_map(|framework| framework.elements())
        .filter(|element| element.kind == kind)
        .collect()
}

fn names(elements: Vec<&Element>) -> Vec<&str> {
    elements.into_iter().map(|element| element.name.as_str()).collect()
}

#[test]
fn com_b_has_three_components_of_two_sub_components_each() {
    // Michie, van Stralen, West 2011, doi:10.1186/1748-5908-6-42.
    assert_eq!(names(of_kind(ElementKind::CombComponent)), ["Capability", "Opportunity", "Motivation"]);
    assert_eq!(of_kind(ElementKind::CombSubComponent).len(), 6);
    for component in of_kind(ElementKind::CombComponent) {
        assert_eq!(comb_and_tdf().children(&component.id).count(), 2, "{}", component.name);
    }
    assert_eq!(comb_and_tdf().elements("comb").len(), 9);
}

#[test]
fn the_tdf_has_14_domains_with_84_constructs() {
    // Cane, O'Connor, Michie 2012, Table 2, doi:10.1186/1748-5908-7-37.
    let domains = of_kind(ElementKind::TdfDomain);
    assert_eq!(domains.len(), 14);
    assert_eq!(of_kind(ElementKind::TdfConstruct).len(), 84);
    let constructs: Vec<usize> = domains.iter().map(|domain| comb_and_tdf().children(&domain.id).count()).collect();
    assert_eq!(constructs, [3, 7, 9, 8, 4, 5, 7, 3, 6, 5, 6, 11, 7, 3]);
}

#[test]
fn no_two_elements_share_an_id_and_none_lacks_its_texts() {
    let mut seen = BTreeSet::new();
    for framework in comb_and_tdf().all() {
        assert!(!framework.citations().is_empty() && !framework.name().is_empty() && !framework.short().is_empty());
        for element in framework.elements() {
            assert!(seen.insert(&element.id), "{} twice", element.id);
            assert_eq!(element.id.framework(), framework.id());
            assert!(!element.name.trim().is_empty() && !element.plain.trim().is_empty(), "{}", element.id);
            assert!(!element.plain.ends_with('.'), "{}: a reminder, not a paragraph", element.id);
            assert!(element.note.as_ref().is_none_or(|note| !note.trim().is_empty()));
            assert_eq!(comb_and_tdf().element(&element.id), Some(element));
        }
    }
    assert_eq!(seen.len(), 9 + 14 + 84);
}

#[test]
fn a_parent_comes_before_its_children_and_a_construct_s_id_holds_its_domain_s() {
    for framework in comb_and_tdf().all() {
        for (place, element) in framework.elements().iter().enumerate() {
            let Some(parent) = &element.parent else { continue };
            let above = framework.elements().iter().position(|other| other.id == *parent);
            assert!(above.is_some_and(|above| above < place), "{}", element.id);
            if element.kind == ElementKind::TdfConstruct {
                assert!(element.id.as_str().starts_with(&format!("{parent}/")), "{}", element.id);
            }
        }
    }
}

#[test]
fn ids_that_studies_name_have_not_changed() {
    let tops = |framework: &str| -> Vec<&str> {
        let elements = comb_and_tdf().elements(framework).iter();
        elements.filter(|e| e.kind != ElementKind::TdfConstruct).map(|e| e.id.as_str()).collect()
    };
    assert_eq!(
        tops("comb").join(" "),
        "comb.capability comb.physical_capability comb.psychological_capability comb.opportunity \
         comb.physical_opportunity comb.social_opportunity comb.motivation comb.reflective_motivation \
         comb.automatic_motivation"
    );
    assert_eq!(
        tops("tdf").join(" "),
        "tdf.knowledge tdf.skills tdf.social_professional_role_identity tdf.beliefs_about_capabilities tdf.optimism \
         tdf.beliefs_about_consequences tdf.reinforcement tdf.intentions tdf.goals tdf.memory_attention_decision \
         tdf.environmental_context_resources tdf.social_influences tdf.emotion tdf.behavioural_regulation"
    );
    for construct in of_kind(ElementKind::TdfConstruct) {
        // A construct's id ends with its name, except where the name goes on in brackets for a line.
        let name = match construct.name.as_str() {
            "Knowledge (including knowledge of condition/scientific rationale)" => "knowledge",
            "Rewards (proximal / distal, valued / not valued, probable / improbable)" => "rewards",
            name => name,
        };
        let words: Vec<String> =
            name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
        let end = construct.id.as_str().split('/').nth(1);
        assert_eq!(end, Some(words.join("-").as_str()), "{}", construct.name);
    }
}

#[test]
fn six_constructs_stand_in_two_domains_each_under_its_own_id() {
    let constructs = of_kind(ElementKind::TdfConstruct);
    let mut twice: Vec<&str> = constructs
        .iter()
        .filter(|one| constructs.iter().filter(|other| other.name == one.name).count() == 2)
        .map(|construct| construct.name.as_str())
        .collect();
    twice.sort_unstable();
    twice.dedup();
    // The notes of Cane 2012 Table 2 in the sources name five of these; Professional confidence is the sixth.
    let expected =
        ["Action planning", "Beliefs", "Consequents", "Group identity", "Identity", "Professional confidence"];
    assert_eq!(twice, expected);
}

#[test]
fn every_tdf_domain_usually_lies_in_sub_components_of_one_com_b_component() {
    for domain in of_kind(ElementKind::TdfDomain) {
        assert!(!domain.usually.is_empty(), "{}", domain.id);
        for place in &domain.usually {
            assert_eq!(comb_and_tdf().element(place).map(|e| &e.kind), Some(&ElementKind::CombSubComponent));
        }
        let component = comb_and_tdf().component(&domain.id);
        for construct in comb_and_tdf().children(&domain.id) {
            assert_eq!(comb_and_tdf().component(&construct.id), component);
        }
    }
    // Cane 2012 Table 3: four domains under capability, two under opportunity, eight under motivation.
    let under = |component: &str| {
        let component = id(component);
        let lies = |domain: &&Element| comb_and_tdf().component(&domain.id).is_some_and(|c| c.id == component);
        of_kind(ElementKind::TdfDomain).into_iter().filter(lies).count()
    };
    assert_eq!([under("comb.capability"), under("comb.opportunity"), under("comb.motivation")], [4, 2, 8]);
}

#[test]
fn the_way_up_ends_at_one_of_the_three_components() {
    let component = |text: &str| comb_and_tdf().component(&id(text)).map(|component| component.id.as_str());
    assert_eq!(component("comb.capability"), Some("comb.capability"));
    assert_eq!(component("comb.automatic_motivation"), Some("comb.motivation"));
    assert_eq!(component("tdf.skills"), Some("comb.capability"));
    assert_eq!(component("tdf.social_influences/power"), Some("comb.opportunity"));
    assert_eq!(component("tdf.gone"), None);
    let path = |text: &str| names(comb_and_tdf().path(&id(text)));
    assert_eq!(path("tdf.goals/action-planning"), ["Goals", "Action planning"]);
    assert_eq!(path("comb.social_opportunity"), ["Opportunity", "Social opportunity"]);
    assert!(path("tdf.gone").is_empty());
}

#[test]
fn a_hint_says_where_a_domain_usually_lies() {
    let hint = |text: &str| comb_and_tdf().hint(&id(text)).map(|hint| hint.to_string());
    assert_eq!(hint("tdf.social_influences").as_deref(), Some("Social Influences is usually social opportunity"));
    assert_eq!(
        hint("tdf.skills/practice").as_deref(),
        Some("Skills is usually physical capability or psychological capability")
    );
    assert_eq!(hint("comb.capability"), None);
    assert_eq!(hint("tdf.gone"), None);
}

#[test]
fn a_placement_that_departs_from_the_usual_has_a_hint_and_any_other_has_none() {
    let hinted = |what: &str, placed_in: &str| comb_and_tdf().hint_against(&id(what), &id(placed_in)).is_some();
    assert!(hinted("tdf.social_influences", "comb.motivation"));
    assert!(hinted("tdf.social_influences/power", "comb.physical_opportunity"));
    assert!(!hinted("tdf.social_influences", "comb.social_opportunity"));
    // A component goes together with its sub-components.
    assert!(!hinted("tdf.social_influences", "comb.opportunity"));
    // Two usual places: either will do.
    assert!(!hinted("tdf.optimism", "comb.reflective_motivation"));
    assert!(!hinted("tdf.optimism", "comb.automatic_motivation"));
    // Nothing is known, so nothing is said.
    assert!(!hinted("tdf.gone", "comb.motivation"));
    assert!(!hinted("tdf.goals", "tdf.skills"));
    assert!(!hinted("comb.capability", "comb.motivation"));
}

#[test]
fn an_id_is_written_as_bare_text() {
    let written = ron::to_string(&id("tdf.goals")).unwrap();
    assert_eq!(written, "\"tdf.goals\"");
    assert_eq!(ron::from_str::<crate::framework::ElementId>(&written).unwrap(), id("tdf.goals"));
}
