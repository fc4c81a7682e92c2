//! The boxes: how their words fall into lines, how high that makes them, and what is drawn.

use super::{
    Anchor, Colour, Group, HitArea, Item, Measure, Palette, Point, Rect, Stroke, Target, Text, Valence, Weight,
    caption::describe,
    checks::Written,
    columns::{Columns, Page},
    hatch::bands,
    labels::{ComponentLabels, SubthemeLabels, ThemeLabels},
    metrics::Font,
    wrap::{Line, widest, widest_piece, wrap, wrap_before, wrap_evenly},
};

/// Above and below the words of a sub-theme, in points.
const SUBTHEME_PADDING: f64 = 5.0;
/// Between a label and its numbers, in points.
const NUMBERS_GAP: f64 = 10.0;
/// What a hatched box shows of its hatching beside the words, in points.
const HATCH_SHOWN: f64 = 24.0;
/// And at least, however narrow the box is: three bands beside each other, in points.
const LEAST_HATCH: f64 = 13.0;
/// The part of a box that numbers may take before they are broken into lines.
const NUMBERS_SHARE: f64 = 0.4;

/// A component with the lines of everything in it.
pub struct ComponentBlock<'a> {
    pub labels: &'a ComponentLabels<'a>,
    pub name: Vec<Line>,
    pub themes: Vec<ThemeBlock<'a>>,
}

impl<'a> ComponentBlock<'a> {
    /// All its words, for the checks: its own, then theme by theme.
    pub fn written(&self) -> Vec<Written<'a>> {
        let source = self.labels.source;
        let target = Target::Component(source.id.clone());
        let mut words = vec![one(&source.name, &self.labels.name, self.name.len(), Weight::Bold, target)];
        words.extend(self.themes.iter().flat_map(ThemeBlock::written));
        words
    }
}

fn one<'a>(label: &'a str, text: &'a str, lines: usize, weight: Weight, target: Target) -> Written<'a> {
    Written { label, text, lines, weight, target }
}

/// A theme with the lines of its sub-themes.
pub struct ThemeBlock<'a> {
    pub labels: &'a ThemeLabels<'a>,
    pub name: Vec<Line>,
    pub subthemes: Vec<SubthemeBlock<'a>>,
}

/// A sub-theme's label and numbers in lines.
pub struct SubthemeBlock<'a> {
    pub labels: &'a SubthemeLabels<'a>,
    pub label: Vec<Line>,
    pub numbers: Vec<Line>,
    /// The numbers stand under the label, since beside them some word of it would not fit.
    below: bool,
    /// Those under it stand on its last line, which leaves them room.
    shared: bool,
    /// For the label, in points.
    room: f64,
    pub height: f64,
}

impl<'a> ComponentBlock<'a> {
    pub fn new(labels: &'a ComponentLabels<'a>, columns: &Columns, page: &Page, measure: &mut Measure) -> Self {
        let name = wrap(measure, &labels.name, page.component_font(), columns.component - 2.0 * page.padding);
        let themes = labels.themes.iter().map(|theme| ThemeBlock::new(theme, columns, page, measure)).collect();
        ComponentBlock { labels, name, themes }
    }

    /// Makes the lines of everything even. Heights stay as they are, so only the columns that were chosen need it.
    pub fn settle(&mut self, columns: &Columns, page: &Page, measure: &mut Measure) {
        let around = 2.0 * page.padding;
        self.name = wrap_evenly(measure, &self.labels.name, page.component_font(), columns.component - around);
        self.themes.iter_mut().for_each(|theme| theme.settle(columns, page, measure));
    }
}

impl<'a> ThemeBlock<'a> {
    /// Makes the lines of its name and of its sub-themes even.
    pub fn settle(&mut self, columns: &Columns, page: &Page, measure: &mut Measure) {
        let room = columns.theme - 2.0 * page.padding;
        self.name = wrap_evenly(measure, &self.labels.name, page.theme_font(), room);
        // Lines that leave room for numbers on their last stay as they are.
        for subtheme in self.subthemes.iter_mut().filter(|subtheme| !subtheme.shared) {
            let font = Font::regular(page.text);
            subtheme.label = wrap_evenly(measure, &subtheme.labels.label, font, subtheme.room);
        }
    }

