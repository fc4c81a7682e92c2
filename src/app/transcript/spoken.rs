//! What a screen reader is told: a document of the paragraphs in view, each with its lines of text, who speaks and
//! which codes lie on it, and where the caret is; and beside it the labels of the margin as buttons.

use super::block::Line;
use super::column::Placed;
use super::content::CodingMark;
use super::event::TranscriptEvent;
use super::scene::Scene;
use super::selection::Selection;
use super::view::TranscriptView;
use crate::text::Span;
use eframe::egui::accesskit::{
    self, Action, ActionData, ActionRequest, Role, TextDirection, TextPosition, TextSelection,
};
use eframe::egui::{Event, Id, Rect, Response, Ui, UiBuilder, WidgetInfo, pos2};

/// AccessKit counts the characters of a text run in one byte.
const LONGEST: usize = 255;

/// What was published in the last frame, for what a screen reader asks of it in this one.
#[derive(Default)]
pub(super) struct Published {
    runs: Vec<Run>,
    labels: Vec<(accesskit::NodeId, u128)>,
}

/// A run of text that was published.
struct Run {
    node: accesskit::NodeId,
    span: Span,
    /// Where each of its characters starts.
    starts: Vec<usize>,
}

impl TranscriptView {
    /// Answers a screen reader that moves the caret, selects, or presses a label.
    pub(super) fn listen(&mut self, ui: &Ui, response: &Response) {
        let document = response.id.accesskit_id();
        let asked: Vec<ActionRequest> = ui.input(|input| {
            let requests = input.events.iter().filter_map(|event| match event {
                Event::AccessKitActionRequest(request) => Some(request.clone()),
                _ => None,
            });
            requests.collect()
        });
        for request in asked {
            match (request.action, request.data) {
                (Action::SetTextSelection, Some(ActionData::SetTextSelection(wanted)))
                    if request.target_node == document =>
                {
                    let here = |position| offset(&self.published.runs, position);
                    if let (Some(anchor), Some(focus)) = (here(wanted.anchor), here(wanted.focus)) {
                        self.selection = Selection { anchor, focus, upstream: false, goal: None };
                        self.reveal_caret();
                    }
                }
                (Action::Click, _) => {
                    let label = self.published.labels.iter().find(|(node, _)| *node == request.target_node);
                    if let Some(&(_, coding)) = label {
                        self.active = Some(coding);
                        self.events.push(TranscriptEvent::CodingClicked(coding));
                    }
                }
                _ => {}
            }
        }
    }

    pub(super) fn speak(&mut self, ui: &mut Ui, response: &Response, scene: &Scene<'_>) {
        response.widget_info(|| WidgetInfo::labeled(Role::Document, true, &scene.content.title));
        self.published = Published::default();
        if ui.ctx().accesskit_node_builder(response.id, |_| ()).is_none() {
            return;
        }
        let runs = &mut self.published.runs;
        for placed in scene.placed.iter().filter(|placed| !placed.span.is_empty()) {
            speak_paragraph(ui, response.id, scene, placed, runs);
        }
        let here = |offset: usize| position(runs, offset);
        if let (Some(anchor), Some(focus)) = (here(self.selection.anchor), here(self.selection.focus)) {
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_text_selection(TextSelection { anchor, focus });
                node.add_action(Action::SetTextSelection);
            });
        }
        for (place, number) in scene.lanes.labels() {
            if let Some(coding) = scene.coding(number) {
                let node = speak_label(ui, response.id, place, coding, self.active == Some(coding.id));
                self.published.labels.push((node, coding.id));
            }
        }
        for (nth, (place, words)) in scene.lanes.counted(scene).enumerate() {
            speak_count(ui, response.id, place, nth, words);
        }
    }
}

/// A "+n" of the margin.
fn speak_count(ui: &mut Ui, document: Id, place: Rect, nth: usize, words: String) {
    let builder = UiBuilder::new()
        .scope_id(document.with(("more codings", nth)))
        .max_rect(place)
        .accessibility_parent(document)
        .accessibility_role(Role::Label)
        .accessibility_label(words);
    let label = ui.new_child(builder);
    label.ctx().accesskit_node_builder(label.unique_id(), |node| node.set_bounds(bounds(place)));
}

fn speak_label(ui: &mut Ui, document: Id, place: Rect, coding: &CodingMark, active: bool) -> accesskit::NodeId {
    let builder = UiBuilder::new()
        .scope_id(document.with(("coding", coding.id)))
        .max_rect(place)
        .accessibility_parent(document)
        .accessibility_role(Role::Button)
        .accessibility_label(format!("Coding {}", coding.caption()));
    let label = ui.new_child(builder);
    label.ctx().accesskit_node_builder(label.unique_id(), |node| {
        node.set_bounds(bounds(place));
        node.set_description(coding.path.clone());
        node.set_selected(active);
        node.add_action(Action::Click);
    });
    label.unique_id().accesskit_id()
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
