//! Where the caret goes: by grapheme, word, sentence, line, page and turn. Movements that follow the lines need the
//! layout; so a movement asked for from outside waits until the transcript is shown next.

use super::column::Column;
use super::content::TranscriptContent;
use super::selection::Selection;
use super::typesetter::Typesetter;
use crate::text::{Span, boundaries, sentences};

/// A movement of the caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One grapheme to the left on the screen.
    Left,
    /// One grapheme to the right on the screen.
    Right,
    /// To the edge of a word, leftwards on the screen.
    WordLeft,
    /// To the edge of a word, rightwards on the screen.
    WordRight,
    /// One line up.
    Up,
    /// One line down.
    Down,
    /// To the start of the line.
    LineStart,
    /// To the end of the line.
    LineEnd,
    /// A view up.
    PageUp,
    /// A view down.
    PageDown,
    /// To the start of the transcript.
    Start,
    /// To the end of the transcript.
    End,
    /// To the start of this turn, or of the one before where the caret stands at a start.
    PreviousTurn,
    /// To the start of the next turn; with the selection extended, to the end of this turn first, so that a turn is
    /// selected whole.
    NextTurn,
    /// To the start of this sentence, or of the one before.
    PreviousSentence,
    /// To the end of this sentence, or of the next.
    NextSentence,
}

/// What a movement needs to know.
pub(super) struct Ground<'a> {
    pub content: &'a TranscriptContent,
    pub column: &'a mut Column,
    pub type_: &'a mut Typesetter,
    /// The view's height (points).
    pub view: f32,
}

/// The selection after a movement, which takes everything on the way with it where `extend` says so.
pub(super) fn moved(ground: &mut Ground<'_>, selection: Selection, step: Step, extend: bool) -> Selection {
    let text = &*ground.content.text;
    let span = selection.span();
    let focus = selection.focus;
    // A plain arrow lets go of a selection at its edge on that side.
    if !extend && !span.is_empty() && matches!(step, Step::Left | Step::Right) {
        let to_start = (step == Step::Left) != ground.is_rtl(focus, selection.upstream);
        return Selection::caret(if to_start { span.start } else { span.end }, !to_start);
    }
    let (to, upstream) = match step {
        Step::Left => ground.beside(focus, selection.upstream, false),
        Step::Right => ground.beside(focus, selection.upstream, true),
        Step::WordLeft | Step::WordRight => {
            let forward = (step == Step::WordRight) != ground.is_rtl(focus, selection.upstream);
            if forward {
                (boundaries::next_word_end(text, focus), true)
            } else {
                (boundaries::previous_word_start(text, focus), false)
            }
        }
        Step::Up => return ground.by_lines(selection, -1, extend),
        Step::Down => return ground.by_lines(selection, 1, extend),
        Step::PageUp => return ground.by_page(selection, -1.0, extend),
        Step::PageDown => return ground.by_page(selection, 1.0, extend),
        Step::LineStart => ground.line_edge(focus, selection.upstream, false),
        Step::LineEnd => ground.line_edge(focus, selection.upstream, true),
        Step::Start => (0, false),
        Step::End => (text.len(), true),
        Step::PreviousTurn => (previous_turn(ground.content, focus), false),
        Step::NextTurn => next_turn(ground.content, focus, extend),
        Step::PreviousSentence => (sentences::previous_sentence_start(text, focus), false),
        Step::NextSentence => (sentences::next_sentence_end(text, focus), true),
    };
    selection.moved(to, upstream, extend)
}

/// The turn an offset stands in; in the space between two turns, the one before.
pub(super) fn turn_at(content: &TranscriptContent, offset: usize) -> Option<usize> {
    content.turns.partition_point(|turn| turn.span.start <= offset).checked_sub(1)
}

fn previous_turn(content: &TranscriptContent, offset: usize) -> usize {
    let before = content.turns.partition_point(|turn| turn.span.start < offset);
    before.checked_sub(1).and_then(|turn| content.turns.get(turn)).map_or(0, |turn| turn.span.start)
}

fn next_turn(content: &TranscriptContent, offset: usize, extend: bool) -> (usize, bool) {
    if extend {
        let ending =
            content.turns.iter().skip(turn_at(content, offset).unwrap_or(0)).find(|turn| turn.span.end > offset);
        return (ending.map_or(content.text.len(), |turn| turn.span.end), true);
    }
    let next = content.turns.partition_point(|turn| turn.span.start <= offset);
    (content.turns.get(next).map_or(content.text.len(), |turn| turn.span.start), false)
}

