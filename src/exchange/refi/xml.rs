//! A REFI-QDA document as a tree of elements, by local names whatever the namespace: programs write several.

use quick_xml::{
    XmlVersion,
    events::{BytesStart, Event},
    reader::Reader,
};

/// How deep elements may lie in each other: codes are nested, and no codebook is so deep.
const DEEPEST: usize = 256;
/// How many elements a document may have.
const MOST: usize = 20_000_000;

/// An element with its attributes by local name, its children and its words.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    pub text: String,
}

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The children of the only child of a name: of a container.
    pub fn inside<'e>(&'e self, container: &'e str) -> impl Iterator<Item = &'e Element> {
        self.all(container).flat_map(|container| &container.children)
    }

    /// A whole number in an attribute.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// The words of a child.
    pub fn words(&self, name: &str) -> &str {
        self.child(name).map_or("", |child| child.text.as_str())
    }

    /// The element as XML again, without namespaces: what is carried for other programs.
    pub fn written(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (key, value) in &self.attributes {
            let value = quick_xml::escape::escape(value.as_str());
            // Line ends in an attribute are spaces to whoever reads them, unless they are references.
            let value = value.replace('\n', "&#10;").replace('\t', "&#9;").replace('\r', "&#13;");
            out.push_str(&format!(" {key}=\"{value}\""));
        }
        if self.children.is_empty() && self.text.trim().is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        if !self.text.trim().is_empty() {
            out.push_str(&quick_xml::escape::escape(self.text.as_str()).replace('\r', "&#13;"));
        }
        self.children.iter().for_each(|child| child.write(out));
        out.push_str(&format!("</{}>", self.name));
    }

    /// A GUID as it is compared: without braces, in small letters.
    pub fn guid(&self, name: &str) -> Option<String> {
        self.attribute(name).map(plain_guid).filter(|guid| !guid.is_empty())
    }
}

/// A GUID without braces, in small letters.
pub(super) fn plain_guid(guid: &str) -> String {
    guid.trim().trim_matches(['{', '}']).to_lowercase()
}

/// Reads a document; what is wrong with it is the end of a sentence.
pub(super) fn parse(text: &str) -> Result<Element, String> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}').trim_start());
    reader.config_mut().expand_empty_elements = true;
    let mut open: Vec<Element> = Vec::new();
    let mut count = 0_usize;
    loop {
        let at = reader.buffer_position();
        let broken = |why: &str| format!("its XML is broken at byte {at} ({why}). Export it once more.");
        match reader.read_event().map_err(|why| broken(&why.to_string()))? {
            Event::Start(start) => {
                count += 1;
                if open.len() >= DEEPEST {
                    return Err("its elements lie too deep in each other, deeper than any codebook.".into());
                }
                if count > MOST {
                    return Err("it has more elements than any study.".into());
                }
                open.push(element(&start));
            }
            Event::End(_) => {
                let Some(done) = open.pop() else { return Err(broken("an end without a start")) };
                match open.last_mut() {
                    Some(parent) => parent.children.push(done),
                    None => return Ok(done),
                }
            }
            Event::Text(words) => push(&mut open, &words.xml10_content()),
            Event::CData(words) => push(&mut open, &words.xml10_content()),
            Event::GeneralRef(reference) => {
                let letter = match reference.resolve_char_ref() {
                    Ok(Some(letter)) => letter.to_string(),
                    Ok(None) => match quick_xml::escape::resolve_predefined_entity(&reference) {
                        Some(letter) => letter.to_owned(),
                        None => {
                            return Err(
                                "it defines entities of its own, which is not allowed in a REFI-QDA file.".into()
                            );
                        }
                    },
                    Err(_) => return Err(broken("a reference to no character")),
                };
                push(&mut open, &letter);
            }
            Event::DocType(_) => {
                return Err("it has a document type of its own, which is not allowed in a REFI-QDA file.".into());
            }
            Event::Eof => return Err(broken("it ends too early")),
            _ => {}
        }
    }
}

fn push(open: &mut [Element], words: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(words);
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false).flatten() {
        if let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0) {
            attributes.push((attribute.key.local_name().as_ref().to_owned(), value.into_owned()));
        }
    }
    Element { name: start.local_name().as_ref().to_owned(), attributes, ..Element::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_come_by_local_name_with_their_words() {
        let read = parse("\u{feff}<?xml version=\"1.0\"?><q:Project xmlns:q=\"urn:x\" name=\"A &amp; B&#10;C\"><q:Note>x&lt;y<![CDATA[&z]]></q:Note><q:Sets/></q:Project>").expect("XML");
        assert_eq!((read.name.as_str(), read.attribute("name")), ("Project", Some("A & B\nC")));
        assert_eq!(read.words("Note"), "x<y&z");
        assert!(read.child("Sets").is_some_and(|sets| sets.children.is_empty()));
        assert_eq!(plain_guid("{ABC-1}"), "abc-1");
    }

    #[test]
    fn bombs_and_broken_files_are_refused() {
        let deep = format!("{}x", "<Code>".repeat(10_000));
        for (file, why) in [
            (deep.as_str(), "too deep"),
            ("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", "document type"),
            ("<a>&x;</a>", "entities of its own"),
            ("<a><b></a>", "broken"),
            ("<a>", "ends too early"),
            ("", "ends too early"),
        ] {
            let said = parse(file).expect_err(why);
            assert!(said.contains(why), "{said}");
        }
    }
}
