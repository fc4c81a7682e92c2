//! The transcript under hand and key: each gesture by what it does to the selection, the codings and the events.
//! Places on the screen are taken from what a screen reader is told, so the tests see what a person sees.

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

#[test]
fn a_drag_selects_what_lies_between_and_says_so() {
    let mut test = open(talk());
    let (from, to) = (before(&test, "never"), before(&test, "funding"));
    drag(&mut test, from, to);
    assert_eq!(selected(&test), "never had enough ");
    let last = told(&mut test).pop();
    assert_eq!(last, Some(TranscriptEvent::SelectionChanged(test.state().view.selection().span())));
}

#[test]
fn two_clicks_take_a_word_three_a_sentence_and_four_a_turn() {
    for (clicks, words) in [
        (1, ""),
        (2, "well-being"),
        (3, "The well-being group stopped."),
        (4, "We never had enough funding. Dr. Marsh said so, too. The well-being group stopped."),
    ] {
        let mut test = open(talk());
        let pos = on(&test, "being");
        click(&mut test, pos, clicks);
        assert_eq!(selected(&test), words, "{clicks} clicks");
    }
}

#[test]
fn a_drag_after_two_clicks_grows_by_words_and_back_over_the_first() {
    let mut test = open(talk());
    let (first, right, left) = (on(&test, "had"), on(&test, "nding"), on(&test, "ever"));
    click(&mut test, first, 1);
    press(&mut test, first, Modifiers::NONE);
    test.event(Event::PointerMoved(right));
    test.step();
    assert_eq!(selected(&test), "had enough funding");
    release(&mut test, left);
    assert_eq!(selected(&test), "never had");
}

#[test]
fn a_drag_after_three_clicks_grows_by_sentences() {
    let mut test = open(talk());
    let (first, to) = (on(&test, "Marsh"), on(&test, "group"));
    click(&mut test, first, 2);
    press(&mut test, first, Modifiers::NONE);
    release(&mut test, to);
    assert_eq!(selected(&test), "Dr. Marsh said so, too. The well-being group stopped.");
}

#[test]
fn shift_and_a_click_extend_the_selection_to_there() {
    let mut test = open(talk());
    caret_before(&mut test, "never");
    let to = before(&test, "Marsh");
    click_with(&mut test, to, 1, Modifiers::SHIFT);
    assert_eq!(selected(&test), "never had enough funding. Dr. ");
    let to = before(&test, "What");
    click_with(&mut test, to, 1, Modifiers::SHIFT);
    assert_eq!(selected(&test), "What made it hard to take part?\nWe ");
}

#[test]
fn a_click_on_the_speaker_takes_the_turn() {
    let mut test = open(talk());
    let beside = pos2(60.0, on(&test, "Nobody").y);
    click(&mut test, beside, 1);
    assert_eq!(selected(&test), "I didn’t know. Nobody rang.");
}

#[test]
fn arrows_walk_by_graphemes_and_shift_takes_them_along() {
    let mut test = open(transcript(&["A: a👩\u{200d}👩\u{200d}👧e\u{301}b"]));
    caret_before(&mut test, "a");
    key(&mut test, Key::ArrowRight);
    assert_eq!(caret(&test), 1);
    key(&mut test, Key::ArrowRight);
    assert_eq!(caret(&test), 19);
    keys(&mut test, Modifiers::SHIFT, &[Key::ArrowRight]);
    assert_eq!(selected(&test), "e\u{301}");
    key(&mut test, Key::ArrowLeft);
    assert_eq!(caret(&test), 19);
}

#[test]
fn control_and_arrows_walk_by_words_over_the_line_end() {
    let mut test = open(talk());
    caret_before(&mut test, "group");
    keys(&mut test, Modifiers::CTRL | Modifiers::SHIFT, &[Key::ArrowRight, Key::ArrowRight, Key::ArrowRight]);
    assert_eq!(selected(&test), "group stopped.\nI");
    keys(&mut test, Modifiers::CTRL, &[Key::ArrowLeft, Key::ArrowLeft, Key::ArrowLeft, Key::ArrowLeft]);
    assert_eq!(caret(&test), span(&test.state().content, "well-being").start);
}

