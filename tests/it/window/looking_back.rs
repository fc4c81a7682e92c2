//! The history, and the codebook in time.

use super::*;

fn redefine(window: &mut Window, code: &str, words: &str) {
    window.harness.get_by_role_and_label(NodeRole::TreeItem, code).click();
    window.settle();
    window.field("Brief definition");
    window.settle();
    window.press(Modifiers::COMMAND, Key::A);
    window.write(words);
    window.field("Full definition");
    window.settle();
}

#[test]
fn the_history_tells_of_one_person_and_of_one_kind_and_goes_back_to_a_place() {
    let mut window = light();
    let start = window.study();
    redefine(&mut window, "Own lived experience", "First words");
    let after_first = window.study();
    redefine(&mut window, "Own lived experience", "Second words");
    redefine(&mut window, "Growing confidence", "Third words");
    window.press(Modifiers::COMMAND, Key::H);
    let entry = "Described the code Own lived experience";
    let rows = || window.harness.query_all_by_role_and_label(NodeRole::Button, entry);
    assert_eq!(rows().count(), 2);
    // The older of the two is the lower one.
    let older = rows().max_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
    older.expect("two are there").click();
    window.settle();
    assert!(*window.study() != *after_first, "choosing an entry changes nothing");
    window.click("Undo to here");
    assert!(*window.study() == *after_first);
    assert!(*window.study() != *start);
}

#[test]
fn a_coding_made_under_another_definition_says_so() {
    let mut window = light();
    window.select("by the sea");
    window.harness.get_by_role_and_label(NodeRole::TreeItem, "Own lived experience").click();
    window.settle();
    assert!(window.harness.query_by_label_contains("Coded under an older definition").is_none());
    std::thread::sleep(std::time::Duration::from_millis(2));
    redefine(&mut window, "Own lived experience", "Something else entirely");
    window.settle();
    assert!(window.harness.query_by_label_contains("Coded under an older definition").is_some());
}

#[test]
fn a_version_is_named_and_compared_with_what_stands_now() {
    let mut window = light();
    window.press(Modifiers::COMMAND, Key::P);
    window.write("Codebook versions");
    window.key(Key::Enter);
    window.type_into("Name the codebook as it stands", "before the retreat");
    window.click("Name this version");
    window.click("Close");
    let study = window.study();
    let version = study.versions().find(|one| one.name == "before the retreat").expect("named").clone();
    assert!(version.entry.is_some());
    redefine(&mut window, "Own lived experience", "Said of oneself");
    window.press(Modifiers::COMMAND, Key::P);
    window.write("Codebook versions");
    window.key(Key::Enter);
    window.settle();
    assert!(window.harness.query_by_label("0 codes added, 1 altered, 0 gone").is_some());
    assert!(window.harness.query_by_label("Said of oneself").is_some());
}
