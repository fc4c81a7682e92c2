//! Files that are not what they should be: one clear sentence each, and nothing is made worse.

use std::{
    fs,
    path::{Path, PathBuf},
};

use colloquy::store::{Access, Backups, OpenError, OpenStudy, check, restore_from};
use rusqlite::Connection;

use super::{a_board, a_study_in, open};

/// What opening a file says; its bytes stay as they are.
fn said_of(path: &Path) -> String {
    let before = fs::read(path).ok();
    let said = OpenStudy::open(path, Access::Write, "Ana").unwrap_err().to_string();
    assert_eq!(fs::read(path).ok(), before, "{said}");
    assert!(said.contains(&path.display().to_string()), "{said}");
    assert!(check(path).iter().any(|finding| finding.what == said), "check says the same: {said}");
    said
}

fn a_file(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn what_is_not_a_study_is_named_for_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let said = |name: &str, bytes: &[u8]| said_of(&a_file(folder.path(), name, bytes));
    assert!(said("a.colloquy", "Moderator: héllo".as_bytes()).contains("is a text file, not a Colloquy study."));
    assert!(said("b.docx", b"PK\x03\x04rest of a zip").contains("is a zip archive, such as a Word document"));
    assert!(said("c.pdf", b"%PDF-1.7 ...").contains("is a PDF document"));
    assert!(said("d.colloquy", &[0xff, 0xd8, 0xff, 0xe0, 0, 1]).contains("is a file of another kind"));
    assert!(said("e.colloquy", b"").contains("is empty: there is no study in it."));
    assert!(said("f.colloquy", &[0; 8192]).contains("is damaged (it begins with zeros)"));
    let other = folder.path().join("g.colloquy");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE notes (x)").unwrap();
    assert!(said_of(&other).contains("is a database of another program"));
    // Adding is advised of what can be added.
    assert!(said_of(&other).ends_with("export them from there as Word or plain text, and add those to a study."));
    assert!(said("c.pdf", b"%PDF-1.7 ...").contains("save it as .docx, and add that"));
    assert!(said("d.colloquy", &[0xff, 0xd8, 0xff, 0xe0, 0, 1]).ends_with("their names end in .colloquy."));
}

#[test]
fn what_is_missing_or_a_folder_is_said_to_be() {
    let folder = tempfile::tempdir().unwrap();
    assert!(said_of(&folder.path().join("gone.colloquy")).starts_with("There is nothing at "));
    let said = OpenStudy::open(folder.path(), Access::Write, "Ana").unwrap_err().to_string();
    assert!(said.contains("is a folder without a study.ron in it"), "{said}");
}

#[test]
fn a_study_of_a_newer_program_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 99; CREATE TABLE new (x)").unwrap();
    let said = said_of(&path);
    assert!(said.contains("written by a newer Colloquy (file version 99; this program knows up to "), "{said}");
}

#[test]
fn a_study_cut_short_anywhere_is_refused_and_the_backup_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    let before = open(&path).snapshot();
    let whole = fs::read(&path).unwrap();
    let backup = Backups::of(&path).newest_good().unwrap();
    for length in (1..whole.len()).step_by(3001).chain([16, 100, 4096, whole.len() - 1]) {
        fs::write(&path, &whole[..length]).unwrap();
        match OpenStudy::open(&path, Access::Write, "Ana") {
            Err(OpenError::Damaged { backup: named, .. }) => {
                assert_eq!(named.as_ref(), Some(&backup), "{length} bytes")
            }
            Err(OpenError::NotAStudy { .. }) if length < 16 => {}
            other => panic!("{length} bytes: {other:?}"),
        }
    }
    let said = said_of(&path);
    assert!(said.contains("It was left as it is. Do not go on working in it. The newest good backup is "), "{said}");
    assert!(said.contains("To go on from there, copy it"), "{said}");
    let aside = restore_from(&backup, &path).unwrap().unwrap();
    assert_eq!(fs::read(aside).unwrap(), &whole[..whole.len() - 1], "the damaged file is kept");
    assert_eq!(open(&path).study(), &*before);
}

