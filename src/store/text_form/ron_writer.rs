//! RON as a person would write it: one line where a line is enough, the characters of every script as they are, and at
//! the end of a line a comment that says what the ids on it stand for.
//!
//! The `ron` crate reads what this writes (with the extension `implicit_some`). It does not write it, because the crate's
//! writer escapes apostrophes and combining characters, and leaves out `Some` and comments only all or nothing.

use std::fmt::{self, Write};

use serde::{Serialize, ser};
use uuid::Uuid;

use super::ron_items::Items;

/// What stands on a line, for whoever writes the comment after it.
#[derive(Debug, Default)]
pub struct Line {
    /// The id of the record itself, where the line holds it.
    pub own: Option<Uuid>,
    /// The other ids, in their order.
    pub others: Vec<Uuid>,
}

/// Says what a line is about; `None` for no comment.
pub type Comment<'a> = &'a dyn Fn(&Line) -> Option<String>;

/// A value as RON. Lists, maps and structures in fewer than `open` others stand one item a line, the rest on one line.
/// Where items stand on lines of their own, so do the lines of their texts.
pub fn to_ron<T: Serialize>(value: &T, open: usize, comment: Comment<'_>) -> Result<String, Unwritten> {
    let mut ron = Ron { out: String::new(), depth: 0, open, line: Line::default(), comment, own: false };
    value.serialize(&mut ron)?;
    ron.newline();
    Ok(ron.out)
}

/// Why a value cannot be written. No record has such values.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unwritten(String);

impl ser::Error for Unwritten {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Unwritten(message.to_string())
    }
}

/// RON being written.
pub(super) struct Ron<'a> {
    out: String,
    /// How many lists, maps and structures the next item is in.
    pub(super) depth: usize,
    pub(super) open: usize,
    line: Line,
    comment: Comment<'a>,
    /// Whether the next text is a record's own id.
    pub(super) own: bool,
}

impl Ron<'_> {
    pub(super) fn text(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Ends a line with its comment.
    pub(super) fn newline(&mut self) {
        if let Some(comment) = (self.comment)(&std::mem::take(&mut self.line)) {
            self.out.push_str(" // ");
            self.out.push_str(&on_one_line(&comment));
        }
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n("    ", self.depth));
    }

    fn quoted(&mut self, text: &str) {
        self.out.push('"');
        for character in text.chars() {
            match character {
                '"' => self.text("\\\""),
                '\\' => self.text("\\\\"),
                '\n' if self.depth <= self.open => self.text("\n"),
                '\n' => self.text("\\n"),
                '\t' => self.text("\\t"),
                '\r' => self.text("\\r"),
                // What would break a line in some editor, or be invisible in all.
                '\u{2028}' | '\u{2029}' | '\u{feff}' => self.escaped(character),
                _ if character.is_control() => self.escaped(character),
                _ => self.out.push(character),
            }
        }
        self.out.push('"');
    }

    fn escaped(&mut self, character: char) {
        // Writing to a string never fails.
        let _ = write!(self.out, "\\u{{{:x}}}", u32::from(character));
    }

    fn number(&mut self, number: impl fmt::Display) -> Result<(), Unwritten> {
        write!(self.out, "{number}").map_err(|error| Unwritten(error.to_string()))
    }
}

