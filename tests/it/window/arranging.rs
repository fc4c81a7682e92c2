//! The code tree arranged by mouse and by keys: several codes at once, sorting, moving by key.

use super::*;
use egui_kittest::kittest::NodeT;

fn click_holding(window: &mut Window, code: &str, held: Modifiers) {
    window.harness.get_by_role_and_label(NodeRole::TreeItem, code).click_modifiers(held);
    window.settle();
}

fn parent_of(study: &Study, name: &str) -> Option<String> {
    let parent = study.get(code_named(study, name)).expect("the code").parent?;
    study.get(parent).map(|code| code.name.clone())
}

fn under(study: &Study, name: &str) -> Vec<String> {
    study.codes_under(Some(code_named(study, name))).iter().map(|code| code.name.clone()).collect()
}

#[test]
fn codes_marked_together_are_dragged_together_in_their_order_as_one_entry() {
    let mut window = light();
    let start = window.study();
    click_holding(&mut window, "Own lived experience", Modifiers::NONE);
    click_holding(&mut window, "Answering need at the door", Modifiers::COMMAND);
    assert_eq!(window.app().session.as_ref().expect("a study").code.tree.marked.len(), 2);
    let from = window.harness.get_by_role_and_label(NodeRole::TreeItem, "Own lived experience").rect().center();
    let to = window.harness.get_by_role_and_label(NodeRole::TreeItem, "Growing confidence").rect().center();
    window.drag(from, to);
    let study = window.study();
    assert_eq!(under(&study, "Growing confidence"), ["Answering need at the door", "Own lived experience"]);
    window.undo_all(&start, 1);
}

#[test]
fn a_range_is_marked_with_shift_and_removed_after_a_question() {
    let mut window = light();
    let start = window.study();
    click_holding(&mut window, "Answering need at the door", Modifiers::NONE);
    click_holding(&mut window, "Own lived experience", Modifiers::SHIFT);
    let marked = window.app().session.as_ref().expect("a study").code.tree.marked.len();
    assert_eq!(marked, 3);
    window.click("Remove…");
    assert!(*window.study() == *start, "nothing goes before the answer");
    window.click("Remove");
    let study = window.study();
    assert_eq!(study.codes().len(), start.codes().len() - 3);
    window.undo_all(&start, 1);
}

