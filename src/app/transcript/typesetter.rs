//! The faces text is set in, and setting it: blocks of transcript, and the short labels of the margins.

use super::atlas::{Atlas, Ink};
use super::block::SetBlock;
use super::words::{self, Piece, SetWords};
use crate::app::look;
use eframe::egui::{self, Context, Id, mutex::Mutex};
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};
use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontContext, FontFamily, FontFamilyName, FontWeight, GenericFamily,
    Language, Layout, LayoutContext, LineHeight, OverflowWrap, StyleProperty,
};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// The reading face and its fellows for Hebrew and Arabic, in the order they are tried.
const READING: [(&str, &[u8]); 3] = [
    ("Noto Serif", include_bytes!("../../../assets/fonts/reading/NotoSerif-Regular.ttf")),
    ("Noto Serif Hebrew", look::HEBREW_FACE),
    ("Noto Naskh Arabic", look::ARABIC_FACE),
];

/// The name the interface's own face goes by here, whatever it is.
const INTERFACE: &str = "Colloquy interface";

/// Labels kept laid out before all are forgotten.
const LABELS: usize = 3000;

/// Faces, the atlas of drawn letters, and labels laid out before. One for a whole window, so that transcripts side by
/// side share it.
pub struct Typesetter {
    faces: FontContext,
    scratch: LayoutContext<Ink>,
    pub(super) atlas: Atlas,
    labels: HashMap<LabelKey, Arc<Label>>,
    words: HashMap<u64, Arc<SetWords>>,
    interface: Option<(String, usize)>,
    system: bool,
    generation: u64,
}

/// How a block is to be set.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Setting {
    /// Points.
    pub size: f32,
    /// Points.
    pub width: f32,
    /// Times the size.
    pub line_height: f32,
    /// Physical pixels to a point.
    pub scale: f32,
    pub rtl: Option<bool>,
    pub language: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct LabelKey {
    text: String,
    size: u32,
    width: u32,
    scale: u32,
    bold: bool,
}

/// A short text on one line, cut with "…" where it had no room.
pub(super) struct Label {
    pub layout: Layout<Ink>,
    /// Points.
    pub width: f32,
    pub height: f32,
    pub baseline: f32,
}

impl Typesetter {
    /// The typesetter of a window. Until [`allow_system_fonts`] is called it knows only the bundled faces, so that
    /// tests look the same everywhere.
    pub fn of(ctx: &Context) -> Arc<Mutex<Self>> {
        ctx.data_mut(|data| {
            data.get_temp_mut_or_insert_with(Id::unique("typesetter"), || Arc::new(Mutex::new(Self::new(false))))
                .clone()
        })
    }

    fn new(system: bool) -> Self {
        let collection = Collection::new(CollectionOptions { shared: false, system_fonts: system });
        let mut faces = FontContext { collection, source_cache: SourceCache::default() };
        for (_, face) in READING {
            faces.collection.register_fonts(Blob::new(Arc::new(face)), None);
        }
        Self {
            faces,
            scratch: LayoutContext::new(),
            atlas: Atlas::default(),
            labels: HashMap::new(),
            words: HashMap::new(),
            interface: None,
            system,
            generation: 1,
        }
    }

    /// Changes whenever what is laid out must be laid out again because the faces are others.
    pub(super) fn generation(&self) -> u64 {
        self.generation
    }

    /// Sets labels in the face the interface is set in.
    pub(super) fn follow_interface(&mut self, ctx: &Context) {
        let found = ctx.fonts(|fonts| {
            let definitions = fonts.definitions();
            let name = definitions.families.get(&egui::FontFamily::Proportional)?.first()?;
            let face = definitions.font_data.get(name)?;
            let bytes: &[u8] = (*face.font).as_ref();
            let known = self.interface.as_ref().is_some_and(|(known, len)| known == name && *len == bytes.len());
            (!known).then(|| (name.clone(), Arc::clone(&face.font), bytes.len()))
        });
        let Some((name, bytes, len)) = found else { return };
        if let Some(old) = self.faces.collection.family_id(INTERFACE)
            && let Some(family) = self.faces.collection.family(old)
        {
            for font in family.fonts() {
                self.faces.collection.unregister_font(old, font.width(), font.style(), font.weight());
            }
        }
        let renamed = FontInfoOverride { family_name: Some(INTERFACE), ..FontInfoOverride::default() };
        self.faces.collection.register_fonts(Blob::new(bytes), Some(renamed));
        self.interface = Some((name, len));
        self.labels.clear();
        self.words.clear();
    }

