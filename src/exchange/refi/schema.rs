//! What the official schema (Project-mrt2019.xsd) allows of the elements that are given back: several programs write more, or in
//! another order, and one such part would make the whole project invalid.

use super::xml::Element;

/// An element: attributes that may be there, those of them that must, and children in their order.
struct Rule {
    attributes: &'static [&'static str],
    needed: &'static [&'static str],
    children: &'static [&'static str],
}

const MADE: [&str; 4] = ["creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime"];
const CODED: [&str; 3] = ["Description", "Coding", "NoteRef"];

/// The rule of an element, by its local name; `None` for one that is not given back.
fn rule(name: &str) -> Option<Rule> {
    let rule = |attributes, needed, children| Some(Rule { attributes, needed, children });
    match name {
        "Link" => rule(&["guid", "name", "direction", "color", "originGUID", "targetGUID"], &["guid"], &["NoteRef"]),
        "Set" => {
            rule(&["guid", "name"], &["guid", "name"], &["Description", "MemberCode", "MemberSource", "MemberNote"])
        }
        "Graph" => rule(&["guid", "name"], &["guid"], &["Vertex", "Edge"]),
        "Vertex" => rule(
            &["guid", "representedGUID", "name", "firstX", "firstY", "secondX", "secondY", "shape", "color"],
            &["guid", "firstX", "firstY"],
            &[],
        ),
        "Edge" => rule(
            &["guid", "representedGUID", "name", "sourceVertex", "targetVertex", "color", "direction", "lineStyle"],
            &["guid", "sourceVertex", "targetVertex"],
            &[],
        ),
        "PictureSource" => rule(
            &["guid", "name", "path", "currentPath"],
            &["guid"],
            &["Description", "TextDescription", "PictureSelection", "Coding", "NoteRef", "VariableValue"],
        ),
        "PDFSource" => rule(
            &["guid", "name", "path", "currentPath"],
            &["guid"],
            &["Description", "PDFSelection", "Representation", "Coding", "NoteRef", "VariableValue"],
        ),
        "AudioSource" => rule(
            &["guid", "name", "path", "currentPath"],
            &["guid"],
            &["Description", "Transcript", "AudioSelection", "Coding", "NoteRef", "VariableValue"],
        ),
        "VideoSource" => rule(
            &["guid", "name", "path", "currentPath"],
            &["guid"],
            &["Description", "Transcript", "VideoSelection", "Coding", "NoteRef", "VariableValue"],
        ),
        "TextDescription" | "Representation" => rule(
            &["guid", "name", "richTextPath", "plainTextPath"],
            &["guid"],
            &["Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef", "VariableValue"],
        ),
        "PictureSelection" => rule(
            &["guid", "name", "firstX", "firstY", "secondX", "secondY"],
            &["guid", "firstX", "firstY", "secondX", "secondY"],
            &CODED,
        ),
        "PDFSelection" => rule(
            &["guid", "name", "page", "firstX", "firstY", "secondX", "secondY"],
            &["guid", "page", "firstX", "firstY", "secondX", "secondY"],
            &["Description", "Representation", "Coding", "NoteRef"],
        ),
        "AudioSelection" | "VideoSelection" => {
            rule(&["guid", "name", "begin", "end"], &["guid", "begin", "end"], &CODED)
        }
        "PlainTextSelection" => {
            rule(&["guid", "name", "startPosition", "endPosition"], &["guid", "startPosition", "endPosition"], &CODED)
        }
        "Coding" => rule(&["guid"], &["guid"], &["CodeRef", "NoteRef"]),
        "CodeRef" | "NoteRef" | "VariableRef" | "MemberCode" | "MemberSource" | "MemberNote" => {
            rule(&["targetGUID"], &["targetGUID"], &[])
        }
        "VariableValue" => rule(
            &[],
            &[],
            &["VariableRef", "TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue"],
        ),
        "Description" | "PlainTextContent" | "TextValue" | "BooleanValue" | "IntegerValue" | "FloatValue"
        | "DateValue" | "DateTimeValue" => rule(&[], &[], &[]),
        _ => None,
    }
}

/// Whether elements of a name bear who made them and when.
fn is_made_by_somebody(name: &str) -> bool {
    matches!(name, "TextDescription" | "Representation") || name.ends_with("Source") || name.ends_with("Selection")
}

/// Leaves of an element what the schema allows, in its order; false where something is missing that must be there.
pub(super) fn fit(element: &mut Element) -> bool {
    let Some(rule) = rule(&element.name) else { return false };
    let name = element.name.clone();
    let made = |key: &str| {
        MADE.contains(&key) && is_made_by_somebody(&name)
            || name == "Coding" && matches!(key, "creatingUser" | "creationDateTime")
    };
    element
        .attributes
        .retain(|(key, value)| (rule.attributes.contains(&key.as_str()) || made(key)) && holds(key, value));
    element.children.retain_mut(|child| rule.children.contains(&child.name.as_str()) && fit(child));
    element.children.sort_by_key(|child| rule.children.iter().position(|name| *name == child.name));
    rule.needed.iter().all(|key| element.attribute(key).is_some())
}

/// Whether a value is of its attribute's type.
fn holds(key: &str, value: &str) -> bool {
    let one_of = |words: &[&str]| words.contains(&value);
    match key {
        "guid" | "creatingUser" | "modifyingUser" | "originGUID" | "targetGUID" | "representedGUID"
        | "sourceVertex" | "targetVertex" => {
            uuid::Uuid::parse_str(value.trim_matches(['{', '}'])).is_ok() && value.len() >= 36
        }
        "creationDateTime" | "modifiedDateTime" => is_a_time(value),
        "firstX" | "firstY" | "secondX" | "secondY" | "page" | "begin" | "end" | "startPosition" | "endPosition" => {
            value.trim().parse::<i64>().is_ok()
        }
        "color" => super::colour(value).is_some() && value.starts_with('#'),
        "direction" => one_of(&["Associative", "OneWay", "Bidirectional"]),
        "lineStyle" => one_of(&["dotted", "dashed", "solid"]),
        "shape" => SHAPES.contains(&value),
        _ => true,
    }
}

const SHAPES: [&str; 10] = [
    "Person",
    "Oval",
    "Rectangle",
    "RoundedRectangle",
    "Star",
    "LeftTriangle",
    "RightTriangle",
    "UpTriangle",
    "DownTriangle",
    "Note",
];

/// As xsd:dateTime: a zone may be missing.
pub(super) fn is_a_time(value: &str) -> bool {
    value.parse::<jiff::Timestamp>().is_ok() || value.contains('T') && value.parse::<jiff::civil::DateTime>().is_ok()
}
