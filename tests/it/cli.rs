//! The command line as people meet it: as a process, by what it prints, what it writes and how it ends.

mod deidentifying;
mod exchanging;
mod refi;
mod reporting;

use crate::sample;
use colloquy::{
    journal::Stamp,
    operations,
    store::{Access, OpenStudy},
    study::{FigureKind, FigureSettings},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::{Command, Output},
};

/// Runs `colloquy` in a folder, without a display.
fn colloquy(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_colloquy"));
    command.current_dir(folder).args(arguments).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command.output().expect("the program starts")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it ended by itself")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Runs it and expects that it does what it is asked.
fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = colloquy(folder, arguments);
    assert_eq!(code(&output), 0, "{arguments:?}: {}", said(&output));
    printed(&output)
}

/// Runs it and expects this status, with these words on standard error and nothing on standard output.
fn refused(folder: &Path, arguments: &[&str], status: i32, words: &str) {
    let output = colloquy(folder, arguments);
    assert_eq!(code(&output), status, "{arguments:?}: {}", said(&output));
    assert!(said(&output).contains(words), "{arguments:?} said: {}", said(&output));
    assert_eq!(printed(&output), "");
}

fn sample_path() -> String {
    sample::folder().display().to_string()
}

const TALK: &str = "Moderator: What brought you here?\n\nParticipant 1: A friend. She said it helped.\n\nP2: I came by bus.\n\n\
                    Moderator: And then?\n\nParticipant 1: Then I stayed.\n\nP2: So did I.\n";

#[test]
fn a_study_is_begun_filled_checked_and_its_journal_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    done(at, &["new", "talks", "--title", "Talks", "--coder", "Ana"]);
    fs::write(at.join("Group one.txt"), TALK).expect("a transcript");
    let told = done(at, &["import", "talks.colloquy", "Group one.txt", "--coder", "Ana"]);
    assert!(told.contains("6 turns, 3 speakers"), "{told}");
    assert!(done(at, &["check", "talks.colloquy"]).contains("is sound"));
    let log = done(at, &["log", "talks.colloquy", "--json"]);
    let lines: Vec<serde_json::Value> = log.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[1]["by"], "Ana");
    assert_eq!(lines[1]["sentence"], "Added the transcript *Group one*");
    assert!(done(at, &["log", "talks.colloquy"]).contains("Ana  Added the transcript Group one"));
}

#[test]
fn windows_1252_markdown_and_word_come_in_and_the_same_text_twice_does_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    done(at, &["new", "s.colloquy", "--title", "S"]);
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(
        "Moderator: Où est le café?\nMarie: Là-bas, à côté de la forêt.\nModerator: Très bien.\nMarie: Voilà.\n",
    );
    fs::write(at.join("latin.txt"), &bytes).expect("a file");
    fs::write(
        at.join("talk.md"),
        "# A talk\n\n**Moderator:** Well?\n\n**P1:** Well.\n\n**Moderator:** Yes?\n\n**P1:** Yes.\n",
    )
    .expect("a file");
    fs::write(
        at.join("talk.docx"),
        word(&["Moderator: One?", "Participant 1: One.", "Moderator: Two?", "Participant 1: Two."]),
    )
    .expect("a file");
    done(at, &["import", "s.colloquy", "latin.txt", "talk.md", "talk.docx"]);
    done(at, &["export", "text", "s.colloquy", "-o", "out"]);
    let texts = texts_in(&at.join("out/transcripts"));
    assert!(texts.values().any(|text| text.contains("Là-bas, à côté de la forêt.")), "{texts:?}");
    assert!(texts.values().any(|text| text == "One?\nOne.\nTwo?\nTwo.\n"), "{texts:?}");
    assert!(
        texts.values().any(|text| text == "Well?\nWell.\nYes?\nYes.\n" || text.ends_with("Well?\nWell.\nYes?\nYes.\n")),
        "{texts:?}"
    );
    refused(at, &["import", "s.colloquy", "talk.docx"], 1, "is in the study already");
}

