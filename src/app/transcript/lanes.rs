//! The right margin: a lane for each code in view, in the tree's order, and a label for each coding.

use super::content::{CodingMark, Pattern};
use super::hatch::{Hatching, blend, legible};
use super::paint::Letters;
use super::scene::Scene;
use super::typesetter::{Label, Typesetter};
use eframe::egui::{Color32, Painter, Pos2, Rangef, Rect, Stroke, StrokeKind, pos2, vec2};
use std::collections::BTreeMap;
use std::sync::Arc;

/// From one lane to the next (points).
const PITCH: f32 = 8.0;
/// The width of a lane's bar; coders of one code share it.
const BAR: f32 = 6.0;
/// The least room kept for labels.
const LABELS: f32 = 72.0;
/// Lanes drawn at most, however much room there is.
const MOST: usize = 16;
/// Room for the coloured square before a label.
const CHIP: f32 = 12.0;
/// How many heights of a label it may stand below where it belongs: so many as a reader still takes in at a glance.
const DRIFT: f32 = 6.0;

/// The margin as it will be drawn (points on the screen).
#[derive(Default)]
pub(super) struct Lanes {
    bars: Vec<Bar>,
    tags: Vec<Tag>,
    more: Vec<More>,
}

/// The codings of one lane, by coder.
type Coders = BTreeMap<(Option<char>, Pattern), Vec<usize>>;

/// Codings of one code by one coder that run into each other.
struct Bar {
    place: Rect,
    lane: Rangef,
    /// Which of the lane's coders, counted from 0.
    coder: usize,
    codings: Vec<usize>,
    colour: Color32,
    pattern: Pattern,
    /// Where several codes share the last lane for want of room.
    crowded: bool,
}

/// A label, and the bar it names.
struct Tag {
    place: Rect,
    bar: usize,
    label: Arc<Label>,
}

/// "+n" where labels or lanes had no room.
struct More {
    place: Rect,
    label: Arc<Label>,
    codings: Vec<usize>,
}

impl Lanes {
    /// Finds a place for all codings seen.
    pub fn plan(scene: &Scene<'_>, type_: &mut Typesetter) -> Self {
        let mut lanes = Self::default();
        let mut keys: Vec<u64> = scene.codings.iter().filter_map(|&n| scene.coding(n)).map(|c| c.lane_key).collect();
        keys.sort_unstable();
        keys.dedup();
        let fit = (((scene.lanes_x.span() - LABELS) / PITCH).max(1.0) as usize).min(MOST);
        let crowded = keys.len() > fit;
        let shown = if crowded { fit - 1 } else { keys.len() };
        lanes.plan_bars(scene, &keys, shown);
        // Room is kept by fours, so that labels stay where they are while codes come and go in scrolling.
        let kept = (shown + usize::from(crowded)).next_multiple_of(4).min(fit);
        let left = scene.lanes_x.min + PITCH * kept as f32 + 3.0;
        lanes.plan_tags(scene, type_, left);
        lanes
    }

    fn plan_bars(&mut self, scene: &Scene<'_>, keys: &[u64], shown: usize) {
        let mut lanes: BTreeMap<usize, Coders> = BTreeMap::new();
        for &number in &scene.codings {
            let Some(coding) = scene.coding(number) else { continue };
            let lane = keys.binary_search(&coding.lane_key).unwrap_or_default().min(shown);
            let coder = if lane == shown { (None, Pattern::Dotted) } else { (coding.coder_letter, coding.pattern) };
            lanes.entry(lane).or_default().entry(coder).or_default().push(number);
        }
        for (lane, coders) in lanes {
            let left = scene.lanes_x.min + PITCH * lane as f32;
            let first = self.bars.len();
            for (coder, ((_, pattern), codings)) in coders.into_iter().enumerate() {
                self.add_bars(scene, left, coder, pattern, codings, lane == shown);
            }
            if let Some(bars) = self.bars.get_mut(first..) {
                share_lane(bars);
            }
        }
    }

