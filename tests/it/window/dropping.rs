//! Files dropped on the window and held over it; studies that can only be read; names and places of studies.

use super::*;

#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|why| why.to_string())
    }
}

impl Window {
    /// Drops a text of this name on the window.
    fn drop_text(&mut self, name: &str, words: &str) {
        let path = self.folder.path().join(name);
        std::fs::write(&path, words).expect("a file");
        self.harness.input_mut().dropped_files.push(Arc::new(Dropped(path)));
        self.settle();
    }

    /// The sample as somebody else has it open: it can be read, for the reason given.
    fn with_sample_to_read(why: &str) -> Self {
        let mut window = Window::new(egui::Theme::Light, SIZE);
        let (study, entries) = colloquy::store::text_form::read(&sample::folder()).expect("the sample");
        window.app().opened(OpenStudy::reading(study, entries, why), Path::new("/tmp/none"));
        window.settle();
        window
    }

    fn says(&self, words: &str) -> bool {
        self.harness.query_all_by_label_contains(words).next().is_some()
    }
}

const TALK: &str = "Host: Well?\nP1: Well.\nHost: And?\nP1: And.\n";

#[test]
fn files_dropped_while_others_are_looked_at_are_added_to_them_once() {
    let mut window = light();
    window.drop_text("one.txt", TALK);
    window.until("the preview", |window| window.says("Add 1 transcript"));
    window.drop_text("two.txt", "Host: Other?\nP1: Other.\nHost: So?\nP1: So.\n");
    window.until("both files", |window| window.says("Add 2 transcripts"));
    window.drop_text("one.txt", TALK);
    window.drop_text("three.txt", "Host: Third?\nP1: Third.\nHost: So?\nP1: So.\n");
    window.until("the third", |window| window.says("Add 3 transcripts"));
    let before = window.study().transcripts().len();
    window.click("Add 3 transcripts");
    window.until("the transcripts", |window| window.study().transcripts().len() == before + 3);
}

#[test]
fn a_drop_on_a_study_that_can_only_be_read_is_refused_at_once_with_the_reason() {
    let mut window = Window::with_sample_to_read("Ben has it open.");
    window.drop_text("one.txt", TALK);
    window.harness.run_steps(20);
    // What a toast says is an alert's value.
    assert!(window.harness.query_by_value("Nothing was added. Ben has it open.").is_some());
    assert!(!window.says("Add 1 transcript") && window.app().overlay.is_none());
}

#[test]
fn files_held_over_the_window_are_told_what_a_drop_would_do() {
    let mut window = light();
    let hold = |window: &mut Window, name: &str| {
        let file = egui::HoveredFile { path: Some(name.into()), ..egui::HoveredFile::default() };
        window.harness.input_mut().hovered_files = vec![file];
        window.settle();
    };
    assert!(!window.says("Drop to "));
    hold(&mut window, "talk.txt");
    assert!(window.says("Drop to add transcripts"));
    hold(&mut window, "other.colloquy");
    assert!(window.says("Drop to open the study"));
    window.harness.input_mut().hovered_files.clear();
    window.settle();
    assert!(!window.says("Drop to "));
    let mut reading = Window::with_sample_to_read("Ben has it open.");
    hold(&mut reading, "talk.txt");
    assert!(reading.says("This study can only be read"));
}

#[test]
fn a_long_reason_why_a_study_can_only_be_read_leaves_the_rest_of_the_status_bar_its_place() {
    let why = "Another Colloquy has this study open since 14:02 on A-LAPTOP; close it there to work on it here. Until then \
               you can read it, or make a coder’s copy, or wait, or ask whoever it is to close it.";
    let mut window = Window::with_sample_to_read(why);
    for _ in 0..2 {
        window.click("Close this message");
        if !window.says("Close this message") {
            break;
        }
    }
    let reason = window.harness.query_all_by_label(why).next().expect("the reason").rect();
    let who = window.harness.query_all_by_label_contains("is coding").next().expect("who is coding").rect();
    let counts = window.harness.query_all_by_label_contains(" transcripts · ").next().expect("the counts").rect();
    assert!(reason.right() < who.left() && who.right() < counts.left(), "{reason:?} {who:?} {counts:?}");
    assert!(counts.right() <= SIZE[0] && reason.width() > 300.0, "{reason:?} {counts:?}");
}

