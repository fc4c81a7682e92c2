//! The transcript cut into blocks to lay out: paragraphs, cut again where a turn begins or where one is very long.

use super::content::TranscriptContent;
use crate::text::{Intervals, Span, paragraphs};

/// No block is longer than this (bytes), so that no line costs more than this to show.
const LONGEST: usize = 6000;

/// What of a content is needed at every frame, derived once for each text and once for each set of codings.
#[derive(Default)]
pub(super) struct Page {
    pub blocks: Vec<Block>,
    pub codings: Intervals,
    built_for: Option<(u64, u64)>,
}

/// A stretch of text laid out on its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Block {
    /// Without the line feed that ends a paragraph.
    pub span: Span,
    /// The turn it belongs to.
    pub turn: Option<usize>,
    pub opening: Opening,
    /// How wide all of it would be on one line, roughly, in ems.
    pub ems: f32,
    /// The writing direction of the paragraph it is a piece of, where it is not the whole of one.
    pub rtl: Option<bool>,
}

/// What begins with a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    Turn,
    Paragraph,
    /// Only a new piece of a paragraph too long to lay out at once.
    Piece,
}

impl Page {
    /// Brings the page up to a content. True where the text is another, so that nothing laid out holds any more.
    pub fn follow(&mut self, content: &TranscriptContent) -> bool {
        let now = (content.key, content.revision);
        let (same_text, same_codings) = match self.built_for {
            Some((key, revision)) => (key == now.0, key == now.0 && revision == now.1),
            None => (false, false),
        };
        if !same_text {
            self.blocks = blocks(content);
            if let Some(visible) = &content.visible {
                self.blocks.retain(|block| {
                    let at = visible.partition_point(|stretch| stretch.end < block.span.start);
                    visible.get(at).is_some_and(|stretch| {
                        stretch.overlaps(block.span) || block.span.is_empty() && stretch.contains(block.span.start)
                    })
                });
            }
        }
        if !same_codings {
            self.codings = Intervals::new(content.codings.iter().map(|coding| coding.span));
        }
        self.built_for = Some(now);
        !same_text
    }

    /// The block an offset stands in. Where one block ends and the next begins at the same offset, `upstream` is the
    /// end of the first.
    pub fn block_at(&self, offset: usize, upstream: bool) -> usize {
        let after = self.blocks.partition_point(|block| block.span.start <= offset);
        let block = after.saturating_sub(1);
        let starts_here = self.blocks.get(block).is_some_and(|b| b.span.start == offset);
        let joined = block.checked_sub(1).and_then(|b| self.blocks.get(b)).is_some_and(|b| b.span.end == offset);
        if upstream && starts_here && joined { block - 1 } else { block }
    }
}

fn blocks(content: &TranscriptContent) -> Vec<Block> {
    let text = &*content.text;
    let mut found = Vec::new();
    let mut turns = content.turns.iter().enumerate().peekable();
    let mut current: Option<usize> = None;
    for paragraph in paragraphs::paragraphs(text) {
        let mut rest = paragraph;
        let mut opening = Opening::Paragraph;
        loop {
            let words = rest.of(text).unwrap_or_default();
            let head = rest.start + (words.len() - words.trim_start().len());
            while let Some((number, turn)) = turns.peek()
                && turn.span.start <= head
            {
                current = Some(*number);
                opening = Opening::Turn;
                turns.next();
            }
            let next_turn = turns.peek().map(|(_, turn)| turn.span.start);
            let end = match next_turn {
                Some(start) if start < rest.end => start,
                _ => rest.end,
            };
            let turn = current.filter(|&number| {
                content.turns.get(number).is_some_and(|turn| head < turn.span.end || head == turn.span.start)
            });
            let cut = paragraphs::pieces(text, Span { start: rest.start, end }, LONGEST);
            let rtl = if cut.len() > 1 { runs_rtl(words) } else { None };
            for piece in cut {
                found.push(Block { span: piece, turn, opening, ems: ems(piece.of(text).unwrap_or_default()), rtl });
                opening = Opening::Piece;
            }
            if end == rest.end {
                break;
            }
            rest.start = end;
        }
    }
    found
}

