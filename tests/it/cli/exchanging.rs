//! Other programs' files, tables and transcripts of every format, in and out.

use super::*;
use colloquy::store::{Access, OpenStudy};

fn golden(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/refi").join(name).display().to_string()
}

fn report(folder: &Path, arguments: &[&str]) -> serde_json::Value {
    serde_json::from_str(&done(folder, arguments)).expect("JSON")
}

#[test]
fn a_project_of_another_program_comes_in_as_one_entry_and_goes_out_again() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    let strict = golden("spec-strict.qdpx");
    let would = done(folder, &["import", "new", &strict, "--dry-run", "--coder", "Me"]);
    assert!(would.contains("would bring 2 coders") && !folder.join("new.colloquy").exists(), "{would}");
    let made = report(folder, &["import", "new", &strict, "--json", "--coder", "Me"]);
    assert_eq!((&made["made"]["coding"], &made["made"]["transcript"]), (&7.into(), &3.into()), "{made}");
    assert!(made["losses"].as_array().is_some_and(|losses| losses.iter().any(|loss| loss["element"] == "Graph")));
    let log = done(folder, &["log", "new.colloquy"]);
    assert_eq!(log.matches("Imported").count(), 1, "{log}");
    let again = done(folder, &["import", "new.colloquy", &strict]);
    assert!(again.contains("brought nothing that is not here already"), "{again}");
    done(folder, &["export", "refi", "new.colloquy", "-o", "out.qdpx", "--dry-run"]);
    assert!(!folder.join("out.qdpx").exists());
    for profile in ["standard", "nvivo", "atlas", "maxqda"] {
        done(folder, &["export", "refi", "new.colloquy", "-o", "out.qdpx", "--profile", profile]);
        let name = format!("back {profile}");
        let back = report(folder, &["import", &name, "out.qdpx", "--json", "--coder", "Me"]);
        assert_eq!((&back["made"]["coding"], &back["made"]["transcript"]), (&7.into(), &3.into()), "{profile}: {back}");
        done(folder, &["check", &format!("{name}.colloquy")]);
    }
    refused(folder, &["import", "new.colloquy", &golden("hostile.qdpx")], 1, "nothing in the study has changed");
    refused(folder, &["export", "refi", "new.colloquy", "-o", "x.zip"], 2, "ends in .qdpx");
    done(folder, &["export", "codebook", "new.colloquy", "-o", "codes.qdc"]);
    let codes = done(folder, &["import", "new.colloquy", "codes.qdc"]);
    assert!(codes.contains("nothing that is not here already"), "{codes}");
}

#[test]
fn a_dry_run_reads_a_study_that_is_open_elsewhere_and_says_what_a_file_was_read_as() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    done(folder, &["new", "study", "--title", "Talks", "--coder", "Ann"]);
    fs::write(folder.join("Gespräch.txt"), [TALK.as_bytes(), b"P2: Sch\xf6n, sch\xf6n war es nicht.\n"].concat())
        .expect("written");
    let elsewhere = OpenStudy::open(&folder.join("study.colloquy"), Access::Write, "Ben").expect("opens");
    refused(folder, &["import", "study.colloquy", "Gespräch.txt"], 1, "Ben");
    let told = done(folder, &["import", "study.colloquy", "Gespräch.txt", "--dry-run"]);
    assert!(told.contains("(plain text, Western European (Windows)): 7 turns"), "{told}");
    assert!(told.contains("Nothing was added"), "{told}");
    let told = done(folder, &["import", "study.colloquy", &golden("spec-strict.qdpx"), "--dry-run"]);
    assert!(told.contains("would bring 1 coder"), "{told}");
    assert_eq!(elsewhere.study().transcripts().len(), 0);
    drop(elsewhere);
    assert_eq!(done(folder, &["log", "study.colloquy"]).lines().filter(|line| line.contains("Added")).count(), 0);
}

