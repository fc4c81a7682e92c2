//! The table laid out: as many columns as the page has room for, rules between rows, each sub-theme a place to click.

use super::{BOTH, ComponentRow, ComponentTable};
use crate::figure::{
    Anchor, FigureOptions, Item, Layout, Measure, Rect, Scene, SubthemeBox, Target, Valence, Weight,
    boxes::{lines_at, number_areas},
    caption::describe,
    checks::{self, Fit, Written},
    columns::{MARGIN, Page},
    labels::{list, marked},
    legend::{Legend, Meaning, numbers_words},
    metrics::Font,
    parts::{HAIR, across, group, height, paragraph, put, subtheme_group},
    wrap::{Line, clean, widest_piece, wrap, wrap_before, wrap_evenly},
};

/// Above and below the words of a row, in points.
const PADDING: f64 = 5.0;
/// Between two entries of a cell, in points.
const ENTRY_GAP: f64 = 2.5;
/// Between the last rule and what the signs mean, in points.
const LEGEND_GAP: f64 = 8.0;
/// Between a label and its numbers, in points.
const NUMBERS_GAP: f64 = 4.0;
/// What the columns take of a wide page: component, definition, extracts, barriers, enablers.
const WIDE: [f64; 5] = [0.14, 0.24, 0.12, 0.25, 0.25];
/// And of a narrow one, where the first holds what the first three hold on a wide one.
const NARROW: [f64; 3] = [0.36, 0.32, 0.32];

/// The head of the column of extracts.
const FREQUENCY: &str = "Frequency";
/// The least width of definitions, in sizes of text.
const LEAST_DEFINITION: f64 = 8.0;

/// The columns of the page.
struct Columns {
    left: Vec<f64>,
    width: Vec<f64>,
    wide: bool,
}

/// A sub-theme's label in lines, with its numbers after the last or under it.
struct Entry<'a> {
    source: &'a SubthemeBox,
    text: String,
    lines: Vec<Line>,
    numbers: Vec<Line>,
    /// The numbers stand on a line of their own.
    below: bool,
    height: f64,
}

struct Block<'a> {
    source: &'a ComponentRow,
    name: Vec<Line>,
    definition: Vec<Line>,
    extracts: Vec<Line>,
    barriers: Vec<Entry<'a>>,
    enablers: Vec<Entry<'a>>,
    height: f64,
}

/// Lays the table out.
pub fn lay_out(table: &ComponentTable, options: &FigureOptions) -> Layout {
    let mut measure = Measure::of(&options.language);
    let page = Page::of(options);
    let mut columns = Columns::of(&page);
    columns.keep_words_whole(table, options, &page, &mut measure);
    let blocks: Vec<Block<'_>> = table.rows.iter().map(|row| block(row, &columns, &page, &mut measure)).collect();
    let mut scene = Scene::default();
    let mut y = heads(options, &columns, &page, &mut measure, &mut scene);
    let mut rules = vec![across(MARGIN, page.width - MARGIN, MARGIN, 1.0), across(MARGIN, page.width - MARGIN, y, 1.0)];
    for (place, block) in blocks.iter().enumerate() {
        place_row(block, table, y, &columns, &page, &mut measure, &mut scene);
        y += block.height;
        let last = place + 1 == blocks.len();
        rules.push(across(MARGIN, page.width - MARGIN, y, if last { 1.0 } else { HAIR }));
    }
    let legend = options.show_legend.then(|| legend(table, &page, &mut measure)).filter(|legend| legend.height > 0.0);
    if let Some(legend) = &legend {
        scene.groups.extend(legend.draw(y + LEGEND_GAP, &page));
        y += LEGEND_GAP + legend.height;
    }
    scene.groups.insert(0, group(Target::Connectors, String::new(), None, rules));
    scene.width_pt = page.width;
    scene.height_pt = y + MARGIN;
    scene.title = clean(&table.model.title);
    scene.description = table.alt_text();
    let words: Vec<Written<'_>> = blocks.iter().flat_map(written).collect();
    let fit = Fit { width: page.width, height: scene.height_pt, gap_factor: 1.0 };
    // The table says in words what shades say elsewhere, and so is whole without a legend.
    let options = FigureOptions { show_legend: true, ..options.clone() };
    Layout { checks: checks::all(&table.model, &options, &words, &fit), scene }
}

