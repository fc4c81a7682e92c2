//! A Word file as a reader finds it: its parts, and their elements.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::report::tree::Document;
use crate::report::{DocxOptions, docx};

/// The parts of a Word file by name, and the order in which they are stored.
pub(super) struct Package {
    pub(super) names: Vec<String>,
    parts: BTreeMap<String, Vec<u8>>,
}

impl Package {
    pub(super) fn of(document: &Document) -> Self {
        Self::read(&docx(document, DocxOptions::default()).unwrap())
    }

    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut package = Package { names: Vec::new(), parts: BTreeMap::new() };
        for index in 0..zip.len() {
            let mut file = zip.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            package.names.push(file.name().unwrap().into_owned());
            package.parts.insert(file.name().unwrap().into_owned(), bytes);
        }
        package
    }

    pub(super) fn bytes(&self, name: &str) -> &[u8] {
        &self.parts[name]
    }

    pub(super) fn part(&self, name: &str) -> Element {
        Element::parse(std::str::from_utf8(self.bytes(name)).unwrap())
    }

    pub(super) fn document(&self) -> Element {
        self.part("word/document.xml")
    }
}

/// An element, its attributes and what stands in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: BTreeMap<String, String>,
    pub(super) children: Vec<Element>,
    pub(super) own_text: String,
}

impl Element {
    /// Parses a part; anything that is not well-formed XML fails the test.
    fn parse(xml: &str) -> Self {
        let mut reader = quick_xml::Reader::from_str(xml);
        reader.config_mut().check_end_names = true;
        let mut open = vec![Element::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => open.push(Element::started(&start)),
                Event::Empty(start) => open.last_mut().unwrap().children.push(Element::started(&start)),
                Event::End(_) => {
                    let closed = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(closed);
                }
                Event::Text(text) => open.last_mut().unwrap().own_text.push_str(&text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let character = reference.resolve_char_ref().unwrap();
                    let text = match character {
                        Some(character) => character.to_string(),
                        None => quick_xml::escape::resolve_predefined_entity(&reference).unwrap().to_owned(),
                    };
                    open.last_mut().unwrap().own_text.push_str(&text);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(open.len(), 1, "an element is left open");
        open.pop().unwrap().children.pop().unwrap()
    }

    fn started(start: &BytesStart<'_>) -> Self {
        let attributes = start
            .attributes()
            .map(|attribute| {
                let attribute = attribute.unwrap();
                let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap();
                (attribute.key.as_ref().to_owned(), value.into_owned())
            })
            .collect();
        Element { name: start.name().as_ref().to_owned(), attributes, ..Element::default() }
    }

    /// Every element below with this name, in document order.
    pub(super) fn all(&self, name: &str) -> Vec<&Element> {
        let mut found = Vec::new();
        self.visit(&mut |element| {
            if element.name == name {
                found.push(element);
            }
        });
        found
    }

    /// Calls `seen` with every element below.
    pub(super) fn visit<'a>(&'a self, seen: &mut impl FnMut(&'a Element)) {
        for child in &self.children {
            seen(child);
            child.visit(seen);
        }
    }

    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    pub(super) fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    /// `w:val` of a child.
    pub(super) fn val(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.attribute("w:val"))
    }

    /// The text that a reader sees: a tab for each tab, a line feed for each break.
    pub(super) fn text(&self) -> String {
        match self.name.as_str() {
            "w:tab" if self.attributes.is_empty() => "\t".to_owned(),
            "w:br" => "\n".to_owned(),
            "w:instrText" => String::new(),
            _ if self.children.is_empty() => self.own_text.clone(),
            _ => self.children.iter().map(Element::text).collect(),
        }
    }

    /// The style of a paragraph.
    pub(super) fn style(&self) -> &str {
        self.child("w:pPr").and_then(|properties| properties.val("w:pStyle")).unwrap_or_default()
    }

    /// The paragraphs of this style.
    pub(super) fn styled(&self, style: &str) -> Vec<&Element> {
        self.all("w:p").into_iter().filter(|paragraph| paragraph.style() == style).collect()
    }

    /// Whether a property of the paragraph is set.
    pub(super) fn has(&self, property: &str) -> bool {
        self.child("w:pPr").is_some_and(|properties| properties.child(property).is_some())
    }
}
