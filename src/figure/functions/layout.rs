//! The matrix laid out: names over the columns, a band for each component, a row for each barrier.

use super::{
    FunctionMatrix, MatrixComponent, MatrixRow,
    heads::{Heads, least_for_turns},
};
use crate::figure::{
    Anchor, BoxStyle, Colour, FigureOptions, Item, Layout, Measure, Rect, Scene, Target, Valence, Weight,
    boxes::{lines_at, number_areas},
    caption::describe,
    checks::{self, Fit, Written},
    columns::{MARGIN, Page},
    labels::{list, marked},
    legend::{Legend, Meaning, numbers_words},
    metrics::Font,
    parts::{across, cell, group, height, paragraph, put, subtheme_group, swatch},
    wrap::{Line, clean, wrap, wrap_evenly},
};

/// What the barriers' labels take of the page.
const LABELS: f64 = 0.42;
/// And at least, where columns need more so that the names over them stand level.
const LEAST_LABELS: f64 = 0.34;
/// The widest a column is, in sizes of the text.
const WIDEST: f64 = 6.0;
/// Above and below the words of a row, in points.
const PADDING: f64 = 3.0;
/// Above and below a component's name, in points.
const BAND: f64 = 3.5;

/// The shade of a cell that the wheel links: lighter than a barrier's, which stands beside it in the legend.
const LINKED: Colour = Colour([0xe0, 0xe0, 0xe0]);

struct Block<'a> {
    source: &'a MatrixComponent,
    name: Vec<Line>,
    rows: Vec<Row<'a>>,
}

struct Row<'a> {
    source: &'a MatrixRow,
    text: String,
    label: Vec<Line>,
    /// For each cell, its numbers in lines.
    cells: Vec<Vec<Line>>,
    height: f64,
}

/// Where the columns stand, in points.
struct Grid {
    left: f64,
    right: f64,
    /// The left edge of the first column of cells.
    cells: f64,
    pitch: f64,
    /// Left of the labels: the small box of the valence and the space after it.
    label: f64,
}

/// Lays the matrix out.
pub fn lay_out(matrix: &FunctionMatrix, options: &FigureOptions) -> Layout {
    let mut measure = Measure::of(&options.language);
    let page = Page::of(options);
    let columns = matrix.functions.len().max(1) as f64;
    let room = page.width - 2.0 * MARGIN;
    let (least, reach) = least_for_turns(matrix, &page, &mut measure);
    let usual = (room * (1.0 - LABELS) / columns).min(WIDEST * page.text);
    // What the last name reaches beyond its column stays free at the right.
    let free = |pitch: f64| (reach - pitch / 2.0).max(0.0);
    let turns = usual.max(least);
    let fits = turns * columns + free(turns) <= room * (1.0 - LEAST_LABELS);
    let pitch = if fits { turns } else { usual };
    let heads = Heads::of(matrix, pitch, least, &page, &mut measure);
    let free = if heads == Heads::Turns { free(pitch) } else { 0.0 };
    let grid = Grid {
        left: MARGIN,
        right: page.width - MARGIN,
        cells: page.width - MARGIN - free - pitch * columns,
        pitch,
        label: MARGIN + page.text * 1.5,
    };
    let blocks: Vec<Block<'_>> =
        matrix.components.iter().map(|component| block(component, &grid, &page, &mut measure)).collect();

    let mut scene = Scene::default();
    let across_page = (grid.left, grid.cells, grid.pitch);
    let mut y = heads.draw(matrix, across_page, MARGIN, &page, &mut measure, &mut scene);
    for one in &blocks {
        y = place(one, matrix, y, &grid, &page, &mut measure, &mut scene);
    }
    let line = across(grid.left, grid.right, y, 1.0);
    scene.groups.push(group(Target::Connectors, String::new(), None, vec![line]));
    let legend = Legend::of(meanings(matrix, &page), &page, &mut measure);
    if options.show_legend && legend.height > 0.0 {
        y += page.text;
        scene.groups.extend(legend.draw(y, &page));
        y += legend.height;
    }
    scene.width_pt = page.width;
    scene.height_pt = y + MARGIN;
    scene.title = clean(&matrix.model.title);
    scene.description = matrix.alt_text();
    let words: Vec<Written<'_>> = blocks.iter().flat_map(written).collect();
    let fit = Fit { width: page.width, height: scene.height_pt, gap_factor: 1.0 };
    Layout { checks: checks::all(&matrix.model, options, &words, &fit), scene }
}

