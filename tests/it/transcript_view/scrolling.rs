//! Scrolling, and large transcripts.

use super::*;

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
