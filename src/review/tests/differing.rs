//! Where two coders differ, told as a person would tell it from the two layers side by side.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{super::*, Pair};
use crate::{
    journal::{Change, Entry, apply},
    operations,
    study::{Code, Coding, Id, Level, Placed, Study, Valence},
    text::Span,
};

fn comparing(pair: &Pair, same: Same) -> Comparing {
    let transcripts = vec![pair.other, pair.talk];
    Comparing { first: pair.ana, second: pair.ben, transcripts, same, round: None }
}

/// The differences of a pair whose codings are given as coder, code and words.
fn compared(pair: &mut Pair, codings: &[(&str, &str, &str)], same: Same) -> Differences {
    for (coder, code, words) in codings {
        pair.made.by = Some(if *coder == "A" { pair.ana } else { pair.ben });
        pair.made.attach(code, words);
    }
    pair.made.by = Some(pair.ana);
    differences(&pair.made.study, &comparing(pair, same))
}

/// "Boundary Company|Company" for each disagreement, in their order.
fn told(study: &Study, found: &Differences) -> Vec<String> {
    let names = |stretches: &[Stretch]| -> String {
        let names = stretches.iter().map(|one| study.get(one.code).expect("a code").name.as_str());
        names.collect::<Vec<_>>().join("+")
    };
    found
        .differing
        .iter()
        .map(|one| format!("{:?} {}|{}", one.difference, names(&one.first), names(&one.second)))
        .collect()
}

#[test]
fn each_kind_of_difference_is_told_apart() {
    let mut pair = Pair::begun();
    let codings = [
        ("A", "Company", "every week"),
        ("B", "Company", "every week"),
        ("A", "Warmth", "It was warm and it was near"),
        ("B", "Warmth", "It was warm"),
        ("A", "Money", "Nobody paid for us"),
        ("B", "Company", "Nobody paid for"),
        ("A", "Warmth", "the hall was cold"),
        ("B", "Money", "We walked along the river"),
    ];
    let found = compared(&mut pair, &codings, Same::Share(0.5));
    let study = &pair.made.study;
    assert_eq!(
        told(study, &found),
        [
            "Boundary Warmth|Warmth",
            "OtherCode(Apart) Money|Company",
            "MissingInSecond Warmth|",
            "MissingInFirst |Money"
        ]
    );
    assert_eq!(found.alike.len(), 1);
    let transcripts: Vec<_> = found.differing.iter().map(|one| one.transcript).collect();
    assert_eq!(transcripts, [pair.talk, pair.talk, pair.talk, pair.other], "in the study's order, not the one given");
    let boundary = found.differing.first().expect("a boundary");
    assert_eq!(boundary.disputed, " and it was near".len());
    assert_eq!(boundary.span.of(study.text(pair.talk)), Some("It was warm and it was near"));
}

#[test]
fn what_counts_as_the_same_words_is_a_choice() {
    let codings = [("A", "Warmth", "It was warm and it was near"), ("B", "Warmth", "It was warm")];
    // 11 of 27 bytes are shared.
    for (same, alike) in [(Same::Exact, 0), (Same::Share(0.5), 0), (Same::Share(0.4), 1), (Same::Any, 1)] {
        let mut pair = Pair::begun();
        let found = compared(&mut pair, &codings, same);
        assert_eq!((found.alike.len(), found.differing.len()), (alike, 1 - alike), "{same:?}");
    }
    assert_eq!(share(Span::between(0, 27), Span::between(0, 11)), 11.0 / 27.0);
    assert_eq!(share(Span::between(3, 3), Span::between(3, 3)), 0.0);
}

#[test]
fn a_coder_s_overlapping_codings_of_one_code_are_one() {
    let codings = [
        ("A", "Warmth", "It was warm and"),
        ("A", "Warmth", "warm and it was near"),
        ("B", "Warmth", "It was warm and it was near"),
    ];
    let mut pair = Pair::begun();
    let found = compared(&mut pair, &codings, Same::Exact);
    assert_eq!((found.alike.len(), found.differing.len()), (1, 0));
    assert_eq!(found.alike.first().map(|one| one.first.codings.len()), Some(2));
}

