//! Two people, two files, one study, from outside: a blind round, a copy that is worked in and comes back, and what each of
//! the two is shown meanwhile.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use colloquy::{
    journal::{Entry, Stamp},
    operations::{self, Declined, NewRound, Part, Planned},
    store::{Access, OpenStudy},
    study::{Coder, Coding, ExampleKind, Id, MemoKind, Opinion, Role, Study, Transcript},
    text::Span,
};

const TALK: &str = "Moderator: What was it like?\nP1: I went to the choir every week. It was warm and it was near.\nP2: Nobody \
                    paid for us, and the hall was cold.\n";
/// What only Ben wrote; it may stand nowhere in what Ana is given.
const BENS: &str = "zebra";

fn colloquy(at: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_colloquy"));
    command.current_dir(at).args(arguments).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command.output().expect("the program runs")
}

fn done(at: &Path, arguments: &[&str]) -> String {
    let output = colloquy(at, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn refused(at: &Path, arguments: &[&str], status: i32, words: &str) -> String {
    let output = colloquy(at, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {said}");
    assert!(said.contains(words), "{arguments:?}: {said}");
    assert_eq!(said.trim_end().lines().count(), 1, "one sentence: {said}");
    said
}

/// A study on disk that somebody works in.
struct Work {
    open: OpenStudy,
    by: Id<Coder>,
}

impl Work {
    fn on(path: &Path, name: &str) -> Work {
        let open = OpenStudy::open(path, Access::Write, name).expect("opens");
        let by = coder(open.study(), name);
        Work { open, by }
    }

    fn does(&mut self, plan: impl FnOnce(&Study, &Stamp) -> Planned) {
        let entry = plan(self.open.study(), &Stamp::now(Some(self.by))).expect("planned");
        self.open.commit(entry).expect("committed");
    }

    fn makes<T>(&mut self, plan: impl FnOnce(&Study, &Stamp) -> Result<(T, Entry), Declined>) -> T {
        let (made, entry) = plan(self.open.study(), &Stamp::now(Some(self.by))).expect("planned");
        self.open.commit(entry).expect("committed");
        made
    }

    fn code(&mut self, name: &str) {
        self.makes(|study, stamp| operations::add_code(study, stamp, name, operations::CodePlace::last_under(None)));
    }

    fn codes(&mut self, words: &str, code: &str) -> Id<Coding> {
        let transcript = talk(self.open.study());
        let start = self.open.study().text(transcript).find(words).expect("the words");
        let span = Span::between(start, start + words.len());
        let code = self.open.study().codes().find(|one| one.name == code).expect("the code").id;
        self.makes(|study, stamp| operations::attach(study, stamp, transcript, span, code))
    }
}

fn coder(study: &Study, name: &str) -> Id<Coder> {
    study.coders().find(|coder| coder.name == name).expect("a coder").id
}

fn talk(study: &Study) -> Id<Transcript> {
    study.transcripts_in_order().first().expect("a transcript").id
}

/// `s.colloquy`: Ana and Ben, one transcript, two codes; where wanted, in a blind round.
fn a_study(at: &Path, blind: bool) -> PathBuf {
    done(at, &["new", "s.colloquy", "--title", "Choir", "--coder", "Ana"]);
    fs::write(at.join("talk.txt"), TALK).expect("a file");
    done(at, &["import", "s.colloquy", "talk.txt", "--coder", "Ana"]);
    let path = at.join("s.colloquy");
    let mut ana = Work::on(&path, "Ana");
    ana.makes(|study, stamp| operations::add_coder(study, stamp, "Ben", Role::Coder));
    ana.code("Warmth");
    ana.code("Money");
    ana.codes("It was warm", "Warmth");
    if blind {
        let (ana_id, ben) = (ana.by, coder(ana.open.study(), "Ben"));
        let part = Part::Chosen(vec![talk(ana.open.study())]);
        let new = NewRound { name: "Round 1".into(), part, coders: vec![ana_id, ben], blind: true, codebook: None };
        ana.makes(|study, stamp| operations::open_round(study, stamp, new));
    }
    path
}

/// Ben codes, invents, explains, exemplifies and judges, all with a word of his own in it.
fn ben_works(path: &Path) {
    let mut ben = Work::on(path, "Ben");
    ben.code("zebra code");
    let coding = ben.codes("near", "zebra code");
    let warm = ben.codes("the hall was cold", "Warmth");
    ben.does(|study, stamp| {
        let coding = Coding { memo: "zebra memo".into(), ..study.get(coding).expect("there").clone() };
        operations::edit_coding(study, stamp, coding)
    });
    ben.does(|study, stamp| operations::toggle_exemplar(study, stamp, warm, ExampleKind::Typical));
    let memo = ben.makes(|study, stamp| {
        let anchor = colloquy::study::Anchor::Record(coding.key());
        operations::write_memo(study, stamp, MemoKind::Analytic, Some(anchor))
    });
    ben.does(|study, stamp| {
        let memo = colloquy::study::Memo { text: "zebra text".into(), ..study.get(memo).expect("there").clone() };
        operations::edit_memo(study, stamp, memo)
    });
    ben.makes(|study, stamp| operations::give_verdict(study, stamp, coding.key(), Opinion::Unsure, "zebra verdict"));
}

/// Everything in a file or folder, as text; of a Word document, of the parts in it.
fn everything_in(path: &Path) -> String {
    if path.is_dir() {
        let inside = fs::read_dir(path).expect("a folder").map(|entry| everything_in(&entry.expect("an entry").path()));
        return inside.collect();
    }
    let bytes = fs::read(path).expect("a file");
    if path.extension().is_some_and(|extension| extension == "docx") {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a Word document");
        let mut all = String::new();
        for place in 0..archive.len() {
            let mut part = archive.by_index(place).expect("a part");
            if part.name().is_ok_and(|name| name.ends_with(".xml")) {
                std::io::Read::read_to_string(&mut part, &mut all).expect("text");
            }
        }
        return all;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn in_a_blind_round_no_export_and_no_log_shows_the_other_s_work() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let path = a_study(at, true);
    ben_works(&path);
    let exports = [
        ("codings", "csv"),
        ("codebook", "csv"),
        ("manual", "docx"),
        ("manual", "md"),
        ("journal", "json"),
        ("text", ""),
    ];
    for (what, format) in exports {
        let file =
            |who: &str| if format.is_empty() { format!("{who}-{what}") } else { format!("{who}-{what}.{format}") };
        refused(at, &["export", what, "s.colloquy", "-o", &file("nobody")], 1, "While the round Round 1 is blind");
        assert!(!at.join(file("nobody")).exists());
        for who in ["Ana", "Ben"] {
            done(at, &["export", what, "s.colloquy", "-o", &file(who), "--coder", who]);
        }
        let (anas, bens) = (everything_in(&at.join(file("Ana"))), everything_in(&at.join(file("Ben"))));
        assert!(!anas.contains(BENS) && !anas.contains("the hall was cold,Warmth"), "{what}: {anas}");
        assert!(bens.contains(BENS), "the test would find it in {what}");
    }
    assert!(done(at, &["check", "Ana-text"]).contains("is sound"), "what Ana is given is a study");
    for json in [false, true] {
        let log = |who: &str| {
            let mut arguments = vec!["log", "s.colloquy", "--coder", who];
            arguments.extend(json.then_some("--json"));
            done(at, &arguments)
        };
        assert!(!log("Ana").contains(BENS) && log("Ben").contains(BENS));
        assert!(!log("Ana").contains("Ben  "), "{}", log("Ana"));
    }
    let said = refused(at, &["log", "s.colloquy"], 1, "--coder NAME (Ana, Ben)");
    assert!(!said.contains(BENS));
    // Nothing in the figure comes from a coding, so that it needs no name.
    refused(at, &["export", "figure", "s.colloquy", "-o", "f.svg"], 1, "There are no themes to draw yet");
    assert!(done(at, &["check", "s.colloquy"]).contains("is sound"));
}

#[test]
fn a_copy_goes_out_is_worked_in_and_comes_back_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let path = a_study(at, true);
    let said = done(at, &["copy", "s.colloquy", "-o", "for-ben", "--for", "Ben", "--round", "Round 1"]);
    assert_eq!(said.trim_end(), "Made a blind copy for Ben in for-ben.colloquy: 1 transcript, 2 codes.");
    let copy = at.join("for-ben.colloquy");
    assert!(!everything_in(&copy).contains("Attached"), "no history goes along");
    assert_eq!(OpenStudy::open(&copy, Access::Read, "").expect("opens").study().codings().count(), 0);
    ben_works(&copy);
    let before = fs::read(&path).expect("the study");
    let dry = done(at, &["merge", "s.colloquy", "for-ben.colloquy", "--dry-run", "--coder", "Ben"]);
    assert!(dry.contains("2 codings") && dry.contains("zebra code") && dry.contains("Nothing was changed"), "{dry}");
    let hushed = done(at, &["merge", "s.colloquy", "for-ben.colloquy", "--dry-run", "--coder", "Ana"]);
    assert!(!hushed.contains(BENS) && hushed.contains("not shown while a round is blind"), "{hushed}");
    assert_eq!(fs::read(&path).expect("the study"), before, "a dry run changes nothing");
    done(at, &["merge", "s.colloquy", "for-ben.colloquy", "--coder", "Ana"]);
    let study = || OpenStudy::open(&path, Access::Read, "").expect("opens").study().clone();
    assert_eq!((study().codings().count(), study().memos().count(), study().verdicts().count()), (3, 1, 1));
    let log = done(at, &["log", "s.colloquy", "--coder", "Ana"]);
    assert!(log.trim_end().ends_with("Merged Ben’s copy"), "{log}");
    let after = study();
    let again = done(at, &["merge", "s.colloquy", "for-ben.colloquy", "--coder", "Ana", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&again).expect("JSON");
    assert_eq!((told["merged"].as_bool(), told["copy_of"].as_str()), (Some(false), Some("Ben")));
    assert_eq!(study(), after);
    let mut ana = Work::on(&path, "Ana");
    ana.open.undo(&Stamp::now(Some(ana.by))).expect("undone");
    assert_eq!(ana.open.study().codings().count(), 1);
    drop(ana);
    done(at, &["merge", "s.colloquy", "for-ben.colloquy", "--coder", "Ana"]);
    assert_eq!(study(), after);
    assert!(done(at, &["check", "s.colloquy"]).contains("is sound"));
}

#[test]
fn a_conflict_is_told_with_both_sides_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    a_study(at, false);
    done(at, &["copy", "s.colloquy", "-o", "c.colloquy", "--for", "Ben", "--blind"]);
    let mut ben = Work::on(&at.join("c.colloquy"), "Ben");
    ben.does(|study, stamp| {
        let money = study.codes().find(|code| code.name == "Money").expect("there");
        operations::edit_code(study, stamp, colloquy::study::Code { brief: "What it costs.".into(), ..money.clone() })
    });
    drop(ben);
    let said = done(at, &["merge", "s.colloquy", "c.colloquy"]);
    assert!(said.contains("The code Money is described otherwise in the copy. It stays as it is here."), "{said}");
    assert!(said.contains("definition in brief: here “”, in the copy “What it costs.”"), "{said}");
    let told = done(at, &["merge", "s.colloquy", "c.colloquy", "--json", "--dry-run"]);
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told["conflicts"][0]["sides"][0]["copy"].as_str(), Some("What it costs."));
    assert_eq!(told["merged"].as_bool(), Some(false));
}

#[test]
fn copies_that_do_not_fit_are_refused_in_a_sentence_and_the_study_stays_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let path = a_study(at, false);
    done(at, &["copy", "s.colloquy", "-o", "c.colloquy", "--for", "Ben"]);
    refused(at, &["copy", "s.colloquy", "-o", "c.colloquy", "--for", "Ben"], 2, "exists already");
    refused(
        at,
        &["copy", "s.colloquy", "-o", "d.colloquy", "--for", "Ben", "--round", "None"],
        1,
        "no round called None",
    );
    refused(
        at,
        &["copy", "s.colloquy", "-o", "d.colloquy", "--for", "Ben", "--transcripts", "X"],
        1,
        "no transcript called X",
    );
    done(at, &["new", "other.colloquy", "--title", "Rivers", "--coder", "Ana"]);
    let bytes = fs::read(at.join("c.colloquy")).expect("the copy");
    fs::write(at.join("half.colloquy"), &bytes[..bytes.len() / 2]).expect("a file");
    fs::write(at.join("empty.colloquy"), "").expect("a file");
    fs::copy(at.join("c.colloquy"), at.join("outside.colloquy")).expect("a copy");
    rusqlite::Connection::open(at.join("outside.colloquy"))
        .expect("SQLite")
        .execute("UPDATE transcript_text SET text = replace(text, 'warm', 'cold')", [])
        .expect("changed");
    let before: BTreeMap<String, String> = OpenStudy::open(&path, Access::Read, "")
        .expect("opens")
        .study()
        .records()
        .map(|record| (record.key().to_string(), format!("{record:?}")))
        .collect();
    for (copy, words) in [
        ("other.colloquy", "the study Rivers"),
        ("half.colloquy", "half.colloquy"),
        ("empty.colloquy", "is empty"),
        ("missing.colloquy", "There is nothing at"),
        ("outside.colloquy", "was changed in the copy"),
    ] {
        let said = refused(at, &["merge", "s.colloquy", copy], 1, words);
        assert!(said.contains("Nothing was merged") || said.contains("Nothing was changed"), "{said}");
    }
    let after: BTreeMap<String, String> = OpenStudy::open(&path, Access::Read, "")
        .expect("opens")
        .study()
        .records()
        .map(|record| (record.key().to_string(), format!("{record:?}")))
        .collect();
    assert_eq!(before, after);
}

#[test]
fn somebody_new_joins_the_study_before_their_copy_is_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let path = a_study(at, false);
    done(at, &["copy", "s.colloquy", "-o", "c.colloquy", "--for", "Cora"]);
    let here = coder(OpenStudy::open(&path, Access::Read, "").expect("opens").study(), "Cora");
    let there = coder(OpenStudy::open(&at.join("c.colloquy"), Access::Read, "").expect("opens").study(), "Cora");
    assert_eq!(here, there);
}