#[test]
fn characteristics_come_from_a_table_and_a_row_about_nobody_is_told() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    fs::write(folder.join("talk.txt"), TALK).expect("written");
    done(folder, &["new", "study", "--title", "Talks", "--coder", "Ann"]);
    done(folder, &["import", "study.colloquy", "talk.txt", "--group", "FG1"]);
    let table = "Who;Group;Age;Region;Joined\nparticipant 1;FG1;34;North;2024-02-01\nP2;FG1;41;South;2023-11-30\nP9;FG1;20;North;2020-01-01\n";
    fs::write(folder.join("people.csv"), table).expect("written");
    let made = report(folder, &["import", "study.colloquy", "people.csv", "--json"]);
    assert_eq!((&made["made"]["attribute"], made["made"]["participant"].is_null()), (&3.into(), true), "{made}");
    assert!(made["losses"][0]["what"].as_str().is_some_and(|what| what.contains("P9")), "{made}");
    let again = done(folder, &["import", "study.colloquy", "people.csv"]);
    assert!(again.contains("nothing that is not here already"), "{again}");
    fs::write(folder.join("people.csv"), table.replace("North;2024", "West;2024")).expect("written");
    let kept = done(folder, &["import", "study.colloquy", "people.csv"]);
    assert!(kept.contains("the study keeps its own"), "{kept}");
    done(folder, &["import", "study.colloquy", "people.csv", "--update"]);
    done(folder, &["export", "participants", "study.colloquy", "-o", "table.csv"]);
    let printed = fs::read_to_string(folder.join("table.csv")).expect("a table");
    assert!(printed.contains("Region,West,1,") && printed.contains("Region,North,0,"), "{printed}");
    fs::write(folder.join("files.csv"), "file,Mode\ntalk,online\n").expect("written");
    done(folder, &["import", "study.colloquy", "files.csv", "--attributes-of", "transcripts"]);
    refused(folder, &["import", "study.colloquy", "files.csv", "--match", "Nowhere"], 1, "no column of the table");
    done(folder, &["check", "study.colloquy"]);
}

#[test]
fn the_columns_of_a_table_decide_what_they_hold_and_a_person_may_say_otherwise() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    fs::write(folder.join("talk.txt"), TALK).expect("written");
    done(folder, &["new", "study", "--title", "Talks", "--coder", "Ann"]);
    done(folder, &["import", "study", "talk.txt", "--group", "FG1"]);
    let table = "Members of the groups;;;;;\nWho;Group;Rating;Joined;Seen;Why\n\
                 participant 1;FG1;3,5;1.2.2024;01/02/2024;A friend who had been before told me that it had helped her a lot.\n\
                 P2;FG1;2;30.11.2023;03/04/2024;I came by bus.\n";
    fs::write(folder.join("people.csv"), table).expect("written");
    let told = done(folder, &["import", "study", "people.csv", "--dry-run"]);
    assert!(told.contains("2 of 2 are somebody"), "{told}");
    assert!(told.contains("Rating: number, Joined: date, Seen: text, Why: text"), "{told}");
    assert!(told.contains("day first or month first"), "{told}");
    done(folder, &["import", "study", "people.csv", "--kind", "seen=date", "--kind", "Rating=category"]);
    let open = OpenStudy::open(&folder.join("study.colloquy"), Access::Read, "").expect("opens");
    let p2 = open.study().participants().find(|one| one.label == "P2").expect("P2");
    let mut values: Vec<String> =
        p2.attributes.values().map(|value| serde_json::to_string(value).expect("JSON")).collect();
    values.sort();
    let expected = [
        "{\"Category\":\"2\"}",
        "{\"Date\":\"2023-11-30\"}",
        "{\"Date\":\"2024-04-03\"}",
        "{\"Text\":\"I came by bus.\"}",
    ];
    assert_eq!(values, expected);
    drop(open);
    refused(folder, &["import", "study", "people.csv", "--kind", "Seen=day"], 2, "number, date, category or text");
    // Of a workbook, the sheet that names the people; another when that is said.
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in [
        ("Notes", [["Read", "this"], ["first", "please"]]),
        ("People", [["Name", "Age"], ["P2", "41"]]),
        ("Old", [["Name", "Age"], ["P2", "40"]]),
    ] {
        let sheet = book.add_worksheet().set_name(name).expect("a name");
        for (at, row) in rows.iter().enumerate() {
            for (column, words) in row.iter().enumerate() {
                sheet
                    .write(u32::try_from(at).expect("small"), u16::try_from(column).expect("small"), *words)
                    .expect("a cell");
            }
        }
    }
    book.save(folder.join("people.xlsx")).expect("saved");
    let told = done(folder, &["import", "study", "people.xlsx", "--dry-run"]);
    assert!(told.contains("Only the sheet “People” was read; there are others: Notes, Old."), "{told}");
    let told = done(folder, &["import", "study", "people.xlsx", "--dry-run", "--sheet", "old"]);
    assert!(told.contains("Only the sheet “Old” was read"), "{told}");
    refused(folder, &["import", "study", "people.xlsx", "--sheet", "New"], 1, "Its sheets are: Notes, People, Old.");
}

