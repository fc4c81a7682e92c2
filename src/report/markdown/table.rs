//! Tables with pipes.

use super::inline::{quotation, write_inlines};
use super::{Story, one_line};
use crate::report::tree::{Alignment, Cell, CellContent, Slot, Table};

/// The lines of a table. Several header rows become one, since Markdown has one; what a merged cell says stands in its
/// first place, and its other places are empty.
pub(super) fn lines<'a>(table: &'a Table, story: &mut Story<'a>) -> String {
    let width = table.width();
    if width == 0 {
        return String::new();
    }
    let mut header = vec![Vec::new(); width];
    for row in table.header_grid() {
        for (names, name) in header.iter_mut().zip(texts(&row, story)) {
            if !name.is_empty() {
                names.push(name);
            }
        }
    }
    let header: Vec<String> = header.into_iter().map(|names| names.join("<br>")).collect();
    let alignment = |column: usize| table.columns.get(column).map(|column| column.alignment).unwrap_or_default();
    let rules: Vec<&str> = (0..width)
        .map(|column| match alignment(column) {
            Alignment::Start => "---",
            Alignment::Centre => ":-:",
            Alignment::End => "--:",
        })
        .collect();
    let mut lines = format!("{}\n| {} |\n", line(&header), rules.join(" | "));
    for row in table.body_grid() {
        lines.push_str(&line(&texts(&row, story)));
        lines.push('\n');
    }
    lines
}

fn line(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}

/// The text of each place of a row.
fn texts<'a>(row: &[Slot<'a>], story: &mut Story<'a>) -> Vec<String> {
    let mut texts = Vec::new();
    for slot in row {
        let first = match slot {
            Slot::Cell { cell, .. } => text(cell, story),
            Slot::Continued { .. } | Slot::Missing => String::new(),
        };
        texts.push(first);
        texts.extend(std::iter::repeat_n(String::new(), slot.columns() - 1));
    }
    texts
}

/// A cell on one line.
fn text<'a>(cell: &'a Cell, story: &mut Story<'a>) -> String {
    let mut parts = Vec::new();
    for content in &cell.content {
        let part = match content {
            CellContent::Text(words) => write_inlines(words, story),
            CellContent::Item(words) => format!("\u{2022} {}", write_inlines(words, story)),
            CellContent::Quotation(said) => {
                let words = quotation(said, story);
                match &said.attribution {
                    Some(attribution) => format!("{words} {}", one_line(attribution)),
                    None => words,
                }
            }
        };
        parts.push(part.replace("\\\n", "<br>"));
    }
    parts.join("<br>")
}
