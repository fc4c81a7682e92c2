//! Column sets that begin with the domains of the TDF.

use std::collections::{BTreeMap, BTreeSet};

use super::{Sources, defined, framed, merged, names};
use crate::analysis::extracts_of;
use crate::framework::{Element, ElementId, ElementKind, FunctionId, comb_and_tdf, wheel};
use crate::report::of_study::subthemes::{SubTheme, place_of};
use crate::report::tree::{Cell, CellContent, Column, Table};
use crate::study::{Code, Intervention, Placed, Placement, Study, Valence};

fn domains() -> impl Iterator<Item = &'static Element> {
    comb_and_tdf().elements("tdf").iter().filter(|element| element.kind == ElementKind::TdfDomain)
}

/// The codes placed in an element or in one below it.
fn codes_in<'a>(study: &'a Study, element: &Element) -> Vec<&'a Code> {
    let here = |placement: &&Placement| within(&placement.element, element);
    let placed = study.placements().filter(here).filter_map(|placement| match placement.subject {
        Placed::Code(code) => study.get(code),
        Placed::Theme(_) => None,
    });
    let mut codes: Vec<&Code> = placed.collect();
    codes.sort_by_key(|code| (code.order, code.id));
    codes
}

fn within(placed: &str, element: &Element) -> bool {
    let id = ElementId::new(placed);
    comb_and_tdf().path(&id).iter().any(|one| one.id == element.id)
}

/// The sub-themes that stand in a domain.
fn in_domain<'s, 'a>(sources: &'s Sources<'a>, domain: &Element) -> Vec<&'s SubTheme<'a>> {
    sources.subthemes.iter().filter(|one| one.domains.iter().any(|other| other.id == domain.id)).collect()
}

/// Domain, definition, application.
pub(super) fn dictionary(sources: &Sources<'_>) -> Table {
    let rows = domains().map(|domain| {
        let constructs: Vec<&Element> = comb_and_tdf().children(&domain.id).collect();
        let mut application = vec![CellContent::from(format!("Constructs: {}.", names(&constructs)))];
        let codes = codes_in(sources.study, domain).into_iter().map(|code| code.name.as_str());
        let themes = in_domain(sources, domain).into_iter().map(|one| one.theme.name.as_str());
        application.extend(codes.chain(themes).map(|name| CellContent::Item(name.into())));
        vec![Cell::from(domain.name.as_str()), Cell::from(domain.plain.as_str()), Cell::of(application)]
    });
    let columns = [("Domain", 1.8), ("Definition", 3.6), ("Application", 4.6)];
    let mut table = framed(&columns, rows.collect());
    table.notes.push("Under the constructs: the codes and sub-themes of this study that stand in the domain.".into());
    table
}

/// Domain with its definition, construct, notes on decision making.
pub(super) fn constructs(sources: &Sources<'_>) -> Table {
    let mut rows = Vec::new();
    for domain in domains() {
        let mut of_domain: BTreeMap<&str, Vec<&Placement>> = BTreeMap::new();
        for placement in sources.study.placements().filter(|placement| within(&placement.element, domain)) {
            of_domain.entry(placement.element.as_str()).or_default().push(placement);
        }
        for (element, placements) in of_domain {
            let construct = comb_and_tdf().element(&ElementId::new(element)).filter(|one| one.id != domain.id);
            let notes = placements.into_iter().map(|placement| {
                let name = match placement.subject {
                    Placed::Theme(theme) => sources.study.get(theme).map(|theme| theme.name.as_str()),
                    Placed::Code(code) => sources.study.get(code).map(|code| code.name.as_str()),
                };
                let why =
                    if placement.rationale.is_empty() { "no reason was noted" } else { placement.rationale.as_str() };
                CellContent::Item(format!("{}: {why}", name.unwrap_or_default()).into())
            });
            rows.push(vec![
                defined(domain),
                Cell::from(construct.map_or("The domain as a whole", |construct| construct.name.as_str())),
                Cell::of(notes.collect()),
            ]);
        }
    }
    let columns = [("Domain (definition)", 3.2), ("Construct", 2.0), ("Notes on decision making", 5.2)];
    framed(&columns, merged(rows, 1))
}

/// TDF or COM-B, enabler, barrier, behaviour change technique.
pub(super) fn enablers_and_barriers(sources: &Sources<'_>) -> Table {
    let mut rows = Vec::new();
    for domain in domains() {
        let ones = in_domain(sources, domain);
        if ones.is_empty() {
            continue;
        }
        let of = |wanted: &[Valence]| -> Cell {
            let fits = |one: &&&SubTheme<'_>| one.theme.valence.is_some_and(|valence| wanted.contains(&valence));
            Cell::of(ones.iter().filter(fits).map(|one| CellContent::Item(one.theme.name.as_str().into())).collect())
        };
        let techniques = printed_techniques(&addressing(sources.study, &ones));
        let place = match comb_and_tdf().component(&domain.id) {
            Some(component) => format!("{} ({})", domain.name, component.name),
            None => domain.name.clone(),
        };
        rows.push(vec![
            Cell::from(place),
            of(&[Valence::Enabler, Valence::Both]),
            of(&[Valence::Barrier, Valence::Both]),
            Cell::of(techniques.into_iter().map(|name| CellContent::Item(name.into())).collect()),
        ]);
    }
    let columns =
        [("TDF domain (COM-B)", 2.2), ("Enabler", 3.0), ("Barrier", 3.0), ("Behaviour change technique", 3.0)];
    framed(&columns, rows)
}