/// What the signs before names mean, and what the numbers are.
fn legend(table: &ComponentTable, page: &Page, measure: &mut Measure) -> Legend {
    let valences = table.model.valences();
    let mut meanings = Vec::new();
    for (valence, words) in [
        (Valence::Both, format!("{BOTH}\u{a0}Both enabler and barrier")),
        (Valence::Unset, "?\u{a0}Valence not stated; listed with the barriers".to_owned()),
    ] {
        if valences.contains(&valence) {
            meanings.push(Meaning { target: Target::Legend(valence), words, look: None });
        }
    }
    if table.model.has_numbers() {
        meanings.push(Meaning { target: Target::LegendNumbers, words: numbers_words(&table.model), look: None });
    }
    Legend::of(meanings, page, measure)
}

impl Columns {
    fn of(page: &Page) -> Columns {
        let wide = !page.is_narrow();
        let shares: &[f64] = if wide { &WIDE } else { &NARROW };
        let room = page.width - 2.0 * MARGIN;
        let mut left = Vec::new();
        let mut x = MARGIN;
        for share in shares {
            left.push(x);
            x += share * room;
        }
        Columns { left, width: shares.iter().map(|share| share * room - page.edge * 1.5).collect(), wide }
    }

    /// Takes from the definitions what the words of components and the head of the extracts lack.
    fn keep_words_whole(
        &mut self,
        table: &ComponentTable,
        options: &FigureOptions,
        page: &Page,
        measure: &mut Measure,
    ) {
        if !self.wide {
            return;
        }
        let (bold, regular) = (Font::bold(page.text), Font::regular(page.text));
        let names = table.rows.iter().map(|row| clean(&row.name));
        let names: Vec<String> = names.chain(std::iter::once(options.level.heading().to_owned())).collect();
        let name = names.iter().map(|name| widest_piece(measure, name, bold)).fold(0.0, f64::max);
        let head = widest_piece(measure, FREQUENCY, bold).max(widest_piece(measure, "extracts", regular));
        for (place, wanted) in [(0, name), (2, head)] {
            let spare = self.width.get(1).map_or(0.0, |width| width - LEAST_DEFINITION * page.text);
            let lacks = (wanted - self.width.get(place).copied().unwrap_or(wanted)).clamp(0.0, spare.max(0.0));
            for (at, change) in [(place, lacks), (1, -lacks)] {
                if let Some(width) = self.width.get_mut(at) {
                    *width += change;
                }
            }
            // What stands to the right of a column that grew, or of one that gave way, begins elsewhere.
            for (at, left) in self.left.iter_mut().enumerate() {
                let moved = f64::from(u8::from(at > place)) - f64::from(u8::from(at > 1));
                *left += moved * lacks;
            }
        }
    }

    /// The column at a place from the left, or from the right where it is negative: its left edge and width.
    fn at(&self, place: isize) -> (f64, f64) {
        let count = self.left.len() as isize;
        let place = usize::try_from(if place < 0 { count + place } else { place }).unwrap_or(0);
        let get = |list: &[f64]| list.get(place).copied().unwrap_or_default();
        (get(&self.left), get(&self.width))
    }
}

