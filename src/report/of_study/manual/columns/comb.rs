//! Column sets that begin with COM-B.

use std::collections::BTreeMap;

use super::{LEGEND, Sources, defined, framed, letters, merged, names};
use crate::analysis::extracts_of;
use crate::framework::Element;
use crate::report::of_study::subthemes::{SubTheme, place_of};
use crate::report::tree::{Cell, CellContent, Table};
use crate::study::{Attribute, AttributeKind, AttributeValue, Coding, Describes, Participant, Valence};

/// Where a sub-theme stands in COM-B, a row for each component; one row with nothing where it stands nowhere.
fn by_component<'s, 'a>(sources: &'s Sources<'a>) -> Vec<(Option<&'static Element>, &'s SubTheme<'a>)> {
    let mut rows: Vec<(Option<&'static Element>, &SubTheme<'_>)> = Vec::new();
    for one in &sources.subthemes {
        if one.components.is_empty() {
            rows.push((None, one));
        }
        rows.extend(one.components.iter().map(|component| (Some(*component), one)));
    }
    rows.sort_by_key(|(component, _)| component.map_or(usize::MAX, place_of));
    rows
}

/// The parts of one component in which a sub-theme stands.
fn parts_of<'e>(one: &SubTheme<'e>, component: Option<&Element>) -> Vec<&'static Element> {
    let within = |part: &&&'static Element| part.parent.as_ref() == component.map(|component| &component.id);
    one.parts.iter().filter(within).copied().collect()
}

fn component_name(component: Option<&Element>) -> Cell {
    Cell::from(component.map_or("Not placed", |component| component.name.as_str()))
}

fn named(one: &SubTheme<'_>) -> String {
    format!("{}{}", one.theme.name, letters(one.theme.valence))
}

/// COM-B, sub-component, sub-theme, concepts, context.
pub(super) fn framework(sources: &Sources<'_>) -> Table {
    let rows = by_component(sources).into_iter().map(|(component, one)| {
        let codes = one.theme.codes.iter().filter_map(|&code| sources.study.get(code));
        vec![
            component_name(component),
            Cell::from(names(&parts_of(one, component))),
            Cell::from(named(one)),
            Cell::of(codes.map(|code| CellContent::Item(code.name.as_str().into())).collect()),
            Cell::from(one.above.map_or("", |above| above.name.as_str())),
        ]
    });
    let columns = [("COM-B", 1.4), ("Sub-component", 1.8), ("Sub-theme", 2.6), ("Concepts", 3.6), ("Theme", 2.0)];
    let mut table = framed(&columns, merged(rows.collect(), 2));
    table.notes.push(LEGEND.into());
    table
}

/// Sub-theme with its valence, COM-B sub-component, COM-B component.
pub(super) fn subthemes(sources: &Sources<'_>) -> Table {
    let rows = sources
        .subthemes
        .iter()
        .map(|one| vec![Cell::from(named(one)), Cell::from(names(&one.parts)), Cell::from(names(&one.components))]);
    let columns = [("Sub-theme", 4.0), ("COM-B sub-component", 3.0), ("COM-B component", 2.2)];
    let mut table = framed(&columns, rows.collect());
    table.notes.push(LEGEND.into());
    table
}

/// COM-B component, sub-theme, quotation with who said it.
pub(super) fn quotations(sources: &Sources<'_>) -> Table {
    let most = sources.options.quotations.max(1);
    let rows = by_component(sources).into_iter().map(|(component, one)| {
        let said = sources.examples.chosen(&one.codings, most).into_iter().map(CellContent::from);
        vec![component_name(component), Cell::from(named(one)), Cell::of(said.collect())]
    });
    let columns = [("COM-B component", 1.5), ("Sub-theme", 2.4), ("Quotations", 6.0)];
    let mut table = framed(&columns, merged(rows.collect(), 1));
    table.notes.push(LEGEND.into());
    table
}

