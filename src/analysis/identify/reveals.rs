//! What words of a transcript give away about somebody, and what stands in for them.

use std::{fmt, str::FromStr};

/// What words give away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reveals {
    /// Somebody's name.
    Person,
    /// A place or an organisation.
    Place,
    /// A name of which it is not plain whose.
    Name,
    Address,
    Postcode,
    Phone,
    Email,
    Web,
    /// Six digits and more that may be somebody's number with an authority, a bank, a hospital.
    Number,
    Date,
    /// An age over 89, by which few people are meant (the limit of the Safe Harbor rule, 45 CFR 164.514(b)(2)(i)(C)).
    Age,
    /// What somebody listed.
    Other,
}

impl Reveals {
    pub const ALL: [Reveals; 12] = [
        Reveals::Person,
        Reveals::Place,
        Reveals::Name,
        Reveals::Address,
        Reveals::Postcode,
        Reveals::Phone,
        Reveals::Email,
        Reveals::Web,
        Reveals::Number,
        Reveals::Date,
        Reveals::Age,
        Reveals::Other,
    ];

    /// One of them in words: "person", "phone number".
    pub fn word(self) -> &'static str {
        match self {
            Reveals::Person => "person",
            Reveals::Place => "place",
            Reveals::Name => "name",
            Reveals::Address => "address",
            Reveals::Postcode => "postcode",
            Reveals::Phone => "phone number",
            Reveals::Email => "e-mail address",
            Reveals::Web => "web address",
            Reveals::Number => "number",
            Reveals::Date => "date",
            Reveals::Age => "age over 89",
            Reveals::Other => "other",
        }
    }

    /// Several of them: "People", "Phone numbers".
    pub fn heading(self) -> &'static str {
        match self {
            Reveals::Person => "People",
            Reveals::Place => "Places and organisations",
            Reveals::Name => "Other names",
            Reveals::Address => "Addresses",
            Reveals::Postcode => "Postcodes",
            Reveals::Phone => "Phone numbers",
            Reveals::Email => "E-mail addresses",
            Reveals::Web => "Web addresses",
            Reveals::Number => "Long numbers",
            Reveals::Date => "Dates",
            Reveals::Age => "Ages over 89",
            Reveals::Other => "From the list",
        }
    }

    /// Whether one is told from another, so that stand-ins are numbered: "\[Person 2\]".
    pub(super) fn is_numbered(self) -> bool {
        matches!(self, Reveals::Person | Reveals::Place | Reveals::Name | Reveals::Other)
    }

    /// What stands in for it, in brackets, as the UK Data Service asks for.
    pub(super) fn stand_in(self, number: usize) -> String {
        let word = match self {
            Reveals::Person => "Person",
            Reveals::Place => "Place",
            Reveals::Name => "Name",
            Reveals::Other => "Removed",
            _ => return format!("[{}]", self.word()),
        };
        format!("[{word} {number}]")
    }
}

impl fmt::Display for Reveals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Reveals {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, String> {
        let wanted = word.trim().to_lowercase();
        Reveals::ALL.into_iter().find(|one| one.word() == wanted).ok_or_else(|| {
            let known: Vec<&str> = Reveals::ALL.iter().map(|one| one.word()).collect();
            format!("“{word}” is no kind of finding; the kinds are {}.", known.join(", "))
        })
    }
}