fn block<'a>(row: &'a ComponentRow, columns: &Columns, page: &Page, measure: &mut Measure) -> Block<'a> {
    let (font, bold) = (Font::regular(page.text), Font::bold(page.text));
    let first = columns.at(0).1;
    let name = wrap(measure, &clean(&row.name), bold, first);
    let definition = if clean(&row.definition).is_empty() {
        Vec::new()
    } else {
        wrap_evenly(measure, &clean(&row.definition), font, if columns.wide { columns.at(1).1 } else { first })
    };
    let extracts = wrap(measure, &said(row), font, if columns.wide { columns.at(2).1 } else { first });
    let mut entries = |list: Vec<&'a SubthemeBox>, width: f64| -> Vec<Entry<'a>> {
        list.into_iter().map(|source| entry(source, width, page, measure)).collect()
    };
    let barriers = entries(row.barriers().collect(), columns.at(-2).1);
    let enablers = entries(row.enablers().collect(), columns.at(-1).1);
    let listed = |entries: &[Entry<'_>]| {
        entries.iter().map(|entry| entry.height).sum::<f64>() + ENTRY_GAP * entries.len().saturating_sub(1) as f64
    };
    let (name_high, definition_high) = (height(&name, bold), height(&definition, font));
    let extracts_high = height(&extracts, font);
    let words = if columns.wide {
        name_high.max(definition_high).max(extracts_high)
    } else {
        name_high + definition_high + extracts_high + 2.0 * ENTRY_GAP
    };
    let high = words.max(listed(&barriers)).max(listed(&enablers)) + 2.0 * PADDING;
    Block { source: row, name, definition, extracts, barriers, enablers, height: high }
}

fn entry<'a>(source: &'a SubthemeBox, width: f64, page: &Page, measure: &mut Measure) -> Entry<'a> {
    let (font, bold) = (Font::regular(page.text), Font::bold(page.text));
    let sign = match source.valence {
        Valence::Both => format!("{BOTH}\u{a0}"),
        Valence::Unset => "?\u{a0}".to_owned(),
        _ => String::new(),
    };
    let text = format!("{sign}{}", marked(&source.label, &source.marks));
    let indent = bullet(page);
    let numbers = list(&source.sorted_numbers());
    let numbers = if numbers.is_empty() { Vec::new() } else { wrap(measure, &numbers, bold, width - indent) };
    // Numbers stand after the last word, and take it along to the next line where there is no room beside it.
    let tail = numbers.first().map_or(0.0, |line| line.width + NUMBERS_GAP);
    let together = (numbers.len() < 2).then(|| wrap_before(measure, &text, font, width - indent, tail)).flatten();
    let below = together.is_none();
    let lines = together.unwrap_or_else(|| wrap(measure, &text, font, width - indent));
    let count = lines.len() + if below { numbers.len() } else { 0 };
    Entry { source, text, lines, numbers, below, height: count as f64 * font.line_height() }
}

/// The room that a bullet takes.
fn bullet(page: &Page) -> f64 {
    page.text
}

fn said(row: &ComponentRow) -> String {
    let plural =
        |count: usize, one: &str| if count == 1 { format!("1\u{a0}{one}") } else { format!("{count}\u{a0}{one}s") };
    format!("{} in {}", plural(row.extracts, "extract"), plural(row.groups, "group"))
}

/// The heads of the columns; comes back with the height under them.
fn heads(options: &FigureOptions, columns: &Columns, page: &Page, measure: &mut Measure, scene: &mut Scene) -> f64 {
    let font = Font::bold(page.text);
    let component = options.level.heading();
    let heads: Vec<&str> = if columns.wide {
        vec![component, "Definition", FREQUENCY, "Barriers", "Enablers"]
    } else {
        vec![component, "Barriers", "Enablers"]
    };
    let lines: Vec<Vec<Line>> =
        heads.iter().zip(&columns.width).map(|(head, width)| wrap(measure, head, font, *width)).collect();
    let most = lines.iter().map(Vec::len).max().unwrap_or(1);
    for ((head, lines), x) in heads.iter().zip(&lines).zip(&columns.left) {
        let items = paragraph(lines, font, *x, MARGIN + PADDING, Anchor::Start);
        scene.groups.push(group(Target::Heading((*head).to_owned()), (*head).to_owned(), None, items));
    }
    MARGIN + most as f64 * font.line_height() + 2.0 * PADDING
}

