//! The window, driven as a person or a screen reader drives it: by names, by keys and by the mouse. No display is needed.

mod arranging;
mod authors;
mod coding;
mod correcting;
mod deidentifying;
mod dropping;
mod figure_files;
mod figures;
mod finding;
mod looking_back;
mod manual;
mod pairs;
mod placing;
mod preferring;
mod reading;
mod theming;

use crate::{rasteriser::harness, sample};
use colloquy::{
    app::{
        App,
        commands::Room,
        ports::{Answer, Dialogs, Purpose},
        preferences::Preferences,
    },
    journal::Stamp,
    operations,
    store::{Access, OpenStudy},
    study::{Code, Coding, Id, Study, Theme, Valence},
    text::Span,
};
use eframe::egui::{self, Key, Modifiers, accesskit::Role as NodeRole};
use egui_kittest::{Harness, kittest::Queryable};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, mpsc::Sender},
};

/// Answers every question with the same files, and remembers what was asked.
#[derive(Clone, Default)]
struct Answers {
    files: Arc<Mutex<Vec<PathBuf>>>,
    asked: Arc<Mutex<Vec<Purpose>>>,
}

impl Dialogs for Answers {
    fn ask(&mut self, purpose: Purpose, name: &str, reply: Sender<Answer>, _: &egui::Context) {
        let mut files = self.files.lock().expect("the answers").clone();
        // A folder is answered with the name proposed, as a person does who only chooses where.
        for file in files.iter_mut().filter(|file| file.is_dir() && purpose != Purpose::ExportText) {
            *file = file.join(name);
        }
        self.asked.lock().expect("the questions").push(purpose.clone());
        _ = reply.send(Answer::Chosen(purpose, files));
    }
}

struct Window {
    harness: Harness<'static, Option<App>>,
    answers: Answers,
    folder: tempfile::TempDir,
}

impl Window {
    fn new(theme: egui::Theme, size: [f32; 2]) -> Self {
        let (answers, folder) = (Answers::default(), tempfile::tempdir().expect("a folder"));
        let (dialogs, copies) = (answers.clone(), folder.path().join("copies"));
        let preferences = Preferences { dark: Some(theme == egui::Theme::Dark), ..Preferences::default() };
        let harness = harness(size, theme, None::<App>, move |ui, app| {
            let app = app.get_or_insert_with(|| {
                let mut app = App::new(ui.ctx(), preferences.clone(), Box::new(dialogs.clone()));
                app.working_copies = copies.clone();
                app
            });
            app.frame(ui);
        });
        let mut window = Window { harness, answers, folder };
        window.settle();
        window
    }

    /// The sample, opened by Ana Whitfield in a file of its own.
    fn with_sample(theme: egui::Theme, size: [f32; 2]) -> Self {
        let mut window = Window::new(theme, size);
        let open = sample::file(window.folder.path());
        let path = window.folder.path().join("sample.colloquy");
        let app = window.app();
        app.opened(open, &path);
        let ana = app.session.as_ref().and_then(|session| {
            session.open.study().coders().find(|coder| coder.initials == "AW").map(|coder| coder.id)
        });
        if let Some(session) = &mut app.session {
            session.open.sit(ana);
            session.code.view.focus();
        }
        window.settle();
        window
    }

    fn app(&mut self) -> &mut App {
        self.harness.state_mut().as_mut().expect("the window was drawn")
    }

    fn study(&mut self) -> Arc<Study> {
        self.app().session.as_ref().expect("a study is open").open.snapshot()
    }

    fn settle(&mut self) {
        self.harness.run_steps(6);
    }

