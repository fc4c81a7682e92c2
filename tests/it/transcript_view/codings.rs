//! Codings under hand and key: choosing them, moving their ends, carrying words and codes.

use super::*;

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
    let label = test.get_by_role_and_label(Role::Button, "Coding Silence").rect();
    // The third lane of three; room is kept for four, eight points apart, left of the labels.
    let lane = pos2(label.left() - 15.0, on(&test, "Nobody").y);
    click(&mut test, lane, 1);
    assert_eq!(test.state().view.active_coding(), Some(3));
    assert_eq!(told(&mut test), [TranscriptEvent::CodingClicked(3), TranscriptEvent::CodingActivated(Some(3))]);
    test.get_by_role_and_label(Role::Button, "Coding Funding").click();
    test.run();
    assert_eq!(test.state().view.active_coding(), Some(1));
    test.get_by_role_and_label(Role::Button, "Coding Scarcity").click_accesskit();
    test.run();
    assert_eq!(test.state().view.active_coding(), Some(2));
    assert!(selected(&test).is_empty(), "a click in the margin selects no words");
}

#[test]
fn another_click_on_a_lane_goes_on_to_the_next_coding_there() {
    let mut content = talk();
    let inner = CodingMark { lane_key: 1, ..coding(&content, 9, "Funding", "enough") };
    content.codings = [content.codings[0].clone(), inner].into();
    let mut test = open(content);
    let label = test.get_by_role_and_label(Role::Button, "Coding Funding").rect();
    let lane = pos2(label.left() - 31.0, on(&test, "enough").y);
    click(&mut test, lane, 1);
    assert_eq!(test.state().view.active_coding(), Some(9), "the shortest first");
    test.run_steps(40);
    click(&mut test, lane, 1);
    assert_eq!(test.state().view.active_coding(), Some(1));
}

#[test]
fn labels_of_a_crowded_margin_never_lie_on_each_other_and_stay_in_it() {
    let mut content = talk();
    let words = ["We", "never", "had", "enough", "funding", "Marsh", "said", "so", "The", "group", "stopped"];
    let codings = (0..60).map(|id| {
        let label = format!("Code number {id}");
        CodingMark { colour: Color32::RED, ..coding(&content, id, &label, words[id as usize % words.len()]) }
    });
    content.codings = codings.collect();
    for width in [420.0, 700.0, 1200.0] {
        let test = open_sized(content.clone(), [width, 400.0], Theme::Light);
        let labels: Vec<Rect> = test
            .query_all_by_role(Role::Button)
            .filter(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with("Coding")))
            .map(|node| node.rect())
            .collect();
        assert!(!labels.is_empty(), "{width}");
        for (at, label) in labels.iter().enumerate() {
            assert!(label.right() <= width - CODES && label.bottom() <= 400.0, "{width}: {label:?}");
            let over = labels[..at].iter().find(|other| other.shrink(0.5).intersects(label.shrink(0.5)));
            assert!(over.is_none(), "{width}: {label:?} lies on {over:?}");
        }
    }
}

#[test]
fn every_coding_on_the_page_is_labelled_or_counted() {
    let mut content = talk();
    let words = ["We", "never", "had", "enough", "funding", "Marsh", "said", "so", "The", "group", "stopped"];
    for count in [3, 12, 60] {
        let codings = (0..count).map(|id| {
            let label = format!("Code number {id}");
            CodingMark { lane_key: id as u64, ..coding(&content, id, &label, words[id as usize % words.len()]) }
        });
        content.codings = codings.collect();
        for size in [[420.0, 400.0], [700.0, 400.0], [1200.0, 400.0]] {
            let test = open_sized(content.clone(), size, Theme::Light);
            let said = |role: Role| -> Vec<String> {
                let nodes = test.query_all_by_role(role);
                nodes.filter_map(|node| node.accesskit_node().label()).collect()
            };
            let labelled = said(Role::Button).into_iter().filter(|label| label.starts_with("Coding")).count();
            let counts = said(Role::Label).into_iter().filter_map(|label| {
                label.split_once(" more coding").and_then(|(number, _)| number.parse::<usize>().ok())
            });
            let counted: usize = counts.sum();
            assert_eq!(labelled + counted, count as usize, "at {size:?}: {labelled} labelled, {counted} counted");
            assert!(
                size[0] < 700.0 || labelled >= 7.min(count as usize),
                "{count} codings at {size:?}: {labelled} labelled"
            );
        }
    }
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
