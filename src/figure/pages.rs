//! A figure that is too high for its page, as several: each shows as many themes as fit, in the order of the whole.

use super::{Check, CheckKind, Drawing, FigureKind, FigureModel, FigureOptions, draw};
use crate::study::{Board, Id, Study};

/// The drawings of one board: one, or as many as it takes where the options ask for pages and the whole is too high.
///
/// Every page carries the checks of the whole, since a number may stand on one page and its row's other boxes on another;
/// of sizes and lines only its own.
pub fn draw_pages(study: &Study, board: Id<Board>, options: &FigureOptions) -> Vec<Drawing> {
    let whole = draw(study, board, options);
    if !options.pages || whole.layout.scene.height_pt <= options.max_height_pt() {
        return vec![whole];
    }
    let units = units(&whole.model, options.kind);
    let parts = parts(study, board, options, &units);
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
        let mut page = draw(study, board, &of_page);
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

/// What stands on each page: as much as fits, and one unit at least.
fn parts(study: &Study, board: Id<Board>, options: &FigureOptions, units: &[Vec<Pair>]) -> Vec<Vec<Pair>> {
    let fits = |only: &[Vec<Pair>]| {
        // The page's number takes no room in the figure; that there are several matters, how many does not.
        let mut options = on_page(options, only.concat(), 1, 2);
        if says_components(options.kind) {
            // The longest that a component's name can become.
            options.continued = options.only.iter().map(|(component, _)| component.clone()).collect();
        }
        draw(study, board, &options).layout.scene.height_pt <= options.max_height_pt()
    };
    let mut parts = Vec::new();
    let mut left = units;
    while !left.is_empty() {
        // The most that fit, found by halving: more themes are never lower.
        let (mut least, mut most) = (1, left.len());
        while least < most {
            let middle = (least + most).div_ceil(2);
            if left.get(..middle).is_some_and(fits) {
                least = middle;
            } else {
                most = middle - 1;
            }
        }
        let Some((page, rest)) = left.split_at_checked(least) else { break };
        parts.push(page.concat());
        left = rest;
    }
    parts
}

fn on_page(options: &FigureOptions, only: Vec<Pair>, page: usize, count: usize) -> FigureOptions {
    let number = options.figure_number.trim();
    let figure_number =
        if number.is_empty() { format!("({page} of {count})") } else { format!("{number} ({page} of {count})") };
    FigureOptions { only, figure_number, ..options.clone() }
}
