//! Who speaks and who codes: coders, groups, participants, and the attributes that describe them.

use std::{collections::BTreeMap, fmt};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Code, Id};

/// A colour as `#RRGGBB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour(pub [u8; 3]);

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02X}{green:02X}{blue:02X}")
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

impl TryFrom<String> for Colour {
    type Error = String;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let refused = || format!("“{text}” is not a colour; a colour is written #RRGGBB, such as #2F6DB5.");
        let digits =
            text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii()).ok_or_else(refused)?;
        let number = u32::from_str_radix(digits, 16).map_err(|_| refused())?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Colour([red, green, blue]))
    }
}

/// What a coder does in the study.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// Codes transcripts.
    #[default]
    Coder,
    /// Goes through the codings of others and says what they think of them.
    Reviewer,
    /// The layer in which coders agree; a study has at most one.
    Consensus,
}

/// A person who codes or reviews; or the consensus layer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coder {
    pub id: Id<Coder>,
    pub name: String,
    pub initials: String,
    pub colour: Colour,
    #[serde(default)]
    pub role: Role,
    /// Codes on the keys 1 to 9, by key.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub pins: BTreeMap<u8, Id<Code>>,
}

/// A focus group or an interview.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    pub id: Id<Group>,
    /// Place among the groups: ascending, with gaps.
    pub order: i64,
    /// As printed: "Focus Group 5".
    pub label: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<Id<Attribute>, AttributeValue>,
}

/// Someone who speaks in a group. The map from pseudonym to person is not part of a study.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Participant {
    pub id: Id<Participant>,
    pub group: Option<Id<Group>>,
    /// Place in the group: ascending, with gaps.
    pub order: i64,
    /// As printed: "Participant 3".
    pub label: String,
    /// Moderators ask; their words are left out of counts unless asked for.
    #[serde(default)]
    pub moderator: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<Id<Attribute>, AttributeValue>,
}

/// What kind of value an attribute holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AttributeKind {
    Category,
    Number,
    Date,
    Text,
}

impl AttributeKind {
    pub const ALL: [AttributeKind; 4] =
        [AttributeKind::Category, AttributeKind::Number, AttributeKind::Date, AttributeKind::Text];

    /// In a word, as it is said on the command line.
    pub fn word(self) -> &'static str {
        match self {
            AttributeKind::Category => "category",
            AttributeKind::Number => "number",
            AttributeKind::Date => "date",
            AttributeKind::Text => "text",
        }
    }
}

/// What an attribute describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Describes {
    Participants,
    Groups,
    Transcripts,
}

/// A characteristic that is recorded of every participant, group or transcript.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribute {
    pub id: Id<Attribute>,
    pub order: i64,
    pub name: String,
    pub kind: AttributeKind,
    pub describes: Describes,
    /// Of a category: the levels in the order in which they are printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
}

/// The value of one attribute; a missing value is an absent entry, never an empty one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum AttributeValue {
    Category(String),
    Number(f64),
    Date(Date),
    Text(String),
}
