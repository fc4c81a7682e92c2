//! What a code's disagreements say about the codebook.

use std::collections::BTreeMap;

use super::{Difference, Differences};
use crate::{
    operations::in_sentence,
    study::{Code, Id, Study},
};

/// How often coders agree and differ on a code. A disagreement over two codes counts for both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeCounts {
    pub alike: usize,
    pub boundaries: usize,
    pub other_codes: usize,
    pub missing: usize,
    pub qualities: usize,
    /// Which other codes the other coder has instead, and how often.
    pub instead: BTreeMap<Id<Code>, usize>,
}

impl CodeCounts {
    /// All disagreements.
    pub fn differing(&self) -> usize {
        self.boundaries + self.other_codes + self.missing + self.qualities
    }
}

/// The counts of every code that either coder has attached.
pub fn per_code(differences: &Differences) -> BTreeMap<Id<Code>, CodeCounts> {
    let mut counts: BTreeMap<Id<Code>, CodeCounts> = BTreeMap::new();
    for agreement in &differences.alike {
        counts.entry(agreement.first.code).or_default().alike += 1;
    }
    for one in &differences.differing {
        let (first, second) = (one.first.first().map(|it| it.code), one.second.first().map(|it| it.code));
        let mut of = |code: Option<Id<Code>>, tell: &dyn Fn(&mut CodeCounts)| {
            if let Some(code) = code {
                tell(counts.entry(code).or_default());
            }
        };
        match one.difference {
            Difference::Boundary => of(first, &|counts| counts.boundaries += 1),
            Difference::Quality => of(first, &|counts| counts.qualities += 1),
            Difference::MissingInFirst => of(second, &|counts| counts.missing += 1),
            Difference::MissingInSecond => of(first, &|counts| counts.missing += 1),
            Difference::OtherCode(_) => {
                for (code, instead) in [(first, second), (second, first)] {
                    of(code, &|counts| {
                        counts.other_codes += 1;
                        if let Some(instead) = instead {
                            *counts.instead.entry(instead).or_default() += 1;
                        }
                    });
                }
            }
        }
    }
    counts
}

/// What a code's disagreements point at, in a sentence: "7 of 9 on *Habit* are boundaries." `None` where there are fewer than
/// three, or none of the kinds makes up half.
pub fn pointer(study: &Study, code: Id<Code>, counts: &CodeCounts) -> Option<String> {
    let all = counts.differing();
    let kinds = [
        (counts.boundaries, "are boundaries"),
        (counts.other_codes, "are about which code it is"),
        (counts.missing, "are there for one coder only"),
        (counts.qualities, "are about valence or level"),
    ];
    let (most, what) = kinds.into_iter().max_by_key(|(count, _)| *count)?;
    if all < 3 || most * 2 < all {
        return None;
    }
    let name = in_sentence(&study.get(code)?.name);
    let instead = counts.instead.iter().max_by_key(|(_, count)| **count).filter(|_| most == counts.other_codes);
    let instead = instead.and_then(|(&other, &count)| Some((study.get(other)?, count)));
    Some(match instead {
        Some((other, count)) => {
            format!("{most} of {all} on {name} {what}, {count} of them {} instead.", in_sentence(&other.name))
        }
        None => format!("{most} of {all} on {name} {what}."),
    })
}
