//! A manuscript as PDF: its letters where they stand on the page, put together to words, lines, columns and paragraphs.
//! What stands at the head or foot of page after page is left out, and so are line numbers.
//!
//! A PDF does not say where its paragraphs are. What is found here serves for looking up quotations, whose words are
//! compared without regard to how lines were broken; it is no faithful copy of the text.

mod glyphs;
mod lines;
mod paragraphs;

use std::collections::HashMap;

use super::super::verify::ManuscriptParagraph;
use lines::{Block, blocks};

/// Reads the paragraphs in reading order.
///
/// # Errors
///
/// A sentence that says what is wrong with the file: it is damaged, it asks for a password, its pages are pictures.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<ManuscriptParagraph>, String> {
    let pages = glyphs::pages(bytes)?;
    if pages.iter().all(|page| page.glyphs.is_empty()) {
        let pictures = pages.iter().any(|page| page.pictures > 0);
        return Err(if pictures {
            "its pages are pictures without text. Recognise the text first (OCR), or save the manuscript as Word".into()
        } else {
            "there is no text in it. Save the manuscript as Word".into()
        });
    }
    let mut pages: Vec<Vec<Block>> = pages.iter().map(|page| blocks(&page.glyphs)).collect();
    without_running_heads(&mut pages);
    Ok(paragraphs::paragraphs(&pages))
}

/// A line without its figures: page numbers differ from page to page.
fn likeness(line: &str) -> String {
    line.chars().filter(|letter| !letter.is_ascii_digit() && !letter.is_whitespace()).collect()
}

/// Takes out what stands first or last on at least three pages and on a third of all, page numbers among it.
fn without_running_heads(pages: &mut [Vec<Block>]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let edges = |page: &[Block]| {
        let mut all: Vec<(f64, String)> =
            page.iter().flat_map(|block| &block.lines).map(|line| (line.y, likeness(&line.text))).collect();
        all.sort_by(|one, other| one.0.total_cmp(&other.0));
        let last = all.len().saturating_sub(2);
        let edge = |at: usize| at < 2 || at >= last;
        let mut names: Vec<String> =
            all.into_iter().enumerate().filter(|(at, _)| edge(*at)).map(|(_, (_, name))| name).collect();
        names.sort();
        names.dedup();
        names
    };
    for page in pages.iter() {
        for name in edges(page) {
            *seen.entry(name).or_default() += 1;
        }
    }
    let least = (pages.len() / 3).max(3);
    for page in pages.iter_mut() {
        let gone: Vec<String> =
            edges(page).into_iter().filter(|name| seen.get(name).is_some_and(|count| *count >= least)).collect();
        let (top, foot) = extent(page);
        for block in page.iter_mut() {
            // Only at the very edge: a word that is a line of its own may also stand within the text.
            block.lines.retain(|line| {
                let edge = line.y < top + line.size * 3.5 || line.y > foot - line.size * 3.5;
                !(edge && gone.contains(&likeness(&line.text)))
            });
        }
        page.retain(|block| !block.lines.is_empty());
    }
}

/// Where the first and the last line of a page stand.
fn extent(page: &[Block]) -> (f64, f64) {
    let lines = || page.iter().flat_map(|block| &block.lines);
    let top = lines().map(|line| line.y).fold(f64::INFINITY, f64::min);
    (top, lines().map(|line| line.y).fold(0.0, f64::max))
}
