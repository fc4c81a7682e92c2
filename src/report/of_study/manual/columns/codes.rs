//! Column sets with a row for each code.

use super::{Sources, framed, items};
use crate::report::of_study::manual::codes::{numbers, printed_codes};
use crate::report::tree::{Cell, CellContent, Inlines, Table, strong};

/// Numbered codes with "code if" and "do not code if".
pub(super) fn rules(sources: &Sources<'_>) -> Table {
    let numbers = numbers(sources.study);
    let rows = printed_codes(sources.study, sources.options).into_iter().map(|(_, code)| {
        let name = format!("{} {}", numbers.get(&code.id).map_or("", String::as_str), code.name);
        let brief = if code.brief.is_empty() { &code.full } else { &code.brief };
        let mut what = vec![CellContent::from(Inlines(vec![strong(name.trim().to_owned())]))];
        if !brief.is_empty() {
            what.push(brief.as_str().into());
        }
        vec![Cell::of(what), Cell::of(items(&code.when_to_use)), Cell::of(items(&code.when_not_to_use))]
    });
    let columns = [("Code", 3.4), ("Code if …", 3.6), ("Do not code if …", 3.6)];
    framed(&columns, rows.collect())
}
