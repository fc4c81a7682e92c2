//! The pages, one below the other, as they will come out of the printer. Only those in sight are drawn, beside the window;
//! what was drawn is kept as long as it is near.

use std::{collections::BTreeMap, sync::Arc};

use eframe::egui::{
    Align, Button, Color32, DragValue, Frame, Key, Layout, Margin, Modifiers, Panel, Pos2, Rect, Role, ScrollArea,
    Sense, TextureHandle, TextureOptions, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::setting::{DrawnPage, SetPages};
use crate::app::{
    look::{Tokens, icons, tokens},
    panes,
    widgets::{icon_button, quiet_text},
};

/// Between two pages, and round them (points).
const GAP: f32 = 14.0;
/// Points of the screen to a point of paper at 100 %.
const NATURAL: f32 = 96.0 / 72.0;
/// How much larger or smaller pages may be shown: the least and the most scale.
const SCALES: (f32, f32) = (0.3, 4.0);
/// The scroll bar's width (points).
const BAR: f32 = 12.0;
/// Pages drawn at once.
const AT_ONCE: usize = 2;
/// Pages kept on either side of those in sight.
const KEPT: usize = 6;
/// Pixels to a point of paper from which a picture is large.
const LARGE: f32 = 2.5;
/// The widest picture of a page, in pixels.
const WIDEST: f32 = 3600.0;

/// A page's picture.
struct Drawn {
    /// The pages it is of; others may have been set since.
    set: Arc<SetPages>,
    width: u32,
    texture: TextureHandle,
}

/// What the view remembers.
#[derive(Default)]
pub struct Pages {
    set: Option<Arc<SetPages>>,
    /// Points of the screen to a point of paper; `None` fits the width.
    zoom: Option<f32>,
    /// Where each page was drawn last, from the top, and how large.
    places: Vec<(f32, Vec2)>,
    offset: Vec2,
    /// Where to go next, in points from the top.
    goal: Option<f32>,
    /// The page at the top, from 0.
    current: usize,
    drawn: BTreeMap<usize, Drawn>,
    arrived: Vec<DrawnPage>,
    /// In sight without a picture that fits: page and width in pixels.
    missing: Vec<(usize, u32)>,
    /// Whether they were looked for since the pages were set.
    looked: bool,
    drawing: Vec<(usize, u32)>,
}

impl Pages {
    /// Takes pages that were set; those of another document begin at the top.
    pub fn take(&mut self, set: Arc<SetPages>, another: bool) {
        if another {
            self.clear();
        }
        self.set = Some(set);
        self.looked = false;
    }

    /// Shows nothing.
    pub fn clear(&mut self) {
        self.drawn.clear();
        self.missing.clear();
        self.set = None;
        self.looked = false;
        self.goal = Some(0.0);
    }

    /// The pages shown.
    pub fn set(&self) -> Option<&Arc<SetPages>> {
        self.set.as_ref()
    }

    /// The page at the top, from 0.
    pub fn current(&self) -> usize {
        self.current
    }

    /// How many pages' pictures are held.
    pub fn held(&self) -> usize {
        self.drawn.len()
    }

    /// Takes a page that was drawn.
    pub fn arrive(&mut self, drawn: DrawnPage) {
        self.drawing.retain(|one| *one != (drawn.page, drawn.width));
        self.arrived.push(drawn);
    }

    /// The next pages to be drawn, of those in sight: page and width in pixels.
    pub fn next_to_draw(&mut self) -> Vec<(Arc<SetPages>, usize, u32)> {
        let Some(set) = &self.set else { return Vec::new() };
        let free = AT_ONCE.saturating_sub(self.drawing.len());
        let fresh: Vec<(usize, u32)> =
            self.missing.iter().filter(|one| !self.drawing.contains(one)).take(free).copied().collect();
        self.drawing.extend(&fresh);
        fresh.into_iter().map(|(page, width)| (set.clone(), page, width)).collect()
    }

    /// Whether every page in sight is drawn as it was set last.
    pub fn is_drawn(&self) -> bool {
        self.looked && self.missing.is_empty() && self.arrived.is_empty()
    }

    /// Where each page lies from the top, and its size, in a view so wide. Where the width is to be fitted, each page fits it
    /// by itself, upright or lying.
    fn places(&self, view: f32) -> Vec<(f32, Vec2)> {
        let Some(set) = &self.set else { return Vec::new() };
        let mut top = GAP;
        let page = |at| {
            let (wide, high) = set.preview.size(at).unwrap_or((595.0, 842.0));
            let fit = ((view - 2.0 * GAP) / wide).clamp(SCALES.0, SCALES.1);
            let size = vec2(wide, high) * self.zoom.unwrap_or(fit);
            let place = (top, size);
            top += size.y + GAP;
            place
        };
        (0..set.preview.len()).map(page).collect()
    }

    /// Goes to a page, from 0.
    pub fn go_to(&mut self, page: usize) {
        let last = self.places.len().saturating_sub(1);
        self.goal = self.places.get(page.min(last)).map(|(top, _)| top - GAP);
    }

    /// How large the page in view is shown, in points of the screen to a point of paper.
    fn scale(&self) -> f32 {
        let size = self.set.as_ref().and_then(|set| set.preview.size(self.current));
        self.places.get(self.current).zip(size).map_or(NATURAL, |((_, shown), (wide, _))| shown.x / wide)
    }

    /// The bar above the pages; `export` stands at its end.
    pub fn bar(&mut self, ui: &mut Ui, setting: bool, mut export: impl FnMut(&mut Ui)) {
        let frame = Frame::new().fill(tokens(ui.ctx()).panel).inner_margin(Margin::symmetric(10, 4));
        Panel::top("pages bar").frame(frame).show(ui, |ui| {
            ui.horizontal(|ui| {
                self.turning(ui);
                ui.separator();
                self.zooming(ui);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    export(ui);
                    if setting {
                        ui.label(quiet_text(ui, "Setting the pages…"));
                    }
                });
            });
        });
    }

    fn turning(&mut self, ui: &mut Ui) {
        let count = self.set.as_ref().map_or(0, |set| set.preview.len());
        let mut page = self.current + 1;
        ui.add_enabled_ui(count > 0, |ui| {
            if icon_button(ui, icons::UP, "Page before").clicked() {
                self.go_to(self.current.saturating_sub(1));
            }
            if icon_button(ui, icons::OPENED, "Next page").clicked() {
                self.go_to(self.current + 1);
            }
            let value = ui.add(DragValue::new(&mut page).range(1..=count.max(1)).speed(0.1));
            value.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, "Page"));
            if value.changed() {
                self.go_to(page.saturating_sub(1));
            }
            ui.label(quiet_text(ui, format!("of {count}")));
        });
    }

    fn zooming(&mut self, ui: &mut Ui) {
        self.zoom_button(ui, ("−", "Smaller pages"), 1.0 / 1.2);
        ui.label(format!("{:.0} %", self.scale() / NATURAL * 100.0));
        self.zoom_button(ui, ("+", "Larger pages"), 1.2);
        if ui.selectable_label(self.zoom.is_none(), "Fit width").clicked() {
            self.zoom = None;
        }
    }

    fn zoom_button(&mut self, ui: &mut Ui, (sign, name): (&str, &str), by: f32) {
        let button = ui.add(Button::new(sign).min_size(Vec2::splat(Tokens::ROW)));
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        if button.on_hover_text(name).clicked() {
            self.zoom_by(by);
        }
    }

    fn zoom_by(&mut self, by: f32) {
        self.zoom = Some((self.scale() * by).clamp(SCALES.0, SCALES.1));
    }

    /// Draws the pages in all the room there is.
    pub fn show(&mut self, ui: &mut Ui) {
        self.load(ui);
        let view = ui.available_size();
        let places = self.places(view.x - BAR);
        let same = places.len() == self.places.len();
        if self.goal.is_none() && same && places != self.places {
            // What stands at the top stays there.
            let at = self.places.iter().rposition(|(top, _)| *top <= self.offset.y).unwrap_or(0);
            if let (Some((old, was)), Some((new, is))) = (self.places.get(at), places.get(at)) {
                self.goal = Some(new + (self.offset.y - old) * is.y / was.y.max(1.0));
            }
        }
        self.places.clone_from(&places);
        let widest = places.iter().map(|(_, size)| size.x).fold(0.0, f32::max);
        let height = places.last().map_or(0.0, |(top, size)| top + size.y + GAP);
        self.keys(ui, view.y, height);
        let mut area = ScrollArea::both().id_salt("pages").auto_shrink([false, false]);
        if let Some(goal) = self.goal.take() {
            area = area.vertical_scroll_offset(goal.clamp(0.0, (height - view.y).max(0.0)));
        }
        let output = area.show_viewport(ui, |ui, seen| {
            let wide = (widest + 2.0 * GAP).max(view.x - BAR);
            ui.set_min_size(vec2(wide, height));
            let origin = ui.min_rect().min;
            self.missing.clear();
            for (at, (top, size)) in places.iter().enumerate() {
                if top + size.y < seen.top() || *top > seen.bottom() {
                    continue;
                }
                // On whole pixels, so that letters are as sharp as they were drawn.
                let whole = |at: f32| (at * ui.pixels_per_point()).round() / ui.pixels_per_point();
                let corner = pos2(whole(origin.x + (wide - size.x) / 2.0), whole(origin.y + top));
                self.page(ui, at, (Rect::from_min_size(corner, *size), places.len()));
            }
        });
        self.looked = self.set.is_some();
        self.offset = output.state.clamped_offset();
        let middle = self.offset.y + view.y * 0.35;
        self.current = places.iter().rposition(|(top, _)| *top <= middle).unwrap_or(0);
        // Large pictures are not kept beyond the next page: one of them takes tens of megabytes.
        let kept = if self.scale() * ui.pixels_per_point() > LARGE { 1 } else { KEPT };
        let near = self.current.saturating_sub(kept)..=self.current + kept;
        self.drawn.retain(|page, _| near.contains(page));
    }

    /// Turns pictures that came into textures.
    fn load(&mut self, ui: &Ui) {
        for drawn in std::mem::take(&mut self.arrived) {
            let name = format!("page {}", drawn.page);
            let texture = ui.ctx().load_texture(name, drawn.image, TextureOptions::LINEAR);
            self.drawn.insert(drawn.page, Drawn { set: drawn.set, width: drawn.width, texture });
        }
    }

    fn page(&mut self, ui: &mut Ui, at: usize, (rect, count): (Rect, usize)) {
        let Some(set) = self.set.clone() else { return };
        let width = (rect.width() * ui.pixels_per_point()).round().min(WIDEST) as u32;
        ui.painter().add(ui.visuals().popup_shadow.as_shape(rect, 2));
        ui.painter().rect_filled(rect, 1.0, Color32::WHITE);
        let fits = |drawn: &&Drawn| drawn.set.preview.size(at) == set.preview.size(at);
        let drawn = self.drawn.get(&at).filter(fits);
        if let Some(drawn) = drawn {
            let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
            let place = if drawn.width == width {
                Rect::from_min_size(rect.min, drawn.texture.size_vec2() / ui.pixels_per_point())
            } else {
                rect
            };
            ui.painter().image(drawn.texture.id(), place, whole, Color32::WHITE);
        }
        if !drawn.is_some_and(|drawn| Arc::ptr_eq(&drawn.set, &set) && drawn.width == width) {
            self.missing.push((at, width));
        }
        let response = ui.interact(rect, ui.scope_id().with(("page", at)), Sense::click());
        response.widget_info(|| {
            let name = format!("Page {} of {count}", at + 1);
            let text = Some(set.preview.text(at));
            WidgetInfo { current_text_value: text, ..WidgetInfo::labeled(Role::Image, true, name) }
        });
        if at == self.current {
            panes::mark(ui.ctx(), rect, response.id);
        }
    }

    /// The keys of reading: Page Up and Down, Home and End, and with Ctrl the next page; none while something is typed.
    fn keys(&mut self, ui: &Ui, view: f32, height: f32) {
        let focused = ui.memory(|memory| memory.focused());
        let typing = focused.is_some_and(|id| eframe::egui::TextEdit::load_state(ui.ctx(), id).is_some());
        if typing || ui.memory(|memory| memory.top_modal_layer().is_some()) {
            return;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let step = view * 0.9;
        let to = [
            (Key::PageDown, self.offset.y + step),
            (Key::PageUp, self.offset.y - step),
            (Key::Home, 0.0),
            (Key::End, height),
        ];
        if let Some((_, goal)) = to.into_iter().find(|(key, _)| pressed(*key)) {
            self.goal = Some(goal);
        }
    }
}