#[test]
fn one_stretch_against_two_is_a_boundary_and_so_is_every_split() {
    let codings = [
        ("A", "Warmth", "It was warm and it was near"),
        ("B", "Warmth", "It was warm"),
        ("B", "Warmth", "it was near"),
    ];
    let mut pair = Pair::begun();
    let found = compared(&mut pair, &codings, Same::Share(0.3));
    assert_eq!(told(&pair.made.study, &found), ["Boundary Warmth|Warmth+Warmth"]);
    assert_eq!(found.differing.first().map(|one| one.disputed), Some(" and ".len()));
}

#[test]
fn another_valence_on_the_same_words_is_a_difference_of_its_own() {
    let codings = [("A", "Warmth", "It was warm"), ("B", "Warmth", "It was warm")];
    let mut pair = Pair::begun();
    compared(&mut pair, &codings, Same::Exact);
    let coding = pair.made.study.codings().next().expect("one").clone();
    pair.made.does(|study, stamp| {
        let valence = Some(Valence::Barrier);
        operations::edit_coding(study, stamp, Coding { valence, level: Some(Level::Latent), ..coding })
    });
    let found = differences(&pair.made.study, &comparing(&pair, Same::Exact));
    assert_eq!(told(&pair.made.study, &found), ["Quality Warmth|Warmth"]);
    assert_eq!(found.differing.first().map(|one| one.disputed), Some(0));
}

#[test]
fn the_likest_pair_is_taken_first_and_each_stretch_once() {
    let codings = [
        ("A", "Warmth", "It was warm"),
        ("B", "Company", "I went to the choir every week. It was warm"),
        ("B", "Money", "It was warm and"),
    ];
    let mut pair = Pair::begun();
    let found = compared(&mut pair, &codings, Same::Share(0.5));
    assert_eq!(told(&pair.made.study, &found), ["MissingInFirst |Company", "OtherCode(Apart) Warmth|Money"]);
}

#[test]
fn codes_are_related_by_tree_then_component_then_theme() {
    let mut pair = Pair::begun();
    for (name, under) in [("Pay", "Money"), ("Grants", "Money"), ("Late pay", "Pay")] {
        pair.made.code(name, Some(under));
    }
    let id = |pair: &Pair, name: &str| pair.made.named(name);
    let between = |pair: &Pair, one: &str, other: &str| {
        let relations = Relations::of(&pair.made.study);
        let there = relations.between(id(pair, one), id(pair, other));
        assert_eq!(relations.between(id(pair, other), id(pair, one)), there, "either way round");
        there
    };
    assert_eq!(between(&pair, "Money", "Late pay"), Relation::Ancestor);
    assert_eq!(between(&pair, "Pay", "Grants"), Relation::Sibling);
    assert_eq!(between(&pair, "Late pay", "Grants"), Relation::Apart);
    assert_eq!(between(&pair, "Company", "Warmth"), Relation::Apart, "standing at the top is nothing in common");
    pair.made.does(|study, stamp| operations::add_board(study, stamp, "Final").map(|(_, entry)| entry));
    let board = pair.made.study.boards().next().expect("a board").id;
    let theme = |pair: &mut Pair, name: &str, codes: &[&str]| {
        let place = operations::ThemePlace::last_under(board, None);
        let codes: Vec<Id<Code>> = codes.iter().map(|name| pair.made.named(name)).collect();
        pair.made.does(|study, stamp| operations::add_theme(study, stamp, name, place, &codes).map(|(_, entry)| entry));
        pair.made.study.themes().find(|theme| theme.name == name).expect("made").id
    };
    theme(&mut pair, "Together", &["Company", "Warmth"]);
    let means = theme(&mut pair, "Means", &["Money"]);
    assert_eq!(between(&pair, "Company", "Warmth"), Relation::SameTheme);
    assert_eq!(between(&pair, "Company", "Late pay"), Relation::OtherTheme, "it stands under a code of the theme");
    let (company, means) = (Placed::Code(id(&pair, "Company")), Placed::Theme(means));
    pair.made.does(|study, stamp| operations::place(study, stamp, company, "comb.motivation", ""));
    pair.made.does(|study, stamp| operations::place(study, stamp, means, "comb.opportunity", ""));
    assert_eq!(between(&pair, "Company", "Late pay"), Relation::OtherComponent);
}

