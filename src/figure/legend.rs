//! The key below the figure: a swatch for each valence that occurs, and what the numbers are.

use super::{
    Anchor, FigureModel, Group, Item, Measure, Rect, Stroke, Target,
    boxes::lines_at,
    columns::{MARGIN, Page},
    hatch::bands,
    metrics::Font,
    wrap::{Line, clean, widest, wrap},
};

/// Between a swatch and its words, and between two entries, in points.
const SWATCH_GAP: f64 = 5.0;
const ENTRY_GAP: f64 = 16.0;
const ROW_GAP: f64 = 4.0;

/// An entry of the legend at its place relative to the legend's top left corner.
struct Entry {
    target: Target,
    words: Vec<Line>,
    x: f64,
    y: f64,
    height: f64,
    swatch: bool,
}

/// The legend, laid out in rows.
pub struct Legend {
    entries: Vec<Entry>,
    /// In points; zero where there is nothing to explain.
    pub height: f64,
}

impl Legend {
    /// The entries in as many rows as the page's width asks for; the words on numbers stand at the right, under
    /// the numbers, where the last row has room for them.
    pub fn new(model: &FigureModel, page: &Page, measure: &mut Measure) -> Legend {
        let font = Font::regular(page.text);
        let room = page.width - 2.0 * MARGIN;
        let swatch = swatch_width(page) + SWATCH_GAP;
        let (mut x, mut y, mut row) = (0.0, 0.0, 0.0_f64);
        let mut entries = Vec::new();
        let mut place = |target: Target, text: &str, swatch: Option<f64>, measure: &mut Measure| {
            let before = swatch.unwrap_or(0.0);
            let words = wrap(measure, text, font, room - before);
            let width = before + widest(&words);
            let height = (words.len() as f64 * font.line_height()).max(swatch_height(page));
            if x > 0.0 && x + width > room {
                (x, y, row) = (0.0, y + row + ROW_GAP, 0.0);
            }
            let at = if swatch.is_none() && x > 0.0 { room - width } else { x };
            entries.push(Entry { target, words, x: at, y, height, swatch: swatch.is_some() });
            x += width + ENTRY_GAP;
            row = row.max(height);
            y + row
        };
        let mut height = 0.0;
        for valence in model.valences() {
            let mut words = sentence_case(valence.words());
            if let Some(sign) = page.palette.style(valence).sign {
                words = format!("{sign}\u{a0}{words}");
            }
            height = place(Target::Legend(valence), &words, Some(swatch), measure);
        }
        if model.has_numbers() {
            height = place(Target::LegendNumbers, &numbers_words(model), None, measure);
        }
        Legend { entries, height }
    }

    /// The legend with its top at a height of the page, in points.
    pub fn draw(&self, top: f64, page: &Page) -> Vec<Group> {
        self.entries.iter().map(|entry| entry.draw(top, page)).collect()
    }
}

impl Entry {
    fn draw(&self, top: f64, page: &Page) -> Group {
        let font = Font::regular(page.text);
        let (left, middle) = (MARGIN + self.x, top + self.y + self.height / 2.0);
        let mut items = Vec::new();
        let mut words = left;
        let mut frame = None;
        let mut valence = None;
        if let (true, Target::Legend(shown)) = (self.swatch, &self.target) {
            let (width, height) = (swatch_width(page), swatch_height(page));
            let rect = Rect { x: left, y: middle - height / 2.0, width, height };
            let style = page.palette.style(*shown);
            items.push(Item::Rect { rect, corner: 0.0, fill: Some(style.fill), stroke: None });
            if let Some(colour) = style.hatch {
                items.push(Item::Hatch { bands: bands(rect), colour });
            }
            let stroke = Stroke { dash: style.dashed.then_some(3.0), ..Stroke::black(0.75) };
            items.push(Item::Rect { rect, corner: 0.0, fill: None, stroke: Some(stroke) });
            words += width + SWATCH_GAP;
            (frame, valence) = (Some(rect), Some(*shown));
        }
        items.extend(lines_at(&self.words, font, words, middle, Anchor::Start).into_iter().map(Item::Text));
        let description = self.words.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
        Group { target: self.target.clone(), description, frame, valence, numbers: Vec::new(), items }
    }
}

fn swatch_width(page: &Page) -> f64 {
    page.text * 2.25
}

fn swatch_height(page: &Page) -> f64 {
    page.text * 1.25
}

fn numbers_words(model: &FigureModel) -> String {
    match clean(&model.table_number) {
        table if table.is_empty() => "Numbers: proposed interventions".to_owned(),
        table => format!("Numbers: proposed interventions in Table {table}"),
    }
}

/// The words with a capital at their head.
pub fn sentence_case(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
