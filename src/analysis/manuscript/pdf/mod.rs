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

/// Takes out what stands by itself first or last on at least three pages and on a third of all, page numbers among it.
fn without_running_heads(pages: &mut [Vec<Block>]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        let mut names: Vec<String> = edges(page).into_iter().map(|(_, name)| name).collect();
        names.sort();
        names.dedup();
        names.into_iter().for_each(|name| *seen.entry(name).or_default() += 1);
    }
    let least = (pages.len() / 3).max(3);
    for page in pages.iter_mut() {
        let repeated = edges(page).into_iter().filter(|(_, name)| seen.get(name).is_some_and(|count| *count >= least));
        let gone: Vec<usize> = repeated.map(|(at, _)| at).collect();
        let mut at = 0;
        page.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
    }
}

/// The blocks of a line or two that stand highest and lowest on a page: their places and what they are like.
fn edges(page: &[Block]) -> Vec<(usize, String)> {
    let y = |block: &Block| block.lines.first().map_or(0.0, |line| line.y);
    let mut order: Vec<usize> = (0..page.len()).collect();
    order.sort_by(|one, other| {
        let of = |at: &usize| page.get(*at).map_or(0.0, y);
        of(one).total_cmp(&of(other))
    });
    let ends = order.iter().take(2).chain(order.iter().rev().take(2));
    let mut edges = Vec::new();
    for &at in ends {
        let Some(block) = page.get(at).filter(|block| block.lines.len() <= 2) else { continue };
        let words: String = block.lines.iter().map(|line| likeness(&line.text)).collect();
        edges.push((at, words));
    }
    edges
}
