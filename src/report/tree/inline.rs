//! Words within a paragraph: text and its emphasis, code names, notes and links.

/// A colour as it is printed: red, green and blue from 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Colour {
    /// A colour from its three parts.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Colour { red, green, blue }
    }

    /// Six hexadecimal digits, in capitals and without a number sign.
    pub fn hex(self) -> String {
        format!("{:02X}{:02X}{:02X}", self.red, self.green, self.blue)
    }
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Text as it is. A line feed in it begins a new line, a tab stays a tab.
    Text(String),
    /// Of weight, usually bold.
    Strong(Inlines),
    /// Stressed, usually italic.
    Emphasis(Inlines),
    /// Raised, as in a note mark or an exponent.
    Superscript(Inlines),
    /// Words that a later text has and an earlier one had not.
    Added(Inlines),
    /// Words that an earlier text had and a later one has no more.
    Removed(Inlines),
    /// Words that carry a code.
    Coded(Inlines),
    /// Here begins what a remark is about. Word and OpenDocument show it in the margin; elsewhere it stands here in brackets.
    RemarkStart(Box<Remark>),
    /// Here ends what the remark of this number is about.
    RemarkEnd(usize),
    /// The name of a code, with its colour beside it (never instead of it).
    CodeName {
        /// Name as printed.
        name: String,
        /// Its colour, if it has one.
        colour: Option<Colour>,
    },
    /// A new line in the same paragraph.
    LineBreak,
    /// A footnote, called from here. Inside another footnote it is written in brackets.
    Footnote(Inlines),
    /// Text that leads to an anchor of the same document.
    Link {
        /// The anchor that a heading, table or figure declares.
        anchor: String,
        /// What is read.
        text: Inlines,
    },
}

/// A remark in the margin on some words, which may reach over several paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Different from every other remark of the document.
    pub number: usize,
    pub author: String,
    pub initials: String,
    /// Lines of plain text.
    pub text: String,
}

/// Pieces of a paragraph in reading order.
///
/// Made from one text, one piece, or several: `"plain"`, `strong("one")`, `[text("two "), emphasis("pieces")]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inlines(pub Vec<Inline>);

impl Inlines {
    /// The text alone: no emphasis and no footnotes, a space for each line break.
    pub fn plain(&self) -> String {
        let mut plain = String::new();
        for inline in &self.0 {
            match inline {
                Inline::Text(text) => plain.push_str(&text.replace(['\r', '\n'], " ")),
                Inline::CodeName { name, .. } => plain.push_str(name),
                Inline::LineBreak => plain.push(' '),
                Inline::Footnote(_) | Inline::RemarkStart(_) | Inline::RemarkEnd(_) => {}
                Inline::Coded(inner)
                | Inline::Strong(inner)
                | Inline::Emphasis(inner)
                | Inline::Superscript(inner)
                | Inline::Added(inner)
                | Inline::Removed(inner) => plain.push_str(&inner.plain()),
                Inline::Link { text, .. } => plain.push_str(&text.plain()),
            }
        }
        plain
    }

    /// Whether there is nothing to print.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|inline| match inline {
            Inline::Text(text) => text.is_empty(),
            Inline::CodeName { name, .. } => name.is_empty(),
            Inline::Coded(inner)
            | Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Superscript(inner)
            | Inline::Added(inner)
            | Inline::Removed(inner) => inner.is_empty(),
            Inline::Link { text, .. } => text.is_empty(),
            Inline::LineBreak | Inline::Footnote(_) | Inline::RemarkStart(_) | Inline::RemarkEnd(_) => false,
        })
    }

    /// Calls `found` with the anchor of each link, those in footnotes among them.
    pub(super) fn visit_links<'a>(&'a self, found: &mut impl FnMut(&'a str)) {
        for inline in &self.0 {
            match inline {
                Inline::Link { anchor, text } => {
                    found(anchor);
                    text.visit_links(found);
                }
                Inline::Coded(inner)
                | Inline::Strong(inner)
                | Inline::Emphasis(inner)
                | Inline::Superscript(inner)
                | Inline::Added(inner)
                | Inline::Removed(inner)
                | Inline::Footnote(inner) => inner.visit_links(found),
                Inline::Text(_)
                | Inline::CodeName { .. }
                | Inline::LineBreak
                | Inline::RemarkStart(_)
                | Inline::RemarkEnd(_) => {}
            }
        }
    }
}

impl From<&str> for Inlines {
    fn from(words: &str) -> Self {
        Inlines(vec![Inline::Text(words.to_owned())])
    }
}

impl From<String> for Inlines {
    fn from(words: String) -> Self {
        Inlines(vec![Inline::Text(words)])
    }
}

impl From<&String> for Inlines {
    fn from(words: &String) -> Self {
        Inlines::from(words.as_str())
    }
}

impl From<Inline> for Inlines {
    fn from(inline: Inline) -> Self {
        Inlines(vec![inline])
    }
}

impl From<Vec<Inline>> for Inlines {
    fn from(inlines: Vec<Inline>) -> Self {
        Inlines(inlines)
    }
}

impl<const N: usize> From<[Inline; N]> for Inlines {
    fn from(inlines: [Inline; N]) -> Self {
        Inlines(inlines.into())
    }
}

impl FromIterator<Inline> for Inlines {
    fn from_iter<I: IntoIterator<Item = Inline>>(inlines: I) -> Self {
        Inlines(inlines.into_iter().collect())
    }
}

/// Plain text.
pub fn text(words: impl Into<String>) -> Inline {
    Inline::Text(words.into())
}

/// Text of weight.
pub fn strong(words: impl Into<Inlines>) -> Inline {
    Inline::Strong(words.into())
}

/// Stressed text.
pub fn emphasis(words: impl Into<Inlines>) -> Inline {
    Inline::Emphasis(words.into())
}

/// Raised text.
pub fn superscript(words: impl Into<Inlines>) -> Inline {
    Inline::Superscript(words.into())
}

/// Words that were added.
pub fn added(words: impl Into<Inlines>) -> Inline {
    Inline::Added(words.into())
}

/// Words that were removed.
pub fn removed(words: impl Into<Inlines>) -> Inline {
    Inline::Removed(words.into())
}

/// The name of a code.
pub fn code_name(name: impl Into<String>, colour: Option<Colour>) -> Inline {
    Inline::CodeName { name: name.into(), colour }
}

/// A footnote called from here.
pub fn footnote(words: impl Into<Inlines>) -> Inline {
    Inline::Footnote(words.into())
}

/// Text that leads to an anchor.
pub fn link(anchor: impl Into<String>, words: impl Into<Inlines>) -> Inline {
    Inline::Link { anchor: anchor.into(), text: words.into() }
}

/// A new line in the same paragraph.
pub fn line_break() -> Inline {
    Inline::LineBreak
}
