//! The figure on its way to files: format, place of print, pages, and what whoever exports it may see.

use super::{
    figures::{WIDE, board, choose, in_figure, kept},
    *,
};
use colloquy::{
    app::figure_room::Tab,
    figure,
    operations::{NewRound, Part},
    report::{self, Output},
    study::FigureSettings,
};

#[test]
fn the_file_s_name_decides_the_format_and_the_room_s_options_are_those_of_the_file() {
    let mut window = in_figure(WIDE);
    choose(&mut window, NodeRole::RadioButton, "Flow");
    let study = window.study();
    let board = board(&study);
    let folder = window.folder.path().to_owned();
    for (name, begins) in [
        ("f.svg", &b"<?xml"[..]),
        ("f.pdf", b"%PDF-"),
        ("f.eps", b"%!PS-Adobe"),
        ("f.tif", b"II*\0"),
        ("f.png", b"\x89PNG"),
    ] {
        let path = folder.join(name);
        *window.answers.files.lock().expect("the answers") = vec![path.clone()];
        window.command("Export figure…");
        window.click("Choose where…");
        let wanted = path.clone();
        window.until(name, move |_| wanted.exists());
        let bytes = std::fs::read(&path).expect("the file");
        assert!(bytes.starts_with(begins), "{name}");
        let format = Output::Figure.format_of(&path).expect("a format");
        let options = figure::options_of(&study, board.id);
        assert!(bytes == report::render_figure(&study, board.id, &options, format).expect("drawn"), "{name}");
    }
}

#[test]
fn a_journal_chosen_while_exporting_is_kept_and_its_format_is_proposed() {
    let mut window = in_figure(WIDE);
    let start = window.study();
    window.answers.files.lock().expect("the answers").push(window.folder.path().to_owned());
    window.command("Export figure…");
    window.harness.get_by_role_and_label(NodeRole::ComboBox, "Where the figure is sent to").click();
    window.settle();
    window.click("PLOS");
    window.click("Choose where…");
    let folder = window.folder.path().to_owned();
    window.until("the file", move |_| written(&folder, "tif"));
    assert_eq!(kept(&mut window).preset.as_deref(), Some("plos"));
    window.undo_all(&start, 1);
}

#[test]
fn while_a_round_is_blind_the_figure_and_its_file_count_only_what_is_seen() {
    let mut window = in_figure(WIDE);
    choose(&mut window, NodeRole::RadioButton, "Flow");
    let whole = window.study();
    let coder = |initials: &str| whole.coders().find(|one| one.initials == initials).expect("a coder").id;
    let (ana, ben) = (coder("AW"), coder("BO"));
    let new = NewRound {
        name: "Blind".into(),
        part: Part::Chosen(whole.transcripts_in_order().iter().map(|one| one.id).collect()),
        coders: vec![ana, ben],
        blind: true,
        codebook: None,
    };
    let session = window.app().session.as_mut().expect("a study");
    let (_, entry) = operations::open_round(&whole, &Stamp::now(session.me()), new).expect("a round");
    session.open.commit(entry).expect("opened");
    session.open.sit(Some(ben));
    window.settle();
    let seen = window.study();
    let board = board(&seen).id;
    let drawn = |study: &Study| figure::draw(study, board, &figure::options_of(study, board)).alt_text;
    assert!(drawn(&whole) != drawn(&seen), "Ben sees fewer codings, and so another flow");
    assert!(window.harness.query_by_role_and_label(NodeRole::Image, &drawn(&seen)).is_some());
    let path = window.folder.path().join("bens.svg");
    *window.answers.files.lock().expect("the answers") = vec![path.clone()];
    window.command("Export figure…");
    window.click("Choose where…");
    let wanted = path.clone();
    window.until("the file", move |_| wanted.exists());
    let svg = Output::Figure.formats()[0];
    let bytes = std::fs::read(&path).expect("the file");
    let rendered =
        |study: &Study| report::render_figure(study, board, &figure::options_of(study, board), svg).expect("drawn");
    assert!(bytes == rendered(&seen) && bytes != rendered(&whole));
}

#[test]
fn a_study_that_cannot_be_changed_is_drawn_and_exported_as_one_likes() {
    let mut window = Window::new(egui::Theme::Light, WIDE);
    let (study, entries) = colloquy::store::text_form::read(&sample::folder()).expect("the sample");
    window.app().opened(OpenStudy::reading(study, entries, "Ben has it open."), Path::new("/tmp/none"));
    window.settle();
    window.press(Modifiers::COMMAND, Key::Num4);
    let before = window.study();
    choose(&mut window, NodeRole::RadioButton, "Theme map");
    let path = window.folder.path().join("map.svg");
    *window.answers.files.lock().expect("the answers") = vec![path.clone()];
    window.command("Export figure…");
    window.click("Choose where…");
    let wanted = path.clone();
    window.until("the file", move |_| wanted.exists());
    assert!(std::fs::read_to_string(&path).expect("the file").contains("Map of themes"));
    assert!(*window.study() == *before);
}

#[test]
fn a_figure_that_is_too_high_is_turned_page_by_page_and_written_as_a_file_a_page() {
    let mut window = in_figure(WIDE);
    let start = window.study();
    // On a page that is narrow and in large letters, the sample’s figure is too high.
    let board = board(&start).id;
    let chosen = FigureSettings { width_cm: Some(13.2), text_pt: Some(12.0), ..FigureSettings::default() };
    let session = window.app().session.as_mut().expect("a study");
    let entry = operations::set_figure(&start, &Stamp::now(session.me()), board, chosen).expect("set");
    session.open.commit(entry).expect("committed");
    session.figure.tab = Tab::Checks;
    window.settle();
    assert!(window.harness.query_all_by_label_contains("cm too high").next().is_some());
    let go = colloquy::app::look::icons::GO;
    window.click(&format!("To the option {go}"));
    let pages = window.harness.get_by_role_and_label(NodeRole::CheckBox, "Over pages where it is too high");
    assert!(pages.is_focused());
    pages.click_accesskit();
    window.settle();
    let study = window.study();
    let drawn = figure::draw_pages(&study, board, &figure::options_of(&study, board));
    assert!(drawn.len() > 1);
    assert!(window.harness.query_by_label(&format!("Page 1 of {}", drawn.len())).is_some());
    assert!(window.harness.query_by_role_and_label(NodeRole::Image, &drawn[0].alt_text).is_some());
    window.click("Next page");
    assert!(window.harness.query_by_role_and_label(NodeRole::Image, &drawn[1].alt_text).is_some());
    let path = window.folder.path().join("Fig1.svg");
    *window.answers.files.lock().expect("the answers") = vec![path];
    window.command("Export figure…");
    window.click("Choose where…");
    let last = window.folder.path().join(format!("Fig1-{}.svg", drawn.len()));
    window.until("the pages", move |_| last.exists());
    assert!(!window.folder.path().join("Fig1.svg").exists());
}
