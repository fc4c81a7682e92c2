//! Tables, and where the cells of a table with merged cells lie.

use super::{Caption, CellContent, Inlines};

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Printed above it.
    pub caption: Option<Caption>,
    /// From first to last.
    pub columns: Vec<Column>,
    /// Rows that are repeated at the top of each page.
    pub header: Vec<Row>,
    /// The other rows.
    pub rows: Vec<Row>,
    /// Printed below it, a paragraph each.
    pub notes: Vec<Inlines>,
    /// Name by which links find it.
    pub anchor: Option<String>,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// Share of the table's width, relative to the other columns; 0 and less are taken as a narrow column.
    pub width: f32,
    /// How its cells stand.
    pub alignment: Alignment,
}

impl Column {
    /// A column of text.
    pub fn text(width: f32) -> Self {
        Column { width, alignment: Alignment::Start }
    }

    /// A column of numbers, which end under each other.
    pub fn number(width: f32) -> Self {
        Column { width, alignment: Alignment::End }
    }
}

/// Where text stands in its column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alignment {
    /// Where reading starts: left in English, right in Arabic.
    #[default]
    Start,
    /// In the middle.
    Centre,
    /// Where reading ends.
    End,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// What it is for.
    pub kind: RowKind,
    /// Cells that begin in this row; places that a cell of an earlier row reaches into are left out.
    pub cells: Vec<Cell>,
}

/// What a row is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowKind {
    /// Like any other.
    #[default]
    Plain,
    /// Names what the rows below it have in common, and is never left alone at the foot of a page.
    Group,
    /// Sums up the rows above it.
    Total,
}

impl Row {
    /// A plain row.
    pub fn new<C: Into<Cell>>(cells: impl IntoIterator<Item = C>) -> Self {
        Row { kind: RowKind::Plain, cells: cells.into_iter().map(Into::into).collect() }
    }

    /// A row of one cell over `columns` columns that names what the rows below it have in common.
    pub fn group(name: impl Into<Cell>, columns: usize) -> Self {
        Row { kind: RowKind::Group, cells: vec![name.into().over_columns(columns).aligned(Alignment::Start)] }
    }

    /// A row that sums up the rows above it.
    pub fn total<C: Into<Cell>>(cells: impl IntoIterator<Item = C>) -> Self {
        Row { kind: RowKind::Total, cells: cells.into_iter().map(Into::into).collect() }
    }
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its paragraphs.
    pub content: Vec<CellContent>,
    /// How many columns it takes, from 1.
    pub col_span: usize,
    /// How many rows it takes, from 1; it never reaches from the header into the other rows.
    pub row_span: usize,
    /// How it stands, where not as its column says.
    pub alignment: Option<Alignment>,
}

impl Cell {
    /// A cell of several paragraphs.
    pub fn of(content: Vec<CellContent>) -> Self {
        Cell { content, col_span: 1, row_span: 1, alignment: None }
    }

    /// A cell with nothing in it.
    pub fn empty() -> Self {
        Cell::of(Vec::new())
    }

    /// The same over several columns.
    pub fn over_columns(mut self, columns: usize) -> Self {
        self.col_span = columns;
        self
    }

    /// The same over several rows.
    pub fn over_rows(mut self, rows: usize) -> Self {
        self.row_span = rows;
        self
    }

    /// The same, standing otherwise than its column says.
    pub fn aligned(mut self, alignment: Alignment) -> Self {
        self.alignment = Some(alignment);
        self
    }

    /// Its text alone, one line a paragraph.
    pub fn plain(&self) -> String {
        let lines: Vec<String> = self
            .content
            .iter()
            .map(|content| match content {
                CellContent::Text(text) | CellContent::Item(text) => text.plain(),
                CellContent::Quotation(quotation) => match &quotation.attribution {
                    Some(attribution) => format!("{} {attribution}", quotation.text.plain()),
                    None => quotation.text.plain(),
                },
            })
            .collect();
        lines.join("\n")
    }
}

impl<T: Into<CellContent>> From<T> for Cell {
    fn from(content: T) -> Self {
        Cell::of(vec![content.into()])
    }
}

/// A place in a row of the grid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Slot<'a> {
    /// A cell begins here; spans are cut to the grid.
    Cell { cell: &'a Cell, columns: usize, rows: usize },
    /// A cell from above reaches into `columns` columns.
    Continued { cell: &'a Cell, columns: usize },
    /// The row has no cell here.
    Missing,
}

impl Slot<'_> {
    /// How many columns it takes.
    pub(crate) fn columns(&self) -> usize {
        match self {
            Slot::Cell { columns, .. } | Slot::Continued { columns, .. } => *columns,
            Slot::Missing => 1,
        }
    }
}

impl Table {
    /// Number of columns: those that are declared, or the cells of the widest row where that is more.
    pub fn width(&self) -> usize {
        let widest = |row: &Row| row.cells.iter().map(|cell| cell.col_span.max(1)).sum();
        let rows = self.header.iter().chain(&self.rows).map(widest).max().unwrap_or(0);
        self.columns.len().max(rows)
    }

