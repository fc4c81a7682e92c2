//! The layouts to choose from, each as a small picture of itself.

use eframe::egui::{Color32, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use crate::{
    app::{
        look::{Tokens, tokens},
        widgets::quiet_text,
    },
    study::{Arrangement, FigureKind},
};

/// A layout: which figure, and for boxes how they stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    pub kind: FigureKind,
    /// `None` where it makes no difference.
    pub arrangement: Option<Arrangement>,
    name: &'static str,
    pub help: &'static str,
}

/// All of them, the one most often printed first.
pub const LAYOUTS: [Layout; 6] = [
    Layout {
        kind: FigureKind::Boxes,
        arrangement: Some(Arrangement::Rows),
        name: "Boxes",
        help: "Components, themes and sub-themes as boxes, shaded by valence and numbered by intervention; for upright pages",
    },
    Layout {
        kind: FigureKind::Boxes,
        arrangement: Some(Arrangement::Columns),
        name: "Side by side",
        help: "The same boxes with the components side by side; for landscape pages and slides",
    },
    Layout {
        kind: FigureKind::Functions,
        arrangement: None,
        name: "Functions",
        help: "Barriers down, intervention functions across: what the wheel suggests and what is proposed",
    },
    Layout {
        kind: FigureKind::Table,
        arrangement: None,
        name: "Components",
        help: "For each component its definition, how often it came up, its barriers and its enablers",
    },
    Layout {
        kind: FigureKind::ThemeMap,
        arrangement: None,
        name: "Theme map",
        help: "Themes around what they are about, sub-themes around their themes",
    },
    Layout {
        kind: FigureKind::Flow,
        arrangement: None,
        name: "Flow",
        help: "Codes to themes to components to intervention functions, as bands as wide as what they carry",
    },
];

/// The layouts in rows of three; gives the one that was clicked.
pub fn show(ui: &mut Ui, kind: FigureKind, arrangement: Arrangement) -> Option<Layout> {
    let mut clicked = None;
    let gap = Tokens::SMALL_GAP;
    let wide = ((ui.available_width() - 2.0 * gap) / 3.0).floor();
    for row in LAYOUTS.chunks(3) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for layout in row {
                let on = layout.kind == kind && layout.arrangement.is_none_or(|one| one == arrangement);
                if tile(ui, *layout, on, wide) {
                    clicked = Some(*layout);
                }
            }
        });
    }
    clicked
}

