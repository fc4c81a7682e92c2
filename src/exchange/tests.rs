//! Whole ways through: other programs' files in, and out again. The expected figures of the made files are those that were
//! written beside them by whoever made them (`*.expected.json` of the same names).

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use proptest::prelude::*;

use super::{Incoming, MemoAbout, Profile, adopt, recognised, write_codebook, write_project};
use crate::{
    journal::{Stamp, apply},
    operations,
    store::text_form,
    study::{Coder, Details, Id, Kind, Record, Study},
};

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/refi").join(name)
}

/// A file among what stands beside the project; `None`, said, where that is not there.
fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(name);
    if !path.exists() {
        println!("skipped: no ../shared");
    }
    path.exists().then_some(path)
}

fn read(path: &Path) -> Incoming {
    recognised(path).expect("known").unwrap_or_else(|why| panic!("{why}"))
}

/// A new study by somebody, with a file brought in.
fn with(incoming: &Incoming) -> (Study, Id<Coder>) {
    let begun = operations::begin_study(&Stamp::now(None), "New", Some("Importer")).expect("begun");
    let study = apply(&Study::default(), &begun).expect("begun");
    let me = study.coders().next().expect("me").id;
    let (entry, _) = adopt(&study, &Stamp::now(Some(me)), incoming).expect("adopted");
    let study = entry.map_or_else(|| study.clone(), |entry| apply(&study, &entry).expect("sound"));
    let (again, told) = adopt(&study, &Stamp::now(Some(me)), incoming).expect("adopted");
    assert!(again.is_none(), "a second time brings nothing: {:?}", told.made);
    (study, me)
}

fn words(incoming: &Incoming, at: usize) -> &str {
    let coding = &incoming.codings[at];
    coding.span.of(&incoming.transcripts[coding.transcript].text).expect("words")
}

fn path(incoming: &Incoming, code: usize) -> Vec<&str> {
    let code = &incoming.codes[code];
    let mut path = code.parent.map_or_else(Vec::new, |parent| path(incoming, parent));
    path.push(&code.name);
    path
}

#[test]
fn nvivos_places_are_read_for_what_they_are_on_both_its_platforms() {
    let text = "Anna 👩‍🌾 speaks.\nShe said: “we felt safe” 😀 here.\nA naïve Ω line, 𝒳 marks it.\nEnd.";
    let quotes = ["safe", "here", "naïve Ω line", "marks it", "End."];
    for name in ["nvivo-windows-shape.qdpx", "nvivo-mac-shape.qdpx"] {
        let incoming = read(&golden(name));
        assert_eq!(incoming.transcripts[0].text, text, "{name}");
        let read: Vec<&str> = (0..incoming.codings.len()).map(|at| words(&incoming, at)).collect();
        assert_eq!(read, quotes, "{name}");
        with(&incoming);
    }
    let windows = read(&golden("nvivo-windows-shape.qdpx"));
    let paths: Vec<Vec<&str>> = windows.codings.iter().map(|coding| path(&windows, coding.code)).collect();
    let (plain, other) = (vec!["Themes", "Trust"], vec!["Themes", "Other", "Trust"]);
    assert_eq!(paths, [plain.clone(), other.clone(), plain.clone(), other, plain]);
    assert!(windows.codings.iter().all(|coding| windows.people[coding.person.expect("somebody")].name == "Coder B"));
    assert!(windows.codes.iter().all(|code| code.name != "Case Anna"), "the case is no code");
    let (study, _) = with(&windows);
    let anna = study.participants().find(|one| one.label == "Case Anna").expect("a case");
    assert_eq!(anna.attributes.len(), 1);
    let mac = read(&golden("nvivo-mac-shape.qdpx"));
    assert_eq!(mac.memos.iter().map(|memo| memo.text.as_str()).collect::<Vec<_>>(), ["A free memo.\n"]);
    assert_eq!(mac.transcripts[0].values.len(), 1, "a value of the document itself");
}

