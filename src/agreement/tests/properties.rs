//! What must hold whatever coders mark: nobody comes first, a coder's own overlaps count once, characters counted one by one give the
//! same.

use proptest::prelude::*;

use crate::agreement::{
    Cells, CoderSet, Ground, Marks, Match, Matched, Nominal, SpanCounts, Stretch, Table, Units, matched, united,
};

const LENGTH: u32 = 60;

fn stretches() -> impl Strategy<Value = Vec<Stretch>> {
    prop::collection::vec((0..LENGTH, 0..20u32), 0..8)
        .prop_map(|all| all.into_iter().map(|(start, length)| Stretch::new(start, start + length)).collect())
}

fn coder() -> impl Strategy<Value = Vec<Stretch>> {
    stretches().prop_map(|all| united(all, LENGTH))
}

/// Whether each character is marked.
fn mask(stretches: &[Stretch]) -> Vec<bool> {
    (0..LENGTH).map(|at| stretches.iter().any(|one| one.start <= at && at < one.end)).collect()
}

fn values(coders: &[Vec<Stretch>]) -> Nominal {
    let masks: Vec<Vec<bool>> = coders.iter().map(|stretches| mask(stretches)).collect();
    Nominal::new(2, (0..LENGTH as usize).map(|at| masks.iter().map(|mask| Some(usize::from(mask[at]))).collect()))
}

fn cells(marks: Vec<Marks>, finished: Vec<CoderSet>, coders: usize) -> Cells {
    let ground = |&finished: &CoderSet| Ground { characters: LENGTH, units: Units::Characters(LENGTH), finished };
    let mut cells = Cells::new(coders, 50, finished.iter().map(ground).collect());
    cells.add(marks.into_iter().zip(finished).collect());
    cells
}

/// The most one-to-one pairs there are, by augmenting paths.
fn most_pairs(first: &[Stretch], second: &[Stretch], when: Match) -> u32 {
    fn augment(one: usize, edges: &[Vec<usize>], seen: &mut [bool], taken: &mut [Option<usize>]) -> bool {
        for &other in &edges[one] {
            if !std::mem::replace(&mut seen[other], true)
                && taken[other].is_none_or(|before| augment(before, edges, seen, taken))
            {
                taken[other] = Some(one);
                return true;
            }
        }
        false
    }
    let fits = |a: &Stretch, b: &Stretch| match when {
        Match::Exact => a == b,
        Match::AnyOverlap => a.shared(*b) > 0,
        Match::Share(n) => {
            let either = u64::from(a.len()) + u64::from(b.len()) - u64::from(a.shared(*b));
            a.shared(*b) > 0 && 100 * u64::from(a.shared(*b)) >= u64::from(n) * either
        }
    };
    let edges: Vec<Vec<usize>> =
        first.iter().map(|a| (0..second.len()).filter(|&place| fits(a, &second[place])).collect()).collect();
    let mut taken = vec![None; second.len()];
    (0..first.len()).map(|one| u32::from(augment(one, &edges, &mut vec![false; second.len()], &mut taken))).sum()
}

