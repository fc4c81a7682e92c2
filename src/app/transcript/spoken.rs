//! What a screen reader is told: a document of the paragraphs in view, each with its lines of text, who speaks and
//! which codes lie on it, and where the caret is.

use super::block::Line;
use super::column::Placed;
use super::scene::Scene;
use super::selection::Selection;
use super::view::TranscriptView;
use crate::text::Span;
use eframe::egui::accesskit::{self, Action, ActionData, Role, TextDirection, TextPosition, TextSelection};
use eframe::egui::{Id, Rect, Response, Ui, UiBuilder, WidgetInfo, pos2};

/// AccessKit counts the characters of a text run in one byte.
const LONGEST: usize = 255;

/// A run of text that was published.
pub(super) struct Run {
    node: accesskit::NodeId,
    span: Span,
    /// Where each of its characters starts.
    starts: Vec<usize>,
}

impl TranscriptView {
    /// Answers a screen reader that moves the caret or selects.
    pub(super) fn listen(&mut self, ui: &Ui, response: &Response) {
        let requests: Vec<TextSelection> = ui.input(|input| {
            let asked = input.accesskit_action_requests(response.id, Action::SetTextSelection);
            asked
                .filter_map(|request| match request.data {
                    Some(ActionData::SetTextSelection(selection)) => Some(selection),
                    _ => None,
                })
                .collect()
        });
        for TextSelection { anchor, focus } in requests {
            if let (Some(anchor), Some(focus)) = (offset(&self.runs, anchor), offset(&self.runs, focus)) {
                self.selection = Selection { anchor, focus, upstream: false, goal: None };
                self.reveal_caret();
            }
        }
    }

    pub(super) fn speak(&mut self, ui: &mut Ui, response: &Response, scene: &Scene<'_>) {
        response.widget_info(|| WidgetInfo::labeled(Role::Document, true, &scene.content.title));
        if ui.ctx().accesskit_node_builder(response.id, |_| ()).is_none() {
            self.runs.clear();
            return;
        }
        let mut runs = Vec::new();
        for placed in scene.placed.iter().filter(|placed| !placed.span.is_empty()) {
            speak_paragraph(ui, response.id, scene, placed, &mut runs);
        }
        let here = |offset: usize| position(&runs, offset);
        if let (Some(anchor), Some(focus)) = (here(self.selection.anchor), here(self.selection.focus)) {
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_text_selection(TextSelection { anchor, focus });
                node.add_action(Action::SetTextSelection);
            });
        }
        self.runs = runs;
    }
}

fn speak_paragraph(ui: &mut Ui, document: Id, scene: &Scene<'_>, placed: &Placed, runs: &mut Vec<Run>) {
    let corner = scene.on_screen(placed, 0.0, 0.0);
    let place = Rect::from_min_size(corner, eframe::egui::vec2(scene.text.width(), placed.set.height));
    let id = document.with(("paragraph", placed.span.start));
    let mut paragraph = ui.new_child(
        UiBuilder::new()
            .scope_id(id)
            .max_rect(place)
            .accessibility_parent(document)
            .accessibility_role(Role::Paragraph),
    );
    let node = paragraph.unique_id();
    paragraph.ctx().accesskit_node_builder(node, |node| {
        node.set_bounds(bounds(place));
        node.set_description(description(scene, placed));
    });
    for line in &placed.set.lines {
        speak_line(&mut paragraph, scene, placed, line, runs);
    }
}