/// COM-B, TDF domain, themes of each part of the sample: by the levels of an attribute, else by group.
pub(super) fn by_part(sources: &Sources<'_>) -> Table {
    let study = sources.study;
    let chosen = study.get_opt(sources.options.parts).or_else(|| {
        let fits = |one: &&Attribute| one.kind == AttributeKind::Category && one.describes == Describes::Participants;
        // A table has room for a few columns of themes.
        study.attributes_in_order().into_iter().find(|one| fits(one) && (2..=4).contains(&one.categories.len()))
    });
    let parts: Vec<String> = match chosen {
        Some(attribute) => attribute.categories.clone(),
        None => study.groups_in_order().iter().map(|group| group.label.clone()).collect(),
    };
    let part_of = |coding: &Coding| -> Option<String> {
        let transcript = study.get(coding.transcript)?;
        match chosen {
            None => study.get_opt(transcript.group).map(|group| group.label.clone()),
            Some(attribute) => {
                let speaker = study.get_opt(transcript.turn_at(coding.span.start)?.1.speaker)?;
                level(speaker, attribute)
            }
        }
    };
    let mut rows = Vec::new();
    let mut places: BTreeMap<(usize, usize), Vec<&SubTheme<'_>>> = BTreeMap::new();
    let mut shown: BTreeMap<(usize, usize), (&Element, Option<&Element>)> = BTreeMap::new();
    for (component, one) in by_component(sources) {
        let Some(component) = component else { continue };
        let domains: Vec<Option<&Element>> =
            if one.domains.is_empty() { vec![None] } else { one.domains.iter().map(|domain| Some(*domain)).collect() };
        for domain in domains {
            let key = (place_of(component), domain.map_or(usize::MAX, place_of));
            shown.insert(key, (component, domain));
            places.entry(key).or_default().push(one);
        }
    }
    for (key, ones) in &places {
        let Some((component, domain)) = shown.get(key) else { continue };
        let mut cells = vec![defined(component), domain.map_or_else(Cell::empty, defined)];
        for part in &parts {
            let heard = |one: &&&SubTheme<'_>| one.codings.iter().any(|coding| part_of(coding).as_ref() == Some(part));
            let items = ones.iter().filter(heard).map(|one| CellContent::Item(named(one).into()));
            cells.push(Cell::of(items.collect()));
        }
        rows.push(cells);
    }
    let names: Vec<String> = parts.iter().map(|part| format!("Themes: {part}")).collect();
    let mut columns = vec![("COM-B component", 2.2), ("TDF domain", 2.6)];
    let width = (7.0 / parts.len().max(1) as f32).max(0.9);
    columns.extend(names.iter().map(|name| (name.as_str(), width)));
    let mut table = framed(&columns, merged(rows, 1));
    if let Some(attribute) = chosen {
        table.notes.push(format!("Themes by {}: where at least one participant spoke of them.", attribute.name).into());
    }
    table.notes.push(LEGEND.into());
    table
}

fn level(speaker: &Participant, attribute: &Attribute) -> Option<String> {
    match speaker.attributes.get(&attribute.id)? {
        AttributeValue::Category(level) | AttributeValue::Text(level) => Some(level.clone()),
        AttributeValue::Number(number) => Some(number.to_string()),
        AttributeValue::Date(date) => Some(date.to_string()),
    }
}

/// COM-B category and sub-category, definition, frequency, examples of barriers and enablers.
pub(super) fn frequencies(sources: &Sources<'_>) -> Table {
    let study = sources.study;
    let participants = study.participants().filter(|person| !person.moderator).count();
    let mut shown: BTreeMap<usize, (&Element, Vec<&SubTheme<'_>>)> = BTreeMap::new();
    for one in &sources.subthemes {
        let places = if one.parts.is_empty() { &one.components } else { &one.parts };
        for &place in places {
            shown.entry(place_of(place)).or_insert_with(|| (place, Vec::new())).1.push(one);
        }
    }
    let mut rows = Vec::new();
    for (element, ones) in shown.values() {
        let component = element.parent.as_ref().and_then(|parent| crate::framework::comb_and_tdf().element(parent));
        let speakers = extracts_of(study, ones.iter().flat_map(|one| one.theme.codes.iter().copied())).speakers;
        let share = if participants == 0 { 0.0 } else { 100.0 * speakers.len() as f64 / participants as f64 };
        let examples = |wanted: &[Valence]| -> Cell {
            let fits = |one: &&&SubTheme<'_>| one.theme.valence.is_some_and(|valence| wanted.contains(&valence));
            Cell::of(ones.iter().filter(fits).map(|one| CellContent::Item(one.theme.name.as_str().into())).collect())
        };
        rows.push(vec![
            Cell::from(component.map_or(element.name.as_str(), |component| component.name.as_str())),
            Cell::from(component.map_or("", |_| element.name.as_str())),
            Cell::from(element.plain.as_str()),
            Cell::from(format!("{} ({share:.0}%)", speakers.len())),
            examples(&[Valence::Barrier, Valence::Both]),
            examples(&[Valence::Enabler, Valence::Both]),
        ]);
    }
    let columns = [
        ("COM-B category", 1.5),
        ("Sub-category", 1.6),
        ("Definition", 3.0),
        ("Frequency", 1.2),
        ("Barriers", 2.8),
        ("Enablers", 2.8),
    ];
    let mut table = framed(&columns, merged(rows, 1));
    let note = format!("Frequency: participants who spoke of it, of {participants} (rounded half up).");
    table.notes.push(note.into());
    table
}
