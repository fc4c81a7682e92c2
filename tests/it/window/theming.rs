//! The Themes room's boards: what stands on them is marked, dragged, moved by keys, copied and compared.

use super::*;
use colloquy::study::Board;
use std::collections::BTreeSet;

pub(super) fn wide() -> Window {
    let mut window = Window::with_sample(egui::Theme::Light, [1920.0, 1080.0]);
    window.press(Modifiers::COMMAND, Key::Num3);
    window
}

/// A page of the room.
pub(super) fn page(window: &mut Window, name: &str) {
    let found = window.harness.query_all_by_role_and_label(NodeRole::Button, name).next();
    found.unwrap_or_else(|| panic!("no page is called {name}")).click();
    window.settle();
}

fn at(window: &Window, name: &str) -> egui::Pos2 {
    let found = window.harness.query_all_by_role_and_label(NodeRole::Button, name).next();
    found.unwrap_or_else(|| panic!("nothing to drag is called {name}")).rect().center()
}

fn click_holding(window: &mut Window, name: &str, held: Modifiers) {
    let found = window.harness.query_all_by_role_and_label(NodeRole::Button, name).next();
    found.unwrap_or_else(|| panic!("nothing is called {name}")).click_modifiers(held);
    window.settle();
}

fn board_named(study: &Study, name: &str) -> Id<Board> {
    study.boards().find(|board| board.name == name).expect("the board").id
}

/// The codes of the tray, in its order.
fn loose(study: &Study) -> Vec<String> {
    let board = study.boards_in_order().pop().expect("a board").id;
    let held: BTreeSet<Id<Code>> =
        study.themes().filter(|theme| theme.board == board).flat_map(|theme| theme.codes.iter().copied()).collect();
    study.code_tree().iter().filter(|(_, code)| !held.contains(&code.id)).map(|(_, code)| code.name.clone()).collect()
}

fn names(study: &Study, theme: &Theme) -> Vec<String> {
    theme.codes.iter().map(|&code| study.get(code).expect("the code").name.clone()).collect()
}

fn subthemes(study: &Study, theme: &str) -> Vec<String> {
    let theme = theme_named(study, theme);
    study.themes_under(theme.board, Some(theme.id)).iter().map(|one| one.name.clone()).collect()
}

const FIRST: &str = "Mental health motivation";

#[test]
fn codes_marked_in_the_tray_are_dragged_onto_a_card_together_as_one_entry() {
    let mut window = wide();
    let start = window.study();
    let some = loose(&start);
    let card = subthemes(&start, FIRST)[0].clone();
    click_holding(&mut window, &some[0], Modifiers::NONE);
    click_holding(&mut window, &some[2], Modifiers::COMMAND);
    let (from, to) = (at(&window, &some[2]), at(&window, &card));
    window.drag(from, to);
    let study = window.study();
    let now = names(&study, &theme_named(&study, &card));
    let before = names(&start, &theme_named(&start, &card));
    assert_eq!(now.len(), before.len() + 2);
    assert!(now.contains(&some[0]) && now.contains(&some[2]) && !now.contains(&some[1]), "{now:?}");
    window.undo_all(&start, 1);
    // A range, with Shift.
    click_holding(&mut window, &some[0], Modifiers::NONE);
    click_holding(&mut window, &some[2], Modifiers::SHIFT);
    let (from, to) = (at(&window, &some[1]), at(&window, &card));
    window.drag(from, to);
    let study = window.study();
    assert_eq!(names(&study, &theme_named(&study, &card)).len(), before.len() + 3);
    // From the card back into the tray, all of them.
    let (from, to) = (at(&window, &some[1]), at(&window, &loose(&study)[0]));
    window.drag(from, to);
    assert!(*window.study() == *start, "as before");
    window.press(Modifiers::COMMAND, Key::Z);
    window.undo_all(&start, 1);
}

#[test]
fn alt_and_arrows_move_a_code_through_its_card_into_the_next_and_to_another_theme() {
    let mut window = wide();
    let start = window.study();
    let cards = subthemes(&start, FIRST);
    let codes = names(&start, &theme_named(&start, &cards[0]));
    let code = codes.last().expect("a code").clone();
    window.harness.query_all_by_role_and_label(NodeRole::Button, &code).next().expect("its row").focus();
    window.settle();
    window.press(Modifiers::ALT, Key::ArrowUp);
    let study = window.study();
    assert_eq!(names(&study, &theme_named(&study, &cards[0]))[codes.len() - 2], code);
    window.press(Modifiers::ALT, Key::ArrowDown);
    window.press(Modifiers::ALT, Key::ArrowDown);
    let study = window.study();
    assert_eq!(names(&study, &theme_named(&study, &cards[1])).first(), Some(&code));
    window.press(Modifiers::ALT, Key::ArrowRight);
    let study = window.study();
    let board = study.boards_in_order().pop().expect("a board").id;
    let second = study.themes_under(board, None)[1].clone();
    assert_eq!(names(&study, &second).last(), Some(&code));
    window.key(Key::Delete);
    assert!(loose(&window.study()).contains(&code));
    // Up and down again was as before.
    window.undo_all(&start, 3);
}