    /// Draws frames until nothing asks for another: on a busy machine, paragraphs out of sight take many to measure.
    fn rest(&mut self) {
        self.settle();
        for _ in 0..1000 {
            if !self.harness.ctx.has_requested_repaint() {
                break;
            }
            self.harness.run_steps(1);
        }
        // The marks beside the scroll bar are drawn again some frames after the last height is known.
        self.harness.run_steps(40);
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    fn key(&mut self, key: Key) {
        self.press(Modifiers::NONE, key);
    }

    fn write(&mut self, words: &str) {
        self.harness.event(egui::Event::Text(words.to_owned()));
        self.settle();
    }

    fn click(&mut self, name: &str) {
        let found = self.harness.query_all_by_label(name).next();
        found.unwrap_or_else(|| panic!("nothing is called {name}")).click();
        self.settle();
    }

    /// Drags from one place to another.
    fn drag(&mut self, from: egui::Pos2, to: egui::Pos2) {
        self.harness.drag_at(from);
        self.harness.run_steps(2);
        self.harness.hover_at(from + egui::vec2(6.0, 7.0));
        self.harness.run_steps(2);
        self.harness.hover_at(to);
        self.harness.run_steps(3);
        self.harness.drop_at(to);
        self.settle();
    }

    /// Does a command by its name, from the palette of commands.
    fn command(&mut self, name: &str) {
        self.press(Modifiers::COMMAND, Key::P);
        self.write(name.trim_end_matches('…'));
        self.key(Key::Enter);
    }

    /// Puts the focus into a field that has its heading's name.
    fn field(&mut self, name: &str) {
        let inputs = [NodeRole::TextInput, NodeRole::MultilineTextInput];
        let found = inputs.into_iter().find_map(|role| self.harness.query_by_role_and_label(role, name));
        found.unwrap_or_else(|| panic!("no field is called {name}")).focus();
    }

    fn type_into(&mut self, name: &str, words: &str) {
        self.harness.get_by_role_and_label(NodeRole::TextInput, name).focus();
        self.settle();
        self.write(words);
    }

    /// Draws frames until `there` says yes: jobs run beside the window.
    fn until(&mut self, what: &str, there: impl Fn(&mut Self) -> bool) {
        for _ in 0..2000 {
            if there(self) {
                // What has just come is still finding its place on its first frame.
                return self.settle();
            }
            std::thread::yield_now();
            self.harness.run_steps(1);
        }
        panic!("waited in vain for {what}");
    }

    fn select(&mut self, words: &str) -> Span {
        let study = self.study();
        let session = self.app().session.as_mut().expect("a study is open");
        let transcript = session.code.transcript.expect("a transcript is shown");
        let start = study.text(transcript).find(words).expect("the words are there");
        let span = Span::between(start, start + words.len());
        session.code.view.select(span);
        session.code.view.focus();
        self.settle();
        span
    }

    fn newest(&mut self, before: &Study) -> Coding {
        let study = self.study();
        let new: Vec<&Coding> = study.codings().filter(|coding| before.get(coding.id).is_none()).collect();
        assert_eq!(new.len(), 1, "one coding is new");
        new[0].clone()
    }

    /// Undo until the study is as it was; the number of steps must be the one expected.
    fn undo_all(&mut self, to: &Study, steps: usize) {
        for _ in 0..steps {
            assert!(*self.study() != *to, "it took fewer steps");
            self.press(Modifiers::COMMAND, Key::Z);
        }
        assert!(*self.study() == *to, "undo brings everything back");
    }
}

const SIZE: [f32; 2] = [1280.0, 720.0];

fn light() -> Window {
    Window::with_sample(egui::Theme::Light, SIZE)
}

fn code_named(study: &Study, name: &str) -> Id<Code> {
    study.codes().find(|code| code.name == name).map(|code| code.id).expect("the code")
}

fn theme_named(study: &Study, name: &str) -> Theme {
    let board = study.boards_in_order().pop().expect("a board").id;
    study.themes().find(|theme| theme.board == board && theme.name == name).cloned().expect("the theme")
}

#[test]
fn a_study_is_begun_from_the_welcome_page() {
    let mut window = Window::new(egui::Theme::Light, SIZE);
    window.answers.files.lock().expect("the answers").push(window.folder.path().to_owned());
    window.click("New study…");
    window.type_into("Title", "What helps");
    window.type_into("Your name", "Mina Park");
    window.click("Choose where to keep it…");
    window.until("the study", |window| window.app().session.is_some());
    assert_eq!(window.study().details().title, "What helps");
    assert!(window.folder.path().join("What helps.colloquy").exists());
    window.settle();
    assert!(window.harness.query_by_label("Mina Park is coding").is_some());
    assert!(window.harness.query_by_label("All changes saved").is_some());
}

#[test]
fn the_sample_opens_from_the_welcome_page_in_a_working_copy() {
    let mut window = Window::new(egui::Theme::Light, SIZE);
    window.click("Open the sample");
    window.until("the sample", |window| window.app().session.is_some());
    assert_eq!(window.study().transcripts().len(), 6);
    assert_eq!(
        std::fs::read_dir(window.folder.path().join("copies"))
            .expect("copies")
            .filter(|one| one.as_ref().is_ok_and(|one| one.path().extension().is_some_and(|end| end == "colloquy")))
            .count(),
        1
    );
    window.press(Modifiers::COMMAND, Key::W);
    assert!(window.app().session.is_none());
}

#[test]
fn transcripts_are_shown_and_corrected_before_they_are_added() {
    let mut window = Window::new(egui::Theme::Light, SIZE);
    let entry = operations::begin_study(&Stamp::now(None), "Talks", Some("Ana")).expect("an entry");
    let path = window.folder.path().join("talks.colloquy");
    let open = OpenStudy::create(&path, entry, "Ana").expect("a study");
    window.app().opened(open, &path);
    let (good, bad) = (window.folder.path().join("Talk.txt"), window.folder.path().join("bad.docx"));
    std::fs::write(&good, "Host: Well?\nP1: Well.\nHost: And?\nP1: And.\nHost: So?\nP1: So.\n").expect("a file");
    std::fs::write(&bad, b"\x89PNG\r\n\x1a\n").expect("a file");
    window.answers.files.lock().expect("the answers").extend([good, bad]);
    window.press(Modifiers::COMMAND, Key::I);
    window.until("the preview", |window| window.harness.query_by_label("Add 1 transcript").is_some());
    assert_eq!(window.study().transcripts().len(), 0);
    // The unreadable file says why.
    window.click("bad.docx");
    assert!(
        window.harness.query_by_label_contains("PNG").is_some()
            || window.harness.query_by_label_contains("picture").is_some()
            || window.harness.query_by_label_contains("image").is_some()
    );
    window.click("Talk.txt");
    window.harness.get_by_role_and_label(NodeRole::TextInput, "Name of speaker 2").focus();
    window.settle();
    window.press(Modifiers::COMMAND, Key::A);
    window.write("Participant 1");
    window.key(Key::Tab);
    window.click("Add 1 transcript");
    window.until("the transcript", |window| window.study().transcripts().len() == 1);
    let study = window.study();
    let transcript = study.transcripts().next().expect("the transcript");
    assert_eq!(study.text(transcript.id), "Well?\nWell.\nAnd?\nAnd.\nSo?\nSo.");
    let speakers: Vec<String> = transcript
        .turns
        .iter()
        .filter_map(|turn| study.get_opt(turn.speaker))
        .map(|speaker| speaker.label.clone())
        .collect();
    assert_eq!(speakers, ["Host", "Participant 1", "Host", "Participant 1", "Host", "Participant 1"]);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.study().transcripts().len(), 0);
}