#[test]
fn a_study_s_file_keeps_the_dots_of_its_name() {
    let mut window = Window::new(egui::Theme::Light, SIZE);
    let chosen = window.folder.path().join("Trial 2.5 final");
    window.answers.files.lock().expect("the answers").push(chosen);
    window.click("New study…");
    window.type_into("Title", "Trial 2.5 final");
    window.type_into("Your name", "Mina Park");
    window.click("Choose where to keep it…");
    window.until("the study", |window| window.app().session.is_some());
    assert!(window.folder.path().join("Trial 2.5 final.colloquy").is_file());
}

#[test]
fn a_study_that_is_opened_is_backed_up_beside_the_window() {
    let mut window = Window::new(egui::Theme::Light, SIZE);
    drop(sample::file(window.folder.path()));
    let path = window.folder.path().join("sample.colloquy");
    let backups = colloquy::store::Backups::of(&path);
    window.app().open(path);
    window.until("the study", |window| window.app().session.is_some());
    for _ in 0..5000 {
        if !backups.list().is_empty() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert_eq!(backups.list().len(), 1);
}

#[test]
fn other_programs_files_are_shown_before_they_are_brought_and_can_be_undone() {
    let mut window = light();
    // Emoji are drawn by the system's faces, which tests do without.
    window.harness.ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/refi");
    let before = (window.study().codings().len(), window.study().codes().len());
    for name in ["spec-strict.qdpx", "qualcoder-bom-crlf.qdc"] {
        window.harness.input_mut().dropped_files.push(Arc::new(Dropped(golden.join(name))));
    }
    window.settle();
    window.until("the first", |window| window.says("Import spec-strict.qdpx"));
    assert!(window.says("Does not come along") && window.says("It brings 2 coders"));
    window.click("Import");
    window.until("the second", |window| window.says("Import qualcoder-bom-crlf.qdc"));
    assert_eq!(window.study().codings().len(), before.0 + 7);
    window.click("Cancel");
    window.until("no more", |window| !window.says("Import qualcoder"));
    window.press(egui::Modifiers::COMMAND, egui::Key::Z);
    window.until("it is undone", |window| window.study().codings().len() == before.0);
    assert_eq!(window.study().codes().len(), before.1);
    window.harness.input_mut().dropped_files.push(Arc::new(Dropped(golden.join("hostile.qdpx"))));
    window.settle();
    window.until("the refusal", |window| window.says("nothing in the study has changed"));
}

#[test]
fn another_way_of_counting_is_chosen_in_sight_of_the_words() {
    let mut window = light();
    // Emoji are drawn by the system's faces, which tests do without.
    window.harness.ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/refi/nvivo-windows-shape.qdpx");
    window.harness.input_mut().dropped_files.push(Arc::new(Dropped(golden)));
    window.settle();
    window.until("the preview", |window| window.says("Where passages stand (1 text)"));
    assert!(window.says("by UTF-16 units, a line end as two: 6 of 6 passages at words"));
    assert!(window.says("we felt safe” 😀"));
    window.click("Places in Anna are counted by UTF-16 units, a line end as two: 6 of 6 passages at words");
    window.settle();
    window.click("by characters, a line end as two: 0 of 6 passages at words");
    window.until("read again", |window| !window.says("6 of 6 passages at words") && window.says("It brings"));
    assert!(window.says("Where passages stand (1 text)"));
    window.click("Import");
    window.until("it is brought", |window| !window.says("Where passages stand"));
    let study = window.study();
    let words = |at: &str| study.codings().any(|coding| coding.span.of(study.text(coding.transcript)) == Some(at));
    assert!(study.transcripts().any(|one| one.title == "Anna") && !words("naïve Ω line") && !words("End."));
}

#[test]
fn a_document_with_a_table_of_codes_is_a_codebook_unless_it_is_said_to_be_a_transcript() {
    let mut window = light();
    let file = window.folder.path().join("codes.html");
    let table = "<table><tr><td>Code<td>Definition<tr><td>Trust<td>Keeps faith.<tr><td>Money<td>Too little.</table>";
    std::fs::write(&file, format!("<html><body>{table}</body></html>")).expect("written");
    let codes = window.study().codes().len();
    window.harness.input_mut().dropped_files.push(Arc::new(Dropped(file.clone())));
    window.settle();
    window.until("the preview", |window| window.says("It is a document with a table of codes"));
    assert!(window.says("It brings 2 codes"));
    window.click("It is a transcript");
    window.until("the other preview", |window| window.says("Add 1 transcript"));
    window.click("Cancel");
    window.harness.input_mut().dropped_files.push(Arc::new(Dropped(file)));
    window.settle();
    window.until("the preview again", |window| window.says("It brings 2 codes"));
    window.click("Import");
    window.until("the codes", |window| window.study().codes().len() == codes + 2);
}

#[test]
fn a_table_of_characteristics_shows_whom_its_rows_are_and_what_its_columns_hold() {
    let mut window = light();
    let labels: Vec<String> = window.study().participants().take(3).map(|one| one.label.clone()).collect();
    let study = window.study();
    let groups = study.participants().take(3).filter_map(|one| study.get(one.group?).map(|group| group.label.clone()));
    let groups: Vec<String> = groups.collect();
    let file = window.folder.path().join("people.csv");
    let rows: String = labels
        .iter()
        .zip(&groups)
        .enumerate()
        .map(|(at, (label, group))| format!("{label};{group};0{}/02/2024\n", at + 1))
        .collect();
    std::fs::write(&file, format!("Name;Group;Joined\n{rows}Nobody;FG9;01/02/2024\n")).expect("written");
    window.harness.input_mut().dropped_files.push(Arc::new(Dropped(file)));
    window.settle();
    window.until("the preview", |window| window.says("How the table was read"));
    assert!(window.says("3 of 4 rows are in the study"));
    window.click("3 of 4 rows are in the study");
    window.settle();
    assert!(window.says("not in the study: left out"));
    window.click("Joined holds text");
    window.settle();
    window.click("days");
    window.until("read again", |window| window.says("Joined holds days"));
    let before = window.study().attributes().count();
    window.click("Import");
    window.until("it is brought", |window| window.study().attributes().count() == before + 1);
    assert!(window.study().attributes().any(|one| one.kind == colloquy::study::AttributeKind::Date));
}

/// Passages that stand wrong since an earlier import are put right from the same file, in sight of the words.
#[test]
fn passages_that_were_counted_wrong_are_put_right_from_the_same_file() {
    let mut window = light();
    window.harness.ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/refi/nvivo-windows-shape.qdpx");
    let file = window.folder.path().join("nvivo.qdpx");
    std::fs::copy(golden, &file).expect("copied");
    let dropped = |window: &mut Window| {
        window.harness.input_mut().dropped_files.push(Arc::new(Dropped(file.clone())));
        window.settle();
        window.until("the preview", |window| window.says("Where passages stand"));
    };
    dropped(&mut window);
    window.click("Places in Anna are counted by UTF-16 units, a line end as two: 6 of 6 passages at words");
    window.settle();
    window.click("by characters: 2 of 6 passages at words");
    window.until("read again", |window| window.says("are counted by characters:"));
    window.click("Import");
    window.until("it is brought", |window| window.study().transcripts().any(|one| one.title == "Anna"));
    let words = |window: &mut Window| {
        let study = window.study();
        let mut words: Vec<String> = study
            .codings()
            .filter(|one| study.get(one.transcript).is_some_and(|text| text.title == "Anna"))
            .map(|one| one.span.of(study.text(one.transcript)).expect("words").to_owned())
            .collect();
        words.sort();
        words
    };
    assert!(!words(&mut window).contains(&"naïve Ω line".to_owned()), "{:?}", words(&mut window));
    dropped(&mut window);
    assert!(window.says("Nothing was moved"));
    window.click("Put the 4 passages that stand elsewhere in the study where they stand here");
    window.until("read again", |window| window.says("other places of 4 passages"));
    window.click("Import");
    window.until("it is put right", |window| words(window).contains(&"naïve Ω line".to_owned()));
    assert_eq!(words(&mut window).len(), 5);
    window.harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    window.until("undone", |window| !words(window).contains(&"naïve Ω line".to_owned()));
}

/// How turns are marked is shown by selecting a label; it holds for the other files, and what is corrected in one is corrected in
/// the others.
#[test]
fn who_speaks_is_shown_in_one_file_and_holds_in_the_others() {
    let mut window = light();
    window.drop_text("one.txt", "Q. Why did you come?\nA. I was asked.\nQ. And then?\nA. I left.\n");
    window.until("the preview", |window| window.says("Add 1 transcript"));
    window.drop_text("two.txt", "Q. Where?\nA. There.\nQ. When?\nA. Then.\nB. No.\n");
    window.until("both files", |window| window.says("Add 2 transcripts"));
    assert!(window.says("No speakers were found"));
    window.click("Speakers are marked in another way…");
    window.settle();
    let field = window.harness.get_by_role(egui::accesskit::Role::MultilineTextInput);
    let corner = field.rect().min;
    let at = |x: f32| corner + egui::vec2(x, 12.0);
    window.harness.drag_at(at(3.0));
    window.harness.hover_at(at(15.0));
    window.harness.drop_at(at(15.0));
    window.settle();
    assert!(window.says("Lines that begin like “Q.” will begin a turn"));
    window.click("Q is who speaks");
    window.until("speakers", |window| window.says("Name of speaker 2"));
    assert!(window.says("2 turns · 2 words"));
    window.click("one.txt");
    window.until("speakers of the other file", |window| window.says("Name of speaker 2"));
}

/// A table of turns is a transcript, whether or not its people are in the study; a table about people is not.
#[test]
fn a_table_of_turns_is_looked_at_as_a_transcript() {
    let mut window = light();
    window.drop_text("talk.csv", "Speaker,Text,Start\nModerator,Shall we begin?,00:00:03\nParticipant 1,Yes.,00:00:05\nModerator,Good.,00:00:06\n");
    window.until("the preview", |window| window.says("Add 1 transcript"));
    assert!(window.says("3 turns, a table with a column for the speaker"));
    assert!(window.harness.query_by_label("Name of speaker 2").is_some());
}

/// A folder that is dropped brings what lies in it and in its folders, each file where it belongs.
#[test]
fn a_folder_of_transcripts_is_dropped_whole() {
    let mut window = light();
    let folder = window.folder.path().join("talks");
    std::fs::create_dir_all(folder.join("second")).expect("folders");
    std::fs::write(folder.join("one.txt"), TALK).expect("written");
    std::fs::write(folder.join("second/two.txt"), TALK.replace("Well", "Other")).expect("written");
    std::fs::write(folder.join("second/.hidden"), "x").expect("written");
    std::fs::write(folder.join("codes.csv"), "Code,Definition\nCold,It is cold\nWarm,It is warm\n").expect("written");
    std::fs::write(folder.join("plan.png"), b"\x89PNG\r\n\x1a\n\0\0").expect("written");
    window.harness.input_mut().dropped_files.push(Arc::new(Dropped(folder)));
    window.settle();
    window.until("one of the two", |window| window.says("Add 2 transcripts") || window.says("It brings 2 codes"));
    // Whatever was read first is shown first; the other waits for its turn.
    let before = (window.study().transcripts().len(), window.study().codes().count());
    for _ in 0..2 {
        window.until("the next", |window| window.says("Add 2 transcripts") || window.says("It brings 2 codes"));
        if window.says("It brings 2 codes") {
            window.click("Import");
        } else {
            assert!(window.says("plan.png"));
            window.click("Add 2 transcripts");
        }
        window.settle();
    }
    window.until("both", |window| {
        (window.study().transcripts().len(), window.study().codes().count()) == (before.0 + 2, before.1 + 2)
    });
}

#[test]
fn codes_of_a_codebook_come_as_copies_where_that_is_wanted() {
    let mut window = light();
    let file = window.folder.path().join("Other team.csv");
    std::fs::write(&file, "Code,Definition\nWanting to help,Of people\nCold,Frost\n").expect("written");
    let before = window.study().codes().count();
    window.harness.input_mut().dropped_files.push(Arc::new(Dropped(file)));
    window.settle();
    window.until("the preview", |window| window.says("It brings 1 code"));
    window.click("come as copies, with all the others, under a code with the file’s name");
    window.until("read again", |window| window.says("It brings 3 codes"));
    window.click("Import");
    window.until("copied", |window| window.study().codes().count() == before + 3);
    let study = window.study();
    let above = study.codes().find(|one| one.name == "Other team").expect("a code above");
    assert_eq!(study.codes_under(Some(above.id)).len(), 2);
}
