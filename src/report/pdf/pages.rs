//! What stands on pages: marks, the slices that are stacked on pages, and the stacking, which keeps together what
//! belongs together, repeats the headers of tables, and puts notes at the foot.

use super::faces::Stretch;
use super::lines::Letters;
use crate::report::paper::Sheet;
use crate::report::tree::Colour;

/// How something is coloured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Ink {
    Fill(Colour),
    /// A dashed line of this colour.
    Dashed(Colour),
}

/// What a mark shows.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shows {
    Letters {
        stretches: Vec<Stretch>,
        size: f32,
        colour: Colour,
    },
    Rect(Ink),
    /// Nothing, but its element is there.
    Nothing,
    /// A picture, by its place among the document's.
    Picture(usize),
    /// The page of a heading, ending at the right edge of the mark, with dots from its left.
    PageOf {
        heading: usize,
        size: f32,
        colour: Colour,
    },
}

/// Something drawn: its box from the top left of its slice, in points; letters stand on its lower edge.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) shows: Shows,
    /// Element of the structure to which it belongs; `None` for what only adorns.
    pub(super) element: Option<usize>,
    /// Anchor or heading to which it leads.
    pub(super) link: Option<Goal>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Goal {
    Anchor(String),
    Heading(usize),
}

impl Mark {
    pub(super) fn rect(x: f32, y: f32, width: f32, height: f32, ink: Ink) -> Mark {
        Mark { x, y, width, height, shows: Shows::Rect(ink), element: None, link: None }
    }

    /// Letters with the lines that go with them.
    pub(super) fn letters(piece: &Letters, stretches: Vec<Stretch>, x: f32, baseline: f32, width: f32) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut line = |y: f32| {
            let ink = Ink::Fill(piece.colour);
            marks.push(Mark::rect(x, y, width, (piece.size * 0.06).max(0.4), ink));
        };
        if piece.underlined {
            line(baseline + piece.size * 0.14);
        }
        if piece.struck {
            line(baseline - piece.size * 0.28);
        }
        marks.push(Mark {
            x,
            y: baseline - piece.size,
            width,
            height: piece.size,
            shows: Shows::Letters { stretches, size: piece.size, colour: piece.colour },
            element: Some(piece.element),
            link: piece.link.clone().map(Goal::Anchor),
        });
        marks
    }

    pub(super) fn moved(mut self, right: f32, down: f32) -> Mark {
        self.x += right;
        self.y += down;
        self
    }
}

/// What begins before a slice.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Begins {
    #[default]
    Nothing,
    Page,
    Sheet {
        landscape: bool,
    },
}

/// What is not parted: a line of text, a row of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Slice {
    pub(super) begins: Begins,
    /// Space above, dropped at the top of a page.
    pub(super) above: f32,
    pub(super) height: f32,
    pub(super) marks: Vec<Mark>,
    /// Stays on the page of the next slice.
    pub(super) keep_next: bool,
    /// Notes called in it.
    pub(super) notes: Vec<usize>,
    /// What is drawn again above it where it opens a page: the header of its table, the cells that reach down to it.
    pub(super) again: Option<usize>,
    pub(super) cells_again: Vec<Mark>,
    /// Anchors and headings that lie here.
    pub(super) anchors: Vec<String>,
    pub(super) heading: Option<usize>,
}

/// A header that is drawn again.
#[derive(Clone, Debug, Default)]
pub(super) struct Again {
    pub(super) height: f32,
    pub(super) marks: Vec<Mark>,
}

/// A footnote, set for each of the two widths of pages.
#[derive(Clone, Debug, Default)]
pub(super) struct SetNote {
    pub(super) upright: Again,
    pub(super) lying: Again,
}

/// A page with everything on it, in points from its top left.
#[derive(Clone, Debug)]
pub(super) struct SetPage {
    pub(super) sheet: Sheet,
    pub(super) marks: Vec<Mark>,
}

/// Where something lies: its page from 0, and how far down it, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    pub(super) page: usize,
    pub(super) y: f32,
}

/// All pages, and where anchors and headings lie.
#[derive(Clone, Debug, Default)]
pub(super) struct Pages {
    pub(super) pages: Vec<SetPage>,
    pub(super) anchors: std::collections::BTreeMap<String, Spot>,
    pub(super) headings: std::collections::BTreeMap<usize, Spot>,
}

/// A twip is a twentieth of a point; a page's few thousand of them are exact in an f32.
pub(super) fn points(twips: u32) -> f32 {
    twips as f32 / 20.0
}

/// Between the text and its notes, and between the line over the notes and the first of them.
const ABOVE_NOTES: f32 = 10.0;
const BELOW_RULE: f32 = 4.0;
/// Length of the line over the notes.
const RULE: f32 = 110.0;

/// Stacks slices on pages.
pub(super) fn stack(slices: Vec<Slice>, again: &[Again], notes: &[SetNote], first: Sheet) -> Pages {
    let mut stacking = Stacking {
        pages: Pages::default(),
        sheet: first,
        y: 0.0,
        notes: Vec::new(),
        again,
        set_notes: notes,
        open: false,
    };
    let mut chain: Vec<Slice> = Vec::new();
    for slice in slices {
        let ends = !slice.keep_next;
        if slice.begins != Begins::Nothing && !chain.is_empty() {
            // Nothing stays with what begins a page.
            stacking.chain(std::mem::take(&mut chain));
        }
        chain.push(slice);
        if ends {
            stacking.chain(std::mem::take(&mut chain));
        }
    }
    stacking.chain(chain);
    stacking.close();
    stacking.pages
}

