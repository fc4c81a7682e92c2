//! The Figure room: layouts, choices that are kept with the study, boxes and numbers that are moved, checks, words, files.

use super::*;
use colloquy::{
    app::figure_room::{Tab, Under, Zoom},
    figure::{self, Point, Target},
    report::{self, Output},
    study::{Board, FigureKind, FigureSettings, Intervention, Palette},
};
use egui_kittest::kittest::NodeT;

pub(super) const WIDE: [f32; 2] = [1600.0, 1000.0];

pub(super) fn in_figure(size: [f32; 2]) -> Window {
    let mut window = Window::with_sample(egui::Theme::Light, size);
    window.press(Modifiers::COMMAND, Key::Num4);
    window
}

pub(super) fn board(study: &Study) -> Board {
    study.boards_in_order().pop().cloned().expect("a board")
}

pub(super) fn kept(window: &mut Window) -> FigureSettings {
    board(&window.study()).figure
}

pub(super) fn choose(window: &mut Window, role: NodeRole, name: &str) {
    let found = window.harness.get_by_role_and_label(role, name);
    found.scroll_to_me();
    found.click_accesskit();
    window.settle();
}

/// The middle of a box of the figure on the screen, by the beginning of what a screen reader calls it.
fn middle(window: &Window, begins: &str) -> egui::Pos2 {
    let buttons = window.harness.query_all_by_role(NodeRole::Button);
    let found =
        buttons.into_iter().find(|node| node.accesskit_node().label().is_some_and(|name| name.starts_with(begins)));
    found.unwrap_or_else(|| panic!("nothing is called {begins}")).rect().center()
}

fn drag(window: &mut Window, from: egui::Pos2, to: egui::Pos2) {
    window.harness.hover_at(from);
    window.harness.run_steps(1);
    window.harness.drag_at(from);
    window.harness.run_steps(2);
    window.harness.hover_at(from + (to - from) * 0.5);
    window.harness.run_steps(2);
    window.harness.hover_at(to);
    window.harness.run_steps(2);
    window.harness.drop_at(to);
    window.settle();
}

#[test]
fn every_layout_is_chosen_drawn_and_kept_and_undone() {
    let mut window = in_figure(WIDE);
    let start = window.study();
    for (name, kind) in [
        ("Functions", FigureKind::Functions),
        ("Components", FigureKind::Table),
        ("Theme map", FigureKind::ThemeMap),
        ("Flow", FigureKind::Flow),
        ("Boxes", FigureKind::Boxes),
        ("Side by side", FigureKind::Boxes),
    ] {
        choose(&mut window, NodeRole::RadioButton, name);
        let kept = kept(&mut window);
        assert_eq!(kept.kind, kind, "{name}");
        let study = window.study();
        let drawn = figure::draw(&study, board(&study).id, &figure::options_of(&study, board(&study).id));
        let seen = window.harness.query_by_role_and_label(NodeRole::Image, &drawn.alt_text);
        assert!(seen.is_some(), "{name} is drawn and says so");
    }
    window.undo_all(&start, 6);
}

#[test]
fn choices_are_kept_with_the_study_and_reopening_and_the_command_line_read_them() {
    let mut window = in_figure(WIDE);
    let start = window.study();
    choose(&mut window, NodeRole::RadioButton, "Colours");
    choose(&mut window, NodeRole::CheckBox, "Legend");
    choose(&mut window, NodeRole::RadioButton, "COM-B, six");
    window.type_into("Title of the figure", "What stands in the way");
    window.key(Key::Tab);
    window.settle();
    let chosen = kept(&mut window);
    assert_eq!(
        (chosen.palette, chosen.legend, chosen.title.as_str()),
        (Palette::Colour, false, "What stands in the way")
    );
    assert!(window.harness.query_all_by_label_contains("Psychological capability").next().is_some());
    // Another program finds it in the file, and draws the same figure from it.
    let path = window.folder.path().join("sample.colloquy");
    let copy = window.folder.path().join("copy.colloquy");
    std::fs::copy(&path, &copy).expect("a copy");
    let open = OpenStudy::open(&copy, Access::Read, "").expect("opens");
    assert_eq!(board(open.study()).figure, chosen);
    let study = window.study();
    let options = figure::options_of(&study, board(&study).id);
    let here = report::render_figure(&study, board(&study).id, &options, Output::Figure.formats()[0]).expect("drawn");
    let there = report::render(open.study(), Output::Figure, Output::Figure.formats()[0]).expect("drawn");
    assert!(here == there.bytes, "what the window draws is what is written without it");
    assert!(String::from_utf8(here).expect("text").contains("What stands in the way"));
    // While a field has the keyboard, undo is the field’s own.
    window.click("Words");
    window.undo_all(&start, 4);
}

