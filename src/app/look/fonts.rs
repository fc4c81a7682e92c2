//! The faces of the interface: Inter for words (with a semibold family), Phosphor for icons. All bundled, so that the
//! window looks the same everywhere.

use std::sync::Arc;

use eframe::egui::{FontData, FontDefinitions, FontFamily, FontTweak};

/// Hebrew and Arabic, for the page and, after Inter, for fields and lists.
pub const HEBREW_FACE: &[u8] = include_bytes!("../../../assets/fonts/reading/NotoSerifHebrew-Regular.ttf");
/// See [`HEBREW_FACE`].
pub const ARABIC_FACE: &[u8] = include_bytes!("../../../assets/fonts/reading/NotoNaskhArabic-Regular.ttf");

/// The family of headings and names that stand out.
pub fn strong() -> FontFamily {
    FontFamily::Name("strong".into())
}

/// Inter, its semibold, the icons, and after them what egui brings along.
pub fn bundled_fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let faces: [(&str, &'static [u8]); 7] = [
        ("figure", crate::figure::REGULAR_FACE),
        ("figure-bold", crate::figure::BOLD_FACE),
        ("inter", include_bytes!("../../../assets/fonts/interface/Inter-Regular.otf")),
        ("inter-semibold", include_bytes!("../../../assets/fonts/interface/Inter-SemiBold.otf")),
        ("phosphor", include_bytes!("../../../assets/fonts/icons/Phosphor.ttf")),
        ("hebrew", HEBREW_FACE),
        ("arabic", ARABIC_FACE),
    ];
    for (name, bytes) in faces {
        let mut face = FontData::from_static(bytes);
        if name == "phosphor" {
            // Icons sit a little low beside Inter's capitals.
            face.tweak = FontTweak { y_offset_factor: 0.08, scale: 1.08, ..FontTweak::default() };
        }
        fonts.font_data.insert(name.to_owned(), Arc::new(face));
    }
    let others = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let family = |first: &str| {
        let mut names = vec![first.to_owned(), "phosphor".to_owned()];
        names.extend(others.iter().cloned());
        names.extend(["hebrew".to_owned(), "arabic".to_owned()]);
        names
    };
    fonts.families.insert(FontFamily::Proportional, family("inter"));
    fonts.families.insert(strong(), family("inter-semibold"));
    // The figure is drawn in the faces it is printed in.
    for name in ["figure", "figure-bold"] {
        fonts.families.insert(FontFamily::Name(name.into()), family(name));
    }
    fonts
}
