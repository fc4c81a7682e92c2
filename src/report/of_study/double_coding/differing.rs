//! In what the coders differ, by kind and by code, and what that points at in the codebook.

use std::collections::BTreeMap;

use super::Told;
use crate::{
    operations::counted,
    report::tree::{Cell, Column, Document, Inlines, Row, Table, bullets, emphasis, heading, paragraph, text},
    review::{CodeCounts, Difference, Relation, State, per_code, pointer},
    study::{Code, Id},
};

pub(super) fn tell(document: &mut Document, told: &Told<'_>) {
    document.push(heading(1, "In what the coders differ"));
    let alike: usize = told.differences.iter().map(|found| found.alike.len()).sum();
    let differing = told.differing().count();
    let mut said = format!(
        "Of {}, {alike} are the same for both coders and {differing} are not.",
        counted(alike + differing, "place")
    );
    if told.differences.len() > 1 {
        said.push_str(" Places are counted for each pair of coders.");
    }
    document.push(paragraph(said));
    if differing > 0 {
        document.push(kinds(told));
    }
    let counts = counts(told);
    if !counts.is_empty() {
        document.push(codes(told, &counts));
    }
    let pointers: Vec<Inlines> = told
        .now
        .code_tree()
        .into_iter()
        .filter_map(|(_, code)| pointer(told.now, code.id, counts.get(&code.id)?))
        .map(|sentence| emphasised(&sentence))
        .collect();
    if !pointers.is_empty() {
        document.push(heading(2, "What this points at in the codebook"));
        document.push(bullets(pointers));
    }
}

/// A sentence in which names stand between asterisks, with the names in emphasis.
fn emphasised(sentence: &str) -> Inlines {
    let parts = sentence.split('*').enumerate().filter(|(_, part)| !part.is_empty());
    Inlines(parts.map(|(at, part)| if at.is_multiple_of(2) { text(part) } else { emphasis(part) }).collect())
}

/// What a difference is called; `names` are the coders' where there are two.
pub(super) fn kind(difference: Difference, names: &[&str]) -> String {
    let missing = |place: usize, otherwise: &str| match names {
        [_, _] => format!("Only {} coded it", names.get(place).copied().unwrap_or(otherwise)),
        _ => otherwise.to_owned(),
    };
    match difference {
        Difference::Boundary => "Same code, other boundaries".into(),
        Difference::Quality => "Same code and words, other valence or level".into(),
        Difference::MissingInFirst => missing(1, "Only the second of two coded it"),
        Difference::MissingInSecond => missing(0, "Only the first of two coded it"),
        Difference::OtherCode(relation) => format!("Another code: {}", relation_in_words(relation)),
    }
}

fn relation_in_words(relation: Relation) -> &'static str {
    match relation {
        Relation::Ancestor => "one stands above the other",
        Relation::Sibling => "siblings in the codebook",
        Relation::OtherComponent => "of another COM-B component",
        Relation::OtherTheme => "of another theme",
        Relation::SameTheme => "of the same theme",
        Relation::Apart => "neither of one parent nor of one theme",
    }
}

/// A row a kind, with what became of it.
fn kinds(told: &Told<'_>) -> Table {
    let mut counts: BTreeMap<Difference, [usize; 4]> = BTreeMap::new();
    let mut all = [0; 4];
    for one in told.differing() {
        let state = match told.ledger.state(&told.matter(one)) {
            State::Decided => 1,
            State::Later => 2,
            State::Open => 3,
        };
        for counts in [counts.entry(one.difference).or_default(), &mut all] {
            for (at, count) in counts.iter_mut().enumerate() {
                *count += usize::from(at == 0 || at == state);
            }
        }
    }
    let names = told.coders();
    let line = |name: String, counts: [usize; 4]| {
        std::iter::once(Cell::from(name)).chain(counts.map(|count| Cell::from(count.to_string())))
    };
    let mut rows: Vec<Row> = counts.iter().map(|(&what, &counts)| Row::new(line(kind(what, &names), counts))).collect();
    rows.push(Row::total(line("All".into(), all)));
    Table {
        caption: Some("Differences by kind, and what became of them".into()),
        columns: [vec![Column::text(4.4)], vec![Column::number(1.0); 4]].concat(),
        header: vec![Row::new(["Kind", "Places", "Decided", "Put off", "Open"])],
        rows,
        ..Table::default()
    }
}

/// The counts of each code, over pairs of coders.
pub(super) fn counts(told: &Told<'_>) -> BTreeMap<Id<Code>, CodeCounts> {
    let mut all: BTreeMap<Id<Code>, CodeCounts> = BTreeMap::new();
    for (code, counts) in told.differences.iter().flat_map(per_code) {
        let sum = all.entry(code).or_default();
        sum.alike += counts.alike;
        sum.boundaries += counts.boundaries;
        sum.other_codes += counts.other_codes;
        sum.missing += counts.missing;
        sum.qualities += counts.qualities;
        for (instead, count) in counts.instead {
            *sum.instead.entry(instead).or_default() += count;
        }
    }
    all
}

fn codes(told: &Told<'_>, counts: &BTreeMap<Id<Code>, CodeCounts>) -> Table {
    let mut rows: Vec<(String, &CodeCounts)> = told
        .now
        .code_tree()
        .into_iter()
        .filter_map(|(_, code)| Some((told.now.code_path(code.id).join(" › "), counts.get(&code.id)?)))
        .collect();
    // Those that differ most come first; else the order of the codebook.
    rows.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.differing()));
    let rows = rows.into_iter().map(|(name, counts)| {
        let figures = [counts.alike, counts.boundaries, counts.other_codes, counts.missing, counts.qualities];
        Row::new(std::iter::once(Cell::from(name)).chain(figures.map(|count| Cell::from(count.to_string()))))
    });
    Table {
        caption: Some("Places alike and differing, by code".into()),
        columns: [vec![Column::text(3.4)], [0.9, 1.6, 1.3, 1.0, 1.3].map(Column::number).to_vec()].concat(),
        header: vec![Row::new(["Code", "Alike", "Boundaries", "Another code", "Only one", "Valence, level"])],
        rows: rows.collect(),
        notes: vec!["A place over two codes counts for both of them.".into()],
        ..Table::default()
    }
}