/// A comment that cannot end before its line does.
fn on_one_line(text: &str) -> String {
    let breaks = |character: char| character.is_whitespace() || character.is_control();
    text.split(breaks).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

impl<'r, 'a> ser::Serializer for &'r mut Ron<'a> {
    type Ok = ();
    type Error = Unwritten;
    type SerializeSeq = Items<'r, 'a>;
    type SerializeTuple = Items<'r, 'a>;
    type SerializeTupleStruct = Items<'r, 'a>;
    type SerializeTupleVariant = Items<'r, 'a>;
    type SerializeMap = Items<'r, 'a>;
    type SerializeStruct = Items<'r, 'a>;
    type SerializeStructVariant = Items<'r, 'a>;

    fn serialize_bool(self, value: bool) -> Result<(), Unwritten> {
        self.number(value)
    }
    fn serialize_i8(self, value: i8) -> Result<(), Unwritten> {
        self.number(value)
    }
    fn serialize_i16(self, value: i16) -> Result<(), Unwritten> {
        self.number(value)
    }
    fn serialize_i32(self, value: i32) -> Result<(), Unwritten> {
        self.number(value)
    }
    fn serialize_i64(self, value: i64) -> Result<(), Unwritten> {
        self.number(value)
    }
    fn serialize_u8(self, value: u8) -> Result<(), Unwritten> {
        self.number(value)
    }
    fn serialize_u16(self, value: u16) -> Result<(), Unwritten> {
        self.number(value)
    }
    fn serialize_u32(self, value: u32) -> Result<(), Unwritten> {
        self.number(value)
    }
    fn serialize_u64(self, value: u64) -> Result<(), Unwritten> {
        self.number(value)
    }
    fn serialize_f32(self, value: f32) -> Result<(), Unwritten> {
        self.serialize_f64(value.into())
    }
    /// The shortest digits that are read as the same number.
    fn serialize_f64(self, value: f64) -> Result<(), Unwritten> {
        if !value.is_finite() {
            return Err(Unwritten(format!("{value} is not a number that can be written")));
        }
        write!(self.out, "{value:?}").map_err(|error| Unwritten(error.to_string()))
    }
    fn serialize_char(self, value: char) -> Result<(), Unwritten> {
        Err(Unwritten(format!("the single character {value:?} has no place in a study")))
    }
    fn serialize_str(self, value: &str) -> Result<(), Unwritten> {
        if let Some(id) = Some(value).filter(|value| value.len() == 36).and_then(|value| Uuid::parse_str(value).ok()) {
            match self.own {
                true => self.line.own = Some(id),
                false => self.line.others.push(id),
            }
        }
        self.quoted(value);
        Ok(())
    }
    fn serialize_bytes(self, _: &[u8]) -> Result<(), Unwritten> {
        Err(Unwritten("bytes have no place in a study".to_owned()))
    }
    fn serialize_none(self) -> Result<(), Unwritten> {
        self.text("None");
        Ok(())
    }
    /// Without `Some(…)` around it.
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unwritten> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<(), Unwritten> {
        self.text("()");
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unwritten> {
        self.serialize_unit()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Unwritten> {
        self.text(variant);
        Ok(())
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Unwritten> {
        let mut items = Items::begin(self, "(", ")", true);
        items.item(value)?;
        items.finish()
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Unwritten> {
        self.text(variant);
        self.serialize_newtype_struct(variant, value)
    }
    fn serialize_seq(self, length: Option<usize>) -> Result<Self::SerializeSeq, Unwritten> {
        Ok(Items::begin(self, "[", "]", length == Some(0)))
    }
    /// Always on one line: `(120, 260)`.
    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Unwritten> {
        Ok(Items::begin(self, "(", ")", true))
    }
    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Self::SerializeTupleStruct, Unwritten> {
        self.serialize_tuple(length)
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self::SerializeTupleVariant, Unwritten> {
        self.text(variant);
        self.serialize_tuple(length)
    }
    fn serialize_map(self, length: Option<usize>) -> Result<Self::SerializeMap, Unwritten> {
        Ok(Items::begin(self, "{", "}", length == Some(0)))
    }
    fn serialize_struct(self, name: &'static str, length: usize) -> Result<Self::SerializeStruct, Unwritten> {
        // A key is short, and names another record.
        let is_key = name == "Key";
        let mut items = Items::begin(self, "(", ")", length == 0 || is_key);
        items.record = !is_key;
        Ok(items)
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self::SerializeStructVariant, Unwritten> {
        self.text(variant);
        Ok(Items::begin(self, "(", ")", length == 0))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Thing {
        id: String,
        parent: Option<String>,
        words: Vec<String>,
        numbers: BTreeMap<u8, f64>,
        span: (usize, usize),
    }

    const OWN: &str = "00000000-0000-7000-8000-000000000001";
    const OTHER: &str = "00000000-0000-7000-8000-000000000002";

    fn thing() -> Thing {
        Thing {
            id: OWN.into(),
            parent: Some(OTHER.into()),
            words: vec!["don’t \"quote\" C:\\".into(), "naïve नमस्ते 👩‍👩‍👧 // */\nsecond\r\u{2028}".into()],
            numbers: BTreeMap::from([(1, 0.1), (2, 1e300)]),
            span: (0, 12),
        }
    }

    fn namer(line: &Line) -> Option<String> {
        (!line.others.is_empty()).then(|| format!("a parent\n{}", line.others.len()))
    }

    #[test]
    fn what_is_open_stands_item_by_item_with_what_its_ids_stand_for() {
        let ron = to_ron(&vec![thing()], 3, &namer).unwrap();
        let expected = r#"[
    (
        id: "00000000-0000-7000-8000-000000000001",
        parent: "00000000-0000-7000-8000-000000000002", // a parent 1
        words: [
            "don’t \"quote\" C:\\",
            "naïve नमस्ते 👩‍👩‍👧 // */
second\r\u{2028}",
        ],
        numbers: {
            1: 0.1,
            2: 1e300,
        },
        span: (0, 12),
    ),
]
"#;
        assert_eq!(ron, expected);
    }

    #[test]
    fn what_is_written_is_read_as_the_same_open_or_on_one_line() {
        let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        for open in 0..4 {
            let ron = to_ron(&vec![thing(), thing()], open, &namer).unwrap();
            assert_eq!(options.from_str::<Vec<Thing>>(&ron).unwrap(), [thing(), thing()], "{ron}");
        }
        assert_eq!(to_ron(&vec![thing()], 1, &|_| None).unwrap().lines().count(), 3);
    }
}