fn tile(ui: &mut Ui, layout: Layout, on: bool, wide: f32) -> bool {
    let tokens = tokens(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(Vec2::new(wide, 62.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, layout.name));
    let fill = match (on, response.hovered()) {
        (true, _) => tokens.chosen,
        (false, true) => tokens.hover,
        (false, false) => tokens.card,
    };
    let edge = if on || response.has_focus() { tokens.accent } else { tokens.line };
    ui.painter().rect(rect, Tokens::RADIUS, fill, Stroke::new(if on { 1.5 } else { 1.0 }, edge), StrokeKind::Inside);
    let picture =
        Rect::from_min_max(rect.min + Vec2::new(8.0, 7.0), Pos2::new(rect.right() - 8.0, rect.bottom() - 20.0));
    sketch(ui, layout, picture, if on { tokens.text } else { tokens.quiet });
    let words = quiet_text(ui, layout.name).color(if on { tokens.text } else { tokens.quiet });
    let at = Rect::from_min_max(Pos2::new(rect.left(), rect.bottom() - 19.0), rect.max);
    ui.put(at, eframe::egui::Label::new(words).selectable(false).truncate());
    response.on_hover_text(layout.help).clicked()
}

/// What the layout looks like, in a few strokes, in a picture of 100 by 100.
fn sketch(ui: &Ui, layout: Layout, picture: Rect, ink: Color32) {
    let painter = ui.painter();
    let at = |x: f32, y: f32| picture.min + Vec2::new(x, y) * picture.size() / 100.0;
    let line = Stroke::new(1.0, ink);
    let shade = ink.gamma_multiply(0.35);
    let boxed = |x: f32, y: f32, wide: f32, high: f32, filled: bool| {
        let rect = Rect::from_min_max(at(x, y), at(x + wide, y + high));
        painter.rect(rect, 1.0, if filled { shade } else { Color32::TRANSPARENT }, line, StrokeKind::Inside);
    };
    let stroke = |from: (f32, f32), to: (f32, f32), stroke: Stroke| {
        painter.line_segment([at(from.0, from.1), at(to.0, to.1)], stroke);
    };
    match (layout.kind, layout.arrangement) {
        (FigureKind::Boxes, Some(Arrangement::Columns)) => {
            for x in [0.0, 36.0, 72.0] {
                boxed(x, 0.0, 28.0, 22.0, false);
                boxed(x + 4.0, 34.0, 24.0, 18.0, false);
                boxed(x + 8.0, 60.0, 20.0, 16.0, true);
                boxed(x + 8.0, 82.0, 20.0, 16.0, x > 30.0);
            }
        }
        (FigureKind::Boxes, _) => {
            for (y, filled) in [(0.0, true), (54.0, false)] {
                boxed(0.0, y + 10.0, 22.0, 26.0, false);
                boxed(32.0, y + 12.0, 22.0, 22.0, false);
                boxed(64.0, y, 36.0, 20.0, filled);
                boxed(64.0, y + 26.0, 36.0, 20.0, !filled);
                stroke((22.0, y + 23.0), (32.0, y + 23.0), line);
                stroke((54.0, y + 23.0), (64.0, y + 10.0), line);
                stroke((54.0, y + 23.0), (64.0, y + 36.0), line);
            }
        }
        (FigureKind::Functions, _) => {
            boxed(0.0, 0.0, 100.0, 100.0, false);
            for step in 1..4 {
                stroke((0.0, 25.0 * step as f32), (100.0, 25.0 * step as f32), line);
            }
            for step in 0..4 {
                stroke((36.0 + 16.0 * step as f32, 0.0), (36.0 + 16.0 * step as f32, 100.0), line);
            }
            boxed(36.0, 25.0, 16.0, 25.0, true);
            boxed(68.0, 50.0, 16.0, 25.0, true);
            boxed(52.0, 75.0, 16.0, 25.0, true);
        }
        (FigureKind::Table, _) => {
            for y in [0.0, 22.0, 61.0, 100.0] {
                stroke((0.0, y), (100.0, y), line);
            }
            for (x, wide) in [(2.0, 18.0), (28.0, 30.0), (66.0, 32.0)] {
                stroke((x, 11.0), (x + wide, 11.0), Stroke::new(2.0, ink));
                for y in [33.0, 46.0, 72.0, 85.0] {
                    stroke((x, y), (x + wide, y), Stroke::new(1.0, shade));
                }
            }
        }
        (FigureKind::ThemeMap, _) => {
            for (x, y) in [(2.0, 2.0), (70.0, 0.0), (0.0, 76.0), (72.0, 78.0)] {
                stroke((50.0, 50.0), (x + 14.0, y + 11.0), line);
                boxed(x, y, 28.0, 22.0, x > 30.0);
            }
            let middle = Rect::from_min_max(at(34.0, 36.0), at(66.0, 64.0));
            painter.rect(middle, 5.0, tokens(ui.ctx()).card, line, StrokeKind::Inside);
        }
        (FigureKind::Flow, _) => {
            for (from, to, wide) in [(14.0, 28.0, 5.0), (46.0, 34.0, 3.0), (82.0, 74.0, 5.0)] {
                stroke((6.0, from), (48.0, to), Stroke::new(wide, shade));
            }
            for (from, to, wide) in [(28.0, 20.0, 4.0), (36.0, 62.0, 3.0), (74.0, 70.0, 4.0)] {
                stroke((52.0, from), (94.0, to), Stroke::new(wide, shade));
            }
            for (x, y, high) in [
                (0.0, 4.0, 22.0),
                (0.0, 38.0, 18.0),
                (0.0, 70.0, 26.0),
                (46.0, 16.0, 32.0),
                (46.0, 62.0, 26.0),
                (94.0, 8.0, 26.0),
                (94.0, 54.0, 28.0),
            ] {
                boxed(x, y, 7.0, high, true);
            }
        }
    }
}
