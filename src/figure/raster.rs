//! The figure as pixels: drawn from its SVG with the bundled faces and no others, on white.

use std::sync::{Arc, LazyLock};

use resvg::{
    tiny_skia::{Color, Pixmap, Transform},
    usvg::{
        Options, Tree,
        fontdb::{Database, Source},
    },
};

use super::{BOLD_FACE, REGULAR_FACE, Scene, svg};

/// Why a figure could not be made into a picture.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PictureError {
    #[error("{dpi} dots per inch cannot be drawn. Nothing was written. Choose a resolution from 36 to 2400.")]
    Resolution { dpi: u32 },
    #[error(
        "At {dpi} dots per inch the picture would be {width} by {height} pixels, more than this program draws. \
         Nothing was written. Choose a lower resolution, or export as SVG."
    )]
    TooLarge { dpi: u32, width: u64, height: u64 },
    #[error("The figure could not be drawn ({reason}). Nothing was written. Export as SVG instead.")]
    Drawing { reason: String },
}

/// Pixels from the top left corner, row by row, without transparency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    pub width: u32,
    pub height: u32,
    pub dpi: u32,
    /// Red, green, blue of each pixel.
    pub rgb: Vec<u8>,
}

/// 150 million pixels: A4 at 1200 dots per inch.
const MOST_PIXELS: u64 = 150_000_000;

static FACES: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut faces = Database::new();
    for face in [REGULAR_FACE, BOLD_FACE] {
        faces.load_font_source(Source::Binary(Arc::new(face)));
    }
    faces.set_sans_serif_family("Liberation Sans");
    Arc::new(faces)
});

/// Draws the figure at a resolution in dots per inch (36 to 2400).
pub fn raster(scene: &Scene, dpi: u32) -> Result<Raster, PictureError> {
    if !(36..=2400).contains(&dpi) {
        return Err(PictureError::Resolution { dpi });
    }
    let pixels = |points: f64| (points / 72.0 * f64::from(dpi)).round().max(1.0);
    let (width, height) = (pixels(scene.width_pt), pixels(scene.height_pt));
    let too_large = PictureError::TooLarge { dpi, width: width as u64, height: height as u64 };
    if width * height > MOST_PIXELS as f64 {
        return Err(too_large);
    }
    let options = Options { fontdb: FACES.clone(), font_family: "Liberation Sans".to_owned(), ..Options::default() };
    let tree =
        Tree::from_str(&svg(scene), &options).map_err(|reason| PictureError::Drawing { reason: reason.to_string() })?;
    let mut picture = Pixmap::new(width as u32, height as u32).ok_or(too_large)?;
    picture.fill(Color::WHITE);
    let size = tree.size();
    let scale = Transform::from_scale(width as f32 / size.width(), height as f32 / size.height());
    resvg::render(&tree, scale, &mut picture.as_mut());
    // On a white ground nothing is transparent, so the colours need no dividing by their alpha.
    let rgb = picture.data().chunks_exact(4).flat_map(|pixel| pixel.iter().take(3).copied()).collect();
    Ok(Raster { width: width as u32, height: height as u32, dpi, rgb })
}