fn block<'a>(component: &'a MatrixComponent, grid: &Grid, page: &Page, measure: &mut Measure) -> Block<'a> {
    let font = Font::regular(page.text);
    let bold = Font::bold(page.text);
    let rows = component.rows.iter().map(|row| {
        let text = marked(&row.subtheme.label, &row.subtheme.marks);
        let label = wrap_evenly(measure, &text, font, grid.cells - grid.label - page.edge);
        let cells: Vec<Vec<Line>> = row
            .cells
            .iter()
            .map(|cell| {
                if cell.numbers.is_empty() {
                    Vec::new()
                } else {
                    wrap(measure, &list(&cell.numbers), bold, grid.pitch - 2.0)
                }
            })
            .collect();
        let most = cells.iter().map(Vec::len).max().unwrap_or(0).max(label.len());
        Row { source: row, text, label, cells, height: most as f64 * font.line_height() + 2.0 * PADDING }
    });
    let rows = rows.collect();
    let name = wrap(measure, &clean(&component.name), page.component_font(), grid.right - grid.left);
    Block { source: component, name, rows }
}

fn place(
    block: &Block<'_>,
    matrix: &FunctionMatrix,
    top: f64,
    grid: &Grid,
    page: &Page,
    measure: &mut Measure,
    scene: &mut Scene,
) -> f64 {
    let font = page.component_font();
    let band = height(&block.name, font) + 2.0 * BAND;
    let frame = Rect { x: grid.left, y: top, width: grid.right - grid.left, height: band };
    let mut items = vec![across(grid.left, grid.right, top, 1.0)];
    items.extend(paragraph(&block.name, font, grid.left, top + BAND, Anchor::Start));
    let name = clean(&block.source.name);
    put(scene, group(Target::Component(block.source.id.clone()), name, Some(frame), items));
    let mut y = top + band;
    for row in &block.rows {
        place_row(row, matrix, y, grid, page, measure, scene);
        y += row.height;
    }
    y + BAND
}

fn place_row(
    row: &Row<'_>,
    matrix: &FunctionMatrix,
    y: f64,
    grid: &Grid,
    page: &Page,
    measure: &mut Measure,
    scene: &mut Scene,
) {
    let subtheme = &row.source.subtheme;
    let (font, bold) = (Font::regular(page.text), Font::bold(page.text));
    let frame = Rect { x: grid.left, y, width: grid.right - grid.left, height: row.height };
    // The small box stands beside the first line.
    let first = frame.middle() - (row.label.len().max(1) - 1) as f64 * font.line_height() / 2.0;
    let mut items = swatch(page.palette.style(subtheme.valence), grid.left, first, page.text * 0.9);
    items.extend(lines_at(&row.label, font, grid.label, frame.middle(), Anchor::Start).into_iter().map(Item::Text));
    let mut areas = Vec::new();
    for (place, (lines, source)) in row.cells.iter().zip(&row.source.cells).enumerate() {
        let x = grid.cells + grid.pitch * place as f64;
        let rect = Rect { x, y, width: grid.pitch, height: row.height };
        items.push(cell(rect, if source.linked { LINKED } else { Colour::WHITE }));
        for text in lines_at(lines, bold, x + grid.pitch / 2.0, frame.middle(), Anchor::Middle) {
            let id_of = |number| matrix.model.intervention(number).to_owned();
            areas.extend(number_areas(&text, &subtheme.id, id_of, measure));
            items.push(Item::Text(text));
        }
    }
    let description = describe(subtheme);
    put(scene, subtheme_group(&subtheme.id, description, frame, subtheme.valence, subtheme.sorted_numbers(), items));
    scene.hit_areas.extend(areas);
}

fn meanings(matrix: &FunctionMatrix, page: &Page) -> Vec<Meaning> {
    let shown = |valence: &Valence| matrix.rows().any(|row| row.subtheme.valence == *valence);
    let mut meanings: Vec<Meaning> =
        Valence::ALL.into_iter().filter(shown).map(|valence| Meaning::of_valence(valence, page)).collect();
    let plain = |fill| BoxStyle { fill, hatch: None, dashed: false, sign: None, name: "" };
    if matrix.rows().any(|row| row.cells.iter().any(|cell| cell.linked)) {
        meanings.push(Meaning {
            target: Target::LegendPart("linked".to_owned()),
            words: format!("Cell: linked by the wheel ({})", clean(&matrix.edition)),
            look: Some(plain(LINKED)),
        });
    }
    if matrix.model.has_numbers() {
        let words = numbers_words(&matrix.model);
        meanings.push(Meaning { target: Target::LegendNumbers, words, look: None });
    }
    meanings
}

fn written<'a>(block: &'a Block<'a>) -> Vec<Written<'a>> {
    let source = block.source;
    let mut words = vec![Written {
        label: &source.name,
        text: &source.name,
        lines: block.name.len(),
        weight: Weight::Bold,
        target: Target::Component(source.id.clone()),
    }];
    words.extend(block.rows.iter().map(|row| Written {
        label: &row.source.subtheme.label,
        text: &row.text,
        lines: row.label.len(),
        weight: Weight::Regular,
        target: Target::Subtheme(row.source.subtheme.id.clone()),
    }));
    words
}
