//! Writing HTML: text that is always escaped, elements with their attributes.

use crate::report::direction::{Direction, first_strong};
use crate::report::tree::{Colour, carried};

/// An HTML text in the making.
#[derive(Debug, Default)]
pub(super) struct Html {
    out: String,
}

impl Html {
    /// Markup as it is.
    pub(super) fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// A line end in the source, for people who read it.
    pub(super) fn line(&mut self) {
        self.out.push('\n');
    }

    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            self.escaped(value, true);
            self.out.push('"');
        }
        self.out.push('>');
    }

    /// An element that has no end: `meta`, `img`, `col`, `br`.
    pub(super) fn void(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.open(name, attributes);
    }

    /// An element of words; its direction is said where it is not that of the document.
    pub(super) fn open_words(&mut self, name: &str, class: &str, words: &str, right_to_left: bool) {
        let own = first_strong(words).map(|direction| direction == Direction::RightToLeft);
        let mut attributes = Vec::new();
        if !class.is_empty() {
            attributes.push(("class", class));
        }
        if let Some(own) = own.filter(|own| *own != right_to_left) {
            attributes.push(("dir", if own { "rtl" } else { "ltr" }));
        }
        self.open(name, &attributes);
    }

    pub(super) fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// An element with whatever `inner` writes in it.
    pub(super) fn element(&mut self, name: &str, attributes: &[(&str, &str)], inner: impl FnOnce(&mut Self)) {
        self.open(name, attributes);
        inner(self);
        self.close(name);
    }

    /// The colour of a code, beside its name and never instead of it.
    pub(super) fn swatch(&mut self, colour: Colour) {
        let style = format!("background:#{}", colour.hex());
        self.element("span", &[("class", "swatch"), ("aria-hidden", "true"), ("style", &style)], |_| {});
    }

    pub(super) fn text(&mut self, text: &str) {
        self.escaped(text, false);
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    fn escaped(&mut self, text: &str, in_attribute: bool) {
        for c in carried(text).chars() {
            match c {
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '&' => self.out.push_str("&amp;"),
                '"' if in_attribute => self.out.push_str("&quot;"),
                // The standard's parser makes line feeds of them and some controls an error.
                '\r' => self.out.push('\n'),
                '\u{7f}'..='\u{9f}' => self.out.push(char::REPLACEMENT_CHARACTER),
                _ => self.out.push(c),
            }
        }
    }
}
