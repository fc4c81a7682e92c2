//! A table to tick: rows with names, columns with upright heads, a box where they meet. Every box has a name and can be
//! reached and ticked by keys.

use eframe::egui::{
    Align2, Color32, CornerRadius, FontId, Id, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, Vec2, WidgetInfo, epaint::TextShape, pos2, vec2,
};

use super::{
    look::{Tokens, icons, tokens},
    transcript::needs_setting,
    widgets::elided,
};

/// A row.
pub struct TickRow {
    pub name: String,
    /// How many steps it is set in.
    pub depth: u8,
    /// In letters that stand out.
    pub strong: bool,
    /// In a weaker ink: not a theme.
    pub quiet: bool,
    /// A line above it: another group begins.
    pub line: bool,
    pub chosen: bool,
}

/// A column.
pub struct TickColumn {
    pub name: String,
    pub hover: String,
    /// A line before it: another kind of column begins.
    pub first: bool,
}

/// What stands where a row and a column meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    Yes,
    No,
    /// Not ticked itself; what is above it is.
    Through,
    /// Not ticked; the literature would.
    Usual,
}

/// What a person did with the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ticked {
    /// The row and column that were clicked.
    pub cell: Option<(usize, usize)>,
    /// The row whose name was clicked.
    pub row: Option<usize>,
    /// The column whose head was clicked.
    pub column: Option<usize>,
    /// All rows were asked for, by Ctrl+A at the name of one.
    pub all: bool,
}

/// How wide a column may be (points).
const LEAST: f32 = 30.0;
const MOST: f32 = 72.0;
/// How wide the names may be where there is room to spare (points).
const NAMES: f32 = 640.0;
/// How tall the heads are (points).
const HEAD: f32 = 154.0;

/// The table, as tall as there is room. `says` names a box for screen readers: "Coping in the moment in Goals".
pub struct TickTable<'a> {
    pub id: &'a str,
    pub rows: &'a [TickRow],
    pub columns: &'a [TickColumn],
    pub enabled: bool,
    /// The row to scroll to.
    pub reveal: Option<usize>,
}