/// The smallest Word file that holds these paragraphs.
fn word(paragraphs: &[&str]) -> Vec<u8> {
    use std::io::Write;
    let mut file = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let body: String = paragraphs.iter().map(|words| format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")).collect();
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let parts = [
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned()),
        ("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>".to_owned()),
        ("word/document.xml", format!("<w:document xmlns:w=\"{space}\"><w:body>{body}</w:body></w:document>")),
    ];
    for (name, text) in parts {
        file.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        file.write_all(text.as_bytes()).expect("a part");
    }
    file.finish().expect("a zip").into_inner()
}

fn texts_in(folder: &Path) -> BTreeMap<String, String> {
    let files = fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path());
    let texts = files.filter(|path| path.extension().is_some_and(|extension| extension == "txt"));
    texts.map(|path| (path.display().to_string(), fs::read_to_string(&path).expect("text"))).collect()
}

#[test]
fn one_file_that_cannot_be_read_stops_the_import_and_nothing_is_added() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    done(at, &["new", "s.colloquy", "--title", "S", "--coder", "Ana"]);
    fs::write(at.join("good.txt"), TALK).expect("a file");
    fs::write(at.join("bad.docx"), b"\x89PNG\r\n\x1a\nnot a document").expect("a file");
    refused(
        at,
        &["import", "s.colloquy", "good.txt", "bad.docx"],
        1,
        "“bad.docx” was not added, and nothing in the study has changed: ",
    );
    let told = said(&colloquy(at, &["import", "s.colloquy", "bad.docx"]));
    assert_eq!((told.matches("bad.docx").count(), told.contains("Nothing was added")), (1, false), "said once: {told}");
    refused(
        at,
        &["import", "s.colloquy", "good.txt", "--encoding", "klingon"],
        1,
        "such as utf-8, utf-16le, windows-1252",
    );
    refused(at, &["import", "s.colloquy", "missing.txt"], 1, "could not be read");
    refused(at, &["import", "s.colloquy", "good.txt", "--coder", "Nobody"], 1, "no coder called Nobody");
    fs::write(at.join("empty.txt"), " \n\n").expect("a file");
    refused(at, &["import", "s.colloquy", "empty.txt"], 1, "empty.txt");
    assert_eq!(done(at, &["log", "s.colloquy"]).lines().count(), 1);
}

#[test]
fn wrong_use_ends_with_2_and_what_comes_later_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let (at, sample) = (folder.path(), sample_path());
    refused(at, &["export", "refi", &sample, "-o", "x.csv"], 2, "ends in .qdpx");
    refused(at, &["export", "everything", &sample, "-o", "x"], 2, "invalid value");
    refused(at, &["export", "figure", &sample, "-o", "x.gif"], 2, ".svg or .pdf or .eps or .tif or .png");
    refused(at, &["export", "manual", &sample, "-o", "x.rtf"], 2, ".pdf");
    refused(at, &["export", "manual", &sample, "-o", "x.docx", "--without", "appendix"], 2, "There is no section");
    refused(at, &["export", "participants", &sample, "-o", "x.csv", "--attributes", "Height"], 2, "no attribute");
    refused(at, &["verify", &sample, "x.docx", "-o", "x.gif"], 2, ".html");
    refused(at, &["export", "journal", &sample, "-o", "x.txt"], 2, ".json");
    refused(at, &["new", "x.colloquy"], 2, "--title");
    refused(at, &["new", "x.colloquy", "--title", "  "], 2, "needs a title");
    refused(at, &["import", &sample, "x.txt"], 2, "only read");
    assert!(fs::read_dir(at).expect("the folder").next().is_none(), "something was written");
    assert!(done(at, &["--help"]).contains("check"));
    assert!(done(at, &["--version"]).starts_with("colloquy "));
}

