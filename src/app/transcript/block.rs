//! One block laid out: its lines, where its letters stand, and what lies under a point. Offsets here are bytes from
//! the block's start; distances are points from its top left corner.

use super::atlas::Ink;
use parley::{Affinity, Cursor, Layout};
use std::ops::Range;

/// A laid-out block.
pub(super) struct SetBlock {
    layout: Layout<Ink>,
    /// Physical pixels to a point: the layout is in physical pixels.
    scale: f32,
    pub lines: Vec<Line>,
    cells: Vec<Cell>,
    pub height: f32,
}

/// A line of a block.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Bytes, with the space the line was broken at.
    pub range: Range<usize>,
    /// Where the words end before that space.
    pub words_end: usize,
    pub top: f32,
    pub bottom: f32,
    pub baseline: f32,
    cells: Range<usize>,
}

/// A grapheme in its place.
#[derive(Clone, Copy, Debug)]
struct Cell {
    start: usize,
    left: f32,
    right: f32,
}

/// Where a caret stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct CaretPlace {
    pub x: f32,
    pub top: f32,
    pub bottom: f32,
}

impl SetBlock {
    /// Takes over a layout whose lines are broken and aligned.
    pub fn new(layout: Layout<Ink>, text: &str, scale: f32) -> Self {
        let mut cells = Vec::with_capacity(text.len());
        let mut lines = Vec::with_capacity(layout.len());
        for line in layout.lines() {
            let metrics = line.metrics();
            let begun = cells.len();
            let mut x = metrics.offset + metrics.inline_min_coord;
            for cluster in line.runs().flat_map(|run| run.visual_clusters()) {
                let right = x + cluster.advance();
                cells.push(Cell { start: cluster.text_range().start, left: x / scale, right: right / scale });
                x = right;
            }
            let range = line.text_range();
            let words = text.get(range.clone()).unwrap_or_default();
            lines.push(Line {
                words_end: range.start + words.trim_end().len(),
                range,
                top: metrics.block_min_coord / scale,
                bottom: metrics.block_max_coord / scale,
                baseline: metrics.baseline / scale,
                cells: begun..cells.len(),
            });
        }
        let height = lines.last().map_or(0.0, |line| line.bottom);
        Self { layout, scale, lines, cells, height }
    }

    /// A block of no words, this tall.
    pub fn blank(height: f32, scale: f32) -> Self {
        let line = Line { range: 0..0, words_end: 0, top: 0.0, bottom: height, baseline: height, cells: 0..0 };
        Self { layout: Layout::new(), scale, lines: vec![line], cells: Vec::new(), height }
    }

    pub fn layout(&self) -> &Layout<Ink> {
        &self.layout
    }

    /// Whether the block runs from right to left.
    pub fn is_rtl(&self) -> bool {
        self.layout.is_rtl()
    }

    /// Bytes used, roughly: what is kept is bounded by this.
    pub fn weight(&self) -> usize {
        // Measured with parley 0.12: about 42 bytes of layout to a byte of text, and our own cells.
        self.cells.len() * (42 + size_of::<Cell>()) + 512
    }

    /// Where the caret stands at an offset; `upstream` is the end of a line, not the start of the next.
    pub fn caret(&self, offset: usize, upstream: bool) -> CaretPlace {
        let whole = CaretPlace { x: 0.0, top: 0.0, bottom: self.height };
        if self.cells.is_empty() {
            return whole;
        }
        let bounds = Cursor::from_byte_index(&self.layout, offset, affinity(upstream)).geometry(&self.layout, 0.0);
        let place = |v: f64| v as f32 / self.scale;
        CaretPlace { x: place(bounds.x0), top: place(bounds.y0), bottom: place(bounds.y1) }
    }

    /// The offset nearest a point, and whether the end of its line is meant.
    pub fn hit(&self, x: f32, y: f32) -> (usize, bool) {
        if self.cells.is_empty() {
            return (0, false);
        }
        let y = y.clamp(0.0, (self.height - 0.5).max(0.0));
        let cursor = Cursor::from_point(&self.layout, x * self.scale, y * self.scale);
        (cursor.index(), cursor.affinity() == Affinity::Upstream)
    }

    /// The line an offset stands on.
    pub fn line_at(&self, offset: usize, upstream: bool) -> usize {
        let caret = self.caret(offset, upstream);
        self.line_below((caret.top + caret.bottom) / 2.0)
    }

    /// The line at a height; the first above, the last below.
    pub fn line_below(&self, y: f32) -> usize {
        self.lines.partition_point(|line| line.bottom <= y).min(self.lines.len().saturating_sub(1))
    }

    /// The offset one grapheme to the left or right of another on the screen, or `None` at the block's edge.
    pub fn beside(&self, offset: usize, upstream: bool, to_right: bool) -> Option<(usize, bool)> {
        if self.cells.is_empty() {
            return None;
        }
        let cursor = Cursor::from_byte_index(&self.layout, offset, affinity(upstream));
        let moved = if to_right { cursor.next_visual(&self.layout) } else { cursor.previous_visual(&self.layout) };
        (moved != cursor).then(|| (moved.index(), moved.affinity() == Affinity::Upstream))
    }

    /// The stretches (left, right) of a line that bytes cover, from left to right; the space at the line's end is
    /// left out.
    pub fn strips(&self, line: &Line, bytes: &Range<usize>) -> Vec<(f32, f32)> {
        let (from, to) = (bytes.start.max(line.range.start), bytes.end.min(line.words_end));
        let mut found: Vec<(f32, f32)> = Vec::new();
        if from >= to {
            return found;
        }
        for cell in self.cells.get(line.cells.clone()).unwrap_or_default() {
            if cell.start < from || cell.start >= to {
                continue;
            }
            match found.last_mut() {
                Some(last) if cell.left <= last.1 + 0.01 => last.1 = last.1.max(cell.right),
                _ => found.push((cell.left, cell.right)),
            }
        }
        found
    }

    /// The graphemes of a line in the order they are read: where each starts, and its left edge and width.
    pub fn letters(&self, line: &Line) -> Vec<(usize, f32, f32)> {
        let cells = self.cells.get(line.cells.clone()).unwrap_or_default();
        let mut letters: Vec<_> = cells.iter().map(|cell| (cell.start, cell.left, cell.right - cell.left)).collect();
        letters.sort_unstable_by_key(|letter| letter.0);
        letters
    }
}

fn affinity(upstream: bool) -> Affinity {
    if upstream { Affinity::Upstream } else { Affinity::Downstream }
}
