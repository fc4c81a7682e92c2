//! Codes as nested elements.

use std::collections::HashMap;

use super::{
    beside::{self, Beside},
    carried,
    package::Package,
    xml::Element,
};
use crate::{
    exchange::{Incoming, IncomingCode, Loss},
    operations::counted,
    study::Colour,
};

/// Where the codes are, by GUID.
pub(super) type CodesByGuid = HashMap<String, usize>;

/// Reads the codes of a codebook, or of a project's.
pub(super) fn read(codebook: &Element, incoming: &mut Incoming) -> CodesByGuid {
    read_without(codebook, incoming, &|_| false)
}

/// The same without the codes that stand for something else.
pub(super) fn read_without(
    codebook: &Element,
    incoming: &mut Incoming,
    is_other: &dyn Fn(&str) -> bool,
) -> CodesByGuid {
    let mut places = CodesByGuid::new();
    for code in codebook.inside("Codes") {
        one(code, None, incoming, &mut places, is_other);
    }
    places
}

/// What a codebook by itself says beside its codes: which are only folders, and its sets.
pub(super) fn beside(codebook: &Element, incoming: &mut Incoming) {
    let mut kept = Beside::default();
    // What Colloquy wrote is in the study it came from.
    let others = codebook.inside("Codes").filter(|_| !incoming.origin.program.starts_with("Colloquy"));
    for code in others {
        beside::folders(code, &mut |folder| kept.keep(folder));
    }
    for set in codebook.inside("Sets") {
        let (part, _) = carried::taken(set, &[], &Package::empty());
        let codes = counted(set.all("MemberCode").count(), "code");
        let what = format!(
            "The set “{}” of {codes} is not shown: studies have no sets. It is kept, and given back with the codebook.",
            part.name
        );
        let id = set.attribute("guid").unwrap_or_default().to_owned();
        incoming.losses.push(Loss { element: "Set".into(), id, what });
        incoming.carried.push(part);
    }
    incoming.carried.extend(kept.part(&Element::default()));
}

fn one(
    code: &Element,
    parent: Option<usize>,
    incoming: &mut Incoming,
    places: &mut CodesByGuid,
    is_other: &dyn Fn(&str) -> bool,
) {
    if code.name != "Code" {
        return;
    }
    let guid = code.guid("guid").unwrap_or_default();
    if is_other(&guid) {
        code.children.iter().for_each(|child| one(child, parent, incoming, places, is_other));
        return;
    }
    let name = code.attribute("name").unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let colour = code.attribute("color").and_then(|written| {
        let read = colour(written);
        if read.is_none() {
            let what = format!("Its colour “{written}” could not be read; it gets one of its own.");
            incoming.losses.push(Loss { element: "Code".into(), id: guid.clone(), what });
        }
        read
    });
    let described = code.words("Description");
    let full = if described.trim().is_empty() { code.attribute("description").unwrap_or_default() } else { described };
    let at = incoming.codes.len();
    // The first of two codes with one GUID is the one that codings mean.
    if !guid.is_empty() && places.insert(guid.clone(), *places.get(&guid).unwrap_or(&at)).is_some() {
        let what = format!("The GUID of {name} is that of another code, too; codings are taken for the first one's.");
        incoming.losses.push(Loss { element: "Code".into(), id: guid.clone(), what });
    }
    let written = IncomingCode { key: guid, parent, name, colour, ..IncomingCode::default() };
    incoming.codes.push(defined(written, full));
    for child in &code.children {
        one(child, Some(at), incoming, places, is_other);
    }
}

/// A code with its description: one line is brief, several are full. Paragraphs with the labels of Colloquy's own writer go
/// where they came from.
fn defined(mut code: IncomingCode, words: &str) -> IncomingCode {
    let words = words.trim().replace("\r\n", "\n");
    let mut full: Vec<&str> = Vec::new();
    let mut labelled = false;
    for part in words.split("\n\n") {
        let field = match part.split_once(": ") {
            Some(("In brief", said)) => (&mut code.brief, said),
            Some(("When to use", said)) => (&mut code.when_to_use, said),
            Some(("When not to use", said)) => (&mut code.when_not_to_use, said),
            Some(("Also called", said)) => {
                code.aliases = said.split("; ").map(str::to_owned).collect();
                labelled = true;
                continue;
            }
            _ => {
                full.push(part);
                continue;
            }
        };
        *field.0 = field.1.to_owned();
        labelled = true;
    }
    let full = full.join("\n\n");
    let short = !full.contains('\n') && full.chars().count() <= 160;
    if short && code.brief.is_empty() && (labelled || !full.is_empty()) {
        code.brief = full;
    } else {
        code.full = full;
    }
    code
}

/// A colour in any of the ways in which programs write them: `#RGB`, `#RRGGBB`, `AARRGGBB`, `rgb(…)`, `rgba(…)`.
pub fn colour(words: &str) -> Option<Colour> {
    let words = words.trim().to_lowercase();
    if let Some(inside) = words.strip_prefix("rgb") {
        let numbers = inside.trim_start_matches('a').trim_matches(['(', ')', ' ']);
        let mut parts = numbers.split(',').map(|part| part.trim().parse::<u8>().ok());
        return Some(Colour([parts.next()??, parts.next()??, parts.next()??]));
    }
    let digits = words.trim_start_matches('#');
    if !digits.chars().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let long: String = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        6 => digits.to_owned(),
        8 => digits.get(2..)?.to_owned(),
        _ => return None,
    };
    Colour::try_from(format!("#{long}")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_in_every_way_they_are_written() {
        for (written, read) in [
            ("#0AF", Some([0x00, 0xaa, 0xff])),
            ("#DC0000", Some([0xdc, 0, 0])),
            ("FFDC0000", Some([0xdc, 0, 0])),
            ("rgba(200, 130, 129, 1)", Some([200, 130, 129])),
            ("rgb(1,2,3)", Some([1, 2, 3])),
            ("red", None),
            ("#12", None),
        ] {
            assert_eq!(colour(written), read.map(Colour), "{written}");
        }
    }
}
