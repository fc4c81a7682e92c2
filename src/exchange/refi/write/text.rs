//! XML as text.

/// XML in the making.
#[derive(Default)]
pub(super) struct Xml(pub String);

impl Xml {
    /// `<name a="b">` or, where nothing is in it, `<name a="b"/>`. Attributes without a value are left out.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, Option<&str>)]) {
        self.start(name, attributes);
        self.0.push('>');
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, Option<&str>)]) {
        self.start(name, attributes);
        self.0.push_str("/>");
    }

    fn start(&mut self, name: &str, attributes: &[(&str, Option<&str>)]) {
        self.0.push('<');
        self.0.push_str(name);
        for (key, value) in attributes {
            if let Some(value) = value {
                self.0.push(' ');
                self.0.push_str(key);
                self.0.push_str("=\"");
                self.escaped(value, true);
                self.0.push('"');
            }
        }
    }

    pub(super) fn close(&mut self, name: &str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// An element with words; nothing where there are none.
    pub(super) fn words(&mut self, name: &str, words: &str) {
        if !words.is_empty() {
            self.open(name, &[]);
            self.escaped(words, false);
            self.close(name);
        }
    }

    /// A reference to another element.
    pub(super) fn refers(&mut self, name: &str, guid: &str) {
        self.empty(name, &[("targetGUID", Some(guid))]);
    }

    /// Words with what XML reserves written as references; characters that XML has no way to write are left out.
    fn escaped(&mut self, words: &str, attribute: bool) {
        for letter in words.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' if attribute => self.0.push_str("&quot;"),
                '\n' | '\t' if attribute => self.0.push(' '),
                '\r' => self.0.push_str("&#13;"),
                '\n' | '\t' => self.0.push(letter),
                '\u{fffe}' | '\u{ffff}' => {}
                letter if letter.is_control() => {}
                letter => self.0.push(letter),
            }
        }
    }
}
