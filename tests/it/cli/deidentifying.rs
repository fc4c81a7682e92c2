//! `colloquy deidentify`: what is found, the key, the study without history.

use super::*;

const TALK: &str = "Host: Well, where do you live?\nP1: I moved to Leeds with Dr Patel, and Sarah Jones likes it. Sarah is there.\nHost: And?\nP1: Ring me on 0113 496 0000.\n";

fn study_that_names_people(folder: &Path) {
    done(folder, &["new", "s.colloquy", "--title", "Small", "--coder", "Ana"]);
    std::fs::write(folder.join("talk.txt"), TALK).unwrap();
    done(folder, &["import", "s.colloquy", "talk.txt"]);
}

#[test]
fn a_key_is_made_decided_on_and_a_study_made_that_never_held_the_words() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    study_that_names_people(folder);
    let printed = done(folder, &["deidentify", "s.colloquy"]);
    assert!(printed.contains("Sarah Jones") && printed.contains("[phone number]"), "{printed}");
    refused(folder, &["deidentify", "s.colloquy", "--key", "k.csv", "-o", "clean"], 2, "There is no key in k.csv yet.");
    done(folder, &["deidentify", "s.colloquy", "--key", "k.csv"]);
    let key = std::fs::read_to_string(folder.join("k.csv")).unwrap();
    let decided = key.replace("Leeds,place,[Place 1],yes", "Leeds,place,[Place 1],no").replace("[Person 2]", "Mary");
    assert_ne!(key, decided, "{key}");
    std::fs::write(folder.join("k.csv"), &decided).unwrap();
    let made = done(folder, &["deidentify", "s.colloquy", "--key", "k.csv", "-o", "clean"]);
    assert!(made.contains("without the history: 1 transcript, 0 codings"), "{made}");
    done(folder, &["check", "clean.colloquy"]);
    let file = std::fs::read(folder.join("clean.colloquy")).unwrap();
    for word in ["Sarah", "Jones", "Patel", "0113"] {
        assert!(!file.windows(word.len()).any(|some| some == word.as_bytes()), "{word} is in the file");
    }
    assert!(file.windows(5).any(|some| some == b"Leeds"), "what was decided to stay stays");
    assert!(file.windows(4).any(|some| some == b"Mary"), "a stand-in of one's own");
    // Again: the key stands, and finds nothing new.
    done(folder, &["deidentify", "s.colloquy", "--key", "k.csv"]);
    assert_eq!(std::fs::read_to_string(folder.join("k.csv")).unwrap(), decided);
}

#[test]
fn in_place_is_a_step_that_can_be_taken_back_and_a_locked_key_needs_its_passphrase() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    study_that_names_people(folder);
    refused(folder, &["deidentify", "s.colloquy", "--key", "k.age"], 2, "--passphrase-file FILE");
    std::fs::write(folder.join("pass"), "correct horse\n").unwrap();
    done(folder, &["deidentify", "s.colloquy", "--key", "k.age", "--passphrase-file", "pass"]);
    assert!(std::fs::read(folder.join("k.age")).unwrap().starts_with(b"age-encryption.org/v1"));
    std::fs::write(folder.join("other"), "wrong horse\n").unwrap();
    refused(
        folder,
        &["deidentify", "s.colloquy", "--key", "k.age", "--passphrase-file", "other", "--in-place"],
        1,
        "does not open the key",
    );
    let told = done(folder, &["deidentify", "s.colloquy", "--key", "k.age", "--passphrase-file", "pass", "--in-place"]);
    assert!(told.contains("The history and the backups of this file keep the words."), "{told}");
    done(folder, &["check", "s.colloquy"]);
    let again =
        done(folder, &["deidentify", "s.colloquy", "--key", "k.age", "--passphrase-file", "pass", "--in-place"]);
    assert!(again.contains("Nothing was changed."), "{again}");
    assert!(
        printed(&colloquy(folder, &["log", "s.colloquy"])).contains("Put stand-ins for names and the like at 5 places")
    );
}
