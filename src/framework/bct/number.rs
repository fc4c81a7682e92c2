//! The number of a technique: group, full stop, place.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The number of a technique in the taxonomy, for instance `14.10`, which comes after `14.9`. Written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TechniqueNumber {
    /// The group, from 1.
    pub group: u8,
    /// The place in the group, from 1.
    pub place: u8,
}

/// Text that is not the number of a technique.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("“{0}” is not the number of a technique. Write the group, a full stop and the place, for instance 3.1.")]
pub struct NotATechniqueNumber(pub String);

impl FromStr for TechniqueNumber {
    type Err = NotATechniqueNumber;

    /// Reads `group.place`, both from 1 to 255 and written without leading zeros, so that each number has one spelling.
    fn from_str(text: &str) -> Result<Self, NotATechniqueNumber> {
        let part = |digits: &str| {
            let canonical = !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse::<u8>().ok().filter(|_| canonical)
        };
        text.split_once('.')
            .and_then(|(group, place)| Some(TechniqueNumber { group: part(group)?, place: part(place)? }))
            .ok_or_else(|| NotATechniqueNumber(text.to_string()))
    }
}

impl TryFrom<String> for TechniqueNumber {
    type Error = NotATechniqueNumber;

    fn try_from(text: String) -> Result<Self, NotATechniqueNumber> {
        text.parse()
    }
}

impl From<TechniqueNumber> for String {
    fn from(number: TechniqueNumber) -> String {
        number.to_string()
    }
}

impl fmt::Display for TechniqueNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.group, self.place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tenth_technique_of_a_group_comes_after_the_ninth() {
        let number = |text: &str| text.parse::<TechniqueNumber>().unwrap();
        assert!(number("14.9") < number("14.10"));
        assert_eq!(number("14.10").to_string(), "14.10");
        assert_ne!(number("1.1"), number("1.10"));
    }

    #[test]
    fn a_number_has_one_spelling_and_anything_else_is_refused() {
        for text in ["", "3", "3.", ".1", "03.1", "3.01", "3.0", "+3.1", "3.1.2", "3,1", " 3.1", "3.256"] {
            assert_eq!(text.parse::<TechniqueNumber>(), Err(NotATechniqueNumber(text.to_string())));
        }
    }

    #[test]
    fn a_number_is_written_as_text() {
        let number = TechniqueNumber { group: 12, place: 2 };
        let written = ron::to_string(&number).unwrap();
        assert_eq!(written, "\"12.2\"");
        assert_eq!(ron::from_str::<TechniqueNumber>(&written).unwrap(), number);
    }
}