#[test]
fn a_click_shows_what_was_said_and_a_second_opens_the_sub_theme_in_themes() {
    let mut window = in_figure(WIDE);
    let start = window.study();
    let at = middle(&window, "Coping in the moment: barrier");
    window.harness.hover_at(at);
    window.harness.drag_at(at);
    window.harness.drop_at(at);
    window.settle();
    let session = window.app().session.as_ref().expect("a study");
    assert_eq!(session.figure.tab, Tab::Chosen);
    assert!(window.harness.query_all_by_label_contains("What participants said").next().is_some());
    assert!(window.harness.query_all_by_label_contains("extracts · ").next().is_some());
    window.click("Open in Themes");
    let session = window.app().session.as_ref().expect("a study");
    assert_eq!(session.room, Room::Themes);
    assert_eq!(session.themes.chosen, Some(theme_named(&start, "Coping in the moment").id));
    assert!(*window.study() == *start, "looking changes nothing");
}

#[test]
fn a_number_dragged_to_another_box_takes_its_link_along() {
    let mut window = in_figure(WIDE);
    let start = window.study();
    let (from, to) = (theme_named(&start, "Coping in the moment"), theme_named(&start, "Appreciation"));
    let numbers = start.intervention_numbers(from.id);
    assert_eq!(numbers, [5]);
    let fifth = start.interventions_in_order()[4].id;
    assert!(!start.get(fifth).expect("the fifth").addresses.contains(&to.id));
    let at = number_at(&mut window, 5, "Coping in the moment");
    let there = middle(&window, "Appreciation: ");
    drag(&mut window, at, there);
    let study = window.study();
    let after = study.get(fifth).expect("the fifth");
    assert!(after.addresses.contains(&to.id) && !after.addresses.contains(&from.id));
    window.undo_all(&start, 1);
}

/// Where a number stands on a sub-theme's box, on the screen: as the scene has it, placed by the box around it.
fn number_at(window: &mut Window, number: u32, subtheme: &str) -> egui::Pos2 {
    let study = window.study();
    let id = theme_named(&study, subtheme).id.to_string();
    let board = board(&study).id;
    let scene = figure::draw(&study, board, &figure::options_of(&study, board)).layout.scene;
    let area = |wanted: &dyn Fn(&Target) -> bool| {
        scene.hit_areas.iter().find(|area| wanted(&area.target)).expect("an area").rect
    };
    let frame = area(&|target| *target == Target::Subtheme(id.clone()));
    let digit = area(
        &|target| matches!(target, Target::Number { number: one, subtheme, .. } if *one == number && *subtheme == id),
    );
    let buttons = window.harness.query_all_by_role(NodeRole::Button);
    let drawn = buttons
        .into_iter()
        .find(|node| node.accesskit_node().label().is_some_and(|name| name.starts_with(&format!("{subtheme}: "))));
    let drawn = drawn.expect("the box").rect();
    let scale = f64::from(drawn.width()) / frame.width;
    let middle = Point { x: digit.x + digit.width / 2.0 - frame.x, y: digit.y + digit.height / 2.0 - frame.y };
    drawn.min + egui::Vec2::new((middle.x * scale) as f32, (middle.y * scale) as f32)
}

