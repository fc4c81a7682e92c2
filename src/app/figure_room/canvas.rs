//! The figure on screen: the same rectangles, lines and letters that go into the file, and what the pointer does to them.

mod paint;

use eframe::egui::{
    Color32, Key, Pos2, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    scroll_area::{DragScroll, ScrollSource},
};

use super::{
    FigureRoom,
    zoom::{self, MARGIN, Zoom},
};
use crate::{
    app::{look::tokens, widgets::dragged_name},
    figure::{Drawing, Landing, Point, Target, drop_at},
    operations::elide,
    study::{Id, Intervention, Study},
};

/// What was done in the figure in this frame.
#[derive(Default)]
pub struct Happened {
    pub clicked: Option<Target>,
    /// Clicked twice, or asked for by Enter.
    pub opened: Option<Target>,
    pub nothing_clicked: bool,
    pub landing: Option<Landing>,
}

/// Where the figure lies on the screen.
#[derive(Clone, Copy)]
struct Placing {
    origin: Pos2,
    scale: f32,
}

impl Placing {
    fn point(&self, point: Point) -> Pos2 {
        self.origin + Vec2::new(point.x as f32, point.y as f32) * self.scale
    }

    fn rect(&self, rect: crate::figure::Rect) -> Rect {
        let corner = self.point(Point { x: rect.x, y: rect.y });
        Rect::from_min_size(corner, Vec2::new(rect.width as f32, rect.height as f32) * self.scale)
    }

    fn back(&self, at: Pos2) -> Point {
        let of = (at - self.origin) / self.scale;
        Point { x: of.x.into(), y: of.y.into() }
    }
}

/// What each area of a figure that answers to the pointer is called, for tooltips and screen readers.
pub fn names(study: &Study, drawing: &Drawing) -> Vec<String> {
    let scene = &drawing.layout.scene;
    let name = |target: &Target| match target {
        Target::Number { number, intervention, .. } => {
            let known = intervention.parse::<Id<Intervention>>().ok().and_then(|id| study.get(id));
            let outline = known.map_or("no such intervention", |one| one.outline.as_str());
            format!("Intervention {number}: {}", elide(outline, 90))
        }
        other => {
            let group = scene.groups.iter().find(|group| group.target == *other);
            group.map(|group| group.description.clone()).unwrap_or_default()
        }
    };
    scene.hit_areas.iter().map(|area| name(&area.target)).collect()
}

/// Draws the figure and gives what was done in it.
pub fn show(room: &mut FigureRoom, ui: &mut Ui, writable: bool) -> Happened {
    let mut happened = Happened::default();
    let Some(drawn) = room.drawn.take() else { return happened };
    let scene = &drawn.drawing.layout.scene;
    let view = ui.available_rect_before_wrap();
    let scale = room.zoom.scale(scene, view.size());
    room.seen_at = scale;
    let sheet_size = Vec2::new(scene.width_pt as f32, scene.height_pt as f32) * scale + Vec2::splat(2.0 * MARGIN);
    let mut scroll = ScrollArea::both()
        .auto_shrink([false, false])
        .id_salt("figure")
        .scroll_source(ScrollSource { drag: DragScroll::Never, ..ScrollSource::default() });
    if let Some(offset) = room.scroll_to.take() {
        scroll = scroll.scroll_offset(offset);
    }
    let mut panned = Vec2::ZERO;
    let mut origin = view.min;
    let output = scroll.show(ui, |ui| {
        let whole = sheet_size.max(view.size() - Vec2::splat(2.0));
        let (area, background) = ui.allocate_exact_size(whole, Sense::click_and_drag());
        background.widget_info(|| WidgetInfo::labeled(Role::Image, true, &scene.description));
        let corner = area.min + zoom::sheet_corner(sheet_size, area.size());
        let sheet = Rect::from_min_size(corner, sheet_size);
        origin = corner;
        ui.painter().add(ui.visuals().popup_shadow.as_shape(sheet, 2));
        ui.painter().rect_filled(sheet, 2.0, Color32::WHITE);
        let place = Placing { origin: corner + Vec2::splat(MARGIN), scale };
        paint::paint(ui, scene, &place, room.grey);
        marks(room, ui, &drawn.drawing, &place);
        parts(room, ui, &drawn.drawing, &drawn.names, &place, writable, &mut happened);
        if room.dragged.is_some() {
            drag(room, ui, &drawn.drawing, &drawn.names, &place, &mut happened);
        } else if background.dragged() {
            panned = background.drag_delta();
        }
        happened.nothing_clicked = background.clicked() && happened.clicked.is_none();
    });
    if panned != Vec2::ZERO {
        room.scroll_to = Some(output.state.clamped_offset() - panned);
    }
    zoom_by_wheel(room, ui, &drawn.drawing, view, origin);
    room.drawn = Some(drawn);
    happened
}

/// Ctrl and the wheel, or two fingers: what lies under the pointer stays there.
fn zoom_by_wheel(room: &mut FigureRoom, ui: &Ui, drawing: &Drawing, view: Rect, sheet: Pos2) {
    let (by, at) = ui.input(|input| (input.zoom_delta(), input.pointer.hover_pos()));
    let Some(at) = at.filter(|at| by != 1.0 && view.contains(*at)) else { return };
    let from = room.seen_at;
    room.zoom_by(by);
    let scene = &drawing.layout.scene;
    let to = room.zoom.scale(scene, view.size());
    room.scroll_to = Some(zoom::scrolled_to(scene, view, at, sheet, (from, to)));
    if room.zoom != Zoom::Fit {
        ui.ctx().request_repaint();
    }
}