impl TickTable<'_> {
    pub fn show(
        &self,
        ui: &mut Ui,
        tick: impl Fn(usize, usize) -> Tick,
        says: impl Fn(usize, usize) -> String,
    ) -> Ticked {
        let count = self.columns.len().max(1) as f32;
        let (most, spare) = (ui.available_width() * 0.34, ui.available_width() - LEAST * count - 14.0);
        // What is left beside columns as wide as they may be is for the names.
        let left = (ui.available_width() - MOST * count - 14.0).min(NAMES);
        let names = most.min(340.0).max(left).min(spare).max(150.0);
        let wide = ((ui.available_width() - names - 14.0) / count).clamp(LEAST, MOST);
        let mut done = Ticked::default();
        ScrollArea::horizontal().id_salt((self.id, "across")).auto_shrink([false, false]).show(ui, |ui| {
            let whole = names + wide * count + 14.0;
            ui.set_min_width(whole);
            ui.spacing_mut().item_spacing.y = 0.0;
            let (head, _) = ui.allocate_exact_size(vec2(whole, HEAD), Sense::hover());
            for (at, column) in self.columns.iter().enumerate() {
                let left = head.left() + names + wide * at as f32;
                let place = Rect::from_min_size(pos2(left, head.top()), vec2(wide, HEAD));
                if self.head(ui, place, at, column) {
                    done.column = Some(at);
                }
            }
            let tall = Tokens::ROW + 2.0;
            let mut scroll = ScrollArea::vertical().id_salt(self.id).auto_shrink([false, false]);
            if let Some(at) = self.reveal {
                scroll = scroll.vertical_scroll_offset((at as f32 * tall - ui.available_height() / 2.0).max(0.0));
            }
            scroll.show_rows(ui, tall, self.rows.len(), |ui, range| {
                for at in range {
                    let Some(row) = self.rows.get(at) else { continue };
                    let (rect, response) = ui.allocate_exact_size(vec2(whole, tall), Sense::hover());
                    self.ground(ui, rect, at, row, response.contains_pointer());
                    let name = Rect::from_min_size(rect.min, vec2(names, tall));
                    let (clicked, all) = self.name(ui, name, at, row);
                    if clicked {
                        done.row = Some(at);
                    }
                    done.all |= all;
                    for (nth, column) in self.columns.iter().enumerate() {
                        let left = rect.left() + names + wide * nth as f32;
                        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(wide, tall));
                        if column.first && nth > 0 {
                            let stroke = Stroke::new(1.0, tokens(ui.ctx()).line);
                            ui.painter().vline(left, place.y_range(), stroke);
                        }
                        if self.cell(ui, place, (at, nth), tick(at, nth), &says(at, nth)) {
                            done.cell = Some((at, nth));
                        }
                    }
                }
            });
        });
        done
    }

    fn head(&self, ui: &mut Ui, place: Rect, at: usize, column: &TickColumn) -> bool {
        let tokens = tokens(ui.ctx());
        let response = ui.interact(place, ui.make_persistent_id((self.id, "head", at)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &column.name));
        let ink = if response.hovered() || response.has_focus() { tokens.accent } else { tokens.text };
        // Scripts that are not set in rows of single letters cannot stand upright: they lie at the foot.
        if needs_setting(&column.name) {
            let foot = Rect::from_min_max(pos2(place.left() + 2.0, place.bottom() - Tokens::ROW), place.max);
            let mut child = ui.new_child(UiBuilder::new().max_rect(foot));
            elided(&mut child, RichText::new(&column.name).size(Tokens::SMALL).color(ink));
            let clicked = response.clicked();
            response.on_hover_text(format!("{}\n{}", column.name, column.hover));
            return clicked;
        }
        let lines = if place.width() < 54.0 { 2 } else { 3 };
        let mut job = eframe::egui::text::LayoutJob::simple(
            column.name.clone(),
            FontId::proportional(Tokens::SMALL),
            ink,
            HEAD - 12.0,
        );
        job.wrap.max_rows = lines;
        let galley = ui.painter().layout_job(job);
        // Upright, read from below, its foot on the rows.
        let at = pos2(place.center().x - galley.size().y / 2.0, place.bottom() - 6.0);
        let shape = TextShape::new(at, galley, ink).with_angle(-std::f32::consts::FRAC_PI_2);
        ui.painter().with_clip_rect(place.expand(1.0).intersect(ui.clip_rect())).add(shape);
        let clicked = response.clicked();
        if column.hover.is_empty() {
            response.on_hover_text(&column.name);
        } else {
            response.on_hover_text(format!("{}\n{}", column.name, column.hover));
        }
        clicked
    }

    fn ground(&self, ui: &Ui, rect: Rect, at: usize, row: &TickRow, hovered: bool) {
        let tokens = tokens(ui.ctx());
        let fill = match (row.chosen, hovered) {
            (true, _) => tokens.chosen,
            (false, true) => tokens.hover,
            (false, false) => Color32::TRANSPARENT,
        };
        ui.painter().rect_filled(rect, CornerRadius::same(3), fill);
        if row.line && at > 0 {
            ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, tokens.line));
        }
    }

    /// Whether a row's name was clicked, and whether all rows are asked for.
    fn name(&self, ui: &mut Ui, place: Rect, at: usize, row: &TickRow) -> (bool, bool) {
        let response = ui.interact(place, ui.make_persistent_id((self.id, "row", at)), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, row.chosen, &row.name));
        if response.has_focus() {
            let stroke = Stroke::new(1.5, tokens(ui.ctx()).accent);
            ui.painter().rect_stroke(place, CornerRadius::same(3), stroke, StrokeKind::Inside);
        }
        let all = response.has_focus()
            && ui.input_mut(|input| input.consume_key(eframe::egui::Modifiers::COMMAND, eframe::egui::Key::A));
        let mut inside = place.shrink2(Vec2::new(6.0, 0.0));
        inside.min.x += 16.0 * f32::from(row.depth);
        let layout = eframe::egui::Layout::left_to_right(eframe::egui::Align::Center);
        let mut child = ui.new_child(UiBuilder::new().max_rect(inside).layout(layout));
        let text = RichText::new(&row.name);
        let text = if row.quiet { text.color(tokens(ui.ctx()).quiet) } else { text };
        elided(&mut child, if row.strong { text.family(super::look::strong()) } else { text });
        let clicked = response.clicked();
        response.on_hover_text(&row.name);
        (clicked, all)
    }

    fn cell(&self, ui: &mut Ui, place: Rect, at: (usize, usize), tick: Tick, says: &str) -> bool {
        let tokens = tokens(ui.ctx());
        let id: Id = ui.make_persistent_id((self.id, at));
        let sense = if self.enabled { Sense::click() } else { Sense::hover() };
        let response = ui.interact(place, id, sense);
        let ticked = tick == Tick::Yes;
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, self.enabled, ticked, says));
        let square = Rect::from_center_size(place.center(), Vec2::splat(15.0));
        let lit = response.hovered() || response.has_focus();
        let edge = if lit { tokens.accent } else { tokens.outline };
        let fill = if ticked { tokens.accent } else { tokens.card };
        ui.painter().rect_filled(square, CornerRadius::same(3), fill);
        let width = if response.has_focus() { 2.0 } else { 1.0 };
        ui.painter().rect_stroke(square, CornerRadius::same(3), Stroke::new(width, edge), StrokeKind::Inside);
        let mark = |text: &str, ink: Color32| {
            ui.painter().text(square.center(), Align2::CENTER_CENTER, text, FontId::proportional(12.0), ink);
        };
        match tick {
            Tick::Yes => mark(icons::DONE, tokens.on_accent),
            Tick::Through => {
                ui.painter().circle_filled(square.center(), 3.0, tokens.quiet);
            }
            Tick::Usual => {
                ui.painter().circle_stroke(square.center(), 3.0, Stroke::new(1.2, tokens.quiet));
            }
            Tick::No => {}
        }
        let clicked = response.clicked();
        response.on_hover_text(match tick {
            Tick::Yes | Tick::No => says.to_owned(),
            Tick::Through => format!("{says}: with its theme"),
            Tick::Usual => format!("{says}: usual, by its other places"),
        });
        clicked
    }
}
