//! Chance that comes out the same again: xoshiro256++ (Blackman & Vigna 2021) from a seed that every report shows.

use rand_xoshiro::{
    Xoshiro256PlusPlus,
    rand_core::{Rng, SeedableRng},
};

/// A stream of random numbers.
pub(super) struct Chance(Xoshiro256PlusPlus);

impl Chance {
    /// The stream of a seed. `stream` keeps two uses of one seed apart.
    pub(super) fn seeded(seed: u64, stream: u64) -> Self {
        Chance(Xoshiro256PlusPlus::seed_from_u64(seed ^ stream.wrapping_mul(0x9E37_79B9_7F4A_7C15)))
    }

    /// A place below `count`, each as likely as the next but for less than one in 2³² (Lemire's multiplication).
    pub(super) fn below(&mut self, count: u32) -> u32 {
        ((u64::from(self.0.next_u32()) * u64::from(count)) >> 32) as u32
    }

    /// A number from 0 up to 1, 1 not among them.
    pub(super) fn share(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A number of a normal distribution (Box & Muller 1958).
    pub(super) fn normal(&mut self, mean: f64, deviation: f64) -> f64 {
        let radius = (-2.0 * (1.0 - self.share()).ln()).sqrt();
        mean + deviation * radius * (std::f64::consts::TAU * self.share()).cos()
    }
}