#[test]
fn in_a_blind_round_tables_of_themes_count_one_s_own_passages_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let path = a_study(at, true);
    ben_works(&path);
    let mut ana = Work::on(&path, "Ana");
    let board = ana.makes(|study, stamp| operations::add_board(study, stamp, "Final"));
    let warmth = ana.open.study().codes().find(|code| code.name == "Warmth").expect("a code").id;
    let place = operations::ThemePlace::last_under(board, None);
    let theme = ana.makes(|study, stamp| operations::add_theme(study, stamp, "Felt", place, &[warmth]));
    let subject = colloquy::study::Placed::Theme(theme);
    ana.does(|study, stamp| operations::place(study, stamp, subject, "tdf.emotion", ""));
    drop(ana);
    for what in [&["matrix", "--table", "beliefs"][..], &["board"][..]] {
        let told = |who: &str| {
            let file = format!("{who}-{}.{}", what[0], if what.len() > 1 { "csv" } else { "md" });
            let mut arguments = vec!["export", what[0], "s.colloquy", "-o", &file, "--coder", who];
            arguments.extend(&what[1..]);
            done(at, &arguments);
            everything_in(&at.join(&file))
        };
        refused(at, &["export", what[0], "s.colloquy", "-o", "n.md"], 1, "While the round Round 1 is blind");
        let (anas, bens) = (told("Ana"), told("Ben"));
        assert!(!anas.contains("hall was cold") && !bens.contains("It was warm"), "{anas}\n{bens}");
        if what.len() > 1 {
            assert!(anas.contains("It was warm") && bens.contains("the hall was cold"), "{anas}\n{bens}");
        } else {
            // One code with one extract, of one participant in one group.
            let row = "| Felt |  |  | 1 | 1 | 1 | 1 |";
            assert!(anas.contains(row) && bens.contains(row), "{anas}\n{bens}");
        }
    }
}
