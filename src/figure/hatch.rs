//! Hatching as bands cut to their box: 45 degrees, rising to the right.

use super::{Point, Rect, boxes::corners};

/// From the middle of a band to the middle of the next, across them, in points.
const PITCH: f64 = 4.0;
/// How wide a band is, across it, in points.
const BAND: f64 = 1.6;

/// The bands within a rectangle, from its top left corner to its bottom right: convex polygons.
///
/// A band is all points with `near <= x + y <= far`, measured from the box's own corner, so that equal boxes have
/// equal hatching wherever they stand.
pub fn bands(rect: Rect) -> Vec<Vec<Point>> {
    let across = std::f64::consts::SQRT_2;
    let (pitch, half) = (PITCH * across, BAND * across / 2.0);
    let mut bands = Vec::new();
    let mut middle = pitch / 2.0;
    while middle - half < rect.width + rect.height {
        let origin = rect.x + rect.y;
        let lower = cut(&corners(rect), |point| point.x + point.y - origin - (middle - half));
        let band = cut(&lower, |point| middle + half - (point.x + point.y - origin));
        if band.len() > 2 {
            bands.push(band);
        }
        middle += pitch;
    }
    bands
}

/// The part of a convex polygon where `side` is not negative (Sutherland and Hodgman 1974).
fn cut(polygon: &[Point], side: impl Fn(Point) -> f64) -> Vec<Point> {
    let mut kept = Vec::new();
    for (from, to) in polygon.iter().zip(polygon.iter().cycle().skip(1)) {
        let (a, b) = (side(*from), side(*to));
        if a >= 0.0 {
            kept.push(*from);
        }
        if (a > 0.0 && b < 0.0) || (a < 0.0 && b > 0.0) {
            let part = a / (a - b);
            kept.push(Point { x: from.x + part * (to.x - from.x), y: from.y + part * (to.y - from.y) });
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_fifths_of_a_hatched_box_are_dark() {
        // 1.6 pt of every 4 pt.
        let rect = Rect { x: 7.0, y: 3.0, width: 400.0, height: 400.0 };
        let area: f64 = bands(rect)
            .iter()
            .map(|band| {
                let twice: f64 = band.iter().zip(band.iter().cycle().skip(1)).map(|(a, b)| a.x * b.y - b.x * a.y).sum();
                twice.abs() / 2.0
            })
            .sum();
        assert!((area / (400.0 * 400.0) - 0.4).abs() < 0.005, "{area}");
    }

    #[test]
    fn no_band_leaves_its_box() {
        let rect = Rect { x: 10.0, y: 20.0, width: 63.0, height: 19.6 };
        assert!(bands(rect).iter().flatten().all(|point| {
            point.x >= 10.0 - 1e-9 && point.x <= 73.0 + 1e-9 && point.y >= 20.0 - 1e-9 && point.y <= 39.6 + 1e-9
        }));
    }
}
