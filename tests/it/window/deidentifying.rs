//! Names and the like, gone through and replaced; the key; the study without history.

use super::*;

const TALK: &str = "Host: Well, where do you live?\nP1: I moved to Leeds with Sarah Jones, and Sarah likes it.\nHost: And?\nP1: Ring me on 0113 496 0000.\n";

impl Window {
    /// What the next dialogs are answered with.
    fn answer(&mut self, path: PathBuf) {
        *self.answers.files.lock().expect("the answers") = vec![path];
    }

    /// A small study of one transcript that names people.
    fn with_talk() -> Self {
        let mut window = light();
        let path = window.folder.path().join("talk.txt");
        std::fs::write(&path, TALK).expect("a file");
        window.answer(path);
        window.command("Add transcripts");
        window.until("the preview", |window| window.harness.query_by_label_contains("Add 1 transcript").is_some());
        window.click("Add 1 transcript");
        window.until("the transcript", |window| window.harness.query_by_label_contains("Add 1 transcript").is_none());
        window
    }

    fn talk(&mut self) -> String {
        let study = self.study();
        study
            .transcripts()
            .map(|one| study.text(one.id).to_owned())
            .find(|text| text.contains("likes it"))
            .expect("the talk")
    }
}

#[test]
fn what_is_found_is_replaced_as_one_step_and_undo_brings_it_back() {
    let mut window = Window::with_talk();
    let before = window.talk();
    window.command("De-identify");
    assert!(window.harness.query_by_label("Replace Sarah Jones").is_some(), "the name is on the list");
    window.click("Replace Leeds");
    window.click("Replace in this study");
    let after = window.talk();
    assert!(!after.contains("Sarah") && !after.contains("0113") && after.contains("Leeds"), "{after}");
    assert!(after.contains("[phone number]"), "{after}");
    window.click("Close");
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.talk(), before);
}

#[test]
fn a_key_is_saved_locked_and_opened_again_and_a_study_without_history_is_made() {
    let mut window = Window::with_talk();
    window.command("De-identify");
    window.type_into("A name that was not found", "likes");
    window.click("Add");
    window.type_into("Passphrase that locks the key", "correct horse");
    let key = window.folder.path().join("names.age");
    window.answer(key.clone());
    window.click("Save the key…");
    window.until("the key", |_| key.exists());
    let bytes = std::fs::read(&key).expect("the key");
    assert!(!bytes.windows(5).any(|five| five == b"Sarah"), "locked");
    window.answer(key);
    window.click("Open a key…");
    window.until("the lock", |window| window.harness.query_by_label("Unlock the key").is_some());
    window.type_into("Passphrase", "wrong horse");
    window.click("Unlock the key");
    window.until("the refusal", |window| window.harness.query_by_label_contains("does not open the key").is_some());
    window.type_into("Passphrase", "correct horse");
    window.click("Unlock the key");
    window.until("the list", |window| window.harness.query_by_label("Replace likes").is_some());
    let copy = window.folder.path().join("clean.colloquy");
    window.answer(copy.clone());
    window.click("Make a de-identified study…");
    window.until("the study", |window| window.harness.query_by_label_contains("without the history").is_some());
    let file = std::fs::read(&copy).expect("the study");
    for word in ["Sarah", "0113 496"] {
        assert!(!file.windows(word.len()).any(|some| some == word.as_bytes()), "{word} is in the file");
    }
    assert!(window.talk().contains("Sarah"), "the study itself stays as it was");
}

#[test]
fn a_study_goes_out_for_another_program_after_what_it_will_not_show() {
    let mut window = Window::with_sample(egui::Theme::Light, SIZE);
    let file = window.folder.path().join("out.qdpx");
    window.answer(file.clone());
    window.command("Export for other programs");
    assert!(window.harness.query_all_by_label_contains("intervention").next().is_some(), "what is not shown is told");
    window.click("NVivo");
    window.click("Choose where to put it…");
    window.until("the file", |_| file.exists());
    let read = colloquy::exchange::recognised(&file).expect("known").expect("read");
    assert_eq!(read.codings.len(), window.study().codings().len());
}