    fn add_bars(
        &mut self,
        scene: &Scene<'_>,
        left: f32,
        coder: usize,
        pattern: Pattern,
        codings: Vec<usize>,
        crowded: bool,
    ) {
        let first = self.bars.len();
        for number in codings {
            let Some(coding) = scene.coding(number) else { continue };
            let y = scene.reach(coding.span);
            match self.bars.get_mut(first..).and_then(|bars| bars.last_mut()) {
                Some(bar) if y.min < bar.place.bottom() - 1.0 => {
                    bar.place.max.y = bar.place.bottom().max(y.max);
                    bar.codings.push(number);
                }
                _ => self.bars.push(Bar {
                    place: Rect::from_x_y_ranges(left..=left + BAR, y),
                    lane: Rangef::new(left - 1.0, left + PITCH - 1.0),
                    coder,
                    codings: vec![number],
                    colour: if crowded { scene.style.faint_text } else { legible(coding.colour, scene.style) },
                    pattern,
                    crowded,
                }),
            }
        }
    }

    /// A label for each bar, from the top down; what finds no room, and what shares the last lane, is counted in a "+n"
    /// near where it lies.
    fn plan_tags(&mut self, scene: &Scene<'_>, type_: &mut Typesetter, left: f32) {
        let size = scene.style.margin_size * 0.94;
        let tall = (size * 1.3).ceil();
        let room = (scene.lanes_x.max - left - CHIP).max(0.0);
        let (top, bottom) = (scene.area.top() + 2.0, scene.area.bottom());
        let mut next = top;
        let mut waiting: Vec<usize> = Vec::new();
        for number in self.top_down(top) {
            let Some(bar) = self.bars.get(number) else { continue };
            let desired = bar.place.top().max(top);
            if !waiting.is_empty() && desired >= next + tall {
                next = self.add_more(scene, type_, left, next, std::mem::take(&mut waiting));
            }
            let Some(bar) = self.bars.get(number) else { continue };
            let lowest = (desired + DRIFT * tall).max(bar.place.bottom() - tall);
            let y = desired.max(next);
            if desired >= bottom {
                continue;
            }
            if (bar.crowded && bar.codings.len() > 1) || y > lowest || y + tall > bottom {
                waiting.extend(bar.codings.iter().copied());
                continue;
            }
            let Some(coding) = bar.codings.first().and_then(|&n| scene.coding(n)) else { continue };
            let caption = match bar.codings.len() {
                1 => coding.caption(),
                many => format!("{} ×{many}", coding.caption()),
            };
            // A label too long for its column may begin where the bars beside it end.
            let widest = scene.lanes_x.max - self.free_from(scene, y, tall) - CHIP;
            let label = type_.label(&caption, size, false, widest.max(room), scene.scale);
            let x = left - (label.width - room).max(0.0);
            let place = Rect::from_min_size(pos2(x, y), vec2(CHIP + label.width, tall));
            self.tags.push(Tag { place, bar: number, label });
            next = y + tall;
        }
        // At the foot of the page the last label gives way, so that what has none is still counted.
        if !waiting.is_empty() && next + tall > bottom {
            let Some(last) = self.tags.pop() else { return };
            next = last.place.top();
            waiting.splice(0..0, self.bars.get(last.bar).map(|bar| bar.codings.clone()).unwrap_or_default());
        }
        if !waiting.is_empty() {
            self.add_more(scene, type_, left, next, waiting);
        }
    }

    /// The bars in the order in which they are labelled: by where they begin on the page, then from the left.
    fn top_down(&self, top: f32) -> Vec<usize> {
        let mut order: Vec<(f32, f32, usize)> = self
            .bars
            .iter()
            .enumerate()
            .map(|(number, bar)| (bar.place.top().max(top), bar.lane.min, number))
            .collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        order.into_iter().map(|(_, _, number)| number).collect()
    }

