//! What authors add for print: answers to checklists, and their own words in quotations.

use super::*;
use colloquy::{
    operations::{put_bracket, remove},
    study::{BracketPlace, Study},
    text::Span,
};

/// A file of the sample under this name.
fn sample_in(folder: &Path) -> String {
    let open = sample::file(folder);
    drop(open);
    "sample.colloquy".to_owned()
}

#[test]
fn a_checklist_is_answered_item_by_item_kept_and_printed_in_every_format() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    let study = sample_in(folder);
    let listed = done(folder, &["answer", &study]);
    assert!(listed.contains(" 4. Gender [asked]"), "{listed}");
    done(folder, &["answer", &study, "4", "Both researchers are women.", "--page", "7"]);
    done(
        folder,
        &["answer", &study, "23", "Transcripts were not returned, for want of addresses.", "--not-applicable"],
    );
    done(folder, &["answer", &study, "27", "--page", "9–10"]);
    done(folder, &["answer", &study, "3", "Authors’ own.", "--checklist", "srqr"]);
    let told: serde_json::Value = serde_json::from_str(&done(folder, &["answer", &study, "--json"])).expect("JSON");
    assert_eq!((&told[3]["stands"], &told[3]["page"]), (&"answered".into(), &"7".into()), "{told}");
    assert_eq!(told[22]["stands"], "does not apply");
    assert_eq!((&told[26]["stands"], &told[26]["page"]), (&"from the study".into(), &"9–10".into()));
    for format in ["md", "html", "tex", "docx", "odt", "pdf", "xlsx"] {
        let name = format!("coreq.{format}");
        done(folder, &["export", "checklist", &study, "-o", &name]);
        let words = text_of(&folder.join(&name));
        for wanted in ["Both researchers are women.", "for want of addresses", "9–10"] {
            let wanted = if format == "tex" { wanted.replace('–', "--") } else { wanted.to_owned() };
            assert!(words.contains(&wanted) || words.contains(&wanted.replace("--", "–")), "{format}: {wanted}");
        }
        assert!(!words.contains("What is their gender?"), "{format}: what is answered is asked no more");
    }
    let log = done(folder, &["log", &study]);
    assert!(log.contains("Answered COREQ item 4") && log.contains("Said why COREQ item 23 does not apply"), "{log}");
    done(folder, &["answer", &study, "4", "--clear"]);
    assert!(done(folder, &["answer", &study]).contains(" 4. Gender [asked]"));
    refused(folder, &["answer", &study, "33", "?"], 1, "its items are 1 to 32");
    refused(folder, &["answer", &study, "4"], 2, "Nothing was changed");
    done(folder, &["export", "text", &study, "-o", "text"]);
    assert!(fs::read_to_string(folder.join("text/checklists.ron")).expect("kept").contains("for want of addresses"));
    done(folder, &["check", &study]);
}

/// What a reader finds in a file.
fn text_of(path: &Path) -> String {
    let bytes = fs::read(path).expect("there");
    match path.extension().and_then(|one| one.to_str()) {
        Some("docx" | "odt" | "xlsx") => {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
            let mut words = String::new();
            for at in 0..archive.len() {
                let mut part = archive.by_index(at).expect("a part");
                if part.name().expect("a name").ends_with(".xml") {
                    let mut text = String::new();
                    _ = std::io::Read::read_to_string(&mut part, &mut text);
                    words.push_str(&text);
                }
            }
            words
        }
        Some("pdf") => {
            let read = colloquy::analysis::manuscript::read_manuscript("a.pdf", &bytes).expect("read");
            read.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join(" ")
        }
        _ => String::from_utf8(bytes).expect("text"),
    }
}

#[test]
fn what_the_checklist_says_of_groups_and_memos_is_as_people_say_it() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    let study = sample_in(folder);
    let coreq = done(folder, &["answer", &study]);
    assert!(coreq.contains("Each of the 6 groups had a moderator"), "{coreq}");
    let memos = {
        let open = OpenStudy::open(&folder.join(&study), Access::Read, "").expect("open");
        let study = open.study();
        study.memos().len() + study.codings().filter(|coding| !coding.memo.is_empty()).count()
    };
    let rtarg = done(folder, &["answer", &study, "--checklist", "rtarg"]);
    assert!(rtarg.contains(&format!("{memos} memos")), "{memos}: {rtarg}");
}

/// Some words of an example of the first code that has one, and where they stand.
fn quoted(study: &Study) -> (colloquy::study::Id<colloquy::study::Transcript>, Vec<Span>) {
    let code = study.code_tree().into_iter().map(|(_, code)| code).find(|code| !code.exemplars.is_empty());
    let exemplar = &code.expect("an example").exemplars[0];
    let text = study.text(exemplar.transcript);
    let said = exemplar.span.of(text).expect("words");
    let start = |word: &str| exemplar.span.start + (word.as_ptr() as usize - said.as_ptr() as usize);
    let span = |word: &str| Span { start: start(word), end: start(word) + word.len() };
    let words = said.split_whitespace().filter(|word| word.chars().all(char::is_alphabetic));
    (exemplar.transcript, words.map(span).collect())
}

