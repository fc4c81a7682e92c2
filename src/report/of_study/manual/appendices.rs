//! What stands at the end: definitions of the frameworks with their sources, the codebook's versions, agreement,
//! abbreviations, references.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{AgreementRow, Beside, Making, Shape};
use crate::analysis::{Difference, codebook_after, compare};
use crate::framework::{Element, ElementId, Framework};
use crate::journal::Entry;
use crate::report::tree::{
    Cell, Column, Document, Inlines, ListItem, Row, Table, bullets, heading, paragraph, reference, strong, text,
};
use crate::study::{Study, Version};

pub(super) fn appendices(document: &mut Document, making: &Making<'_>, beside: Beside<'_>) {
    let sections = making.options.sections;
    let used = used_frameworks(making.study);
    if sections.frameworks && !used.is_empty() {
        document.push(heading(1, "Definitions of the frameworks"));
        for (framework, elements) in &used {
            document.push(definitions(framework, elements));
        }
    }
    if sections.versions && making.study.versions().len() > 0 {
        versions(document, making.study, beside.entries);
    }
    if sections.agreement && !beside.agreement.is_empty() {
        document.push(heading(1, "Agreement between coders"));
        document.push(agreement(beside.agreement));
    }
    if sections.abbreviations {
        let abbreviations = abbreviations(document);
        if !abbreviations.is_empty() {
            document.push(heading(1, "Abbreviations"));
            document.push(abbreviation_table(&abbreviations));
        }
    }
    if sections.references {
        let sources = sources(making, &used);
        if !sources.is_empty() {
            document.push(heading(1, "References"));
            sources.into_iter().for_each(|source| document.push(reference(source)));
        }
    }
}

/// The frameworks that the study uses, with the elements in which something stands and those above them.
fn used_frameworks(study: &Study) -> Vec<(&'static Framework, Vec<&'static Element>)> {
    let placed: BTreeSet<ElementId> = study
        .placements()
        .flat_map(|placement| {
            let id = ElementId::new(placement.element.as_str());
            study.frameworks().path(&id).into_iter().map(|element| element.id.clone()).collect::<Vec<_>>()
        })
        .collect();
    let mut used = Vec::new();
    for framework in study.frameworks().all() {
        let elements: Vec<&Element> =
            framework.elements().iter().filter(|element| placed.contains(&element.id)).collect();
        if !elements.is_empty() {
            used.push((framework, elements));
        }
    }
    used
}

fn definitions(framework: &Framework, elements: &[&Element]) -> Table {
    let rows = elements.iter().map(|element| {
        let name = if element.parent.is_some() {
            Cell::from(format!("\u{2003}{}", element.name))
        } else {
            Cell::from(Inlines(vec![strong(element.name.as_str())]))
        };
        Row::new([name, Cell::from(element.plain.as_str())])
    });
    Table {
        caption: Some(framework.name().into()),
        columns: vec![Column::text(3.0), Column::text(7.0)],
        header: vec![Row::new(["Element", "What it means here"])],
        rows: rows.collect(),
        notes: vec![format!("Elements as in {}; explained in our own words.", framework.citations().join("; ")).into()],
        anchor: None,
    }
}

/// The versions of the codebook, each with its note and what it changed.
fn versions(document: &mut Document, study: &Study, entries: &[Entry]) {
    document.push(heading(1, "How the codebook changed"));
    let all: Vec<Uuid> = entries.iter().map(|entry| entry.head.id).collect();
    let mut versions: Vec<&Version> = study.versions().collect();
    versions.sort_by_key(|version| (version.created, version.id));
    let mut before = None;
    for version in versions {
        let date = version.created.strftime("%-d %B %Y").to_string();
        document.push(heading(2, format!("{} ({date})", version.name)));
        if !version.note.is_empty() {
            document.push(paragraph(version.note.as_str()));
        }
        let Some(now) = version.entry.and_then(|entry| codebook_after(entries, &all, entry)) else { continue };
        if let Some(before) = &before {
            let changes = compare(before, &now);
            if !changes.is_empty() {
                document.push(bullets(changes.iter().map(|(path, difference)| change(path, difference))));
            }
        }
        before = Some(now);
    }
}

