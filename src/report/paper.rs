//! Paper, margins and lengths. Word counts in twentieths of a point (twips), drawings in 12,700ths (EMU).

use crate::report::tree::Page;

/// Left and right margin of an upright page, in twips (27 mm).
const SIDE: u32 = 1531;
/// Top margin, in twips (24 mm).
const TOP: u32 = 1361;
/// Bottom margin, in twips (26 mm).
const BOTTOM: u32 = 1474;
/// Left and right margin of a lying page, in twips (20 mm): its tables want the room.
const LYING_SIDE: u32 = 1134;
/// From the paper's foot to the footer, in twips (12.5 mm).
pub(super) const FOOTER: u32 = 709;

/// How wide a letter in a table is on average, in points: more than half of its size.
const TABLE_LETTER: f32 = 5.4;

/// A page as a section sets it; lengths in twips.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) side: u32,
    pub(super) top: u32,
    pub(super) bottom: u32,
    pub(super) landscape: bool,
}

impl Sheet {
    pub(super) fn new(page: Page, landscape: bool) -> Self {
        let (short, long) = match page {
            Page::A4 => (11_906, 16_838),
            Page::Letter => (12_240, 15_840),
        };
        if landscape {
            Sheet { width: long, height: short, side: LYING_SIDE, top: LYING_SIDE, bottom: SIDE, landscape }
        } else {
            Sheet { width: short, height: long, side: SIDE, top: TOP, bottom: BOTTOM, landscape }
        }
    }

    /// Width between the margins, in twips.
    pub(super) fn text_width(self) -> u32 {
        self.width - 2 * self.side
    }

    /// How many letters of a table's size stand side by side between the margins, about.
    pub(super) fn letters(self) -> f32 {
        self.text_width() as f32 / 20.0 / TABLE_LETTER
    }

    /// Height between the margins, in twips.
    pub(super) fn text_height(self) -> u32 {
        self.height - self.top - self.bottom
    }
}

/// Twips as inches, as OpenDocument writes lengths.
pub(super) fn inches(twips: u32) -> String {
    format!("{:.4}in", f64::from(twips) / 1440.0)
}

/// Points as EMU, at least one.
pub(super) fn emu(points: f32) -> i64 {
    // A picture is at most a few hundred points wide, far inside what both types hold.
    ((f64::from(points) * 12_700.0).round() as i64).max(1)
}

/// Parts `whole` twips in proportion to the relative widths, so that the parts add up to it. A width that is no
/// positive number counts as a tenth of the widest.
pub(super) fn shares(widths: &[f32], whole: u32) -> Vec<u32> {
    let widest = widths.iter().copied().filter(|width| width.is_finite()).fold(0.0_f32, f32::max);
    let narrow = if widest > 0.0 { widest / 10.0 } else { 1.0 };
    let widths: Vec<f64> =
        widths.iter().map(|&width| f64::from(if width.is_finite() && width > 0.0 { width } else { narrow })).collect();
    let sum: f64 = widths.iter().sum();
    let mut so_far = 0.0;
    let mut edge = 0;
    widths
        .iter()
        .map(|width| {
            so_far += width;
            // Rounding the edges, not the widths, keeps the sum exact.
            let next = (f64::from(whole) * so_far / sum).round() as u32;
            let share = next - edge;
            edge = next;
            share
        })
        .collect()
}