    /// Lays a block out.
    pub(super) fn set(&mut self, text: &str, setting: &Setting) -> SetBlock {
        SetBlock::new(self.lay_out(text, setting), text, setting.scale)
    }

    /// How tall a block would be.
    pub(super) fn height(&mut self, text: &str, setting: &Setting) -> f32 {
        let layout = self.lay_out(text, setting);
        layout.lines().next_back().map_or(0.0, |line| line.metrics().block_max_coord / setting.scale)
    }

    fn lay_out(&mut self, text: &str, setting: &Setting) -> Layout<Ink> {
        let mut builder = self.scratch.ranged_builder(&mut self.faces, text, setting.scale, true);
        builder.push_default(StyleProperty::FontSize(setting.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(setting.line_height)));
        builder.push_default(StyleProperty::FontFamily(reading_faces(self.system)));
        // A word longer than its line is broken rather than written into the margin.
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        builder
            .push_default(StyleProperty::Locale(setting.language.as_deref().and_then(|tag| Language::parse(tag).ok())));
        builder.set_base_direction(match setting.rtl {
            Some(true) => BaseDirection::Rtl,
            Some(false) => BaseDirection::Ltr,
            None => BaseDirection::Auto,
        });
        let mut layout = builder.build(text);
        layout.break_all_lines(Some(setting.width * setting.scale));
        layout.align(Alignment::Start, AlignmentOptions::default());
        layout
    }

    /// A label in the interface's face, no wider than `width` points.
    pub(super) fn label(&mut self, text: &str, size: f32, bold: bool, width: f32, scale: f32) -> Arc<Label> {
        // Widths are rounded so that a margin dragged wider does not lay every label out for every pixel.
        let width = width.max(0.0).floor();
        let bold = bold && !is_dense(text);
        let key = LabelKey {
            text: text.to_owned(),
            size: size.to_bits(),
            width: width.to_bits(),
            scale: scale.to_bits(),
            bold,
        };
        if let Some(label) = self.labels.get(&key) {
            return Arc::clone(label);
        }
        if self.labels.len() >= LABELS {
            self.labels.clear();
        }
        let label = Arc::new(self.set_label(text, size, bold, width, scale));
        self.labels.insert(key, Arc::clone(&label));
        label
    }

    fn set_label(&mut self, text: &str, size: f32, bold: bool, width: f32, scale: f32) -> Label {
        let whole = self.lay_out_label(text, size, bold, scale);
        let Some(line) = whole.get(0) else { return Label::of(whole, scale) };
        if whole.width() <= width * scale {
            return Label::of(whole, scale);
        }
        let dots = self.lay_out_label("…", size, bold, scale).width();
        let mut room = width * scale - dots;
        // In the order in which they are read: words from right to left stand the other way round on the line.
        let mut clusters: Vec<_> = line
            .runs()
            .flat_map(|run| run.clusters().map(|one| (one.text_range(), one.advance())).collect::<Vec<_>>())
            .collect();
        clusters.sort_by_key(|(bytes, _)| bytes.start);
        let mut end = 0;
        for (bytes, advance) in clusters {
            room -= advance;
            if room < 0.0 {
                break;
            }
            end = end.max(bytes.end);
        }
        let kept = text.get(..end).unwrap_or_default().trim_end();
        Label::of(self.lay_out_label(&format!("{kept}…"), size, bold, scale), scale)
    }

