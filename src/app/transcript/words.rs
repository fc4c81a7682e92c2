//! Words outside of the page: quotations, places found, names. They are set as the transcript sets its own, so that
//! Hebrew, Arabic, Thai and the rest read there as they do here; egui's own text has no writing direction.

use super::atlas::{Ink, Spot};
use super::block::SetBlock;
use super::typesetter::Typesetter;
use eframe::egui::{
    Color32, Mesh, Rangef, Rect, Response, Role, Sense, Shape, Ui, Vec2, Widget, WidgetInfo, pos2, vec2,
};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// A stretch of words in one colour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece<'a> {
    pub text: &'a str,
    pub ink: Color32,
    /// What lies under the words, or nothing.
    pub ground: Color32,
}

impl<'a> Piece<'a> {
    /// Words on whatever they lie on.
    pub fn new(text: &'a str, ink: Color32) -> Self {
        Piece { text, ink, ground: Color32::TRANSPARENT }
    }
}

/// Pieces that are read one after the other, as a widget.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    pieces: &'a [Piece<'a>],
    size: f32,
    one_line: bool,
}

impl<'a> Words<'a> {
    /// As many lines as are needed, letters of this size (points).
    pub fn new(pieces: &'a [Piece<'a>], size: f32) -> Self {
        Words { pieces, size, one_line: false }
    }

    /// One line, cut with "…" where there is no room.
    pub fn on_one_line(self) -> Self {
        Words { one_line: true, ..self }
    }
}

impl Widget for Words<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let shared = Typesetter::of(ui.ctx());
        let mut type_ = shared.lock();
        type_.follow_interface(ui.ctx());
        let set = type_.words(self.pieces, self.size, ui.available_width(), ui.pixels_per_point(), self.one_line);
        let (place, response) = ui.allocate_exact_size(set.size, Sense::hover());
        if ui.is_rect_visible(place) {
            self.paint(ui, &mut type_, &set, place);
        }
        drop(type_);
        let text: String = self.pieces.iter().map(|piece| piece.text).collect();
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
        response
    }
}

impl Words<'_> {
    fn paint(&self, ui: &Ui, type_: &mut Typesetter, set: &SetWords, place: Rect) {
        let painter = ui.painter();
        let mut from = 0;
        for piece in self.pieces {
            let bytes = from..from + piece.text.len();
            from = bytes.end;
            if piece.ground == Color32::TRANSPARENT {
                continue;
            }
            for line in set.lines() {
                for (left, right) in set.block.strips(line, &bytes) {
                    let strip = Rect::from_min_max(pos2(left, line.top), pos2(right, line.bottom));
                    painter.rect_filled(strip.translate(place.min.to_vec2() + vec2(set.shift, 0.0)), 2.0, piece.ground);
                }
            }
        }
        let scale = ui.pixels_per_point();
        let seen = Rangef::new(ui.clip_rect().top(), ui.clip_rect().bottom().min(place.bottom() - 1.0));
        let ink = self.pieces.first().map_or(Color32::PLACEHOLDER, |piece| piece.ink);
        type_.atlas.begin(ui.ctx());
        let mut mesh = Mesh::with_texture(type_.atlas.texture());
        let spot = Spot { corner: place.min, scale, seen, ink };
        let words = Spot { corner: place.min + vec2(set.shift, 0.0), ..spot };
        type_.atlas.draw(ui.ctx(), set.block.layout(), words, &mut mesh);
        if let Some(left) = set.dots {
            let dots = type_.label("…", self.size, false, f32::INFINITY, scale);
            let baseline = set.block.lines.first().map_or(0.0, |line| line.baseline);
            let corner = place.min + vec2(left, baseline - dots.baseline);
            type_.atlas.draw(ui.ctx(), &dots.layout, Spot { corner, ..spot }, &mut mesh);
        }
        // The texture may have grown while letters were drawn.
        mesh.texture_id = type_.atlas.texture();
        let moved = type_.atlas.finish();
        painter.add(Shape::mesh(mesh));
        if moved {
            ui.ctx().request_discard("letters moved in their atlas");
        }
    }
}

/// Words laid out for a width.
pub(super) struct SetWords {
    block: SetBlock,
    /// Points.
    size: Vec2,
    /// Where "…" stands (points from the left), where words were cut.
    dots: Option<f32>,
    /// How far the words stand from the left (points): they make room for "…" where they run from right to left.
    shift: f32,
    one_line: bool,
}

impl SetWords {
    fn lines(&self) -> impl Iterator<Item = &super::block::Line> {
        let count = if self.one_line { 1 } else { usize::MAX };
        self.block.lines.iter().take(count)
    }
}

