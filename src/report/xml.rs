//! Writing XML: elements that always close, text that is always escaped.

use crate::report::tree::carried;

/// An XML text in the making.
#[derive(Debug, Default)]
pub(super) struct Xml {
    out: String,
}

impl Xml {
    /// A text that begins with the XML declaration.
    pub(super) fn declared() -> Self {
        Xml { out: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned() }
    }

    /// An element with whatever `inner` writes in it.
    pub(super) fn element(&mut self, name: &str, attributes: &[(&str, &str)], inner: impl FnOnce(&mut Self)) {
        self.start(name, attributes);
        self.out.push('>');
        inner(self);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// Begins an element that `end_element` ends: for content that is written between by what owns this text.
    pub(super) fn start_element(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.out.push('>');
    }

    /// Ends an element.
    pub(super) fn end_element(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.out.push_str("/>");
    }

    /// An empty element whose one attribute is `w:val`, as most of WordprocessingML is.
    pub(super) fn val(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// An empty element without attributes, which means yes.
    pub(super) fn flag(&mut self, name: &str, on: bool) {
        if on {
            self.empty(name, &[]);
        }
    }

    /// An element with text in it.
    pub(super) fn text_element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.element(name, attributes, |xml| xml.text(text));
    }

    /// Text.
    pub(super) fn text(&mut self, text: &str) {
        for c in carried(text).chars() {
            match c {
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '&' => self.out.push_str("&amp;"),
                '\r' => self.out.push_str("&#13;"),
                _ => self.out.push(c),
            }
        }
    }

    /// XML that was written by another [`Xml`].
    pub(super) fn append(&mut self, other: &Xml) {
        self.out.push_str(&other.out);
    }

    /// XML as it is.
    pub(super) fn raw(&mut self, xml: &str) {
        self.out.push_str(xml);
    }

    /// Bytes written so far: a place for [`Xml::insert`].
    pub(super) fn position(&self) -> usize {
        self.out.len()
    }

    /// Puts XML at a place taken earlier from [`Xml::position`].
    pub(super) fn insert(&mut self, position: usize, other: &Xml) {
        if self.out.is_char_boundary(position) {
            self.out.insert_str(position, &other.out);
        }
    }

    /// What was written.
    pub(super) fn finish(self) -> String {
        self.out
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            for c in carried(value).chars() {
                match c {
                    '<' => self.out.push_str("&lt;"),
                    '&' => self.out.push_str("&amp;"),
                    '"' => self.out.push_str("&quot;"),
                    '\t' => self.out.push_str("&#9;"),
                    '\n' => self.out.push_str("&#10;"),
                    '\r' => self.out.push_str("&#13;"),
                    _ => self.out.push(c),
                }
            }
            self.out.push('"');
        }
    }
}