    /// The widths of all columns, relative to each other: as declared, but none so narrow that a word breaks in it where the
    /// other columns can give what it lacks. `letters` is how many letters the whole table is wide.
    pub(crate) fn widths(&self, letters: f32) -> Vec<f32> {
        let count = self.width();
        let positive = |width: f32| if width.is_finite() && width > 0.0 { width } else { 0.1 };
        let widest = self.columns.iter().map(|column| positive(column.width)).fold(1.0, f32::max);
        let declared: Vec<f32> =
            (0..count).map(|at| self.columns.get(at).map_or(widest, |column| positive(column.width))).collect();
        let least = self.longest_words(count);
        if least.iter().sum::<f32>() > letters {
            return declared;
        }
        // Those that lack room get what they need; the others share the rest, until none lacks any.
        let mut widened = vec![false; count];
        loop {
            let taken: f32 = least.iter().zip(&widened).filter(|(_, wide)| **wide).map(|(least, _)| least).sum();
            let others: f32 = declared.iter().zip(&widened).filter(|(_, wide)| !**wide).map(|(width, _)| width).sum();
            let share = |width: f32| width / others.max(f32::MIN_POSITIVE) * (letters - taken);
            let widths: Vec<f32> = declared
                .iter()
                .zip(&least)
                .zip(&widened)
                .map(|((width, least), wide)| if *wide { *least } else { share(*width) })
                .collect();
            let lacks = widths.iter().zip(&least).position(|(width, least)| width + 0.01 < *least);
            match lacks.and_then(|at| widened.get_mut(at)) {
                Some(wide) => *wide = true,
                None => return widths,
            }
        }
    }

    /// The letters of the longest word of each column, with some room; words of headings count for a little more. Very long
    /// ones, such as addresses, may break.
    fn longest_words(&self, count: usize) -> Vec<f32> {
        const LONGEST: usize = 18;
        let mut least = vec![0.0_f32; count];
        let grids = [(self.header_grid(), 1.12), (self.body_grid(), 1.0)];
        for (grid, weight) in &grids {
            for slots in grid {
                let mut at = 0;
                for slot in slots {
                    if let Slot::Cell { cell, columns: 1, .. } = slot {
                        let text = cell.plain();
                        let words = text.split(|letter: char| letter.is_whitespace() || "-/–—".contains(letter));
                        let longest = words.map(|word| word.chars().count()).max().unwrap_or(0).min(LONGEST);
                        if let Some(least) = least.get_mut(at) {
                            *least = least.max(longest as f32 * weight + 2.0);
                        }
                    }
                    at += slot.columns();
                }
            }
        }
        least
    }

    /// Where the cells of the header lie.
    pub(crate) fn header_grid(&self) -> Vec<Vec<Slot<'_>>> {
        grid(&self.header, self.width())
    }

    /// Where the other cells lie.
    pub(crate) fn body_grid(&self) -> Vec<Vec<Slot<'_>>> {
        grid(&self.rows, self.width())
    }

    pub(super) fn visit_links<'a>(&'a self, found: &mut impl FnMut(&'a str)) {
        self.caption.iter().for_each(|caption| caption.text.visit_links(found));
        let cells = self.header.iter().chain(&self.rows).flat_map(|row| &row.cells);
        cells.flat_map(|cell| &cell.content).for_each(|content| content.visit_links(found));
        self.notes.iter().for_each(|note| note.visit_links(found));
    }
}

/// Lays rows on a grid `width` columns wide. Each row of the result covers all columns: cells that would not fit are
/// cut or left out, and places without a cell are [`Slot::Missing`].
fn grid(rows: &[Row], width: usize) -> Vec<Vec<Slot<'_>>> {
    // For each column, the cell that reaches down into the next row, its columns, and for how many rows more.
    let mut reaching: Vec<Option<(&Cell, usize, usize)>> = vec![None; width];
    let mut grid = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        let mut slots = Vec::new();
        let mut cells = row.cells.iter();
        let mut column = 0;
        while column < width {
            let slot = match reaching.get_mut(column) {
                Some(place @ Some(_)) => continued(place),
                _ => match cells.next() {
                    None => Slot::Missing,
                    Some(cell) => {
                        let free = reaching.iter().skip(column).take_while(|place| place.is_none()).count();
                        let columns = cell.col_span.clamp(1, free);
                        let spanned = cell.row_span.clamp(1, rows.len() - index);
                        if let (true, Some(place)) = (spanned > 1, reaching.get_mut(column)) {
                            *place = Some((cell, columns, spanned - 1));
                        }
                        Slot::Cell { cell, columns, rows: spanned }
                    }
                },
            };
            column += slot.columns();
            slots.push(slot);
        }
        grid.push(slots);
    }
    grid
}

/// One row of a cell that reaches down, and one row less of it to come.
fn continued<'a>(place: &mut Option<(&'a Cell, usize, usize)>) -> Slot<'a> {
    let Some((cell, columns, rows)) = *place else { return Slot::Missing };
    *place = (rows > 1).then_some((cell, columns, rows - 1));
    Slot::Continued { cell, columns }
}