#[test]
fn a_reflexive_study_is_told_its_differences_and_no_coefficient() {
    let folder = tempfile::tempdir().expect("a folder");
    let (at, sample) = (folder.path(), sample_path());
    let told = done(at, &["agree", &sample, "--round", "Double coding 1"]);
    assert!(told.starts_with("Differences, for discussion, between Ana Whitfield and Ben Okafor"), "{told}");
    for word in ["kappa", "alpha", "error", "F1"] {
        assert!(!told.contains(word), "{word} in {told}");
    }
    let json = done(at, &["agree", &sample, "--coders", "AW,BO", "--unit", "turn", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((&json["unit"], &json["coefficients"]), (&"turn".into(), &false.into()));
    refused(at, &["agree", &sample, "--coders", "AW"], 1, "at least two coders");
    refused(at, &["agree", &sample, "--coders", "AW,Nobody"], 1, "no coder called Nobody");
    refused(at, &["agree", &sample, "--round", "Third"], 1, "no round called Third");
    refused(at, &["agree", &sample, "--unit", "page"], 2, "invalid value");
}

#[test]
fn the_report_of_a_round_and_of_a_review_are_written_in_every_format_and_twice_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let (at, sample) = (folder.path(), sample_path());
    for (what, extensions) in
        [("double-coding", &["docx", "md", "csv"][..]), ("review", &["docx", "md", "csv"]), ("decisions", &["csv"])]
    {
        for extension in extensions {
            let [one, other] = ["one", "other"].map(|name| format!("{name}-{what}.{extension}"));
            done(at, &["export", what, &sample, "-o", &one]);
            done(at, &["export", what, &sample, "-o", &other]);
            let bytes = |name: &str| fs::read(at.join(name)).expect("written");
            assert_eq!(bytes(&one), bytes(&other), "{one}");
        }
    }
    done(at, &["export", "double-coding", &sample, "-o", "named.md", "--round", "Double coding 1"]);
    let read = |name: &str| fs::read_to_string(at.join(name)).expect("written");
    assert_eq!(read("named.md"), read("one-double-coding.md"));
    assert!(read("one-review.md").contains("# Open (1)"));
    refused(at, &["export", "double-coding", &sample, "-o", "x.md", "--round", "Third"], 1, "no round called Third");
    refused(at, &["export", "codings", &sample, "-o", "x.csv", "--round", "Double coding 1"], 2, "leave --round out");
    refused(at, &["export", "decisions", &sample, "-o", "x.docx"], 2, ".csv");
}

#[test]
fn without_a_display_one_sentence_names_the_verbs_that_work() {
    let folder = tempfile::tempdir().expect("a folder");
    refused(folder.path(), &[], 1, "new, import, export, agree, copy, merge, verify, check, log");
    let output = colloquy(folder.path(), &[&sample_path()]);
    assert_eq!((code(&output), said(&output).lines().count()), (1, 1));
}

#[cfg(target_os = "linux")]
#[test]
fn a_display_that_is_named_but_not_there_is_told_in_one_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let with = |display: &str, wayland: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_colloquy"));
        command.current_dir(folder.path()).env("DISPLAY", display).env("WAYLAND_DISPLAY", wayland);
        let output = command.env_remove("WAYLAND_SOCKET").output().expect("the program starts");
        let told = said(&output);
        assert_eq!((code(&output), told.lines().count()), (1, 1), "{told}");
        told
    };
    assert!(with("", "").contains("There is no display here"));
    let told = with("", "/nowhere/wayland-7");
    assert!(told.contains("The display /nowhere/wayland-7 (WAYLAND_DISPLAY) does not answer"), "{told}");
    // Where the libraries that speak to X are missing, they are named instead.
    for told in [with(":987", ""), with(":987", "/nowhere/wayland-7")] {
        assert!(told.contains("The display :987 (DISPLAY) does not answer") || told.contains("sudo apt"), "{told}");
    }
}

#[test]
fn a_study_s_name_may_have_dots_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    done(folder.path(), &["new", "Study v1.2", "--title", "S"]);
    assert!(folder.path().join("Study v1.2.colloquy").is_file());
}

