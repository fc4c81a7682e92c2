//! The frameworks that come with the program, read once.

use std::sync::LazyLock;

use super::bct::Taxonomy;
use super::bcw::Wheel;
use super::definition::read_ron;
use super::{Framework, FrameworkError, Frameworks};

const COMB: &str = include_str!("../../assets/framework/comb.ron");
const TDF: &str = include_str!("../../assets/framework/tdf.ron");
const BCW: &str = include_str!("../../assets/framework/bcw.ron");
const BCT: &str = include_str!("../../assets/framework/bct.ron");

static FRAMEWORKS: LazyLock<Frameworks> = LazyLock::new(|| {
    let comb = sound("comb.ron", Framework::from_ron(COMB));
    let tdf = sound("tdf.ron", Framework::from_ron(TDF));
    sound("comb.ron and tdf.ron", Frameworks::new(vec![comb, tdf]))
});
static WHEEL: LazyLock<Wheel> = LazyLock::new(|| sound("bcw.ron", read_ron(BCW)));
static TAXONOMY: LazyLock<Taxonomy> = LazyLock::new(|| sound("bct.ron", read_ron(BCT)));

/// COM-B and the TDF. A study's own framework goes beside them with [`Frameworks::with`].
pub fn comb_and_tdf() -> &'static Frameworks {
    &FRAMEWORKS
}

/// The Behaviour Change Wheel.
pub fn wheel() -> &'static Wheel {
    &WHEEL
}

/// The taxonomy of behaviour change techniques.
pub fn taxonomy() -> &'static Taxonomy {
    &TAXONOMY
}

/// A file that is compiled in is part of the program: one that cannot be read is a mistake in the source, which the
/// tests of this room find, and no state of a person's study or disk can bring about.
fn sound<T>(file: &str, read: Result<T, FrameworkError>) -> T {
    read.unwrap_or_else(|error| panic!("assets/framework/{file}: {error}"))
}