#[test]
fn what_the_standard_says_is_read_to_the_letter() {
    let incoming = read(&golden("spec-strict.qdpx"));
    let by = |at: usize| incoming.people[incoming.codings[at].person.expect("somebody")].name.as_str();
    let code = |at: usize| incoming.codes[incoming.codings[at].code].name.as_str();
    let first: Vec<(&str, &str, &str)> = (0..4).map(|at| (words(&incoming, at), code(at), by(at))).collect();
    assert_eq!(
        first,
        [
            ("we felt safe", "Trust", "Ann"),
            ("we felt safe", "Trust", "Bob"),
            ("we felt safe", "Safety", "Bob"),
            ("felt safe” 😀 here", "Safety", "Ann"),
        ]
    );
    let rest: Vec<&str> = (5..7).map(|at| words(&incoming, at)).collect();
    assert_eq!(rest, ["x", "world"], "a text within the project, and a stretch of a recording's transcript");
    assert_eq!(incoming.codes[1].colour.map(String::from).as_deref(), Some("#00AAFF"));
    assert_eq!(path(&incoming, 2), ["Folder", "Trust", "Safety"]);
    let noted = incoming.memos.iter().find(|memo| memo.text == "no code here").expect("a note on words without a code");
    assert!(
        matches!(noted.about, MemoAbout::Passage(0, span) if span.of(&incoming.transcripts[0].text) == Some("End."))
    );
    let anna = &incoming.cases[0];
    assert_eq!(
        (anna.label.as_str(), anna.notes.as_str(), anna.values.len()),
        ("Anna", "a person", 5),
        "a missing value is none"
    );
    for element in ["Link", "Set", "Graph", "AudioSource"] {
        assert!(incoming.losses.iter().any(|loss| loss.element == element && !loss.id.is_empty()), "{element} is told");
    }
    with(&incoming);
}

#[test]
fn atlas_and_maxqda_have_their_own_ways() {
    let atlas = read(&golden("atlas-shape.qdpx"));
    let quotes: Vec<&str> = (0..atlas.codings.len()).map(|at| words(&atlas, at)).collect();
    assert_eq!(
        quotes,
        ["granola", "granola"],
        "a quotation of a PDF is coded once, though it stands twice in the file"
    );
    with(&atlas);
    let maxqda = read(&golden("maxqda-shape.qdpx"));
    let titles: Vec<&str> = maxqda.transcripts.iter().map(|one| one.title.as_str()).collect();
    assert_eq!(titles, ["Interview", "Interview"]);
    assert!(maxqda.cases.is_empty(), "a case without a name is the document's");
    assert_eq!(maxqda.transcripts[0].values.len(), 1);
    let at = |text: &str| {
        let memo = maxqda.memos.iter().find(|memo| memo.text == text).expect("a memo");
        match memo.about {
            MemoAbout::Passage(on, span) => span.of(&maxqda.transcripts[on].text).expect("words"),
            _ => panic!("{text} is on a passage: {:?}", memo.about),
        }
    };
    assert_eq!((at("comment without code"), at("memo at four")), ("three", "four"));
    with(&maxqda);
}

#[test]
fn codebooks_of_five_programs_are_read() {
    for (name, codes) in [
        ("atlas-0-4-namespace.qdc", 4),
        ("nvivo-1-0-colon-namespace.qdc", 2),
        ("taguette-empty-sets.qdc", 1),
        ("qualcoder-bom-crlf.qdc", 2),
        ("openqda-rgba.qdc", 1),
    ] {
        let incoming = read(&golden(name));
        assert_eq!(incoming.codes.len(), codes, "{name}");
        with(&incoming);
    }
    let rgba = read(&golden("openqda-rgba.qdc"));
    assert_eq!(rgba.codes[0].colour.map(String::from).as_deref(), Some("#C88281"));
}

#[test]
fn a_hostile_project_is_refused_in_a_sentence() {
    let why = recognised(&golden("hostile.qdpx")).expect("known").expect_err("refused").to_string();
    assert!(why.contains("nothing in the study has changed") && why.contains("document type"), "{why}");
}

fn sample() -> Study {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects/community-wellbeing");
    text_form::read(&folder).expect("the sample").0
}

