//! Walking with the keys.

use super::*;

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