#[test]
fn transcripts_of_many_formats_come_in_together_or_not_at_all() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    done(folder, &["new", "study", "--title", "Talks", "--coder", "Ann"]);
    fs::write(
        folder.join("a.rtf"),
        r"{\rtf1 {\b Ann:} Tea?\par {\b Ben:} Yes.\par {\b Ann:} Now?\par {\b Ben:} No.\par}",
    )
    .expect("written");
    fs::write(folder.join("b.html"), "<html><body><p>Ann: Tea?<p>Ben: Yes.<p>Ann: Cake?<p>Ben: No.</html>")
        .expect("written");
    fs::write(
        folder.join("c.json"),
        r#"[{"speaker":"Ann","text":"Tea and cake?","start":1},{"speaker":"Ben","text":"Yes."}]"#,
    )
    .expect("written");
    fs::write(folder.join("d.json"), "{}").expect("written");
    let files = ["a.rtf", "b.html", "c.json"];
    let all: Vec<&str> = ["import", "study.colloquy"].into_iter().chain(files).chain(["d.json"]).collect();
    refused(folder, &all, 1, "JSON without turns");
    assert!(
        !done(folder, &["log", "study.colloquy"]).contains("Added the transcript"),
        "one that cannot be read stops all"
    );
    let told: Vec<&str> = all.iter().copied().filter(|file| *file != "d.json").collect();
    let said = done(folder, &told);
    assert_eq!(said.matches("2 speakers").count(), 3, "{said}");
    assert_eq!(done(folder, &["log", "study.colloquy"]).matches("Added the transcript").count(), 3);
    let talks = folder.join("talks");
    fs::create_dir(&talks).expect("a folder");
    fs::write(talks.join("e.txt"), TALK).expect("written");
    fs::copy(folder.join("d.json"), talks.join("d.json")).expect("copied");
    fs::copy(folder.join("a.rtf"), talks.join("again.rtf")).expect("copied");
    let said = done(folder, &["import", "study.colloquy", "talks"]);
    assert!(
        said.contains("e (plain text, Unicode (UTF-8)): 6 turns") && said.contains("“d.json” was not added"),
        "{said}"
    );
    assert!(said.contains("again is in the study already"), "{said}");
    assert_eq!(done(folder, &["log", "study.colloquy"]).matches("Added the transcript").count(), 4);
}

#[test]
fn codings_as_json_lines_say_the_same_as_the_table() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    let sample = sample_path();
    done(folder, &["export", "codings", &sample, "-o", "c.jsonl"]);
    done(folder, &["export", "codings", &sample, "-o", "c.csv"]);
    let lines = fs::read_to_string(folder.join("c.jsonl")).expect("lines");
    let lines: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let table = fs::read(folder.join("c.csv")).expect("a table");
    let mut reader = csv::Reader::from_reader(table.strip_prefix(b"\xef\xbb\xbf").expect("a mark"));
    let heads = reader.headers().expect("heads").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(lines.len(), rows.len());
    for (line, row) in lines.iter().zip(&rows) {
        for (head, cell) in heads.iter().zip(row) {
            let value = &line[head];
            let said = if value.is_null() { String::new() } else { value.to_string() };
            // The table puts an apostrophe before what a spreadsheet would take for a formula.
            let said = value.as_str().map_or(said, str::to_owned);
            assert_eq!(said, cell.strip_prefix('\'').filter(|_| !said.starts_with('\'')).unwrap_or(cell), "{head}");
        }
        assert!(line["start_char"].as_u64() < line["end_char"].as_u64());
    }
}