impl Ground<'_> {
    fn block(&mut self, offset: usize, upstream: bool) -> (usize, Span, std::sync::Arc<super::block::SetBlock>) {
        let block = self.column.page.block_at(offset, upstream);
        let span = self.column.page.blocks.get(block).map_or(Span { start: 0, end: 0 }, |block| block.span);
        (block, span, self.column.block(self.content, self.type_, block))
    }

    /// Whether the words at an offset run from right to left.
    pub fn is_rtl(&mut self, offset: usize, upstream: bool) -> bool {
        self.block(offset, upstream).2.is_rtl()
    }

    fn beside(&mut self, offset: usize, upstream: bool, to_right: bool) -> (usize, bool) {
        let text = &*self.content.text;
        let (block, span, set) = self.block(offset, upstream);
        let within = offset.saturating_sub(span.start);
        if let Some((to, upstream)) = set.beside(within, upstream, to_right) {
            return (boundaries::grapheme_floor(text, span.start + to), upstream);
        }
        let forward = to_right != set.is_rtl();
        let neighbour = if forward { block + 1 } else { block.wrapping_sub(1) };
        match self.column.page.blocks.get(neighbour).map(|block| block.span) {
            // Two blocks that meet without a line feed share an offset, which is left already: a turn written from
            // right to left after one from left to right must not send the caret back and forth between them.
            Some(next) if forward && next.start == offset => (boundaries::next_grapheme(text, offset), true),
            Some(next) if forward => (next.start, false),
            Some(before) if before.end == offset => (boundaries::previous_grapheme(text, offset), false),
            Some(before) => (before.end, true),
            None => (offset, upstream),
        }
    }

    fn line_edge(&mut self, offset: usize, upstream: bool, end: bool) -> (usize, bool) {
        let (_, span, set) = self.block(offset, upstream);
        let line = set.line_at(offset.saturating_sub(span.start), upstream);
        match set.lines.get(line) {
            Some(line) if end => {
                let last = line.range.end == span.len();
                (span.start + if last { line.range.end } else { line.words_end }, true)
            }
            Some(line) => (span.start + line.range.start, false),
            None => (offset, upstream),
        }
    }

    fn by_lines(&mut self, selection: Selection, lines: isize, extend: bool) -> Selection {
        let (block, span, set) = self.block(selection.focus, selection.upstream);
        let within = selection.focus.saturating_sub(span.start);
        let goal = selection.goal.unwrap_or_else(|| set.caret(within, selection.upstream).x);
        let line = set.line_at(within, selection.upstream).checked_add_signed(lines);
        let (block, line) = match line {
            Some(line) if line < set.lines.len() => (block, line),
            Some(_) if block + 1 < self.column.page.blocks.len() => (block + 1, 0),
            None if block > 0 => (block - 1, usize::MAX),
            Some(_) => return selection.moved(self.content.text.len(), true, extend),
            None => return selection.moved(0, false, extend),
        };
        let (to, upstream) = self.on_line(block, line, goal);
        Selection { goal: Some(goal), ..selection.moved(to, upstream, extend) }
    }

    /// The offset nearest `x` on a line; past the last line is the last.
    fn on_line(&mut self, block: usize, line: usize, x: f32) -> (usize, bool) {
        let start = self.column.page.blocks.get(block).map_or(0, |block| block.span.start);
        let set = self.column.block(self.content, self.type_, block);
        let line = line.min(set.lines.len().saturating_sub(1));
        let middle = set.lines.get(line).map_or(0.0, |line| (line.top + line.bottom) / 2.0);
        let (to, upstream) = set.hit(x, middle);
        (boundaries::grapheme_floor(&self.content.text, start + to), upstream)
    }

    fn by_page(&mut self, selection: Selection, direction: f32, extend: bool) -> Selection {
        let (block, span, set) = self.block(selection.focus, selection.upstream);
        let caret = set.caret(selection.focus.saturating_sub(span.start), selection.upstream);
        let goal = selection.goal.unwrap_or(caret.x);
        let from = f64::from(self.column.gap(block) + (caret.top + caret.bottom) / 2.0);
        let page = f64::from((self.view - (caret.bottom - caret.top)).max(caret.bottom - caret.top) * direction);
        let anchor = super::column::Anchor { block, below: from };
        let depth = self.column.depth(anchor) + page;
        if depth < 0.0 {
            return selection.moved(0, false, extend);
        }
        let there = self.column.at_depth(depth);
        let set = self.column.block(self.content, self.type_, there.block);
        if there.block + 1 == self.column.page.blocks.len()
            && there.below as f32 > set.height + self.column.gap(there.block)
        {
            return selection.moved(self.content.text.len(), true, extend);
        }
        let line = set.line_below(there.below as f32 - self.column.gap(there.block));
        let (to, upstream) = self.on_line(there.block, line, goal);
        Selection { goal: Some(goal), ..selection.moved(to, upstream, extend) }
    }
}
