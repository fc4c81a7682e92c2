//! The small parts that every room is made of.

use eframe::egui::{
    self, Align, Align2, Button, Color32, CornerRadius, CursorIcon, FontFamily, FontId, Frame, Label, Layout, Margin,
    Response, RichText, Role, Sense, Stroke, TextStyle, Ui, Vec2, WidgetInfo,
};

use super::{
    look::{Tokens, strong, tokens},
    transcript::{Piece, Words, draws_emoji, holds_emoji, needs_setting},
};

/// Words that stand out, at body size.
pub fn strong_text(text: impl Into<String>) -> RichText {
    RichText::new(text).family(strong())
}

/// Second-rank words.
pub fn quiet_text(ui: &Ui, text: impl Into<String>) -> RichText {
    RichText::new(text).color(tokens(ui.ctx()).quiet).size(Tokens::SMALL)
}

/// A page's or dialog's title.
pub fn title(ui: &mut Ui, text: &str) -> Response {
    ui.label(RichText::new(text).text_style(TextStyle::Name("title".into())))
}

/// The heading of a panel's part, with room above it.
pub fn section(ui: &mut Ui, text: &str) {
    ui.add_space(Tokens::GAP);
    elided(ui, RichText::new(text).family(strong()).size(Tokens::SMALL).color(tokens(ui.ctx()).quiet));
}

/// A button that is an icon; `name` is what a screen reader and the tooltip say.
pub fn icon_button(ui: &mut Ui, icon: &str, name: &str) -> Response {
    let button = Button::new(RichText::new(icon).size(Tokens::LARGE)).frame_when_inactive(false);
    let response = ui.add(button.min_size(Vec2::splat(Tokens::ROW)));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    response.on_hover_text(name)
}

/// The one button of a page or dialog that does what it is for.
pub fn main_button(ui: &mut Ui, text: &str, enabled: bool) -> Response {
    let tokens = tokens(ui.ctx());
    let text = RichText::new(text).family(strong()).color(if enabled { tokens.on_accent } else { tokens.quiet });
    let fill = if enabled { tokens.accent } else { tokens.hover };
    let button = Button::new(text).fill(fill).stroke(Stroke::NONE).min_size(Vec2::new(0.0, 28.0));
    let response = ui.add_enabled(enabled, button);
    if response.has_focus() {
        // Its own colour is the focus colour of others: a ring with a gap tells it apart.
        let ring = Stroke::new(2.0, tokens.text);
        ui.painter().rect_stroke(response.rect.expand(3.0), 7.0, ring, eframe::egui::StrokeKind::Inside);
    }
    response
}

/// A code's colour: a small square with rounded corners.
pub fn swatch(ui: &mut Ui, colour: Color32) {
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(11.0), Sense::hover());
    ui.painter().rect_filled(rect, 3.0, tokens(ui.ctx()).mark(colour));
}

/// A row of a list: full width, one line high, lit when chosen or hovered.
pub struct Row<'a> {
    pub name: &'a str,
    pub chosen: bool,
    pub indent: f32,
}

impl Row<'_> {
    /// Draws the row; `contents` is laid out from the left inside it. The whole row can be clicked and dragged.
    pub fn show(self, ui: &mut Ui, contents: impl FnOnce(&mut Ui)) -> Response {
        let tokens = tokens(ui.ctx());
        let size = Vec2::new(ui.available_width(), Tokens::ROW);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, self.chosen, self.name));
        if ui.is_rect_visible(rect) {
            let fill = match (self.chosen, response.hovered()) {
                (true, _) => tokens.chosen,
                (false, true) => tokens.hover,
                (false, false) => Color32::TRANSPARENT,
            };
            ui.painter().rect_filled(rect, CornerRadius::same(Tokens::RADIUS), fill);
            if response.has_focus() {
                let stroke = Stroke::new(1.5, tokens.accent);
                ui.painter().rect_stroke(rect, CornerRadius::same(Tokens::RADIUS), stroke, egui::StrokeKind::Inside);
            }
            let mut inside = rect.shrink2(Vec2::new(6.0, 0.0));
            inside.min.x += self.indent;
            let layout = Layout::left_to_right(Align::Center);
            let mut row = ui.new_child(egui::UiBuilder::new().max_rect(inside).layout(layout));
            row.spacing_mut().item_spacing.x = 6.0;
            row.set_clip_rect(rect.intersect(ui.clip_rect()));
            contents(&mut row);
        }
        response
    }
}

/// Words that take what is left of a row and are cut with "…" where they do not fit.
pub fn elided(ui: &mut Ui, text: impl Into<RichText>) -> Response {
    let text = text.into();
    match set_apart(ui, &text) {
        Some((ink, size)) => ui.add(Words::new(&[Piece::new(text.text(), ink)], size).on_one_line()),
        None => ui.add(Label::new(text).truncate().selectable(false)),
    }
}

