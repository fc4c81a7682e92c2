//! What enables and what hinders, element by element.

use super::{
    MatrixOptions,
    beliefs::lower,
    importance::named,
    standing::{Statement, counted_note, elements, statements, whole},
};
use crate::{
    report::{
        PlainCell, PlainTable,
        tree::{Cell, CellContent, Column, Inlines, Row, Table, strong, text},
    },
    study::Study,
};

pub(super) fn table(study: &Study, options: &MatrixOptions) -> Table {
    let all = statements(study, options);
    let mut rows = Vec::new();
    let mut unset = 0;
    for element in elements(study, options.level) {
        let here: Vec<&Statement<'_>> = all.iter().filter(|one| one.stands_in(element)).collect();
        if here.is_empty() {
            continue;
        }
        unset += here.iter().filter(|one| one.valence.is_none()).count();
        let items = |wanted: fn(&Statement<'_>) -> bool| {
            let item = |one: &&&Statement<'_>| {
                let heard = one.spread.speakers.len();
                CellContent::Item(format!("{} (n = {heard}; {} groups)", one.name, one.spread.groups.len()).into())
            };
            Cell::of(here.iter().filter(|one| wanted(one)).collect::<Vec<_>>().iter().map(item).collect())
        };
        let mut name = vec![strong(named(study, element))];
        if !element.plain.is_empty() {
            name.push(text(format!(". {}", element.plain)));
        }
        rows.push(Row::new([Cell::from(Inlines(name)), items(|one| one.is_enabler()), items(|one| one.is_barrier())]));
    }
    let mut notes = vec!["A sub-theme that is both stands on both sides.".into(), counted_note(study).into()];
    if unset > 0 {
        notes.push(format!("Left out for want of a valence: {unset}.").into());
    }
    Table {
        caption: Some(format!("Enablers and barriers by {}", lower(&options.level.head(study))).into()),
        columns: vec![Column::text(3.2), Column::text(4.4), Column::text(4.4)],
        header: vec![Row::new([options.level.head(study), "Enablers".to_owned(), "Barriers".to_owned()])],
        rows,
        notes,
        anchor: None,
    }
}

pub(super) fn plain(study: &Study, options: &MatrixOptions) -> PlainTable {
    let (participants, groups) = whole(study);
    let header =
        ["element_id", "element", "side", "sub_theme", "participants", "participants_of", "groups", "groups_of"];
    let count = |number: usize| PlainCell::Count(i64::try_from(number).unwrap_or(i64::MAX));
    let all = statements(study, options);
    let mut rows = Vec::new();
    for element in elements(study, options.level) {
        for one in all.iter().filter(|one| one.stands_in(element)) {
            for (side, wanted) in [("enabler", one.is_enabler()), ("barrier", one.is_barrier())] {
                if wanted {
                    rows.push(vec![
                        element.id.as_str().into(),
                        element.name.as_str().into(),
                        side.into(),
                        one.name.into(),
                        count(one.spread.speakers.len()),
                        count(participants),
                        count(one.spread.groups.len()),
                        count(groups),
                    ]);
                }
            }
        }
    }
    PlainTable { header: header.map(str::to_owned).to_vec(), rows }
}