proptest! {
    #[test]
    fn a_sweep_counts_what_characters_one_by_one_count(first in coder(), second in coder()) {
        let table = Table::of(&first, &second, LENGTH);
        let (a, b) = (mask(&first), mask(&second));
        let count = |x: bool, y: bool| a.iter().zip(&b).filter(|pair| *pair == (&x, &y)).count() as u64;
        prop_assert_eq!(
            table,
            Table { both: count(true, true), first: count(true, false), second: count(false, true), neither: count(false, false) }
        );
        let by_character = values(&[first.clone(), second.clone()]);
        let near = |one: crate::agreement::Value, other: crate::agreement::Value| match (one, other) {
            (Ok(one), Ok(other)) => (one - other).abs() < 1e-12,
            (one, other) => one == other,
        };
        prop_assert!(near(table.cohen_kappa(), by_character.cohen_kappa()));
        prop_assert!(near(table.scott_pi(), by_character.scott_pi()));
        prop_assert!(near(table.kripp_alpha(), by_character.kripp_alpha()));
        prop_assert!(near(table.gwet_ac1(), by_character.gwet_ac1()));
        prop_assert!(near(table.percent_agreement(), by_character.percent_agreement()));
        prop_assert!(near(table.positive_agreement(), by_character.specific_agreement(1)));
        prop_assert!(near(table.negative_agreement(), by_character.specific_agreement(0)));
    }

    #[test]
    fn three_coders_are_counted_as_characters_one_by_one_count_them_and_pairs_as_pairs(all in [coder(), coder(), coder()]) {
        let everybody = CoderSet::first(3);
        let cells = cells(vec![all.to_vec()], vec![everybody], 3);
        let sums = cells.sums(0);
        prop_assert_eq!(sums.patterns.nominal(3), values(&all));
        for (first, second) in crate::agreement::pairs(3) {
            prop_assert_eq!(sums.patterns.table(first, second), Table::of(&all[first], &all[second], LENGTH));
        }
    }

    #[test]
    fn two_coders_alone_are_counted_as_two_of_three_are(first in coder(), second in coder()) {
        let two = cells(vec![vec![first.clone(), second.clone()]], vec![CoderSet::first(2)], 2).sums(0);
        let three = cells(vec![vec![first.clone(), second.clone(), Vec::new()]], vec![CoderSet::first(2)], 3).sums(0);
        prop_assert_eq!(two.patterns, three.patterns);
        prop_assert_eq!(two.spans.first(), three.spans.first());
        prop_assert_eq!(two.unit_sums, crate::agreement::UnitSums::of(&[first, second]));
    }

    #[test]
    fn nobody_comes_first(first in coder(), second in coder()) {
        let (table, turned) = (Table::of(&first, &second, LENGTH), Table::of(&second, &first, LENGTH));
        prop_assert_eq!(table.exchanged(), turned);
        prop_assert_eq!(table.cohen_kappa(), turned.cohen_kappa());
        prop_assert_eq!(table.kripp_alpha(), turned.kripp_alpha());
        let (spans, turned) = (SpanCounts::of(&first, &second, 50), SpanCounts::of(&second, &first, 50));
        prop_assert_eq!(
            (spans.exact, spans.overlapping, spans.close, spans.nearly),
            (turned.exact, turned.overlapping, turned.close, turned.nearly)
        );
        let sums = |marks: Marks| cells(vec![marks], vec![CoderSet::first(2)], 2).sums(0).unit_sums;
        prop_assert_eq!(sums(vec![first.clone(), second.clone()]), sums(vec![second, first]));
    }

    #[test]
    fn as_many_passages_are_matched_as_can_be(first in coder(), second in coder(), share in 1..=100u8) {
        for when in [Match::Exact, Match::AnyOverlap, Match::Share(share)] {
            let found = matched(&first, &second, when);
            let (one, other) = (first.len() as u32, second.len() as u32);
            prop_assert_eq!(found, Matched { pairs: most_pairs(&first, &second, when), first: one, second: other });
        }
    }

    #[test]
    fn a_coders_own_overlaps_count_once(own in stretches(), again in 0..8usize, other in coder()) {
        let once = united(own.clone(), LENGTH);
        let mut twice = own.clone();
        twice.extend(own.get(again).copied());
        let cells = |marks: Vec<Stretch>| cells(vec![vec![marks, other.clone()]], vec![CoderSet::first(2)], 2).sums(0);
        prop_assert_eq!(cells(once), cells(twice));
        prop_assert!(united(own, LENGTH).windows(2).all(|pair| pair[0].end <= pair[1].start));
    }

    #[test]
    fn cells_add_up_and_an_edit_leaves_the_others_as_they_are(
        before in [coder(), coder(), coder(), coder()], after in coder(),
    ) {
        let both = CoderSet::first(2);
        let [a, b, c, d] = before;
        let mut edited = cells(vec![vec![a.clone(), b.clone()], vec![c.clone(), d.clone()]], vec![both; 2], 2);
        let table = Table::of(&a, &b, LENGTH) + Table::of(&c, &d, LENGTH);
        prop_assert_eq!(edited.sums(0).patterns.table(0, 1), table);
        edited.set(0, 1, vec![after.clone(), d.clone()]);
        let anew = cells(vec![vec![a, b], vec![after, d]], vec![both; 2], 2);
        prop_assert_eq!(edited.row(0), anew.row(0));
    }

    #[test]
    fn a_transcript_that_one_of_two_did_not_finish_changes_nothing(first in coder(), second in coder(), more in coder()) {
        let both = CoderSet::first(2);
        let alone = cells(vec![vec![first.clone(), second.clone()]], vec![both], 2).sums(0);
        let beside = cells(vec![vec![first, second], vec![more, Vec::new()]], vec![both, CoderSet::only(0)], 2).sums(0);
        prop_assert_eq!(alone.patterns.table(0, 1), beside.patterns.table(0, 1));
        prop_assert_eq!(alone.patterns.nominal(2).kripp_alpha(), beside.patterns.nominal(2).kripp_alpha());
        prop_assert_eq!(alone.spans, beside.spans);
        prop_assert_eq!((alone.unit_sums, alone.characters), (beside.unit_sums, beside.characters));
    }
}
