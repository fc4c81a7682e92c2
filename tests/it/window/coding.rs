//! The Code room driven by keys and the mouse: the keyboard is always somewhere, everything fits, nothing typed is lost.

use super::*;
use egui_kittest::kittest::NodeT;

fn focused(window: &Window) -> Option<egui::Id> {
    window.harness.ctx.memory(|memory| memory.focused())
}

fn selected(window: &mut Window) -> Span {
    window.app().session.as_ref().expect("a study is open").code.view.selection().span()
}

/// Puts the caret into the middle of a turn of the transcript shown.
fn caret_before(window: &mut Window, words: &str) {
    window.select(words);
    window.key(Key::ArrowLeft);
}

#[test]
fn undo_in_the_field_after_a_split_undoes_the_split_and_writes_no_words_of_another_turn() {
    let mut window = light();
    let start = window.study();
    window.key(Key::F4);
    caret_before(&mut window, "by the sea");
    window.key(Key::Enter);
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Enter);
    assert!(*window.study() != *start, "the turn is split");
    window.press(Modifiers::COMMAND, Key::Z);
    assert!(*window.study() == *start, "undo is the study’s: nothing was typed in the field");
    for _ in 0..3 {
        window.key(Key::Escape);
    }
    assert!(*window.study() == *start, "leaving the field saves nothing that was not typed");
    // What is typed is the field's to take back first.
    window.key(Key::F4);
    window.select("by the sea");
    window.key(Key::Enter);
    window.write("Oh");
    window.press(Modifiers::COMMAND, Key::Z);
    window.press(Modifiers::COMMAND, Key::Enter);
    assert!(*window.study() == *start, "the word typed was taken back");
}

#[test]
fn a_turn_is_split_at_the_transcripts_caret_where_the_field_was_not_entered() {
    let mut window = light();
    let start = window.study();
    window.key(Key::F4);
    caret_before(&mut window, "by the sea");
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Enter);
    let study = window.study();
    let turns = |study: &Study| study.transcripts_in_order()[0].turns.len();
    assert_eq!(turns(&study), turns(&start) + 1);
    let transcript = study.transcripts_in_order()[0];
    let text = study.text(transcript.id);
    assert!(
        transcript.turns.iter().any(|turn| turn.span.of(text).is_some_and(|words| words.starts_with("by the sea")))
    );
}

#[test]
fn bad_news_leaves_on_escape() {
    let mut window = light();
    window.app().toasts.failed("Something is not possible.");
    window.settle();
    let alerts = |window: &Window| window.harness.query_all_by_role(NodeRole::Alert).count();
    assert_eq!(alerts(&window), 1);
    window.key(Key::Escape);
    assert_eq!(alerts(&window), 0);
}

#[test]
fn words_typed_and_not_yet_saved_are_said_to_be_so() {
    let mut window = light();
    window.key(Key::F4);
    window.select("by the sea");
    window.key(Key::Enter);
    assert!(window.harness.query_by_label("All changes saved").is_some());
    window.write("Oh");
    assert!(window.harness.query_by_label_contains("Not saved yet: correcting turn").is_some());
    assert!(window.harness.query_by_label("All changes saved").is_none());
    window.press(Modifiers::COMMAND, Key::Enter);
    assert!(window.harness.query_by_label("All changes saved").is_some());
}

#[test]
fn the_lower_panel_keeps_its_height_whatever_its_page_and_however_long_it_is_open() {
    let mut window = light();
    window.harness.get_by_role_and_label(NodeRole::TreeItem, "Own lived experience").click();
    window.settle();
    window.key(Key::F4);
    let top = |window: &Window| window.harness.get_by_label("Close the lower panel").rect().top();
    let first = top(&window);
    window.harness.run_steps(40);
    assert_eq!(top(&window), first, "it does not grow by itself");
    for page in ["Memos", "Search", "Quotations", "Correct"] {
        window.click(page);
        window.harness.run_steps(10);
        assert_eq!(top(&window), first, "{page}");
    }
    window.click("Search");
    let field = window.harness.get_by_role_and_label(NodeRole::TextInput, "Find words");
    assert!(field.accesskit_node().is_focused(), "the field is ready to be written in");
}

