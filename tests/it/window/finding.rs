//! Finding words, and coding what was found.

use super::*;

fn found(window: &mut Window) -> usize {
    window.until("the search", |window| {
        let room = &window.app().session.as_ref().expect("a study").code;
        room.search.settled() && room.search.sought.query.words.len() > 1
    });
    window.settle();
    window.app().session.as_ref().expect("a study").code.search.hits().len()
}

/// How often a word stands in the sample's transcripts, whatever its case.
fn count(study: &Study, word: &str) -> usize {
    study.transcripts().map(|one| study.text(one.id).to_lowercase().matches(word).count()).sum()
}

#[test]
fn words_are_found_everywhere_walked_by_keys_and_selected_so_that_a_key_codes_them() {
    let mut window = light();
    let start = window.study();
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::F);
    window.write("volunteer");
    let all = count(&start, "volunteer");
    assert!(all > 5);
    assert_eq!(found(&mut window), all);
    let selected = |window: &mut Window| {
        let study = window.study();
        let (transcript, span) = window.app().session.as_ref().expect("a study").code.selection().expect("selected");
        (transcript, span, span.of(study.text(transcript)).expect("words").to_lowercase())
    };
    window.key(Key::Enter);
    let first = selected(&mut window);
    assert_eq!(first.2, "volunteer");
    window.key(Key::F3);
    let second = selected(&mut window);
    assert!(second > first && second.2 == "volunteer");
    window.press(Modifiers::SHIFT, Key::F3);
    assert_eq!(selected(&mut window), first);
    // Escape in the field gives the keys to the transcript; the words found are still selected.
    window.key(Key::Escape);
    window.key(Key::I);
    let coding = window.newest(&start);
    assert_eq!((coding.transcript, coding.span), (first.0, first.1));
}

#[test]
fn all_places_found_are_coded_as_one_entry_after_a_preview_and_undone_at_once() {
    let mut window = Window::with_sample(egui::Theme::Light, [1280.0, 900.0]);
    let start = window.study();
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::F);
    window.write("volunteer");
    let all = found(&mut window);
    window.click(&format!("Code {all} places…"));
    window.write("Money talk");
    window.key(Key::Tab);
    assert!(*window.study() == *start, "a preview changes nothing");
    window.click("Their sentences");
    let told = window.harness.query_all_by_label_contains(" passages in ").next().is_some();
    assert!(told);
    let name = window
        .harness
        .query_all_by_role(NodeRole::Button)
        .filter_map(|node| egui_kittest::kittest::NodeT::accesskit_node(&node).label())
        .find(|label| label.starts_with("Code ") && label.ends_with(" passages"))
        .expect("a button that codes");
    window.click(&name);
    let study = window.study();
    let code = code_named(&study, "Money talk");
    let codings = study.codings_with(code);
    assert_eq!(format!("Code {} passages", codings.len()), name);
    for coding in codings {
        let words = coding.span.of(study.text(coding.transcript)).expect("words");
        assert!(words.to_lowercase().contains("volunteer") && words.len() > "volunteer".len(), "{words}");
    }
    window.undo_all(&start, 1);
}

#[test]
fn a_place_that_is_not_ticked_is_not_coded() {
    let mut window = Window::with_sample(egui::Theme::Light, [1280.0, 900.0]);
    window.press(Modifiers::COMMAND, Key::F);
    let start = window.study();
    window.write("choir");
    let all = found(&mut window);
    assert!(all > 1);
    let place = window
        .harness
        .query_all_by_role(NodeRole::CheckBox)
        .filter_map(|node| egui_kittest::kittest::NodeT::accesskit_node(&node).label())
        .find(|label| label.starts_with("Code this place: "))
        .expect("a tick at a place");
    window.click(&place);
    window.click(&if all == 2 { "Code 1 place…".to_owned() } else { format!("Code {} places…", all - 1) });
    window.write("Singing");
    window.key(Key::Tab);
    window.key(Key::Tab);
    let name = if all == 2 { "Code 1 passage".to_owned() } else { format!("Code {} passages", all - 1) };
    window.click(&name);
    let study = window.study();
    assert_eq!(study.codings().len(), start.codings().len() + all - 1);
}

#[test]
fn a_pattern_that_cannot_be_read_says_why_where_it_was_typed() {
    let mut window = light();
    window.press(Modifiers::COMMAND, Key::F);
    window.click("Pattern");
    window.field("Find words");
    window.settle();
    window.write("(fund");
    assert_eq!(found(&mut window), 0);
    assert!(window.harness.query_by_label_contains("This pattern cannot be read: unclosed group").is_some());
    window.field("Find words");
    window.settle();
    window.press(Modifiers::COMMAND, Key::A);
    window.write("fund(s|ing)");
    assert!(found(&mut window) > 0);
}

#[test]
fn the_words_selected_are_what_is_looked_for() {
    let mut window = light();
    window.select("choir");
    window.press(Modifiers::COMMAND, Key::F);
    assert!(found(&mut window) > 0);
    let words = window.app().session.as_ref().expect("a study").code.search.sought.query.words.clone();
    assert_eq!(words, "choir");
}

#[test]
fn where_nothing_is_found_the_palette_says_so() {
    let mut window = light();
    window.press(Modifiers::COMMAND, Key::P);
    window.write("zzxqy");
    assert!(window.harness.query_by_label("Nothing is found for “zzxqy”.").is_some());
    window.key(Key::Escape);
}
