//! How far coders agree: on where a code is, character by character or by words, sentences, turns and transcripts; on which passages are
//! the same; and with what certainty. Knows text, study and framework, and nothing of disk or screen.
//!
//! Read from `of_study` (what is asked and what is answered) down: `tables` (one cell a code and transcript, swept from where
//! stretches begin and end, never character by character), `measure` (the one list of measures), and a file a measure.
//! A value that there is not is [`Undefined`] with its reason. Formulas stand beside their sources.

mod alpha_u_1995;
mod answer;
mod asked;
mod assignment;
mod base;
mod cells;
mod comparable;
mod finished;
mod flags;
mod gamma;
mod label_sets;
mod measure;
mod nominal;
mod of_study;
mod patterns;
mod pooled;
mod random;
mod resampling;
mod scores;
mod segmentation;
mod spans;
mod standard_errors;
mod stretch;
mod subjects;
mod table;
mod tables;
mod undefined;
mod unitizing;
mod units;

pub use alpha_u_1995::{Disagreement, alpha as alpha_u_1995};
pub use answer::{Agreement, Confused, InTranscript, Missing, Pair, Place, Row};
pub use asked::{Asked, Refused};
pub use base::Base;
pub use cells::{Cell, Cells, Ground, Marks, Sums, pairs};
pub use comparable::{Elsewhere, elsewhere, nvivo_kappa, qualcoder_kappa, segment_agreement, segment_kappa};
pub use finished::{Standing, Why};
pub use flags::Flag;
pub use gamma::{Budget, Gamma, gamma};
pub use label_sets::{LabelSets, Likeness};
pub use measure::{Interval, Measure, Score, two_places};
pub use nominal::Nominal;
pub use of_study::of_study;
pub use patterns::{CoderSet, MOST_CODERS, Marked, Pattern, Patterns};
pub use pooled::{alpha_pooled, kappa_mean, kappa_pooled, laid_together};
pub use resampling::{Block, Blocks, Certainty, Draws, FEW_TRANSCRIPTS};
pub use segmentation::{boundary_similarity, pk, segmentation_similarity, window_diff};
pub use spans::{Match, Matched, SpanCounts, matched};
pub use stretch::{Stretch, shared, total, united};
pub use subjects::Subject;
pub use table::Table;
pub use tables::Tables;
pub use undefined::{Undefined, Value};
pub use unitizing::{Coded, OfCode, Reading, UnitSums, Unitizing};
pub use units::{Rule, Unit, Units};

#[cfg(test)]
mod tests;
