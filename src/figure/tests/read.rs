//! Reads an SVG back as a flat list of elements, each with the attributes of the group it stands in.

use std::collections::BTreeMap;

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

pub type Attributes = BTreeMap<String, String>;

/// An element that is no group, and its text.
#[derive(Clone, Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: Attributes,
    pub group: Attributes,
    pub text: String,
}

impl Element {
    pub fn number(&self, name: &str) -> f64 {
        self.attributes.get(name).and_then(|value| value.parse().ok()).unwrap_or(f64::NAN)
    }

    /// The corners that a path runs through.
    pub fn corners(&self) -> Vec<(f64, f64)> {
        let path = self.attributes.get("d").map(String::as_str).unwrap_or_default();
        let numbers: Vec<f64> = path
            .split(|sign: char| sign == ' ' || sign.is_ascii_alphabetic())
            .filter(|part| !part.is_empty())
            .map(|part| part.parse().expect("a number"))
            .collect();
        numbers.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
    }
}

/// The root's attributes, the groups' attributes and the elements, in the file's order.
#[derive(Debug, Default)]
pub struct Svg {
    pub root: Attributes,
    pub groups: Vec<Attributes>,
    pub elements: Vec<Element>,
}

impl Svg {
    /// The groups that have an attribute.
    pub fn with(&self, attribute: &str) -> Vec<&Attributes> {
        self.groups.iter().filter(|group| group.contains_key(attribute)).collect()
    }

    /// The elements of a name within groups that have an attribute.
    pub fn within(&self, attribute: &str, name: &str) -> Vec<&Element> {
        self.elements.iter().filter(|it| it.name == name && it.group.contains_key(attribute)).collect()
    }
}

/// Reads what [`super::super::svg`] wrote; panics where it is not well-formed.
pub fn read(svg: &str) -> Svg {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let mut found = Svg::default();
    let mut group = Attributes::new();
    let mut open: Vec<Element> = Vec::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Eof => return found,
            Event::Start(start) if start.name().as_ref() == "svg" => found.root = attributes(&start),
            Event::Start(start) if start.name().as_ref() == "g" => {
                group = attributes(&start);
                found.groups.push(group.clone());
            }
            Event::Start(start) => open.push(element(&start, &group)),
            Event::Empty(start) => found.elements.push(element(&start, &group)),
            Event::Text(text) => open.iter_mut().for_each(|element| element.text.push_str(&text)),
            Event::GeneralRef(name) => {
                let sign = match &*name {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    other => panic!("an entity that nothing declares: {other}"),
                };
                open.iter_mut().for_each(|element| element.text.push(sign));
            }
            Event::End(end) if end.name().as_ref() == "g" => group.clear(),
            Event::End(_) => found.elements.extend(open.pop()),
            _ => {}
        }
    }
}

fn element(start: &BytesStart<'_>, group: &Attributes) -> Element {
    let name = start.name().as_ref().to_owned();
    Element { name, attributes: attributes(start), group: group.clone(), text: String::new() }
}

fn attributes(start: &BytesStart<'_>) -> Attributes {
    start
        .attributes()
        .map(|attribute| {
            let attribute = attribute.expect("a well-formed attribute");
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).expect("a well-formed value");
            (attribute.key.as_ref().to_owned(), value.into_owned())
        })
        .collect()
}