#[test]
fn a_box_is_moved_by_keys_and_by_the_mouse_in_the_figure_only() {
    let mut window = in_figure(WIDE);
    let start = window.study();
    let (upper, lower) =
        (theme_named(&start, "Coping in the moment"), theme_named(&start, "Becoming overwhelmed / burn-out"));
    let places = |study: &Study| {
        let order: Vec<_> = study.themes_in_figure(upper.board, upper.parent).iter().map(|one| one.id).collect();
        (order.iter().position(|id| *id == upper.id), order.iter().position(|id| *id == lower.id))
    };
    let before = places(&start);
    window.app().session.as_mut().expect("a study").figure.marked = Some(Target::Subtheme(upper.id.to_string()));
    window.settle();
    window.press(Modifiers::ALT, Key::ArrowDown);
    let study = window.study();
    let (a, b) = places(&study);
    assert_eq!((b, a), before, "they changed places");
    assert_eq!(study.themes_under(upper.board, upper.parent), start.themes_under(upper.board, upper.parent));
    window.press(Modifiers::ALT, Key::ArrowUp);
    assert!(*window.study() == *start, "back in the board’s order, the figure follows the board again");
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(places(&window.study()), (a, b), "each step is undone by itself");
    window.press(Modifiers::COMMAND, Key::Z);
    // By the mouse: onto the upper edge of the box above.
    let from = middle(&window, "Becoming overwhelmed");
    let to = middle(&window, "Coping in the moment: ") - egui::Vec2::new(0.0, 3.0);
    drag(&mut window, from, to);
    let (a, b) = places(&window.study());
    assert_eq!((b, a), before);
    window.undo_all(&start, 1);
}

#[test]
fn a_theme_dragged_to_another_component_is_placed_there_with_its_reason() {
    let mut window = in_figure(WIDE);
    let start = window.study();
    let theme = theme_named(&start, "Developing skills");
    let component = |study: &Study, name: &str| {
        let model = figure::figure_of(study, board(study).id, &figure::options_of(study, board(study).id));
        let found = model.components.iter().find(|one| one.themes.iter().any(|theme| theme.name == name));
        found.expect("a component").name.clone()
    };
    assert_eq!(component(&start, "Developing skills"), "Capability");
    let from = middle(&window, "Developing skills");
    let to = middle(&window, "Partnerships") - egui::Vec2::new(0.0, 4.0);
    drag(&mut window, from, to);
    let study = window.study();
    assert_eq!(component(&study, "Developing skills"), "Opportunity");
    let reasons = |study: &Study| -> Vec<String> {
        let mut all: Vec<String> = study
            .placements()
            .filter(|one| one.subject == colloquy::study::Placed::Theme(theme.id))
            .map(|one| one.rationale.clone())
            .collect();
        all.sort();
        all
    };
    assert!(reasons(&study).iter().all(|reason| reasons(&start).contains(reason)));
    window.undo_all(&start, 1);
}

#[test]
fn breaking_one_link_changes_figure_and_table_together_and_undo_restores_both() {
    let mut window = in_figure(WIDE);
    let start = window.study();
    let subtheme = theme_named(&start, "Coping in the moment");
    let fifth = start.interventions_in_order()[4].id;
    let count = start.barriers_addressed(start.get(fifth).expect("the fifth"));
    let svg = |study: &Study| {
        String::from_utf8(report::render(study, Output::Figure, Output::Figure.formats()[0]).expect("drawn").bytes)
            .expect("text")
    };
    let csv =
        |study: &Study| report::render(study, Output::Interventions, Output::Codings.formats()[0]).expect("a table");
    let (figure, table) = (svg(&start), csv(&start));
    window.click("Grid");
    choose(&mut window, NodeRole::CheckBox, "Intervention 5 addresses Coping in the moment");
    let study = window.study();
    assert!(study.intervention_numbers(subtheme.id).is_empty());
    assert_eq!(study.barriers_addressed(study.get(fifth).expect("the fifth")), count - 1);
    assert!(svg(&study) != figure && csv(&study) != table);
    // On screen: the box without its number, the barrier among those not addressed.
    assert!(window.harness.query_all_by_label("Coping in the moment: barrier").next().is_some());
    assert!(window.harness.query_all_by_label_contains("not addressed").next().is_some());
    let heads = window.harness.query_all_by_label_contains(&format!("Intervention 5, {}", count - 1)).count();
    assert_eq!(heads, 1, "the table’s count follows");
    window.undo_all(&start, 1);
    assert!(svg(&window.study()) == figure && csv(&window.study()) == table);
    assert!(window.harness.query_all_by_label("Coping in the moment: barrier; intervention 5").next().is_some());
}

