//! How tall everything above a block is, when most blocks were never laid out.

/// Heights of blocks (points) in a Fenwick tree of `f64`: a million points of transcript still scroll by fractions of
/// a pixel. Changing a height, adding up all above a block and finding the block at a depth take `O(log n)`.
#[derive(Clone, Debug, Default)]
pub(super) struct Heights {
    /// `sums[i]` is the sum of the `i & -i` heights that end before block `i`; `sums[0]` is unused.
    sums: Vec<f64>,
    each: Vec<f32>,
}

impl Heights {
    pub fn new(each: Vec<f32>) -> Self {
        let mut sums = vec![0.0; each.len() + 1];
        for (at, height) in each.iter().enumerate() {
            let here = at + 1;
            sums[here] += f64::from(*height);
            let above = here + (here & here.wrapping_neg());
            if above < sums.len() {
                sums[above] += sums[here];
            }
        }
        Self { sums, each }
    }

    /// The height of one block; none has no height.
    pub fn get(&self, block: usize) -> f32 {
        self.each.get(block).copied().unwrap_or(0.0)
    }

    pub fn set(&mut self, block: usize, height: f32) {
        let Some(old) = self.each.get_mut(block) else { return };
        let change = f64::from(height) - f64::from(*old);
        if change == 0.0 {
            return;
        }
        *old = height;
        let mut at = block + 1;
        while let Some(sum) = self.sums.get_mut(at) {
            *sum += change;
            at += at & at.wrapping_neg();
        }
    }

    /// The sum of the heights of all blocks before this one.
    pub fn above(&self, block: usize) -> f64 {
        let mut at = block.min(self.each.len());
        let mut sum = 0.0;
        while at > 0 {
            sum += self.sums.get(at).copied().unwrap_or(0.0);
            at &= at - 1;
        }
        sum
    }

    pub fn total(&self) -> f64 {
        self.above(self.each.len())
    }

    /// The block at a depth below the top, and how far below its own top that is. Past the end: the last block.
    pub fn find(&self, depth: f64) -> (usize, f64) {
        let count = self.each.len();
        let (mut block, mut passed) = (0, 0.0);
        let mut step = count.checked_ilog2().map_or(0, |log| 1usize << log);
        while step > 0 {
            let next = block + step;
            if next <= count && passed + self.sums.get(next).copied().unwrap_or(0.0) <= depth {
                block = next;
                passed += self.sums.get(next).copied().unwrap_or(0.0);
            }
            step /= 2;
        }
        let last = count.saturating_sub(1);
        if block > last { (last, depth - self.above(last)) } else { (block, depth - passed) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sums_and_places_are_those_of_adding_up_by_hand(
            mut each in prop::collection::vec(1u16..400, 1..90), changes in prop::collection::vec((0usize..90, 1u16..400), 0..20),
            depth in 0u32..40_000,
        ) {
            let mut heights = Heights::new(each.iter().map(|&h| f32::from(h)).collect());
            for (block, height) in changes {
                if let Some(old) = each.get_mut(block) {
                    *old = height;
                }
                heights.set(block, f32::from(height));
            }
            let sum = |n: usize| each.iter().take(n).map(|&h| f64::from(h)).sum::<f64>();
            for block in 0..=each.len() {
                prop_assert_eq!(heights.above(block), sum(block));
            }
            let depth = f64::from(depth);
            let (block, below) = heights.find(depth);
            prop_assert_eq!(heights.above(block) + below, depth);
            if depth < heights.total() {
                prop_assert!(below >= 0.0 && below < f64::from(heights.get(block)));
            } else {
                prop_assert_eq!(block, each.len() - 1);
            }
        }
    }

    #[test]
    fn nothing_has_no_height() {
        let heights = Heights::new(Vec::new());
        assert_eq!((heights.total(), heights.find(10.0).0), (0.0, 0));
    }
}