    /// All its words, for the checks: its own, then its sub-themes'.
    pub fn written(&self) -> Vec<Written<'a>> {
        let source = self.labels.source;
        let target = Target::Theme(source.id.clone());
        let mut words = vec![one(&source.name, &self.labels.name, self.name.len(), Weight::Bold, target)];
        for subtheme in &self.subthemes {
            let source = subtheme.labels.source;
            let target = Target::Subtheme(source.id.clone());
            words.push(one(&source.label, &subtheme.labels.label, subtheme.label.len(), Weight::Regular, target));
        }
        words
    }

    pub fn new(labels: &'a ThemeLabels<'a>, columns: &Columns, page: &Page, measure: &mut Measure) -> Self {
        let name = wrap(measure, &labels.name, page.theme_font(), columns.theme - 2.0 * page.padding);
        let subthemes = labels
            .subthemes
            .iter()
            .map(|subtheme| SubthemeBlock::new(subtheme, columns.subtheme - 2.0 * page.edge, page, measure))
            .collect();
        ThemeBlock { labels, name, subthemes }
    }
}

impl<'a> SubthemeBlock<'a> {
    /// `room` is the width inside the box's padding, in points.
    fn new(labels: &'a SubthemeLabels<'a>, room: f64, page: &Page, measure: &mut Measure) -> Self {
        let (font, bold) = (Font::regular(page.text), Font::bold(page.text));
        let hatched = is_hatched(labels.source.valence, page.palette);
        let gap = gap_beside(labels.source.valence, page.palette).min(room * 0.15).max(if hatched {
            LEAST_HATCH
        } else {
            0.0
        });
        let alone = if hatched { room - gap } else { room };
        let text = labels.numbers_text();
        if text.is_empty() {
            let label = wrap(measure, &labels.label, font, alone);
            return SubthemeBlock::of(labels, label, Vec::new(), false, alone, font);
        }
        let share = (room * NUMBERS_SHARE).max(widest_piece(measure, &text, bold));
        let numbers = wrap(measure, &text, bold, share);
        let left = room - widest(&numbers) - gap;
        let word = widest_piece(measure, &labels.label, font);
        let beside = wrap(measure, &labels.label, font, left);
        if word <= left {
            return SubthemeBlock::of(labels, beside, numbers, false, left, font);
        }
        let under = wrap(measure, &text, bold, room);
        let tail = gap + widest(&under);
        let together = (under.len() == 1).then(|| wrap_before(measure, &labels.label, font, room, tail)).flatten();
        if let Some(label) = together.filter(|_| word <= alone) {
            let mut block = SubthemeBlock::of(labels, label, under, true, alone, font);
            block.share_last_line(font);
            return block;
        }
        let label = wrap(measure, &labels.label, font, alone);
        // A word that is too long for any line is broken in either place: then the lower box wins.
        let lower = beside.len().max(numbers.len()) < label.len() + under.len();
        if word > alone && left > page.text && lower {
            SubthemeBlock::of(labels, beside, numbers, false, left, font)
        } else {
            SubthemeBlock::of(labels, label, under, true, alone, font)
        }
    }

    fn of(
        labels: &'a SubthemeLabels<'a>,
        label: Vec<Line>,
        numbers: Vec<Line>,
        below: bool,
        room: f64,
        font: Font,
    ) -> Self {
        let lines = if below { label.len() + numbers.len() } else { label.len().max(numbers.len()) };
        let height = lines as f64 * font.line_height() + 2.0 * SUBTHEME_PADDING;
        SubthemeBlock { labels, label, numbers, below, shared: false, room, height }
    }

    /// Puts the numbers on the label's last line.
    fn share_last_line(&mut self, font: Font) {
        self.shared = true;
        self.height -= font.line_height();
    }

