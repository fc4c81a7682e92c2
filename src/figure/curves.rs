//! Curved links, as lines of short straight pieces: every format and the window draw those alike.

use super::{Item, Point, Stroke};

/// Pieces of one curve; at this number the corners between them cannot be seen in print.
const PIECES: u32 = 28;

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

/// A link drawn as a curve.
pub fn link(from: Point, to: Point, stroke: Stroke) -> Item {
    Item::Polyline { points: curve(from, to), stroke }
}

#[cfg(test)]
mod tests {
    use super::*;

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
