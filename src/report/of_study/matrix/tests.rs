//! The tables over a small study, whose numbers are counted by hand.

use super::*;
use crate::{
    operations::{
        ThemePlace, add_board, add_theme, edit_participant, edit_theme, fixture::Made, keep_framework, place, set,
        set_of_codings,
    },
    report::markdown,
    study::{AttributeKind, AttributeValue, Describes, Participant, Placed, Theme, Valence},
};

const OWN: &str = "Framework(id: \"own\", name: \"Own words\", levels: [Named(\"Part\")], elements: [(id: \"own.a\", name: \
                   \"First part\"), (id: \"own.b\", name: \"Second part\")])";

/// Two groups; P1 and P2 in the first, P3 in the second, a moderator in both. "Money short" is a barrier in
/// Environmental Context and Resources, said by P1 and P3; "Money there" an enabler there, said by P2; "Sure of it" in
/// Beliefs about Capabilities, said by P1, and a contradicting passage of P2. The moderators say words of the first, too.
fn made() -> Made {
    let mut made = Made::begun();
    made.transcript(
        "G1",
        &[("Moderator", "is money short"), ("P1", "money is short, I can do it"), ("P2", "we have some; I cannot")],
    );
    made.transcript("G2", &[("P3", "never any money")]);
    for code in ["Short", "Have", "Can"] {
        made.code(code, None);
    }
    for (code, words) in [
        ("Short", "money is short"),
        ("Short", "is money short"),
        ("Short", "never any money"),
        ("Have", "we have some"),
        ("Can", "I can do it"),
    ] {
        made.attach(code, words);
    }
    let against = made.attach("Can", "I cannot");
    made.does(|study, stamp| set_of_codings(study, stamp, &[against], "Set", |coding| coding.contradicts = true));
    made.does(|study, stamp| add_board(study, stamp, "Final").map(|(_, entry)| entry));
    let board = made.study.boards().next().unwrap().id;
    let theme = |made: &mut Made, name: &str, code: Option<&str>, under, valence: Option<Valence>, element: &str| {
        let codes: Vec<_> = code.map(|code| made.named(code)).into_iter().collect();
        made.does(|study, stamp| {
            add_theme(study, stamp, name, ThemePlace::last_under(board, under), &codes).map(|(_, entry)| entry)
        });
        let id = made.study.themes().find(|theme| theme.name == name).unwrap().id;
        if valence.is_some() {
            let after = Theme { valence, ..made.study.get(id).unwrap().clone() };
            made.does(|study, stamp| edit_theme(study, stamp, after));
        }
        if !element.is_empty() {
            made.does(|study, stamp| place(study, stamp, Placed::Theme(id), element, ""));
        }
        id
    };
    let money = theme(&mut made, "Money", None, None, None, "tdf.environmental_context_resources");
    theme(&mut made, "Money short", Some("Short"), Some(money), Some(Valence::Barrier), "");
    theme(&mut made, "Money there", Some("Have"), Some(money), Some(Valence::Enabler), "");
    theme(
        &mut made,
        "Sure of it",
        Some("Can"),
        None,
        Some(Valence::Enabler),
        "tdf.beliefs_about_capabilities/empowerment",
    );
    made
}

fn cells(table: &crate::report::PlainTable, columns: &[&str]) -> Vec<String> {
    let at: Vec<usize> =
        columns.iter().map(|name| table.header.iter().position(|head| head == name).expect("a column")).collect();
    let said = |cell: &crate::report::PlainCell| match cell {
        crate::report::PlainCell::Text(text) => text.clone(),
        crate::report::PlainCell::Count(count) => count.to_string(),
        other => format!("{other:?}"),
    };
    table.rows.iter().map(|row| at.iter().map(|at| said(&row[*at])).collect::<Vec<_>>().join(" | ")).collect()
}

#[test]
fn domains_rank_by_participants_then_sub_themes_and_say_where_beliefs_conflict() {
    let study = made().study;
    let table = matrix_plain(&study, &MatrixOptions::of(MatrixTable::Importance));
    let columns = ["rank", "element", "participants", "participants_of", "groups", "statements", "conflicting_beliefs"];
    assert_eq!(
        cells(&table, &columns),
        [
            "1 | Environmental Context and Resources | 3 | 3 | 2 | 2 | yes",
            "2 | Beliefs about Capabilities | 2 | 3 | 1 | 1 | yes",
        ]
    );
    let printed = markdown(&matrix(&study, &MatrixOptions::of(MatrixTable::Importance)), "").text;
    for words in ["3 (100)", "2 (67)", "Yes: 1 barrier, 1 enabler", "Yes: 1 contradicting passage", "of 3;"] {
        assert!(printed.contains(words), "{words} in {printed}");
    }
}