#[test]
fn words_are_coded_by_keys_alone_and_all_of_it_is_undone_and_redone() {
    let mut window = light();
    let start = window.study();
    // Second turn, whole; the palette; two letters and Enter.
    window.key(Key::CloseBracket);
    window.press(Modifiers::SHIFT, Key::CloseBracket);
    window.key(Key::Enter);
    window.write("growing conf");
    window.key(Key::Enter);
    let coding = window.newest(&start);
    let study = window.study();
    assert_eq!(study.get(coding.code).expect("its code").name, "Growing confidence");
    let turn = study.get(coding.transcript).expect("its transcript").turns[1].span;
    assert_eq!(coding.span, turn);
    // What was just attached is outlined; valence, contradiction, example.
    window.key(Key::V);
    window.key(Key::C);
    window.key(Key::B);
    let study = window.study();
    let coding = study.get(coding.id).expect("the coding");
    assert_eq!((coding.valence, coding.contradicts), (Some(Valence::Barrier), true));
    assert!(study.get(coding.code).expect("its code").exemplars.iter().any(|one| one.span == turn));
    // Its end moves back by a word.
    window.key(Key::D);
    window.key(Key::ArrowLeft);
    window.key(Key::Enter);
    let study = window.study();
    let moved = study.get(coding.id).expect("the coding").span;
    assert!(moved.start == turn.start && moved.end < turn.end, "{moved:?}");
    // Detached.
    window.key(Key::X);
    assert!(window.study().get(coding.id).is_none());
    let end = window.study();
    window.undo_all(&start, 6);
    for _ in 0..6 {
        window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    }
    assert!(*window.study() == *end, "redo does everything again");
}