/// What of a study goes out and comes in again, in words.
fn told(study: &Study) -> BTreeSet<String> {
    let mut told = BTreeSet::new();
    for code in study.codes() {
        told.insert(format!(
            "code {:?} {:?} {} {} {} {} {:?}",
            study.code_path(code.id),
            study.code_colour(code.id),
            code.brief,
            code.full,
            code.when_to_use,
            code.when_not_to_use,
            code.aliases
        ));
    }
    let name = |id| study.get(id).map_or("", |coder: &Coder| coder.name.as_str());
    for coding in study.codings() {
        let (title, text) = (study.get(coding.transcript).map(|one| &one.title), study.text(coding.transcript));
        told.insert(format!(
            "coding {title:?} {:?} {:?} {:?} by {} {:?} {:?} {} {}",
            coding.span,
            coding.span.of(text),
            study.code_path(coding.code),
            name(coding.coder),
            coding.valence,
            coding.level,
            coding.contradicts,
            coding.memo
        ));
    }
    for transcript in study.transcripts() {
        let group = study.get_opt(transcript.group).map(|group| &group.label);
        told.insert(format!("transcript {} {group:?} {}", transcript.title, study.text(transcript.id)));
        for turn in &transcript.turns {
            let speaker = study.get_opt(turn.speaker).map(|one| (&one.label, one.moderator));
            told.insert(format!("turn {} {:?} {speaker:?} {:?}", transcript.title, turn.span, turn.time_ms));
        }
    }
    for one in study.participants() {
        let group = study.get_opt(one.group).map(|group| &group.label);
        let values: BTreeSet<String> = one
            .attributes
            .iter()
            .map(|(attribute, value)| format!("{:?} {value:?}", study.get(*attribute).map(|one| &one.name)))
            .collect();
        told.insert(format!("participant {} {group:?} {} {values:?}", one.label, one.notes));
    }
    for memo in study.memos().filter(|memo| !memo.text.trim().is_empty()) {
        told.insert(format!("memo by {}: {}", name(memo.author), memo.text.trim()));
    }
    told
}

#[test]
fn a_study_goes_out_and_comes_in_again_the_same_for_every_program() {
    let study = sample();
    let folder = tempfile::tempdir().expect("a folder");
    for profile in [Profile::Standard, Profile::Nvivo, Profile::Atlas, Profile::Maxqda] {
        let written = write_project(&study, profile).expect("written");
        assert_eq!(written.bytes, write_project(&study, profile).expect("written").bytes, "the same bytes");
        let file = folder.path().join("out.qdpx");
        std::fs::write(&file, &written.bytes).expect("on disk");
        let mut incoming = read(&file);
        incoming.people.retain(|person| !person.name.is_empty());
        let (back, _) = with(&incoming);
        // Not only what is told of it: every record, with its id, to the letter.
        for record in study.records().filter(|record| record.key().kind != Kind::Details) {
            assert_eq!(back.record(record.key()).as_ref(), Some(&record), "{profile:?}");
        }
        let (here, there) = (study.details(), back.details());
        assert_eq!(&Details { id: here.id, ..there.clone() }, here, "{profile:?}");
        assert_eq!(back.records().count(), study.records().count() + 1, "only whoever imports is new");
        let (before, after) = (told(&study), told(&back));
        let lost: Vec<&String> = before.difference(&after).take(5).collect();
        let new: Vec<&String> = after.difference(&before).take(5).collect();
        assert!(lost.is_empty() && new.is_empty(), "{profile:?}\nlost: {lost:#?}\nnew: {new:#?}");
        for what in ["Round", "Decision", "Intervention"] {
            assert!(written.losses.iter().any(|loss| loss.element == what), "{what} is told");
        }
    }
    let codebook = folder.path().join("out.qdc");
    std::fs::write(&codebook, write_codebook(&study).expect("codes")).expect("on disk");
    assert_eq!(read(&codebook).codes.len(), study.codes().len());
    assert!(write_codebook(&Study::default()).is_none(), "a codebook without codes is no valid file");
}

#[test]
fn what_is_written_is_valid() {
    let study = sample();
    let folder = tempfile::tempdir().expect("a folder");
    for profile in [Profile::Standard, Profile::Nvivo, Profile::Atlas, Profile::Maxqda] {
        let written = write_project(&study, profile).expect("written");
        valid_project(&written.bytes, folder.path(), "the sample");
    }
    let codebook = folder.path().join("out.qdc");
    std::fs::write(&codebook, write_codebook(&study).expect("codes")).expect("on disk");
    valid_by("Codebook-mrt2019.xsd", &codebook, "the sample");
}