#[test]
fn a_transcript_of_one_turn_has_1_turn() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    done(at, &["new", "s.colloquy", "--title", "S"]);
    fs::write(at.join("note.txt"), "Only some words that nobody in particular said.").expect("a file");
    let told = done(at, &["import", "s.colloquy", "note.txt"]);
    assert!(told.starts_with("note (plain text, Unicode (UTF-8)): 1 turn, 0 speakers, "), "{told}");
}

#[test]
fn a_folder_that_is_no_study_is_told_in_a_sentence_wherever_one_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    fs::create_dir(at.join("letters")).expect("a folder");
    fs::write(at.join("letters/notes.ron"), "(").expect("a file");
    let words = "is a folder without a study.ron in it, so it is not a study.";
    refused(at, &["check", "letters"], 1, words);
    refused(at, &["log", "letters"], 1, words);
    refused(at, &["export", "codings", "letters", "-o", "c.csv"], 1, words);
    refused(at, &["import", "new.colloquy", "letters"], 1, words);
}

#[test]
fn an_export_to_a_folder_that_is_not_there_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = "there is no folder “gone”. Make it first, or choose another.";
    refused(folder.path(), &["export", "codings", &sample_path(), "-o", "gone/c.csv"], 1, told);
    assert!(fs::read_dir(folder.path()).expect("the folder").next().is_none(), "something was left behind");
}

#[test]
fn what_is_not_a_sound_study_is_told_in_a_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    refused(at, &["check", "missing.colloquy"], 1, "missing.colloquy");
    fs::write(at.join("letter.colloquy"), "Dear Ana,").expect("a file");
    refused(at, &["log", "letter.colloquy"], 1, "not a Colloquy study");
    done(at, &["new", "s.colloquy", "--title", "S"]);
    refused(at, &["new", "s.colloquy", "--title", "Again"], 1, "already");
    let bytes = fs::read(at.join("s.colloquy")).expect("the study");
    fs::write(at.join("cut.colloquy"), &bytes[..bytes.len() / 2]).expect("a file");
    assert_eq!(code(&colloquy(at, &["check", "cut.colloquy"])), 1);
    assert_eq!(fs::read(at.join("s.colloquy")).expect("the study"), bytes);
}

#[test]
fn the_sample_is_sound_and_goes_from_text_to_file_to_text_byte_for_byte() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    assert!(done(at, &["check", &sample_path()]).contains("is sound"));
    done(at, &["import", "sample.colloquy", &sample_path()]);
    assert!(done(at, &["check", "sample.colloquy"]).contains("is sound"));
    done(at, &["export", "text", "sample.colloquy", "-o", "again"]);
    let mut compared = 0;
    let mut folders = vec![at.join("again")];
    while let Some(inside) = folders.pop() {
        for entry in fs::read_dir(&inside).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(at.join("again")).expect("a path inside");
            assert_eq!(
                fs::read(&path).expect("a file"),
                fs::read(sample::folder().join(name)).expect("the same file"),
                "{}",
                name.display()
            );
            compared += 1;
        }
    }
    assert!(compared > 30, "only {compared} files");
    refused(at, &["import", "sample.colloquy", &sample_path()], 2, "exists already");
}

