//! The left margin: who speaks, in which turn, when.

use super::column::Placed;
use super::content::TurnLine;
use super::paint::Letters;
use super::scene::Scene;
use eframe::egui::{Rect, pos2};

/// Room for turn numbers (ems of the margin's letters).
const NUMBERS: f32 = 2.6;

/// A turn's place in the margin (points on the screen).
struct Entry<'a> {
    turn: &'a TurnLine,
    /// Where the first line's words stand, or would stand at the top of the view.
    baseline: f32,
    /// Where the next turn begins, or the view's end.
    until: f32,
}

pub(super) fn paint(scene: &Scene<'_>, letters: &mut Letters<'_>) {
    let style = scene.style;
    let size = style.margin_size;
    let numbers = if scene.speakers.span() > size * 7.0 { size * NUMBERS } else { 0.0 };
    for entry in entries(scene, size) {
        let room = scene.speakers.span() - numbers;
        let name = letters.type_.label(&entry.turn.speaker, size, true, room, scene.scale);
        let y = entry.baseline - name.baseline;
        letters.label(&name, pos2(scene.speakers.max - name.width, y), style.margin_text);
        let small = size * 0.88;
        if numbers > 0.0 {
            let number = letters.type_.label(&entry.turn.number.to_string(), small, false, numbers, scene.scale);
            letters.label(&number, pos2(scene.speakers.min, entry.baseline - number.baseline), style.faint_text);
        }
        if let Some(time) = &entry.turn.time {
            let time = letters.type_.label(time, small, false, scene.speakers.span(), scene.scale);
            let top = y + name.height;
            if top + time.height <= entry.until {
                letters.label(&time, pos2(scene.speakers.max - time.width, top), style.faint_text);
            }
        }
    }
}

/// The turn whose entry in the margin is at a height on the screen, for the tooltip.
pub(super) fn turn_at<'a>(scene: &Scene<'a>, y: f32) -> Option<&'a TurnLine> {
    let size = scene.style.margin_size;
    entries(scene, size)
        .into_iter()
        .find(|entry| (entry.baseline - size * 1.2..entry.until).contains(&y))
        .map(|e| e.turn)
}

/// The turns seen. One that began above the view keeps its name at the top until the next comes.
fn entries<'a>(scene: &Scene<'a>, size: f32) -> Vec<Entry<'a>> {
    let mut found: Vec<Entry<'a>> = Vec::new();
    let mut last = None;
    for placed in &scene.placed {
        let Some((number, turn)) = turn_of(scene, placed) else { continue };
        let (top, baseline) = first_line(scene, placed);
        if last != Some(number) && top < scene.area.bottom() {
            if let Some(before) = found.last_mut() {
                before.until = top;
            }
            let sticky = baseline.max(scene.area.top() + size * 1.25);
            found.push(Entry { turn, baseline: sticky, until: scene.area.bottom() });
            last = Some(number);
        }
    }
    if let [first, second, ..] = found.as_mut_slice() {
        first.baseline = first.baseline.min(second.baseline - size * 1.6);
    }
    found
}

fn turn_of<'a>(scene: &Scene<'a>, placed: &Placed) -> Option<(usize, &'a TurnLine)> {
    let number = super::movement::turn_at(scene.content, placed.span.start)?;
    let turn = scene.content.turns.get(number)?;
    (placed.span.start < turn.span.end || placed.span.start == turn.span.start).then_some((number, turn))
}

fn first_line(scene: &Scene<'_>, placed: &Placed) -> (f32, f32) {
    let line: Rect = Rect::from_min_size(scene.on_screen(placed, 0.0, 0.0), eframe::egui::Vec2::ZERO);
    let baseline = placed.set.lines.first().map_or(0.0, |line| line.baseline);
    (line.top(), line.top() + baseline)
}
