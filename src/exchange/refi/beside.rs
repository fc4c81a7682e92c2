//! What a project says of its elements beside what a study holds of them: who made and changed them and when, the ids of
//! selections, which codes are only folders, the types of variables, values that are missing, what a case names. It is kept with
//! the study as one part ([`PART`]) and written again where the element is still there and still has the same words.
//!
//! The form is ours and never leaves a study: `<Project>` with an element for every element that says more than its words.
//! `words` is a hash of what an element held; what is about its words alone is given back only while they are the same.

use super::{
    carried::in_capitals,
    xml::{Element, plain_guid},
};
use crate::{exchange::IncomingCarried, text::Span};

/// The element of the part that holds it.
pub(in crate::exchange) const PART: &str = "Project";

/// Who made an element and when, who changed it and when.
const MADE: [&str; 4] = ["creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime"];
/// The same of a project.
const PROJECT: [&str; 4] = ["creatingUserGUID", "creationDateTime", "modifyingUserGUID", "modifiedDateTime"];

/// What is kept of a project while it is read.
#[derive(Default)]
pub(super) struct Beside {
    words: String,
    /// Files that formatted texts lie in.
    pub(super) files: Vec<(String, Vec<u8>)>,
}

impl Beside {
    /// Keeps an element, where it says anything but its id.
    pub(super) fn keep(&mut self, mut element: Element) {
        if element.attributes.iter().any(|(key, _)| key != "guid" && key != "words") || !element.children.is_empty() {
            in_capitals(&mut element);
            self.words.push_str(&element.written());
        }
    }

    /// Everything as the content of one part; `None` where there is nothing to keep.
    pub(super) fn part(self, root: &Element) -> Option<IncomingCarried> {
        let mut project = of(PART, root, &PROJECT);
        in_capitals(&mut project);
        if self.words.is_empty() && project.attributes.is_empty() {
            return None;
        }
        let empty = project.written();
        let head = empty.strip_suffix("/>").unwrap_or(&empty);
        Some(IncomingCarried {
            element: PART.to_owned(),
            content: format!("{head}>{}</{PART}>", self.words),
            files: self.files,
            ..IncomingCarried::default()
        })
    }
}

/// An element of a name with the id and the named attributes of another.
pub(super) fn of(name: &str, element: &Element, attributes: &[&str]) -> Element {
    let kept = |key: &&(String, String)| key.0 == "guid" || attributes.contains(&key.0.as_str());
    let attributes = element.attributes.iter().filter(kept).filter(|(_, value)| !value.trim().is_empty());
    Element { name: name.to_owned(), attributes: attributes.cloned().collect(), ..Element::default() }
}

/// An element with who made it, and the hash of its words.
pub(super) fn made(name: &str, element: &Element, words: &str) -> Element {
    let mut kept = of(name, element, &MADE);
    kept.attributes.push(("words".into(), hash(words)));
    kept
}

/// A selection with its codings and notes; `twins` are codings on codes that stand for cases.
pub(super) fn selection(selection: &Element, words: &str, span: Span, twins: &[&Element]) -> Element {
    let mut kept = made("PlainTextSelection", selection, words);
    let titled = selection.attribute("name").map(str::trim).filter(|name| !is_preview(name, words));
    kept.attributes.extend(titled.map(|name| ("name".to_owned(), name.to_owned())));
    for coding in selection.all("Coding") {
        let mut child = of("Coding", coding, &["creationDateTime"]);
        if twins.iter().any(|twin| std::ptr::eq(*twin, coding)) {
            child = of("Coding", coding, &MADE);
            child.children = coding.all("CodeRef").cloned().collect();
        }
        kept.children.push(child);
    }
    if !twins.is_empty() {
        kept.attributes.extend([("from".to_owned(), span.start.to_string()), ("to".to_owned(), span.end.to_string())]);
    }
    kept.children.extend(selection.all("NoteRef").cloned());
    kept
}

/// Whether a selection is only named after its words.
fn is_preview(name: &str, words: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (name, words) = (plain(name), plain(words));
    words.starts_with(name.trim_end_matches(['…', '.']).trim_end())
}

/// Variable values that are missing: a reference without a value.
pub(super) fn missing_values(element: &Element) -> impl Iterator<Item = Element> {
    element
        .all("VariableValue")
        .filter(|value| value.children.len() == 1 && value.child("VariableRef").is_some())
        .cloned()
}

/// Codes that are only folders.
pub(super) fn folders(code: &Element, keep: &mut dyn FnMut(Element)) {
    if code.name == "Code" && code.attribute("isCodable").is_some_and(|said| matches!(said.trim(), "false" | "0")) {
        keep(of("Code", code, &["isCodable"]));
    }
    code.children.iter().for_each(|child| folders(child, keep));
}

/// The code that stands for a case, with the code it lies under.
pub(super) fn twin(code: &Element, parent: Option<&Element>) -> Element {
    let mut kept = of("Code", code, &["name", "isCodable", "color"]);
    let parent = parent.and_then(|parent| parent.attribute("guid")).map(plain_guid);
    kept.attributes.extend(parent.map(|guid| ("parent".to_owned(), guid)));
    kept
}

/// A short hash of words, the same however they end and begin.
pub(super) fn hash(words: &str) -> String {
    blake3::hash(words.trim().as_bytes()).to_hex().chars().take(16).collect()
}