#[test]
fn every_export_of_the_sample_is_written_twice_alike() {
    let folder = tempfile::tempdir().expect("a folder");
    let (at, sample) = (folder.path(), sample_path());
    for (what, format) in [
        ("manual", "docx"),
        ("manual", "md"),
        ("manual", "odt"),
        ("manual", "html"),
        ("manual", "tex"),
        ("manual", "xlsx"),
        ("manual", "pdf"),
        ("participants", "docx"),
        ("participants", "csv"),
        ("quotes", "html"),
        ("quotes", "xlsx"),
        ("checklist", "odt"),
        ("figure", "svg"),
        ("figure", "png"),
        ("interventions", "md"),
        ("interventions", "csv"),
        ("codings", "csv"),
        ("coded-transcripts", "docx"),
        ("coded-transcripts", "odt"),
        ("coded-transcripts", "pdf"),
        ("coded-transcripts", "html"),
        ("codebook", "csv"),
        ("journal", "json"),
    ] {
        let (one, two) = (format!("one.{format}"), format!("two.{format}"));
        done(at, &["export", what, &sample, "-o", &one]);
        done(at, &["export", what, &sample, "-o", &two]);
        let bytes = fs::read(at.join(&one)).expect("the export");
        assert!(bytes.len() > 500, "{what} as {format} is {} bytes", bytes.len());
        assert!(bytes == fs::read(at.join(&two)).expect("the export"), "{what} as {format} differs from run to run");
    }
}