#[test]
fn codes_are_attached_by_number_in_vivo_again_and_new() {
    let mut window = light();
    let start = window.study();
    window.select("by the sea");
    window.key(Key::Num1);
    let pinned = window.newest(&start);
    let ana = start.coders().find(|coder| coder.initials == "AW").expect("Ana");
    assert_eq!(Some(&pinned.code), ana.pins.get(&1));
    let before = window.study();
    window.select("a good night");
    window.key(Key::Period);
    assert_eq!(window.newest(&before).code, pinned.code);
    let before = window.study();
    window.select("teaching music");
    window.key(Key::I);
    let vivo = window.newest(&before);
    assert_eq!(window.study().get(vivo.code).expect("its code").name, "teaching music");
    let before = window.study();
    window.select("carpet shop");
    window.key(Key::Slash);
    window.write("Zebra crossing");
    window.key(Key::Tab);
    let new = window.newest(&before);
    assert_eq!(window.study().get(new.code).expect("its code").name, "Zebra crossing");
    window.undo_all(&start, 4);
}

#[test]
fn a_click_on_a_code_attaches_it_to_selected_words_and_only_looks_without() {
    let mut window = light();
    let start = window.study();
    let wanted = code_named(&start, "Own lived experience");
    window.harness.get_by_role_and_label(NodeRole::TreeItem, "Own lived experience").click();
    window.settle();
    assert!(*window.study() == *start, "looking changes nothing");
    assert_eq!(window.app().session.as_ref().expect("a study").code.chosen, Some(wanted));
    let span = window.select("by the sea");
    window.harness.get_by_role_and_label(NodeRole::TreeItem, "Own lived experience").click();
    window.settle();
    let coding = window.newest(&start);
    assert_eq!((coding.code, coding.span), (wanted, span));
    // The toast offers to take it back.
    window.click("Undo");
    assert!(*window.study() == *start, "undone from the toast");
}

#[test]
fn quotations_lead_to_their_place_and_back() {
    let mut window = light();
    window.harness.get_by_role_and_label(NodeRole::TreeItem, "Own lived experience").click();
    window.settle();
    window.click("Show quotations");
    let study = window.study();
    let code = code_named(&study, "Own lived experience");
    let first = window.app().session.as_ref().expect("a study").code.transcript.expect("a transcript");
    let elsewhere = study
        .codings_with(code)
        .into_iter()
        .find(|coding| coding.transcript != first)
        .expect("a coding elsewhere")
        .clone();
    window.app().open(PathBuf::from("/nowhere/at/all.colloquy"));
    window.settle();
    let there = Arc::clone(&study);
    let session = window.app().session.as_mut().expect("what cannot be opened closes nothing");
    session.code.show_coding(&there, elsewhere.id);
    window.settle();
    let session = window.app().session.as_ref().expect("a study");
    assert_eq!(session.code.transcript, Some(elsewhere.transcript));
    assert_eq!(session.code.active_coding(&there), Some(elsewhere.id));
    window.click("Back to where you were");
    assert_eq!(window.app().session.as_ref().expect("a study").code.transcript, Some(first));
}

