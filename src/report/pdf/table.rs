//! Tables: columns in proportion, headers drawn again on every page, merged cells drawn again where a page parts them, rows
//! that stay whole unless they would fill half a page.

use super::flow::{Flow, Setting};
use super::lines::{Letters, Line, Part};
use super::pages::{Again, Ink, Mark, Shows, Slice, points};
use super::structure::{Kind, Scope};
use super::style::{self, Style};
use crate::report::paper::shares;
use crate::report::tree::{Alignment, CellContent, Look, RowKind, Slot, Table};

/// Around the text of a cell, in points.
const SIDE: f32 = 4.0;
const ABOVE: f32 = 3.4;
const BELOW: f32 = 3.8;
/// Between two paragraphs of a cell.
const BETWEEN: f32 = 3.0;
/// A row that takes more of a page than this may be parted.
const LARGEST_WHOLE: f32 = 0.5;

/// The lines of a cell, each with the space above it, at their place in the row.
pub(super) struct Laid {
    pub(super) x: f32,
    pub(super) lines: Vec<(f32, Line)>,
    pub(super) element: usize,
    /// Stands at the foot of its row.
    pub(super) low: bool,
}

impl Laid {
    pub(super) fn height(&self) -> f32 {
        self.lines.iter().map(|(above, line)| above + line.height).sum()
    }

    /// What is drawn of it in a row of this height, without its padding.
    fn marks(&self, row: f32, above: f32) -> (Vec<Mark>, Vec<usize>) {
        let mut y = above + if self.low { (row - self.height()).max(0.0) } else { 0.0 };
        // A cell with nothing in it is still a cell to those who hear the table.
        let mut marks = vec![Mark {
            x: self.x,
            y,
            width: 0.0,
            height: 0.0,
            shows: Shows::Nothing,
            element: Some(self.element),
            link: None,
        }];
        let mut notes = Vec::new();
        for (above, line) in &self.lines {
            y += above;
            marks.extend(line.marks.iter().cloned().map(|mark| mark.moved(self.x, y)));
            notes.extend(&line.notes);
            y += line.height;
        }
        (marks, notes)
    }
}

/// The paragraphs of a cell as lines.
pub(super) fn laid<'a>(
    flow: &mut Flow<'a>,
    content: &'a [CellContent],
    style: Style,
    width: f32,
    element: usize,
    alignment: Alignment,
) -> Vec<(f32, Line)> {
    let mut found = Vec::new();
    for (at, part) in content.iter().enumerate() {
        let above = if at == 0 { 0.0 } else { BETWEEN };
        let setting = Setting { alignment, ..Setting::default() };
        let lines = match part {
            CellContent::Text(text) => {
                let parts = flow.parts(text, style, element);
                flow.broken(&parts, style, width, setting)
            }
            CellContent::Item(text) => {
                let bullet = flow.letters("\u{2022}\u{2002}", Look::default(), style, element);
                let hanging = flow.shaper.width("\u{2022}\u{2002}", bullet.face) * style.size;
                let mut parts = vec![Part::Letters(bullet)];
                parts.extend(flow.parts(text, style, element));
                flow.broken(&parts, style, width, Setting { hanging, ..setting })
            }
            CellContent::Quotation(quotation) => {
                let mut parts = flow.quoted(quotation, style, element);
                if let Some(attribution) = &quotation.attribution {
                    let slate = Style { colour: style::SLATE, ..style };
                    let letters = flow.letters(&format!(" {attribution}"), Look::default(), slate, element);
                    parts.push(Part::Letters(letters));
                }
                flow.broken(&parts, style, width, setting)
            }
        };
        found.extend(lines.into_iter().enumerate().map(|(line, set)| (if line == 0 { above } else { 0.0 }, set)));
    }
    found
}

/// A row that stays whole.
pub(super) fn whole(cells: &[Laid], height: f32) -> Slice {
    let mut slice = Slice { height: ABOVE + height + BELOW, ..Slice::default() };
    for cell in cells {
        let (marks, notes) = cell.marks(height, ABOVE);
        slice.marks.extend(marks);
        slice.notes.extend(notes);
    }
    slice
}

