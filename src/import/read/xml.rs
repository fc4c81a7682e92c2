//! Reading one XML part: elements told apart by the address of their namespace, never by its prefix; nothing unbounded.

use super::super::error::Trouble;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

/// How deep elements may lie in each other. Word's own limit for nested tables is 63, each a dozen elements deep.
const DEEPEST: usize = 2_000;

/// The vocabularies that matter here, in the transitional and the strict edition of the standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// WordprocessingML.
    Word,
    /// Choices between newer and older markup.
    Compatibility,
    /// Pictures, charts and diagrams.
    Drawing,
    /// The drawings of before 2007.
    OldDrawing,
    /// Formulas.
    Math,
    /// Package relationships.
    Relationships,
    /// Anything else.
    Other,
}

fn family(namespace: &ResolveResult<'_>) -> Family {
    let ResolveResult::Bound(namespace) = namespace else { return Family::Other };
    match namespace.as_ref() {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Family::Word,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => Family::Compatibility,
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
        | "http://purl.oclc.org/ooxml/officeDocument/math" => Family::Math,
        "urn:schemas-microsoft-com:vml" | "urn:schemas-microsoft-com:office:office" => Family::OldDrawing,
        "http://schemas.openxmlformats.org/package/2006/relationships" => Family::Relationships,
        other if other.contains("/drawingml/") => Family::Drawing,
        _ => Family::Other,
    }
}

/// Walks through a part, one event after another; an element without content comes as a start and an end.
pub(super) fn walk(
    text: &str,
    mut visit: impl FnMut(&Event<'_>, Family, usize) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let mut reader = NsReader::from_str(text.trim_start_matches('\u{feff}'));
    reader.config_mut().expand_empty_elements = true;
    let broken = |at: u64| Trouble::damaged(format!("its XML is broken at byte {at}"));
    let mut depth = 0_usize;
    loop {
        let position = reader.buffer_position();
        let (namespace, event) = reader.read_resolved_event().map_err(|_| broken(position))?;
        match &event {
            Event::Start(_) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Trouble::damaged("its elements lie too deep in each other"));
                }
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof if depth > 0 => return Err(Trouble::damaged("its XML ends too early")),
            Event::Eof => return Ok(()),
            _ => {}
        }
        let family = family(&namespace);
        visit(&event, family, depth)?;
    }
}

/// The value of an attribute by its local name, whatever its prefix.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

/// An on-or-off property: on unless its `val` says otherwise.
pub(super) fn is_on(start: &BytesStart<'_>) -> bool {
    !matches!(attribute(start, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

/// What a reference such as `&amp;` or `&#233;` stands for. Entities that a document defines for itself are not
/// followed.
pub(super) fn referred(reference: &quick_xml::events::BytesRef<'_>) -> Option<String> {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => Some(c.to_string()),
        Ok(None) => quick_xml::escape::resolve_predefined_entity(reference).map(str::to_owned),
        Err(_) => None,
    }
}
