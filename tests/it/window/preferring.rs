//! What a person prefers: keys, looks, hints; and that everything in the window has a name and can be reached.

use super::*;
use egui_kittest::kittest::NodeT;

/// Opens the settings, and asks for new keys of a command.
fn record(window: &mut Window, command: &str) {
    window.press(Modifiers::COMMAND, Key::Comma);
    window.type_into("Find a command or a key", command);
    let name = format!("Keys of {command}");
    let found = window.harness.query_all_by_label_contains(&name).next();
    found.unwrap_or_else(|| panic!("no keys of {command}")).click();
    window.settle();
}

#[test]
fn a_key_is_given_to_another_command_after_asking_and_works_at_once_and_is_kept() {
    let mut window = light();
    let start = window.study();
    let file = window.folder.path().join("preferences.ron");
    window.app().preferences.file = Some(file.clone());
    record(&mut window, "Code in vivo");
    window.key(Key::J);
    assert!(window.harness.query_by_label("J belongs to “Next coding”.").is_some());
    window.click("Take it for “Code in vivo”");
    window.click("Close");
    window.select("by the sea");
    window.key(Key::J);
    let coding = window.newest(&start);
    assert_eq!(window.study().get(coding.code).expect("its code").name, "by the sea");
    // The old key does nothing more.
    let before = window.study();
    window.select("a good night");
    window.key(Key::I);
    assert!(*window.study() == *before);
    // Menus, the page of keys and the file say the same.
    window.key(Key::F1);
    window.write("in vivo");
    assert!(window.harness.query_by_label("J").is_some());
    let kept = std::fs::read_to_string(&file).expect("the preferences are kept");
    assert!(kept.contains("\"CodeInVivo\"") && kept.contains("\"J\""), "{kept}");
    window.click("Close");
    record(&mut window, "Code in vivo");
    window.key(Key::Escape);
    window.click("Restore all keys");
    window.click("Close");
    window.select("a good night");
    window.key(Key::I);
    window.newest(&before);
}

#[test]
fn keys_that_move_the_caret_are_refused_and_delete_leaves_a_command_without() {
    let mut window = light();
    record(&mut window, "Detach coding");
    window.key(Key::ArrowLeft);
    assert!(window.harness.query_by_label_contains("moves the caret").is_some());
    window.key(Key::Delete);
    assert!(window.harness.query_by_label("Keys of Detach coding: None").is_some());
    window.click("Close");
    let start = window.study();
    window.key(Key::J);
    window.key(Key::X);
    assert!(*window.study() == *start, "X is nobody’s key now");
}

#[test]
fn sizes_colours_and_motion_follow_the_settings() {
    let mut window = light();
    window.press(Modifiers::COMMAND, Key::Comma);
    window.click("Looks");
    window.click("Dark");
    window.click("Reduce motion");
    window.click("Close");
    let ctx = window.harness.ctx.clone();
    assert_eq!(ctx.theme(), egui::Theme::Dark);
    let still = ctx.style_of(egui::Theme::Dark);
    assert!(still.animation_time == 0.0 && !still.visuals.text_cursor.blink);
    window.press(Modifiers::COMMAND, Key::Plus);
    assert!((ctx.zoom_factor() - 1.1).abs() < 0.001);
    let size = window.app().preferences.text_size;
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Plus);
    assert!(window.app().preferences.text_size > size && (ctx.zoom_factor() - 1.1).abs() < 0.001);
    window.press(Modifiers::COMMAND, Key::Num0);
    assert!((ctx.zoom_factor() - 1.0).abs() < 0.001);
}

#[test]
fn a_hint_is_given_closed_for_good_and_can_be_had_again() {
    let mut window = light();
    window.app().preferences.hints_understood = ["find".to_owned()].into();
    window.app().session.as_mut().expect("a study").open.sit(None);
    window.settle();
    assert!(window.harness.query_by_label_contains("Drag over words").is_some());
    window.click("Close this hint");
    assert!(window.harness.query_by_label_contains("Drag over words").is_none());
    window.press(Modifiers::COMMAND, Key::Comma);
    window.click("Hints");
    window.click("Show all hints again");
    window.click("Close");
    assert!(window.harness.query_by_label_contains("Drag over words").is_some());
    window.select("by the sea");
    assert!(window.harness.query_by_label_contains("finds a code for the selected words").is_some());
    window.press(Modifiers::COMMAND, Key::Comma);
    window.click("Hints");
    window.click("Show hints at the foot of the window");
    window.click("Close");
    assert!(window.harness.query_by_label("Close this hint").is_none());
}

