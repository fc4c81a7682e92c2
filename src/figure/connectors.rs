//! Right-angled lines from a box to what it branches into, each drawn once: a line drawn twice prints thicker.

use super::{Item, Point, Stroke};

const WIDTH: f64 = 0.75;

/// The lines from a parent's right side (`from`) to the left sides of its children, at the heights of their
/// middles, from the top down; `children_x` is where those stand.
pub fn connectors(from: Point, children_x: f64, children: &[f64]) -> Vec<Item> {
    let (Some(first), Some(last)) = (children.first().copied(), children.last().copied()) else { return Vec::new() };
    let trunk = (from.x + children_x) / 2.0;
    let line = |points: Vec<Point>| Item::Polyline { points, stroke: Stroke::black(WIDTH) };
    let at = |x: f64, y: f64| Point { x, y };
    let level = |a: f64, b: f64| (a - b).abs() < 0.01;
    let to_child = |y: f64| [at(trunk, y), at(children_x, y)];

    if level(first, from.y) && level(last, from.y) {
        return vec![line(vec![from, at(children_x, from.y)])];
    }
    // The trunk runs from the highest to the lowest end of any line, and takes those two along as its corners.
    let mut loose = vec![[from, at(trunk, from.y)]];
    loose.extend(children.iter().map(|y| to_child(*y)));
    let height = |pair: &[Point; 2]| pair[0].y;
    loose.sort_by(|a, b| height(a).total_cmp(&height(b)));
    let (Some(top), Some(bottom)) = (loose.first().copied(), loose.last().copied()) else { return Vec::new() };
    let outer = |pair: [Point; 2]| if level(pair[0].x, trunk) { pair[1] } else { pair[0] };
    let mut items = vec![line(vec![outer(top), at(trunk, top[0].y), at(trunk, bottom[0].y), outer(bottom)])];
    let inner = loose.len().saturating_sub(2);
    items.extend(loose.into_iter().skip(1).take(inner).map(|pair| line(pair.to_vec())));
    items
}

/// The height of a parent among its children: half way between the first and the last, or level with a child that
/// stands within a few points of that, so that no line has a kink too small to be meant; always within `top` and
/// `bottom`.
pub fn centre(children: &[f64], top: f64, bottom: f64) -> f64 {
    let half = match (children.first(), children.last()) {
        (Some(first), Some(last)) => (first + last) / 2.0,
        _ => (top + bottom) / 2.0,
    };
    let near = children.iter().copied().find(|child| (child - half).abs() <= 5.0);
    near.unwrap_or(half).clamp(top.min(bottom), bottom.max(top))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(items: &[Item]) -> f64 {
        let lines = items.iter().filter_map(|item| match item {
            Item::Polyline { points, .. } => Some(points),
            _ => None,
        });
        lines
            .flat_map(|points| points.iter().zip(points.iter().skip(1)))
            .map(|(a, b)| (a.x - b.x).abs() + (a.y - b.y).abs())
            .sum()
    }

    #[test]
    fn no_part_of_a_connector_is_drawn_twice() {
        // Stub 10, trunk 60 high, three stubs of 10.
        let items = connectors(Point { x: 0.0, y: 30.0 }, 20.0, &[0.0, 20.0, 60.0]);
        assert!((length(&items) - 100.0).abs() < 1e-9, "{items:?}");
    }

    #[test]
    fn an_only_child_at_its_parents_height_gets_a_straight_line() {
        let items = connectors(Point { x: 0.0, y: 30.0 }, 20.0, &[30.0]);
        assert!(matches!(items.as_slice(), [Item::Polyline { points, .. }] if points.len() == 2));
    }

    #[test]
    fn a_parent_stands_level_with_a_child_that_is_nearly_in_the_middle() {
        assert_eq!(centre(&[0.0, 23.0, 50.0], 0.0, 50.0), 23.0);
        assert_eq!(centre(&[0.0, 10.0, 50.0], 0.0, 50.0), 25.0);
    }
}
