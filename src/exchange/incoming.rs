//! What a file of another program says, in this program's terms: nothing of it is in a study yet.
//!
//! Things point at each other by their place in the lists, so that a reader needs no ids. `key` is the id that the file
//! itself gives a thing (a GUID, a row's number, a path), in its own spelling; empty where it gives none.

use std::collections::HashMap;

use jiff::Timestamp;

use super::{IncomingPlaces, IncomingTable};
use crate::{
    import::Notice,
    study::{AttributeKind, AttributeValue, Colour, Describes, Direction, Level, MemoKind, Valence},
    text::{Span, paragraphs::paragraphs},
};

/// Which program wrote a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// As the file says, or as its form tells: "NVivo", "Taguette".
    pub program: String,
    /// The file's name without its folder.
    pub file_name: String,
    /// The format in words: "a REFI-QDA project", "a Taguette project".
    pub format: &'static str,
}

/// Something that did not come along, or not as it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// What kind of thing it is in the file: "PictureSource", "highlight".
    pub element: String,
    /// Its id or name in the file; empty where it has none.
    pub id: String,
    /// A sentence: what became of it.
    pub what: String,
}

/// A study of elsewhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Incoming {
    pub origin: Origin,
    /// The study's title; `None` where the file has none.
    pub title: Option<String>,
    pub people: Vec<IncomingPerson>,
    /// In order, a parent before its children.
    pub codes: Vec<IncomingCode>,
    pub transcripts: Vec<IncomingTranscript>,
    pub codings: Vec<IncomingCoding>,
    pub attributes: Vec<IncomingAttribute>,
    pub cases: Vec<IncomingCase>,
    pub memos: Vec<IncomingMemo>,
    /// Of a table of characteristics, how it was read.
    pub table: Option<IncomingTable>,
    /// How places in texts are counted, a text each, where programs differ in that.
    pub places: Vec<IncomingPlaces>,
    /// Selections whose id was made of that of their coding: the id, and the coding.
    pub selections: Vec<(String, usize)>,
    /// Parts that have no place in a study, to be kept and given back.
    pub carried: Vec<IncomingCarried>,
    /// Records that Colloquy itself wrote whole, each as JSON with the file's ids.
    pub records: Vec<String>,
    /// Whether codes come as copies under one of the file's name, though the study has them already; otherwise they are used.
    pub copies_codes: bool,
    /// Whether values of characteristics take the place of others in the study.
    pub updates_values: bool,
    /// What did not come along.
    pub losses: Vec<Loss>,
    /// What was guessed or changed in reading, of the file as a whole.
    pub notices: Vec<Notice>,
}

impl Incoming {
    /// Whether it is a codebook: codes, and nothing coded with them. Only its codes can come as copies.
    pub fn is_codebook(&self) -> bool {
        !self.codes.is_empty() && self.codings.is_empty() && self.transcripts.is_empty() && self.records.is_empty()
    }
}

/// A part of a file that has no place in a study.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncomingCarried {
    pub key: String,
    pub element: String,
    pub name: String,
    /// As XML; ids in it are the file's.
    pub content: String,
    /// Files that it names, with their bytes.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Someone who coded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncomingPerson {
    pub key: String,
    pub name: String,
    /// Empty where the file has none.
    pub initials: String,
}

/// A code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncomingCode {
    pub key: String,
    /// Place in the list of codes; always before this one.
    pub parent: Option<usize>,
    pub name: String,
    pub colour: Option<Colour>,
    /// One line.
    pub brief: String,
    pub full: String,
    pub when_to_use: String,
    pub when_not_to_use: String,
    pub aliases: Vec<String>,
    /// Examples in words, which no transcript of the file holds.
    pub examples: Vec<String>,
}

/// A text with its turns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IncomingTranscript {
    pub key: String,
    pub title: String,
    /// Normalised: no byte order mark, LF line ends; otherwise to the letter what the file holds, because codings are places in it.
    pub text: String,
    /// Turns in order, disjoint. Empty: the whole text is nobody's.
    pub turns: Vec<IncomingTurn>,
    /// Speakers, to which turns point.
    pub speakers: Vec<IncomingSpeaker>,
    /// The file it came from in the other program, and its type ("txt", "docx", "pdf").
    pub file_name: String,
    pub file_type: String,
    pub direction: Direction,
    /// The label of the group it belongs to; `None` leaves it without a group.
    pub group: Option<String>,
    /// The id that the file gives that group; empty where it gives none.
    pub group_key: String,
    /// Values by place in the list of attributes.
    pub values: Vec<(usize, AttributeValue)>,
}

