//! Programs that die in the middle of their work, and power that fails.

use std::{
    fs,
    path::{Path, PathBuf},
};

use colloquy::{
    journal::{Change, Entry},
    store::{Access, OpenStudy, check},
    study::{Board, Id},
};
use rusqlite::Connection;

use crate::store::everything;

/// Copies a study into a folder in the middle of a change, when part of it is in the file and what it replaces in the rollback
/// journal beside it: as a power cut leaves them. Returns both.
pub fn caught_in_the_middle_of_a_change(study: &Path, folder: &Path) -> (PathBuf, PathBuf) {
    let file = Connection::open(study).unwrap();
    // A cache of few pages, so that the change overflows into the file before it is committed.
    file.execute_batch("PRAGMA cache_size = 2; BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON;").unwrap();
    file.execute_batch(
        "UPDATE code SET name = 'Half done'; DELETE FROM coding; UPDATE transcript SET title = 'Half done';",
    )
    .unwrap();
    let much = "INSERT INTO board (id, position, name, notes) SELECT hex(randomblob(16)), value, 'Half done', hex(randomblob(2000))
        FROM (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 200) SELECT value FROM n)";
    file.execute_batch(much).unwrap();
    let (copy, journal) = (folder.join("cut.colloquy"), folder.join("cut.colloquy-journal"));
    fs::copy(study, &copy).unwrap();
    fs::copy(format!("{}-journal", study.display()), &journal).unwrap();
    file.execute_batch("ROLLBACK").unwrap();
    (copy, journal)
}

#[test]
fn a_change_that_a_power_cut_interrupted_is_rolled_back_on_opening() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("study.colloquy");
    let before = OpenStudy::create(&path, everything::entry(), "Ana").unwrap().snapshot();
    let (cut, journal) = caught_in_the_middle_of_a_change(&path, folder.path());
    let alone = folder.path().join("alone.colloquy");
    fs::copy(&cut, &alone).unwrap();
    let without_its_journal = OpenStudy::open(&alone, Access::Read, "Ana");
    assert!(!without_its_journal.is_ok_and(|open| open.study() == &*before), "the file alone is half changed");
    for access in [Access::Read, Access::Write] {
        let one = folder.path().join(format!("{access:?}.colloquy"));
        let its_journal = PathBuf::from(format!("{}-journal", one.display()));
        fs::copy(&cut, &one).unwrap();
        fs::copy(&journal, &its_journal).unwrap();
        let open = OpenStudy::open(&one, access, "Ana").unwrap();
        assert_eq!(open.study(), &*before, "{access:?}");
        drop(open);
        assert!(!its_journal.exists(), "{access:?}");
        assert_eq!(check(&one), []);
    }
}

fn board(count: usize) -> Entry {
    let stamp = everything::stamp(1_000_000 + 2 * count as u64);
    let board = Board {
        id: stamp.id(),
        order: 0,
        name: format!("{count}"),
        notes: "n".repeat(count % 7 * 3000),
        figure: Default::default(),
    };
    Entry::new(&stamp, format!("Made board {count}"), vec![Change::made(board)])
}

#[cfg(unix)]
#[test]
#[ignore = "the program that is killed by the test below"]
fn a_program_commits_until_it_is_killed() {
    use std::io::Write;
    let Some(path) = std::env::var_os("COLLOQUY_TEST_STUDY").map(PathBuf::from) else { return };
    let mut study = OpenStudy::open(&path, Access::Write, "Ana").unwrap();
    assert_eq!(study.read_only(), None);
    for count in study.study().boards().count().. {
        study.commit(board(count)).unwrap();
        println!("committed {count}");
        std::io::stdout().flush().unwrap();
    }
}

#[cfg(unix)]
#[test]
fn a_program_killed_at_any_moment_loses_nothing_that_was_committed() {
    use std::{
        io::{BufRead, BufReader},
        process::{Command, Stdio},
        time::Duration,
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("study.colloquy");
    drop(OpenStudy::create(&path, everything::entry(), "Ana").unwrap());
    let mut committed = 0;
    for round in 0..20 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "kill::a_program_commits_until_it_is_killed", "--ignored", "--nocapture"])
            .env("COLLOQUY_TEST_STUDY", &path)
            .env("XDG_STATE_HOME", folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        while !line.contains("committed") {
            line.clear();
            assert!(said.read_line(&mut line).unwrap() > 0, "the program ended by itself in round {round}");
        }
        // From no time at all to that of some commits.
        std::thread::sleep(Duration::from_micros(round * round * 211));
        child.kill().unwrap();
        child.wait().unwrap();
        let last = said.lines().map_while(Result::ok).filter(|line| line.contains("committed")).last().unwrap_or(line);
        let acknowledged: usize = last.split_whitespace().last().unwrap().parse().unwrap();
        let study = OpenStudy::open(&path, Access::Write, "Ben").unwrap();
        assert_eq!(study.read_only(), None, "the dead hold no lock");
        let there = study.study().boards().count();
        assert!((acknowledged + 1..=acknowledged + 2).contains(&there), "{there} boards, {acknowledged} acknowledged");
        for count in 1..there {
            let id = board(count).changes[0].key().unwrap().id;
            assert_eq!(
                study.study().get(Id::<Board>::from_uuid(id)).map(|board| board.name.clone()),
                Some(count.to_string())
            );
        }
        assert_eq!(study.history().heads().len(), there);
        assert!(there > committed);
        committed = there;
        drop(study);
        assert_eq!(check(&path), [], "round {round}");
    }
}