    /// Words in several colours within `width` points, in the interface's face; laid out once and kept.
    pub(super) fn words(
        &mut self,
        pieces: &[Piece<'_>],
        size: f32,
        width: f32,
        scale: f32,
        one_line: bool,
    ) -> Arc<SetWords> {
        let width = width.max(0.0).floor();
        let key = words::key(pieces, size, width, scale, one_line);
        if let Some(set) = self.words.get(&key) {
            return Arc::clone(set);
        }
        if self.words.len() >= LABELS {
            self.words.clear();
        }
        let set = words::set(self, pieces, size, width, scale, one_line);
        self.words.insert(key, Arc::clone(&set));
        set
    }

    /// Words with their colours, in the interface's face, their lines not yet broken.
    pub(super) fn lay_out_words(
        &mut self,
        text: &str,
        inks: &[(std::ops::Range<usize>, Ink)],
        size: f32,
        scale: f32,
    ) -> Layout<Ink> {
        let mut builder = self.scratch.ranged_builder(&mut self.faces, text, scale, true);
        builder.push_default(StyleProperty::FontSize(size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.4)));
        builder.push_default(StyleProperty::FontFamily(label_faces(self.system)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        for (bytes, ink) in inks {
            builder.push(StyleProperty::Brush(*ink), bytes.clone());
        }
        builder.build(text)
    }

    fn lay_out_label(&mut self, text: &str, size: f32, bold: bool, scale: f32) -> Layout<Ink> {
        let mut builder = self.scratch.ranged_builder(&mut self.faces, text, scale, true);
        builder.push_default(StyleProperty::FontSize(size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.3)));
        builder.push_default(StyleProperty::FontFamily(label_faces(self.system)));
        if bold {
            builder.push_default(StyleProperty::FontWeight(FontWeight::BOLD));
        }
        let mut layout = builder.build(text);
        layout.break_all_lines(None);
        layout.align(Alignment::Left, AlignmentOptions::default());
        layout
    }
}

impl Label {
    fn of(layout: Layout<Ink>, scale: f32) -> Self {
        let (width, height) = (layout.width() / scale, layout.height() / scale);
        let baseline = layout.first_baseline().unwrap_or_default() / scale;
        Self { layout, width, height, baseline }
    }
}

/// Lets text fall back on the fonts of the system, for scripts the bundled faces lack. Call it once, at start.
pub fn allow_system_fonts(ctx: &Context) {
    let shared = Typesetter::of(ctx);
    let mut typesetter = shared.lock();
    if !typesetter.system {
        let generation = typesetter.generation + 1;
        *typesetter = Typesetter { generation, ..Typesetter::new(true) };
    }
}

/// Whether emoji have a face of their own: they are the system's.
pub fn draws_emoji(ctx: &Context) -> bool {
    Typesetter::of(ctx).lock().system
}

/// Whether letters have so many strokes that a face thickened for want of a bold one runs together: Chinese, Japanese,
/// Korean.
fn is_dense(text: &str) -> bool {
    let dense = |letter: char| matches!(u32::from(letter), 0x2E80..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF);
    text.chars().any(dense)
}

fn reading_faces(system: bool) -> FontFamily<'static> {
    faces(READING.iter().map(|(name, _)| *name), system.then_some(GenericFamily::Serif))
}

fn label_faces(system: bool) -> FontFamily<'static> {
    let names = std::iter::once(INTERFACE).chain(READING.iter().map(|(name, _)| *name));
    faces(names, system.then_some(GenericFamily::SansSerif))
}