/// Someone who speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncomingSpeaker {
    pub label: String,
    pub moderator: bool,
}

/// One speaker's stretch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomingTurn {
    /// Bytes of the text.
    pub span: Span,
    /// Place in the transcript's list of speakers.
    pub speaker: Option<usize>,
    pub time_ms: Option<u64>,
}

/// A code on a passage by one person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IncomingCoding {
    pub key: String,
    pub transcript: usize,
    /// Bytes of the transcript's text, on character boundaries, not empty.
    pub span: Span,
    pub code: usize,
    /// `None`: the file does not say who; it becomes the person's who imports.
    pub person: Option<usize>,
    pub created: Option<Timestamp>,
    pub memo: String,
    pub level: Option<Level>,
    pub valence: Option<Valence>,
    pub contradicts: bool,
}

/// A characteristic of cases or transcripts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomingAttribute {
    pub key: String,
    pub name: String,
    pub kind: AttributeKind,
    pub describes: Describes,
    /// Levels of a category, in order.
    pub categories: Vec<String>,
}

/// A person or a group that the data are about.
#[derive(Clone, Debug, PartialEq)]
pub struct IncomingCase {
    pub key: String,
    pub label: String,
    /// Whether it becomes a participant or a group.
    pub is: Describes,
    /// The label of the participant's group; empty of none.
    pub group: String,
    /// The id that the file gives that group; empty where it gives none.
    pub group_key: String,
    pub moderator: bool,
    pub notes: String,
    pub values: Vec<(usize, AttributeValue)>,
}

/// What an incoming memo is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MemoAbout {
    Nothing,
    Code(usize),
    Transcript(usize),
    Coding(usize),
    Case(usize),
    /// Bytes of a transcript's text.
    Passage(usize, Span),
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomingMemo {
    pub key: String,
    pub person: Option<usize>,
    pub created: Option<Timestamp>,
    pub kind: MemoKind,
    pub about: MemoAbout,
    /// Empty where it has none.
    pub title: String,
    pub text: String,
}

/// Codes and people that a file names again and again: each is made once.
#[derive(Debug, Default)]
pub(super) struct Named {
    codes: HashMap<String, usize>,
    people: HashMap<String, usize>,
}

impl Named {
    /// The place of the code of a name.
    pub(super) fn code(&mut self, incoming: &mut Incoming, name: &str) -> usize {
        self.code_as(
            incoming,
            name,
            IncomingCode { key: name.to_owned(), name: name.to_owned(), ..IncomingCode::default() },
        )
    }

    /// The place of the code of a key, made as given where it is new.
    pub(super) fn code_as(&mut self, incoming: &mut Incoming, key: &str, made: IncomingCode) -> usize {
        *self.codes.entry(key.to_owned()).or_insert_with(|| {
            incoming.codes.push(made);
            incoming.codes.len() - 1
        })
    }

    /// The place of a person; one known by a number is "User 3".
    pub(super) fn person(&mut self, incoming: &mut Incoming, key: &str) -> usize {
        *self.people.entry(key.to_owned()).or_insert_with(|| {
            let number = !key.is_empty() && key.chars().all(|letter| letter.is_ascii_digit());
            let name = if number { format!("User {key}") } else { key.to_owned() };
            incoming.people.push(IncomingPerson { key: key.to_owned(), name, initials: String::new() });
            incoming.people.len() - 1
        })
    }
}

/// A turn of nobody for every paragraph of a text: where a file does not say who speaks.
pub(super) fn paragraph_turns(text: &str) -> Vec<IncomingTurn> {
    let lines = paragraphs(text).into_iter().map(|line| line.trimmed(text)).filter(|line| !line.is_empty());
    lines.map(|span| IncomingTurn { span, speaker: None, time_ms: None }).collect()
}
