//! A study as a folder of text: nothing is lost, the same study gives the same bytes, and what a person gets wrong by hand
//! is named with file, line and column.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use colloquy::{
    journal::{Act, Change, Entry, replay},
    store::{Access, OpenStudy, text_form},
    study::Study,
};
use proptest::prelude::*;

use crate::store::{any_study::any_entry, everything};

/// Every file under a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for file in fs::read_dir(next).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(path).unwrap());
            }
        }
    }
    found
}

fn everything_in(folder: &Path) -> (Study, Vec<Entry>) {
    let entries = vec![everything::entry()];
    let study = replay(&entries).unwrap();
    text_form::write(&study, &entries, folder).unwrap();
    (study, entries)
}

/// What reading says after a change of one file's text.
fn refused_after(file: &str, change: impl Fn(&str) -> String) -> String {
    let folder = tempfile::tempdir().unwrap();
    everything_in(folder.path());
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    let changed = change(&text);
    assert_ne!(text, changed, "the change must change something");
    fs::write(&path, changed).unwrap();
    text_form::read(folder.path()).unwrap_err().to_string()
}

#[test]
fn a_study_with_everything_comes_back_with_its_journal() {
    let folder = tempfile::tempdir().unwrap();
    let (study, entries) = everything_in(folder.path());
    assert_eq!(text_form::read(folder.path()).unwrap(), (study, entries));
}

#[test]
fn a_coding_stands_on_one_line_with_what_it_is_about() {
    let folder = tempfile::tempdir().unwrap();
    everything_in(folder.path());
    let codings = fs::read_to_string(folder.path().join("codings/01-focus-group-5.ron")).unwrap();
    assert_eq!(codings.lines().count(), 2 + 2);
    assert!(codings.contains("), // Ana · Short-term funding: “Two years, at most”\n"), "{codings}");
    let transcript = fs::read_to_string(folder.path().join("transcripts/01-focus-group-5.ron")).unwrap();
    assert!(transcript.contains("time_ms: 61000), // Participant 3\n"), "{transcript}");
    let text = fs::read_to_string(folder.path().join("transcripts/01-focus-group-5.txt")).unwrap();
    assert_eq!(text, format!("{}\n", everything::TEXT));
}

#[test]
fn a_folder_without_a_journal_makes_the_same_study_file_every_time_and_is_written_back_without_one() {
    let folder = tempfile::tempdir().unwrap();
    let form = folder.path().join("form");
    let (study, _) = everything_in(&form);
    fs::remove_file(form.join("journal.ron")).unwrap();
    let before = files(&form);
    let (read, entries) = text_form::read(&form).unwrap();
    assert_eq!(read, study);
    assert_eq!(entries.len(), 1);
    assert_eq!((entries[0].head.by, entries[0].head.act), (None, Act::Did));
    assert_eq!(entries[0].head.sentence, "Read from the text form");
    assert_eq!(text_form::read(&form).unwrap().1, entries, "the same files, the same entries");
    // Through a study file, and back.
    let path = folder.path().join("study.colloquy");
    let open = OpenStudy::create_from(&path, &entries, "Ana").unwrap();
    let kept: Vec<Entry> = open.entries().map(Result::unwrap).collect();
    let again = folder.path().join("again");
    text_form::write(open.study(), &kept, &again).unwrap();
    assert_eq!(files(&again), before);
}

#[test]
fn what_was_edited_by_hand_is_one_entry_by_nobody_after_the_journal() {
    let folder = tempfile::tempdir().unwrap();
    let (_, entries) = everything_in(folder.path());
    let path = folder.path().join("codes.ron");
    let codes = fs::read_to_string(&path).unwrap();
    fs::write(&path, codes.replace("name: \"Funding\"", "name: \"Money\"")).unwrap();
    let (study, journal) = text_form::read(folder.path()).unwrap();
    assert!(study.codes().any(|code| code.name == "Money"));
    assert_eq!(journal[..1], entries);
    assert_eq!(journal.len(), 2);
    assert_eq!((journal[1].head.by, journal[1].head.sentence.as_str()), (None, "Changed in the text form"));
    assert_eq!(journal[1].changes.len(), 1);
    assert_eq!(replay(&journal).unwrap(), study);
    assert_eq!(text_form::read(folder.path()).unwrap().1, journal, "the same files, the same entries");
}