#[test]
fn barriers_that_nothing_addresses_are_listed_and_nothing_else_is() {
    let mut window = in_figure(WIDE);
    let start = window.study();
    let subtheme = theme_named(&start, "Coping in the moment");
    let fifth = start.interventions_in_order()[4].id;
    let session = window.app().session.as_mut().expect("a study");
    let entry = operations::tick(&start, &Stamp::now(session.me()), fifth, subtheme.id, false).expect("a link");
    session.open.commit(entry).expect("committed");
    window.settle();
    let open: Vec<String> = {
        let study = window.study();
        study
            .themes()
            .filter(|theme| theme.board == subtheme.board && theme.parent.is_some() && study.counts_as_barrier(theme))
            .filter(|theme| study.intervention_numbers(theme.id).is_empty())
            .map(|theme| theme.name.clone())
            .collect()
    };
    assert!(open.contains(&subtheme.name));
    let noun = if open.len() == 1 { "barrier" } else { "barriers" };
    let icon = colloquy::app::look::icons::WARNING;
    window.click(&format!("{icon} {} {noun} not addressed", open.len()));
    assert_eq!(window.app().session.as_ref().expect("a study").figure.under, Under::Grid);
    let shown = window.harness.query_all_by_label_contains("Intervention 1 addresses ").count();
    assert_eq!(shown, open.len());
}

#[test]
fn renumbering_by_count_is_a_command_and_the_figure_follows() {
    let mut window = in_figure(WIDE);
    let start = window.study();
    let counts = |study: &Study| -> Vec<usize> {
        study.interventions_in_order().iter().map(|one| study.barriers_addressed(one)).collect()
    };
    // The last goes first, so that there is something to put in order.
    let last = start.interventions_in_order().last().expect("interventions").id;
    let session = window.app().session.as_mut().expect("a study");
    let entry = operations::move_intervention(&start, &Stamp::now(session.me()), last, 0).expect("moved");
    session.open.commit(entry).expect("committed");
    window.settle();
    let shuffled = window.study();
    assert!(counts(&shuffled).windows(2).any(|pair| pair[0] < pair[1]));
    window.command("Renumber interventions by count");
    let study = window.study();
    assert!(counts(&study).windows(2).all(|pair| pair[0] >= pair[1]), "{:?}", counts(&study));
    let subtheme = theme_named(&study, "Coping in the moment");
    let numbers: Vec<String> = study.intervention_numbers(subtheme.id).iter().map(usize::to_string).collect();
    let name = format!("Coping in the moment: barrier; intervention {}", numbers.join(", "));
    assert!(window.harness.query_by_label(&name).is_some(), "{name}");
    window.undo_all(&shuffled, 1);
}

#[test]
fn a_check_leads_to_the_option_or_the_record_that_it_is_about() {
    let mut window = in_figure(WIDE);
    let start = window.study();
    let subtheme = theme_named(&start, "Coping in the moment");
    let session = window.app().session.as_mut().expect("a study");
    let chosen = FigureSettings { text_pt: Some(6.5), ..FigureSettings::default() };
    let entry = operations::set_figure(&start, &Stamp::now(session.me()), subtheme.board, chosen).expect("set");
    session.open.commit(entry).expect("committed");
    let session = window.app().session.as_mut().expect("a study");
    let after = colloquy::study::Theme { valence: None, ..subtheme.clone() };
    let entry = operations::edit_theme(session.open.study(), &Stamp::now(session.me()), after).expect("edited");
    session.open.commit(entry).expect("committed");
    session.figure.tab = Tab::Checks;
    window.settle();
    assert!(window.harness.query_all_by_label_contains("at least 8 pt").next().is_some());
    let go = colloquy::app::look::icons::GO;
    window.click(&format!("To the option {go}"));
    assert_eq!(window.app().session.as_ref().expect("a study").figure.tab, Tab::Drawing);
    assert!(window.harness.get_by_role_and_label(NodeRole::SpinButton, "Text in points").is_focused());
    window.app().session.as_mut().expect("a study").figure.tab = Tab::Checks;
    window.settle();
    window.click(&format!("To the sub-theme {go}"));
    let session = window.app().session.as_ref().expect("a study");
    assert_eq!((session.room, session.themes.chosen), (Room::Themes, Some(subtheme.id)));
}

