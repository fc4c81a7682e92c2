//! Parts of a project that have no place in a study: taken along as they stand, with the files they name, and written out again
//! without what they named and is gone.

use std::collections::HashSet;

use uuid::Uuid;

use super::{
    package::Package,
    schema,
    xml::{Element, plain_guid},
};
use crate::exchange::IncomingCarried;

/// The most bytes of a file that is kept with a part; a larger one is told and left.
pub(super) const LARGEST: usize = 16 << 20;

/// An element as it is taken along, and the names of files that are too large for that.
pub(super) fn taken(element: &Element, without: &[&str], package: &Package<'_>) -> (IncomingCarried, Vec<String>) {
    let mut kept = element.clone();
    kept.children.retain(|child| !without.contains(&child.name.as_str()));
    in_capitals(&mut kept);
    let (mut files, mut large) = (Vec::new(), Vec::new());
    for path in paths(&kept) {
        let Ok(Some(bytes)) = package.read(&path) else { continue };
        let name = path.rsplit(['/', '\\']).next().unwrap_or(&path).to_owned();
        if bytes.len() > LARGEST {
            large.push(name);
        } else {
            files.push((name, bytes));
        }
    }
    let carried = IncomingCarried {
        key: element.guid("guid").unwrap_or_default(),
        element: element.name.clone(),
        name: element.attribute("name").unwrap_or_default().trim().to_owned(),
        content: kept.written(),
        files,
    };
    (carried, large)
}

/// GUIDs as the rest of a project has them that is written here.
pub(super) fn in_capitals(element: &mut Element) {
    for (_, value) in &mut element.attributes {
        if let Ok(guid) = Uuid::parse_str(value.trim().trim_matches(['{', '}'])) {
            *value = guid.to_string().to_uppercase();
        }
    }
    element.children.iter_mut().for_each(in_capitals);
}

/// The files inside the project that an element names.
fn paths(element: &Element) -> Vec<String> {
    let names = ["path", "plainTextPath", "richTextPath"];
    let own = names.iter().filter_map(|name| element.attribute(name)).filter_map(internal).map(str::to_owned);
    own.chain(element.children.iter().flat_map(paths)).collect()
}

/// What follows `internal://`, however many slashes a program writes.
pub(super) fn internal(path: &str) -> Option<&str> {
    let rest = path.trim().strip_prefix("internal:")?.trim_start_matches('/');
    (!rest.is_empty()).then_some(rest)
}

/// A carried part as it is written: what it names and is gone is left out of it; `None` where nothing sensible is left.
/// `known` are the GUIDs of everything that is written, in small letters.
pub(super) fn given_back(mut element: Element, known: &HashSet<String>) -> Option<Element> {
    let end_is_gone = |name: &str| element.guid(name).is_some_and(|guid| !known.contains(&guid));
    if element.name == "Link" && (end_is_gone("originGUID") || end_is_gone("targetGUID")) {
        return None;
    }
    mend(&mut element, known);
    schema::fit(&mut element).then_some(element)
}

/// Takes out what leads nowhere.
fn mend(element: &mut Element, known: &HashSet<String>) {
    element.attributes.retain(|(name, value)| match name.as_str() {
        "creatingUser" | "modifyingUser" | "representedGUID" => known.contains(&plain_guid(value)),
        _ => true,
    });
    // What older programs write of members.
    for child in element.children.iter_mut().filter(|child| child.name.starts_with("Member")) {
        child
            .attributes
            .iter_mut()
            .filter(|(name, _)| name == "guid")
            .for_each(|(name, _)| *name = "targetGUID".into());
    }
    element.children.retain(|child| {
        let gone = |name: &str| child.guid(name).is_some_and(|guid| !known.contains(&guid));
        let refers = child.name.ends_with("Ref") || child.name.starts_with("Member");
        !(refers && (gone("targetGUID") || child.attribute("targetGUID").is_none()))
    });
    element.children.iter_mut().for_each(|child| mend(child, known));
    // A coding without its code and a value without its variable say nothing.
    element.children.retain(|child| match child.name.as_str() {
        "Coding" => child.child("CodeRef").is_some(),
        "VariableValue" => child.child("VariableRef").is_some(),
        _ => true,
    });
}

/// Every GUID that an element gives something.
pub(super) fn guids(element: &Element, tell: &mut dyn FnMut(String)) {
    element.guid("guid").into_iter().for_each(&mut *tell);
    element.children.iter().for_each(|child| guids(child, tell));
}
