//! Automatic styles: what a paragraph, a table, a row or a cell has beside its named style, each written once.

use std::collections::BTreeMap;

use crate::report::xml::Xml;

/// The automatic styles so far.
#[derive(Debug, Default)]
pub(super) struct Automatic {
    /// The style as written with a mark for its name, and the name given to it.
    names: BTreeMap<String, String>,
    /// In the order in which they were first wanted.
    written: Vec<(String, String)>,
}

/// Stands for the name while the style has none.
const NAMELESS: &str = "\u{1}";

impl Automatic {
    /// The name of the style of this family: `parent` names what it is based on, `more` its other attributes, `inner`
    /// its properties.
    pub(super) fn style(
        &mut self,
        family: &str,
        parent: Option<&str>,
        more: &[(&str, &str)],
        inner: impl FnOnce(&mut Xml),
    ) -> String {
        let mut xml = Xml::default();
        let mut attributes = vec![("style:name", NAMELESS), ("style:family", family)];
        if let Some(parent) = parent {
            attributes.push(("style:parent-style-name", parent));
        }
        attributes.extend(more);
        xml.element("style:style", &attributes, inner);
        let definition = xml.finish();
        if let Some(name) = self.names.get(&definition) {
            return name.clone();
        }
        let letter = family.chars().next().unwrap_or('s').to_ascii_uppercase();
        let name = format!("{letter}{}{}", family.len(), self.names.len() + 1);
        self.names.insert(definition.clone(), name.clone());
        self.written.push((definition, name.clone()));
        name
    }

    /// All of them, to be written before the text.
    pub(super) fn write(&self, xml: &mut Xml) {
        for (definition, name) in &self.written {
            // The mark is no character that XML can carry, so that it was written as its replacement.
            xml.raw(&definition.replacen("style:name=\"\u{FFFD}\"", &format!("style:name=\"{name}\""), 1));
        }
    }
}