#[test]
fn a_damaged_backup_is_passed_over_and_not_restored() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    drop(open(&path));
    let good = Backups::of(&path).newest_good().unwrap();
    let newer = good.with_file_name("study 2099-01-01 000000Z.colloquy");
    fs::write(&newer, &fs::read(&good).unwrap()[..9000]).unwrap();
    assert_eq!(Backups::of(&path).list()[0].path, newer);
    assert_eq!(Backups::of(&path).newest_good(), Some(good));
    let before = fs::read(&path).unwrap();
    let refused = restore_from(&newer, &path).unwrap_err().to_string();
    assert!(refused.contains("is not a good backup") && refused.contains("Choose an older one."), "{refused}");
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_leftover_rollback_journal_does_not_get_into_a_restored_study() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    let before = open(&path).snapshot();
    let backup = Backups::of(&path).newest_good().unwrap();
    // A journal that would write zeros over page 1, as of a change that was interrupted.
    let (_, journal) = crate::kill::caught_in_the_middle_of_a_change(&path, folder.path());
    fs::copy(journal, folder.path().join("study.colloquy-journal")).unwrap();
    fs::write(&path, "damaged").unwrap();
    let aside = restore_from(&backup, &path).unwrap().unwrap();
    assert!(!folder.path().join("study.colloquy-journal").exists());
    assert!(PathBuf::from(format!("{}-journal", aside.display())).exists(), "it went with the damaged file");
    assert_eq!(open(&path).study(), &*before);
}

#[test]
fn bytes_changed_anywhere_lead_to_a_sentence_and_never_to_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    let whole = fs::read(&path).unwrap();
    let good = open(&path).snapshot();
    // Every 1511th byte (a prime, so that all places in a page are met in turn).
    let mut told = 0;
    for at in (0..whole.len()).step_by(1511) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x5a;
        let damaged = folder.path().join("damaged.colloquy");
        fs::write(&damaged, &bytes).unwrap();
        let opened = OpenStudy::open(&damaged, Access::Read, "Ana");
        let findings = check(&damaged);
        if opened.is_ok_and(|open| open.study() == &*good) && findings.is_empty() {
            continue; // an unused byte
        }
        told += 1;
    }
    assert!(told > 20, "of {} bytes changed {told} were told", whole.len() / 1511);
}

/// Whether this person is refused nothing, as the administrator of a machine is.
fn may_do_anything(folder: &Path) -> bool {
    let path = a_file(folder, "protected", b"");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let may = fs::OpenOptions::new().write(true).open(&path).is_ok();
    fs::remove_file(&path).unwrap();
    if may {
        println!("skipped: this user may write to what is write-protected");
    }
    may
}

#[test]
fn a_write_protected_file_is_read_and_the_reason_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    if may_do_anything(folder.path()) {
        return;
    }
    let before = open(&path).snapshot();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let mut study = OpenStudy::open(&path, Access::Write, "Ana").unwrap();
    assert!(study.read_only().unwrap().contains("because the file is write-protected"), "{:?}", study.read_only());
    assert_eq!(study.study(), &*before);
    let refused = study.commit(a_board(500, "No")).unwrap_err().to_string();
    assert!(refused.starts_with("Nothing was changed: This study can be read, but not changed"), "{refused}");
}

#[cfg(unix)]
#[test]
fn a_study_in_a_write_protected_folder_is_read_and_an_interrupted_change_in_it_is_explained() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    if may_do_anything(folder.path()) {
        return;
    }
    let before = open(&path).snapshot();
    let inner = folder.path().join("protected");
    fs::create_dir(&inner).unwrap();
    let (interrupted, _) = crate::kill::caught_in_the_middle_of_a_change(&path, &inner);
    let copy = inner.join("copy.colloquy");
    fs::copy(&path, &copy).unwrap();
    fs::set_permissions(&inner, fs::Permissions::from_mode(0o555)).unwrap();
    let study = OpenStudy::open(&copy, Access::Write, "Ana").unwrap();
    let why = study.read_only().unwrap_or_default().to_owned();
    let equal = study.study() == &*before;
    let said = OpenStudy::open(&interrupted, Access::Write, "Ana").map(drop).map_err(|error| error.to_string());
    fs::set_permissions(&inner, fs::Permissions::from_mode(0o755)).unwrap();
    assert!(why.contains("folder") && why.contains("can be read, but not changed"), "{why}");
    assert!(equal);
    assert!(said.clone().is_err_and(|said| said.contains("was interrupted, and cannot be put right")), "{said:?}");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_said_to_be() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    if may_do_anything(folder.path()) {
        return;
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    let said = OpenStudy::open(&path, Access::Write, "Ana").unwrap_err().to_string();
    assert!(said.contains("cannot be read") && said.contains("Ask whoever owns it"), "{said}");
}
