//! Single values in single cells: text, numbers, times, ids and words for choices.

use jiff::{Timestamp, civil::Date};
use rusqlite::types::Value;
use uuid::Uuid;

use crate::{framework::bcw::Edition, study::*};

/// A value that fills one cell.
pub trait Cell: Sized {
    /// What stands in such a cell, in a sentence: "a time".
    const EXPECTED: &'static str;

    /// The cell; `None` where the file has no way of writing the value.
    fn value(&self) -> Option<Value>;

    /// The value of a cell; `None` where the cell holds something else.
    fn from_value(value: Value) -> Option<Self>;
}

/// A missing value is an empty cell.
impl<T: Cell> Cell for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    fn value(&self) -> Option<Value> {
        self.as_ref().map_or(Some(Value::Null), Cell::value)
    }
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::from_value(value).map(Some),
        }
    }
}

impl Cell for String {
    const EXPECTED: &'static str = "text";
    fn value(&self) -> Option<Value> {
        Some(Value::Text(self.clone()))
    }
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl Cell for i64 {
    const EXPECTED: &'static str = "a whole number";
    fn value(&self) -> Option<Value> {
        Some(Value::Integer(*self))
    }
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Integer(number) => Some(number),
            _ => None,
        }
    }
}

/// Whole numbers narrower or wider than the file's own.
macro_rules! whole_numbers {
    ($($type:ty)*) => {$(
        impl Cell for $type {
            const EXPECTED: &'static str = "a whole number, not negative";
            fn value(&self) -> Option<Value> {
                i64::try_from(*self).ok().map(Value::Integer)
            }
            fn from_value(value: Value) -> Option<Self> {
                i64::from_value(value).and_then(|number| number.try_into().ok())
            }
        }
    )*};
}

whole_numbers! { u8 u32 u64 usize }

impl Cell for f64 {
    const EXPECTED: &'static str = "a number";
    /// What is not a number, or endless, has no cell.
    fn value(&self) -> Option<Value> {
        self.is_finite().then_some(Value::Real(*self))
    }
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Real(number) => Some(number),
            _ => None,
        }
    }
}

impl Cell for bool {
    const EXPECTED: &'static str = "0 or 1";
    fn value(&self) -> Option<Value> {
        Some(Value::Integer((*self).into()))
    }
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Integer(0) => Some(false),
            Value::Integer(1) => Some(true),
            _ => None,
        }
    }
}

/// Values written as text by `Display` and read by `FromStr`.
macro_rules! as_text {
    ($($type:ty, $expected:literal;)*) => {$(
        impl Cell for $type {
            const EXPECTED: &'static str = $expected;
            fn value(&self) -> Option<Value> {
                Some(Value::Text(self.to_string()))
            }
            fn from_value(value: Value) -> Option<Self> {
                String::from_value(value).and_then(|text| text.parse().ok())
            }
        }
    )*};
}

as_text! {
    Uuid, "a UUID";
    Timestamp, "a time such as 2024-05-01T09:30:00Z";
    Date, "a date such as 2024-05-01";
}

impl<T> Cell for Id<T> {
    const EXPECTED: &'static str = "a UUID";
    fn value(&self) -> Option<Value> {
        self.uuid().value()
    }
    fn from_value(value: Value) -> Option<Self> {
        Uuid::from_value(value).map(Id::from_uuid)
    }
}

impl Cell for Colour {
    const EXPECTED: &'static str = "a colour such as #2F6DB5";
    fn value(&self) -> Option<Value> {
        Some(Value::Text(self.to_string()))
    }
    fn from_value(value: Value) -> Option<Self> {
        String::from_value(value).and_then(|text| Colour::try_from(text).ok())
    }
}

/// Choices, each by the word that stands in the file.
macro_rules! words {
    ($($type:ident { $first:ident $first_word:literal $(, $choice:ident $word:literal)* })*) => {$(
        impl Cell for $type {
            const EXPECTED: &'static str = concat!("one of ", $first_word $(, ", ", $word)*);
            fn value(&self) -> Option<Value> {
                let word = match self { $type::$first => $first_word, $($type::$choice => $word),* };
                Some(Value::Text(word.to_owned()))
            }
            fn from_value(value: Value) -> Option<Self> {
                match String::from_value(value)?.as_str() {
                    $first_word => Some($type::$first),
                    $($word => Some($type::$choice),)*
                    _ => None,
                }
            }
        }
    )*};
}

words! {
    Edition { Michie2011 "2011", Guide2014 "2014" }
    CountingRule { Barriers "barriers", BarriersAndMarked "barriers and marked" }
    Approach { Reflexive "reflexive", AgreementBased "agreement-based" }
    NoteMark { Star "star", Dagger "dagger", DoubleDagger "double dagger" }
    Role { Coder "coder", Reviewer "reviewer", Consensus "consensus" }
    AttributeKind { Category "category", Number "number", Date "date", Text "text" }
    Describes { Participants "participants", Groups "groups", Transcripts "transcripts" }
    Direction { Auto "auto", LeftToRight "left to right", RightToLeft "right to left" }
    Orientation { Inductive "inductive", Deductive "deductive" }
    CodeStatus { Proposed "proposed", Active "active", Retired "retired" }
    ExampleKind { Typical "typical", Atypical "atypical", NearMiss "near miss" }
    Level { Semantic "semantic", Latent "latent" }
    Valence { Barrier "barrier", Enabler "enabler", Both "both" }
    FigureKind { Boxes "boxes", Functions "functions", Table "table", ThemeMap "map", Flow "flow" }
    Arrangement { Rows "rows", Columns "columns" }
    ComponentLevel { ComB3 "comb3", ComB6 "comb6", Tdf "tdf", Other "other" }
    Palette { Greyscale "greyscale", Colour "colour" }
    MemoKind { Analytic "analytic", Reflexive "reflexive", Method "method", Familiarisation "familiarisation" }
    BracketPlace { Instead "instead", Before "before", After "after" }
    Checklist { Coreq "COREQ", Srqr "SRQR", Rtarg "RTARG" }
    Opinion { Agree "agree", Disagree "disagree", Unsure "unsure", Proposal "proposal", Comment "comment" }
    Outcome {
        First "first", Second "second", Both "both", Neither "neither", Adjusted "adjusted", OtherCode "other code",
        NewCode "new code", Later "later", Alike "alike", Other "other"
    }
}

/// A kind of record goes by the name of its table.
impl Cell for Kind {
    const EXPECTED: &'static str = "the name of a table of records";
    fn value(&self) -> Option<Value> {
        Some(Value::Text(super::Table::of(*self).name.to_owned()))
    }
    fn from_value(value: Value) -> Option<Self> {
        let name = String::from_value(value)?;
        Kind::ALL.iter().copied().find(|&kind| super::Table::of(kind).name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_a_number_has_no_cell() {
        assert_eq!(f64::NAN.value(), None);
        assert_eq!(f64::INFINITY.value(), None);
        assert_eq!((0.5).value(), Some(Value::Real(0.5)));
    }

    #[test]
    fn a_word_that_is_not_a_choice_is_not_read() {
        assert_eq!(Role::from_value(Value::Text("consensus".into())), Some(Role::Consensus));
        assert_eq!(Role::from_value(Value::Text("Consensus".into())), None);
        assert_eq!(u64::from_value(Value::Integer(-1)), None);
        assert_eq!(u64::MAX.value(), None, "the file's whole numbers end at 2^63 - 1");
    }
}
