//! A PDF: its letters where they stand on the page, put together to words, lines, columns and paragraphs. What stands at
//! the head or foot of page after page is left out, and so are line numbers.
//!
//! A PDF does not say where its paragraphs are: they are found by white and by the ends of lines.

mod glyphs;
mod lines;
mod paragraphs;

use std::collections::HashMap;

use super::super::error::{Kind, Trouble};
use super::super::notice::Notice;
use super::{FileType, ReadDocument, tidy_and_tell};
use lines::{Block, blocks};

/// Reads the paragraphs in reading order. Damaged and protected files, and those whose pages are pictures, are refused.
pub(in super::super) fn read(bytes: &[u8]) -> Result<ReadDocument, Trouble> {
    let pages = glyphs::pages(bytes)?;
    let pictures: usize = pages.iter().map(|page| page.pictures).sum();
    if pages.iter().all(|page| page.glyphs.is_empty()) {
        return Err(if pictures > 0 { Trouble::OtherKind(Kind::ScannedPdf) } else { Trouble::Empty });
    }
    let without = pages.iter().filter(|page| page.glyphs.is_empty() && page.pictures > 0).count();
    let mut pages: Vec<Vec<Block>> = pages.iter().map(|page| blocks(&page.glyphs)).collect();
    let heads = without_running_heads(&mut pages);
    let mut notices = vec![Notice::PdfParagraphs];
    if heads > 0 {
        notices.push(Notice::RunningHeads(heads));
    }
    if without > 0 {
        notices.push(Notice::ScannedPages(without));
    }
    if pictures > without {
        notices.push(Notice::Pictures(pictures - without));
    }
    let paragraphs = tidy_and_tell(paragraphs::paragraphs(&pages), &mut notices);
    Ok(ReadDocument { paragraphs, encoding: None, notices, file_type: FileType::Pdf, title: None })
}

/// A line without its figures: page numbers differ from page to page.
fn likeness(line: &str) -> String {
    line.chars().filter(|letter| !letter.is_ascii_digit() && !letter.is_whitespace()).collect()
}

/// Takes out what stands by itself first or last on at least three pages and on a third of all, page numbers among it;
/// gives how many.
fn without_running_heads(pages: &mut [Vec<Block>]) -> usize {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        let mut names: Vec<String> = edges(page).into_iter().map(|(_, name)| name).collect();
        names.sort();
        names.dedup();
        names.into_iter().for_each(|name| *seen.entry(name).or_default() += 1);
    }
    let least = (pages.len() / 3).max(3);
    let mut taken = 0;
    for page in pages.iter_mut() {
        let repeated = edges(page).into_iter().filter(|(_, name)| seen.get(name).is_some_and(|count| *count >= least));
        let mut gone: Vec<usize> = repeated.map(|(at, _)| at).collect();
        gone.sort_unstable();
        gone.dedup();
        taken += gone.len();
        let mut at = 0;
        page.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
    }
    taken
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A page with a line in one of the fourteen fonts that every reader has, so that the file holds none.
    fn without_fonts(words: &str) -> Vec<u8> {
        let content = format!("BT /F1 12 Tf 72 720 Td ({words}) Tj ET");
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
                .to_owned(),
            format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        ];
        let mut file = String::from("%PDF-1.4\n");
        let mut places = Vec::new();
        for (at, object) in objects.iter().enumerate() {
            places.push(file.len());
            file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
        }
        let table = file.len();
        file.push_str("xref\n0 6\n0000000000 65535 f \n");
        places.iter().for_each(|place| file.push_str(&format!("{place:010} 00000 n \n")));
        file.push_str(&format!("trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n"));
        file.into_bytes()
    }

    #[test]
    fn a_file_that_leaves_its_fonts_to_the_reader_is_read() {
        let read = read(&without_fonts("Moderator: What brought you here?")).expect("a PDF");
        let words: Vec<String> = read.paragraphs.iter().map(|one| one.text()).collect();
        assert_eq!(words, ["Moderator: What brought you here?"]);
    }
}
