//! A value, or the reason why there is none. "Nobody used the code" is neither 0 nor 1.

use std::fmt;

/// What a measure comes to, or why it comes to nothing.
pub type Value = Result<f64, Undefined>;

/// Why a measure has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Undefined {
    /// Everyone said the same of every unit, so chance explains everything.
    NoVariance,
    /// No unit was coded by at least two coders.
    NoPairableUnits,
    /// Nobody said that the code is anywhere.
    NoPositive,
    /// Everybody said that the code is everywhere.
    NoNegative,
    /// Neither coder marked a passage.
    NoSpans,
    /// No coder marked a passage (unitizing alpha of 1995).
    NoUnits,
    /// One coder said the same of every unit: kappa is 0 whatever the other does, and has no standard error.
    OneCoderConstant,
    /// Of at least one pair of coders there is no kappa, so there is no mean.
    SomePairWithoutVariance,
    /// Passages of different coders share nothing, or all that is shared bears one code.
    NoIntersectionOrNoVariance,
    /// A coder put two codes on the same words; the measure takes one code at a place.
    CodesOverlap,
    /// It is a measure of two coders.
    NotTwoCoders,
    /// Fewer than two transcripts (or turns) to draw from.
    TooFewToResample,
    /// One of the values it is made of is undefined.
    SomeValueUndefined,
    /// The work allowed was used up before there was an answer.
    OutOfBudget,
    /// The other program divides by zero here.
    DivisionByZero,
    /// Fewer than two categories.
    TooFewCategories,
}

impl Undefined {
    /// The reason in a word, as JSON has it.
    pub fn name(self) -> &'static str {
        match self {
            Undefined::NoVariance => "no_variance",
            Undefined::NoPairableUnits => "no_pairable_units",
            Undefined::NoPositive => "no_positive",
            Undefined::NoNegative => "no_negative",
            Undefined::NoSpans => "no_spans",
            Undefined::NoUnits => "no_units",
            Undefined::OneCoderConstant => "one_coder_constant",
            Undefined::SomePairWithoutVariance => "some_pair_without_variance",
            Undefined::NoIntersectionOrNoVariance => "no_intersection_or_no_variance",
            Undefined::CodesOverlap => "codes_overlap",
            Undefined::NotTwoCoders => "not_two_coders",
            Undefined::TooFewToResample => "too_few_to_resample",
            Undefined::SomeValueUndefined => "some_value_undefined",
            Undefined::OutOfBudget => "out_of_budget",
            Undefined::DivisionByZero => "zerodiv",
            Undefined::TooFewCategories => "too_few_categories",
        }
    }
}

/// The reason as a person reads it, to stand where the value would.
impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Undefined::NoVariance => "no variation: everyone said the same of every unit",
            Undefined::NoPairableUnits => "nothing was coded by two coders",
            Undefined::NoPositive => "nobody used the code",
            Undefined::NoNegative => "the code is on everything",
            Undefined::NoSpans | Undefined::NoUnits => "nobody marked a passage",
            Undefined::OneCoderConstant => "one coder said the same of every unit",
            Undefined::SomePairWithoutVariance => "one pair of coders said the same of every unit",
            Undefined::NoIntersectionOrNoVariance => "passages share nothing, or only one code",
            Undefined::CodesOverlap => "codes overlap, and it takes one code at a place",
            Undefined::NotTwoCoders => "it compares two coders",
            Undefined::TooFewToResample => "too few transcripts or turns to draw from",
            Undefined::SomeValueUndefined => "a value it is made of is undefined",
            Undefined::OutOfBudget => "it would have taken too long",
            Undefined::DivisionByZero => "the other program divides by zero here",
            Undefined::TooFewCategories => "fewer than two categories",
        })
    }
}
