//! Tables that run over pages: `longtable`, with columns in proportion and header rows repeated.

use super::inline::{content, write_inlines};
use super::{Story, hypertarget};
use crate::report::tree::{Alignment, Column, Row, RowKind, Slot, Table};

/// The source of a table with its caption, without its notes.
pub(super) fn table<'a>(table: &'a Table, label: Option<&str>, name: Option<&str>, story: &mut Story<'a>) -> String {
    let width = table.width();
    if width == 0 {
        return String::new();
    }
    let shares = shares(&table.columns, width);
    let columns: String = (0..width).map(|column| column_type(table, &shares, column, 1)).collect();
    let mut out = format!("{{\\small\n\\begin{{longtable}}{{@{{}}{columns}@{{}}}}\n");
    let target = name.map(hypertarget).unwrap_or_default();
    if let Some(caption) = &table.caption {
        let words = write_inlines(&caption.text, story);
        out.push_str(&format!("\\caption*{{{target}{}{words}}}\\\\\n", label.unwrap_or_default()));
    }
    out.push_str("\\toprule\n");
    let header = rows(table, &table.header, &table.header_grid(), &shares, true, story);
    if !table.header.is_empty() {
        out.push_str(&format!("{header}\\midrule\n\\endfirsthead\n\\toprule\n{}", without_notes(&header)));
        out.push_str("\\midrule\n\\endhead\n");
    }
    out.push_str("\\bottomrule\n\\endlastfoot\n");
    out.push_str(&rows(table, &table.rows, &table.body_grid(), &shares, false, story));
    out.push_str("\\end{longtable}}\n");
    out
}

/// A header that is repeated calls no note twice.
fn without_notes(header: &str) -> String {
    let mut out = String::new();
    let mut rest = header;
    while let Some(at) = rest.find("\\protect\\footnote{") {
        let (before, call) = rest.split_at(at);
        out.push_str(before);
        let mut depth = 0_usize;
        let mut escaped = false;
        let end = call.char_indices().find_map(|(at, c)| {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '{' => depth += 1,
                '}' => {
                    depth = depth.saturating_sub(1);
                    return (depth == 0).then_some(at + 1);
                }
                _ => {}
            }
            None
        });
        rest = call.get(end.unwrap_or(call.len())..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// Each column's share of the width, adding up to 1.
fn shares(columns: &[Column], width: usize) -> Vec<f32> {
    let positive = |width: f32| if width.is_finite() && width > 0.0 { width } else { 0.1 };
    let widest = columns.iter().map(|column| positive(column.width)).fold(0.0, f32::max).max(1.0);
    let widths: Vec<f32> =
        columns.iter().map(|column| positive(column.width)).chain(std::iter::repeat(widest)).take(width).collect();
    let sum: f32 = widths.iter().sum();
    widths.into_iter().map(|width| width / sum).collect()
}

/// A column, or several taken together, as wide as their shares and the gaps between them.
fn column_type(table: &Table, shares: &[f32], from: usize, columns: usize) -> String {
    let alignment = table.columns.get(from).map(|column| column.alignment).unwrap_or_default();
    aligned(alignment, shares, from, columns)
}

fn aligned(alignment: Alignment, shares: &[f32], from: usize, columns: usize) -> String {
    let share: f32 = shares.iter().skip(from).take(columns).sum();
    let gaps = 2 * (shares.len() - 1);
    let own = 2 * (columns - 1);
    let set = match alignment {
        Alignment::Start => "\\raggedright",
        Alignment::Centre => "\\centering",
        Alignment::End => "\\raggedleft",
    };
    let width = format!("\\dimexpr {share:.4}\\linewidth-{:.4}\\tabcolsep\\relax", share * gaps as f32 - own as f32);
    let width = width.replace("--", "+");
    format!(">{{{set}\\arraybackslash}}p{{{width}}}")
}

fn rows<'a>(
    table: &'a Table,
    rows: &'a [Row],
    grid: &[Vec<Slot<'a>>],
    shares: &[f32],
    header: bool,
    story: &mut Story<'a>,
) -> String {
    let mut out = String::new();
    for (index, (row, slots)) in rows.iter().zip(grid).enumerate() {
        let mut cells = Vec::new();
        let mut from = 0;
        for slot in slots {
            cells.push(cell(table, slot, from, shares, header || row.kind != RowKind::Plain, story));
            from += slot.columns();
        }
        if row.kind == RowKind::Total {
            out.push_str("\\midrule\n");
        }
        if row.kind == RowKind::Group && index > 0 {
            out.push_str("\\addlinespace\n");
        }
        // A row that names a group is not left alone at the foot of a page.
        let end = if row.kind == RowKind::Group { "\\\\*" } else { "\\\\" };
        out.push_str(&format!("{} {end}\n", cells.join(" & ")));
        let next = grid.get(index + 1);
        let reached = next.is_some_and(|next| next.iter().any(|slot| matches!(slot, Slot::Continued { .. })));
        if !header && row.kind == RowKind::Plain && next.is_some() && !reached {
            out.push_str("\\addlinespace[2pt]\n");
        }
    }
    out
}

fn cell<'a>(
    table: &'a Table,
    slot: &Slot<'a>,
    from: usize,
    shares: &[f32],
    strong: bool,
    story: &mut Story<'a>,
) -> String {
    let Slot::Cell { cell, columns, rows } = slot else {
        // Empty places under a cell that reaches down; as many as it takes.
        return vec![""; slot.columns()].join(" & ");
    };
    let mut words = content(&cell.content, story);
    if strong && !words.is_empty() {
        words = format!("\\bfseries {words}");
    }
    if *rows > 1 {
        // An equals sign takes the width of the column.
        words = format!("\\multirow[t]{{{rows}}}{{=}}{{{words}}}");
    }
    let column = table.columns.get(from).map(|column| column.alignment).unwrap_or_default();
    let alignment = cell.alignment.unwrap_or(column);
    if *columns > 1 || alignment != column {
        let (before, after) =
            (if from == 0 { "@{}" } else { "" }, if from + columns == shares.len() { "@{}" } else { "" });
        let kind = aligned(alignment, shares, from, *columns);
        words = format!("\\multicolumn{{{columns}}}{{{before}{kind}{after}}}{{{words}}}");
    }
    words
}