#[test]
fn f6_goes_round_the_parts_of_the_window_and_back() {
    let mut window = light();
    window.key(Key::Q);
    let focused = |window: &mut Window| window.harness.ctx.memory(|memory| memory.focused());
    let mut seen = vec![focused(&mut window)];
    for _ in 0..6 {
        window.key(Key::F6);
        seen.push(focused(&mut window));
    }
    let first = seen[0];
    assert!(first.is_some());
    let round = seen[1..].iter().position(|id| *id == first).expect("it comes round");
    assert!(round >= 4, "rail, transcripts, transcript, codes, lower panel: {seen:?}");
    window.press(Modifiers::SHIFT, Key::F6);
    assert_eq!(focused(&mut window), seen[5]);
}

/// What can take the keyboard and has no name.
fn nameless(window: &Window) -> Vec<String> {
    let mut found = Vec::new();
    let mut next = vec![window.harness.root().accesskit_node()];
    while let Some(node) = next.pop() {
        next.extend(node.children());
        let focusable = node.data().supports_action(egui::accesskit::Action::Focus);
        let named = node.label().is_some_and(|label| !label.trim().is_empty() && !label.contains('\u{fe}'));
        let alone = node.label().is_some_and(|label| label.chars().all(|letter| letter as u32 >= 0xF0000));
        if focusable && (!named || alone) {
            found.push(format!("{:?} {:?} {:?}", node.role(), node.label(), node.bounding_box()));
        }
    }
    found
}

#[test]
fn everything_that_takes_the_keyboard_has_a_name() {
    let mut window = Window::with_sample(egui::Theme::Light, [1440.0, 900.0]);
    let mut checked = Vec::new();
    let mut check = |window: &Window, place: &str| {
        let found = nameless(window);
        assert!(found.is_empty(), "{place}: {found:#?}");
        checked.push(place.to_owned());
    };
    check(&window, "the Code room");
    window.harness.get_by_role_and_label(NodeRole::TreeItem, "Own lived experience").click();
    window.settle();
    check(&window, "a code chosen");
    window.key(Key::Q);
    check(&window, "quotations");
    window.press(Modifiers::COMMAND, Key::F);
    window.write("the");
    window.settle();
    check(&window, "search");
    window.key(Key::Escape);
    window.press(Modifiers::COMMAND, Key::M);
    check(&window, "memos");
    window.key(Key::F4);
    check(&window, "correcting");
    window.key(Key::F4);
    for (keys, key, place) in [
        (Modifiers::COMMAND, Key::P, "all commands"),
        (Modifiers::NONE, Key::F1, "keys and gestures"),
        (Modifiers::COMMAND, Key::Comma, "settings"),
        (Modifiers::COMMAND, Key::N, "new study"),
    ] {
        window.press(keys, key);
        check(&window, place);
        window.key(Key::Escape);
    }
    window.select("by the sea");
    window.key(Key::Enter);
    check(&window, "the palette of codes");
    window.key(Key::Escape);
    for command in ["Speakers…", "Codebook versions…", "Study settings…", "Who is coding…", "About Colloquy"] {
        window.press(Modifiers::COMMAND, Key::P);
        window.write(command.trim_end_matches('…'));
        window.key(Key::Enter);
        check(&window, command);
        window.key(Key::Escape);
    }
    window.press(Modifiers::COMMAND, Key::H);
    check(&window, "history");
    window.press(Modifiers::COMMAND, Key::H);
    window.press(Modifiers::COMMAND, Key::Num3);
    check(&window, "the Themes room");
    window.press(Modifiers::COMMAND, Key::Num4);
    check(&window, "the Figure room");
    window.press(Modifiers::COMMAND, Key::W);
    check(&window, "the welcome page");
    assert_eq!(checked.len(), 20);
}
