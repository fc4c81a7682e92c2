//! The elements in order of importance, by the criteria that studies of the Theoretical Domains Framework print: how many
//! spoke of it (frequency), how many sub-themes it has (elaboration), and whether beliefs conflict (for instance
//! PMC7336619, Table 2; PMC10854129, Table 2). How strongly a belief bears on behaviour is the analyst's to judge.

use std::{cmp::Reverse, collections::BTreeSet};

use super::{
    MatrixOptions,
    standing::{Statement, counted_note, elements, heard, share, statements, whole},
};
use crate::{
    framework::Element,
    report::{
        PlainCell, PlainTable,
        of_study::subthemes::place_of,
        tree::{Alignment, Cell, Column, Row, Table},
    },
    study::{Group, Id, Study},
};

/// An element with what makes it important.
struct Ranked {
    rank: usize,
    element: &'static Element,
    participants: usize,
    groups: usize,
    statements: usize,
    barriers: usize,
    enablers: usize,
    /// Passages marked as contradicting.
    against: usize,
}

impl Ranked {
    fn conflicting(&self) -> bool {
        self.against > 0 || (self.barriers > 0 && self.enablers > 0)
    }

    /// "Yes: 2 barriers, 1 enabler; 3 contradicting passages"
    fn conflict(&self) -> String {
        if !self.conflicting() {
            return "No".into();
        }
        let counted = crate::operations::counted;
        let mut parts = Vec::new();
        if self.barriers > 0 && self.enablers > 0 {
            parts.push(format!("{}, {}", counted(self.barriers, "barrier"), counted(self.enablers, "enabler")));
        }
        if self.against > 0 {
            parts.push(counted(self.against, "contradicting passage"));
        }
        format!("Yes: {}", parts.join("; "))
    }
}

fn ranked(study: &Study, options: &MatrixOptions) -> Vec<Ranked> {
    let all = statements(study, options);
    let mut found: Vec<Ranked> = Vec::new();
    for element in elements(study, options.level) {
        let here: Vec<&Statement<'_>> = all.iter().filter(|one| one.stands_in(element)).collect();
        if here.is_empty() {
            continue;
        }
        let groups: BTreeSet<Id<Group>> = here.iter().flat_map(|one| one.spread.groups.iter().copied()).collect();
        let passages: BTreeSet<_> = here
            .iter()
            .flat_map(|one| &one.codings)
            .filter(|coding| coding.contradicts)
            .map(|coding| (coding.transcript, coding.span))
            .collect();
        found.push(Ranked {
            rank: 0,
            element,
            participants: heard(&here).len(),
            groups: groups.len(),
            statements: here.len(),
            barriers: here.iter().filter(|one| one.is_barrier()).count(),
            enablers: here.iter().filter(|one| one.is_enabler()).count(),
            against: passages.len(),
        });
    }
    found.sort_by_key(|one| (Reverse((one.participants, one.statements)), place_in(study, one.element)));
    let mut last = (0, (usize::MAX, usize::MAX));
    for (at, one) in found.iter_mut().enumerate() {
        // Equals share a rank.
        if last.1 != (one.participants, one.statements) {
            last = (at + 1, (one.participants, one.statements));
        }
        one.rank = last.0;
    }
    found
}

fn place_in(study: &Study, element: &Element) -> usize {
    match place_of(element) {
        usize::MAX => {
            let own = study.frameworks().elements(element.id.framework());
            own.iter().position(|other| other.id == element.id).unwrap_or(usize::MAX)
        }
        place => place,
    }
}

/// A domain with the component in which it usually lies, as published tables name it.
pub(super) fn named(study: &Study, element: &Element) -> String {
    match study.frameworks().component(&element.id).filter(|_| !element.is_of_comb()) {
        Some(component) => format!("{} ({})", element.name, component.name),
        None => element.name.clone(),
    }
}

pub(super) fn table(study: &Study, options: &MatrixOptions) -> Table {
    let (participants, groups) = whole(study);
    let ranked = ranked(study, options);
    let rows = ranked.iter().map(|one| {
        Row::new([
            Cell::from(one.rank.to_string()),
            Cell::from(named(study, one.element)),
            Cell::from(share(one.participants, participants)),
            Cell::from(one.groups.to_string()),
            Cell::from(one.statements.to_string()),
            Cell::from(one.conflict()),
        ])
    });
    let centred = |width| Column { width, alignment: Alignment::Centre };
    let absent: Vec<&str> = elements(study, options.level)
        .into_iter()
        .filter(|element| !ranked.iter().any(|one| one.element.id == element.id))
        .map(|element| element.name.as_str())
        .collect();
    let mut notes = vec![
        "Frequency: participants who spoke of a sub-theme that stands there. Elaboration: sub-themes and codes that stand \
         there. Conflicting beliefs: barriers and enablers both, or passages marked as contradicting. Ranked by frequency, \
         then elaboration; equals share a rank. Strength of belief is not counted."
            .into(),
        counted_note(study).into(),
    ];
    if !absent.is_empty() && !ranked.is_empty() {
        notes.push(format!("Nothing stands in: {}.", absent.join("; ")).into());
    }
    Table {
        caption: Some(format!("{}s in order of importance", options.level.head(study)).into()),
        columns: vec![centred(0.7), Column::text(4.2), centred(1.8), centred(1.5), centred(1.5), Column::text(3.4)],
        header: vec![Row::new([
            "Rank".to_owned(),
            options.level.head(study),
            format!("Frequency, n of {participants} (%)"),
            format!("Groups, of {groups}"),
            "Elaboration".to_owned(),
            "Conflicting beliefs".to_owned(),
        ])],
        rows: rows.collect(),
        notes,
        anchor: None,
    }
}

pub(super) fn plain(study: &Study, options: &MatrixOptions) -> PlainTable {
    let (participants, groups) = whole(study);
    let header = [
        "rank",
        "element_id",
        "element",
        "participants",
        "participants_of",
        "groups",
        "groups_of",
        "statements",
        "barriers",
        "enablers",
        "contradicting_passages",
        "conflicting_beliefs",
    ];
    let whole = |number: usize| PlainCell::Count(i64::try_from(number).unwrap_or(i64::MAX));
    let rows = ranked(study, options).into_iter().map(|one| {
        vec![
            whole(one.rank),
            one.element.id.as_str().into(),
            one.element.name.as_str().into(),
            whole(one.participants),
            whole(participants),
            whole(one.groups),
            whole(groups),
            whole(one.statements),
            whole(one.barriers),
            whole(one.enablers),
            whole(one.against),
            if one.conflicting() { "yes" } else { "no" }.into(),
        ]
    });
    PlainTable { header: header.map(str::to_owned).to_vec(), rows: rows.collect() }
}