/// A row that may be parted after each line: the first lines of all cells, then the second, and so on.
pub(super) fn parted(cells: Vec<Laid>) -> Vec<Slice> {
    let count = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0).max(1);
    let mut slices = Vec::new();
    for at in 0..count {
        let row: Vec<Laid> = cells
            .iter()
            .map(|cell| Laid { lines: cell.lines.get(at).cloned().into_iter().collect(), low: false, ..*cell })
            .collect();
        let height = row.iter().map(Laid::height).fold(0.0, f32::max);
        let (first, last) = (at == 0, at + 1 == count);
        let above = if first { ABOVE } else { 0.0 };
        let mut slice = Slice { height: above + height + if last { BELOW } else { 0.0 }, ..Slice::default() };
        for cell in &row {
            // Lines of one slice stand on one line, whatever space is above some of them.
            let (marks, notes) = cell.marks(height, above + (height - cell.height()));
            slice.marks.extend(marks);
            slice.notes.extend(notes);
        }
        slice.keep_next = !last && (at == 0 || at == 1 || at + 2 == count || at + 3 == count);
        slices.push(slice);
    }
    slices
}

/// A row in the making.
struct RowMade {
    kind: RowKind,
    cells: Vec<Laid>,
    /// Cells that reach down: place among `cells`, and for how many rows.
    reaching: Vec<(usize, usize)>,
    height: f32,
    /// Where the row's lower rule runs: not under cells that go on.
    rules: Vec<(f32, f32)>,
}

struct Setup<'t> {
    table: &'t Table,
    /// Left edges of the columns, and the right edge of the last.
    edges: Vec<f32>,
    backwards: bool,
}

impl Setup<'_> {
    fn span(&self, from: usize, columns: usize) -> (f32, f32) {
        let edge = |at: usize| self.edges.get(at).copied().unwrap_or_default();
        let (left, right) = (edge(from), edge(from + columns));
        let whole = self.edges.last().copied().unwrap_or_default();
        if self.backwards { (whole - right, whole - left) } else { (left, right) }
    }
}

/// Sets a table without its caption and notes.
pub(super) fn table<'a>(flow: &mut Flow<'a>, table: &'a Table, element: usize) {
    let width = table.width();
    if width == 0 {
        return;
    }
    let relative = table.widths(flow.sheet.letters());
    let mut edges = vec![0.0];
    for share in shares(&relative, flow.sheet.text_width()) {
        edges.push(edges.last().copied().unwrap_or_default() + points(share));
    }
    let setup = Setup { table, edges, backwards: flow.document.right_to_left() };
    let head = flow.structure.add(Kind::Head, Some(element));
    let body = flow.structure.add(Kind::Rows, Some(element));
    let header = rows(flow, &setup, &table.header, table.header_grid(), Section::Head(head));
    let again = set_header(flow, header, setup.span(0, width));
    let made = rows(flow, &setup, &table.rows, table.body_grid(), Section::Body(body));
    set_body(flow, made, again, setup.span(0, width));
}

/// The part of a table to which a row belongs, by its element.
#[derive(Clone, Copy, PartialEq)]
enum Section {
    Head(usize),
    Body(usize),
}

/// The rows of the header or of the body.
fn rows<'a>(
    flow: &mut Flow<'a>,
    setup: &Setup<'_>,
    rows: &'a [crate::report::tree::Row],
    grid: Vec<Vec<Slot<'a>>>,
    section: Section,
) -> Vec<RowMade> {
    let mut made: Vec<RowMade> = Vec::new();
    for (row, slots) in rows.iter().zip(grid) {
        made.push(one_row(flow, setup, row.kind, &slots, section));
    }
    // A cell that reaches down needs the room of its rows; what lacks is added to the last of them.
    for at in 0..made.len() {
        let reaching: Vec<(f32, usize)> = made
            .get(at)
            .map(|row| {
                row.reaching.iter().filter_map(|(cell, rows)| Some((row.cells.get(*cell)?.height(), *rows))).collect()
            })
            .unwrap_or_default();
        for (needed, rows) in reaching {
            let end = (at + rows).min(made.len());
            let there: f32 = made.get(at..end).unwrap_or_default().iter().map(|row| row.height).sum::<f32>()
                + (ABOVE + BELOW) * (end - at - 1) as f32;
            if let Some(last) = end.checked_sub(1).and_then(|last| made.get_mut(last)) {
                last.height += (needed - there).max(0.0);
            }
        }
    }
    made
}

