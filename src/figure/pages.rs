//! A figure that is too high for its page, as several: each shows as many themes as fit, in the order of the whole.

use super::{Check, CheckKind, Drawing, FigureOptions, draw};
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
    let mut themes: Vec<String> = Vec::new();
    for theme in whole.model.themes() {
        if !themes.contains(&theme.id) {
            themes.push(theme.id.clone());
        }
    }
    let parts = parts(study, board, options, &themes);
    if parts.len() < 2 {
        return vec![whole];
    }
    let of_whole: Vec<Check> = whole.layout.checks.into_iter().filter(|check| !is_of_a_page(check.kind)).collect();
    let count = parts.len();
    let pages = parts.into_iter().enumerate().map(|(at, only)| {
        let mut page = draw(study, board, &on_page(options, only, at + 1, count));
        page.layout.checks.retain(|check| is_of_a_page(check.kind));
        page.layout.checks.extend(of_whole.iter().cloned());
        page.layout.checks.sort_by_key(|check| check.severity);
        page
    });
    pages.collect()
}

/// Checks of how something came out, which a page has of its own.
fn is_of_a_page(kind: CheckKind) -> bool {
    matches!(kind, CheckKind::TooHigh | CheckKind::GapsReduced | CheckKind::LongLabel | CheckKind::CodesLeftOut)
}

/// The themes of each page: as many as fit, and one at least.
fn parts(study: &Study, board: Id<Board>, options: &FigureOptions, themes: &[String]) -> Vec<Vec<String>> {
    let fits = |only: &[String]| {
        // The page's number takes no room in the figure; that there are several matters, how many does not.
        let options = on_page(options, only.to_vec(), 1, 2);
        draw(study, board, &options).layout.scene.height_pt <= options.max_height_pt()
    };
    let mut parts = Vec::new();
    let mut left = themes;
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
        parts.push(page.to_vec());
        left = rest;
    }
    parts
}

fn on_page(options: &FigureOptions, only: Vec<String>, page: usize, count: usize) -> FigureOptions {
    let number = options.figure_number.trim();
    let figure_number =
        if number.is_empty() { format!("({page} of {count})") } else { format!("{number} ({page} of {count})") };
    // Its themes stand as in the whole, whichever of its components the board reaches first.
    let order = only.iter().chain(&options.order).cloned().collect();
    FigureOptions { only, order, figure_number, ..options.clone() }
}