    /// The box at a place, and the areas of its numbers.
    pub fn draw(&self, frame: Rect, page: &Page, measure: &mut Measure) -> (Group, Vec<HitArea>) {
        let source = self.labels.source;
        let style = page.palette.style(source.valence);
        let font = Font::regular(page.text);
        let line = font.line_height();
        let (label_middle, numbers_middle) = if self.below {
            let top = frame.y + SUBTHEME_PADDING;
            let split = top + self.label.len() as f64 * line;
            let numbers = if self.shared { split - line } else { split };
            ((top + split) / 2.0, numbers + self.numbers.len() as f64 * line / 2.0)
        } else {
            (frame.middle(), frame.middle())
        };
        let mut items = Vec::new();
        if let Some(colour) = style.hatch {
            items.push(Item::Rect { rect: frame, corner: 0.0, fill: Some(style.fill), stroke: None });
            items.push(Item::Hatch { bands: bands(frame), colour });
            items.extend(self.plates(frame, page, label_middle).into_iter().map(plate));
            items.push(Item::Rect { rect: frame, corner: 0.0, fill: None, stroke: Some(Stroke::black(0.75)) });
        } else {
            let stroke = Stroke { dash: style.dashed.then_some(3.0), ..Stroke::black(0.75) };
            items.push(Item::Rect { rect: frame, corner: 0.0, fill: Some(style.fill), stroke: Some(stroke) });
        }
        let left = lines_at(&self.label, font, frame.x + page.edge, label_middle, Anchor::Start);
        let bold = Font::bold(page.text);
        let right = lines_at(&self.numbers, bold, frame.right() - page.edge, numbers_middle, Anchor::End);
        let mut areas = vec![HitArea { rect: frame, target: Target::Subtheme(source.id.clone()) }];
        for text in &right {
            areas.extend(number_areas(text, &source.id, |number| self.labels.intervention(number), measure));
        }
        items.extend(left.into_iter().chain(right).map(Item::Text));
        let group = Group {
            target: Target::Subtheme(source.id.clone()),
            description: describe(source),
            frame: Some(frame),
            valence: Some(source.valence),
            numbers: self.labels.numbers.clone(),
            items,
        };
        (group, areas)
    }

    /// White under the words of a hatched box: at one distance from its border all round, or up to the border on a narrow
    /// page, where so thin a rim of hatching would look like a dashed border.
    fn plates(&self, frame: Rect, page: &Page, label_middle: f64) -> Vec<Rect> {
        let inset = if page.is_narrow() { 0.0 } else { page.edge / 2.0 };
        let beyond = page.edge + page.edge / 2.0 - inset;
        let label = widest(&self.label) + beyond;
        let numbers = widest(&self.numbers) + beyond;
        let inner = Rect { x: frame.x + inset, y: frame.y + inset, height: frame.height - 2.0 * inset, ..frame };
        let numbers_x = frame.right() - inset - numbers;
        let mut plates = Vec::new();
        if self.below {
            let line = Font::regular(page.text).line_height();
            let foot = label_middle + self.label.len() as f64 * line / 2.0;
            if self.shared {
                // The last line leaves hatching between its words and the numbers.
                let split = foot - line;
                let (words, last) = self.label.split_at_checked(self.label.len().saturating_sub(1)).unwrap_or_default();
                if !words.is_empty() {
                    plates.push(Rect { width: widest(words) + beyond, height: split - inner.y, ..inner });
                }
                let (y, height) =
                    if words.is_empty() { (inner.y, inner.height) } else { (split, inner.bottom() - split) };
                plates.push(Rect { y, height, width: widest(last) + beyond, ..inner });
                plates.push(Rect { x: numbers_x, y, width: numbers, height });
            } else {
                plates.push(Rect { width: label, height: foot - inner.y, ..inner });
                plates.push(Rect { x: numbers_x, y: foot, width: numbers, height: inner.bottom() - foot });
            }
        } else {
            if self.label.iter().any(|line| !line.text.is_empty()) {
                plates.push(Rect { width: label, ..inner });
            }
            if !self.numbers.is_empty() {
                plates.push(Rect { x: numbers_x, width: numbers, ..inner });
            }
        }
        plates
    }
}

