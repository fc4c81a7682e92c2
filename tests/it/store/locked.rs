//! Two people and one study.

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use colloquy::store::{Access, CommitError, OpenStudy, check};
use rusqlite::Connection;

use super::{a_board, a_study_in, open, stamp};

/// Another program that has a study open: this one, started again to run the test below.
struct Other {
    child: Child,
}

impl Other {
    fn with_open(path: &Path) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "store::locked::another_program_has_it_open_until_it_is_told_to_close",
                "--ignored",
                "--nocapture",
            ])
            .env("COLLOQUY_TEST_STUDY", path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        while !line.contains("it is open") {
            line.clear();
            assert!(said.read_line(&mut line).unwrap() > 0, "the other program ended");
        }
        child.stdout = Some(said.into_inner());
        Other { child }
    }

    fn closes_it(mut self) {
        drop(self.child.stdin.take());
        assert!(self.child.wait().unwrap().success());
    }

    fn dies(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[test]
#[ignore = "the other program of the tests here"]
fn another_program_has_it_open_until_it_is_told_to_close() {
    let Some(path) = std::env::var_os("COLLOQUY_TEST_STUDY").map(PathBuf::from) else { return };
    let study = OpenStudy::open(&path, Access::Write, "Ana Whitfield").unwrap();
    println!("it is open");
    std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
    drop(study);
}

#[test]
fn the_second_person_reads_and_is_told_who_has_it_open() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    let ana = Other::with_open(&path);
    let mut ben = OpenStudy::open(&path, Access::Write, "Ben Okafor").unwrap();
    let why = ben.read_only().unwrap().to_owned();
    assert!(why.starts_with("Ana Whitfield has this study open since "), "{why}");
    assert!(
        why.ends_with("; close it there to work on it here. Until then you can read it, or make a coder’s copy."),
        "{why}"
    );
    assert_eq!(ben.study().coders().count(), 3);
    let refused = ben.commit(a_board(500, "Ben's")).unwrap_err();
    assert_eq!(refused.to_string(), format!("Nothing was changed: {why}"));
    drop(ben);
    ana.closes_it();
    assert_eq!(open(&path).study().boards().count(), 1);
}

#[test]
fn a_study_whose_program_was_killed_opens_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    for round in 0..3 {
        Other::with_open(&path).dies();
        open(&path).commit(a_board(500 + round * 10, "After")).unwrap();
    }
    assert_eq!(check(&path), []);
}

#[test]
fn one_person_who_opens_it_twice_writes_in_one_place_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    let first = open(&path);
    let second = OpenStudy::open(&path, Access::Write, "Ana").unwrap();
    assert!(second.read_only().unwrap().starts_with("Ana has this study open since "));
    drop(first);
    assert!(second.read_only().is_some(), "it was read before the first was closed");
    drop(second);
    open(&path);
}

/// As a synced folder or a network drive brings it: who has it open cannot be asked on this machine.
fn noted_on_another_machine(path: &Path) {
    let file = Connection::open(path).unwrap();
    let note = "INSERT INTO lock VALUES (1, '0b0f5f0e-0000-4000-8000-000000000000', 'Ana Whitfield', 'DESKTOP-OF-ANA',
        '2024-05-01T12:00:00Z', '/home/ana/sign')";
    file.execute(note, []).unwrap();
}

#[test]
fn a_lock_of_another_machine_stands_until_a_person_takes_the_study_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    noted_on_another_machine(&path);
    let reading = OpenStudy::open(&path, Access::Write, "Ben").unwrap();
    let why = reading.read_only().unwrap();
    assert!(why.starts_with("Ana Whitfield has this study open since 1 May 2024, "), "{why}");
    assert!(why.contains(" on DESKTOP-OF-ANA; "), "{why}");
    let mut taken = OpenStudy::open(&path, Access::TakeOver, "Ben").unwrap();
    assert_eq!(taken.read_only(), None);
    taken.commit(a_board(500, "Taken over")).unwrap();
    drop(taken);
    open(&path);
}

#[test]
fn who_was_taken_over_is_told_at_the_next_change_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    let mut ana = open(&path);
    ana.commit(a_board(500, "Ana's")).unwrap();
    let mut ben = OpenStudy::open(&path, Access::TakeOver, "Ben Okafor").unwrap();
    ben.commit(a_board(600, "Ben's")).unwrap();
    let before = ana.snapshot();
    let refused = ana.commit(a_board(700, "Ana's second")).unwrap_err();
    assert!(matches!(refused, CommitError::TakenOver(_)), "{refused}");
    assert!(refused.to_string().starts_with("Nothing was changed: Ben Okafor has this study open since "), "{refused}");
    assert!(ana.undo(&stamp(800)).is_err(), "nor can she undo: the file is Ben's now");
    assert_eq!(ana.snapshot(), before);
    drop(ana);
    assert!(OpenStudy::open(&path, Access::Write, "Cy").unwrap().read_only().unwrap().starts_with("Ben Okafor"));
    drop(ben);
    let names: Vec<String> = open(&path).study().boards().map(|board| board.name.clone()).collect();
    assert_eq!(names, ["Final", "Ana's", "Ben's"]);
    assert_eq!(check(&path), []);
}

#[test]
fn a_study_that_went_on_elsewhere_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    let mut ana = open(&path);
    let mut ben = OpenStudy::open(&path, Access::TakeOver, "Ben").unwrap();
    ben.commit(a_board(600, "Ben's")).unwrap();
    drop(ben); // and his lock with him
    let refused = ana.commit(a_board(700, "Ana's")).unwrap_err();
    assert!(matches!(refused, CommitError::Behind), "{refused}");
    assert!(refused.to_string().contains("Close it and open it again"), "{refused}");
}

#[test]
fn a_copy_made_while_the_study_was_open_is_nobodys() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    let ana = open(&path);
    let copy = folder.path().join("copy.colloquy");
    fs::copy(&path, &copy).unwrap();
    drop(open(&copy));
    let later = folder.path().join("later.colloquy");
    fs::copy(&path, &later).unwrap();
    drop(ana);
    open(&later);
}
