//! One frame's geometry: the columns of the view, the blocks in it, and where words stand on the screen.

use super::column::Placed;
use super::content::{CodingMark, TranscriptContent};
use super::lanes::Lanes;
use super::style::TranscriptStyle;
use super::typesetter::Setting;
use crate::text::{Intervals, Span};
use eframe::egui::{Pos2, Rangef, Rect, pos2};

/// Where things stand in one frame (points on the screen), and what is seen.
pub(super) struct Scene<'a> {
    pub content: &'a TranscriptContent,
    pub style: &'a TranscriptStyle,
    pub area: Rect,
    pub text: Rect,
    pub speakers: Rangef,
    pub lanes_x: Rangef,
    pub bar: Rect,
    pub scale: f32,
    pub placed: Vec<Placed>,
    /// The bytes seen.
    pub seen: Span,
    /// The codings seen, by their place in the content.
    pub codings: Vec<usize>,
    pub lanes: Lanes,
}

impl<'a> Scene<'a> {
    pub fn new(
        content: &'a TranscriptContent,
        style: &'a TranscriptStyle,
        area: Rect,
        font_size: f32,
        scale: f32,
    ) -> Self {
        const BAR: f32 = 14.0;
        const GUTTER: f32 = 14.0;
        let wide = area.width();
        let speakers = (wide * 0.19).clamp(64.0_f32.min(style.speaker_margin), style.speaker_margin);
        let least = 96.0_f32.min(style.coding_margin);
        let lanes = (wide * 0.26).clamp(least, style.coding_margin);
        let room = (wide - BAR - speakers - lanes - 2.0 * GUTTER).max(80.0);
        let text = room.min(style.measure * font_size).floor();
        let left = area.left() + ((room - text) / 2.0).floor();
        let text_left = left + speakers.floor() + GUTTER;
        let lanes_left = text_left + text + GUTTER;
        let bar = Rect::from_min_max(pos2(area.right() - BAR, area.top()), area.max);
        Self {
            content,
            style,
            area,
            text: Rect::from_x_y_ranges(text_left..=text_left + text, area.y_range()),
            speakers: Rangef::new(left.max(area.left()) + 4.0, text_left - GUTTER),
            lanes_x: Rangef::new(lanes_left, (lanes_left + lanes).min(bar.left() - 4.0)),
            bar,
            scale,
            placed: Vec::new(),
            seen: Span { start: 0, end: 0 },
            codings: Vec::new(),
            lanes: Lanes::default(),
        }
    }

    pub fn setting(&self, font_size: f32) -> Setting {
        Setting {
            size: font_size,
            width: self.text.width(),
            line_height: self.style.line_height,
            scale: self.scale,
            rtl: self.content.rtl,
            language: self.content.language.clone(),
        }
    }

    /// Finds the bytes and the codings seen.
    pub fn look(&mut self, codings: &Intervals) {
        let view = self.area.height();
        let start = self.placed.first().map_or(0, |first| {
            first.span.start + first.set.lines.get(first.set.line_below(-first.top)).map_or(0, |line| line.range.start)
        });
        let end = self.placed.last().map_or(0, |last| {
            last.span.start + last.set.lines.get(last.set.line_below(view - last.top)).map_or(0, |line| line.range.end)
        });
        self.seen = Span { start, end: end.max(start) };
        self.codings = codings.overlapping(self.seen);
        if self.content.visible.is_some() {
            // Of the codings between what is seen, those of words left out are not.
            let on_page = |span: Span| self.placed.iter().any(|placed| placed.span.overlaps(span));
            self.codings.retain(|&number| self.content.codings.get(number).is_some_and(|one| on_page(one.span)));
        }
    }

    /// The coding at a place in the content.
    pub fn coding(&self, number: usize) -> Option<&'a CodingMark> {
        self.content.codings.get(number)
    }

    /// A point of a placed block on the screen.
    pub fn on_screen(&self, placed: &Placed, x: f32, y: f32) -> Pos2 {
        pos2(self.text.left() + x, self.area.top() + placed.top + y)
    }

    /// The placed block an offset stands in.
    pub fn placed_at(&self, offset: usize, upstream: bool) -> Option<&Placed> {
        let after = self.placed.partition_point(|placed| placed.span.start <= offset);
        let found = self.placed.get(after.checked_sub(1)?)?;
        let before = after.checked_sub(2).and_then(|n| self.placed.get(n));
        match before {
            Some(before) if upstream && found.span.start == offset && before.span.end == offset => Some(before),
            _ => (offset <= found.span.end).then_some(found),
        }
    }

    /// The stretches of lines that a span covers, from top to bottom: rectangles on the screen.
    pub fn strips(&self, span: Span) -> Vec<Rect> {
        let mut strips = Vec::new();
        for placed in &self.placed {
            let Some(within) = placed.span.intersection(span) else { continue };
            let bytes = within.start - placed.span.start..within.end - placed.span.start;
            for line in &placed.set.lines {
                let (top, bottom) =
                    (self.area.top() + placed.top + line.top, self.area.top() + placed.top + line.bottom);
                if line.range.end <= bytes.start || bottom < self.area.top() {
                    continue;
                }
                if line.range.start >= bytes.end || top > self.area.bottom() {
                    break;
                }
                let across = placed.set.strips(line, &bytes).into_iter();
                strips.extend(across.map(|(left, right)| {
                    Rect::from_min_max(pos2(self.text.left() + left, top), pos2(self.text.left() + right, bottom))
                }));
            }
        }
        strips
    }

    /// From where to where (screen) the lines of a span run down the view, cut off a little outside of it.
    pub fn reach(&self, span: Span) -> Rangef {
        let top = match self.placed_at(span.start, false) {
            Some(placed) if span.start >= self.seen.start => self.line_range(placed, span.start).min,
            _ => self.area.top() - 20.0,
        };
        let bottom = match self.placed_at(span.end, true) {
            Some(placed) if span.end <= self.seen.end => {
                self.line_range(placed, span.end.saturating_sub(1).max(span.start)).max
            }
            _ => self.area.bottom() + 20.0,
        };
        Rangef::new(top, bottom.max(top))
    }

    fn line_range(&self, placed: &Placed, offset: usize) -> Rangef {
        let within = offset.saturating_sub(placed.span.start);
        let lines = &placed.set.lines;
        let after = lines.partition_point(|line| line.range.start <= within);
        let line = lines.get(after.saturating_sub(1));
        let top = self.area.top() + placed.top;
        line.map_or(Rangef::new(top, top), |line| Rangef::new(top + line.top, top + line.bottom))
    }
}
