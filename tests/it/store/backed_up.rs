//! Backups, and the way back from them.

use std::fs;

use colloquy::store::{Access, Backups, OpenStudy, check, restore_from};
use rusqlite::Connection;

use super::{a_board, a_study_in, open};

#[test]
fn a_text_that_is_not_what_was_stored_is_told_on_opening_and_does_not_become_a_backup() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    drop(open(&path));
    let backups = Backups::of(&path).list();
    assert_eq!(backups.len(), 1);
    open(&path).commit(a_board(500, "So that a backup is due")).unwrap();
    let file = Connection::open(&path).unwrap();
    file.execute("UPDATE transcript_text SET text = replace(text, 'years', 'weeks')", []).unwrap();
    drop(file);
    let study = open(&path);
    let [no_backup, doubt] = study.notices() else { panic!("{:?}", study.notices()) };
    assert!(no_backup.contains("a transcript’s text is not what was stored"), "{no_backup}");
    assert!(no_backup.contains("Check the study before you work on it"), "{no_backup}");
    assert!(doubt.starts_with("The text of “Focus Group 5” is not the text that was stored"), "{doubt}");
    assert_eq!(Backups::of(&path).list(), backups);
}

#[test]
fn a_backup_is_made_on_opening_where_something_was_done_since_the_last_and_leads_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    let backups = Backups::of(&path);
    assert!(!backups.folder().exists(), "there was nothing to lose before");
    drop(open(&path));
    let made = backups.list();
    assert_eq!(made.len(), 1);
    drop(open(&path));
    assert_eq!(backups.list(), made, "nothing was done since");
    let before = open(&path).snapshot();
    let mut study = open(&path);
    study.commit(a_board(500, "Early")).unwrap();
    // What the schedule does, on a thread of its own and while the study is open.
    let scheduled = study.backups().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1100)); // names tell seconds
    let second = std::thread::spawn(move || scheduled.now().unwrap().unwrap()).join().unwrap();
    assert_eq!(backups.list().len(), 2);
    let after = study.snapshot();
    study.commit(a_board(501, "Late")).unwrap();
    drop(study);
    // The copy is a study of its own, and says nothing of who had the first one open.
    assert_eq!(check(&second.path), []);
    let copied = Connection::open(&second.path).unwrap();
    assert_eq!(copied.query_row("SELECT count(*) FROM lock", [], |row| row.get::<_, i64>(0)).unwrap(), 0);
    drop(copied);
    let aside = restore_from(&second.path, &path).unwrap().unwrap();
    assert_eq!(open(&path).study(), &*after);
    assert_eq!(OpenStudy::open(&aside, Access::Read, "Ana").unwrap().study().boards().count(), 3);
    assert_eq!(restore_from(&made[0].path, &folder.path().join("elsewhere.colloquy")).unwrap(), None);
    assert_eq!(open(&folder.path().join("elsewhere.colloquy")).study(), &*before);
}

#[test]
fn backups_made_while_the_study_is_written_to_are_of_one_moment_each_and_hold_nobody_up() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    let mut study = open(&path);
    let backups = study.backups().unwrap();
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let made = scope.spawn(|| {
            let mut made = 0;
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                let Some(backup) = backups.now().unwrap() else { continue };
                assert_eq!(check(&backup.path), []);
                made += 1;
            }
            made
        });
        (0..40).for_each(|count| study.commit(a_board(1000 + 10 * count, "Another")).unwrap());
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        assert!(made.join().unwrap() > 0);
    });
    assert_eq!(study.study().boards().count(), 41);
}

#[test]
fn a_backup_folder_that_cannot_be_written_is_told_and_stops_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    let backups = Backups::of(&path).folder();
    fs::write(&backups, "a file where the folder should be").unwrap();
    let mut study = open(&path);
    assert_eq!(study.notices().len(), 1);
    assert!(study.notices()[0].starts_with("No backup was made in "), "{:?}", study.notices());
    assert!(study.notices()[0].contains("The study itself is safe"), "{:?}", study.notices());
    study.commit(a_board(500, "All the same")).unwrap();
}