fn faces(names: impl Iterator<Item = &'static str>, last: Option<GenericFamily>) -> FontFamily<'static> {
    let named = names.map(FontFamilyName::named);
    FontFamily::List(Cow::Owned(named.chain(last.map(FontFamilyName::Generic)).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::transcript::atlas::Spot;
    use eframe::egui::{Color32, Mesh, Rangef, RawInput, pos2};

    fn in_a_frame<R>(ctx: &Context, mut look: impl FnMut(&Context, &mut Typesetter) -> R) -> R {
        let shared = Typesetter::of(ctx);
        let mut found = None;
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            let mut type_ = shared.lock();
            type_.atlas.begin(ui.ctx());
            type_.follow_interface(ui.ctx());
            found = Some(look(ui.ctx(), &mut type_));
            type_.atlas.finish();
        });
        output.textures_delta.clear();
        found.unwrap()
    }

    #[test]
    fn a_label_is_cut_between_graphemes_and_never_wider_than_its_room() {
        let ctx = Context::default();
        in_a_frame(&ctx, |_, type_| {
            let whole = type_.label("Funding never enough", 12.0, false, 500.0, 1.0);
            for room in [0.0, 20.0, 60.0, whole.width - 1.0] {
                let cut = type_.label("Funding never enough", 12.0, false, room, 1.0);
                assert!(cut.width <= room.max(12.0) && cut.width < whole.width, "{} in {room}", cut.width);
            }
            assert_eq!(type_.label("Funding never enough", 12.0, false, whole.width + 1.0, 1.0).width, whole.width);
            let hebrew = "אנחנו לא יכולים לעזור לכולם כל הזמן";
            let whole = type_.label(hebrew, 12.0, false, 1000.0, 1.0);
            for room in [40.0, 90.0, whole.width - 1.0] {
                let cut = type_.label(hebrew, 12.0, false, room, 1.0);
                assert!(cut.width <= room && cut.width > room / 2.0 - 20.0, "{} in {room}", cut.width);
            }
        });
    }

    #[test]
    fn the_atlas_never_outgrows_what_every_driver_takes_however_many_sizes_are_drawn() {
        let ctx = Context::default();
        let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
        for size in 10..160 {
            let corners = in_a_frame(&ctx, |ctx, type_| {
                let label = type_.label(letters, size as f32, false, 1e6, 1.0);
                let mut mesh = Mesh::default();
                let spot = Spot { corner: pos2(0.0, 0.0), scale: 1.0, seen: Rangef::EVERYTHING, ink: Color32::BLACK };
                type_.atlas.draw(ctx, &label.layout, spot, &mut mesh);
                assert!(type_.atlas.height() <= ctx.input(|input| input.max_texture_side));
                mesh.vertices.into_iter().map(|vertex| vertex.uv).collect::<Vec<_>>()
            });
            assert_eq!(corners.len(), 4 * letters.len(), "at {size}");
            assert!(corners.iter().all(|uv| (0.0..=1.0).contains(&uv.x) && (0.0..=1.0).contains(&uv.y)));
        }
    }

    #[test]
    fn hebrew_stands_right_to_left_and_every_letter_has_a_face() {
        let ctx = Context::default();
        in_a_frame(&ctx, |_, type_| {
            let setting = Setting { size: 16.0, width: 400.0, line_height: 1.5, scale: 1.0, rtl: None, language: None };
            let words = "שלום עולם";
            let set = type_.set(words, &setting);
            assert!(set.is_rtl());
            let (first, last) = (set.caret(0, false), set.caret(words.len(), true));
            assert!(first.x > last.x && first.x > 390.0, "{first:?} {last:?}");
            for words in ["Žluťoučký kůň", "Ελληνικά", "Русский", words, "مرحبا بالعالم", "“quoted” — dash… €"]
            {
                let set = type_.set(words, &setting);
                let missing = set.layout().lines().flat_map(|line| line.runs()).flat_map(|run| run.clusters());
                assert!(missing.flat_map(|cluster| cluster.glyphs()).all(|glyph| glyph.id != 0), "{words}");
            }
        });
    }

    #[test]
    fn names_in_dense_scripts_are_not_thickened() {
        for (name, dense) in [("王小明", true), ("さくら", true), ("민준", true), ("Ana", false), ("שרה", false)]
        {
            assert_eq!(is_dense(name), dense, "{name}");
        }
        let ctx = Context::default();
        in_a_frame(&ctx, |_, type_| {
            let (bold, plain) =
                (type_.label("王小明", 12.0, true, 500.0, 1.0), type_.label("王小明", 12.0, false, 500.0, 1.0));
            assert!(Arc::ptr_eq(&bold, &plain));
        });
    }

    #[test]
    fn the_height_measured_is_the_height_laid_out() {
        let ctx = Context::default();
        in_a_frame(&ctx, |_, type_| {
            let setting =
                Setting { size: 15.5, width: 300.0, line_height: 1.55, scale: 1.25, rtl: None, language: None };
            let words = "several words make a line of this ".repeat(20);
            assert_eq!(type_.height(&words, &setting), type_.set(&words, &setting).height);
        });
    }
}
