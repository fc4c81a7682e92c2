//! What the figures other than the boxes are put together from: rules, filled places, paragraphs, groups.

use super::{
    Anchor, BoxStyle, Colour, Group, HitArea, Item, Point, Rect, Scene, Stroke, Target, Valence, boxes::lines_at,
    hatch::bands, metrics::Font, wrap::Line,
};

/// The lines of a table inside, in points.
pub const HAIR: f64 = 0.5;

/// A straight line.
pub fn rule(from: Point, to: Point, width: f64) -> Item {
    Item::Polyline { points: vec![from, to], stroke: Stroke::black(width) }
}

/// A rule across the page at a height.
pub fn across(left: f64, right: f64, y: f64, width: f64) -> Item {
    rule(Point { x: left, y }, Point { x: right, y }, width)
}

/// A rectangle with a thin border.
pub fn cell(rect: Rect, fill: Colour) -> Item {
    Item::Rect { rect, corner: 0.0, fill: Some(fill), stroke: Some(Stroke::black(HAIR)) }
}

/// A small box that looks like those of a valence, around a height.
pub fn swatch(style: BoxStyle, x: f64, middle: f64, size: f64) -> Vec<Item> {
    let rect = Rect { x, y: middle - size / 2.0, width: size, height: size };
    let mut items = vec![Item::Rect { rect, corner: 0.0, fill: Some(style.fill), stroke: None }];
    if let Some(colour) = style.hatch {
        items.push(Item::Hatch { bands: bands(rect), colour });
    }
    let stroke = Stroke { dash: style.dashed.then_some(2.0), ..Stroke::black(HAIR) };
    items.push(Item::Rect { rect, corner: 0.0, fill: None, stroke: Some(stroke) });
    items
}

/// Lines from a height downwards.
pub fn paragraph(lines: &[Line], font: Font, x: f64, top: f64, anchor: Anchor) -> Vec<Item> {
    let middle = top + lines.len() as f64 * font.line_height() / 2.0;
    lines_at(lines, font, x, middle, anchor).into_iter().map(Item::Text).collect()
}

/// The height of some lines, in points.
pub fn height(lines: &[Line], font: Font) -> f64 {
    lines.len() as f64 * font.line_height()
}

/// Something drawn that stands for a target.
pub fn group(target: Target, description: String, frame: Option<Rect>, items: Vec<Item>) -> Group {
    Group { target, description, frame, valence: None, numbers: Vec::new(), items }
}

/// The same, for a sub-theme.
pub fn subtheme_group(
    id: &str,
    description: String,
    frame: Rect,
    valence: Valence,
    numbers: Vec<u32>,
    items: Vec<Item>,
) -> Group {
    let target = Target::Subtheme(id.to_owned());
    Group { target, description, frame: Some(frame), valence: Some(valence), numbers, items }
}

/// Adds a group that answers to the pointer where its frame is.
pub fn put(scene: &mut Scene, group: Group) {
    if let Some(rect) = group.frame {
        scene.hit_areas.push(HitArea { rect, target: group.target.clone() });
    }
    scene.groups.push(group);
}
