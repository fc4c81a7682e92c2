//! Studies in files: made, changed, opened again; by one person, by two; and files that are not right.

pub mod any_study;
mod backed_up;
pub mod everything;
mod locked;
mod measured;
mod not_right;

use std::{fs, path::Path};

use colloquy::{
    journal::{Change, Entry, Stamp, replay},
    operations,
    store::{Access, CommitError, OpenStudy, check},
    study::*,
};
use rusqlite::Connection;

use everything::{deed, stamp};

/// A study with everything in a file of a folder of its own.
fn a_study_in(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("study.colloquy");
    OpenStudy::create(&path, everything::entry(), "Ana").unwrap();
    path
}

fn open(path: &Path) -> OpenStudy {
    let open = OpenStudy::open(path, Access::Write, "Ana").unwrap();
    assert_eq!(open.read_only(), None);
    open
}

fn a_board(first: u64, name: &str) -> Entry {
    let stamp = stamp(first);
    let board = Board { id: stamp.id(), order: 7, name: name.into(), notes: String::new(), figure: Default::default() };
    Entry::new(&stamp, format!("Made the board {name}"), vec![Change::made(board)])
}

#[test]
fn a_study_with_everything_is_the_same_when_it_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    let open = open(&path);
    assert_eq!(open.study(), &replay([&everything::entry()]).unwrap());
    assert_eq!(open.entries().map(Result::unwrap).collect::<Vec<_>>(), [everything::entry()]);
    assert_eq!(open.notices(), [""; 0]);
    assert_eq!(check(&path), []);
}

#[test]
fn every_kind_of_change_is_kept_and_undone_and_done_again_across_reopening() {
    for &kind in Kind::ALL {
        let folder = tempfile::tempdir().unwrap();
        let path = a_study_in(folder.path());
        let mut study = open(&path);
        let before = study.snapshot();
        let mut entry = deed(&before, kind, &stamp(500));
        entry.head.by = before.coders().next().map(|coder| coder.id);
        study.commit(entry.clone()).unwrap();
        let after = study.snapshot();
        assert_ne!(before, after, "{kind:?}");
        drop(study);
        let mut study = open(&path);
        assert_eq!(study.study(), &*after, "{kind:?} after reopening");
        assert_eq!(study.undo(&stamp(600)).unwrap(), Some(entry.head.clone()), "{kind:?}");
        assert_eq!(study.study(), &*before, "{kind:?} undone");
        drop(study);
        let mut study = open(&path);
        assert_eq!(study.study(), &*before, "{kind:?} undone and reopened");
        assert_eq!(study.redo(&stamp(700)).unwrap(), Some(entry.head.clone()), "{kind:?}");
        drop(study);
        let study = open(&path);
        assert_eq!(study.study(), &*after, "{kind:?} done again and reopened");
        assert_eq!(study.history().heads().len(), 4, "{kind:?}");
        drop(study);
        assert_eq!(check(&path), [], "{kind:?}");
    }
}

/// Details that are made without the coder for whom a copy was made, who is not there yet.
fn no_copy(change: Change) -> Change {
    match change {
        Change::Record { after: Some(Record::Details(details)), .. } => {
            Change::made(Details { copied: None, ..(*details).clone() })
        }
        other => other,
    }
}

#[test]
fn everything_is_undone_to_nothing_but_what_made_the_study() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("study.colloquy");
    let whole = everything::entry();
    let (details, rest): (Vec<Change>, Vec<Change>) =
        whole.changes.iter().cloned().partition(|change| change.key().is_some_and(|key| key.kind == Kind::Details));
    let details = details.into_iter().map(no_copy).collect();
    let mut study = OpenStudy::create(&path, Entry::new(&stamp(400), "Made a study", details), "Ana").unwrap();
    let before = study.snapshot();
    let mut entry = Entry::new(&stamp(500), "Put everything into it", rest);
    entry.head.by = whole.head.by;
    study.commit(entry).unwrap();
    study.undo(&stamp(600)).unwrap();
    assert_eq!(study.undo(&stamp(700)).unwrap(), None, "what made the study is not undone");
    assert_eq!((study.study(), study.revision()), (&*before, 2));
    drop(study);
    let file = Connection::open(&path).unwrap();
    for table in ["coding", "turn", "exemplar", "transcript_text", "decision_consensus", "participant_attribute"] {
        let rows: i64 = file.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 0, "{table}");
    }
    assert_eq!(check(&path), []);
}