    /// Where the last bar beside a row of the margin ends.
    fn free_from(&self, scene: &Scene<'_>, y: f32, tall: f32) -> f32 {
        let row = Rangef::new(y, y + tall);
        let beside = self.bars.iter().filter(|bar| bar.place.y_range().intersects(row));
        beside.map(|bar| bar.lane.max + 2.0).fold(scene.lanes_x.min, f32::max)
    }

    fn add_more(&mut self, scene: &Scene<'_>, type_: &mut Typesetter, left: f32, y: f32, codings: Vec<usize>) -> f32 {
        let size = scene.style.margin_size * 0.88;
        let label = type_.label(&format!("+{}", codings.len()), size, false, f32::INFINITY, scene.scale);
        let place = Rect::from_min_size(pos2(left, y), vec2(label.width, label.height));
        self.more.push(More { place, label, codings });
        y + place.height()
    }

    /// The coding under a point: by its label, or the shortest of those in the lane there; where several lie there
    /// and one of them is active, the next.
    pub fn coding_at(&self, scene: &Scene<'_>, pos: Pos2, active: Option<u128>) -> Option<usize> {
        let tag = self.tags.iter().find(|tag| tag.place.contains(pos)).and_then(|tag| self.bars.get(tag.bar));
        let lane = self.bars.iter().filter(|bar| bar.place.y_range().contains(pos.y) && bar.lane.contains(pos.x));
        let nearest = lane.min_by(|a, b| {
            let off = |bar: &Bar| (bar.place.center().x - pos.x).abs();
            off(a).total_cmp(&off(b))
        });
        let bar = tag.or(nearest)?;
        let mut here: Vec<(usize, &CodingMark)> =
            bar.codings.iter().filter_map(|&n| Some((n, scene.coding(n)?))).collect();
        if tag.is_none() {
            here.retain(|(_, coding)| scene.reach(coding.span).contains(pos.y));
            here.sort_by_key(|(_, coding)| (coding.span.len(), coding.id));
        }
        let at = active.and_then(|id| here.iter().position(|(_, coding)| coding.id == id));
        let pick = at.map_or(0, |at| (at + 1) % here.len());
        here.get(pick).map(|(number, _)| *number)
    }

    /// The labels: where each stands, and the first coding it names.
    pub fn labels(&self) -> impl Iterator<Item = (Rect, usize)> {
        self.tags.iter().filter_map(|tag| Some((tag.place, *self.bars.get(tag.bar)?.codings.first()?)))
    }

    /// The "+n": where each stands, and how many codings it counts and what they are, in words.
    pub fn counted(&self, scene: &Scene<'_>) -> impl Iterator<Item = (Rect, String)> {
        self.more.iter().map(|more| {
            let names = Self::names(scene, more).join(", ");
            let (count, s) = (more.codings.len(), if more.codings.len() == 1 { "" } else { "s" });
            (more.place, format!("{count} more coding{s}: {names}"))
        })
    }

    /// What a "+n" under a point stands for.
    pub fn more_at(&self, scene: &Scene<'_>, pos: Pos2) -> Vec<String> {
        self.more.iter().find(|more| more.place.contains(pos)).map_or_else(Vec::new, |more| Self::names(scene, more))
    }

    fn names(scene: &Scene<'_>, more: &More) -> Vec<String> {
        let mut names: Vec<(u64, String)> =
            more.codings.iter().filter_map(|&n| scene.coding(n)).map(|c| (c.lane_key, c.caption())).collect();
        names.sort();
        names.dedup();
        let rest = names.len().saturating_sub(12);
        let mut lines: Vec<String> = names.into_iter().take(12).map(|(_, name)| name).collect();
        if rest > 0 {
            lines.push(format!("and {rest} more"));
        }
        lines
    }

