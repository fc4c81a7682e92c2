//! The column of text: which blocks are laid out, how tall all are, and which of them are seen.

use super::block::SetBlock;
use super::content::TranscriptContent;
use super::heights::Heights;
use super::page::{Opening, Page};
use super::style::TranscriptStyle;
use super::typesetter::{Setting, Typesetter};
use crate::text::Span;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Bytes of layouts kept when they are out of sight.
const KEPT: usize = 24 << 20;

/// Room below the last line (points), so that it can be read without the neck bent.
const FOOT: f32 = 48.0;

#[derive(Default)]
pub(super) struct Column {
    pub page: Page,
    heights: Heights,
    measured: Vec<bool>,
    next: usize,
    set: HashMap<usize, Kept>,
    weight: usize,
    setting: Option<(Setting, Gaps, u64)>,
    frame: u64,
    /// Counts changes of any height, so that what is drawn from heights knows when to be drawn again.
    pub changes: u64,
}

struct Kept {
    block: Arc<SetBlock>,
    used: u64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Gaps {
    paragraph: f32,
    turn: f32,
}

/// What is at the top of the view: a block, and how far (points) its top is above.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Anchor {
    pub block: usize,
    pub below: f64,
}

/// A block in view: its first line's top is at `top` (points from the view's top).
#[derive(Clone)]
pub(super) struct Placed {
    pub span: Span,
    pub top: f32,
    pub set: Arc<SetBlock>,
}

impl Placed {
    pub fn bottom(&self) -> f32 {
        self.top + self.set.height
    }
}

impl Column {
    /// Brings the column up to a content and a setting. What is at the top of the view stays there.
    pub fn follow(
        &mut self,
        content: &TranscriptContent,
        setting: Setting,
        style: &TranscriptStyle,
        type_: &mut Typesetter,
        anchor: &mut Anchor,
    ) {
        self.frame += 1;
        let top = self.byte_at(*anchor);
        let other_text = self.page.follow(content);
        let gaps = Gaps { paragraph: style.paragraph_gap, turn: style.turn_gap };
        let now = (setting, gaps, type_.generation());
        let other_setting = self.setting.as_ref() != Some(&now);
        if other_text || other_setting {
            self.setting = Some(now);
            self.forget();
            if let Some(byte) = top {
                *anchor = self.anchor_at(content, type_, byte);
            }
        }
    }

    /// The byte at the start of the line at the top of the view, where that block is laid out.
    fn byte_at(&self, anchor: Anchor) -> Option<usize> {
        let block = self.page.blocks.get(anchor.block)?;
        let set = &self.set.get(&anchor.block)?.block;
        let within = anchor.below as f32 - self.gap(anchor.block);
        // At the very top of a block its gap is kept, too.
        if within <= 0.0 {
            return Some(block.span.start);
        }
        Some(block.span.start + set.lines.get(set.line_below(within))?.range.start)
    }

    fn anchor_at(&mut self, content: &TranscriptContent, type_: &mut Typesetter, byte: usize) -> Anchor {
        let block = self.page.block_at(byte, false);
        let start = self.page.blocks.get(block).map_or(0, |block| block.span.start);
        let set = self.block(content, type_, block);
        let line = set.line_at(byte.saturating_sub(start), false);
        let top = if line == 0 { 0.0 } else { set.lines.get(line).map_or(0.0, |line| line.top) + self.gap(block) };
        Anchor { block, below: f64::from(top) }
    }

    /// Forgets every layout and estimates every height anew.
    fn forget(&mut self) {
        self.set.clear();
        self.weight = 0;
        self.next = 0;
        self.measured = vec![false; self.page.blocks.len()];
        let estimates = (0..self.page.blocks.len()).map(|block| self.estimate(block)).collect();
        self.heights = Heights::new(estimates);
        self.changes += 1;
    }

    fn estimate(&self, block: usize) -> f32 {
        let (Some((setting, ..)), Some(words)) = (&self.setting, self.page.blocks.get(block)) else { return 0.0 };
        if words.span.is_empty() {
            return self.blank_height() + self.gap(block);
        }
        // A line loses half a word at its end: some three ems of a serif face's average.
        let per_line = (setting.width / setting.size - 1.5).max(1.0);
        let lines = (words.ems / per_line).ceil().max(1.0);
        lines * (setting.size * setting.line_height).round() + self.gap(block)
    }

    /// An empty line is lower than one of words: it only parts paragraphs.
    fn blank_height(&self) -> f32 {
        self.setting.as_ref().map_or(0.0, |(setting, ..)| (setting.size * 0.6).round())
    }

    /// Room above a block.
    pub fn gap(&self, block: usize) -> f32 {
        let gaps = self.setting.as_ref().map_or(Gaps::default(), |(_, gaps, _)| *gaps);
        match self.page.blocks.get(block).map(|block| block.opening) {
            _ if block == 0 => gaps.turn.max(gaps.paragraph),
            Some(Opening::Turn) => gaps.turn,
            Some(Opening::Paragraph) => gaps.paragraph,
            Some(Opening::Piece) | None => 0.0,
        }
    }

    /// A block laid out, and its height known from now on.
    pub fn block(&mut self, content: &TranscriptContent, type_: &mut Typesetter, block: usize) -> Arc<SetBlock> {
        if let Some(kept) = self.set.get_mut(&block) {
            kept.used = self.frame;
            return Arc::clone(&kept.block);
        }
        let blank = self.blank_height();
        let (Some((setting, ..)), Some(words)) = (&self.setting, self.page.blocks.get(block)) else {
            return Arc::new(SetBlock::blank(blank, 1.0));
        };
        let set = match words.span.of(&content.text) {
            Some(text) if !text.is_empty() => type_.set(text, &with_direction(setting, words.rtl)),
            _ => SetBlock::blank(blank, setting.scale),
        };
        let set = Arc::new(set);
        self.weight += set.weight();
        self.set.insert(block, Kept { block: Arc::clone(&set), used: self.frame });
        self.know(block, set.height);
        self.make_room();
        set
    }

