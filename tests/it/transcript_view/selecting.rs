//! Selecting with the mouse, and what selected words are for.

use super::*;

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