#[test]
fn what_would_break_the_study_is_refused_and_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    let mut study = open(&path);
    let before = study.snapshot();
    let code = before.codes().find(|code| code.parent.is_none()).unwrap().clone();
    let entry = Entry::new(&stamp(500), "Removed a code that is used", vec![Change::removed(code.wrap())]);
    let refused = study.commit(entry).unwrap_err();
    assert!(matches!(refused, CommitError::Refused(_)), "{refused}");
    assert!(refused.to_string().starts_with("Nothing was changed: it would break the study"), "{refused}");
    let first = everything::entry();
    let twice = Entry { changes: vec![], ..first };
    assert!(matches!(study.commit(twice).unwrap_err(), CommitError::Twice(_)));
    let sex = before.attributes_in_order()[0].id;
    let mut person = before.participants().next().unwrap().clone();
    person.attributes.insert(sex, AttributeValue::Number(f64::INFINITY));
    let change = Change::altered(before.participants().next().unwrap(), person);
    let endless = study.commit(Entry::new(&stamp(501), "Noted an endless number", vec![change])).unwrap_err();
    // The invariants refuse it before the file is asked, which could not keep it either.
    assert!(matches!(endless, CommitError::Refused(_)), "{endless}");
    assert!(endless.to_string().contains("holds a number that is none"), "{endless}");
    assert_eq!((&study.snapshot(), study.revision()), (&before, 0));
    drop(study);
    assert_eq!(open(&path).study(), &*before);
    assert_eq!(check(&path), []);
}

#[test]
fn a_text_never_stays_behind_without_its_transcript() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("study.colloquy");
    let whole = everything::entry();
    let kept = whole.changes.iter().filter(|change| match change {
        Change::Record { after: Some(Record::Transcript(_) | Record::Details(_)), .. } => true,
        change => change.key().is_none(),
    });
    let mut changes: Vec<Change> = kept.cloned().map(no_copy).collect();
    for change in &mut changes {
        if let Change::Record { after: Some(Record::Transcript(transcript)), .. } = change {
            let bare =
                Transcript { group: None, attributes: Default::default(), turns: vec![], ..(**transcript).clone() };
            *transcript = bare.into();
        }
    }
    let mut study = OpenStudy::create(&path, Entry::new(&stamp(400), "Made", changes), "Ana").unwrap();
    let before = study.snapshot();
    let transcript = before.transcripts().next().unwrap().clone();
    let removal = vec![Change::removed(transcript.wrap())];
    let refused = study.commit(Entry::new(&stamp(500), "Removed a transcript and not its text", removal)).unwrap_err();
    assert!(refused.to_string().starts_with("Nothing was changed"), "{refused}");
    assert_eq!(study.study(), &*before);
    drop(study);
    assert_eq!(open(&path).study(), &*before);
}

#[test]
fn a_commit_touches_the_rows_of_what_changed_and_no_others() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    let mut study = open(&path);
    // Every other row is made unwritable from outside.
    let file = Connection::open(&path).unwrap();
    for table in ["study", "coder", "coder_pin", "participant", "transcript", "turn", "code", "code_alias", "board"] {
        for deed in ["UPDATE", "INSERT", "DELETE"] {
            let sql = format!(
                "CREATE TRIGGER no_{deed}_{table} BEFORE {deed} ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END"
            );
            file.execute_batch(&sql).unwrap();
        }
    }
    drop(file);
    study.commit(deed(study.study(), Kind::Coding, &stamp(500))).unwrap();
    let theme = study.study().themes().next().unwrap().clone();
    let renamed = Theme { name: "Renamed".into(), ..theme.clone() };
    study.commit(Entry::new(&stamp(600), "Renamed", vec![Change::altered(&theme, renamed)])).unwrap();
    assert!(study.commit(a_board(700, "No")).is_err(), "and the triggers do stand");
}

#[test]
fn the_journal_in_the_file_cannot_be_altered_or_cut() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    let file = Connection::open(&path).unwrap();
    for sql in ["UPDATE entry SET sentence = 'Nothing'", "DELETE FROM entry"] {
        let refused = file.execute(sql, []).unwrap_err().to_string();
        assert!(refused.contains("only ever added to"), "{refused}");
    }
}

#[test]
fn check_finds_what_was_changed_behind_the_journals_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    let found_after = |sql: &str| {
        let copy = folder.path().join("copy.colloquy");
        fs::copy(&path, &copy).unwrap();
        let file = Connection::open(&copy).unwrap();
        file.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).unwrap();
        drop(file);
        let found = check(&copy);
        found.into_iter().map(|finding| format!("{:?}: {}", finding.area, finding.what)).collect::<Vec<_>>().join("\n")
    };
    assert!(found_after("UPDATE code SET name = 'Other'").contains("Journal: the code "));
    assert!(found_after("UPDATE coding SET end_byte = 100000").contains("Study: the coding "));
    assert!(
        found_after("UPDATE coding SET valence = 'good'")
            .contains("“good” as its valence, where one of barrier, enabler")
    );
    assert!(found_after("DELETE FROM code").contains("Rows: rows of the table coding that point at a code"));
    assert!(
        found_after("UPDATE transcript_text SET text = replace(text, 'years', 'weeks')").contains("Text: the text of")
    );
    let journal = found_after("DROP TRIGGER entry_is_not_altered; UPDATE entry SET changes = '[]'");
    assert!(journal.contains("is in the tables and not in the journal"), "{journal}");
    assert!(journal.contains(" more that the journal tells otherwise"), "{journal}");
    assert_eq!(check(&path), []);
}

