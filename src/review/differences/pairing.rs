//! Which stretch of the one coder answers to which of the other.

use std::{cmp::Reverse, collections::HashSet};

use super::{AgreeingPair, Difference, Differences, Disagreement, Relations, Same, Stretch, hull, share};
use crate::{
    study::{Id, Transcript},
    text::{Intervals, Span},
};

/// Pairs the stretches of a transcript, each sorted by code and reading, and puts what is found in reading order.
pub(super) fn pair(
    transcript: Id<Transcript>,
    first: Vec<Stretch>,
    second: Vec<Stretch>,
    same: Same,
    relations: &Relations<'_>,
    found: &mut Differences,
) {
    let (mut alike, mut differing) = (Vec::new(), Vec::new());
    let (mut left_first, mut left_second) = (Vec::new(), Vec::new());
    let mut first = first.into_iter().peekable();
    let mut second = second.into_iter().peekable();
    // A sweep over both at once: what overlaps, directly or by way of another, is one cluster.
    loop {
        let (mut ours, mut theirs): (Vec<Stretch>, Vec<Stretch>) = (Vec::new(), Vec::new());
        let place = |stretch: &Stretch| (stretch.code, stretch.span.start);
        let next = match (first.peek().map(place), second.peek().map(place)) {
            (None, None) => break,
            (Some(one), Some(other)) => one.min(other),
            (Some(one), None) | (None, Some(one)) => one,
        };
        let mut end = next.1 + 1;
        let belongs = |stretch: &Stretch, end: usize| stretch.code == next.0 && stretch.span.start < end;
        loop {
            if let Some(one) = first.next_if(|one| belongs(one, end)) {
                end = end.max(one.span.end);
                ours.push(one);
            } else if let Some(one) = second.next_if(|one| belongs(one, end)) {
                end = end.max(one.span.end);
                theirs.push(one);
            } else {
                break;
            }
        }
        match (ours.as_slice(), theirs.as_slice()) {
            ([one], [other]) if same.holds(one.span, other.span) => {
                if one.qualities == other.qualities {
                    alike.push(AgreeingPair { transcript, first: one.clone(), second: other.clone() });
                } else {
                    differing.push(disagreement(transcript, Difference::Quality, ours, theirs));
                }
            }
            (_, []) => left_first.append(&mut ours),
            ([], _) => left_second.append(&mut theirs),
            _ => differing.push(disagreement(transcript, Difference::Boundary, ours, theirs)),
        }
    }
    other_codes(transcript, left_first, left_second, relations, &mut differing);
    alike.sort_by_key(|one| (hull(one.first.span, one.second.span), one.first.code));
    differing.sort_by_key(|one| (one.span.start, Reverse(one.span.end), one.difference, code_of(one)));
    found.alike.append(&mut alike);
    found.differing.append(&mut differing);
}

/// What is left over on one side answers to what is left over on the other where they share at least half of the shorter:
/// then it is another code on about the same words. The likest pair first, each stretch once. What then is left is missing.
fn other_codes(
    transcript: Id<Transcript>,
    first: Vec<Stretch>,
    second: Vec<Stretch>,
    relations: &Relations<'_>,
    differing: &mut Vec<Disagreement>,
) {
    let index = Intervals::new(second.iter().map(|stretch| stretch.span));
    let mut pairs: Vec<(Reverse<u64>, usize, usize)> = Vec::new();
    for (at, one) in first.iter().enumerate() {
        index.each_overlapping(one.span, |other| {
            let Some(theirs) = second.get(other) else { return };
            let both = one.span.intersection(theirs.span).map_or(0, Span::len);
            if both * 2 >= one.span.len().min(theirs.span.len()) {
                // Shares are positive, and positive numbers sort as their bits do.
                pairs.push((Reverse(share(one.span, theirs.span).to_bits()), at, other));
            }
        });
    }
    pairs.sort_unstable();
    let (mut of_first, mut of_second) = (HashSet::new(), HashSet::new());
    for (_, one, other) in pairs {
        if of_first.contains(&one) || of_second.contains(&other) {
            continue;
        }
        if let (Some(ours), Some(theirs)) = (first.get(one), second.get(other)) {
            of_first.insert(one);
            of_second.insert(other);
            let difference = Difference::OtherCode(relations.between(ours.code, theirs.code));
            differing.push(disagreement(transcript, difference, vec![ours.clone()], vec![theirs.clone()]));
        }
    }
    let rest = |stretches: Vec<Stretch>, taken: HashSet<usize>| {
        stretches.into_iter().enumerate().filter(move |(at, _)| !taken.contains(at)).map(|(_, stretch)| stretch)
    };
    for stretch in rest(first, of_first) {
        differing.push(disagreement(transcript, Difference::MissingInSecond, vec![stretch], Vec::new()));
    }
    for stretch in rest(second, of_second) {
        differing.push(disagreement(transcript, Difference::MissingInFirst, Vec::new(), vec![stretch]));
    }
}

fn disagreement(
    transcript: Id<Transcript>,
    difference: Difference,
    first: Vec<Stretch>,
    second: Vec<Stretch>,
) -> Disagreement {
    let spans = first.iter().chain(&second).map(|stretch| stretch.span);
    let span = spans.reduce(hull).unwrap_or(Span { start: 0, end: 0 });
    let disputed = match difference {
        Difference::Quality => 0,
        Difference::OtherCode(_) => span.len(),
        _ => apart(&first, &second),
    };
    Disagreement { transcript, span, difference, first, second, disputed }
}

/// How many bytes lie in one of the two and not in the other. Stretches of one side do not overlap.
fn apart(first: &[Stretch], second: &[Stretch]) -> usize {
    let length = |stretches: &[Stretch]| stretches.iter().map(|stretch| stretch.span.len()).sum::<usize>();
    let mut shared = 0;
    let (mut ours, mut theirs) = (first.iter().peekable(), second.iter().peekable());
    while let (Some(one), Some(other)) = (ours.peek(), theirs.peek()) {
        shared += one.span.intersection(other.span).map_or(0, Span::len);
        if one.span.end <= other.span.end {
            ours.next();
        } else {
            theirs.next();
        }
    }
    length(first) + length(second) - 2 * shared
}

fn code_of(one: &Disagreement) -> Option<Id<crate::study::Code>> {
    one.first.first().or(one.second.first()).map(|stretch| stretch.code)
}
