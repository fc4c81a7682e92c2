//! The key below the figure: a swatch for each valence that occurs, and what the numbers are.

use super::{
    Anchor, BoxStyle, FigureModel, Group, Item, Measure, Rect, Stroke, Target, Valence,
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

/// What the legend is to explain: a look, or words alone.
pub struct Meaning {
    pub target: Target,
    pub words: String,
    pub look: Option<BoxStyle>,
}

impl Meaning {
    /// The shade of a valence.
    pub fn of_valence(valence: Valence, page: &Page) -> Meaning {
        let look = page.palette.style(valence);
        let words = sentence_case(valence.words());
        let words = look.sign.map_or_else(|| words.clone(), |sign| format!("{sign}\u{a0}{words}"));
        Meaning { target: Target::Legend(valence), words, look: Some(look) }
    }
}

/// An entry of the legend at its place relative to the legend's top left corner.
struct Entry {
    target: Target,
    words: Vec<Line>,
    x: f64,
    y: f64,
    height: f64,
    look: Option<BoxStyle>,
}

/// The legend, laid out in rows.
pub struct Legend {
    entries: Vec<Entry>,
    /// In points; zero where there is nothing to explain.
    pub height: f64,
}

impl Legend {
    /// The legend of the figure of boxes: the valences that occur, and what the numbers are.
    pub fn new(model: &FigureModel, page: &Page, measure: &mut Measure) -> Legend {
        let mut meanings: Vec<Meaning> =
            model.valences().into_iter().map(|valence| Meaning::of_valence(valence, page)).collect();
        if model.has_numbers() {
            meanings.push(Meaning { target: Target::LegendNumbers, words: numbers_words(model), look: None });
        }
        Legend::of(meanings, page, measure)
    }

    /// The entries in as many rows as the page's width asks for; words without a look stand at the right, under
    /// the numbers, where the last row has room for them.
    pub fn of(meanings: Vec<Meaning>, page: &Page, measure: &mut Measure) -> Legend {
        let font = Font::regular(page.text);
        let room = page.width - 2.0 * MARGIN;
        let (mut x, mut y, mut row) = (0.0, 0.0, 0.0_f64);
        let mut entries = Vec::new();
        let mut height = 0.0;
        for Meaning { target, words, look } in meanings {
            let before = if look.is_some() { swatch_width(page) + SWATCH_GAP } else { 0.0 };
            let words = wrap(measure, &words, font, room - before);
            let width = before + widest(&words);
            let high = (words.len() as f64 * font.line_height()).max(swatch_height(page));
            if x > 0.0 && x + width > room {
                (x, y, row) = (0.0, y + row + ROW_GAP, 0.0);
            }
            let at = if look.is_none() && x > 0.0 { room - width } else { x };
            entries.push(Entry { target, words, x: at, y, height: high, look });
            x += width + ENTRY_GAP;
            row = row.max(high);
            height = y + row;
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
        let valence = match self.target {
            Target::Legend(valence) => Some(valence),
            _ => None,
        };
        if let Some(style) = self.look {
            let (width, height) = (swatch_width(page), swatch_height(page));
            let rect = Rect { x: left, y: middle - height / 2.0, width, height };
            items.push(Item::Rect { rect, corner: 0.0, fill: Some(style.fill), stroke: None });
            if let Some(colour) = style.hatch {
                items.push(Item::Hatch { bands: bands(rect), colour });
            }
            let stroke = Stroke { dash: style.dashed.then_some(3.0), ..Stroke::black(0.75) };
            items.push(Item::Rect { rect, corner: 0.0, fill: None, stroke: Some(stroke) });
            words += width + SWATCH_GAP;
            frame = Some(rect);
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

pub fn numbers_words(model: &FigureModel) -> String {
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