fn one_row<'a>(flow: &mut Flow<'a>, setup: &Setup<'_>, kind: RowKind, slots: &[Slot<'a>], section: Section) -> RowMade {
    let (Section::Head(parent) | Section::Body(parent)) = section;
    let in_head = matches!(section, Section::Head(_));
    let row_element = flow.structure.add(Kind::Row, Some(parent));
    let mut made = RowMade { kind, cells: Vec::new(), reaching: Vec::new(), height: 0.0, rules: Vec::new() };
    let mut from = 0;
    for slot in slots {
        let columns = slot.columns();
        let (left, right) = setup.span(from, columns);
        let (content, rows, own): (&'a [CellContent], usize, Option<Alignment>) = match slot {
            Slot::Cell { cell, rows, .. } => (&cell.content, *rows, cell.alignment),
            Slot::Missing => (&[], 1, None),
            Slot::Continued { .. } => {
                from += columns;
                continue;
            }
        };
        let column = setup.table.columns.get(from).map(|column| column.alignment);
        let alignment = own.or(column).unwrap_or_default();
        let scope = match kind {
            _ if in_head => Some(Scope::Column),
            RowKind::Group => Some(Scope::Row),
            RowKind::Total if from == 0 => Some(Scope::Row),
            _ => None,
        };
        let cell_kind = match scope {
            Some(scope) => Kind::HeaderCell { scope, columns, rows },
            None => Kind::Cell { columns, rows },
        };
        let element = flow.structure.add(cell_kind, Some(row_element));
        let style = if in_head || kind != RowKind::Plain { style::CELL_HEADING } else { style::CELL };
        let lines = laid(flow, content, style, right - left - 2.0 * SIDE, element, alignment);
        let cell = Laid { x: left + SIDE, lines, element, low: in_head && rows == 1 };
        if rows > 1 {
            made.reaching.push((made.cells.len(), rows));
        } else {
            made.height = made.height.max(cell.height());
            made.rules.push((left, right));
        }
        made.cells.push(cell);
        from += columns;
    }
    made.height = made.height.max(style::CELL.leading);
    made
}

/// The header, drawn first and again on every page that the table reaches: its place among what is drawn again.
fn set_header(flow: &mut Flow<'_>, mut header: Vec<RowMade>, span: (f32, f32)) -> Option<usize> {
    if header.is_empty() {
        return None;
    }
    lower(&mut header);
    let mut again = Again::default();
    let count = header.len();
    for (at, row) in header.into_iter().enumerate() {
        let mut slice = whole(&row.cells, row.height);
        let bottom = slice.height;
        let last = at + 1 == count;
        if last {
            slice.marks.push(Mark::rect(span.0, bottom - 1.1, span.1 - span.0, 1.0, Ink::Fill(style::INK)));
        } else {
            for (left, right) in &row.rules {
                slice.marks.push(Mark::rect(*left, bottom - 0.5, right - left, 0.5, Ink::Fill(style::HAIRLINE)));
            }
        }
        again.marks.extend(slice.marks.iter().cloned().map(|mark| mark.moved(0.0, again.height)));
        again.height += slice.height;
        flow.push(Slice { keep_next: true, ..slice });
    }
    flow.again.push(again);
    Some(flow.again.len() - 1)
}