#[test]
fn a_definition_that_is_typed_is_saved_when_the_field_is_left() {
    let mut window = light();
    let start = window.study();
    let code = code_named(&start, "Own lived experience");
    window.harness.get_by_role_and_label(NodeRole::TreeItem, "Own lived experience").click();
    window.settle();
    window.field("Brief definition");
    window.settle();
    window.press(Modifiers::COMMAND, Key::A);
    window.write("What they went through themselves.");
    window.field("Full definition");
    window.settle();
    assert_eq!(window.study().get(code).expect("the code").brief, "What they went through themselves.");
    window.press(Modifiers::COMMAND, Key::Z);
    window.settle();
}

#[test]
fn a_code_dragged_onto_another_moves_under_it() {
    let mut window = light();
    let start = window.study();
    let from = window.harness.get_by_role_and_label(NodeRole::TreeItem, "Own lived experience").rect().center();
    let to = window.harness.get_by_role_and_label(NodeRole::TreeItem, "Growing confidence").rect().center();
    window.harness.drag_at(from);
    window.harness.run_steps(2);
    window.harness.hover_at(from + egui::vec2(4.0, 9.0));
    window.harness.run_steps(2);
    window.harness.hover_at(to);
    window.harness.run_steps(2);
    window.harness.drop_at(to);
    window.settle();
    let study = window.study();
    let moved = study.get(code_named(&study, "Own lived experience")).expect("the code");
    assert_eq!(moved.parent, Some(code_named(&study, "Growing confidence")));
    window.undo_all(&start, 1);
}

#[test]
fn a_theme_s_place_and_an_intervention_s_tick_change_figure_and_table_and_undo_restores_both() {
    let mut window = light();
    let start = window.study();
    let subtheme = theme_named(&start, "Coping in the moment");
    assert_eq!(start.intervention_numbers(subtheme.id), [5]);
    window.press(Modifiers::COMMAND, Key::Num4);
    assert_eq!(window.app().session.as_ref().expect("a study").room, Room::Figure);
    let first = start.interventions_in_order()[0].id;
    assert_eq!(start.barriers_addressed(start.get(first).expect("the first")), 5);
    window.harness.get_by_role_and_label(NodeRole::CheckBox, "Addresses Coping in the moment").scroll_to_me();
    window.settle();
    window.harness.get_by_role_and_label(NodeRole::CheckBox, "Addresses Coping in the moment").click_accesskit();
    window.settle();
    let study = window.study();
    assert_eq!(study.intervention_numbers(subtheme.id), [1, 5]);
    assert_eq!(study.barriers_addressed(study.get(first).expect("the first")), 6);
    assert!(window.harness.query_all_by_label_contains("6 barriers").next().is_some());
    window.undo_all(&start, 1);
    window.press(Modifiers::COMMAND, Key::Num3);
    let session = window.app().session.as_mut().expect("a study");
    session.themes.chosen = Some(subtheme.id);
    window.settle();
    window.harness.get_by_role_and_label(NodeRole::CheckBox, "Social opportunity").click_accesskit();
    window.settle();
    let placed = window.study().placements().filter(|one| one.element == "comb.social_opportunity").count();
    assert_eq!(placed, start.placements().filter(|one| one.element == "comb.social_opportunity").count() + 1);
    window.undo_all(&start, 1);
}

#[test]
fn a_new_theme_stands_on_the_board() {
    let mut window = light();
    window.press(Modifiers::COMMAND, Key::Num3);
    window.click(&format!("{} New theme…", colloquy::app::look::icons::ADD));
    window.type_into("Name", "Being asked");
    window.click("Make the theme");
    let study = window.study();
    assert_eq!(theme_named(&study, "Being asked").parent, None);
    assert!(window.harness.query_by_label("Being asked").is_some());
}