/// Counted with sqlite3: 17 documents, 22 tags, 1,794 highlights, 1,930 pairs of highlight and tag, one highlight without a tag.
#[test]
fn a_real_taguette_project_comes_whole_with_the_words_it_stored() {
    let folder = "real/swj2022-usability/data/transcripts/thematic-analysis";
    let Some(file) = shared(&format!("{folder}/SERDIF_P2_ThematicAnalysis.sqlite3")) else { return };
    let incoming = read(&file);
    assert_eq!((incoming.transcripts.len(), incoming.codes.len(), incoming.codings.len()), (17, 22, 1930));
    let connection = super::database::open(&file).expect("open");
    let snippets = super::database::rows(&connection, "SELECT id, snippet FROM highlights", |row| {
        Ok((row.get::<_, i64>(0)?.to_string(), super::database::words(row, 1)?))
    })
    .expect("rows");
    let plain = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut held = 0;
    for (id, snippet) in &snippets {
        let stored: String = scraper::Html::parse_fragment(snippet).root_element().text().collect();
        let here: Vec<usize> = (0..incoming.codings.len()).filter(|at| incoming.codings[*at].key == *id).collect();
        held += usize::from(!here.is_empty());
        for at in here {
            assert_eq!(plain(words(&incoming, at)), plain(&stored), "highlight {id}");
        }
    }
    assert_eq!((snippets.len(), held, incoming.losses.len()), (1794, 1793, 1));
    let (study, _) = with(&incoming);
    let codebook = shared(&format!("{folder}/codebooks/codebook_20220303_8.csv")).expect("beside it");
    let (again, _) = adopt(&study, &Stamp::now(None), &read(&codebook)).expect("adopted");
    assert!(again.is_none(), "its own codebook brings nothing");
}

/// Rows counted with openpyxl; the tree by its columns that step to the right.
#[test]
fn real_codebooks_in_workbooks_have_their_trees() {
    for (file, codes, deepest) in
        [("argulens/Codebook.xlsx", 30, 2), ("bcio-codebooks/BCIO-bcto-hierarchy.xlsx", 310, 10)]
    {
        let Some(path) = shared(&format!("real/{file}")) else { return };
        let incoming = read(&path);
        assert!(incoming.codes.len() >= codes, "{file}: {}", incoming.codes.len());
        let depth = (0..incoming.codes.len()).map(|code| super::tests::path(&incoming, code).len()).max();
        assert!(depth.is_some_and(|depth| depth >= deepest), "{file}: {depth:?}");
        assert!(incoming.codes.iter().filter(|code| !code.full.is_empty()).count() > codes / 3, "{file}");
        with(&incoming);
    }
}

/// Three people a text; annotations counted line by line with Python's json module.
#[test]
fn a_real_doccano_set_keeps_its_people_apart() {
    let Some(path) = shared("real/novels-ner-doccano/Dracula.jsonl") else { return };
    let incoming = read(&path);
    assert_eq!((incoming.people.len(), incoming.codes.len(), incoming.transcripts.len()), (3, 2, 12));
    assert!(incoming.losses.is_empty(), "{:?}", incoming.losses);
    with(&incoming);
}

#[test]
fn our_own_codebook_table_is_read_back() {
    let study = sample();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("codebook.csv");
    crate::report::write(&study, crate::report::Output::Codebook, &file).expect("written");
    let (entry, told) = adopt(&study, &Stamp::now(None), &read(&file)).expect("adopted");
    assert!(entry.is_none(), "{told:?}");
    let (back, _) = with(&read(&file));
    let paths = |study: &Study| -> BTreeSet<Vec<String>> {
        study.codes().map(|code| study.code_path(code.id).into_iter().map(str::to_owned).collect()).collect()
    };
    assert_eq!(paths(&study), paths(&back));
}

