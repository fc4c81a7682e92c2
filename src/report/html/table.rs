//! Tables: a caption, column groups, headers that say what they head, a body for each group of rows.

use super::Story;
use super::inline::{attribution, caption, inlines, quotation_words};
use super::write::Html;
use crate::report::tree::{Alignment, Cell, CellContent, Row, RowKind, Slot, Table};

/// Writes a table with its caption and notes.
pub(super) fn table<'a>(html: &mut Html, table: &'a Table, label: &str, story: &mut Story<'a>) {
    let width = table.width();
    let id = story.anchors.place(table.anchor.as_deref());
    html.open("div", &[("class", "table")]);
    match &id {
        Some(id) => html.open("table", &[("id", id.as_str())]),
        None => html.open("table", &[]),
    }
    html.line();
    if let Some(words) = &table.caption {
        html.open("caption", &[]);
        caption(html, label, words, story);
        html.close("caption");
        html.line();
    }
    columns(html, table, width);
    if !table.header.is_empty() {
        html.open("thead", &[]);
        rows(html, table, &table.header, table.header_grid(), true, story);
        html.close("thead");
        html.line();
    }
    body(html, table, story);
    html.close("table");
    for note in &table.notes {
        html.open("p", &[("class", "note")]);
        inlines(html, note, story);
        html.close("p");
    }
    html.close("div");
    html.line();
}

/// The columns with their share of the width, in hundredths.
fn columns(html: &mut Html, table: &Table, width: usize) {
    let positive = |width: f32| if width.is_finite() && width > 0.0 { width } else { 0.1 };
    let sum: f32 = table.columns.iter().map(|column| positive(column.width)).sum();
    if width == 0 || table.columns.len() != width || sum <= 0.0 {
        return;
    }
    html.open("colgroup", &[]);
    for column in &table.columns {
        html.void("col", &[("style", &format!("width:{:.2}%", 100.0 * positive(column.width) / sum))]);
    }
    html.close("colgroup");
    html.line();
}

/// The body; rows that name a group begin a body of their own, whose header they are. A cell that reaches over rows
/// keeps the body together.
fn body<'a>(html: &mut Html, table: &'a Table, story: &mut Story<'a>) {
    let grid = table.body_grid();
    let mut start = 0;
    while start < table.rows.len() {
        let begins = |at: usize| {
            let group = table.rows.get(at).is_some_and(|row| row.kind == RowKind::Group);
            let reached = grid.get(at).is_some_and(|row| row.iter().any(|slot| matches!(slot, Slot::Continued { .. })));
            group && !reached
        };
        let end = (start + 1..table.rows.len()).find(|at| begins(*at)).unwrap_or(table.rows.len());
        html.open("tbody", &[]);
        let part = table.rows.get(start..end).unwrap_or_default();
        rows(html, table, part, grid.get(start..end).unwrap_or_default().to_vec(), false, story);
        html.close("tbody");
        html.line();
        start = end;
    }
}

fn rows<'a>(
    html: &mut Html,
    table: &'a Table,
    rows: &'a [Row],
    grid: Vec<Vec<Slot<'a>>>,
    header: bool,
    story: &mut Story<'a>,
) {
    for (row, slots) in rows.iter().zip(grid) {
        let class = match row.kind {
            RowKind::Plain => None,
            RowKind::Group => Some("group"),
            RowKind::Total => Some("total"),
        };
        match class {
            Some(class) => html.open("tr", &[("class", class)]),
            None => html.open("tr", &[]),
        }
        let mut from = 0;
        for slot in slots {
            match slot {
                Slot::Cell { cell, columns, rows } => {
                    let place = Place { header, kind: row.kind, from, columns, rows };
                    write_cell(html, table, cell, place, story);
                }
                Slot::Missing => {
                    html.open("td", &[]);
                    html.close("td");
                }
                Slot::Continued { .. } => {}
            }
            from += slot.columns();
        }
        html.close("tr");
        html.line();
    }
}

#[derive(Clone, Copy)]
struct Place {
    header: bool,
    kind: RowKind,
    from: usize,
    columns: usize,
    rows: usize,
}

fn write_cell<'a>(html: &mut Html, table: &'a Table, cell: &'a Cell, place: Place, story: &mut Story<'a>) {
    let (columns, rows) = (place.columns.to_string(), place.rows.to_string());
    let column = table.columns.get(place.from).map(|column| column.alignment);
    let alignment = cell.alignment.or(column).unwrap_or_default();
    let mut attributes = Vec::new();
    let name = if place.header {
        attributes.push(("scope", if place.columns > 1 { "colgroup" } else { "col" }));
        "th"
    } else if place.kind == RowKind::Group {
        attributes.push(("scope", "rowgroup"));
        "th"
    } else if place.kind == RowKind::Total && place.from == 0 {
        attributes.push(("scope", "row"));
        "th"
    } else {
        "td"
    };
    if place.columns > 1 {
        attributes.push(("colspan", &columns));
    }
    if place.rows > 1 {
        attributes.push(("rowspan", &rows));
    }
    match alignment {
        Alignment::Start => {}
        Alignment::Centre => attributes.push(("class", "centre")),
        Alignment::End => attributes.push(("class", "end")),
    }
    html.open(name, &attributes);
    content(html, &cell.content, story);
    html.close(name);
}

/// Writes the paragraphs of a cell or of an entry of a card; neighbouring items are one list.
pub(super) fn content<'a>(html: &mut Html, content: &'a [CellContent], story: &mut Story<'a>) {
    let right_to_left = story.document.right_to_left();
    if let [CellContent::Text(text)] = content {
        let plain = text.plain();
        let alone = crate::report::direction::first_strong(&plain)
            .is_none_or(|direction| (direction == crate::report::direction::Direction::RightToLeft) == right_to_left);
        if alone {
            return inlines(html, text, story);
        }
    }
    let mut in_list = false;
    for part in content {
        let item = matches!(part, CellContent::Item(_));
        if item != in_list {
            if item {
                html.open("ul", &[])
            } else {
                html.close("ul")
            }
            in_list = item;
        }
        match part {
            CellContent::Text(text) => {
                html.open_words("p", "", &text.plain(), right_to_left);
                inlines(html, text, story);
                html.close("p");
            }
            CellContent::Item(text) => {
                html.open_words("li", "", &text.plain(), right_to_left);
                inlines(html, text, story);
                html.close("li");
            }
            CellContent::Quotation(quotation) => {
                let class = if quotation.near_miss { "said near-miss" } else { "said" };
                html.open_words("p", class, &quotation.text.plain(), right_to_left);
                quotation_words(html, quotation, story);
                if let Some(source) = &quotation.attribution {
                    html.text(" ");
                    attribution(html, source);
                }
                html.close("p");
            }
        }
    }
    if in_list {
        html.close("ul");
    }
}