#[test]
fn the_manual_and_the_figure_are_written_where_the_dialog_says() {
    let mut window = light();
    window.answers.files.lock().expect("the answers").push(window.folder.path().to_owned());
    for (typed, ending) in [("export coding manual", "docx"), ("export figure", "svg"), ("export codings", "csv")] {
        window.press(Modifiers::COMMAND, Key::P);
        window.write(typed);
        window.key(Key::Enter);
        if ending == "svg" {
            window.click("Choose where…");
        }
        let folder = window.folder.path().to_owned();
        window.until("the file", |_| written(&folder, ending));
    }
    assert_eq!(window.answers.asked.lock().expect("the questions").len(), 3);
}

fn written(folder: &Path, ending: &str) -> bool {
    let mut files = std::fs::read_dir(folder).expect("the folder").map(|file| file.expect("a file").path());
    files.any(|path| {
        path.extension().is_some_and(|extension| extension == ending)
            && !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
    })
}

#[test]
fn a_window_that_is_gone_without_goodbye_leaves_everything_on_disk() {
    let mut window = light();
    window.select("by the sea");
    window.key(Key::Num1);
    let study = window.study();
    let path = window.folder.path().join("sample.colloquy");
    let copy = window.folder.path().join("as it lay there.colloquy");
    std::fs::copy(&path, &copy).expect("a copy of the file as it lies there");
    let read = OpenStudy::open(&copy, Access::Read, "").expect("it opens");
    assert!(*read.study() == *study, "what was coded is in the file");
}

#[test]
fn a_study_open_elsewhere_can_be_read_and_says_so() {
    let mut window = Window::new(egui::Theme::Light, SIZE);
    let (study, entries) = colloquy::store::text_form::read(&sample::folder()).expect("the sample");
    window.app().opened(OpenStudy::reading(study, entries, "Ben has it open."), Path::new("/tmp/none"));
    window.settle();
    let before = window.study();
    assert!(window.harness.query_all_by_label("Ben has it open.").next().is_some());
    window.select("by the sea");
    window.key(Key::I);
    window.key(Key::Enter);
    assert!(*window.study() == *before, "nothing changed");
}

#[test]
fn every_command_that_can_be_done_is_in_the_palette() {
    let mut window = light();
    for entry in colloquy::app::commands::ALL.iter().filter(|entry| entry.menu == colloquy::app::commands::Menu::File) {
        window.press(Modifiers::COMMAND, Key::P);
        window.write(entry.name.trim_end_matches('…'));
        assert!(window.harness.query_all_by_label(entry.name).next().is_some(), "{}", entry.name);
        window.key(Key::Escape);
    }
}

#[test]
fn no_widget_is_without_a_name() {
    let mut window = light();
    for room in [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5] {
        window.press(Modifiers::COMMAND, room);
        assert_eq!(window.harness.unnamed_widgets(), Vec::<String>::new());
    }
}

#[test]
fn the_rooms_look_as_they_did_by_day_and_by_night() {
    let mut results = egui_kittest::SnapshotResults::new();
    for (theme, name) in [(egui::Theme::Light, "light"), (egui::Theme::Dark, "dark")] {
        let mut welcome = Window::new(theme, SIZE);
        results.add(welcome.harness.try_snapshot(format!("welcome_{name}")));
        let mut window = Window::with_sample(theme, SIZE);
        window.harness.remove_cursor();
        window.rest();
        results.add(window.harness.try_snapshot(format!("code_{name}")));
        for (room, key) in [("review", Key::Num2), ("themes", Key::Num3), ("figure", Key::Num4), ("manual", Key::Num5)]
        {
            window.press(Modifiers::COMMAND, key);
            window.rest();
            // A page is first shown as it was drawn for another width; resting may give it another once more.
            if room == "manual" {
                for _ in 0..2 {
                    manual::settled(&mut window);
                    window.rest();
                }
            }
            results.add(window.harness.try_snapshot(format!("{room}_{name}")));
        }
        window.press(Modifiers::COMMAND, Key::Num1);
        window.select("by the sea");
        window.key(Key::Enter);
        window.write("fund");
        window.rest();
        results.add(window.harness.try_snapshot(format!("palette_{name}")));
    }
}
