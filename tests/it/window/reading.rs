//! Retrieval, memos, and what of a transcript is shown: each by its effect on the study, or on what can be seen of it.

use super::*;
use colloquy::{
    analysis::Wanted,
    study::{Anchor, Level, MemoKind},
};
use egui_kittest::kittest::NodeT;

fn choose(window: &mut Window, code: &str) {
    window.harness.get_by_role_and_label(NodeRole::TreeItem, code).click();
    window.settle();
}

#[test]
fn ticked_quotations_are_recoded_into_a_new_code_as_one_entry_and_the_old_keeps_the_rest() {
    let mut window = Window::with_sample(egui::Theme::Light, [1280.0, 1100.0]);
    let start = window.study();
    choose(&mut window, "Own lived experience");
    window.key(Key::Q);
    let before = start.codings_with(code_named(&start, "Own lived experience")).len();
    let ticks: Vec<String> = window
        .harness
        .query_all_by_role(NodeRole::CheckBox)
        .filter_map(|node| node.accesskit_node().label())
        .filter(|label| label.starts_with("Tick: "))
        .collect();
    assert!(ticks.len() >= 2, "{ticks:?}");
    window.click(&ticks[0]);
    window.click(&ticks[1]);
    window.click("Recode…");
    window.write("Own recovery");
    window.key(Key::Tab);
    let study = window.study();
    assert_eq!(study.codings_with(code_named(&study, "Own recovery")).len(), 2);
    assert_eq!(study.codings_with(code_named(&study, "Own lived experience")).len(), before - 2);
    let (new, old) = (code_named(&study, "Own recovery"), code_named(&study, "Own lived experience"));
    assert_eq!(study.get(new).expect("made").parent, study.get(old).expect("kept").parent, "they are neighbours");
    window.undo_all(&start, 1);
}

#[test]
fn a_quotation_is_marked_and_detached_without_leaving_the_list() {
    let mut window = light();
    let start = window.study();
    choose(&mut window, "Own lived experience");
    window.key(Key::Q);
    let code = code_named(&start, "Own lived experience");
    let before = start.codings_with(code);
    let first = before[0].clone();
    window.click("Change valence");
    let study = window.study();
    assert_ne!(study.get(first.id).expect("there").valence, first.valence);
    window.click("Detach this coding");
    assert!(window.study().get(first.id).is_none());
    window.undo_all(&start, 2);
}

#[test]
fn what_narrows_the_list_is_kept_as_chips_and_taken_back_by_a_click() {
    let mut window = light();
    choose(&mut window, "Wanting to help");
    window.key(Key::Q);
    let study = window.study();
    let ben = study.coders().find(|coder| coder.initials == "BO").expect("Ben").id;
    let room = &mut window.app().session.as_mut().expect("a study").code;
    room.retrieval.wanted = Wanted { coder: Some(ben), ..room.retrieval.wanted.clone() };
    window.settle();
    let label = "Narrowed to: Ben Okafor. Take it back";
    assert!(window.harness.query_by_label(label).is_some());
    window.click(label);
    assert_eq!(window.app().session.as_ref().expect("a study").code.retrieval.wanted.coder, None);
}

#[test]
fn a_memo_on_selected_words_is_written_at_once_and_shows_beside_them() {
    let mut window = light();
    let start = window.study();
    let span = window.select("by the sea");
    window.press(Modifiers::SHIFT, Key::M);
    window.settle();
    window.write("A place, not a service.");
    window.key(Key::Escape);
    let session = window.app().session.as_mut().expect("a study");
    session.drafts.finish();
    window.settle();
    let study = window.study();
    let memo = study.memos().find(|memo| start.get(memo.id).is_none()).expect("a memo").clone();
    assert_eq!(memo.kind, MemoKind::Analytic);
    assert_eq!(memo.anchor, Some(Anchor::Passage(study.transcripts_in_order()[0].id, span)));
}

#[test]
fn a_journal_entry_takes_the_keyboard_and_holds_what_is_typed() {
    let mut window = light();
    let start = window.study();
    window.press(Modifiers::COMMAND, Key::J);
    window.settle();
    window.write("Second reading. I like participant 2.");
    window.field("Title of the memo");
    window.settle();
    let study = window.study();
    let memo = study.memos().find(|memo| start.get(memo.id).is_none()).expect("a memo");
    assert_eq!((memo.kind, &memo.anchor), (MemoKind::Reflexive, &None));
    assert_eq!(memo.text, "Second reading. I like participant 2.");
    window.select("by the sea");
    window.undo_all(&start, 2);
}

#[test]
fn only_uncoded_text_leaves_out_what_is_coded_and_nothing_hidden_can_be_selected() {
    let mut window = light();
    window.select("by the sea");
    window.key(Key::U);
    let session = window.app().session.as_mut().expect("a study");
    session.code.view.select_all();
    window.settle();
    let (transcript, span) =
        window.app().session.as_ref().expect("a study").code.selection().expect("something is selected");
    let study = window.study();
    let hidden = study.codings_of(transcript).iter().any(|coding| coding.span.overlaps(span));
    assert!(!hidden, "{:?}", span.of(study.text(transcript)));
    window.key(Key::U);
    window.app().session.as_mut().expect("a study").code.view.select_all();
    window.settle();
    let all = window.app().session.as_ref().expect("a study").code.selection().expect("all").1;
    assert_eq!(all.end, study.text(transcript).len());
}