/// Words that take as many lines as they need.
pub fn wrapped(ui: &mut Ui, text: impl Into<RichText>) -> Response {
    let text = text.into();
    match set_apart(ui, &text) {
        Some((ink, size)) => ui.add(Words::new(&[Piece::new(text.text(), ink)], size)),
        None => ui.add(Label::new(text).wrap()),
    }
}

/// Colour and size (points) of words in a script that is set as the transcript sets it; `None` where egui can.
fn set_apart(ui: &Ui, text: &RichText) -> Option<(Color32, f32)> {
    let emoji = || holds_emoji(text.text()) && draws_emoji(ui.ctx());
    if !needs_setting(text.text()) && !emoji() {
        return None;
    }
    let mut job = egui::text::LayoutJob::default();
    text.clone().append_to(&mut job, ui.style(), egui::FontSelection::Default, Align::Center);
    let format = job.sections.first().map(|section| section.format.clone()).unwrap_or_default();
    let ink = if format.color == Color32::PLACEHOLDER { tokens(ui.ctx()).text } else { format.color };
    Some((ink, format.font_id.size))
}

/// A key as it is printed on a keyboard.
pub fn key_cap(ui: &mut Ui, keys: &str) {
    let tokens = tokens(ui.ctx());
    let frame = Frame::new().fill(tokens.frame).stroke(Stroke::new(1.0, tokens.line)).corner_radius(4);
    frame.inner_margin(Margin::symmetric(5, 1)).show(ui, |ui| {
        ui.label(RichText::new(keys).size(Tokens::SMALL).color(tokens.quiet));
    });
}

/// Keys with what each does, in as many rows as are needed; a key and its words stay together.
pub fn key_hints(ui: &mut Ui, hints: &[(&str, &str)]) {
    ui.horizontal_wrapped(|ui| {
        let gap = ui.spacing().item_spacing.x;
        let font = egui::FontId::proportional(Tokens::SMALL);
        for (keys, words) in hints {
            let text = format!("{keys}{words}");
            let wide = ui.painter().layout_no_wrap(text, font.clone(), egui::Color32::PLACEHOLDER).size().x;
            if wide + 12.0 + gap > ui.available_size_before_wrap().x {
                ui.end_row();
            }
            key_cap(ui, keys);
            ui.add(Label::new(quiet_text(ui, *words)).extend());
        }
    });
}

/// What an empty place says: what it is for, and what to do next.
pub fn empty(ui: &mut Ui, heading: &str, words: &str) {
    ui.vertical_centered(|ui| {
        ui.add_space(Tokens::LARGE_GAP * 2.0);
        ui.label(RichText::new(heading).family(strong()).size(Tokens::LARGE));
        ui.add_space(2.0);
        let (wide, ink) = (ui.available_width().min(380.0), tokens(ui.ctx()).quiet);
        ui.allocate_ui_with_layout(Vec2::new(wide, 0.0), Layout::top_down(Align::Center), |ui| {
            ui.set_max_width(wide);
            ui.label(RichText::new(words).color(ink));
        });
        ui.add_space(Tokens::GAP);
    });
}

/// A number at the right end of a row.
pub fn count(ui: &mut Ui, number: usize) {
    if number > 0 {
        ui.label(RichText::new(number.to_string()).size(Tokens::SMALL).color(tokens(ui.ctx()).quiet));
    }
}

/// A line between two drop places, in the accent.
pub fn drop_line(ui: &Ui, rect: egui::Rect, y: f32) {
    let stroke = Stroke::new(2.0, tokens(ui.ctx()).accent);
    ui.painter().hline(rect.x_range().shrink(4.0), y, stroke);
}

/// A name beside the pointer while something is dragged.
pub fn dragged_name(ui: &Ui, name: &str) {
    let Some(at) = ui.ctx().pointer_interact_pos() else { return };
    let tokens = tokens(ui.ctx());
    let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Tooltip, egui::Id::unique("dragged")));
    let font = FontId::new(Tokens::BODY, FontFamily::Proportional);
    let galley = painter.layout_no_wrap(name.to_owned(), font, tokens.on_accent);
    let rect = Align2::LEFT_TOP.anchor_size(at + Vec2::new(14.0, 10.0), galley.size()).expand2(Vec2::new(8.0, 4.0));
    painter.rect_filled(rect, CornerRadius::same(Tokens::RADIUS), tokens.accent);
    painter.galley(rect.min + Vec2::new(8.0, 4.0), galley, tokens.on_accent);
    ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
}

/// What is dropped on a widget in this frame, where it is of this kind. (egui's own way takes away what is of another kind.)
pub fn released<Payload: std::any::Any + Send + Sync>(response: &Response) -> Option<std::sync::Arc<Payload>> {
    let fits = egui::DragAndDrop::has_payload_of_type::<Payload>(&response.ctx);
    fits.then(|| response.dnd_release_payload()).flatten()
}