proptest! {
    /// However a file is cut or spoilt: read, or refused in a sentence.
    #[test]
    fn spoilt_files_are_read_or_refused(
        at in 0_usize..20, cut in any::<prop::sample::Index>(), flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6), cuts in any::<bool>()
    ) {
        let names = ["nvivo-windows-shape.qdpx", "spec-strict.qdpx", "maxqda-shape.qdpx", "qualcoder-bom-crlf.qdc", "atlas-0-4-namespace.qdc"];
        let name = names[at % names.len()];
        let mut bytes = std::fs::read(golden(name)).expect("there");
        for (place, byte) in flips {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if cuts {
            bytes.truncate(cut.index(bytes.len()));
        }
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(name);
        std::fs::write(&file, &bytes).expect("on disk");
        if let Some(Ok(incoming)) = recognised(&file) {
            with(&incoming);
        }
    }
}

/// A project as QualCoder 3 writes it, made here by SQL: the tables and columns are those of its own source.
#[test]
fn a_qualcoder_project_comes_with_its_categories_owners_and_cases() {
    let folder = tempfile::tempdir().expect("a folder");
    let project = folder.path().join("Talks.qda");
    std::fs::create_dir(&project).expect("a folder");
    let connection = rusqlite::Connection::open(project.join("data.qda")).expect("a database");
    connection
        .execute_batch(
            "CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text);
             CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer);
             CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text);
             CREATE TABLE code_text (cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text);
             CREATE TABLE code_image (imid integer primary key);
             CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text);
             CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text);
             CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text, owner text);
             CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text, date text);
             CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text);
             INSERT INTO source VALUES (1, 'One.docx', 'She felt 😀 safe.' || char(10) || 'Then home.', NULL, 'a good talk', 'Ann', '2024-02-01 10:00:00');
             INSERT INTO source VALUES (2, 'pic.png', NULL, '/images/pic.png', '', 'Ann', '');
             INSERT INTO code_cat VALUES (2, 'Below', 'Ann', '', '', 1), (1, 'Above', 'Ann', '', 'of feelings', NULL), (3, 'Ring', 'Ann', '', '', 4), (4, 'Ring too', 'Ann', '', '', 3);
             INSERT INTO code_name VALUES (1, 'Safety', 'feeling safe', 2, 'Ann', '', '#99CCFF'), (2, 'Home', '', NULL, 'Ben', '', '');
             INSERT INTO code_text VALUES (1, 1, 'safe', 11, 15, 'Ann', '2024-02-02 09:30:00', 'how'), (1, 1, 'safe', 11, 15, 'Ben', '', ''), (2, 1, 'home', 22, 26, 'Ben', '', ''), (2, 1, 'nowhere', 90, 99, 'Ben', '', '');
             INSERT INTO code_image VALUES (1);
             INSERT INTO cases VALUES (1, 'Anna', 'a person', 'Ann', '');
             INSERT INTO attribute_type VALUES ('Age', '', 'Ann', '', 'case', 'numeric'), ('Wave', '', 'Ann', '', 'file', 'character');
             INSERT INTO attribute VALUES (1, 'Age', 'case', '34', 1, '', 'Ann'), (2, 'Wave', 'file', 'two', 1, '', 'Ann'), (3, 'Age', 'case', '', 1, '', 'Ann');
             INSERT INTO annotation VALUES (1, 1, 17, 21, 'why then?', 'Ben', '');
             INSERT INTO journal VALUES (1, 'Day one', 'It rained.', '2024-02-03 08:00:00', 'Ann');",
        )
        .expect("filled");
    drop(connection);
    let incoming = read(&project);
    let seen: Vec<(&str, Vec<&str>, &str)> = (0..incoming.codings.len())
        .map(|at| {
            let coding = &incoming.codings[at];
            let by = incoming.people[coding.person.expect("somebody")].name.as_str();
            (words(&incoming, at), path(&incoming, coding.code), by)
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("safe", vec!["Above", "Below", "Safety"], "Ann"),
            ("safe", vec!["Above", "Below", "Safety"], "Ben"),
            ("home", vec!["Home"], "Ben"),
        ],
        "characters count one, whatever their bytes"
    );
    assert_eq!((incoming.codings[0].memo.as_str(), incoming.codings[0].created.is_some()), ("how", true));
    let told: Vec<&str> = incoming.losses.iter().map(|loss| loss.element.as_str()).collect();
    assert_eq!(told, ["source", "code_cat", "code_cat", "code_text", "code_image"]);
    let memos: BTreeSet<&str> = incoming.memos.iter().map(|memo| memo.text.as_str()).collect();
    assert_eq!(memos, BTreeSet::from(["a good talk", "why then?", "It rained."]));
    let (study, _) = with(&incoming);
    let anna = study.participants().find(|one| one.label == "Anna").expect("a case");
    assert_eq!((anna.attributes.len(), study.transcripts().next().expect("a text").attributes.len()), (1, 1));
    std::fs::write(project.join("data.qda"), b"SQLite format 3\0 cut off").expect("spoilt");
    let why = recognised(&project).expect("known").expect_err("refused").to_string();
    assert!(why.contains("nothing in the study has changed"), "{why}");
}