/// Puts what stands in cells over several rows of the header at the foot of them.
fn lower(header: &mut [RowMade]) {
    let heights: Vec<f32> = header.iter().map(|row| row.height).collect();
    for (at, row) in header.iter_mut().enumerate() {
        for (cell, rows) in row.reaching.clone() {
            let spanned = heights.get(at..(at + rows).min(heights.len())).unwrap_or_default();
            let room: f32 = spanned.iter().sum::<f32>() + (ABOVE + BELOW) * (spanned.len().max(1) - 1) as f32;
            if let Some(cell) = row.cells.get_mut(cell) {
                let slack = (room - cell.height()).max(0.0);
                if let Some((above, _)) = cell.lines.first_mut() {
                    *above += slack;
                }
            }
        }
    }
}

fn set_body(flow: &mut Flow<'_>, rows: Vec<RowMade>, again: Option<usize>, span: (f32, f32)) {
    let page = points(flow.sheet.text_height());
    let heights: Vec<f32> = rows.iter().map(|row| row.height + ABOVE + BELOW).collect();
    // Cells that reach down from above: their marks, what they need, and how many rows they still reach.
    let mut reaching: Vec<(Vec<Mark>, f32, usize)> = Vec::new();
    let mut owed = 0.0_f32;
    let count = rows.len();
    for (at, row) in rows.into_iter().enumerate() {
        let reached = !reaching.is_empty() || !row.reaching.is_empty();
        let mut cells_again = Vec::new();
        for (marks, needed, left) in &reaching {
            let room: f32 = heights.get(at..(at + left).min(count)).unwrap_or_default().iter().sum();
            if *needed + ABOVE <= room {
                cells_again.extend(marks.iter().cloned());
            }
        }
        reaching.iter_mut().for_each(|(_, _, left)| *left -= 1);
        reaching.retain(|(_, _, left)| *left > 0);
        for (cell, spanned) in &row.reaching {
            if let Some(cell) = row.cells.get(*cell) {
                let (marks, _) = cell.marks(cell.height(), ABOVE);
                owed = owed.max(cell.height() + ABOVE);
                reaching.push((marks, cell.height(), spanned - 1));
            }
        }
        let large = row.height > page * LARGEST_WHOLE && !reached;
        let mut slices = if large { parted(row.cells) } else { vec![whole(&row.cells, row.height)] };
        let height: f32 = slices.iter().map(|slice| slice.height).sum();
        owed -= height;
        let last_slice = slices.len() - 1;
        for (place, slice) in slices.iter_mut().enumerate() {
            slice.again = again;
            if place == 0 {
                slice.cells_again = std::mem::take(&mut cells_again);
                if row.kind == RowKind::Total {
                    slice.marks.push(Mark::rect(span.0, 0.0, span.1 - span.0, 0.8, Ink::Fill(style::INK)));
                }
                if row.kind == RowKind::Group {
                    let tint = Mark::rect(span.0, 0.0, span.1 - span.0, slice.height, Ink::Fill(style::TINT));
                    slice.marks.insert(0, tint);
                }
            }
            if place == last_slice {
                // What a cell says must fit on the page where it begins; a group's name stays with its first row.
                slice.keep_next = at + 1 < count && (row.kind == RowKind::Group || owed > 0.0);
                let bottom = slice.height;
                let ends_here = reaching.is_empty();
                let rules = if ends_here { vec![span] } else { row.rules.clone() };
                for (left, right) in rules {
                    slice.marks.push(Mark::rect(left, bottom - 0.5, right - left, 0.5, Ink::Fill(style::HAIRLINE)));
                }
            }
        }
        if at + 1 == count
            && let Some(last) = slices.last_mut()
        {
            last.height += 10.0;
        }
        for slice in slices {
            flow.push(slice);
        }
    }
}

/// Letters by themselves, for rows that are no tables.
pub(super) fn line_of(
    flow: &mut Flow<'_>,
    letters: Letters,
    style: Style,
    width: f32,
    setting: Setting,
) -> Vec<(f32, Line)> {
    flow.broken(&[Part::Letters(letters)], style, width, setting).into_iter().map(|line| (0.0, line)).collect()
}