fn speak_line(paragraph: &mut Ui, scene: &Scene<'_>, placed: &Placed, line: &Line, runs: &mut Vec<Run>) {
    let letters = placed.set.letters(line);
    let last_line = line.range.end == placed.span.len();
    let chunks = letters.chunks(LONGEST);
    let count = chunks.len();
    for (at, chunk) in chunks.enumerate() {
        let Some(first) = chunk.first() else { continue };
        let end = letters.get((at + 1) * LONGEST).map_or(line.range.end, |letter| letter.0);
        let ends_paragraph = last_line && at + 1 == count && chunk.len() < LONGEST;
        let span = Span { start: placed.span.start + first.0, end: placed.span.start + end };
        let Some(words) = span.of(&scene.content.text) else { continue };
        let mut starts: Vec<usize> = chunk.iter().map(|letter| placed.span.start + letter.0).collect();
        let mut lengths = Vec::with_capacity(chunk.len() + 1);
        for (letter, start) in starts.iter().enumerate() {
            let next = starts.get(letter + 1).copied().unwrap_or(span.end);
            lengths.push((next - start).min(255) as u8);
        }
        let left = chunk.iter().map(|letter| letter.1).fold(f32::INFINITY, f32::min);
        let right = chunk.iter().map(|letter| letter.1 + letter.2).fold(0.0, f32::max);
        let (mut positions, mut widths): (Vec<f32>, Vec<f32>) =
            chunk.iter().map(|letter| (letter.1 - left, letter.2)).unzip();
        let mut value = words.to_owned();
        if ends_paragraph {
            value.push('\n');
            lengths.push(1);
            positions.push(right - left);
            widths.push(0.0);
            starts.push(span.end);
        }
        let top = scene.on_screen(placed, left, line.top);
        let place = Rect::from_min_max(top, pos2(scene.text.left() + right, top.y + line.bottom - line.top));
        let run =
            paragraph.new_child(UiBuilder::new().id_salt(span.start).max_rect(place).accessibility_role(Role::TextRun));
        let direction = if placed.set.is_rtl() { TextDirection::RightToLeft } else { TextDirection::LeftToRight };
        run.ctx().accesskit_node_builder(run.unique_id(), |node| {
            node.set_text_direction(direction);
            node.set_word_starts(word_starts(words));
            node.set_value(value);
            node.set_character_lengths(lengths);
            node.set_character_positions(positions);
            node.set_character_widths(widths);
            node.set_bounds(bounds(place));
        });
        runs.push(Run { node: run.unique_id().accesskit_id(), span, starts });
    }
}

/// Which characters (graphemes) of a run begin a word.
fn word_starts(words: &str) -> Vec<u8> {
    use unicode_segmentation::UnicodeSegmentation;
    let starts: Vec<usize> = words.unicode_word_indices().map(|(at, _)| at).collect();
    let letters = words.grapheme_indices(true).enumerate();
    letters.filter(|(_, (at, _))| starts.binary_search(at).is_ok()).filter_map(|(n, _)| u8::try_from(n).ok()).collect()
}

/// "Participant 3, turn 14. Codes: Funding, Training".
fn description(scene: &Scene<'_>, placed: &Placed) -> String {
    let turn =
        super::movement::turn_at(scene.content, placed.span.start).and_then(|turn| scene.content.turns.get(turn));
    let speaker = turn.map(|turn| format!("{}, turn {}", turn.speaker, turn.number)).unwrap_or_default();
    let here = scene.codings.iter().filter_map(|&n| scene.coding(n)).filter(|c| c.span.overlaps(placed.span));
    let mut codes: Vec<(u64, String)> = here.map(|coding| (coding.lane_key, coding.caption())).collect();
    codes.sort();
    codes.dedup();
    let names: Vec<String> = codes.into_iter().map(|(_, name)| name).collect();
    match (speaker.is_empty(), names.is_empty()) {
        (_, true) => speaker,
        (true, false) => format!("Codes: {}", names.join(", ")),
        (false, false) => format!("{speaker}. Codes: {}", names.join(", ")),
    }
}

/// Where an offset is among the runs; before or after them all, at their edge.
fn position(runs: &[Run], offset: usize) -> Option<TextPosition> {
    let after = runs.partition_point(|run| run.span.start <= offset);
    let run = runs.get(after.saturating_sub(1))?;
    let character_index = run.starts.partition_point(|&start| start < offset).min(run.starts.len());
    Some(TextPosition { node: run.node, character_index })
}

/// The place in the text that a screen reader means.
fn offset(runs: &[Run], position: TextPosition) -> Option<usize> {
    let run = runs.iter().find(|run| run.node == position.node)?;
    Some(run.starts.get(position.character_index).copied().unwrap_or(run.span.end))
}

fn bounds(rect: Rect) -> accesskit::Rect {
    accesskit::Rect { x0: rect.left().into(), y0: rect.top().into(), x1: rect.right().into(), y1: rect.bottom().into() }
}
