//! Who spoke of what: the elements and their sub-themes by the levels of an attribute of participants.

use std::collections::BTreeSet;

use super::{
    MatrixOptions,
    beliefs::lower,
    standing::{Statement, elements, heard, share, statements, whole},
};
use crate::{
    report::{
        PlainCell, PlainTable,
        of_study::attribution::value_in_words,
        tree::{Alignment, Cell, Column, Inlines, Row, RowKind, Table, strong},
    },
    study::{Attribute, AttributeKind, Describes, Id, Participant, Study},
};

/// Fewer participants of a level than this may be recognised beside a quotation (reporting.md section 4).
const FEW: usize = 3;

/// The attribute asked for, or the first of participants that has categories.
fn attribute<'a>(study: &'a Study, options: &MatrixOptions) -> Option<&'a Attribute> {
    let fits = |one: &&Attribute| one.kind == AttributeKind::Category && one.describes == Describes::Participants;
    study.get_opt(options.attribute).or_else(|| study.attributes_in_order().into_iter().find(fits))
}

/// The levels with who has each; those whose level is not known last.
fn levels(study: &Study, attribute: &Attribute) -> Vec<(String, BTreeSet<Id<Participant>>)> {
    let mut levels: Vec<(String, BTreeSet<Id<Participant>>)> =
        attribute.categories.iter().map(|level| (level.clone(), BTreeSet::new())).collect();
    let mut unknown = BTreeSet::new();
    for one in study.participants().filter(|one| !one.moderator) {
        let Some(value) = one.attributes.get(&attribute.id) else {
            unknown.insert(one.id);
            continue;
        };
        let level = value_in_words(value);
        match levels.iter_mut().find(|(known, _)| *known == level) {
            Some((_, those)) => {
                those.insert(one.id);
            }
            None => levels.push((level, [one.id].into())),
        }
    }
    levels.retain(|(_, those)| !those.is_empty());
    if !unknown.is_empty() {
        levels.push(("Not known".into(), unknown));
    }
    levels
}

pub(super) fn table(study: &Study, options: &MatrixOptions) -> Table {
    let Some(attribute) = attribute(study, options) else {
        return Table { notes: vec!["No attribute of participants has categories yet.".into()], ..Table::default() };
    };
    let (participants, _) = whole(study);
    let levels = levels(study, attribute);
    let all = statements(study, options);
    let cells = |name: Cell, speakers: &BTreeSet<Id<Participant>>| {
        let mut cells = vec![name];
        for (_, those) in &levels {
            cells.push(Cell::from(share(speakers.intersection(those).count(), those.len())));
        }
        cells.push(Cell::from(share(speakers.len(), participants)));
        cells
    };
    let mut rows = Vec::new();
    for element in elements(study, options.level) {
        let here: Vec<&Statement<'_>> = all.iter().filter(|one| one.stands_in(element)).collect();
        if here.is_empty() {
            continue;
        }
        let name = Cell::from(Inlines(vec![strong(element.name.as_str())]));
        rows.push(Row { kind: RowKind::Plain, cells: cells(name, &heard(&here)) });
        for one in here {
            let name = Cell::from(format!("\u{2003}{}", one.name));
            rows.push(Row { kind: RowKind::Plain, cells: cells(name, &one.spread.speakers) });
        }
    }
    let mut header = vec![options.level.head(study)];
    header.extend(levels.iter().map(|(level, those)| format!("{level} (n = {})", those.len())));
    header.push(format!("All (n = {participants})"));
    let width = (9.0 / (levels.len() + 1) as f32).clamp(0.9, 2.4);
    let mut columns = vec![Column::text(4.0)];
    columns.extend(header.iter().skip(1).map(|_| Column { width, alignment: Alignment::Centre }));
    let mut notes = vec![
        "n (%): participants of the level who spoke of it, of all participants of that level; who spoke of several \
         sub-themes counts once for the element. Moderators are left out; percentages are rounded half up."
            .into(),
    ];
    let few: Vec<&str> =
        levels.iter().filter(|(_, those)| those.len() < FEW).map(|(level, _)| level.as_str()).collect();
    if !few.is_empty() {
        notes.push(
            format!("Fewer than {FEW} participants: {}. Take care that nobody can be recognised.", few.join("; "))
                .into(),
        );
    }
    Table {
        caption: Some(format!("{}s by {}", options.level.head(study), lower(&attribute.name)).into()),
        columns,
        header: vec![Row::new(header)],
        rows,
        notes,
        anchor: None,
    }
}

pub(super) fn plain(study: &Study, options: &MatrixOptions) -> PlainTable {
    let header = ["element_id", "element", "sub_theme", "attribute", "level", "participants", "participants_of"]
        .map(str::to_owned);
    let mut rows = Vec::new();
    let Some(attribute) = attribute(study, options) else { return PlainTable { header: header.to_vec(), rows } };
    let count = |number: usize| PlainCell::Count(i64::try_from(number).unwrap_or(i64::MAX));
    let all = statements(study, options);
    let levels = levels(study, attribute);
    for element in elements(study, options.level) {
        let here: Vec<&Statement<'_>> = all.iter().filter(|one| one.stands_in(element)).collect();
        if here.is_empty() {
            continue;
        }
        let mut lines = vec![(None, heard(&here))];
        lines.extend(here.iter().map(|one| (Some(one.name), one.spread.speakers.clone())));
        for (name, speakers) in lines {
            for (level, those) in &levels {
                rows.push(vec![
                    element.id.as_str().into(),
                    element.name.as_str().into(),
                    name.map_or(PlainCell::Empty, PlainCell::from),
                    attribute.name.as_str().into(),
                    level.as_str().into(),
                    count(speakers.intersection(those).count()),
                    count(those.len()),
                ]);
            }
        }
    }
    PlainTable { header: header.to_vec(), rows }
}