/// What words laid out are kept under.
pub(super) fn key(pieces: &[Piece<'_>], size: f32, width: f32, scale: f32, one_line: bool) -> u64 {
    let mut hasher = DefaultHasher::new();
    for piece in pieces {
        (piece.text, piece.ink.to_array()).hash(&mut hasher);
    }
    (size.to_bits(), width.to_bits(), scale.to_bits(), one_line).hash(&mut hasher);
    hasher.finish()
}

/// Lays pieces out for a width (points).
pub(super) fn set(
    type_: &mut Typesetter,
    pieces: &[Piece<'_>],
    size: f32,
    width: f32,
    scale: f32,
    one_line: bool,
) -> Arc<SetWords> {
    let text: String = pieces.iter().map(|piece| piece.text).collect();
    let mut inks = Vec::with_capacity(pieces.len());
    let mut from = 0;
    for piece in pieces {
        inks.push((from..from + piece.text.len(), Ink(Some(piece.ink))));
        from += piece.text.len();
    }
    let mut layout = type_.lay_out_words(&text, &inks, size, scale);
    layout.break_all_lines(Some(width * scale));
    let cut = one_line && layout.len() > 1;
    let room = if cut {
        let dots = type_.label("…", size, false, f32::INFINITY, scale).width;
        layout.break_all_lines(Some((width - dots).max(0.0) * scale));
        dots
    } else {
        0.0
    };
    let align = if one_line { parley::Alignment::Left } else { parley::Alignment::Start };
    layout.align(align, parley::AlignmentOptions::default());
    let rtl = layout.is_rtl();
    let block = SetBlock::new(layout, &text, scale);
    let edges = |line: &super::block::Line| {
        let strips = block.strips(line, &line.range);
        (strips.first().map_or(0.0, |strip| strip.0), strips.last().map_or(0.0, |strip| strip.1))
    };
    let first = block.lines.first().map(edges).unwrap_or_default();
    let shift = if rtl && cut { (room - first.0).max(0.0) } else { 0.0 };
    let dots = cut.then_some(if rtl { (first.0 - room).max(0.0) } else { first.1 });
    let wide = if one_line { (first.1 + room).min(width) } else { width };
    let tall = if one_line { block.lines.first().map_or(0.0, |line| line.bottom) } else { block.height };
    Arc::new(SetWords { size: vec2(wide, tall), block, dots, shift, one_line })
}

/// Whether words hold a script that egui's own text cannot set: one that runs from right to left, or whose letters
/// change their order or shape beside one another.
pub fn needs_setting(text: &str) -> bool {
    text.chars().any(|letter| {
        matches!(u32::from(letter),
            0x0590..=0x08FF | 0x0900..=0x0DFF | 0x0E00..=0x0FFF | 0x1000..=0x109F | 0x1780..=0x17FF
            | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
    })
}

/// Whether words hold emoji, which egui draws without colour or not at all.
pub fn holds_emoji(text: &str) -> bool {
    text.chars().any(|letter| matches!(u32::from(letter), 0x2600..=0x27BF | 0x1F000..=0x1FAFF))
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::{Context, RawInput};

    fn laid_out(pieces: &[&str], width: f32, one_line: bool) -> Arc<SetWords> {
        let ctx = Context::default();
        let pieces: Vec<Piece<'_>> = pieces.iter().map(|text| Piece::new(text, Color32::BLACK)).collect();
        let mut found = None;
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            let shared = Typesetter::of(ui.ctx());
            let mut type_ = shared.lock();
            type_.follow_interface(ui.ctx());
            found = Some(type_.words(&pieces, 13.0, width, 1.0, one_line));
        });
        output.textures_delta.clear();
        found.unwrap()
    }

    #[test]
    fn words_take_the_lines_they_need_and_no_more_width_than_there_is() {
        let words = "never enough to last the winter ".repeat(6);
        let many = laid_out(&[&words], 200.0, false);
        assert!(many.block.lines.len() > 3 && many.size.x == 200.0);
        let one = laid_out(&[&words], 200.0, true);
        assert_eq!(one.lines().count(), 1);
        assert!(one.dots.is_some_and(|left| left > 100.0) && one.size.x <= 200.0 && one.size.y < many.size.y / 3.0);
        assert!(laid_out(&["short"], 200.0, true).dots.is_none());
    }

    #[test]
    fn hebrew_begins_at_the_right_and_is_cut_at_the_left() {
        let words = "אנחנו לא יכולים לעזור לכולם כל הזמן ".repeat(4);
        let cut = laid_out(&[&words], 200.0, true);
        let (first, last) = (cut.block.caret(0, false), cut.dots.unwrap());
        assert!(first.x > 100.0 && last < 40.0, "{first:?} {last}");
        let line = &cut.block.lines[0];
        let begins = cut.block.strips(line, &line.range)[0].0 + cut.shift;
        assert!(begins - last > 5.0, "the dots stand beside the words: {begins} {last}");
    }

    /// The README states this limit of text fields. When it fails, egui has learnt it, and both can go.
    #[test]
    fn in_a_text_field_hebrew_still_runs_from_left_to_right() {
        let ctx = Context::default();
        let mut ends = None;
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            let font = eframe::egui::FontId::proportional(13.0);
            let galley = ui.painter().layout_no_wrap("שלום עולם".to_owned(), font, Color32::BLACK);
            let caret = |at| galley.pos_from_cursor(eframe::egui::text::CCursor::new(at)).min.x;
            ends = Some((caret(0), caret(9)));
        });
        output.textures_delta.clear();
        let (begun, ended) = ends.unwrap();
        assert!(begun < ended, "{begun} {ended}");
    }

    #[test]
    fn scripts_that_egui_sets_rightly_are_left_to_it() {
        for plain in ["Funding", "Žluťoučký kůň", "支援", "Ελληνικά", "🙂"] {
            assert!(!needs_setting(plain), "{plain}");
        }
        for other in ["תמיכה", "الدعم", "การสนับสนุน", "समर्थन"] {
            assert!(needs_setting(other), "{other}");
        }
    }
}
