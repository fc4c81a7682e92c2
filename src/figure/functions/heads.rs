//! The names of the functions over their columns: level, in one row or in two that take turns, so that each may be as wide
//! as two columns; on a page too narrow for that, as a flight of steps.

use super::FunctionMatrix;
use crate::figure::{
    Anchor, Item, Measure, Point, Rect, Scene, Target,
    boxes::lines_at,
    columns::Page,
    metrics::Font,
    parts::{HAIR, group, put, rule},
    wrap::{Line, clean, widest, widest_piece, wrap, wrap_evenly},
};

/// Between the names and the columns, in points.
const LANDING: f64 = 4.0;
/// Between two names beside each other, and between a name and the line of another, in points.
const BESIDE: f64 = 5.0;

/// How the names stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Heads {
    /// All on one row.
    Level,
    /// By turns on an upper and a lower row, the first on the upper.
    Turns,
    /// Each a line above the one before, ending at the line that leads down to its column.
    Flight,
}

/// The least width of a column, in points, at which names take turns, and what the last one reaches beyond its column.
pub fn least_for_turns(matrix: &FunctionMatrix, page: &Page, measure: &mut Measure) -> (f64, f64) {
    let font = Font::regular(page.text);
    let words: Vec<f64> =
        matrix.functions.iter().map(|function| widest_piece(measure, &clean(&function.name), font)).collect();
    // A name of the lower row stands between the lines of its neighbours.
    let lower = words.iter().skip(1).step_by(2).map(|word| word / 2.0 + BESIDE / 2.0);
    // Two of one row are two columns apart.
    let beside = words.windows(3).filter_map(|near| match near {
        [one, _, other] => Some(((one + other) / 2.0 + BESIDE) / 2.0),
        _ => None,
    });
    let least = lower.chain(beside).fold(1.0, f64::max);
    (least, words.last().map_or(0.0, |last| last / 2.0))
}

impl Heads {
    /// As few rows as columns of this width, in points, ask for.
    pub fn of(matrix: &FunctionMatrix, pitch: f64, least: f64, page: &Page, measure: &mut Measure) -> Heads {
        let font = Font::regular(page.text);
        let fits = |name: &str, measure: &mut Measure| widest_piece(measure, name, font) <= pitch - BESIDE;
        if matrix.functions.iter().all(|function| fits(&clean(&function.name), measure)) {
            Heads::Level
        } else if pitch >= least - 1e-9 {
            Heads::Turns
        } else {
            Heads::Flight
        }
    }

    /// Draws the names over columns that begin at `cells`; comes back with the height where the columns begin.
    #[allow(clippy::too_many_arguments, reason = "where it goes, how it is drawn, and what it is added to")]
    pub fn draw(
        self,
        matrix: &FunctionMatrix,
        (left, cells, pitch): (f64, f64, f64),
        top: f64,
        page: &Page,
        measure: &mut Measure,
        scene: &mut Scene,
    ) -> f64 {
        if self == Heads::Flight {
            return flight(matrix, (left, cells, pitch), top, page, measure, scene);
        }
        let font = Font::regular(page.text);
        let rows: usize = if self == Heads::Level { 1 } else { 2 };
        let names: Vec<Vec<Line>> = matrix
            .functions
            .iter()
            .map(|function| {
                let name = clean(&function.name);
                // No wider than its longest word needs, or than a column: so it keeps clear of its neighbours.
                let word = widest_piece(measure, &name, font).max(pitch - BESIDE);
                wrap_evenly(measure, &name, font, word)
            })
            .collect();
        let high = |from: usize| {
            let lines = names.iter().skip(from).step_by(rows).map(Vec::len).max().unwrap_or(0);
            lines as f64 * font.line_height()
        };
        let upper = top + high(0);
        let lower = if rows > 1 { upper + HAIR + high(1) } else { upper };
        let foot = lower + LANDING;
        for (place, (function, lines)) in matrix.functions.iter().zip(&names).enumerate() {
            let x = cells + pitch * (place as f64 + 0.5);
            let bottom = if place % rows == 0 { upper } else { lower };
            let tall = lines.len() as f64 * font.line_height();
            let mut items = Vec::new();
            if self == Heads::Turns {
                items.push(rule(Point { x, y: bottom + 1.0 }, Point { x, y: foot }, HAIR));
            }
            items.extend(lines_at(lines, font, x, bottom - tall / 2.0, Anchor::Middle).into_iter().map(Item::Text));
            let wide = widest(lines);
            let frame = Rect { x: x - wide / 2.0, y: bottom - tall, width: wide, height: tall };
            put(scene, group(Target::Function(function.id.clone()), clean(&function.name), Some(frame), items));
        }
        foot
    }
}

/// The last name the highest, each upright at any width.
fn flight(
    matrix: &FunctionMatrix,
    (left, cells, pitch): (f64, f64, f64),
    top: f64,
    page: &Page,
    measure: &mut Measure,
    scene: &mut Scene,
) -> f64 {
    let font = Font::regular(page.text);
    let step = font.line_height();
    let foot = top + step * matrix.functions.len() as f64 + LANDING;
    for (place, function) in matrix.functions.iter().enumerate() {
        let x = cells + pitch * (place as f64 + 0.5);
        let top = foot - LANDING - step * (place + 1) as f64;
        let middle = top + step / 2.0;
        let lines = wrap(measure, &clean(&function.name), font, x - left - 4.0);
        let mut items = vec![rule(Point { x, y: middle }, Point { x, y: foot }, HAIR)];
        items.push(rule(Point { x: x - 2.0, y: middle }, Point { x, y: middle }, HAIR));
        items.extend(lines_at(&lines, font, x - 4.0, middle, Anchor::End).into_iter().map(Item::Text));
        let width = widest(&lines);
        let frame = Rect { x: x - 4.0 - width, y: top, width: width + 4.0, height: step };
        put(scene, group(Target::Function(function.id.clone()), clean(&function.name), Some(frame), items));
    }
    foot
}