#[test]
fn zooming_changes_what_is_seen_and_nothing_that_is_kept() {
    let mut window = in_figure(WIDE);
    let start = window.study();
    let wide = |window: &Window| {
        let found = window.harness.query_all_by_role(NodeRole::Image).next().expect("the figure");
        found.rect().width()
    };
    let fit = wide(&window);
    window.key(Key::Num1);
    assert_eq!(window.app().session.as_ref().expect("a study").figure.zoom, Zoom::Of(1.0));
    for _ in 0..4 {
        window.key(Key::Plus);
    }
    assert!(wide(&window) > fit * 1.3, "{} {fit}", wide(&window));
    window.key(Key::Num0);
    assert_eq!(wide(&window), fit);
    assert!(*window.study() == *start);
}

#[test]
fn a_note_for_a_mark_is_written_beside_the_figure_and_stands_in_the_caption() {
    let mut window = in_figure(WIDE);
    let theme = theme_named(&window.study(), "Expanding inclusion");
    let marked = Theme { note_mark: Some(colloquy::study::NoteMark::Star), ..theme };
    let session = window.app().session.as_mut().expect("a study");
    let entry = operations::edit_theme(session.open.study(), &Stamp::now(session.me()), marked).expect("marked");
    session.open.commit(entry).expect("committed");
    window.settle();
    let start = window.study();
    window.click("Words");
    window.field("What * stands for");
    window.settle();
    window.press(Modifiers::COMMAND, Key::A);
    window.write("Named by one group only");
    window.key(Key::Tab);
    window.settle();
    assert!(window.study().details().notes.values().any(|note| note == "Named by one group only"));
    assert!(window.harness.query_all_by_label_contains("* Named by one group only.").next().is_some());
    window.undo_all(&start, 1);
}

#[test]
fn the_row_of_a_number_and_its_boxes_are_found_from_either() {
    let mut window = in_figure(WIDE);
    let study = window.study();
    let fifth: Id<Intervention> = study.interventions_in_order()[4].id;
    let at = number_at(&mut window, 5, "Coping in the moment");
    window.harness.hover_at(at);
    window.harness.drag_at(at);
    window.harness.drop_at(at);
    window.settle();
    let session = window.app().session.as_ref().expect("a study");
    assert_eq!((session.figure.chosen, session.figure.under), (Some(fifth), Under::Table));
    assert_eq!(
        session.figure.marked,
        Some(Target::Subtheme(theme_named(&study, "Coping in the moment").id.to_string()))
    );
}

#[test]
fn the_panel_beside_the_figure_keeps_its_width_whatever_it_shows() {
    let mut window = in_figure(SIZE);
    let study = window.study();
    let left = |window: &Window| window.harness.get_by_role_and_label(NodeRole::Button, "Export figure…").rect().left();
    let before = left(&window);
    let theme = |name: &str| theme_named(&study, name).id.to_string();
    for (tab, marked) in [
        (Tab::Drawing, None),
        (Tab::Checks, None),
        (Tab::Words, None),
        (Tab::Chosen, Some(Target::Subtheme(theme("Support and training for staff")))),
        (Tab::Chosen, Some(Target::Theme(theme("Mental health motivation")))),
        (Tab::Chosen, Some(Target::Component("comb.opportunity".to_owned()))),
    ] {
        let session = window.app().session.as_mut().expect("a study");
        (session.figure.tab, session.figure.marked) = (tab, marked);
        window.harness.run_steps(30);
        assert_eq!(left(&window), before, "{tab:?}");
    }
}
