//! What the margins tell when the pointer rests on them: a coding's whole path, a turn's whole name.

use super::atlas::Spot;
use super::content::CodingMark;
use super::pointer::Gesture;
use super::scene::Scene;
use super::speakers;
use super::typesetter::Typesetter;
use super::view::TranscriptView;
use eframe::egui::{Area, Frame, Id, Mesh, Order, Pos2, Response, Sense, Ui, vec2};

/// The greatest width (points).
const WIDTH: f32 = 380.0;
/// The greatest width of words being carried.
const CARRIED: f32 = 220.0;

impl TranscriptView {
    pub(super) fn show_tooltip(&self, response: &Response, type_: &mut Typesetter, scene: &Scene<'_>, pos: Pos2) {
        let lines = match self.hovered.and_then(|number| scene.coding(number)) {
            Some(coding) => coding_lines(coding),
            None if scene.speakers.contains(pos.x) => turn_lines(scene, pos.y),
            None => scene.lanes.more_at(scene, pos),
        };
        if !lines.is_empty() {
            response.clone().on_hover_ui_at_pointer(|ui| write(ui, type_, &lines, WIDTH));
        }
    }
}

impl TranscriptView {
    /// Shows the words being carried beside the pointer.
    pub(super) fn show_carried(&self, ui: &Ui, type_: &mut Typesetter, scene: &Scene<'_>) {
        let pointer = ui.input(|input| input.pointer.latest_pos());
        let words = self.selection.span().of(&scene.content.text);
        let (Gesture::Carry, Some(pos), Some(words)) = (self.gesture, pointer, words) else { return };
        let first: String = words.lines().next().unwrap_or_default().chars().take(80).collect();
        let area = Area::new(Id::unique("words carried")).order(Order::Tooltip).interactable(false);
        area.fixed_pos(pos + vec2(14.0, 12.0)).show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).show(ui, |ui| write(ui, type_, &[format!("“{first}”")], CARRIED));
        });
    }
}

fn coding_lines(coding: &CodingMark) -> Vec<String> {
    let path = if coding.path.is_empty() { &coding.label } else { &coding.path };
    let mut lines = vec![path.clone()];
    if let Some(letter) = coding.coder_letter {
        lines.push(format!("Coder {letter}"));
    }
    if coding.contradicts {
        lines.push("≠ speaks against the code".to_owned());
    }
    lines
}

fn turn_lines(scene: &Scene<'_>, y: f32) -> Vec<String> {
    let Some(turn) = speakers::turn_at(scene, y) else { return Vec::new() };
    let number = match &turn.time {
        Some(time) => format!("Turn {} · {time}", turn.number),
        None => format!("Turn {}", turn.number),
    };
    vec![turn.speaker.clone(), number]
}

/// Writes lines with the transcript's own letters: names of codes may be in any script.
fn write(ui: &mut Ui, type_: &mut Typesetter, lines: &[String], width: f32) {
    let (size, scale) = (ui.text_style_height(&eframe::egui::TextStyle::Body) * 0.8, ui.pixels_per_point());
    for (at, line) in lines.iter().enumerate() {
        let label = type_.label(line, size, at == 0 && lines.len() > 1, width, scale);
        let (place, _) = ui.allocate_exact_size(vec2(label.width.ceil(), label.height), Sense::hover());
        let ink = if at == 0 { ui.visuals().strong_text_color() } else { ui.visuals().text_color() };
        let mut mesh = Mesh::default();
        let spot = Spot { corner: place.min, scale, seen: place.y_range(), ink };
        type_.atlas.draw(ui.ctx(), &label.layout, spot, &mut mesh);
        mesh.texture_id = type_.atlas.texture();
        ui.painter().add(mesh);
    }
}