    pub fn paint(
        &self,
        painter: &Painter,
        scene: &Scene<'_>,
        active: Option<u128>,
        hovered: Option<usize>,
        letters: &mut Letters<'_>,
    ) {
        let style = scene.style;
        let mut hatching = Hatching::new(&letters.ctx, scene.scale);
        for (tag, bar) in self.tags.iter().filter_map(|tag| Some((tag, self.bars.get(tag.bar)?))) {
            let y = tag.place.center().y;
            if bar.place.y_range().contains(y) {
                let line = Rect::from_x_y_ranges(bar.place.right()..=tag.place.left(), y - 0.5..=y + 0.5);
                hatching.add(line, Pattern::Solid, blend(bar.colour, style.background, 0.35), style.background);
            }
            let chip = Rect::from_center_size(pos2(tag.place.left() + 4.0, y), vec2(7.0, 7.0));
            hatching.add(chip, bar.pattern, bar.colour, blend(bar.colour, style.background, 0.25));
        }
        for bar in &self.bars {
            let ground = blend(bar.colour, style.background, 0.25);
            hatching.add(trimmed(bar.place, scene.area), bar.pattern, bar.colour, ground);
        }
        hatching.paint(painter);
        let is = |number: &usize, id: Option<u128>| id.is_some() && scene.coding(*number).map(|c| c.id) == id;
        for bar in self.bars.iter().filter(|bar| bar.codings.iter().any(|n| is(n, active))) {
            let reach =
                bar.codings.iter().find(|n| is(n, active)).and_then(|&n| scene.coding(n)).map(|c| scene.reach(c.span));
            let place = Rect::from_x_y_ranges(bar.place.x_range(), reach.unwrap_or(bar.place.y_range()));
            painter.rect_stroke(
                trimmed(place, scene.area).expand(1.5),
                1.0,
                Stroke::new(1.25, style.text),
                StrokeKind::Middle,
            );
        }
        for tag in &self.tags {
            let codings = self.bars.get(tag.bar).map(|bar| bar.codings.as_slice()).unwrap_or_default();
            let lit = codings.iter().any(|n| is(n, active) || Some(*n) == hovered);
            let ink = if lit { style.text } else { style.margin_text };
            if lit {
                let under = tag.place.with_min_x(tag.place.left() + CHIP);
                painter.hline(under.x_range(), under.bottom() - 1.0, Stroke::new(1.0, ink));
            }
            letters.label(&tag.label, tag.place.min + vec2(CHIP, 0.0), ink);
        }
        for more in &self.more {
            letters.label(&more.label, more.place.min, style.faint_text);
        }
    }
}

/// Bars of one lane that lie beside each other share its width by coder; a bar alone keeps all of it.
fn share_lane(bars: &mut [Bar]) {
    bars.sort_by(|a, b| a.place.top().total_cmp(&b.place.top()));
    let mut rest = bars;
    while let Some(first) = rest.first() {
        let (mut bottom, mut count) = (first.place.bottom(), 1);
        while let Some(next) = rest.get(count).filter(|next| next.place.top() < bottom - 1.0) {
            bottom = bottom.max(next.place.bottom());
            count += 1;
        }
        let (together, after) = rest.split_at_mut(count);
        let mut coders: Vec<usize> = together.iter().map(|bar| bar.coder).collect();
        coders.sort_unstable();
        coders.dedup();
        let share = BAR / coders.len() as f32;
        for bar in together {
            let at = coders.binary_search(&bar.coder).unwrap_or_default();
            let left = bar.place.left() + share * at as f32;
            let gap = if coders.len() > 1 { 0.75 } else { 0.0 };
            bar.place = Rect::from_x_y_ranges(left..=left + (share - gap).max(1.5), bar.place.y_range());
        }
        rest = after;
    }
}

/// A bar a little shorter than its lines, so that one ends before the next begins.
fn trimmed(place: Rect, area: Rect) -> Rect {
    let cut = place.intersect(area.expand(10.0));
    let inset = 2.0_f32.min(cut.height() / 3.0);
    Rect::from_x_y_ranges(cut.x_range(), cut.top() + inset..=cut.bottom() - inset)
}
