//! Agreement of two coders who divide the whole of a text into segments: where the cuts are.
//!
//! For transcripts that coders partition. Positions are characters from the start; a cut lies between two characters.

use super::{Undefined, Value};

/// Where the cuts of segments of these lengths are.
fn cuts(segments: &[u32]) -> Vec<u64> {
    let ends = segments.iter().scan(0u64, |at, &length| {
        *at += u64::from(length);
        Some(*at)
    });
    ends.take(segments.len().saturating_sub(1)).collect()
}

fn length(segments: &[u32]) -> u64 {
    segments.iter().map(|&length| u64::from(length)).sum()
}

/// What turns one coder's cuts into the other's: cuts added, and cuts moved, each by less than `near` characters.
struct Edits {
    matched: usize,
    added: usize,
    moved: Vec<u64>,
}

impl Edits {
    fn between(one: &[u64], other: &[u64], near: u64) -> Self {
        let only = |these: &[u64], those: &[u64]| -> Vec<u64> {
            these.iter().copied().filter(|cut| those.binary_search(cut).is_err()).collect()
        };
        let (mut mine, mut theirs) = (only(one, other).into_iter().peekable(), only(other, one).into_iter().peekable());
        let mut edits = Edits { matched: one.len() - mine.len(), added: 0, moved: Vec::new() };
        while let (Some(&a), Some(&b)) = (mine.peek(), theirs.peek()) {
            let apart = a.abs_diff(b);
            if apart < near {
                edits.moved.push(apart);
                mine.next();
                theirs.next();
                continue;
            }
            edits.added += 1;
            if a < b {
                mine.next()
            } else {
                theirs.next()
            };
        }
        edits.added += mine.count() + theirs.count();
        edits
    }
}

/// Boundary similarity `B` (Fournier 2013, ACL 51:1702): each pair of cuts scores by how near it is, each unpaired cut 0.
/// `near`: cuts less than so many characters apart are one cut moved.
pub fn boundary_similarity(one: &[u32], other: &[u32], near: u64) -> Value {
    let edits = Edits::between(&cuts(one), &cuts(other), near);
    let pairs = edits.added + edits.moved.len() + edits.matched;
    if pairs == 0 {
        return Err(Undefined::NoUnits);
    }
    let penalty = edits.added as f64 + moves(&edits, near);
    Ok(1.0 - penalty / pairs as f64)
}

/// Segmentation similarity `S` (Fournier & Inkpen 2012, NAACL 152): edits, of the places where a cut could be.
pub fn segmentation_similarity(one: &[u32], other: &[u32], near: u64) -> Value {
    let places = length(one).saturating_sub(1);
    if places == 0 {
        return Err(Undefined::NoUnits);
    }
    let edits = Edits::between(&cuts(one), &cuts(other), near);
    Ok(1.0 - (edits.added as f64 + moves(&edits, near)) / places as f64)
}

fn moves(edits: &Edits, near: u64) -> f64 {
    edits.moved.iter().map(|&apart| apart as f64 / near.max(1) as f64).sum()
}

/// Half the mean length of the first coder's segments, at least 1: how wide the window of `pk` and `window_diff` is.
fn window(reference: &[u32]) -> u64 {
    let mean = length(reference) as f64 / reference.len().max(1) as f64;
    ((mean / 2.0).round_ties_even() as u64).max(1)
}

/// For every place of the window, how many cuts each coder has in it.
fn windows(reference: &[u32], other: &[u32], wide: u64) -> impl Iterator<Item = (usize, usize)> {
    let (reference_cuts, other_cuts) = (cuts(reference), cuts(other));
    let inside = move |cuts: &[u64], from: u64| {
        cuts.partition_point(|&cut| cut <= from + wide) - cuts.partition_point(|&cut| cut <= from)
    };
    let last = length(reference).saturating_sub(wide);
    (0..last).map(move |from| (inside(&reference_cuts, from), inside(&other_cuts, from)))
}

/// `Pk` (Beeferman, Berger & Lafferty 1999): how often two places a window apart are in one segment for one coder alone. 0 is best.
pub fn pk(reference: &[u32], other: &[u32]) -> Value {
    let wide = window(reference);
    share(windows(reference, other, wide).map(|(one, two)| (one == 0) != (two == 0)))
}

/// WindowDiff (Pevzner & Hearst 2002): how often the two have different numbers of cuts in a window. 0 is best.
pub fn window_diff(reference: &[u32], other: &[u32]) -> Value {
    let wide = window(reference);
    share(windows(reference, other, wide).map(|(one, two)| one != two))
}

fn share(places: impl Iterator<Item = bool>) -> Value {
    let (mut all, mut hits) = (0u64, 0u64);
    for hit in places {
        all += 1;
        hits += u64::from(hit);
    }
    if all == 0 { Err(Undefined::NoUnits) } else { Ok(hits as f64 / all as f64) }
}
