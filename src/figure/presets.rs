//! What journals, theses and slides ask of a figure: widths, heights, sizes of text, resolutions, formats.

use super::{Arrangement, FigureFormat, FigureOptions};

/// The rules of one place where figures are printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preset {
    /// As the command line names it.
    pub key: &'static str,
    /// As a list to choose from has it.
    pub name: &'static str,
    /// The widths it prints, in centimetres, the widest first.
    pub widths_cm: &'static [f64],
    /// The least width it takes, in centimetres.
    pub least_width_cm: f64,
    /// The greatest height, in centimetres.
    pub max_height_cm: f64,
    /// The size of text that the figure is drawn with, and the bounds that the rules set, in points.
    pub text_pt: f64,
    pub least_text_pt: f64,
    pub most_text_pt: f64,
    /// Dots per inch for pictures with text and greys.
    pub dpi: u32,
    /// What it takes, the one to send first.
    pub formats: &'static [FigureFormat],
    pub arrangement: Arrangement,
    /// What else it says, for the person who sends the figure.
    pub advice: &'static str,
    /// The publisher's guide that the numbers are from: its title, and the year in which it was read, since
    /// such pages carry no date.
    pub source: &'static str,
}

use FigureFormat::{Eps, Pdf, Png, Svg, Tiff};

/// The places a figure can be made for, the one that the figure's defaults are those of first.
///
/// Each says where its numbers were read (`source`), or who quotes it.
pub const PRESETS: [Preset; 7] = [
    Preset {
        key: "plos",
        name: "PLOS",
        widths_cm: &[19.05, 13.2],
        least_width_cm: 6.68,
        max_height_cm: 22.225,
        text_pt: 8.0,
        least_text_pt: 8.0,
        most_text_pt: 12.0,
        dpi: 300,
        formats: &[Tiff, Eps],
        arrangement: Arrangement::Rows,
        advice: "TIFF (300 to 600 dpi, under 10 MB) or EPS; name the file Fig1.tif; title and caption go into the \
                 manuscript, not into the file. Letters are those of Arial, in RGB or grey.",
        source: "PLOS, “Figures” (undated page); 13.2 cm, the width of its column of text, as others quote that page in 2026",
    },
    Preset {
        key: "bmc",
        name: "BMC, SpringerOpen",
        widths_cm: &[17.0, 8.5],
        least_width_cm: 8.5,
        max_height_cm: 22.5,
        text_pt: 8.0,
        least_text_pt: 8.0,
        most_text_pt: 12.0,
        dpi: 300,
        formats: &[Pdf, Eps, Tiff, Png],
        arrangement: Arrangement::Rows,
        advice: "The height includes the caption: leave room for it. Title and caption go into the manuscript, the key stays \
                 in the figure; under 10 MB, cut close, fonts embedded.",
        source: "BioMed Central, “Preparing your manuscript”, “Figure size and resolution”, and for the size of text its older “Figure types” (undated pages, read in 2026)",
    },
    Preset {
        key: "springer-nature",
        name: "Springer Nature",
        widths_cm: &[17.4, 8.4],
        least_width_cm: 8.4,
        max_height_cm: 23.4,
        text_pt: 8.0,
        least_text_pt: 8.0,
        most_text_pt: 12.0,
        dpi: 600,
        formats: &[Eps, Tiff],
        arrangement: Arrangement::Rows,
        advice: "Letters like Helvetica or Arial, of 8 to 12 pt; 600 dpi for drawings with greys, 1200 for lines alone. Small \
                 journals print 11.9 cm at most (19.5 cm high). Name the file Fig1.eps.",
        source: "Springer, “Artwork and Illustrations Guidelines” (undated page, read in copies in 2026)",
    },
    Preset {
        key: "elsevier",
        name: "Elsevier",
        widths_cm: &[19.0, 14.0, 9.0],
        least_width_cm: 9.0,
        max_height_cm: 24.0,
        text_pt: 8.0,
        least_text_pt: 7.0,
        most_text_pt: 12.0,
        dpi: 500,
        formats: &[Eps, Pdf, Tiff],
        arrangement: Arrangement::Rows,
        advice: "500 dpi for drawings with greys, 1000 for lines alone; letters of 7 pt in print. Some journals have widths of \
                 their own: look at the guide for authors.",
        source: "Elsevier, “Artwork sizing” and “Guidelines for accepted papers” (undated pages, read in 2026); widths and height as \
                 others quote the first",
    },
    Preset {
        key: "frontiers",
        name: "Frontiers",
        widths_cm: &[18.0, 8.5],
        least_width_cm: 8.5,
        max_height_cm: 24.0,
        text_pt: 8.0,
        least_text_pt: 8.0,
        most_text_pt: 12.0,
        dpi: 300,
        formats: &[Tiff, Eps],
        arrangement: Arrangement::Rows,
        advice: "85 or 180 mm and nothing between, in RGB without transparency. At most a page high: this one keeps to 24 cm.",
        source: "Frontiers’ author guidelines as others quote them in 2026",
    },
    Preset {
        key: "thesis",
        name: "Thesis or report, A4",
        widths_cm: &[16.0],
        least_width_cm: 6.0,
        max_height_cm: 23.0,
        text_pt: 9.0,
        least_text_pt: 8.0,
        most_text_pt: 12.0,
        dpi: 300,
        formats: &[Svg, Pdf, Png, Tiff, Eps],
        arrangement: Arrangement::Rows,
        advice: "Sixteen centimetres are what margins of 2.5 cm leave of an A4 page; Word takes SVG as it is.",
        source: "A4 with margins of 2.5 cm",
    },
    Preset {
        key: "slide",
        name: "Slide, 16:9",
        widths_cm: &[33.86],
        least_width_cm: 20.0,
        max_height_cm: 19.05,
        text_pt: 14.0,
        least_text_pt: 12.0,
        most_text_pt: 24.0,
        dpi: 150,
        formats: &[Svg, Png, Pdf],
        arrangement: Arrangement::Columns,
        advice: "The size of a wide slide, components side by side; PowerPoint takes SVG and can turn it into shapes.",
        source: "PowerPoint’s wide slide, 13.33 × 7.5 in",
    },
];