#[test]
fn the_authors_words_in_a_quotation_are_printed_apart_and_verified_as_marked() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    let path = sample_in(folder);
    let mut open = OpenStudy::open(&folder.join(&path), Access::Write, "a test").expect("open");
    let (transcript, words) = quoted(open.study());
    let said = open.study().text(transcript).to_owned();
    assert!(words.len() > 8, "{words:?}");
    for (word, place, put) in [
        (words[2], BracketPlace::Instead, "[the nurse on duty]"),
        (words[4], BracketPlace::After, "with it"),
        (Span { start: words[6].start, end: words[7].end }, BracketPlace::Instead, ""),
    ] {
        let entry = put_bracket(open.study(), &Stamp::now(None), transcript, word, place, put).expect("planned");
        open.commit(entry).expect("committed");
    }
    let (first, id) = {
        let bracket = open.study().brackets().next().expect("kept");
        (bracket.printed(), bracket.id)
    };
    assert_eq!(open.study().text(transcript), said, "the transcript is as it was");
    drop(open);
    for (output, name, formats) in
        [("quotes", "book", &["md", "docx", "pdf"][..]), ("manual", "manual", &["md", "html", "odt", "tex"])]
    {
        for format in formats {
            let file = format!("{name}.{format}");
            done(folder, &["export", output, &path, "-o", &file]);
            let words = text_of(&folder.join(&file));
            assert!(words.contains("the nurse on duty") && words.contains("with it"), "{file}");
        }
        let markdown = fs::read_to_string(folder.join(format!("{name}.md"))).expect("written");
        assert!(markdown.contains("*[the nurse on duty]*") || markdown.contains("*\\[the nurse on duty\\]*"));
        assert!(markdown.contains("square brackets and italics"), "the reader is told whose they are: {name}");
    }
    let table = done(folder, &["export", "quotes", &path, "-o", "book.csv"]);
    assert!(table.is_empty() || table.contains("book.csv"));
    let rows = fs::read_to_string(folder.join("book.csv")).expect("written");
    assert!(rows.contains("[the nurse on duty]"), "printed has them");
    let output = colloquy(folder, &["verify", &path, "book.docx", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&printed(&output)).expect("JSON");
    let marked = told["quotations"].as_array().expect("quotations").iter();
    let marked: Vec<&str> = marked
        .filter(|one| one["words"].as_str().is_some_and(|words| words.contains("[the nurse on duty]")))
        .filter_map(|one| one["finding"].as_str())
        .collect();
    assert!(!marked.is_empty() && marked.iter().all(|finding| *finding == "editorial"), "{marked:?}");
    assert_eq!(told["altered"], 0, "{told}");
    let mut open = OpenStudy::open(&folder.join(&path), Access::Write, "a test").expect("open");
    let entry = remove(open.study(), &Stamp::now(None), transcript.key()).expect("planned");
    open.commit(entry).expect("committed");
    assert!(open.study().get(id).is_none(), "{first} goes with its transcript");
}

#[test]
fn the_manual_counts_what_themes_and_figures_count_and_says_what_it_is() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    let path = sample_in(folder);
    done(folder, &["export", "manual", &path, "-o", "manual.md", "--counts", "spread"]);
    let manual = fs::read_to_string(folder.join("manual.md")).expect("written");
    assert!(manual.contains("what two coders, or two codes, have on the same words counts once"), "the legend");
    let open = OpenStudy::open(&folder.join(&path), Access::Read, "").expect("open");
    let study = open.study();
    let mut told_twice = 0;
    for (_, code) in study.code_tree() {
        let found = colloquy::analysis::extracts_of(study, study.code_and_below(code.id));
        let wanted = format!("({}, {}, {})", found.count(), found.speakers.len(), found.groups.len());
        let line = manual.lines().find(|line| line.contains(&code.name) && line.contains(&wanted));
        assert!(line.is_some(), "{} {wanted}", code.name);
        let codings = colloquy::analysis::count_codes(study, None);
        let codings = codings.with_below(code.id).map_or(0, |spread| spread.codings);
        told_twice += usize::from(codings != found.count());
    }
    assert!(told_twice > 5, "the sample was coded by two");
}

/// Holds files against the schemas of Office Open XML and OpenDocument with `openxml-audit` (`pip install openxml-audit`), where
/// it is on the path or named by `OPENXML_AUDIT`; does nothing where it is not.
#[test]
fn documents_are_valid_by_the_schemas_of_their_formats() {
    let auditor = std::env::var_os("OPENXML_AUDIT").unwrap_or_else(|| "openxml-audit".into());
    if Command::new(&auditor).arg("--version").output().is_err() {
        eprintln!("skipped: there is no openxml-audit here");
        return;
    }
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    let study = sample_in(folder);
    done(folder, &["answer", &study, "4", "Two women.\nAnd a man.", "--page", "7"]);
    for (output, more) in [
        ("manual", &["--columns", "1,2,3,4,5,6,7,8,9,10,11", "--counts", "spread", "--codes", "table"][..]),
        ("quotes", &["--words", "20", "--without-asides"]),
        ("checklist", &[]),
        ("participants", &[]),
        ("interventions", &[]),
        ("board", &[]),
        ("review", &[]),
        ("double-coding", &[]),
    ] {
        for format in ["docx", "odt", "xlsx"] {
            let name = format!("{output}.{format}");
            done(folder, &[&["export", output, &study, "-o", &name][..], more].concat());
            let audit = Command::new(&auditor).arg(folder.join(&name)).output().expect("it ran");
            let told = String::from_utf8_lossy(&audit.stdout);
            assert!(audit.status.success() && told.contains("Errors: 0"), "{name}: {told}");
        }
    }
}