#[test]
fn a_file_of_version_1_made_by_hand_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.colloquy");
    let file = Connection::open(&path).unwrap();
    // As version 1 was released. When there is a version 2, this stays as it is.
    file.execute_batch(include_str!("../../src/store/schema/1.sql")).unwrap();
    file.execute_batch(
        r##"
        PRAGMA application_id = 1131180409; -- "Clqy"
        PRAGMA user_version = 1;
        INSERT INTO study VALUES ('018f0000-0000-7000-8000-000000000001', 'By hand', 'en-GB', '', '2014', 'barriers', 'reflexive');
        INSERT INTO coder VALUES ('018f0000-0000-7000-8000-000000000002', 'Ana', 'A', '#2F6DB5', 'coder');
        INSERT INTO code VALUES ('018f0000-0000-7000-8000-000000000003', NULL, 0, 'Funding', NULL, '', '', '', '', 'inductive', 'active');
        INSERT INTO code_alias VALUES ('018f0000-0000-7000-8000-000000000003', 0, 'money');
        INSERT INTO transcript VALUES ('018f0000-0000-7000-8000-000000000004', 0, 'FG 1', NULL, '', 'txt', '', '', 'auto');
        INSERT INTO transcript_text VALUES ('018f0000-0000-7000-8000-000000000004', 'Never enough.',
            'HASH-OF-THE-TEXT');
        INSERT INTO coding VALUES ('018f0000-0000-7000-8000-000000000005', '018f0000-0000-7000-8000-000000000004', 0, 5,
            '018f0000-0000-7000-8000-000000000003', '018f0000-0000-7000-8000-000000000002', NULL, 'barrier', 0, '',
            '2024-05-01T09:30:00Z');
        INSERT INTO entry VALUES (1, '018f0000-0000-7000-8000-000000000006', '2024-05-01T09:30:00Z', NULL, 'Made by hand', 'did',
            NULL, '[]');
        "##
        .replace("HASH-OF-THE-TEXT", &Text::new("Never enough.").hash())
        .as_str(),
    )
    .unwrap();
    drop(file);
    let study = open(&path);
    let coding = study.study().codings().next().unwrap();
    assert_eq!(coding.span.of(study.study().text(coding.transcript)), Some("Never"));
    assert_eq!(coding.valence, Some(Valence::Barrier));
    assert_eq!(study.study().codes().next().unwrap().aliases, ["money"]);
    assert_eq!(study.history().heads()[0].sentence, "Made by hand");
    assert_eq!(study.notices(), [""; 0]);
}

#[test]
fn a_file_of_version_2_made_by_hand_has_its_figures_drawn_as_usual_and_keeps_what_is_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.colloquy");
    let file = Connection::open(&path).unwrap();
    file.execute_batch(include_str!("../../src/store/schema/1.sql")).unwrap();
    file.execute_batch(include_str!("../../src/store/schema/2.sql")).unwrap();
    // As version 2 was released: this stays as it is.
    file.execute_batch(
        r##"
        PRAGMA application_id = 1131180409; -- "Clqy"
        PRAGMA user_version = 2;
        INSERT INTO study (id, title, language, authors, edition, counting, approach)
            VALUES ('018f0000-0000-7000-8000-000000000001', 'By hand', 'en-GB', '', '2014', 'barriers', 'reflexive');
        INSERT INTO board VALUES ('018f0000-0000-7000-8000-000000000002', 0, 'Final', '');
        INSERT INTO entry VALUES (1, '018f0000-0000-7000-8000-000000000006', '2024-05-01T09:30:00Z', NULL, 'Made by hand', 'did',
            NULL, '[{"Record":{"after":{"Board":{"id":"018f0000-0000-7000-8000-000000000002","order":0,"name":"Final"}}}}]');
        "##,
    )
    .unwrap();
    drop(file);
    let mut study = open(&path);
    let board = study.study().boards().next().unwrap().clone();
    assert!(board.figure.is_usual());
    assert_eq!(study.entries().map(|entry| entry.unwrap().changes).next().unwrap(), [Change::made(board.clone())]);
    let chosen = FigureSettings { kind: FigureKind::Flow, width_cm: Some(13.2), ..FigureSettings::default() };
    let entry = operations::set_figure(study.study(), &everything::stamp(700), board.id, chosen.clone()).unwrap();
    study.commit(entry).unwrap();
    drop(study);
    let study = open(&path);
    assert_eq!(study.study().get(board.id).unwrap().figure, chosen);
}