#[test]
fn writing_again_takes_away_the_files_that_are_no_longer_needed_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let (study, entries) = everything_in(folder.path());
    fs::write(folder.path().join("README.md"), "Ours").unwrap();
    let transcript = study.transcripts().next().unwrap();
    let mut renamed = transcript.clone();
    renamed.title = "Nurses".into();
    let entry = Entry::new(&everything::stamp(900), "Renamed", vec![Change::altered(transcript, renamed)]);
    let entries = [entries, vec![entry]].concat();
    let study = replay(&entries).unwrap();
    text_form::write(&study, &entries, folder.path()).unwrap();
    assert!(folder.path().join("transcripts/01-nurses.txt").is_file());
    assert!(!folder.path().join("transcripts/01-focus-group-5.txt").exists());
    assert!(!folder.path().join("codings/01-focus-group-5.ron").exists());
    assert!(folder.path().join("README.md").is_file());
    assert_eq!(text_form::read(folder.path()).unwrap(), (study, entries));
}

#[test]
fn a_file_as_the_ron_crate_writes_it_is_read_too() {
    let folder = tempfile::tempdir().unwrap();
    let (study, _) = everything_in(folder.path());
    let memos: Vec<_> = study.memos().collect();
    let ron = ron::ser::to_string_pretty(&memos, ron::ser::PrettyConfig::default()).unwrap();
    assert!(ron.contains("Some(Passage("), "{ron}");
    fs::write(folder.path().join("memos.ron"), ron).unwrap();
    assert_eq!(text_form::read(folder.path()).unwrap().0, study);
}

#[test]
fn a_folder_opens_for_reading_without_a_step_between() {
    let folder = tempfile::tempdir().unwrap();
    let (study, entries) = everything_in(folder.path());
    let mut open = OpenStudy::open(folder.path(), Access::Write, "Ana").unwrap();
    assert_eq!(open.study(), &study);
    assert_eq!(open.entry(entries[0].head.id).unwrap(), entries[0]);
    assert!(open.read_only().unwrap().contains("Import it"), "{:?}", open.read_only());
    let refused = open.commit(entries[0].clone()).unwrap_err();
    assert!(refused.to_string().starts_with("Nothing was changed: "), "{refused}");
    assert!(open.backups().is_none());
}

#[test]
fn a_slip_of_the_hand_is_named_with_file_line_and_column() {
    let missing_comma = refused_after("codes.ron", |text| text.replacen("order: 10,", "order: 10", 1));
    assert!(missing_comma.starts_with("codes.ron, line 5, column 9: Expected comma"), "{missing_comma}");
    let wrong_word = refused_after("coders.ron", |text| text.replacen("role: Reviewer", "role: Critic", 1));
    assert!(wrong_word.contains("coders.ron, line 18") && wrong_word.contains("`Consensus`"), "{wrong_word}");
    let wrong_kind = refused_after("memos.ron", |text| text.replacen("title: \"On money\"", "title: 12", 1));
    assert!(wrong_kind.contains("memos.ron, line 7, column 15: Expected string"), "{wrong_kind}");
    let no_name = refused_after("boards.ron", |text| text.replacen("name: \"Final\",", "", 1));
    assert!(no_name.contains("boards.ron") && no_name.contains("`name`"), "{no_name}");
}

#[test]
fn a_field_that_does_not_exist_is_refused_and_not_lost_in_silence() {
    let misspelt = refused_after("codes.ron", |text| text.replacen("brief:", "breif:", 1));
    assert!(misspelt.starts_with("codes.ron, line 11, column 9: there is no field “breif” here"), "{misspelt}");
}

#[test]
fn a_reference_that_leads_nowhere_is_named_with_the_line_of_its_record() {
    let passage = refused_after("codings/01-focus-group-5.ron", |text| text.replacen("span: (", "span: (9", 1));
    assert!(passage.starts_with("codings/01-focus-group-5.ron, line 2: the coding"), "{passage}");
    let twice = refused_after("boards.ron", |text| {
        let record = text.trim_start_matches("[\n").trim_end_matches("]\n");
        format!("[\n{record}{record}]\n")
    });
    assert!(twice.starts_with("boards.ron, line 27 has the same id as boards.ron, line 3"), "{twice}");
}

