//! The transcript under hand and key: each gesture by what it does to the selection, the codings and the events.
//! Places on the screen are taken from what a screen reader is told, so the tests see what a person sees.

mod anything;
mod codings;
mod looks;
mod scrolling;
mod selecting;
mod telling;
mod walking;

use crate::rasteriser;
use colloquy::app::transcript::{
    Align, CodingMark, DraggedCode, DraggedWords, Edge, Pattern, TranscriptContent, TranscriptEvent, TranscriptStyle,
    TranscriptView, TurnLine,
};
use colloquy::text::Span;
use eframe::egui::accesskit::{Action, ActionData, ActionRequest, Role, TextPosition, TextSelection};
use eframe::egui::{self, Color32, Event, Key, Modifiers, PointerButton, Pos2, Rect, Theme, Vec2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

/// A transcript in a window, and what it told so far.
#[derive(Default)]
struct Window {
    view: TranscriptView,
    content: TranscriptContent,
    events: Vec<TranscriptEvent>,
    /// The words dropped on the code at the window's right edge.
    words_dropped: Option<Span>,
}

type Test = Harness<'static, Window>;

/// The width of the panel with one code in it.
const CODES: f32 = 90.0;

/// Turns as "Speaker: words", one a line; the speaker's name is not part of the text.
fn transcript(lines: &[&str]) -> TranscriptContent {
    let mut text = String::new();
    let mut turns = Vec::new();
    for line in lines {
        let (speaker, words) = line.split_once(": ").unwrap();
        let start = text.len();
        text.push_str(words);
        let number = turns.len() as u32 + 1;
        let span = Span { start, end: text.len() };
        let moderator = speaker == "Moderator";
        turns.push(TurnLine { span, speaker: speaker.into(), number, time: None, moderator });
        text.push('\n');
    }
    TranscriptContent {
        key: 1,
        title: "Focus group 6".into(),
        text: text.into(),
        turns: turns.into(),
        ..TranscriptContent::default()
    }
}

fn coding(content: &TranscriptContent, id: u128, label: &str, words: &str) -> CodingMark {
    CodingMark {
        id,
        span: span(content, words),
        lane_key: id as u64,
        label: label.into(),
        path: format!("Barriers › {label}"),
        colour: [Color32::from_rgb(200, 80, 60), Color32::from_rgb(50, 120, 190), Color32::from_rgb(70, 150, 80)]
            [id as usize % 3],
        coder_letter: None,
        pattern: Pattern::Solid,
        contradicts: false,
        valence_mark: None,
        tinted: false,
    }
}

fn span(content: &TranscriptContent, words: &str) -> Span {
    let start = content.text.find(words).unwrap_or_else(|| panic!("{words:?} is not in the transcript"));
    Span { start, end: start + words.len() }
}

fn talk() -> TranscriptContent {
    let mut content = transcript(&[
        "Moderator: What made it hard to take part?",
        "Participant 1: We never had enough funding. Dr. Marsh said so, too. The well-being group stopped.",
        "Participant 2: I didn’t know. Nobody rang.",
        "Participant 3: Yes.",
    ]);
    content.codings = vec![
        coding(&content, 1, "Funding", "never had enough funding"),
        coding(&content, 2, "Scarcity", "enough funding. Dr. Marsh said so"),
        coding(&content, 3, "Silence", "Nobody rang"),
    ]
    .into();
    content
}

/// Stands for the window's commands: the letters and brackets that they have by default.
fn commands(ui: &egui::Ui, view: &mut TranscriptView) {
    let pressed: Vec<(Key, bool)> = ui.input(|input| {
        let keys = input.events.iter().filter_map(|event| match event {
            egui::Event::Key { key, pressed: true, modifiers, .. } => Some((*key, modifiers.shift)),
            _ => None,
        });
        keys.collect()
    });
    for (key, shift) in pressed {
        match key {
            Key::E => view.cycle_codings(shift),
            Key::S => view.grasp(Edge::Start),
            Key::D => view.grasp(Edge::End),
            Key::OpenBracket => view.step_turn(false, shift),
            Key::CloseBracket => view.step_turn(true, shift),
            Key::CloseCurlyBracket => view.step_turn(true, true),
            _ => {}
        }
    }
}

fn open_sized(content: TranscriptContent, size: [f32; 2], theme: Theme) -> Test {
    let window = Window { content, ..Window::default() };
    let mut harness = rasteriser::harness(size, theme, window, |ui, window: &mut Window| {
        egui::Panel::right("codes").exact_size(CODES).resizable(false).show(ui, |ui| {
            let code = ui.add(egui::Button::new("Code 77").sense(egui::Sense::drag()));
            code.dnd_set_drag_payload(DraggedCode(77));
            if let Some(words) = code.dnd_release_payload::<DraggedWords>() {
                window.words_dropped = Some(words.span);
            }
        });
        let style = TranscriptStyle::from_visuals(ui.visuals());
        commands(ui, &mut window.view);
        window.events.extend(window.view.show(ui, &window.content, &style).events);
    });
    harness.state_mut().view.focus();
    harness.run();
    harness.state_mut().events.clear();
    harness
}

fn open(content: TranscriptContent) -> Test {
    open_sized(content, [800.0 + CODES, 400.0], Theme::Light)
}

/// Where the grapheme at an offset is drawn.
fn place(test: &Test, offset: usize) -> Rect {
    let text = &test.state().content.text;
    let mut start = 0;
    let runs: Vec<_> = test.query_all_by_role(Role::TextRun).collect();
    for run in runs {
        let node = run.accesskit_node();
        let value = node.data().value().unwrap_or_default();
        let words = value.trim_end_matches('\n');
        let Some(found) = text.get(start..).and_then(|rest| rest.find(words)) else { continue };
        let here = start + found;
        start = here + words.len();
        if offset < here || offset >= here + value.len() {
            continue;
        }
        let data = node.data();
        let mut at = here;
        for (n, length) in data.character_lengths().iter().enumerate() {
            if (at..at + usize::from(*length)).contains(&offset) {
                let bounds = data.bounds().unwrap();
                let left = bounds.x0 as f32 + data.character_positions().unwrap()[n];
                let size = vec2(data.character_widths().unwrap()[n], (bounds.y1 - bounds.y0) as f32);
                return Rect::from_min_size(pos2(left, bounds.y0 as f32), size);
            }
            at += usize::from(*length);
        }
    }
    panic!("offset {offset} is not on the screen");
}

/// The middle of the first letter of words.
fn on(test: &Test, words: &str) -> Pos2 {
    place(test, span(&test.state().content, words).start).center()
}

/// Just inside the left edge of the first letter of words: a caret goes before it.
fn before(test: &Test, words: &str) -> Pos2 {
    let place = place(test, span(&test.state().content, words).start);
    place.left_center() + vec2(0.5, 0.0)
}

fn button(pos: Pos2, pressed: bool, modifiers: Modifiers) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers }
}