#[test]
fn reading_mode_shows_no_codes_and_the_same_key_brings_them_back() {
    let mut window = light();
    assert!(window.harness.query_by_role_and_label(NodeRole::TreeItem, "Wanting to help").is_some());
    window.key(Key::R);
    assert!(window.harness.query_by_role_and_label(NodeRole::TreeItem, "Wanting to help").is_none());
    window.key(Key::R);
    assert!(window.harness.query_by_role_and_label(NodeRole::TreeItem, "Wanting to help").is_some());
}

#[test]
fn the_level_of_a_coding_is_set_by_key() {
    let mut window = light();
    let start = window.study();
    window.select("by the sea");
    choose(&mut window, "Own lived experience");
    let coding = window.newest(&start);
    window.app().session.as_mut().expect("a study").code.view.focus();
    window.settle();
    for level in [Some(Level::Semantic), Some(Level::Latent), None] {
        window.key(Key::L);
        assert_eq!(window.study().get(coding.id).expect("there").level, level);
    }
}

#[test]
fn a_merge_says_what_it_changes_before_it_does() {
    let mut window = light();
    let start = window.study();
    choose(&mut window, "Own lived experience");
    window.app().open(PathBuf::new());
    window.settle();
    window.press(Modifiers::COMMAND, Key::P);
    window.write("Merge code");
    window.key(Key::Enter);
    window.write("Growing confidence");
    window.key(Key::Enter);
    assert!(*window.study() == *start, "nothing has changed yet");
    let moved = start.codings_with(code_named(&start, "Own lived experience")).len();
    let there = start.codings_with(code_named(&start, "Growing confidence")).len();
    let told = format!("{moved} codings become Growing confidence’s, which then has {}", moved + there);
    assert!(window.harness.query_by_label_contains(&told).is_some(), "{told}");
    window.click("Merge");
    let study = window.study();
    assert_eq!(study.codings_with(code_named(&study, "Growing confidence")).len(), moved + there);
    window.undo_all(&start, 1);
}

#[test]
fn a_memo_on_a_theme_is_written_where_the_theme_is_and_found_from_the_memo_pane() {
    let mut window = light();
    let start = window.study();
    let theme = theme_named(&start, "Coping in the moment").id;
    window.press(Modifiers::COMMAND, Key::Num3);
    window.app().session.as_mut().expect("a study").themes.chosen = Some(theme);
    window.settle();
    let new = format!("{} New memo", colloquy::app::look::icons::ADD);
    window.harness.get_by_label(&new).scroll_to_me();
    window.settle();
    window.harness.get_by_label(&new).click_accesskit();
    window.settle();
    window.harness.get_by_role_and_label(NodeRole::MultilineTextInput, "Words of the memo").focus();
    window.settle();
    window.write("Nearer to capability than I thought.");
    window.app().session.as_mut().expect("a study").drafts.finish();
    window.settle();
    let study = window.study();
    let memo = study.memos().find(|memo| start.get(memo.id).is_none()).expect("a memo").clone();
    assert_eq!(memo.anchor, Some(Anchor::Record(theme.key())));
    assert_eq!(memo.text, "Nearer to capability than I thought.");
    let session = window.app().session.as_mut().expect("a study");
    (session.room, session.themes.chosen) = (Room::Code, None);
    session.code.open_memo(memo.id, false);
    window.settle();
    window.click("On Coping in the moment");
    let session = window.app().session.as_ref().expect("a study");
    assert_eq!((session.room, session.themes.chosen), (Room::Themes, Some(theme)));
}

#[test]
fn a_hebrew_code_is_made_of_hebrew_words_and_read_in_the_tree_and_among_the_quotations() {
    let mut window = light();
    let words = "לא מספיק כסף לאף אחד";
    let text = window.folder.path().join("ivrit.txt");
    std::fs::write(&text, format!("מנחה: מה חסר לכם?\n\nמשתתפת 1: תמיד {words} וזה לא נגמר.\n")).expect("a file");
    window.answers.files.lock().expect("the answers").push(text);
    window.press(Modifiers::COMMAND, Key::I);
    window.until("the preview", |window| window.harness.query_by_label("Add 1 transcript").is_some());
    let before = window.study().transcripts().len();
    window.click("Add 1 transcript");
    window.until("the transcript", |window| window.study().transcripts().len() > before);
    let start = window.study();
    let span = window.select(words);
    window.key(Key::I);
    let coding = window.newest(&start);
    let study = window.study();
    assert_eq!((coding.span, study.get(coding.code).expect("made").name.as_str()), (span, words));
    assert!(window.harness.query_by_role_and_label(NodeRole::TreeItem, words).is_some());
    window.key(Key::Q);
    let listed = format!("תמיד {words} וזה לא נגמר.");
    assert!(window.harness.query_by_label(&listed).is_some(), "the words stand in the list as they were said");
}
