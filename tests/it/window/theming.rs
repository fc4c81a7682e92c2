//! The Themes room: boards and what stands on them, placements, interventions, and what is written of them.

use super::*;
use colloquy::study::{Board, Placed, Rating};
use std::collections::BTreeSet;

fn wide() -> Window {
    let mut window = Window::with_sample(egui::Theme::Light, [1920.0, 1080.0]);
    window.press(Modifiers::COMMAND, Key::Num3);
    window
}

/// A page of the room.
fn page(window: &mut Window, name: &str) {
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

fn drag(window: &mut Window, from: egui::Pos2, to: egui::Pos2) {
    window.harness.drag_at(from);
    window.harness.run_steps(2);
    window.harness.hover_at(from + egui::vec2(6.0, 7.0));
    window.harness.run_steps(2);
    window.harness.hover_at(to);
    window.harness.run_steps(3);
    window.harness.drop_at(to);
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
    drag(&mut window, from, to);
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
    drag(&mut window, from, to);
    let study = window.study();
    assert_eq!(names(&study, &theme_named(&study, &card)).len(), before.len() + 3);
    // From the card back into the tray, all of them.
    let (from, to) = (at(&window, &some[1]), at(&window, &loose(&study)[0]));
    drag(&mut window, from, to);
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
    drag(&mut window, from.center_top() + egui::vec2(0.0, 6.0), card.center_top() + egui::vec2(0.0, 6.0));
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
    drag(&mut window, from, to.center_top() + egui::vec2(0.0, 6.0));
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
    window.click("Rename it…");
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
fn places_are_ticked_in_a_table_and_what_is_unplaced_is_listed() {
    let mut window = wide();
    let start = window.study();
    page(&mut window, "Placements");
    let theme = theme_named(&start, "Coping in the moment");
    let cell = "Coping in the moment in Social opportunity";
    window.harness.get_by_role_and_label(NodeRole::CheckBox, cell).click_accesskit();
    window.settle();
    let study = window.study();
    let placed = |study: &Study| {
        study.placements().any(|one| one.subject == Placed::Theme(theme.id) && one.element == "comb.social_opportunity")
    };
    assert!(placed(&study));
    window.undo_all(&start, 1);
    // Twice is as before; the table keeps the theme in view with its reasons.
    for _ in 0..2 {
        window.harness.get_by_role_and_label(NodeRole::CheckBox, cell).click_accesskit();
        window.settle();
    }
    assert!(!placed(&window.study()));
    assert_eq!(window.app().session.as_ref().expect("open").themes.chosen, Some(theme.id));
    // A new theme is listed until it is placed.
    let board = start.boards_in_order().pop().expect("a board").id;
    let planned = operations::add_theme(
        &start,
        &Stamp::now(window.app().session.as_ref().expect("open").me()),
        "Nowhere yet",
        operations::ThemePlace::last_under(board, None),
        &[],
    );
    window.app().session.as_mut().expect("open").open.commit(planned.expect("made").1).expect("committed");
    window.settle();
    window.click("Place Nowhere yet");
    let new = theme_named(&window.study(), "Nowhere yet").id;
    assert_eq!(window.app().session.as_ref().expect("open").themes.chosen, Some(new));
    window.harness.get_by_role_and_label(NodeRole::CheckBox, "Nowhere yet in Motivation").click_accesskit();
    window.settle();
    assert!(window.harness.query_by_label("Place Nowhere yet").is_none());
}

#[test]
fn a_framework_of_one_s_own_is_loaded_from_a_file_and_a_wrong_one_is_refused_with_its_line() {
    let mut window = wide();
    let start = window.study();
    let good = "Framework(\n  id: \"npt\",\n  name: \"Normalisation\",\n  short: \"NPT\",\n  levels: [Named(\"Construct\")],\n  \
                elements: [\n    (id: \"npt.coherence\", name: \"Coherence\", usually: [\"comb.motivation\"]),\n  ],\n)";
    let file = window.folder.path().join("npt.ron");
    std::fs::write(&file, good.replace("comb.motivation", "comb.gone")).expect("a file");
    window.answers.files.lock().expect("the answers").push(file.clone());
    window.command("Load a framework of your own…");
    window.until("the refusal", |window| window.harness.query_all_by_label_contains("Line 7").next().is_some());
    assert!(*window.study() == *start, "nothing was changed");
    std::fs::write(&file, good).expect("a file");
    window.command("Load a framework of your own…");
    window.until("the framework", |window| !window.study().details().frameworks.is_empty());
    // What is wanted of it: a place to tick, named in the journal, and gone with the framework.
    let theme = theme_named(&start, "Coping in the moment");
    window.app().session.as_mut().expect("open").themes.chosen = Some(theme.id);
    window.settle();
    window.click(&format!("{} NPT", colloquy::app::look::icons::ADD));
    window.click("Coherence");
    let study = window.study();
    assert!(study.placements().any(|one| one.element == "npt.coherence" && one.subject == Placed::Theme(theme.id)));
    let head = window.app().session.as_ref().expect("open").open.history().next_undo().cloned().expect("an entry");
    assert_eq!(head.sentence, "Placed *Coping in the moment* in Coherence");
    page(&mut window, "Placements");
    window.click("Take out Normalisation");
    assert!(*window.study() == *start, "all of it is gone");
    window.press(Modifiers::COMMAND, Key::Z);
    assert!(window.study().placements().any(|one| one.element == "npt.coherence"));
    window.undo_all(&start, 2);
}

#[test]
fn an_intervention_is_made_with_functions_policies_techniques_and_apease() {
    let mut window = wide();
    let start = window.study();
    page(&mut window, "Interventions");
    window.click("New intervention, here");
    window.write("A shared bus");
    window.key(Key::Enter);
    let study = window.study();
    let new = study.interventions_in_order().last().expect("it").id;
    assert_eq!(window.app().session.as_ref().expect("open").themes.intervention(), Some(new));
    // What it addresses decides what is suggested, and why.
    let barrier = theme_named(&study, "Becoming overwhelmed / burn-out");
    window
        .harness
        .get_by_role_and_label(NodeRole::CheckBox, "Addresses Becoming overwhelmed / burn-out")
        .click_accesskit();
    window.settle();
    assert!(window.study().get(new).expect("it").addresses.contains(&barrier.id));
    assert!(window.harness.query_all_by_label_contains("Goes with").next().is_some());
    let enablement = format!("{} Enablement", colloquy::app::look::icons::ADD);
    window.harness.query_all_by_label(&enablement).next().expect("suggested").click_accesskit();
    window.settle();
    assert_eq!(window.study().get(new).expect("it").functions, ["enablement"]);
    // Policies follow from the functions.
    let policy = format!("{} Service provision", colloquy::app::look::icons::ADD);
    window.harness.query_all_by_label(&policy).next().expect("suggested").click_accesskit();
    window.settle();
    assert_eq!(window.study().get(new).expect("it").policies, ["service_provision"]);
    // A technique by its number, and a label as printed with what it may mean.
    window.harness.get_by_role_and_label(NodeRole::TextInput, "Find a technique").scroll_to_me();
    window.settle();
    window.type_into("Find a technique", "1.2");
    window.key(Key::Enter);
    window.type_into("Find a technique", "Social support");
    window.harness.query_all_by_label_contains("Print “Social support”").next().expect("offered").click_accesskit();
    window.settle();
    let techniques = window.study().get(new).expect("it").techniques.clone();
    assert_eq!(
        (techniques[0].printed.as_str(), techniques[0].numbers.as_slice()),
        ("Problem solving", &["1.2".to_owned()][..])
    );
    assert_eq!(techniques[1].numbers, ["3.1", "3.2", "3.3"]);
    window.harness.get_by_role_and_label(NodeRole::RadioButton, "Equity: not met").click_accesskit();
    window.settle();
    window.field("Note on equity");
    window.settle();
    window.write("Reaches the village only");
    window.field("Outline");
    window.settle();
    let rating = window.study().get(new).expect("it").apease.get("equity").cloned();
    assert_eq!(rating, Some(Rating { met: Some(false), note: "Reaches the village only".into() }));
    // The label that is printed is the person's own.
    window
        .harness
        .query_all_by_role_and_label(NodeRole::TextInput, "Label as printed")
        .next()
        .expect("a label")
        .focus();
    window.settle();
    window.press(Modifiers::COMMAND, Key::A);
    window.write("Solving it together");
    window.field("Outline");
    window.settle();
    assert_eq!(window.study().get(new).expect("it").techniques[0].printed, "Solving it together");
    window.key(Key::Escape);
    window.undo_all(&start, 9);
}

#[test]
fn the_grid_ticks_what_is_addressed_and_barriers_that_are_not_are_listed() {
    let mut window = wide();
    let start = window.study();
    page(&mut window, "Interventions");
    let subtheme = theme_named(&start, "Coping in the moment");
    assert_eq!(start.intervention_numbers(subtheme.id), [5]);
    page(&mut window, "Grid");
    window
        .harness
        .get_by_role_and_label(NodeRole::CheckBox, "Coping in the moment by intervention 5")
        .click_accesskit();
    window.settle();
    assert_eq!(window.study().intervention_numbers(subtheme.id), Vec::<usize>::new());
    window.click("Address Coping in the moment with intervention 1");
    assert_eq!(window.study().intervention_numbers(subtheme.id), [1]);
    window.undo_all(&start, 2);
}

#[test]
fn the_edition_of_the_wheel_is_chosen_where_it_suggests() {
    let mut window = wide();
    let start = window.study();
    page(&mut window, "Interventions");
    window.click("Michie et al. 2011");
    assert_eq!(window.study().details().edition, colloquy::framework::bcw::Edition::Michie2011);
    window.undo_all(&start, 1);
}

#[test]
fn tables_and_the_board_are_written_where_the_dialog_says() {
    let mut window = wide();
    window.answers.files.lock().expect("the answers").push(window.folder.path().to_owned());
    window.command("Export table of themes…");
    window.click("Belief statements");
    window.click("Choose where to put it…");
    let folder = window.folder.path().to_owned();
    let there = move |ending: &str| {
        let mut files = std::fs::read_dir(&folder).expect("the folder").map(|file| file.expect("a file").path());
        files.any(|path| path.to_string_lossy().ends_with(ending))
    };
    let beliefs = there.clone();
    window.until("the table", move |_| beliefs("belief statements.docx"));
    window.command("Export board…");
    window.until("the board", move |_| there("Final themes.docx"));
}

#[test]
fn no_widget_of_the_pages_is_without_a_name() {
    let mut window = wide();
    for name in ["Placements", "Interventions", "Grid", "Board"] {
        page(&mut window, name);
        assert_eq!(window.harness.unnamed_widgets(), Vec::<String>::new(), "{name}");
    }
}
