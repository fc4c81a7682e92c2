//! The figure as PNG: 8-bit RGB without transparency, with its resolution.

use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit};

use super::{PictureError, Scene, raster};

/// Inches in a metre.
const INCHES: f64 = 1.0 / 0.0254;

/// The bytes of the file, at a resolution in dots per inch (36 to 2400).
pub fn png(scene: &Scene, dpi: u32) -> Result<Vec<u8>, PictureError> {
    let picture = raster(scene, dpi)?;
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, picture.width, picture.height);
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    let per_metre = (f64::from(dpi) * INCHES).round() as u32;
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }));
    encoder
        .write_header()
        .and_then(|mut writer| {
            writer.write_image_data(&picture.rgb)?;
            writer.finish()
        })
        .map_err(|reason| PictureError::Drawing { reason: reason.to_string() })?;
    Ok(bytes)
}
