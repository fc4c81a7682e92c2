//! Standard errors that take units as independent of one another: for documents, segments or answers that are so.
//! Characters are not, and no screen shows these errors for characters; there, transcripts are resampled.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::{Nominal, Undefined, Value, nominal::Row};

/// The 97.5th percentile of the normal distribution.
const NORMAL: f64 = 1.959_963_984_540_054;

impl Nominal {
    /// The standard error of Cohen's kappa (Fleiss, Cohen & Everitt 1969, Psychological Bulletin 72:323).
    pub fn cohen_kappa_se(&self) -> Value {
        let kappa = Shares::of(self)?;
        let (observed, expected) = (kappa.observed, kappa.expected);
        let mut variance = -(observed * expected - 2.0 * expected + observed).powi(2);
        for &(first, second, share) in &kappa.cells {
            if first == second {
                let shares = kappa.row(first) + kappa.column(first);
                variance += share * ((1.0 - expected) - shares * (1.0 - observed)).powi(2);
            } else {
                variance += (1.0 - observed).powi(2) * share * (kappa.column(first) + kappa.row(second)).powi(2);
            }
        }
        Ok((variance.max(0.0) / (kappa.units * (1.0 - expected).powi(4))).sqrt())
    }

    /// The standard error of Cohen's kappa if there were none (Fleiss, Cohen & Everitt 1969): for a test against chance.
    pub fn cohen_kappa_se_null(&self) -> Value {
        let kappa = Shares::of(self)?;
        let expected = kappa.expected;
        let both = kappa.rows.iter().zip(&kappa.columns).map(|(row, column)| row * column * (row + column));
        let variance = expected + expected * expected - both.sum::<f64>();
        Ok((variance.max(0.0) / (kappa.units * (1.0 - expected).powi(2))).sqrt())
    }

    /// The 95 % interval of Cohen's kappa from its standard error, not cut off at 1.
    pub fn cohen_kappa_ci95(&self) -> Result<(f64, f64), Undefined> {
        let (kappa, error) = (self.cohen_kappa()?, self.cohen_kappa_se()?);
        Ok((kappa - NORMAL * error, kappa + NORMAL * error))
    }

    /// The standard error of AC1 over units (Gwet 2008).
    pub fn gwet_ac1_se(&self) -> Value {
        let (coefficient, expected) = (self.gwet_ac1()?, self.ac1_chance()?);
        let shares = self.shares();
        let with_value = || self.rows().iter().filter(|row| row.coders() > 0);
        let units: u64 = with_value().map(|row| row.units).sum();
        let pairable: u64 = self.pairable().map(|row| row.units).sum();
        if units < 2 {
            return Err(Undefined::TooFewToResample);
        }
        let (units, pairable) = (units as f64, pairable as f64);
        let squares = with_value().map(|row| {
            let own = own_agreement(row, self.categories())
                .map_or(0.0, |own| units / pairable * (own - expected) / (1.0 - expected));
            let unlikely = row.named(self.categories()).into_iter().zip(&shares);
            let unlikely: f64 = unlikely.map(|(count, share)| count as f64 / row.coders() as f64 * (1.0 - share)).sum();
            let chance = unlikely / (self.categories() - 1) as f64;
            let corrected = own - 2.0 * (1.0 - coefficient) * (chance - expected) / (1.0 - expected);
            row.units as f64 * (corrected - coefficient).powi(2)
        });
        Ok((squares.sum::<f64>() / (units * (units - 1.0))).sqrt())
    }

    /// The 95 % interval of AC1 by Student's t with a degree of freedom less than units, cut off at 1.
    pub fn gwet_ac1_ci95(&self) -> Result<(f64, f64), Undefined> {
        let (coefficient, error) = (self.gwet_ac1()?, self.gwet_ac1_se()?);
        let units: u64 = self.rows().iter().filter(|row| row.coders() > 0).map(|row| row.units).sum();
        let student = StudentsT::new(0.0, 1.0, units as f64 - 1.0).map_err(|_| Undefined::TooFewToResample)?;
        let reach = student.inverse_cdf(0.975) * error;
        Ok((coefficient - reach, (coefficient + reach).min(1.0)))
    }
}

/// The share of a unit's pairs of values that are alike; nothing where it has no pair.
fn own_agreement(row: &Row, categories: usize) -> Option<f64> {
    let m = row.coders();
    let alike: u64 = row.named(categories).into_iter().map(|count| count * count.saturating_sub(1)).sum();
    (m >= 2).then(|| alike as f64 / (m * (m - 1)) as f64)
}

/// Two coders' table as shares.
struct Shares {
    units: f64,
    cells: Vec<(usize, usize, f64)>,
    rows: Vec<f64>,
    columns: Vec<f64>,
    observed: f64,
    expected: f64,
}

impl Shares {
    fn of(nominal: &Nominal) -> Result<Self, Undefined> {
        // Also says why there is no kappa.
        nominal.cohen_kappa()?;
        let pair = nominal.pair(0, 1);
        let units = pair.iter().map(|(_, _, count)| *count).sum::<u64>() as f64;
        let (mut rows, mut columns) = (vec![0.0; nominal.categories()], vec![0.0; nominal.categories()]);
        let cells: Vec<_> = pair.iter().map(|&(first, second, count)| (first, second, count as f64 / units)).collect();
        for &(first, second, share) in &cells {
            if let (Some(row), Some(column)) = (rows.get_mut(first), columns.get_mut(second)) {
                *row += share;
                *column += share;
            }
        }
        let constant = |coder: fn(&(usize, usize, u64)) -> usize| {
            pair.iter().all(|cell| pair.first().is_some_and(|first| coder(first) == coder(cell)))
        };
        if constant(|cell| cell.0) || constant(|cell| cell.1) {
            return Err(Undefined::OneCoderConstant);
        }
        let observed = cells.iter().filter(|(first, second, _)| first == second).map(|(_, _, share)| share).sum();
        let expected = rows.iter().zip(&columns).map(|(row, column)| row * column).sum();
        Ok(Shares { units, cells, rows, columns, observed, expected })
    }

    fn row(&self, category: usize) -> f64 {
        self.rows.get(category).copied().unwrap_or(0.0)
    }

    fn column(&self, category: usize) -> f64 {
        self.columns.get(category).copied().unwrap_or(0.0)
    }
}