    fn know(&mut self, block: usize, height: f32) {
        let all = height + self.gap(block);
        if self.heights.get(block) != all {
            self.heights.set(block, all);
            self.changes += 1;
        }
        if let Some(measured) = self.measured.get_mut(block) {
            *measured = true;
        }
    }

    /// Drops the layouts not looked at longest, down to half of what may be kept.
    fn make_room(&mut self) {
        if self.weight <= KEPT {
            return;
        }
        let mut oldest: Vec<(u64, usize)> = self.set.iter().map(|(&block, kept)| (kept.used, block)).collect();
        oldest.sort_unstable();
        for (used, block) in oldest {
            if self.weight <= KEPT / 2 || used == self.frame {
                break;
            }
            if let Some(kept) = self.set.remove(&block) {
                self.weight -= kept.block.weight();
            }
        }
    }

    /// Measures blocks not measured yet, for about as long as this. True once every height is known.
    pub fn measure_some(&mut self, content: &TranscriptContent, type_: &mut Typesetter, time: Duration) -> bool {
        let begun = Instant::now();
        let blank = self.blank_height();
        let Some((setting, ..)) = self.setting.clone() else { return true };
        while let Some(words) = self.page.blocks.get(self.next) {
            if !self.measured.get(self.next).copied().unwrap_or(true) {
                let text = words.span.of(&content.text).unwrap_or_default();
                let height =
                    if text.is_empty() { blank } else { type_.height(text, &with_direction(&setting, words.rtl)) };
                self.know(self.next, height);
            }
            self.next += 1;
            if begun.elapsed() >= time {
                break;
            }
        }
        self.next >= self.page.blocks.len()
    }

    /// How far the view's top is below the transcript's.
    pub fn depth(&self, anchor: Anchor) -> f64 {
        self.heights.above(anchor.block) + anchor.below
    }

    /// How far one can scroll.
    pub fn deepest(&self, view: f32) -> f64 {
        (self.heights.total() + f64::from(FOOT - view)).max(0.0)
    }

    /// The place at a depth, from heights as far as they are known.
    pub fn at_depth(&self, depth: f64) -> Anchor {
        let (block, below) = self.heights.find(depth.max(0.0));
        Anchor { block, below }
    }

    /// The depth of a byte, to the block.
    pub fn depth_of(&self, byte: usize) -> f64 {
        self.heights.above(self.page.block_at(byte, false))
    }

    /// The blocks in a view this tall, from `anchor`, which is first brought to lie within its block and within the
    /// transcript.
    pub fn place(
        &mut self,
        content: &TranscriptContent,
        type_: &mut Typesetter,
        anchor: &mut Anchor,
        view: f32,
    ) -> Vec<Placed> {
        self.settle(content, type_, anchor, view);
        let (mut placed, bottom) = self.place_from(content, type_, *anchor, view);
        let short = view - FOOT - bottom;
        if short > 0.0 && (anchor.block > 0 || anchor.below > 0.0) {
            anchor.below -= f64::from(short);
            self.settle(content, type_, anchor, view);
            placed = self.place_from(content, type_, *anchor, view).0;
        }
        placed
    }

    fn settle(&mut self, content: &TranscriptContent, type_: &mut Typesetter, anchor: &mut Anchor, view: f32) {
        if anchor.below.abs() > f64::from(view) * 4.0 {
            let depth = self.depth(*anchor).clamp(0.0, self.deepest(view));
            *anchor = self.at_depth(depth);
        }
        let last = self.page.blocks.len().saturating_sub(1);
        anchor.block = anchor.block.min(last);
        while anchor.below < 0.0 {
            let Some(before) = anchor.block.checked_sub(1) else {
                anchor.below = 0.0;
                break;
            };
            self.block(content, type_, before);
            anchor.block = before;
            anchor.below += f64::from(self.heights.get(before));
        }
        loop {
            self.block(content, type_, anchor.block);
            let height = f64::from(self.heights.get(anchor.block));
            if anchor.below < height || anchor.block >= last {
                break;
            }
            anchor.below -= height;
            anchor.block += 1;
        }
    }

    fn place_from(
        &mut self,
        content: &TranscriptContent,
        type_: &mut Typesetter,
        anchor: Anchor,
        view: f32,
    ) -> (Vec<Placed>, f32) {
        let mut placed = Vec::new();
        let scale = self.setting.as_ref().map_or(1.0, |(setting, ..)| setting.scale);
        let mut y = -anchor.below as f32;
        let mut block = anchor.block;
        while let Some(span) = self.page.blocks.get(block).map(|block| block.span) {
            let set = self.block(content, type_, block);
            let top = y + self.gap(block);
            y = top + set.height;
            // On whole pixels, so that letters and what lies under them move as one.
            placed.push(Placed { span, top: (top * scale).round() / scale, set });
            block += 1;
            if y > view {
                return (placed, f32::INFINITY);
            }
        }
        (placed, y)
    }
}

/// The setting of a piece, which runs as its paragraph does unless the whole transcript's direction was chosen.
fn with_direction(setting: &Setting, rtl: Option<bool>) -> Cow<'_, Setting> {
    match rtl {
        Some(_) if setting.rtl.is_none() => Cow::Owned(Setting { rtl, ..setting.clone() }),
        _ => Cow::Borrowed(setting),
    }
}