#[test]
fn the_counts_of_a_code_point_at_the_codebook() {
    let codings = [
        ("A", "Warmth", "It was warm and it was near"),
        ("B", "Warmth", "It was warm"),
        ("A", "Warmth", "the hall was cold"),
        ("B", "Warmth", "the hall"),
        ("A", "Warmth", "We walked along the river until it got dark"),
        ("B", "Warmth", "along the river"),
        ("A", "Warmth", "nobody came"),
        ("A", "Money", "for us"),
        ("B", "Money", "for us"),
    ];
    let mut pair = Pair::begun();
    let found = compared(&mut pair, &codings, Same::Share(0.5));
    let study = &pair.made.study;
    let counts = per_code(&found);
    let warmth = counts.get(&pair.made.named("Warmth")).expect("counted");
    assert_eq!((warmth.boundaries, warmth.missing, warmth.differing()), (3, 1, 4));
    let said = pointer(study, pair.made.named("Warmth"), warmth);
    assert_eq!(said.as_deref(), Some("3 of 4 on *Warmth* are boundaries."));
    let money = counts.get(&pair.made.named("Money")).expect("counted");
    assert_eq!((money.alike, pointer(study, pair.made.named("Money"), money)), (1, None));
}

#[test]
fn a_round_compares_the_transcripts_that_both_were_to_code() {
    let mut pair = Pair::begun();
    let round = pair.blind();
    let round = pair.made.study.get(round).expect("there");
    assert_eq!(Comparing::round(round, pair.ana, pair.ben, Same::Any).transcripts, [pair.talk]);
    let stranger = Id::from_uuid(uuid::Uuid::nil());
    assert_eq!(Comparing::round(round, pair.ana, stranger, Same::Any).transcripts, []);
}

/// Codings by two coders: who, which of three codes, from where, how long.
fn any_codings() -> impl Strategy<Value = Vec<(bool, usize, usize, usize)>> {
    proptest::collection::vec((any::<bool>(), 0_usize..3, 0_usize..50, 1_usize..14), 0..25)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn every_coding_is_in_exactly_one_item_and_turning_the_coders_round_turns_the_items_round(codings in any_codings()) {
        let pair = Pair::begun();
        let codes = ["Company", "Money", "Warmth"].map(|name| pair.made.named(name));
        let stamp = pair.made.stamp();
        let made: Vec<Change> = codings
            .iter()
            .map(|&(first, code, start, length)| Change::made(Coding {
                id: stamp.id(),
                transcript: pair.talk,
                span: Span::between(start, start + length),
                code: codes[code],
                coder: if first { pair.ana } else { pair.ben },
                level: None,
                valence: None,
                contradicts: false,
                memo: String::new(),
                created: stamp.at,
            }))
            .collect();
        let study = apply(&pair.made.study, &Entry::new(&stamp, "Coded", made)).expect("applied");
        for same in [Same::Exact, Same::Share(0.5), Same::Any] {
            let there = comparing(&pair, same);
            let found = differences(&study, &there);
            let listed = |found: &Differences| -> Vec<Id<Coding>> {
                let alike = found.alike.iter().flat_map(|one| one.matter(None).codings());
                alike.chain(found.differing.iter().flat_map(|one| one.matter(None).codings())).collect()
            };
            let all = listed(&found);
            let once: BTreeSet<Id<Coding>> = all.iter().copied().collect();
            prop_assert_eq!(all.len(), once.len());
            prop_assert_eq!(once, study.codings().map(|coding| coding.id).collect());
            let turned = differences(&study, &Comparing { first: pair.ben, second: pair.ana, ..there });
            prop_assert_eq!(turned.alike.len(), found.alike.len());
            let count = |found: &Differences, which: Difference| found.differing.iter().filter(|one| one.difference == which).count();
            for (one, other) in [
                (Difference::Boundary, Difference::Boundary),
                (Difference::MissingInFirst, Difference::MissingInSecond),
                (Difference::MissingInSecond, Difference::MissingInFirst),
            ] {
                prop_assert_eq!(count(&found, one), count(&turned, other));
            }
            for one in &found.differing {
                prop_assert!(one.disputed <= one.span.len());
            }
        }
    }
}