#[test]
fn beliefs_are_told_with_a_quotation_that_does_not_contradict_and_no_moderator_counts() {
    let study = made().study;
    let table = matrix_plain(&study, &MatrixOptions::of(MatrixTable::Beliefs));
    assert_eq!(
        cells(&table, &["element", "statement", "valence", "participants", "groups", "quotation", "attribution"]),
        [
            "Beliefs about Capabilities | Sure of it | enabler | 2 | 1 | I can do it | P1, G1",
            "Environmental Context and Resources | Money short | barrier | 2 | 2 | money is short | P1, G1",
            "Environmental Context and Resources | Money there | enabler | 1 | 1 | we have some | P2, G1",
        ]
    );
}

#[test]
fn enablers_and_barriers_stand_on_their_sides() {
    let study = made().study;
    let table = matrix_plain(&study, &MatrixOptions::of(MatrixTable::Enablers));
    assert_eq!(
        cells(&table, &["element_id", "side", "sub_theme", "participants"]),
        [
            "tdf.beliefs_about_capabilities | enabler | Sure of it | 2",
            "tdf.environmental_context_resources | barrier | Money short | 2",
            "tdf.environmental_context_resources | enabler | Money there | 1",
        ]
    );
}

#[test]
fn components_are_counted_by_level_with_each_level_s_own_denominator() {
    let mut made = made();
    let attribute = crate::study::Attribute {
        id: made.stamp().id(),
        order: 1,
        name: "Size".into(),
        kind: AttributeKind::Category,
        describes: Describes::Participants,
        categories: vec!["Small".into(), "Large".into()],
    };
    let id = attribute.id;
    made.does(|study, stamp| set(study, stamp, attribute, "Made the attribute"));
    for (label, level) in [("P1", "Small"), ("P2", "Large"), ("P3", "Large")] {
        let one = made.study.participants().find(|one| one.label == label).unwrap().clone();
        let mut attributes = one.attributes.clone();
        attributes.insert(id, AttributeValue::Category(level.into()));
        made.does(|study, stamp| edit_participant(study, stamp, Participant { attributes, ..one }));
    }
    // Nothing is placed in COM-B: domains stand where they usually lie.
    let table = matrix_plain(&made.study, &MatrixOptions::of(MatrixTable::Attributes));
    let found = cells(&table, &["element", "sub_theme", "level", "participants", "participants_of"]);
    assert_eq!(
        found,
        [
            "Opportunity | Empty | Small | 1 | 1",
            "Opportunity | Empty | Large | 2 | 2",
            "Opportunity | Money short | Small | 1 | 1",
            "Opportunity | Money short | Large | 1 | 2",
            "Opportunity | Money there | Small | 0 | 1",
            "Opportunity | Money there | Large | 1 | 2",
            "Motivation | Empty | Small | 1 | 1",
            "Motivation | Empty | Large | 1 | 2",
            "Motivation | Sure of it | Small | 1 | 1",
            "Motivation | Sure of it | Large | 1 | 2",
        ]
    );
    let printed = markdown(&matrix(&made.study, &MatrixOptions::of(MatrixTable::Attributes)), "").text;
    assert!(printed.contains("Fewer than 3 participants: Small; Large."), "{printed}");
}

#[test]
fn a_framework_of_the_study_s_own_and_codes_placed_by_themselves_make_rows_too() {
    let mut made = made();
    made.does(|study, stamp| keep_framework(study, stamp, OWN));
    let (code, theme) = (made.named("Have"), made.study.themes().find(|theme| theme.name == "Money short").unwrap().id);
    made.does(|study, stamp| place(study, stamp, Placed::Code(code), "own.b", ""));
    made.does(|study, stamp| place(study, stamp, Placed::Theme(theme), "own.a", ""));
    let levels = MatrixLevel::all(&made.study);
    assert_eq!(levels.last(), Some(&MatrixLevel::Own(0)));
    let options = MatrixOptions { level: MatrixLevel::Own(0), ..MatrixOptions::of(MatrixTable::Beliefs) };
    assert_eq!(
        cells(&matrix_plain(&made.study, &options), &["element", "statement", "participants"]),
        ["First part | Money short | 2", "Second part | Have | 1"]
    );
}