fn plate(rect: Rect) -> Item {
    Item::Rect { rect, corner: 0.0, fill: Some(Colour::WHITE), stroke: None }
}

fn is_hatched(valence: Valence, palette: Palette) -> bool {
    palette.style(valence).hatch.is_some()
}

fn gap_beside(valence: Valence, palette: Palette) -> f64 {
    if is_hatched(valence, palette) { HATCH_SHOWN } else { NUMBERS_GAP }
}

/// The width in points at which a sub-theme's words stand on one line, with padding.
pub fn natural_width(labels: &SubthemeLabels<'_>, page: &Page, measure: &mut Measure) -> f64 {
    let label = measure.width(&labels.label, Font::regular(page.text).weight, page.text);
    let numbers = measure.width(&labels.numbers_text(), Font::bold(page.text).weight, page.text);
    let valence = labels.source.valence;
    let gap = if numbers > 0.0 || is_hatched(valence, page.palette) { gap_beside(valence, page.palette) } else { 0.0 };
    label + gap + numbers + 2.0 * page.edge
}

/// A component's or theme's box: bold words in the middle.
pub fn name_box(lines: &[Line], font: Font, border: f64, frame: Rect) -> Vec<Item> {
    let rect = Item::Rect { rect: frame, corner: 0.0, fill: Some(Colour::WHITE), stroke: Some(Stroke::black(border)) };
    let words = lines_at(lines, font, frame.x + frame.width / 2.0, frame.middle(), Anchor::Middle);
    std::iter::once(rect).chain(words.into_iter().map(Item::Text)).collect()
}

/// Lines under each other around a height.
pub fn lines_at(lines: &[Line], font: Font, x: f64, middle: f64, anchor: Anchor) -> Vec<Text> {
    let first = middle - (lines.len().saturating_sub(1)) as f64 * font.line_height() / 2.0;
    let drawn = lines.iter().enumerate().filter(|(_, line)| !line.text.is_empty());
    drawn
        .map(|(place, line)| Text {
            x,
            baseline: first + place as f64 * font.line_height() + font.drop(),
            size: font.size,
            weight: font.weight,
            anchor,
            string: line.text.clone(),
            width: line.width,
        })
        .collect()
}

/// Where each number of a line of numbers stands; `id_of` knows the intervention of each.
pub fn number_areas(text: &Text, subtheme: &str, id_of: impl Fn(u32) -> String, measure: &mut Measure) -> Vec<HitArea> {
    let mut areas = Vec::new();
    let mut start = 0;
    for word in text.string.split_inclusive(", ") {
        let digits = word.trim_end_matches([',', ' ']);
        let before = text.string.get(..start).unwrap_or_default();
        let x = text.left() + measure.width(before, text.weight, text.size);
        let width = measure.width(digits, text.weight, text.size);
        start += word.len();
        if let Ok(number) = digits.parse() {
            let line = Font { weight: text.weight, size: text.size };
            let y = text.baseline - line.drop() - line.line_height() / 2.0;
            // Two points more on either side, so that a single digit can be met with a pointer.
            let rect = Rect { x: x - 2.0, y, width: width + 4.0, height: line.line_height() };
            let target = Target::Number { number, intervention: id_of(number), subtheme: subtheme.to_owned() };
            areas.push(HitArea { rect, target });
        }
    }
    areas
}

/// Corners of a rectangle, clockwise from the top left.
pub fn corners(rect: Rect) -> [Point; 4] {
    let (left, right, top, bottom) = (rect.x, rect.right(), rect.y, rect.bottom());
    [Point { x: left, y: top }, Point { x: right, y: top }, Point { x: right, y: bottom }, Point { x: left, y: bottom }]
}