/// Roughly how wide words are, in ems: letters of Latin, Greek and Cyrillic about half, of East Asia one.
fn ems(words: &str) -> f32 {
    let (mut narrow, mut wide) = (0usize, 0usize);
    for &byte in words.as_bytes() {
        match byte {
            0x00..=0x7F | 0xC0..=0xDF => narrow += 1,
            0xE3..=0xEF | 0xF0.. => wide += 1,
            0xE0..=0xE2 => narrow += 1,
            _ => {}
        }
    }
    narrow as f32 * 0.5 + wide as f32
}

/// Whether words begin in a script written from right to left: the first letter decides, as in the Unicode
/// Bidirectional Algorithm (UAX 9, P2 and P3).
fn runs_rtl(words: &str) -> Option<bool> {
    let letter = words.chars().find(|letter| letter.is_alphabetic())?;
    Some(
        matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}'),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::transcript::TurnLine;

    fn content(text: &str, turns: &[(usize, usize)]) -> TranscriptContent {
        let turns = turns.iter().enumerate().map(|(at, &(start, end))| TurnLine {
            span: Span { start, end },
            speaker: format!("Participant {at}"),
            number: at as u32 + 1,
            time: None,
            moderator: false,
        });
        TranscriptContent { text: text.into(), turns: turns.collect(), ..TranscriptContent::default() }
    }

    fn cut(content: &TranscriptContent) -> Vec<(&str, Option<usize>, Opening)> {
        let text = &content.text;
        blocks(content).iter().map(|block| (block.span.of(text).unwrap_or("?"), block.turn, block.opening)).collect()
    }

    #[test]
    fn a_turn_of_two_paragraphs_opens_once() {
        let content = content("Heading\nfirst\nmore\nsecond", &[(8, 18), (19, 25)]);
        assert_eq!(
            cut(&content),
            [
                ("Heading", None, Opening::Paragraph),
                ("first", Some(0), Opening::Turn),
                ("more", Some(0), Opening::Paragraph),
                ("second", Some(1), Opening::Turn),
            ]
        );
    }

    #[test]
    fn turns_that_share_a_line_are_laid_out_apart_and_their_offsets_tell_whose_end_is_meant() {
        let content = content("yes. no.", &[(0, 5), (5, 8)]);
        assert_eq!(cut(&content), [("yes. ", Some(0), Opening::Turn), ("no.", Some(1), Opening::Turn)]);
        let mut page = Page::default();
        page.follow(&content);
        assert_eq!((page.block_at(5, true), page.block_at(5, false)), (0, 1));
    }

    #[test]
    fn a_very_long_paragraph_is_cut_but_stays_one_paragraph() {
        let content = content(&"word ".repeat(5000), &[(0, 25_000)]);
        let all = blocks(&content);
        assert!(
            all.len() > 3 && all.iter().skip(1).all(|block| block.opening == Opening::Piece && block.turn == Some(0))
        );
        assert!(all.iter().all(|block| block.span.len() <= LONGEST));
    }

    #[test]
    fn a_piece_of_a_hebrew_paragraph_that_begins_in_english_still_runs_right_to_left() {
        let hebrew = "שלום ".repeat(700);
        let content = content(&format!("{hebrew}{}", "English ".repeat(800)), &[]);
        let all = blocks(&content);
        assert!(all.len() > 1 && all.iter().all(|block| block.rtl == Some(true)));
    }

    #[test]
    fn the_page_follows_only_what_changed() {
        let mut content = content("one\ntwo", &[]);
        let mut page = Page::default();
        assert!(page.follow(&content));
        content.revision += 1;
        assert!(!page.follow(&content));
        content.key += 1;
        assert!(page.follow(&content));
    }
}
