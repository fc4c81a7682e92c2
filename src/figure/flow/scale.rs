//! How high the boxes of a flow are: as high as their words ask for, and higher where much flows through them.

/// A column of boxes: the least height of each, in points, and what flows through it.
pub struct Column {
    pub least: Vec<f64>,
    pub weights: Vec<f64>,
    /// Between two boxes, in points.
    pub gap: f64,
}

impl Column {
    /// The heights at so many points for one of weight.
    pub fn heights(&self, scale: f64) -> Vec<f64> {
        self.least.iter().zip(&self.weights).map(|(least, weight)| least.max(weight * scale)).collect()
    }

    /// The height of the whole at so many points for one of weight.
    pub fn height(&self, scale: f64) -> f64 {
        self.heights(scale).iter().sum::<f64>() + self.gap * self.least.len().saturating_sub(1) as f64
    }
}

/// The most points for one of weight at which no column is higher than `most`; zero where words alone are.
pub fn scale(columns: &[&Column], most: f64) -> f64 {
    let fits = |scale: f64| columns.iter().all(|column| column.height(scale) <= most);
    let (mut low, mut high) = (0.0, 64.0);
    if !fits(low) {
        return 0.0;
    }
    for _ in 0..48 {
        let middle = (low + high) / 2.0;
        if fits(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_is_the_largest_at_which_every_column_fits() {
        let column = Column { least: vec![10.0, 10.0], weights: vec![1.0, 9.0], gap: 5.0 };
        // 10 + 5 + 9 x = 60 gives x = 5.
        assert!((scale(&[&column], 60.0) - 5.0).abs() < 1e-9);
        assert_eq!(scale(&[&column], 20.0), 0.0);
        assert_eq!(column.heights(5.0), [10.0, 45.0]);
    }
}