#[test]
fn verify_tells_a_changed_quotation_and_ends_with_1() {
    let folder = tempfile::tempdir().expect("a folder");
    let (at, sample) = (folder.path(), sample_path());
    let sound = "“I went to a talk. Singing and lung function. There were graphs.” (Participant 4, Focus Group 5)";
    fs::write(at.join("sound.md"), sound).expect("a manuscript");
    let text = fs::read_to_string(sample::folder().join("transcripts/05-focus-group-5.txt")).expect("a transcript");
    assert!(text.contains("I went to a talk. Singing and lung function. There were graphs."));
    let output = colloquy(at, &["verify", &sample, "sound.md", "--json"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(told["exact"], 1, "{told}");
    let changed = sound.replace("graphs", "charts").replace("Focus Group 5", "Focus Group 1");
    fs::write(at.join("changed.md"), changed).expect("a manuscript");
    let output = colloquy(at, &["verify", &sample, "changed.md", "-o", "report.html"]);
    assert!(code(&output) == 1 && said(&output).contains("1 altered"), "{}", said(&output));
    let report = fs::read_to_string(at.join("report.html")).expect("the report");
    assert!(report.contains("<del>graphs</del> <ins>charts</ins>"));
    let output = colloquy(at, &["verify", &sample, "changed.md"]);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(printed.contains("[-graphs-] {+charts+}") && printed.contains("attributed to somebody else"), "{printed}");
    refused(at, &["verify", &sample, "missing.docx"], 1, "could not be read");
}

#[test]
fn the_table_of_participants_can_be_made_to_add_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let (at, sample) = (folder.path(), sample_path());
    for rounding in ["half-up", "sum-to100"] {
        done(at, &["export", "participants", &sample, "-o", "p.csv", "--rounding", rounding]);
        let mut rows = csv::Reader::from_path(at.join("p.csv")).expect("the table");
        let mut sums = BTreeMap::<String, (usize, f64)>::new();
        for row in rows.records() {
            let row = row.expect("a row");
            let sum = sums.entry(row[0].to_owned()).or_default();
            sum.0 += row[2].parse::<usize>().expect("a count");
            sum.1 += row[3].parse::<f64>().expect("a percentage");
            assert_eq!(&row[4], "38");
        }
        assert_eq!(sums.len(), 4);
        for (characteristic, (count, percent)) in sums {
            assert_eq!(count, 38, "{characteristic}");
            assert!(rounding == "half-up" || percent == 100.0, "{characteristic}: {percent}");
        }
    }
}

/// The figure's boxes as the SVG itself states them: valence and numbers by sub-theme.
#[test]
fn the_sample_s_figure_shows_what_the_study_that_inspired_it_shows() {
    let folder = tempfile::tempdir().expect("a folder");
    done(folder.path(), &["export", "figure", &sample_path(), "-o", "f.svg"]);
    let svg = fs::read_to_string(folder.path().join("f.svg")).expect("the figure");
    let mut reader = quick_xml::Reader::from_str(&svg);
    let (mut components, mut themes, mut boxes) = (0, 0, Vec::new());
    let (mut legend, mut depth_texts) = (BTreeSet::new(), 0);
    loop {
        match reader.read_event().expect("well-formed SVG") {
            quick_xml::events::Event::Start(element) | quick_xml::events::Event::Empty(element) => {
                let attributes: BTreeMap<String, String> = element
                    .attributes()
                    .map(|one| one.expect("an attribute"))
                    .map(|one| {
                        (String::from_utf8_lossy(one.key.as_ref().as_bytes()).into_owned(), one.value.to_string())
                    })
                    .collect();
                components += usize::from(attributes.contains_key("data-component"));
                themes += usize::from(attributes.contains_key("data-theme"));
                if let Some(id) = attributes.get("data-subtheme") {
                    boxes.push((
                        id.clone(),
                        attributes.get("data-valence").cloned(),
                        attributes.get("data-numbers").cloned(),
                    ));
                }
                legend.extend(attributes.get("data-legend").cloned());
                depth_texts += usize::from(element.name().as_ref() == "text");
            }
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    // paper.json: K03 (7 themes in 3 components), figure1.inferred_candidate (18 boxes), K08 (three valences occur), K04 (counts).
    boxes.retain(|(_, valence, _)| valence.is_some());
    assert_eq!((components, themes, boxes.len()), (3, 7, 18), "{depth_texts} texts");
    let fills: BTreeSet<_> = boxes.iter().filter_map(|(_, valence, _)| valence.clone()).collect();
    assert_eq!(fills, ["barrier", "both", "enabler"].map(str::to_owned).into());
    assert_eq!(legend.len(), 3, "{legend:?}");
    let mut counts = BTreeMap::<u32, usize>::new();
    for (_, _, numbers) in &boxes {
        for number in numbers.iter().flat_map(|numbers| numbers.split([',', ' '])).filter(|number| !number.is_empty()) {
            *counts.entry(number.parse().expect("a number")).or_default() += 1;
        }
    }
    assert_eq!(counts.values().copied().collect::<Vec<_>>(), [5, 4, 3, 2, 2, 2, 2, 1]);
    let table = folder.path().join("i.csv");
    done(folder.path(), &["export", "interventions", &sample_path(), "-o", "i.csv"]);
    let mut rows = csv::Reader::from_path(table).expect("the table");
    let barriers: Vec<String> = rows.records().map(|row| row.expect("a row")[1].to_owned()).collect();
    assert_eq!(barriers, ["5", "4", "3", "2", "2", "2", "2", "1"]);
}

#[test]
fn the_offsets_of_exported_codings_find_their_words() {
    let folder = tempfile::tempdir().expect("a folder");
    done(folder.path(), &["export", "codings", &sample_path(), "-o", "c.csv"]);
    let texts: BTreeMap<String, Vec<char>> = texts_in(&sample::folder().join("transcripts"))
        .into_iter()
        .map(|(path, text)| {
            let group = path.split("focus-group-").nth(1).expect("a group's file").trim_end_matches(".txt").to_owned();
            (format!("Focus Group {group}"), text.chars().collect())
        })
        .collect();
    let mut rows = csv::Reader::from_path(folder.path().join("c.csv")).expect("the table");
    let header = rows.headers().expect("a header").clone();
    let column =
        |name: &str| header.iter().position(|other| other.trim_start_matches('\u{feff}') == name).expect("a column");
    let (mut seen, mut coders) = (0, BTreeMap::<String, usize>::new());
    for row in rows.records() {
        let row = row.expect("a row");
        let text = &texts[&row[column("transcript")]];
        let (start, end): (usize, usize) = (
            row[column("start_char")].parse().expect("an offset"),
            row[column("end_char")].parse().expect("an offset"),
        );
        let words: String = text[start..end].iter().collect();
        // A leading apostrophe guards what a spreadsheet would take for a formula.
        assert_eq!(row[column("text")].trim_start_matches('\''), words);
        *coders.entry(row[column("coder")].to_owned()).or_default() += 1;
        seen += 1;
    }
    assert!(seen > 600 && coders["Ana Whitfield"] >= 400 && coders["Ben Okafor"] >= 200, "{coders:?}");
}

#[test]
fn a_figure_is_written_for_a_journal_in_the_format_that_its_extension_names() {
    let folder = tempfile::tempdir().expect("a folder");
    let (at, sample) = (folder.path(), sample_path());
    let begins = |file: &str, words: &[u8]| fs::read(at.join(file)).expect("a figure").starts_with(words);
    for (file, words) in [("Fig1.tiff", &b"II*\0"[..]), ("Fig1.eps", b"%!PS-Adobe-3.0 EPSF"), ("Fig1.pdf", b"%PDF-")] {
        done(at, &["export", "figure", &sample, "-o", file, "--preset", "plos"]);
        assert!(begins(file, words), "{file}");
    }
    done(at, &["export", "figure", &sample, "-o", "m.svg", "--layout", "functions", "--level", "comb6"]);
    // The names of the window do as well, and what a place of print changes or leaves out is said.
    let says = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_colloquy"));
        command.current_dir(at).args(["export", "figure", &sample, "-o", "said.svg"]).args(arguments);
        let output = command.output().expect("it ends");
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    assert!(says(&["--preset", "Slide, 16:9"]).contains("side by side"));
    assert!(says(&["--layout", "flow", "--preset", "bmc", "--width", "8.5"]).contains("too narrow for codes"));
    refused(at, &["export", "figure", &sample, "-o", "x.svg", "--preset", "nature"], 2, "there is plos, bmc");
    refused(at, &["export", "manual", &sample, "-o", "x.docx", "--preset", "plos"], 2, "Only the figure");
}

#[test]
fn a_figure_for_which_nothing_is_asked_is_drawn_as_it_was_chosen_in_the_study() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    done(at, &["import", "s.colloquy", &sample_path()]);
    done(at, &["export", "figure", "s.colloquy", "-o", "usual.svg"]);
    let path = at.join("s.colloquy");
    {
        let mut open = OpenStudy::open(&path, Access::Write, "Ana").expect("opens");
        let board = open.study().boards_in_order().pop().expect("a board").clone();
        let chosen = FigureSettings {
            kind: FigureKind::ThemeMap,
            title: "Where it all hangs together".into(),
            number: "S3".into(),
            ..board.figure.clone().for_preset("thesis")
        };
        let entry = operations::set_figure(open.study(), &Stamp::now(None), board.id, chosen).expect("chosen");
        open.commit(entry).expect("committed");
    }
    done(at, &["export", "figure", "s.colloquy", "-o", "kept.svg"]);
    let svg = fs::read_to_string(at.join("kept.svg")).expect("the figure");
    assert!(svg.contains("Where it all hangs together"), "the title that was chosen");
    assert!(svg.contains("width=\"16cm\"") || svg.contains("width=\"453.5"), "as wide as a thesis: {}", &svg[..400]);
    // As text and back, the choices are the same; what is asked for on the line goes before them.
    done(at, &["export", "text", "s.colloquy", "-o", "text"]);
    done(at, &["export", "figure", "text", "-o", "again.svg"]);
    assert_eq!(fs::read_to_string(at.join("again.svg")).expect("the figure"), svg);
    done(at, &["export", "figure", "text", "-o", "boxes.svg", "--layout", "boxes", "--preset", "plos"]);
    let boxes = fs::read_to_string(at.join("boxes.svg")).expect("the figure");
    let usual = fs::read_to_string(at.join("usual.svg")).expect("the figure");
    let shapes = |svg: &str| svg.matches("<rect").count();
    assert_eq!(shapes(&boxes), shapes(&usual));
}

#[cfg(unix)]
#[test]
fn what_is_read_no_further_ends_without_a_word() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_colloquy"));
    command
        .args(["deidentify", &sample_path()])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped());
    let mut child = command.spawn().expect("started");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(141), ""));
}