#[test]
fn the_keyboard_is_the_transcripts_when_a_study_opens_and_when_nothing_else_has_it() {
    let mut window = Window::new(egui::Theme::Light, SIZE);
    let open = sample::file(window.folder.path());
    let path = window.folder.path().join("sample.colloquy");
    window.app().opened(open, &path);
    window.settle();
    window.press(Modifiers::SHIFT, Key::ArrowRight);
    assert!(!selected(&mut window).is_empty(), "the study has just been opened");
    window.key(Key::ArrowRight);
    window.harness.get_by_role_and_label(NodeRole::TreeItem, "Own lived experience").click();
    window.settle();
    window.key(Key::F2);
    window.write("Lived it");
    window.key(Key::Enter);
    assert!(focused(&window).is_some(), "a code was renamed");
    assert!(window.study().codes().any(|code| code.name == "Lived it"), "what is typed replaces the name");
    let now = focused(&window).expect("something has it");
    window.harness.ctx.memory_mut(|memory| memory.surrender_focus(now));
    window.settle();
    let before = selected(&mut window);
    window.press(Modifiers::SHIFT, Key::ArrowRight);
    assert_ne!(selected(&mut window), before, "nothing had it");
}

#[test]
fn at_the_least_window_size_the_transcript_ends_where_the_codes_begin() {
    for size in [[960.0, 600.0], SIZE] {
        let mut window = Window::with_sample(egui::Theme::Light, size);
        window.settle();
        let transcript = window.harness.query_all_by_role(NodeRole::Document).next().expect("the transcript").rect();
        let filter = window.harness.get_by_role_and_label(NodeRole::TextInput, "Filter codes").rect();
        let codes = window.harness.get_by_label("Codes").rect().union(filter);
        assert!(transcript.right() <= codes.left(), "{transcript:?} {codes:?} in {size:?}");
        assert!(transcript.width() > 400.0, "{transcript:?} in {size:?}");
    }
}

#[test]
fn every_menu_fits_the_window_whole() {
    for size in [[960.0, 600.0], SIZE] {
        let mut window = Window::with_sample(egui::Theme::Light, size);
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, size.into());
        for (menu, last) in [("Edit", "History"), ("Code", "Attach code on key 1"), ("View", "Settings…")] {
            window.click(menu);
            let bar = window.harness.query_all_by_label(menu).next().expect("the menu").rect();
            let entry = window.harness.query_all_by_label_contains(last).next().expect("its last entry").rect();
            assert!(screen.contains_rect(entry) && entry.top() > bar.bottom(), "{menu} {entry:?} in {size:?}");
            window.key(Key::Escape);
        }
        window.click("Code");
        for entry in ["Merge code into…", "Remove code…", "Detach coding", "Attach a code…"] {
            let place = window.harness.query_all_by_label_contains(entry).next().expect(entry).rect();
            assert!(screen.contains_rect(place) && place.top() > 20.0, "{entry} {place:?} in {size:?}");
        }
    }
}

#[test]
fn tab_makes_a_new_code_under_the_one_marked_before_its_name_was_typed() {
    let mut window = light();
    let start = window.study();
    window.select("by the sea");
    window.key(Key::Enter);
    window.key(Key::ArrowDown);
    window.write("Zzyzx trust");
    assert!(window.harness.query_by_label_contains("new code “Zzyzx trust” under").is_some(), "it is said");
    window.key(Key::Tab);
    let study = window.study();
    let made = study.get(window.newest(&start).code).expect("the code").clone();
    assert_eq!(made.name, "Zzyzx trust");
    assert!(made.parent.is_some(), "it stands under the code that was marked");
}

#[test]
fn a_code_in_vivo_stands_at_the_top_whatever_was_attached_last() {
    let mut window = light();
    window.select("by the sea");
    window.key(Key::Num1);
    let before = window.study();
    window.select("carpet shop");
    window.key(Key::I);
    let study = window.study();
    assert_eq!(study.get(window.newest(&before).code).expect("the code").parent, None);
}

#[test]
fn the_history_takes_the_keyboard_and_escape_closes_it() {
    let mut window = light();
    let before = focused(&window);
    window.press(Modifiers::COMMAND, Key::H);
    assert!(focused(&window).is_some() && focused(&window) != before);
    window.key(Key::Enter);
    assert!(window.harness.query_by_label("Undo to here").is_some(), "the newest entry is shown");
    window.key(Key::Escape);
    assert!(window.harness.query_by_label("Close the history").is_none());
    assert_eq!(focused(&window), before, "the transcript has it again");
}