#[test]
fn alt_and_arrows_move_a_sub_theme_and_a_theme() {
    let mut window = wide();
    let start = window.study();
    let cards = subthemes(&start, FIRST);
    window.harness.query_all_by_role_and_label(NodeRole::Button, &cards[0]).next().expect("its card").focus();
    window.settle();
    window.press(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(subthemes(&window.study(), FIRST)[..2], [cards[1].clone(), cards[0].clone()]);
    window.press(Modifiers::ALT, Key::ArrowRight);
    let study = window.study();
    let board = study.boards_in_order().pop().expect("a board").id;
    let second = study.themes_under(board, None)[1].name.clone();
    assert_eq!(subthemes(&study, &second).last(), Some(&cards[0]));
    window.undo_all(&start, 2);
    window.harness.query_all_by_role_and_label(NodeRole::Button, FIRST).next().expect("its column").focus();
    window.settle();
    window.press(Modifiers::ALT, Key::ArrowRight);
    let study = window.study();
    assert_eq!(study.themes_under(board, None)[1].name, FIRST);
    window.undo_all(&start, 1);
}

#[test]
fn sub_themes_marked_together_are_dragged_before_another_and_out_to_a_theme() {
    let mut window = wide();
    let start = window.study();
    let cards = subthemes(&start, FIRST);
    for card in &cards[..2] {
        window.harness.query_all_by_role_and_label(NodeRole::Button, card).next().expect("its card").focus();
        window.settle();
        window.press(Modifiers::COMMAND, Key::Space);
    }
    let board = start.boards_in_order().pop().expect("a board").id;
    let second = start.themes_under(board, None)[1].name.clone();
    let there = subthemes(&start, &second)[0].clone();
    let card = window.harness.query_all_by_role_and_label(NodeRole::Button, &there).next().expect("a card").rect();
    let from = window.harness.query_all_by_role_and_label(NodeRole::Button, &cards[1]).next().expect("a card").rect();
    // The upper edge of the card, where no code lies.
    window.drag(from.center_top() + egui::vec2(0.0, 6.0), card.center_top() + egui::vec2(0.0, 6.0));
    let now = subthemes(&window.study(), &second);
    assert_eq!(now[..3], [cards[0].clone(), cards[1].clone(), there]);
    window.undo_all(&start, 1);
}

#[test]
fn a_theme_is_made_of_the_codes_that_are_marked() {
    let mut window = wide();
    let start = window.study();
    let some = loose(&start);
    click_holding(&mut window, &some[0], Modifiers::NONE);
    click_holding(&mut window, &some[1], Modifiers::COMMAND);
    window.click("Do with them");
    window.click("New theme of them…");
    window.write("Held apart");
    window.key(Key::Enter);
    let study = window.study();
    assert_eq!(names(&study, &theme_named(&study, "Held apart")), some[..2]);
    window.undo_all(&start, 1);
}

#[test]
fn a_board_is_copied_renamed_shown_beside_the_other_compared_and_removed() {
    let mut window = wide();
    let start = window.study();
    window.command("New board…");
    window.type_into("Name", "Revised");
    window.click("Make the board");
    let study = window.study();
    let (last, copy) = (board_named(&study, "Final themes"), board_named(&study, "Revised"));
    assert_eq!(study.boards_in_order().last().expect("a board").id, copy);
    assert_eq!(study.themes_under(copy, None).len(), start.themes_under(last, None).len());
    let first = study.interventions_in_order()[0].clone();
    assert_eq!(study.barriers_addressed(&first), start.barriers_addressed(start.get(first.id).expect("the first")));
    window.command("Compare two boards…");
    assert!(window.harness.query_by_label("The two boards say the same.").is_some());
    window.click("Close");
    // A code goes to another theme of the copy, and the first board keeps it where it was.
    let app = window.app();
    let themes = &mut app.session.as_mut().expect("open").themes;
    assert_eq!(themes.board, Some(copy));
    let study = window.study();
    let cards = subthemes(&study, FIRST);
    let code = names(&study, &theme_named(&study, &cards[0]))[0].clone();
    let (from, to) = (
        at(&window, &code),
        window.harness.query_all_by_role_and_label(NodeRole::Button, &cards[1]).next().expect("a card").rect(),
    );
    window.drag(from, to.center_top() + egui::vec2(0.0, 6.0));
    let study = window.study();
    assert!(names(&study, &theme_named(&study, &cards[1])).contains(&code));
    window.command("Compare two boards…");
    assert!(window.harness.query_by_label_contains("1 code elsewhere").is_some());
    window.click("Copy as text");
    window.click("Close");
    // Both side by side.
    window.app().session.as_mut().expect("open").themes.beside = Some(last);
    window.settle();
    assert!(window.harness.query_all_by_role_and_label(NodeRole::Button, &code).count() == 2, "a row on each board");
    window.click("Close it");
    // Another name, by the board's menu.
    let menu = |window: &mut Window, name: &str| {
        let button = window.harness.query_all_by_label_contains(name).find(|node| node.rect().top() < 80.0);
        button.expect("the board's button").click();
        window.settle();
    };
    menu(&mut window, "Revised");
    window.click("Name and notes…");
    window.harness.get_by_role_and_label(NodeRole::TextInput, "Name").focus();
    window.settle();
    window.press(Modifiers::COMMAND, Key::A);
    window.write("Second thoughts");
    window.key(Key::Enter);
    let study = window.study();
    assert_eq!(board_named(&study, "Second thoughts"), copy);
    menu(&mut window, "Second thoughts");
    window.click("Move it earlier");
    assert_eq!(window.study().boards_in_order().last().expect("a board").id, last);
    menu(&mut window, "Second thoughts");
    window.click("Remove it…");
    window.click("Remove");
    assert!(*window.study() == *start, "nothing of it is left");
    window.press(Modifiers::COMMAND, Key::Z);
    assert!(window.study().get(copy).is_some());
    window.undo_all(&start, 4);
}

#[test]
fn a_theme_is_moved_and_copied_to_the_board_beside_it_and_by_a_command() {
    let mut window = wide();
    let start = window.study();
    let (early, last) = (board_named(&start, "Early grouping"), board_named(&start, "Final themes"));
    let count = |study: &Study, board| study.themes().filter(|theme| theme.board == board).count();
    let with = start.themes_under(last, Some(theme_named(&start, FIRST).id)).len() + 1;
    let themes = &mut window.app().session.as_mut().expect("open").themes;
    (themes.board, themes.beside) = (Some(last), Some(early));
    window.settle();
    let top = |window: &Window, name: &str| {
        let found = window.harness.query_all_by_role_and_label(NodeRole::Button, name).next().expect("its column");
        found.rect().center_top() + egui::vec2(0.0, 5.0)
    };
    // By the pointer: onto the first column of the early board, left of its middle.
    let target = start.themes_under(early, None)[0].name.clone();
    let place = window.harness.query_all_by_role_and_label(NodeRole::Button, &target).map(|node| node.rect());
    let column = place.max_by(|one, other| one.left().total_cmp(&other.left())).expect("the early board's column");
    let (from, to) = (top(&window, FIRST), column.left_top() + egui::vec2(20.0, 5.0));
    window.drag(from, to);
    let study = window.study();
    assert_eq!(study.themes_under(early, None)[0].name, FIRST, "before the column it fell on");
    assert_eq!(count(&study, early), count(&start, early) + with);
    assert_eq!(count(&study, last), count(&start, last) - with);
    window.undo_all(&start, 1);
    // By the command, a copy.
    let theme = theme_named(&start, FIRST).id;
    window.app().session.as_mut().expect("open").themes.chosen = Some(theme);
    window.settle();
    window.command("Copy to board…");
    assert!(window.harness.query_by_label_contains("come along").is_some());
    assert!(*window.study() == *start, "asked first");
    window.click("Copy");
    let study = window.study();
    assert_eq!(count(&study, early), count(&start, early) + with);
    assert_eq!(count(&study, last), count(&start, last));
    assert!(study.get(theme).is_some_and(|theme| theme.board == last));
    window.undo_all(&start, 1);
}

#[test]
fn what_to_look_at_again_is_listed_and_leads_to_its_theme() {
    let mut window = wide();
    let study = window.study();
    let board = board_named(&study, "Early grouping");
    window.app().session.as_mut().expect("open").themes.board = Some(board);
    window.settle();
    let checks = colloquy::analysis::theme_checks(&study, board);
    let topic = checks.iter().find(|check| check.sentence.contains("may name a topic")).expect("Money is one");
    window.click(&format!("{} things to look at", checks.len()));
    window.click(&topic.sentence.replace('*', ""));
    assert_eq!(window.app().session.as_ref().expect("open").themes.chosen, Some(topic.theme));
    assert!(window.harness.query_by_label("Money").is_some());
}

#[test]
fn extracts_of_a_theme_tell_their_spread_and_contradictions_stand_apart() {
    let mut window = wide();
    let study = window.study();
    let board = study.boards_in_order().pop().expect("a board").id;
    let found = study
        .themes()
        .filter(|theme| theme.board == board)
        .map(|theme| (theme, colloquy::analysis::theme_extracts(&study, theme)))
        .find(|(_, extracts)| !extracts.against.is_empty() && !extracts.with.is_empty());
    let (theme, extracts) = found.expect("a theme with contradicting extracts");
    window.app().session.as_mut().expect("open").themes.chosen = Some(theme.id);
    window.settle();
    let counted = operations::counted;
    let words = [
        counted(extracts.count(), "extract"),
        counted(extracts.speakers.len(), "participant"),
        counted(extracts.groups.len(), "group"),
    ];
    assert!(window.harness.query_by_label(&words.join(" · ")).is_some());
    assert!(window.harness.query_by_label(&format!("Contradicting ({})", extracts.against.len())).is_some());
}

#[test]
fn a_study_without_boards_and_one_that_is_only_read_show_what_there_is() {
    let mut window = Window::new(egui::Theme::Light, SIZE);
    let entry = operations::begin_study(&Stamp::now(None), "Talks", Some("Ana")).expect("an entry");
    let path = window.folder.path().join("talks.colloquy");
    let open = OpenStudy::create(&path, entry, "Ana").expect("a study");
    window.app().opened(open, &path);
    window.settle();
    window.press(Modifiers::COMMAND, Key::Num3);
    for name in ["Placements", "Interventions", "Board"] {
        page(&mut window, name);
    }
    window.click("Begin a board");
    assert_eq!(window.study().boards().len(), 1);
    // Words typed at the end of the board make its first theme.
    window.click("New theme");
    window.type_into("Name", "Being asked");
    window.key(Key::Enter);
    assert_eq!(window.study().themes().next().expect("a theme").name, "Being asked");
    let (study, entries) = colloquy::store::text_form::read(&sample::folder()).expect("the sample");
    window.app().opened(OpenStudy::reading(study, entries, "Ben has it open."), Path::new("/tmp/none"));
    window.settle();
    window.press(Modifiers::COMMAND, Key::Num3);
    let before = window.study();
    let code = names(&before, &theme_named(&before, &subthemes(&before, FIRST)[0]))[0].clone();
    window.harness.query_all_by_role_and_label(NodeRole::Button, &code).next().expect("its row").focus();
    window.settle();
    window.press(Modifiers::ALT, Key::ArrowDown);
    window.key(Key::Delete);
    for name in ["Placements", "Interventions", "Grid"] {
        page(&mut window, name);
    }
    let cell = "Coping in the moment by intervention 1";
    window.harness.get_by_role_and_label(NodeRole::CheckBox, cell).click_accesskit();
    window.settle();
    assert!(*window.study() == *before, "nothing changed");
}

#[test]
fn what_was_being_typed_is_kept_when_its_field_goes_out_of_sight() {
    let mut window = wide();
    let name = "Coping in the moment";
    let theme = theme_named(&window.study(), name).id;
    window.app().session.as_mut().expect("a study").themes.chosen = Some(theme);
    window.settle();
    window.field("What it is not");
    window.settle();
    window.write("Not a habit");
    page(&mut window, "Placements");
    let study = window.study();
    let theme = theme_named(&study, name);
    assert!(theme.is_not.contains("Not a habit"), "{:?}", theme.is_not);
}

#[test]
fn the_record_of_a_theme_goes_with_its_board() {
    let mut window = wide();
    let theme = theme_named(&window.study(), "Coping in the moment").id;
    window.app().session.as_mut().expect("a study").themes.chosen = Some(theme);
    window.settle();
    assert!(window.harness.query_by_role_and_label(NodeRole::MultilineTextInput, "What it is not").is_some());
    let early = board_named(&window.study(), "Early grouping");
    window.app().session.as_mut().expect("a study").themes.board = Some(early);
    window.settle();
    assert!(
        window.harness.query_by_label("No theme chosen").is_some(),
        "what is written beside a board is on that board"
    );
}