fn place_row(
    block: &Block<'_>,
    table: &ComponentTable,
    top: f64,
    columns: &Columns,
    page: &Page,
    measure: &mut Measure,
    scene: &mut Scene,
) {
    let (font, bold) = (Font::regular(page.text), Font::bold(page.text));
    let x = columns.at(0).0;
    // Everything up to the barriers stands for the component.
    let width = columns.at(-2).0 - x - page.edge / 2.0;
    let mut items = paragraph(&block.name, bold, x, top + PADDING, Anchor::Start);
    let after = top + PADDING + height(&block.name, bold) + ENTRY_GAP;
    let places = if columns.wide {
        [(columns.at(1).0, top + PADDING), (columns.at(2).0, top + PADDING)]
    } else {
        [(x, after), (x, after + height(&block.definition, font) + ENTRY_GAP)]
    };
    for ((left, y), lines) in places.into_iter().zip([&block.definition, &block.extracts]) {
        items.extend(paragraph(lines, font, left, y, Anchor::Start));
    }
    let frame = Rect { x, y: top + 1.0, width, height: block.height - 2.0 };
    let name = format!("{}: {}", clean(&block.source.name), said(block.source)).replace('\u{a0}', " ");
    put(scene, group(Target::Component(block.source.id.clone()), name, Some(frame), items));
    for (place, entries) in [(-2, &block.barriers), (-1, &block.enablers)] {
        let (left, width) = columns.at(place);
        let mut y = top + PADDING;
        if entries.is_empty() {
            let none = Line { text: "–".to_owned(), width: measure.width("–", Weight::Regular, page.text) };
            let words = paragraph(&[none], font, left, y, Anchor::Start);
            scene.groups.push(group(Target::Heading("none".to_owned()), String::new(), None, words));
        }
        for entry in entries {
            place_entry(entry, table, Rect { x: left, y, width, height: entry.height }, page, measure, scene);
            y += entry.height + ENTRY_GAP;
        }
    }
}

fn place_entry(
    entry: &Entry<'_>,
    table: &ComponentTable,
    frame: Rect,
    page: &Page,
    measure: &mut Measure,
    scene: &mut Scene,
) {
    let (font, bold) = (Font::regular(page.text), Font::bold(page.text));
    let step = font.line_height();
    let left = frame.x + bullet(page);
    let dot = Line { text: "•".to_owned(), width: measure.width("•", Weight::Regular, page.text) };
    let mut items = paragraph(&[dot], font, frame.x, frame.y, Anchor::Start);
    items.extend(paragraph(&entry.lines, font, left, frame.y, Anchor::Start));
    let (x, top) = if entry.below {
        (left, frame.y + entry.lines.len() as f64 * step)
    } else {
        let last = entry.lines.last().map_or(0.0, |line| line.width);
        (left + last + NUMBERS_GAP, frame.y + entry.lines.len().saturating_sub(1) as f64 * step)
    };
    let middle = top + entry.numbers.len() as f64 * step / 2.0;
    let mut areas = Vec::new();
    for text in lines_at(&entry.numbers, bold, x, middle, Anchor::Start) {
        let id_of = |number| table.model.intervention(number).to_owned();
        areas.extend(number_areas(&text, &entry.source.id, id_of, measure));
        items.push(Item::Text(text));
    }
    let source = entry.source;
    let numbers = source.sorted_numbers();
    put(scene, subtheme_group(&source.id, describe(source), frame, source.valence, numbers, items));
    scene.hit_areas.extend(areas);
}

fn written<'a>(block: &'a Block<'a>) -> Vec<Written<'a>> {
    let source = block.source;
    let target = || Target::Component(source.id.clone());
    let one = |label, text, lines, weight, target| Written { label, text, lines, weight, target };
    let mut words = vec![
        one(&source.name, &source.name, block.name.len(), Weight::Bold, target()),
        // A definition may be as long as it needs.
        one(&source.definition, &source.definition, 1, Weight::Regular, target()),
    ];
    for entry in block.barriers.iter().chain(&block.enablers) {
        let target = Target::Subtheme(entry.source.id.clone());
        words.push(one(&entry.source.label, &entry.text, entry.lines.len(), Weight::Regular, target));
    }
    words
}