/// The interventions that address any of these sub-themes, in their order.
fn addressing<'a>(study: &'a Study, ones: &[&SubTheme<'_>]) -> Vec<&'a Intervention> {
    let addressed =
        |intervention: &&Intervention| ones.iter().any(|one| intervention.addresses.contains(&one.theme.id));
    study.interventions_in_order().into_iter().filter(addressed).collect()
}

fn printed_techniques(interventions: &[&Intervention]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let all = interventions.iter().flat_map(|one| &one.techniques);
    all.filter(|technique| seen.insert(technique.printed.clone()))
        .map(|technique| {
            let numbers = technique.numbers.join(", ");
            if numbers.is_empty() { technique.printed.clone() } else { format!("{} ({numbers})", technique.printed) }
        })
        .collect()
}

/// COM-B, TDF, intervention functions, behaviour change techniques, of interventions that no criterion rules out.
pub(super) fn techniques(sources: &Sources<'_>) -> Table {
    let mut rows = Vec::new();
    for domain in domains() {
        let ones = in_domain(sources, domain);
        let kept: Vec<&Intervention> = addressing(sources.study, &ones)
            .into_iter()
            .filter(|one| !one.apease.values().any(|rating| rating.met == Some(false)))
            .collect();
        if kept.is_empty() {
            continue;
        }
        let mut components: Vec<&Element> = ones.iter().flat_map(|one| one.components.iter().copied()).collect();
        components.sort_by_key(|component| place_of(component));
        components.dedup_by_key(|component| &component.id);
        let mut functions = Vec::new();
        for id in kept.iter().flat_map(|one| &one.functions) {
            let name = wheel().function(&FunctionId::new(id.as_str())).map_or(id.as_str(), |one| one.name.as_str());
            if !functions.contains(&name) {
                functions.push(name);
            }
        }
        rows.push(vec![
            Cell::from(names(&components)),
            Cell::from(domain.name.as_str()),
            Cell::from(functions.join("; ")),
            Cell::of(printed_techniques(&kept).into_iter().map(|name| CellContent::Item(name.into())).collect()),
        ]);
    }
    let columns =
        [("COM-B", 1.8), ("TDF domain", 2.2), ("Intervention functions", 2.8), ("Behaviour change techniques", 3.8)];
    rows.sort_by_key(|row| row.first().map(Cell::plain));
    let mut table = framed(&columns, merged(rows, 1));
    table.notes.push("Interventions that fail one of the APEASE criteria are left out.".into());
    table
}

/// Rank, domain, frequency, elaboration, whether barriers and enablers are mixed: by the number of participants, then of
/// sub-themes.
pub(super) fn ranking(sources: &Sources<'_>) -> Table {
    let study = sources.study;
    let participants = study.participants().filter(|person| !person.moderator).count();
    let mut ranked: Vec<(usize, usize, &Element, bool)> = Vec::new();
    for domain in domains() {
        let ones = in_domain(sources, domain);
        let speakers = extracts_of(study, ones.iter().flat_map(|one| one.theme.codes.iter().copied())).speakers;
        let has = |wanted: Valence| {
            ones.iter().any(|one| matches!(one.theme.valence, Some(found) if found == wanted || found == Valence::Both))
        };
        if !ones.is_empty() {
            ranked.push((speakers.len(), ones.len(), domain, has(Valence::Barrier) && has(Valence::Enabler)));
        }
    }
    ranked.sort_by_key(|(speakers, themes, domain, _)| (std::cmp::Reverse((*speakers, *themes)), place_of(domain)));
    let mut rows = Vec::new();
    let mut last = (0, (usize::MAX, usize::MAX));
    for (at, (speakers, themes, domain, mixed)) in ranked.iter().enumerate() {
        // Equals share a rank.
        if last.1 != (*speakers, *themes) {
            last = (at + 1, (*speakers, *themes));
        }
        let place = match comb_and_tdf().component(&domain.id) {
            Some(component) => format!("{} ({})", domain.name, component.name),
            None => domain.name.clone(),
        };
        rows.push(vec![
            Cell::from(last.0.to_string()),
            Cell::from(place),
            Cell::from(format!("{speakers} of {participants}")),
            Cell::from(themes.to_string()),
            Cell::from(if *mixed { "Yes" } else { "No" }),
        ]);
    }
    let columns = [
        ("Rank", 0.8),
        ("TDF domain (COM-B)", 4.0),
        ("Frequency", 1.6),
        ("Elaboration", 1.4),
        ("Mixed barriers and enablers", 1.8),
    ];
    let mut table = framed(&columns, rows);
    for (column, narrow) in table.columns.iter_mut().zip([true, false, true, true, true]) {
        if narrow {
            *column = Column { alignment: crate::report::tree::Alignment::Centre, ..*column };
        }
    }
    table.notes.push(
        "Frequency: participants who spoke of a sub-theme in the domain. Elaboration: sub-themes in the domain. Equal \
         domains share a rank."
            .into(),
    );
    table
}
