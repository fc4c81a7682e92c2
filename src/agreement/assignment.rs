//! The best one-to-one assignment of two sides, by weights: what an alignment of two coders' units is.

/// A possible pair: a place on the left, one on the right, and what it is worth; worth at most 0 is not worth pairing.
pub(super) type Edge = (usize, usize, f64);

/// The most that one-to-one pairs are worth together, over `left` and `right` places.
///
/// Places that no chain of edges connects are solved apart, each group by the Hungarian method (Kuhn 1955) with potentials, in
/// the product of its smaller side squared and its larger. `spend` is told that product first and may refuse.
pub(super) fn best_worth(left: usize, right: usize, edges: &[Edge], spend: &mut dyn FnMut(u64) -> bool) -> Option<f64> {
    let mut worth = 0.0;
    for group in groups(left, right, edges) {
        let (mut rows, mut columns): (Vec<usize>, Vec<usize>) = group.iter().map(|edge| (edge.0, edge.1)).unzip();
        for places in [&mut rows, &mut columns] {
            places.sort_unstable();
            places.dedup();
        }
        let turned = rows.len() > columns.len();
        let (short, long) = if turned { (&columns, &rows) } else { (&rows, &columns) };
        if !spend((short.len() * short.len() * long.len()) as u64) {
            return None;
        }
        let mut cost = vec![vec![0.0; long.len()]; short.len()];
        for &(one, other, value) in &group {
            let (one, other) = if turned { (other, one) } else { (one, other) };
            if let (Ok(row), Ok(column)) = (short.binary_search(&one), long.binary_search(&other)) {
                cost[row][column] = -value;
            }
        }
        worth -= least_cost(&cost);
    }
    Some(worth)
}

/// Edges worth something, grouped by what chains of edges connect.
fn groups(left: usize, right: usize, edges: &[Edge]) -> Vec<Vec<Edge>> {
    let mut heads: Vec<usize> = (0..left + right).collect();
    fn head(heads: &mut [usize], mut place: usize) -> usize {
        while let Some(&above) = heads.get(place).filter(|&&above| above != place) {
            heads[place] = heads[above];
            place = above;
        }
        place
    }
    let worthwhile = || edges.iter().filter(|edge| edge.2 > 0.0);
    for &(one, other, _) in worthwhile() {
        let (a, b) = (head(&mut heads, one), head(&mut heads, left + other));
        heads[a.max(b)] = a.min(b);
    }
    let mut groups: std::collections::BTreeMap<usize, Vec<Edge>> = std::collections::BTreeMap::new();
    for &edge in worthwhile() {
        groups.entry(head(&mut heads, edge.0)).or_default().push(edge);
    }
    groups.into_values().collect()
}

/// The least total cost of giving every row a column of its own; at least as many columns as rows.
fn least_cost(cost: &[Vec<f64>]) -> f64 {
    let columns = cost.first().map_or(0, Vec::len);
    // Column 0 stands for "not yet": rows and columns are counted from 1.
    let (mut of_row, mut of_column) = (vec![0.0; cost.len() + 1], vec![0.0; columns + 1]);
    let (mut row_at, mut came_from) = (vec![0usize; columns + 1], vec![0usize; columns + 1]);
    for row in 1..=cost.len() {
        row_at[0] = row;
        let mut column = 0;
        let (mut least, mut seen) = (vec![f64::INFINITY; columns + 1], vec![false; columns + 1]);
        while row_at[column] != 0 {
            seen[column] = true;
            let here = row_at[column];
            let (mut step, mut next) = (f64::INFINITY, 0);
            for other in (1..=columns).filter(|&other| !seen[other]) {
                let reduced = cost[here - 1][other - 1] - of_row[here] - of_column[other];
                if reduced < least[other] {
                    (least[other], came_from[other]) = (reduced, column);
                }
                if least[other] < step {
                    (step, next) = (least[other], other);
                }
            }
            for other in 0..=columns {
                if seen[other] {
                    of_row[row_at[other]] += step;
                    of_column[other] -= step;
                } else {
                    least[other] -= step;
                }
            }
            column = next;
        }
        while column != 0 {
            row_at[column] = row_at[came_from[column]];
            column = came_from[column];
        }
    }
    (1..=columns).filter(|&column| row_at[column] > 0).map(|column| cost[row_at[column] - 1][column - 1]).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Tries every assignment.
    fn by_trying(row: usize, left: usize, taken: u32, edges: &[Edge]) -> f64 {
        if row == left {
            return 0.0;
        }
        let alone = by_trying(row + 1, left, taken, edges);
        let pairs = edges.iter().filter(|edge| edge.0 == row && taken & (1 << edge.1) == 0);
        pairs.fold(alone, |best, edge| best.max(edge.2 + by_trying(row + 1, left, taken | 1 << edge.1, edges)))
    }

    proptest! {
        #[test]
        fn no_assignment_is_worth_more(
            worth in prop::collection::vec(-1.0..2.0_f64, 30), left in 1..=5usize, right in 1..=6usize,
        ) {
            let all = worth.into_iter().enumerate().map(|(at, value)| (at / 6, at % 6, value));
            let edges: Vec<Edge> = all.filter(|edge| edge.0 < left && edge.1 < right && edge.2 > -0.3).collect();
            let found = best_worth(left, right, &edges, &mut |_| true).expect("allowed");
            prop_assert!((found - by_trying(0, left, 0, &edges)).abs() < 1e-9);
        }
    }
}
