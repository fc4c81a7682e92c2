//! Curved links, as lines of short straight pieces: every format and the window draw those alike.

use super::{Item, Point, Stroke};

/// Pieces of one curve; at this number the corners between them cannot be seen in print.
const PIECES: u32 = 28;

/// How far a slice reaches into the next, in points.
const SEAM: f64 = 0.2;

/// A curve that leaves one place and meets the other levelly.
pub fn curve(from: Point, to: Point) -> Vec<Point> {
    (0..=PIECES)
        .map(|piece| {
            let along = f64::from(piece) / f64::from(PIECES);
            // The cubic Bézier curve whose two control points lie half way across, level with either end.
            let (near, far) = (1.0 - along, along);
            let (start, end) = (near * near * (near + 3.0 * far), far * far * (far + 3.0 * near));
            let middle = (from.x + to.x) / 2.0;
            let x = near.powi(3) * from.x
                + 3.0 * near * near * far * middle
                + 3.0 * near * far * far * middle
                + far.powi(3) * to.x;
            Point { x, y: start * from.y + end * to.y }
        })
        .collect()
}

/// A band of one height all the way, in points, as upright slices, with the curves of its upper and its lower edge.
///
/// Each slice is convex and reaches a little into the next, so that no seam shows between them.
pub fn band(from: Point, to: Point, height: f64) -> (Vec<Vec<Point>>, [Vec<Point>; 2]) {
    let shifted = |down: f64| -> Vec<Point> {
        curve(from, to).into_iter().map(|point| Point { y: point.y + down, ..point }).collect()
    };
    let (upper, lower) = (shifted(-height / 2.0), shifted(height / 2.0));
    let last = upper.len().saturating_sub(2);
    let pairs = upper.windows(2).zip(lower.windows(2)).enumerate();
    let slices = pairs.filter_map(|(place, (above, below))| {
        let ([a, b], [d, c]) = (above, below) else { return None };
        let reach = if place == last { 0.0 } else { SEAM / (b.x - a.x).abs().max(SEAM) };
        let beyond = |near: &Point, far: &Point| Point {
            x: far.x + (far.x - near.x) * reach,
            y: far.y + (far.y - near.y) * reach,
        };
        Some(vec![*a, beyond(a, b), beyond(d, c), *d])
    });
    (slices.collect(), [upper.clone(), lower.clone()])
}

/// A link drawn as a curve.
pub fn link(from: Point, to: Point, stroke: Stroke) -> Item {
    Item::Polyline { points: curve(from, to), stroke }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_covers_its_height_times_its_length_without_a_gap() {
        let (slices, [upper, lower]) = band(Point { x: 0.0, y: 0.0 }, Point { x: 56.0, y: 30.0 }, 8.0);
        assert_eq!(slices.len(), upper.len() - 1);
        assert!(upper.iter().zip(&lower).all(|(above, below)| (below.y - above.y - 8.0).abs() < 1e-9));
        let area = |corners: &[Point]| {
            let pairs = corners.iter().zip(corners.iter().cycle().skip(1));
            pairs.map(|(a, b)| a.x * b.y - b.x * a.y).sum::<f64>().abs() / 2.0
        };
        let whole: f64 = slices.iter().map(|slice| area(slice)).sum();
        // 56 by 8, and what the slices reach into each other.
        assert!((whole - 56.0 * 8.0 - 27.0 * SEAM * 8.0).abs() < 1e-6, "{whole}");
    }

    #[test]
    fn a_curve_begins_and_ends_where_it_is_asked_to_and_stays_between() {
        let (from, to) = (Point { x: 10.0, y: 5.0 }, Point { x: 50.0, y: 45.0 });
        let points = curve(from, to);
        assert_eq!((points.first(), points.last()), (Some(&from), Some(&to)));
        assert!(points.windows(2).all(|pair| pair[0].x < pair[1].x && pair[0].y <= pair[1].y));
        // Half way across it is half way down.
        let middle = points[points.len() / 2];
        assert!((middle.x - 30.0).abs() < 1e-9 && (middle.y - 25.0).abs() < 1e-9);
    }
}