#[test]
fn in_hebrew_the_left_arrow_goes_on_and_control_left_to_the_next_word() {
    let mut test = open(transcript(&["א: שלום עולם טוב"]));
    test.state_mut().view.select(Span { start: 0, end: 0 });
    test.run();
    key(&mut test, Key::ArrowLeft);
    assert_eq!(caret(&test), "ש".len());
    keys(&mut test, Modifiers::CTRL, &[Key::ArrowLeft]);
    assert_eq!(caret(&test), "שלום".len());
    keys(&mut test, Modifiers::CTRL | Modifiers::SHIFT, &[Key::ArrowLeft]);
    assert_eq!(selected(&test), " עולם");
    let (first, second) = (place(&test, 0), place(&test, "שלום ".len()));
    assert!(first.left() > second.right(), "the first word stands to the right of the second");
}

#[test]
fn up_and_down_keep_to_their_column_over_a_short_line() {
    let mut test =
        open(transcript(&["A: wide enough a line to stand in", "B: hm", "C: wide enough a line to stand in"]));
    caret_before(&mut test, "stand");
    let start = caret(&test);
    key(&mut test, Key::ArrowDown);
    assert_eq!(caret(&test), span(&test.state().content, "hm").end);
    key(&mut test, Key::ArrowDown);
    assert_eq!(caret(&test), test.state().content.text.rfind("stand").unwrap());
    keys(&mut test, Modifiers::NONE, &[Key::ArrowUp, Key::ArrowUp]);
    assert_eq!(caret(&test), start);
    keys(&mut test, Modifiers::NONE, &[Key::ArrowUp]);
    assert_eq!(caret(&test), 0);
}

#[test]
fn home_and_end_keep_to_the_line_and_with_control_go_to_the_ends_of_the_transcript() {
    let mut test = open(talk());
    caret_before(&mut test, "had");
    key(&mut test, Key::Home);
    let home = caret(&test);
    assert_eq!(place(&test, home).center().y, on(&test, "had").y);
    keys(&mut test, Modifiers::SHIFT, &[Key::End]);
    let line = selected(&test).to_owned();
    assert!(line.starts_with("We never had") && !line.ends_with(' '), "{line:?}");
    keys(&mut test, Modifiers::CTRL, &[Key::End]);
    assert_eq!(caret(&test), test.state().content.text.len());
    keys(&mut test, Modifiers::CTRL, &[Key::Home]);
    assert_eq!(caret(&test), 0);
}

#[test]
fn the_caret_at_the_end_of_a_broken_line_stays_on_that_line() {
    let mut test = open(transcript(&[&format!("A: {}", "several words make a line ".repeat(12))]));
    caret_before(&mut test, "several");
    key(&mut test, Key::End);
    let end = caret(&test);
    key(&mut test, Key::End);
    assert_eq!(caret(&test), end, "End again does not go to the next line");
    key(&mut test, Key::ArrowDown);
    assert!(caret(&test) > end + 20);
}

#[test]
fn brackets_walk_by_turns_and_with_shift_take_them_whole() {
    let mut test = open(talk());
    caret_before(&mut test, "Marsh");
    let starts: Vec<usize> = test.state().content.turns.iter().map(|turn| turn.span.start).collect();
    key(&mut test, Key::OpenBracket);
    assert_eq!(caret(&test), starts[1]);
    key(&mut test, Key::OpenBracket);
    assert_eq!(caret(&test), starts[0]);
    keys(&mut test, Modifiers::NONE, &[Key::CloseBracket, Key::CloseBracket]);
    assert_eq!(caret(&test), starts[2]);
    keys(&mut test, Modifiers::SHIFT, &[Key::CloseBracket]);
    assert_eq!(selected(&test), "I didn’t know. Nobody rang.");
    keys(&mut test, Modifiers::SHIFT, &[Key::CloseCurlyBracket]);
    assert_eq!(selected(&test), "I didn’t know. Nobody rang.\nYes.");
}

