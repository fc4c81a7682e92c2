//! A figure that is too high for its page, as several: each shows as many themes as fit, in the order of the whole.

use std::collections::BTreeMap;

use super::{Check, CheckKind, Drawing, FigureKind, FigureModel, FigureOptions, drawing::draw_counted, table};
use crate::study::{Board, Id, Study};

/// The drawings of one board: one, or as many as it takes where the options ask for pages and the whole is too high.
///
/// Every page carries the checks of the whole, since a number may stand on one page and its row's other boxes on another;
/// of sizes and lines only its own.
pub fn draw_pages(study: &Study, board: Id<Board>, options: &FigureOptions) -> Vec<Drawing> {
    let counted = matches!(options.kind, FigureKind::Table).then(|| table::counted(study, board, options));
    let counted = counted.unwrap_or_default();
    let whole = draw_counted(study, board, options, &counted);
    if !options.pages || whole.layout.scene.height_pt <= options.max_height_pt() {
        return vec![whole];
    }
    let units = units(&whole.model, options.kind);
    let draw_part = |of_page: &FigureOptions| draw_counted(study, board, of_page, &counted);
    let parts = parts(options, &units, &draw_part);
    if parts.len() < 2 {
        return vec![whole];
    }
    let of_whole: Vec<Check> = whole.layout.checks.into_iter().filter(|check| !is_of_a_page(check.kind)).collect();
    let count = parts.len();
    let mut begun: Vec<String> = Vec::new();
    let pages = parts.into_iter().enumerate().map(|(at, only)| {
        let mut of_page = on_page(options, only, at + 1, count);
        if says_components(options.kind) {
            let here = of_page.only.iter().map(|(component, _)| component.clone());
            of_page.continued = here.clone().filter(|component| begun.contains(component)).collect();
            begun.extend(here);
        }
        let mut page = draw_part(&of_page);
        page.layout.checks.retain(|check| is_of_a_page(check.kind));
        page.layout.checks.extend(of_whole.iter().cloned());
        page.layout.checks.sort_by_key(|check| check.severity);
        page
    });
    pages.collect()
}

/// Whether a kind of figure goes by components: then a theme that stands in two of them may stand on two pages.
fn says_components(kind: FigureKind) -> bool {
    matches!(kind, FigureKind::Boxes | FigureKind::Table)
}

/// A theme in a component: ids of both.
type Pair = (String, String);

/// What stays together on a page, in the order of the whole.
fn units(model: &FigureModel, kind: FigureKind) -> Vec<Vec<Pair>> {
    let pairs = model
        .components
        .iter()
        .flat_map(|component| component.themes.iter().map(move |theme| (component.id.clone(), theme.id.clone())));
    let mut units: Vec<Vec<Pair>> = Vec::new();
    for pair in pairs {
        let same = units.iter_mut().find(|unit| unit.iter().any(|(_, theme)| *theme == pair.1));
        match same.filter(|_| !says_components(kind)) {
            Some(unit) => unit.push(pair),
            None => units.push(vec![pair]),
        }
    }
    units
}

/// Checks of how something came out, which a page has of its own.
fn is_of_a_page(kind: CheckKind) -> bool {
    matches!(kind, CheckKind::TooHigh | CheckKind::GapsReduced | CheckKind::LongLabel | CheckKind::CodesLeftOut)
}

/// What stands on each page: one unit at least, on as few pages as hold all, and those about equally high, so that the
/// last is no stub.
fn parts(options: &FigureOptions, units: &[Vec<Pair>], draw: &dyn Fn(&FigureOptions) -> Drawing) -> Vec<Vec<Pair>> {
    let mut known: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let mut height = |from: usize, to: usize| {
        *known.entry((from, to)).or_insert_with(|| {
            let only = units.get(from..to).unwrap_or_default().concat();
            // The page's number takes no room in the figure; that there are several matters, how many does not.
            let mut options = on_page(options, only, 1, 2);
            if says_components(options.kind) {
                // The longest that a component's name can become.
                options.continued = options.only.iter().map(|(component, _)| component.clone()).collect();
            }
            draw(&options).layout.scene.height_pt
        })
    };
    let most = options.max_height_pt();
    let fewest = filled(units.len(), most, &mut height);
    // The lowest pages that are no more of them: found by halving the height that they may have.
    let (mut least, mut enough, mut best) = (most / fewest.len().max(1) as f64 * 0.5, most, fewest);
    for _ in 0..5 {
        let middle = (least + enough) / 2.0;
        let tried = filled(units.len(), middle, &mut height);
        let higher = tried.windows(2).any(|ends| matches!(ends, [from, to] if height(*from, *to) > middle));
        if tried.len() > best.len() || higher {
            least = middle;
        } else {
            (enough, best) = (middle, tried);
        }
    }
    let pages = best.windows(2).filter_map(|ends| match ends {
        [from, to] => Some(units.get(*from..*to).unwrap_or_default().concat()),
        _ => None,
    });
    pages.collect()
}

/// Where pages end that are filled up to a height, one after the other: places among the units, from 0 to all of them.
fn filled(count: usize, most: f64, height: &mut impl FnMut(usize, usize) -> f64) -> Vec<usize> {
    let mut ends = vec![0];
    let mut from = 0;
    while from < count {
        // The most that fit, found by halving: more themes are never lower.
        let (mut least, mut last) = (from + 1, count);
        while least < last {
            let middle = (least + last).div_ceil(2);
            if height(from, middle) <= most {
                least = middle;
            } else {
                last = middle - 1;
            }
        }
        ends.push(least);
        from = least;
    }
    ends
}

fn on_page(options: &FigureOptions, only: Vec<Pair>, page: usize, count: usize) -> FigureOptions {
    let number = options.figure_number.trim();
    let figure_number =
        if number.is_empty() { format!("({page} of {count})") } else { format!("{number} ({page} of {count})") };
    FigureOptions { only, figure_number, ..options.clone() }
}