/// Every project out and in again: the same records with the same ids, and valid by the official schema.
#[test]
fn what_came_from_another_program_goes_back_whole_and_comes_again_the_same() {
    let made = std::fs::read_dir(golden("")).expect("the folder");
    let mut files: Vec<PathBuf> = made.map(|one| one.expect("a file").path()).collect();
    if let Some(folder) = shared("refi/samples") {
        let mut folders = vec![folder];
        while let Some(folder) = folders.pop() {
            for one in std::fs::read_dir(&folder).expect("a folder") {
                let path = one.expect("a file").path();
                if path.is_dir() { folders.push(path) } else { files.push(path) }
            }
        }
    }
    files.retain(|path| path.extension().is_some_and(|end| end == "qdpx" || end == "qde"));
    files.sort();
    assert!(files.len() >= 5);
    let folder = tempfile::tempdir().expect("a folder");
    for file in files {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let Some(Ok(incoming)) = recognised(&file) else { continue };
        let (study, me) = with(&incoming);
        let written = write_project(&study, Profile::Standard).expect("written");
        let out = folder.path().join("out.qdpx");
        std::fs::write(&out, &written.bytes).expect("on disk");
        let (back, importer) = with(&read(&out));
        // Whoever imports is somebody else in the other study.
        let plain = |record: &Record| {
            let words = serde_json::to_string(record).expect("JSON");
            let (there, here) = (importer.uuid().to_string(), me.uuid().to_string());
            words.replace(&there, &here).replace(&there.to_uppercase(), &here.to_uppercase())
        };
        // A .qde alone, and a project that lacks files, lacks the texts that its sets and links are about.
        let alone = incoming.losses.iter().any(|loss| loss.what.contains("not in the project"));
        let others = |kind: Kind| kind == Kind::Details || alone && kind == Kind::Carried;
        for record in study.records().filter(|record| !others(record.key().kind) && record.key() != me.key()) {
            let there = back.record(record.key());
            assert_eq!(there.as_ref().map(plain), Some(plain(&record)), "{name}");
        }
        for transcript in study.transcripts() {
            assert_eq!(back.text(transcript.id), study.text(transcript.id), "{name}");
        }
        for coding in incoming.codings.iter().filter(|coding| uuid::Uuid::parse_str(&coding.key).is_ok()) {
            let id = Id::<crate::study::Coding>::from_uuid(uuid::Uuid::parse_str(&coding.key).expect("a GUID"));
            let twice = incoming.codings.iter().filter(|other| other.key.eq_ignore_ascii_case(&coding.key)).count() > 1;
            assert!(
                twice || study.get(id).is_some() || study.codings().len() < incoming.codings.len(),
                "{name}: {id:?}"
            );
        }
        valid_project(&written.bytes, folder.path(), &name);
    }
}

/// By the official schema, with xmllint where that is installed.
fn valid_project(bytes: &[u8], folder: &Path, what: &str) {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    let file = folder.join("project.qde");
    let mut part = zip.by_name("project.qde").expect("the project");
    std::io::copy(&mut part, &mut std::fs::File::create(&file).expect("a file")).expect("unpacked");
    valid_by("Project-mrt2019.xsd", &file, what);
}

fn valid_by(schema: &str, file: &Path, what: &str) {
    let run =
        std::process::Command::new("xmllint").args(["--noout", "--schema"]).arg(golden(schema)).arg(file).output();
    match run {
        Err(_) => println!("skipped: no xmllint"),
        Ok(run) => assert!(
            run.status.success(),
            "{what}: {}",
            String::from_utf8_lossy(&run.stderr).chars().take(1500).collect::<String>()
        ),
    }
}
