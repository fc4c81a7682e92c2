//! Tints under the words of codings: drawn once for each line, however many codings cross it.

use super::column::Placed;
use super::content::CodingMark;
use super::hatch::{Hatching, blend};
use super::scene::Scene;
use crate::text::Span;
use eframe::egui::{Rect, pos2};

/// Codings shown one above the other where several tint the same words; more than these would be hairlines.
const BANDS: usize = 4;

/// Adds the tints of the codings given to `hatching`.
pub(super) fn add(scene: &Scene<'_>, mut codings: Vec<&CodingMark>, hatching: &mut Hatching) {
    codings.sort_by_key(|coding| (coding.lane_key, coding.coder_letter, coding.span, coding.id));
    for placed in &scene.placed {
        let here: Vec<&CodingMark> =
            codings.iter().copied().filter(|coding| coding.span.overlaps(placed.span)).collect();
        if here.is_empty() {
            continue;
        }
        for line in &placed.set.lines {
            let bytes = Span { start: placed.span.start + line.range.start, end: placed.span.start + line.words_end };
            let crossing: Vec<&CodingMark> =
                here.iter().copied().filter(|coding| coding.span.overlaps(bytes)).collect();
            if !crossing.is_empty() {
                let lines = (scene.area.top() + placed.top + line.top, scene.area.top() + placed.top + line.bottom);
                add_line(scene, placed, bytes, lines, &crossing, line, hatching);
            }
        }
    }
}

fn add_line(
    scene: &Scene<'_>,
    placed: &Placed,
    bytes: Span,
    (top, bottom): (f32, f32),
    crossing: &[&CodingMark],
    line: &super::block::Line,
    hatching: &mut Hatching,
) {
    for stretch in stretches(bytes, crossing) {
        let over: Vec<&&CodingMark> =
            crossing.iter().filter(|coding| coding.span.overlaps(stretch)).take(BANDS).collect();
        let within = stretch.start - placed.span.start..stretch.end - placed.span.start;
        let height = (bottom - top) / over.len().max(1) as f32;
        for (left, right) in placed.set.strips(line, &within) {
            for (band, coding) in over.iter().enumerate() {
                let y = top + height * band as f32;
                let rect =
                    Rect::from_min_max(pos2(scene.text.left() + left, y), pos2(scene.text.left() + right, y + height));
                let tint = blend(coding.colour, scene.style.background, scene.style.tint);
                let ground = blend(coding.colour, scene.style.background, scene.style.tint * 0.45);
                hatching.add(rect, coding.pattern, tint, ground);
            }
        }
    }
}

/// The line cut wherever a coding starts or ends, leaving out what none covers.
fn stretches(bytes: Span, crossing: &[&CodingMark]) -> Vec<Span> {
    let mut cuts: Vec<usize> = crossing
        .iter()
        .flat_map(|coding| [coding.span.start.max(bytes.start), coding.span.end.min(bytes.end)])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .filter_map(|pair| match pair {
            [start, end] => Some(Span { start: *start, end: *end }),
            _ => None,
        })
        .filter(|stretch| crossing.iter().any(|coding| coding.span.overlaps(*stretch)))
        .collect()
}