#[test]
fn a_journal_that_does_not_follow_is_named_with_its_entry() {
    let refused = refused_after("journal.ron", |text| {
        let line = text.lines().nth(1).unwrap();
        format!("[\n{line}\n{line}\n]\n")
    });
    assert!(refused.starts_with("journal.ron, line 2: the entry"), "{refused}");
    assert!(refused.contains("“Made a study with “everything” in it”"), "{refused}");
}

#[test]
fn half_a_transcript_and_strange_files_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    everything_in(folder.path());
    let form = |name: &str| folder.path().join(name);
    fs::write(form("memo.ron"), "[]").unwrap();
    let strange = text_form::read(folder.path()).unwrap_err().to_string();
    assert!(strange.starts_with("memo.ron is none of the files"), "{strange}");
    fs::remove_file(form("memo.ron")).unwrap();
    fs::rename(form("transcripts/01-focus-group-5.txt"), form("transcripts/02.txt")).unwrap();
    let half = text_form::read(folder.path()).unwrap_err().to_string();
    assert!(half.starts_with("transcripts/01-focus-group-5.ron has no transcripts/01-focus-group-5.txt"), "{half}");
    fs::rename(form("transcripts/02.txt"), form("transcripts/01-focus-group-5.txt")).unwrap();
    fs::write(form("codes.ron"), [0xff, 0xfe, 0x00]).unwrap();
    let not_text = text_form::read(folder.path()).unwrap_err().to_string();
    assert!(not_text.starts_with("codes.ron is not UTF-8"), "{not_text}");
    fs::remove_file(form("study.ron")).unwrap();
    let no_study = OpenStudy::open(folder.path(), Access::Read, "Ana").unwrap_err().to_string();
    assert!(no_study.contains("is a folder without a study.ron"), "{no_study}");
}

#[test]
fn a_transcript_whose_line_ends_an_editor_changed_is_refused_before_every_span_is_wrong() {
    let windows = refused_after("transcripts/01-focus-group-5.txt", |text| text.replace('\n', "\r\n"));
    assert!(windows.starts_with("transcripts/01-focus-group-5.txt has Windows line ends"), "{windows}");
    let mark = refused_after("transcripts/01-focus-group-5.txt", |text| format!("\u{feff}{text}"));
    assert!(mark.contains("has a byte order mark"), "{mark}");
}

#[test]
fn a_newer_form_is_not_read() {
    let newer = refused_after("study.ron", |text| text.replacen("form 1.", "form 2.", 1));
    assert!(newer.contains("newer Colloquy (text form 2; this program knows 1)"), "{newer}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_study_survives_text_and_file_and_text_again_byte_for_byte(entry in any_entry()) {
        let folder = tempfile::tempdir().unwrap();
        let [first, second, path] = ["first", "second", "study.colloquy"].map(|name| folder.path().join(name));
        let entries = vec![entry];
        let study = replay(&entries).unwrap();
        text_form::write(&study, &entries, &first).unwrap();
        let (read, journal) = text_form::read(&first).unwrap();
        prop_assert_eq!(&read, &study);
        prop_assert_eq!(&journal, &entries);
        let open = OpenStudy::create_from(&path, &journal, "Ana").unwrap();
        drop(open);
        prop_assert_eq!(colloquy::store::check(&path), vec![]);
        let open = OpenStudy::open(&path, Access::Read, "Ben").unwrap();
        prop_assert_eq!(open.study(), &study);
        let kept: Vec<Entry> = open.entries().map(Result::unwrap).collect();
        text_form::write(open.study(), &kept, &second).unwrap();
        prop_assert_eq!(files(&first), files(&second));
        // And without a journal of its own.
        fs::remove_file(first.join("journal.ron")).unwrap();
        let (read, journal) = text_form::read(&first).unwrap();
        prop_assert_eq!(&read, &study);
        text_form::write(&read, &journal, &second).unwrap();
        prop_assert_eq!(files(&first), files(&second));
    }
}