#[test]
fn alt_and_arrows_move_a_code_up_under_its_neighbour_and_back_beside_its_parent() {
    let mut window = light();
    let start = window.study();
    let before = under(&start, "Wanting to help");
    window.harness.get_by_role_and_label(NodeRole::TreeItem, &before[1]).focus();
    window.settle();
    window.press(Modifiers::ALT, Key::ArrowUp);
    let study = window.study();
    assert_eq!(under(&study, "Wanting to help")[..2], [before[1].clone(), before[0].clone()]);
    window.press(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(under(&window.study(), "Wanting to help"), before);
    window.press(Modifiers::ALT, Key::ArrowRight);
    assert_eq!(parent_of(&window.study(), &before[1]), Some(before[0].clone()));
    window.press(Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(parent_of(&window.study(), &before[1]), Some("Wanting to help".to_owned()));
    assert_eq!(under(&window.study(), "Wanting to help"), before);
}

#[test]
fn the_top_is_sorted_on_request_and_then_left_alone() {
    let mut window = light();
    let start = window.study();
    window.click("Arrange the codes");
    window.click("Sort the top by name");
    let study = window.study();
    let names: Vec<String> = study.codes_under(None).iter().map(|code| code.name.to_lowercase()).collect();
    assert!(names.is_sorted(), "{names:?}");
    window.undo_all(&start, 1);
}

#[test]
fn speakers_and_groups_are_counted_beside_codings_when_wanted() {
    let mut window = light();
    assert!(window.harness.query_by_label("Count speakers and groups, too").is_none());
    window.click("Arrange the codes");
    window.click("Count speakers and groups, too");
    let study = window.study();
    let code = code_named(&study, "Own lived experience");
    let counts = colloquy::analysis::count_codes(&study, None);
    let spread = counts.with_below(code).expect("it is used");
    assert!(spread.speakers.len() > 1 && spread.speakers.len() != spread.codings);
    let row = window.harness.get_by_role_and_label(NodeRole::TreeItem, "Own lived experience").rect();
    let beside = |label: &str| {
        window.harness.query_all_by_label(label).any(|node| (node.rect().center().y - row.center().y).abs() < 8.0)
    };
    assert!(beside(&spread.speakers.len().to_string()) && beside(&spread.groups.len().to_string()));
}

#[test]
fn arrows_walk_the_tree_and_escape_gives_the_keys_back_to_the_transcript() {
    let mut window = light();
    let chosen = |window: &mut Window| {
        let study = window.study();
        let code = window.app().session.as_ref().expect("a study").code.chosen.expect("a code");
        study.get(code).expect("there").name.clone()
    };
    window.harness.get_by_role_and_label(NodeRole::TreeItem, "Wanting to help").focus();
    window.settle();
    for (key, then) in [
        (Key::ArrowDown, "Answering need at the door"),
        (Key::ArrowDown, "Filling gaps left by services"),
        (Key::ArrowLeft, "Wanting to help"),
        (Key::ArrowRight, "Answering need at the door"),
        (Key::ArrowUp, "Wanting to help"),
        (Key::ArrowLeft, "Wanting to help"),
        (Key::ArrowDown, "Benefits seen in people"),
    ] {
        window.key(key);
        assert_eq!(chosen(&mut window), then);
    }
    window.key(Key::Escape);
    let transcript = window.harness.query_by_role(NodeRole::Document).expect("the transcript");
    assert!(transcript.is_focused());
}

#[test]
fn a_code_is_put_on_a_key_taken_off_it_and_its_menu_opens_by_key() {
    let mut window = light();
    let start = window.study();
    window.harness.get_by_role_and_label(NodeRole::TreeItem, "Own lived experience").click();
    window.settle();
    window.key(Key::P);
    window.key(Key::Num4);
    let code = code_named(&start, "Own lived experience");
    let pins = |window: &mut Window| {
        let study = window.study();
        study.coders().find(|coder| coder.initials == "AW").expect("Ana").pins.clone()
    };
    assert_eq!(pins(&mut window).get(&4), Some(&code));
    window.key(Key::P);
    window.key(Key::Delete);
    assert!(!pins(&mut window).values().any(|pinned| *pinned == code));
    window.undo_all(&start, 2);
    window.harness.get_by_role_and_label(NodeRole::TreeItem, "Own lived experience").focus();
    window.settle();
    window.press(Modifiers::SHIFT, Key::F10);
    assert!(window.harness.query_by_label("Write a memo on it").is_some());
    // Letters do nothing while a menu is open.
    window.key(Key::Q);
    assert!(window.app().session.as_ref().expect("open").code.dock.is_none());
}

/// The rows of the palette, in order.
fn offered(window: &Window) -> Vec<String> {
    let rows = window.harness.query_all_by_role(NodeRole::Button);
    rows.filter_map(|node| node.accesskit_node().label()).collect()
}

#[test]
fn the_palette_offers_what_was_attached_last_ticks_what_is_there_and_makes_what_is_not() {
    let mut window = light();
    let start = window.study();
    window.select("by the sea");
    window.key(Key::Enter);
    window.write("fear of liab");
    window.press(Modifiers::COMMAND, Key::Enter);
    window.newest(&start);
    // It stays open; what was just attached stands first, ticked.
    assert!(window.harness.query_by_label("attached already").is_some());
    let first = offered(&window).into_iter().find(|name| start.codes().any(|code| code.name == *name));
    assert_eq!(first.as_deref(), Some("Fear of liability"));
    // Again, and nothing is attached twice.
    let once = window.study();
    window.press(Modifiers::COMMAND, Key::Enter);
    assert!(*window.study() == *once);
    // A second code on the same words, then a third that is new, at the top.
    window.write("supervision");
    window.press(Modifiers::COMMAND, Key::Enter);
    window.write("Training for all");
    window.press(Modifiers::SHIFT, Key::Tab);
    let study = window.study();
    let span = window.app().session.as_ref().expect("open").code.selection().expect("words").1;
    let on_them: Vec<String> = study
        .codings()
        .filter(|coding| coding.span == span && start.get(coding.id).is_none())
        .filter_map(|coding| study.get(coding.code).map(|code| code.name.clone()))
        .collect();
    assert_eq!(on_them, ["Fear of liability", "Supervision and debriefing", "Training for all"]);
    assert_eq!(study.get(code_named(&study, "Training for all")).expect("made").parent, None);
    // What no code is called, Enter makes.
    window.key(Key::Slash);
    window.write("Qqq");
    window.key(Key::Enter);
    code_named(&window.study(), "Qqq");
    // The transcript has the keyboard again, whichever key closed the palette: `]` and Enter go on coding.
    for key in [Key::Tab, Key::Enter] {
        let before = window.study();
        window.key(Key::CloseBracket);
        window.press(Modifiers::SHIFT, Key::CloseBracket);
        window.key(Key::Enter);
        window.write(&format!("Unheard {key:?}"));
        window.key(key);
        window.newest(&before);
    }
}
