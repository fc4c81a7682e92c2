//! The figure as TIFF: 8-bit RGB without transparency, LZW, with its resolution in pixels per inch.

use std::io::Cursor;

use tiff::{
    TiffError,
    encoder::{Compression, Predictor, Rational, TiffEncoder, colortype::RGB8},
    tags::{ResolutionUnit, Tag},
};

use super::{PictureError, Raster, Scene, raster};

/// Rows that are compressed together: a reader of little memory can take the picture in parts.
const ROWS: u32 = 64;

/// The bytes of the file, at a resolution in dots per inch (36 to 2400).
pub fn tiff(scene: &Scene, dpi: u32) -> Result<Vec<u8>, PictureError> {
    let picture = raster(scene, dpi)?;
    let mut bytes = Cursor::new(Vec::new());
    write(&picture, &mut bytes).map_err(|reason| PictureError::Drawing { reason: reason.to_string() })?;
    Ok(bytes.into_inner())
}

fn write(picture: &Raster, to: &mut Cursor<Vec<u8>>) -> Result<(), TiffError> {
    let mut file = TiffEncoder::new(to)?.with_compression(Compression::Lzw).with_predictor(Predictor::Horizontal);
    let mut image = file.new_image::<RGB8>(picture.width, picture.height)?;
    image.resolution(ResolutionUnit::Inch, Rational { n: picture.dpi, d: 1 });
    image.rows_per_strip(ROWS)?;
    image.encoder().write_tag(Tag::Software, "Colloquy")?;
    image.write_data(&picture.rgb)
}