#[test]
fn coded_transcripts_have_a_comment_for_each_coding_and_a_number_elsewhere() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    let codings = done(folder, &["export", "codings", &sample_path(), "-o", "c.jsonl"]);
    assert!(codings.contains("Wrote"), "{codings}");
    let lines = fs::read_to_string(folder.join("c.jsonl")).expect("the codings");
    let of_one = lines.lines().filter(|line| line.contains("\"transcript\":\"Focus Group 1\"")).count();
    for (file, part, mark) in [
        ("c.docx", "word/comments.xml", "<w:comment "),
        ("c.docx", "word/document.xml", "<w:commentRangeEnd "),
        ("c.odt", "content.xml", "<office:annotation "),
        ("c.odt", "content.xml", "<office:annotation-end "),
    ] {
        done(folder, &["export", "coded-transcripts", &sample_path(), "-o", file, "--transcripts", "Focus Group 1"]);
        let mut zip = zip::ZipArchive::new(fs::File::open(folder.join(file)).expect("the file")).expect("a zip");
        let words = std::io::read_to_string(zip.by_name(part).expect("the part")).expect("text");
        assert_eq!(words.matches(mark).count(), of_one, "{file}: {mark}");
    }
    done(folder, &["export", "coded-transcripts", &sample_path(), "-o", "c.html", "--transcripts", "Focus Group 1"]);
    let page = fs::read_to_string(folder.join("c.html")).expect("the page");
    assert!(page.contains(&format!("<sup>[{of_one}")) && !page.contains(&format!("<sup>[{}\u{2060}", of_one + 1)));
    refused(
        folder,
        &["export", "coded-transcripts", &sample_path(), "-o", "c.pdf", "--transcripts", "Nowhere"],
        1,
        "Nowhere",
    );
    refused(folder, &["export", "coded-transcripts", &sample_path(), "-o", "c.xlsx"], 2, "name a file that ends in");
}

/// The name of every code with how deep it lies, in the order of the tree.
fn tree(folder: &Path, study: &str) -> Vec<(usize, String)> {
    use colloquy::study::{Code, Id, Study};
    fn walk(study: &Study, under: Option<Id<Code>>, depth: usize, told: &mut Vec<(usize, String)>) {
        for code in study.codes_under(under) {
            told.push((depth, code.name.clone()));
            walk(study, Some(code.id), depth + 1, told);
        }
    }
    let open = OpenStudy::open(&folder.join(study), Access::Read, "").expect("opens");
    let mut told = Vec::new();
    walk(open.study(), None, 0, &mut told);
    told
}

/// A Word document with these tables, each a list of rows; a cell that is `None` goes on from the one above it.
fn word_document(path: &Path, tables: &[&[&[Option<&str>]]]) {
    use std::io::Write as _;
    let cell = |words: &Option<&str>| match words {
        Some(words) => {
            let lines: String = words.lines().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")).collect();
            format!("<w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>{lines}</w:tc>")
        }
        None => "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>".to_owned(),
    };
    let row = |row: &&[Option<&str>]| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>());
    let tables: String = tables
        .iter()
        .map(|table| {
            format!(
                "<w:p><w:r><w:t>Between</w:t></w:r></w:p><w:tbl>{}</w:tbl>",
                table.iter().map(row).collect::<String>()
            )
        })
        .collect();
    let mut zip = zip::ZipWriter::new(fs::File::create(path).expect("a file"));
    let options = zip::write::SimpleFileOptions::default();
    for (name, words) in [
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>".to_owned()),
        ("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>".to_owned()),
        ("word/document.xml", format!("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{tables}</w:body></w:document>")),
    ] {
        zip.start_file(name, options).expect("a part");
        zip.write_all(words.as_bytes()).expect("written");
    }
    zip.finish().expect("a document");
}

#[test]
fn a_codebook_comes_from_the_tables_of_a_document() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    // Themes in merged cells, over two tables under the same heads.
    let head: &[Option<&str>] = &[Some("Theme"), Some("Code"), Some("Definition"), Some("Illustrative quote")];
    word_document(
        &folder.join("codes.docx"),
        &[
            &[
                head,
                &[Some("Trust"), Some("Keeping faith"), Some("Stays.\nNo matter what."), Some("“They stayed.”")],
                &[None, Some("Losing faith"), Some("Leaves."), Some("“They left.”")],
            ],
            &[head, &[Some("Money"), Some("Short of it"), Some("Too little."), Some("")]],
            &[&[Some("Who"), Some("When")], &[Some("Ann"), Some("Monday")]],
        ],
    );
    let report = report(folder, &["import", "study", "codes.docx", "--json", "--coder", "Me"]);
    assert_eq!((report["made"]["code"].as_u64(), report["made"]["transcript"].as_u64()), (Some(5), None), "{report}");
    let names =
        |told: &[(usize, &str)]| told.iter().map(|(depth, name)| (*depth, (*name).to_owned())).collect::<Vec<_>>();
    let expected = [(0, "Trust"), (1, "Keeping faith"), (1, "Losing faith"), (0, "Money"), (1, "Short of it")];
    assert_eq!(tree(folder, "study.colloquy"), names(&expected));
    let again = done(folder, &["import", "study", "codes.docx"]);
    assert!(again.contains("nothing that is not here already"), "{again}");
    // The same document as a transcript, when that is said; and one that is none, when a codebook is asked for.
    let told = done(folder, &["import", "study", "codes.docx", "--as", "transcript", "--dry-run"]);
    assert!(told.starts_with("codes (a Word document)"), "{told}");
    fs::write(folder.join("talk.txt"), TALK).expect("written");
    refused(
        folder,
        &["import", "study", "talk.txt", "--as", "codebook"],
        1,
        "heads such as Code (or Theme) and Definition",
    );
    // A transcript in a table stays one, whatever its heads.
    word_document(
        &folder.join("talk.docx"),
        &[&[
            &[Some("Name"), Some("Comment")],
            &[Some("Ann"), Some("Tea?")],
            &[Some("Ben"), Some("Yes.")],
            &[Some("Ann"), Some("Now?")],
            &[Some("Ben"), Some("No.")],
        ]],
    );
    let told = done(folder, &["import", "study", "talk.docx", "--dry-run"]);
    assert!(told.starts_with("talk (a Word document)"), "{told}");
}

