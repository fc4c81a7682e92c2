//! The formats a figure can be written in, each from the same scene and each the same bytes every time.

use super::{PictureError, Scene, eps, pdf, png, svg, tiff};

/// A file format for figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureFormat {
    /// Text as text, for browsers, word processors and drawing programs.
    Svg,
    /// Fonts embedded, tagged with the alternative text.
    Pdf,
    /// Letters as outlines, as journals ask for.
    Eps,
    /// LZW, RGB, no transparency.
    Tiff,
    Png,
}

impl FigureFormat {
    /// All of them, the most useful first.
    pub const ALL: [FigureFormat; 5] =
        [FigureFormat::Svg, FigureFormat::Pdf, FigureFormat::Eps, FigureFormat::Tiff, FigureFormat::Png];

    /// What a file of this format ends in, without the full stop.
    pub fn extension(self) -> &'static str {
        match self {
            FigureFormat::Svg => "svg",
            FigureFormat::Pdf => "pdf",
            FigureFormat::Eps => "eps",
            FigureFormat::Tiff => "tif",
            FigureFormat::Png => "png",
        }
    }

    /// As people call it.
    pub fn name(self) -> &'static str {
        match self {
            FigureFormat::Svg => "SVG",
            FigureFormat::Pdf => "PDF",
            FigureFormat::Eps => "EPS",
            FigureFormat::Tiff => "TIFF",
            FigureFormat::Png => "PNG",
        }
    }

    /// Whether it is made of pixels, so that its resolution matters.
    pub fn is_picture(self) -> bool {
        matches!(self, FigureFormat::Tiff | FigureFormat::Png)
    }

    /// The format with this extension, in either case; `tiff` is taken for `tif`.
    pub fn of_extension(extension: &str) -> Option<FigureFormat> {
        let asked = extension.to_lowercase();
        let asked = if asked == "tiff" { "tif" } else { asked.as_str() };
        FigureFormat::ALL.into_iter().find(|format| format.extension() == asked)
    }
}

/// The bytes of a file. `dpi` (36 to 2400) is read by the formats made of pixels only; `language` is a BCP 47 tag
/// (`en-GB`), which the PDF tells to those who read it aloud.
///
/// # Errors
/// Where a picture cannot be drawn at that resolution, or the PDF cannot be put together.
pub fn figure_file(scene: &Scene, format: FigureFormat, dpi: u32, language: &str) -> Result<Vec<u8>, PictureError> {
    match format {
        FigureFormat::Svg => Ok(svg(scene).into_bytes()),
        FigureFormat::Pdf => pdf(scene, language),
        FigureFormat::Eps => Ok(eps(scene).into_bytes()),
        FigureFormat::Tiff => tiff(scene, dpi),
        FigureFormat::Png => png(scene, dpi),
    }
}
