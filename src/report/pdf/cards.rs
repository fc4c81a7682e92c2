//! Codes: the card of one, and the tree of all.

use super::flow::{Flow, Setting};
use super::pages::{Ink, Mark, Slice, points};
use super::structure::Kind;
use super::style::{self, Style};
use super::table::{Laid, laid, line_of, parted, whole};
use crate::report::tree::{Alignment, Card, CodeTree, Look};

/// Width of the column of terms, in points (3.4 cm), and at most a quarter of the width.
const TERMS: f32 = 96.0;
/// A card that takes at most this much of a page stays whole; an entry likewise.
const LARGEST_CARD: f32 = 0.36;
const LARGEST_ENTRY: f32 = 0.45;
/// Width of the strip of colour before a code, and how much further in each level begins.
const STRIP: f32 = 4.0;
const STEP: f32 = 12.0;

/// Sets the entries of a card, without its heading.
pub(super) fn card<'a>(flow: &mut Flow<'a>, card: &'a Card) {
    let width = flow.width();
    let backwards = flow.document.right_to_left();
    let terms = TERMS.min(width / 4.0);
    let page = points(flow.sheet.text_height());
    let list = flow.structure.add(Kind::List { numbered: false }, None);
    let mut slices: Vec<Slice> = Vec::new();
    for entry in &card.entries {
        let item = flow.structure.add(Kind::Item, Some(list));
        let (label, body) = (flow.structure.add(Kind::Label, Some(item)), flow.structure.add(Kind::Body, Some(item)));
        let letters = flow.letters(&entry.term, Look::default(), style::TERM, label);
        let term = line_of(flow, letters, style::TERM, terms - 8.0, Setting::default());
        let content = laid(flow, &entry.content, style::CELL, width - terms, body, Alignment::Start);
        let (term_x, content_x) = if backwards { (width - terms + 8.0, 0.0) } else { (0.0, terms) };
        let cells = vec![
            Laid { x: term_x, lines: term, element: label, low: false },
            Laid { x: content_x, lines: content, element: body, low: false },
        ];
        let height = cells.iter().map(Laid::height).fold(0.0, f32::max);
        let mut made = if height > page * LARGEST_ENTRY { parted(cells) } else { vec![whole(&cells, height)] };
        if let Some(last) = made.last_mut() {
            last.marks.push(Mark::rect(0.0, last.height - 0.5, width, 0.5, Ink::Fill(style::HAIRLINE)));
        }
        slices.extend(made);
    }
    let height: f32 = slices.iter().map(|slice| slice.height).sum();
    let count = slices.len();
    for (at, mut slice) in slices.into_iter().enumerate() {
        if at + 1 < count && height <= page * LARGEST_CARD {
            slice.keep_next = true;
        }
        if at + 1 == count {
            slice.height += 6.0;
        }
        flow.push(slice);
    }
}

/// Sets the tree of codes: a strip of colour, the number, the name, and what stands at the end of the row.
pub(super) fn code_tree<'a>(flow: &mut Flow<'a>, tree: &'a CodeTree) {
    let width = flow.width();
    let backwards = flow.document.right_to_left();
    let list = flow.structure.add(Kind::List { numbered: false }, None);
    let widest = |flow: &mut Flow<'_>, texts: Vec<&str>, style: Style| {
        let face = style.family.face(style.bold, false);
        texts.into_iter().map(|text| flow.shaper.width(text, face) * style.size).fold(0.0, f32::max)
    };
    let numbers = widest(flow, tree.rows.iter().map(|row| row.number.as_str()).collect(), style::TERM);
    let numbers = if numbers > 0.0 { numbers + 10.0 } else { 0.0 };
    let aside_style = Style { colour: style::SLATE, ..style::CELL };
    let asides: Vec<&str> = tree.rows.iter().filter_map(|row| row.aside.as_deref()).collect();
    let asides = widest(flow, asides, aside_style);
    let count = tree.rows.len();
    for (at, row) in tree.rows.iter().enumerate() {
        let item = flow.structure.add(Kind::Item, Some(list));
        let (label, body) = (flow.structure.add(Kind::Label, Some(item)), flow.structure.add(Kind::Body, Some(item)));
        let indent = STEP * row.depth.min(12) as f32;
        let name_style = if row.depth == 0 { style::CELL_HEADING } else { style::CELL };
        let start = STRIP + 6.0 + numbers + indent;
        let room = (width - start - asides - 10.0).max(60.0);
        let look = Look { link: row.anchor.as_deref(), ..Look::default() };
        let mut name = flow.letters(&row.name, look, name_style, body);
        name.colour = name_style.colour;
        let place = |x: f32, wide: f32| if backwards { width - x - wide } else { x };
        let mut cells = vec![Laid {
            x: place(start, room),
            lines: line_of(flow, name, name_style, room, Setting { in_line: true, ..Setting::default() }),
            element: body,
            low: false,
        }];
        if !row.number.is_empty() {
            let letters = flow.letters(&row.number, Look::default(), style::TERM, label);
            let lines = line_of(flow, letters, style::TERM, numbers, Setting::default());
            cells.insert(0, Laid { x: place(STRIP + 6.0, numbers), lines, element: label, low: false });
        }
        if let Some(aside) = &row.aside {
            let letters = flow.letters(aside, Look::default(), aside_style, body);
            let setting = Setting { alignment: Alignment::End, ..Setting::default() };
            let lines = line_of(flow, letters, aside_style, asides + 2.0, setting);
            cells.push(Laid { x: place(width - asides - 2.0, asides + 2.0), lines, element: body, low: false });
        }
        let height = cells.iter().map(Laid::height).fold(0.0, f32::max);
        let mut slice = whole(&cells, height);
        if let Some(colour) = row.colour {
            slice.marks.insert(0, Mark::rect(place(0.0, STRIP), 0.0, STRIP, slice.height, Ink::Fill(colour)));
        }
        slice.marks.push(Mark::rect(0.0, slice.height - 0.4, width, 0.4, Ink::Fill(style::HAIRLINE)));
        // A code stays with the first of those below it.
        slice.keep_next = tree.rows.get(at + 1).is_some_and(|next| next.depth > row.depth);
        if at + 1 == count {
            slice.height += 8.0;
        }
        flow.push(slice);
    }
}
