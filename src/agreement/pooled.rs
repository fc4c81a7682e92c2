//! Codes taken together. A plain mean of kappas leaves out the codes that have none and weighs a rare code like a common
//! one; it is given beside the pooled values because others report it.

use super::{Table, Undefined, Value};

/// Pooled kappa (De Vries, Elliott, Kanouse & Teleki 2008, Field Methods 20:272): the means of observed and of expected agreement
/// over codes, put into kappa's formula.
pub fn kappa_pooled(tables: &[Table]) -> Value {
    let parts: Vec<(f64, f64)> = tables.iter().filter_map(Table::observed_and_expected).collect();
    if parts.is_empty() {
        return Err(Undefined::NoPairableUnits);
    }
    let codes = parts.len() as f64;
    let observed = parts.iter().map(|part| part.0).sum::<f64>() / codes;
    let expected = parts.iter().map(|part| part.1).sum::<f64>() / codes;
    // Expected agreement is 1 exactly where every code that has units is constant, which whole numbers tell.
    let mut with_units = tables.iter().filter(|table| table.observed_and_expected().is_some());
    if with_units.all(|table| table.cohen_kappa() == Err(Undefined::NoVariance)) {
        return Err(Undefined::NoVariance);
    }
    Ok((observed - expected) / (1.0 - expected))
}

/// Pooled alpha: one less mean observed over mean expected disagreement, from both of each code.
pub fn alpha_pooled(parts: impl IntoIterator<Item = (f64, f64)>) -> Value {
    let parts: Vec<(f64, f64)> = parts.into_iter().collect();
    if parts.is_empty() {
        return Err(Undefined::NoPairableUnits);
    }
    let observed: f64 = parts.iter().map(|part| part.0).sum();
    let expected: f64 = parts.iter().map(|part| part.1).sum();
    if expected == 0.0 { Err(Undefined::NoVariance) } else { Ok(1.0 - observed / expected) }
}

/// The plain mean of the kappas that are defined, and how many they are.
pub fn kappa_mean(tables: &[Table]) -> (Value, usize) {
    let kappas: Vec<f64> = tables.iter().filter_map(|table| table.cohen_kappa().ok()).collect();
    let mean = match kappas.len() {
        0 if tables.iter().all(|table| table.units() == 0) => Err(Undefined::NoPairableUnits),
        0 => Err(Undefined::NoVariance),
        codes => Ok(kappas.iter().sum::<f64>() / codes as f64),
    };
    (mean, kappas.len())
}

/// All codes' units in one table: every unit once a code.
pub fn laid_together(tables: &[Table]) -> Table {
    tables.iter().copied().sum()
}
