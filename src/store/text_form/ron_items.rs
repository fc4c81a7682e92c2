//! Lists, maps and structures as RON: their items on one line, or a line each.

use serde::{Serialize, ser};

use super::ron_writer::{Ron, Unwritten};

/// A list, map or structure being written.
pub(super) struct Items<'r, 'a> {
    ron: &'r mut Ron<'a>,
    close: &'static str,
    broken: bool,
    first: bool,
    /// Whether its field `id` is a record's own id.
    pub(super) record: bool,
}

impl<'r, 'a> Items<'r, 'a> {
    pub(super) fn begin(ron: &'r mut Ron<'a>, open: &str, close: &'static str, short: bool) -> Self {
        ron.text(open);
        let broken = ron.depth < ron.open && !short;
        ron.depth += 1;
        Items { ron, close, broken, first: true, record: true }
    }

    fn next(&mut self) {
        match (self.broken, self.first) {
            (true, true) => self.ron.newline(),
            (true, false) => {
                self.ron.text(",");
                self.ron.newline();
            }
            (false, true) => {}
            (false, false) => self.ron.text(", "),
        }
        self.first = false;
    }

    pub(super) fn item(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Unwritten> {
        self.next();
        value.serialize(&mut *self.ron)
    }

    fn field(&mut self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Result<(), Unwritten> {
        self.next();
        self.ron.text(name);
        self.ron.text(": ");
        self.ron.own = self.record && name == "id";
        let written = value.serialize(&mut *self.ron);
        self.ron.own = false;
        written
    }

    pub(super) fn finish(self) -> Result<(), Unwritten> {
        self.ron.depth -= 1;
        if self.broken && !self.first {
            self.ron.text(",");
            self.ron.newline();
        }
        self.ron.text(self.close);
        Ok(())
    }
}

/// The ways in which serde hands over the items of a list: all the same here.
macro_rules! lists {
    ($($trait:ident $add:ident),*) => {$(
        impl ser::$trait for Items<'_, '_> {
            type Ok = ();
            type Error = Unwritten;
            fn $add<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritten> {
                self.item(value)
            }
            fn end(self) -> Result<(), Unwritten> {
                self.finish()
            }
        }
    )*};
}

lists! {
    SerializeSeq serialize_element, SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field, SerializeTupleVariant serialize_field
}

/// The ways in which serde hands over the fields of a structure: both the same here.
macro_rules! structures {
    ($($trait:ident),*) => {$(
        impl ser::$trait for Items<'_, '_> {
            type Ok = ();
            type Error = Unwritten;
            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Unwritten> {
                self.field(name, value)
            }
            fn end(self) -> Result<(), Unwritten> {
                self.finish()
            }
        }
    )*};
}

structures! { SerializeStruct, SerializeStructVariant }

impl ser::SerializeMap for Items<'_, '_> {
    type Ok = ();
    type Error = Unwritten;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unwritten> {
        self.item(key)
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritten> {
        self.ron.text(": ");
        value.serialize(&mut *self.ron)
    }
    fn end(self) -> Result<(), Unwritten> {
        self.finish()
    }
}