fn change(path: &str, difference: &Difference) -> ListItem {
    match difference {
        Difference::Added => Inlines(vec![strong(path), text(" was added.")]).into(),
        Difference::Removed => Inlines(vec![strong(path), text(" was removed.")]).into(),
        Difference::Altered(alterations) => {
            let fields: Vec<String> = alterations.iter().map(|one| one.what.to_lowercase()).collect();
            Inlines(vec![strong(path), text(format!(": {}.", fields.join(", ")))]).into()
        }
    }
}

fn agreement(rows: &[AgreementRow]) -> Table {
    let dash = |text: &str| if text.is_empty() { "–".to_owned() } else { text.to_owned() };
    let rows = rows.iter().map(|row| {
        Row::new([row.round.clone(), row.measure.clone(), row.unit.clone(), dash(&row.before), dash(&row.after)])
    });
    Table {
        caption: Some("Agreement before and after reconciliation".into()),
        columns: vec![
            Column::text(2.0),
            Column::text(3.6),
            Column::text(1.6),
            Column::number(1.2),
            Column::number(1.2),
        ],
        header: vec![Row::new(["Round", "Measure", "Unit", "Before", "After"])],
        rows: rows.collect(),
        ..Table::default()
    }
}

/// What short forms stand for, of those that manuals of this kind use.
const KNOWN: [(&str, &str); 12] = [
    (
        "APEASE",
        "Affordability, practicability, effectiveness and cost-effectiveness, acceptability, side-effects and safety, equity",
    ),
    ("BCT", "Behaviour change technique"),
    ("BCTTv1", "Behaviour Change Technique Taxonomy, version 1"),
    ("BCW", "Behaviour Change Wheel"),
    ("COM-B", "Capability, opportunity and motivation as sources of behaviour"),
    ("COREQ", "Consolidated criteria for reporting qualitative research"),
    ("FG", "Focus group"),
    ("NHS", "National Health Service"),
    ("RTARG", "Reflexive thematic analysis reporting guidelines"),
    ("SRQR", "Standards for reporting qualitative research"),
    ("TDF", "Theoretical Domains Framework"),
    ("VCS", "Voluntary and community sector"),
];

/// The short forms that the document so far uses.
fn abbreviations(document: &Document) -> Vec<(&'static str, &'static str)> {
    let text = crate::report::markdown(document, "").text;
    // Markdown escapes the hyphen of nothing; words are cut at whatever is no letter, figure or hyphen.
    let words: BTreeSet<&str> =
        text.split(|c: char| !(c.is_alphanumeric() || c == '-')).map(|word| word.trim_end_matches("s")).collect();
    KNOWN.into_iter().filter(|(short, _)| words.contains(short)).collect()
}

fn abbreviation_table(abbreviations: &[(&str, &str)]) -> Table {
    Table {
        columns: vec![Column::text(1.6), Column::text(8.0)],
        header: vec![Row::new(["Short form", "Stands for"])],
        rows: abbreviations.iter().map(|(short, long)| Row::new([*short, *long])).collect(),
        ..Table::default()
    }
}

/// The sources of what the manual uses, by name.
fn sources(making: &Making<'_>, used: &[(&Framework, Vec<&Element>)]) -> Vec<String> {
    let mut sources: Vec<String> =
        used.iter().flat_map(|(framework, _)| framework.citations()).map(|source| format!("{source}.")).collect();
    if making.study.interventions().len() > 0 {
        sources.push("Michie, Richardson, Johnston, Abraham, Francis, Hardeman, Eccles, Cane, Wood 2013, The behavior change technique taxonomy (v1) of 93 hierarchically clustered techniques, doi:10.1007/s12160-013-9486-6.".into());
    }
    match making.options.shape {
        Shape::Reflexive => {
            sources.push("Braun, Clarke 2006, Using thematic analysis in psychology, doi:10.1191/1478088706qp063oa.".into());
            sources.push("Braun, Clarke 2019, Reflecting on reflexive thematic analysis, doi:10.1080/2159676X.2019.1628806.".into());
        }
        Shape::MacQueen | Shape::ThemeFirst => sources.push(
            "MacQueen, McLellan, Kay, Milstein 1998, Codebook development for team-based qualitative analysis, Cultural Anthropology Methods 10(2): 31–36.".into(),
        ),
    }
    sources.sort();
    sources.dedup();
    sources
}
