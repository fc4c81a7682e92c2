//! What a reader should know before trusting a figure. Reading aids, not verdicts.

use std::fmt;

use super::{Interval, SpanCounts, Table};

/// Fewer passages than this by either coder say little.
const FEW_SPANS: u32 = 10;
/// A code on less of the text than this is rare: percent agreement, PABAK and AC1 are then high whatever coders do.
const RARE: f64 = 0.01;
/// One coder does so much of what only one of them marked.
const ONE_SIDED: f64 = 0.7;
/// An interval wider than this leaves the figure open.
const WIDE: f64 = 0.3;
/// So much higher is agreement on overlapping passages than on passages with the same ends where boundaries are the matter.
const BOUNDARIES: f64 = 0.3;
/// In so many of overlapping passages one coder's are the longer.
const LONGER: f64 = 0.75;

/// Something to know of a row. Coders are told by their place in the comparison.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Flag {
    /// A coder marked fewer than ten passages.
    FewSpans {
        /// How many the one with the fewest marked.
        fewest: u32,
    },
    /// Alpha's interval is wider than 0.3.
    WideInterval {
        /// How wide it is.
        width: f64,
    },
    /// Less than 1 % of the text is marked by the mean coder.
    Rare {
        /// The share of it.
        share: f64,
    },
    /// Most of what only one of two coders marked is one coder's.
    OneSided {
        /// The coder who marks more.
        more: usize,
        /// The other.
        less: usize,
    },
    /// The coders mark the same places with other ends.
    Boundaries {
        /// F1 of passages with the same ends.
        exact: f64,
        /// F1 of passages that overlap.
        overlapping: f64,
    },
    /// Where passages overlap, one coder's are mostly the longer.
    LongerPassages {
        /// The coder with the longer passages.
        longer: usize,
        /// The other.
        shorter: usize,
    },
}

impl Flag {
    /// The flag in a word, as JSON has it.
    pub fn name(self) -> &'static str {
        match self {
            Flag::FewSpans { .. } => "few_spans",
            Flag::WideInterval { .. } => "wide_interval",
            Flag::Rare { .. } => "rare",
            Flag::OneSided { .. } => "one_sided",
            Flag::Boundaries { .. } => "boundaries",
            Flag::LongerPassages { .. } => "longer_passages",
        }
    }

    /// The flag as a sentence; `names` are the coders' by place.
    pub fn sentence(self, names: &[&str]) -> String {
        let name = |place: usize| names.get(place).copied().unwrap_or("a coder");
        match self {
            Flag::FewSpans { fewest } => {
                format!("Few passages ({fewest}): one more or less changes the figures a lot.")
            }
            Flag::WideInterval { width } => {
                format!("The interval is {width:.2} wide: other words of these people could have given another answer.")
            }
            Flag::Rare { share } => format!(
                "On {} of the text: percent agreement, PABAK and AC1 are high whatever coders do.",
                Percent(share)
            ),
            Flag::OneSided { more, less } => format!("{} marks more than {}.", name(more), name(less)),
            Flag::Boundaries { exact, overlapping } => format!(
                "Same places, other ends: {overlapping:.2} of passages overlap, {exact:.2} begin and end alike."
            ),
            Flag::LongerPassages { longer, shorter } => {
                format!(
                    "Where they overlap, the passages of {} are mostly longer than those of {}.",
                    name(longer),
                    name(shorter)
                )
            }
        }
    }
}

impl Flag {
    /// What the flag says of any row, without this one's figure; `names` are the coders' by place.
    pub fn in_general(self, names: &[&str]) -> String {
        match self {
            Flag::FewSpans { .. } => {
                format!("Fewer than {FEW_SPANS} passages of a coder: one more or less changes the figures a lot.")
            }
            Flag::WideInterval { .. } => {
                format!("An interval wider than {WIDE}: other words of these people could have given another answer.")
            }
            Flag::Rare { .. } => format!(
                "On less than {} of the text: percent agreement, PABAK and AC1 are high whatever coders do.",
                Percent(RARE)
            ),
            Flag::Boundaries { .. } => {
                "Same places, other ends: passages overlap far more often than they begin and end alike.".into()
            }
            Flag::OneSided { .. } | Flag::LongerPassages { .. } => self.sentence(names),
        }
    }

    /// The figure that made it a flag, where it has one.
    pub fn figure(self) -> Option<String> {
        match self {
            Flag::FewSpans { fewest } => Some(fewest.to_string()),
            Flag::WideInterval { width } => Some(format!("{width:.2}")),
            Flag::Rare { share } => Some(Percent(share).to_string()),
            Flag::Boundaries { exact, overlapping } => Some(format!("{overlapping:.2} overlap, {exact:.2} alike")),
            Flag::OneSided { .. } | Flag::LongerPassages { .. } => None,
        }
    }
}

/// A share as a person reads it.
struct Percent(f64);

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 > 0.0 && self.0 < 0.0005 {
            write!(f, "less than 0.1 %")
        } else {
            write!(f, "{:.1} %", self.0 * 100.0)
        }
    }
}

/// The flags of two of the coders.
pub(super) fn of_pair((first, second): (usize, usize), table: &Table, spans: &SpanCounts) -> Vec<Flag> {
    let mut flags = Vec::new();
    let used = spans.first + spans.second > 0;
    if used && spans.first.min(spans.second) < FEW_SPANS {
        flags.push(Flag::FewSpans { fewest: spans.first.min(spans.second) });
    }
    let marked = (2 * table.both + table.apart()) as f64 / (2 * table.units()).max(1) as f64;
    if used && table.units() > 0 && marked < RARE {
        flags.push(Flag::Rare { share: marked });
    }
    let apart = table.apart() as f64;
    if (table.first.abs_diff(table.second)) as f64 > ONE_SIDED * apart && apart > 0.0 {
        let (more, less) = if table.first > table.second { (first, second) } else { (second, first) };
        flags.push(Flag::OneSided { more, less });
    }
    let f1 = |pairs: u32| 2.0 * f64::from(pairs) / f64::from((spans.first + spans.second).max(1));
    let (exact, overlapping) = (f1(spans.exact), f1(spans.overlapping));
    if overlapping - exact > BOUNDARIES {
        flags.push(Flag::Boundaries { exact, overlapping });
        let longer = |count: u32| f64::from(count) >= LONGER * f64::from(spans.overlapping);
        if longer(spans.first_longer) {
            flags.push(Flag::LongerPassages { longer: first, shorter: second });
        } else if longer(spans.second_longer) {
            flags.push(Flag::LongerPassages { longer: second, shorter: first });
        }
    }
    flags
}

/// The flag of a wide interval.
pub(super) fn of_interval(interval: Option<Interval>) -> Option<Flag> {
    interval.map(|interval| interval.width()).filter(|&width| width > WIDE).map(|width| Flag::WideInterval { width })
}