#[test]
fn a_study_in_memory_can_be_worked_on() {
    let mut study = OpenStudy::in_memory(everything::entry()).unwrap();
    study.commit(a_board(500, "Trying out")).unwrap();
    assert_eq!(study.entries().count(), 2);
    assert_eq!((study.path(), study.read_only()), (None, None));
}

#[test]
fn nothing_is_made_over_something_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    let before = fs::read(&path).unwrap();
    let refused = OpenStudy::create(&path, everything::entry(), "Ana").unwrap_err().to_string();
    assert!(refused.contains("It was left as it is. Choose another name."), "{refused}");
    assert_eq!(fs::read(&path).unwrap(), before);
    let nowhere = folder.path().join("no such folder/study.colloquy");
    let refused = OpenStudy::create(&nowhere, everything::entry(), "Ana").unwrap_err().to_string();
    assert!(refused.contains("Choose a folder you may write to"), "{refused}");
    let hollow = Entry { changes: vec![], ..everything::entry() };
    let empty = folder.path().join("empty.colloquy");
    let refused = OpenStudy::create(&empty, hollow, "Ana").unwrap_err().to_string();
    assert!(refused.contains("0 records of its title and settings; it must have one"), "{refused}");
    assert!(!empty.exists());
    let broken = Entry { changes: everything::entry().changes[5..6].to_vec(), ..everything::entry() };
    let other = folder.path().join("broken.colloquy");
    assert!(OpenStudy::create(&other, broken, "Ana").is_err());
    assert!(!other.exists());
}

#[test]
fn the_sql_in_the_documentation_finds_the_quotations() {
    let folder = tempfile::tempdir().unwrap();
    let path = a_study_in(folder.path());
    let page = include_str!("../../docs/file-format.md");
    let file = Connection::open(&path).unwrap();
    let mut examples = page.split("```sql\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let quotations = examples.next().unwrap();
    let mut statement = file.prepare(quotations).unwrap();
    let rows: Vec<(String, String, String)> = statement
        .query_map([], |row| Ok((row.get("code")?, row.get("speaker")?, row.get("quotation")?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert!(rows.contains(&("Short-term funding".into(), String::new(), "Two years, at most".into())), "{rows:?}");
    assert!(rows.contains(&("Funding".into(), String::new(), "東京".into())), "{rows:?}");
    for example in examples {
        file.prepare(example).unwrap_or_else(|error| panic!("{example}\n{error}"));
    }
}

#[test]
fn every_table_and_column_is_in_the_documentation() {
    let page = include_str!("../../docs/file-format.md");
    let folder = tempfile::tempdir().unwrap();
    let file = Connection::open(a_study_in(folder.path())).unwrap();
    let sql = "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'";
    let mut statement = file.prepare(sql).unwrap();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let (table, column): (String, String) = (row.get(0).unwrap(), row.get(1).unwrap());
        let described = page.lines().find(|line| line.starts_with(&format!("| `{table}` |")));
        let described = described.unwrap_or_else(|| panic!("{table} is not in docs/file-format.md"));
        assert!(described.contains(&format!("`{column}`")), "{table}.{column} is not in docs/file-format.md");
    }
}

#[test]
fn the_entries_about_a_record_and_about_a_kind_are_those_that_touch_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut open = crate::sample::file(folder.path());
    let code = open.study().codes().next().unwrap().clone();
    let by = open.study().coders().next().map(|coder| coder.id);
    for brief in ["One thing", "Another"] {
        let after = Code { brief: brief.into(), ..open.study().get(code.id).unwrap().clone() };
        let entry = operations::edit_code(open.study(), &Stamp::now(by), after).unwrap();
        open.commit(entry).unwrap();
    }
    open.undo(&Stamp::now(by)).unwrap();
    let all: Vec<Entry> = open.entries().map(Result::unwrap).collect();
    let touching = |wanted: &dyn Fn(Key) -> bool| -> Vec<uuid::Uuid> {
        let touches = |entry: &&Entry| entry.changes.iter().any(|change| change.key().is_some_and(wanted));
        all.iter().filter(touches).map(|entry| entry.head.id).collect()
    };
    let ids = |entries: Vec<Entry>| entries.into_iter().map(|entry| entry.head.id).collect::<Vec<_>>();
    let about = ids(open.entries_about(code.id.key()).unwrap());
    assert_eq!(about, touching(&|key| key == code.id.key()));
    assert_eq!(about.len(), 4, "read in, altered twice, undone once");
    assert_eq!(ids(open.entries_touching(Kind::Code).unwrap()), touching(&|key| key.kind == Kind::Code));
    assert!(open.entries_touching(Kind::Round).unwrap().len() <= 1);
}
