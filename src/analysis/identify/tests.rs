use super::*;
use crate::operations::fixture::Made;

fn rows(found: &[Found]) -> Vec<(&str, Reveals, &str, bool, usize)> {
    let row = |one: &'_ Found| (one.row.reveals, one.row.replace, one.times());
    found
        .iter()
        .map(|one| {
            let (reveals, replace, times) = row(one);
            (one.row.words.as_str(), reveals, one.row.stand_in.as_str(), replace, times)
        })
        .collect()
}

fn talk() -> Made {
    let mut made = Made::begun();
    made.transcript(
        "Focus Group 1",
        &[
            ("Moderator", "Will you say where you live?"),
            ("Sarah", "Yeah. I moved from Leeds with Dr Patel and Sarah Jones. Leeds is fine, will it stay so?"),
            ("P2", "Sarah rang me on 0113 496 0000, in Roundhay Park, on the NHS. We told Will about Tuesdays. [Anna laughs]"),
        ],
    );
    made
}

#[test]
fn names_places_and_numbers_are_found_with_one_stand_in_for_one_person() {
    let made = talk();
    let found = find(&made.study, &[]).unwrap();
    assert_eq!(
        rows(&found),
        [
            ("Sarah", Reveals::Person, "[Person 1]", true, 2),
            ("Patel", Reveals::Person, "[Person 2]", true, 1),
            ("Sarah Jones", Reveals::Person, "[Person 1]", true, 1),
            ("Leeds", Reveals::Place, "[Place 1]", true, 2),
            ("Roundhay Park", Reveals::Place, "[Place 2]", true, 1),
            ("Will", Reveals::Name, "[Name 1]", false, 2),
            ("0113 496 0000", Reveals::Phone, "[phone number]", true, 1),
        ]
    );
}

#[test]
fn what_the_key_says_stands_and_what_is_new_agrees_with_it() {
    let made = talk();
    let row = |words: &str, reveals, stand_in: &str, replace| Row {
        words: words.into(),
        reveals,
        stand_in: stand_in.into(),
        replace,
    };
    let key = [
        row("Sarah Jones", Reveals::Person, "Mary", true),
        row("Leeds", Reveals::Place, "[Place 7]", false),
        row("Bob", Reveals::Person, "[Person 4]", true),
    ];
    let found = find(&made.study, &key).unwrap();
    assert_eq!(
        rows(&found)[..5],
        [
            ("Sarah Jones", Reveals::Person, "Mary", true, 1),
            ("Leeds", Reveals::Place, "[Place 7]", false, 2),
            ("Bob", Reveals::Person, "[Person 4]", true, 0),
            ("Sarah", Reveals::Person, "Mary", true, 2),
            ("Patel", Reveals::Person, "[Person 5]", true, 1),
        ]
    );
    assert!(found.iter().all(|one| one.row.words != "Mary"), "a stand-in is no finding");
}

#[test]
fn a_name_that_somebody_adds_agrees_with_the_key() {
    let row = |words: &str, stand_in: &str| Row {
        words: words.into(),
        reveals: Reveals::Person,
        stand_in: stand_in.into(),
        replace: true,
    };
    let key = [row("Sarah Jones", "Mary"), row("Bob", "[Person 4]")];
    assert_eq!(added(&key, "Sarah"), Some(row("Sarah", "Mary")));
    assert_eq!(added(&key, "אורי"), Some(row("אורי", "[Person 5]")));
    assert_eq!(replacements(&key).len(), 2);
}

#[test]
fn german_nouns_are_no_names() {
    let mut made = Made::begun();
    made.does(|study, stamp| {
        let mut details = study.details().clone();
        details.language = "de".into();
        crate::operations::edit_details(study, stamp, details)
    });
    made.transcript(
        "Gruppe",
        &[("P1", "Ich komme aus Marburg, und Frau Schmidt hat in der Küche mit Kindern und das Haus in Ordnung.")],
    );
    let found = find(&made.study, &[]).unwrap();
    let words: Vec<(&str, bool)> = found.iter().map(|one| (one.row.words.as_str(), one.row.replace)).collect();
    assert_eq!(words, [("Schmidt", true), ("Marburg", false), ("Ordnung", false)]);
}

#[test]
fn what_still_stands_is_told_and_brackets_are_left_alone() {
    let made = talk();
    let still = Still::of(&made.study).unwrap();
    assert_eq!(still.names_in("Sarah and [Sarah Jones] went to Leeds"), ["Sarah", "Leeds"]);
    assert_eq!(
        warning(&made.study).unwrap(),
        "The words may still tell who somebody is: “Leeds”, “0113 496 0000”, “Patel” and 3 more."
    );
    assert_eq!(warning(&Made::begun().study), None);
}
