//! A study's own framework: it joins the others, and what is wrong with it is said.

use super::id;
use crate::framework::bcw::Edition;
use crate::framework::{ElementKind, Framework, FrameworkError, Frameworks, comb_and_tdf, wheel};

const OWN: &str = r#"
    Framework(
        id: "npt",
        name: "Normalisation",
        levels: [Named("Construct"), Named("Sub-construct")],
        elements: [
            (id: "npt.coherence", name: "Coherence", usually: ["comb.psychological_capability", "comb.motivation"], children: [
                (id: "npt.coherence/sense", name: "Sense-making", plain: "Seeing what it is for"),
            ]),
            (id: "npt.räume", name: "Räume", usually: ["comb.physical_opportunity"]),
            (id: "npt.else", name: "Else"),
        ],
    )"#;

fn beside_the_others(text: &str) -> Result<Frameworks, FrameworkError> {
    comb_and_tdf().with(Framework::from_ron(text)?)
}

fn refused(text: &str) -> FrameworkError {
    beside_the_others(text).expect_err("this framework has a mistake")
}

#[test]
fn a_study_s_own_framework_shares_the_space_of_ids() {
    let all = beside_the_others(OWN).unwrap();
    assert_eq!(all.all().iter().map(Framework::id).collect::<Vec<_>>(), ["comb", "tdf", "npt"]);
    let sense = all.element(&id("npt.coherence/sense")).unwrap();
    assert_eq!(sense.kind, ElementKind::Named("Sub-construct".to_string()));
    assert_eq!(sense.kind.to_string(), "Sub-construct");
    assert_eq!(sense.parent, Some(id("npt.coherence")));
    assert_eq!(all.framework("npt").map(Framework::short), Some("Normalisation"));
    assert!(all.element(&id("tdf.goals")).is_some());
    assert!(comb_and_tdf().element(&id("npt.coherence")).is_none());
}

#[test]
fn an_element_that_lies_in_several_components_has_all_and_no_single_one() {
    let all = beside_the_others(OWN).unwrap();
    let components = |text: &str| all.components(&id(text)).iter().map(|c| c.name.as_str()).collect::<Vec<_>>();
    assert_eq!(components("npt.coherence/sense"), ["Capability", "Motivation"]);
    assert_eq!(all.component(&id("npt.coherence")), None);
    assert_eq!(components("npt.räume"), ["Opportunity"]);
    assert!(components("npt.else").is_empty());
    assert_eq!(
        all.hint(&id("npt.coherence/sense")).unwrap().to_string(),
        "Coherence is usually psychological capability or motivation"
    );
}

#[test]
fn an_element_of_a_study_s_own_framework_has_the_functions_of_where_it_usually_lies() {
    let all = beside_the_others(OWN).unwrap();
    let functions = |text: &str, edition| {
        let found = wheel().functions_for(&all, &id(text), edition);
        found.iter().map(|function| function.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(
        functions("npt.räume", Edition::Guide2014),
        ["training", "restriction", "environmental_restructuring", "enablement"]
    );
    assert_eq!(functions("npt.coherence/sense", Edition::Michie2011).len(), 8);
    assert!(functions("npt.else", Edition::Guide2014).is_empty());
}

#[test]
fn a_file_that_cannot_be_read_says_where() {
    let error = refused("Framework(\n    id: \"npt\",\n    nam: \"Normalisation\",\n)");
    let FrameworkError::Unreadable { line, column, ref problem } = error else { panic!("{error}") };
    assert_eq!((line, column), (3, 5), "{problem}");
    assert!(problem.contains("nam"), "{problem}");
    assert!(error.to_string().contains("Nothing was changed."), "{error}");
}

#[test]
fn each_mistake_in_a_framework_is_named() {
    let with = |from: &str, to: &str| {
        assert!(OWN.contains(from), "{from}");
        refused(&OWN.replace(from, to))
    };
    let text = |text: &str| text.to_string();
    assert_eq!(with("id: \"npt\"", "id: \"n pt\""), FrameworkError::FrameworkId { id: text("n pt") });
    assert_eq!(with("\"Normalisation\"", "\" \""), FrameworkError::Nameless { id: text("npt") });
    assert_eq!(with("\"Else\"", "\"\""), FrameworkError::Nameless { id: text("npt.else") });
    assert_eq!(with("npt.else", "npt.räume"), FrameworkError::Repeated { id: text("npt.räume") });
    for wrong in ["tdf.else", "npt.", "npt", "npt.el se", "nptelse"] {
        assert_eq!(with("npt.else", wrong), FrameworkError::ElementId { id: text(wrong), framework: text("npt") });
    }
    assert_eq!(
        with(", Named(\"Sub-construct\")", ""),
        FrameworkError::TooDeep { id: text("npt.coherence/sense"), levels: 1 }
    );
    for target in ["tdf.goals", "comb.gone"] {
        assert_eq!(
            with("comb.physical_opportunity", target),
            FrameworkError::NotInComb { id: text("npt.räume"), target: text(target) }
        );
    }
}

#[test]
fn a_mistake_is_told_with_the_line_on_which_it_stands() {
    let line = |from: &str, to: &str| {
        let text = OWN.replace(from, to);
        (refused(&text).line(&text), refused(&text).told(&text))
    };
    assert_eq!(line("npt.else", "npt.räume").0, Some(11), "the second of two");
    assert_eq!(line("\"Else\"", "\"\"").0, Some(11));
    assert_eq!(line("npt.else", "tdf.else").0, Some(11));
    assert_eq!(line("comb.physical_opportunity", "comb.gone").0, Some(10));
    assert_eq!(line("id: \"npt\"", "id: \"n pt\"").0, Some(3));
    let told = line("npt.else", "npt.räume").1;
    assert!(told.starts_with("Line 11: Two elements bear the id “npt.räume”."), "{told}");
    let unread = line("name: \"Normalisation\"", "nam: 3").1;
    assert!(unread.contains("at line 4,") && !unread.starts_with("Line"), "{unread}");
}

#[test]
fn a_framework_cannot_take_the_id_of_another() {
    let error = comb_and_tdf().with(comb_and_tdf().framework("tdf").unwrap().clone());
    assert_eq!(error.err(), Some(FrameworkError::Taken { id: "tdf".to_string() }));
}

#[test]
fn com_b_itself_lies_nowhere_else() {
    let circular = r#"Framework(id: "c", name: "C", levels: [CombComponent], elements: [
        (id: "c.a", name: "A", usually: ["c.b"]), (id: "c.b", name: "B", usually: ["c.a"]),
    ])"#;
    assert!(matches!(refused(circular), FrameworkError::NotInComb { .. }));
}