fn press(test: &mut Test, pos: Pos2, modifiers: Modifiers) {
    test.event(Event::PointerMoved(pos));
    test.event_modifiers(button(pos, true, modifiers), modifiers);
    test.step();
}

fn release(test: &mut Test, pos: Pos2) {
    test.event(Event::PointerMoved(pos));
    test.event(button(pos, false, Modifiers::NONE));
    test.run();
}

fn click_with(test: &mut Test, pos: Pos2, times: usize, modifiers: Modifiers) {
    for _ in 0..times {
        press(test, pos, modifiers);
        test.event_modifiers(button(pos, false, modifiers), modifiers);
        test.step();
    }
    test.run();
}

fn click(test: &mut Test, pos: Pos2, times: usize) {
    click_with(test, pos, times, Modifiers::NONE);
}

/// Presses, goes there in three steps, releases.
fn drag(test: &mut Test, from: Pos2, to: Pos2) {
    press(test, from, Modifiers::NONE);
    for part in [0.3, 0.7, 1.0] {
        test.event(Event::PointerMoved(from.lerp(to, part)));
        test.step();
    }
    release(test, to);
}

fn keys(test: &mut Test, modifiers: Modifiers, all: &[Key]) {
    for key in all {
        test.key_press_modifiers(modifiers, *key);
        test.run();
    }
}

fn key(test: &mut Test, key: Key) {
    keys(test, Modifiers::NONE, &[key]);
}

fn selected(test: &Test) -> &str {
    test.state().view.selection().span().of(&test.state().content.text).unwrap()
}

fn caret(test: &Test) -> usize {
    assert!(selected(test).is_empty(), "{:?} is selected", selected(test));
    test.state().view.selection().focus
}

fn told(test: &mut Test) -> Vec<TranscriptEvent> {
    std::mem::take(&mut test.state_mut().events)
}

/// The caret before words, by a click there, and long enough ago not to count as the first of two clicks.
fn caret_before(test: &mut Test, words: &str) {
    let pos = before(test, words);
    click(test, pos, 1);
    test.run_steps(40);
    told(test);
}