impl Preset {
    /// The preset of this key or of this name, in capitals or not: "springer-nature", "Springer Nature".
    pub fn of(words: &str) -> Option<&'static Preset> {
        let asked = words.trim();
        let same = |one: &str| one.to_lowercase() == asked.to_lowercase();
        PRESETS.iter().find(|preset| same(preset.key) || same(preset.name))
    }

    /// What choosing it changes in the layout, in a sentence; nothing where components stand as usual.
    pub fn rearranges(&self) -> Option<String> {
        (self.arrangement == Arrangement::Columns)
            .then(|| format!("{}: components stand side by side, unless the layout says otherwise.", self.name))
    }

    /// The widest width it prints, in centimetres.
    pub fn width_cm(&self) -> f64 {
        self.widths_cm.first().copied().unwrap_or(19.05)
    }

    /// Whether it takes files of this format.
    pub fn takes(&self, format: FigureFormat) -> bool {
        self.formats.contains(&format)
    }

    /// What it will say to a picture of so many dots per inch in this format; nothing of formats of lines.
    pub fn objects_to(&self, format: FigureFormat, dpi: u32) -> Option<String> {
        let asked = self.dpi;
        (matches!(format, Tiff | Png) && dpi < asked)
            .then(|| format!("{} asks for {asked} dpi or more of pictures; this has {dpi}.", self.name))
    }

    /// The options with this preset's sizes, at its widest width; what is shown stays as it was.
    pub fn options(&self, of: FigureOptions) -> FigureOptions {
        FigureOptions {
            width_cm: self.width_cm(),
            min_width_cm: self.least_width_cm,
            max_width_cm: self.width_cm(),
            max_height_cm: self.max_height_cm,
            text_pt: self.text_pt,
            min_text_pt: self.least_text_pt,
            max_text_pt: self.most_text_pt,
            dpi: self.dpi,
            arrangement: self.arrangement,
            ..of
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_few_dots_for_a_place_are_told_of_pictures_and_of_nothing_else() {
        let Some(springer) = Preset::of("springer-nature") else { panic!("no such preset") };
        let said = springer.objects_to(Tiff, 300).unwrap_or_default();
        assert!(said.contains("600 dpi") && said.contains("this has 300"), "{said}");
        assert_eq!((springer.objects_to(Tiff, 600), springer.objects_to(Eps, 72)), (None, None));
    }

    #[test]
    fn the_defaults_of_a_figure_are_those_of_plos() {
        let plos = Preset::of("plos").expect("PLOS");
        assert_eq!(plos.options(FigureOptions::default()), FigureOptions::default());
    }

    #[test]
    fn every_preset_keeps_its_own_rules() {
        for preset in PRESETS {
            let widths = preset.widths_cm;
            assert!(widths.windows(2).all(|pair| pair[0] > pair[1]), "{}", preset.name);
            assert!(widths.iter().all(|width| *width >= preset.least_width_cm), "{}", preset.name);
            assert!((preset.least_text_pt..=preset.most_text_pt).contains(&preset.text_pt), "{}", preset.name);
            assert!((36..=2400).contains(&preset.dpi) && !preset.formats.is_empty(), "{}", preset.name);
            assert!(!preset.source.is_empty(), "{}", preset.name);
            // Command line and window name them alike, in capitals or not.
            for words in [preset.key.to_owned(), preset.name.to_owned(), format!(" {} ", preset.name.to_uppercase())] {
                assert_eq!(Preset::of(&words), Some(&preset), "{words}");
            }
        }
    }
}