#[test]
fn a_memo_on_a_coding_is_kept_by_escape_and_by_ctrl_enter() {
    let mut window = light();
    let start = window.study();
    window.select("by the sea");
    window.key(Key::Num1);
    let coding = window.newest(&start);
    window.key(Key::M);
    window.write("Because of the sea");
    window.key(Key::Escape);
    assert!(window.harness.query_by_label("Memo on this coding").is_none());
    assert_eq!(window.study().get(coding.id).expect("it is there").memo, "Because of the sea");
    window.key(Key::M);
    window.press(Modifiers::COMMAND, Key::A);
    window.write("No: the wind");
    window.press(Modifiers::COMMAND, Key::Enter);
    assert!(window.harness.query_by_label("Memo on this coding").is_none());
    assert_eq!(window.study().get(coding.id).expect("it is there").memo, "No: the wind");
}

#[test]
fn quotations_are_walked_and_shown_by_keys() {
    let mut window = light();
    window.harness.get_by_role_and_label(NodeRole::TreeItem, "Own lived experience").click();
    window.settle();
    let transcript = focused(&window);
    window.key(Key::Q);
    let first = focused(&window);
    assert!(first.is_some() && first != transcript, "the first quotation has the keyboard");
    window.key(Key::ArrowDown);
    let second = focused(&window);
    assert!(second.is_some() && second != first);
    window.key(Key::ArrowUp);
    assert_eq!(focused(&window), first);
    window.key(Key::Enter);
    let session = window.app().session.as_ref().expect("a study is open");
    assert!(session.code.view.active_coding().is_some(), "it is shown in the transcript");
}

#[test]
fn shift_and_the_arrows_mark_codes_in_the_tree_and_f6_lands_on_a_row() {
    let mut window = light();
    window.harness.get_by_role_and_label(NodeRole::TreeItem, "Answering need at the door").focus();
    window.settle();
    window.press(Modifiers::SHIFT, Key::ArrowDown);
    window.press(Modifiers::SHIFT, Key::ArrowDown);
    let marked = |window: &mut Window| window.app().session.as_ref().expect("a study").code.tree.marked.len();
    assert_eq!(marked(&mut window), 3);
    window.press(Modifiers::SHIFT, Key::ArrowUp);
    assert_eq!(marked(&mut window), 2);
    let mut landed = false;
    for _ in 0..8 {
        window.key(Key::F6);
        let rows: Vec<bool> =
            window.harness.query_all_by_role(NodeRole::TreeItem).map(|row| row.accesskit_node().is_focused()).collect();
        landed |= rows.contains(&true);
        let filter = window.harness.get_by_role_and_label(NodeRole::TextInput, "Filter codes");
        assert!(!filter.accesskit_node().is_focused());
    }
    assert!(landed);
}

#[test]
fn the_right_button_offers_what_can_be_done_with_words_and_with_a_coding() {
    let mut window = light();
    let start = window.study();
    window.select("by the sea");
    let press = |window: &mut Window| {
        let session = window.app().session.as_ref().expect("a study is open");
        let at = session.code.view.selected_on_screen().expect("the words are seen").center();
        window.harness.hover_at(at);
        window.settle();
        for pressed in [true, false] {
            window.harness.event(egui::Event::PointerButton {
                pos: at,
                button: egui::PointerButton::Secondary,
                pressed,
                modifiers: Modifiers::NONE,
            });
            window.harness.run_steps(1);
        }
        window.settle();
    };
    press(&mut window);
    let code = window.harness.query_all_by_label_contains("Code in vivo").next().expect("words are coded from there");
    code.click();
    window.settle();
    let coding = window.newest(&start);
    press(&mut window);
    window.harness.query_all_by_label_contains("Change valence").next().expect("and a coding is marked").click();
    window.settle();
    assert_eq!(window.study().get(coding.id).expect("it is there").valence, Some(Valence::Barrier));
    let session = window.app().session.as_ref().expect("a study is open");
    let told = session.open.history().heads().last().expect("an entry").sentence.clone();
    assert!(told.starts_with("Set the valence of *by the sea*") && told.ends_with(" to barrier"), "{told}");
}

#[test]
fn a_code_on_all_words_of_a_transcript_is_said_to_be_on_the_whole_of_it() {
    let mut window = light();
    window.press(Modifiers::COMMAND, Key::A);
    window.key(Key::Num1);
    let session = window.app().session.as_ref().expect("a study is open");
    let told = session.open.history().heads().last().expect("an entry").sentence.clone();
    assert!(told.contains(" to the whole of "), "{told}");
}

#[test]
fn the_settings_open_with_their_field_ready() {
    let mut window = light();
    window.press(Modifiers::COMMAND, Key::Comma);
    let field = window.harness.get_by_role_and_label(NodeRole::TextInput, "Find a command or a key");
    assert!(field.accesskit_node().is_focused());
}