/// What is lit, hinted at and chosen.
fn marks(room: &FigureRoom, ui: &Ui, drawing: &Drawing, place: &Placing) {
    let tokens = tokens(ui.ctx());
    // On paper, which is white by day and by night.
    let accent = crate::app::look::Tokens::LIGHT.accent;
    let scene = &drawing.layout.scene;
    if let Some(number) = room.lit {
        for frame in scene.carrying(number).filter_map(|group| group.frame) {
            ui.painter().rect_stroke(place.rect(frame), 2.0, Stroke::new(2.5, accent), StrokeKind::Outside);
        }
        for area in &scene.hit_areas {
            if matches!(&area.target, Target::Number { number: one, .. } if *one == number) {
                ui.painter().rect_filled(place.rect(area.rect), 2.0, accent.gamma_multiply(0.28));
            }
        }
    }
    let outline = |target: &Option<Target>, stroke: Stroke| {
        let Some(target) = target else { return };
        for area in scene.hit_areas.iter().filter(|area| area.target == *target) {
            let rect = place.rect(area.rect).expand(2.0);
            ui.painter().rect_stroke(rect, 3.0, stroke, StrokeKind::Outside);
        }
    };
    outline(&room.marked, Stroke::new(2.0, accent));
    outline(
        &room.hinted,
        Stroke::new(2.5, if tokens.dark { Color32::from_rgb(0xC0, 0x6A, 0) } else { tokens.warning }),
    );
}

/// The parts that answer to pointer and keyboard.
fn parts(
    room: &mut FigureRoom,
    ui: &mut Ui,
    drawing: &Drawing,
    names: &[String],
    place: &Placing,
    writable: bool,
    happened: &mut Happened,
) {
    let accent = crate::app::look::Tokens::LIGHT.accent;
    let mut lit = None;
    for (at, (area, name)) in drawing.layout.scene.hit_areas.iter().zip(names).enumerate() {
        if name.is_empty() {
            continue;
        }
        let rect = place.rect(area.rect);
        let moves = writable
            && matches!(
                area.target,
                Target::Number { .. } | Target::Subtheme(_) | Target::Theme(_) | Target::Component(_)
            );
        let sense = if moves { Sense::click_and_drag() } else { Sense::click() };
        let response = ui.interact(rect, ui.scope_id().with(("figure", at)), sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        if response.hovered() || response.has_focus() {
            ui.painter().rect_stroke(rect, 2.0, Stroke::new(1.5, accent), StrokeKind::Outside);
            if let Target::Number { number, .. } = area.target {
                lit = Some(number);
            }
        }
        if response.drag_started() && moves {
            room.dragged = Some(area.target.clone());
        }
        if response.double_clicked() || response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            happened.opened = Some(area.target.clone());
        } else if response.clicked() {
            happened.clicked = Some(area.target.clone());
        }
        if room.dragged.is_none() {
            response.on_hover_text(name);
        }
    }
    if lit.is_some() || ui.ui_contains_pointer() {
        room.lit = lit;
    }
}

/// Something on its way: where it would land, and landing it when it is let go. Escape puts it back.
fn drag(room: &mut FigureRoom, ui: &Ui, drawing: &Drawing, names: &[String], place: &Placing, happened: &mut Happened) {
    let Some(target) = &room.dragged else { return };
    let at = ui.ctx().pointer_interact_pos();
    let scene = &drawing.layout.scene;
    let landed = at.and_then(|at| drop_at(scene, &drawing.model, target, place.back(at)));
    if let Some(landed) = &landed {
        let accent = crate::app::look::Tokens::LIGHT.accent;
        let mark = place.rect(landed.mark);
        if mark.height() > 8.0 && mark.width() > 8.0 {
            ui.painter().rect_filled(mark, 2.0, accent.gamma_multiply(0.2));
            ui.painter().rect_stroke(mark, 2.0, Stroke::new(2.0, accent), StrokeKind::Outside);
        } else {
            ui.painter().rect_filled(mark.expand(1.0), 1.0, accent);
        }
    }
    let areas = scene.hit_areas.iter().zip(names);
    let name = areas.filter(|(area, _)| area.target == *target).map(|(_, name)| name).next();
    dragged_name(ui, &elide(name.map_or("", String::as_str), 60));
    let (released, escaped) = ui.input(|input| (input.pointer.any_released(), input.key_pressed(Key::Escape)));
    if released || escaped {
        room.dragged = None;
        happened.landing = landed.filter(|_| !escaped).map(|landed| landed.landing);
        happened.clicked = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::Scene;

    #[test]
    fn what_lies_under_the_pointer_stays_there_when_the_figure_grows() {
        let scene = Scene { width_pt: 540.0, height_pt: 480.0, ..Scene::default() };
        let view = Rect::from_min_size(Pos2::new(70.0, 60.0), Vec2::new(900.0, 380.0));
        let (from, to) = (2.0, 3.0);
        let margin = Vec2::splat(MARGIN);
        // Scrolled to (100, 50): the sheet begins that much before the view.
        let sheet = view.min - Vec2::new(100.0, 50.0);
        let at = Pos2::new(400.0, 200.0);
        let of_figure = (at - sheet - margin) / from;
        let offset = zoom::scrolled_to(&scene, view, at, sheet, (from, to));
        let after = view.min - offset + margin + of_figure * to;
        assert!((after - at).length() < 0.01, "{after:?}");
    }
}