#[test]
fn the_table_of_codes_of_our_own_manual_is_a_codebook_again() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    let sample = sample_path();
    let (study, _) = colloquy::store::text_form::read(Path::new(&sample)).expect("the sample");
    for end in ["docx", "odt", "html"] {
        let file = format!("manual.{end}");
        done(folder, &["export", "manual", &sample, "-o", &file, "--codes", "table"]);
        done(folder, &["import", end, &file, "--coder", "Me"]);
        let told = tree(folder, &format!("{end}.colloquy"));
        assert_eq!(told.len(), study.codes().len(), "{end}: {told:?}");
        let deepest = told.iter().map(|(depth, _)| *depth).max();
        let known = study.codes().filter(|code| code.parent.is_some()).count();
        assert_eq!((told.iter().filter(|(depth, _)| *depth > 0).count(), deepest.is_some()), (known, true), "{end}");
    }
}

/// Codes that are here are used, unless copies are asked for: then all come again, under a code with the file's name.
#[test]
fn a_codebook_is_used_or_copied() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    fs::write(folder.join("book.csv"), "Code,Parent,Definition\nCold,,It is cold\nFrost,Cold,Below zero\n")
        .expect("written");
    let count = |study: &str| {
        let out = folder.join("out.csv").display().to_string();
        done(folder, &["export", "codebook", study, "-o", &out.replace(".csv", ".qdc")]);
        fs::read_to_string(folder.join("out.qdc")).expect("a codebook").matches("<Code ").count()
    };
    done(folder, &["import", "s", "book.csv", "--coder", "Me"]);
    let told = done(folder, &["import", "s", "book.csv", "--coder", "Me", "--codes", "reuse"]);
    assert!(told.contains("nothing that is not here already"), "{told}");
    assert_eq!(count("s.colloquy"), 2);
    let told = done(folder, &["import", "s", "book.csv", "--coder", "Me", "--codes", "copy"]);
    assert!(told.contains("brought 3 codes"), "{told}");
    done(folder, &["import", "s", "book.csv", "--coder", "Me", "--codes", "copy"]);
    assert_eq!(count("s.colloquy"), 8);
    let text = done(folder, &["log", "s.colloquy"]);
    assert!(text.contains("3 codes"), "{text}");
    // A codebook with GUIDs is copied with ids of its own.
    done(folder, &["import", "s", "out.qdc", "--coder", "Me", "--codes", "copy"]);
    assert_eq!(count("s.colloquy"), 8 + 1 + 8);
    fs::write(folder.join("talk.txt"), TALK).expect("written");
    refused(folder, &["import", "s", "talk.txt", "--codes", "copy"], 2, "for a codebook");
}

/// Transcripts want a study to be added to; a folder of them, too.
#[test]
fn transcripts_without_a_study_say_how_to_begin_one() {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path();
    fs::create_dir(folder.join("talks")).expect("a folder");
    fs::write(folder.join("talks/talk.txt"), TALK).expect("written");
    refused(folder, &["import", "new", "talks"], 1, "colloquy new new --title");
    refused(folder, &["import", "new", "talks/talk.txt"], 1, "colloquy new new --title");
    assert!(!folder.join("new.colloquy").exists());
}