#[test]
fn control_a_takes_everything_and_control_c_copies_it() {
    let mut test = open(talk());
    keys(&mut test, Modifiers::COMMAND, &[Key::A]);
    assert_eq!(selected(&test), &*test.state().content.text);
    told(&mut test);
    test.event(Event::Copy);
    test.step();
    let text = test.state().content.text.to_string();
    let copied = test
        .output()
        .platform_output
        .commands
        .iter()
        .any(|command| matches!(command, egui::OutputCommand::CopyText(words) if *words == text));
    assert!(copied);
    let span = Span { start: 0, end: text.len() };
    assert_eq!(told(&mut test), [TranscriptEvent::Copy { span, text }]);
}

#[test]
fn page_down_and_up_come_back_to_where_they_began() {
    let lines: Vec<String> = (0..200).map(|n| format!("P{n}: line {n} of a long transcript")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut test = open(transcript(&lines));
    caret_before(&mut test, "transcript");
    let start = caret(&test);
    keys(&mut test, Modifiers::NONE, &[Key::PageDown, Key::PageDown]);
    let down = caret(&test);
    assert!(down > start + 300, "{down}");
    let _seen = place(&test, down);
    keys(&mut test, Modifiers::NONE, &[Key::PageUp, Key::PageUp]);
    assert_eq!(caret(&test), start);
}

#[test]
fn e_steps_through_the_codings_at_the_caret_and_escape_lets_go() {
    let mut test = open(talk());
    caret_before(&mut test, "funding");
    let active = |test: &Test| test.state().view.active_coding();
    key(&mut test, Key::E);
    assert_eq!(active(&test), Some(1));
    key(&mut test, Key::E);
    assert_eq!(active(&test), Some(2));
    key(&mut test, Key::E);
    assert_eq!(active(&test), Some(1));
    keys(&mut test, Modifiers::SHIFT, &[Key::E]);
    assert_eq!(active(&test), Some(2));
    assert_eq!(told(&mut test).last(), Some(&TranscriptEvent::CodingActivated(Some(2))));
    key(&mut test, Key::Escape);
    assert_eq!(active(&test), None);
    caret_before(&mut test, "What");
    key(&mut test, Key::E);
    assert_eq!(active(&test), None);
}

#[test]
fn s_and_d_then_arrows_move_the_ends_and_only_enter_keeps_them() {
    let mut test = open(talk());
    caret_before(&mut test, "never");
    key(&mut test, Key::E);
    told(&mut test);
    key(&mut test, Key::D);
    assert_eq!(test.state().view.grasped(), Some(Edge::End));
    keys(&mut test, Modifiers::NONE, &[Key::ArrowLeft, Key::Escape]);
    assert_eq!((test.state().view.grasped(), told(&mut test)), (None, vec![]));
    keys(&mut test, Modifiers::NONE, &[Key::D, Key::ArrowRight, Key::ArrowRight]);
    keys(&mut test, Modifiers::CTRL, &[Key::ArrowLeft]);
    keys(&mut test, Modifiers::NONE, &[Key::Enter]);
    let span = span(&test.state().content, "never had enough funding. Dr. Mars");
    assert_eq!(told(&mut test), [TranscriptEvent::SpanDragged { coding: 1, span }]);
}

#[test]
fn s_moves_the_start_by_sentences_with_up_and_down() {
    let mut test = open(talk());
    caret_before(&mut test, "enough");
    keys(&mut test, Modifiers::NONE, &[Key::E, Key::S, Key::ArrowUp, Key::Enter]);
    let span = span(&test.state().content, "We never had enough funding");
    assert_eq!(told(&mut test).pop(), Some(TranscriptEvent::SpanDragged { coding: 1, span }));
}

#[test]
fn a_handle_dragged_moves_that_end() {
    let mut test = open(talk());
    test.state_mut().view.set_active_coding(Some(3));
    test.run();
    let start = place(&test, span(&test.state().content, "Nobody").start).left_top();
    let to = before(&test, "know");
    drag(&mut test, start, to);
    let moved = span(&test.state().content, "know. Nobody rang");
    assert!(told(&mut test).contains(&TranscriptEvent::SpanDragged { coding: 3, span: moved }));
}

#[test]
fn a_click_on_a_lane_or_a_label_makes_its_coding_active() {
    let mut test = open(talk());
    let row = on(&test, "Nobody").y;
    // The third lane: lanes stand after the text column, eight points apart.
    let x = lane_left(&test) + 2.0 * 8.0 + 3.0;
    click(&mut test, pos2(x, row), 1);
    assert_eq!(test.state().view.active_coding(), Some(3));
    let events = told(&mut test);
    assert_eq!(events, [TranscriptEvent::CodingClicked(3), TranscriptEvent::CodingActivated(Some(3))]);
    key(&mut test, Key::Escape);
    let label_row = on(&test, "never").y;
    let label = pos2(lane_left(&test) + 3.0 * 8.0 + 20.0, label_row);
    click(&mut test, label, 1);
    assert_eq!(test.state().view.active_coding(), Some(1));
}

/// Where the first lane stands: found by looking for the first coloured column right of the text.
fn lane_left(test: &Test) -> f32 {
    let text = test.query_all_by_role(Role::Paragraph).map(|node| node.rect().right()).fold(0.0, f32::max);
    text + 14.0
}

#[test]
fn selected_words_are_carried_to_a_code() {
    let mut test = open(talk());
    let pos = on(&test, "being");
    click(&mut test, pos, 2);
    test.run_steps(40);
    told(&mut test);
    let code = test.get_by_label("Code 77").rect().center();
    drag(&mut test, pos, code);
    let words = span(&test.state().content, "well-being");
    assert_eq!(test.state().words_dropped, Some(words));
    assert_eq!(told(&mut test).first(), Some(&TranscriptEvent::SelectionDragOut(words)));
    assert_eq!(selected(&test), "well-being", "carrying the words away leaves them selected");
}

#[test]
fn a_click_on_the_selection_puts_the_caret_there() {
    let mut test = open(talk());
    let pos = on(&test, "being");
    click(&mut test, pos, 3);
    test.run_steps(40);
    let pos = before(&test, "group");
    click(&mut test, pos, 1);
    assert_eq!(caret(&test), span(&test.state().content, "group").start);
}

#[test]
fn a_code_dropped_on_the_text_is_meant_for_the_sentence_there_or_for_the_selection() {
    let mut test = open(talk());
    let (code, pos) = (test.get_by_label("Code 77").rect().center(), on(&test, "Marsh"));
    drag(&mut test, code, pos);
    let sentence = span(&test.state().content, "Dr. Marsh said so, too.");
    assert!(told(&mut test).contains(&TranscriptEvent::DroppedCode { code: 77, span: sentence }));
    let (from, to) = (before(&test, "Marsh"), before(&test, "so, too"));
    drag(&mut test, from, to);
    let inside = on(&test, "said");
    drag(&mut test, code, inside);
    let words = span(&test.state().content, "Marsh said ");
    assert!(told(&mut test).contains(&TranscriptEvent::DroppedCode { code: 77, span: words }));
}

#[test]
fn the_right_button_asks_for_a_menu_and_moves_the_caret_unless_on_the_selection() {
    let mut test = open(talk());
    let secondary = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Secondary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let pos = before(&test, "Marsh");
    for event in [Event::PointerMoved(pos), secondary(pos, true), secondary(pos, false)] {
        test.event(event);
    }
    test.run();
    assert_eq!(caret(&test), span(&test.state().content, "Marsh").start);
    assert!(told(&mut test).contains(&TranscriptEvent::ContextMenu(pos)));
}

#[test]
fn dragging_below_the_window_scrolls_and_selects_on() {
    let lines: Vec<String> = (0..100).map(|n| format!("P{n}: line {n} of a long transcript")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut test = open(transcript(&lines));
    let from = before(&test, "line 3 ");
    press(&mut test, from, Modifiers::NONE);
    test.event(Event::PointerMoved(pos2(from.x, 460.0)));
    test.run_steps(60);
    let reached = test.state().view.selection().focus;
    assert!(reached > span(&test.state().content, "line 20 ").start, "{reached}");
    release(&mut test, pos2(from.x, 380.0));
    assert!(test.state().view.first_byte() > 0);
}

#[test]
fn the_wheel_scrolls_and_the_words_on_top_are_told() {
    let lines: Vec<String> = (0..100).map(|n| format!("P{n}: line {n} of a long transcript")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut test = open(transcript(&lines));
    test.event(Event::PointerMoved(pos2(300.0, 200.0)));
    let wheel = |delta: Vec2| Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta,
        phase: egui::TouchPhase::Move,
        modifiers: Modifiers::NONE,
        source: egui::MouseWheelSource::Unknown,
    };
    test.event(wheel(vec2(0.0, -500.0)));
    test.run();
    let first = test.state().view.first_byte();
    assert!(first > 0);
    assert_eq!(told(&mut test).pop(), Some(TranscriptEvent::ScrolledTo(first)));
    test.event(wheel(vec2(0.0, 5000.0)));
    test.run();
    assert_eq!(test.state().view.first_byte(), 0);
    test.event(wheel(vec2(0.0, -1e6)));
    test.run();
    let _last_line_is_seen = on(&test, "line 99 ");
}

#[test]
fn scrolling_to_words_shows_them_where_asked_and_not_at_all_where_they_are_seen() {
    let lines: Vec<String> = (0..300).map(|n| format!("P{n}: line {n} of a long transcript")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut test = open(transcript(&lines));
    let target = span(&test.state().content, "line 150 ");
    test.state_mut().view.scroll_to(target, Align::Third);
    test.run();
    let third = on(&test, "line 150 ").y;
    assert!((third - 400.0 / 3.0).abs() < 20.0, "{third}");
    let near = span(&test.state().content, "line 152 ");
    test.state_mut().view.scroll_to(near, Align::IfHidden);
    test.run();
    assert_eq!(on(&test, "line 150 ").y, third);
    test.state_mut().view.scroll_to(near, Align::Top);
    test.run();
    assert_eq!(test.state().view.first_byte(), near.start);
}

#[test]
fn what_is_at_the_top_stays_there_when_the_window_is_narrowed() {
    let lines: Vec<String> =
        (0..60).map(|n| format!("P{n}: turn {n}, {}", "which is rather long and breaks ".repeat(5))).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut test = open(transcript(&lines));
    let target = span(&test.state().content, "turn 40,");
    test.state_mut().view.scroll_to(target, Align::Top);
    test.run();
    test.set_size(vec2(520.0 + CODES, 400.0));
    test.run();
    assert_eq!(test.state().view.first_byte(), target.start);
}

#[test]
fn a_transcript_of_megabytes_opens_at_once_and_comes_to_rest() {
    let words = "we never had enough funding and then it stopped ".repeat(8);
    let lines: Vec<String> = (0..12_000).map(|n| format!("P{n}: turn {n} {words}")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let content = transcript(&lines);
    assert!(content.text.len() > 4_000_000);
    let window = Window { content, ..Window::default() };
    let begun = std::time::Instant::now();
    let mut test = rasteriser::harness([800.0, 400.0], Theme::Light, window, |ui, window: &mut Window| {
        let style = TranscriptStyle::from_visuals(ui.visuals());
        window.view.show(ui, &window.content, &style);
    });
    let opened = begun.elapsed();
    // Unoptimised, with the work of a whole window round it; laying all of it out takes over ten seconds.
    assert!(opened.as_secs_f32() < 4.0, "{opened:?}");
    test.state_mut().view.scroll_to(Span { start: 3_000_000, end: 3_000_001 }, Align::Third);
    test.step();
    assert!(test.state().view.first_byte() > 2_900_000);
}

#[test]
fn a_screen_reader_is_told_the_paragraphs_their_speakers_codes_and_the_caret() {
    let mut test = open(talk());
    caret_before(&mut test, "funding");
    let document = test.get_by_role(Role::Document);
    assert_eq!(document.accesskit_node().label().as_deref(), Some("Focus group 6"));
    let paragraphs: Vec<_> = test.query_all_by_role(Role::Paragraph).collect();
    assert_eq!(paragraphs.len(), 4);
    let description = paragraphs[1].accesskit_node().data().description().map(str::to_owned);
    assert_eq!(description.as_deref(), Some("Participant 1, turn 2. Codes: Funding, Scarcity"));
    let spoken: String = test.query_all_by_role(Role::TextRun).filter_map(|run| run.accesskit_node().value()).collect();
    assert_eq!(spoken, &*test.state().content.text);
    let selection = document.accesskit_node().data().text_selection().copied().unwrap();
    let runs: Vec<_> = test.query_all_by_role(Role::TextRun).collect();
    let line = runs.iter().find(|run| run.accesskit_node().value().unwrap().contains("funding")).unwrap();
    let before = line.accesskit_node().value().unwrap().find("funding").unwrap();
    assert_eq!(selection.focus.character_index, before);
}

#[test]
fn a_screen_reader_can_select_words() {
    let mut test = open(talk());
    let document = test.get_by_role(Role::Document).accesskit_node().locate();
    let (node, value) = {
        let runs: Vec<_> = test.query_all_by_role(Role::TextRun).collect();
        let line = runs.iter().find(|run| run.accesskit_node().value().unwrap().contains("Nobody")).unwrap();
        (line.accesskit_node().locate().0, line.accesskit_node().value().unwrap())
    };
    let from = value.chars().take_while(|letter| *letter != 'N').count();
    let place = |character_index| TextPosition { node, character_index };
    let selection = TextSelection { anchor: place(from), focus: place(from + "Nobody rang".len()) };
    test.event(Event::AccessKitActionRequest(ActionRequest {
        action: Action::SetTextSelection,
        target_node: document.0,
        target_tree: document.1,
        data: Some(ActionData::SetTextSelection(selection)),
    }));
    test.run();
    assert_eq!(selected(&test), "Nobody rang");
}

#[test]
fn a_page_turned_leaves_the_caret_where_it_was_on_the_screen() {
    let lines: Vec<String> = (0..200).map(|n| format!("P{n}: line {n} of a long transcript")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut test = open(transcript(&lines));
    caret_before(&mut test, "transcript");
    keys(&mut test, Modifiers::NONE, &[Key::ArrowDown, Key::ArrowDown, Key::ArrowDown]);
    let at = place(&test, caret(&test)).center().y;
    key(&mut test, Key::PageDown);
    let after = place(&test, caret(&test)).center().y;
    assert!((at - after).abs() < 40.0, "{at} {after}");
}

#[test]
fn a_transcript_without_words_shows_and_takes_every_key() {
    let mut test = open(TranscriptContent { key: 9, title: "Empty".into(), ..TranscriptContent::default() });
    for pressed in [
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::ArrowUp,
        Key::ArrowDown,
        Key::Home,
        Key::End,
        Key::PageDown,
        Key::E,
        Key::S,
        Key::OpenBracket,
        Key::CloseBracket,
    ] {
        key(&mut test, pressed);
    }
    click(&mut test, pos2(300.0, 100.0), 3);
    assert_eq!(caret(&test), 0);
}

#[test]
fn codings_that_go_away_and_a_text_that_shrinks_leave_nothing_behind() {
    let mut test = open(talk());
    caret_before(&mut test, "rang");
    key(&mut test, Key::E);
    assert_eq!(test.state().view.active_coding(), Some(3));
    let window = test.state_mut();
    window.content = TranscriptContent { key: 2, ..transcript(&["A: short"]) };
    test.run();
    assert_eq!((caret(&test), test.state().view.active_coding()), ("short\n".len(), None));
}

/// Numbers that look random and are the same every time (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// Words no keyboard writes on purpose: every kind of letter, joiner, mark, space and break next to every other.
fn gibberish(dice: &mut Dice, pieces: usize) -> String {
    const PIECES: &[&str] = &[
        "a",
        "word ",
        " ",
        "  ",
        "\t",
        "\n",
        "\n\n",
        "\r",
        "\u{2028}",
        "\u{b}",
        "\u{85}",
        "e\u{301}",
        "\u{301}",
        "\u{200d}",
        "👩\u{200d}👧",
        "🇩🇰",
        "🇩",
        "👍🏽",
        "שלום",
        "שָׁ",
        "123",
        "مرحبا",
        "ـ",
        "\u{200f}",
        "\u{200e}",
        "\u{2067}",
        "\u{2069}",
        "\u{202e}",
        "日本語",
        "。",
        "「",
        "한국어",
        "ก็ดี",
        "น้ำ",
        "क्षत्रिय",
        "বাংলা",
        "fi",
        "ffi",
        "-",
        "’",
        ".",
        "? ",
        "\u{ad}",
        "\u{feff}",
        "\0",
        "𝔘",
        "\u{fe0f}",
    ];
    (0..pieces).map(|_| PIECES[dice.roll(PIECES.len())]).collect()
}

#[test]
fn whatever_is_written_pressed_and_clicked_the_selection_stands_on_graphemes() {
    const KEYS: &[Key] = &[
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::ArrowUp,
        Key::ArrowDown,
        Key::Home,
        Key::End,
        Key::PageUp,
        Key::PageDown,
        Key::OpenBracket,
        Key::CloseBracket,
        Key::E,
        Key::S,
        Key::D,
        Key::Enter,
        Key::Escape,
    ];
    let mut dice = Dice(3);
    for _ in 0..6 {
        let text = gibberish(&mut dice, 400);
        let cut = |dice: &mut Dice| colloquy::text::boundaries::grapheme_floor(&text, dice.roll(text.len()));
        let mut at: Vec<usize> = (0..8).map(|_| cut(&mut dice)).collect();
        at.sort_unstable();
        at.dedup();
        let turns = at.windows(2).map(|pair| TurnLine {
            span: Span { start: pair[0], end: pair[1] },
            speaker: "P".into(),
            number: 1,
            time: None,
            moderator: false,
        });
        let mut content =
            TranscriptContent { key: 1, title: "T".into(), turns: turns.collect(), ..TranscriptContent::default() };
        let codings = (0..20).map(|id| CodingMark {
            span: Span::between(cut(&mut dice), cut(&mut dice)),
            tinted: id % 2 == 0,
            ..coding(&TranscriptContent { text: "x".into(), ..TranscriptContent::default() }, id, "Code", "x")
        });
        content.codings = codings.collect();
        content.text = text.as_str().into();
        content.rtl = [None, Some(true), Some(false)][dice.roll(3)];
        let mut test = open_sized(content, [[890.0, 420.0][dice.roll(2)], 400.0], Theme::Light);
        for _ in 0..40 {
            let modifiers = [
                Modifiers::NONE,
                Modifiers::NONE,
                Modifiers::SHIFT,
                Modifiers::CTRL,
                Modifiers::CTRL | Modifiers::SHIFT,
            ];
            match dice.roll(4) {
                0 => {
                    let pos = pos2(dice.roll(800) as f32, dice.roll(400) as f32);
                    press(&mut test, pos, modifiers[dice.roll(3)]);
                    release(&mut test, pos + vec2(dice.roll(60) as f32, 0.0));
                }
                _ => {
                    let (modifiers, pressed) = (modifiers[dice.roll(modifiers.len())], KEYS[dice.roll(KEYS.len())]);
                    test.key_press_modifiers(modifiers, pressed);
                    test.step();
                }
            }
            let selection = test.state().view.selection();
            for offset in [selection.anchor, selection.focus] {
                assert_eq!(colloquy::text::boundaries::grapheme_floor(&text, offset), offset, "in {text:?}");
            }
        }
        for event in told(&mut test) {
            if let TranscriptEvent::SpanDragged { span, .. } | TranscriptEvent::SelectionChanged(span) = event {
                assert!(span.of(&text).is_some(), "{span:?} in {text:?}");
            }
        }
    }
}

#[test]
fn the_right_arrow_alone_walks_through_everything_to_the_end() {
    let mut dice = Dice(11);
    let text = gibberish(&mut dice, 150)
        .replace(|c: char| "\u{200f}\u{200e}\u{2067}\u{2069}\u{202e}\u{2028}\u{b}\u{85}\r".contains(c), "");
    let latin: String = text.chars().filter(|c| !('\u{590}'..='\u{8ff}').contains(c)).collect();
    let mut test = open(TranscriptContent {
        key: 1,
        title: "T".into(),
        text: latin.as_str().into(),
        ..TranscriptContent::default()
    });
    let mut last = None;
    for _ in 0..latin.len() + 10 {
        key(&mut test, Key::ArrowRight);
        let now = caret(&test);
        assert!(last.is_none_or(|last| now >= last), "{last:?} {now} in {latin:?}");
        last = Some(now);
    }
    assert_eq!(last, Some(latin.len()));
}

fn crowd() -> TranscriptContent {
    let mut content = transcript(&[
        "Moderator: What made it hard to take part in the programme, and what would have made it easier?",
        "Participant 1: We never had enough funding. Dr. Marsh said so, too. The well-being group stopped, and for half a year nobody knew whether it would ever start again.",
        "Participant with a very long name: I didn’t know. Nobody rang.",
        "משתתפת 4: הרגשתי בודדה כשהתחלנו ללמד מהבית (ב-March 2020) והיה קשה לשמור על איזון בין המשפחה לבין ההוראה.",
        "المشاركة ٥: شعرت بالوحدة عندما بدأنا العمل من المنزل (في March 2020) وكان من الصعب تحقيق التوازن.",
        "Participant 6: Mixed: she said مرحبا بالعالم and then שלום עולם (2 times), OK?",
    ]);
    let spans = [
        "never had enough funding",
        "enough funding. Dr. Marsh said so",
        "The well-being group stopped, and for half a year nobody knew",
        "I didn’t know. Nobody rang",
        "בודדה כשהתחלנו ללמד מהבית (ב-March",
        "קשה לשמור",
        "العمل من المنزل (في March 2020) وكان",
        "said مرحبا بالعالم and then שלום",
        "group stopped",
        "made it hard to take part in the programme",
    ];
    let mut codings: Vec<CodingMark> = spans
        .iter()
        .enumerate()
        .map(|(id, words)| coding(&content, id as u128, &format!("Code number {id} of ten"), words))
        .collect();
    codings.push(CodingMark {
        span: span(&content, "had enough funding. Dr. Marsh"),
        ..coding(&content, 20, "Code number 0 of ten", "funding")
    });
    for (n, coding) in codings.iter_mut().enumerate() {
        coding.tinted = n % 2 == 0;
        coding.pattern = [Pattern::Solid, Pattern::Hatched, Pattern::Dotted][n % 3];
        coding.coder_letter = Some(['A', 'B', 'C'][n % 3]);
        coding.contradicts = n == 4;
        coding.valence_mark = [None, Some('+'), Some('−')][n % 3];
        coding.lane_key %= 20;
    }
    content.hits = vec![span(&content, "programme"), span(&content, "nobody")].into();
    content.codings = codings.into();
    content
}

fn look(theme: Theme, name: &str) {
    let mut test = open_sized(crowd(), [900.0 + CODES, 460.0], theme);
    test.state_mut().view.set_active_coding(Some(2));
    let chosen = span(&test.state().content, "Marsh said so, too");
    test.state_mut().view.select(chosen);
    test.run();
    test.snapshot(name);
}

#[test]
fn overlapping_codings_and_mixed_writing_look_as_they_did_by_day() {
    look(Theme::Light, "transcript_light");
}

#[test]
fn overlapping_codings_and_mixed_writing_look_as_they_did_by_night() {
    look(Theme::Dark, "transcript_dark");
}