struct Stacking<'a> {
    pages: Pages,
    sheet: Sheet,
    /// How far down the page is filled, in points from its top margin.
    y: f32,
    /// Notes of the page, in order.
    notes: Vec<usize>,
    again: &'a [Again],
    set_notes: &'a [SetNote],
    /// A page is open.
    open: bool,
}

impl Stacking<'_> {
    /// Slices that stay together, as far as one page holds them.
    fn chain(&mut self, chain: Vec<Slice>) {
        let Some(first) = chain.first() else { return };
        match first.begins {
            Begins::Nothing => {}
            Begins::Page => self.close(),
            Begins::Sheet { landscape } => {
                self.close();
                let page = if self.sheet.width.min(self.sheet.height) == 12_240 {
                    crate::report::tree::Page::Letter
                } else {
                    crate::report::tree::Page::A4
                };
                self.sheet = Sheet::new(page, landscape);
            }
        }
        let above: f32 = first.above;
        let whole: f32 = chain.iter().map(|slice| slice.above + slice.height).sum();
        let more_notes: f32 = self.height_of_notes(chain.iter().flat_map(|slice| &slice.notes).copied());
        let needed = if self.y == 0.0 { whole - above } else { whole };
        let room = self.room();
        let page = points(self.sheet.text_height());
        if self.open && self.y > 0.0 && self.y + needed + more_notes > room && whole - above + more_notes <= page {
            self.close();
        }
        for slice in chain {
            self.slice(slice);
        }
    }

    fn slice(&mut self, slice: Slice) {
        self.open_page();
        let notes = self.height_of_notes(slice.notes.iter().copied());
        let above = if self.y == 0.0 { 0.0 } else { slice.above };
        if self.y > 0.0 && self.y + above + slice.height + notes > self.room() {
            self.close();
            self.open_page();
        }
        let at_top = self.y == 0.0;
        if at_top && let Some(again) = slice.again.and_then(|at| self.again.get(at)) {
            // What is drawn again is no part of the text.
            let marks = again.marks.iter().cloned().map(|mark| Mark { element: None, link: None, ..mark });
            self.draw(marks.collect(), 0.0);
            self.y += again.height;
        }
        if !at_top {
            self.y += slice.above;
        }
        let top = self.y;
        let spot = Spot { page: self.pages.pages.len().saturating_sub(1), y: points(self.sheet.top) + top };
        for anchor in slice.anchors {
            self.pages.anchors.entry(anchor).or_insert(spot);
        }
        if let Some(heading) = slice.heading {
            self.pages.headings.insert(heading, spot);
        }
        if at_top {
            let again = slice.cells_again.into_iter().map(|mark| Mark { element: None, link: None, ..mark });
            self.draw(again.collect(), top);
        }
        self.draw(slice.marks, top);
        self.y += slice.height;
        for note in slice.notes {
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
    }

    fn draw(&mut self, marks: Vec<Mark>, y: f32) {
        let (left, top) = (points(self.sheet.side), points(self.sheet.top));
        if let Some(page) = self.pages.pages.last_mut() {
            page.marks.extend(marks.into_iter().map(|mark| mark.moved(left, top + y)));
        }
    }

    fn open_page(&mut self) {
        if !self.open {
            self.pages.pages.push(SetPage { sheet: self.sheet, marks: Vec::new() });
            self.open = true;
            self.y = 0.0;
        }
    }

    fn note(&self, note: usize) -> Option<&Again> {
        let set = self.set_notes.get(note)?;
        Some(if self.sheet.landscape { &set.lying } else { &set.upright })
    }

    /// What notes that are not on the page yet would take of it.
    fn height_of_notes(&self, notes: impl Iterator<Item = usize>) -> f32 {
        let mut fresh: Vec<usize> = notes.filter(|note| !self.notes.contains(note)).collect();
        fresh.dedup();
        let height: f32 = fresh.iter().filter_map(|note| self.note(*note)).map(|note| note.height).sum();
        if !fresh.is_empty() && self.notes.is_empty() { height + ABOVE_NOTES + BELOW_RULE } else { height }
    }

    /// How far down the text may go, above the notes of the page.
    fn room(&self) -> f32 {
        let notes: f32 = self.notes.iter().filter_map(|note| self.note(*note)).map(|note| note.height).sum();
        let taken = if self.notes.is_empty() { 0.0 } else { notes + ABOVE_NOTES + BELOW_RULE };
        points(self.sheet.text_height()) - taken
    }

    /// Ends the page, its notes at its foot.
    fn close(&mut self) {
        if !self.open {
            return;
        }
        let notes = std::mem::take(&mut self.notes);
        let set: Vec<Again> = notes.iter().filter_map(|note| self.note(*note)).cloned().collect();
        let height: f32 = set.iter().map(|note| note.height).sum();
        if !set.is_empty() {
            let mut y = points(self.sheet.text_height()) - height;
            let rule = Mark::rect(0.0, y - BELOW_RULE, RULE, 0.5, Ink::Fill(Colour::new(0x8F, 0xA0, 0xAB)));
            self.draw(vec![rule], 0.0);
            for note in set {
                self.draw(note.marks, y);
                y += note.height;
            }
        }
        self.open = false;
        self.y = 0.0;
    }
}
