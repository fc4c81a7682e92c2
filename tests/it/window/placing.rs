//! The Themes room's placements and interventions, frameworks of one's own, and what is written of themes.

use super::theming::{page, wide};
use super::*;
use colloquy::study::{Placed, Rating};

#[test]
fn places_are_ticked_in_a_table_and_what_is_unplaced_is_listed() {
    let mut window = wide();
    let start = window.study();
    window.press(Modifiers::COMMAND, Key::Num1);
    window.command("Table of placements");
    let theme = theme_named(&start, "Coping in the moment");
    let cell = "Coping in the moment in Social opportunity";
    // By keys.
    window.harness.get_by_role_and_label(NodeRole::CheckBox, cell).focus();
    window.settle();
    window.key(Key::Space);
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
fn rows_marked_together_are_placed_and_taken_out_as_one_entry_codes_too() {
    let mut window = wide();
    let start = window.study();
    window.command("Table of placements");
    window.harness.get_by_role_and_label(NodeRole::CheckBox, "Codes").click();
    window.settle();
    assert!(window.harness.query_by_label("Place Context").is_some(), "a code of the tray that is placed nowhere");
    // Rows at the head of the table: those further down are drawn once they are scrolled to.
    let board = start.boards_in_order().pop().expect("a board").id;
    let first = start.themes_under(board, None)[0].clone();
    let theme = start.themes_under(board, Some(first.id))[0].clone();
    let codes: Vec<String> = theme.codes.iter().map(|&code| start.get(code).expect("it").name.clone()).collect();
    let row = |window: &mut Window, name: &str, held: Modifiers| {
        let found = window.harness.query_all_by_role_and_label(NodeRole::Button, name).next().expect("its row");
        found.focus();
        window.settle();
        window.press(held, Key::Space);
    };
    // The theme, then with Shift all down to the second of its codes; by keys.
    row(&mut window, &theme.name, Modifiers::NONE);
    row(&mut window, &codes[1], Modifiers::SHIFT);
    assert!(window.harness.query_by_label("3 rows marked").is_some());
    let tick = |window: &mut Window, name: &str| {
        let name = format!("{name} in Physical opportunity");
        window.harness.get_by_role_and_label(NodeRole::CheckBox, &name).click_accesskit();
        window.settle();
    };
    tick(&mut window, &codes[0]);
    let there = |study: &Study| study.placements().filter(|one| one.element == "comb.physical_opportunity").count();
    assert_eq!(there(&window.study()), there(&start) + 3);
    window.undo_all(&start, 1);
    tick(&mut window, &codes[0]);
    // One more with Ctrl: those that stand there already stay; then all of them leave.
    row(&mut window, &theme.name, Modifiers::COMMAND);
    row(&mut window, &theme.name, Modifiers::COMMAND);
    tick(&mut window, &codes[1]);
    assert!(*window.study() == *start, "all three are out again");
    window.press(Modifiers::COMMAND, Key::Z);
    window.undo_all(&start, 1);
    // A row that is not marked is ticked alone.
    tick(&mut window, &first.name);
    assert_eq!(there(&window.study()).abs_diff(there(&start)), 1);
    window.undo_all(&start, 1);
}

#[test]
fn codes_marked_on_the_board_are_placed_together_from_their_menu() {
    let mut window = wide();
    let start = window.study();
    let theme = theme_named(&start, "Coping in the moment");
    let codes: Vec<String> = theme.codes.iter().map(|&code| start.get(code).expect("it").name.clone()).collect();
    for (name, held) in [(&codes[0], Modifiers::NONE), (&codes[1], Modifiers::COMMAND)] {
        window.harness.query_all_by_role_and_label(NodeRole::Button, name).next().expect("its row").focus();
        window.settle();
        window.press(held, Key::Space);
    }
    window.click("Do with them");
    window.click("Place in");
    window.click("TDF");
    window.click("Knowledge");
    window.click("Knowledge, as a whole");
    let study = window.study();
    assert_eq!(study.placements().count(), start.placements().count() + 2);
    window.undo_all(&start, 1);
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
    window.command("Interventions and the wheel");
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
fn alt_and_arrows_move_an_intervention() {
    let mut window = wide();
    let start = window.study();
    page(&mut window, "Interventions");
    let outline = start.interventions_in_order()[0].outline.clone();
    let name = format!("Intervention 1: {outline}");
    window.harness.get_by_role_and_label(NodeRole::Button, &name).focus();
    window.settle();
    window.press(Modifiers::ALT, Key::ArrowDown);
    assert_eq!(window.study().interventions_in_order()[1].outline, outline);
    window.undo_all(&start, 1);
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
